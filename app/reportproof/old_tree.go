package reportproof

import (
	"fmt"

	"kaohe/app/cbor"
	"kaohe/app/report"
)

// Reports of format 1 carry their tree by the names that types and fields had then. These must not be changed; nothing writes them any
// more.

type oldTree struct {
	_      struct{} `cbor:",toarray"`
	Doc    []byte
	Blocks []oldNamed
}

type oldNamed struct {
	_    struct{} `cbor:",toarray"`
	Name string
	Body []byte
}

type (
	oldDocument struct {
		Kind      string
		Title     string
		Author    string
		Date      oldDate
		Sample    bool
		Landscape bool
		Keywords  string
		Form      int
		Head      *oldHead
		Colophon  *oldColophon
	}
	oldDate     struct{ Year, Month, Day int }
	oldHead     struct{ Copy, Secrecy, Urgency, Office, Number, Signer string }
	oldColophon struct{ CopyTo, Office, Date, Copies string }

	oldTitle    struct{ Text string }
	oldSubtitle struct{ Text string }
	oldHeading  struct {
		Level int
		Text  string
	}
	oldPara struct {
		Text  string
		Flush bool
		Kai   bool
	}
	oldTable struct {
		Caption string
		Columns []struct {
			Head  string
			Width float64
			Align int
		}
		Rows []struct {
			Cells  []string
			Span   bool
			Strong bool
		}
	}
	oldSignature struct {
		Office string
		Date   string
		Lines  []string
		Seal   bool
	}
	oldAddressee   struct{ Text string }
	oldAttachments struct{ Names []string }
	oldNote        struct{ Text string }
	oldAnnex       struct{ Label, Title string }
	oldHands       struct{ Labels []string }
	oldChart       struct {
		Caption    string
		Kind       int
		Unit       string
		Categories []string
		Series     []struct {
			Name   string
			Values []int64
		}
	}
	oldGap struct{ Lines int }
)

func decodeOld(b []byte) (report.Document, error) {
	var t oldTree
	var d oldDocument
	if err := cbor.Unmarshal(b, &t); err != nil {
		return report.Document{}, err
	}
	if err := cbor.Unmarshal(t.Doc, &d); err != nil {
		return report.Document{}, err
	}
	doc := report.Document{Kind: d.Kind, Title: d.Title, Author: d.Author, Date: report.Date(d.Date), Sample: d.Sample, Landscape: d.Landscape,
		Keywords: d.Keywords, Form: report.Form(d.Form)}
	if d.Head != nil {
		h := report.Head(*d.Head)
		doc.Head = &h
	}
	if d.Colophon != nil {
		c := report.Colophon(*d.Colophon)
		doc.Colophon = &c
	}
	for _, x := range t.Blocks {
		read, ok := oldBlocks[x.Name]
		if !ok {
			return doc, fmt.Errorf("block %q", x.Name)
		}
		b, err := read(x.Body)
		if err != nil {
			return doc, err
		}
		doc.Blocks = append(doc.Blocks, b)
	}
	return doc, nil
}

var oldBlocks = map[string]func([]byte) (report.Block, error){
	"Title":       read(func(x oldTitle) report.Title { return report.Title(x) }),
	"Subtitle":    read(func(x oldSubtitle) report.Subtitle { return report.Subtitle(x) }),
	"Heading":     read(func(x oldHeading) report.Heading { return report.Heading(x) }),
	"Para":        read(func(x oldPara) report.Para { return report.Para(x) }),
	"Table":       read(oldTable.now),
	"Signature":   read(func(x oldSignature) report.Signature { return report.Signature(x) }),
	"Gap":         read(func(x oldGap) report.Gap { return report.Gap(x) }),
	"Addressee":   read(func(x oldAddressee) report.Addressee { return report.Addressee(x) }),
	"Attachments": read(func(x oldAttachments) report.Attachments { return report.Attachments(x) }),
	"Note":        read(func(x oldNote) report.Note { return report.Note(x) }),
	"Annex":       read(func(x oldAnnex) report.Annex { return report.Annex(x) }),
	"Hands":       read(func(x oldHands) report.Hands { return report.Hands(x) }),
	"Chart":       read(oldChart.now),
}

func read[Old any, Now report.Block](now func(Old) Now) func([]byte) (report.Block, error) {
	return func(b []byte) (report.Block, error) {
		var x Old
		if err := cbor.Unmarshal(b, &x); err != nil {
			return nil, err
		}
		return now(x), nil
	}
}

func (x oldTable) now() report.Table {
	t := report.Table{Caption: x.Caption}
	for _, c := range x.Columns {
		t.Columns = append(t.Columns, report.Column{Head: c.Head, Width: c.Width, Align: report.Align(c.Align)})
	}
	for _, r := range x.Rows {
		t.Rows = append(t.Rows, report.Row(r))
	}
	return t
}

func (x oldChart) now() report.Chart {
	c := report.Chart{Caption: x.Caption, Kind: report.ChartKind(x.Kind), Unit: x.Unit, Categories: x.Categories}
	for _, s := range x.Series {
		c.Series = append(c.Series, report.Series(s))
	}
	return c
}
