package circular_test

import (
	"fmt"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/ledger"
	"kaohe/app/standard"
)

// city is a round of some districts under one section of two items; each has findings given as kind and city text.
func city(districts ...*assess.District) *assess.Assessment {
	std := &standard.Standard{Sections: []*standard.Section{
		{ID: "a", Title: "责任体系", Items: []*standard.Item{{ID: "a1", Section: "a"}}},
		{ID: "b", Title: "协调机制", Items: []*standard.Item{{ID: "b1", Section: "b"}, {ID: "b2", Section: "b"}}}}}
	return &assess.Assessment{Title: "2006年度落实打假责任制考核", Year: "2006", City: "市打假办", Reply: "2007-03-08", Standard: std, Districts: districts,
		Circular: &assess.Circular{Places: map[string]*assess.Placed{}, Texts: map[string]*assess.Edited{}}}
}

// area is a district with problems, each on item a1, named p1, p2, …; it has a reason for having no highlight.
func area(id, name string, problems ...string) *assess.District {
	d := &assess.District{ID: id, Name: name, NoHighlight: "确实没有"}
	for i, p := range problems {
		d.Findings = append(d.Findings, &assess.Finding{ID: fmt.Sprintf("p%d", i+1), Kind: assess.Problem, Items: []string{"a1"},
			FinalNamed: name + p, FinalCity: p, Requirement: "要整改。"})
	}
	return d
}

// six are districts of which the first n have the same problem.
func six(n int, problem string) *assess.Assessment {
	var all []*assess.District
	for i, name := range []string{"福田区", "罗湖区", "南山区", "盐田区", "宝安区", "龙岗区"} {
		d := area(fmt.Sprintf("d%d", i+1), name)
		if i < n {
			d = area(d.ID, name, problem)
		}
		all = append(all, d)
	}
	return city(all...)
}

// rewrite edits a section as the screen does, through the edit that would be written.
func rewrite(t *testing.T, a *assess.Assessment, section string, change func(string) string) {
	t.Helper()
	s := circular.Compose(a).Section(section)
	e := s.Write(change(s.String()))
	if e == nil {
		t.Fatal("nothing was edited")
	}
	x := a.Circular.Texts[section]
	if x == nil {
		x = &assess.Edited{}
		a.Circular.Texts[section] = x
	}
	var err error
	for _, w := range e.Writes {
		switch w.Field {
		case "text":
			x.Text, err = ledger.As[string](w.Value)
		case "ground":
			x.From, err = ledger.As[[]assess.Ground](w.Value)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func kinds(list []circular.Doubt) []circular.Kind {
	var out []circular.Kind
	for _, d := range list {
		out = append(out, d.Kind)
	}
	return out
}

// problemText is the paragraph of problems, without its heading.
func problemText(a *assess.Assessment) string {
	s := circular.Compose(a).Section(circular.Problems)
	i := slices.IndexFunc(s.Paragraphs, func(p circular.Paragraph) bool { return !p.Heading })
	if i < 0 {
		return ""
	}
	return s.Paragraphs[i].String()
}
