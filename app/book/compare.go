package book

import (
	"slices"
	"strconv"

	"kaohe/app/words"
)

func (x *col) same(a, b value) bool {
	if x.ref != "" && a.ids+b.ids != "" {
		return a.ids == b.ids
	}
	return a.Cell == b.Cell
}

// compare finds the cells that differ from the base or, without a base, from the present value.
func (in *incoming) compare(line *Line) *work {
	now, has := in.t.now.at[in.s.name][in.entity]
	base, had := in.base()
	none := make([]value, len(in.s.cols))
	if !had {
		base = none
	}
	lost := had && !has // removed since then; its registers still have the values of the base
	switch {
	case lost:
		now = base
	case !has:
		now = none
	}
	in.fresh = in.s.tag != "" && !has && !had
	line.State = Changed
	if !has {
		line.State = Added
	}
	w := &work{t: in.t, in: in, was: now, final: slices.Clone(now), have: map[string]bool{}}
	for i := range in.s.cols {
		v, says := in.says(i, base[i], now[i])
		if !says {
			continue
		}
		in.touched[i] = !in.based()
		if in.s.cols[i].same(v, now[i]) {
			continue
		}
		in.touch(w, line, i, v, base[i], lost)
	}
	return w
}

// based tells whether the row can be compared with what stood where the workbook was made. It can't if there is no such state, or if the row was
// written in the workbook and taken in before: then the corrected workbook says what its writer wants, like one without a base.
func (in *incoming) based() bool {
	if in.t.was == nil {
		return false
	}
	_, had := in.base()
	_, has := in.t.now.at[in.s.name][in.entity]
	return had || !has || in.s.tag == "" || !in.bare
}

// base returns the row in the state from which the workbook was made.
func (in *incoming) base() ([]value, bool) {
	if in.t.was == nil {
		return nil, false
	}
	row, had := in.t.was.at[in.s.name][in.entity]
	return row, had
}

// says returns the value of a cell, and whether the cell says anything: with a base, it has to differ from it; without one, to be
// non-empty.
func (in *incoming) says(i int, base, now value) (value, bool) {
	x := &in.s.cols[i]
	if !x.written() || in.at[i] < 0 || in.t.field() && x.elsewhere() {
		return value{}, false
	}
	v, err := in.value(i, base, now)
	brought, has := in.brought(i)
	blank := in.raw[i].blank()
	switch {
	case err != nil:
		in.fault(i, err)
		return value{}, false
	case in.based() && x.same(v, base), !in.based() && blank, blank && x.Head == headOrder:
		if in.t.field() && in.based() && !x.same(now, base) && !x.Hidden {
			in.stale = append(in.stale, i)
		}
		return value{}, false
	case has && !blank && x.same(v, brought): // it was taken in before
		return value{}, false
	case blank && (x.Name || x.Head == in.s.number):
		in.fault(i, words.Refuse("book.name", x.Head))
		return value{}, false
	}
	return v, true
}

// touch records that a cell is to become v.
func (in *incoming) touch(w *work, line *Line, i int, v, base value, lost bool) {
	x := &in.s.cols[i]
	in.touched[i], w.final[i] = true, v
	for _, id := range v.list() {
		in.need(kindIn(x.ref, in.district()), id)
	}
	conflict := lost || in.based() && !x.same(w.was[i], base)
	if brought, has := in.brought(i); has && !lost {
		conflict = (conflict || !in.based()) && !x.same(w.was[i], brought)
	}
	if conflict {
		line.State = Conflict
	}
	k, _ := x.kindAt(in.entity)
	d := Diff{Cell: in.cell(i), Column: x.Head, Base: base.show(k), Old: w.was[i].show(k), New: v.show(k), Conflict: conflict}
	if in.ranked > 0 && x.Head == headOrder { // people count places
		d.Base, d.Old, d.New = in.stood(in.t.was), in.stood(in.t.now), strconv.Itoa(in.ranked)
	}
	line.Diffs = append(line.Diffs, d)
}

// brought returns what field workbooks of the same person left in a cell, if they had the row.
func (in *incoming) brought(i int) (v value, has bool) {
	if in.t.own == nil {
		return v, false
	}
	row, has := in.t.own.at[in.s.name][in.entity]
	if !has {
		return v, false
	}
	return row[i], true
}

// value reads a cell. If the text is what the base or the vault shows for the cell, the value is that one and is not parsed.
func (in *incoming) value(i int, base, now value) (value, error) {
	x := &in.s.cols[i]
	raw := in.raw[i]
	if raw.blank() {
		return unfilled(in.entity), nil
	}
	if raw.Kind == RawText {
		switch s := raw.plain(); {
		case s == base.Text && !base.Is:
			return base, nil
		case !in.based() && s == now.Text && !now.Is:
			return now, nil
		}
	}
	if x.ref != "" && raw.Kind != RawError {
		if err := in.t.code(x.ref, raw); err != nil {
			return value{}, err
		}
		return in.named(x, raw.plain())
	}
	k, offered := x.kindAt(in.entity)
	if (k == Points || k == Count) && !x.shares && raw.share() {
		return value{}, words.Refuse("book.share", raw.plain())
	}
	if in.s.kind == anItem && x.Name {
		if err := in.t.code(anItem, raw); err != nil {
			return value{}, err
		}
	}
	return raw.parse(k, offered)
}

// named finds the entity that a cell names.
func (in *incoming) named(x *col, s string) (value, error) {
	list := []string{s}
	if x.Kind == List {
		list = split(s)
	}
	kind := kindIn(x.ref, in.district())
	var ids []string
	for _, label := range list {
		id, err := in.t.find(kind, label)
		switch {
		case err != nil && x.loose:
			return text(s), nil
		case err != nil && x.ref == aSection && in.s.kind == anItem:
			id = in.section(label)
		case err != nil:
			return value{}, err
		}
		ids = append(ids, id)
	}
	if x.ordered {
		return refersInOrder(s, ids...), nil
	}
	return refers(s, ids...), nil
}

// section creates the section that an item names and that does not exist yet.
func (in *incoming) section(title string) string {
	id := in.t.seed("section", title)
	in.t.said.add(aSection, id, title, "")
	in.makes = append(in.makes, id)
	return id
}
