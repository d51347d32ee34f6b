package workspace

import (
	"context"

	"kaohe/app/report"
	"kaohe/app/reportproof"
)

// Compare is for files in testdata, whose printing must not depend on what the printer makes today.
func Compare(ctx context.Context, ours, theirs, carried []byte, whole bool) (string, []string, []PageDifference, error) {
	x := comparison{ctx: ctx, whole: whole}
	return x.compare(ours, theirs, carried)
}

// Forge prints pages of one's own with what is to prove them.
func Forge(p *Printer, doc report.Document, c *reportproof.Carried) ([]byte, error) {
	laid, err := p.lay(context.Background(), doc, nil, true, nil)
	if err != nil {
		return nil, err
	}
	return write(context.Background(), p.Format, laid, c, nil)
}

// Again makes a document of what is carried, whether that holds or not.
func Again(p *Printer, c *reportproof.Carried) (report.Document, error) {
	g, err := genesis(c.Genesis)
	if err != nil {
		return report.Document{}, err
	}
	return p.remaker(jobOf(c))(c.Proof.Prove(g, c.Frontier, reportproof.Wants(c.Edition, c.Kind, c.District)).View)
}

// Check is what is carried, checked by itself.
func Check(p *Printer, c *reportproof.Carried) (*reportproof.Check, error) {
	return c.Check(genesis, p.remaker(jobOf(c)))
}

// Unpaged is unpaged.
var Unpaged = unpaged
