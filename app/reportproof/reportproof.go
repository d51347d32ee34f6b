// Package reportproof is what a printed report carries inside, so that anyone can tell what of it was signed.
//
//	document + evidence -> New -> Bytes -> (attached to the PDF) -> Read -> Check, Document
//
// A report carries the registers that it was made from, what the sign-offs in force cover, the statements by which the signers are known,
// the vault's first record, and the tree of blocks that was printed. From the registers the document is made again; so without the vault
// it can be told of each word and figure whether it follows from what was signed, and (by printing the tree again) that the pages show
// that and nothing else. What no signature covers is named. With the vault it is also made again from what stood there.
//
// Caveats: that a signature was lifted after the paper was printed, that somebody was taken out of the team, or that something was changed
// under a signature in columns that the paper does not show, only the vault can tell. A document that can't be made again from what can be
// carried says so and proves nothing by itself.
// Reports of format 1 carried single registers, in whose proof nothing tells what was left out, and texts in no way to make them again:
// of them it can be said that the signatures are real, and no more.
package reportproof

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"

	"kaohe/app/assess"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/words"
)

// format is what this version writes.
const format = 2

// maxPlain is the most that a carried report may come to, unpacked.
const maxPlain = 32 << 20

// Carried is what a report carries.
type Carried struct {
	Format   int              `cbor:"1,keyasint"`
	Genesis  []byte           `cbor:"2,keyasint"` // the vault's first record, as it stands in the log
	Kind     string           `cbor:"3,keyasint"`
	District string           `cbor:"4,keyasint"` // id; empty for a document of the round
	Frontier ledger.Frontier  `cbor:"5,keyasint"`
	Tree     []byte           `cbor:"6,keyasint"`
	Whole    bool             `cbor:"7,keyasint"` // printed with the program's own faces alone: the same bytes on any computer
	Old      *oldEvidence     `cbor:"8,keyasint,omitempty"`
	Draw     string           `cbor:"9,keyasint,omitempty"`  // of a district's draws, the one that this is about
	Evidence *assess.Evidence `cbor:"10,keyasint,omitempty"` // nil: nothing that it could be made again from
	Edition  int              `cbor:"11,keyasint,omitempty"` // of the wording; see report.Edition
	Layout   int              `cbor:"12,keyasint,omitempty"` // of the pages; see pdf.Layout
}

// New is what a document carries; what it was made from and how is for the caller to set. Evidence should be asked for with Wants.
func New(doc report.Document, e assess.Evidence) *Carried {
	return &Carried{Format: format, Kind: doc.Kind, Tree: encode(doc), Evidence: &e, Edition: report.Edition}
}

// Wants are the columns that a kind's document is made from: of a district, or of the round where it is empty.
func Wants(kind, district string) assess.Wants {
	return func(of, column string) bool { return report.Needs(kind, district == "" || of == district, column) }
}

// Bare leaves the evidence out of a document that can't be made again from it.
func (c *Carried) Bare() { c.Evidence = nil }

// Bytes are deflated canonical CBOR.
func (c *Carried) Bytes() ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(cbor.Marshal(c)); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Read takes it out again. Faults: carried.damaged, carried.newer.
func Read(b []byte) (*Carried, error) {
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), maxPlain+1))
	if err == nil && len(plain) > maxPlain {
		err = fmt.Errorf("more than %d bytes", maxPlain)
	}
	var c Carried
	if err == nil {
		err = cbor.Unmarshal(plain, &c)
	}
	switch {
	case err != nil:
		return nil, words.Refuse("carried.damaged").Because(err)
	case c.Format > format, c.Format == format && c.Edition > report.Edition:
		return nil, words.Refuse("carried.newer")
	case c.Format == 1 && c.Old != nil && c.Old.sound() && c.Evidence == nil && c.Edition == 0 && c.Layout == 0:
		return &c, nil
	case c.Format == format && c.Old == nil && c.Edition >= 1 && c.Layout >= 1 && (c.Evidence == nil || c.Evidence.Sound()):
		return &c, nil
	}
	return nil, words.Refuse("carried.damaged")
}

// Document is what was printed. Fault: carried.damaged.
func (c *Carried) Document() (report.Document, error) {
	read := decode
	if c.Format == 1 {
		read = decodeOld
	}
	doc, err := read(c.Tree)
	if err == nil {
		err = fits(doc)
	}
	if err == nil && doc.Kind != c.Kind {
		err = fmt.Errorf("%q is said to be %q", doc.Kind, c.Kind)
	}
	if err != nil {
		return doc, words.Refuse("carried.damaged").Because(err)
	}
	return doc, nil
}
