package book

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
)

// one returns a reference as a value; an unknown one is shown by its ID.
func (x *index) one(kind, id string) value {
	if id == "" {
		return value{}
	}
	return refers(x.names.show(kind, id), id)
}

func (x *index) person(id string) value { return x.one(aPerson, id) }

// method returns one of the round's methods, or one that it has no more, by its name.
func (x *index) method(id string) value {
	if id == "" || x.names.has(aMethod, id) {
		return x.one(aMethod, id)
	}
	return refers(x.a.Standard.Method(id).Chinese(), id)
}

// many returns the known references as one value, sorted by name.
func (x *index) many(kind string, ids []string) value {
	var known, labels []string
	for _, id := range ids {
		if x.names.has(kind, id) {
			known = append(known, id)
			labels = append(labels, x.names.show(kind, id))
		}
	}
	slices.SortFunc(labels, natural)
	return refers(strings.Join(labels, "、"), known...)
}

// inOrder returns the known references as one value, in their order.
func (x *index) inOrder(kind string, ids []string) value {
	var known, labels []string
	for _, id := range ids {
		if x.names.has(kind, id) {
			known, labels = append(known, id), append(labels, x.names.show(kind, id))
		}
	}
	return refersInOrder(strings.Join(labels, "、"), known...)
}

// natural compares so that 2 comes before 10 and 1.9 before 1.10.
func natural(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		n, err := strconv.Atoi(as[i])
		m, err2 := strconv.Atoi(bs[i])
		switch {
		case err == nil && err2 == nil && n != m:
			return n - m
		case err == nil && err2 != nil:
			return -1
		case err != nil && err2 == nil:
			return 1
		case err != nil && as[i] != bs[i]:
			return strings.Compare(as[i], bs[i])
		}
	}
	return len(as) - len(bs)
}

func (x *index) district(d *assess.District) value { return x.one(aDistrict, d.ID) }

func (x *index) records(d *assess.District, list []*assess.Record) value {
	ids := make([]string, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	return x.many(aRecord+d.ID, ids)
}

// perDistrict calls f for each district and collects the rows that it adds.
func perDistrict(f func(x *index, d *assess.District, add func(entity string, vals ...value))) func(*index) []row {
	return func(x *index) []row {
		var out []row
		for _, d := range x.a.Districts {
			f(x, d, func(entity string, vals ...value) { out = append(out, row{entity, vals}) })
		}
		return out
	}
}

// work collects the writes of one row.
type work struct {
	t     *taking
	in    *incoming
	final []value // the row as it would stand
	was   []value // as it stands now
	col   int     // the column that is being written
	out   []assess.Write
	have  map[string]bool // registers that are written already

	follows []Diff // cells that change although nobody typed them
}

// get returns a cell as it would be after the row is taken.
func (w *work) get(head string) value {
	if i := w.in.s.at(head); i >= 0 {
		return w.final[i]
	}
	return value{}
}

// set adds a write, unless the register has one already.
func (w *work) set(entity, field string, v any) {
	if below, std := strings.CutPrefix(entity, string(assess.OwnTable)+"/"); std {
		entity = assess.Path(string(w.t.table), below)
	}
	if key := entity + "\n" + field; !w.have[key] {
		w.have[key] = true
		e := assess.New("").Set(entity, field, v)
		w.out = append(w.out, e.Writes...)
	}
}

// follow writes a cell that follows from others, and says so. A cell that somebody typed in stays as typed.
func (w *work) follow(head string, v value) {
	i := w.in.s.at(head)
	x := &w.in.s.cols[i]
	if w.final[i] == w.was[i] && v != w.was[i] {
		w.follows = append(w.follows, Diff{Cell: w.in.cell(i), Column: head, Base: w.was[i].show(x.Kind), Old: w.was[i].show(x.Kind), New: v.show(x.Kind)})
		w.final[i] = v
	}
	col := w.col
	w.col = i
	w.write(x, v)
	w.col = col
}

// entity returns the row's entity or, for a noun, the entity with the same ids and that noun.
func (w *work) entity(noun string) string {
	if noun == "" {
		return w.in.entity
	}
	at := assess.At(w.in.entity)
	if at.District == "" {
		return assess.Path(append([]string{noun}, at.IDs...)...)
	}
	return assess.Path(append([]string{"d", at.District, noun}, at.IDs...)...)
}

// write writes a cell to its register, by its column's kind.
func (w *work) write(x *col, v value) {
	e := w.entity(x.noun)
	switch {
	case x.put != nil:
		x.put(w, v)
	case x.ref != "" && x.Kind == List:
		w.members(e, x.field, w.was[w.col].list(), v.list())
	case x.ref != "":
		id, _, one := strings.Cut(v.ids, "\n")
		if !one {
			id = v.Text // a loose reference: the text itself
		}
		w.set(e, x.field, id)
	case x.codes != nil:
		w.set(e, x.field, x.codes.code(v.Text))
	case x.Kind == Points || x.Kind == Count:
		if x.absent && !v.Is {
			w.set(e, x.field, nil)
			return
		}
		w.set(e, x.field, v.Number)
	case x.Kind == Date:
		w.set(e, x.field, v.day())
	case x.Kind == Yes:
		w.set(e, x.field, v.Text != "")
	default:
		w.set(e, x.field, v.Text)
	}
}

// members writes the changes between two lists of a set's members.
func (w *work) members(entity, set string, was, now []string) {
	for _, id := range now {
		if !slices.Contains(was, id) {
			w.set(entity, set+"/"+id, true)
		}
	}
	for _, id := range was {
		if !slices.Contains(now, id) {
			w.set(entity, set+"/"+id, false)
		}
	}
}
