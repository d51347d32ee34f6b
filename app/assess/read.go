package assess

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/ledger"
)

// reader takes typed values out of a state. A value of another type than asked for (a newer version's) reads as the zero value.
type reader struct {
	s    *ledger.State
	seen func(entity, field string) // told of each field that is asked for, where a test wants to know; otherwise nil
}

func get[T any](r reader, entity, field string) (t T, ok bool) {
	if r.seen != nil {
		r.seen(entity, field)
	}
	v, _, ok := r.s.Get(ledger.Register{Entity: entity, Field: field})
	if !ok {
		return t, false
	}
	t, err := ledger.As[T](v)
	return t, err == nil
}

func (r reader) text(entity, field string) string {
	t, _ := get[string](r, entity, field)
	return t
}

func (r reader) day(entity, field string) Day { return Day(r.text(entity, field)) }

func (r reader) flag(entity, field string) bool {
	b, _ := get[bool](r, entity, field)
	return b
}

// num reads an integer that may be absent: never written, or written as null.
func (r reader) num(entity, field string) (n int64, ok bool) {
	p, _ := get[*int64](r, entity, field)
	if p == nil {
		return 0, false
	}
	return *p, true
}

func (r reader) order(entity string) int64 {
	n, _ := r.num(entity, "order")
	return n
}

// any tells whether one of the heads of a flag is true.
func (r reader) any(entity, field string) bool {
	return slices.ContainsFunc(r.s.Heads(ledger.Register{Entity: entity, Field: field}), func(h ledger.Write) bool {
		in, err := ledger.As[bool](h.Value())
		return err == nil && in
	})
}

// members of a set: the names behind it and a slash whose register has true among its heads (add wins).
func (r reader) members(entity, set string) []string {
	if r.seen != nil {
		r.seen(entity, set)
	}
	var out []string
	for _, f := range r.s.Fields(entity) {
		name, ok := strings.CutPrefix(f, set+"/")
		if ok && r.any(entity, f) {
			out = append(out, name)
		}
	}
	return out
}

// fate tells whether an entity stands, and whether it stands only because somebody edited it without knowing of its removal.
func (r reader) fate(entity string) (stands, back bool) {
	if !r.flag(entity, "gone") {
		return true, false
	}
	back = revived(r.s, entity, ledger.Everything)
	return back, back
}

// revived tells whether an entity was removed inside a frontier, and edited there by somebody who had not seen that.
func revived(s *ledger.State, entity string, inside func(*ledger.Record) bool) bool {
	gone := slices.DeleteFunc(s.HeadsInside(ledger.Register{Entity: entity, Field: "gone"}, inside), func(w ledger.Write) bool {
		is, err := ledger.As[bool](w.Value())
		return err != nil || !is
	})
	if len(gone) == 0 {
		return false
	}
	for _, f := range s.Fields(entity) {
		if f == "gone" {
			continue
		}
		for _, h := range s.HeadsInside(ledger.Register{Entity: entity, Field: f}, inside) {
			if slices.ContainsFunc(gone, func(g ledger.Write) bool { return g.Rec != h.Rec && !s.Saw(g.Rec, h.Rec) }) {
				return true
			}
		}
	}
	return false
}

// each calls f for every standing entity directly below prefix, with the last part of its path, in the order of paths.
func (r reader) each(prefix string, f func(id, entity string, revived bool)) {
	for _, e := range r.s.Entities(prefix + "/") {
		id := e[len(prefix)+1:]
		if id == "" || strings.Contains(id, "/") {
			continue
		}
		if stands, revived := r.fate(e); stands {
			f(id, e, revived)
		}
	}
}

// byOrder sorts by the order field, then by ID, so that equal orders from two laptops sort alike everywhere.
func byOrder[T any](list []T, order func(T) (int64, string)) {
	slices.SortStableFunc(list, func(a, b T) int {
		x, i := order(a)
		y, j := order(b)
		return cmp.Or(cmp.Compare(x, y), strings.Compare(i, j))
	})
}
