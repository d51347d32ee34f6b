package book

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// sheets lists all sheets that are filled in, in the order of the workbook, which is that of the work.
var sheets = slices.Concat(
	within(GroupRound, roundSheet(), itemSheet(), sectionSheet(), methodSheet(), checkSheet(), districtSheet(), subSheet(), teamSheet()),
	within(GroupPrepare, assignSheet(), taskSheet(), materialSheet(), claimSheet(), visitSheet(), drawSheet(), lastSheet()),
	within(GroupOnsite, scoreSheet(), deductionSheet(), recordSheet(), qaSheet(), docSheet(), lookSheet(), backSheet(), findingSheet(), evidenceSheet()),
	within(GroupConsult, draftSheet(), responseSheet(), objectionSheet()),
	within(GroupRectify, rectifySheet(), stepSheet()),
	within(GroupIssue, issueSheet(), issueApart()))

func within(g Group, list ...*sheet) []*sheet {
	for _, s := range list {
		s.group = g
	}
	return list
}

// reading is the order in which the sheets are taken in: what other sheets refer to comes first.
var reading = []string{"考核小组", "考核信息", "一级指标", "考核方式", "评分标准", "抽查要点", "被考核单位", "街道", "现场记录", "考核发现", "责任分工", "准备事项", "材料清单", "自评得分",
	"行程安排", "抽签", "上轮得分", "街道检查", "回头看",
	"考核得分", "扣分", "访谈问答", "文件抽查", "征求意见稿", "反馈意见", "得分异议", "整改台账", "整改进展", "佐证", "发文设置", "分区发文"}

// beside lists the sheets of a field workbook that are there to be looked up and are not read back.
var beside = []string{"评分标准", "考核方式", "被考核单位", "街道", "考核小组"}

// toRead lists the sheets that the program writes for people only.
var toRead = []string{guideName, summaryName, exampleName}

// Forms of a workbook.
const (
	formTemplate = "template"
	formWhole    = "whole"
	formField    = "field"
)

func (s *sheet) heads() Sheet {
	out := Sheet{Name: s.name, Note: s.note, Group: s.group}
	for i := range s.cols {
		c := s.cols[i].Column
		c.Must = s.asks(&s.cols[i])
		out.Columns = append(out.Columns, c)
	}
	if s.kind == anItem {
		out.Paper = len(out.Columns) // what an office notes beside the standard is not printed
	}
	return out
}

func (s *sheet) fill(rows []row) Sheet {
	out := s.heads()
	for _, r := range rows {
		cells := make([]Cell, len(r.vals))
		for i, v := range r.vals {
			cells[i] = v.Cell
			if x := &s.cols[i]; x.kindOf != nil && v.Is { // one column for all kinds: written as text
				k, _ := x.kindOf(r.entity)
				cells[i] = Cell{Text: v.show(k)}
			}
		}
		if f := factOf(r.entity); f != nil && f.required() {
			cells[0].Look = LookMust
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// Template returns an empty workbook: every sheet with its head, notes and lists of choices, and the methods that a new round starts with.
func Template() *Book {
	b := &Book{Head: Head{Form: formTemplate}}
	blank := &index{a: &assess.Assessment{Standard: &standard.Standard{Methods: standard.Plain()}}, names: names{}}
	for _, s := range sheets {
		if s.made {
			continue
		}
		rows := s.rows(blank)
		if i := s.at(headContent); i >= 0 && s.name == sheets[0].name { // 考核信息, whose rows are there to be filled in
			for _, r := range rows {
				r.vals[i] = value{}
			}
		}
		b.Sheets = append(b.Sheets, s.fill(rows))
	}
	b.aside(guideOfTemplate, exampleSheet(b.Sheets))
	return b
}

// sheet returns the sheet with a name.
func (b *Book) sheet(name string) *Sheet {
	return &b.Sheets[slices.IndexFunc(b.Sheets, func(s Sheet) bool { return s.Name == name })]
}

// aside puts the sheets that are only read before the others: first the guide to these.
func (b *Book) aside(says string, more ...Sheet) {
	more = slices.DeleteFunc(more, func(s Sheet) bool { return len(s.Rows) == 0 })
	b.Sheets = slices.Concat([]Sheet{guideSheet(says, b.Sheets)}, more, b.Sheets)
}

// Export returns everything of an assessment that a workbook contains. frontier is the one at which a was read.
func Export(a *assess.Assessment, frontier ledger.Frontier) *Book {
	b := &Book{Head: Head{Form: formWhole, Vault: a.Vault.String(), Frontier: FormatFrontier(frontier), Title: a.Title}, Sample: a.Sample}
	x := &index{a: a, names: names{}}
	x.call()
	for _, s := range sheets {
		if rows := s.rows(x); len(rows) > 0 || !s.made {
			b.Sheets = append(b.Sheets, s.fill(rows))
		}
	}
	b.aside(guideOfExport, summarySheet(x, b.sheet(headMark), b.sheet("被考核单位")), exampleSheet(b.Sheets))
	return b
}

// Field returns the workbook of one district for one assessor, to be filled in without this program: marks, deductions, records and
// findings of the items assigned to that person, or of all items if none is, and the checks in the subdistricts and of the last round's
// problems. The standard, the district and the team are included to be looked up; they are not read back. say is the Chinese catalogue.
func Field(a *assess.Assessment, frontier ledger.Frontier, d *assess.District, p *assess.Person, say words.Catalog) *Book {
	b := &Book{Head: Head{Form: formField, Vault: a.Vault.String(), Frontier: FormatFrontier(frontier), District: d.ID, Person: p.ID, Title: a.Title}, Sample: a.Sample}
	x := &index{a: a, names: names{}}
	x.call()
	only := *a
	only.Districts = []*assess.District{d}
	x.a = &only // the rows of this district; the names of all
	mine := assigned(a, d, p)
	for _, s := range sheets {
		aside := slices.Contains(beside, s.name)
		if !aside && !s.field {
			continue
		}
		rows := s.rows(x)
		if s.name == "评分标准" || s.at(headItem) >= 0 {
			rows = slices.DeleteFunc(rows, func(r row) bool { return !mine[s.itemOf(r)] })
		}
		sheet := s.fill(rows)
		for i := range sheet.Columns {
			c := &sheet.Columns[i]
			c.Locked = c.Locked || aside || s.cols[i].elsewhere()
			c.Must = c.Must && !c.Locked
			c.Sum = c.Head == headMark || c.Head == headTaken // within one district the sum means something
		}
		if s.name == headMark {
			sheet.rule(s, rows, a.Standard, say)
		}
		b.Sheets = append(b.Sheets, sheet)
	}
	b.aside(fmt.Sprintf(guideOfField, d.Name, p.Name), exampleSheet(b.Sheets))
	return b
}

// rule puts the items' rules beside the marks, and limits the marks to what they allow.
func (out *Sheet) rule(s *sheet, rows []row, std *standard.Standard, say words.Catalog) {
	at := s.at(headMark)
	out.Columns = slices.Insert(out.Columns, at, Column{Head: headRule, Note: "由程序填写。", Kind: Long, Width: 26, Locked: true})
	for n, r := range rows {
		i, text := std.Item(s.itemOf(r)), ""
		if i != nil {
			text = say.Say(i.Rule.Words(i.Points))
			out.Limits = append(out.Limits, limit(i, n, at+1))
		}
		out.Rows[n] = slices.Insert(out.Rows[n], at, Cell{Text: tidy(text)})
	}
}

// limit returns what an item's rule allows as its mark, which is what import takes. A deduction may be a part of a rule's step, so the step is
// only said.
func limit(i *standard.Item, row, col int) Limit {
	low, high := i.Rule.Range(i.Points)
	l := Limit{Row: row, Col: col, Low: int64(low), High: int64(high), Says: fmt.Sprintf("%s 到 %s 分，最多两位小数。", short(low), short(high))}
	var said []string
	for _, m := range i.Rule.Choices(i.Points) {
		l.Only, said = append(l.Only, int64(m)), append(said, short(m))
	}
	switch k := i.Rule.Kind; {
	case l.Only != nil:
		l.Says = "只能是：" + strings.Join(said, "、") + " 分。"
	case (k == standard.Each || k == standard.Free || k == standard.Bonus) && i.Rule.Amount > 0:
		l.Says = fmt.Sprintf("%s 到 %s 分，一般每 %s 分一级，最多两位小数。", short(low), short(high), short(i.Rule.Amount))
	}
	return l
}

// elsewhere tells whether a column is not written on site: after the consultation, or when the round was set up.
func (x *col) elsewhere() bool { return x.noun == "final" || x.noun == "finalmark" || x.early }

// itemOf returns the item that a row of the standard is, or that the row is about.
func (s *sheet) itemOf(r row) string {
	if i := s.at(headItem); i >= 0 {
		return r.vals[i].list()[0]
	}
	return own(r.entity)
}

// assigned returns the items of a person in a district, or all if the person has none.
func assigned(a *assess.Assessment, d *assess.District, p *assess.Person) map[string]bool {
	mine, all := map[string]bool{}, map[string]bool{}
	for _, s := range a.Standard.Sections {
		for _, i := range s.Items {
			all[i.ID] = true
			if slices.Contains(d.Assigned[s.ID], p.ID) {
				mine[i.ID] = true
			}
		}
	}
	if len(mine) == 0 {
		return all
	}
	return mine
}
