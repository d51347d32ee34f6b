package assess

import (
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Evidence is what a printed paper carries, so that whoever has no vault can tell what of it was signed: the registers from which the paper
// is made, in whole columns (see Column), for each sign-off in force the heads of all columns that it covers, and the statements by
// which its signer is known. From the registers the document is made again; a column whose head a signature covers is proven, with
// nothing left out of it and nothing added. The vault's first record, whose hash is the vault's id, goes beside it.
//
// Nothing is carried of a column that the paper is not made from, but for its root. Of a hidden column with few values a reader can tell
// whether a guess at all of them is right.
type Evidence struct {
	Story   []authority.Written `cbor:"1,keyasint"` // cards, removals and sign-offs that count, each behind those before it
	Covers  []Cover             `cbor:"2,keyasint"`
	State   []Group             `cbor:"3,keyasint"`
	Changes []Change            `cbor:"4,keyasint,omitempty"`
}

// Cover is what a sign-off covers: its digest, and its columns in order.
type Cover struct {
	Digest  []byte          `cbor:"1,keyasint"`
	Columns []ledger.Column `cbor:"2,keyasint"`
}

// Group is a column of registers as they stand. District is empty for the round's facts, the standard, the team, and how papers are issued.
type Group struct {
	District string        `cbor:"1,keyasint"`
	Name     string        `cbor:"2,keyasint"`
	Leaves   []ledger.Leaf `cbor:"3,keyasint"`
	Shown    []Pick        `cbor:"4,keyasint,omitempty"` // where several values stand, the one that is shown
}

// Pick is the value shown of a leaf that has several, by their places.
type Pick struct {
	Leaf  int `cbor:"1,keyasint"`
	Value int `cbor:"2,keyasint"`
}

// Change names what the vault says was changed under a signature. Without the vault it is a claim.
type Change struct {
	District string   `cbor:"1,keyasint"`
	Phase    Phase    `cbor:"2,keyasint"`
	Entities []string `cbor:"3,keyasint"`
	Fields   []string `cbor:"4,keyasint"`
}

// Wants tells whether a paper is made from a column: of a district, or of none.
type Wants func(district, column string) bool

// NewEvidence gathers what a paper that is made from some columns of a has to carry.
func NewEvidence(s *ledger.State, auth *Authority, a *Assessment, want Wants) Evidence {
	e := Evidence{Story: auth.Story()}
	globals := slices.DeleteFunc(slices.Clone(s.Entities("")), func(x string) bool { return schema.Parse(x).District != "" })
	e.gather(s, "", globals, want)
	for _, d := range a.Districts {
		entities := s.Entities(d.Entity + "/")
		if len(s.Fields(d.Entity)) > 0 {
			entities = append([]string{d.Entity}, entities...)
		}
		before := len(e.State)
		e.gather(s, d.ID, entities, want)
		if len(e.State) == before {
			continue
		}
		for _, p := range Phases {
			st := &d.Phases[p]
			if st.Signed() == nil {
				continue
			}
			then, inside := auth.then(&st.Lock.Statement)
			columns, _ := then.Columns(covered(then, d.ID, p), inside, Column)
			e.Covers = append(e.Covers, Cover{Digest: st.Lock.Digest[:], Columns: columns})
			if len(st.Changed) > 0 {
				e.Changes = append(e.Changes, changeOf(d.ID, p, st.Changed))
			}
		}
	}
	return e
}

func changeOf(district string, p Phase, changed []ledger.Register) Change {
	c := Change{District: district, Phase: p}
	for _, at := range changed {
		c.Entities, c.Fields = append(c.Entities, at.Entity), append(c.Fields, at.Field)
	}
	return c
}

func (e *Evidence) gather(s *ledger.State, district string, entities []string, want Wants) {
	columns, leaves := s.Columns(entities, ledger.Everything, Column)
	for i, c := range columns {
		if !want(district, c.Name) {
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

// Proven is what evidence comes to.
type Proven struct {
	View     *Assessment // made from the registers that are carried, and the statements that hold
	SignOffs []*SignOff  // in force as the paper has it, of the districts that it is made from
	Loose    []Loose     // what the paper is made from and no signature covers
	Faults   []string    // what contradicts itself, as codes: story, cover, leaf, order, omitted, changed
}

// Loose is a column, or a phase, that no signature covers. Changed tells that one covers other values of it.
type Loose struct {
	District string
	Name     string // of a column; empty where the whole phase has no signature
	Phase    Phase
	Changed  bool
}

// Prove checks evidence by the vault's first record, which must have been verified itself. want says from which columns the paper is made;
// one of them that a signature covers may not be left out.
func (e *Evidence) Prove(genesis *ledger.Record, want Wants) *Proven {
	roster, held := authority.Replay(genesis, e.Story)
	p := &prover{e: e, want: want, roster: roster, out: &Proven{}, heads: map[headOf]ledger.Column{}}
	if held > 0 {
		p.fault("story")
	}
	p.standing()
	state := p.state()
	p.out.View = View(state, p)
	p.compare()
	return p.out
}

// headOf is a column under a district's signatures; of the round, standard and team the last signature's counts.
type headOf struct{ district, name string }

type prover struct {
	e      *Evidence
	want   Wants
	roster *authority.Judge
	out    *Proven
	phases map[headOf]PhaseState
	heads  map[headOf]ledger.Column
	signed map[string]map[Phase]bool
	shared map[string][]ledger.Column // of the round, the standard and the team, by name: all that some signature covers
}

func (p *prover) fault(code string) {
	if !slices.Contains(p.out.Faults, code) {
		p.out.Faults = append(p.out.Faults, code)
	}
}

// standing reads which sign-offs stand, and what each covers.
func (p *prover) standing() {
	p.signed, p.shared = map[string]map[Phase]bool{}, map[string][]ledger.Column{}
	for _, d := range p.districts() {
		p.signed[d] = map[Phase]bool{}
		for _, ph := range Phases {
			st := p.Phase(nil, d, ph)
			if st.Lock == nil {
				continue
			}
			p.out.SignOffs = append(p.out.SignOffs, st.Lock)
			p.cover(d, ph, st.Lock)
		}
	}
}

func (p *prover) districts() []string {
	var out []string
	for _, g := range p.e.State {
		if g.District != "" && !slices.Contains(out, g.District) {
			out = append(out, g.District)
		}
	}
	return out
}

func (p *prover) cover(district string, ph Phase, so *SignOff) {
	if so.Schema < 2 {
		return // it covers registers one by one, in whose tree nothing tells what was left out
	}
	i := slices.IndexFunc(p.e.Covers, func(c Cover) bool { return string(c.Digest) == string(so.Digest[:]) })
	if i < 0 {
		p.fault("cover")
		return
	}
	columns := p.e.Covers[i].Columns
	root, count := ledger.RootOf(columns)
	if string(root[:]) != string(so.Root) || count != so.Count {
		p.fault("cover")
		return
	}
	p.signed[district][ph] = true
	for _, c := range columns {
		if strings.Contains(c.Name, " ") {
			p.heads[headOf{district, c.Name}] = c
		} else {
			p.shared[c.Name] = append(p.shared[c.Name], c)
		}
	}
}

// compare holds each column that is carried against the signatures, and looks for columns that were left out.
func (p *prover) compare() {
	carried := map[headOf]bool{}
	for _, g := range p.e.State {
		at := headOf{g.District, g.Name}
		if carried[at] {
			p.fault("leaf")
		}
		carried[at] = true
		c := ledger.NewColumn(g.Name, g.Leaves)
		switch head, signed := p.heads[at]; {
		case g.District == "" && slices.Contains(p.shared[g.Name], c), signed && head == c:
		default:
			ph := phaseOf(g)
			p.out.Loose = append(p.out.Loose, Loose{g.District, g.Name, ph, signed || g.District == "" && len(p.shared[g.Name]) > 0})
			if signed && !p.admits(g.District, ph) {
				p.fault("changed")
			}
		}
	}
	for at := range p.heads {
		if p.want(at.district, at.name) && !carried[at] {
			p.fault("omitted")
		}
	}
	for name := range p.shared {
		if p.want("", name) && !carried[headOf{"", name}] {
			p.fault("omitted")
		}
	}
	for _, d := range p.districts() {
		for _, ph := range Phases {
			if !p.signed[d][ph] && p.wantsPhase(d, ph) {
				p.out.Loose = append(p.out.Loose, Loose{District: d, Phase: ph})
			}
		}
	}
}

// wantsPhase tells whether the paper is made from a column of a phase of which nothing is carried: that it is empty is not proven either.
func (p *prover) wantsPhase(district string, ph Phase) bool {
	for _, n := range schema.Nouns {
		if n.District && n.Phase == ph {
			for _, f := range n.Fields {
				if p.want(district, n.Key+" "+f.Name) {
					return true
				}
			}
		}
	}
	return false
}

func phaseOf(g Group) Phase {
	if len(g.Leaves) == 0 {
		return 0
	}
	return schema.Parse(g.Leaves[0].Entity).Phase()
}

// admits tells whether the paper says that something was changed under a phase's signature.
func (p *prover) admits(district string, ph Phase) bool {
	return slices.ContainsFunc(p.e.Changes, func(c Change) bool { return c.District == district && c.Phase == ph && len(c.Entities) > 0 })
}

// state is the registers that are carried, as two records: what is shown, and what stands beside it.
func (p *prover) state() *ledger.State {
	shown := &ledger.Record{ID: ledger.Hash{2}, Device: ledger.Device{2}, Seq: 1, Stamp: 2}
	beside := map[int]*ledger.Record{}
	for _, g := range p.e.State {
		last := ledger.Register{}
		for i, l := range g.Leaves {
			if l.At() == last || Column(l.At()) != g.Name || schema.Parse(l.Entity).District != g.District || len(l.Values) == 0 ||
				i > 0 && compareRegister(last, l.At()) > 0 {
				p.fault("leaf")
				continue
			}
			last = l.At()
			pick := 0
			if k := slices.IndexFunc(g.Shown, func(x Pick) bool { return x.Leaf == i }); k >= 0 && g.Shown[k].Value < len(l.Values) {
				pick = max(0, g.Shown[k].Value)
			}
			n := 0
			for k, v := range l.Values {
				op := ledger.Op{Entity: l.Entity, Field: l.Field, Value: ledger.Value(v)}
				if k == pick {
					shown.Ops = append(shown.Ops, op)
					continue
				}
				if n++; beside[n] == nil {
					beside[n] = &ledger.Record{ID: ledger.Hash{1, byte(n), byte(n >> 8)}, Device: ledger.Device{1, byte(n), byte(n >> 8)}, Seq: 1, Stamp: 1}
				}
				beside[n].Ops = append(beside[n].Ops, op)
			}
		}
	}
	s := ledger.New()
	for _, r := range beside {
		s.Apply(r)
	}
	// A record's operations are numbered in sixteen bits.
	for n := 0; n < len(shown.Ops); n += ledger.MaxOps {
		r := *shown
		r.Seq, r.ID = uint64(n/ledger.MaxOps)+1, ledger.Hash{2, byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)}
		r.Ops = shown.Ops[n:min(len(shown.Ops), n+ledger.MaxOps)]
		s.Apply(&r)
	}
	return s
}

func compareRegister(a, b ledger.Register) int {
	if c := strings.Compare(a.Entity, b.Entity); c != 0 {
		return c
	}
	return strings.Compare(a.Field, b.Field)
}

// ID, Team, Editions, Held, Laptops, Former and Phase make a prover a Standing.
func (p *prover) ID() ledger.Hash               { return p.roster.Vault() }
func (p *prover) Editions() []authority.Edition { return nil }
func (p *prover) Held() []authority.Held        { return nil }
func (p *prover) Laptops() []authority.Laptop   { return nil }
func (p *prover) Former() []authority.Former    { return p.roster.Former() }
func (p *prover) Team() []*Person               { return team(p.roster) }

func (p *prover) Phase(_ *ledger.State, district string, ph Phase) PhaseState {
	at := headOf{district, ph.Key()}
	if st, known := p.phases[at]; known {
		return st
	}
	st := standing(p.roster, district, ph, func(*authority.Signing) string { return "" })
	for _, c := range p.e.Changes {
		if c.District == district && c.Phase == ph && len(c.Entities) == len(c.Fields) && st.Lock != nil {
			for i := range c.Entities {
				st.Changed = append(st.Changed, ledger.Register{Entity: c.Entities[i], Field: c.Fields[i]})
			}
		}
	}
	if p.phases == nil {
		p.phases = map[headOf]PhaseState{}
	}
	p.phases[at] = st
	return st
}
