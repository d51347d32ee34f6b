package consult

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// replyPane is 反馈与采纳: the problems, and for the one at hand what the district says and how the team rules.
type replyPane struct {
	f       *frame.Frame
	d       *assess.District
	pending map[string]*draftRuling // by finding's entity
	list    *widgets.Lines[replyRow]
	form    *replyForm
	none    fyne.CanvasObject
	split   *widgets.Split
	body    *fyne.Container
}

func newReply(f *frame.Frame) *replyPane {
	p := &replyPane{f: f, pending: map[string]*draftRuling{}}
	p.list = widgets.NewLines(widgets.Kind[replyRow]{New: func() widgets.View[replyRow] { return newRowView(f) },
		Key: func(r replyRow) string { return r.ID }, Height: 52})
	p.list.OnMove = func(replyRow) { p.form.leave(); p.Render(p.d) }
	p.list.OnOpen = func(replyRow) { p.open() }
	p.form = newReplyForm(p)
	p.none = widgets.NewEmpty(theme.IconFlag, f.K.T("checklist.noproblems"), widgets.Action{})
	p.split = widgets.NewSplit(p.list, p.form.body, f.K.T("onsite.back"))
	p.split.Share, p.split.Below = 0.36, 760
	p.body = container.NewStack(p.split, p.none)
	return p
}

// Object is the pane.
func (p *replyPane) Object() fyne.CanvasObject { return p.body }

// Render shows a district.
func (p *replyPane) Render(d *assess.District) {
	if p.d != nil && p.d.ID != d.ID {
		p.list.Put(nil)
	}
	p.d = d
	p.list.Put(replyRows(d, p.pending))
	if _, ok := p.list.Chosen(); !ok {
		p.list.First()
	}
	row, ok := p.list.Chosen()
	widgets.Either(ok, p.split, p.none)
	if f := d.Finding(row.ID); ok && f != nil {
		p.form.put(d, f)
	}
}

// ruling at hand: what is in the form, or what was applied.
func (p *replyPane) ruling(f *assess.Finding) *draftRuling {
	if r := p.pending[f.Entity]; r != nil {
		return r
	}
	return rulingOf(p.d, f)
}

// change writes into the form's ruling.
func (p *replyPane) change(set func(*draftRuling)) {
	f := p.form.is
	r := *p.ruling(f)
	set(&r)
	if p.pending[f.Entity] = &r; r == *rulingOf(p.d, f) {
		delete(p.pending, f.Entity)
	}
	p.Render(p.d)
}

// drop puts the form back to what was applied.
func (p *replyPane) drop() {
	delete(p.pending, p.form.is.Entity)
	p.Render(p.d)
}

// apply writes the ruling and what it changes as one action.
func (p *replyPane) apply() bool {
	p.form.leave()
	f := p.form.is
	r := p.ruling(f)
	x, err := r.effect(f)
	if bad := p.form.rule.wrong(r, err); bad {
		p.form.page.Fit()
		return false
	}
	was := p.pending[f.Entity]
	delete(p.pending, f.Entity)
	if !p.f.K.Do(assess.Rule(p.d, f, r.Ruling, strings.TrimSpace(r.Reasons), x)) {
		p.pending[f.Entity] = was
		p.Render(p.d)
		return false
	}
	return true
}

func (p *replyPane) open() {
	p.split.ShowDetail()
	p.form.focus()
}

// Reveal chooses the problem that a place is about.
func (p *replyPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	id := e.ID("finding")
	if s := p.d.Score(e.ID("item")); s != nil && (e.Is("finalmark") || e.Is("score")) {
		id = s.FinalWhy
	}
	if !p.list.Choose(id) {
		p.list.Focus()
		return
	}
	p.Render(p.d)
	p.form.page.Top()
	p.open()
}

// Leave commits what is being typed.
func (p *replyPane) Leave() { p.form.leave() }

// Key takes Esc and F2.
func (p *replyPane) Key(k fyne.KeyName) bool { return frame.ListKey(k, p.split, p.list, p.open) }

// New does nothing: problems are raised on site.
func (p *replyPane) New() {}

// Filter goes to the list.
func (p *replyPane) Filter() { p.split.ShowList(); p.list.Focus() }

// Done applies a ruling that was put together, and goes on to the next problem.
func (p *replyPane) Done() {
	p.form.leave()
	if p.form.is == nil || p.pending[p.form.is.Entity] != nil && !p.apply() {
		return
	}
	p.list.Focus()
	p.list.Next(1)
}

// rowView draws a problem in the list.
type rowView struct {
	widget.BaseWidget
	f           *frame.Frame
	is          replyRow
	drawn       bool
	title, more *theme.Line
	pic         *theme.Pic
	body        *fyne.Container
}

func newRowView(f *frame.Frame) *rowView {
	v := &rowView{f: f, title: theme.Text("", theme.Body, false, theme.Ink), more: theme.Text("", theme.Small, false, theme.Ink2),
		pic: theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2)}
	two := container.New(layout.Middle{}, layout.Stack(2, v.title, v.more))
	v.body = container.New(layout.Inset{Left: 10, Top: 0, Right: 8, Bottom: 0}, container.NewBorder(nil, nil, layout.Pad(0, 0, container.NewCenter(v.pic)), nil, layout.Pad(8, 0, two)))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *rowView) Set(r replyRow) {
	if v.drawn && v.is == r {
		return
	}
	v.is, v.drawn = r, true
	k := v.f.K
	v.pic.Set(r.State.Icon(), r.State.Ink())
	v.title.Put(k.T("consult.numbered", r.Number, r.Text))
	text := k.T("checklist.nostance")
	if r.Stance != "" {
		text = k.T("stance." + r.Stance)
	}
	switch {
	case r.Ruling != "":
		text += " · " + k.T("ruling."+r.Ruling)
	case r.State == theme.Underway:
		text += " · " + k.T("checklist.toruling")
	}
	if r.Pending {
		text += " · " + k.T("consult.pending")
	}
	v.more.Put(text)
}

// CreateRenderer draws the row.
func (v *rowView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }
