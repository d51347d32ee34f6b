package verbs

import (
	"cmp"
	"slices"
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

// takeTable takes a department's scoring table in as the standard: as it is guessed, or as --map says. What people have done already goes
// with the items that it takes the place of, so that has to be meant.
func (c *call) takeTable(d *workspace.Workspace, g *book.Grid, f foreign, dry, clearing bool) error {
	tables, others, err := f.find(g)
	if err != nil {
		return err
	}
	r := table.Join(tables)
	c.printTable(tables, r)
	for _, x := range others {
		c.print("cli.table.other", x.Sheet.Name, x.Head, len(x.Rows), x.Sum)
	}
	gone := table.Goes(d.View())
	if gone.Items > 0 {
		m := gone.Msg()
		c.print(m.Key, m.Args...)
	}
	if dry {
		c.print("cli.book.dry")
		return nil
	}
	e, err := r.Edit(d.View(), d.NewID)
	if err != nil {
		return err
	}
	if gone.Work() && !clearing {
		return words.Refuse("table.work")
	}
	if err := d.Apply(e); err != nil {
		return err
	}
	c.print("cli.book.taken", len(r.Rows))
	return nil
}

// find gives the tables that make the standard, and those that are only named: in the sheet that was said, or in all that are seen.
func (f foreign) find(g *book.Grid) (one, others []table.Found, err error) {
	sheets := g.Sheets
	if f.sheet != "" {
		at := slices.IndexFunc(sheets, func(s book.GridSheet) bool { return s.Name == f.sheet })
		if at < 0 {
			return nil, nil, words.Refuse("table.sheet", f.sheet)
		}
		shown := sheets[at]
		shown.Hidden = false // who names it wants it
		sheets = []book.GridSheet{shown}
	}
	if one, others = table.Find(sheets); f.mapping == "" && len(one) > 0 {
		return one, others, nil
	}
	at := slices.IndexFunc(sheets, func(s book.GridSheet) bool { return !s.Hidden })
	if at < 0 {
		return nil, nil, words.Refuse("table.sheet", f.sheet)
	}
	x := table.Found{Sheet: &sheets[at]}
	if len(one) > 0 {
		x.Sheet = one[0].Sheet
	}
	x.Mapping = table.Propose(x.Sheet)
	return []table.Found{x}, nil, remap(x.Sheet, &x.Mapping, f.mapping)
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

func (c *call) printTable(tables []table.Found, r table.Result) {
	if len(tables) > 1 {
		c.print("cli.table.several", len(tables))
	}
	for _, f := range tables {
		c.print("cli.table.map", f.Sheet.Name, f.Head, columns(f.Mapping))
	}
	for i, s := range r.Sections {
		c.line("%s  %s", s.Title, s.Sum)
		for _, x := range r.Rows {
			if x.Section == i {
				c.line("  %s  %s  %s", x.Code, x.Points, quote(x.Text))
			}
		}
	}
	c.print("cli.table.sum", len(r.Sections), len(r.Rows), r.Sum, r.Bonus)
	c.printRules(r)
	for _, x := range r.Problems {
		c.print("cli.table.row", x.At(), x.Why)
	}
	for _, x := range r.Left {
		c.print("cli.table.left", x.At(), quote(x.Text), x.Why)
	}
}

// columns are a mapping as --map takes it.
func columns(m table.Mapping) string {
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
	return strings.Join(cols, ",")
}

// printRules counts the rules by kind and lists those that a person has to look at, with the text that they were read from.
func (c *call) printRules(r table.Result) {
	for _, x := range r.Kinds() {
		c.print("cli.table.kind", words.M("rules.kind."+string(x.Kind)), x.Items)
	}
	for _, x := range r.Rows {
		if x.Unsure.Key != "" {
			c.print("cli.table.unsure", x.Code, words.M("rules.kind."+string(x.Rule.Kind)), x.Unsure, quote(cmp.Or(x.RuleText, x.Text)))
		}
	}
	c.print("cli.table.looks", r.Unsure())
}
