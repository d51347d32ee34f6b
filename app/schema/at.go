package schema

import (
	"strconv"
	"strings"
)

// At is the path of an entity, split into its parts. Noun is nil if this version does not know the noun; District is then still set.
type At struct {
	District string
	Noun     *Noun
	Key      string // the noun's key as it is in the path, known or not
	IDs      []string
}

// unknownPhase is the phase whose signature covers and locks what lies under a district and is not declared.
const unknownPhase = Onsite

// Parse splits the path of an entity. It never fails: an unknown path gives an At without a Noun.
func Parse(entity string) At {
	parts := strings.Split(entity, "/")
	if parts[0] == "d" && len(parts) > 1 {
		at := At{District: parts[1]}
		if len(parts) > 2 {
			at.Key, at.IDs = parts[2], parts[3:]
		}
		if at.District != "" && (at.Key != "" || len(parts) == 2) {
			at.Noun = known("d/"+at.Key, at.IDs)
		}
		return at
	}
	at := At{Key: parts[0], IDs: parts[1:]}
	if len(parts) > 1 {
		if n := nounIndex[parts[0]+"/"+parts[1]]; n != nil {
			at.Key, at.IDs = n.Key, parts[2:]
		}
	}
	at.Noun = known(at.Key, at.IDs)
	return at
}

// known returns the noun of a key, if the path has as many ids as the noun takes and none of them is empty.
func known(key string, ids []string) *Noun {
	n := nounIndex[key]
	if n == nil || len(ids) != len(n.IDs) {
		return nil
	}
	for _, id := range ids {
		if id == "" {
			return nil
		}
	}
	return n
}

// Is tells whether the path is that of a known noun under a district, given by its key.
func (a At) Is(key string) bool { return a.Noun != nil && a.District != "" && a.Key == key }

// ID returns the part of the path that is the id of a kind (item, record, finding …), or "".
func (a At) ID(kind string) string {
	if a.Noun == nil {
		return ""
	}
	for i, k := range a.Noun.IDs {
		if k == kind {
			return a.IDs[i]
		}
	}
	return ""
}

// Group returns the first word of the path, or that of the noun under a district. For everything of the standard it is std.
func (a At) Group() string {
	head, _ := cut(a.Key)
	return head
}

// Field returns the declaration of a register's field, or nil if there is none.
func (a At) Field(name string) *Field {
	if a.Noun == nil {
		return nil
	}
	return a.Noun.Field(name)
}

// Act returns the act that writing a field counts as. For an unknown noun it is Note, which the whole team may do.
func (a At) Act(field string) Act {
	if a.Noun == nil {
		return Note
	}
	return a.Noun.act(field)
}

// Phase returns the phase whose signature covers and locks the entity; 0 if it belongs to no district or is declared free.
func (a At) Phase() Phase {
	switch {
	case a.District == "":
		return 0
	case a.Noun == nil:
		return unknownPhase
	case a.Noun.Free != "":
		return 0
	case a.Noun.PhaseID:
		return phase(a.IDs[0])
	}
	return a.Noun.Phase
}

// Under returns the path as programs of a schema read it: a noun that came later is to them one that they do not know.
func (a At) Under(schema int) At {
	if a.Noun != nil && schema < a.Noun.Since {
		a.Noun = nil
	}
	return a
}

// StatementPhase returns the phase for which a sign-off is written; 0 for any other entity.
func (a At) StatementPhase() Phase {
	if !a.Is("sign") {
		return 0
	}
	return phase(a.IDs[0])
}

// phase reads a phase from a path. Anything but the five numbers is treated like an unknown noun.
func phase(s string) Phase {
	n, err := strconv.Atoi(s)
	if p := Phase(n); err == nil && p >= Preparation && p <= Rectification {
		return p
	}
	return unknownPhase
}

// Right is what has to be checked for one write: the act, and what locks it. It says the same as Parse but allocates nothing, because a
// reader needs it for each of a million writes.
type Right struct {
	District string
	Act      Act
	Phase    Phase  // the phase whose signature locks it; 0: none
	Standard bool   // it writes to the round's standard
	Owner    string // whose it is; empty for what is nobody's own
}

// May tells whether a person may make the write in a role. What is somebody's own only they may write, but for fields that have an act of
// their own, which others may write whose role allows that act.
func (r Right) May(role Role, person string) bool {
	switch r.Owner {
	case "":
		return May(role, r.Act)
	case person:
		return May(role, Talk)
	}
	return r.Act != Talk && May(role, r.Act)
}

// RightOf returns the right that a write to a register needs.
func RightOf(entity, field string) Right {
	rest, ok := strings.CutPrefix(entity, "d/")
	if !ok {
		at := Parse(entity)
		return Right{Act: at.Act(field), Standard: at.Group() == "std"}
	}
	district, rest, more := strings.Cut(rest, "/")
	if !more {
		n := districtNouns[""]
		return Right{District: district, Act: n.act(field), Phase: n.Phase}
	}
	key, ids, some := strings.Cut(rest, "/")
	n := districtNouns[key]
	if n == nil || !some && len(n.IDs) > 0 || some && (strings.Count(ids, "/")+1 != len(n.IDs) || hollow(ids)) {
		return Right{District: district, Act: Note, Phase: unknownPhase}
	}
	r := Right{District: district, Act: n.act(field), Phase: n.Phase}
	first, _, _ := strings.Cut(ids, "/")
	if n.Own {
		r.Owner = first
	}
	switch {
	case n.Free != "":
		r.Phase = 0
	case n.PhaseID:
		r.Phase = phase(first)
	}
	return r
}

// hollow tells whether one of the ids is empty.
func hollow(ids string) bool {
	return ids == "" || ids[0] == '/' || ids[len(ids)-1] == '/' || strings.Contains(ids, "//")
}

func (n *Noun) act(field string) Act {
	if n.mixed {
		if n.Own { // who may write a field may settle it
			field = strings.TrimPrefix(field, Why)
		}
		if f := n.Field(field); f != nil && f.Act != "" {
			return f.Act
		}
	}
	return n.Act
}
