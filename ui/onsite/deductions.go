package onsite

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/strip"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// trimmed prints a value without needless zeros: 95, 2.5.
func trimmed(p standard.Points) string {
	return strings.TrimSuffix(strings.TrimRight(p.String(), "0"), ".")
}

// deductions of the item at hand: amount, reason, and the records each rests on. A deduction keeps its row as long as it is there,
// so that whoever types in it is not disturbed when others come and go.
type deductions struct {
	p    *page
	is   *assess.Score
	done func()
	sum  *theme.Line
	add  *widgets.Button
	rows map[string]*deductionRow
	list *fyne.Container
	body *fyne.Container
}

func newDeductions(p *page, add, done func()) *deductions {
	d := &deductions{p: p, done: done, sum: theme.Num("", theme.Body, false, theme.Ink2), rows: map[string]*deductionRow{}, list: layout.Stack(theme.Grid * 2)}
	d.add = widgets.NewQuiet(p.t("onsite.deduct.add"), theme.IconPlus, add)
	d.body = layout.Stack(theme.Grid, heading(p.t("onsite.deductions"), d.sum, d.add), d.list)
	return d
}

func (d *deductions) put(s *assess.Score, locked bool) {
	if d.is == nil || d.is.Entity != s.Entity {
		d.flush()
		d.rows = map[string]*deductionRow{}
	}
	d.is = s
	widgets.Visible(d.body, !s.Item.Bonus() && !s.Item.Veto() && (!s.NA || len(s.Deductions) > 0))
	objs := make([]fyne.CanvasObject, 0, len(s.Deductions))
	for _, x := range s.Deductions {
		r := d.rows[x.Entity]
		if r == nil {
			r = newDeductionRow(d)
			d.rows[x.Entity] = r
		}
		r.put(s, x, locked)
		objs = append(objs, r.body)
	}
	d.list.Objects = objs
	sum := ""
	switch {
	case len(s.Deductions) > 0:
		sum = d.p.t("onsite.deduct.sum", s.Explained())
	case s.Marked:
		sum = d.p.t("onsite.deduct.none")
	}
	d.sum.Put(sum)
	able(!locked, d.add)
}

// focus goes to a deduction's reason, or to what links it to a record where only that is lacking.
func (d *deductions) focus(entity string) bool {
	r := d.rows[entity]
	if r != nil {
		r.focus()
	}
	return r != nil
}

func (d *deductions) flush() {
	for _, r := range d.rows {
		r.form.Flush()
	}
}

// deductionRow is one deduction.
type deductionRow struct {
	owner  *deductions
	s      *assess.Score
	x      *assess.Deduction
	form   *form.Form
	links  *tags
	take   *widgets.Button // the item's records
	turn   *widgets.Button // into a problem
	proof  *widgets.Button // what proves it
	shown  *strip.Strip    // evidence, where there is any
	remove *widgets.Knob
	body   *fyne.Container
}

func newDeductionRow(d *deductions) *deductionRow {
	r := &deductionRow{owner: d}
	r.form = form.New(d.p.k, "d/ded", "edit.deduct", form.Box("amount").Plain().Wide(factWidth-8).Refuse(r.wrong), form.Box("reason").Hint("onsite.deduct.why"))
	r.form.OnDone, r.form.OnWrite = d.done, r.write
	r.form.OnRow = func(key fyne.KeyName) {
		if key == fyne.KeyDelete {
			r.drop()
		}
	}
	r.remove = widgets.NewKnob(theme.IconTrash, r.drop)
	r.links = newTags(d.p.openRecord, func(id string) { d.p.k.Do(assess.Link("edit.link", r.x.Entity, "record", id, false)) },
		d.p.t("onsite.link.basis"), func() { d.p.linkRecords(r.x.Entity, r.linked) })
	r.take = widgets.NewQuiet(d.p.t("onsite.deduct.take"), "", r.takeRecords)
	r.turn = widgets.NewQuiet(d.p.t("onsite.deduct.turn"), theme.IconFlag, r.turnIntoFinding)
	r.shown = strip.New(d.p.k)
	r.proof = widgets.NewQuiet(d.p.t("strip.add"), theme.IconPicture, func() { d.p.k.Window.AddFiles(r.target()) })
	r.links.more = []fyne.CanvasObject{r.proof, r.take, r.turn}
	r.form.OnCtrl = map[fyne.KeyName]func(){fyne.KeyR: r.takeRecords, fyne.KeyT: r.turnIntoFinding}
	first := newRow(1, r.form.Field("amount").Bare(), r.form.Field("reason").Bare())
	// What rests on records comes before what removes: Tab goes from the reason to the link.
	r.body = layout.Stack(2, first, container.New(layout.Inset{Left: factWidth}, newRow(0, r.links, r.remove)), container.New(layout.Inset{Left: factWidth}, r.shown))
	return r
}

func (r *deductionRow) put(s *assess.Score, x *assess.Deduction, locked bool) {
	r.s, r.x = s, x
	r.form.Put(x.Entity)
	take, turn := len(r.lacks()) > 0 && !locked, x.Reason != "" && !locked
	if take != r.take.Visible() || turn != r.turn.Visible() {
		widgets.Visible(r.take, take)
		widgets.Visible(r.turn, turn)
		r.links.flow.Refresh()
	}
	r.links.Put(r.owner.p.recordTags(x.Records, false))
	r.links.Lock(locked)
	r.remove.Able(!locked)
	r.proof.Able(!locked)
	list := r.owner.p.d().Supporting("deduction", x.ID)
	r.shown.Put(r.target(), list, locked)
	widgets.Visible(r.shown, len(list) > 0)
}

// target is what files become evidence of that support the deduction.
func (r *deductionRow) target() screen.Target {
	return r.owner.p.target(assess.Supports{Deductions: []string{r.x.ID}}, r.owner.p.t("strip.deduction", r.s.Item.Code, words.Begin(r.x.Reason, 12)))
}

func (r *deductionRow) focus() {
	if c := r.owner.p.k.Window.Canvas(); r.x.Reason != "" && len(r.x.Records) == 0 && !r.links.locked {
		c.Focus(r.links.add)
		return
	}
	r.form.Focus("reason")
}

// linked are the deduction's records as they were rendered last.
func (r *deductionRow) linked() []*assess.Record { return r.x.Records }

// lacks are the records of the item on which the deduction does not rest.
func (r *deductionRow) lacks() []*assess.Record {
	return slices.DeleteFunc(slices.Clone(r.s.Records), func(x *assess.Record) bool { return hasRecord(r.x.Records, x.ID) })
}

// takeRecords makes the deduction rest on all of the item's records.
func (r *deductionRow) takeRecords() {
	e := assess.New("edit.link")
	for _, x := range r.lacks() {
		e.Set(r.x.Entity, "record/"+x.ID, true)
	}
	if len(r.s.Records) == 0 {
		r.owner.p.k.Window.Fail(words.Refuse("onsite.norecords", r.s.Item.Code))
		return
	}
	r.owner.p.k.Do(e)
}

// turnIntoFinding begins a problem with the deduction's reason, item and records, or goes to the one that says the same.
func (r *deductionRow) turnIntoFinding() {
	p := r.owner.p
	if r.x.Reason == "" {
		p.k.Window.Fail(words.Refuse("onsite.noreason"))
		return
	}
	id := ""
	for _, f := range p.d().Of(assess.Problem) {
		if f.Named == r.x.Reason {
			id = f.ID
		}
	}
	if id == "" {
		id = p.k.Session.NewID()
		e := assess.AddFinding(p.d(), id, assess.Problem, "named", r.x.Reason).Set(assess.Path(p.d().Entity, "find", id), "item/"+r.s.Item.ID, true)
		for _, x := range r.x.Records {
			e.Set(assess.Path(p.d().Entity, "find", id), "record/"+x.ID, true)
		}
		if !p.k.Do(e) {
			return
		}
	}
	p.goTo(assess.TabFinding, "", assess.Path(p.d().Entity, "find", id))
}

// wrong says what an amount can't be.
func (r *deductionRow) wrong(amount string) string {
	p, err := standard.ParsePoints(amount)
	switch {
	case err != nil || p <= 0:
		return r.owner.p.t("onsite.bad.number")
	case p > r.s.Item.Points:
		return r.owner.p.t("onsite.bad.range", standard.Points(0), r.s.Item.Points)
	}
	return ""
}

// write takes the mark along with an amount.
func (r *deductionRow) write(e *assess.Edit, field, text string) *assess.Edit {
	if field != "amount" {
		return e
	}
	p, err := standard.ParsePoints(text)
	if err != nil {
		return nil // wrong has said so
	}
	return assess.ChangeDeduction(r.s, r.x, p)
}

func (r *deductionRow) drop() {
	if r.owner.p.k.Do(assess.RemoveDeduction(r.s, r.x)) {
		r.owner.p.k.Window.Canvas().Focus(r.owner.add)
	}
}
