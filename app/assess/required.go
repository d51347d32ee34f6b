package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// GuardRequired refuses an edit that empties what an entity can't be without (schema.Field.Required): a field that holds a value, of an
// entity that stands before the edit and after it. What nobody has filled in yet may stay empty, and the entity may be removed as a whole.
// An undo is not asked, because it restores what stood. It stands apart from Permit because it needs the state. Fault: required.
func GuardRequired(s *ledger.State, e *Edit) error {
	r := reader{s: s}
	for _, w := range e.Writes {
		err := Needed(w.Register())
		if err == nil || !saysNothing(w.Value) || !r.filled(w.Register()) {
			continue
		}
		if stands, _ := r.fate(w.Entity); stands && !e.removes(w.Entity) {
			return err
		}
	}
	return nil
}

// Needed is why a register that was filled in can't be emptied; nil where its field may be without a value. Fault: required.
func Needed(at ledger.Register) error {
	if f := schema.Parse(at.Entity).Field(at.Field); f != nil && f.Required {
		return words.Refuse("required", words.M(f.Label()))
	}
	return nil
}

// filled tells whether one of the heads of a register says something.
func (r reader) filled(at ledger.Register) bool {
	return slices.ContainsFunc(r.s.Heads(at), func(h ledger.Write) bool { return !saysNothing(h.Value()) })
}

// removes tells whether the edit takes an entity away.
func (e *Edit) removes(entity string) bool {
	return slices.Contains(e.Writes, Write{entity, "gone", ledger.Of(true)})
}

// saysNothing tells the values that say nothing: null, a text without a letter in it, a list without a row. Zero is a number.
func saysNothing(v ledger.Value) bool {
	raw, err := ledger.As[any](v)
	if err != nil {
		return false
	}
	switch x := raw.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(x) == ""
	case []any:
		return len(x) == 0
	}
	return false
}
