package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Act is a kind of thing that a person may or may not do.
type Act string

// The acts. Plan, Mark, Note and Raise are daily work; the others need the person's PIN.
const (
	Plan   Act = "plan"   // round, standard, districts, checklists, who assesses what
	Mark   Act = "mark"   // marks and deductions
	Note   Act = "write"  // records and their rows
	Raise  Act = "raise"  // findings, responses, rectification
	Sign   Act = "sign"   // sign a phase
	Reopen Act = "reopen" // reopen a signed phase
	Enrol  Act = "enrol"  // change the roster
)

// rights is the table of who may do what.
var rights = map[Act][]Role{
	Plan:   {Leader, Deputy, Secretary},
	Mark:   {Leader, Deputy, Member},
	Note:   {Leader, Deputy, Member, Secretary},
	Raise:  {Leader, Deputy, Member, Secretary},
	Sign:   {Leader, Deputy},
	Reopen: {Leader, Deputy},
	Enrol:  {Leader, Deputy, Secretary},
}

// May tells whether a role may do something.
func May(r Role, a Act) bool { return slices.Contains(rights[a], r) }

// Who may do something, in order of rank.
func Who(a Act) []Role { return rights[a] }

var acts = map[string]Act{
	"score": Mark, "ded": Mark,
	"rec": Note, "qa": Note, "doc": Note, "task": Note, "claim": Note, "mat": Note, "plan": Note, "look": Note, "back": Note,
	"prog": Note, "mile": Note, "finalmark": Mark,
	"find": Raise, "final": Raise, "draft": Raise, "resp": Raise, "rect": Raise, "req": Raise, "sum": Raise,
	"person": Enrol, "device": Enrol, "sign": Sign,
}

// ActOf is what writing an entity amounts to.
func ActOf(entity string) Act {
	_, noun := Where(entity)
	if a, ok := acts[noun]; ok {
		return a
	}
	return Plan
}

// roleNames makes role names one argument of a sentence.
func roleNames(roles []Role) words.Msg {
	m := words.M("role." + string(roles[len(roles)-1]))
	for i := len(roles) - 2; i >= 0; i-- {
		m = words.M("list.or", words.M("role."+string(roles[i])), m)
	}
	return m
}

// Permit refuses an edit that this person may not make now: by role, or because a signature covers what it would change.
// Codes: who (nobody is at the keyboard), role (who may), locked (which phase of which district, signed by whom), standard.frozen,
// unsettled (two values stand there; one must be chosen with a reason), text.long (one value is more than a record can hold).
func Permit(a *Assessment, p *Person, e *Edit) error {
	for _, w := range e.Writes {
		if err := PermitAct(p, ActOf(w.Entity)); err != nil {
			return err
		}
		if err := a.Locked(w.Entity); err != nil {
			return err
		}
		if len(w.Value) > ledger.MaxValue {
			return words.Refuse("text.long", words.M("field."+field(w)), ledger.MaxValue/3)
		}
	}
	return a.unsettled(e)
}

// unsettled refuses to write over a conflict without saying why: the word of one of two people would be lost in silence.
func (a *Assessment) unsettled(e *Edit) error {
	written := map[ledger.Register]ledger.Value{}
	for _, w := range e.Writes {
		written[w.Register()] = w.Value
	}
	for _, at := range a.Disputed {
		_, over := written[at]
		reason := written[ledger.Register{Entity: at.Entity, Field: why + at.Field}]
		if over && (reason == "" || reason == ledger.Of("")) {
			return words.Refuse("unsettled", words.M("field."+field(Write{Field: at.Field})))
		}
	}
	return nil
}

// field is the name of what a write is into, without the member of a set.
func field(w Write) string {
	name, _, _ := strings.Cut(w.Field, "/")
	return name
}

// Locked tells why an entity can't be edited now, whoever asks, or nil.
func (a *Assessment) Locked(entity string) error {
	id, noun := Where(entity)
	if id == "" {
		if noun == "std" && a.Standard.Frozen {
			return words.Refuse("standard.frozen")
		}
		return nil
	}
	d, p := a.District(id), PhaseOf(entity)
	if d == nil || p == 0 || noun == "sign" {
		return nil
	}
	if s := d.Phases[p].Signed(); s != nil {
		return words.Refuse("locked", d.Name, words.M("phase."+p.Key()), a.Name(s.Statement.Person), s.Day().Said())
	}
	return nil
}

// Register of a write.
func (w Write) Register() ledger.Register { return ledger.Register{Entity: w.Entity, Field: w.Field} }

// PermitAct refuses what a role may not do at all. Codes: who, role.
func PermitAct(p *Person, act Act) error {
	if p == nil {
		return words.Refuse("who")
	}
	if !May(p.Role, act) {
		return words.Refuse("role", words.M("act."+string(act)), roleNames(Who(act)), words.M("role."+string(p.Role)))
	}
	return nil
}

// PermitStatement refuses a signature or a reopening that can't be given now. Codes: who, role, sign.already, sign.blocked,
// sign.none, sign.reason, sign.later.
func PermitStatement(a *Assessment, d *District, p Phase, act string, who *Person, reason string) error {
	if p < Preparation || p > Rectification {
		return words.Refuse("phase.unknown", int(p))
	}
	st := &d.Phases[p]
	phase := words.M("phase." + p.Key())
	if act == ActReopen {
		if err := PermitAct(who, Reopen); err != nil {
			return err
		}
		switch {
		case st.Signed() == nil:
			return words.Refuse("sign.none", d.Name, phase)
		case reason == "":
			return words.Refuse("sign.reason")
		case p < Rectification && d.Phases[p+1].Signed() != nil:
			return words.Refuse("sign.later", d.Name, phase, words.M("phase."+(p+1).Key()))
		}
		return nil
	}
	if err := PermitAct(who, Sign); err != nil {
		return err
	}
	if st.Signed() != nil && len(st.Changed) == 0 {
		return words.Refuse("sign.already", d.Name, phase, a.Name(st.Signed().Person), st.Signed().Day())
	}
	if n := len(st.Blockers); n > 0 {
		return words.Refuse("sign.blocked", d.Name, phase, n, st.Blockers[0].Msg)
	}
	return nil
}
