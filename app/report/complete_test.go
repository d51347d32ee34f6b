package report_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/schema"
	"kaohe/app/standard"
)

// rest writes what full does not: an entity of each noun that the sample's district lacks.
func (b *bench) rest(district string, edited bool) []ledger.Op {
	a := b.round.View()
	d := a.District(district)
	var ops []ledger.Op
	put := func(entity, field string, v any) {
		ops = append(ops, ledger.Op{Entity: entity, Field: field, Value: ledger.Of(v)})
	}
	put(assess.Path(d.Entity, "back", "b"), "text", "上轮的问题")
	put(assess.Path(d.Entity, "back", "b"), "state", "part")
	problems := d.Of(assess.Problem)
	for n, state := range []string{"open", "closed", "carried"} { // a sheet, a letter and a ledger want different ones
		put(assess.Path(d.Entity, "rect", problems[n].ID), "state", state)
		put(assess.Path(d.Entity, "final", problems[n].ID), "withdrawn", false)
	}
	put(assess.Path(d.Entity, "rec", "sy"), "method", a.Standard.First(standard.Symposium))
	put(assess.Path("circ", "theme", "t"), "kind", "problem")
	put(assess.Path("circ", "place", district, problems[1].ID), "theme", "t")
	if edited {
		put(assess.Path("circ", "text", "opening"), "text", "开头。")
	}
	for n, m := range standard.Usual() {
		e := assess.Path("std", "method", m.ID)
		put(e, "name", m.Chinese())
		put(e, "form", string(m.Form))
		put(e, "order", n+1)
	}
	put(assess.Path(d.Entity, "task", "1", "w"), "what", "送材料")
	put(assess.Path(d.Entity, "score", d.Scores[3].Item.ID), "remark", "说明")
	for n := range a.Standard.Sections {
		put(assess.Path("std", "sec", a.Standard.Sections[n].ID), "bonuscap", 100)
	}
	put("std", "forces", []standard.Force{{ID: "f", Event: "瞒报", Grade: "合格"}})
	for _, k := range assess.Papers {
		e := assess.Path("issue", k.Key)
		put(e, "head", "red")
		put(e, "number", "一号")
	}
	return ops
}

// marks writes a text of its own into each text register of a round and of one district, in every entity there is.
//
// Some registers hide others, and are left as they are if they are among without.
func (b *bench) marks(s *ledger.State, district string, without []string) (ops []ledger.Op, at map[string]string) {
	at = map[string]string{}
	entities := slices.Concat(s.Entities(assess.Path("d", district)+"/"), s.Entities("std"), s.Entities("circ/"), s.Entities("issue/"),
		s.Entities("seat/"), []string{"round", assess.Path("d", district)})
	for _, e := range entities {
		place := schema.Parse(e)
		if place.Noun == nil {
			continue
		}
		if v, _, _ := s.Get(ledger.Register{Entity: e, Field: ledger.Gone}); v == ledger.Of(true) {
			continue
		}
		for i := range place.Noun.Fields {
			f := &place.Noun.Fields[i]
			text := fmt.Sprintf("〔%04d〕", len(at))
			var v any = text
			name := place.Key + " " + f.Name
			switch {
			case slices.Contains(without, name):
				continue
			case f.Set || f.Kind == schema.Lines && f.Of != "":
				continue
			case f.Kind == schema.Lines:
				v = []string{text}
			case f.Kind != schema.Text && f.Kind != schema.Prose && f.Kind != schema.Clock:
				continue
			}
			at[text] = name
			ops = append(ops, ledger.Op{Entity: e, Field: f.Name, Value: ledger.Of(v)})
		}
	}
	return ops, at
}

// allText is everything that documents say, with their heads and ends.
func allText(docs map[string]report.Document) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(docs)) {
		b.WriteString(plain(docs[k]))
	}
	return b.String()
}

// Each text that can be entered stands in some document, or is declared with the reason why in none; and what is declared is in none.
func TestWhatIsEnteredIsPrintedOrDeclared(t *testing.T) {
	b := newBench(t)
	const district = "longgang"
	printed, entered := map[string]bool{}, map[string]bool{}
	edited := []string{"circ/text text", "circ/group text"} // hide the texts from which the circular is composed
	for n, without := range [][]string{nil, edited, append([]string{"issue office", "final city", "draw list"}, edited...)} {
		b.base = slices.Concat(b.full(district, n == 0), b.rest(district, n == 0))
		if n > 0 {
			b.base = append(b.base, b.apart()...)
		}
		ops, at := b.marks(b.state(), district, without)
		text := allText(b.documents(b.view(ops...), district, assess.Papers...))
		for mark, field := range at {
			entered[field] = true
			printed[field] = printed[field] || strings.Contains(text, mark)
		}
	}
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		for j := range n.Fields {
			f := &n.Fields[j]
			name := n.Key + " " + f.Name
			_, declared := declaredUnprinted(n.Key, f.Name)
			switch {
			case printed[name] && declared:
				t.Errorf("%s is declared to be in no document, and is in one", name)
			case declared:
			case entered[name] && !printed[name]:
				t.Errorf("%s is in no document, and not declared", name)
			case !entered[name] && f.Kind <= schema.Clock && f.Kind != schema.Day && !f.Set:
				t.Errorf("the round has no %s", name)
			case n.District && n.Key != "" && !entered[name] && !needed(n, f):
				t.Errorf("no document is made from %s, and it is not declared", name)
			}
		}
	}
}

// needed tells whether a kind is made from a field of a district; that what it is made from shows is another test's.
func needed(n *schema.Noun, f *schema.Field) bool {
	column := n.Key + " " + f.Name
	if n.PhaseID && (n.Key == "task" || n.Key == "evid") {
		column = n.Key + "/1 " + f.Name
	}
	return slices.ContainsFunc(assess.Papers, func(k assess.Paper) bool {
		return report.Needs(report.Edition, k.Key, true, column) || n.Key == "issue"
	})
}
