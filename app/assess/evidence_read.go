package assess

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
)

// fileID tells whether an id is a SHA-256 as evidence has it. Anything else names no file.
func fileID(id string) bool {
	b, err := hex.DecodeString(id)
	return err == nil && len(b) == 32 && strings.ToLower(id) == id
}

// counts is the highest count among the numbers that a phase's evidence ever got, and the highest order; gone is what was removed, by ID.
type counts struct {
	no    int
	order int64
	gone  map[string]*Evidence
}

func (c *counts) note(no string, order int64) {
	_, count, _ := strings.Cut(no, "-")
	if n, err := strconv.Atoi(count); err == nil && n < 1<<30 {
		c.no = max(c.no, n)
	}
	c.order = max(c.order, order)
}

// evidence reads a district's evidence, or takes it from the view before if nothing was written to it since. It needs everything that evidence
// can support.
func (r reader) evidence(a *Assessment, d *District) {
	if r.old != nil && !r.wrote(Path(d.Entity, "evid")+"/") {
		d.Evidence, d.counted = slices.Clone(r.old.Evidence), r.old.counted
	} else {
		r.files(d)
	}
	there := d.things(a.Standard)
	for i, x := range d.Evidence {
		d.Evidence[i] = x.resting(there)
	}
}

func (r reader) wrote(prefix string) bool {
	for e := range r.written {
		if strings.HasPrefix(e, prefix) {
			return true
		}
	}
	return false
}

// files reads the evidence that was written to, and keeps the rest as it was.
func (r reader) files(d *District) {
	known := map[string]*Evidence{}
	if r.old != nil {
		for _, x := range r.old.Evidence {
			known[x.Entity] = x
		}
		for _, c := range r.old.counted {
			for _, x := range c.gone {
				known[x.Entity] = x
			}
		}
	}
	for _, p := range Phases {
		c, list := &d.counted[p], []*Evidence(nil)
		prefix := Path(d.Entity, "evid", path(p)) + "/"
		for _, e := range r.s.Entities(prefix) {
			id := e[len(prefix):]
			if !fileID(id) {
				continue
			}
			x := known[e]
			if x == nil || r.written[e] {
				x = r.proof(p, id, e)
			}
			if c.note(x.No, x.Order); !x.gone {
				list = append(list, x)
				continue
			}
			if c.gone == nil {
				c.gone = map[string]*Evidence{}
			}
			c.gone[id] = x
		}
		byOrder(list, func(x *Evidence) (int64, string) { return x.Order, x.ID })
		d.Evidence = append(d.Evidence, list...)
	}
}

// proof reads one piece of evidence.
func (r reader) proof(p Phase, id, e string) *Evidence {
	x := &Evidence{ID: id, Entity: e, Phase: p, Name: r.text(e, "name"), Media: r.text(e, "media"), Taken: r.text(e, "taken"),
		Caption: r.text(e, "caption"), No: r.text(e, "no"), saidBefore: r.text(e, "before"), Order: r.order(e)}
	stands, revived := r.fate(e)
	x.gone, x.Revived = !stands, revived
	x.Size, _ = r.num(e, "size")
	x.Layer, _ = get[[]byte](r, e, "layer")
	if turn, _ := r.num(e, "turn"); quarter(turn) {
		x.Turn = int(turn)
	}
	for _, f := range r.s.Fields(e) {
		kind, member, _ := strings.Cut(f, "/")
		if list := x.said.list(kind); list != nil && member != "" {
			if r.seen != nil {
				r.seen(e, kind)
			}
			if r.any(e, f) {
				*list = append(*list, member)
			}
		}
	}
	return x
}

// quarter tells whether a picture can be shown turned by degrees.
func quarter(degrees int64) bool { return degrees >= 0 && degrees < 360 && degrees%90 == 0 }

// things gives each thing of a district that evidence can support its place among those of its kind. The files are under file,
// where one is the state before another.
func (d *District) things(s *standard.Standard) map[string]map[string]int {
	out := map[string]map[string]int{"file": {}}
	for _, kind := range links {
		out[kind] = map[string]int{}
	}
	add := func(kind, id string) { out[kind][id] = len(out[kind]) }
	for _, i := range s.Items() {
		add("item", i.ID)
	}
	for _, s := range d.Scores {
		for _, x := range s.Deductions {
			add("deduction", x.ID)
		}
	}
	for _, rec := range d.Records {
		add("record", rec.ID)
		for _, x := range rec.Docs {
			add("document", x.ID)
		}
	}
	for _, f := range d.Findings {
		add("finding", f.ID)
		for _, x := range slices.Concat(f.Progress, f.Milestones) {
			add("step", x.ID)
		}
	}
	if slices.ContainsFunc(d.Evidence, func(x *Evidence) bool { return x.saidBefore != "" }) {
		for _, x := range d.Evidence {
			add("file", x.ID)
		}
	}
	return out
}

// resting returns the evidence with the links to what is there, in the order in which that is; x itself if it has just these.
func (x *Evidence) resting(there map[string]map[string]int) *Evidence {
	before := x.saidBefore
	if _, is := there["file"][before]; !is || before == x.ID {
		before = ""
	}
	now, rests := x.Supports(), before == x.Before
	for _, kind := range links {
		place, is := there[kind], now.list(kind)
		if said := x.said.Of(kind); !placed(said, *is, place) {
			kept := slices.DeleteFunc(slices.Clone(said), func(id string) bool { _, is := place[id]; return !is })
			slices.SortFunc(kept, func(a, b string) int { return cmp.Compare(place[a], place[b]) })
			*is, rests = kept, false
			if len(kept) == 0 {
				*is = nil
			}
		}
	}
	if rests {
		return x
	}
	y := *x
	y.Before, y.Items, y.Deductions, y.Records, y.Documents, y.Findings, y.Steps = before, now.Items, now.Deductions, now.Records, now.Documents, now.Findings, now.Steps
	return &y
}

// placed tells whether is has those of said that have a place, in the order of the places.
func placed(said, is []string, place map[string]int) bool {
	n := 0
	for _, id := range said {
		if _, has := place[id]; has {
			n++
		}
	}
	last := -1
	for _, id := range is {
		at, has := place[id]
		if !has || at <= last {
			return false
		}
		last = at
	}
	return n == len(is)
}

// holders returns, by file, the laptops that say they hold it.
func (r reader) holders() map[string][]ledger.Device {
	out := map[string][]ledger.Device{}
	for _, e := range r.s.Entities("hold/") {
		for _, f := range r.s.Fields(e) {
			if id, is := strings.CutPrefix(f, "file/"); is && out[id] == nil {
				if all := r.holding(id); all != nil {
					out[id] = all
				}
			}
		}
	}
	return out
}

// holding returns the laptops that say they hold a file, sorted. Each of them is believed of itself only, and whoever else wrote there counts
// for nothing, even who replaced what it says.
func (r reader) holding(id string) []ledger.Device {
	var out []ledger.Device
	field := "file/" + id
	for _, e := range r.s.Entities("hold/") {
		if r.seen != nil {
			r.seen(e, "file")
		}
		var last *ledger.Write
		for _, w := range r.s.Writes(ledger.Register{Entity: e, Field: field}) {
			if Path("hold", w.Rec.Device.String()) == e && (last == nil || cmp.Or(cmp.Compare(w.Rec.Seq, last.Rec.Seq), bytes.Compare(w.Rec.ID[:], last.Rec.ID[:])) > 0) {
				last = &w
			}
		}
		if last == nil {
			continue
		}
		if held, err := ledger.As[bool](last.Value()); err == nil && held {
			out = append(out, last.Rec.Device)
		}
	}
	return out
}

// holdersAfter returns the holders after records were folded of which some say who holds what.
func (r reader) holdersAfter(was map[string][]ledger.Device, last []*ledger.Record) map[string][]ledger.Device {
	var out map[string][]ledger.Device
	for _, rec := range last {
		for i := range rec.Ops {
			id, is := strings.CutPrefix(rec.Ops[i].Field, "file/")
			if !is || !IsHold(rec.Ops[i].Entity) {
				continue
			}
			if out == nil {
				if out = maps.Clone(was); out == nil {
					out = map[string][]ledger.Device{}
				}
			}
			if all := r.holding(id); all != nil {
				out[id] = all
			} else {
				delete(out, id)
			}
		}
	}
	if out == nil {
		return was
	}
	return out
}

// IsHold tells whether an entity says what a laptop holds.
func IsHold(entity string) bool {
	at := schema.Parse(entity)
	return at.Noun != nil && at.District == "" && at.Key == "hold"
}
