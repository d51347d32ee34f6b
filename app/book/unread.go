package book

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/words"
)

// mostNamed is how many rows one sentence names.
const mostNamed = 8

// origin reports where a workbook comes from, if that is another round, or a state of this round that is not known here.
func (t *taking) origin() {
	h := t.plan.Head
	if !slices.Contains([]string{"", formTemplate, formWhole, formField, formPaste}, h.Form) {
		t.problem("", "", words.M("book.problem.newer"))
	}
	switch {
	case h.Vault == "" || t.who == nil:
	case h.Vault != t.now.a.Vault.String():
		t.problem("", "", words.M("book.problem.foreign", h.Title))
	case t.was == nil:
		t.problem("", "", words.M("book.problem.baseless"))
	}
}

// missing reports the rows of a sheet that were deleted in the workbook, which removes nothing. A row whose entity can't be told may be one
// of them: the one whose 标识 it has or, where rows have none, any.
func (t *taking) missing(s *sheet, rows []*incoming) {
	if t.was == nil || t.field() || t.pasted() {
		return
	}
	at, untold := s.at(headID), map[string]bool{}
	for _, in := range rows {
		switch {
		case in.entity != "":
		case at < 0:
			return
		default:
			untold[in.raw[at].plain()] = true
		}
	}
	var named []string
	for _, r := range s.rows(t.was) {
		_, still := t.now.at[s.name][r.entity]
		if _, met := t.seen[r.entity]; !met && still && (at < 0 || !untold[r.vals[at].Text]) {
			named = append(named, title(s, r.vals))
		}
	}
	if len(named) > 0 {
		t.problem(s.name, "", words.M("book.problem.missing", len(named), several(named)))
	}
}

// notes reports the comments of a sheet, apart from those that say what the program writes on the heads: the reader leaves those out by their
// author, but LibreOffice saves a comment without it.
func (t *taking) notes(s *sheet, g *GridSheet) {
	const most = 50
	more := 0
	for n, x := range g.Notes {
		switch {
		case s == nil && x.Row == FirstRow-2 && t.plan.Head.Form != "" && slices.Contains(toRead, squeeze(g.Name)):
		case s != nil && slices.ContainsFunc(s.cols, func(c col) bool { return tidy(x.Text) == tidy(c.Note) }):
		case n >= most:
			more++
		default:
			t.problem(g.Name, address(x.Col, x.Row+1), words.M("book.problem.comment", begins(x.Text)))
		}
	}
	if more > 0 {
		t.problem(g.Name, "", words.M("book.problem.comments", more))
	}
}

// begins returns the first words of a text, on one line.
func begins(text string) string {
	const most = 30
	r := []rune(strings.Join(strings.Fields(tidy(text)), " "))
	if len(r) > most {
		return string(r[:most]) + "……"
	}
	return string(r)
}

// title returns what people call a row of values.
func title(s *sheet, vals []value) string {
	var out []string
	for i, x := range s.cols {
		if v := vals[i].show(x.Kind); x.Name && v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " ")
}

// several joins the first names of a list, and marks that there are more.
func several(list []string) string {
	text := strings.Join(list[:min(len(list), mostNamed)], "、")
	if len(list) > mostNamed {
		text += "……"
	}
	return text
}

// overwritten reports changed cells in columns that only the program writes. They are not read.
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

// unchanged reports the cells of a field workbook that say what they said where it was made, while something else stands now: whoever set one
// back to that wants to know that nothing came of it.
func (t *taking) unchanged(s *sheet, rows []*incoming) {
	for i, x := range s.cols {
		var at []string
		for _, in := range rows {
			if slices.Contains(in.stale, i) {
				at = append(at, fmt.Sprint(in.n))
			}
		}
		if len(at) > 0 {
			t.problem(s.name, "", words.M("book.problem.unchanged", x.Head, len(at), several(at)))
		}
	}
}

// typedOver reports a number that was typed over one of the summary's formulas, because whoever did it takes it for a mark.
func (t *taking) typedOver(g *GridSheet) {
	if squeeze(g.Name) != summaryName {
		return
	}
	for _, r := range g.Rows {
		if r.N >= FirstRow && len(r.Cells) > 0 && r.Cells[0].plain() == saysFull {
			return
		}
		for c, raw := range r.Cells {
			if r.N >= FirstRow && raw.Kind == RawNumber && !raw.Formula {
				t.problem(g.Name, address(c, r.N), words.M("book.problem.summary"))
				return
			}
		}
	}
}

// follow groups refusals under the one that caused them: lines that need a refused line, and lines that name the same unknown thing.
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

// unknown returns what a line names and nobody knows. ok is false if something else is wrong with the line too, or if nothing is unknown.
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

// clearing unticks the lines that empty cells if together they empty more than a few, so that a person has to confirm it.
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

// Clear ticks the lines that empty cells, or removes their ticks.
func (p *Plan) Clear(on bool) {
	for _, l := range p.Lines {
		if l.Clears > 0 {
			l.Ticked = on
		}
	}
}
