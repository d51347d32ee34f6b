package book

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// judge makes a line from a row, if the row changes something or is refused.
func (in *incoming) judge() {
	line := &Line{Sheet: in.s.name, Row: in.n, Name: in.title()}
	if in.entity == "" {
		in.faultless()
		line.Diffs, line.State = in.faults, Refused
		in.t.plan.Lines = append(in.t.plan.Lines, line)
		return
	}
	w := in.compare(line)
	in.must(w)
	if len(in.faults) == 0 && len(line.Diffs) == 0 && !in.fresh {
		in.t.plan.Same++
		in.keep(w)
		return
	}
	in.check(w, line)
	in.lacking(w)
	if len(in.faults) == 0 && !line.refused() {
		in.write(w, line)
	}
	if len(in.faults) == 0 && !line.refused() {
		in.keep(w)
	}
	in.finish(line)
}

// title returns what people call a row.
func (in *incoming) title() string {
	var out []string
	for i, x := range in.s.cols {
		if x.Name && !in.raw[i].blank() {
			out = append(out, in.raw[i].plain())
		}
	}
	return strings.Join(out, " ")
}

// faultless looks for further faults in a row whose entity can't be told, so that all of them are reported at once.
func (in *incoming) faultless() {
	for i := range in.s.cols {
		x := &in.s.cols[i]
		if x.written() && !x.Name && x.ref == "" && x.kindOf == nil && !in.raw[i].blank() {
			if _, err := in.raw[i].parse(x.Kind, x.Choices); err != nil {
				in.fault(i, err)
			}
		}
	}
}

// must reports the required cells that a new row leaves empty.
func (in *incoming) must(w *work) {
	for i, x := range in.s.cols {
		faulty := slices.ContainsFunc(in.faults, func(d Diff) bool { return d.Column == x.Head })
		if in.fresh && x.must && w.final[i].empty() && !faulty {
			in.fault(i, words.Refuse("book.must", x.Head))
		}
	}
}

// lacking reports a cell that the others of the row need in order to be seen.
func (in *incoming) lacking(w *work) {
	if in.s.lacks == nil || len(in.faults) > 0 {
		return
	}
	if head := in.s.lacks(w); head != "" {
		in.fault(in.s.at(head), words.Refuse("book.lacks", head))
	}
}

// check applies the checks of single columns, and refuses to empty a required cell.
func (in *incoming) check(w *work, line *Line) {
	for n := range line.Diffs {
		i := in.s.at(line.Diffs[n].Column)
		x, why := &in.s.cols[i], error(nil)
		if w.final[i].empty() {
			why = in.needed(w, x)
		}
		if why == nil && x.check != nil {
			why = x.check(w, w.final[i])
		}
		line.Diffs[n].Why = why
	}
}

// needed returns the fault for emptying a cell that was filled in, or nil if that is allowed.
func (in *incoming) needed(w *work, x *col) error {
	at := ledger.Register{Entity: w.entity(x.noun), Field: x.field}
	if f := factOf(in.entity); f != nil {
		at = ledger.Register{Entity: parent(f.entity), Field: own(f.entity)}
	}
	if err := assess.Needed(at); err != nil || !x.must {
		return err
	}
	return words.Refuse("required", x.Head)
}

// keep remembers an item as it would be after the line is taken.
func (in *incoming) keep(w *work) {
	if in.s.kind == anItem {
		in.t.items[own(in.entity)] = w.item()
	}
}

func (l *Line) refused() bool {
	return slices.ContainsFunc(l.Diffs, func(d Diff) bool { return d.Why != nil })
}

// write collects the line's writes, and checks whether each is permitted.
func (in *incoming) write(w *work, line *Line) {
	for n := range line.Diffs {
		from := len(w.out)
		w.col = in.s.at(line.Diffs[n].Column)
		w.write(&in.s.cols[w.col], w.final[w.col])
		line.Diffs[n].Why = in.t.permit(w.out[from:])
	}
	line.Diffs = append(line.Diffs, w.follows...)
	from := len(w.out)
	in.bring(w, line)
	w.follows = nil
	if in.s.after != nil {
		in.s.after(w)
	}
	line.Diffs = append(line.Diffs, w.follows...)
	line.placed = in.pin(w)
	err := in.t.permit(w.out[from:])
	if in.s.kind == aPerson && (in.lost() || slices.ContainsFunc(line.Diffs, func(d Diff) bool { return slices.Contains(carded, d.Column) })) {
		line.card = w.card()
		err = in.t.permitEntity(in.entity)
	}
	if err == nil && !line.refused() {
		err = in.t.guard(in, w.out)
	}
	if err != nil && !line.refused() {
		in.blame(line, err)
	}
	line.writes = w.out
}

// bring adds the writes that create what is new, or that bring back what was removed.
func (in *incoming) bring(w *work, line *Line) {
	for _, id := range in.makes {
		e := assess.OwnTable.Section(id)
		w.set(e, "title", in.text("一级指标"))
		w.set(e, "order", in.t.next("std/sec"))
		w.set(e, "gone", false)
		line.makes = append(line.makes, e)
	}
	if in.s.tag == "" || line.State == Changed || line.State == Conflict && !in.lost() {
		return
	}
	line.makes = append(line.makes, in.entity)
	if in.s.kind != aPerson { // whose card brings them back
		w.set(in.entity, "gone", false)
	}
	if at := in.s.at(headOrder); in.fresh && at >= 0 && !w.get(headOrder).Is {
		w.set(w.entity(in.s.cols[at].noun), "order", in.t.next(parent(in.entity)))
	}
}

// lost tells whether the entity does not exist in the vault now.
func (in *incoming) lost() bool {
	_, has := in.t.now.at[in.s.name][in.entity]
	return !has
}

// next returns the order behind the last one below a path, leaving room between neighbours as assess does.
func (t *taking) next(above string) int64 {
	t.order[above] += 1000
	return t.order[above]
}

// blame shows a fault of the whole row in the cell where people look for it: the state, else the first cell that differs.
func (in *incoming) blame(line *Line, err error) {
	for n := range line.Diffs {
		if d := &line.Diffs[n]; d.Column == headState || d.Column == headStance || d.Column == headObjection {
			d.Why = err
			return
		}
	}
	if len(line.Diffs) > 0 {
		line.Diffs[0].Why = err
		return
	}
	in.fault(in.naming(), err)
}

// finish completes the line and adds it to the plan.
func (in *incoming) finish(line *Line) {
	if in.fresh { // hidden columns of a new row are of no interest to people
		line.Diffs = slices.DeleteFunc(line.Diffs, func(d Diff) bool { return d.Why == nil && in.s.cols[in.s.at(d.Column)].Hidden })
	}
	line.Diffs = append(line.Diffs, in.faults...)
	if line.refused() {
		line.State, line.writes, line.card, line.makes = Refused, nil, nil, []string{in.entity} // other lines may need it and are then refused too
		for _, id := range in.makes {
			line.makes = append(line.makes, assess.OwnTable.Section(id))
		}
	}
	line.needs, line.makes = in.needs, append(line.makes, in.frees...)
	line.Ticked = line.State == Added || line.State == Changed
	in.t.plan.Lines = append(in.t.plan.Lines, line)
}
