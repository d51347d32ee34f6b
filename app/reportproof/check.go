package reportproof

import (
	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/words"
)

// Check is what a report proves without the vault.
type Check struct {
	Vault   ledger.Hash
	Founder assess.Card
	Format  int
	Proven  *assess.Proven // nil for format 1, and if the report carries no evidence
	Old     []OldSignature // of format 1
	Remade  bool           // the carried registers give the carried document
}

// Check verifies what the report carries, and makes the document again from it. read verifies and decodes the vault's first record; remake
// makes the document from an assessment. Faults: carried.damaged, carried.genesis (the first record is not what it should be).
func (c *Carried) Check(read func(envelope []byte) (*ledger.Record, error), remake func(*assess.Assessment) (report.Document, error)) (*Check, error) {
	genesis, err := read(c.Genesis)
	if err != nil {
		return nil, words.Refuse("carried.genesis").Because(err)
	}
	doc, err := c.Document()
	if err != nil {
		return nil, err
	}
	out := &Check{Vault: genesis.ID, Founder: assess.FounderOf(genesis), Format: c.Format}
	switch {
	case c.Format == 1:
		out.Old = c.Old.check(genesis)
		return out, nil
	case c.Proof == nil:
		return out, nil
	}
	out.prove(c, doc, genesis, remake)
	return out, nil
}

func (x *Check) prove(c *Carried, doc report.Document, genesis *ledger.Record, remake func(*assess.Assessment) (report.Document, error)) {
	x.Proven = c.Proof.Prove(genesis, c.Frontier, Wants(c.Edition, c.Kind, c.District))
	again, err := remake(x.Proven.View)
	x.Remade = err == nil && Same(doc, again)
}

// Same tells whether two documents are equal.
func Same(a, b report.Document) bool { return string(encode(a)) == string(encode(b)) }
