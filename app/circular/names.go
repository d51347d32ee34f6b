package circular

import (
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
)

// names holds the names that no problem may contain, by first character: those of districts and subdistricts, in full and without the last
// word.
type names map[rune][]string

func namesOf(a *assess.Assessment) names {
	out := names{}
	for _, d := range a.Districts {
		out.add(d.Name, "新区", "开发区", "自治县", "区", "县", "市")
		for _, s := range d.Subdistricts {
			out.add(s.Name, "街道办事处", "街道办", "街道", "镇", "乡")
		}
	}
	return out
}

func (n names) add(name string, tails ...string) {
	name = strings.TrimSpace(name)
	for _, tail := range append(tails, "") {
		short, ok := strings.CutSuffix(name, tail)
		if !ok || utf8.RuneCountInString(short) < 2 {
			continue
		}
		r, _ := utf8.DecodeRuneInString(short)
		n[r] = append(n[r], short)
	}
}

// in returns the longest name that occurs in one of some texts, or "".
func (n names) in(texts ...string) string {
	found := ""
	for _, text := range texts {
		for i, r := range text {
			for _, name := range n[r] {
				if len(name) > len(found) && strings.HasPrefix(text[i:], name) {
					found = name
				}
			}
		}
	}
	return found
}
