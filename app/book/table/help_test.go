package table_test

import (
	"fmt"
	"strings"

	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/app/standard"
)

// lines makes a sheet of rows written with | between cells. A cell of digits is a number, with ' before it a text; ^ is merged with the
// cell above, < with the one at its left.
func lines(rows ...string) *book.GridSheet {
	g := &book.GridSheet{Name: "考核表"}
	merged := map[[2]int]*book.Merge{}
	for n, line := range rows {
		row := book.GridRow{N: n + 1}
		for c, text := range strings.Split(line, "|") {
			text = strings.TrimSpace(text)
			var r book.Raw
			var f float64
			switch _, err := fmt.Sscanf(text, "%f", &f); {
			case text == "^" || text == "<":
				from := [2]int{n - 1, c}
				if text == "<" {
					from = [2]int{n, c - 1}
				}
				m := merged[from]
				if m == nil {
					m = &book.Merge{Row: from[0], Col: from[1]}
				}
				m.LastRow, m.LastCol = n, max(c, m.LastCol)
				merged[[2]int{n, c}] = m
			case text == "":
			case err == nil && strings.Trim(text, "0123456789.-") == "":
				r = book.Raw{Kind: book.RawNumber, Number: f}
			default:
				r = book.Raw{Kind: book.RawText, Text: strings.TrimPrefix(text, "'")}
			}
			row.Cells = append(row.Cells, r)
		}
		g.Rows = append(g.Rows, row)
	}
	done := map[*book.Merge]bool{}
	for n := range rows {
		for c := range 30 {
			if m := merged[[2]int{n, c}]; m != nil && !done[m] {
				done[m] = true
				g.Merged = append(g.Merged, *m)
			}
		}
	}
	return g
}

// told is a result as a person would read it, a line for each thing.
func told(r table.Result) string {
	var b strings.Builder
	if r.Title != "" {
		fmt.Fprintf(&b, "= %s\n", r.Title)
	}
	at := -1
	for _, x := range r.Rows {
		if x.Section != at {
			at = x.Section
			s := r.Sections[at]
			fmt.Fprintf(&b, "# %s %v\n", s.Title, s.Sum)
		}
		fmt.Fprintf(&b, "%s %s [%v %s%s]", x.Code, x.Text, x.Points, kind(x.Rule), strings.Replace(x.Unsure.Key, "table.unsure.", " ?", 1))
		for _, more := range append([]string{x.RuleText, x.Basis}, x.Materials...) {
			if more != "" {
				fmt.Fprintf(&b, " / %s", more)
			}
		}
		b.WriteString("\n")
	}
	for _, l := range r.Left {
		fmt.Fprintf(&b, "- %d %s: %s\n", l.Row, strings.TrimPrefix(l.Why.Key, "table.left."), l.Text)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "! %d %s %v\n", p.Row, strings.TrimPrefix(p.Why.Key, "table."), p.Why.Args)
	}
	return strings.TrimSpace(b.String())
}

func kind(r standard.Rule) string {
	out := string(r.Kind)
	if r.Amount > 0 {
		out += " " + r.Amount.String()
	}
	return out
}
