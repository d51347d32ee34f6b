package book

import (
	"slices"
	"strings"

	"kaohe/app/words"
)

// apart handles rows with the same 标识 and the same place: a row that was copied has the 标识 of its original. The row whose name did not
// change keeps it, else the first of them; the others become new rows, except those that repeat a row in every cell. apart returns the rows
// without these.
func (t *taking) apart(s *sheet, rows []*incoming) []*incoming {
	if s.at(headID) < 0 {
		return rows
	}
	same, marks := map[string][]*incoming{}, []string{} // in the order of the sheet
	for _, in := range rows {
		at := in.marked()
		if at == "" {
			continue
		}
		if same[at] == nil {
			marks = append(marks, at)
		}
		same[at] = append(same[at], in)
	}
	repeated := map[*incoming]bool{}
	for _, at := range marks {
		if twins := same[at]; len(twins) > 1 {
			t.part(s, twins, repeated)
		}
	}
	t.plan.Same += len(repeated)
	return slices.DeleteFunc(rows, func(in *incoming) bool { return repeated[in] })
}

// marked returns a row's 标识 with the place that its other cells name, because things of different districts may have the same 标识.
func (in *incoming) marked() string {
	raw := in.raw[in.s.at(headID)]
	if raw.Kind != RawText || raw.blank() {
		return ""
	}
	out := strings.Trim(raw.Text, spaces)
	for i, x := range in.s.cols {
		if x.Name && x.ref != "" {
			out += "\n" + fold(in.raw[i].plain())
		}
	}
	return out
}

// part lets one of several rows keep the 标识 that they share, and notes those that repeat another.
func (t *taking) part(s *sheet, twins []*incoming, repeated map[*incoming]bool) {
	keeps, same := twins[0], false
	for _, in := range twins {
		if same = t.isCalled(in); same {
			keeps = in
			break
		}
	}
	kept := []*incoming{keeps}
	for _, in := range twins {
		if in == keeps {
			continue
		}
		if i := slices.IndexFunc(kept, in.repeats); i >= 0 {
			t.problem(s.name, in.cell(in.naming()), words.M("book.problem.repeated", kept[i].n))
			repeated[in] = true
			continue
		}
		kept = append(kept, in)
		why := words.M("book.problem.copied", keeps.n)
		if !same {
			why = words.M("book.problem.copied.unsure", keeps.n)
		}
		t.problem(s.name, in.cell(in.naming()), why)
		in.raw[s.at(headID)] = Raw{}
		if at := s.at(headOrder); at >= 0 {
			in.raw[at] = Raw{}
		}
	}
}

// repeats tells whether a row says the same as another of its sheet in every cell that is read, apart from 标识 and order.
func (in *incoming) repeats(other *incoming) bool {
	for i, x := range in.s.cols {
		a, b := in.raw[i], other.raw[i]
		if x.Head != headID && x.Head != headOrder && (a.blank() != b.blank() || !a.blank() && a.plain() != b.plain()) {
			return false
		}
	}
	return true
}

// isCalled tells whether a row has the name that the entity with its 标识 has in the base or in the vault.
func (t *taking) isCalled(in *incoming) bool {
	id := strings.Trim(in.raw[in.s.at(headID)].Text, spaces)
	for _, x := range []*index{t.was, t.now} {
		if x == nil {
			continue
		}
		for _, vals := range x.at[in.s.name] {
			if vals[in.s.at(headID)].Text == id && in.titled(vals) {
				return true
			}
		}
	}
	return false
}

// titled tells whether a row has the same name as vals.
func (in *incoming) titled(vals []value) bool {
	for i, x := range in.s.cols {
		if x.Name && fold(in.raw[i].plain()) != fold(vals[i].show(x.Kind)) {
			return false
		}
	}
	return true
}
