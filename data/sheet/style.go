package sheet

import (
	"github.com/xuri/excelize/v2"

	"kaohe/app/book"
)

// The fonts, by the names under which offices have them; a workbook can't contain fonts.
const (
	bodyFace = "宋体"
	headFace = "微软雅黑"
)

// The colours of a sheet: backgrounds of the note, of the heads and of locked cells.
const (
	noteGround, noteInk = "EEF2F6", "5A6B7B"
	headGround, ink     = "D9E2EC", "1F2933"
	mustGround          = "FFD98A"
	lockedGround        = "F3F4F6"
	line                = "B8C4CE"
)

// tabs has the colours of the groups' tabs.
var tabs = map[book.Group]string{book.GroupGuide: "1F2933", book.GroupRound: "5A6B7B", book.GroupPrepare: "2F6FB5", book.GroupOnsite: "2E8B57", book.GroupConsult: "C98A1B",
	book.GroupRectify: "B5472F", book.GroupIssue: "7A5AA6"}

// look holds what distinguishes the styles of cells.
type look struct {
	kind   book.Kind
	region region
	locked bool
	quoted bool
}

// region is the part of a sheet that is styled.
type region int

const (
	cells    region = iota
	column          // the empty cells below
	heads           // row 2
	required        // a head of what has to be filled in
	note            // row 1
	totals          // the last row
	nothing         // the hidden sheet
)

// style returns excelize's number of the style for a look.
func (x *writer) style(l look) (int, error) {
	if id, ok := x.styles[l]; ok {
		return id, nil
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Family: bodyFace, Size: 11, Color: ink},
		Alignment:  &excelize.Alignment{Vertical: "top"},
		Protection: &excelize.Protection{Locked: l.locked},
		NumFmt:     49, // @
	}
	switch l.region {
	case note:
		s.Font = &excelize.Font{Family: headFace, Size: 9, Color: noteInk}
		s.Alignment = &excelize.Alignment{Vertical: "center", WrapText: true}
		s.Fill = ground(noteGround)
	case heads, required:
		s.Font = &excelize.Font{Family: headFace, Size: 10, Bold: true, Color: ink}
		s.Alignment = &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
		s.Fill, s.Border = ground(headGround), frame()
		if l.region == required {
			s.Fill = ground(mustGround)
		}
	case cells, column, totals:
		format(s, l.kind)
		if l.locked {
			s.Fill = ground(lockedGround)
		}
		if l.region != column {
			s.Border = frame()
		}
		s.Font.Bold = l.region == totals
	}
	id, err := x.file.NewStyle(s)
	if err != nil {
		return 0, err
	}
	if l.quoted { // excelize has no option for it
		formats := x.file.Styles.CellXfs
		quoted, yes := formats.Xf[id], true
		quoted.QuotePrefix = &yes
		id = len(formats.Xf)
		formats.Xf = append(formats.Xf, quoted)
		formats.Count = len(formats.Xf)
	}
	x.styles[l] = id
	return id, nil
}

// format sets what follows from a column's kind.
func format(s *excelize.Style, k book.Kind) {
	switch k {
	case book.Long, book.List:
		s.Alignment.WrapText = true
	case book.Points, book.Share:
		s.NumFmt = 2 // 0.00
	case book.Count:
		s.NumFmt = 1 // 0
	case book.Date:
		days := "yyyy-mm-dd"
		s.NumFmt, s.CustomNumFmt = 0, &days
		s.Alignment.Horizontal = "center"
	case book.Choice, book.Yes:
		s.Alignment.Horizontal = "center"
	}
}

func ground(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func frame() []excelize.Border {
	var b []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		b = append(b, excelize.Border{Type: side, Style: 1, Color: line})
	}
	return b
}
