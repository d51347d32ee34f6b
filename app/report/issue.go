package report

import (
	"cmp"
	"fmt"
	"strings"

	"kaohe/app/assess"
)

// How a document is issued: the effect of an assess.Issue on its first page, its end and its date. All kinds use these functions.

// Issued begins a document of a kind as its settings say, for a district or, if d is nil, for the round. day is its date if the settings
// have none. Without 版头 the number is printed below the title. The caller adds its Blocks and ends with Close.
func Issued(kind string, a *assess.Assessment, d *assess.District, title string, day assess.Day) Document {
	x := a.IssueFor(kind, d)
	doc := Document{Kind: kind, Title: title, Author: cmp.Or(x.Office, a.City), Date: dateOf(cmp.Or(x.Date, day)), Sample: a.Sample,
		Blocks: []Block{Title{title}}}
	if headed(kind, x) {
		doc.Head = &Head{Copy: x.Copy, Secrecy: x.Secrecy, Urgency: x.Urgency, Office: doc.Author, Number: x.Number, Signer: x.Signer}
	} else if x.Number != "" {
		doc.Blocks = append(doc.Blocks, Subtitle{x.Number})
	}
	if p, _ := assess.PaperOf(kind); p.Letter && doc.Head != nil {
		doc.Form = Letter
	}
	doc.Colophon = colophon(&doc, x)
	return doc
}

// headed tells whether the document has 版头. A letter always has; an outgoing document has it if it has a number; every document has it if
// 份号, 密级 or 紧急程度 are set, which belong there. The settings can override this with red or none.
func headed(kind string, x assess.Issue) bool {
	switch x.Head {
	case "none":
		return false
	case "red":
		return true
	}
	p, _ := assess.PaperOf(kind)
	return p.Letter || p.Outgoing && x.Number != "" || x.Copy+x.Secrecy+x.Urgency != ""
}

// colophon returns 版记, or nil. That of a letter has neither 印发机关 nor date (10.1).
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

// To returns 主送机关 as the settings say, or else usual; no block if both are empty.
func To(kind string, a *assess.Assessment, d *assess.District, usual string) []Block {
	who := strings.TrimRight(cmp.Or(a.IssueFor(kind, d).Addressee, usual), "：: ")
	if who == "" {
		return nil
	}
	return []Block{Addressee{who + "："}}
}

// Close adds office and date below the text of an outgoing document, with room for a seal. Other kinds get them only if the settings want a
// seal. Whom to ask, if
// that is set, stands below. Who signed what, and what proves it, stands on the page of signatures and in what the file carries.
func Close(doc *Document, a *assess.Assessment, d *assess.District) {
	x := a.IssueFor(doc.Kind, d)
	p, _ := assess.PaperOf(doc.Kind)
	if p.Outgoing || x.Seal == "yes" {
		doc.Blocks = append(doc.Blocks, Signature{Office: doc.Author, Date: doc.Date.Prose(), Seal: x.Seal != "no"})
	}
	if x.Inquiries != "" {
		doc.Blocks = append(doc.Blocks, Note{"联系人：" + strings.TrimPrefix(x.Inquiries, "联系人：")})
	}
}

func dateOf(day assess.Day) Date {
	y, m, n := day.Date()
	return Date{y, m, n}
}

// Prose returns the day as 2006年12月30日; empty for no date.
func (d Date) Prose() string {
	if d.Year == 0 {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// day returns the date as an assess.Day; empty for no date.
func (d Date) day() assess.Day {
	if d.Year == 0 {
		return ""
	}
	return assess.Day(fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day))
}
