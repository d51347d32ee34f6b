package assess

import (
	"bytes"
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
	Faulty  []Faulty            `cbor:"5,keyasint,omitempty"`
}

// Cover is what a sign-off covers: its digest, and its columns in order.
type Cover struct {
	Digest  []byte          `cbor:"1,keyasint"`
	Columns []ledger.Column `cbor:"2,keyasint"`
}

// Group is a column of registers as they stand. District is empty for the round's facts, the standard, the team, the list of districts, and
// how papers are issued.
type Group struct {
	District string        `cbor:"1,keyasint"`
	Name     string        `cbor:"2,keyasint"`
	Leaves   []ledger.Leaf `cbor:"3,keyasint"`
	Shown    []Pick        `cbor:"4,keyasint,omitempty"` // where several values stand, the one that is shown; in order of leaves
}

// Pick is the value shown of a leaf that has several, by their places.
type Pick struct {
	Leaf  int `cbor:"1,keyasint"`
	Value int `cbor:"2,keyasint"`
}

// Change says how many registers the vault has otherwise than they were signed under a phase. Without the vault it is a claim.
type Change struct {
	District string `cbor:"1,keyasint"`
	Phase    Phase  `cbor:"2,keyasint"`
	Count    int    `cbor:"3,keyasint"`
}

// Faulty is a statement that the vault does not bear out: SignOff.Fault.
type Faulty struct {
	Digest []byte `cbor:"1,keyasint"`
	Fault  string `cbor:"2,keyasint"`
}

// Bounds of evidence from anywhere: many times what the largest round comes to.
const (
	mostTold    = 4096
	mostCovers  = 2048
	mostColumns = 1024
	mostGroups  = 16_384
	mostLeaves  = 100_000
	mostGrouped = 8192    // leaves of one column
	mostPlaces  = 1 << 22 // leaves of the list of districts times leaves of the standard: a score stands for each pair
	mostValues  = 64      // of one leaf
	mostChanged = 65_536
)

// Sound tells whether evidence has such numbers as the program writes. Nothing else may be asked of it otherwise.
func (e *Evidence) Sound() bool {
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
		!slices.ContainsFunc(e.Faulty, func(f Faulty) bool { return f.Fault != "root" && f.Fault != "frontier" })
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

// Wants tells whether a paper is made from a column: of a district, or of none. Statements is a column too.
type Wants func(district, column string) bool

// Columns under which a paper asks for what is no register: a district's sign-offs and reopenings, and whether something was changed since a
// signature, which nothing but the vault can tell.
const (
	Statements  = "sign statement"
	SinceSigned = "sign changes"
)

// NewEvidence gathers what a paper that is made from some columns of a has to carry.
func NewEvidence(s *ledger.State, auth *Authority, a *Assessment, want Wants) Evidence {
	e := Evidence{Story: auth.Story(func(district string) bool { return want(district, Statements) })}
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

// stand adds what the vault says of the statements under a phase.
func (e *Evidence) stand(auth *Authority, d *District, p Phase) {
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
		then, inside := auth.then(&st.Lock.Statement)
		columns, _ := columnsOf(then, covered(then, d.ID, p), inside)
		e.Covers = append(e.Covers, Cover{Digest: st.Lock.Digest[:], Columns: columns})
	}
	if n := len(st.Changed); n > 0 {
		e.Changes = append(e.Changes, Change{District: d.ID, Phase: p, Count: min(n, mostChanged)})
	}
}

// columned is the first schema in which a signature covers columns.
const columned = 2

func (e *Evidence) gather(s *ledger.State, district string, entities []string, want Wants) {
	columns, leaves := columnsOf(s, entities, ledger.Everything)
	for i, c := range columns {
		if c.Name == Statements || district != "" && c.Name == DistrictList || !want(district, c.Name) {
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
	Faults   []string    // what contradicts itself, as codes: story, team, cover, frontier, leaf, omitted, changed
}

// Loose is something that the paper is made from and that no signature proves: a column, or a phase where Name is empty.
type Loose struct {
	District string
	Name     string
	Phase    Phase
	Why      string // LooseUnsigned …
}

// Why something is not proven.
const (
	LooseUnsigned = ""         // no signature covers it
	LooseChanged  = "changed"  // one covers other values of it
	LooseDisputed = "disputed" // several values stand, and no signature says which is shown
	LooseSince    = "since"    // the paper says that nothing was changed since
)

// Prove checks evidence, which must be sound, by the vault's first record, which must have been verified itself, and the frontier at which
// the paper was printed. want says from which columns the paper is made; one of them that a signature covers may not be left out.
func (e *Evidence) Prove(genesis *ledger.Record, at ledger.Frontier, want Wants) *Proven {
	roster, held := authority.Replay(genesis, e.Story)
	p := &prover{e: e, want: want, at: at, genesis: genesis, roster: roster, out: &Proven{}, phases: map[headOf]PhaseState{}, heads: map[headOf]head{},
		signed: map[headOf]bool{}, shared: map[string][]ledger.Column{}, standards: map[headOf]ledger.Column{}}
	if held > 0 {
		p.fault("story")
	}
	p.standing()
	p.share()
	p.out.View = View(p.state(), p)
	p.compare()
	return p.out
}

// headOf is a column of a district, or a phase of one by its key.
type headOf struct{ district, name string }

// head is a column as a signature over a phase covers it.
type head struct {
	ledger.Column
	phase Phase
}

type prover struct {
	e         *Evidence
	want      Wants
	at        ledger.Frontier
	genesis   *ledger.Record
	roster    *authority.Judge
	out       *Proven
	covers    map[string][]ledger.Column // by digest
	faulty    map[string]string          // by digest
	changes   map[headOf]int
	phases    map[headOf]PhaseState
	districts []string // that the paper is made from
	heads     map[headOf]head
	signed    map[headOf]bool
	standards map[headOf]ledger.Column   // the standard as a phase's signature covers it
	shared    map[string][]ledger.Column // of the round, the standard, the team and the list of districts: what the last signatures cover
}

func (p *prover) fault(code string) {
	if !slices.Contains(p.out.Faults, code) {
		p.out.Faults = append(p.out.Faults, code)
	}
}

func (p *prover) loose(x Loose) {
	if !slices.Contains(p.out.Loose, x) {
		p.out.Loose = append(p.out.Loose, x)
	}
}

// standing reads which sign-offs stand, and what each covers.
func (p *prover) standing() {
	p.covers, p.faulty, p.changes = map[string][]ledger.Column{}, map[string]string{}, map[headOf]int{}
	for _, c := range p.e.Covers {
		p.covers[string(c.Digest)] = c.Columns
	}
	for _, f := range p.e.Faulty {
		p.faulty[string(f.Digest)] = f.Fault
	}
	for _, c := range p.e.Changes {
		p.changes[headOf{c.District, c.Phase.Key()}] = c.Count
	}
	for _, g := range p.e.State {
		if g.Name != DistrictList {
			continue
		}
		for _, l := range g.Leaves {
			if d := schema.Parse(l.Entity).District; p.want(d, Statements) && !p.lists(d) {
				p.districts = append(p.districts, d)
			}
		}
	}
	for _, d := range p.districts {
		for _, ph := range Phases {
			st := p.Phase(nil, d, ph)
			if so := st.Signed(); so != nil {
				p.out.SignOffs = append(p.out.SignOffs, so)
				p.cover(d, ph, so)
			}
		}
	}
}

// lists tells whether the last district is this one: registers of one stand together.
func (p *prover) lists(d string) bool {
	return len(p.districts) > 0 && p.districts[len(p.districts)-1] == d
}

func (p *prover) cover(district string, ph Phase, so *SignOff) {
	if !p.inside(so) {
		p.fault("frontier")
	}
	if so.Schema < columned {
		return // it covers registers one by one, in whose tree nothing tells what was left out
	}
	columns := p.covers[string(so.Digest[:])]
	root, count := ledger.RootOf(columns)
	if string(root[:]) != string(so.Root) || count != so.Count {
		p.fault("cover")
		return
	}
	p.signed[headOf{district, ph.Key()}] = true
	for _, c := range columns {
		switch {
		case strings.Contains(c.Name, " "):
			p.heads[headOf{district, c.Name}] = head{c, ph}
		default:
			if c.Name == string(OwnTable) {
				p.standards[headOf{district, ph.Key()}] = c
			}
		}
	}
}

// share takes what the last signatures cover of what belongs to the round: those that no other has gone beyond. An earlier one proves what
// stood then.
func (p *prover) share() {
	last := slices.DeleteFunc(slices.Clone(p.out.SignOffs), func(so *SignOff) bool {
		return !p.signed[headOf{so.District, so.Phase.Key()}] || slices.ContainsFunc(p.out.SignOffs, func(o *SignOff) bool {
			return p.signed[headOf{o.District, o.Phase.Key()}] && beyond(o, so)
		})
	})
	for _, so := range last {
		for _, c := range p.covers[string(so.Digest[:])] {
			if !strings.Contains(c.Name, " ") {
				p.shared[c.Name] = append(p.shared[c.Name], c)
			}
		}
	}
}

// beyond tells whether a signature rests on all that another rests on, and on more.
func beyond(a, b *SignOff) bool {
	more := len(a.Frontier) > len(b.Frontier)
	for _, t := range b.Frontier {
		i := slices.IndexFunc(a.Frontier, func(x authority.Tip) bool { return string(x.Device) == string(t.Device) && x.Seq >= t.Seq })
		if i < 0 {
			return false
		}
		more = more || a.Frontier[i].Seq > t.Seq
	}
	return more
}

// inside tells whether all that a signature rests on had been seen when the paper was printed.
func (p *prover) inside(so *SignOff) bool {
	f, ok := authority.FrontierOf(so.Frontier)
	for _, t := range f {
		ok = ok && slices.ContainsFunc(p.at, func(x ledger.Tip) bool { return x.Device == t.Device && x.Seq >= t.Seq })
	}
	return ok
}

// compare holds each column that is carried against the signatures, and looks for columns that were left out.
func (p *prover) compare() {
	carried := map[headOf]ledger.Column{}
	for _, d := range p.districts {
		for _, ph := range Phases {
			switch signed := p.signed[headOf{d, ph.Key()}]; {
			case !signed && p.wantsPhase(d, ph):
				p.loose(Loose{District: d, Phase: ph})
			case signed && p.want(d, SinceSigned):
				p.loose(Loose{District: d, Phase: ph, Why: LooseSince})
			}
		}
	}
	for i := range p.e.State {
		g := &p.e.State[i]
		at := headOf{g.District, g.Name}
		if _, twice := carried[at]; twice {
			p.fault("leaf")
		}
		carried[at] = ledger.NewColumn(g.Name, g.Leaves)
		p.group(g, carried[at])
		if g.disputed() {
			p.loose(Loose{g.District, g.Name, phaseOf(g), LooseDisputed})
		}
	}
	p.omitted(carried)
	p.team(carried)
	std := carried[headOf{"", string(OwnTable)}]
	for at := range p.signed {
		if p.want("", string(OwnTable)) && watches(at.name) && p.standards[at] != std && p.changes[at] == 0 {
			p.fault("changed") // a phase that is judged by the standard was signed with another
		}
	}
	for _, c := range p.e.Changes {
		p.loose(Loose{District: c.District, Phase: c.Phase, Why: LooseChanged})
	}
}

// watches tells whether the standard's change is told beside the signature of a phase, by its key.
func watches(phase string) bool { return phase == Preparation.Key() || phase == Onsite.Key() }

// group holds one column against what is signed.
func (p *prover) group(g *Group, c ledger.Column) {
	if g.District == "" {
		switch signed := p.shared[g.Name]; {
		case slices.Contains(signed, c):
		case len(signed) > 0:
			p.loose(Loose{"", g.Name, 0, LooseChanged})
		default:
			p.loose(Loose{"", g.Name, 0, LooseUnsigned})
		}
		return
	}
	h, signed := p.heads[headOf{g.District, g.Name}]
	ph := phaseOf(g)
	if signed {
		ph = h.phase
	}
	switch {
	case signed && h.Column == c:
	case ph == 0:
		p.loose(Loose{g.District, g.Name, 0, LooseUnsigned})
	case !p.signed[headOf{g.District, ph.Key()}]: // said of the whole phase
	default:
		p.loose(Loose{g.District, g.Name, ph, LooseChanged})
		p.admitted(headOf{g.District, ph.Key()}, g.Name)
	}
}

// admitted holds that the paper says so where a column is not as it was signed. Which removals are overruled is no register that is
// counted as changed.
func (p *prover) admitted(at headOf, column string) {
	if p.changes[at] == 0 && !strings.HasPrefix(column, Revived) {
		p.fault("changed")
	}
}

// omitted looks for what is signed, wanted and not carried.
func (p *prover) omitted(carried map[headOf]ledger.Column) {
	for at, h := range p.heads {
		if _, there := carried[at]; there || !p.want(at.district, at.name) {
			continue
		}
		if p.loose(Loose{at.district, at.name, h.phase, LooseChanged}); p.changes[headOf{at.district, h.phase.Key()}] == 0 && !strings.HasPrefix(at.name, Revived) {
			p.fault("omitted")
		}
	}
	for name := range p.shared {
		if _, there := carried[headOf{"", name}]; there || !p.want("", name) {
			continue
		}
		if p.loose(Loose{"", name, 0, LooseChanged}); name != Revived {
			p.fault("omitted")
		}
	}
}

// team holds that the cards by which persons are known are those of the carried column: none left out, none added.
func (p *prover) team(carried map[headOf]ledger.Column) {
	told, listed := map[string]bool{}, map[string]bool{}
	for _, w := range p.e.Story {
		told[w.Entity+"\x00"+string(ledger.Of(w.Signed))] = true
	}
	for _, g := range p.e.State {
		if g.District != "" || g.Name != "person" {
			continue
		}
		for _, l := range g.Leaves {
			listed[l.Entity] = true
			for _, v := range l.Values {
				if !told[l.Entity+"\x00"+string(v)] && !p.founded(l.Entity, v) {
					p.fault("team")
				}
			}
		}
	}
	for _, x := range p.out.View.Team {
		if p.want("", "person") && !listed[Path("person", x.ID)] {
			p.fault("team")
		}
	}
}

// founded tells whether the vault's first record wrote a card.
func (p *prover) founded(entity string, v []byte) bool {
	return slices.ContainsFunc(p.genesis.Ops, func(op ledger.Op) bool { return op.Entity == entity && bytes.Equal([]byte(op.Value), v) })
}

// wantsPhase tells whether the paper is made from a column of a phase of which nothing is carried: that it is empty is not proven either.
func (p *prover) wantsPhase(district string, ph Phase) bool {
	for _, n := range schema.Nouns {
		if n.District && n.Phase == ph && n.Key != "" {
			for _, f := range n.Fields {
				if p.want(district, n.Key+" "+f.Name) {
					return true
				}
			}
		}
	}
	return false
}

func phaseOf(g *Group) Phase {
	if len(g.Leaves) == 0 {
		return 0
	}
	return schema.Parse(g.Leaves[0].Entity).Phase()
}

// disputed tells whether several values of something stand in a column. Of a set's members those that are in count, whatever else stands.
func (g *Group) disputed() bool {
	return slices.ContainsFunc(g.Leaves, func(l ledger.Leaf) bool {
		f := schema.Parse(l.Entity).Field(l.Field)
		return len(l.Values) > 1 && (f == nil || !f.Set)
	})
}

// columnIs tells whether a leaf belongs into a group.
func (g *Group) columnIs(l ledger.Leaf) bool {
	at := schema.Parse(l.Entity)
	if strings.HasPrefix(g.Name, Revived) {
		name := revivedColumn(l.Entity)
		return name == g.Name && l.Field == "gone" && (name == Revived) == (g.District == "") && (name == Revived || at.District == g.District)
	}
	return Column(l.At()) == g.Name && (g.Name == DistrictList && g.District == "" || g.Name != DistrictList && at.District == g.District)
}

// state is the registers that are carried, as records of one device for what is shown, and of others for what stands beside it. Removals
// come last and have seen all else, but for those that were overruled.
func (p *prover) state() *ledger.State {
	var shown, gone, overruled []ledger.Op
	var beside [][]ledger.Op
	back := p.back()
	for i := range p.e.State {
		g := &p.e.State[i]
		picks, last := g.Shown, ledger.Register{}
		for n, l := range g.Leaves {
			if !g.columnIs(l) || len(l.Values) == 0 || n > 0 && compareRegister(last, l.At()) >= 0 {
				p.fault("leaf")
				continue
			}
			last = l.At()
			if strings.HasPrefix(g.Name, Revived) {
				continue
			}
			pick := 0
			for len(picks) > 0 && picks[0].Leaf <= n {
				if picks[0].Leaf == n {
					pick = picks[0].Value
				}
				picks = picks[1:]
			}
			other := 0
			for k, v := range l.Values {
				op := ledger.Op{Entity: l.Entity, Field: l.Field, Value: ledger.Value(v)}
				switch {
				case k == pick && l.Field == "gone" && back[l.Entity]:
					overruled = append(overruled, op)
				case k == pick && l.Field == "gone":
					gone = append(gone, op)
				case k == pick:
					shown = append(shown, op)
				default:
					if other == len(beside) {
						beside = append(beside, nil)
					}
					beside[other] = append(beside[other], op)
					other++
				}
			}
		}
	}
	return stateOf(shown, gone, overruled, beside)
}

// back are the entities that stand although they were removed, as the paper has it.
func (p *prover) back() map[string]bool {
	out := map[string]bool{}
	for i := range p.e.State {
		if g := &p.e.State[i]; strings.HasPrefix(g.Name, Revived) {
			for _, l := range g.Leaves {
				out[l.Entity] = true
			}
		}
	}
	return out
}

// stateOf writes values into a state. Stamps make that value the shown one which was; of all records only that of removals has seen
// others, so that it is not overruled by them.
func stateOf(shown, gone, overruled []ledger.Op, beside [][]ledger.Op) *ledger.State {
	s := ledger.New()
	var tips ledger.Frontier
	put := func(ops []ledger.Op, seen ledger.Frontier) {
		device := len(tips) + 1
		var prev ledger.Hash
		for seq := 1; len(ops) > 0; seq++ { // a record's operations are numbered in sixteen bits
			n := min(len(ops), ledger.MaxOps)
			r := &ledger.Record{Device: deviceOf(device), Seq: uint64(seq), Prev: prev, Stamp: ledger.Stamp(device), Seen: seen, Ops: ops[:n]}
			r.ID = ledger.Hash{byte(device >> 16), byte(device >> 8), byte(device), byte(seq >> 16), byte(seq >> 8), byte(seq)}
			s.Apply(r)
			prev, seen, ops = r.ID, nil, ops[n:]
			if len(ops) == 0 {
				tips = append(tips, r.Tip())
			}
		}
	}
	for _, ops := range append(beside, shown, overruled) {
		put(ops, nil)
	}
	put(gone, tips)
	return s
}

func deviceOf(n int) ledger.Device { return ledger.Device{byte(n >> 16), byte(n >> 8), byte(n), 1} }

func compareRegister(a, b ledger.Register) int {
	if c := strings.Compare(a.Entity, b.Entity); c != 0 {
		return c
	}
	return strings.Compare(a.Field, b.Field)
}

// ID, Team, Editions, Held, Laptops, Former, Frozen and Phase make a prover a Standing.
func (p *prover) ID() ledger.Hash               { return p.roster.Vault() }
func (p *prover) Editions() []authority.Edition { return nil }
func (p *prover) Held() []authority.Held        { return nil }
func (p *prover) Laptops() []authority.Laptop   { return nil }
func (p *prover) Frozen() bool                  { return false } // no paper shows it
func (p *prover) Former() []authority.Former    { return p.roster.Former() }
func (p *prover) Team() []*Person               { return team(p.roster) }

// blank is as many registers as can be said to have changed; what they are nobody asks.
var blank [mostChanged]ledger.Register

func (p *prover) Phase(_ *ledger.State, district string, ph Phase) PhaseState {
	at := headOf{district, ph.Key()}
	if st, known := p.phases[at]; known {
		return st
	}
	st := standing(p.roster, district, ph, func(x *authority.Signing) string { return p.faulty[string(x.Digest[:])] })
	if st.Signed() != nil {
		st.Changed = blank[:p.changes[at]]
	}
	p.phases[at] = st
	return st
}
