package report

import "strings"

// Edition counts the changes of wording and composition of documents. A paper names the one that made it; a finished paper of each kind
// and edition lies in testdata and must be made again to the letter.
const Edition = 1

// needs are the nouns that each kind of document of a district is made from, beside the round's facts, the standard and the team; after a
// colon, which of their fields, where not all.
var needs = map[string]string{
	"draw":         "sub draw",
	"score":        "sub assign claim score ded rec:method,order find:kind,order final:withdrawn finalmark resp sum",
	"records":      "sub claim score ded rec qa doc find look back",
	"documents":    "sub rec:method,date,order doc",
	"consultation": "sub draft claim score ded rec:method,order,date find resp final finalmark req sum",
	"findings":     "sub claim score ded rec:method,date,sub,order,item qa:order doc:verdict,order find resp final finalmark req sum",
	"signoffs":     "",
	"circular":     "sub claim score ded rec:method,order find resp final finalmark req sum rect",
	"notice":       "sub find resp final req rect sum rec:method,order",
	"ledger":       "sub find resp final req rect prog mile rec:method,order",
}

// others are what a document of one district says of the other districts: their marks, which give ranks and means.
const others = "score:mark,na,veto finalmark sum:forced"

// Needs tells whether a kind's document is made from a column (assess.Column): of its own district, or another's, or none's. A document of
// the round has all districts for its own.
func Needs(kind string, own bool, column string) bool {
	noun, field, of := strings.Cut(column, " ")
	if !of {
		return noun == "round" || noun == "std" || noun == "person" || noun == "issue" || noun == "circ" && kind == "circular"
	}
	if noun == "" || noun == "issue" {
		return own || noun == ""
	}
	list := others
	if own {
		list = needs[kind]
	} else if kind == "signoffs" {
		list = ""
	}
	for _, n := range strings.Fields(list) {
		name, fields, some := strings.Cut(n, ":")
		if name != noun {
			continue
		}
		return !some || field == "gone" || strings.Contains(","+fields+",", ","+field+",")
	}
	return false
}
