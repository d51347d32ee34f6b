package checklist

import (
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/piece"
	"kaohe/ui/part"
)

// newRectify has for each problem how far its requirement is.
func newRectify(k *kit.Kit, timer part.Timer, do func(*assess.Edit) bool) *cards {
	c := newCards(k, "rectify", "rect")
	c.make = func(x *card) { makeRectified(k, timer, do, x) }
	c.fill = func(x *card, st State) { fillRectified(k, x, st) }
	return c
}

func makeRectified(k *kit.Kit, timer part.Timer, do func(*assess.Edit) bool, x *card) {
	set := func(field string) func(string) {
		return func(v string) {
			d, _ := assess.Where(x.finding.Entity)
			do(SetRectified(k.Desk.View().District(d), x.finding, k.Desk.Who(), field, v))
		}
	}
	x.texts["requirement"] = newTextBox(k.T("field.requirement"), part.NewField(timer), nil) // only ever read here
	x.picks["mode"] = newPickBox(k.T("field.mode"), k.T("checklist.nomode"), set("mode"))
	x.picks["state"] = newPickBox(k.T("field.state"), k.T("checklist.nostate"), set("state"))
	x.picks["checker"] = newPickBox(k.T("field.checker"), k.T("checklist.nobody"), set("checker"))
	x.texts["reported"] = newTextBox(k.T("field.reported"), part.NewField(timer), set("reported"))
	x.texts["measures"] = newTextBox(k.T("field.measures"), part.NewNote(timer, 2), set("measures"))
	x.texts["reason"] = newTextBox(k.T("checklist.carryreason"), part.NewNote(timer, 2), set("reason"))
	row := piece.Cells{Widths: []float32{124, 124, 0, 124}, Gap: 12}
	x.extra.Add(x.texts["requirement"].body)
	x.extra.Add(container.New(row, x.picks["mode"].body, x.picks["state"].body, x.texts["reported"].body, x.picks["checker"].body))
	x.extra.Add(x.texts["measures"].body)
	x.extra.Add(x.texts["reason"].body)
}

func fillRectified(k *kit.Kit, x *card, st State) {
	f, locked := x.finding, st.LockMore != nil
	r := f.Rectification
	if r == nil {
		r = &assess.Rectified{}
	}
	state, word := rectState(f, k.Desk.Today())
	x.badge.Set(state, k.Say.Say(word))
	required := f.Requirement
	if required == "" {
		required = k.T("checklist.norequirement")
	}
	switch {
	case f.Deadline != "" && f.Responsible != "":
		required = k.T("checklist.until.by", required, f.Deadline.Prose(), f.Responsible)
	case f.Deadline != "":
		required = k.T("checklist.until", required, f.Deadline.Prose())
	}
	x.texts["requirement"].put(required, true)
	x.picks["mode"].put(named(k, "rect.", "now", "term", "long"), r.Mode, locked)
	x.picks["state"].put(named(k, "rectstate.", "open", "reported", "closed", "carried"), r.State, locked)
	x.texts["reported"].put(r.Reported, locked)
	x.picks["checker"].put(checkers(k, st, r), r.Checker, locked)
	x.texts["measures"].put(r.Measures, locked)
	x.texts["reason"].put(r.Reason, locked)
	piece.Visible(x.texts["measures"].body, !locked || r.Measures != "")
	piece.Visible(x.texts["reason"].body, r.State == "carried" || r.Reason != "")
}

// checkers are the team without who reported the item done, who can't close it.
func checkers(k *kit.Kit, st State, r *assess.Rectified) []piece.Option {
	list := persons(st, k)
	if r.Reported == "" {
		return list
	}
	list = without(list, r.Reported)
	for _, p := range k.Desk.View().Team {
		if p.Name == r.Reported && p.ID != r.Checker {
			list = without(list, p.ID)
		}
	}
	return list
}

// rectState is a badge for how far a requirement is.
func rectState(f *assess.Finding, today assess.Day) (look.State, words.Msg) {
	r := f.Rectification
	word := words.M("checklist.nostate")
	if r != nil {
		word = words.M("rectstate." + r.State)
	}
	if r.Closed() {
		return look.Done, word
	}
	days, late, ok := left(f, today)
	switch {
	case !ok:
		return look.Underway, word
	case late:
		return look.Overdue, words.M("checklist.statedays", word, days)
	}
	return look.Underway, words.M("checklist.statedays", word, days)
}
