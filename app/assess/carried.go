package assess

import (
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// columnIs tells whether a leaf belongs to the column that the group claims to be.
func (g *Group) columnIs(l ledger.Leaf) bool {
	at := schema.Parse(l.Entity)
	if strings.HasPrefix(g.Name, Revived) {
		name := revivedColumn(l.Entity, Schema)
		return name == g.Name && l.Field == "gone" && (name == Revived) == (g.District == "") && (name == Revived || at.District == g.District)
	}
	return Column(l.At()) == g.Name && (shared(g.Name) && g.District == "" || !shared(g.Name) && at.District == g.District)
}

// carried holds the registers that a paper carries, sorted by the role of each value.
type carried struct {
	back                   map[string]bool // entities that are shown although they were removed
	shown, gone, overruled []ledger.Op
	beside                 [][]ledger.Op // values that conflict with a shown one; each list has at most one value of a register
}

// state rebuilds a ledger.State from the carried registers. Leaves that are out of order or in the wrong column are a fault.
func (p *prover) state() *ledger.State {
	c := carried{back: p.back()}
	for i := range p.e.State {
		g := &p.e.State[i]
		picks, last := g.Shown, ledger.Register{}
		for n, l := range g.Leaves {
			if !g.columnIs(l) || len(l.Values) == 0 || n > 0 && last.Compare(l.At()) >= 0 {
				p.fault("leaf")
				continue
			}
			last = l.At()
			pick := 0
			for len(picks) > 0 && picks[0].Leaf <= n { // sound, and so in order of leaves
				if picks[0].Leaf == n {
					pick = picks[0].Value
				}
				picks = picks[1:]
			}
			if !strings.HasPrefix(g.Name, Revived) {
				c.put(l, pick)
			}
		}
	}
	return c.state()
}

// put sorts in all values of a leaf; pick is the index of the one that is shown.
func (c *carried) put(l ledger.Leaf, pick int) {
	for k, v := range l.Values {
		op, to := ledger.Op{Entity: l.Entity, Field: l.Field, Value: ledger.Value(v)}, &c.shown
		switch {
		case k != pick:
			to = c.other(k, pick)
		case l.Field == "gone" && c.back[l.Entity]:
			to = &c.overruled
		case l.Field == "gone":
			to = &c.gone
		}
		*to = append(*to, op)
	}
}

// other returns the list that takes the k-th value of a leaf; the shown value, at index pick, is not counted.
func (c *carried) other(k, pick int) *[]ledger.Op {
	if k > pick {
		k--
	}
	for len(c.beside) <= k {
		c.beside = append(c.beside, nil)
	}
	return &c.beside[k]
}

// back returns the entities that the paper shows although they were removed.
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

// state writes the values as records of made-up devices: one device for each list, so that values of one register conflict as they did in
// the vault. The shown values have a later stamp than those beside them, and are therefore shown again. Only the record of the removals
// has seen the others; a removal that was overruled must not have seen the edit that overruled it.
func (c *carried) state() *ledger.State {
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
	for _, ops := range append(c.beside, c.shown, c.overruled) {
		put(ops, nil)
	}
	put(c.gone, tips)
	return s
}

func deviceOf(n int) ledger.Device { return ledger.Device{byte(n >> 16), byte(n >> 8), byte(n), 1} }
