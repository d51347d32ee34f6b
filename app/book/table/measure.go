package table

import (
	"regexp"
	"strings"

	"kaohe/app/standard"
)

// span is what a condition asks of a measure, in hundredths: from lo on (or above it), up to hi (exclusive unless upto).
type span struct {
	lo, hi       int64 // -1: none
	above, upto  bool
	unit, metric string
}

const unit = `(%|‰|亿元|万元|万|元|批次/千人|件/万人|批次|人次|小时|[个次项件篇条人名户家所场期起天日份处例宗分年月])?`

var (
	inclusive = regexp.MustCompile(`\(不?含[^)]*\)|不?含本[级数]`)
	least     = `(?:≥|不低于|不少于|不小于)`
	low       = `(?:≥|不低于|不少于|不小于|达到?了?|完成了?|至少|满)`
	over      = `(?:>|高于|大于|超过|多于|超)`
	under     = `(?:<|低于|少于|小于|不足|不到|未达到?|不满|未满|没有?达到|达不到|未到|没到)`
	upTo      = `(?:≤|不高于|不超过|不大于|控制在)`

	spans = []struct {
		form *regexp.Regexp
		make func(a, b int64, m []string) span
	}{
		{regexp.MustCompile(num + unit + `([≤<])[^0-9,;。]{0,14}([≤<])` + num + unit), func(a, b int64, m []string) span {
			return span{lo: a, hi: b, above: m[3] == "<", upto: m[4] == "≤"}
		}},
		{regexp.MustCompile(num + unit + `([≥>])[^0-9,;。]{0,14}([≥>])` + num + unit), func(a, b int64, m []string) span {
			return span{lo: b, hi: a, above: m[4] == ">", upto: m[3] == "≥"}
		}},
		{regexp.MustCompile(num + unit + `()()(?:及?以上)?(?:-|~|—+|–|至|到)` + num + unit + `(?:之间|以下|以内)?`), between},
		{regexp.MustCompile(num + unit + `()()及?以上,?(?:` + under + `)?` + num + unit + `(?:以下)?`), between},
		{regexp.MustCompile(`(?:` + low + `|` + over + `|在|为)?` + num + unit + `(?:及|或)?以上`), func(a, _ int64, _ []string) span { return span{lo: a, hi: -1} }},
		{regexp.MustCompile(least + num + unit), func(a, _ int64, _ []string) span { return span{lo: a, hi: -1} }},
		{regexp.MustCompile(under + num + unit + `(?:以下)?|` + num + unit + `以下`), func(a, _ int64, _ []string) span { return span{lo: -1, hi: a} }},
		{regexp.MustCompile(upTo + num + unit + `(?:以[内下])?|` + num + unit + `以内`), func(a, _ int64, _ []string) span { return span{lo: -1, hi: a, upto: true} }},
		{regexp.MustCompile(low + num + unit), func(a, _ int64, _ []string) span { return span{lo: a, hi: -1} }},
		{regexp.MustCompile(over + num + unit), func(a, _ int64, _ []string) span { return span{lo: a, hi: -1, above: true} }},
		{regexp.MustCompile(`([0-9]+(?:\.[0-9]+)?)` + unit), func(a, _ int64, _ []string) span { return span{lo: a, hi: a, upto: true} }},
	}
	figure = regexp.MustCompile(`[0-9]`)
)

func between(a, b int64, _ []string) span { return span{lo: min(a, b), hi: max(a, b)} }

// measured reads what a condition asks; ok is false where it asks nothing in numbers, or more than one thing.
func measured(cond string) (span, bool) {
	cond = inclusive.ReplaceAllString(cond, "")
	var out span
	found := false
	for _, x := range spans {
		m := x.form.FindStringSubmatch(cond)
		if m == nil {
			continue
		}
		s, ok := makeSpan(m, x.make)
		rest := strings.Replace(cond, m[0], "", 1)
		if !ok || !figure.MatchString(m[0]) && s.unit == "" {
			continue
		}
		switch {
		case !found:
			out, found = s, true
		case out.hi < 0 && s.lo < 0 && out.lo < s.hi: // 90%以上, 不足95%
			out.hi, out.upto = s.hi, s.upto
		case out.lo < 0 && s.hi < 0 && s.lo < out.hi:
			out.lo, out.above = s.lo, s.above
		default:
			return span{}, false
		}
		cond = rest
	}
	out.metric = cond
	return out, found && !figure.MatchString(cond)
}

// makeSpan makes what the groups of a form say: numbers with their units, and signs between.
func makeSpan(m []string, of func(a, b int64, m []string) span) (span, bool) {
	var n []int64
	name := ""
	for i := 1; i < len(m); i++ {
		if v, ok := numeral(m[i]); ok {
			n = append(n, int64(v))
		} else if m[i] != "" && !strings.ContainsAny(m[i], "<>≤≥") {
			name = longer(name, m[i])
		}
	}
	if len(n) == 0 || len(n) > 2 {
		return span{}, false
	}
	s := of(n[0], n[len(n)-1], m)
	s.unit = name
	return s, true
}

// longer is the fuller name of a unit: 10万元, 5万.
func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

var (
	eachStep = regexp.MustCompile(`([^,;。0-9每]{0,12})每([^,;。0-9%]{0,16}?)` + num + `%`)
	bareStep = regexp.MustCompile(`(?:低|少|差|下降|降低|减少)` + num + `%的?,?$`)
	upward   = regexp.MustCompile(`高|超|增|多|升|提`)
	leading  = regexp.MustCompile(`^(?:每|按照|根据|依据|按)([^时期])`)
	rate     = regexp.MustCompile(`[\p{Han}“”]{0,16}(?:率|比例|满意度|指数|比重|占比|覆盖面)`)
)

// step is a condition that counts by percents: 每低1个百分点.
type step struct {
	size int64 // hundredths of a percent
	up   bool  // what exceeds counts
	rest string
}

func stepOf(cond string) (step, bool) {
	if m := eachStep.FindStringSubmatchIndex(cond); m != nil {
		n, ok := numeral(cond[m[6]:m[7]])
		words := cond[m[4]:m[5]]
		if strings.Trim(words, "(),") == "" {
			words = cond[m[2]:m[3]]
		}
		return step{int64(n), upward.MatchString(words), cond[:m[0]] + cond[m[2]:m[3]] + cond[m[1]:]}, ok && n > 0
	}
	if m := bareStep.FindStringSubmatchIndex(cond); m != nil {
		n, ok := numeral(cond[m[2]:m[3]])
		return step{int64(n), false, cond[:m[0]]}, ok && n > 0
	}
	return step{}, false
}

var percentOf = regexp.MustCompile(num + `%`)

// targets are the different percents that texts name.
func targets(texts ...string) []int64 {
	var out []int64
	seen := map[int64]bool{}
	for _, t := range texts {
		for _, m := range percentOf.FindAllStringSubmatch(t, -1) {
			if n, ok := numeral(m[1]); ok && n > 0 && n <= 10000 && !seen[int64(n)] {
				seen[int64(n)] = true
				out = append(out, int64(n))
			}
		}
	}
	return out
}

// metric is the name of the rate that the texts speak of, or the first of them that says anything.
func metric(texts ...string) string {
	for _, t := range texts {
		for _, part := range strings.FieldsFunc(t, func(r rune) bool { return strings.ContainsRune(",;。:()", r) }) {
			if m := rate.FindString(part); m != "" {
				return leading.ReplaceAllString(m, "$1")
			}
		}
	}
	return ""
}

var (
	eachWord  = regexp.MustCompile(`每`)
	schedule  = regexp.MustCompile(`每(?:半|个|一|两|1|2|3|三)*(?:年度?|季度?|月份?|周|学期|学年|日|天|旬|轮|阶段)`)
	missed    = regexp.MustCompile(`每(?:季度?|月|周|日|天|旬|学期)[未缺少没漏]`)
	single    = regexp.MustCompile(`(?:^|[^0-9.第统])(?:1|一)(?:个|次|处|起|项|例|条|份|人|名|户|家|所|篇|期|天|日|月|场|块|批|件|宗|种|只|台|辆|间|村|方面|环节|部门|单位|企业|类|点|节|门|页|张|座|段|科|小时)|缺[一1],?$`)
	wanted    = regexp.MustCompile(`至少|不少于|不低于|以上|一次性`)
	countUnit = regexp.MustCompile(`(?:每|1|一)(?:[^,;。0-9一]{0,10}?)(?:1|一)?((?:个|名|家|所)[\p{Han}]{0,4}|[次处起项例条份人户篇期天日场批件宗])`)
)

// counted tells whether a condition counts occurrences; named whether by 每, which leaves no doubt.
func counted(cond string) (each, named bool) {
	parts := strings.FieldsFunc(cond, func(r rune) bool { return r == ';' || r == '。' })
	if len(parts) == 0 {
		return false, false
	}
	last := parts[len(parts)-1]
	bare := schedule.ReplaceAllString(last, "")
	if eachWord.MatchString(bare) || missed.MatchString(last) || strings.HasSuffix(strings.TrimRight(last, ",的"), schedule.FindString(last)) && schedule.MatchString(last) {
		return true, true
	}
	steps := strings.FieldsFunc(last, func(r rune) bool { return r == ',' })
	if len(steps) == 0 {
		return false, false
	}
	end := steps[len(steps)-1]
	return single.MatchString(end) && !wanted.MatchString(end), false
}

// unitOf is what a condition counts: 次, 个街道.
func unitOf(cond string) string {
	if m := countUnit.FindStringSubmatch(cond); m != nil {
		return m[1][:strings.IndexAny(m[1]+"未", "未不没被有无的达完按")]
	}
	return ""
}

// within is how many points an item has to lose or win; where nobody says, nothing is too much.
func within(p standard.Points, has bool) standard.Points {
	if !has {
		return mostPoints * 100
	}
	return p
}
