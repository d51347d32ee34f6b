package gallery

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// panel is what is known of one file: what it shows, what it supports, when it was taken and who has it, and what can be done with it.
type panel struct {
	s     *Screen
	k     *screen.Kit
	large bool // it stands beside the large picture, and shows none itself
	r     Row

	thumb   *Thumb
	picture *pressed
	title   *theme.Line
	name    *theme.Line
	several *widgets.Banner // what the buttons act on, where that is more than one
	wrong   *widgets.Banner
	form    *form.Form
	links   *widgets.Links
	loose   fyne.CanvasObject
	pair    *widgets.Links
	facts   *widgets.Para
	file    string // whose facts are asked for, or said
	says    string
	stop    func()
	acts    []*widgets.Button // those that write
	page    *widgets.Page
}

func newPanel(s *Screen, large bool) *panel {
	k := s.k
	p := &panel{s: s, k: k, large: large, thumb: NewThumb(k), title: theme.Text("", theme.Title, true, theme.Ink), name: theme.Text("", theme.Small, false, theme.Ink2),
		several: widgets.NewBanner(theme.Info, ""), wrong: widgets.NewBanner(theme.Warning, ""), links: widgets.NewLinks(0, nil, ""), pair: widgets.NewLinks(0, nil, ""),
		facts: widgets.Paragraph("")}
	loose := widgets.Paragraph(k.T("gallery.loose"))
	loose.Importance, p.facts.Importance = widget.LowImportance, widget.LowImportance
	p.loose = layout.Flush(loose)
	p.picture = newPressed(container.New(layout.Least{Height: 200}, p.thumb), func() { s.look(p.r.Key()) })
	p.form = form.New(k, "d/evid", "edit.evidencecaption", form.Box("caption").Lines(2).Hint("gallery.caption.hint"))
	show := widgets.NewButton(k.T("gallery.show"), theme.IconNext, func() { k.Files.Show(p.r.X.ID, p.r.X.Name) })
	save := widgets.NewQuiet(k.T("gallery.save"), theme.IconSave, func() { k.Files.Save(p.r.X.ID, p.r.X.Name) })
	link := widgets.NewButton(k.T("gallery.link"), theme.IconLink, func() { s.link() })
	remove := widgets.NewQuiet(k.T("gallery.remove"), theme.IconTrash, func() { s.remove() })
	pair := widgets.NewQuiet(k.T("gallery.pair"), theme.IconPair, func() { s.choosePair(p.r) })
	p.acts = []*widgets.Button{link, remove, pair}
	acts := layout.Flow(theme.Grid, link, show, save, pair, remove)
	heading := func(key string) fyne.CanvasObject { return widgets.Head(widgets.Heading(k.T(key)), nil) }
	all := []fyne.CanvasObject{layout.Stack(0, p.title, p.name), p.several, p.wrong, p.form.Row("caption"), acts,
		heading("gallery.supports"), layout.Stack(0, p.loose, p.links, p.pair), heading("gallery.facts"), layout.Flush(p.facts)}
	if !large {
		look := widgets.NewPrimary(k.T("gallery.large"), theme.IconLarge, func() { s.look(p.r.Key()) })
		acts.Objects = append([]fyne.CanvasObject{look}, acts.Objects...)
		all = append([]fyne.CanvasObject{p.picture}, all...)
	}
	p.page = widgets.NewPage(8, all...)
	return p
}

// put shows a file.
func (p *panel) put(r Row) {
	fresh := p.r.X == nil || p.r.Key() != r.Key()
	p.r = r
	if !p.large {
		p.thumb.Put(r.X)
	}
	p.title.Put(r.No(p.k))
	p.name.Put(r.X.Name)
	p.form.Put(r.X.Entity)
	p.putWrong()
	p.putSeveral()
	var items []widgets.Item
	for _, l := range r.Links {
		items = append(items, widgets.Item{Icon: theme.IconNext, Text: l.text, Note: l.kind, Go: func() { p.k.Window.Go(l.at) }})
	}
	p.links.Put(items)
	p.pair.Put(p.s.pairs(r))
	widgets.Visible(p.loose, r.X.Loose())
	for _, b := range p.acts {
		b.Able(!p.form.Locked())
	}
	p.ask()
	widgets.PutText(p.facts, p.said())
	p.page.Fit()
	if fresh {
		p.page.Top()
	}
}

// putWrong says that others have its number too, that the file is not here, and who has it and how it comes here, or that it was removed and came back.
func (p *panel) putWrong() {
	twin, twice := p.r.D.Twice(p.r.X.Entity)
	switch r := p.r; {
	case twice:
		var acts []widgets.Action
		if e := assess.RenumberEvidence(r.D, r.X.Phase); e != nil && !p.form.Locked() {
			acts = append(acts, widgets.Action{Name: p.k.T("gallery.twice.renumber"), Do: func() { p.k.Do(e) }})
		}
		p.wrong.Put(theme.Warning, p.k.T("gallery.twice", joined(p.k, twin.Others)), acts...)
	case !r.Here && len(r.Holders) > 0:
		p.wrong.Put(theme.Warning, p.k.T("gallery.missing.held", joined(p.k, r.Holders)), widgets.Action{Name: p.k.T("gallery.missing.go"), Do: func() { p.k.Window.Go(assess.Place{Tab: "parcels"}) }})
	case !r.Here:
		p.wrong.Put(theme.Warning, p.k.T("gallery.missing.none"))
	case p.thumb.err != nil && fault(p.thumb.err) != "missing":
		p.wrong.Put(theme.Warning, p.k.Say.Explain(p.thumb.err).Both())
	case r.X.Revived:
		p.wrong.Put(theme.Warning, p.k.T("gallery.revived"))
	default:
		p.wrong.Put(theme.Warning, "")
	}
}

// putSeveral says how many the buttons act on.
func (p *panel) putSeveral() {
	n := len(p.s.selected())
	if p.large || n < 2 {
		p.several.Put(theme.Info, "")
		return
	}
	p.several.Put(theme.Info, p.k.T("gallery.several", n), widgets.Action{Name: p.k.T("gallery.caption.several"), Do: p.s.captionAll})
}

// ask asks the file what it says of itself.
func (p *panel) ask() {
	if p.file == p.r.X.ID || p.k.Files == nil {
		return
	}
	if p.stop != nil {
		p.stop()
	}
	id := p.r.X.ID
	p.file, p.says = id, ""
	if !p.r.Here {
		p.file = "" // it may come
		return
	}
	p.stop = p.k.Files.Facts(id, func(f screen.FileFacts, err error) {
		if p.file != id {
			return
		}
		p.says = p.told(f, err)
		widgets.PutText(p.facts, p.said())
		p.page.Fit()
	})
}

// told is what a file says of itself, in words.
func (p *panel) told(f screen.FileFacts, err error) string {
	var out []string
	if err != nil {
		out = append(out, p.k.Say.Explain(err).Both())
	}
	if f.Width > 0 {
		out = append(out, p.k.T("gallery.pixels", f.Width, f.Height))
	}
	if f.Why != nil {
		out = append(out, p.k.Say.Explain(f.Why).Both())
	}
	if f.Placed {
		out = append(out, p.k.T("gallery.place", degrees(f.Lat, "N", "S"), degrees(f.Lon, "E", "W")))
	}
	return strings.Join(out, "\n")
}

// degrees writes a coordinate: 22.54310° N.
func degrees(x float64, plus, minus string) string {
	if x < 0 {
		x, plus = -x, minus
	}
	return fmt.Sprintf("%.5f° %s", x, plus)
}

// said is everything that is known of the file.
func (p *panel) said() string {
	r := p.r
	taken := r.X.Taken
	if taken == "" {
		taken = p.k.T("gallery.untaken")
	}
	out := []string{p.k.T("gallery.said.kind", kindOf(p.k, r.X), words.Size(r.X.Size)), p.k.T("gallery.said.taken", taken)}
	if p.says != "" {
		out = append(out, p.says)
	}
	if h := p.k.Session.History(registerOf(r.X, "name")); len(h) > 0 {
		out = append(out, p.k.T("gallery.said.added", p.k.Session.View().Name(h[0].Person), h[0].At.Local().Format("2006-01-02 15:04")))
	}
	if len(r.Holders) > 0 {
		out = append(out, p.k.T("gallery.said.held", joined(p.k, r.Holders)))
	}
	return strings.Join(append(out, p.k.T("gallery.said.hash", r.X.ID[:16])), "\n")
}

func (p *panel) flush() { p.form.Flush() }

func registerOf(x *assess.Evidence, field string) ledger.Register {
	return ledger.Register{Entity: x.Entity, Field: field}
}

// pressed is something that a tap acts on.
type pressed struct {
	widget.BaseWidget
	body fyne.CanvasObject
	do   func()
}

func newPressed(body fyne.CanvasObject, do func()) *pressed {
	p := &pressed{body: body, do: do}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped acts.
func (p *pressed) Tapped(*fyne.PointEvent) { p.do() }

// Cursor shows that there is something to press.
func (p *pressed) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the body.
func (p *pressed) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }
