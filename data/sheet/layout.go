package sheet

import (
	"fmt"
	"math"
	"slices"

	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// The number of empty rows between data and total: one to insert above if there are data, a page to fill in if there are none.
const (
	spareFilled = 1
	spareEmpty  = 100
)

func summed(s *book.Sheet) bool {
	for _, c := range s.Columns {
		if c.Sum {
			return true
		}
	}
	return false
}

// lastRow returns the last row that belongs to the data, and is filtered, summed and offered in lists.
func lastRow(s *book.Sheet) int {
	last := FirstRow - 1 + len(s.Rows)
	switch {
	case !summed(s):
		return max(last, FirstRow)
	case len(s.Rows) == 0:
		return last + spareEmpty
	}
	return last + spareFilled
}

// sheet writes one sheet. Whatever excelize keeps outside the rows must be set before the stream is opened or after it is flushed.
func (x *writer) sheet(s *book.Sheet) error {
	fit := true
	end := lastRow(s) + len(s.Foot)
	if summed(s) {
		end++
	}
	if err := x.file.SetSheetDimension(s.Name, "A1:"+cellName(end, len(s.Columns)-1)); err != nil {
		return err
	}
	props := &excelize.SheetPropsOptions{FitToPage: &fit}
	if colour := tabs[s.Group]; colour != "" {
		props.TabColorRGB = &colour
	}
	if err := x.file.SetSheetProps(s.Name, props); err != nil {
		return err
	}
	sw, err := x.file.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	for _, step := range []func(*book.Sheet, *excelize.StreamWriter) error{x.columns, x.page, x.guard, x.top, x.rows, x.total, x.charts} {
		if err := step(s, sw); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
	}
	return sw.Flush()
}

// columns sets the widths, the hidden columns, and the formats of the cells below the last row.
func (x *writer) columns(s *book.Sheet, sw *excelize.StreamWriter) error {
	for i, c := range slices.Backward(s.Columns) { // excelize puts the latest one first, and Excel needs them in order
		if err := sw.SetColWidth(i+1, i+1, width(c)); err != nil {
			return err
		}
		id, err := x.style(look{kind: c.Kind, region: column, locked: c.Locked})
		if err != nil {
			return err
		}
		if err := sw.SetColStyle(i+1, i+1, id); err != nil {
			return err
		}
		if c.Hidden {
			if err := sw.SetColVisible(i+1, i+1, false); err != nil {
				return err
			}
		}
	}
	return sw.SetPanes(panes(s))
}

// panes keeps the heads in view, and the columns that name a row.
func panes(s *book.Sheet) *excelize.Panes {
	n := naming(s)
	if n == 0 {
		return &excelize.Panes{Freeze: true, YSplit: FirstRow - 1, TopLeftCell: cellName(FirstRow, 0), ActivePane: "bottomLeft"}
	}
	return &excelize.Panes{Freeze: true, XSplit: n, YSplit: FirstRow - 1, TopLeftCell: cellName(FirstRow, n), ActivePane: "bottomRight"}
}

// naming returns the number of columns at the left that name a row, hidden ones included; 0 if they would leave little room for the others.
func naming(s *book.Sheet) int {
	const most = 60 // digits
	n, seen := 0, 0.0
	for n < len(s.Columns)-1 && (s.Columns[n].Hidden || s.Columns[n].Name) {
		if !s.Columns[n].Hidden {
			seen += width(s.Columns[n])
		}
		n++
	}
	if seen == 0 || seen > most {
		return 0
	}
	return n
}

// width returns the width of a column in Excel's unit, which is a digit: a Chinese character is about two.
func width(c book.Column) float64 {
	if c.Width <= 0 {
		return 20
	}
	return min(2*c.Width+1, 120)
}

// page sets how a sheet is printed: A4 landscape, with the heads on each page, on as many pages side by side as keep the letters legible. Where
// there is more than one, the columns that name a row are repeated.
func (x *writer) page(s *book.Sheet, _ *excelize.StreamWriter) error {
	a4, wide, across, any := 9, "landscape", abreast(s), 0
	if err := x.file.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &wide, FitToWidth: &across, FitToHeight: &any}); err != nil {
		return err
	}
	side, top := 0.4, 0.6 // inches
	if err := x.file.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top}); err != nil {
		return err
	}
	if err := x.file.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{OddFooter: "&C&A　&P/&N"}); err != nil {
		return err
	}
	titles := fmt.Sprintf("%s!$1:$%d", quote(s.Name), FirstRow-1)
	if n := naming(s); across > 1 && n > 0 {
		titles = fmt.Sprintf("%s!$A:$%s,%s", quote(s.Name), letters(n-1), titles)
	}
	if err := x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.Name, RefersTo: titles}); err != nil || s.Paper == 0 {
		return err
	}
	area := fmt.Sprintf("%s!$A:$%s", quote(s.Name), letters(s.Paper-1)) // rows may still come
	if s.Aside {
		area = fmt.Sprintf("%s!$A$1:%s", quote(s.Name), absolute(lastRow(s)+len(s.Foot)+charted(s), s.Paper-1))
	}
	return x.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: s.Name, RefersTo: area})
}

// abreast returns how many pages a sheet takes side by side.
func abreast(s *book.Sheet) int {
	// Digits on a page: as many as are legible at all, and as many as are set where they have to be told apart from others anyway.
	const most, page = 270, 210
	seen, all := 0.0, s.Columns
	if s.Paper > 0 {
		all = all[:s.Paper]
	}
	for _, c := range all {
		if !c.Hidden {
			seen += width(c)
		}
	}
	if seen <= most {
		return 1
	}
	return int(math.Ceil(seen / page))
}

// guard sets a sheet's filter and its lists of choices.
func (x *writer) guard(s *book.Sheet, _ *excelize.StreamWriter) error {
	last := lastRow(s)
	end := cellName(last, len(s.Columns)-1)
	if err := x.file.AutoFilter(s.Name, cellName(FirstRow-1, 0)+":"+end, nil); err != nil {
		return err
	}
	// Numbers such as 1.10 are names here; Excel's green corner should not suggest converting them.
	numbers := cellName(FirstRow, 0) + ":" + cellName(last+further, len(s.Columns)-1)
	if err := x.file.AddIgnoredErrors(s.Name, numbers, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
		return err
	}
	for i := range s.Columns {
		if err := x.validate(s, i); err != nil {
			return err
		}
	}
	return x.limits(s)
}

// top writes the note and the heads.
func (x *writer) top(s *book.Sheet, sw *excelize.StreamWriter) error {
	if err := x.note(s, sw); err != nil {
		return err
	}
	x.clear()
	most := 1
	for i, c := range s.Columns {
		most = max(most, lines(c.Head, width(c)-3)) // the filter's arrow covers a part of the cell
		head := look{region: heads, locked: true}
		if c.Must {
			head.region = required
		}
		id, err := x.style(head)
		if err != nil {
			return err
		}
		if err := x.text(s, FirstRow-1, i, c.Head, id, id); err != nil {
			return err
		}
		if c.Note == "" {
			continue
		}
		if err := x.file.AddComment(s.Name, excelize.Comment{
			Cell: cellName(FirstRow-1, i), Author: author, Text: c.Note, Width: 260, Height: uint(40 + 20*(len([]rune(c.Note))/18)),
		}); err != nil {
			return err
		}
	}
	return x.flush(sw, cellName(FirstRow-1, 0), excelize.RowOpts{Height: min(height(most)+4, maxHeight)})
}

// note writes the note over the columns, or over as many as are in view at once.
func (x *writer) note(s *book.Sheet, sw *excelize.StreamWriter) error {
	const most = 160 // digits
	id, err := x.style(look{region: note, locked: true})
	if err != nil {
		return err
	}
	sentence := s.Note
	if x.book.Sample {
		sentence = "示例　" + sentence
	}
	x.clear()
	seen, over := 0.0, 0
	for i, c := range s.Columns {
		if over == i && seen < most {
			over++
			if !c.Hidden {
				seen += width(c)
			}
		}
		text := ""
		if i == 0 {
			text = sentence
		}
		if err := x.text(s, 1, i, text, id, id); err != nil {
			return err
		}
	}
	if err := x.flush(sw, "A1", excelize.RowOpts{Height: height(lines(sentence, seen))}); err != nil || over < 2 {
		return err
	}
	return sw.MergeCell("A1", cellName(1, over-1))
}

// text adds a text to the row, with the style plain, or quoted if the text needs a quote prefix.
func (x *writer) text(s *book.Sheet, row, col int, text string, plain, quoted int) error {
	t, q, masked, err := encode(text)
	if err != nil {
		return refuse(err, s, row, col)
	}
	x.controls = x.controls || masked
	if q {
		plain = quoted
	}
	var v any
	if t != "" {
		v = t
	}
	x.put(excelize.Cell{StyleID: plain, Value: v})
	return nil
}
