package schema

import (
	"strconv"
	"strings"
)

// At is an entity's path taken apart. Noun is nil for what this version does not know; District is then still set.
type At struct {
	District string
	Noun     *Noun
	Key      string // the noun's key as it stands in the path, known or not
	IDs      []string
}

// unknownPhase covers and locks what lies under a district and is not declared.
const unknownPhase = Onsite

// Parse takes an entity's path apart. It never fails: what it does not know has no Noun.
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

// known is the noun of a key, if the path has as many ids as it takes and none is empty.
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

// Is tells whether the path is that of a noun under a district, by its key.
func (a At) Is(key string) bool { return a.Noun != nil && a.District != "" && a.Key == key }

// ID is the part of the path that is of a kind (item, record, finding …); empty where there is none.
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

// Group is the first word of the path, or the noun's under a district: std for all of a standard.
func (a At) Group() string {
	head, _ := cut(a.Key)
	return head
}

// Field of a register; nil for one that is declared nowhere.
func (a At) Field(name string) *Field {
	if a.Noun == nil {
		return nil
	}
	return a.Noun.Field(name)
}

// Act is what writing a field amounts to; Note, which the whole team may, for what this version does not know.
func (a At) Act(field string) Act {
	if a.Noun == nil {
		return Note
	}
	return a.Noun.act(field)
}

// Phase whose signature covers and locks the entity; 0 for what belongs to no district or is declared free.
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

// StatementPhase is the phase under which a sign-off is written; 0 for what is none.
func (a At) StatementPhase() Phase {
	if !a.Is("sign") {
		return 0
	}
	return phase(a.IDs[0])
}

// phase of a path's part; one that is none of the five is covered like what is unknown.
func phase(s string) Phase {
	n, err := strconv.Atoi(s)
	if p := Phase(n); err == nil && p >= Preparation && p <= Rectification {
		return p
	}
	return unknownPhase
}

// Right is what has to be asked of one write: the act, and what locks it. It says what Parse says, without making anything: a reader asks it
// for each of a million writes.
type Right struct {
	District string
	Act      Act
	Phase    Phase // whose signature locks it; 0 for none
	Standard bool  // it writes to the round's standard
}

// RightOf a write to a register.
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
	switch {
	case n.Free != "":
		r.Phase = 0
	case n.PhaseID:
		first, _, _ := strings.Cut(ids, "/")
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
		if f := n.Field(field); f != nil && f.Act != "" {
			return f.Act
		}
	}
	return n.Act
}
