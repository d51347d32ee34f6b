package assess

import (
	"bytes"
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Proven is the result of checking evidence.
type Proven struct {
	View     *Assessment // made from the carried registers and the valid statements
	SignOffs []*SignOff  // those in force according to the paper, of the districts that it is made from
	Loose    []Loose     // what the paper is made from but no signature proves
	Faults   []string    // contradictions in the evidence, as codes: story, team, cover, frontier, leaf, omitted, changed
}

// Loose is something that the paper is made from and that no signature proves: a column, or, if Name is empty, a phase.
type Loose struct {
	District string
	Name     string
	Phase    Phase
	Why      string // LooseUnsigned …
}

// The reasons why something is not proven.
const (
	LooseUnsigned = ""         // no signature covers it
	LooseChanged  = "changed"  // a signature covers it with other values
	LooseDisputed = "disputed" // it is in conflict, and no signature tells which value is shown
	LooseSince    = "since"    // that nothing was changed after the signature is only what the paper says
)

// Prove checks evidence, for which Sound must be true. genesis is the vault's first record, whose own signature the caller has verified;
// at is the frontier at which the paper was printed; want tells from which columns the paper is made. A wanted column that a signature
// covers must be there. Prove always returns a result: contradictions are in Proven.Faults.
func (e *Proof) Prove(genesis *ledger.Record, at ledger.Frontier, want Wants) *Proven {
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

// headOf names a column of a district, or a phase of it by the phase's key.
type headOf struct{ district, name string }

// head is the head of a column as the signature of a phase covers it.
type head struct {
	ledger.Column
	phase Phase
}

type prover struct {
	e         *Proof
	want      Wants
	at        ledger.Frontier
	genesis   *ledger.Record
	roster    *authority.Judge
	out       *Proven
	covers    map[string][]ledger.Column // by digest
	faulty    map[string]string          // by digest
	changes   map[headOf]int
	phases    map[headOf]PhaseState
	districts []string // those that the paper is made from
	heads     map[headOf]head
	signed    map[headOf]bool
	standards map[headOf]ledger.Column   // the standard's head under the signature of each phase
	shared    map[string][]ledger.Column // heads of the round, the standard, the team and the list of districts, as under the last signatures
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

// standing finds the sign-offs in force and what each of them covers.
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

// lists tells whether d is the district that was added last. That is enough, because registers of one district stand together.
func (p *prover) lists(d string) bool {
	return len(p.districts) > 0 && p.districts[len(p.districts)-1] == d
}

func (p *prover) cover(district string, ph Phase, so *SignOff) {
	if !p.inside(so) {
		p.fault("frontier")
	}
	if so.Schema < columned {
		return // its tree has registers, not columns, and can't show what was left out
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
		case !shared(c.Name):
			p.heads[headOf{district, c.Name}] = head{c, ph}
		case c.Name == string(OwnTable):
			p.standards[headOf{district, ph.Key()}] = c
		}
	}
}

// share collects the heads of the round's own columns under the last signatures, which are those that no other goes beyond. An earlier
// signature only proves what was true then.
func (p *prover) share() {
	last := slices.DeleteFunc(slices.Clone(p.out.SignOffs), func(so *SignOff) bool {
		return !p.signed[headOf{so.District, so.Phase.Key()}] || slices.ContainsFunc(p.out.SignOffs, func(o *SignOff) bool {
			return p.signed[headOf{o.District, o.Phase.Key()}] && beyond(o, so)
		})
	})
	for _, so := range last {
		for _, c := range p.covers[string(so.Digest[:])] {
			if shared(c.Name) {
				p.shared[c.Name] = append(p.shared[c.Name], c)
			}
		}
	}
}

// beyond tells whether signature a rests on everything that b rests on, and on more.
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

// inside tells whether the paper's frontier includes everything that a signature rests on.
func (p *prover) inside(so *SignOff) bool {
	f, ok := authority.FrontierOf(so.Frontier)
	for _, t := range f {
		ok = ok && slices.ContainsFunc(p.at, func(x ledger.Tip) bool { return x.Device == t.Device && x.Seq >= t.Seq })
	}
	return ok
}

// compare checks each carried column against the signatures, and looks for columns that were left out.
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
			p.fault("changed") // a phase that is judged by the standard was signed with another one
		}
	}
	for _, c := range p.e.Changes {
		p.loose(Loose{District: c.District, Phase: c.Phase, Why: LooseChanged})
	}
}

// watches tells whether a change of the standard shows up beside the signature of a phase, which is given by its key.
func watches(phase string) bool { return phase == Preparation.Key() || phase == Onsite.Key() }

// group checks one column against what is signed.
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
	case !p.signed[headOf{g.District, ph.Key()}]: // reported once for the whole phase
	default:
		p.loose(Loose{g.District, g.Name, ph, LooseChanged})
		p.admitted(headOf{g.District, ph.Key()}, g.Name)
	}
}

// admitted checks that the paper reports a change in a phase if a column of it differs from what was signed. The Revived columns are
// exempt: they hold no registers that could be counted as changed.
func (p *prover) admitted(at headOf, column string) {
	if p.changes[at] == 0 && !strings.HasPrefix(column, Revived) {
		p.fault("changed")
	}
}

// omitted looks for columns that are signed and wanted but not carried.
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

// team checks that the cards in the story are exactly those of the carried column of persons.
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

// founded tells whether the vault's first record wrote a card; v is its encoded value.
func (p *prover) founded(entity string, v []byte) bool {
	return slices.ContainsFunc(p.genesis.Ops, func(op ledger.Op) bool { return op.Entity == entity && bytes.Equal([]byte(op.Value), v) })
}

// wantsPhase tells whether the paper is made from a column of a phase although it carries none of it. That the column is empty is then
// not proven.
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

// disputed tells whether a column has registers in conflict. Sets have no conflicts: a member that somebody added is in.
func (g *Group) disputed() bool {
	return slices.ContainsFunc(g.Leaves, func(l ledger.Leaf) bool {
		f := schema.Parse(l.Entity).Field(l.Field)
		return len(l.Values) > 1 && (f == nil || !f.Set)
	})
}

// ID, with the methods below, makes a prover a Standing.
func (p *prover) ID() ledger.Hash                  { return p.roster.Vault() }
func (p *prover) Editions() []authority.Edition    { return nil }
func (p *prover) Held() []authority.Held           { return nil }
func (p *prover) Laptops() []authority.Laptop      { return nil }
func (p *prover) Frozen() bool                     { return false } // no paper shows it
func (p *prover) Former() []authority.Former       { return p.roster.Former() }
func (p *prover) Invitations() []authority.Invited { return nil }
func (p *prover) Requests() []authority.Request    { return nil }
func (p *prover) Team() []*Person                  { return team(p.roster) }

// blank stands in for the registers that changed since a signature. Only their number is known and used.
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
