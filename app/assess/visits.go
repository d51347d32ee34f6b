package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"kaohe/app/standard"
)

// Check is one line of the short checklist for every drawn subdistrict. It belongs to the standard.
type Check struct {
	ID, Entity, Text string
	Order            int64
}

// Look is what was seen for one check in one subdistrict.
type Look struct {
	Entity  string
	Verdict Verdict
	Note    string
}

// Carried is a problem of the last round that was not closed: 回头看. It must be answered on site.
type Carried struct {
	ID, Entity  string
	Text        string
	Requirement string
	State       string // fixed 已整改, part 部分整改, open 未整改; empty is not answered yet
	Answer      string
}

// Last is the mark that the last round gave for an item.
type Last struct {
	Mark   string // points with two digits; may be empty
	Reason string
	Same   bool // false: the item's text was different then, which the screen says
}

// AddCheck adds a line to the checklist for subdistricts.
func AddCheck(a *Assessment, newID, text string) *Edit {
	p := Path("std", "visit", newID)
	return New("edit.standard").Set(p, "order", nextOrder(a.Checks, func(c *Check) int64 { return c.Order })).Texts(p, "text", text)
}

// SetChecks makes the list the round's checks, as SetMethods does with methods.
func SetChecks(a *Assessment, list []*Check) *Edit {
	e := New("edit.standard")
	was := map[string]*Check{}
	for _, c := range a.Checks {
		was[c.ID] = c
	}
	for _, c := range list {
		if old := was[c.ID]; old == nil || old.Text != c.Text {
			e.Texts(Path("std", "visit", c.ID), "text", c.Text)
		}
	}
	order := func(c *Check) int64 {
		if old := was[c.ID]; old != nil {
			return old.Order
		}
		return 0
	}
	place(list, order, func(c *Check, n int64) { e.Set(Path("std", "visit", c.ID), "order", n) })
	for _, c := range list {
		delete(was, c.ID)
	}
	for _, c := range a.Checks {
		if was[c.ID] != nil {
			e.Set(c.Entity, "gone", true)
		}
	}
	return e
}

// Key is its ID.
func (c *Check) Key() string { return c.ID }

// LookAt returns the entity of a check in a subdistrict; both are given by ID.
func LookAt(d *District, sub, check string) string { return Path(d.Entity, "look", sub, check) }

// Uneven compares the drawn subdistricts: each row tells how many of them got which verdict for a check. spread is the number of checks in
// which the subdistricts differ; it is the figure behind 落实不均衡.
func (d *District) Uneven(checks []*Check) (rows []map[Verdict]int, spread int) {
	for _, c := range checks {
		row := map[Verdict]int{}
		for _, s := range d.Subdistricts {
			if l := d.Looks[LookAt(d, s.ID, c.ID)]; s.Drawn && l != nil && l.Verdict != NoVerdict {
				row[l.Verdict]++
			}
		}
		if len(row) > 1 {
			spread++
		}
		rows = append(rows, row)
	}
	return rows, spread
}

// Drawn returns the subdistricts that were drawn.
func (d *District) Drawn() []*Subdistrict {
	var out []*Subdistrict
	for _, s := range d.Subdistricts {
		if s.Drawn {
			out = append(out, s)
		}
	}
	return out
}

// Visits returns the records of checks in a subdistrict, given by ID.
func (d *District) Visits(sub string) []*Record {
	var out []*Record
	for _, r := range d.Records {
		if r.Form == standard.SubdistrictCheck && r.Subdistrict == sub {
			out = append(out, r)
		}
	}
	return out
}

// AddVisited starts a record of a check in a subdistrict, by the round's first method for that; recorder is a person's ID.
func AddVisited(a *Assessment, d *District, newID, sub string, day Day, recorder string) *Edit {
	return AddRecord(d, newID, a.Standard.First(standard.SubdistrictCheck), day, recorder).Texts(Path(d.Entity, "rec", newID), "sub", sub)
}

// Loose returns the blockers of the on-site phase about deductions without a reason or record, and about lost points without a deduction.
func (d *District) Loose() []Blocker {
	var out []Blocker
	for _, b := range d.Phases[Onsite].Blockers {
		if b.Key == "block.reason" || b.Key == "block.basis" || b.Key == "block.unexplained" {
			out = append(out, b)
		}
	}
	return out
}

func (r reader) checks() []*Check {
	var out []*Check
	r.each("std/visit", func(id, e string, _ bool) {
		out = append(out, &Check{ID: id, Entity: e, Text: r.text(e, "text"), Order: r.order(e)})
	})
	byOrder(out, func(c *Check) (int64, string) { return c.Order, c.ID })
	return out
}

func (r reader) visits(a *Assessment, d *District) {
	d.Looks = map[string]*Look{}
	for _, s := range d.Subdistricts {
		for _, c := range a.Checks {
			e := LookAt(d, s.ID, c.ID)
			if v, note := r.text(e, "verdict"), r.text(e, "note"); v != "" || note != "" {
				d.Looks[e] = &Look{Entity: e, Verdict: Verdict(v), Note: note}
			}
		}
	}
	r.each(Path(d.Entity, "back"), func(id, e string, _ bool) {
		d.Carried = append(d.Carried, &Carried{ID: id, Entity: e, Text: r.text(e, "text"), Requirement: r.text(e, "requirement"),
			State: r.text(e, "state"), Answer: r.text(e, "answer")})
	})
	d.Last = map[string]*Last{}
	r.each(Path(d.Entity, "last"), func(id, e string, _ bool) {
		item := a.Standard.Item(id)
		d.Last[id] = &Last{Mark: r.text(e, "mark"), Reason: r.text(e, "reason"), Same: item != nil && r.text(e, "hash") == TextHash(item.Text)}
	})
}

// visited blocks while a check in a drawn subdistrict has no verdict, or a problem of the last round no answer.
func (g *gate) visited() {
	for _, s := range g.toVisit() {
		missing := 0
		for _, c := range g.a.Checks {
			if l := g.d.Looks[LookAt(g.d, s.ID, c.ID)]; l == nil || l.Verdict == NoVerdict {
				missing++
			}
		}
		if missing > 0 {
			g.block(Place{Tab: TabVisit, Entity: s.Entity}, "looks", s.Name, missing)
		}
	}
	for _, c := range g.d.Carried {
		if c.State == "" {
			g.block(Place{Tab: TabDay, Entity: c.Entity}, "back", c.Text)
		}
	}
}

// TextHash returns the hash by which the texts of two items are compared: SHA-256 of the trimmed text, in hex.
func TextHash(text string) string {
	h := sha256.Sum256([]byte(strings.TrimSpace(text)))
	return hex.EncodeToString(h[:])
}
