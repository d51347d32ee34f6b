package report

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// Kind of document.
type Kind struct {
	Key   string // the verb's word; the title is catalogue key paper.<Key>
	Round bool   // there is one of the whole round
	Each  bool   // there is one for each district
}

// Kinds in the order in which an assessment needs them.
var Kinds = []Kind{
	{Key: "draw", Each: true}, {Key: "score", Each: true}, {Key: "records", Each: true}, {Key: "documents", Each: true},
	{Key: "consultation", Each: true}, {Key: "findings", Each: true}, {Key: "signoffs", Each: true, Round: true},
	{Key: "circular", Round: true}, {Key: "notice", Each: true}, {Key: "ledger", Each: true, Round: true},
}

// Make makes a kind's document for a district, or for the round where d is nil, from what stands now and the way it is issued.
// Faults: report.kind, report.none (there is nothing to print yet, and what would bring it about).
func Make(kind string, a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	switch {
	case kind == "findings" && d != nil:
		return Findings(a, d, say), nil
	}
	return Document{}, words.Refuse("report.kind", kind)
}
