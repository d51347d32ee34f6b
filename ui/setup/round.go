package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// round is the first step: title, year, issuing office, bases, dates.
type round struct {
	k    *screen.Kit
	form *form.Form
	page *widgets.Page
}

// roundFields in order.
var roundFields = []string{"title", "year", "city", "lead", "purpose", "bases", "from", "to", "reply"}

func newRound(k *screen.Kit) *round {
	r := &round{k: k, form: form.New(k, "round", "edit.round", form.Box("title").Note("setup.title.hint"), form.Box("year").Narrow(),
		form.Box("city").Says("setup.city").Note("setup.city.hint"), form.Box("lead").Note("setup.lead.hint"),
		form.Box("purpose").Lines(2).Note("setup.purpose.hint"), form.Box("bases").Lines(4).Note("setup.bases.hint"),
		form.Box("from"), form.Box("to"), form.Box("reply").Note("setup.reply.hint"))}
	rows := widgets.NewForm(112)
	r.form.Into(rows)
	r.page = widgets.NewPage(8, container.New(layout.Most{Width: 720}, rows))
	return r
}

func (r *round) object() fyne.CanvasObject { return r.page }

func (r *round) put(s State) {
	r.form.Put("round")
	for _, f := range roundFields {
		text := ""
		if m, bad := s.Error(f); bad {
			text = r.k.Say.Say(m)
		}
		r.form.Field(f).Tell(text)
	}
	r.page.Fit()
}

func (r *round) flush() { r.form.Flush() }

func (r *round) reveal(_, field string) {
	for _, f := range roundFields {
		if f == field {
			r.page.Reveal(r.form.Field(f).Bare())
			r.form.Focus(f)
		}
	}
}
