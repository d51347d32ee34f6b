package book

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// locate finds which entity a row is. If it can't, the reasons are recorded as faults of cells.
func (in *incoming) locate() {
	id, fine := in.mark()
	in.bare = id == ""
	for i := range in.s.cols {
		fine = in.place(i, id) && fine
	}
	if !fine {
		return
	}
	above, err := in.s.under(in)
	if err != nil {
		in.fault(in.naming(), err)
		return
	}
	if in.s.tag == "" {
		in.entity = above
	} else {
		if id, err = in.identity(id, above); err != nil {
			in.fault(in.naming(), err)
			return
		}
		in.entity = assess.Path(above, id)
		if !in.call(id) {
			in.entity = ""
			return
		}
	}
	if n, met := in.t.seen[in.entity]; met {
		in.fault(in.naming(), words.Refuse("book.twice", n))
		in.entity = ""
		return
	}
	in.t.seen[in.entity] = in.n
	in.top(above)
}

// mark returns the ID in a row's 标识. Faults: book.id, book.kind.
func (in *incoming) mark() (id string, fine bool) {
	i := in.s.at(headID)
	if i < 0 || in.raw[i].blank() {
		return "", true
	}
	s := strings.Trim(in.raw[i].Text, spaces)
	tag, id, cut := strings.Cut(s, ":")
	switch {
	case !cut || !sound(id):
		in.fault(i, words.Refuse("book.id", s))
	case tag != in.s.tag:
		in.fault(i, words.Refuse("book.kind", s))
	default:
		return id, true
	}
	return "", false
}

// sound tells whether an ID can be part of a path.
func sound(id string) bool {
	return id != "" && len(id) <= 64 && utf8.ValidString(id) && tidy(id) == id && !strings.ContainsFunc(id, func(r rune) bool { return r == '/' || unicode.IsControl(r) })
}

// place reads a naming cell. It returns false if the row's entity can't be told. Faults: book.name, book.unknown, book.ambiguous,
// book.choice, book.field.
func (in *incoming) place(i int, id string) bool {
	x := &in.s.cols[i]
	if !x.Name {
		return true
	}
	blank := in.raw[i].blank()
	if blank && id != "" && x.written() {
		return true // its 标识 tells; judge reports a name that was emptied
	}
	if blank {
		in.fault(i, words.Refuse("book.name", x.Head))
		return false
	}
	var err error
	if x.ref == "" {
		if !x.written() || x.kindOf == nil { // a name has to be readable
			_, err = in.raw[i].parse(x.Kind, x.Choices)
		}
	} else if in.raw[i].Kind == RawError {
		err = in.raw[i].wrong()
	} else if x.ref != aDistrict && strings.HasSuffix(x.ref, "/") && in.district() == "" {
		return false // reported at the district
	} else {
		if err = in.t.code(x.ref, in.raw[i]); err == nil {
			in.refs[i], err = in.t.find(kindIn(x.ref, in.district()), in.raw[i].plain())
		}
	}
	if err == nil && x.ref == aDistrict && in.t.field() && in.refs[i] != in.t.plan.Head.District {
		err = words.Refuse("book.field", in.raw[i].plain())
	}
	if err != nil {
		in.fault(i, err)
		return false
	}
	if x.ref != "" {
		in.need(kindIn(x.ref, in.district()), in.refs[i])
	}
	return true
}

// naming returns the column in which the faults of a row are shown: the last one that names it.
func (in *incoming) naming() int {
	for i := len(in.s.cols) - 1; i >= 0; i-- {
		if in.s.cols[i].Name {
			return i
		}
	}
	return 0
}

// identity returns the ID of a row: that of its 标识 if the vault knows it (what has a number keeps it at another place too), else that of the entity with its name, else that of a 标识 from
// another vault, else a new one.
func (in *incoming) identity(marked, above string) (string, error) {
	kind := kindIn(in.s.kind, in.district())
	switch {
	case marked == "":
	case slices.ContainsFunc(in.t.layers()[1:], func(n names) bool { return n.has(kind, marked) }):
		return marked, nil
	case in.s.number != "" && in.t.marks(in.s)[marked]: // it stands there, or was moved there
		return marked, nil
	}
	id, err := in.known(above)
	switch {
	case err != nil || id != "":
		return id, err
	case marked != "":
		return marked, nil
	}
	return in.seeded(above), nil
}

// known returns the ID of the entity with the row's name, for the kinds whose name is enough: districts, persons, sections, items, checks,
// subdistricts. A record is known by its number and recorder, a finding by its number, a question by its number in the record. In a pasted
// table the number of a record is enough, because people see it in the list, and a row without a name is recognised by the values that tell it
// apart.
func (in *incoming) known(above string) (string, error) {
	kind := in.s.kind
	switch {
	case in.s.number == headQuestion && in.text(headQuestion) != "":
		return in.numbered(above), nil
	case kind == "" && in.t.pasted():
		return in.alike(above), nil
	case kind == "":
		return "", nil
	case !in.t.pasted() && in.s.number != "":
		return in.numbered(above), nil
	}
	label := in.text(in.s.cols[in.naming()].Head)
	for _, n := range in.t.layers()[1:] {
		ids := n[kindIn(kind, in.district())].find(label)
		if agency := in.text("派出单位"); kind == aPerson && agency != "" {
			ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return n[kind].by[id].extra != agency })
		}
		if len(ids) == 1 {
			return ids[0], nil
		}
		if len(ids) > 1 {
			_, err := in.t.find(kindIn(kind, in.district()), label)
			return "", err
		}
	}
	return "", nil
}

// alike returns the ID of the first existing row below a path that no row of the workbook has taken yet and that has the same names, and
// the same values in the columns that tell rows apart, as far as this row has them. It returns "" if there is none.
func (in *incoming) alike(above string) string {
	var found []string
	rows := in.t.now.at[in.s.name]
	for entity, vals := range rows {
		if _, met := in.t.seen[entity]; met || parent(entity) != above {
			continue
		}
		fits := true
		for i, x := range in.s.cols {
			if x.ref == "" && (x.Name && x.written() || x.ident && !in.raw[i].blank()) {
				fits = fits && vals[i].show(x.Kind) == in.canonical(i)
			}
		}
		if fits {
			found = append(found, entity)
		}
	}
	order := func(entity string) int64 {
		if i := in.s.at(headOrder); i >= 0 {
			return rows[entity][i].Number
		}
		return 0
	}
	slices.SortFunc(found, func(a, b string) int { return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a, b)) })
	if len(found) == 0 {
		return ""
	}
	return own(found[0])
}

// seeded derives the ID of a new row from the cells that name it and, where several rows may have the same name, from its number among
// them.
func (in *incoming) seeded(above string) string {
	key := []string{in.s.name, above, in.t.plan.Head.Person} // two assessors may both have a record 5
	if no := in.text(headQuestion); no != "" {
		return in.t.seed(append(key, headQuestion, no)...)
	}
	for i, x := range in.s.cols {
		if x.Name || x.ident {
			key = append(key, in.canonical(i)+in.refs[i])
		}
	}
	if in.s.kind == "" {
		key = append(key, strconv.Itoa(in.t.nth(key...)))
	}
	if id := in.t.seed(key...); in.mine(assess.Path(above, id)) {
		return id
	}
	return in.t.seed(append(key, in.text(headRecorder))...)
}

// canonical returns the value of a cell in one form, however it was typed.
func (in *incoming) canonical(i int) string {
	x := &in.s.cols[i]
	if in.raw[i].blank() {
		return ""
	}
	if v, err := in.raw[i].parse(x.Kind, x.Choices); x.ref == "" && err == nil {
		return v.show(x.Kind)
	}
	return in.raw[i].plain()
}

// call makes the name of a row known to the other sheets. It returns false if an earlier row has the name. Fault: book.twice.
func (in *incoming) call(id string) bool {
	if in.s.kind == "" || in.s.number != "" {
		return true
	}
	label := in.text(in.s.cols[in.naming()].Head)
	if label == "" {
		return true
	}
	in.t.said.add(kindIn(in.s.kind, in.district()), id, label, in.text("派出单位"))
	return true
}

// top remembers the highest order below a path, so that new rows come after it.
func (in *incoming) top(above string) {
	if i := in.s.at(headOrder); i >= 0 && !in.raw[i].blank() {
		if v, err := in.raw[i].parse(Count, nil); err == nil {
			in.t.order[above] = max(in.t.order[above], v.Number)
		}
	}
}

// need records that a row refers to something that may be new.
func (in *incoming) need(kind, id string) {
	if !in.t.now.names.has(kind, id) {
		in.needs = append(in.needs, entityOf(kind, id))
	}
}
