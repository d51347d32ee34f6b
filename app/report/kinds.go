package report

import (
	"kaohe/app/assess"
	"kaohe/app/words"
)

// fills makes the documents of each kind except the circular, which app/circular composes.
var fills = map[string]func(*assess.Assessment, *assess.District, words.Catalog) (Document, error){
	"draw": lastDraw, "score": scoreSheet, "records": onsiteRecords, "documents": documentList, "consultation": consultationLetter,
	"opinions": opinionsTable, "standard": standardTable,
	"scheme": scheme, "materials": materialList, "summary": summaryTable, "lookback": lookbackTable, "urging": urgingLetter, "attendance": attendanceSheets,
	"closing": closingSheets,
	"findings": func(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
		return Findings(a, d, say), nil
	},
	"signoffs": signoffPage, "notice": rectificationNotice, "ledger": rectificationLedger,
}

// Make makes the document of a kind for a district, or for the round if d is nil, from the present view and issue settings. Of several
// draws it takes the last. say must be the Chinese catalogue.
// Faults: report.kind (there is no such kind, or it is the circular), report.scope (the kind needs a district and none was given, or the
// other way round), report.none (there is nothing to print yet, with what has to be done first).
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
