package report

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Listing is what a page of the window lists, to be printed as it stands there: a working paper, which no vault makes again and which
// proves nothing.
type Listing struct {
	Title   string
	Said    []string // of which rows: the district, what is filtered by
	Columns []Column // without widths, which follow from what stands in them
	Rows    []Row    // a strong one is the heading of those below
}

// List makes a listing's document, dated with the day on which it is printed. say must be the Chinese catalogue.
func List(a *assess.Assessment, l Listing, day assess.Day, say words.Catalog) Document {
	y, m, d := day.Date()
	doc := Document{Kind: "list", Title: l.Title, Author: a.City, Date: Date{y, m, d}, Sample: a.Sample}
	widths, sum := weights(l)
	table := Table{Rows: l.Rows}
	for i, c := range l.Columns {
		c.Width = widths[i] / sum
		table.Columns = append(table.Columns, c)
	}
	doc.Landscape = sum > wideList
	n := 0
	for _, r := range l.Rows {
		if !r.Strong {
			n++
		}
	}
	said := append(l.Said[:len(l.Said):len(l.Said)], say.Say(words.M("list.printed", n, day.Said())))
	doc.Blocks = []Block{Title{Text: l.Title}, Subtitle{Text: a.Title}, Para{Text: strings.Join(said, "；"), Flush: true, Kai: true}, table}
	return doc
}

// ListName is the file name offered for a listing.
func ListName(l Listing) string {
	name := l.Title
	if len(l.Said) > 0 {
		name = l.Said[0] + name
	}
	return fileName(name, ".pdf")
}

// wideList is from how many half-width characters on a list is printed across the page.
const wideList = 84

// weights are how much room each column wants, in half-width characters.
func weights(l Listing) (out []float64, sum float64) {
	const least, most = 5, 40
	out = make([]float64, len(l.Columns))
	for i, c := range l.Columns {
		n := textWidth(c.Head)
		for _, r := range l.Rows {
			if i < len(r.Cells) && !r.Strong {
				n = max(n, textWidth(r.Cells[i]))
			}
		}
		out[i] = float64(min(max(n, least), most)) + 1
		sum += out[i]
	}
	return out, sum
}

// textWidth is how wide a text's longest line is, in half-width characters.
func textWidth(s string) int {
	most := 0
	for line := range strings.SplitSeq(s, "\n") {
		n := 0
		for _, r := range line {
			if n++; r >= 0x2e80 {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}
