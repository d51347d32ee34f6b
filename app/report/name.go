package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"kaohe/app/assess"
)

// A file's name has at most so many characters and bytes, so that any disk takes it, beside a folder's name and what a copy adds.
const maxName, maxNameBytes = 80, 240

// nameParts are a document's title before and after the place at which it may be cut short.
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

func titleOf(kind string, a *assess.Assessment, d *assess.District) string {
	round, end := nameParts(kind, a, d)
	return round + end
}

// FileName is the name offered for a kind's PDF, of a district or, where d is nil, of the round. Characters that a disk refuses become
// _; a long name loses the end of the round's title and keeps the kind. A second draw is -2.
func FileName(kind string, a *assess.Assessment, d *assess.District) string {
	round, end := nameParts(kind, a, d)
	if kind == "draw" && d != nil && len(d.Draws) > 1 {
		end += fmt.Sprintf("-%d", len(d.Draws))
	}
	return fileName(round, end+".pdf")
}

// RecoveryName is the file name of a round's recovery sheet.
func RecoveryName(a *assess.Assessment) string { return fileName(a.Title, "恢复单.pdf") }

// fileName is a round's name and what follows it, cut to what every file system takes.
func fileName(round, end string) string {
	runes := []rune(strings.Map(safe, round))
	for utf8.RuneCountInString(end)+len(runes) > maxName || len(end)+len(string(runes)) > maxNameBytes {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + end
}

func safe(r rune) rune {
	if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return '_'
	}
	return r
}
