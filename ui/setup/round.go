package setup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// round is the first step: title, year, issuing office, bases, dates.
type round struct {
	k     *screen.Kit
	boxes map[string]*box
	rows  map[string]*widgets.FormRow
	page  *widgets.Page
}

// roundFields in order.
var roundFields = []string{"title", "year", "city", "bases", "from", "to", "reply"}

func newRound(k *screen.Kit, timer widgets.Timer) *round {
	r := &round{k: k, boxes: map[string]*box{}, rows: map[string]*widgets.FormRow{}}
	form := widgets.NewForm(112)
	for _, f := range roundFields {
		commit := func(s string) { k.Do(SetRound(f, strings.TrimSpace(s))) }
		var edit *widgets.Field
		switch f {
		case "bases":
			edit = widgets.NewNote(timer, 4)
			commit = func(s string) { k.Do(SetBases(s)) }
		case "from", "to", "reply":
			edit = widgets.NewDayField(timer, k.T("setup.badday")).Hint("2006-12-30")
		default:
			edit = widgets.NewField(timer)
		}
		if f == "year" {
			edit.Parse = func(s string) (string, error) { return strings.TrimSpace(widgets.HalfWidth(s)), nil }
		}
		r.boxes[f] = newBox(edit, commit)
		r.rows[f] = form.Add(k.T("setup."+f), r.boxes[f].body, k.Say["setup."+f+".hint"])
	}
	r.page = widgets.NewPage(8, container.New(layout.Most{Width: 720}, form))
	return r
}

func (r *round) object() fyne.CanvasObject { return r.page }

func (r *round) put(s State) {
	a := s.A
	values := map[string]string{"title": a.Title, "year": a.Year, "city": a.City, "bases": strings.Join(a.Bases, "\n"),
		"from": string(a.From), "to": string(a.To), "reply": string(a.Reply)}
	for _, f := range roundFields {
		r.boxes[f].edit.Needed = r.k.Needed("round", f)
		r.boxes[f].put(values[f], s.Lock != nil)
		text := ""
		if m, bad := s.Error(f); bad {
			text = r.k.Say.Say(m)
		}
		r.rows[f].SetError(text)
	}
	r.page.Fit()
}

func (r *round) flush() {
	for _, f := range roundFields {
		r.boxes[f].edit.Flush()
	}
}

func (r *round) reveal(_, field string) {
	if b := r.boxes[field]; b != nil {
		r.page.Reveal(b.body)
		b.edit.Focus()
	}
}
