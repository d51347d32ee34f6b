package circular_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/app/words"
)

// sent is a circular as it goes out for editing: a line for each paragraph.
func sent(a *assess.Assessment) *circular.File {
	t := circular.Compose(a)
	doc := t.Document(a)
	marks, properties := t.Marks(a, doc)
	f := &circular.File{Properties: properties}
	for i, b := range doc.Blocks {
		var texts []string
		table := false
		switch b := b.(type) {
		case report.Title:
			texts = []string{b.Text, ""}
		case report.Addressee:
			texts = []string{b.Text}
		case report.Heading:
			texts = []string{b.Text}
		case report.Para:
			texts = []string{b.Text}
		case report.Attachments:
			texts = []string{"", "附件：" + b.Names[0]}
		case report.Signature:
			texts = []string{"", b.Office, b.Date}
		case report.Table:
			texts, table = []string{b.Rows[0].Cells[0]}, true
		default:
			texts = []string{"其他"}
		}
		for k, s := range texts {
			l := circular.Line{Text: s, Table: table}
			if m := marks[i]; k == 0 && m != "" {
				l.Marks = []string{m, "_GoBack"}
			}
			f.Lines = append(f.Lines, l)
		}
	}
	return f
}

// at is the index of the line that begins with a text.
func at(t *testing.T, f *circular.File, begin string) int {
	t.Helper()
	i := slices.IndexFunc(f.Lines, func(l circular.Line) bool { return strings.HasPrefix(l.Text, begin) })
	if i < 0 {
		t.Fatalf("no line begins with %s", begin)
	}
	return i
}

func take(t *testing.T, a *assess.Assessment, f *circular.File) *circular.Taken {
	t.Helper()
	x, err := circular.Compose(a).Take(a, f)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func keysOf(x *circular.Taken) string {
	var out []string
	for _, c := range x.Changes {
		out = append(out, c.Key)
	}
	return strings.Join(out, " ")
}

func TestWhatWasNotEditedChangesNothing(t *testing.T) {
	a := round(t).View()
	for _, lost := range []string{"nothing", "properties", "bookmarks", "both"} {
		f := sent(a)
		if lost == "properties" || lost == "both" {
			f.Properties = nil
		}
		if lost == "bookmarks" || lost == "both" {
			for i := range f.Lines {
				f.Lines[i].Marks = nil
			}
		}
		x := take(t, a, f)
		if len(x.Changes) > 0 || x.Same != 6 || len(x.Notes) > 0 || circular.Edit(x.Changes) != nil {
			t.Errorf("without %s: %+v", lost, x)
		}
	}
}

func TestASectionComesBackAsAnEditByHand(t *testing.T) {
	a := six(2, "台账不全。")
	f := sent(a)
	i := at(t, f, "（一）责任体系")
	f.Lines[i+1].Text = "两个区台账不全。 "
	f.Lines = slices.Insert(f.Lines, i+2, circular.Line{}, circular.Line{Text: "\t要引起重视。"})
	x := take(t, a, f)
	if keysOf(x) != "problems" || x.Changes[0].Clash || len(x.Changes[0].Diff) != 3 || x.Changes[0].Diff[0].Added {
		t.Fatalf("%+v", x)
	}
	e := circular.Edit(x.Changes)
	if len(e.Writes) != 2 || e.Label != "edit.circtake" {
		t.Fatalf("%+v", e)
	}
	rewrite(t, a, circular.Problems, func(string) string { return x.Changes[0].Text })
	s := circular.Compose(a).Section(circular.Problems)
	if !s.Edited || s.String() != "（一）责任体系还不够健全\n两个区台账不全。\n要引起重视。" {
		t.Errorf("%q", s.String())
	}
	if x := take(t, a, f); len(x.Changes) != 0 {
		t.Errorf("taken twice: %+v", x)
	}
}

// What changed here while the file was away is no edit of who had the file, and is not lost unseen.
func TestWhatChangedHereSinceIsToldApart(t *testing.T) {
	a := six(2, "台账不全。")
	f := sent(a)
	rewrite(t, a, circular.Problems, func(s string) string { return s + "这里改了。" })
	if x := take(t, a, f); len(x.Changes) != 0 || x.Same == 0 {
		t.Errorf("an untouched section comes back: %+v", x)
	}
	f.Lines[at(t, f, "（一）责任体系")+1].Text = "那里改了。"
	if x := take(t, a, f); keysOf(x) != "problems" || !x.Changes[0].Clash {
		t.Errorf("%+v", x)
	}
}

func TestHeadingsAndWhatIsNoTextAreToldAndNotTaken(t *testing.T) {
	a := six(2, "台账不全。")
	note := func(f *circular.File) string {
		var out []string
		x := take(t, a, f)
		for _, n := range x.Notes {
			out = append(out, n.Key)
		}
		return keysOf(x) + "; " + strings.Join(out, " ")
	}
	f := sent(a)
	f.Lines[at(t, f, "二、存在的问题")].Text = "二、主要问题"
	if got := note(f); got != "; circular.take.retitled" {
		t.Errorf("a rewritten heading: %s", got)
	}
	f = sent(a)
	f.Lines = slices.Insert(f.Lines, at(t, f, "（一）责任体系")+1, circular.Line{Text: "表", Table: true})
	f.Tracked, f.Comments = 3, 1
	if got := note(f); got != "; circular.take.tracked circular.take.comments circular.take.tables" {
		t.Errorf("a table: %s", got)
	}
	f = sent(a)
	i, j := at(t, f, "二、存在的问题"), at(t, f, "三、下一步工作要求")
	f.Lines = slices.Delete(f.Lines, i, j)
	if got := note(f); got != "; circular.take.gone" {
		t.Errorf("a section that is gone: %s", got)
	}
	f = sent(a)
	f.Lines[at(t, f, "二、存在的问题")].Text = "五、 存在的问题"
	if got := note(f); got != "; " {
		t.Errorf("another number: %s", got)
	}
}

func TestAnotherFileIsNoCircularOfThisRound(t *testing.T) {
	a := six(2, "台账不全。")
	text := circular.Compose(a)
	if _, err := text.Take(a, &circular.File{Lines: []circular.Line{{Text: "请假条"}, {Text: "领导："}}}); !errors.Is(err, words.Refuse("circular.foreign")) {
		t.Errorf("%v", err)
	}
	f := sent(a)
	f.Properties = maps.Clone(f.Properties)
	f.Properties[circular.KindName] = "findings"
	if _, err := text.Take(a, f); !errors.Is(err, words.Refuse("circular.foreign")) {
		t.Errorf("another kind of document: %v", err)
	}
	f.Properties[circular.KindName] = "circular"
	f.Properties["kaohe.vault"] = "another"
	if _, err := text.Take(a, f); !errors.Is(err, words.Refuse("circular.other")) {
		t.Errorf("%v", err)
	}
}

// Whatever becomes of the lines, nothing that stands in the round is taken for text of the file, and taking twice is taking once.
func TestAnyFileIsTakenOnce(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := six(2, "台账不全。")
		f := sent(a)
		for range rapid.IntRange(0, 8).Draw(r, "edits") {
			i := rapid.IntRange(0, len(f.Lines)-1).Draw(r, "at")
			switch rapid.IntRange(0, 4).Draw(r, "edit") {
			case 0:
				f.Lines = slices.Delete(f.Lines, i, i+1)
			case 1:
				f.Lines = slices.Insert(f.Lines, i, circular.Line{Text: rapid.StringMatching(`[一二三、（）甲。： \t]{0,8}`).Draw(r, "text")})
			case 2:
				f.Lines[i].Marks = nil
			case 3:
				j := rapid.IntRange(0, len(f.Lines)-1).Draw(r, "to")
				f.Lines[i], f.Lines[j] = f.Lines[j], f.Lines[i]
			case 4:
				f.Lines[i].Text = rapid.StringMatching(`[一二、乙。\n]{0,5}`).Draw(r, "text")
			}
			if len(f.Lines) == 0 {
				return
			}
		}
		x, err := circular.Compose(a).Take(a, f)
		if err != nil {
			return // nothing of it is left
		}
		for _, c := range x.Changes {
			rewrite(t, a, c.Key, func(string) string { return c.Text })
		}
		if again := take(t, a, f); len(again.Changes) > 0 {
			r.Errorf("taken again: %+v", again.Changes)
		}
	})
}

func TestHighlightsThatEndTheAchievementsComeBackAsTheirOwn(t *testing.T) {
	a := round(t).View()
	f := sent(a)
	if x := take(t, a, f); len(x.Changes) != 0 || len(x.Notes) != 0 || x.Same != 6 {
		t.Fatalf("untouched: %s, %+v, %d the same", keysOf(x), x.Notes, x.Same)
	}
	i := at(t, f, "（七）各区工作各具特色")
	f.Lines[i+1].Text += "其他各区可以学习借鉴。"
	x := take(t, a, f)
	if keysOf(x) != circular.Highlights || !strings.HasPrefix(x.Changes[0].Text, "（七）各区工作各具特色\n福田区") {
		t.Fatalf("added to: %s", keysOf(x))
	}
	f.Lines[i].Text = "（七）各区的长处"
	if x := take(t, a, f); keysOf(x) != circular.Highlights || !strings.HasPrefix(x.Changes[0].Text, "（七）各区的长处\n福田区") {
		t.Fatalf("with another heading: %s", keysOf(x))
	}
}

func TestEditedHighlightsKeepTheFormTheyWereEditedIn(t *testing.T) {
	a := round(t).View()
	a.Circular.Highlights = assess.AsSection
	rewrite(t, a, circular.Highlights, func(s string) string { return s + "以上。" })
	a.Circular.Highlights = assess.AsParagraph
	if circular.Compose(a).Section(circular.Highlights).Title == "" {
		t.Error("a section is printed without its title")
	}
	delete(a.Circular.Texts, circular.Highlights)
	rewrite(t, a, circular.Highlights, func(s string) string { return s + "以上。" })
	a.Circular.Highlights = assess.AsSection
	if circular.Compose(a).Section(circular.Highlights).Title != "" {
		t.Error("a theme has a title and a heading")
	}
}
