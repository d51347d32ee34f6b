package assess

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/words"
)

// Material is one line of an item's 佐证材料清单 in one district.
type Material struct {
	Entity string
	Item   string
	Name   string // from the standard
	State  string // got 已收, part 不齐, none 未收; empty is not looked at yet
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

// Draw is one 抽签: the list as it was, the phrase said aloud, and what came out. Anyone can repeat it with Result.
type Draw struct {
	ID, Entity string
	Title      string
	List       []string // lines; "stratum\tname" where it is drawn in strata
	Count      int      // of the whole list, or of each stratum
	Strata     bool
	Phrase     string
	Result     []string
	Day        Day
	Person     string
	Order      int64
}

// Seed is SHA-256 of the phrase and the hash of the list, in hex: what is printed on the draw sheet.
func (d *Draw) Seed() string {
	s := d.seed()
	return hex.EncodeToString(s[:])
}

// ListHash is SHA-256 over the lines of the list, each ended by a line feed, in hex.
func (d *Draw) ListHash() string {
	h := sha256.Sum256([]byte(strings.Join(d.List, "\n") + "\n"))
	return hex.EncodeToString(h[:])
}

func (d *Draw) seed() [32]byte {
	return sha256.Sum256([]byte("kaohe draw 1\n" + strings.TrimSpace(d.Phrase) + "\n" + d.ListHash()))
}

// Drawn is what the draw gives: each line gets the number SHA-256(seed, its place from 0 as eight bytes, big-endian), and the Count
// lines with the lowest numbers are taken (in each stratum, if it is drawn in strata), in the order of the list.
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

// True tells whether the result that was recorded is the one that the list and the phrase give.
func (d *Draw) True() bool { return slices.Equal(d.Result, d.Drawn()) }

// Check refuses a draw that can't be made: draw.phrase, draw.list, draw.count, draw.twice (a line stands twice).
func (d *Draw) Check() error {
	seen := map[string]bool{}
	for _, l := range d.List {
		if seen[l] {
			return words.Refuse("draw.twice", l)
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
	}
	return nil
}

// PutDraw records a draw with its result. For a draw of subdistricts (of the district's own names) those that were drawn are marked.
func PutDraw(d *District, x *Draw, newID string) *Edit {
	e, p := New("edit.draw"), Path(d.Entity, "draw", newID)
	result := x.Drawn()
	e.Texts(p, "title", x.Title, "phrase", x.Phrase, "day", string(x.Day), "person", x.Person)
	e.Set(p, "list", x.List).Set(p, "count", x.Count).Set(p, "strata", x.Strata).Set(p, "result", result)
	e.Set(p, "order", nextOrder(d.Draws, func(x *Draw) int64 { return x.Order }))
	for _, s := range d.Subdistricts {
		if slices.Contains(x.List, s.Name) {
			e.Set(s.Entity, "drawn", slices.Contains(result, s.Name))
		}
	}
	return e
}

// SetMaterial ticks a material off.
func SetMaterial(m *Material, state, note string) *Edit {
	return Fields("edit.material", m.Entity, "state", state, "note", note)
}

// AddVisit puts a line on the schedule; pairs are field and value: day, time, what, where, who.
func AddVisit(d *District, newID string, pairs ...string) *Edit {
	p := Path(d.Entity, "plan", newID)
	return New("edit.schedule").Set(p, "order", nextOrder(d.Schedule, func(v *Visit) int64 { return v.Order })).Texts(p, pairs...)
}

func (r reader) preparation(a *Assessment, d *District) {
	for _, i := range a.Standard.Items() {
		for n, name := range i.Materials {
			e := Path(d.Entity, "mat", i.ID, strconv.Itoa(n))
			d.Materials = append(d.Materials, &Material{Entity: e, Item: i.ID, Name: name, State: r.text(e, "state"), Note: r.text(e, "note")})
		}
	}
	r.each(Path(d.Entity, "plan"), func(id, e string, _ bool) {
		d.Schedule = append(d.Schedule, &Visit{ID: id, Entity: e, Day: r.day(e, "day"), Time: r.text(e, "time"), What: r.text(e, "what"),
			Where: r.text(e, "where"), Who: r.text(e, "who"), Order: r.order(e)})
	})
	slices.SortStableFunc(d.Schedule, func(x, y *Visit) int {
		return slices.Compare([]string{string(x.Day), x.Time, x.ID}, []string{string(y.Day), y.Time, y.ID})
	})
	r.each(Path(d.Entity, "draw"), func(id, e string, _ bool) {
		x := &Draw{ID: id, Entity: e, Title: r.text(e, "title"), Phrase: r.text(e, "phrase"), Day: r.day(e, "day"), Person: r.text(e, "person"),
			Strata: r.flag(e, "strata"), Order: r.order(e)}
		x.List, _ = get[[]string](r, e, "list")
		x.Result, _ = get[[]string](r, e, "result")
		n, _ := r.num(e, "count")
		x.Count = int(n)
		d.Draws = append(d.Draws, x)
	})
	byOrder(d.Draws, func(x *Draw) (int64, string) { return x.Order, x.ID })
}
