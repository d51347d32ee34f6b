package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// Two laptops that draw from one list without knowing of each other record two draws, each of which is right by itself. What they mark as
// drawn disagrees in places, and no choice subdistrict by subdistrict makes a draw of it. So they are one conflict: that of the register result
// of the first of them, and it is settled by keeping one draw whole.

// Rivals returns the draws from the same names that were made without knowing of each other, group by group, each in their order. A later draw
// that knows of an earlier one gives a reason (CheckDraw), and stands behind it.
func (d *District) Rivals() [][]*Draw {
	var out [][]*Draw
	seen := map[*Draw]int{} // the group of a draw, from 1
	for _, x := range d.Draws {
		for _, o := range d.Earlier(x) {
			if strings.TrimSpace(x.Why) != "" && o.Order != x.Order {
				continue
			}
			if seen[o] == 0 {
				out = append(out, []*Draw{o})
				seen[o] = len(out)
			}
			if seen[x] == 0 {
				out[seen[o]-1] = append(out[seen[o]-1], x)
				seen[x] = seen[o]
			}
		}
	}
	return out
}

// RivalsAt returns the rival draws whose conflict a register stands for; nil if it stands for none.
func (a *Assessment) RivalsAt(at ledger.Register) []*Draw {
	e := schema.Parse(at.Entity)
	d := a.District(e.District)
	if d == nil || !e.Is("draw") || at.Field != "result" {
		return nil
	}
	for _, list := range d.Rivals() {
		if list[0].Entity == at.Entity {
			return list
		}
	}
	return nil
}

// rivalled tells whether a register says of a subdistrict that rival draws were made from whether it was drawn.
func (d *District) rivalled(rivals [][]*Draw, at ledger.Register) bool {
	if at.Field != "drawn" || len(rivals) == 0 {
		return false
	}
	for _, s := range d.Subdistricts {
		if s.Entity == at.Entity {
			return slices.ContainsFunc(rivals, func(list []*Draw) bool { return slices.Contains(list[0].List, s.Name) })
		}
	}
	return false
}

// disputeDraws puts the rival draws of a district among the conflicts, in place of what they mark.
func (a *Assessment) disputeDraws(d *District) {
	rivals := d.Rivals()
	if len(rivals) == 0 {
		return
	}
	a.Disputed = slices.DeleteFunc(a.Disputed, func(at ledger.Register) bool { return d.rivalled(rivals, at) })
	for _, list := range rivals {
		a.Disputed = append(a.Disputed, ledger.Register{Entity: list[0].Entity, Field: "result"})
	}
	slices.SortFunc(a.Disputed, ledger.Register.Compare)
	a.Disputed = slices.Compact(a.Disputed)
}

// settleDraws keeps the draw with a result, takes its rivals out, and marks what it drew, each with the reason.
func (e *Edit) settleDraws(d *District, rivals []*Draw, result ledger.Value, reason string) *Edit {
	kept := slices.IndexFunc(rivals, func(x *Draw) bool { return ledger.Of(x.Result) == result })
	if kept < 0 {
		return e
	}
	for i, x := range rivals {
		if i != kept {
			e.Set(x.Entity, ledger.Gone, true).Set(x.Entity, schema.Why+ledger.Gone, reason)
		}
	}
	x := rivals[kept]
	e.Set(x.Entity, schema.Why+"result", reason)
	for _, s := range d.Subdistricts {
		if slices.Contains(x.List, s.Name) {
			e.Set(s.Entity, "drawn", slices.Contains(x.Result, s.Name)).Set(s.Entity, schema.Why+"drawn", reason)
		}
	}
	return e
}
