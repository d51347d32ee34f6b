package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// vetoRow says whether a veto item's event happened.
type vetoRow struct {
	p       *page
	is      *assess.Score
	says    *widgets.Badge
	yes, no *widgets.Button
	body    *fyne.Container
}

func newVetoRow(p *page) *vetoRow {
	v := &vetoRow{p: p, says: widgets.NewBadge(theme.Done, "")}
	v.yes = widgets.NewButton(p.t("onsite.veto.set"), "", func() { v.ask(true) })
	v.no = widgets.NewButton(p.t("onsite.veto.unset"), "", func() { v.ask(false) })
	v.body = named(p.t("onsite.veto.label"), newRow(-1, v.says, v.yes, v.no))
	return v
}

func (v *vetoRow) put(s *assess.Score, locked bool) {
	v.is = s
	widgets.Visible(v.body, s.Item.Veto())
	if s.Vetoed {
		v.says.Set(theme.Refused, v.p.t("onsite.veto.yes"))
	} else {
		v.says.Set(theme.Done, v.p.t("onsite.veto.no"))
	}
	widgets.Visible(v.yes, !s.Vetoed)
	widgets.Visible(v.no, s.Vetoed)
	able(!locked, v.yes, v.no)
}

func (v *vetoRow) focus() {
	b := v.yes
	if v.is.Vetoed {
		b = v.no
	}
	v.p.k.Window.Canvas().Focus(b)
}

func (v *vetoRow) ask(happened bool) {
	s, suffix := v.is, ".unset"
	if happened {
		suffix = ".set"
	}
	v.p.k.Window.Confirm(v.p.t("onsite.veto.ask", s.Item.Code), v.p.t("onsite.veto.ask"+suffix, v.p.d().Name, s.Item.Text), v.p.t("onsite.veto"+suffix), func() {
		v.p.k.Do(assess.New("edit.mark").Set(s.Entity, "veto", happened))
	})
}
