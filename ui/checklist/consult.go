package checklist

import (
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/piece"
	"kaohe/ui/part"
)

// newConsult has for each problem what the district says of it, and the ruling.
func newConsult(k *kit.Kit, timer part.Timer, do func(*assess.Edit) bool) *cards {
	c := newCards(k, "consult", "resp")
	c.make = func(x *card) { makeResponse(k, timer, do, x) }
	c.fill = func(x *card, st State) { fillResponse(k, x, st) }
	return c
}

func makeResponse(k *kit.Kit, timer part.Timer, do func(*assess.Edit) bool, x *card) {
	set := func(field string) func(string) {
		return func(v string) {
			d, _ := assess.Where(x.finding.Entity)
			do(SetResponse(k.Desk.View().District(d), x.finding, field, v))
		}
	}
	x.picks["stance"] = newPickBox(k.T("field.stance"), k.T("checklist.nostance"), set("stance"))
	x.picks["ruling"] = newPickBox(k.T("field.ruling"), k.T("checklist.noruling"), set("ruling"))
	x.texts["grounds"] = newTextBox(k.T("field.grounds"), part.NewNote(timer, 2), set("grounds"))
	x.texts["reasons"] = newTextBox(k.T("field.reasons"), part.NewNote(timer, 2), set("reasons"))
	row := piece.Cells{Widths: []float32{140, 0}, Gap: 12}
	x.extra.Add(container.New(row, x.picks["stance"].body, x.texts["grounds"].body))
	x.extra.Add(container.New(row, x.picks["ruling"].body, x.texts["reasons"].body))
}

func fillResponse(k *kit.Kit, x *card, st State) {
	r, locked := x.finding.Response, st.LockMore != nil
	state, word := look.Awaiting, "checklist.nostance"
	if r == nil {
		r = &assess.Response{}
	} else if word = "checklist.toruling"; r.Ruled() {
		state, word = look.Done, "checklist.ruled"
	}
	x.badge.Set(state, k.T(word))
	x.picks["stance"].put(named(k, "stance.", "none", "partly", "full", "late"), r.Stance, locked)
	x.picks["ruling"].put(named(k, "ruling.", "accept", "partly", "reject"), r.Ruling, locked)
	x.texts["grounds"].put(r.Grounds, locked)
	x.texts["reasons"].put(r.Reasons, locked)
	objects := r.Stance == "partly" || r.Stance == "full"
	piece.Visible(x.texts["grounds"].body, r.Stance != "" && (objects || r.Grounds != ""))
	piece.Visible(x.extra.Objects[1], objects || r.Ruling != "")
}
