package standard

import (
	"reflect"
	"slices"
)

// ChangeKind is what happened to an item between two versions.
type ChangeKind string

// The three kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is the change of one item. Old is nil for an added item, New for a removed one; Fields names the fields that differ.
type Change struct {
	Kind     ChangeKind
	Old, New *Item
	Fields   []string
}

// ID returns the item's ID.
func (c Change) ID() string {
	if c.New != nil {
		return c.New.ID
	}
	return c.Old.ID
}

// Diff returns the changes of items from old to now: first in the order of now, then the removed ones.
func Diff(old, now *Standard) []Change {
	var out []Change
	for _, i := range now.Items() {
		was := old.Item(i.ID)
		if was == nil {
			out = append(out, Change{Kind: Added, New: i})
		} else if f := itemFields(was, i); len(f) > 0 {
			out = append(out, Change{Kind: Changed, Old: was, New: i, Fields: f})
		}
	}
	for _, i := range old.Items() {
		if now.Item(i.ID) == nil {
			out = append(out, Change{Kind: Removed, Old: i})
		}
	}
	return out
}

func itemFields(a, b *Item) []string {
	var out []string
	differ := func(field string, same bool) {
		if !same {
			out = append(out, field)
		}
	}
	differ("code", a.Code == b.Code)
	differ("section", a.Section == b.Section)
	differ("text", a.Text == b.Text)
	differ("points", a.Points == b.Points)
	differ("rule", SameRule(a.Rule, b.Rule))
	differ("key", a.Key == b.Key && a.KeyFloor == b.KeyFloor)
	differ("methods", slices.Equal(a.Methods, b.Methods))
	differ("materials", slices.Equal(a.Materials, b.Materials))
	differ("basis", a.Basis == b.Basis)
	return out
}

// SameRule tells whether two rules are equal in all fields.
func SameRule(a, b Rule) bool {
	if len(a.Tiers) == 0 && len(b.Tiers) == 0 {
		a.Tiers, b.Tiers = nil, nil
	}
	return reflect.DeepEqual(a, b)
}

// DiffGeneral names what else differs: title, version, rescale, bonus, grades, forces, and sections (their names, caps or order).
func DiffGeneral(old, now *Standard) []string {
	var out []string
	differ := func(field string, same bool) {
		if !same {
			out = append(out, field)
		}
	}
	differ("version", old.Version == now.Version)
	differ("title", old.Title == now.Title)
	differ("rescale", old.Rescale == now.Rescale)
	differ("bonus", old.Bonus == now.Bonus)
	differ("grades", slices.Equal(old.Grades, now.Grades) && slices.Equal(old.Ranks, now.Ranks))
	differ("forces", slices.Equal(old.Forces, now.Forces))
	differ("sections", slices.EqualFunc(old.Sections, now.Sections, func(a, b *Section) bool {
		return a.ID == b.ID && a.Title == b.Title && a.BonusCap == b.BonusCap
	}))
	return out
}
