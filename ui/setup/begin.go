package setup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// begin is the last step: what is missing, and the start, which is that a leader freezes the standard.
type begin struct {
	k     *screen.Kit
	show  func(Lack)
	title *theme.Line
	links *widgets.Links
	says  *widgets.Para
	start *widgets.Button
	page  *widgets.Page
}

func newBegin(k *screen.Kit, show func(Lack)) *begin {
	v := &begin{k: k, show: show, title: widgets.Heading(""), says: widgets.Paragraph("")}
	v.links = widgets.NewLinks(8, func(n int) string { return k.T("setup.begin.all", n) }, k.T("setup.begin.few"))
	v.start = widgets.NewPrimary(k.T("setup.begin.start"), theme.IconFlag, func() { k.Window.Go(assess.Place{Tab: TabStandard}) })
	v.page = widgets.NewPage(8, container.New(layout.Most{Width: 720},
		layout.Stack(8, widgets.Head(widgets.Heading(k.T("setup.begin.head")), nil), layout.Flush(v.says), container.NewHBox(v.start), widgets.Head(v.title, nil), v.links)))
	v.links.OnFold = v.page.Fit
	return v
}

func (v *begin) object() fyne.CanvasObject { return v.page }
func (v *begin) flush()                    {}

func (v *begin) put(s State) {
	k := v.k
	var items []widgets.Item
	for _, l := range s.Missing() {
		items = append(items, widgets.Item{State: theme.Warning, Text: k.Say.Say(l.Msg), Note: k.T("setup.step." + string(l.Step)), Go: func() { v.show(l) }})
	}
	title := k.T("setup.begin.missing", len(items))
	if len(items) == 0 {
		title = k.T("setup.begin.complete")
	}
	v.title.Put(title)
	v.links.Put(items)
	text := k.T("setup.begin.says")
	switch {
	case s.A.Standard.Frozen && len(items) > 0:
		text = k.T("setup.begin.begun.missing", len(items))
	case s.A.Standard.Frozen:
		text = k.T("setup.begin.begun")
	case len(items) > 0:
		text = k.T("setup.begin.notyet", len(items))
	}
	widgets.PutText(v.says, text)
	widgets.Visible(v.start, !s.A.Standard.Frozen)
	v.page.Fit()
}

func (v *begin) reveal(string, string) { focus(v.k, v.start) }
