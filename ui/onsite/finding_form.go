package onsite

import (
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/settle"
	"kaohe/ui/strip"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

func (p *page) methodNames(list []*standard.Method) string {
	var names []string
	for _, m := range list {
		names = append(names, p.say(m.Words()))
	}
	return strings.Join(names, p.t("list.sep"))
}

// findingForm is the finding at hand: two texts for two readers, what it belongs to and rests on, and for a problem what must be
// done about it.
type findingForm struct {
	p       *page
	is      *assess.Finding
	head    *findingHead
	form    *form.Form
	names   *widgets.Notice // names in the text that must have none
	items   *tags
	records *tags
	rests   *widgets.Notice
	todo    *requirement
	diff    *settle.Notice
	twice   *widgets.Notice
	shown   *strip.Strip // evidence
	view    *detail
}

func newFindingForm(p *page) *findingForm {
	f := &findingForm{p: p, form: form.New(p.k, "d/find", "edit.finding",
		form.Box("named").Lines(4).Hint("onsite.finding.named.hint").Offered(), form.Box("city").Lines(3).Hint("onsite.finding.city.hint")), diff: settle.NewNotice(p.k), names: widgets.NewNotice(theme.Warning),
		twice: widgets.NewNotice(theme.Warning), rests: widgets.NewNotice(theme.Warning)}
	f.form.OnSame = func(field string) string { return deducted(p.d(), f.is, field) }
	f.head = newFindingHead(p, func() { f.remove() })
	link := func(set string) func(string) {
		return func(id string) { p.k.Do(assess.Link("edit.link", f.is.Entity, set, id, false)) }
	}
	f.items = newTags(p.openItem, link("item"), p.t("onsite.link.item"), func() {
		p.linkItems(f.is.Entity, func() []string { return f.now().Items })
	})
	f.records = newTags(p.openRecord, link("record"), p.t("onsite.link.record"), func() {
		p.linkRecords(f.is.Entity, func() []*assess.Record { return f.now().Records })
	})
	f.todo, f.shown = newRequirement(p), strip.New(p.k)
	f.view = newDetail(f.head.body, f.diff.Banner, f.twice.Banner, heading(p.t("field.named")), f.form.Field("named").Bare(), heading(p.t("onsite.finding.city")), f.form.Field("city").Bare(), f.names.Banner,
		heading(p.t("onsite.finding.rests")), f.rests.Banner, named(p.t("onsite.records.short"), f.records), named(p.t("onsite.items"), f.items), named(p.t("noun.evid"), f.shown), f.todo.body)
	return f
}

// now is the finding as it stands, or the last that was shown if it was removed meanwhile.
func (f *findingForm) now() *assess.Finding {
	if x := f.p.d().Finding(f.is.ID); x != nil {
		return x
	}
	return f.is
}

func (f *findingForm) put(x *assess.Finding) {
	fresh := f.is == nil || f.is.Entity != x.Entity
	if fresh && f.is != nil {
		f.flush()
	}
	f.is = x
	locked := f.p.locked() != nil
	f.head.put(x, locked)
	f.form.Put(x.Entity)
	f.putNames(x)
	f.putRests(x)
	f.items.Put(f.p.itemTags(x.Items))
	f.records.Put(f.p.recordTags(x.Records, true))
	f.items.Lock(locked)
	f.records.Lock(locked)
	f.shown.Put(f.target(x), f.p.d().Supporting("finding", x.ID), locked)
	f.todo.put(x)
	f.diff.Put(x.Entity, x.Required(f.p.d()))
	f.p.twice(f.twice, x.Entity)
	f.view.Fit()
	if fresh {
		f.view.top()
	}
}

// target is what files become evidence of that support a finding.
func (f *findingForm) target(x *assess.Finding) screen.Target {
	return f.p.target(assess.Supports{Findings: []string{x.ID}}, f.p.t("finding."+string(x.Kind))+" "+x.No)
}

func (f *findingForm) putNames(x *assess.Finding) {
	text := ""
	if names := namesIn(f.p.d(), x.City); len(names) > 0 {
		text = f.p.t("onsite.finding.names", strings.Join(names, f.p.t("list.sep")))
	}
	f.names.Put(text)
}

func (f *findingForm) putRests(x *assess.Finding) {
	text := ""
	switch {
	case single(f.p.view(), x):
		text = f.p.t("onsite.single.about", f.p.methodNames(x.Methods(f.p.view().Standard)))
	case x.Kind == assess.Problem && len(x.Records) == 0:
		text = f.p.t("onsite.bare.about")
	}
	f.rests.Put(text)
}

func (f *findingForm) flush() {
	f.form.Flush()
	f.todo.form.Flush()
}

func (f *findingForm) focus() { f.form.Focus("named") }

func (f *findingForm) remove() bool {
	if f.is == nil || f.p.locked() != nil {
		return false
	}
	x := f.now()
	text := words.Begin(x.Named, 60)
	if text == "" {
		text = f.p.t("onsite.unwritten")
	}
	f.p.k.Window.Confirm(f.p.t("onsite.finding.remove"), f.p.t("onsite.finding.remove.ask", f.p.t("finding."+string(x.Kind)), text),
		f.p.t("onsite.finding.remove"), func() { f.p.k.Do(assess.Remove("edit.unfinding", x.Entity)) })
	return true
}

// findingHead is the kind, which can be changed, the methods by which it was found, and what can be done.
type findingHead struct {
	p            *page
	is           *assess.Finding
	kind, remove *widgets.Button
	methods      *theme.Line
	talk         *review.Button
	body         *fyne.Container
}

func newFindingHead(p *page, remove func()) *findingHead {
	h := &findingHead{p: p, methods: theme.Text("", theme.Small, false, theme.Ink2)}
	h.kind = widgets.NewButton("", theme.IconDown, h.change)
	h.remove = widgets.NewQuiet(p.t("onsite.finding.remove"), theme.IconTrash, remove)
	history := widgets.NewQuiet(p.t("onsite.history"), theme.IconHistory, func() {
		p.k.Window.History(p.t("finding."+string(h.is.Kind)), h.is.Entity, "kind", "named", "city")
	})
	h.talk = review.NewButton(p.k)
	h.body = newRow(1, h.kind, h.methods, h.talk.Button, history, h.remove)
	return h
}

func (h *findingHead) put(x *assess.Finding, locked bool) {
	h.is = x
	h.talk.About(h.p.d(), assess.SubjectOf(x.Entity))
	h.kind.Put(h.p.t("finding." + string(x.Kind)))
	text := ""
	if m := x.Methods(h.p.view().Standard); len(m) > 0 {
		text = h.p.t("onsite.finding.by", h.p.methodNames(m))
	}
	h.methods.Put(text)
	able(!locked, h.kind, h.remove)
	layout.Relayout(h.body)
}

func (h *findingHead) change() {
	var options []option
	for n, k := range assess.FindingKinds {
		options = append(options, option{id: string(k), text: h.p.t("onsite.numbered", n+1, h.p.t("finding."+string(k)))})
	}
	entity, was := h.is.Entity, h.is.Kind
	pickOne(h.p, h.p.t("onsite.finding.which"), options, func(kind string) {
		if assess.FindingKind(kind) != was {
			h.p.k.Do(assess.Fields("edit.finding", entity, "kind", kind))
		}
	})
}
