package assess

import (
	"fmt"
	"slices"

	"kaohe/app/standard"
)

// Table is where a standard is stored: the round's own, or the draft of its next version, which has the same fields.
type Table string

// The two tables.
const (
	OwnTable  Table = "std"
	NextTable Table = "nstd"
)

// Section returns the entity of a section.
func (t Table) Section(id string) string { return Path(string(t), "sec", id) }

// Item returns the entity of an item.
func (t Table) Item(id string) string { return Path(string(t), "item", id) }

// Editing returns what can be edited now: the standard until it is frozen, after that the draft of its next version (nil without a draft).
func (a *Assessment) Editing() (Table, *standard.Standard) {
	if a.Standard.Frozen {
		return NextTable, a.NextStandard
	}
	return OwnTable, a.Standard
}

const editStandard = "edit.standard"

// SetStandard writes one field of a table: title, version, rescale, bonus, grades, ranks, forces.
func SetStandard(t Table, field string, v any) *Edit {
	return New(editStandard).Set(string(t), field, v)
}

// SetItem writes one field of an item: text, basis, points, rule, methods, materials, key, keyfloor.
func SetItem(t Table, id, field string, v any) *Edit {
	return New(editStandard).Set(t.Item(id), field, v)
}

// AddSection adds a section behind the others.
func AddSection(t Table, s *standard.Standard, newID, title string) *Edit {
	now := shape(s)
	now.Sections = append(now.Sections, &standard.Section{ID: newID, Title: title})
	return New("edit.section").Texts(t.Section(newID), "title", title).arrange(t, s, now)
}

// AddItem adds an item to a section, behind the item after, or, if after is empty, behind all. Its code follows from its place.
func AddItem(t Table, s *standard.Standard, section, after, newID string) *Edit {
	now := shape(s)
	sec := now.Section(section)
	if sec == nil {
		return nil
	}
	at := len(sec.Items)
	if i := slices.IndexFunc(sec.Items, func(i *standard.Item) bool { return i.ID == after }); i >= 0 {
		at = i + 1
	}
	rule := standard.Rule{Kind: standard.Binary}
	sec.Items = slices.Insert(sec.Items, at, &standard.Item{ID: newID, Section: section, Rule: rule})
	return New("edit.item").Texts(t.Item(newID), "section", section).Set(t.Item(newID), "rule", rule).arrange(t, s, now)
}

// RemoveItem removes an item. Marks that were given stay in the log and come back with it.
func RemoveItem(t Table, s *standard.Standard, id string) *Edit {
	now := shape(s)
	for _, sec := range now.Sections {
		sec.Items = slices.DeleteFunc(sec.Items, func(i *standard.Item) bool { return i.ID == id })
	}
	return Remove("edit.unitem", t.Item(id)).arrange(t, s, now)
}

// RemoveSection removes a section with its items.
func RemoveSection(t Table, s *standard.Standard, id string) *Edit {
	e, now := Remove("edit.unsection", t.Section(id)), shape(s)
	if sec := s.Section(id); sec != nil {
		for _, i := range sec.Items {
			e.Set(t.Item(i.ID), "gone", true)
		}
	}
	now.Sections = slices.DeleteFunc(now.Sections, func(x *standard.Section) bool { return x.ID == id })
	return e.arrange(t, s, now)
}

// MoveSection exchanges a section with its neighbour; dir is -1 or +1. It returns nil if there is no neighbour.
func MoveSection(t Table, s *standard.Standard, id string, dir int) *Edit {
	now := shape(s)
	i := slices.IndexFunc(now.Sections, func(x *standard.Section) bool { return x.ID == id })
	j := i + dir
	if i < 0 || j < 0 || j >= len(now.Sections) {
		return nil
	}
	now.Sections[i], now.Sections[j] = now.Sections[j], now.Sections[i]
	return New("edit.move").arrange(t, s, now)
}

// MoveItem exchanges an item with its neighbour; at the end of a section the item moves into the next one. dir is -1 or +1. It returns nil
// if there is no place to move to.
func MoveItem(t Table, s *standard.Standard, id string, dir int) *Edit {
	now := shape(s)
	for n, sec := range now.Sections {
		i := slices.IndexFunc(sec.Items, func(x *standard.Item) bool { return x.ID == id })
		if i < 0 {
			continue
		}
		if j := i + dir; j >= 0 && j < len(sec.Items) {
			sec.Items[i], sec.Items[j] = sec.Items[j], sec.Items[i]
			return New("edit.move").arrange(t, s, now)
		}
		if n+dir < 0 || n+dir >= len(now.Sections) {
			return nil
		}
		to, item := now.Sections[n+dir], sec.Items[i]
		sec.Items = slices.Delete(sec.Items, i, i+1)
		at := 0
		if dir < 0 {
			at = len(to.Items)
		}
		to.Items = slices.Insert(to.Items, at, item)
		return New("edit.move").arrange(t, s, now)
	}
	return nil
}

// shape copies the lists of a standard, but not its items.
func shape(s *standard.Standard) *standard.Standard {
	now := &standard.Standard{}
	for _, sec := range s.Sections {
		x := *sec
		x.Items = slices.Clone(sec.Items)
		now.Sections = append(now.Sections, &x)
	}
	return now
}

// arrange writes what changes from was to now: orders, and the sections of items. A code that is empty follows from the place; one that said
// what its place says is emptied where the place becomes another, so that two laptops that put items in do not write two codes for one.
func (e *Edit) arrange(t Table, was, now *standard.Standard) *Edit {
	place(now.Sections, func(x *standard.Section) int64 { return x.Order }, func(x *standard.Section, n int64) {
		e.Set(t.Section(x.ID), "order", n)
	})
	old := codes(was)
	for n, sec := range now.Sections {
		order := func(i *standard.Item) int64 {
			if i.Section != sec.ID {
				return 0 // its order was among the items of another section
			}
			return i.Order
		}
		place(sec.Items, order, func(i *standard.Item, n int64) { e.Set(t.Item(i.ID), "order", n) })
		for m, i := range sec.Items {
			if i.Section != sec.ID {
				e.Texts(t.Item(i.ID), "section", sec.ID)
			}
			if i.Code != "" && i.Code == old[i.ID] && i.Code != code(n, m) {
				e.Texts(t.Item(i.ID), "code", "") // from now on it follows from the place, also where another laptop moves items
			}
		}
	}
	return e
}

// codes returns the codes that follow from the items' places. An item that has another code got it from outside and keeps it.
func codes(s *standard.Standard) map[string]string {
	out := map[string]string{}
	for n, sec := range s.Sections {
		for m, i := range sec.Items {
			out[i.ID] = code(n, m)
		}
	}
	return out
}

func code(section, item int) string { return fmt.Sprintf("%d.%d", section+1, item+1) }

// place gives new orders to as few entries as possible, so that the orders rise along the list.
func place[T any](list []T, order func(T) int64, set func(T, int64)) {
	var last int64
	for n, x := range list {
		at := order(x)
		if at <= last {
			at = last + 1000
			if n+1 < len(list) {
				if next := order(list[n+1]); next > last+1 {
					at = last + (next-last)/2
				}
			}
			set(x, at)
		}
		last = at
	}
}

// tableField is one register of a table.
type tableField struct {
	entity, field string
	value         any
}

// fields returns all registers of a table, in the order of the editor. A new version copies, compares and signs them.
func (t Table) fields(s *standard.Standard) []tableField {
	e := string(t)
	out := []tableField{{e, "title", s.Title}, {e, "version", s.Version}, {e, "sample", s.Sample}, {e, "rescale", s.Rescale},
		{e, "bonus", int64(s.Bonus)}, {e, "grades", s.Grades}, {e, "ranks", s.Ranks}, {e, "forces", s.Forces}}
	for _, sec := range s.Sections {
		e := t.Section(sec.ID)
		out = append(out, tableField{e, "title", sec.Title}, tableField{e, "bonuscap", int64(sec.BonusCap)}, tableField{e, "order", sec.Order})
		for _, i := range sec.Items {
			e := t.Item(i.ID)
			out = append(out, tableField{e, "code", i.Code}, tableField{e, "section", sec.ID}, tableField{e, "text", i.Text},
				tableField{e, "basis", i.Basis}, tableField{e, "order", i.Order}, tableField{e, "points", int64(i.Points)}, tableField{e, "rule", i.Rule},
				tableField{e, "methods", i.Methods}, tableField{e, "materials", i.Materials}, tableField{e, "key", i.Key}, tableField{e, "keyfloor", i.KeyFloor})
		}
	}
	return out
}

// entities returns all entities of a table except the table's own.
func (t Table) entities(s *standard.Standard) []string {
	var out []string
	for _, sec := range s.Sections {
		out = append(out, t.Section(sec.ID))
		for _, i := range sec.Items {
			out = append(out, t.Item(i.ID))
		}
	}
	return out
}

// regrade replaces the grades that depend on all districts, which are those by rank, and those that an event forces. It copies the
// districts that it changes.
func (a *Assessment) regrade() {
	results := make([]standard.Result, len(a.Districts))
	rank := func(of func(*District) *standard.Result) []string {
		for i, d := range a.Districts {
			results[i] = *of(d)
		}
		return a.Standard.GradeByRank(results)
	}
	onsite := rank(func(d *District) *standard.Result { return &d.Result })
	final := rank(func(d *District) *standard.Result { return &d.Final })
	for i, d := range a.Districts {
		moved := *d
		if len(a.Standard.Ranks) > 0 {
			moved.Result.Grade, moved.Final.Grade = onsite[i], final[i]
		}
		if d.Forced != "" {
			moved.Final = a.Standard.Force(moved.Final, d.Forced, d.ForcedWhy)
		}
		if moved.Result.Grade != d.Result.Grade || moved.Final.Grade != d.Final.Grade || moved.Final.Why != d.Final.Why {
			a.Districts[i] = &moved
		}
	}
}

// draftTable reads the draft of the next version; nil if none was begun or it was removed.
func (r reader) draftTable() *standard.Standard {
	if !r.flag(string(NextTable), "begun") {
		return nil
	}
	return r.table(NextTable)
}

// methods reads the round's methods: the usual ones with what the round changed about them, and those that it added.
func (r reader) methods() []*standard.Method {
	var out []*standard.Method
	usual := map[string]bool{}
	for _, m := range standard.Usual() {
		usual[m.ID] = true
		if stands, _ := r.fate(MethodPath(m.ID)); stands {
			out = append(out, r.method(m))
		}
	}
	r.each("std/method", func(id, e string, _ bool) {
		if !usual[id] {
			out = append(out, r.method(&standard.Method{ID: id}))
		}
	})
	byOrder(out, func(m *standard.Method) (int64, string) { return m.Order, m.ID })
	return out
}

func (r reader) method(m *standard.Method) *standard.Method {
	e := MethodPath(m.ID)
	m.Name = r.text(e, "name")
	if f := r.text(e, "form"); f != "" {
		m.Form = standard.Form(f)
	}
	if n, ok := r.num(e, "order"); ok {
		m.Order = n
	}
	return m
}

// MethodPath is the entity of a method, given by ID.
func MethodPath(id string) string { return Path("std", "method", id) }

// SetMethods makes the list the round's methods: what of it is new is added, what is changed is changed, and what is there now and not in it is
// removed. Orders are given anew where the list's own do not rise.
func SetMethods(s *standard.Standard, list []*standard.Method) *Edit {
	e := New("edit.standard")
	kept := map[string]bool{}
	for _, m := range list {
		kept[m.ID] = true
		was := s.Method(m.ID)
		there := slices.Contains(s.Methods, was)
		if !there && was.Form != "" { // one of the usual ones that had been left out
			e.Set(MethodPath(m.ID), "gone", false)
		}
		if m.Name != was.Name || !there {
			e.Texts(MethodPath(m.ID), "name", m.Name)
		}
		if m.Form != was.Form || !there {
			e.Texts(MethodPath(m.ID), "form", string(m.Form))
		}
	}
	place(list, func(m *standard.Method) int64 { return s.Method(m.ID).Order }, func(m *standard.Method, n int64) { e.Set(MethodPath(m.ID), "order", n) })
	for _, m := range s.Methods {
		if !kept[m.ID] {
			e.Set(MethodPath(m.ID), "gone", true)
		}
	}
	return e
}
