package sheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
)

// hand is a person with an exported workbook open in Excel: what the file holds, and beside it what that person did to each row.
type hand struct {
	f      *excelize.File
	sheets []*paperSheet
}

// paperSheet is a sheet as the person sees it. Columns of their own stand right of the program's or among them.
type paperSheet struct {
	name, now string // as exported, and as it is called now
	cols      []book.Column
	at        []int // the place of each column in the file, from 1
	rows      []*paperRow
	merged    []book.Merge
	gone      int
	own       bool // has a column of the person's own
}

// paperRow is a row that was exported, or a copy of one.
type paperRow struct {
	was     []string // as exported
	copied  bool
	touched map[int]string // what is seen in columns that were typed in, cleared or merged over
	aside   bool           // a merge to the side covers cells of it
}

func (s *paperSheet) line(n int) int { return n + 3 }

func (s *paperSheet) cell(col, row int) string {
	name, _ := excelize.CoordinatesToCellName(s.at[col], s.line(row))
	return name
}

// opens an exported workbook.
func opens(t testing.TB, file []byte, b *book.Book) *hand {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	h := &hand{f: f}
	for _, s := range b.Sheets {
		p := &paperSheet{name: s.Name, now: s.Name, cols: s.Columns}
		for i := range s.Columns {
			p.at = append(p.at, i+1)
		}
		for _, r := range s.Rows {
			row := &paperRow{touched: map[int]string{}}
			for _, c := range r {
				row.was = append(row.was, seen(s.Columns[len(row.was)].Kind, c))
			}
			p.rows = append(p.rows, row)
		}
		if len(p.rows) > 0 && !s.Aside {
			h.sheets = append(h.sheets, p)
		}
	}
	return h
}

// typings are what people type into a cell.
var typings = []any{"", "改过的内容", 7, 1.1, 4.25, "是", "李　䶮", "１．１", "王芳（市质监局）", "南山区", "福田区", "组长", "2006年12月1日", true, "1、2", "=1+1", 39000}

// formats are number formats that people choose.
var formats = []string{"0%", "yyyy-mm-dd", "h:mm", "General", "0.0", "@", "000"}

// does one thing that people do in Excel. What a person can't do, such as sorting over merged cells, is left undone.
func (h *hand) does(t testing.TB, what, where, a, b byte) {
	s := h.sheets[int(where)%len(h.sheets)]
	if len(s.rows) == 0 {
		return
	}
	row, col := int(a)%len(s.rows), int(b)%len(s.cols)
	for s.cols[col].Hidden {
		col = (col + 1) % len(s.cols)
	}
	switch what % 10 {
	case 0, 1:
		h.typed(t, s, row, col, typings[(int(a)+int(b)*3+int(what)*5)%len(typings)])
	case 2:
		h.typed(t, s, row, col, s.rows[(row+1)%len(s.rows)].was[col])
	case 3:
		h.merge(t, s, row, col, int(a>>4), int(b>>6))
	case 4:
		h.copied(t, s, row)
	case 5:
		if len(s.merged) == 0 {
			must(t, h.f.RemoveRow(s.now, s.line(row)))
			s.remove(row)
		}
	case 6:
		h.sorts(t, s, col, b&1 == 1)
	case 7:
		format := formats[int(b)%len(formats)]
		id, err := h.f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		must(t, err)
		must(t, h.f.SetCellStyle(s.now, s.cell(col, row), s.cell(col, row), id))
	case 8:
		h.column(t, s, col)
	case 9:
		if name := s.name + "（改）"; b%3 == 0 && s.now == s.name {
			must(t, h.f.SetSheetName(s.now, name))
			s.now = name
		} else { // clear some cells below each other
			for n := row; n < min(row+int(b>>4), len(s.rows)); n++ {
				h.typed(t, s, n, col, "")
			}
		}
	}
}

// remove drops a row. A copy takes its original's place.
func (s *paperSheet) remove(row int) {
	from := s.rows[row]
	s.rows = slices.Delete(s.rows, row, row+1)
	if from.copied {
		return
	}
	for _, r := range s.rows {
		if &r.was[0] == &from.was[0] {
			r.copied = false
			return
		}
	}
	s.gone++
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// covered tells whether a merge covers a cell that is not its first.
func (s *paperSheet) covered(row, col int) bool {
	return slices.ContainsFunc(s.merged, func(m book.Merge) bool {
		return row >= m.Row && row <= m.LastRow && col >= m.Col && col <= m.LastCol && (row != m.Row || col != m.Col)
	})
}

func (h *hand) typed(t testing.TB, s *paperSheet, row, col int, v any) {
	if s.covered(row, col) {
		return
	}
	cell := s.cell(col, row)
	if text, ok := v.(string); ok && strings.HasPrefix(text, "=") {
		must(t, h.f.SetCellValue(s.now, cell, nil)) // nobody computed it yet
		must(t, h.f.SetCellFormula(s.now, cell, text[1:]))
	} else {
		must(t, h.f.SetCellFormula(s.now, cell, ""))
		must(t, h.f.SetCellValue(s.now, cell, v))
	}
	s.touch(row, col, fmt.Sprint(v))
}

// touch notes that a cell, and what is merged with it in its column, shows something else.
func (s *paperSheet) touch(row, col int, text string) {
	s.rows[row].touched[col] = text
	for _, m := range s.merged {
		if m.Row != row || m.Col != col || s.cols[col].Locked {
			continue
		}
		for _, r := range s.rows[m.Row+1 : m.LastRow+1] {
			if r.touched[col] = text; text == "" { // an empty merge empties nothing
				delete(r.touched, col)
			}
		}
	}
}

// merge merges cells that are not merged yet; Excel keeps the first one's value.
func (h *hand) merge(t testing.TB, s *paperSheet, row, col, down, right int) {
	m := book.Merge{Row: row, Col: col, LastRow: min(row+down, len(s.rows)-1), LastCol: min(col+right, len(s.cols)-1)}
	apart := func(o book.Merge) bool {
		return m.LastRow < o.Row || m.Row > o.LastRow || m.LastCol < o.Col || m.Col > o.LastCol
	}
	if m.Row == m.LastRow && m.Col == m.LastCol || s.own || slices.ContainsFunc(s.merged, func(o book.Merge) bool { return !apart(o) }) {
		return
	}
	first, typed := s.rows[m.Row].touched[m.Col]
	if !typed {
		first = s.rows[m.Row].was[m.Col]
	}
	for n := m.Row; n <= m.LastRow; n++ {
		for c := m.Col; c <= m.LastCol; c++ {
			if n > m.Row || c > m.Col {
				delete(s.rows[n].touched, c)
				must(t, h.f.SetCellFormula(s.now, s.cell(c, n), ""))
				must(t, h.f.SetCellValue(s.now, s.cell(c, n), nil))
			}
		}
		if n > m.Row && first != "" && !s.cols[m.Col].Locked {
			s.rows[n].touched[m.Col] = first
		}
		s.rows[n].aside = s.rows[n].aside || m.LastCol > m.Col
	}
	must(t, h.f.MergeCell(s.now, s.cell(m.Col, m.Row), s.cell(m.LastCol, m.LastRow))) // last: writing into it is writing its first cell
	s.merged = append(s.merged, m)
}

// copied puts a copy of a row behind it.
func (h *hand) copied(t testing.TB, s *paperSheet, row int) {
	if len(s.merged) > 0 {
		return
	}
	must(t, h.f.DuplicateRow(s.now, s.line(row)))
	from := s.rows[row]
	one := &paperRow{was: from.was, copied: true, touched: map[int]string{}}
	maps.Copy(one.touched, from.touched)
	s.rows = slices.Insert(s.rows, row+1, one)
}

// sorts puts the rows into the order of a column.
func (h *hand) sorts(t testing.TB, s *paperSheet, col int, down bool) {
	if len(s.merged) > 0 {
		return
	}
	type kept struct {
		row      *paperRow
		cells    []any
		formulas []string
		key      string
	}
	var rows []kept
	width := slices.Max(s.at)
	for n, r := range s.rows {
		k := kept{row: r}
		for c := 1; c <= width; c++ {
			cell, _ := excelize.CoordinatesToCellName(c, s.line(n))
			v, err := h.f.GetCellValue(s.now, cell, excelize.Options{RawCellValue: true})
			must(t, err)
			kind, err := h.f.GetCellType(s.now, cell)
			must(t, err)
			var x any = v
			if v == "" {
				x = nil
			} else if kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset {
				var f float64
				if _, err := fmt.Sscan(v, &f); err == nil {
					x = f
				}
			}
			formula, err := h.f.GetCellFormula(s.now, cell)
			must(t, err)
			k.cells, k.formulas = append(k.cells, x), append(k.formulas, formula)
			if c == s.at[col] {
				k.key = v
			}
		}
		rows = append(rows, k)
	}
	slices.SortStableFunc(rows, func(a, b kept) int {
		if down {
			a, b = b, a
		}
		return strings.Compare(a.key, b.key)
	})
	for n, k := range rows {
		s.rows[n] = k.row
		for c, v := range k.cells {
			cell, _ := excelize.CoordinatesToCellName(c+1, s.line(n))
			must(t, h.f.SetCellFormula(s.now, cell, ""))
			must(t, h.f.SetCellValue(s.now, cell, v))
			if k.formulas[c] != "" {
				must(t, h.f.SetCellFormula(s.now, cell, k.formulas[c]))
			}
		}
	}
}

// column puts a column of the person's own before another.
func (h *hand) column(t testing.TB, s *paperSheet, col int) {
	if len(s.merged) > 0 || s.own {
		return
	}
	at := s.at[col]
	name, _ := excelize.ColumnNumberToName(at)
	must(t, h.f.InsertCols(s.now, name, 1))
	for i := range s.at {
		if s.at[i] >= at {
			s.at[i]++
		}
	}
	head, _ := excelize.CoordinatesToCellName(at, 2)
	must(t, h.f.SetCellValue(s.now, head, "我的备注"))
	cell, _ := excelize.CoordinatesToCellName(at, 3)
	must(t, h.f.SetCellValue(s.now, cell, "记一笔"))
	s.own = true
}

// unsaid returns what this person did and the plan does not tell.
func (h *hand) unsaid(p *book.Plan) []string {
	var out []string
	for _, s := range h.sheets {
		if h.whole(p, s) {
			continue
		}
		for n, r := range s.rows {
			for c, text := range r.touched {
				if !s.told(p, n, c) && !alike(text, r.was[c]) {
					out = append(out, fmt.Sprintf("%s row %d: %s was %q, is %q", s.name, s.line(n), s.cols[c].Head, r.was[c], text))
				}
			}
			if r.copied && !s.toldOf(p, r) {
				out = append(out, fmt.Sprintf("%s row %d is a copy", s.name, s.line(n)))
			}
		}
		if s.gone > 0 && !said(p, s, "book.problem.missing") && !slices.ContainsFunc(p.Lines, func(l *book.Line) bool { return l.Sheet == s.name }) {
			out = append(out, fmt.Sprintf("%s lost %d rows", s.name, s.gone))
		}
		if s.own && !said(p, s, "book.problem.column") {
			out = append(out, s.name+" has a column of its own")
		}
	}
	return out
}

// whole tells whether the plan says that a sheet is not read.
func (h *hand) whole(p *book.Plan, s *paperSheet) bool {
	return said(p, s, "book.problem.sheet") || said(p, s, "book.problem.lacks") || said(p, s, "book.problem.heads")
}

func said(p *book.Plan, s *paperSheet, key string) bool {
	return slices.ContainsFunc(p.Problems, func(x book.Problem) bool { return (x.Sheet == s.now || x.Sheet == s.name) && x.Why.Key == key })
}

// told tells whether the plan names a row or, if it is one of the program's, a column.
func (s *paperSheet) told(p *book.Plan, row, col int) bool {
	if slices.ContainsFunc(p.Lines, func(l *book.Line) bool { return l.Sheet == s.name && l.Row == s.line(row) }) {
		return true
	}
	end := fmt.Sprint(s.line(row))
	if slices.ContainsFunc(p.Lines, func(l *book.Line) bool { return l.Sheet == s.name && doubles(l, end) }) {
		return true
	}
	if slices.ContainsFunc(p.Problems, func(x book.Problem) bool {
		return (x.Sheet == s.now || x.Sheet == s.name) && strings.TrimLeft(x.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == end
	}) {
		return true
	}
	if col >= 0 && s.cols[col].Locked {
		text := s.rows[row].touched[col]
		return s.rows[row].copied || text == "" || text[0] == '=' || said(p, s, "book.problem.locked") || s.nameless(row) && said(p, s, "book.problem.missing")
	}
	if col >= 0 && s.cols[col].Name && s.elsewhere(col) && (said(p, s, "book.problem.missing") || refuses(p, s)) {
		return true
	}
	return s.rows[row].aside && said(p, s, "book.problem.across")
}

// nameless tells whether a merge covers a name of a row, so that the row is another's or none.
func (s *paperSheet) nameless(row int) bool {
	for i, c := range s.cols {
		if c.Name && s.covered(row, i) {
			return true
		}
	}
	return false
}

// elsewhere tells whether a cell of a column says of what a row speaks, so that another one makes it another row.
func (s *paperSheet) elsewhere(col int) bool {
	return s.cols[0].Head != "标识" || s.cols[col].From != ""
}

func refuses(p *book.Plan, s *paperSheet) bool {
	return slices.ContainsFunc(p.Lines, func(l *book.Line) bool { return l.Sheet == s.name && l.State == book.Refused })
}

// doubles tells whether a row is refused because it is the same as another one.
func doubles(l *book.Line, row string) bool {
	return slices.ContainsFunc(l.Diffs, func(x book.Diff) bool {
		var f *words.Fault
		return errors.As(x.Why, &f) && f.Code() == "book.twice" && fmt.Sprint(f.Args...) == row
	})
}

// toldOf tells whether the plan names a row that was copied, or another one with the same 标识, or the row that it doubles.
func (s *paperSheet) toldOf(p *book.Plan, r *paperRow) bool {
	for n, x := range s.rows {
		if &x.was[0] == &r.was[0] && s.told(p, n, -1) {
			return true
		}
	}
	return false
}

// alike tells whether two texts say the same in a workbook.
func alike(a, b string) bool {
	if a == "" && b == "不计入总分" { // which holds where nobody chose
		return true
	}
	plain := func(s string) string {
		s = strings.ToLower(strings.NewReplacer(" ", "", "　", "", "．", ".", "１", "1").Replace(s))
		switch s {
		case "是", "true":
			return "1"
		case "否", "false":
			return ""
		}
		if n, err := strconv.ParseFloat(s, 64); err == nil {
			return fmt.Sprint(n)
		}
		return s
	}
	return plain(a) == plain(b)
}

// seen is a cell as people see it.
func seen(k book.Kind, c book.Cell) string {
	switch {
	case c.Is && k == book.Points:
		return fmt.Sprint(float64(c.Number) / 100)
	case c.Is && k == book.Date:
		return time.Date(1899, 12, 30+int(c.Number), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return shown(c)
}

// FuzzOffice: whatever a person does to an exported workbook in Excel, what comes of it is in the plan.
func FuzzOffice(f *testing.F) {
	d := sat(f, round)
	a := d.view()
	b := book.Export(a, nil)
	b.Sheets = slices.DeleteFunc(b.Sheets, func(s book.Sheet) bool { return len(s.Rows) == 0 })
	file, before := all(bytesOf(f, b)), d.cells()
	f.Add([]byte{0, 1, 0, 3})
	f.Add([]byte{3, 2, 0x20, 3, 4, 2, 0, 0, 6, 2, 0, 3})
	f.Fuzz(func(t *testing.T, steps []byte) { worked(t, d, a, b, file, before, steps) })
}

// worked takes in what a person made of an exported workbook, and holds the plan against it; then it takes the same once more.
func worked(t *testing.T, d *desk, a *assess.Assessment, b *book.Book, file []byte, before map[[3]string]string, steps []byte) {
	h := opens(t, file, b)
	defer h.f.Close()
	for n := 0; n+3 < min(len(steps), 48); n += 4 {
		h.does(t, steps[n], steps[n+1], steps[n+2], steps[n+3])
	}
	var out bytes.Buffer
	must(t, h.f.Write(&out))
	g := read(t, bytes.NewReader(out.Bytes()))
	p := book.Take(a, a, g, d.leader(), "2006-11-20")
	took := d.with(t, p)
	after := took.cells()
	for _, lack := range h.unsaid(p) {
		t.Errorf("not said: %s", lack)
	}
	for _, change := range untold(p, before, after) {
		t.Errorf("not told: %s", change)
	}
	if now, who := took.view(), took.leader(); who != nil { // a workbook can leave a round without one
		for _, l := range book.Take(now, a, g, who, "2006-11-20").Lines {
			if l.Ticked {
				t.Errorf("taken again, it changes %s %d %s: %+v", l.Sheet, l.Row, l.Name, l.Diffs)
			}
		}
	}
	if t.Failed() {
		for _, l := range p.Lines {
			t.Logf("%s %d %s state %d ticked %v", l.Sheet, l.Row, l.Name, l.State, l.Ticked)
			for _, x := range l.Diffs {
				t.Logf("    %+v", x)
			}
		}
		for _, x := range p.Problems {
			t.Logf("%s %s %s %v", x.Sheet, x.Cell, x.Why.Key, x.Why.Args)
		}
	}
}

// columnIs tells whether a column says which row it is.
func columnIs(head string) bool {
	return slices.Contains([]string{"被考核单位", "发现号", "街道", "要点", "项目编号", "材料名称", "一级指标"}, head)
}

// untold returns the cells that changed without a ticked line that says so.
func untold(p *book.Plan, before, after map[[3]string]string) []string {
	told, renamed := map[[2]string]bool{}, false
	for _, l := range p.Lines {
		if !l.Ticked {
			continue
		}
		for _, x := range l.Diffs {
			told[[2]string{l.Sheet, x.Column}] = true
			renamed = renamed || l.State == book.Changed && slices.Contains([]string{"编号", "单位名称", "名称", "姓名", "街道", "一级指标", "要点", "派出单位", "佐证材料清单", "记录号", "发现号"}, x.Column)
		}
		renamed = renamed || l.State == book.Added // a new row can take a number or a name that others had
	}
	var out []string
	emptied := 0
	for at, was := range before {
		now, there := after[at]
		switch {
		case !there && (was == "" || columnIs(at[2])): // a row for something that could be filled in and was not
		case !there && !renamed:
			out = append(out, fmt.Sprintf("%v is gone", at))
		case there && now != was && !told[[2]string{at[0], at[2]}] && !renamed:
			out = append(out, fmt.Sprintf("%v: %q, then %q", at, was, now))
		case there && now == "" && was != "":
			emptied++
		}
	}
	if emptied > 5 {
		out = append(out, fmt.Sprintf("%d cells are emptied", emptied))
	}
	return out
}
