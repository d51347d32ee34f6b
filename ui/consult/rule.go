package consult

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/consult/box"
	"kaohe/ui/part"
	"kaohe/ui/piece"
	"kaohe/ui/theme"
)

// ruleForm is 采纳情况: the ruling, its reasons, what it changes, and what that will come to, before it is applied.
type ruleForm struct {
	p        *replyPane
	ruling   *box.Choice
	reasons  *box.Text
	texts    [2]*box.Text // named, city
	item     *box.Choice
	mark     *box.Text
	withdraw *piece.Tick
	forecast *part.Banner
	did      *piece.Links
	bar      *fyne.Container // forecast and buttons, below what scrolls
	body     *fyne.Container
	effect   *fyne.Container
}

func newRuleForm(p *replyPane, timer part.Timer) *ruleForm {
	k := p.f.K
	r := &ruleForm{p: p, forecast: part.NewBanner(theme.Info, ""), withdraw: piece.NewTick(k.T("consult.withdraw"))}
	text := func(key string, lines int, set func(*draftRuling, string)) *box.Text {
		t := box.NewText(k.T(key), part.NewNote(timer, lines), func(v string) { p.change(func(x *draftRuling) { set(x, v) }) })
		t.Edit.OnDone = p.Done
		return t
	}
	r.ruling = box.NewChoice(k.T("consult.ruling"), k.T("checklist.noruling"), func(v string) { p.change(func(x *draftRuling) { x.Ruling = v }) })
	r.reasons = text("field.reasons", 2, func(x *draftRuling, v string) { x.Reasons = v })
	r.texts[0] = text("field.named", 3, func(x *draftRuling, v string) { x.Named = v })
	r.texts[1] = text("field.city", 2, func(x *draftRuling, v string) { x.City = v })
	r.item = box.NewChoice(k.T("consult.item"), k.T("consult.noitem"), r.setItem)
	r.mark = box.NewText(k.T("consult.mark"), part.NewField(timer), func(v string) { p.change(func(x *draftRuling) { x.Mark = strings.TrimSpace(v) }) })
	r.mark.Edit.OnDone = p.Done
	r.withdraw.OnTick = func(on bool) { p.change(func(x *draftRuling) { x.Withdraw = on }) }
	r.did = piece.NewLinks(0, func(int) string { return "" }, "")
	apply := part.NewPrimary(k.T("consult.apply"), theme.IconCheck, func() { p.apply() })
	drop := part.NewQuiet(k.T("consult.drop"), "", p.drop)
	marks := container.New(piece.Cells{Widths: []float32{0, 110}, Gap: 12}, r.item.Body, r.mark.Body)
	r.effect = piece.Stack(8, piece.Head(piece.Heading(k.T("consult.effect")), nil), r.withdraw, r.texts[0].Body, r.texts[1].Body, marks)
	ruling := container.New(piece.Most{Width: 180}, r.ruling.Body)
	r.body = piece.Stack(8, piece.Head(piece.Heading(k.T("consult.rule")), nil), ruling, r.reasons.Body, r.effect, r.did)
	r.bar = piece.Pad(12, 6, piece.Stack(4, r.forecast, container.NewHBox(apply, drop)))
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
	var rulings []piece.Option
	for _, s := range []string{"accept", "partly", "reject"} {
		rulings = append(rulings, piece.Option{Key: s, Name: k.T("ruling." + s)})
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
	piece.Visible(r.effect, up && (!locked || d.EffectOf(f) != assess.Effect{}))
	piece.Visible(r.texts[0].Body, !x.Withdraw)
	piece.Visible(r.texts[1].Body, !x.Withdraw)
	piece.Visible(r.mark.Body, x.Item != "")
	says := ""
	if pending && x.Ruling != "" {
		says = k.Say.Say(forecast(k.Session.View(), d, f, x))
	}
	r.forecast.Put(theme.Info, says)
	piece.Visible(r.bar, pending && !locked)
	if !pending {
		r.reasons.Edit.SetError("")
		r.mark.Edit.SetError("")
	}
	var did []piece.Item
	for i, m := range changed(d, f) {
		at := assess.Place{District: d.ID, Phase: assess.Summary, Entity: f.Final(d)}
		if x := d.EffectOf(f); x.Item != "" && i == len(changed(d, f))-1 {
			at.Entity, at.Item = assess.Path(d.Entity, "finalmark", x.Item), x.Item
		}
		did = append(did, piece.Item{State: theme.Done, Text: k.Say.Say(m), Go: func() { k.Window.Go(at) }})
	}
	r.did.Put(did)
	return r.bar.Visible()
}

// items to choose from: none, then the problem's own, then the others.
func (r *ruleForm) items(d *assess.District, f *assess.Finding) []piece.Option {
	out := []piece.Option{{Key: "", Name: r.p.f.K.T("consult.noitem")}}
	own := map[string]bool{}
	for _, id := range f.Items {
		own[id] = true
	}
	for _, mine := range []bool{true, false} {
		for _, s := range d.Scores {
			if own[s.Item.ID] == mine && !s.Item.Veto() {
				out = append(out, piece.Option{Key: s.Item.ID, Name: s.Item.Code + " " + s.Item.Text})
			}
		}
	}
	return out
}

// wrong says beside the boxes what is missing before a ruling can be applied.
func (r *ruleForm) wrong(x *draftRuling, mark error) bool {
	k, bad := r.p.f.K, false
	say := func(b *box.Text, wrong bool, key string) {
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
	for _, b := range []*box.Text{r.reasons, r.texts[0], r.texts[1], r.mark} {
		b.Edit.Flush()
	}
}
