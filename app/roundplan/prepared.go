package roundplan

import (
	"fmt"
	"slices"

	"kaohe/app/assess"
)

// prepare writes the materials, the schedule and the draws.
func (a *Area) prepare(w *writer) {
	if w.err != nil {
		return
	}
	d := w.s.View().District(a.ID)
	e := assess.New("edit.material")
	count := map[string]int{}
	for _, m := range d.Materials {
		x, said := a.Prepared.Materials[fmt.Sprintf("%s/%d", m.Item, count[m.Item])]
		count[m.Item]++
		if !said && a.Signed > 0 {
			x.State = assess.MaterialGot
		}
		e.Writes = append(e.Writes, assess.SetMaterial(m, x.State, x.Note).Writes...)
	}
	w.do(e)
	e = assess.New("edit.schedule")
	for n, v := range a.Prepared.Schedule {
		x := a.path("plan", fmt.Sprintf("v%02d", n+1))
		e.Texts(x, "day", string(v.Day), "time", v.Time, "what", v.What, "where", v.Where, "who", v.Who).Set(x, "order", (n+1)*1000)
	}
	w.do(e)
	a.draws(w, d)
}

func (a *Area) draws(w *writer, d *assess.District) {
	var names, drawn []string
	for _, s := range a.Subdistricts {
		names = append(names, s.Name)
		if s.Drawn {
			drawn = append(drawn, s.Name)
		}
	}
	for n, x := range a.Prepared.Draws {
		draw := &assess.Draw{Title: x.Title, List: names, Count: x.Count, Phrase: x.Phrase, Day: x.Day, Person: x.Person}
		if w.err == nil {
			w.err = assess.CheckDraw(d, draw)
		}
		if got := draw.Drawn(); w.err == nil && !slices.Equal(got, drawn) {
			w.err = fmt.Errorf("the phrase %q draws %q, want %q", x.Phrase, got, drawn)
		}
		w.do(assess.PutDraw(d, draw, fmt.Sprintf("x%02d", n+1)))
	}
}
