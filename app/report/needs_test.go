package report_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// bench makes documents of the sample with one thing changed.
type bench struct {
	t     *testing.T
	say   words.Catalog
	round *roundplantest.Round
	base  []ledger.Op // written over the sample
	wants assess.Wants
	auth  *assess.Authority
}

// seated is what stands under phases in the sample, whatever is written over it.
type seated struct {
	*assess.Authority
	view *assess.Assessment
}

func (s seated) Phase(_ *ledger.State, district string, p assess.Phase) assess.PhaseState {
	if d := s.view.District(district); d != nil {
		return d.Phases[p]
	}
	return assess.PhaseState{}
}

func (b *bench) state(more ...ledger.Op) *ledger.State {
	s := ledger.New()
	for _, r := range b.round.Log.Records {
		s.Apply(b.only(r))
	}
	for n, ops := range [][]ledger.Op{b.base, more} {
		r := &ledger.Record{ID: ledger.Hash{0xee, byte(n)}, Device: ledger.Device{0xee}, Seq: uint64(n + 1), Stamp: 1<<62 + ledger.Stamp(n),
			Prev: ledger.Hash{0xee, byte(n - 1)}, Seen: s.Frontier(ledger.Device{0xee})}
		for _, op := range ops {
			op.Base = s.Bases(ledger.Register{Entity: op.Entity, Field: op.Field})
			r.Ops = append(r.Ops, op)
		}
		s.Apply(b.only(r))
	}
	return s
}

// only is a record without what is not wanted.
func (b *bench) only(r *ledger.Record) *ledger.Record {
	if b.wants == nil {
		return r
	}
	out := *r
	out.Ops = slices.DeleteFunc(slices.Clone(r.Ops), func(op ledger.Op) bool {
		return !b.wants(schema.Parse(op.Entity).District, assess.Column(ledger.Register{Entity: op.Entity, Field: op.Field}))
	})
	return &out
}

func (b *bench) view(more ...ledger.Op) *assess.Assessment {
	return assess.View(b.state(more...), seated{b.auth, b.round.View()})
}

// documents are what can be made of a view, of some kinds, for a district and for the round.
func (b *bench) documents(a *assess.Assessment, district string, papers ...assess.Paper) map[string]report.Document {
	out := map[string]report.Document{}
	for _, k := range papers {
		for _, d := range []*assess.District{nil, a.District(district)} {
			doc, err := circular.Make(k.Key, a, d, b.say)
			if err != nil {
				continue
			}
			out[k.Key+" "+fmt.Sprint(d != nil)] = doc
		}
	}
	return out
}

// changed are the kinds that come out otherwise: of a district by itself, and of the round.
func changed(a, b map[string]report.Document) map[string]bool {
	out := map[string]bool{}
	for k := range maps.Keys(a) {
		if !reflect.DeepEqual(a[k], b[k]) {
			out[k] = true
		}
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			out[k] = true
		}
	}
	return out
}

func newBench(t *testing.T) *bench {
	r, say := round(t)
	b := &bench{t: t, say: say, round: r}
	log := ledger.New()
	for _, rec := range r.Log.Records {
		log.Keep(rec)
	}
	b.auth = assess.Authorise(log, r.View().Vault)
	return b
}

// full writes into a district what the sample has not: every noun that a document is made from, and what makes its fields matter. A grade is
// forced or not.
func (b *bench) full(district string, forced bool) []ledger.Op {
	a := b.round.View()
	d := a.District(district)
	var ops []ledger.Op
	put := func(entity, field string, v any) {
		ops = append(ops, ledger.Op{Entity: entity, Field: field, Value: ledger.Of(v)})
	}
	for n, s := range d.Scores {
		switch {
		case s.Item.Veto():
			put(s.Entity, "veto", true)
		case s.Item.Bonus():
			put(s.Entity, "count", 1)
		case n == 1 && !forced: // marked by a ruling alone
			put(s.Entity, "mark", nil)
		case n%7 == 3:
			put(s.Entity, "na", true)
			put(s.Entity, "nareason", "没有此项工作")
		}
	}
	last := d.Scores[len(d.Scores)-1]
	put(last.Objected(d), "stance", "partly")
	put(last.Objected(d), "ruling", "partly")
	put(last.Objected(d), "reasons", "补交了材料")
	for n, f := range d.Findings {
		resp := assess.Path(d.Entity, "resp", f.ID)
		put(resp, "stance", "partly")
		put(resp, "ruling", "accept")
		put(resp, "reasons", "核实属实")
		if n < len(d.Scores) {
			put(assess.Path(d.Entity, "finalmark", d.Scores[n].Item.ID), "mark", int64(d.Scores[n].Mark)-10)
			put(assess.Path(d.Entity, "finalmark", d.Scores[n].Item.ID), "why", f.ID)
		}
		if f.Kind == assess.Highlight {
			if forced {
				put(f.Entity, "gone", true)
			}
			put(f.Final(d), "named", "另写的特色。")
		}
		if f.Kind != assess.Problem {
			continue
		}
		put(f.Required(d), "requirement", "限期补签")
		put(f.Required(d), "deadline", "2006-12-20")
		put(f.Required(d), "responsible", "区打假办")
		rect := assess.Path(d.Entity, "rect", f.ID)
		for field, v := range map[string]string{"mode": "long", "measures": "分步补签", "state": "carried", "reported": a.Team[1].ID,
			"checker": a.Team[2].ID, "reason": "工程未完"} {
			put(rect, field, v)
		}
		if n%3 == 1 {
			put(rect, "state", "open")
		}
		put(f.Entity, "city", d.Subdistricts[0].Name+"没有补签。")
		if forced {
			put(f.Final(d), "city", d.Subdistricts[0].Name+"没有补签。")
		}
		put(f.Final(d), "withdrawn", n%2 == 0)
		if n%3 == 0 {
			put(f.Final(d), "named", "改写过的问题。")
		}
		for i := range 2 { // of one day
			for _, noun := range []string{"prog", "mile"} {
				e := assess.Path(d.Entity, noun, f.ID, fmt.Sprint("s", i))
				put(e, "day", "2006-11-27")
				put(e, "text", "第"+fmt.Sprint(i)+"步")
				put(e, "proof", "照片")
				put(e, "order", i+1)
				if i == 0 {
					put(e, "done", true)
				}
			}
		}
	}
	for _, s := range d.Scores {
		put(assess.Path(d.Entity, "last", s.Item.ID), "mark", "1.00")
		put(assess.Path(d.Entity, "last", s.Item.ID), "reason", "上轮没有做到")
		put(assess.Path(d.Entity, "mat", s.Item.ID, "own"), "name", "另要的材料")
	}
	sum := d.SumEntity()
	if forced {
		put(sum, "forced", "不合格")
	}
	put(sum, "forcedwhy", "发生重大事件")
	put(sum, "nohighlight", "没有报送材料")
	for _, s := range d.Subdistricts {
		for _, c := range a.Checks {
			put(assess.LookAt(d, s.ID, c.ID), "verdict", "partly")
			put(assess.LookAt(d, s.ID, c.ID), "note", "台账不全")
		}
	}
	for _, x := range d.Draws { // drawn once more
		e := x.Entity + "b"
		for field, v := range map[string]any{"title": x.Title, "list": x.List, "count": x.Count, "strata": x.Strata, "phrase": "再抽一次",
			"result": x.Result[:1], "day": "2006-11-22", "person": a.Team[0].ID, "why": "名单有误", "order": 99} {
			put(e, field, v)
		}
	}
	for _, x := range d.Drafts { // sent once more
		for field, v := range map[string]any{"sent": "2006-11-23", "reply": "2006-11-29", "problems": []assess.DraftProblem{{Finding: "x", Text: "问题。"}, {Finding: d.Of(assess.Problem)[0].ID, Text: "发出时的。"}},
			"marks": []assess.DraftMark{{Item: d.Scores[0].Item.ID, Mark: 10}}, "order": 1 << 30} {
			put(x.Entity+"b", field, v)
		}
	}
	if !forced {
		put("circ/rule", "highlights", "section")
	}
	put(assess.Path(d.Entity, "doc", d.Records[0].ID, "new"), "title", "没有结论的文件")
	put(assess.Path(d.Entity, "doc", d.Records[0].ID, "new"), "order", 99)
	b.evidence(d, forced, put)
	put(assess.Path("issue", "findings"), "number", "深打假〔2006〕1号")
	put(assess.Path(d.Entity, "issue", "notice"), "copyto", "市政府办公厅")
	return ops
}

// evidence adds evidence for one of each thing that evidence can support: a photo, one after it, and two that are no pictures and have no number.
func (b *bench) evidence(d *assess.District, six bool, put func(entity, field string, v any)) {
	sum := func(n string) string { return strings.Repeat(n, 64) }
	for i, x := range []struct{ phase, id, name, media, no, before string }{
		{"2", sum("a"), "a.jpg", "image/jpeg", "2-1", ""}, {"5", sum("b"), "b.jpg", "image/jpeg", "5-1", sum("a")},
		{"3", sum("c"), "c.pdf", "application/pdf", "", ""}, {"3", sum("d"), "d.mp4", "video/mp4", "", ""},
	} {
		e := assess.Path(d.Entity, "evid", x.phase, x.id)
		for field, v := range map[string]any{"name": x.name, "media": x.media, "size": 123456, "taken": "2006-11-20 10:00:00", "caption": "照片" + x.id[:1],
			"no": x.no, "turn": 90, "layer": []byte{1, 2}, "before": x.before, "order": 1000 * (i + 1)} {
			put(e, field, v)
		}
		for _, s := range d.Scores {
			put(e, "item/"+s.Item.ID, true)
			for _, x := range s.Deductions {
				put(e, "deduction/"+x.ID, true)
			}
		}
		for _, r := range d.Records {
			put(e, "record/"+r.ID, true)
			for _, x := range r.Docs {
				put(e, "document/"+x.ID, true)
			}
		}
		for _, f := range d.Findings {
			put(e, "finding/"+f.ID, true)
			put(e, "step/s1", true)
		}
	}
	for _, k := range assess.Papers {
		put(assess.Path("issue", k.Key), "pictures", map[bool]string{true: "6", false: "2"}[six])
	}
}

// apart takes findings out of the groups of the circular: what is written of several for the city hides what it was written from.
func (b *bench) apart() []ledger.Op {
	var ops []ledger.Op
	for _, e := range b.state().Entities("circ/") {
		if schema.Parse(e).Key == "circ/place" {
			ops = append(ops, ledger.Op{Entity: e, Field: "group", Value: ledger.Of(nil)})
		}
	}
	return ops
}

// another is another value of a field, one that means something.
func another(f *schema.Field, old ledger.Value, way, n int, a *assess.Assessment, district string) any {
	text, _ := ledger.As[string](old)
	number, _ := ledger.As[int64](old)
	is, _ := ledger.As[bool](old)
	switch f.Kind {
	case schema.Day:
		return fmt.Sprintf("2006-10-%02d", n%28+1)
	case schema.Flag:
		return !is
	case schema.Points, schema.Percent, schema.Number, schema.Measure:
		if number > 1 && way == 0 {
			return number / 2
		}
		return number + 1
	case schema.Order:
		return 1000 - 7*int64(n)
	case schema.Lines:
		list, _ := ledger.As[[]string](old)
		if len(list) > 1 {
			return list[1:]
		}
		return []string{"甲", "乙"}
	case schema.Choice:
		choices := map[string][]string{"form.": {"briefing", "interview"}, "verdict.": {"yes", "no", "missing"},
			"finding.": {"problem", "achievement"}, "stance.": {"", "none"}, "ruling.": {"reject", "partly"}, "rect.": {"now", "term"},
			"rectstate.": {"open", "closed"}}[f.Words]
		if len(choices) == 0 {
			return "其他"
		}
		if choices[0] == text {
			return choices[1]
		}
		return choices[0]
	case schema.Table:
		switch f.Name {
		case "problems":
			return []assess.DraftProblem{{Finding: "x", Text: "另一个问题"}}
		case "marks":
			return []assess.DraftMark{{Item: a.District(district).Scores[0].Item.ID, Mark: 10}}
		}
	case schema.Ref:
		if f.Of == "person" {
			return a.Team[(n+3)%len(a.Team)].ID
		}
		if f.Name == "sub" {
			subs := a.District(district).Subdistricts
			return subs[n%len(subs)].ID
		}
		if f.Name == "why" && text != "" {
			return ""
		}
		return a.District(district).Findings[0].ID
	}
	if text == "" {
		return "新写的"
	}
	return text + "（改）"
}

// column writes other values into one column of a district.
func (b *bench) column(s *ledger.State, a *assess.Assessment, district string, n *schema.Noun, f *schema.Field, way int) []ledger.Op {
	var ops []ledger.Op
	gone := func(entity string) bool {
		v, _, _ := s.Get(ledger.Register{Entity: entity, Field: ledger.Gone})
		return v == ledger.Of(true)
	}
	for i, e := range s.Entities(assess.Path("d", district) + "/") {
		at := schema.Parse(e)
		if at.Noun != n || gone(e) { // writing into what was removed, or into a part of it, brings it back
			continue
		}
		if whole := map[string]string{"qa": "rec", "doc": "rec", "look": "sub"}[at.Key]; whole != "" && gone(assess.Path("d", district, whole, at.IDs[0])) ||
			len(at.IDs) > 0 && gone(assess.Path("d", district, "find", at.IDs[0])) {
			continue
		}
		if f.Set {
			id := a.District(district).Scores[len(ops)%9].Item.ID
			switch f.Name {
			case "record":
				id = a.District(district).Records[len(ops)%len(a.District(district).Records)].ID
			case "person":
				id = a.Team[len(ops)%len(a.Team)].ID
			}
			for _, x := range s.Fields(e) {
				if strings.HasPrefix(x, f.Name+"/") && x != f.Name+"/"+id {
					ops = append(ops, ledger.Op{Entity: e, Field: x, Value: ledger.Of(false)})
				}
			}
			ops = append(ops, ledger.Op{Entity: e, Field: f.Name + "/" + id, Value: ledger.Of(true)})
			continue
		}
		old, _, _ := s.Get(ledger.Register{Entity: e, Field: f.Name})
		ops = append(ops, ledger.Op{Entity: e, Field: f.Name, Value: ledger.Of(another(f, old, way, i, a, district))})
	}
	return ops
}

// seen are kind, whose and column of all that some other value of was seen in a document.
type seen map[string]bool

func (x seen) add(kind string, own bool, column string) { x[fmt.Sprint(kind, own, column)] = true }
func (x seen) has(kind string, own bool, column string) bool {
	return x[fmt.Sprint(kind, own, column)]
}

// columns calls f for every field of every noun of a district that is a register of its phases.
func columns(f func(n *schema.Noun, field *schema.Field, column string)) {
	for i := range schema.Nouns {
		n := &schema.Nouns[i]
		if !n.District || n.Key == "" || n.Free != "" || n.Key == "task" {
			continue
		}
		key := n.Key
		if key == "evid" {
			key += "/2" // no document tells its phases apart
		}
		for j := range n.Fields {
			f(n, &n.Fields[j], key+" "+n.Fields[j].Name)
		}
	}
}

// What a kind is made from is exactly what changes it: of its own district, of another, and for the round.
func TestAKindIsMadeFromTheColumnsThatChangeIt(t *testing.T) {
	b, shows := newBench(t), seen{}
	const foreign = "futian"
	for _, x := range []struct {
		own  string
		base []ledger.Op
	}{
		{"longgang", nil}, {"longgang", append(b.full("longgang", true), b.apart()...)},
		{"longgang", slices.Concat(b.full("longgang", false), b.full(foreign, false), b.apart())}, {"nanshan", b.full("nanshan", false)},
	} {
		b.base = x.base
		s, before := b.state(), b.view()
		docs := b.documents(before, x.own, assess.Papers...)
		columns(func(n *schema.Noun, f *schema.Field, name string) {
			for way, district := range []string{x.own, x.own, foreign} {
				if way == 1 && f.Kind != schema.Points {
					continue
				}
				for k := range changed(docs, b.documents(b.view(b.column(s, before, district, n, f, way%2)...), x.own, assess.Papers...)) {
					kind, one, _ := strings.Cut(k, " ")
					mine := district == x.own || one == "false"
					if !report.Needs(report.Edition, kind, mine, name) {
						t.Errorf("%s changes with %s of %s, and is not made from it", k, name, district)
					}
					shows.add(kind, mine, name)
				}
			}
		})
		b.dropped(x.own, shows)
	}
	for _, k := range assess.Papers {
		for _, mine := range []bool{true, false} {
			columns(func(n *schema.Noun, f *schema.Field, name string) {
				if report.Needs(report.Edition, k.Key, mine, name) && !shows.has(k.Key, mine, name) {
					t.Errorf("%s (own: %v) carries %s, and nothing of it shows", k.Key, mine, name)
				}
			})
		}
	}
}

// dropped leaves one column after the other out of what each kind carries: without some there is nothing to count or to number.
func (b *bench) dropped(own string, shows seen) {
	defer func() { b.wants = nil }()
	for _, k := range assess.Papers {
		of := own
		if !k.Each {
			of = ""
		}
		without := func(name string) map[string]report.Document {
			b.wants = func(district, column string) bool {
				return column != name && report.Needs(report.Edition, k.Key, of == "" || of == district, column)
			}
			docs := b.documents(b.view(), own, k)
			return map[string]report.Document{"": docs[k.Key+" "+fmt.Sprint(of != "")]}
		}
		whole := without("")
		columns(func(_ *schema.Noun, _ *schema.Field, name string) {
			if report.Needs(report.Edition, k.Key, true, name) && len(changed(whole, without(name))) > 0 {
				shows.add(k.Key, true, name)
			}
		})
	}
}
