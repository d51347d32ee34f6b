package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/settle"
	"kaohe/ui/strip"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// recordForm is the record at hand.
type recordForm struct {
	p     *page
	is    *assess.Record
	head  *recordHead
	form  *form.Form
	sub   *subPick
	items *tags
	came  *attendance
	talk  *talk
	docs  *docsLink
	diff  *settle.Notice
	twice *widgets.Notice
	shown *strip.Strip // evidence
	view  *detail
}

func newRecordForm(p *page) *recordForm {
	f := &recordForm{p: p, diff: settle.NewNotice(p.k), twice: widgets.NewNotice(theme.Warning), form: form.New(p.k, "d/rec", "edit.record",
		form.Box("title").Hint("onsite.record.title.hint"), form.Box("date").Wide(112), form.Box("time").Hint("09:00").Wide(72), form.Box("place").Offered(),
		form.Box("invited").Says("onsite.attendance.of").Blank().Wide(64), form.Box("attended").Says("onsite.attendance.came").Blank().Wide(64),
		form.Box("present").Lines(1).Hint("onsite.record.present.hint").Offered(), form.Box("text").Lines(7).Hint("onsite.record.text.hint"))}
	f.form.OnSame = func(field string) string { return lastSaid(p.d(), f.is, field) }
	f.head = newRecordHead(p, func() { f.remove() })
	f.sub = newSubPick(p)
	f.talk = newTalk(p)
	f.docs = newDocsLink(p)
	f.came = newAttendance(p, f.form)
	f.items = newTags(p.openItem, func(id string) { p.k.Do(assess.Link("edit.link", f.is.Entity, "item", id, false)) },
		p.t("onsite.link.item"), func() { p.linkItems(f.is.Entity, func() []string { return f.now().Items }) })
	f.shown = strip.New(p.k)
	f.view = newDetail(f.head.body, f.diff.Banner, f.twice.Banner, boxed(f.form, "title"), headed(f.form.Field("date").Name(theme.Body), f.when()), f.sub.body,
		f.came.body, boxed(f.form, "present"), f.docs.body, f.talk.body, boxed(f.form, "text"), named(p.t("onsite.record.items"), f.items), named(p.t("noun.evid"), f.shown))
	return f
}

// when is a line of date, time and place.
func (f *recordForm) when() fyne.CanvasObject {
	hour, place := f.form.Field("time"), f.form.Field("place")
	return newRow(4, f.form.Field("date").Bare(), hour.Name(theme.Body).Whole(), hour.Bare(), place.Name(theme.Body).Whole(), place.Bare())
}

// plain is a label within a line.
func plain(text string) *theme.Line { return theme.Text(text, theme.Body, false, theme.Ink2).Whole() }

// now is the record as it stands, or the last that was shown if it was removed meanwhile.
func (f *recordForm) now() *assess.Record {
	if r := f.p.d().Record(f.is.ID); r != nil {
		return r
	}
	return f.is
}

func (f *recordForm) put(r *assess.Record) {
	fresh := f.is == nil || f.is.Entity != r.Entity
	if fresh && f.is != nil {
		f.flush()
	}
	f.is = r
	locked := f.p.locked() != nil
	f.head.put(r, locked)
	f.form.Put(r.Entity)
	f.sub.put(r, locked)
	f.items.Put(f.p.itemTags(r.Items))
	f.items.Lock(locked)
	f.shown.Put(f.target(r), f.p.d().Supporting("record", r.ID), locked)
	f.docs.put(r)
	f.came.put(r)
	f.talk.put(r, locked)
	entities := []string{r.Entity}
	for _, q := range r.QA {
		entities = append(entities, q.Entity)
	}
	f.diff.Put(entities...)
	f.p.twice(f.twice, entities...)
	f.view.Fit()
	if fresh {
		f.view.top()
	}
}

// target is what files become evidence of that support a record.
func (f *recordForm) target(r *assess.Record) screen.Target {
	return f.p.target(assess.Supports{Records: []string{r.ID}}, f.p.recordName(r))
}

func (f *recordForm) flush() {
	f.form.Flush()
	f.talk.flush()
}

// focus goes to the title, or in a record that has one to the text.
func (f *recordForm) focus() { f.form.Focus("title") }

// remove asks first, and says what rests on the record.
func (f *recordForm) remove() bool {
	if f.is == nil || f.p.locked() != nil {
		return false
	}
	r := f.now()
	deds, finds := resting(f.p.d(), r)
	body := f.p.t("onsite.record.remove.free", f.p.recordName(r), r.Title)
	if deds+finds > 0 {
		body = f.p.t("onsite.record.remove.resting", f.p.recordName(r), r.Title, deds, finds)
	}
	if n := len(r.QA) + len(r.Docs); n > 0 {
		body += f.p.t("onsite.record.remove.rows", n)
	}
	f.p.k.Window.Confirm(f.p.t("onsite.record.remove"), body, f.p.t("onsite.record.remove"), func() {
		f.p.k.Do(assess.Remove("edit.unrecord", r.Entity))
	})
	return true
}

// recordHead names the record, its method and who wrote it down.
type recordHead struct {
	p           *page
	is          *assess.Record
	name, by    *theme.Line
	how, remove *widgets.Button
	talk        *review.Button
	body        *fyne.Container
}

func newRecordHead(p *page, remove func()) *recordHead {
	h := &recordHead{p: p, name: theme.Text("", theme.Title, true, theme.Ink).Whole(), by: theme.Text("", theme.Small, false, theme.Ink2)}
	h.how = widgets.NewQuiet("", theme.IconDown, h.change)
	h.remove = widgets.NewQuiet(p.t("onsite.record.remove"), theme.IconTrash, remove)
	history := widgets.NewQuiet(p.t("onsite.history"), theme.IconHistory, func() {
		p.k.Window.History(p.recordName(h.is), h.is.Entity, "method", "title", "date", "time", "place", "present", "sub", "text")
	})
	h.talk = review.NewButton(p.k)
	h.body = newRow(2, h.name, h.how, h.by, h.talk.Button, history, h.remove)
	return h
}

func (h *recordHead) put(r *assess.Record, locked bool) {
	h.is = r
	h.talk.About(h.p.d(), assess.SubjectOf(r.Entity))
	h.name.Put(h.p.recordName(r))
	h.how.Put(h.p.method(r.Method))
	by := ""
	if r.Recorder != "" {
		by = h.p.t("onsite.record.by", h.p.view().Name(r.Recorder))
	}
	h.by.Put(by)
	able(!locked, h.how, h.remove)
	layout.Relayout(h.body)
}

// change asks for another method.
func (h *recordHead) change() {
	var options []option
	for n, m := range h.p.view().Standard.Methods {
		options = append(options, option{id: m.ID, text: h.p.t("onsite.numbered", n+1, h.p.say(m.Words()))})
	}
	entity, was := h.is.Entity, h.is.Method
	pickOne(h.p, h.p.t("onsite.record.change"), options, func(id string) {
		if id != was {
			h.p.k.Do(assess.Fields("edit.record", entity, "method", id))
		}
	})
}

// subPick is the subdistrict that a visit was to.
type subPick struct {
	p      *page
	is     *assess.Record
	button *widgets.Button
	body   *fyne.Container
}

func newSubPick(p *page) *subPick {
	s := &subPick{p: p}
	s.button = widgets.NewButton("", theme.IconDown, s.choose)
	s.body = named(p.t("field.sub"), newRow(-1, s.button))
	return s
}

func (s *subPick) put(r *assess.Record, locked bool) {
	s.is = r
	widgets.Visible(s.body, r.Form == standard.SubdistrictCheck)
	name := s.p.t("onsite.sub.choose")
	if sub := subdistrict(s.p.d(), r.Subdistrict); sub != nil {
		name = sub.Name
	}
	s.button.Put(name)
	able(!locked, s.button)
}

func (s *subPick) choose() {
	var options []option
	for n, sub := range drawnFirst(s.p.d()) {
		o := option{id: sub.ID, text: s.p.t("onsite.numbered", n+1, sub.Name)}
		if sub.Drawn {
			o.more = s.p.t("field.drawn")
		}
		options = append(options, o)
	}
	entity := s.is.Entity
	pickOne(s.p, s.p.t("onsite.sub.choose"), options, func(id string) {
		s.p.k.Do(assess.Fields("edit.record", entity, "sub", id))
	})
}

// docsLink leads from a record of documents to its register.
type docsLink struct {
	p      *page
	is     *assess.Record
	button *widgets.Button
	body   *fyne.Container
}

func newDocsLink(p *page) *docsLink {
	l := &docsLink{p: p}
	l.button = widgets.NewButton("", theme.IconDoc, func() { p.goTo(assess.TabDocument, "", l.is.Entity) })
	l.body = named(p.t("onsite.tab.document"), newRow(-1, l.button))
	return l
}

func (l *docsLink) put(r *assess.Record) {
	l.is = r
	widgets.Visible(l.body, r.Form == standard.DocumentCheck || len(r.Docs) > 0)
	l.button.Put(l.p.t("onsite.doc.open", len(r.Docs)))
}
