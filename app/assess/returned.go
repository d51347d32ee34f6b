package assess

import (
	"time"

	"kaohe/app/words"
)

// Returned is 退回: a leader or deputy sends a phase of a district back, or an item of its on-site assessment, with a reason. It blocks the
// phase's signature until whoever it concerns has answered and a leader or deputy has cleared it.
type Returned struct {
	ID, Entity string
	Phase      Phase
	Item       string // ID; empty where the phase as a whole is meant
	Reason     string
	By         string // person ID
	At         time.Time
	Answer     string // what was done about it; empty: nothing yet
	AnswerBy   string
	Cleared    bool
}

// Open tells whether it waits for an answer.
func (x *Returned) Open() bool { return !x.Cleared && x.Answer == "" }

// Answered tells whether it waits for a leader or deputy to look at what was done.
func (x *Returned) Answered() bool { return !x.Cleared && x.Answer != "" }

// returns reads what was returned in a district, phase by phase, oldest first.
func (r reader) returns(d *District) []*Returned {
	var out []*Returned
	for _, p := range Phases {
		var phase []*Returned
		r.each(Path(d.Entity, "return", path(p)), func(id, e string, _ bool) {
			x := &Returned{ID: id, Entity: e, Phase: p, Item: r.text(e, "item"), Reason: r.text(e, "reason"), Answer: r.text(e, "answer"), Cleared: r.flag(e, "cleared")}
			x.By, x.At = r.writer(e, "reason")
			x.AnswerBy, _ = r.writer(e, "answer")
			phase = append(phase, x)
		})
		byOrder(phase, func(x *Returned) (int64, string) { return x.At.UnixMilli(), x.ID })
		out = append(out, phase...)
	}
	return out
}

// Pending returns what of a phase was returned and is not cleared.
func (d *District) Pending(p Phase) []*Returned {
	var out []*Returned
	for _, x := range d.Returns {
		if x.Phase == p && !x.Cleared {
			out = append(out, x)
		}
	}
	return out
}

// PendingItem returns the latest return of an item that is not cleared, or nil.
func (d *District) PendingItem(item string) *Returned {
	var last *Returned
	for _, x := range d.Returns {
		if x.Item == item && !x.Cleared {
			last = x
		}
	}
	return last
}

// Place is where what was returned is put right.
func (x *Returned) Place(d *District) Place {
	p := Place{District: d.ID, Phase: x.Phase, Entity: x.Entity}
	if s := d.Score(x.Item); s != nil {
		p.Tab, p.Item, p.Entity = TabScore, x.Item, s.Entity
	}
	return p
}

// What names what was returned: the phase, or the item by its code.
func (x *Returned) What(a *Assessment) words.Msg {
	if i := a.Standard.Item(x.Item); i != nil {
		return words.M("return.item", i.Code)
	}
	return words.M("phase." + x.Phase.Key())
}

// returned blocks a phase while something of it was returned and not cleared.
func (g *gate) returned() {
	for _, x := range g.d.Pending(g.p) {
		key, args := "returned", []any{x.What(g.a), g.a.Name(x.By), x.Reason}
		if x.Answered() {
			key, args = "answered", []any{x.What(g.a), g.a.Name(x.AnswerBy), x.Answer}
		}
		g.block(x.Place(g.d), key, args...)
	}
}

// ReturnPhase sends a phase of a district back.
func ReturnPhase(d *District, p Phase, newID, reason string) *Edit {
	return Fields("edit.sendback", Path(d.Entity, "return", path(p), newID), "reason", reason)
}

// ReturnItem sends an item of the on-site assessment back, by ID.
func ReturnItem(d *District, item, newID, reason string) *Edit {
	return Fields("edit.sendback", Path(d.Entity, "return", path(Onsite), newID), "item", item, "reason", reason)
}

// AnswerReturn says what was done about it.
func AnswerReturn(x *Returned, answer string) *Edit {
	return Fields("edit.answer", x.Entity, "answer", answer)
}

// ReturnAgain sends it back once more, for a reason, because the answer does not settle it.
func ReturnAgain(x *Returned, reason string) *Edit {
	return Fields("edit.sendback", x.Entity, "reason", reason, "answer", "")
}

// ClearReturn accepts what was done.
func ClearReturn(x *Returned) *Edit { return New("edit.cleared").Set(x.Entity, "cleared", true) }

// returned adds what was returned to the person, and what others answered where the person clears it.
func (g *agenda) returned(d *District) {
	for _, x := range d.Returns {
		switch {
		case x.Answered() && May(g.who.Role, SendBack):
			g.add(TodoReturned, x.Place(d), "answered", d.Name, x.What(g.a), g.a.Name(x.AnswerBy), x.Answer)
		case x.Open() && g.answers(d, x):
			g.add(TodoReturned, x.Place(d), "returned", d.Name, x.What(g.a), g.a.Name(x.By), x.Reason)
		}
	}
}

// answers tells whether what was returned is the person's to put right: an item is its assessors', the on-site phase is that of all who
// assess there, and any other phase is for who organises the round.
func (g *agenda) answers(d *District, x *Returned) bool {
	b := Blocker{Place: x.Place(d)}
	switch {
	case x.Item != "":
		return assessor(g, d, b)
	case x.Phase == Onsite:
		return visitor(g, d, b)
	}
	return g.organises
}
