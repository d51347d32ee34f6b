package assess

import (
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// At splits an entity's path into its district, noun and ids.
func At(entity string) schema.At { return schema.Parse(entity) }

// ActOf returns the act that writing an entity counts as.
func ActOf(entity string) Act { return schema.Parse(entity).Act("") }

// FieldLabel returns the label of a register's field.
func FieldLabel(at ledger.Register) words.Msg {
	if f := schema.Parse(at.Entity).Field(at.Field); f != nil {
		return words.M(f.Label())
	}
	return words.Msg{Key: at.Field}
}

// roleNames joins the names of roles into one argument of a sentence.
func roleNames(roles []Role) words.Msg {
	m := words.M("role." + string(roles[len(roles)-1]))
	for i := len(roles) - 2; i >= 0; i-- {
		m = words.M("list.or", words.M("role."+string(roles[i])), m)
	}
	return m
}

// Permit refuses an edit that a person may not make now, because of the role or because a signature covers what it would change. A nil p
// means that nobody is at the keyboard. Faults: who (nobody is), role (with the roles that may), comment.own (whose words they are), locked (which phase of which district,
// signed by whom), standard.frozen, unsettled (the register is in conflict; a value must be chosen with a reason), undeclared (the schema
// has no such field), kind (the value is not of the field's kind), text.long (a value is larger than a record can hold).
func Permit(a *Assessment, p *Person, e *Edit) error {
	for _, w := range e.Writes {
		at := schema.Parse(w.Entity)
		f := at.Field(w.Field)
		if f == nil || f.Kind == schema.Statement { // statements are made with a key, not edited
			return words.Refuse("undeclared", w.Entity+" "+w.Field)
		}
		if err := a.permitWrite(p, schema.RightOf(w.Entity, w.Field)); err != nil {
			return err
		}
		if err := a.locked(at); err != nil {
			return err
		}
		if len(w.Value) > ledger.MaxValue {
			return words.Refuse("text.long", words.M(f.Label()), ledger.MaxValue/3)
		}
		if !holds(f, w.Value) {
			return words.Refuse("kind", words.M(f.Label()))
		}
	}
	return a.unsettled(e)
}

// PermitEntity refuses what Permit would refuse for every field of an entity. Faults: who, role, locked, standard.frozen.
func PermitEntity(a *Assessment, p *Person, entity string) error {
	if err := a.permitWrite(p, schema.RightOf(entity, "")); err != nil {
		return err
	}
	return a.Locked(entity)
}

// permitWrite refuses a write that a person's role never allows, or that only somebody else may make. Faults: who, role, comment.own.
func (a *Assessment) permitWrite(p *Person, r schema.Right) error {
	if p != nil && r.Owner != "" {
		switch {
		case r.May(p.Role, p.ID):
			return nil
		case r.Act == Talk:
			return words.Refuse("comment.own", a.Name(r.Owner))
		}
	}
	return PermitAct(p, r.Act)
}

// unsettled refuses to write over a conflict without a reason, since one person's value would be lost unnoticed.
func (a *Assessment) unsettled(e *Edit) error {
	written := map[ledger.Register]ledger.Value{}
	for _, w := range e.Writes {
		written[w.Register()] = w.Value
	}
	for _, at := range a.Disputed {
		_, over := written[at]
		if isReason(at.Field) {
			continue // a settlement's reason needs no reason of its own
		}
		reason := written[ledger.Register{Entity: at.Entity, Field: schema.Why + at.Field}]
		if over && (reason == "" || reason == ledger.Of("")) {
			return words.Refuse("unsettled", FieldLabel(at))
		}
	}
	for at := range written { // what rival draws mark follows from the draw that is kept
		d := a.District(schema.Parse(at.Entity).District)
		if d != nil && written[ledger.Register{Entity: at.Entity, Field: schema.Why + at.Field}] == "" && d.rivalled(d.Rivals(), at) {
			return words.Refuse("unsettled", FieldLabel(ledger.Register{Entity: d.Rivals()[0][0].Entity, Field: "result"}))
		}
	}
	return nil
}

// Locked returns the fault that tells why nobody can edit an entity now, or nil. Faults: locked, standard.frozen.
func (a *Assessment) Locked(entity string) error { return a.locked(schema.Parse(entity)) }

func (a *Assessment) locked(at schema.At) error {
	if at.District == "" {
		if at.Group() == "std" && a.Standard.Frozen {
			return words.Refuse("standard.frozen")
		}
		return nil
	}
	d, p := a.District(at.District), at.Phase()
	if d == nil || p == 0 {
		return nil
	}
	if s := d.Phases[p].Lock; s != nil {
		return words.Refuse("locked", d.Name, words.M("phase."+p.Key()), a.Name(s.Statement.Person), s.Day().Said())
	}
	return nil
}

// Register returns the register that the write sets.
func (w Write) Register() ledger.Register { return ledger.Register{Entity: w.Entity, Field: w.Field} }

// PermitAct refuses an act that a person's role never allows. Faults: who, role.
func PermitAct(p *Person, act Act) error {
	if p == nil {
		return words.Refuse("who")
	}
	if !May(p.Role, act) {
		return words.Refuse("role", words.M("act."+string(act)), roleNames(Who(act)), words.M("role."+string(p.Role)))
	}
	return nil
}

// PermitStatement refuses a signature or a reopening that can't be given now; act is ActSign or ActReopen. Faults: who, role,
// phase.unknown, sign.already, sign.blocked (how many blockers, and the first), sign.none (no signature to reopen), sign.reason (a
// reopening needs one), sign.later (the next phase is signed).
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
		case st.Lock == nil:
			return words.Refuse("sign.none", d.Name, phase)
		case reason == "":
			return words.Refuse("sign.reason")
		case p < Rectification && d.Phases[p+1].Lock != nil:
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

// Legible refuses a text with invisible characters, which could make a list or a log show something false. lines allows line breaks, for
// fields with several lines. Fault: text.control.
func Legible(text string, lines bool) error {
	if !lines && strings.Contains(text, "\n") {
		return words.Refuse("text.control", words.Visible(text))
	}
	return words.Clean(text)
}
