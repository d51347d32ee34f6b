package report

import (
	"slices"
	"strings"

	"kaohe/app/assess"
)

// Edition counts the changes of wording and composition of documents: whatever makes another tree of blocks of the same registers. A paper
// names the edition that made it. A finished paper of each kind lies in cmd/internal/workspace/testdata/format2 and must be made again to the
// letter: when its test fails because a sentence was meant to change, count on here (or pdf.Layout, where the pages come out otherwise),
// and freeze a set of the new edition beside the old ones with the test's -update. Papers of earlier editions verify for ever, at most as
// signed, since nothing makes their words any more.
const Edition = 1

// needs are the fields that each kind of document of a district is made from, by noun. A noun's field gone belongs to it always, and one by
// which what has no other field is still there to be counted.
var needs = parse(map[string]string{
	"draw": "draw:title,list,count,strata,phrase,result,day,person,why,order",
	"score": "assign:person claim:points score:mark,count,na,nareason,veto,remark ded:amount,reason,record,order rec:order " +
		"find:kind resp:stance,ruling,reasons finalmark:mark,why sum:forced,forcedwhy",
	"records": "sub:name rec:method,date,time,place,title,present,recorder,sub,invited,attended,text,item,order qa:q,a,order " +
		"doc:title,number,verdict,remark,order look:verdict,note",
	"documents": "rec:date,order doc:title,number,issuer,date,wanted,verdict,remark,order",
	"consultation": "draft:sent,reply,problems,marks,order claim:points score:mark,count,na,veto ded:amount,reason,record,order rec:order " +
		"find:kind,named,order final:named,withdrawn finalmark:mark,why",
	"findings": "sub:name,order claim:points score:mark,count,na,nareason,veto ded:amount,reason,record,order rec:method,sub,order qa:order " +
		"doc:verdict,order find:kind,named,record,order final:named,withdrawn finalmark:mark,why req:requirement,deadline,responsible " +
		"sum:forced,forcedwhy,nohighlight",
	"signoffs": "",
	"circular": "sub:name score:mark,na,veto rec:method,sub qa:order doc:order find:kind,named,city,item,order final:named,city,withdrawn " +
		"finalmark:mark,why req:requirement sum:forced",
	"notice": "find:kind,named,order final:named,withdrawn req:requirement,deadline,responsible rect:state,mode",
	"ledger": "find:kind,named,order final:named,withdrawn req:requirement,deadline,responsible rect:mode,measures,state,reported,checker,reason " +
		"prog:day,text,proof,order mile:done,order",
})

// others are what a document of one district says of the other districts: their marks, which give ranks and means.
var others = parse(map[string]string{"score": ranked, "findings": ranked})

const ranked = "score:mark,na finalmark:mark,why"

// rounds are what a kind's document is made from of the round, beside its facts and the list of districts.
var rounds = map[string][]string{
	"draw": {"person"}, "score": {"std", "person"}, "records": {"std", "person"}, "consultation": {"std", "person"}, "findings": {"std", "person"},
	"circular": {"std", "person", "circ"}, "ledger": {"person"},
}

// Names tells whether the data that a kind's document is made from say more than its readers may know, so that they can't be carried: a
// circular tells what was found and not where.
func Names(kind string) bool { return kind == "circular" }

// Needs tells whether a kind's document is made from a column (assess.Column): of its own district, or another's, or none's. A document of
// the round has all districts for its own.
func Needs(kind string, own bool, column string) bool {
	noun, field, of := strings.Cut(column, " ")
	switch {
	case !of && (noun == "round" || noun == assess.DistrictList || noun == assess.Revived):
		return true
	case !of:
		return noun == "issue/"+kind || slices.Contains(rounds[kind], noun)
	case noun == "issue":
		return own && field == kind
	case column == assess.SinceSigned:
		return own && kind == "signoffs"
	case column == assess.Statements, noun == assess.Revived:
		return own || others[kind] != nil
	case own:
		return needs[kind].has(noun, field)
	}
	return others[kind].has(noun, field)
}

// list is fields by noun.
type list map[string][]string

func (l list) has(noun, field string) bool {
	fields, ok := l[noun]
	return ok && (field == "gone" || slices.Contains(fields, field))
}

func parse(in map[string]string) map[string]list {
	out := map[string]list{}
	for kind, text := range in {
		out[kind] = list{}
		for _, n := range strings.Fields(text) {
			noun, fields, _ := strings.Cut(n, ":")
			out[kind][noun] = strings.Split(fields, ",")
		}
	}
	return out
}
