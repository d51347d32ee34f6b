package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
)

// belongs lists, for nouns whose entities can be removed, the nouns below the same district that are part of such an entity: the first
// part of their path is its ID. Who edits a row of a record edits the record.
var belongs = map[string][]string{
	"rec":  {"qa", "doc"},
	"find": {"req", "resp", "final", "rect", "prog", "mile"},
	"sub":  {"look"},
}

// removable lists the nouns whose entities are no longer there when they are removed. Of the others there is one for each item, finding or
// the like, and the field gone means nothing: a mark that was taken back is empty.
var removable = []string{"std/sec", "std/item", "std/visit", "std/method", "nstd/sec", "nstd/item", "issue", "d/", "d/sub", "d/task", "d/mat", "d/plan", "d/draw",
	"d/last", "d/ded", "d/rec", "d/qa", "d/doc", "d/find", "d/back", "d/draft", "d/prog", "d/mile", "d/issue", "d/return",
	"d/comment", "d/evid"}

// removable tells whether an entity can be removed: of the materials only those that the standard does not name.
func (r reader) removable(at schema.At, entity string) bool {
	key := at.Key
	if at.District != "" {
		key = "d/" + key
	}
	return at.Noun != nil && slices.Contains(removable, key) && (key != "d/mat" || r.text(entity, "name") != "")
}

// parts returns the entities that go with another one when it is removed, and bring it back when somebody edits them without knowing of the
// removal: everything below a district, the rows of a record, what is said of a finding, the items of a section.
func parts(s *ledger.State, entity string) []string {
	e := schema.Parse(entity)
	switch {
	case e.Noun == nil:
		return nil
	case e.District != "" && e.Key == "":
		return s.Entities(entity + "/")
	case e.District == "" && strings.HasSuffix(e.Key, "/sec"):
		return itemsOf(s, Table(e.Group()), e.ID("section"))
	case e.District == "" || len(e.IDs) != 1:
		return nil
	}
	var out []string
	for _, noun := range belongs[e.Key] {
		one := Path("d", e.District, noun, e.IDs[0])
		if len(s.Fields(one)) > 0 {
			out = append(out, one)
		}
		out = append(out, s.Entities(one+"/")...)
	}
	return out
}

func itemsOf(s *ledger.State, t Table, section string) []string {
	return slices.DeleteFunc(slices.Clone(s.Entities(t.Item(""))), func(item string) bool {
		return !slices.ContainsFunc(s.Heads(ledger.Register{Entity: item, Field: "section"}), func(w ledger.Write) bool {
			return w.Value() == ledger.Of(section)
		})
	})
}

// revived tells whether, within a frontier, an entity was removed and then written by somebody who had not seen the removal, or again; or a
// part of it by somebody who had not.
func revived(s *ledger.State, entity string, inside func(*ledger.Record) bool) bool {
	return revivedUnder(s, entity, inside, Schema)
}

// revivedUnder tells the same as signatures of a schema have it.
func revivedUnder(s *ledger.State, entity string, inside func(*ledger.Record) bool, version int) bool {
	gone := removals(s, entity, inside)
	return len(gone) > 0 && written(s, entity, inside, func(h ledger.Write) bool {
		own := h.Op().Entity == entity
		return (own || version >= joined) && slices.ContainsFunc(gone, func(g ledger.Write) bool {
			return g.Rec != h.Rec && !s.Saw(g.Rec, h.Rec) && (own || !s.Saw(h.Rec, g.Rec))
		})
	})
}

// Overruled returns the removals of an entity, and the values in it and in its parts that somebody wrote without having seen these while
// these were made without having seen them; each oldest first. Both are empty if there are no such values.
func Overruled(s *ledger.State, entity string) (gone, edits []ledger.Write) {
	gone = removals(s, entity, ledger.Everything)
	if len(gone) == 0 {
		return nil, nil
	}
	written(s, entity, ledger.Everything, func(h ledger.Write) bool {
		if slices.ContainsFunc(gone, func(g ledger.Write) bool { return g.Rec != h.Rec && !s.Saw(g.Rec, h.Rec) && !s.Saw(h.Rec, g.Rec) }) {
			edits = append(edits, h)
		}
		return false
	})
	if len(edits) == 0 {
		return nil, nil
	}
	return s.Order(gone), s.Order(edits)
}

// removals returns the values within a frontier that remove an entity, in no order.
func removals(s *ledger.State, entity string, inside func(*ledger.Record) bool) []ledger.Write {
	return slices.DeleteFunc(s.HeadsInside(ledger.Register{Entity: entity, Field: ledger.Gone}, inside), func(w ledger.Write) bool {
		is, err := ledger.As[bool](w.Value())
		return err != nil || !is
	})
}

// written calls is with each value within a frontier of an entity and its parts until it returns true, and tells whether it did.
func written(s *ledger.State, entity string, inside func(*ledger.Record) bool, is func(ledger.Write) bool) bool {
	for _, e := range append([]string{entity}, parts(s, entity)...) {
		for _, f := range s.Fields(e) {
			if f != ledger.Gone && slices.ContainsFunc(s.HeadsInside(ledger.Register{Entity: e, Field: f}, inside), is) {
				return true
			}
		}
	}
	return false
}

// returned returns the registers Gone of the entities that were removed by one person while another edited them.
// What lies in an entity that is removed for good is not among them.
func returned(s *ledger.State) []ledger.Register {
	r := reader{s: s}
	var out []ledger.Register
	for _, e := range s.Removed() {
		if at := schema.Parse(e); !r.removable(at, e) || !r.within(at) {
			continue
		}
		if gone, _ := Overruled(s, e); len(gone) > 0 && r.flag(e, ledger.Gone) {
			out = append(out, ledger.Register{Entity: e, Field: ledger.Gone})
		}
	}
	return out
}

// within tells whether all that an entity is a part of stands.
func (r reader) within(at schema.At) bool {
	if at.District == "" {
		return true
	}
	if stands, _ := r.fate(Path("d", at.District)); !stands {
		return false
	}
	for owner, nouns := range belongs {
		if slices.Contains(nouns, at.Key) {
			stands, _ := r.fate(Path("d", at.District, owner, at.IDs[0]))
			return stands
		}
	}
	return true
}
