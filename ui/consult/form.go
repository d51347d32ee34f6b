package consult

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/review"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// replyForm shows the chosen problem or mark: as it was sent, what the district says, and the ruling.
type replyForm struct {
	p    *replyPane
	is   subject
	text *widgets.Prose
	now  *widgets.Prose
	form *answer // at hand: problem or mark
	hint *widgets.Prose

	problem, mark *answer
	back          *widgets.Button // takes an objection to a mark back
	talk          *review.Button

	rule *ruleForm
	page *widgets.Page
	body *fyne.Container
}

func newReplyForm(p *replyPane) *replyForm {
	k := p.f.K
	r := &replyForm{p: p, text: widgets.NewProse(), now: widgets.NewProse(), hint: widgets.NewProse().Faint()}
	r.problem, r.mark = newAnswer(r, "d/resp", "edit.response"), newAnswer(r, "d/objection", "edit.objection")
	r.form = r.problem
	r.rule = newRuleForm(p)
	r.back = widgets.NewQuiet(k.T("consult.unobject"), theme.IconTrash, p.takeBack)
	r.talk = review.NewButton(k)
	r.page = widgets.NewPage(8, widgets.Head(widgets.Heading(k.T("consult.assent")), container.New(layout.Middle{}, r.talk.Button)), r.text.Body, r.now.Body,
		widgets.Head(widgets.Heading(k.T("consult.answer")), container.New(layout.Middle{}, r.back)), r.hint.Body, r.problem.body, r.mark.body, r.rule.body)
	r.body = container.NewBorder(nil, r.rule.bar, nil, nil, r.page)
	return r
}

// answer is what the district says, in the registers of a noun.
type answer struct {
	*form.Form
	body *fyne.Container
}

func newAnswer(r *replyForm, noun, edit string) *answer {
	f := form.New(r.p.f.K, noun, edit, form.Pick("stance").Hint("checklist.nostance").From(r.stances), form.Box("day").Says("consult.day"),
		form.Box("grounds").Says("consult.grounds"), form.Box("proof").Says("consult.proof"))
	f.OnDone, f.OnWrite = r.p.Done, r.write
	first := container.New(layout.Cells{Widths: []float32{160, 140}, Gap: 12}, f.Row("stance"), f.Row("day"))
	return &answer{f, layout.Stack(8, first, f.Row("grounds"), f.Row("proof"))}
}

// write adds today as the day of a new response.
func (r *replyForm) write(e *assess.Edit, field, text string) *assess.Edit {
	if x := r.is.response(); field == "stance" && text != "late" && (x == nil || x.Day == "") {
		e.Texts(r.form.Entity(), "day", string(r.p.f.K.Session.Today()))
	}
	return e
}

func (r *replyForm) put(d *assess.District, at subject) {
	fresh := r.is == (subject{}) || r.is.entity(d) != at.entity(d)
	if r.is = at; fresh {
		r.page.Top()
	}
	r.talk.About(d, at.about())
	locked := r.p.f.Refused() != nil
	r.text.Put(at.asSent(r.p.f.K, d))
	r.now.Put(r.today(d))
	x := at.response()
	if x == nil {
		x = &assess.Response{}
	}
	r.form = r.problem
	if at.s != nil {
		r.form = r.mark
	}
	widgets.Visible(r.problem.body, at.f != nil)
	widgets.Visible(r.mark.body, at.s != nil)
	widgets.Visible(r.back, at.s != nil && !locked)
	r.form.Put(at.entity(d))
	r.putHint(d, x.Stance, locked)
	r.form.Field("day").Show(x.Stance != "" && x.Stance != "late")
	r.form.Field("grounds").Show(x.Objects() || x.Grounds != "")
	r.form.Field("proof").Show(x.Objects() || x.Proof != "")
	widgets.Visible(r.rule.body, x.Objects() || x.Ruling != "")
	if was := r.rule.bar.Visible(); r.rule.put(d, at, r.p.ruling(at), locked) != was {
		r.body.Refresh()
	}
	r.page.Fit()
}

// today says what the problem or the mark is now, if that is not what was sent.
func (r *replyForm) today(d *assess.District) string {
	k := r.p.f.K
	if s := r.is.s; s != nil {
		if s.Ruled {
			return k.T("consult.now.mark", s.Final)
		}
		return ""
	}
	switch f := r.is.f; {
	case f.Withdrawn:
		return k.T("consult.withdrawn")
	case f.FinalNamed != r.is.asSent(k, d):
		return k.T("consult.now", f.FinalNamed)
	}
	return ""
}

// stances returns the stances to choose from; 逾期未反馈 is only offered when it is allowed, and to a mark the district objects.
func (r *replyForm) stances() []widgets.Option {
	k, stance := r.p.f.K, ""
	if r.is.s != nil {
		return []widgets.Option{{Key: "partly", Name: k.T("stance.partly")}, {Key: "full", Name: k.T("stance.full")}}
	}
	if r.is.f != nil && r.is.f.Response != nil {
		stance = r.is.f.Response.Stance
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
	if r.is == (subject{}) {
		return
	}
	r.form.Flush()
	r.rule.flush()
}

// focus puts the keyboard into what comes next: the stance or the ruling.
func (r *replyForm) focus() {
	if r.is == (subject{}) {
		return
	}
	if r.is.response().Objects() {
		r.page.Reveal(r.rule.verdict.Field("reasons").Bare())
		r.rule.verdict.Focus("ruling")
		return
	}
	r.form.Focus("stance")
}
