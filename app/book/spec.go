package book

import (
	"cmp"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/schema"
)

// sheet describes one sheet of the workbook: its columns, the entities of its rows, and how a row is written.
type sheet struct {
	name, note string
	tag        string // the first part of its rows' 标识; empty if rows have none because their place names them
	kind       string // the kind of its rows where other cells name them; empty: nothing does. Kinds within a district end in a slash
	number     string // the head of the column with its rows' numbers, if people tell them apart by these
	group      Group
	field      bool // it is read back from a field workbook
	made       bool // its rows are made by the program only, so that it is left out where there are none
	ranked     bool // the order of its rows says something, so rows that were moved are moved here too
	cols       []col
	rows       func(x *index) []row
	// under returns the path above a row's own ID. For a sheet without tag it returns the entity itself, or "" if there is none. Its error
	// refuses the row.
	under func(in *incoming) (string, error)
	after func(w *work)        // adds the writes that follow from the others; may be nil
	lacks func(w *work) string // the head of a cell without which nobody would see the others; "" if none is missing. May be nil
}

// District and Record are the heads of the columns that say whose a row is.
const (
	District = headDistrict
	Record   = headRecord
)

// Heads that sheets share.
const (
	headID       = "标识"
	headOrder    = "顺序"
	headDistrict = "被考核单位"
	headItem     = "项目编号"
	headRecord   = "记录号"
	headFinding  = "发现号"
	headQuestion = "题号"
)

// col is a column with the register that it stands for. A column without a register that is not Locked only tells which row this is.
type col struct {
	Column
	noun, field string // noun replaces the entity's own; empty: the entity's own
	was         string // the head that older workbooks have for it
	codes       choices
	ref         string // the kind of things that its cells name
	absent      bool   // an empty cell means no number instead of zero
	loose       bool   // a cell may name a member of the team or contain any other text
	must        bool   // a new row must have it
	ident       bool   // in addition to the names, it tells rows without 标识 apart
	early       bool   // a field workbook only shows it: it is written before
	ordered     bool   // of a list of references: their order says something
	shares      bool   // for Points and Count: a number may be a percentage, 95% for 95
	kindOf      func(entity string) (Kind, []string)
	put         func(w *work, v value) // replaces the usual way of writing
	check       func(w *work, v value) error
}

func c(head, note string, k Kind, width float64) col {
	return col{Column: Column{Head: head, Note: note, Kind: k, Width: width}}
}

// to sets the field that the cells stand for. "noun:field" means the field of the entity with the same ids and another noun.
func (x col) to(field string) col {
	x.field = field
	if noun, f, cut := strings.Cut(field, ":"); cut {
		x.noun, x.field = noun, f
	}
	return x
}

func (x col) name() col            { x.Name = true; return x }
func (x col) locked() col          { x.Locked = true; return x }
func (x col) once(head string) col { x.was = head; return x }
func (x col) opt() col             { x.absent = true; return x }
func (x col) need() col            { x.must = true; return x }
func (x col) tells() col           { x.ident = true; return x }
func (x col) sum() col             { x.Sum = true; return x }
func (x col) before() col          { x.early = true; return x }
func (x col) inOrder() col         { x.ordered = true; return x }
func (x col) share() col           { x.shares = true; return x }

func (x col) of(codes choices) col {
	x.codes, x.Choices = codes, codes.texts()
	return x
}

func (x col) refers(kind string) col {
	x.ref = kind
	switch kind {
	case aDistrict, aPerson, anItem, aMethod:
		x.From = source(kind)
	}
	return x
}

func (x col) by(put func(*work, value)) col              { x.put = put; return x }
func (x col) checked(check func(*work, value) error) col { x.check = check; return x }
func (x col) varies(f func(string) (Kind, []string)) col { x.kindOf = f; return x }
func (x col) orAnything() col                            { x.loose = true; return x }
func (x *col) written() bool                             { return x.put != nil || x.field != "" }
func (x *col) kindAt(entity string) (Kind, []string) {
	if x.kindOf != nil {
		return x.kindOf(entity)
	}
	return x.Kind, x.Choices
}

func idCol() col {
	x := c(headID, "由程序填写，请不要改动；新增的行留空。", Text, 12)
	x.Hidden = true
	return x
}

func orderCol() col {
	x := c(headOrder, "由程序填写，请不要改动；新增的行留空。", Count, 6).to("order")
	x.Hidden = true
	return x
}

func districtCol() col {
	return c(headDistrict, "单位名称，与“被考核单位”表一致。", Choice, 10).name().refers(aDistrict)
}

func itemCol() col {
	return c(headItem, "如 1.3，与“评分标准”表的编号一致；1.10 这样的编号，请把单元格设为文本。", Choice, 8).name().refers(anItem)
}

func recordCol() col {
	return c(headRecord, "所属记录在“现场记录”表的记录号。", Text, 8).name().refers(aRecord)
}

func findingCol() col {
	return c(headFinding, "“考核发现”表的发现号。", Text, 8).name().refers(aFinding)
}

// at returns the index of a column; -1 if the sheet has no such column.
func (s *sheet) at(head string) int {
	for i := range s.cols {
		if s.cols[i].Head == head {
			return i
		}
	}
	return -1
}

// asks tells whether a column has to be filled in: because it names the row, or because the schema requires its field.
func (s *sheet) asks(x *col) bool {
	noun := schema.Find(cmp.Or(map[string]string{"item": "std/item", "sec": "std/sec", "check": "std/visit", "method": "std/method", "d": "d/", "step": "d/prog"}[s.tag], "d/"+s.tag))
	if x.Hidden || x.Locked || s.tag == "" && x.kindOf != nil || x.Head == headFact {
		return false
	}
	f := (*schema.Field)(nil)
	if noun != nil && x.noun == "" {
		f = noun.Field(x.field)
	}
	return x.Name || x.must || f != nil && f.Required
}

// id returns the 标识 of an entity.
func (s *sheet) id(id string) value { return value{Cell: Cell{Text: s.tag + ":" + id}} }

// kindIn completes a kind that is named within a district by the district.
func kindIn(kind, district string) string {
	if strings.HasSuffix(kind, "/") {
		return kind + district
	}
	return kind
}

// index is an assessment in the form in which a workbook shows it.
type index struct {
	a     *assess.Assessment
	names names
	at    map[string]map[string][]value // by sheet and entity
	order map[string]int64              // the highest order below each path

	numbered map[string]bool // the entities whose number somebody wrote
}

// look reads an assessment into rows.
func look(a *assess.Assessment) *index {
	x := &index{a: a, names: names{}, at: map[string]map[string][]value{}, order: map[string]int64{}, numbered: map[string]bool{}}
	x.call()
	for _, list := range listed(a) {
		for _, p := range list {
			x.numbered[p.entity] = p.no != ""
		}
	}
	for _, s := range sheets {
		rows, order := s.rows(x), s.at(headOrder)
		m := make(map[string][]value, len(rows))
		for _, r := range rows {
			m[r.entity] = r.vals
			if order >= 0 {
				above := parent(r.entity)
				x.order[above] = max(x.order[above], r.vals[order].Number)
			}
		}
		x.at[s.name] = m
	}
	return x
}

// call collects the names of everything that cells may name.
func (x *index) call() {
	for _, p := range x.a.Team {
		x.names.add(aPerson, p.ID, p.Name, p.Agency)
	}
	for _, s := range x.a.Standard.Sections {
		x.names.add(aSection, s.ID, s.Title, "")
		for _, i := range s.Items {
			x.names.add(anItem, i.ID, i.Code, "")
		}
	}
	for _, m := range x.a.Standard.Methods {
		x.names.add(aMethod, m.ID, m.Chinese(), "")
	}
	for _, k := range x.a.Checks {
		x.names.add(aCheck, k.ID, k.Text, "")
	}
	for _, d := range x.a.Districts {
		x.names.add(aDistrict, d.ID, d.Name, "")
		for _, s := range d.Subdistricts {
			x.names.add(aSub+d.ID, s.ID, s.Name, "")
		}
		for _, r := range d.Records {
			x.names.add(aRecord+d.ID, r.ID, r.No, x.a.Name(r.Recorder))
		}
		for _, f := range d.Findings {
			x.names.add(aFinding+d.ID, f.ID, f.No, "")
		}
	}
}

func parent(entity string) string { return entity[:max(0, strings.LastIndexByte(entity, '/'))] }

func own(entity string) string { return entity[strings.LastIndexByte(entity, '/')+1:] }
