package setup

import (
	"slices"
	"strings"
	"unicode"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// AddDistrict puts a district after the others, with the tasks that the others have, or else the usual ones.
func AddDistrict(a *assess.Assessment, id, name string, usual []TaskLine, newID func() string) *assess.Edit {
	d := &assess.District{ID: id, Entity: assess.Path("d", id)}
	e := assess.Fields("edit.district", d.Entity, "name", name).Set(d.Entity, "order", topOrder(a.Districts, districtOrder)+1000)
	lines := TaskLines(a)
	if len(lines) == 0 {
		lines = usual
	}
	return putTasks(e, d, lines, newID)
}

func districtOrder(d *assess.District) int64 { return d.Order }

func topOrder[T any](list []T, order func(T) int64) int64 {
	var top int64
	for _, x := range list {
		top = max(top, order(x))
	}
	return top
}

// MoveDistrict moves a district up (-1) or down (+1); nil where there is no room.
func MoveDistrict(a *assess.Assessment, id string, dir int) *assess.Edit {
	return move("edit.district", a.Districts, func(d *assess.District) (string, string, int64) { return d.ID, d.Entity, d.Order }, id, dir)
}

// MoveSub moves a subdistrict.
func MoveSub(d *assess.District, id string, dir int) *assess.Edit {
	return move("edit.district", d.Subdistricts, func(s *assess.Subdistrict) (string, string, int64) { return s.ID, s.Entity, s.Order }, id, dir)
}

// move changes two neighbours' places. It writes only the orders that have to change: those of the two, or all where they are equal.
func move[T any](label string, list []T, of func(T) (id, entity string, order int64), id string, dir int) *assess.Edit {
	at := slices.IndexFunc(list, func(x T) bool { i, _, _ := of(x); return i == id })
	to := at + dir
	if at < 0 || to < 0 || to >= len(list) {
		return nil
	}
	_, here, x := of(list[at])
	_, there, y := of(list[to])
	e := assess.New(label)
	if x != y {
		return e.Set(here, "order", y).Set(there, "order", x)
	}
	moved := slices.Clone(list)
	moved[at], moved[to] = moved[to], moved[at]
	for n, m := range moved {
		if _, entity, order := of(m); order != int64(n+1)*1000 {
			e.Set(entity, "order", int64(n+1)*1000)
		}
	}
	return e
}

// AddSubs puts subdistricts after the others: one name, or several with 、 or commas between them. Those that are there already are
// left out; nil when none is left.
func AddSubs(d *assess.District, text string, newID func() string) *assess.Edit {
	e := assess.New("edit.district")
	order := topOrder(d.Subdistricts, func(s *assess.Subdistrict) int64 { return s.Order })
	seen := map[string]bool{}
	for _, s := range d.Subdistricts {
		seen[s.Name] = true
	}
	for _, name := range names(text) {
		if seen[name] {
			continue
		}
		seen[name] = true
		order += 1000
		x := assess.Path(d.Entity, "sub", newID())
		e.Texts(x, "name", name).Set(x, "order", order)
	}
	return some(e)
}

func names(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("、，,;；", r) })
}

// CopyDivision gives all other districts the division of one; those whose preparation is signed stay as they are. It also says how
// many districts that changes; the edit is nil where it is none.
func CopyDivision(a *assess.Assessment, from *assess.District) (e *assess.Edit, districts int) {
	e = assess.New("edit.assign")
	for _, d := range a.Districts {
		if d == from || a.Locked(assess.Path(d.Entity, "assign", "x")) != nil {
			continue
		}
		before := len(e.Writes)
		for _, sec := range a.Standard.Sections {
			e.Assign(a, d, sec.ID, from.Assigned[sec.ID])
		}
		if len(e.Writes) > before {
			districts++
		}
	}
	return some(e), districts
}

// Shorten names the persons of a cell of the matrix within so many characters: all of them, or the first and how many.
func Shorten(a *assess.Assessment, ids []string, say words.Catalog, most int) string {
	var all []string
	for _, id := range ids {
		all = append(all, a.Name(id))
	}
	text := strings.Join(all, say.Get("list.sep"))
	if len(all) < 2 || len([]rune(text)) <= most {
		return text
	}
	return say.Say(words.M("setup.assign.several", all[0], len(all)))
}

func some(e *assess.Edit) *assess.Edit {
	if len(e.Writes) == 0 {
		return nil
	}
	return e
}
