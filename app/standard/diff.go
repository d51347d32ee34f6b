package standard

import (
	"reflect"
	"slices"
)

// ChangeKind says what became of an item from one version to the next.
type ChangeKind string

// The three kinds of change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	Changed ChangeKind = "changed"
)

// Change is one item's. Old is nil for one that was added, New for one that was removed; Fields names what differs.
type Change struct {
	Kind     ChangeKind
	Old, New *Item
	Fields   []string
}

// ID of the item.
func (c Change) ID() string {
	if c.New != nil {
		return c.New.ID
	}
	return c.Old.ID
}

// Diff tells item by item what a new version changes: in the new one's order, then what it removes.
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

// SameRule tells whether two rules are alike in all their fields.
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
