package exhibit

import (
	"math"
	"strings"

	"kaohe/app/book"
	"kaohe/app/words"
)

// form is that of the index among the workbooks that the program writes; sheetName is its only sheet.
const (
	form      = "exhibit"
	sheetName = "佐证目录"
)

// Entry is a line of the index: a piece of evidence, and what is in the exhibit of it.
type Entry struct {
	No, Caption, Taken string
	Supports           string // in words
	Name               string // of the file as it came
	Size               int64  // of the original, in bytes
	Sum                string // SHA-256 of the original
	File               string // its name in the exhibit; empty: it is not in it, as Remark says
	Exported           string // SHA-256 of that file: Sum, unless the place was left out
	Marked             string // the name of the copy with marks; empty: there is none
	Remark             string
}

// Add adds a sentence to the remark.
func (e *Entry) Add(remark string) {
	if e.Remark != "" {
		e.Remark += "；"
	}
	e.Remark += remark
}

// List is the index of an exhibit.
type List struct {
	Vault, District string // ids, as book.Head has them
	Frontier        string
	Title           string // of the round, for people
	Sample          bool
	Entries         []Entry
}

// columns are those of the index, in their order, each with its place in an entry.
var columns = []struct {
	book.Column
	of func(*Entry) *string // nil: the size
}{
	{book.Column{Head: "佐证号", Width: 7, Name: true}, func(e *Entry) *string { return &e.No }},
	{book.Column{Head: "说明", Width: 26, Kind: book.Long}, func(e *Entry) *string { return &e.Caption }},
	{book.Column{Head: "拍摄时间", Width: 12}, func(e *Entry) *string { return &e.Taken }},
	{book.Column{Head: "佐证什么", Width: 22, Kind: book.Long}, func(e *Entry) *string { return &e.Supports }},
	{book.Column{Head: "文件", Width: 22, Kind: book.Long}, func(e *Entry) *string { return &e.File }},
	{book.Column{Head: "标注图", Width: 22, Kind: book.Long}, func(e *Entry) *string { return &e.Marked }},
	{book.Column{Head: "备注", Width: 18, Kind: book.Long}, func(e *Entry) *string { return &e.Remark }},
	{book.Column{Head: "原文件名", Width: 16, Kind: book.Long}, func(e *Entry) *string { return &e.Name }},
	{book.Column{Head: "原件字节数", Width: 8, Kind: book.Count}, nil},
	{book.Column{Head: "原件 SHA-256", Width: 24, Kind: book.Long}, func(e *Entry) *string { return &e.Sum }},
	{book.Column{Head: "导出文件 SHA-256", Width: 24, Kind: book.Long}, func(e *Entry) *string { return &e.Exported }},
}

// onPaper is how many columns are printed: what people read.
const onPaper = 7

// Book is the index as a workbook.
func (l *List) Book() *book.Book {
	s := book.Sheet{Name: sheetName, Group: book.GroupGuide, Aside: true, Paper: onPaper,
		Note: "佐证材料目录。改了这里或改了文件，用 kaohe verify 核验时会指出来。"}
	for _, c := range columns {
		s.Columns = append(s.Columns, c.Column)
	}
	for i := range l.Entries {
		var row []book.Cell
		for _, c := range columns {
			if c.of == nil {
				row = append(row, book.Cell{Number: l.Entries[i].Size, Is: true})
			} else {
				row = append(row, book.Cell{Text: words.Visible(*c.of(&l.Entries[i]))})
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return &book.Book{Head: book.Head{Form: form, Vault: l.Vault, Frontier: l.Frontier, District: l.District, Title: l.Title}, Sheets: []book.Sheet{s}, Sample: l.Sample}
}

// Read reads an index that this program wrote, also one that was saved since by another. Fault: exhibit.index.
func Read(g *book.Grid) (*List, error) {
	if g.Head.Form != form {
		return nil, words.Refuse("exhibit.index")
	}
	l := &List{Vault: g.Head.Vault, District: g.Head.District, Frontier: g.Head.Frontier, Title: g.Head.Title}
	for _, s := range g.Sheets {
		if s.Name == sheetName {
			return l, l.read(s)
		}
	}
	return nil, words.Refuse("exhibit.index")
}

func (l *List) read(s book.GridSheet) error {
	var at map[string]int
	for _, r := range s.Rows {
		switch {
		case r.N < book.FirstRow-1:
			continue
		case at == nil:
			at = map[string]int{}
			for i, c := range r.Cells {
				at[strings.TrimSpace(c.Text)] = i
			}
			continue
		}
		var e Entry
		for _, c := range columns {
			i, ok := at[c.Head]
			if !ok {
				return words.Refuse("exhibit.index")
			}
			if i >= len(r.Cells) {
				continue
			}
			if c.of != nil {
				*c.of(&e) = strings.TrimSpace(r.Cells[i].Text)
			} else if n := r.Cells[i].Number; n >= 0 && n < math.MaxInt64 {
				e.Size = int64(n)
			}
		}
		if l.Entries = append(l.Entries, e); len(l.Entries) > MaxFiles {
			return words.Refuse("exhibit.index")
		}
	}
	return nil
}
