package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// GuardRequired refuses an edit that empties a required field (schema.Field.Required) of an entity that exists before and after the edit.
// A field that nobody has filled in yet may stay empty, and the whole entity may be removed. An undo is not checked, because it restores
// an earlier state. It is not part of Permit because it needs the ledger's state. Fault: required.
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

// Needed returns the fault to show if somebody empties a register, or nil if its field may be empty. Fault: required.
func Needed(at ledger.Register) error {
	if f := schema.Parse(at.Entity).Field(at.Field); f != nil && f.Required {
		return words.Refuse("required", words.M(f.Label()))
	}
	return nil
}

// filled tells whether a register has a value that says something; in a conflict one such value is enough.
func (r reader) filled(at ledger.Register) bool {
	return slices.ContainsFunc(r.s.Heads(at), func(h ledger.Write) bool { return !saysNothing(h.Value()) })
}

// removes tells whether the edit removes an entity.
func (e *Edit) removes(entity string) bool {
	return slices.Contains(e.Writes, Write{entity, "gone", ledger.Of(true)})
}

// saysNothing tells whether a value is as good as empty: null, a text of spaces only, an empty list. Zero is a number and says something.
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
