package assess

import (
	"crypto/sha256"
	"slices"
	"time"

	"kaohe/app/canon"
	"kaohe/app/ledger"
)

// Statement is what a leader signs: the district, the phase, the frontier up to which everything was seen, and the Merkle root over
// the registers that the phase covers. Before the signature means inside the frontier; At only tells people when it was.
type Statement struct {
	Vault    []byte    `cbor:"1,keyasint"`
	District string    `cbor:"2,keyasint"`
	Phase    Phase     `cbor:"3,keyasint"`
	Act      string    `cbor:"4,keyasint"` // sign or reopen
	Person   string    `cbor:"5,keyasint"`
	Frontier []tipBody `cbor:"6,keyasint"`
	Root     []byte    `cbor:"7,keyasint"`
	Count    int       `cbor:"8,keyasint"` // registers covered
	At       int64     `cbor:"9,keyasint"` // Unix milliseconds
	Prev     []byte    `cbor:"10,keyasint,omitempty"`
	Reason   string    `cbor:"11,keyasint,omitempty"`
	Schema   int       `cbor:"12,keyasint"`
}

type tipBody struct {
	_      struct{} `cbor:",toarray"`
	Device []byte
	Seq    uint64
	Hash   []byte
}

// The acts of a statement.
const (
	ActSign   = "sign"
	ActReopen = "reopen"
)

// NewStatement states what stands now. Prev is the digest of the district's statement before.
func NewStatement(s *ledger.State, a *Assessment, d *District, p Phase, act, person, reason string, at time.Time) Statement {
	st := Statement{Vault: a.Vault[:], District: d.ID, Phase: p, Act: act, Person: person, Reason: reason, At: at.UnixMilli(), Schema: Schema}
	for _, t := range s.Frontier(ledger.Device{}) {
		st.Frontier = append(st.Frontier, tipBody{Device: t.Device[:], Seq: t.Seq, Hash: t.Hash[:]})
	}
	root, count := s.Digest(Scope(d.ID, p), ledger.Everything)
	st.Root, st.Count = root[:], count
	if last := d.Phases[p].last(); last != nil {
		st.Prev = last.Digest[:]
	}
	return st
}

// PutStatement writes a signed statement under a phase.
func PutStatement(st Statement, newID string, sign SignWith) *Edit {
	e := Path("d", st.District, "sign", st.Phase.path(), newID)
	return New("edit."+st.Act).Set(e, "statement", seal(tagSign, st.Person, st, sign))
}

func (st *Statement) frontier() ledger.Frontier {
	var f ledger.Frontier
	for _, t := range st.Frontier {
		if len(t.Device) == len(ledger.Device{}) && len(t.Hash) == len(ledger.Hash{}) {
			f = append(f, ledger.Tip{Device: ledger.Device(t.Device), Seq: t.Seq, Hash: ledger.Hash(t.Hash)})
		}
	}
	return f
}

// SignOff is a statement as it was found, with the verdict on it.
type SignOff struct {
	Statement
	Entity string
	Digest ledger.Hash // SHA-256 of the signed body: what is printed and read out
	Fault  string      // empty when it verifies; otherwise a code: body, vault, person, signature, frontier, root
}

// Day of signing where the reader's clock is.
func (s *SignOff) Day() Day { return DayOf(time.UnixMilli(s.At)) }

// Status of a phase.
type Status int

// The four states of a phase.
const (
	NotStarted Status = iota
	Underway
	Awaiting
	SignedOff
)

// Key names the status in catalogues.
func (s Status) Key() string { return [...]string{"idle", "underway", "awaiting", "signed"}[s] }

// PhaseState is how far a district is in one phase.
type PhaseState struct {
	Status      Status
	Done, Total int // of the phase's own units: tasks, items, responses, requirements
	SignOffs    []*SignOff
	Changed     []ledger.Register // what is no longer as it was signed
	Blockers    []Blocker
}

// Signed is the sign-off in force, or nil.
func (p *PhaseState) Signed() *SignOff {
	for _, s := range slices.Backward(p.SignOffs) {
		if s.Fault != "" {
			continue
		}
		if s.Act == ActSign {
			return s
		}
		return nil
	}
	return nil
}

func (p *PhaseState) last() *SignOff {
	if len(p.SignOffs) == 0 {
		return nil
	}
	return p.SignOffs[len(p.SignOffs)-1]
}

// judge reads and checks a district's sign-offs and derives where each phase stands.
func (d *District) judge(s *ledger.State, auth *Authority) {
	for _, p := range Phases {
		d.Phases[p].SignOffs = d.signOffs(s, auth, p)
		if so := d.Phases[p].Signed(); so != nil {
			d.Phases[p].Changed = s.Changed(Scope(d.ID, p), s.Inside(so.frontier()))
		}
	}
}

func (d *District) signOffs(s *ledger.State, auth *Authority, p Phase) []*SignOff {
	var writes []ledger.Write
	for _, e := range s.Entities(Path(d.Entity, "sign", p.path()) + "/") {
		writes = append(writes, s.History(ledger.Register{Entity: e, Field: "statement"})...)
	}
	var out []*SignOff
	for _, w := range s.Order(writes) {
		signed, err := ledger.As[Signed](w.Value())
		so := &SignOff{Entity: w.Op().Entity, Digest: sha256.Sum256(signed.Body)}
		if err != nil || canon.Unmarshal(signed.Body, &so.Statement) != nil {
			so.Fault = "body"
		} else {
			so.Fault = auth.verdict(s, w, signed, d.ID, p, so)
		}
		out = append(out, so)
	}
	return out
}

// verdict is remembered by operation: what lies inside a frontier can't change, except by a fork, which Forget is for.
func (a *Authority) verdict(s *ledger.State, w ledger.Write, signed Signed, district string, p Phase, so *SignOff) string {
	if v, known := a.verified[w.ID()]; known {
		return v
	}
	v := a.check(s, signed, district, p, so)
	a.verified[w.ID()] = v
	return v
}

func (a *Authority) check(s *ledger.State, signed Signed, district string, p Phase, so *SignOff) string {
	st := &so.Statement
	if fault := a.signed(signed, district, p, st); fault != "" {
		return fault
	}
	if len(st.frontier()) != len(st.Frontier) || !s.Has(st.frontier()) {
		return "frontier"
	}
	root, count := s.Digest(Scope(district, p), s.Inside(st.frontier()))
	if string(root[:]) != string(st.Root) || count != st.Count {
		return "root"
	}
	return ""
}

// signed checks what a statement proves by itself: which vault, district and phase, and that somebody who may sign has signed it.
func (a *Authority) signed(signed Signed, district string, p Phase, st *Statement) string {
	person := a.people[signed.By]
	switch {
	case string(st.Vault) != string(a.Vault[:]) || st.District != district || st.Phase != p:
		return "vault"
	case person == nil || signed.By != st.Person || !May(person.Role, Sign):
		return "person"
	case !a.proven(signed, tagSign):
		return "signature"
	}
	return ""
}
