package assess

import (
	"slices"
	"time"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Statement is what a leader signs.
type Statement = authority.Statement

// The acts of a statement.
const (
	ActSign   = authority.ActSign
	ActReopen = authority.ActReopen
)

// NewStatement returns a statement about the present state. It follows the statements that are in force for the phase. act is ActSign or
// ActReopen, person an ID.
func NewStatement(s *ledger.State, a *Assessment, d *District, p Phase, act, person, reason string, at time.Time) Statement {
	st := Statement{Vault: a.Vault[:], District: d.ID, Phase: p, Act: act, Person: person, Reason: reason, At: at.UnixMilli(), Schema: Schema,
		Frontier: authority.TipsOf(s.Frontier(ledger.Device{}))}
	columns, _ := columnsOf(s, covered(s, d.ID, p, Schema), ledger.Everything, Schema)
	root, count := ledger.RootOf(columns)
	st.Root, st.Count = root[:], count
	for _, so := range d.Phases[p].SignOffs {
		switch {
		case !so.Stands:
		case st.Prev == nil:
			st.Prev = so.Digest[:]
		default:
			st.Also = append(st.Also, so.Digest[:])
		}
	}
	return st
}

// Undeclared counts the registers that a signature of a phase would cover and this version does not know, so that nobody sees them here.
func Undeclared(s *ledger.State, district string, p Phase) (n int) {
	for _, e := range covered(s, district, p, Schema) {
		at := schema.Parse(e)
		for _, f := range s.Fields(e) {
			if at.Field(f) == nil {
				n++
			}
		}
	}
	return n
}

// PutStatement signs a statement and writes it under its phase.
func PutStatement(st Statement, newID string, by Officer) *Edit {
	return New("edit."+st.Act).Set(StatementEntity(&st, newID), "statement", authority.Attest(authority.TagSign, st, by))
}

// SignOff is a statement that counts, with the result of checking its root.
type SignOff struct {
	authority.Signing
	Fault string // empty if it holds; frontier (records it rests on are missing here), root (the log gives other values) or BeyondUs
}

// BeyondUs is the fault of a sign-off by the rules of a schema that only a newer version of the program knows: it may well hold, but this
// one can't tell.
const BeyondUs = "newer"

// Day returns the day of signing.
func (s *SignOff) Day() Day { return SignedDay(s.At) }

// Status is how far a phase is.
type Status int

// The four states of a phase.
const (
	NotStarted Status = iota
	Underway
	Awaiting
	SignedOff
)

// Key returns the word for the status in catalogue keys.
func (s Status) Key() string { return [...]string{"idle", "underway", "awaiting", "signed"}[s] }

// PhaseState is how far a district is in one phase.
type PhaseState struct {
	Status      Status
	Done, Total int // in the phase's own units: tasks, items, responses, requirements
	SignOffs    []*SignOff
	Lock        *SignOff          // the signature that locks the phase, or nil
	Changed     []ledger.Register // registers that differ from what was signed
	Blockers    []Blocker
}

// Signed returns the sign-off in force, or nil. A signature that the log contradicts locks the phase but is not in force.
func (p *PhaseState) Signed() *SignOff {
	if p.Lock == nil || p.Lock.Fault != "" {
		return nil
	}
	return p.Lock
}

// Proven tells whether the present state is the signed one: a signature is in force, and nothing was changed after it.
func (p *PhaseState) Proven() bool { return p.Signed() != nil && len(p.Changed) == 0 }

// Phase reads the statements of a phase of a district, checks their roots, and compares the present values with the signed ones.
func (a *Authority) Phase(s *ledger.State, district string, p Phase) PhaseState {
	st := standing(a.Judge, district, p, func(x *authority.Signing) string { return a.root(&x.Statement, x.Digest) })
	if st.Signed() == nil {
		return st
	}
	f, _ := authority.FrontierOf(st.Lock.Frontier)
	st.Changed, _ = a.Since(s, district, p, f)
	return st
}

// Since returns the registers of a phase of a district whose values differ from those that counted at a frontier, and what they were then.
func (a *Authority) Since(s *ledger.State, district string, p Phase, f ledger.Frontier) (changed []ledger.Register, was func(ledger.Register) ledger.Value) {
	then, inside := a.then(f)
	entities := watched(s, district, p)
	if then != s {
		entities = append(entities, watched(then, district, p)...)
		slices.Sort(entities)
		entities = slices.Compact(entities)
	}
	return s.Changed(entities, then, inside), func(at ledger.Register) ledger.Value {
		if heads := then.HeadsInside(at, inside); len(heads) > 0 {
			return heads[0].Value()
		}
		return ""
	}
}

// standing reads which statements of a phase are in force; fault checks the root of one.
func standing(j *authority.Judge, district string, p Phase, fault func(*authority.Signing) string) PhaseState {
	var st PhaseState
	for _, x := range j.Signings(district, p) {
		so := &SignOff{Signing: x, Fault: fault(&x)}
		st.SignOffs = append(st.SignOffs, so)
		if x.Stands && x.Act == ActSign && j.Locked(district, p) {
			st.Lock = so
		}
	}
	return st
}

// root returns the fault of a statement's root: empty, frontier, root or BeyondUs. The result is cached by digest.
func (a *Authority) root(st *Statement, digest ledger.Hash) string {
	v, known := a.verified[digest]
	if !known {
		v = a.compute(st)
		a.verified[digest] = v
	}
	return v
}

func (a *Authority) compute(st *Statement) string {
	if st.Schema > Schema {
		return BeyondUs
	}
	f, ok := authority.FrontierOf(st.Frontier)
	if !ok || !a.log.Has(f) {
		return "frontier"
	}
	then, inside := a.then(f)
	var root ledger.Hash
	var count int
	if st.Schema < columned {
		root, count = then.Digest(oldScope(st.District, st.Phase), inside)
	} else {
		columns, _ := columnsOf(then, covered(then, st.District, st.Phase, st.Schema), inside, st.Schema)
		root, count = ledger.RootOf(columns)
	}
	if string(root[:]) != string(st.Root) || count != st.Count {
		return "root"
	}
	return ""
}

// then returns the state in which a frontier, such as a statement's, has to be read. That is the log itself, unless a removal or an adoption
// has since changed which records count, or what this laptop lends itself lies inside: then it is a state made from the records that counted for the signer.
func (a *Authority) then(f ledger.Frontier) (*ledger.State, func(*ledger.Record) bool) {
	inside := a.log.Inside(f)
	if own := a.log.Chain(a.own); !a.Shifted(inside) && !(a.lends && slices.ContainsFunc(own, inside)) {
		return a.log, inside
	}
	cut := ledger.New()
	for _, r := range a.log.Records() {
		if inside(r) {
			cut.Keep(r)
		}
	}
	return Authorise(cut, a.vault).log, ledger.Everything
}

// StatementEntity returns the entity under which a statement is written.
func StatementEntity(st *Statement, id string) string {
	return Path("d", st.District, "sign", path(st.Phase), id)
}
