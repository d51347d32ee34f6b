package table

import (
	"regexp"
	"strings"

	"kaohe/app/standard"
)

// A rule is recognised only if its whole text fits one of these forms. Any other text becomes a free rule and is kept as it is.
var (
	eachForm  = regexp.MustCompile(`^([^扣加%％]*)每([^扣加%％]+?)扣([0-9.]+)分[，,；;。]*(扣完为止|扣完本项分值为止|扣完本项分为止|扣完该项分为止)?(?:(?:最多|最高)扣([0-9.]+)分)?[。；;]?$`)
	bonusForm = regexp.MustCompile(`^(?:加分项[：:])?([^扣加%％]*)每([^扣加%％]+?)加([0-9.]+)分[，,；;。]*(?:(?:最多|最高|累计)(?:加|不超过)?([0-9.]+)分)?(?:(?:封顶|为止|为限))?[。；;]?$`)
	vetoForm  = regexp.MustCompile(`^(.*?)[，,；;]?(?:的)?[，,]?(?:实行)?一票否决[。；;]?$`)
)

// rule makes a rule from its text, for an item of p points; has is false if the item has no points.
func rule(text string, p standard.Points, has bool) standard.Rule {
	text = strings.TrimRight(text, "。；;，, ")
	plain := half(text)
	if m := vetoForm.FindStringSubmatch(plain); m != nil && (!has || p == 0) && m[1] != "" {
		return standard.Rule{Kind: standard.Veto, What: m[1]}
	}
	if m := eachForm.FindStringSubmatch(plain); m != nil {
		if amount, ok := parse(m[3]); ok && amount > 0 && amount <= p {
			r := standard.Rule{Kind: standard.Each, Amount: amount, What: situation(m[1], m[2])}
			if most, ok := parse(m[5]); ok && m[5] != "" && most <= p {
				r.Floor = p - most
			} else if m[5] != "" {
				return standard.Rule{Kind: standard.Free, What: text}
			}
			return r
		}
	}
	if m := bonusForm.FindStringSubmatch(plain); m != nil {
		if amount, ok := parse(m[3]); ok && amount > 0 && amount <= p {
			r := standard.Rule{Kind: standard.Bonus, Amount: amount, What: situation(m[1], m[2])}
			if m[4] != "" {
				r.Cap, ok = parse(m[4])
			}
			if ok {
				return r
			}
		}
	}
	return standard.Rule{Kind: standard.Free, What: text}
}

var verb = regexp.MustCompile(`^[缺少漏差未有晚迟逾发出不]`)

// situation returns what is counted. If a verb follows “每”, it can stand alone, because the rule itself says 每.
func situation(before, each string) string {
	each = strings.TrimRight(each, "，, ")
	if strings.Trim(before, "，,；;：: ") == "" && verb.MatchString(each) {
		return each
	}
	return before + "每" + each
}
