package consult

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/widgets"
)

// replyForm shows the chosen problem: as it was sent, what the district says, and the ruling.
type replyForm struct {
	p    *replyPane
	is   *assess.Finding
	text *widgets.Prose
	now  *widgets.Prose
	form *form.Form // the response
	hint *widgets.Prose
	rule *ruleForm
	page *widgets.Page
	body *fyne.Container
}

func newReplyForm(p *replyPane) *replyForm {
	k := p.f.K
	r := &replyForm{p: p, text: widgets.NewProse(), now: widgets.NewProse(), hint: widgets.NewProse().Faint()}
	r.form = form.New(k, "d/resp", "edit.response", form.Pick("stance").Hint("checklist.nostance").From(r.stances), form.Box("day").Says("consult.day"),
		form.Box("grounds").Says("consult.grounds"), form.Box("proof").Says("consult.proof"))
	r.form.OnDone, r.form.OnWrite = p.Done, r.write
	r.rule = newRuleForm(p)
	answer := container.New(layout.Cells{Widths: []float32{160, 140}, Gap: 12}, r.form.Row("stance"), r.form.Row("day"))
	r.page = widgets.NewPage(8, widgets.Head(widgets.Heading(k.T("consult.assent")), nil), r.text.Body, r.now.Body,
		widgets.Head(widgets.Heading(k.T("consult.answer")), nil), answer, r.hint.Body, r.form.Row("grounds"), r.form.Row("proof"), r.rule.body)
	r.body = container.NewBorder(nil, r.rule.bar, nil, nil, r.page)
	return r
}

// write adds today as the day of a new response.
func (r *replyForm) write(e *assess.Edit, field, text string) *assess.Edit {
	if field == "stance" && text != "late" && (r.is.Response == nil || r.is.Response.Day == "") {
		e.Texts(r.form.Entity(), "day", string(r.p.f.K.Session.Today()))
	}
	return e
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
	r.form.Put(assess.Path(d.Entity, "resp", f.ID))
	r.putHint(d, x.Stance, locked)
	r.form.Field("day").Show(x.Stance != "" && x.Stance != "late")
	r.form.Field("grounds").Show(x.Objects() || x.Grounds != "")
	r.form.Field("proof").Show(x.Objects() || x.Proof != "")
	widgets.Visible(r.rule.body, x.Objects() || x.Ruling != "")
	if was := r.rule.bar.Visible(); r.rule.put(d, f, r.p.ruling(f), locked) != was {
		r.body.Refresh()
	}
	r.page.Fit()
}

// stances returns the stances to choose from; 逾期未反馈 is only offered when it is allowed.
func (r *replyForm) stances() []widgets.Option {
	k, stance := r.p.f.K, ""
	if x := r.is.Response; x != nil {
		stance = x.Stance
	}
	var out []widgets.Option
	for _, s := range []string{"none", "partly", "full", "late"} {
		if s != "late" || stance == "late" || late(r.p.d, k.Session.Today()) {
			out = append(out, widgets.Option{Key: s, Name: k.T("stance." + s)})
		}
	}
	return out
}

// putHint says when 逾期未反馈 will be allowed.
func (r *replyForm) putHint(d *assess.District, stance string, locked bool) {
	k, hint := r.p.f.K, ""
	if stance == "" && !locked && !late(d, k.Session.Today()) {
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
	r.form.Flush()
	r.rule.flush()
}

// focus puts the keyboard into what comes next: the stance or the ruling.
func (r *replyForm) focus() {
	if r.is == nil {
		return
	}
	if r.is.Response.Objects() {
		r.page.Reveal(r.rule.verdict.Field("reasons").Bare())
		r.rule.verdict.Focus("ruling")
		return
	}
	r.form.Focus("stance")
}
