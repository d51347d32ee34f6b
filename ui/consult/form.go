package consult

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/widgets"
)

// replyForm is the problem at hand: as it was sent, what the district says, and the ruling.
type replyForm struct {
	p      *replyPane
	is     *assess.Finding
	text   *widgets.Prose
	now    *widgets.Prose
	stance *widgets.ChoiceBox
	day    *widgets.TextBox
	hint   *widgets.Prose
	more   [2]*widgets.TextBox // grounds, material
	rule   *ruleForm
	page   *widgets.Page
	body   *fyne.Container
}

func newReplyForm(p *replyPane, timer widgets.Timer) *replyForm {
	k := p.f.K
	r := &replyForm{p: p, text: widgets.NewProse(), now: widgets.NewProse(), hint: widgets.NewProse().Faint()}
	r.stance = widgets.NewChoiceBox(k.T("field.stance"), k.T("checklist.nostance"), r.setStance)
	r.day = widgets.NewTextBox(k.T("consult.day"), widgets.NewDayField(timer, k.T("checklist.badday")).Hint("2006-12-30"), r.set("day"))
	r.more[0] = widgets.NewTextBox(k.T("consult.grounds"), widgets.NewNote(timer, 2), r.set("grounds"))
	r.more[1] = widgets.NewTextBox(k.T("consult.proof"), widgets.NewField(timer), r.set("proof"))
	for _, b := range append(r.more[:], r.day) {
		b.Edit.OnDone = p.Done
	}
	r.rule = newRuleForm(p, timer)
	answer := container.New(layout.Cells{Widths: []float32{160, 140}, Gap: 12}, r.stance.Body, r.day.Body)
	r.page = widgets.NewPage(8, widgets.Head(widgets.Heading(k.T("consult.assent")), nil), r.text.Body, r.now.Body,
		widgets.Head(widgets.Heading(k.T("consult.answer")), nil), answer, r.hint.Body, r.more[0].Body, r.more[1].Body, r.rule.body)
	r.body = container.NewBorder(nil, r.rule.bar, nil, nil, r.page)
	return r
}

// set writes a field of the response.
func (r *replyForm) set(field string) func(string) {
	return func(v string) {
		r.p.f.K.Do(assess.Fields("edit.response", assess.Path(r.p.d.Entity, "resp", r.is.ID), field, v))
	}
}

// setStance writes the stance; a reply that comes gets today as its day, until another is written.
func (r *replyForm) setStance(v string) {
	e := assess.Fields("edit.response", assess.Path(r.p.d.Entity, "resp", r.is.ID), "stance", v)
	if v != "late" && (r.is.Response == nil || r.is.Response.Day == "") {
		e.Texts(e.Writes[0].Entity, "day", string(r.p.f.K.Session.Today()))
	}
	r.p.f.K.Do(e)
}

func (r *replyForm) put(d *assess.District, f *assess.Finding) {
	fresh := r.is == nil || r.is.Entity != f.Entity
	if r.is = f; fresh {
		r.page.Top()
	}
	k := r.p.f.K
	locked := r.p.f.Refused() != nil
	sent := asSent(d, f)
	r.text.Put(sent)
	now := ""
	switch {
	case f.Withdrawn:
		now = k.T("consult.withdrawn")
	case f.FinalNamed != sent:
		now = k.T("consult.now", f.FinalNamed)
	}
	r.now.Put(now)
	x := f.Response
	if x == nil {
		x = &assess.Response{}
	}
	r.putStance(d, x.Stance, locked)
	r.day.Put(string(x.Day), locked)
	r.more[0].Put(x.Grounds, locked)
	r.more[1].Put(x.Proof, locked)
	widgets.Visible(r.day.Body, x.Stance != "" && x.Stance != "late")
	widgets.Visible(r.more[0].Body, x.Objects() || x.Grounds != "")
	widgets.Visible(r.more[1].Body, x.Objects() || x.Proof != "")
	widgets.Visible(r.rule.body, x.Objects() || x.Ruling != "")
	if was := r.rule.bar.Visible(); r.rule.put(d, f, r.p.ruling(f), locked) != was {
		r.body.Refresh()
	}
	r.page.Fit()
}

// putStance offers 逾期未反馈 only when it may be said, and says when that is.
func (r *replyForm) putStance(d *assess.District, stance string, locked bool) {
	k := r.p.f.K
	var stances []widgets.Option
	for _, s := range []string{"none", "partly", "full", "late"} {
		if s != "late" || stance == "late" || late(d, k.Session.Today()) {
			stances = append(stances, widgets.Option{Key: s, Name: k.T("stance." + s)})
		}
	}
	r.stance.Put(stances, stance, locked)
	hint := ""
	if stance == "" && !locked && len(stances) < 4 {
		if hint = k.T("consult.late.draft"); d.Due() != "" {
			hint = k.T("consult.late.after", d.Due().Said())
		}
	}
	r.hint.Put(hint)
}

func (r *replyForm) leave() {
	if r.is == nil {
		return
	}
	r.day.Edit.Flush()
	r.more[0].Edit.Flush()
	r.more[1].Edit.Flush()
	r.rule.flush()
}

// focus goes to what is next: the stance, or the ruling.
func (r *replyForm) focus() {
	c := r.p.f.K.Window.Canvas()
	if c == nil || r.is == nil || !r.stance.Edit.Visible() {
		return
	}
	if x := r.is.Response; x.Objects() {
		r.page.Reveal(r.rule.reasons.Body)
		c.Focus(r.rule.ruling.Edit)
		return
	}
	c.Focus(r.stance.Edit)
}
