package assess

import "slices"

// Paper is a kind of document of a round. app/report decides its content. Its name in the reader's language is the catalogue key
// paper.<Key>.
type Paper struct {
	Key      string // its name for verbs, and in the entity of its settings (IssueEntity)
	Name     string // in Chinese
	Ends     string // how its title and its file's name end, after the round's title
	Round    bool   // there is one for the whole round
	Each     bool   // there is one for each district
	Phase    Phase  // in which it is usually wanted first
	Outgoing bool   // it is sent to others in the office's name
	Letter   bool   // it is a letter (信函格式), which always has a head
}

// Papers lists all kinds in the order in which an assessment needs them.
var Papers = []Paper{
	{Key: "scheme", Name: "考核通知", Ends: "考核通知", Phase: Preparation, Round: true, Outgoing: true},
	{Key: "standard", Name: "评分标准", Ends: "评分标准", Phase: Preparation, Round: true},
	{Key: "materials", Name: "材料清单", Ends: "材料清单", Phase: Preparation, Each: true},
	{Key: "draw", Name: "抽签记录", Ends: "抽签记录", Phase: Preparation, Each: true},
	{Key: "score", Name: "考核评分表", Ends: "考核评分表", Phase: Onsite, Each: true},
	{Key: "records", Name: "现场考核记录", Ends: "现场考核记录", Phase: Onsite, Each: true},
	{Key: "documents", Name: "文件抽查清单", Ends: "文件抽查清单", Phase: Onsite, Each: true},
	{Key: "attendance", Name: "座谈会签到表", Ends: "座谈会签到表", Phase: Onsite, Each: true},
	{Key: "lookback", Name: "回头看情况表", Ends: "回头看情况表", Phase: Onsite, Each: true},
	{Key: "consultation", Name: "征求意见函", Ends: "征求意见函", Phase: Consultation, Each: true, Outgoing: true, Letter: true},
	{Key: "opinions", Name: "意见采纳情况表", Ends: "意见采纳情况表", Phase: Consultation, Each: true, Outgoing: true},
	{Key: "findings", Name: "考核情况反馈", Ends: "情况反馈", Phase: Summary, Each: true, Outgoing: true},
	{Key: "summary", Name: "考核结果汇总表", Ends: "考核结果汇总表", Phase: Summary, Round: true},
	{Key: "signoffs", Name: "签字页", Ends: "签字页", Phase: Summary, Each: true, Round: true},
	{Key: "circular", Name: "通报", Ends: "通报", Phase: Summary, Round: true, Outgoing: true},
	{Key: "upward", Name: "考核情况报告", Ends: "考核情况报告", Phase: Summary, Round: true, Outgoing: true},
	{Key: "notice", Name: "整改通知书", Ends: "整改通知书", Phase: Summary, Each: true, Outgoing: true},
	{Key: "ledger", Name: "整改台账", Ends: "整改台账", Phase: Rectification, Each: true, Round: true},
	{Key: "closing", Name: "销号确认单", Ends: "销号确认单", Phase: Rectification, Each: true},
	{Key: "urging", Name: "督办函", Ends: "督办函", Phase: Rectification, Each: true, Outgoing: true, Letter: true},
}

// PaperOf returns the kind with a key. ok is false if this version knows no such kind.
func PaperOf(key string) (p Paper, ok bool) {
	i := slices.IndexFunc(Papers, func(p Paper) bool { return p.Key == key })
	if i < 0 {
		return Paper{Key: key}, false
	}
	return Papers[i], true
}

// papersOf lists which kinds belong to the work of a phase, the one most wanted first.
var papersOf = map[Phase][]string{
	Preparation:   {"draw", "materials", "score", "signoffs"},
	Onsite:        {"score", "records", "documents", "attendance", "lookback", "signoffs"},
	Consultation:  {"consultation", "opinions", "score", "signoffs"},
	Summary:       {"findings", "score", "notice", "signoffs"},
	Rectification: {"ledger", "closing", "urging", "notice", "signoffs"},
}

// PapersOf returns the kinds of document of a district that belong to the work of a phase, the one most wanted first.
func PapersOf(p Phase) []Paper {
	out := make([]Paper, 0, len(papersOf[p]))
	for _, key := range papersOf[p] {
		k, _ := PaperOf(key)
		out = append(out, k)
	}
	return out
}
