package book_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
)

// listed are the names of the team in the order of its list, with the posts.
func listed(a *assess.Assessment) string {
	var out []string
	for _, p := range a.Team {
		out = append(out, p.Name+p.Post)
	}
	return strings.Join(out, " ")
}

func TestTheTeamStandsAsInTheWorkbookThatMadeIt(t *testing.T) {
	w := small()
	w.row("考核小组", "姓名", "安然", "派出单位", "市贸工局", "角色", "副组长", "职务", "副局长")
	d := found(t, into(t, w.Grid))
	if got := listed(d.View()); got != "顾彧 李䶮 王芳 王芳 安然副局长" {
		t.Error(got)
	}
}

func TestRowsThatWereMovedMoveThePersonsAndNobodysCard(t *testing.T) {
	d := smallDesk(t)
	base := d.View()
	w := typed{grid(book.Export(base, frontier(d.log)))}
	s := w.sheet("考核小组")
	s.Rows[2].Cells, s.Rows[3].Cells = s.Rows[3].Cells, s.Rows[2].Cells
	w.put("考核小组", 0, "职务", "科长")
	p := book.Take(base, base, w.Grid, d.Who(), d.Today())
	if got := outcome(p); got != "考核小组 李䶮 changed: 顺序 1, 职务 科长" && got != "考核小组 李䶮 changed: 职务 科长; 考核小组 顾彧 changed: 顺序 2" {
		t.Error(got)
	}
	if len(p.Cards()) != 0 {
		t.Errorf("%d cards need a PIN", len(p.Cards()))
	}
	d.apply(t, p)
	if got := listed(d.View()); got != "李䶮科长 顾彧 王芳 王芳" {
		t.Error(got)
	}
	again := typed{grid(book.Export(base, frontier(d.log)))} // nobody sorted this one
	if p := book.Take(d.View(), base, again.Grid, d.Who(), d.Today()); len(p.Lines) != 0 {
		t.Errorf("what was moved here is moved back: %s", outcome(p))
	}
}

// assessors are who assesses the first section in the first district.
func assessors(a *assess.Assessment) string {
	var names []string
	for _, id := range a.Districts[0].Assigned[a.Standard.Sections[0].ID] {
		names = append(names, a.Name(id))
	}
	return strings.Join(names, " ")
}

func TestAssessorsStandInTheOrderOfTheirCell(t *testing.T) {
	w := small()
	w.row("责任分工", "被考核单位", "南山区", "一级指标", "责任体系", "考核人员", "王芳（市质监局）、李䶮、顾彧")
	d := found(t, into(t, w.Grid))
	base := d.View()
	if got := assessors(base); got != "王芳 李䶮 顾彧" {
		t.Error(got)
	}
	again := typed{grid(book.Export(base, frontier(d.log)))}
	if p := book.Take(base, base, again.Grid, d.Who(), d.Today()); len(p.Lines) != 0 {
		t.Error(outcome(p))
	}
	again.put("责任分工", 0, "考核人员", "李䶮、王芳（市质监局）、顾彧")
	p := book.Take(base, base, again.Grid, d.Who(), d.Today())
	if got := outcome(p); got != "责任分工 南山区 责任体系 changed: 考核人员 李䶮、王芳（市质监局）、顾彧" {
		t.Error(got)
	}
	d.apply(t, p)
	if got := assessors(d.View()); got != "李䶮 王芳 顾彧" {
		t.Error(got)
	}
}

// Where nobody ordered them by hand they follow the team, also when it is ordered anew.
func TestAssessorsOfTheTeamsOrderFollowTheTeam(t *testing.T) {
	w := small()
	w.row("责任分工", "被考核单位", "南山区", "一级指标", "责任体系", "考核人员", "顾彧、李䶮")
	d := found(t, into(t, w.Grid))
	must(t, d.Apply(assess.MovePerson(d.View(), d.View().Team[0].ID, 1)))
	if got := assessors(d.View()); got != "李䶮 顾彧" {
		t.Error(got)
	}
}

// However the rows are sorted, the team is listed so afterwards, and a second look at the same workbook changes nothing.
func TestAnyOrderOfRowsIsTheOrderOfTheTeam(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := found(t, into(t, small().Grid))
		for range 2 {
			base := d.View()
			w := typed{grid(book.Export(base, frontier(d.log)))}
			s := w.sheet("考核小组")
			rows := rapid.Permutation(slices.Clone(s.Rows[2:])).Draw(t, "rows")
			var want []string
			for n, r := range rows {
				s.Rows[n+2].Cells = r.Cells
				want = append(want, r.Cells[0].Text)
			}
			d.apply(t, book.Take(base, base, w.Grid, d.Who(), d.Today()))
			var got []string
			for _, p := range d.View().Team {
				got = append(got, "person:"+p.ID)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%v, want %v", got, want)
			}
			if p := book.Take(d.View(), base, w.Grid, d.Who(), d.Today()); len(p.Lines) != 0 {
				t.Fatalf("again: %s", outcome(p))
			}
		}
	})
}

// A formula takes one mark of two: the sheet says between what the score lies.
func TestTheSummarySaysOfWhichScoresAssessorsDisagree(t *testing.T) {
	d := smallDesk(t)
	a := d.View()
	said := func() string {
		sheets := book.Export(a, frontier(d.log)).Sheets
		return sheets[slices.IndexFunc(sheets, func(s book.Sheet) bool { return s.Name == "汇总" })].Note
	}
	if strings.Contains(said(), "分歧") {
		t.Error("nobody disagrees")
	}
	a.Districts[0].Final.Range = standard.Range{Low: 8250, High: 8450}
	if said := said(); !strings.Contains(said, a.Districts[0].Name+"82.50–84.50分") {
		t.Error(said)
	}
}
