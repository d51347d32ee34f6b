package onsite

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/settle"
	"kaohe/ui/strip"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// itemDetail is the item at hand: what it asks, what it gets, why, and on what that rests.
type itemDetail struct {
	p       *page
	is      *assess.Score
	head    *itemHead
	mark    *markRow
	ruling  *rulingNote
	deds    *deductions
	trouble *widgets.Notice
	back    *review.Returned
	differ  *settle.Notice
	remark  *form.Form
	links   *tags
	more    *widgets.Button
	facts   *itemFacts
	shown   *strip.Strip // evidence
	view    *detail
}

func newItemDetail(p *page, done func()) *itemDetail {
	d := &itemDetail{p: p, head: newItemHead(p), facts: newItemFacts(p), trouble: widgets.NewNotice(theme.Warning), back: review.NewReturned(p.k), differ: settle.NewNotice(p.k)}
	d.mark, d.ruling = newMarkRow(p, d.deduct, done), newRulingNote(p)
	d.deds = newDeductions(p, d.deduct, done)
	d.remark = form.New(p.k, "d/score", "edit.remark", form.Box("remark").Hint("onsite.remark.hint"))
	d.remark.OnDone = done
	d.links = newTags(p.openRecord, d.unlink, p.t("onsite.link.record"), d.link)
	d.more = widgets.NewQuiet(p.t("onsite.record.new"), theme.IconPlus, func() { p.newRecord(d.is.Item.ID, d.is.Item.Methods...) })
	d.shown = strip.New(p.k)
	d.view = newDetail(d.head.body, d.back.Banner, d.differ.Banner, d.mark.body, d.ruling.says.Banner, d.deds.body, d.trouble.Banner,
		heading(p.t("onsite.records"), d.more), d.links, heading(p.t("noun.evid")), d.shown,
		heading(p.t("field.remark")), d.remark.Field("remark").Bare(), d.facts.body)
	return d
}

func (d *itemDetail) put(s *assess.Score) {
	if d.is != nil && d.is.Entity != s.Entity {
		d.flush()
		d.nextNote(false)
	}
	fresh := d.is == nil || d.is.Entity != s.Entity
	d.is = s
	locked := d.p.locked() != nil
	d.head.put(s)
	d.back.About(d.p.d(), d.p.d().PendingItem(s.Item.ID))
	d.mark.put(s, locked)
	d.ruling.put(s)
	d.deds.put(s, locked)
	d.putTrouble(s)
	entities := []string{s.Entity}
	for _, x := range s.Deductions {
		entities = append(entities, x.Entity)
	}
	d.differ.Put(entities...)
	d.remark.Put(s.Entity)
	d.links.Put(d.p.recordTags(s.Records, true))
	d.links.Lock(locked)
	able(!locked, d.more)
	d.shown.Put(d.target(s), d.p.d().Supporting("item", s.Item.ID), locked)
	d.facts.put(s)
	d.view.Fit()
	if fresh {
		d.view.top()
	}
}

// target is what files become evidence of that support an item.
func (d *itemDetail) target(s *assess.Score) screen.Target {
	return d.p.target(assess.Supports{Items: []string{s.Item.ID}}, d.p.t("strip.item", s.Item.Code))
}

// putTrouble says what of this item stands in the way of the signature, in the same words as the list of what is missing.
func (d *itemDetail) putTrouble(s *assess.Score) {
	var lines []string
	for _, b := range troubles(d.p.d(), s.Item.ID) {
		if b.Key == "block.returned" || b.Key == "block.answered" {
			continue // d.back says so
		}
		lines = append(lines, d.p.say(b.Msg))
	}
	d.trouble.Put(strings.Join(lines, "\n"))
}

// nextNote says that there is nothing left to score.
func (d *itemDetail) nextNote(on bool) {
	text := ""
	if on {
		text = d.p.t("onsite.score.last")
	}
	if d.head.note.Put(text) {
		d.view.Fit()
	}
}

// deduct takes one step off the item and asks for the reason; while a deduction has no reason yet, it asks for that one first.
func (d *itemDetail) deduct() {
	if d.is.Item.Bonus() || d.is.Item.Veto() || d.is.NA {
		return
	}
	d.flush()
	s := d.p.d().Score(d.is.Item.ID)
	if x := unreasoned(s); x != nil {
		d.deds.focus(x.Entity)
		return
	}
	amount, id := deduction(s), d.p.k.Session.NewID()
	if amount > 0 && d.p.k.Do(assess.AddDeduction(d.p.d(), s, amount, "", id)) {
		d.deds.focus(assess.Path(d.p.d().Entity, "ded", s.Item.ID, id))
	}
}

// unreasoned is the first deduction without a reason.
func unreasoned(s *assess.Score) *assess.Deduction {
	for _, x := range s.Deductions {
		if x.Reason == "" {
			return x
		}
	}
	return nil
}

func (d *itemDetail) link() {
	item := d.is.Item.ID
	options := func() []option {
		var out []option
		for _, r := range d.p.d().Records {
			text := d.p.recordName(r) + "  " + d.p.method(r.Method) + "  " + r.Title
			out = append(out, option{id: r.ID, text: text, more: string(r.Date), on: contains(r.Items, item)})
		}
		return out
	}
	pickMany(d.p, d.p.t("onsite.link.records"), options, func(o option) {
		d.p.k.Do(assess.Link("edit.link", assess.Path("d", d.p.id, "rec", o.id), "item", item, !o.on))
	})
}

func (d *itemDetail) unlink(record string) {
	d.p.k.Do(assess.Link("edit.link", assess.Path("d", d.p.id, "rec", record), "item", d.is.Item.ID, false))
}

func (d *itemDetail) flush() {
	d.mark.flush()
	d.deds.flush()
	d.remark.Flush()
}

// itemHead says which item it is and how points are given.
type itemHead struct {
	p          *page
	code, full *theme.Line
	kinds      []*widgets.Badge // key, bonus, veto
	text       *para
	rule       *fact
	claim      *fact
	last       *fact
	note       *widgets.Notice
	talk       *review.Button
	sendBack   *widgets.Button
	is         *assess.Score
	body       *fyne.Container
}

func newItemHead(p *page) *itemHead {
	h := &itemHead{p: p, code: theme.Text("", theme.Title, true, theme.Ink).Whole(), full: theme.Num("", theme.Title, true, theme.Ink),
		text: newPara(widget.MediumImportance), rule: newFact(p.t("onsite.rule")), claim: newFact(p.t("onsite.claim")),
		last: newFact(p.t("onsite.last")),
		note: widgets.NewNotice(theme.Done)}
	h.kinds = []*widgets.Badge{widgets.NewBadge(theme.Warning, ""), widgets.NewBadge(theme.Info, p.t("onsite.bonus")),
		widgets.NewBadge(theme.Refused, p.t("onsite.veto"))}
	h.talk = review.NewButton(p.k)
	h.sendBack = widgets.NewQuiet(p.t("return.do"), theme.IconBack, func() { review.Return(p.k, p.d(), assess.Onsite, h.is.Item.ID) })
	line := newRow(4, h.code, h.kinds[0], h.kinds[1], h.kinds[2], container.NewHBox(), h.talk.Button, h.sendBack, h.full)
	h.body = layout.Stack(theme.Grid, h.note.Banner, line, h.text, h.rule, h.claim, h.last)
	return h
}

func (h *itemHead) put(s *assess.Score) {
	i := s.Item
	h.is = s
	h.talk.About(h.p.d(), assess.SubjectOf(s.Entity))
	widgets.Visible(h.sendBack, review.MayReturn(h.p.k, h.p.d(), assess.Onsite) && h.p.d().PendingItem(i.ID) == nil)
	h.code.Put(i.Code)
	full := h.p.t("onsite.points", i.Points)
	if i.Veto() {
		full = ""
	}
	h.full.Put(full)
	h.kinds[0].Set(theme.Warning, h.p.t("onsite.key", i.KeyFloor))
	widgets.Visible(h.kinds[0], i.Key)
	widgets.Visible(h.kinds[1], i.Bonus())
	widgets.Visible(h.kinds[2], i.Veto())
	h.text.Put(i.Text)
	h.rule.Put(h.p.say(i.Rule.Words(i.Points)))
	claim := ""
	if s.Claimed {
		claim = h.p.t("onsite.points", s.Claim)
	}
	if s.ClaimNote != "" {
		claim = strings.TrimSpace(claim + h.p.t("list.gap") + s.ClaimNote)
	}
	h.claim.Put(claim)
	h.last.Put(lastWords(h.p, h.p.d().Last[i.ID]))
}

// lastWords is what the last round gave for the item, and why; that its text was another one is said.
func lastWords(p *page, l *assess.Last) string {
	if l == nil {
		return ""
	}
	text := p.t("onsite.last.none")
	if l.Mark != "" {
		text = p.t("onsite.last.mark", l.Mark)
	}
	if l.Reason != "" {
		text += p.t("list.gap") + l.Reason
	}
	if !l.Same {
		text += p.t("onsite.last.other")
	}
	return text
}

// itemFacts is what the standard says of the item beyond its text.
type itemFacts struct {
	p                         *page
	basis, materials, methods *fact
	title                     *fyne.Container
	body                      *fyne.Container
}

func newItemFacts(p *page) *itemFacts {
	f := &itemFacts{p: p, basis: newFact(p.t("onsite.basis")), materials: newFact(p.t("onsite.materials")), methods: newFact(p.t("onsite.methods")),
		title: heading(p.t("onsite.standard"))}
	f.body = layout.Stack(theme.Grid, f.title, f.basis, f.materials, f.methods)
	return f
}

func (f *itemFacts) put(s *assess.Score) {
	f.basis.Put(s.Item.Basis)
	f.materials.Put(strings.Join(s.Item.Materials, f.p.t("list.semi")))
	var methods []string
	for _, m := range s.Item.Methods {
		methods = append(methods, f.p.method(m))
	}
	f.methods.Put(strings.Join(methods, f.p.t("list.sep")))
}
