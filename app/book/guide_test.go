package book_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
)

func sheetNamed(b *book.Book, name string) *book.Sheet {
	i := slices.IndexFunc(b.Sheets, func(s book.Sheet) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &b.Sheets[i]
}

// Whoever types all examples into the sheets for which they are has a round in which nothing is refused.
func TestTheExamplesMakeARound(t *testing.T) {
	w, count := blank(), map[string]int{}
	var heads []book.Cell
	for _, r := range sheetNamed(book.Template(), "示例").Rows {
		name, cells := r[0].Text, r[1:]
		if cells[0].Look != book.LookPlain {
			heads = cells
			continue
		}
		count[name]++
		if name == "考核信息" {
			w.fact(cells[0].Text, cells[1].Text)
			continue
		}
		var pairs []any
		for i, c := range cells {
			if c.Text != "" {
				pairs = append(pairs, heads[i].Text, c.Text)
			}
		}
		w.row(name, pairs...)
	}
	for _, s := range book.Template().Sheets {
		if n := count[s.Name]; n < 3 && !s.Aside {
			t.Errorf("%s has %d examples", s.Name, n)
		}
	}
	p := into(t, w.Grid)
	if len(p.Problems) > 0 {
		t.Errorf("%v", p.Problems)
	}
	d := found(t, p)
	for _, name := range []string{"东城区", "西城区"} {
		if !slices.ContainsFunc(d.View().Districts, func(x *assess.District) bool { return x.Name == name && len(x.Findings) == 2 }) {
			t.Errorf("%s has not its findings", name)
		}
	}
}

// Each example has a place: a head that the sheet does not have would be left out without a word.
func TestTheExamplesNameHeadsThatThereAre(t *testing.T) {
	for _, name := range book.HeadsOfExamples() {
		sheet, head, _ := strings.Cut(name, " ")
		if name == "考核得分 评分办法" { // of a field workbook only
			continue
		}
		if s := sheetNamed(book.Template(), sheet); s == nil || !slices.ContainsFunc(s.Columns, func(c book.Column) bool { return c.Head == head }) {
			t.Errorf("no sheet has %s", name)
		}
	}
}

// The guide is first and names each sheet with what must be filled in, and what must is what the program asks for.
func TestTheGuideNamesEverySheet(t *testing.T) {
	b := book.Template()
	guide := b.Sheets[0]
	if guide.Name != "填写说明" || !strings.Contains(guide.Note, "用工作簿新建") {
		t.Errorf("%s: %s", guide.Name, guide.Note)
	}
	said := map[string]string{}
	for _, r := range guide.Rows {
		said[r[2].Text] = r[4].Text
	}
	for name, want := range map[string]string{"考核信息": "考核名称、评分标准名称", "评分标准": "编号、一级指标、考核内容、分值、评分办法", "考核小组": "姓名、角色", "扣分": "被考核单位、项目编号、扣分",
		"考核发现": "被考核单位、发现号、类别、反馈表述", "整改进展": "被考核单位、发现号、类别、内容"} {
		if said[name] != want {
			t.Errorf("%s: %s", name, said[name])
		}
	}
	if n := len(b.Sheets) - 2; len(said) != n {
		t.Errorf("%d of %d sheets", len(said), n)
	}
}

// What the program writes for people to read is neither taken in nor called unread; a sheet of that name in another's workbook is.
func TestWhatIsOnlyReadIsPassedOver(t *testing.T) {
	d := smallDesk(t)
	w := typed{grid(book.Export(d.View(), frontier(d.log)))}
	w.put("示例", 1, "第1栏", "改了")
	p := book.Take(d.View(), d.View(), w.Grid, d.Who(), d.Today())
	if len(p.Lines)+len(p.Problems) > 0 {
		t.Errorf("%s %v", outcome(p), p.Problems)
	}
	w.Head = book.Head{}
	if p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today()); len(p.Problems) != 3 || p.Problems[0].Sheet != "填写说明" || p.Problems[0].Why.Key != "book.problem.sheet" {
		t.Errorf("%v", p.Problems)
	}
}
