package book

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// taking is the state of taking in one workbook.
type taking struct {
	plan  *Plan
	now   *index
	was   *index // nil without a base
	own   *index // was, with what the same person's field workbooks brought since; nil if that is not known
	said  names  // the names in the workbook
	who   *assess.Person
	today assess.Day
	table assess.Table               // where changes of the standard are written
	items map[string]*standard.Item  // as they would be afterwards
	count map[string]int             // number of rows with the same name so far
	seen  map[string]int             // entity -> row in which it was found
	order map[string]int64           // the highest order below each path
	ids   map[string]map[string]bool // by sheet, each ID in the base or in the vault, where rows have numbers
	may   map[string]error           // results of PermitEntity
	fight map[string]bool            // registers in conflict
}

// Take works out what a workbook would change; it changes nothing itself. base is the assessment at g.Head.Frontier, or nil for a workbook
// of another vault or made by hand. who takes it in; nil while a vault is being founded: then a is empty, and roles are not checked.
//
// Codes of the faults in Diff.Why: those of assess.Permit, Guard, GuardRectify and Needed, and book.* (see read.go, and the catalogue).
func Take(a, base *assess.Assessment, g *Grid, who *assess.Person, today assess.Day) *Plan {
	return Retake(a, base, nil, g, who, today)
}

// Retake is Take of a field workbook that may have been taken in before. own is base with what the same person's field workbooks have brought
// since: where that still stands, another value is a correction and not a conflict. It may be nil.
func Retake(a, base, own *assess.Assessment, g *Grid, who *assess.Person, today assess.Day) *Plan {
	if a.Standard == nil { // a vault that is not founded yet
		empty := *a
		empty.Standard = &standard.Standard{Methods: standard.Usual()}
		a = &empty
	}
	t := newTaking(a, base, g.Head, who, today)
	if own != nil && base != nil && t.field() {
		t.own = look(own)
	}
	return t.take(g)
}

func newTaking(a, base *assess.Assessment, h Head, who *assess.Person, today assess.Day) *taking {
	t := &taking{plan: &Plan{Head: h, round: a}, now: look(a), said: names{}, who: who, today: today, table: assess.OwnTable,
		items: map[string]*standard.Item{}, count: map[string]int{}, seen: map[string]int{}, ids: map[string]map[string]bool{}, may: map[string]error{}, fight: map[string]bool{}}
	switch {
	case base == a:
		t.was = t.now
	case base != nil:
		t.was = look(base)
	}
	t.order = t.now.order
	for _, i := range a.Standard.Items() {
		t.items[i.ID] = i
	}
	for _, at := range a.Disputed {
		t.fight[at.Entity+"\n"+at.Field] = true
	}
	return t
}

// take makes the plan. Sheets are read in an order in which each comes after those that it refers to.
func (t *taking) take(g *Grid) *Plan {
	t.origin()
	found := t.sheets(g)
	for _, name := range reading {
		s, rows := sheetOf(name), found[name]
		rows = t.apart(s, rows)
		for _, in := range rows {
			in.locate()
		}
		t.number(s, rows)
		t.rank(s, rows)
		for _, in := range rows {
			in.judge()
		}
		if rows != nil {
			t.overwritten(s, rows)
			t.unchanged(s, rows)
			t.missing(s, rows)
		}
	}
	t.tie()
	t.clearing()
	t.sort()
	t.follow()
	return t.plan
}

// field tells whether the workbook is a field workbook, with the work of one assessor in one district.
func (t *taking) field() bool { return t.plan.Head.Form == formField }

// pasted tells whether this is a table that was pasted into a list.
func (t *taking) pasted() bool { return t.plan.Head.Form == formPaste }

func (t *taking) problem(sheet, cell string, why words.Msg) {
	t.plan.Problems = append(t.plan.Problems, Problem{sheet, cell, why})
}

// sheets reads the known sheets, each once.
func (t *taking) sheets(g *Grid) map[string][]*incoming {
	found := map[string][]*incoming{}
	for i := range g.Sheets {
		s := sheetOf(g.Sheets[i].Name)
		t.notes(s, &g.Sheets[i])
		switch {
		case s == nil && g.Head.Form != "" && slices.Contains(toRead, squeeze(g.Sheets[i].Name)):
			t.typedOver(&g.Sheets[i])
		case s == nil:
			if !g.Sheets[i].Hidden && len(g.Sheets[i].Rows) > 0 {
				t.problem(g.Sheets[i].Name, "", words.M("book.problem.sheet"))
			}
		case found[s.name] != nil:
			t.problem(g.Sheets[i].Name, "", words.M("book.problem.twice"))
		case t.field() && slices.Contains(beside, s.name): // only there to be looked up
		case t.field() && !s.field:
			t.problem(g.Sheets[i].Name, "", words.M("book.problem.field"))
		case s.made && t.was == nil && len(t.now.at[s.name]) == 0: // of another vault
			t.problem(g.Sheets[i].Name, "", words.M("book.problem.made"))
		default:
			found[s.name] = append([]*incoming{}, t.read(s, &g.Sheets[i])...)
		}
	}
	return found
}

// seed derives an ID from words. The same words always give the same ID.
func (t *taking) seed(words ...string) string {
	h := sha256.Sum256([]byte("kaohe book 1\n" + strings.Join(words, "\x00")))
	return strings.ToLower(base32.StdEncoding.EncodeToString(h[:10]))
}

// nth counts the rows with the same name, from 0.
func (t *taking) nth(words ...string) int {
	key := strings.Join(words, "\x00")
	n := t.count[key]
	t.count[key]++
	return n
}

// marks returns all IDs of a sheet's rows in the base and in the vault.
func (t *taking) marks(s *sheet) map[string]bool {
	if t.ids[s.name] == nil {
		ids := map[string]bool{}
		for _, x := range []*index{t.was, t.now} {
			if x != nil {
				for entity := range x.at[s.name] {
					ids[own(entity)] = true
				}
			}
		}
		t.ids[s.name] = ids
	}
	return t.ids[s.name]
}
