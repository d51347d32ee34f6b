package verbs

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
	"kaohe/app/book/table"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// foreign is what `import --table` was told about a department's own scoring table: the sheet, and where its guess is to be mended.
type foreign struct{ sheet, mapping string }

// takeTable takes a department's scoring table in as the standard: as it is guessed, or as --map says.
func (c *call) takeTable(d *workspace.Workspace, g *book.Grid, f foreign, dry bool) error {
	sheet, err := pickSheet(g, f.sheet)
	if err != nil {
		return err
	}
	m := table.Propose(sheet)
	if err := remap(sheet, &m, f.mapping); err != nil {
		return err
	}
	r := table.Take(sheet, m)
	c.printTable(m, r)
	if dry {
		c.print("cli.book.dry")
		return nil
	}
	e, err := r.Edit(d.View(), d.NewID)
	if err != nil {
		return err
	}
	if err := d.Apply(e); err != nil {
		return err
	}
	c.print("cli.book.taken", len(r.Rows))
	return nil
}

// pickSheet is the one named, or the first whose table can be taken as it is guessed, or the first.
func pickSheet(g *book.Grid, name string) (*book.GridSheet, error) {
	var first *book.GridSheet
	for i := range g.Sheets {
		s := &g.Sheets[i]
		switch {
		case name != "" && s.Name == name:
			return s, nil
		case name != "" || s.Hidden:
		case table.Take(s, table.Propose(s)).Blocked() == nil:
			return s, nil
		case first == nil:
			first = s
		}
	}
	if first == nil {
		return nil, words.Refuse("table.sheet", name)
	}
	return first, nil
}

// remap mends a mapping by words such as head=3,A=section,C=text,D=points; a column that is named holds what is said, the others what
// was guessed.
func remap(sheet *book.GridSheet, m *table.Mapping, text string) error {
	if text == "" {
		return nil
	}
	columns := map[int]table.Field{}
	for _, part := range strings.Split(text, ",") {
		key, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		n, err := strconv.Atoi(value)
		switch col, bad := excelize.ColumnNameToNumber(key); {
		case !ok:
			return misuse{words.M("cli.map", part)}
		case key == "head" && err == nil:
			*m = table.ProposeAt(sheet, n)
		case key == "last" && err == nil:
			m.Last = n
		case bad == nil && known(table.Field(value)):
			columns[col-1] = table.Field(value)
		default:
			return misuse{words.M("cli.map", part)}
		}
	}
	for col, field := range columns {
		m.Columns[col] = field
	}
	return nil
}

func known(f table.Field) bool {
	for _, x := range table.Fields {
		if x == f {
			return true
		}
	}
	return false
}

func (c *call) printTable(m table.Mapping, r table.Result) {
	var cols []string
	for _, f := range table.Fields {
		for col := range 64 {
			if m.Columns[col] == f && f != table.None {
				name, err := excelize.ColumnNumberToName(col + 1)
				if err == nil {
					cols = append(cols, name+"="+string(f))
				}
			}
		}
	}
	c.print("cli.table.map", m.Sheet, m.Head, strings.Join(cols, ","))
	for i, s := range r.Sections {
		c.line("%s  %s", s.Title, s.Sum)
		for _, x := range r.Rows {
			if x.Section == i {
				c.line("  %s  %s  %s", x.Code, x.Points, quote(x.Text))
			}
		}
	}
	c.print("cli.table.sum", len(r.Sections), len(r.Rows), r.Sum, r.Bonus)
	for _, x := range r.Problems {
		c.print("cli.table.row", x.Row, x.Why)
	}
	for _, x := range r.Left {
		c.print("cli.table.left", x.Row, quote(x.Text), x.Why)
	}
}
