package book

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/words"
)

// mostNamed is how many rows are named in one sentence.
const mostNamed = 8

// origin tells first where a workbook is from, if that is not this round as it is known here.
func (t *taking) origin() {
	h := t.plan.Head
	switch {
	case h.Vault == "" || t.who == nil:
	case h.Vault != t.now.a.Vault.String():
		t.problem("", "", words.M("book.problem.foreign", h.Title))
	case t.was == nil:
		t.problem("", "", words.M("book.problem.baseless"))
	}
}

// missing tells which rows of a sheet were taken out of the workbook: nothing is removed by that. While there are rows of which nobody knows
// what they are, those may be the ones.
func (t *taking) missing(s *sheet, rows []*incoming) {
	if t.was == nil || t.field() || t.pasted() || slices.ContainsFunc(rows, func(in *incoming) bool { return in.entity == "" }) {
		return
	}
	var named []string
	for _, r := range s.rows(t.was) {
		_, still := t.now.at[s.name][r.entity]
		if _, met := t.seen[r.entity]; !met && still {
			named = append(named, title(s, r.vals))
		}
	}
	if len(named) > 0 {
		t.problem(s.name, "", words.M("book.problem.missing", len(named), several(named)))
	}
}

// title is how people call a row of values.
func title(s *sheet, vals []value) string {
	var out []string
	for i, x := range s.cols {
		if v := vals[i].show(x.Kind); x.Name && v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " ")
}

// several names a few and says that there are more.
func several(list []string) string {
	text := strings.Join(list[:min(len(list), mostNamed)], "、")
	if len(list) > mostNamed {
		text += "……"
	}
	return text
}

// overwritten tells which cells that only the program writes were changed in a sheet: they are not read.
func (t *taking) overwritten(s *sheet, rows []*incoming) {
	if t.was == nil {
		return
	}
	for i, x := range s.cols {
		if !x.Locked {
			continue
		}
		var at []string
		for _, in := range rows {
			base, had := t.was.at[s.name][in.entity]
			if !had || in.program == nil || in.program[i].blank() || in.program[i].Formula {
				continue
			}
			raw := in.program[i]
			if v, err := raw.parse(x.Kind, nil); err != nil || !x.same(v, base[i]) {
				at = append(at, fmt.Sprint(in.n))
			}
		}
		if len(at) > 0 {
			t.problem(s.name, "", words.M("book.problem.locked", x.Head, len(at), several(at)))
		}
	}
}

// follow puts refusals that only follow from another one under that: rows that stand on it, and rows that name the same thing that is unknown.
func (t *taking) follow() {
	first := map[string]*Line{}
	for _, l := range t.plan.Lines {
		if l.Because != nil || l.State != Refused {
			continue
		}
		key, ok := l.unknown()
		switch {
		case !ok:
		case first[key] == nil:
			first[key] = l
		default:
			l.Because = first[key]
		}
	}
	for _, l := range t.plan.Lines {
		if l.Because != nil {
			for l.Because.Because != nil {
				l.Because = l.Because.Because
			}
			l.Because.Follow++
		}
	}
}

// unknown is what a line names that nobody knows, where that is all that is wrong with it.
func (l *Line) unknown() (string, bool) {
	key := ""
	for _, d := range l.Diffs {
		if d.Why == nil {
			continue
		}
		if !errors.Is(d.Why, words.Refuse("book.unknown")) || key != "" && key != d.Why.Error() {
			return "", false
		}
		key = d.Why.Error()
	}
	return key, key != ""
}

// clearing unticks lines that empty cells where together they empty more than a few: somebody has to mean that.
func (t *taking) clearing() {
	const few = 5
	cells := 0
	for _, l := range t.plan.Lines {
		if l.State == Changed {
			l.Clears = len(slices.DeleteFunc(slices.Clone(l.Diffs), func(d Diff) bool { return d.New != "" || d.Old == "" }))
			cells += l.Clears
		}
	}
	if cells <= few {
		return
	}
	for _, l := range t.plan.Lines {
		if l.Clears > 0 {
			l.Ticked = false
		}
	}
	t.plan.Clearing = cells
}

// Clear ticks the lines that empty cells, or takes the ticks away.
func (p *Plan) Clear(on bool) {
	for _, l := range p.Lines {
		if l.Clears > 0 {
			l.Ticked = on
		}
	}
}
