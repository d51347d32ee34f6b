package report

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Findings makes 考核情况反馈: what the team found in one district, for its government, after the rulings if there are any. say must be the
// Chinese catalogue.
//
// The table of scores is an attachment, so that readers find the problems on the second page and not on the fifth.
func Findings(a *assess.Assessment, d *assess.District, say words.Catalog) Document {
	return annexed(func(evidence bool) *paper { return findingsOf(a, d, say, evidence) })
}

func findingsOf(a *assess.Assessment, d *assess.District, say words.Catalog, evidence bool) *paper {
	f := findings{paper: begin("findings", a, d, say, titleOf("findings", a, d), told(a, d, assess.Onsite, assess.Consultation)), annex: "附件"}
	if evidence {
		f.annex = "附件1"
	}
	f.rests(Until(assess.Consultation))
	f.to()
	if f.begun() {
		f.para("%s。现将考核情况反馈如下：", f.assessed())
	} else {
		f.para("考核小组尚未对%s%s情况进行考核，以下各项待考核后填写。", f.you(), f.matter())
	}
	f.section("考核工作开展情况", f.conduct)
	f.section("考核得分", f.scores)
	f.section("取得的成绩", f.list(assess.Achievement, "成绩", f.lacks("成绩")))
	f.section("工作特色", f.list(assess.Highlight, "特色", f.without()))
	f.section("存在的问题", f.problems)
	if len(f.d.Standing(assess.Problem)) > 0 {
		f.section("整改要求", f.requirements)
	}
	switch {
	case f.reckoned().blank():
		f.close()
	case evidence:
		f.end(scoresTitle, evidenceTitle)
		f.table()
		f.appendix("附件2")
	default:
		f.end(scoresTitle)
		f.table()
	}
	return f.paper
}

const scoresTitle = "考核评分情况"

type findings struct {
	*paper
	annex string // the label of the annex with the scores
}

// begun tells whether anything was assessed yet.
func (f findings) begun() bool {
	return f.d.Phases[assess.Onsite].Signed() != nil || len(f.d.Records) > 0 || len(f.d.Findings) > 0 || !f.reckoned().blank()
}

// lacks says that there is nothing of a kind, or as long as the visit is not signed nothing yet.
func (f findings) lacks(what string) string {
	if f.d.Phases[assess.Onsite].Signed() != nil {
		return "本次考核没有记录" + what + "。"
	}
	return "本次考核尚未记录" + what + "。"
}

// conduct says how much was heard, asked, read and seen by each method, counted from the records.
func (f findings) conduct() {
	count := map[string]int{}
	questions := 0
	var docs []*assess.Document
	for _, r := range f.d.Records {
		count[r.Method]++
		questions += len(r.QA)
		docs = append(docs, r.Docs...)
	}
	var parts []string
	for _, m := range f.a.Standard.Methods {
		if count[m.ID] > 0 {
			part := fmt.Sprintf("%s%d次", m.Chinese(), count[m.ID])
			if m.Form == standard.Interview && questions > 0 {
				part += fmt.Sprintf("（共%d个问题）", questions)
			}
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		f.para("现场考核尚未形成记录。")
		return
	}
	f.para("考核小组由%s等单位的%d人组成。在%s，考核小组%s，形成现场记录%d份。", strings.Join(f.agencies(), "、"), len(f.a.Team), f.you(),
		strings.Join(parts, "、"), len(f.d.Records))
	if subs := f.subdistricts(); subs != "" {
		f.para("抽查的街道办为%s。", subs)
	}
	if len(docs) > 0 {
		f.para("共抽查文件%d份，其中%s。", len(docs), f.verdicts(docs))
	}
}

func (f findings) agencies() []string {
	var out []string
	seen := map[string]bool{}
	for _, p := range f.a.Team {
		if p.Agency != "" && !seen[p.Agency] {
			seen[p.Agency] = true
			out = append(out, p.Agency)
		}
	}
	return out
}

func (f findings) subdistricts() string {
	var out []string
	for _, s := range f.d.Subdistricts {
		for _, r := range f.d.Records {
			if r.Form == standard.SubdistrictCheck && r.Subdistrict == s.ID {
				out = append(out, s.Name)
				break
			}
		}
	}
	return strings.Join(out, "、")
}

func (f findings) list(kind assess.FindingKind, name, none string) func() {
	return func() {
		list := f.d.Standing(kind)
		if len(list) == 0 {
			f.add(Para{Text: none})
		}
		for n, x := range list {
			f.para("%d. %s", n+1, behind(stop(x.FinalNamed), f.cite("finding", x.ID, name+fmt.Sprint(n+1))))
		}
	}
}

func (f findings) problems() {
	list := f.d.Standing(assess.Problem)
	if len(list) == 0 {
		f.add(Para{Text: f.lacks("问题")})
	}
	for n, x := range list {
		f.para("%d. %s", n+1, stop(x.FinalNamed))
		if basis := f.basis(x, n+1); basis != "" {
			f.add(Para{Text: "（" + basis + "）", Kai: true})
		}
	}
}

// basis says how the problem with a number in the list came to light and on which records and evidence it rests.
func (f findings) basis(x *assess.Finding, at int) string {
	var how, out []string
	for _, m := range x.Methods(f.a.Standard) {
		if name := m.Chinese(); name != "" {
			how = append(how, name)
		}
	}
	if how != nil {
		out = append(out, "考核方式："+strings.Join(how, "、"))
	}
	refs := slices.DeleteFunc([]string{f.refs(x.Records), f.cite("finding", x.ID, problem(at))}, func(s string) bool { return s == "" })
	if len(refs) > 0 {
		out = append(out, "依据："+strings.Join(refs, "，"))
	}
	return strings.Join(out, "；")
}

func (f findings) requirements() {
	t := Table{Columns: []Column{{"序号", 8, Centre}, {"整改要求", 50, Left}, {"责任单位", 22, Left}, {"完成期限", 20, Centre}}}
	for n, x := range f.d.Standing(assess.Problem) {
		if x.Requirement != "" {
			t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), x.Requirement, units(x.Responsible), x.Deadline.Prose()}})
		}
	}
	if len(t.Rows) == 0 {
		f.para("整改要求另行通知。")
	} else {
		f.para("请对照以下要求逐项整改（序号与存在的问题一致）；一时难以解决的，制定整改计划，逐步落实。")
		f.add(t)
	}
	if f.a.Reply != "" {
		f.para("%s将整改情况书面报送%s。", f.by(f.a.Reply, "请按完成期限"), f.doc.Author)
	}
}

// without says why a district has no highlight, if that is decided.
func (f findings) without() string {
	if f.d.NoHighlight != "" {
		return "本次考核没有工作特色。" + stop(f.d.NoHighlight)
	}
	return f.lacks("工作特色")
}
