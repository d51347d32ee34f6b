// Package seal is what a printed report carries inside, so that anyone can tell whether it is what the vault signed.
//
//	document + evidence -> New -> Bytes -> (attached to the PDF) -> Read -> Check, Document
//
// A report carries the tree of blocks that it was printed from, the frontier it was made at, the sign-offs in force with those signed
// registers that its text shows, each with its path to the signed root, and the vault's first record with the team's cards. So without
// the vault it can be told that the signatures are real, that the signed values stand in the text, and (by printing the tree again) that
// the pages show that text and no other. With the vault it is also made again from what stood there.
//
// Caveat: words that are no register's value (the program's own sentences, figures that it counted) are covered by no signature; only
// the vault can vouch for them. Nothing is carried that the text does not show, but for the team's names, agencies and public keys.
package seal

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"

	"kaohe/app/assess"
	"kaohe/app/canon"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/words"
)

// format is what this version writes.
const format = 1

// maxPlain is the most that a carried report may come to, unpacked.
const maxPlain = 32 << 20

// Carried is what a report carries.
type Carried struct {
	Format   int             `cbor:"1,keyasint"`
	Genesis  []byte          `cbor:"2,keyasint"` // the vault's first record, as it stands in the log
	Kind     string          `cbor:"3,keyasint"`
	District string          `cbor:"4,keyasint"` // id; empty for a document of the round
	Frontier ledger.Frontier `cbor:"5,keyasint"`
	Tree     []byte          `cbor:"6,keyasint"`
	Whole    bool            `cbor:"7,keyasint"` // printed with the program's own faces alone: the same bytes on any computer
	Evidence assess.Evidence `cbor:"8,keyasint"`
	Draw     string          `cbor:"9,keyasint,omitempty"` // of a district's draws, the one that this is about
}

// New seals a document; what it was made from and how is for the caller to set. Evidence should be asked for with Shows(doc).
func New(doc report.Document, e assess.Evidence) *Carried {
	return &Carried{Format: format, Kind: doc.Kind, Tree: encode(doc), Evidence: prune(doc, e)}
}

// Bytes are deflated canonical CBOR.
func (c *Carried) Bytes() ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(canon.Marshal(c)); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Read takes it out again. Faults: seal.damaged, seal.newer.
func Read(b []byte) (*Carried, error) {
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b)), maxPlain+1))
	if err == nil && len(plain) > maxPlain {
		err = fmt.Errorf("more than %d bytes", maxPlain)
	}
	var c Carried
	if err == nil {
		err = canon.Unmarshal(plain, &c)
	}
	switch {
	case err != nil:
		return nil, words.Refuse("seal.damaged").Because(err)
	case c.Format > format:
		return nil, words.Refuse("seal.newer")
	case c.Format < 1:
		return nil, words.Refuse("seal.damaged")
	}
	return &c, nil
}

// Document is what was printed. Fault: seal.damaged.
func (c *Carried) Document() (report.Document, error) {
	doc, err := decode(c.Tree)
	if err != nil {
		return doc, words.Refuse("seal.damaged").Because(err)
	}
	return doc, nil
}
