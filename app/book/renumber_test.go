package book_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
)

// asked is a round with three questions in record 1, of which nobody wrote the numbers.
func asked(t testing.TB) *stage {
	d := smallDesk(t)
	for n := range 3 {
		x := d.View().Districts[0]
		must(t, d.Apply(assess.AddQA(x, x.Records[0], fmt.Sprint("q", n), fmt.Sprint("问", n+1), fmt.Sprint("答", n+1))))
	}
	return d
}

// talks are the questions of a district's first record.
func talks(a *assess.Assessment) string {
	s := ""
	for _, q := range a.Districts[0].Records[0].QA {
		s += q.No + " " + q.Question + "; "
	}
	return s
}

func TestAQuestionIsItself(t *testing.T) {
	for _, c := range []struct {
		name  string
		hands func(w typed)
		want  string // rows
		then  string // the questions
	}{
		{"under another's number it is refused", func(w typed) { w.put("访谈问答", 0, "题号", "2") },
			"访谈问答 南山区 1 问1 refused: 题号 book.twice", "1 问1; 2 问2; 3 问3; "},
		{"also where that one's row was deleted", func(w typed) {
			w.put("访谈问答", 0, "题号", "3")
			s := w.sheet("访谈问答")
			s.Rows = s.Rows[:len(s.Rows)-1]
		}, "访谈问答 南山区 1 问1 refused: 题号 book.numbered", "1 问1; 2 问2; 3 问3; "},
		{"in the place of another that gives its number up", func(w typed) {
			w.put("访谈问答", 0, "题号", "2")
			w.put("访谈问答", 1, "题号", "1")
		}, "访谈问答 南山区 1 问1 changed: 题号 2; 访谈问答 南山区 1 问2 changed: 题号 1", "2 问1; 1 问2; 3 问3; "},
		{"and the next keeps its number", func(w typed) { w.put("访谈问答", 0, "题号", "甲") },
			"访谈问答 南山区 1 问1 changed: 题号 甲", "甲 问1; 2 问2; 3 问3; "},
		{"without a number it is refused", func(w typed) { w.put("访谈问答", 0, "题号", nil) },
			"访谈问答 南山区 1 问1 refused: 题号 book.name", "1 问1; 2 问2; 3 问3; "},
		{"without its 标识 it is known by its number", func(w typed) {
			w.put("访谈问答", 1, "标识", nil)
			w.put("访谈问答", 1, "答", "改了")
		}, "访谈问答 南山区 1 问2 changed: 答 改了", "1 问1; 2 问2; 3 问3; "},
		{"and a new one has no other's", func(w typed) {
			w.row("访谈问答", "被考核单位", "南山区", "记录号", "1", "题号", "4", "问", "问4", "答", "答4")
			w.row("访谈问答", "被考核单位", "南山区", "记录号", "1", "题号", "4", "问", "问5", "答", "答5")
		}, "访谈问答 南山区 1 问4 added; 访谈问答 南山区 1 问5 refused: 问 book.twice", "1 问1; 2 问2; 3 问3; 4 问4; "},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := asked(t)
			base := d.View()
			w := typed{grid(book.Export(base, frontier(d.log)))}
			c.hands(w)
			p := book.Take(base, base, w.Grid, d.Who(), d.Today())
			if got := outcome(p); got != c.want {
				t.Errorf("%s\nwant %s", got, c.want)
			}
			d.apply(t, p)
			if got := talks(d.View()); got != c.then {
				t.Error(got)
			}
			for _, l := range book.Take(d.View(), base, w.Grid, d.Who(), d.Today()).Lines {
				if l.Ticked {
					t.Errorf("taken again, it changes %+v", l)
				}
			}
		})
	}
}

// Two rows that exchange their numbers are taken together.
func TestANumberIsTakenWithTheRowThatGivesItUp(t *testing.T) {
	d := asked(t)
	w := typed{grid(book.Export(d.View(), frontier(d.log)))}
	w.put("访谈问答", 0, "题号", "2")
	w.put("访谈问答", 1, "题号", "9")
	p := book.Take(d.View(), d.View(), w.Grid, d.Who(), d.Today())
	p.Lines[1].Ticked = false
	if _, err := p.Edit(); !errors.Is(err, words.Refuse("book.needs")) {
		t.Error(err)
	}
	p.Lines[0].Ticked, p.Lines[1].Ticked = false, true
	d.apply(t, p)
	if got := talks(d.View()); got != "1 问1; 9 问2; 3 问3; " {
		t.Error(got)
	}
}

// What somebody else wrote under a number since the sheet went out is not what the sheet says under it.
func TestAnotherPersonsQuestionOfThatNumberIsNotChanged(t *testing.T) {
	d := asked(t)
	base, at := d.Snapshot()
	x, who := base.Districts[0], base.Person(base.Districts[0].Records[0].Recorder)
	w := typed{grid(book.Field(base, at, x, who, chinese(t)))}
	w.row("访谈问答", "被考核单位", "南山区", "记录号", "1", "题号", "4", "问", "我的", "答", "我答")
	must(t, d.Apply(assess.AddQA(x, x.Records[0], "q4", "别人的", "别人答")))
	p := book.Take(d.View(), base, w.Grid, who, d.Today())
	if got := outcome(p); got != "访谈问答 南山区 1 我的 refused: 题号 book.numbered" {
		t.Error(got)
	}
}

// called is what something numbered is called, and what it says.
type called struct{ no, says string }

// numbering returns everything in a round that has a number, by its entity.
func numbering(a *assess.Assessment) map[string]called {
	out := map[string]called{}
	for _, d := range a.Districts {
		for _, r := range d.Records {
			out[r.Entity] = called{r.No, r.Text}
			for _, q := range r.QA {
				out[q.Entity] = called{q.No, q.Question}
			}
		}
		for _, f := range d.Findings {
			out[f.Entity] = called{f.No, f.Named}
		}
	}
	return out
}

// Whatever is done to the rows of an export, nothing is called otherwise or says something else but by a row that was taken and says so, and
// the same workbook changes nothing more when it is taken again.
func TestRowsThatAreMovedAboutRenumberNothingUnannounced(t *testing.T) {
	heads := map[string]string{"访谈问答": "题号", "现场记录": "记录号", "考核发现": "发现号"}
	says := []string{"问", "记录内容", "反馈表述"}
	number := rapid.SampledFrom([]string{"1", "2", "3", "4", "7"})
	rapid.Check(t, func(t *rapid.T) {
		d := found(t, into(t, small().Grid))
		x := func() *assess.District { return d.View().Districts[0] }
		must(t, d.Apply(assess.AddRecord(x(), "r2", "briefing", "2006-10-11", "").Texts("d/"+x().ID+"/rec/r2", "text", "又听取")))
		must(t, d.Apply(assess.AddFinding(x(), "f2", assess.Problem, "named", "又一个")))
		ask := func(id string) {
			r := rapid.SampledFrom(x().Records).Draw(t, "record")
			e := assess.AddQA(x(), r, id, "问"+id, "答")
			if no := number.Draw(t, "no"); rapid.Bool().Draw(t, "numbered") && !slices.ContainsFunc(r.QA, func(q *assess.Exchange) bool { return q.No == no }) {
				e.Texts(assess.Path(x().Entity, "qa", r.ID, id), "no", no)
			}
			must(t, d.Apply(e))
		}
		for n := range 4 {
			ask(fmt.Sprint("q", n))
		}
		base := d.View()
		w := typed{grid(book.Export(base, frontier(d.log)))}
		if rapid.Bool().Draw(t, "meanwhile") {
			ask("q9")
		}
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			sheet := rapid.SampledFrom([]string{"访谈问答", "访谈问答", "现场记录", "考核发现"}).Draw(t, "sheet")
			s := w.sheet(sheet)
			n := len(s.Rows) - 2
			if n == 0 {
				continue
			}
			row, other := rapid.IntRange(0, n-1).Draw(t, "row"), rapid.IntRange(0, n-1).Draw(t, "other")
			switch rapid.IntRange(0, 5).Draw(t, "does") {
			case 0, 1:
				w.put(sheet, row, heads[sheet], number.Draw(t, "typed"))
			case 2:
				w.put(sheet, row, "标识", nil)
			case 3:
				a, b := s.Rows[row+2].Cells, s.Rows[other+2].Cells
				a[0], b[0] = b[0], a[0]
			case 4:
				w.copy(sheet, row)
			case 5:
				s.Rows = slices.Delete(s.Rows, row+2, row+3)
			}
		}
		before := numbering(d.View())
		p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today())
		all := true
		for _, l := range p.Lines {
			if l.Ticked && rapid.IntRange(0, 3).Draw(t, "untick") == 0 {
				l.Ticked, all = false, false
			}
		}
		if _, err := p.Edit(); errors.Is(err, words.Refuse("book.needs")) {
			return
		}
		d.apply(t, p)
		told := func(heads []string, was, now string) bool {
			return slices.ContainsFunc(p.Lines, func(l *book.Line) bool {
				return l.Ticked && slices.ContainsFunc(l.Diffs, func(x book.Diff) bool {
					return slices.Contains(heads, x.Column) && x.Old == was && x.New == now
				})
			})
		}
		after := numbering(d.View())
		for e, was := range before {
			now := after[e]
			if now.no != was.no && !told([]string{"题号", "记录号", "发现号"}, was.no, now.no) || now.says != was.says && !told(says, was.says, now.says) {
				t.Errorf("%s was %v, is %v", e, was, now)
			}
		}
		if t.Failed() {
			t.Logf("%s: %+v", outcome(p), p.Problems)
		}
		if !all {
			return
		}
		for _, l := range book.Take(d.View(), base, w.Grid, d.Who(), d.Today()).Lines {
			if l.Ticked {
				t.Errorf("taken again, it changes %s %d %s: %+v", l.Sheet, l.Row, l.Name, l.Diffs)
			}
		}
	})
}
