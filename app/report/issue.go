package report

import (
	"cmp"
	"fmt"
	"strings"

	"kaohe/app/assess"
)

// How a document is issued: what an assess.Issue does to its first page, its end and its date. All kinds come through here.

// Issued begins a document of a kind the way its settings say, for a district or, where d is nil, for the round. day is its date where
// the settings give none. A number that has no head to stand in stands below the title. Fill Blocks, then Close.
func Issued(kind string, a *assess.Assessment, d *assess.District, title string, day assess.Day) Document {
	x := a.IssueFor(kind, d)
	doc := Document{Kind: kind, Title: title, Author: cmp.Or(x.Office, a.City), Date: dateOf(cmp.Or(x.Date, day)), Sample: a.Sample,
		Blocks: []Block{Title{title}}}
	if headed(kind, x) {
		doc.Head = &Head{Copy: x.Copy, Secrecy: x.Secrecy, Urgency: x.Urgency, Office: doc.Author, Number: x.Number, Signer: x.Signer}
	} else if x.Number != "" {
		doc.Blocks = append(doc.Blocks, Subtitle{x.Number})
	}
	if kind == "consultation" && doc.Head != nil {
		doc.Form = Letter
	}
	doc.Colophon = colophon(&doc, x)
	return doc
}

// headed tells whether there is 版头. A letter has one always; what goes out of the office has one as soon as it has a number, and
// everything has one that bears what belongs into it: 份号, 密级, 紧急程度. The settings can say red or none.
func headed(kind string, x assess.Issue) bool {
	switch x.Head {
	case "none":
		return false
	case "red":
		return true
	}
	p, _ := assess.PaperOf(kind)
	return kind == "consultation" || p.Outgoing && x.Number != "" || x.Copy+x.Secrecy+x.Urgency != ""
}

// colophon is 版记, which a letter has without 印发机关 and date (10.1).
func colophon(doc *Document, x assess.Issue) *Colophon {
	c := &Colophon{CopyTo: x.CopyTo, Copies: x.Copies}
	if strings.Trim(x.Copies, "0123456789") == "" && x.Copies != "" {
		c.Copies = "共印" + x.Copies + "份"
	}
	if doc.Form == Letter || doc.Head == nil && x.CopyTo+x.Copies == "" {
		if x.CopyTo+x.Copies == "" {
			return nil
		}
		return c
	}
	c.Office, c.Date = doc.Author, doc.Date.Prose()
	return c
}

// To is 主送机关: what the settings say, else usual; no block where both are empty.
func To(kind string, a *assess.Assessment, d *assess.District, usual string) []Block {
	who := strings.TrimRight(cmp.Or(a.IssueFor(kind, d).Addressee, usual), "：: ")
	if who == "" {
		return nil
	}
	return []Block{Addressee{who + "："}}
}

// Close puts office, date and sign-offs below the text of what goes out of the office, with room for a seal; below that of other kinds
// only where the settings want a seal or there are sign-offs to name.
func Close(doc *Document, a *assess.Assessment, d *assess.District, lines ...string) {
	seal := a.IssueFor(doc.Kind, d).Seal
	p, _ := assess.PaperOf(doc.Kind)
	if !p.Outgoing && seal != "yes" && lines == nil {
		return
	}
	doc.Blocks = append(doc.Blocks, Signature{Office: doc.Author, Date: doc.Date.Prose(), Lines: lines,
		Seal: seal == "yes" || p.Outgoing && seal != "no"})
}

func dateOf(day assess.Day) Date {
	y, m, n := day.Date()
	return Date{y, m, n}
}

// Prose is 2006年12月30日; empty for no date.
func (d Date) Prose() string {
	if d.Year == 0 {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// day is the date as assess writes it; empty for no date.
func (d Date) day() assess.Day {
	if d.Year == 0 {
		return ""
	}
	return assess.Day(fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day))
}
