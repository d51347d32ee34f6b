package book

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// numbered returns the ID of the row below a path that has the number of this one, in a record that the same person keeps: where the workbook
// was made, else now. It returns "" if there is none, or several. What came since the workbook was made is this row only if the row made it.
func (in *incoming) numbered(above string) string {
	found := in.holders(in.t.was, above)
	if len(found) == 0 {
		found = in.holders(in.t.now, above)
		if in.t.was != nil && in.t.was != in.t.now {
			made := in.seeded(above)
			found = slices.DeleteFunc(found, func(id string) bool { return id != made })
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// holders returns the IDs below a path that have the number of this row in a state of the round.
func (in *incoming) holders(x *index, above string) (ids []string) {
	at, no := in.s.at(in.s.number), in.text(in.s.number)
	if x == nil || no == "" {
		return nil
	}
	for entity, vals := range x.at[in.s.name] {
		if parent(entity) == above && vals[at].Text == no && in.mine(entity) {
			ids = append(ids, own(entity))
		}
	}
	return ids
}

// mine tells whether a record is kept by the person who wrote the row. What is no record, or has no writer, is anybody's.
func (in *incoming) mine(entity string) bool {
	at := in.s.at(headRecorder)
	vals, known := in.t.now.at[in.s.name][entity]
	who := in.keeper()
	return at < 0 || who == "" || !known || vals[at].empty() || slices.Contains(vals[at].list(), who)
}

// keeper returns who keeps the record of a row: the ID of the person whom it names or whose workbook it is; "" if that is not known.
func (in *incoming) keeper() string {
	who := in.t.plan.Head.Person
	if name := in.text(headRecorder); name != "" {
		who, _ = in.t.find(aPerson, name) // who is unknown is refused where the cell is read
	}
	return who
}

// claim is a number that something has as the workbook says, or as it stands where the workbook says nothing.
type claim struct {
	in     *incoming // nil for what has no row in the workbook
	entity string
	no     string
	was    string // its number as it stands; empty for what is new
	keeper string // of a record
}

func (c claim) gives() bool { return c.no != "" && c.no != c.was }

// beside tells whether two things can't have the same number: they are in one list and not kept by different persons.
func (c claim) beside(o claim) bool {
	return c.entity != o.entity && parent(c.entity) == parent(o.entity) && (c.keeper == o.keeper || c.keeper == "" || o.keeper == "")
}

// number refuses rows that give a number which something else has, and makes the names of the others known to the other sheets. A row may take
// a number that another row of the workbook gives up.
func (t *taking) number(s *sheet, rows []*incoming) {
	if s.number == "" {
		return
	}
	claims := t.claims(s, rows)
	clash(claims)
	giving := map[string][]claim{}
	for _, c := range claims {
		if c.gives() && c.was != "" && c.in.entity != "" {
			giving[c.was] = append(giving[c.was], c)
			c.in.frees = []string{c.entity + "\n" + c.was}
		}
	}
	for _, c := range claims {
		if c.in == nil || c.in.entity == "" {
			continue
		}
		for _, o := range giving[c.no] {
			if c.gives() && c.beside(o) {
				c.in.needs = append(c.in.needs, o.in.frees...)
			}
		}
		if s.kind != "" && c.no != "" {
			t.said.add(kindIn(s.kind, c.in.district()), own(c.entity), c.in.text(s.number), c.in.text(headRecorder))
		}
	}
}

// clash refuses the rows that give a number which something else has: it stands and is not given up, or an earlier row gives it too.
func clash(claims []claim) {
	held := map[string][]claim{}
	for _, c := range claims {
		held[c.no] = append(held[c.no], c)
	}
	var refused []claim
	refuse := func(c claim, err error) {
		if err != nil && c.in.entity != "" {
			c.in.fault(c.in.s.at(c.in.s.number), err)
			c.in.entity, refused = "", append(refused, c)
		}
	}
	for _, c := range claims {
		if c.gives() {
			refuse(c, c.fault(held[c.no]))
		}
	}
	for len(refused) > 0 { // what a refused row would have given up stays its own
		c := refused[0]
		refused = refused[1:]
		for _, o := range held[c.was] {
			if o.gives() && o.beside(c) {
				refuse(o, words.Refuse("book.twice", c.in.n))
			}
		}
	}
}

// fault returns why a row can't have the number that it gives beside others that have it: book.twice or book.numbered; nil if it can.
func (c claim) fault(others []claim) error {
	for _, o := range others {
		switch {
		case !c.beside(o):
		case o.in == nil:
			return words.Refuse("book.numbered", c.in.s.number, c.no)
		case !o.gives() || o.in.n < c.in.n:
			return words.Refuse("book.twice", o.in.n)
		}
	}
	return nil
}

// claims returns the numbers of a sheet's rows, in their order, and of what has none in the workbook.
func (t *taking) claims(s *sheet, rows []*incoming) []claim {
	at := s.at(s.number)
	var out []claim
	lists, met := map[string]bool{}, map[string]bool{}
	for _, in := range rows {
		if in.entity == "" {
			continue
		}
		c := claim{in: in, entity: in.entity, no: in.text(s.number), keeper: in.keeps()}
		lists[parent(in.entity)], met[in.entity] = true, true
		now, has := t.now.at[s.name][in.entity]
		if has {
			c.was = now[at].Text
		}
		if base, had := in.base(); has && (c.no == "" || in.based() && had && c.no == base[at].Text) {
			c.no = c.was
		}
		out = append(out, c)
	}
	for entity, vals := range t.now.at[s.name] {
		if met[entity] || !lists[parent(entity)] {
			continue
		}
		c := claim{entity: entity, no: vals[at].Text, was: vals[at].Text}
		if i := s.at(headRecorder); i >= 0 {
			c.keeper = firstOf(vals[i].list())
		}
		out = append(out, c)
	}
	return out
}

// keeps returns who would keep the record of a row; "" if that is not known, or if the row is no record.
func (in *incoming) keeps() string {
	at := in.s.at(headRecorder)
	if at < 0 {
		return ""
	}
	now, has := in.t.now.at[in.s.name][in.entity]
	base, had := in.base()
	switch based := in.based() && had; {
	case has && (based && in.raw[at].plain() == base[at].Text || !based && in.raw[at].blank()):
		return firstOf(now[at].list())
	case based && in.raw[at].blank():
		return ""
	}
	return in.keeper()
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// placed is a row among those that are numbered with it.
type placed struct {
	entity string
	no     string // as it was written; empty: its place
	shown  string // as it stands; empty for what is new
	order  int64
}

// pin writes down the number by which a row was recognised, where that may be: below a signature nothing moves. It returns where the row stands
// as its line would have it.
func (in *incoming) pin(w *work) *placed {
	if in.s.number == "" {
		return nil
	}
	p, at := placed{entity: in.entity, order: math.MaxInt64}, in.s.at(in.s.number)
	if order := w.get(headOrder); order.Is {
		p.order = order.Number
	}
	given := in.touched[at] && w.final[at].Text != w.was[at].Text
	recognised := (in.touched[at] || in.bare) && !in.t.now.numbered[in.entity] && in.t.permitEntity(in.entity) == nil
	if given || recognised {
		p.no = w.final[at].Text
		w.set(in.entity, "no", p.no)
	}
	return &p
}

// steady writes down the numbers that nobody wrote and that would change because rows of their list are taken: what stands is called as it was.
func (p *Plan) steady(e *assess.Edit) {
	var lists map[string][]placed
	changed := map[string]bool{}
	for _, l := range p.ordered() {
		if !l.Ticked || l.placed == nil {
			continue
		}
		if lists == nil {
			lists = listed(p.round)
		}
		above := parent(l.placed.entity)
		lists[above], changed[above] = placing(lists[above], *l.placed), true
	}
	for _, above := range slices.Sorted(maps.Keys(changed)) {
		list := lists[above]
		slices.SortStableFunc(list, func(a, b placed) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.entity, b.entity)) })
		written := make([]string, len(list))
		for i, x := range list {
			written[i] = x.no
		}
		for i, no := range assess.Numbers(written) {
			if x := list[i]; x.shown != "" && x.no == "" && no != x.shown {
				e.Set(x.entity, "no", x.shown)
			}
		}
	}
}

// placing returns a list with a row as its line would have it.
func placing(list []placed, p placed) []placed {
	for i := range list {
		if x := &list[i]; x.entity == p.entity {
			x.no, x.order = cmp.Or(p.no, x.no), p.order
			return list
		}
	}
	return append(list, p)
}

// listed returns the numbered rows of a round by the path above them.
func listed(a *assess.Assessment) map[string][]placed {
	out := map[string][]placed{}
	add := func(entity, no string, numbered bool, order int64) {
		p := placed{entity: entity, shown: no, order: order}
		if numbered {
			p.no = no
		}
		out[parent(entity)] = append(out[parent(entity)], p)
	}
	for _, d := range a.Districts {
		for _, r := range d.Records {
			add(r.Entity, r.No, r.Numbered, r.Order)
			for _, q := range r.QA {
				add(q.Entity, q.No, q.Numbered, q.Order)
			}
		}
		for _, f := range d.Findings {
			add(f.Entity, f.No, f.Numbered, f.Order)
		}
	}
	return out
}
