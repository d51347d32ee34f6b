package assess

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/ledger"
)

// reader reads typed values from a state. A value of an unexpected type, written by a newer version, reads as the zero value.
type reader struct {
	s    *ledger.State
	seen func(entity, field string) // called for each field that is read; set by tests only

	old     *District       // as it was read before, where only some of it is read anew; nil: everything is
	written map[string]bool // the entities that were written to since
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

// num reads an integer. ok is false if it was never written or was written as null.
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

// any tells whether one of the values in conflict of a flag is true.
func (r reader) any(entity, field string) bool {
	return slices.ContainsFunc(r.s.Heads(ledger.Register{Entity: entity, Field: field}), func(h ledger.Write) bool {
		in, err := ledger.As[bool](h.Value())
		return err == nil && in
	})
}

// members returns the members of a set that any of the values in conflict includes: an addition wins over a removal.
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

// fate tells whether an entity exists, and whether it does so only because somebody edited it without knowing of its removal.
func (r reader) fate(entity string) (stands, back bool) {
	if !r.flag(entity, ledger.Gone) {
		return true, false
	}
	back = revived(r.s, entity, ledger.Everything)
	return back, back
}

// each calls f for every existing entity directly below prefix, in the order of paths; id is the last part of the path.
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

// byOrder sorts by the field order, then by ID, so that rows with the same order from two laptops have the same sequence everywhere.
func byOrder[T any](list []T, order func(T) (int64, string)) {
	slices.SortStableFunc(list, func(a, b T) int {
		x, i := order(a)
		y, j := order(b)
		return cmp.Or(cmp.Compare(x, y), strings.Compare(i, j))
	})
}
