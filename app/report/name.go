package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// The limits of a file's name in characters and bytes. They leave room for the folder's name and for what a copy adds.
const maxName, maxNameBytes = 80, 240

// nameParts returns the title of a document in two parts; the first one may be cut short.
func nameParts(kind string, a *assess.Assessment, d *assess.District) (string, string) {
	p, _ := assess.PaperOf(kind)
	round, end := a.Title, p.Ends
	if strings.Contains(end, "考核") {
		round = strings.TrimSuffix(round, "考核") // not 落实打假责任制考核考核评分表
	}
	if d != nil {
		round = d.Name + round
	}
	return round, end
}

// titleOf returns the title of a document: of what is sent out as offices write it, of others what the file is called.
func titleOf(kind string, a *assess.Assessment, d *assess.District) string {
	of := strings.TrimSuffix(a.Title, "考核") + "考核"
	if d != nil {
		of = d.Name + of
	}
	switch kind {
	case "consultation":
		return "关于征求" + of + "情况意见的函"
	case "findings":
		return "关于" + of + "情况的反馈意见"
	case "notice":
		return "关于" + of + "发现问题整改的通知"
	}
	round, end := nameParts(kind, a, d)
	return round + end
}

// FileName returns the suggested name for the PDF of a kind, of a district or, if d is nil, of the round. What a file system
// refuses becomes _. A name that is too long loses the end of the round's title but keeps the kind. The second draw ends in -2.
func FileName(kind string, a *assess.Assessment, d *assess.District) string {
	round, end := nameParts(kind, a, d)
	if kind == "draw" && d != nil && len(d.Draws) > 1 {
		end += fmt.Sprintf("-%d", len(d.Draws))
	}
	return fileName(round, end+".pdf")
}

// RecoveryName returns the file name of a round's recovery sheet.
func RecoveryName(a *assess.Assessment) string { return fileName(a.Title, "恢复单.pdf") }

// fileName joins two parts, cutting the first so that every file system accepts the name.
func fileName(round, end string) string {
	runes := []rune(round)
	for utf8.RuneCountInString(end)+len(runes) > maxName || len(end)+len(string(runes)) > maxNameBytes {
		runes = runes[:len(runes)-1]
	}
	return words.FileName(string(runes) + end)
}
