package assess

import (
	"cmp"
	"fmt"
	"slices"

	"kaohe/app/ledger"
)

// AddEvidence makes files that are kept on a laptop evidence of a phase, and says that the laptop holds them. A file that is evidence there
// already keeps its number and its caption, of which it gets one where it had none, and gets the further links; one that was removed becomes
// evidence anew.
func AddEvidence(d *District, p Phase, device ledger.Device, supports Supports, files ...NewEvidence) *Edit {
	e := New("edit.evidence")
	c, there := d.counted[p], map[string]*Evidence{}
	for _, x := range d.Evidence {
		if x.Phase == p {
			there[x.ID] = x
		}
	}
	n, order := c.no, c.order
	done := map[string]bool{}
	for _, f := range files {
		if done[f.Sum] {
			continue
		}
		done[f.Sum] = true
		x, was := Path(d.Entity, "evid", path(p), f.Sum), there[f.Sum]
		if was == nil {
			n, order, was = n+1, order+1000, &Evidence{}
			e.Texts(x, "name", f.Name, "media", f.Media, "no", fmt.Sprintf("%d-%d", p, n)).Set(x, "size", f.Size).Set(x, "order", order)
			// What nobody has said is not written, so that it agrees with what others say of the same file.
			for _, said := range [][2]string{{"taken", f.Taken}, {"caption", f.Caption}} {
				if said[1] != "" || c.gone[f.Sum] != nil {
					e.Texts(x, said[0], said[1])
				}
			}
			if f.Turn != 0 {
				e.Set(x, "turn", int64(f.Turn))
			}
			if c.gone[f.Sum] != nil {
				e.Set(x, ledger.Gone, false)
			}
		} else if was.Caption == "" && f.Caption != "" {
			e.Texts(x, "caption", f.Caption)
		}
		e.linking(x, was.Supports(), supports.And(f.To), true)
		e.Set(Path("hold", device.String()), "file/"+f.Sum, true)
	}
	return e
}

// And joins two, each thing once.
func (s Supports) And(other Supports) Supports {
	for _, kind := range links {
		list := s.list(kind)
		*list = slices.Clone(*list)
		for _, id := range other.Of(kind) {
			if !slices.Contains(*list, id) {
				*list = append(*list, id)
			}
		}
	}
	return s
}

// linking writes the links of an evidence's entity that are to be other than they were.
func (e *Edit) linking(entity string, was, supports Supports, on bool) *Edit {
	for _, kind := range links {
		for _, id := range supports.Of(kind) {
			if slices.Contains(was.Of(kind), id) != on {
				e.Set(entity, kind+"/"+id, on)
			}
		}
	}
	return e
}

// Supporting is SupportWith beside other writes.
func (e *Edit) Supporting(x *Evidence, supports Supports, on bool) *Edit {
	return e.linking(x.Entity, x.Supports(), supports, on)
}

// SupportWith links evidence to things, or takes the links away.
func SupportWith(x *Evidence, supports Supports, on bool) *Edit {
	return New("edit.evidencelink").Supporting(x, supports, on)
}

// SetCaption writes what the evidence shows.
func (x *Evidence) SetCaption(caption string) *Edit {
	return Fields("edit.evidencecaption", x.Entity, "caption", caption)
}

// SetTurn shows a picture turned clockwise by degrees, of which only quarter turns count.
func (x *Evidence) SetTurn(degrees int) *Edit {
	return New("edit.evidenceturn").Set(x.Entity, "turn", int64((degrees%360+360)%360))
}

// SetLayer replaces what is drawn over a picture.
func (x *Evidence) SetLayer(layer []byte) *Edit {
	return New("edit.evidencelayer").Set(x.Entity, "layer", layer)
}

// SetBefore makes x the state after that of another evidence, given by ID; empty undoes the pair.
func (x *Evidence) SetBefore(id string) *Edit {
	return Fields("edit.evidencepair", x.Entity, "before", id)
}

// RemoveEvidence takes evidence out. The file stays where it is kept.
func RemoveEvidence(list ...*Evidence) *Edit {
	e := New("edit.evidenceremove")
	for _, x := range list {
		e.Set(x.Entity, ledger.Gone, true)
	}
	return e
}

// Called is what documents and screens call evidence by, without the word: its number, or its name where it has none.
func (x *Evidence) Called() string { return cmp.Or(x.No, x.Name) }

// RenumberEvidence gives new numbers to all evidence of a phase whose number an earlier one has too. Those that come first keep theirs, and no
// number comes back that something had. It returns nil if each has its own.
func RenumberEvidence(d *District, p Phase) *Edit {
	e, last, taken := New("edit.renumber"), d.counted[p].no, map[string]bool{}
	for _, x := range d.Evidence {
		switch {
		case x.Phase != p:
		case !taken[x.No]:
			taken[x.No] = x.No != ""
		default:
			last++
			e.Texts(x.Entity, "no", fmt.Sprintf("%d-%d", p, last))
		}
	}
	if len(e.Writes) == 0 {
		return nil
	}
	return e
}

// Holding says that a laptop holds files, or does so no longer.
func Holding(device ledger.Device, holds bool, files ...string) *Edit {
	e := New("edit.holding")
	for _, f := range files {
		e.Set(Path("hold", device.String()), "file/"+f, holds)
	}
	return e
}
