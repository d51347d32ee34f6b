package widgets

import "strings"

// Table is what a list or a matrix shows, as texts: what is copied and printed of it.
type Table struct {
	Columns []TableColumn
	Rows    []TableRow
}

// TableColumn is a column of it.
type TableColumn struct {
	Name  string
	Right bool // numbers, which stand at the right
	Fills bool // a value can be filled down
}

// TableRow has a cell for each column.
type TableRow struct {
	Cells []string
	Head  bool // the heading of the rows below
}

// Tabbed is the table as a spreadsheet takes it in: the columns' names, then a line for each row, tabs between the cells; without headings,
// which are no rows there.
func (t Table) Tabbed() string {
	var lines []string
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	if strings.Join(names, "") != "" {
		lines = append(lines, tabbed(names))
	}
	for _, r := range t.Rows {
		if !r.Head {
			lines = append(lines, tabbed(r.Cells))
		}
	}
	return strings.Join(lines, "\n")
}

// Printer is part of what prints a table of its own while it has the keyboard: the window's Ctrl+P finds it there. A menu takes its keys
// before any widget, so that no widget can have them for itself.
type Printer struct{ OnPrint func() }

// Print prints the table; nil: there is none to print.
func (p *Printer) Print() func() { return p.OnPrint }

func tabbed(cells []string) string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if out[i] = c; strings.ContainsAny(c, "\t\n\r") || strings.HasPrefix(c, `"`) {
			out[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
	}
	return strings.Join(out, "\t")
}
