package report

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// fills make each kind but the circular, whose text is composed and kept elsewhere (app/circular).
var fills = map[string]func(*assess.Assessment, *assess.District, words.Catalog) (Document, error){
	"draw": lastDraw, "score": scoreSheet, "records": onsiteRecords, "documents": documentList, "consultation": consultationLetter,
	"findings": func(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
		return Findings(a, d, say), nil
	},
	"signoffs": signoffPage, "notice": rectificationNotice, "ledger": rectificationLedger,
}

// Make makes a kind's document for a district, or for the round where d is nil, from what stands now and the way it is issued. Of
// several draws it takes the last. say must be the Chinese catalogue.
// Faults: report.kind (there is no such kind, or it is the circular), report.scope (the kind is one for each district and none was
// given, or the other way round), report.none (there is nothing to print yet, and what would bring it about).
func Make(kind string, a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	p, known := assess.PaperOf(kind)
	fill := fills[kind]
	switch {
	case fill == nil || !known:
		return Document{}, words.Refuse("report.kind", kind)
	case d == nil && !p.Round, d != nil && !p.Each:
		return Document{}, words.Refuse("report.scope", words.M("paper."+kind))
	}
	return fill(a, d, say)
}
