package consult

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// ruleForm is 采纳情况: the ruling, its reasons, what it changes, and what that will come to, before it is applied.
type ruleForm struct {
	p        *replyPane
	ruling   *widgets.ChoiceBox
	reasons  *widgets.TextBox
	texts    [2]*widgets.TextBox // named, city
	item     *widgets.ChoiceBox
	mark     *widgets.TextBox
	withdraw *widgets.Tick
	forecast *widgets.Banner
	did      *widgets.Links
	bar      *fyne.Container // forecast and buttons, below what scrolls
	body     *fyne.Container
	effect   *fyne.Container
}

func newRuleForm(p *replyPane, timer widgets.Timer) *ruleForm {
	k := p.f.K
	r := &ruleForm{p: p, forecast: widgets.NewBanner(theme.Info, ""), withdraw: widgets.NewTick(k.T("consult.withdraw"))}
	text := func(key string, lines int, set func(*draftRuling, string)) *widgets.TextBox {
		t := widgets.NewTextBox(k.T(key), widgets.NewNote(timer, lines), func(v string) { p.change(func(x *draftRuling) { set(x, v) }) })
		t.Edit.OnDone = p.Done
		return t
	}
	r.ruling = widgets.NewChoiceBox(k.T("consult.ruling"), k.T("checklist.noruling"), func(v string) { p.change(func(x *draftRuling) { x.Ruling = v }) })
	r.reasons = text("field.reasons", 2, func(x *draftRuling, v string) { x.Reasons = v })
	r.texts[0] = text("field.named", 3, func(x *draftRuling, v string) { x.Named = v })
	r.texts[1] = text("field.city", 2, func(x *draftRuling, v string) { x.City = v })
	r.item = widgets.NewChoiceBox(k.T("consult.item"), k.T("consult.noitem"), r.setItem)
	r.mark = widgets.NewTextBox(k.T("consult.mark"), widgets.NewField(timer), func(v string) { p.change(func(x *draftRuling) { x.Mark = strings.TrimSpace(v) }) })
	r.mark.Edit.OnDone = p.Done
	r.withdraw.OnTick = func(on bool) { p.change(func(x *draftRuling) { x.Withdraw = on }) }
	r.did = widgets.NewLinks(0, func(int) string { return "" }, "")
	apply := widgets.NewPrimary(k.T("consult.apply"), theme.IconCheck, func() { p.apply() })
	drop := widgets.NewQuiet(k.T("consult.drop"), "", p.drop)
	marks := container.New(layout.Cells{Widths: []float32{0, 110}, Gap: 12}, r.item.Body, r.mark.Body)
	r.effect = layout.Stack(8, widgets.Head(widgets.Heading(k.T("consult.effect")), nil), r.withdraw, r.texts[0].Body, r.texts[1].Body, marks)
	ruling := container.New(layout.Most{Width: 180}, r.ruling.Body)
	r.body = layout.Stack(8, widgets.Head(widgets.Heading(k.T("consult.rule")), nil), ruling, r.reasons.Body, r.effect, r.did)
	r.bar = layout.Pad(12, 6, layout.Stack(4, r.forecast, container.NewHBox(apply, drop)))
	return r
}

// setItem proposes the item's own mark.
func (r *ruleForm) setItem(id string) {
	r.p.change(func(x *draftRuling) {
		x.Item, x.Mark = id, ""
		if s := r.p.d.Score(id); s != nil {
			x.Mark = s.Mark.String()
		}
	})
}

// put shows a ruling; it tells whether there is something to apply.
func (r *ruleForm) put(d *assess.District, f *assess.Finding, x *draftRuling, locked bool) bool {
	k := r.p.f.K
	var rulings []widgets.Option
	for _, s := range []string{"accept", "partly", "reject"} {
		rulings = append(rulings, widgets.Option{Key: s, Name: k.T("ruling." + s)})
	}
	r.ruling.Put(rulings, x.Ruling, locked)
	r.reasons.Put(x.Reasons, locked)
	r.texts[0].Put(x.Named, locked)
	r.texts[1].Put(x.City, locked)
	r.item.Put(r.items(d, f), x.Item, locked)
	r.mark.Put(x.Mark, locked)
	r.withdraw.Put(x.Withdraw)
	r.withdraw.Lock(locked)
	pending := *x != *rulingOf(d, f)
	up := x.Ruling == "accept" || x.Ruling == "partly"
	widgets.Visible(r.effect, up && (!locked || d.EffectOf(f) != assess.Effect{}))
	widgets.Visible(r.texts[0].Body, !x.Withdraw)
	widgets.Visible(r.texts[1].Body, !x.Withdraw)
	widgets.Visible(r.mark.Body, x.Item != "")
	says := ""
	if pending && x.Ruling != "" {
		says = k.Say.Say(forecast(k.Session.View(), d, f, x))
	}
	r.forecast.Put(theme.Info, says)
	widgets.Visible(r.bar, pending && !locked)
	if !pending {
		r.reasons.Edit.SetError("")
		r.mark.Edit.SetError("")
	}
	var did []widgets.Item
	for i, m := range changed(d, f) {
		at := assess.Place{District: d.ID, Phase: assess.Summary, Entity: f.Final(d)}
		if x := d.EffectOf(f); x.Item != "" && i == len(changed(d, f))-1 {
			at.Entity, at.Item = assess.Path(d.Entity, "finalmark", x.Item), x.Item
		}
		did = append(did, widgets.Item{State: theme.Done, Text: k.Say.Say(m), Go: func() { k.Window.Go(at) }})
	}
	r.did.Put(did)
	return r.bar.Visible()
}

// items to choose from: none, then the problem's own, then the others.
func (r *ruleForm) items(d *assess.District, f *assess.Finding) []widgets.Option {
	out := []widgets.Option{{Key: "", Name: r.p.f.K.T("consult.noitem")}}
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

// wrong says beside the boxes what is missing before a ruling can be applied.
func (r *ruleForm) wrong(x *draftRuling, mark error) bool {
	k, bad := r.p.f.K, false
	say := func(b *widgets.TextBox, wrong bool, key string) {
		text := ""
		if wrong {
			if text = k.T(key); !bad {
				b.Edit.Focus()
			}
			bad = true
		}
		b.Edit.SetError(text)
	}
	say(r.reasons, x.Ruling != "" && strings.TrimSpace(x.Reasons) == "", "consult.noreasons")
	say(r.mark, mark != nil, "consult.badmark")
	return bad
}

func (r *ruleForm) flush() {
	for _, b := range []*widgets.TextBox{r.reasons, r.texts[0], r.texts[1], r.mark} {
		b.Edit.Flush()
	}
}
