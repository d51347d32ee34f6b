package matrix_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/matrix"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// open shows the page of two districts and the items a1 (5 points, steps of a half), a2 (5 or 0) and b1 of another section.
func open(t *testing.T) (*uitest.Stage, *matrix.Screen, *widgets.Cells) {
	t.Helper()
	s := uitest.Draft(t)
	e := assess.Fields("edit.district", "d/lh", "name", "罗湖区").Texts("std/sec/b", "title", "协调机制").Set("std/sec/b", "order", 2)
	e.Texts("std/item/b1", "section", "b", "code", "b1", "text", "项目b1").Set("std/item/b1", "points", 300).Set("std/item/b1", "rule", standard.Rule{Kind: standard.Free, Amount: 50})
	e.Set("std/item/a2", "rule", standard.Rule{Kind: standard.Binary}).Set("d/ns", "order", 1).Set("d/lh", "order", 2)
	s.Must(s.Apply(e))
	s.Harden()
	v := matrix.New(s.Kit())
	s.W.OnChange = v.Render
	v.Render()
	s.W.Show(v.Object(), 1080, 640)
	v.Reveal(assess.Place{})
	return s, v, uitest.All[*widgets.Cells](v.Object())[0]
}

func press(s *uitest.Stage, keys ...fyne.KeyName) {
	for _, k := range keys {
		s.W.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func typed(s *uitest.Stage, text string) {
	for _, r := range text {
		s.W.Canvas().Focused().TypedRune(r)
	}
}

func mark(s *uitest.Stage, district, item string) string {
	x := s.View().District(district).Score(item)
	if !x.Marked {
		return ""
	}
	return x.Mark.String()
}

func TestMarksAreWrittenFromCellToCell(t *testing.T) {
	s, _, g := open(t)
	typed(s, "4.5")
	press(s, fyne.KeyReturn)
	typed(s, "５")
	press(s, fyne.KeyRight, fyne.KeyUp)
	typed(s, "3")
	press(s, fyne.KeyDown)
	if got := []string{mark(s, "ns", "a1"), mark(s, "ns", "a2"), mark(s, "lh", "a1")}; !slices.Equal(got, []string{"4.50", "5.00", "3.00"}) {
		t.Fatalf("%q, %v", got, s.W.Failed)
	}
	if ded := s.View().District("ns").Score("a1").Deductions; len(ded) != 1 || ded[0].Amount != 50 {
		t.Error("a mark here makes the deduction that it makes on the district's page")
	}
	if row, col := g.At(); row != "a2" || col != "lh" {
		t.Errorf("the cursor stands at %s %s", row, col)
	}
	press(s, fyne.KeyUp, fyne.KeyDelete)
	if got := mark(s, "lh", "a1"); got != "" {
		t.Errorf("%q is left", got)
	}
}

func TestWhatIsNoMarkStaysWithTheReason(t *testing.T) {
	for text, want := range map[string]string{"6": "0.00", "9.9.9": "数字", "-1": "0.00"} {
		s, _, _ := open(t)
		typed(s, text)
		press(s, fyne.KeyReturn)
		says := strings.Join(uitest.Texts(s.W.Win.Content()), " ")
		if mark(s, "ns", "a1") != "" || !strings.Contains(says, want) || !strings.Contains(says, text+"│") {
			t.Errorf("%s: %q is taken, said: %s", text, mark(s, "ns", "a1"), says)
		}
		press(s, fyne.KeyEscape)
		typed(s, "2")
		press(s, fyne.KeyReturn)
		if mark(s, "ns", "a1") != "2.00" {
			t.Errorf("after Esc: %q", mark(s, "ns", "a1"))
		}
	}
	s, _, _ := open(t)
	press(s, fyne.KeyDown)
	typed(s, "2.5")
	press(s, fyne.KeyReturn)
	if says := strings.Join(uitest.Texts(s.W.Win.Content()), " "); mark(s, "ns", "a2") != "" || !strings.Contains(says, "a2 只能是：5.00、0.00") {
		t.Errorf("a rule with choices: %q, said %s", mark(s, "ns", "a2"), says)
	}
}

func TestWhoMayNotMarkIsRefusedAsOnTheDistrictsPage(t *testing.T) {
	s, _, _ := open(t)
	s.Must(s.AddPerson(session.NewPerson{ID: "wen", Name: "温", Role: assess.Secretary}, "gu", uitest.PIN))
	s.Must(s.Use("wen"))
	typed(s, "5")
	press(s, fyne.KeyReturn)
	if len(s.W.Failed) != 1 || !errors.Is(s.W.Failed[0], words.Refuse("role")) || mark(s, "ns", "a1") != "" {
		t.Errorf("%v", s.W.Failed)
	}
}

func TestFiltersAndOrders(t *testing.T) {
	s, v, g := open(t)
	ns := s.View().District("ns")
	s.Must(s.Apply(assess.SetMark(ns, ns.Score("b1"), 100, "x")))
	v.Render()
	names := func() string {
		var out []string
		for _, r := range g.Rows() {
			out = append(out, r.Key)
		}
		return strings.Join(out, " ")
	}
	picks, chips := uitest.All[*widgets.Pick](v.Object()), uitest.All[*widgets.Chips](v.Object())[0]
	choose := func(n int, key string) { picks[n].Choose(key) }
	for _, c := range []struct {
		name, want string
		do, undo   func()
	}{
		{"Given", "section/a a1 a2 section/b b1", func() {}, func() {}},
		{"Lost", "section/b b1", func() { chips.OnToggle("lost", true) }, func() { chips.OnToggle("lost", false) }},
		{"Section", "section/a a1 a2", func() { choose(1, "a") }, func() { choose(1, "") }},
		{"Assessor", "section/a a1 a2", func() { choose(2, "li") }, func() { choose(2, "") }},
		{"ByWhatOneDistrictLost", "b1 a1 a2", func() { choose(3, "ns") }, func() { choose(3, "") }},
	} {
		c.do()
		if got := names(); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
		c.undo()
	}
	chips.OnToggle("open", true)
	g.Focus()
	typed(s, "5")
	press(s, fyne.KeyReturn)
	if got := names(); got != "section/a a1 a2 section/b b1" {
		t.Errorf("a row goes while it is being filled in: %s", got)
	}
}

func TestClaimsAndDifferences(t *testing.T) {
	s, v, g := open(t)
	show := uitest.All[*widgets.Pick](v.Object())[0]
	show.Choose(matrix.ShowClaim)
	g.Focus()
	typed(s, "4")
	press(s, fyne.KeyReturn)
	if x := s.View().District("ns").Score("a1"); x.Claim != 400 {
		t.Fatalf("claimed %v, %v", x.Claim, s.W.Failed)
	}
	ns := s.View().District("ns")
	s.Must(s.Apply(assess.SetMark(ns, ns.Score("a1"), 350, "x")))
	show.Choose(matrix.ShowLessClaim)
	if got := g.Rows()[1].Cells[0].Text; got != "-0.50" {
		t.Errorf("%q", got)
	}
	g.Focus()
	typed(s, "5")
	press(s, fyne.KeyReturn)
	if says := strings.Join(uitest.Texts(v.Object()), " "); !strings.Contains(says, "这里只能看") || mark(s, "ns", "a1") != "3.50" {
		t.Error(says)
	}
}

func TestAColumnIsPastedAndCopied(t *testing.T) {
	s, _, g := open(t)
	clip := test.NewClipboard()
	short := func(x fyne.Shortcut) { s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(x) }
	press(s, fyne.KeyRight)
	clip.SetContent("4\r\n5\r\n2.5\r\n")
	short(&fyne.ShortcutPaste{Clipboard: clip})
	if got := []string{mark(s, "lh", "a1"), mark(s, "lh", "a2"), mark(s, "lh", "b1"), mark(s, "ns", "a1")}; !slices.Equal(got, []string{"4.00", "5.00", "2.50", ""}) {
		t.Fatalf("%q, %v", got, s.W.Failed)
	}
	if ded := s.View().District("lh").Score("a1").Deductions; len(ded) != 1 || ded[0].Amount != 100 {
		t.Error("a pasted mark makes the deduction that a written one makes")
	}
	g.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	press(s, fyne.KeyDown, fyne.KeyDown)
	g.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	short(&fyne.ShortcutCopy{Clipboard: clip})
	if got := clip.Content(); got != "4.00\n5.00\n2.50" {
		t.Errorf("copied %q", got)
	}
	short(&fyne.ShortcutSelectAll{})
	short(&fyne.ShortcutCopy{Clipboard: clip})
	s.Must(s.Undo())
	if mark(s, "lh", "b1") != "" {
		t.Fatal("not one undo")
	}
	short(&fyne.ShortcutPaste{Clipboard: clip})
	if got := []string{mark(s, "lh", "a1"), mark(s, "lh", "a2"), mark(s, "lh", "b1")}; !slices.Equal(got, []string{"4.00", "5.00", "2.50"}) {
		t.Errorf("the whole table with its heads: %q, %v", got, s.W.Failed)
	}
}

func TestPastedBlocksSayWhereEachFigureBelongs(t *testing.T) {
	cols := []widgets.CellCol{{Key: "ns", Name: "南山区"}, {Key: "lh", Name: "罗湖区"}}
	rows := []widgets.CellRow{{Key: "s", Head: true}, {Key: "a1", Code: "1.1"}, {Key: "s2", Head: true}, {Key: "b1", Code: "2.1"}}
	for _, c := range []struct {
		name, text string
		row, col   int
		want, code string
	}{
		{"ABlock", "1\t2\n\t4", 1, 0, "南山区 1.1 1; 罗湖区 1.1 2; 罗湖区 2.1 4", ""},
		{"PastAHeading", "7", 3, 1, "罗湖区 2.1 7", ""},
		{"TooHigh", "1\n2\n3", 1, 0, "", "matrix.beyond"},
		{"TooWide", "1\t2", 1, 1, "", "matrix.beyond"},
		{"WithHeadsInAnotherOrder", "编号\t罗湖区\t项目\t南山区\n2.1\t3\tx\t\n1.1\t\tx\t5", 3, 1, "罗湖区 2.1 3; 南山区 1.1 5", ""},
		{"WithoutCodes", "南山区\t罗湖区\n1\t2", 1, 0, "", "matrix.nocode"},
		{"Nothing", "", 1, 0, "", "paste.none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := matrix.Pasted(cols, rows, c.row, c.col, book.Cells(c.text))
			var lines []string
			for _, l := range got {
				lines = append(lines, strings.Join(l, " "))
			}
			if strings.Join(lines, "; ") != c.want || c.code != "" && !errors.Is(err, words.Refuse(c.code)) || c.code == "" && err != nil {
				t.Errorf("%q, %v", lines, err)
			}
		})
	}
}

func TestManyDistrictsScrollUnderTheCursor(t *testing.T) {
	s, v, g := open(t)
	e := assess.New("edit.district")
	for _, id := range strings.Split("abcdefghijklmnopqrst", "") {
		e.Texts("d/"+id, "name", "区"+id).Set("d/"+id, "order", 10+int(id[0]))
	}
	s.Must(s.Apply(e))
	v.Render()
	press(s, fyne.KeyEnd)
	if _, col := g.At(); col != "t" || !slices.Contains(uitest.Texts(v.Object()), "区t") || slices.Contains(uitest.Texts(v.Object()), "区a") {
		t.Errorf("at %s: %q", col, uitest.Texts(v.Object()))
	}
	typed(s, "1")
	press(s, fyne.KeyHome)
	if mark(s, "t", "a1") != "1.00" || !slices.Contains(uitest.Texts(v.Object()), "南山区") {
		t.Errorf("%q", mark(s, "t", "a1"))
	}
}

func TestThePageLeadsToTheItemAndPrints(t *testing.T) {
	s, v, g := open(t)
	press(s, fyne.KeyDown, fyne.KeyReturn)
	if want := (assess.Place{District: "ns", Phase: assess.Onsite, Tab: assess.TabScore, Item: "a2"}); len(s.W.Went) != 1 || s.W.Went[0] != want {
		t.Errorf("%+v", s.W.Went)
	}
	v.DoneAndNext()
	if row, _ := g.At(); row != "b1" {
		t.Errorf("done goes to %s", row)
	}
	g.OnPrint()
	if len(s.W.Printed) != 1 || len(s.W.Printed[0].Columns) != 4 || len(s.W.Printed[0].Rows) != 5 || !s.W.Printed[0].Rows[0].Strong {
		t.Errorf("%+v", s.W.Printed)
	}
}

// Where nobody gave a mark yet there is no sum: it would read as none earned. Where marks are missing the sum says of how many items it is.
func TestASumSaysOfHowManyItemsItIs(t *testing.T) {
	s := uitest.Sample(t)
	a := s.View()
	part := 0
	for _, c := range matrix.Columns(s.Kit(), a, matrix.ShowMark) {
		d, want := a.District(c.Key), ""
		done := d.MarkTally().Done
		switch {
		case done > 0 && d.Final.Open > 0:
			part++
			want = fmt.Sprintf("%s (%d/%d)", d.Final.Total, done, done+d.Final.Open)
		case done > 0:
			want = d.Final.Total.String()
		}
		if c.Note != want {
			t.Errorf("%s: %q, want %q", d.Name, c.Note, want)
		}
	}
	if part == 0 {
		t.Error("no district of the sample is marked in part")
	}
}

// A mark that a ruling set is the one that counts, and is changed where it was ruled.
func TestTheTableShowsTheMarkThatStands(t *testing.T) {
	s, _, g := open(t)
	d := func() *assess.District { return s.View().District("ns") }
	s.Must(s.Apply(assess.SetMark(d(), d().Score("a1"), 300, "k")))
	s.Must(s.Apply(assess.Object(d(), d().Score("a1"), "补齐了", "2006-11-20")))
	s.Must(s.Apply(assess.RuleMark(d(), d().Score("a1"), "accept", "属实", 500)))
	at := slices.IndexFunc(g.Rows(), func(r widgets.CellRow) bool { return r.Key == "a1" })
	col := slices.Index(s.View().Districts, d())
	if c := g.Rows()[at].Cells[col]; c.Text != "5.00" || c.Icon != "" {
		t.Errorf("%+v", c)
	}
	if err := g.OnWrite(at, col, "4"); err == nil || d().Score("a1").Mark != 300 {
		t.Errorf("written over the ruling: %v", err)
	}
}
