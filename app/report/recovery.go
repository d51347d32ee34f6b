package report

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// Recovers is what a recovery code can do: set PINs and write cards, and open the vault's file where that is sealed.
type Recovers struct{ Roster, File bool }

// RecoverySheet makes the page that is kept in a safe: a round's recovery code (groups with a hyphen between), which round it is for and what
// it can do. It is printed once, when the round is founded or its vault sealed. No vault contains the code, so it is not one of assess.Papers.
func RecoverySheet(a *assess.Assessment, founder, code string, can Recovers, day assess.Day, say words.Catalog) Document {
	y, m, d := day.Date()
	doc := Document{Kind: "recovery", Title: say.Get("recovery.title"), Author: a.City, Date: Date{y, m, d}}
	para := func(key string, args ...any) {
		doc.Blocks = append(doc.Blocks, Para{Text: say.Say(words.M(key, args...))})
	}
	doc.Blocks = append(doc.Blocks, Title{Text: doc.Title}, Subtitle{Text: a.Title})
	if can.Roster {
		para("recovery.sheet.what")
	} else {
		para("recovery.sheet.what.sealed")
	}
	for _, line := range CodeLines(code) {
		doc.Blocks = append(doc.Blocks, Title{Text: line})
	}
	id := a.Vault.String()
	doc.Blocks = append(doc.Blocks, Table{
		Columns: []Column{{Head: say.Get("recovery.sheet.item"), Width: 0.2, Align: Centre}, {Head: say.Get("recovery.sheet.content"), Width: 0.8}},
		Rows: []Row{
			{Cells: []string{say.Get("recovery.sheet.vault"), id[:32] + " " + id[32:]}},
			{Cells: []string{say.Get("recovery.sheet.founder"), founder}},
			{Cells: []string{say.Get("recovery.sheet.day"), say.Say(day.Said())}},
		}})
	if can.File {
		para("recovery.sheet.can.open")
	}
	if can.Roster {
		para("recovery.sheet.can.reset")
		para("recovery.sheet.can.rest")
		para("recovery.sheet.safe")
	} else {
		para("recovery.sheet.safe.sealed")
	}
	doc.Blocks = append(doc.Blocks, Hands{Labels: []string{say.Get("recovery.sheet.keeper")}})
	return doc
}

// CodeLines splits a recovery code into lines of three groups, as it is printed and shown.
func CodeLines(code string) []string {
	groups := strings.Split(code, "-")
	var out []string
	for i := 0; i < len(groups); i += 3 {
		out = append(out, strings.Join(groups[i:min(i+3, len(groups))], "  "))
	}
	return out
}
