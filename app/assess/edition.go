package assess

import (
	"crypto/sha256"
	"slices"
	"time"

	"kaohe/app/authority"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Edition is the standard as a leader signed it, when freezing it or taking a new version. Fault is empty, or digest if the present
// standard differs from the one that was signed last.
type Edition struct {
	authority.Edition
	Fault string
}

// Day returns the day of signing.
func (x *Edition) Day() Day { return SignedDay(x.At) }

// digest returns the hash over all fields of a standard, each as it is stored.
func digest(s *standard.Standard) []byte {
	h := sha256.New()
	for _, f := range OwnTable.fields(s) {
		h.Write(cbor.Marshal([]string{f.entity, f.field}))
		h.Write([]byte(ledger.Of(f.value)))
	}
	return h.Sum(nil)
}

// signStandard adds a signed statement that s is the standard now. The statement names what the edit has written to the standard so far;
// those writes are therefore allowed although the standard is frozen.
func (e *Edit) signStandard(a *Assessment, s *standard.Standard, act Act, newID string, at time.Time, by authority.Officer) *Edit {
	var own []ledger.Op
	for _, w := range e.Writes {
		if x := schema.Parse(w.Entity); x.District == "" && x.Group() == string(OwnTable) {
			own = append(own, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
		}
	}
	x := authority.Edition{Vault: a.Vault[:], Act: act, Person: by.ID, Version: s.Version, Digest: digest(s), At: at.UnixMilli(),
		Writes: authority.WritesHash(own)}
	return e.Set(Path(string(OwnTable), "sign", newID), "statement", authority.Attest(authority.TagStandard, x, by))
}

// editions returns the editions that count, and sets the fault of the last one if the present standard differs from it.
func editions(a *Assessment, signed []authority.Edition) []*Edition {
	var out []*Edition
	for _, x := range signed {
		out = append(out, &Edition{Edition: x})
	}
	if n := len(out); n > 0 && string(out[n-1].Digest) != string(digest(a.Standard)) {
		out[n-1].Fault = "digest"
	}
	return out
}

// FreezeStandard freezes the standard. It returns only the edit; call PermitStandard before it.
func FreezeStandard(a *Assessment, newID string, at time.Time, by authority.Officer) *Edit {
	return New("edit.freeze").Set(string(OwnTable), "frozen", true).signStandard(a, a.Standard, Freeze, newID, at, by)
}

// BeginVersion copies the standard into a draft of its next version.
func BeginVersion(a *Assessment) *Edit {
	e := New("edit.draftversion").Set(string(NextTable), "begun", true)
	for _, x := range NextTable.entities(a.Standard) {
		e.Set(x, "gone", false)
	}
	for _, f := range NextTable.fields(a.Standard) {
		e.Set(f.entity, f.field, f.value)
	}
	return e
}

// DropVersion removes the draft.
func DropVersion(a *Assessment) *Edit { return New("edit.dropversion").clear(a.NextStandard) }

// clear removes a draft and everything in it, so that nothing of it comes back with the next draft.
func (e *Edit) clear(next *standard.Standard) *Edit {
	e.Set(string(NextTable), "begun", false)
	for _, x := range NextTable.entities(next) {
		e.Set(x, "gone", true)
	}
	return e
}

// TakeVersion makes the draft the standard: it writes what differs, removes what the draft no longer has, and restores what came back.
// Marks stay as they are. Conflicts in the old version end with the draft's value, because nobody else can write a frozen standard.
func TakeVersion(a *Assessment) *Edit {
	e, own, next := New("edit.version"), a.Standard, a.NextStandard
	disputed := a.disputedIn(OwnTable)
	set := func(entity, field string, v any) {
		e.Set(entity, field, v)
		if disputed[ledger.Register{Entity: entity, Field: field}] {
			e.Set(entity, schema.Why+field, next.Version)
		}
	}
	have := map[ledger.Register]ledger.Value{}
	for _, f := range OwnTable.fields(own) {
		have[ledger.Register{Entity: f.entity, Field: f.field}] = ledger.Of(f.value)
	}
	stood, stands := map[string]bool{}, map[string]bool{}
	for _, x := range OwnTable.entities(own) {
		stood[x] = true
	}
	for _, x := range OwnTable.entities(next) {
		stands[x] = true
		if !stood[x] || disputed[ledger.Register{Entity: x, Field: "gone"}] {
			set(x, "gone", false)
		}
	}
	for _, x := range OwnTable.entities(own) {
		if !stands[x] {
			set(x, "gone", true)
		}
	}
	for _, f := range OwnTable.fields(next) {
		at := ledger.Register{Entity: f.entity, Field: f.field}
		if v, ok := have[at]; !ok || v != ledger.Of(f.value) || disputed[at] {
			set(f.entity, f.field, f.value)
		}
	}
	return e
}

// disputedIn returns the registers of a table that are in conflict.
func (a *Assessment) disputedIn(t Table) map[ledger.Register]bool {
	out := map[ledger.Register]bool{}
	for _, at := range a.Disputed {
		if e := schema.Parse(at.Entity); e.District == "" && e.Group() == string(t) {
			out[at] = true
		}
	}
	return out
}

// TakeSigned is TakeVersion with the officer's signature; it also removes the draft. Call PermitStandard before it.
func TakeSigned(a *Assessment, newID string, at time.Time, by authority.Officer) *Edit {
	return TakeVersion(a).signStandard(a, a.NextStandard, Version, newID, at, by).clear(a.NextStandard)
}

// PermitStandard tells whether somebody may freeze the standard or take a new version; act is Freeze or Version. Faults: who, role,
// standard.frozen, std.none (there is no draft), std.same (the draft changes nothing), std.version (the draft has the same version
// number), std.incomplete (how many things are missing, and the first of them), unsettled (something in it is in conflict).
func PermitStandard(a *Assessment, who *Person, act Act) error {
	if err := PermitAct(who, act); err != nil {
		return err
	}
	s := a.Standard
	switch {
	case act == Freeze && s.Frozen:
		return words.Refuse("standard.frozen")
	case act == Freeze:
	case a.NextStandard == nil || !s.Frozen:
		return words.Refuse("std.none")
	case len(TakeVersion(a).Writes) == 0:
		return words.Refuse("std.same")
	case a.NextStandard.Version == s.Version:
		return words.Refuse("std.version", s.Version)
	}
	if act == Version {
		s = a.NextStandard
	}
	if lacks := s.Check(); len(lacks) > 0 {
		return words.Refuse("std.incomplete", len(lacks), lacks[0].Msg)
	}
	t := OwnTable
	if act == Version {
		t = NextTable
	}
	for at := range a.disputedIn(t) {
		return words.Refuse("unsettled", FieldLabel(at))
	}
	return nil
}

// Touch is the effect of a new version of the standard on one mark that was given.
type Touch struct {
	District *District
	Mark     standard.Points
	Becomes  standard.Points // the nearest mark that the new rule allows, which counts from then on; the stored mark stays
	Kept     bool            // the item is removed: its mark stays in the log and comes back with the item
}

// Touched returns the marks affected by a change: those of items that are removed, or whose points or rule change.
func Touched(a *Assessment, c standard.Change) []Touch {
	weighs := slices.Contains(c.Fields, "points") || slices.Contains(c.Fields, "rule")
	if c.Old == nil || c.Kind == standard.Changed && !weighs {
		return nil
	}
	var out []Touch
	for _, d := range a.Districts {
		s := d.Score(c.Old.ID)
		if s == nil || !s.Marked {
			continue
		}
		t := Touch{District: d, Mark: s.Mark, Becomes: s.Mark, Kept: c.Kind == standard.Removed}
		if c.New != nil {
			t.Becomes = c.New.Rule.Clamp(c.New.Points, s.Mark)
		}
		out = append(out, t)
	}
	return out
}

// SignedPhases counts the signatures that would show 签字后有变更 after a new version of the standard.
func (a *Assessment) SignedPhases() int {
	n := 0
	for _, d := range a.Districts {
		for _, p := range []Phase{Preparation, Onsite} {
			if d.Phases[p].Signed() != nil {
				n++
			}
		}
	}
	return n
}
