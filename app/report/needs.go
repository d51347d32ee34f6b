package report

import (
	"slices"
	"strings"

	"kaohe/app/assess"
)

// Edition is the number of the wording and composition of documents. It has to be increased whenever the same registers give another tree
// of blocks. A paper names the edition that made it. Finished papers of each kind are in cmd/internal/workspace/testdata/format2 and must
// be made again exactly: if their test fails because a sentence was changed on purpose, increase Edition (or pdf.Layout, if only the pages
// changed), and add a set of the new edition with the test's -update. Papers of earlier editions can still be verified, but at most as
// signed, since no program makes their words any more.
const Edition = 5

// needs lists for each kind the fields of a district from which its document is made, by noun. The field gone of a listed noun always
// belongs to it. A noun of which only the number of entities matters is listed with its order, because each entity has that field.
var needs = parse(map[string]string{
	"draw": "draw:title,list,count,strata,phrase,result,day,person,why,order",
	"score": shown + ",deduction,item assign:person claim:points score:mark,count,na,nareason,veto,remark ded:amount,reason,record,order rec:no,order " +
		"find:kind resp:stance,ruling,reasons objection:stance,ruling,reasons finalmark:mark,why sum:forced,forcedwhy",
	"records": shown + ",record,document sub:name rec:method,date,time,place,title,present,recorder,sub,invited,attended,text,item,no,order qa:q,a,order " +
		"doc:title,number,verdict,remark,order look:verdict,note",
	"documents": shown + ",document rec:date,no,order doc:title,number,issuer,date,wanted,verdict,remark,order",
	"consultation": shown + ",deduction,finding draft:sent,reply,problems,marks,order claim:points score:mark,count,na,nareason,veto ded:amount,reason,record,order rec:no,date,order " +
		"find:kind,named,order final:named,withdrawn finalmark:mark",
	"findings": shown + ",deduction,finding sub:name,order claim:points score:mark,count,na,nareason,veto ded:amount,reason,record,order rec:method,date,sub,no,order qa:order " +
		"doc:verdict,order find:kind,named,record,order final:named,withdrawn finalmark:mark req:requirement,deadline,responsible " +
		"sum:forced,forcedwhy,nohighlight",
	"signoffs": "task/1:what,waived,order task/2:what,waived,order task/3:what,waived,order task/4:what,waived,order task/5:what,waived,order",
	"circular": circulated, "upward": circulated,
	"notice": shown + ",finding rec:date find:kind,named,order final:named,withdrawn req:requirement,deadline,responsible rect:state,mode",
	"ledger": shown + ",finding,step find:kind,named,order final:named,withdrawn req:requirement,deadline,responsible rect:mode,measures,state,reported,checker,checked,reason " +
		"prog:day,text,proof,order mile:done,order",
	"opinions": shown + ",finding,item draft:problems,order score:mark,na find:kind,named,order final:named,withdrawn finalmark:mark,why " +
		"resp:stance,grounds,day,proof,ruling,reasons,effectitem objection:stance,grounds,day,proof,ruling,reasons",
	"standard":  "",
	"scheme":    ":contact plan:day,time,what,where,who,order",
	"materials": "claim:points,note mat:name,state,note",
	"summary":   "score:mark,na,veto finalmark:mark sum:forced,forcedwhy",
	"lookback": "back:text,requirement,state,answer last:mark,reason,hash score:mark,na,veto find:kind,named,order final:named,withdrawn " +
		"finalmark:mark req:requirement rect:state,reason",
	"attendance": "rec:method,date,time,place,title,recorder,invited,attended,order",
	"closing": shown + ",finding,step find:kind,named,item,no,order final:named,withdrawn req:requirement,deadline,responsible " +
		"rect:mode,measures,state,reported,checker,checked,reason prog:day,text,proof,person,order mile:day,text,proof,person,done,order",
	"urging": shown + ",step find:kind,named,order final:named,withdrawn req:requirement,deadline,responsible rect:state,reason prog:day,text,order mile:day,text,done,order",
})

// shown is what a document shows of evidence; what the evidence supports is added to it.
const shown = "evid:name,media,size,taken,caption,no,turn,layer,before,order"

// circulated is what the circular is made from, and the report that says the same.
const circulated = "sub:name score:mark,na,veto rec:method,sub doc:order find:kind,named,city,item,order final:named,city,withdrawn " +
	"finalmark:mark sum:forced"

// evidence is the noun that documents are made from since edition 5. It has columns of its own for each phase, which no document tells apart.
const evidence = "evid"

// since4 lists what of needs a document is made from only since edition 4; a paper of an earlier edition does not carry it.
var since4 = parse(map[string]string{"consultation": "rec:date score:nareason", "findings": "rec:date", "notice": "rec:date,gone",
	"signoffs": "task/1:what,waived,order,gone task/2:what,waived,order,gone task/3:what,waived,order,gone task/4:what,waived,order,gone " +
		"task/5:what,waived,order,gone"})

// others lists the fields of the other districts that a document of one district uses: their marks, which give ranks and means.
var others = parse(map[string]string{"score": ranked, "findings": ranked})

const ranked = "score:mark,na finalmark:mark"

// rounds lists what a kind's document uses of the round, in addition to its facts and the list of districts.
var rounds = map[string][]string{
	"draw": {"person"}, "score": {"std", "person", "seat"}, "records": {"std", "person"}, "consultation": {"std", "person", "seat"},
	"standard": {"std"}, "scheme": {"std", "person", "seat"}, "materials": {"std"}, "summary": {"std"}, "lookback": {"std"}, "urging": {"person", "seat"},
	"attendance": {"std", "person"}, "closing": {"std", "person"},
	"opinions": {"std"}, "findings": {"std", "person", "seat"}, "circular": {"std", "person", "seat", "circ"},
	"upward": {"std", "person", "seat", "circ"}, "ledger": {"person"},
}

// Names tells whether the data from which a kind's document is made say more than its readers may know, so that the paper must not carry
// them: the circular, and the report that says the same, tell what was found but not where.
func Names(kind string) bool { return kind == "circular" || kind == "upward" }

// Needs tells whether a kind's document is made from a column (assess.Column) in an edition. own is true if the column is one of the document's own
// district or of none; for a document of the round every district is its own.
func Needs(edition int, kind string, own bool, column string) bool {
	noun, field, of := strings.Cut(column, " ")
	if phased, is := strings.CutPrefix(noun, evidence+"/"); is && phased != "" {
		noun = evidence
	}
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
		return needs[kind].has(noun, field) && (edition >= 5 || noun != evidence) && (edition >= 4 || !slices.Contains(since4[kind][noun], field))
	}
	return others[kind].has(noun, field)
}

// list holds fields by noun.
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
