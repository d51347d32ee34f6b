package consult

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// replyPane is 反馈与采纳: the problems, and for the chosen one what the district says and how the team rules.
type replyPane struct {
	f       *frame.Frame
	d       *assess.District
	pending map[string]*draftRuling // rulings that were prepared but not applied, by finding's entity
	page    *listpage.Page[replyRow]
	form    *replyForm
}

func newReply(f *frame.Frame) *replyPane {
	p := &replyPane{f: f, pending: map[string]*draftRuling{}}
	p.form = newReplyForm(p)
	p.page = listpage.New(f.K, listpage.Kind[replyRow]{
		Kind: widgets.Kind[replyRow]{New: func() widgets.View[replyRow] { return newRow(f.K) }, Key: func(r replyRow) string { return r.ID }, Height: 52,
			Columns: columns(f.K)},
		Detail: p.form.body, Show: p.show, Open: func(replyRow) { p.form.focus() }, Leave: p.form.leave,
		Title: f.K.T("listing.replies"), Of: func() string { return p.d.Name }, Sheet: "反馈意见",
		Empty: widgets.NewEmpty(theme.IconFlag, f.K.T("checklist.noproblems"), widgets.Action{}),
		Share: 0.36, Below: 760,
	})
	return p
}

// Object returns the pane.
func (p *replyPane) Object() fyne.CanvasObject { return p.page.Object() }

// Render shows a district.
func (p *replyPane) Render(d *assess.District) {
	if p.d != nil && p.d.ID != d.ID {
		p.page.Reset()
	}
	p.d = d
	p.page.Put(replyRows(d, p.pending))
}

// show shows the chosen problem in the form.
func (p *replyPane) show(r replyRow) {
	if f := p.d.Finding(r.ID); f != nil {
		p.form.put(p.d, f)
	}
}

// ruling returns the ruling that is being prepared, else the one that was applied.
func (p *replyPane) ruling(f *assess.Finding) *draftRuling {
	if r := p.pending[f.Entity]; r != nil {
		return r
	}
	return rulingOf(p.d, f)
}

// change changes the ruling that is being prepared.
func (p *replyPane) change(set func(*draftRuling)) {
	f := p.form.is
	r := *p.ruling(f)
	set(&r)
	if p.pending[f.Entity] = &r; r == *rulingOf(p.d, f) {
		delete(p.pending, f.Entity)
	}
	p.Render(p.d)
}

// drop resets the form to the ruling that was applied.
func (p *replyPane) drop() {
	delete(p.pending, p.form.is.Entity)
	p.Render(p.d)
}

// apply writes the ruling and what it changes in one step. It returns false if something is missing or refused.
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

// Reveal chooses the problem that a place is about.
func (p *replyPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	id := e.ID("finding")
	if s := p.d.Score(e.ID("item")); s != nil && (e.Is("finalmark") || e.Is("score")) {
		id = s.FinalWhy
	}
	if !p.page.Choose(id) {
		p.page.List.Focus()
		return
	}
	p.form.page.Top()
	p.page.Open()
}

// Leave writes what is being typed.
func (p *replyPane) Leave() { p.form.leave() }

// Key handles Esc and F2, and tells whether it did.
func (p *replyPane) Key(k fyne.KeyName) bool { return p.page.Key(k) }

// New does nothing: problems are raised on site.
func (p *replyPane) New() {}

// Filter gives the filter of the list the keyboard.
func (p *replyPane) Filter() { p.page.Filter() }

// Done applies a ruling that was prepared, and goes to the next problem.
func (p *replyPane) Done() {
	p.form.leave()
	if p.form.is == nil || p.pending[p.form.is.Entity] != nil && !p.apply() {
		return
	}
	p.page.Next()
}

// columns are what is copied and printed of a problem. A ruling is not pasted: it changes texts and marks.
func columns(k *screen.Kit) []widgets.Column[replyRow] {
	return []widgets.Column[replyRow]{
		widgets.Col(k.T("listing.finding"), "发现号", func(r replyRow) string { return r.Finding }),
		widgets.Col(k.T("listing.problem"), "", func(r replyRow) string { return r.Text }),
		widgets.Col(k.T("field.stance"), "反馈意见", func(r replyRow) string { return said(k, "stance.", r.Stance) }).Filling(),
		widgets.Col(k.T("field.day"), "反馈日期", func(r replyRow) string { return string(r.is.Day) }).Filling(),
		widgets.Col(k.T("field.grounds"), "理由", func(r replyRow) string { return r.is.Grounds }),
		widgets.Col(k.T("field.ruling"), "", func(r replyRow) string { return said(k, "ruling.", r.Ruling) }),
		widgets.Col(k.T("field.reasons"), "", func(r replyRow) string { return r.is.Reasons }),
	}
}

// said is the word for a code; empty for none.
func said(k *screen.Kit, group, code string) string {
	if code == "" {
		return ""
	}
	return k.T(group + code)
}

// newRow is a problem in the list: how it stands, what it is, and what the district and the team say.
func newRow(k *screen.Kit) widgets.View[replyRow] {
	title, more := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	pic := theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2)
	two := container.New(layout.Middle{}, layout.Stack(2, title, more))
	body := container.NewBorder(nil, nil, container.NewCenter(pic), nil, layout.Pad(8, 0, two))
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Right: 8}, body), func(r replyRow) {
		pic.Set(r.State.Icon(), r.State.Ink())
		title.Put(k.T("consult.numbered", r.Number, r.Text))
		more.Put(standing(k, r))
	})
}

// standing returns what the district says, and how the team rules.
func standing(k *screen.Kit, r replyRow) string {
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
	return text
}

// Drafts are the rulings that were put together and not applied, of all districts.
func (p *replyPane) Drafts() []string {
	var out []string
	for _, d := range p.f.K.Session.View().Districts {
		for n, f := range d.Of(assess.Problem) {
			if r := p.pending[f.Entity]; r != nil && *r != *rulingOf(d, f) {
				out = append(out, p.f.K.T("consult.unapplied", d.Name, n+1))
			}
		}
	}
	return out
}
