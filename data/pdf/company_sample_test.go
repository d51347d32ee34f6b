package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/report"
	"kaohe/data/sampletest"
)

// sampleDocuments are all documents of the sample.
func sampleDocuments(t *testing.T) (out []report.Document) {
	sampletest.Each(t, func(_ report.Job, doc report.Document) { out = append(out, doc) })
	return out
}

// lonely returns the pages, from 1, that have not enough text although the page before has more than it needs and there is room for it. The
// first page of a document, an annex or a part is what its blocks make it, and 版记 may take the end of the text to one more page.
func lonely(pl *plan) []int {
	count := func(p *page) (n int) {
		for _, it := range p.items {
			n += it.text()
		}
		return n
	}
	var out []int
	for i, p := range pl.pages[1:] {
		if len(p.items) == 0 || p.items[0].unit.turn {
			continue
		}
		last := p.items[len(p.items)-1]
		tail := last.y + last.unit.height // of all that is no text
		least, area := enough, pl.sheet.areaH
		if p.foot != nil {
			area -= p.foot.height
		}
		if i+2 == len(pl.pages)-1 {
			least = 0
		}
		for before := pl.pages[i].items; len(before) > 0 && before[len(before)-1].text() == 0; before = before[:len(before)-1] {
			tail += before[len(before)-1].unit.height
		}
		if count(p) < least && count(pl.pages[i]) >= 2*enough && tail < area-5*pl.sheet.lead {
			out = append(out, i+2)
		}
	}
	return out
}

// TestSampleInCompany: no page of the sample's documents holds only signatures, digests, notes, or the last row of a table.
func TestSampleInCompany(t *testing.T) {
	for _, d := range sampleDocuments(t) {
		pl, err := printer(t).layOut(t.Context(), &d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if pages := lonely(pl); pages != nil {
			t.Errorf("%s: pages %v of %d have no text", d.Title, pages, len(pl.pages))
		}
	}
}

// TestPagesInCompany: the same of documents made at random.
func TestPagesInCompany(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := randomDocument(t)
		p, err := hermetic()
		if err != nil {
			t.Fatal(err)
		}
		pl, err := p.layOut(t.Context(), &d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if pages := lonely(pl); pages != nil {
			t.Fatalf("pages %v of %d have no text", pages, len(pl.pages))
		}
	})
}

func randomDocument(t *rapid.T) report.Document {
	n := func(name string, from, to int) int { return rapid.IntRange(from, to).Draw(t, name) }
	text := func(most int) string { return strings.Repeat("核", n("characters", 1, most)) }
	d := doc(report.Title{Text: "题"})
	d.Landscape = rapid.Bool().Draw(t, "landscape")
	if rapid.Bool().Draw(t, "head") {
		d.Head = &report.Head{Office: "市打假办", Number: "深打假办〔2006〕1号"}
	}
	if rapid.Bool().Draw(t, "colophon") {
		d.Colophon = &report.Colophon{CopyTo: "市委", Office: "办公厅", Date: "2006年1月2日"}
	}
	body := func() {
		for range n("blocks", 1, 4) {
			switch n("kind", 0, 3) {
			case 0:
				tb := report.Table{Columns: []report.Column{{Head: "项", Width: 2}, {Head: "分", Width: 1}}}
				for i := range n("rows", 1, 30) {
					tb.Rows = append(tb.Rows, report.Row{Cells: []string{fmt.Sprint(i), text(60)}})
				}
				d.Blocks = append(d.Blocks, tb)
			case 1:
				d.Blocks = append(d.Blocks, report.Heading{Level: 1, Text: "一、题"}, report.Para{Text: text(200)})
			default:
				for range n("paragraphs", 1, 6) {
					d.Blocks = append(d.Blocks, report.Para{Text: text(300)})
				}
			}
		}
	}
	end := func() {
		for i := range 5 { // in the order of 7.3.4 to 7.3.6, and what a district signs
			if rapid.Bool().Draw(t, "without") {
				continue
			}
			switch i {
			case 0:
				d.Blocks = append(d.Blocks, report.Attachments{Names: []string{text(40), text(40)}})
			case 1:
				d.Blocks = append(d.Blocks, report.Signature{Office: "市打假办", Date: "某日", Seal: rapid.Bool().Draw(t, "seal"),
					Lines: strings.Split(strings.Repeat("摘要\n", n("digests", 0, 5)), "\n")})
			case 2:
				d.Blocks = slices.DeleteFunc(d.Blocks, func(b report.Block) bool { _, ok := b.(report.Signature); return ok })
				d.Blocks = append(d.Blocks, report.Hands{Labels: []string{"填报人", "核对人", "组长"}[:n("hands", 1, 3)]})
			case 3:
				d.Blocks = append(d.Blocks, report.Note{Text: text(40)})
			default:
				d.Blocks = append(d.Blocks, report.Para{Text: text(150), Kai: true})
			}
		}
	}
	body()
	end()
	switch n("more", 0, 2) {
	case 0:
		d.Blocks = append(d.Blocks, report.Annex{Label: "附件", Title: "表"})
		body()
		end()
	case 1:
		d.Blocks = append(d.Blocks, report.Part{Foot: []string{"签字"}})
		body()
		end()
	}
	return d
}
