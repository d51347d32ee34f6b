// Package diff3 merges texts that several people wrote from one base, line by line; a paragraph of a note is one line. Where only one of
// them changed something, that change is taken; what all changed alike is taken once. Changes that touch are kept as alternatives, all of
// them: nothing is chosen, invented or left out.
//
// Two changes touch if they replace a common line of the base, or if one inserts lines beside lines that the other adds or removes, so
// that no order of the two follows from the texts. Two paragraphs in a row that were each rewritten by somebody else do not touch.
//
// Caveats: as many lines in the place of as many others are taken as each rewritten by itself. A moved paragraph is one that was removed here and added there. A text that ends with a line break has an empty last paragraph.
package diff3

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Part is a stretch of a merged text: lines on which all versions agree or that only one of them changed, or alternatives that touch.
type Part struct {
	Lines []string      // agreed; nil if there are alternatives
	Or    []Alternative // two or more, in the order of the versions
}

// Alternative is what some of the versions have where others changed something else. No lines mean that they removed what was there.
type Alternative struct {
	Of    []int // indexes of the versions that say so; those that left the base as it was are in none
	Lines []string
}

// Merge merges versions of base. The parts joined are the merged text.
func Merge(base string, versions ...string) []Part {
	lines := split(base)
	var all []change
	for n, v := range versions {
		all = append(all, changes(n, base, v)...)
	}
	slices.SortStableFunc(all, func(a, b change) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var out []Part
	at := 0
	for len(all) > 0 {
		n, to := region(all)
		from := all[0].from
		out = agree(out, lines[at:from])
		out = settle(out, lines, from, to, all[:n])
		at, all = to, all[n:]
	}
	return agree(out, lines[at:])
}

// change of one version: lines in the place of those of the base from from up to to.
type change struct {
	version, from, to int
	lines             []string
}

func changes(version int, base, text string) []change {
	before, after := whole(base), whole(text)
	var out []change
	for _, e := range udiff.Lines(before, after) {
		from, replaced := strings.Count(before[:e.Start], "\n"), strings.Count(before[e.Start:e.End], "\n")
		var lines []string
		if e.New != "" {
			lines = strings.Split(strings.TrimSuffix(e.New, "\n"), "\n")
		}
		out = append(out, change{version, from, from + replaced, lines}.single()...)
	}
	return out
}

// single cuts a change that puts as many lines in the place of others into changes of one line each.
func (c change) single() []change {
	if c.adds() {
		return []change{c}
	}
	var out []change
	for i := range c.lines {
		out = append(out, change{c.version, c.from + i, c.from + i + 1, c.lines[i : i+1]})
	}
	return out
}

// split returns the lines of a text; an empty text has none.
func split(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// whole ends the last line, so that it is the same line when another one follows it.
func whole(text string) string {
	if text == "" {
		return ""
	}
	return text + "\n"
}

// touches tells whether two changes can't both be made in an order that follows from the base.
func (c change) touches(d change) bool {
	if c.from < d.to && d.from < c.to {
		return true
	}
	meet := c.to == d.from || d.to == c.from
	return meet && (c.from == c.to && d.adds() || d.from == d.to && c.adds())
}

// adds tells whether a change makes more or fewer lines, so that what is inserted beside it may belong before or after some of them.
func (c change) adds() bool { return len(c.lines) != c.to-c.from }

// region returns how many changes, from the first, touch each other, directly or through others, and where they end in the base.
func region(all []change) (n, to int) {
	n, to = 1, all[0].to
	for i := 1; i < len(all) && all[i].from <= to; i++ {
		if slices.ContainsFunc(all[:n], func(c change) bool { return c.touches(all[i]) }) {
			for ; n <= i; n++ {
				to = max(to, all[n].to)
			}
		}
	}
	return n, to
}

// settle adds the changes of a region: those that are alike once, others as alternatives.
func settle(out []Part, base []string, from, to int, all []change) []Part {
	var or []Alternative
	for n := 0; len(all) > 0; n++ {
		rest := slices.DeleteFunc(slices.Clone(all), func(c change) bool { return c.version == n })
		if len(rest) == len(all) {
			continue
		}
		mine := slices.DeleteFunc(slices.Clone(all), func(c change) bool { return c.version != n })
		text := apply(base, from, to, mine)
		if i := slices.IndexFunc(or, func(a Alternative) bool { return slices.Equal(a.Lines, text) }); i >= 0 {
			or[i].Of = append(or[i].Of, n)
		} else {
			or = append(or, Alternative{[]int{n}, text})
		}
		all = rest
	}
	if len(or) == 1 {
		return agree(out, or[0].Lines)
	}
	return append(out, Part{Or: or})
}

// apply makes the changes of one version between two lines of the base.
func apply(base []string, from, to int, mine []change) []string {
	var out []string
	for _, c := range mine {
		out = append(append(out, base[from:c.from]...), c.lines...)
		from = c.to
	}
	return append(out, base[from:to]...)
}

// agree adds lines on which all agree.
func agree(out []Part, lines []string) []Part {
	if len(lines) == 0 {
		return out
	}
	if n := len(out) - 1; n >= 0 && len(out[n].Or) == 0 {
		out[n].Lines = append(out[n].Lines, lines...)
		return out
	}
	return append(out, Part{Lines: slices.Clone(lines)})
}
