package ui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/rectify"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// This test holds the figures of the pages that show all districts against figures_test.go's plain counts, with those of rows out of view.

func TestWalkEveryFigureOfTheRoundIsCountedAlike(t *testing.T) {
	s := newStage(t).open()
	s.Window().Resize(fyne.NewSize(1280, 800))
	a := s.system.v.View()
	var all []*counted
	for _, d := range a.Districts {
		all = append(all, countAll(a, d))
	}
	t.Run("Overview", func(t *testing.T) { holdOverview(t, s, a, all) })
	t.Run("Matrix", func(t *testing.T) { holdMatrix(t, s, a, all) })
	t.Run("Ledger", func(t *testing.T) { holdLedger(t, s, a) })
	t.Run("Documents", func(t *testing.T) { holdDocuments(t, s, all) })
	t.Run("Chips", func(t *testing.T) { holdChips(t, s, all) })
}

// alike holds what stands on screen against what was counted.
func alike(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\nsays    %q\ncounted %q", what, got, want)
	}
}

// holdOverview holds how far each phase is, and the bars of all districts and of each district's sections.
func holdOverview(t *testing.T, s *stage, a *assess.Assessment, all []*counted) {
	s.Go(assess.Place{})
	want, bars := []string{"准备", "现场考核", "征求意见", "总结", "整改"}, []string{}
	for _, c := range all {
		want = append(want, c.d.Name)
		for _, p := range assess.Phases {
			status := c.d.Phases[p].Status
			want = append(want, uitest.Words(t).Get("status."+status.Key()))
			if x := c.phases[p]; x.all > 0 && status != assess.SignedOff && (x.done > 0 || status != assess.NotStarted) {
				want = append(want, fmt.Sprintf("%d/%d", x.done, x.all))
			}
		}
		bars = append(bars, c.d.Name, bar(c.marks.open(), c.d.Grade(), c.final, c.full))
	}
	alike(t, "the grid", uitest.Texts(uitest.All[*widgets.Grid](s.content())[0]), want)
	alike(t, "the districts' bars", uitest.Texts(uitest.All[*widgets.Bars](s.content())[0]), bars)
	for _, c := range all {
		for _, p := range uitest.All[*widgets.Pick](s.content()) {
			if a.District(p.Chosen()) != nil {
				p.Choose(c.d.ID)
			}
		}
		var bars []string
		for _, sec := range a.Standard.Sections {
			if got, full := c.section(sec, final); full > 0 {
				bars = append(bars, sec.Title, bar(c.unmarked(sec), "", got, full))
			}
		}
		alike(t, c.d.Name+"'s sections", uitest.Texts(uitest.All[*widgets.Bars](s.content())[1]), bars)
	}
}

func final(s *assess.Score) standard.Points { return s.Final }

// bar is what stands beside a bar.
func bar(open int, grade string, got, full standard.Points) string {
	text := fmt.Sprintf("%s / %d", got, full/100)
	if full%100 != 0 {
		text = fmt.Sprintf("%s / %s", got, full)
	}
	switch {
	case open > 0:
		return fmt.Sprintf("未评%d项  %s", open, text)
	case grade != "":
		return grade + "  " + text
	}
	return text
}

// holdMatrix holds each cell, each section's sum and each district's.
func holdMatrix(t *testing.T, s *stage, a *assess.Assessment, all []*counted) {
	s.Go(assess.Place{Tab: "matrix"})
	cells := uitest.All[*widgets.Cells](s.content())[0]
	sofar := func(sum standard.Points, x far) string {
		switch {
		case x.done == 0 && sum == 0:
			return ""
		case x.open() > 0:
			return fmt.Sprintf("%s (%d/%d)", sum, x.done, x.all)
		}
		return sum.String()
	}
	var want, got []string
	for _, c := range all {
		want = append(want, c.d.Name, sofar(c.final, c.marks))
	}
	for _, sec := range a.Standard.Sections {
		want = append(want, sec.Title)
		for _, c := range all {
			sum, _ := c.section(sec, final)
			x := count(sec.Items, func(i *standard.Item) bool { return plain(c.d.Score(i.ID)) }, func(i *standard.Item) bool {
				return c.d.Score(i.ID).Marked || c.d.Score(i.ID).NA
			})
			want = append(want, sofar(sum+c.bonus(sec), x))
		}
		for _, i := range sec.Items {
			want = append(want, i.Text)
			for _, c := range all {
				want = append(want, markOf(c.d.Score(i.ID)))
			}
		}
	}
	for _, col := range cells.Cols() {
		got = append(got, col.Name, col.Note)
	}
	for _, row := range cells.Rows() {
		got = append(got, row.Name)
		for _, x := range row.Cells {
			got = append(got, x.Text)
		}
	}
	alike(t, "the table of marks", got, want)
}

func markOf(s *assess.Score) string {
	switch {
	case s.Item.Rule.Kind == standard.Veto && s.Vetoed:
		return "发生"
	case s.Item.Rule.Kind == standard.Veto:
		return "—"
	case s.NA:
		return "不适用"
	case s.Marked || s.Ruled:
		return s.Final.String()
	}
	return ""
}

// holdLedger holds each row's days, and the chips: all, overdue, and each state.
func holdLedger(t *testing.T, s *stage, a *assess.Assessment) {
	s.Go(assess.Place{Tab: "ledger"})
	chips := map[string]int{}
	days := map[string]int{}
	for _, d := range a.Districts {
		for _, f := range d.Findings {
			if f.Kind != "problem" || f.Withdrawn {
				continue
			}
			state := "open"
			if f.Rectification != nil && f.Rectification.State != "" {
				state = f.Rectification.State
			}
			chips["全部"]++
			chips[uitest.Words(t).Get("rectstate."+state)]++
			if f.Deadline == "" || state == "closed" || state == "carried" {
				continue
			}
			if days[f.Entity] = widgets.Days(s.system.v.Today(), f.Deadline); days[f.Entity] < 0 {
				chips["逾期"]++
			}
		}
	}
	list := uitest.All[*widgets.Lines[rectify.Row]](s.content())[0]
	if len(list.Rows()) != chips["全部"] {
		t.Errorf("%d rows, counted %d", len(list.Rows()), chips["全部"])
	}
	for _, r := range list.Rows() {
		left, told := days[r.Key]
		if r.Time.Told != told || r.Time.Days != left {
			t.Errorf("%s: %+v, counted %d %v", r.Key, r.Time, left, told)
		}
	}
	holdCounts(t, s, "整改台账", chips)
}

// holdCounts holds the counts that stand behind the names of chips.
func holdCounts(t *testing.T, s *stage, page string, want map[string]int) {
	t.Helper()
	seen := map[string]bool{}
	for _, chips := range uitest.All[*widgets.Chips](s.content()) {
		texts := uitest.Texts(chips)
		for n := 0; n+1 < len(texts); n++ {
			got, err := strconv.Atoi(texts[n+1])
			if err != nil {
				continue
			}
			if seen[texts[n]] = true; got != want[texts[n]] {
				t.Errorf("%s: the chip %s says %d, counted %d", page, texts[n], got, want[texts[n]])
			}
		}
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("%s: no chip %s", page, name)
		}
	}
}

// holdDocuments holds what there is to print of each kind for the round and for each district, and for how many there is something.
func holdDocuments(t *testing.T, s *stage, all []*counted) {
	say := uitest.Words(t)
	s.Go(assess.Place{Tab: "papers"})
	s.press(fyne.KeyHome)
	for _, k := range assess.Papers {
		var want []string
		var sum far
		put := func(x far) {
			key := "papers.none." + k.Key
			if x.done > 0 {
				key = "papers.has." + k.Key
			}
			want = append(want, say.Say(words.M(key, x.done, x.all)))
		}
		for _, c := range all {
			x := c.paper(k.Key)
			sum.done, sum.all = sum.done+x.done, sum.all+x.all
		}
		switch a := s.system.v.View(); {
		case k.Key == "scheme":
			put(far{len(all), len(all)})
		case k.Key == "standard":
			put(far{len(a.Standard.Items()), len(a.Standard.Items())})
		case k.Round:
			put(sum)
		}
		if k.Each {
			for _, c := range all {
				put(c.paper(k.Key))
			}
		}
		texts := uitest.Texts(s.content())
		known := regexp.MustCompile("^(" + say.Get("papers.none."+k.Key) + "|" + regexp.MustCompile(`\{\d\}`).ReplaceAllString(say.Get("papers.has."+k.Key), `\d+`) + ")$")
		alike(t, "what there is of "+k.Name, slices.DeleteFunc(slices.Clone(texts), func(x string) bool { return !known.MatchString(x) }), want)
		if n := slices.Index(texts, "打印"); n < 0 || !slices.Contains(texts, strconv.Itoa(len(want))) {
			t.Errorf("%s: nothing says %d", k.Name, len(want))
		}
		s.press(fyne.KeyDown)
	}
}

// paper is how much a district has for a kind of document, of how much.
func (c *counted) paper(kind string) far {
	n := func(x int) far { return far{x, x} }
	standing := func(is func(*assess.Finding) bool) far {
		return n(count(c.d.Findings, func(f *assess.Finding) bool { return !f.Withdrawn && is(f) }, every).done)
	}
	switch kind {
	case "draw":
		return n(len(c.d.Draws))
	case "score":
		return c.marks
	case "records":
		return n(len(c.d.Records))
	case "documents":
		sum := 0
		for _, r := range c.d.Records {
			sum += len(r.Docs)
		}
		return n(sum)
	case "findings", "circular":
		return standing(every)
	case "notice":
		return c.required
	case "signoffs":
		return count(assess.Phases[:], every, func(p assess.Phase) bool { return c.d.Phases[p].Status == assess.SignedOff })
	}
	if x, ok := c.later(kind); ok {
		return x
	}
	return standing(func(f *assess.Finding) bool { return f.Kind == "problem" }) // consultation, ledger
}

// later is paper for the kinds that tell of opinions, materials and rectification.
func (c *counted) later(kind string) (far, bool) {
	d := c.d
	problem := func(f *assess.Finding) bool { return f.Kind == assess.Problem && !f.Withdrawn }
	switch kind {
	case "upward":
		return c.paper("circular"), true
	case "summary":
		return c.marks, true
	case "materials":
		return count(d.Materials, every, func(m *assess.Material) bool { return m.State == "got" }), true
	case "attendance":
		n := count(d.Records, func(r *assess.Record) bool { return r.Form == standard.Symposium }, every).done
		return far{n, n}, true
	case "lookback":
		x := count(d.Carried, every, func(c *assess.Carried) bool { return c.State != "" })
		on := count(d.Findings, problem, func(f *assess.Finding) bool { return f.RectState() == "carried" }).done
		return far{x.done + on, x.all + on}, true
	case "opinions":
		asked := func(f *assess.Finding) bool {
			_, sent := d.Sent(f.ID)
			return f.Kind == assess.Problem && (sent || f.Response != nil)
		}
		x := count(d.Findings, asked, func(f *assess.Finding) bool { return f.Response != nil })
		more := count(d.Scores, func(s *assess.Score) bool { return s.Objection != nil }, every).done
		return far{x.done + more, x.all + more}, true
	case "closing":
		return count(d.Findings, problem, func(f *assess.Finding) bool { return slices.Contains([]string{"reported", "closed"}, f.RectState()) }), true
	case "urging":
		return count(d.Findings, problem, func(f *assess.Finding) bool {
			return !slices.Contains([]string{"reported", "closed", "carried"}, f.RectState())
		}), true
	}
	return far{}, false
}

// holdChips holds what each filter of the marks of a district, and of the table of all, lets through.
func holdChips(t *testing.T, s *stage, all []*counted) {
	who := s.system.v.Who().ID
	items := map[string]map[string]bool{"未评": {}, "有扣分": {}, "有分歧": {}}
	for _, c := range all {
		chips := map[string]int{"全部": len(c.d.Scores)}
		for _, x := range c.d.Scores {
			open, lost := plain(x) && !x.Marked && !x.NA, plain(x) && x.Marked && !x.NA && (x.Mark < x.Item.Points || len(x.Deductions) > 0)
			chips["未评"] += one(open)
			chips["有扣分"] += one(lost)
			chips["我的"] += one(slices.Contains(c.d.Assigned[x.Item.Section], who))
			chips["有分歧"] += one(x.Disputed)
			if open {
				items["未评"][x.Item.ID] = true
			}
			if plain(x) && (x.Marked || x.Ruled) && !x.NA && x.Final < x.Item.Points {
				items["有扣分"][x.Item.ID] = true
			}
			if x.Unsettled {
				items["有分歧"][x.Item.ID] = true
			}
		}
		s.Go(assess.Place{District: c.d.ID, Phase: assess.Onsite, Tab: assess.TabScore})
		holdCounts(t, s, c.d.Name+" 打分", chips)
	}
	s.Go(assess.Place{Tab: "matrix"})
	holdCounts(t, s, "打分总表", map[string]int{"未评": len(items["未评"]), "有扣分": len(items["有扣分"]), "有分歧": len(items["有分歧"])})
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
