package consult

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// ruleForm is 采纳情况: the ruling, its reasons, what it changes, and the result, before it is applied. Nothing is written before that, so its
// boxes are questions and not bound to registers.
type ruleForm struct {
	p        *replyPane
	verdict  *form.Form // ruling, reasons, the item whose mark it changes
	text     *form.Form // the final texts of the problem
	mark     *form.Form
	forecast *widgets.Banner
	did      *widgets.Links
	bar      *fyne.Container // forecast and buttons, below the part that scrolls
	body     *fyne.Container
	effect   *fyne.Container
}

func newRuleForm(p *replyPane) *ruleForm {
	k := p.f.K
	r := &ruleForm{p: p, forecast: widgets.NewBanner(theme.Info, "")}
	r.verdict = form.Question(k, "d/resp", form.Pick("ruling").Says("consult.ruling").Hint("checklist.noruling"), form.Box("reasons").Lines(2),
		form.Pick("effectitem").Says("consult.item").None("consult.noitem").From(r.items))
	r.text = form.Question(k, "d/final", form.Tick("withdrawn").Says("consult.withdraw"), form.Box("named").Lines(3), form.Box("city"))
	r.mark = form.Question(k, "d/finalmark", form.Box("mark").Says("consult.mark").Plain())
	for _, f := range []*form.Form{r.verdict, r.text, r.mark} {
		f.OnDone, f.OnChange = p.Done, func(field string) { p.change(func(x *draftRuling) { r.take(x, field, f.Value(field)) }) }
	}
	r.did = widgets.NewLinks(0, func(int) string { return "" }, "")
	apply := widgets.NewPrimary(k.T("consult.apply"), theme.IconCheck, func() { p.apply() })
	drop := widgets.NewQuiet(k.T("consult.drop"), "", p.drop)
	marks := layout.Stack(8, r.verdict.Row("effectitem"), container.New(layout.Most{Width: 110}, r.mark.Row("mark")))
	r.effect = layout.Stack(8, widgets.Head(widgets.Heading(k.T("consult.effect")), nil), r.text.Row("withdrawn"), r.text.Row("named"), r.text.Row("city"), marks)
	ruling := container.New(layout.Most{Width: 180}, r.verdict.Row("ruling"))
	r.body = layout.Stack(8, widgets.Head(widgets.Heading(k.T("consult.rule")), nil), ruling, r.verdict.Row("reasons"), r.effect, r.did)
	r.bar = layout.Pad(12, 6, layout.Stack(4, r.forecast, container.NewHBox(apply, drop)))
	return r
}

// take puts the content of a box into the ruling that is being prepared; choosing an item proposes its present mark.
func (r *ruleForm) take(x *draftRuling, field, v string) {
	switch field {
	case "ruling":
		if x.Ruling = v; r.p.form.is.s != nil {
			x.Mark = ""
			if x.upheld() {
				x.Mark = r.p.form.is.s.Mark.String()
			}
		}
	case "reasons":
		x.Reasons = v
	case "named":
		x.Named = v
	case "city":
		x.City = v
	case "withdrawn":
		x.Withdraw = v == "true"
	case "mark":
		x.Mark = v
	case "effectitem":
		x.Item, x.Mark = v, ""
		if s := r.p.d.Score(v); s != nil {
			x.Mark = s.Mark.String()
		}
	}
}

// put shows a ruling, and tells whether there is something to apply.
func (r *ruleForm) put(d *assess.District, at subject, x *draftRuling, locked bool) bool {
	k := r.p.f.K
	for _, f := range []*form.Form{r.verdict, r.text, r.mark} {
		f.Shut(locked)
	}
	r.verdict.Fill("ruling", x.Ruling).Fill("reasons", x.Reasons).Fill("effectitem", x.Item)
	r.text.Fill("named", x.Named).Fill("city", x.City).Fill("withdrawn", strconv.FormatBool(x.Withdraw))
	r.mark.Fill("mark", x.Mark)
	pending, did := *x != *rulingOf(d, at), changed(d, at)
	problem := at.f != nil
	widgets.Visible(r.effect, x.upheld() && (!locked || len(did) > 0))
	r.text.Field("withdrawn").Show(problem)
	r.text.Field("named").Show(problem && !x.Withdraw)
	r.text.Field("city").Show(problem && !x.Withdraw)
	r.verdict.Field("effectitem").Show(problem)
	r.mark.Field("mark").Show(!problem || x.Item != "")
	says := ""
	if pending && x.Ruling != "" {
		says = k.Say.Say(forecast(k.Session.View(), d, at, x))
	}
	r.forecast.Put(theme.Info, says)
	widgets.Visible(r.bar, pending && !locked)
	if !pending {
		r.verdict.Field("reasons").Tell("")
		r.mark.Field("mark").Tell("")
	}
	var links []widgets.Item
	for _, c := range did {
		links = append(links, widgets.Item{State: theme.Done, Text: k.Say.Say(c.Msg), Go: func() { k.Window.Go(c.At) }})
	}
	r.did.Put(links)
	return r.bar.Visible()
}

// items returns the items to choose from: first those of the problem, then the others.
func (r *ruleForm) items() []widgets.Option {
	d, f := r.p.d, r.p.form.is.f
	if d == nil || f == nil {
		return nil
	}
	var out []widgets.Option
	own := map[string]bool{}
	for _, id := range f.Items {
		own[id] = true
	}
	for _, mine := range []bool{true, false} {
		for _, s := range d.Scores {
			if own[s.Item.ID] == mine && !s.Item.Veto() {
				out = append(out, widgets.Option{Key: s.Item.ID, Name: s.Item.Code + " " + s.Item.Text})
			}
		}
	}
	return out
}

// wrong shows beside the boxes what is missing before the ruling can be applied, and tells whether something is.
func (r *ruleForm) wrong(x *draftRuling, mark error) bool {
	k, bad := r.p.f.K, r.mark.Field("mark").Told() != ""
	say := func(f *form.Field, wrong bool, key string) {
		text := ""
		if wrong {
			if text = k.T(key); !bad {
				f.Focus()
			}
			bad = true
		}
		f.Tell(text)
	}
	say(r.verdict.Field("reasons"), x.Ruling != "" && strings.TrimSpace(x.Reasons) == "", "consult.noreasons")
	say(r.mark.Field("mark"), mark != nil, "consult.badmark")
	return bad
}

func (r *ruleForm) flush() {
	r.verdict.Flush()
	r.text.Flush()
	r.mark.Flush()
}
