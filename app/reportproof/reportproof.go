// Package reportproof defines the data inside a printed report from which anyone can tell what of it was signed.
//
//	document + evidence -> New -> Bytes -> (attached to the PDF) -> Read -> Check, Document
//
// A report carries the registers from which it was made, what the sign-offs in force cover, the statements by which the signers are known,
// the vault's first record, and the tree of blocks that was printed. The document can be made again from the registers. So a reader without
// the vault can tell for each word and figure whether it follows from what was signed and, after printing the tree again, that the pages
// show this and nothing else. What no signature covers is listed. With the vault, the document is also made again from the vault's state.
//
// What belongs to the round counts as the last signatures have it. A document that can't be made again, or whose data would name whom it
// does not (the circular), carries no registers; the vault lends them. Wording and layout have numbers (report.Edition, pdf.Layout), and
// finished PDFs of each lie in testdata.
//
// Caveats: only the vault can tell that a signature was lifted after the paper was printed, that somebody was removed from the team, or
// that something was changed under a signature in columns that the paper does not show. A document that can't be made again from what it
// may carry says so, and proves nothing by itself. Reports of format 1 carry single registers. These do not prove that nothing was left
// out, and the document can't be made again from them: such a report only proves that its signatures are real.
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

// format is the format that this version writes.
const format = 2

// maxPlain is the largest size of the carried data when unpacked, in bytes.
const maxPlain = 32 << 20

// Carried is the data inside a report.
type Carried struct {
	Format   int             `cbor:"1,keyasint"`
	Genesis  []byte          `cbor:"2,keyasint"` // the envelope of the vault's first record, as in the log
	Kind     string          `cbor:"3,keyasint"`
	District string          `cbor:"4,keyasint"` // id; empty for a document of the round
	Frontier ledger.Frontier `cbor:"5,keyasint"`
	Tree     []byte          `cbor:"6,keyasint"`
	Whole    bool            `cbor:"7,keyasint"` // printed with the program's own fonts only: any computer gives the same bytes
	Old      *oldCarried     `cbor:"8,keyasint,omitempty"`
	Draw     string          `cbor:"9,keyasint,omitempty"`  // for a draw: the ID of the district's draw
	Proof    *assess.Proof   `cbor:"10,keyasint,omitempty"` // nil: the document can't be made again from what it may carry
	Edition  int             `cbor:"11,keyasint,omitempty"` // number of the wording; see report.Edition
	Layout   int             `cbor:"12,keyasint,omitempty"` // number of the page layout; see pdf.Layout

	Lacks    []report.Lacking `cbor:"13,keyasint,omitempty"` // pictures of which it shows a frame, because their files were not at hand
	Pictures string           `cbor:"14,keyasint,omitempty"` // report.Job.Pictures
}

// New returns the data for a document. The caller sets the fields about the vault and the printer. Make e with Wants for the same kind.
func New(doc report.Document, e assess.Proof) *Carried {
	return &Carried{Format: format, Kind: doc.Kind, Tree: encode(doc), Proof: &e, Edition: report.Edition}
}

// Wants returns which columns the document of a kind is made from in an edition of report; district is empty for a document of the round.
func Wants(edition int, kind, district string) assess.Wants {
	return func(of, column string) bool {
		return report.Needs(edition, kind, district == "" || of == district, column)
	}
}

// Bare removes the evidence, for a document that must not carry it or can't be made again from it.
func (c *Carried) Bare() { c.Proof = nil }

// Bytes returns the data as deflated canonical CBOR.
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

// Read reads what Bytes wrote. Faults: carried.damaged, carried.newer.
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
	case c.Format == 1 && c.Old != nil && c.Old.sound() && c.Proof == nil && c.Edition == 0 && c.Layout == 0:
		return &c, nil
	case c.Format == format && c.Old == nil && c.Edition >= 1 && c.Layout >= 1 && len(c.Lacks) <= mostPictures && (c.Proof == nil || c.Proof.Sound()):
		return &c, nil
	}
	return nil, words.Refuse("carried.damaged")
}

// Document returns the tree that was printed. Fault: carried.damaged.
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
