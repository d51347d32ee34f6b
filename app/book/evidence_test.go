package book_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/book"
)

// evidenceRow returns the sheet of evidence in a workbook that went out, and the place of a column in it.
func evidenceRow(t *testing.T, g *book.Grid) (s *book.GridSheet, at func(head string) *book.Raw) {
	t.Helper()
	i := slices.IndexFunc(g.Sheets, func(s book.GridSheet) bool { return s.Name == "佐证" })
	if i < 0 {
		t.Fatal("no sheet of evidence")
	}
	s = &g.Sheets[i]
	return s, func(head string) *book.Raw {
		n := slices.IndexFunc(s.Rows[1].Cells, func(r book.Raw) bool { return r.Text == head })
		if n < 0 {
			t.Fatalf("no column %s", head)
		}
		return &s.Rows[2].Cells[n]
	}
}

func TestCaptionsAndLinksOfEvidenceComeBackAndFilesDoNot(t *testing.T) {
	a := assesstest.View()
	x := a.Districts[0].Evidence[0]
	if _, at := evidenceRow(t, grid(book.Export(a, nil))); at("SHA-256").Text != x.ID || !strings.HasPrefix(at("其他关联").Text, "扣分：") {
		t.Fatalf("the file is not named: %q, %q", at("SHA-256").Text, at("其他关联").Text)
	}
	for _, c := range []struct {
		name   string
		change func(s *book.GridSheet, at func(string) *book.Raw)
		field  string // that is written; empty: none
		fault  string
	}{
		{"a caption", func(_ *book.GridSheet, at func(string) *book.Raw) { at("说明").Text = "门口的公告栏" }, "caption", ""},
		{"a link taken away", func(_ *book.GridSheet, at func(string) *book.Raw) { *at("考核项目") = book.Raw{} }, "item/item1", ""},
		{"another file", func(_ *book.GridSheet, at func(string) *book.Raw) { at("SHA-256").Text = strings.Repeat("0", 64) }, "", ""},
		{"another number", func(_ *book.GridSheet, at func(string) *book.Raw) { at("佐证号").Text = "9-9" }, "", ""},
		{"a row of its own", func(s *book.GridSheet, at func(string) *book.Raw) { *at("标识") = book.Raw{} }, "", "book.evidence"},
		{"a file that nobody has", func(s *book.GridSheet, at func(string) *book.Raw) {
			at("标识").Text = "evid:" + strings.Repeat("0", 64)
		}, "", "book.evidence"},
	} {
		g := grid(book.Export(a, nil))
		c.change(evidenceRow(t, g))
		p := book.Take(a, a, g, assesstest.Leader(), "2006-11-20")
		var fields []string
		e, err := p.Edit()
		must(t, err)
		for _, w := range e.Writes {
			if assess.At(w.Entity).Is("evid") {
				fields = append(fields, w.Field)
			}
		}
		if got := strings.Join(fields, " "); got != c.field {
			t.Errorf("%s writes %q, want %q", c.name, got, c.field)
		}
		refused := ""
		for _, l := range p.Lines {
			if l.Sheet == "佐证" && l.State == book.Refused {
				refused = l.Diffs[0].Why.Error()
			}
		}
		if refused != c.fault {
			t.Errorf("%s: %q, want %q", c.name, refused, c.fault)
		}
	}
	if p := into(t, grid(book.Export(a, nil))); !slices.ContainsFunc(p.Problems, func(x book.Problem) bool { return x.Why.Key == "book.problem.made" }) {
		t.Errorf("another vault's evidence is passed over in silence: %v", p.Problems)
	}
}

func TestAWorkbookWithoutEvidenceHasNoSheetOfIt(t *testing.T) {
	a := assesstest.View()
	a.Districts[0].Evidence = nil
	for _, b := range []*book.Book{book.Export(a, nil), book.Template()} {
		if slices.ContainsFunc(b.Sheets, func(s book.Sheet) bool { return s.Name == "佐证" }) {
			t.Error("there is an empty sheet of evidence")
		}
	}
}
