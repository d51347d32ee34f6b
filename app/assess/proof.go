package assess

import (
	"slices"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Proof is the data that a printed paper carries, so that a reader without the vault can tell what of it was signed: the registers from
// which the paper is made, in whole columns (see Column); for each sign-off in force the heads of all columns that it covers; and the
// statements by which its signer is known. The document can be made again from the registers. A column whose head is under a signature
// is proven: nothing was left out of it or added. The vault's first record, whose hash is the vault's id, has to come with the evidence.
//
// Of a column that the paper is not made from, only the root is carried. If such a column has few values, a reader can test a guess at all
// of them against its root.
type Proof struct {
	Story   []authority.Written `cbor:"1,keyasint"` // the cards, removals and sign-offs that count, each behind those that it depends on
	Covers  []Cover             `cbor:"2,keyasint"`
	State   []Group             `cbor:"3,keyasint"`
	Changes []Change            `cbor:"4,keyasint,omitempty"`
	Faulty  []Faulty            `cbor:"5,keyasint,omitempty"`
}

// Cover is what a sign-off covers: the digest of the sign-off, and the heads of its columns in order.
type Cover struct {
	Digest  []byte          `cbor:"1,keyasint"`
	Columns []ledger.Column `cbor:"2,keyasint"`
}

// Group is a column with its registers. District is empty for the round's facts, the standard, the team, the list of districts, and the
// round's settings of how papers are issued.
type Group struct {
	District string        `cbor:"1,keyasint"`
	Name     string        `cbor:"2,keyasint"`
	Leaves   []ledger.Leaf `cbor:"3,keyasint"`
	Shown    []Pick        `cbor:"4,keyasint,omitempty"` // for each register in conflict the value that is shown, in the order of Leaves
}

// Pick tells which value of a register in conflict is shown: the index of the leaf, and that of the value in it.
type Pick struct {
	Leaf  int `cbor:"1,keyasint"`
	Value int `cbor:"2,keyasint"`
}

// Change says how many registers of a phase differ in the vault from what was signed. A reader without the vault can't check the number.
type Change struct {
	District string `cbor:"1,keyasint"`
	Phase    Phase  `cbor:"2,keyasint"`
	Count    int    `cbor:"3,keyasint"`
}

// Faulty is a sign-off that the vault's records don't bear out: its digest, and its SignOff.Fault.
type Faulty struct {
	Digest []byte `cbor:"1,keyasint"`
	Fault  string `cbor:"2,keyasint"`
}

// Limits on evidence from an unknown source. They are many times what the largest round needs.
const (
	mostTold    = 4096
	mostCovers  = 2048
	mostColumns = 1024
	mostGroups  = 16_384
	mostLeaves  = 100_000
	mostGrouped = 8192    // leaves of one column
	mostPlaces  = 1 << 22 // leaves in the list of districts times leaves of the standard, because there is a score for each pair
	mostValues  = 64      // values of one leaf
	mostChanged = 65_536
)

// Sound tells whether all counts and indexes of the evidence are within the limits. Call it first: the other methods rely on it.
func (e *Proof) Sound() bool {
	if len(e.Story) > mostTold || len(e.Covers) > mostCovers || len(e.State) > mostGroups || len(e.Changes) > mostCovers || len(e.Faulty) > mostTold {
		return false
	}
	for _, c := range e.Covers {
		if len(c.Columns) > mostColumns || slices.ContainsFunc(c.Columns, func(x ledger.Column) bool { return x.Count < 0 || x.Count > authority.MaxCovered }) {
			return false
		}
	}
	leaves, districts, standard := 0, 0, 0
	for i := range e.State {
		g := &e.State[i]
		if !g.sound() {
			return false
		}
		leaves += len(g.Leaves)
		switch g.Name {
		case DistrictList:
			districts += len(g.Leaves)
		case string(OwnTable):
			standard += len(g.Leaves)
		}
	}
	return leaves <= mostLeaves && districts*standard <= mostPlaces &&
		!slices.ContainsFunc(e.Changes, func(c Change) bool { return c.Count < 1 || c.Count > mostChanged }) &&
		!slices.ContainsFunc(e.Faulty, func(f Faulty) bool { return f.Fault != "root" && f.Fault != "frontier" && f.Fault != BeyondUs })
}

func (g *Group) sound() bool {
	if len(g.Leaves) > mostGrouped || slices.ContainsFunc(g.Leaves, func(l ledger.Leaf) bool { return len(l.Values) > mostValues }) {
		return false
	}
	last := -1
	for _, p := range g.Shown {
		if p.Leaf <= last || p.Leaf >= len(g.Leaves) || p.Value < 0 || p.Value >= len(g.Leaves[p.Leaf].Values) {
			return false
		}
		last = p.Leaf
	}
	return true
}

// Wants tells whether a paper is made from a column of a district; district is empty for a column of the round. Statements and
// SinceSigned may be asked for too.
type Wants func(district, column string) bool

// Names that Wants is asked for although they are no columns of registers: the sign-offs and reopenings of a district, and whether
// something was changed after a signature, which only the vault can tell.
const (
	Statements  = "sign statement"
	SinceSigned = "sign changes"
)

// NewProof collects what a paper has to carry that is made from the wanted columns of a. a must be the view of s.
func NewProof(s *ledger.State, auth *Authority, a *Assessment, want Wants) Proof {
	e := Proof{Story: auth.Story(func(district string) bool { return want(district, Statements) })}
	globals := slices.DeleteFunc(slices.Clone(s.Entities("")), func(x string) bool { return schema.Parse(x).District != "" })
	e.gather(s, "", append(globals, districtsOf(s)...), want)
	for _, d := range a.Districts {
		entities := s.Entities(d.Entity + "/")
		if len(s.Fields(d.Entity)) > 0 {
			entities = append([]string{d.Entity}, entities...)
		}
		e.gather(s, d.ID, entities, want)
		if !want(d.ID, Statements) {
			continue
		}
		for _, p := range Phases {
			e.stand(auth, d, p)
		}
	}
	return e
}

// stand adds what the vault says about the statements of a phase.
func (e *Proof) stand(auth *Authority, d *District, p Phase) {
	st := &d.Phases[p]
	for _, so := range st.SignOffs {
		if so.Fault != "" {
			e.Faulty = append(e.Faulty, Faulty{so.Digest[:], so.Fault})
		}
	}
	if st.Signed() == nil {
		return
	}
	if st.Lock.Schema >= columned {
		f, _ := authority.FrontierOf(st.Lock.Frontier)
		then, inside := auth.then(f)
		columns, _ := columnsOf(then, covered(then, d.ID, p, st.Lock.Schema), inside, st.Lock.Schema)
		e.Covers = append(e.Covers, Cover{Digest: st.Lock.Digest[:], Columns: columns})
	}
	if n := len(st.Changed); n > 0 {
		e.Changes = append(e.Changes, Change{District: d.ID, Phase: p, Count: min(n, mostChanged)})
	}
}

func (e *Proof) gather(s *ledger.State, district string, entities []string, want Wants) {
	columns, leaves := columnsOf(s, entities, ledger.Everything, Schema)
	for i, c := range columns {
		if c.Name == Statements || district != "" && shared(c.Name) || !want(district, c.Name) {
			continue
		}
		g := Group{District: district, Name: c.Name, Leaves: leaves[i]}
		for n, l := range leaves[i] {
			if len(l.Values) > 1 {
				v, _, _ := s.Get(l.At())
				k := slices.IndexFunc(l.Values, func(b []byte) bool { return string(b) == string(v) })
				g.Shown = append(g.Shown, Pick{n, max(k, 0)})
			}
		}
		e.State = append(e.State, g)
	}
}
