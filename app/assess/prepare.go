package assess

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kaohe/app/standard"
	"kaohe/app/words"
)

// The tabs of the preparation page, besides TabTask.
const (
	TabAssign   = "assign"   // 分工
	TabMaterial = "material" // 材料
	TabClaim    = "claim"    // 自评
	TabPlan     = "plan"     // 行程
	TabDraw     = "draw"     // 抽签
)

// States of a material.
const (
	MaterialGot  = "got"  // 已收
	MaterialPart = "part" // 不齐
	MaterialNone = "none" // 未收
)

// Material is one line of an item's 佐证材料清单 in one district. Materials are no part of the scoring: beside those of the standard, which is
// frozen, a district can be asked for others at any time before its preparation is signed.
type Material struct {
	Entity string
	Item   string
	Name   string
	Own    bool   // asked for beside the standard
	State  string // MaterialGot …; empty: nobody has looked yet
	Note   string
}

// Visit is one line of the visit schedule.
type Visit struct {
	ID, Entity        string
	Day               Day
	Time, What, Where string
	Who               string
	Order             int64
}

// Draw is one 抽签: the list at that time, the phrase said aloud, and the result. Anyone can repeat it from the list and the phrase.
type Draw struct {
	ID, Entity string
	Title      string
	List       []string // one name a line; "stratum\tname" if it is drawn in strata
	Count      int      // how many are drawn, of the whole list or of each stratum
	Strata     bool
	Phrase     string
	Result     []string
	Day        Day
	Person     string
	Why        string // the reason for a second draw from the same list
	Order      int64
}

// ParseList splits a text that was typed or pasted into the lines of a draw, trimmed and without empty ones.
func ParseList(text string) []string {
	var out []string
	for _, l := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// WithStrata turns lines with a colon or a wide space between the two parts into "stratum<tab>name", because a text box takes no tab.
func WithStrata(list []string) []string {
	out := make([]string, len(list))
	for i, l := range list {
		out[i] = l
		at := strings.IndexAny(l, "：:　")
		if strings.Contains(l, "\t") || at < 0 {
			continue
		}
		_, width := utf8.DecodeRuneInString(l[at:])
		out[i] = strings.TrimSpace(l[:at]) + "\t" + strings.TrimSpace(l[at+width:])
	}
	return out
}

// Seed returns SHA-256 of the phrase and the hash of the list, in hex. It is printed on the draw sheet.
func (d *Draw) Seed() string {
	s := d.seed()
	return hex.EncodeToString(s[:])
}

// ListHash returns SHA-256 over the lines of the list, each with a line feed behind it, in hex.
func (d *Draw) ListHash() string {
	h := sha256.Sum256([]byte(strings.Join(d.List, "\n") + "\n"))
	return hex.EncodeToString(h[:])
}

func (d *Draw) seed() [32]byte {
	return sha256.Sum256([]byte("kaohe draw 1\n" + strings.TrimSpace(d.Phrase) + "\n" + d.ListHash()))
}

// Drawn computes the result: each line gets the number SHA-256(seed, its index from 0 as eight bytes, big-endian), and the Count lines with
// the lowest numbers are taken (in each stratum, if it is drawn in strata). They are returned in the order of the list.
func (d *Draw) Drawn() []string {
	type lot struct {
		at     int
		number [32]byte
	}
	seed := d.seed()
	groups, order := map[string][]lot{}, []string{}
	for i, line := range d.List {
		stratum := ""
		if d.Strata {
			stratum, _, _ = strings.Cut(line, "\t")
		}
		if groups[stratum] == nil {
			order = append(order, stratum)
		}
		var at [8]byte
		binary.BigEndian.PutUint64(at[:], uint64(i))
		groups[stratum] = append(groups[stratum], lot{i, sha256.Sum256(append(seed[:], at[:]...))})
	}
	var taken []int
	for _, g := range order {
		lots := groups[g]
		slices.SortFunc(lots, func(a, b lot) int { return slices.Compare(a.number[:], b.number[:]) })
		for _, l := range lots[:min(max(d.Count, 0), len(lots))] {
			taken = append(taken, l.at)
		}
	}
	slices.Sort(taken)
	out := make([]string, 0, len(taken))
	for _, i := range taken {
		out = append(out, d.List[i])
	}
	return out
}

// True tells whether the recorded result is the one that follows from the list and the phrase.
func (d *Draw) True() bool { return slices.Equal(d.Result, d.Drawn()) }

// Check refuses a draw that can't be made. Faults: draw.phrase, draw.list, draw.count, draw.twice (a line occurs twice), draw.line (a line
// or the phrase contains a line break), draw.stratum (a line has no stratum).
func (d *Draw) Check() error {
	seen := map[string]bool{}
	for _, l := range d.List {
		stratum, name, cut := strings.Cut(l, "\t")
		switch {
		case seen[l]:
			return words.Refuse("draw.twice", l)
		case strings.ContainsAny(l, "\n\r"):
			return words.Refuse("draw.line", l)
		case d.Strata && (!cut || strings.TrimSpace(stratum) == "" || strings.TrimSpace(name) == ""):
			return words.Refuse("draw.stratum", l)
		}
		seen[l] = true
	}
	switch {
	case len(d.List) == 0:
		return words.Refuse("draw.list")
	case d.Count < 1 || !d.Strata && d.Count > len(d.List):
		return words.Refuse("draw.count", d.Count, len(d.List))
	case strings.TrimSpace(d.Phrase) == "":
		return words.Refuse("draw.phrase")
	case strings.ContainsAny(d.Phrase, "\n\r"):
		return words.Refuse("draw.line", d.Phrase)
	}
	return nil
}

// Earlier returns the recorded draws before x from the same names, in whatever order the names were listed.
func (d *District) Earlier(x *Draw) []*Draw {
	var out []*Draw
	names := slices.Sorted(slices.Values(x.List))
	for _, o := range d.Draws {
		if x.ID != "" && o.ID == x.ID {
			break
		}
		if slices.Equal(slices.Sorted(slices.Values(o.List)), names) {
			out = append(out, o)
		}
	}
	return out
}

// CheckDraw refuses what Check refuses, and a second draw from the same list without a reason (draw.again) or with a phrase that was used
// before (draw.same), which can only give the same result.
func CheckDraw(d *District, x *Draw) error {
	if err := x.Check(); err != nil {
		return err
	}
	before := d.Earlier(x)
	for _, o := range before {
		if strings.TrimSpace(o.Phrase) == strings.TrimSpace(x.Phrase) {
			return words.Refuse("draw.same", o.Day)
		}
	}
	if len(before) > 0 && strings.TrimSpace(x.Why) == "" {
		return words.Refuse("draw.again", len(before))
	}
	return nil
}

// PutDraw records a draw and its result. If the list are the district's own subdistricts, those that were drawn are marked as drawn.
func PutDraw(d *District, x *Draw, newID string) *Edit {
	e, p := New("edit.draw"), Path(d.Entity, "draw", newID)
	result := x.Drawn()
	e.Texts(p, "title", x.Title, "phrase", x.Phrase, "day", string(x.Day), "person", x.Person, "why", x.Why)
	e.Set(p, "list", x.List).Set(p, "count", x.Count).Set(p, "strata", x.Strata).Set(p, "result", result)
	e.Set(p, "order", nextOrder(d.Draws, func(x *Draw) int64 { return x.Order }))
	for _, s := range d.Subdistricts {
		if slices.Contains(x.List, s.Name) {
			e.Set(s.Entity, "drawn", slices.Contains(result, s.Name))
		}
	}
	return e
}

// SetMaterial sets the state and the note of a material. It writes only what differs.
func SetMaterial(m *Material, state, note string) *Edit {
	e := New("edit.material")
	if state != m.State {
		e.Texts(m.Entity, "state", state)
	}
	if note != m.Note {
		e.Texts(m.Entity, "note", note)
	}
	return e
}

// AddMaterial asks districts for a material beside those that the standard names for an item. Its ID follows from its name, so that one that is
// added on two laptops is one.
func AddMaterial(item, name string, districts ...*District) *Edit {
	e := New("edit.addmaterial")
	for _, d := range districts {
		x := Path(d.Entity, "mat", item, MaterialID(name))
		e.Set(x, "gone", false).Texts(x, "name", name)
	}
	return e
}

// MaterialID returns the ID of a material by its name, so that what a district handed in stays with it where the standard's list is changed.
func MaterialID(name string) string { return "m" + TextHash(name)[:16] }

// MaterialIDs returns the two IDs that an item's n-th material can have, n from 0: that by its name, and its number in the list, by which older
// versions kept all. One that the list has twice has the number only from the second time on.
func MaterialIDs(i *standard.Item, n int) (named, numbered string) {
	numbered = strconv.Itoa(n)
	if slices.Contains(i.Materials[:n], i.Materials[n]) {
		return numbered, numbered
	}
	return MaterialID(i.Materials[n]), numbered
}

// material returns where a district keeps what it handed in of an item's n-th material.
func (r reader) material(d *District, i *standard.Item, n int) string {
	named, numbered := MaterialIDs(i, n)
	old, now := Path(d.Entity, "mat", i.ID, numbered), Path(d.Entity, "mat", i.ID, named)
	if len(r.s.Fields(now)) == 0 && len(r.s.Fields(old)) > 0 {
		return old
	}
	return now
}

// ClearClaim removes the 自评得分 of an item. Its grounds stay.
func ClearClaim(d *District, item string) *Edit {
	return New("edit.claim").Set(Path(d.Entity, "claim", item), "points", nil)
}

// AddVisit adds a line to the schedule; pairs are field and text: day, time, what, where, who.
func AddVisit(d *District, newID string, pairs ...string) *Edit {
	p := Path(d.Entity, "plan", newID)
	return New("edit.schedule").Set(p, "order", nextOrder(d.Schedule, func(v *Visit) int64 { return v.Order })).Texts(p, pairs...)
}

// own reads the materials of an item that the standard does not name, in the order of their names.
func (r reader) own(d *District, i *standard.Item) {
	from := len(d.Materials)
	r.each(Path(d.Entity, "mat", i.ID), func(id, e string, _ bool) {
		listed := slices.ContainsFunc(i.Materials, func(name string) bool { return id == MaterialID(name) })
		if name := r.text(e, "name"); name != "" && !listed {
			d.Materials = append(d.Materials, &Material{Entity: e, Item: i.ID, Name: name, Own: true, State: r.text(e, "state"), Note: r.text(e, "note")})
		}
	})
	slices.SortFunc(d.Materials[from:], func(x, y *Material) int { return cmp.Compare(x.Name, y.Name) })
}

func (r reader) preparation(a *Assessment, d *District) {
	for _, i := range a.Standard.Items() {
		for n, name := range i.Materials {
			e := r.material(d, i, n)
			d.Materials = append(d.Materials, &Material{Entity: e, Item: i.ID, Name: name, State: r.text(e, "state"), Note: r.text(e, "note")})
		}
		r.own(d, i)
	}
	r.each(Path(d.Entity, "plan"), func(id, e string, _ bool) {
		d.Schedule = append(d.Schedule, &Visit{ID: id, Entity: e, Day: r.day(e, "day"), Time: r.text(e, "time"), What: r.text(e, "what"),
			Where: r.text(e, "where"), Who: r.text(e, "who"), Order: r.order(e)})
	})
	slices.SortStableFunc(d.Schedule, func(x, y *Visit) int {
		return cmp.Or(cmp.Compare(x.Day, y.Day), cmp.Compare(x.begins(), y.begins()), cmp.Compare(x.Order, y.Order), cmp.Compare(x.ID, y.ID))
	})
	r.each(Path(d.Entity, "draw"), func(id, e string, _ bool) {
		x := &Draw{ID: id, Entity: e, Title: r.text(e, "title"), Phrase: r.text(e, "phrase"), Day: r.day(e, "day"), Person: r.text(e, "person"),
			Why: r.text(e, "why"), Strata: r.flag(e, "strata"), Order: r.order(e)}
		x.List, _ = get[[]string](r, e, "list")
		x.Result, _ = get[[]string](r, e, "result")
		n, _ := r.num(e, "count")
		x.Count = int(n)
		d.Draws = append(d.Draws, x)
	})
	byOrder(d.Draws, func(x *Draw) (int64, string) { return x.Order, x.ID })
}
