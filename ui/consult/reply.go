package consult

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/ui/form"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// replyPane is 反馈与采纳: the problems and the marks to which the district objects, and for the chosen one what it says and how the team rules.
type replyPane struct {
	f       *frame.Frame
	d       *assess.District
	pending map[string]*draftRuling // rulings that were prepared but not applied, by the entity of the answer
	desk    *screen.Desk            // keeps them, under the same
	seen    map[string]bool         // districts whose drafts were taken from there
	page    *listpage.Page[replyRow]
	form    *replyForm
	object  *widgets.Button // takes an objection to a mark down
}

func newReply(f *frame.Frame) *replyPane {
	p := &replyPane{f: f, pending: map[string]*draftRuling{}, desk: screen.NewDesk(f.K), seen: map[string]bool{}}
	p.form = newReplyForm(p)
	p.object = widgets.NewButton(f.K.T("consult.object"), theme.IconPlus, p.New)
	p.page = listpage.New(f.K, listpage.Kind[replyRow]{
		Kind: widgets.Kind[replyRow]{New: func() widgets.View[replyRow] { return newRow(f.K) }, Key: func(r replyRow) string { return r.ID }, Height: theme.Rows2,
			Columns: columns(f.K)},
		Detail: p.form.body, Show: p.show, Open: func(replyRow) { p.form.focus() }, Leave: p.form.leave,
		Title: f.K.T("listing.replies"), Of: func() string { return p.d.Name }, Sheet: "反馈意见",
		Beside: []fyne.CanvasObject{p.object},
		Empty:  widgets.NewEmpty(theme.IconFlag, f.K.T("checklist.noproblems"), f.K.Lead("empty.findings", f.ToFindings)),
		Share:  0.36, Below: 760,
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
	p.object.Able(p.f.Refused() == nil)
	p.recall()
	p.page.Put(replyRows(p.f.K, d, p.pending))
}

// recall takes the district's drafts up again.
func (p *replyPane) recall() {
	if p.seen[p.d.ID] {
		return
	}
	p.seen[p.d.ID] = true
	for _, x := range subjects(p.d) {
		if r := (draftRuling{}); p.desk.Recall(x.entity(p.d), &r) && r != *rulingOf(p.d, x) {
			p.pending[x.entity(p.d)] = &r
		}
	}
}

// keep puts the draft of a ruling away, or forgets it where it says what stands.
func (p *replyPane) keep(x subject) {
	at := x.entity(p.d)
	if r := p.pending[at]; r != nil {
		p.desk.Keep(at, r)
	} else {
		p.desk.Forget(at)
	}
}

// show shows the chosen problem or mark in the form.
func (p *replyPane) show(r replyRow) {
	if x, ok := subjectAt(p.d, r.ID); ok {
		p.form.put(p.d, x)
	}
}

// ruling returns the ruling that is being prepared, else the one that was applied.
func (p *replyPane) ruling(x subject) *draftRuling {
	if r := p.pending[x.entity(p.d)]; r != nil {
		return r
	}
	return rulingOf(p.d, x)
}

// change changes the ruling that is being prepared.
func (p *replyPane) change(set func(*draftRuling)) {
	x := p.form.is
	at, r := x.entity(p.d), *p.ruling(x)
	set(&r)
	if p.pending[at] = &r; r == *rulingOf(p.d, x) {
		delete(p.pending, at)
	}
	p.keep(x)
	p.Render(p.d)
}

// drop resets the form to the ruling that was applied.
func (p *replyPane) drop() {
	delete(p.pending, p.form.is.entity(p.d))
	p.keep(p.form.is)
	p.Render(p.d)
}

// apply writes the ruling and what it changes in one step. It returns false if something is missing or refused.
func (p *replyPane) apply() bool {
	p.form.leave()
	x := p.form.is
	r := p.ruling(x)
	e, err := r.edit(p.d, x)
	if bad := p.form.rule.wrong(r, err); bad {
		p.form.page.Fit()
		return false
	}
	at := x.entity(p.d)
	was := p.pending[at]
	delete(p.pending, at)
	if !p.f.K.Do(e) {
		p.pending[at] = was
		p.Render(p.d)
		return false
	}
	p.keep(x)
	return true
}

// Reveal chooses the problem or the mark that a place is about.
func (p *replyPane) Reveal(at assess.Place) {
	e := assess.At(at.Entity)
	to := at.Entity
	if f := p.d.Finding(e.ID("finding")); f != nil {
		to = subject{f: f}.entity(p.d)
	}
	if s := p.d.Score(e.ID("item")); s != nil && (e.Is("finalmark") || e.Is("score")) {
		to = p.d.CauseEntity(s)
	}
	if !p.page.Choose(to) {
		p.page.List.Focus()
		return
	}
	p.form.page.Top()
	p.page.Open()
}

// Focus gives the list the keyboard.
func (p *replyPane) Focus() { p.page.Focus() }

// Leave writes what is being typed.
func (p *replyPane) Leave() { p.form.leave() }

// Key handles Esc and F2, and tells whether it did.
func (p *replyPane) Key(k fyne.KeyName) bool { return p.page.Key(k) }

// New asks to which mark the district objects. Problems are raised on site.
func (p *replyPane) New() {
	k, d := p.f.K, p.d
	if err := p.f.Refused(); err != nil {
		k.Window.Fail(err)
		return
	}
	ask := form.Asking(k, objectionNoun, form.Pick("item").Says("consult.ofitem").Must().From(p.marks), form.Box("grounds").Says("consult.grounds").Lines(3).Must())
	ask.Fill("item", "").Ask(k.T("consult.object"), k.T("consult.object.yes"), func(v form.Values) bool {
		s := d.Score(v["item"])
		if !k.Do(assess.Object(d, s, v["grounds"], k.Session.Today())) {
			return false
		}
		p.Reveal(assess.Place{Entity: s.Objected(d)})
		return true
	})
}

// objectionNoun is what is asked for an objection: the item, and why.
var objectionNoun = &schema.Noun{Key: "objection", Fields: []schema.Field{{Name: "item", Kind: schema.Ref, Of: "item"}, {Name: "grounds", Kind: schema.Prose}}}

// marks are those to which the district has not objected yet.
func (p *replyPane) marks() []widgets.Option {
	var out []widgets.Option
	for _, s := range p.d.Scores {
		if s.Marked && s.Objection == nil && !s.Item.Veto() {
			out = append(out, widgets.Option{Key: s.Item.ID, Name: subject{s: s}.asSent(p.f.K, p.d)})
		}
	}
	return out
}

// takeBack removes the objection at hand, with what the ruling on it changed.
func (p *replyPane) takeBack() {
	x := p.form.is
	k := p.f.K
	k.Window.Confirm(k.T("consult.unobject"), k.T("consult.unobject.ask", x.s.Item.Code), k.T("consult.unobject.yes"), func() {
		delete(p.pending, x.entity(p.d))
		p.keep(x)
		k.Do(assess.DropObjection(p.d, p.d.Score(x.s.Item.ID)))
	})
}

// Subject is the problem or the mark at hand, for a comment on it.
func (p *replyPane) Subject() string {
	if p.form.is == (subject{}) {
		return ""
	}
	return p.form.is.about()
}

// Filter gives the filter of the list the keyboard.
func (p *replyPane) Filter() { p.page.Filter() }

// Done applies a ruling that was prepared, and goes to the next problem.
func (p *replyPane) Done() {
	p.form.leave()
	if p.form.is == (subject{}) || p.pending[p.form.is.entity(p.d)] != nil && !p.apply() {
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

// newRow is a problem or a mark in the list: how it stands, what it is, and what the district and the team say.
func newRow(k *screen.Kit) widgets.View[replyRow] {
	title, more := theme.Text("", theme.Body, false, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	pic := theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2)
	two := container.New(layout.Middle{}, layout.Stack(2, title, more))
	body := container.NewBorder(nil, nil, container.NewCenter(pic), nil, layout.Pad(8, 0, two))
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Right: 8}, body), func(r replyRow) {
		pic.Set(r.State.Icon(), r.State.Ink())
		text := r.Text
		if r.Number > 0 {
			text = k.T("consult.numbered", r.Number, r.Text)
		}
		title.Put(text)
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

// Drafts are the rulings that were put together and not applied, of all districts, and could not be kept.
func (p *replyPane) Drafts() []string {
	var out []string
	for _, d := range p.f.K.Session.View().Districts {
		for _, x := range subjects(d) {
			if r := p.pending[x.entity(d)]; r != nil && *r != *rulingOf(d, x) && p.desk.Lost(x.entity(d)) {
				out = append(out, p.f.K.T("consult.unapplied", d.Name, x.called(p.f.K, d)))
			}
		}
	}
	return out
}
