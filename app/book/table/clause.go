package table

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"kaohe/app/standard"
)

// A rule's text is read as clauses: a condition, and what it costs or earns. The effects are found first, since there are few ways to say
// them; what stands before each is its condition.

// effect is what a clause does to the mark.
type effect int

// The effects. limit, floor and outOf bound the others.
const (
	zero   effect = iota // 不得分
	full                 // 得满分
	halved               // 得一半
	deduct               // 扣 N 分
	gain                 // 加 N 分
	get                  // 得 N 分
	judged               // 酌情
	share                // 按比例
	veto                 // 一票否决
	limit                // 扣完为止, 最多 N 分
	floor                // 最低 N 分
	outOf                // 满分 N 分
)

// clause is one effect with its condition, in half-width signs and without blanks.
type clause struct {
	effect effect
	cond   string
	amount standard.Points // 0: none was said
	each   bool            // 各扣, or 1分/次
}

const (
	num   = `([0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九十]{1,3}|半)`
	dash  = `(?:-|~|—+|–|至|到)`
	other = `[^,;。]` // what goes on within a part
)

// said are the ways to say the effects. Of those that begin at the same place the first counts.
var said = []struct {
	effect effect
	form   *regexp.Regexp
}{
	{veto, regexp.MustCompile(`(?:实行|予以|直接|一律|给予|执行)*["“”]?一票否决["“”]?制?`)},
	{share, regexp.MustCompile(`(?:按照?|根据|依据|依)` + other + `{0,20}?(?:比例|百分比|占比|比重|比率|率)` + other + `{0,4}?(?:得|计|给|扣|赋|算|核|评|减)` + other + `{0,2}?分值?`)},
	{share, regexp.MustCompile(`得分值?=[^;。]+|[×*]` + num + `分|[×*]分值?`)},
	{judged, regexp.MustCompile(`可?酌(?:情|减|扣)[^,;。0-9每]{0,6}(?:` + num + dash + num + `分|` + num + `分(?:以内|左右)?|分)?`)},
	{judged, regexp.MustCompile(`(?:视|根据|依据|依照)[^,;。0-9%]{0,30}?(?:扣|给|得|计|评|赋|打|加|减|记)(?:分|定|` + num + dash + num + `分|` + num + `分以内)`)},
	{judged, regexp.MustCompile(`按照?[^,;。0-9%]{0,20}?(?:情况|程度|质量|效果|结果|数据)[^,;。0-9]{0,6}?(?:扣|给|得|计|评|赋|打|加|减|记)[分定]`)},
	{judged, regexp.MustCompile(`(?:扣|得|加|给|计|减|打|记)` + num + `分?` + dash + num + `分(?:不等)?|(?:扣|得|加|给|计|减|打|记)` + num + `分以[内下]|综合评[定分价]`)},
	{limit, regexp.MustCompile(`(?:直至|直到|直|至)*扣[完光尽](?:` + num + `分|[^,;。)每]{0,10}?)(?:为止|止)|(?:直至|直到)扣[完光尽](?:[^,;。]{0,6}分值?)?`)},
	{limit, regexp.MustCompile(`(?:累计|合计|总计|本项|总)*(?:最多|最高|至多|最大)可?(?:累计)?[扣减](?:除|减|分)?(?:不超过|至|:)?` + num + `分(?:为止|为限)?`)},
	{limit, regexp.MustCompile(`(?:累计|合计|总计|总)*(?:扣|加)分?(?:总[数分值和计]|累计)*(?:最多|最高)?(?:不|不得)(?:超过|高于)` + num + `分|(?:扣|加)[满到够足完]` + num + `分(?:为?止)|(?:扣|加)分?的?(?:上限|限额)(?:为|是|:)?` + num + `分`)},
	{floor, regexp.MustCompile(`(?:最低|最少|至少|保底)可?(?:得|扣至|计|为|给|不低于|保留)*` + num + `分|扣至` + num + `分为?止|不[计记得]负分|不倒扣分?|不出现负分`)},
	{limit, regexp.MustCompile(`(?:累计|合计|总计|总分|总|加分|最高|最多|至多|封顶|上限)+(?:累计|可加|加|计|可得|得|奖励|奖)*分?(?:不超过|不高于|不得超过|为|至|:)?` + num + `分(?:封顶|为止|为限)?|(?:不超过|不高于|以)` + num + `分(?:为上?限|封顶|为止)?|` + num + `分(?:封顶|为限)|加[满完足](?:` + num + `分)?(?:为?止)?`)},
	{halved, regexp.MustCompile(`减半(?:[得计给扣记]分)?|[得扣计给记减](?:本项|该项)?(?:分值?的?)?(?:一半|50%|半数)(?:的?分[值数]?|得分)?|按(?:50%|一半)[得计给扣记]分`)},
	{zero, regexp.MustCompile(`(?:[本该此](?:[项条款]|指标|小项))?(?:一律|均|都|也)?(?:不(?:予|能|再|可)?[得给计记评赋](?:[本该此]项?)?分|[得计记为给]?(?:0|零)分|无分|全部?扣(?:除|完|分)?|扣[除减完全光](?:[本该此](?:[项条款]|指标))?的?(?:全部|所有)?(?:标准)?分[值数]?|扣完)`)},
	{outOf, regexp.MustCompile(`(?:满分|共计?|分值|总分|本项|该项)[为计:]?` + num + `分`)},
	{full, regexp.MustCompile(`[可即均]?[得计给记评打赋]?(?:本项|该项)?满分|[得计给](?:全分|本项分|该项分|基本分|基础分)|不扣分|[得给计记]分`)},
	{deduct, regexp.MustCompile(`(各|分别|均)?[再另]?[扣减](?:除|减|掉|分)?(?:本项|该项)?:?` + num + `(分?)(/[\p{Han}]{1,2})?|` + num + `(分)(/[\p{Han}]{1,2})扣分?`)},
	{gain, regexp.MustCompile(`(各|分别|均)?[另再可]*(?:额外)?(?:加|奖励?)[记计]?分?` + num + `(分?)(/[\p{Han}]{1,2})?`)},
	{get, regexp.MustCompile(`(各|分别|均)?可?[得计给记评赋为打](?:本项|基本)?` + num + `(分)(/[\p{Han}]{1,2})?`)},
	{get, regexp.MustCompile(num + `(分)(/[\p{Han}]{1,2})?`)}, // 优秀5分
}

// parse takes a normal text apart; tail is what follows the last effect.
func clauses(text string) (out []clause, tail string) {
	next := make([][]int, len(said)) // the next place of each form; nil: none any more
	for i := range said {
		next[i] = said[i].form.FindStringSubmatchIndex(text)
	}
	from, at := 0, 0 // what is not read yet, and where to look on
	for {
		best := -1
		for i := range said {
			if next[i] != nil && next[i][0] < at {
				next[i] = later(said[i].form, text, at)
			}
			if next[i] != nil && (best < 0 || next[i][0] < next[best][0]) {
				best = i
			}
		}
		if best < 0 {
			return out, text[from:]
		}
		m, e := next[best], said[best].effect
		if !ends(e, text, m) {
			_, size := utf8.DecodeRuneInString(text[m[0]:])
			next[best] = later(said[best].form, text, m[0]+size)
			continue
		}
		out = append(out, makeClause(e, text, from, m))
		from, at = m[1], m[1]
	}
}

func later(form *regexp.Regexp, text string, at int) []int {
	m := form.FindStringSubmatchIndex(text[at:])
	for i := range m {
		if m[i] >= 0 {
			m[i] += at
		}
	}
	return m
}

// ends tells whether an effect really stands there: 90分 in “90分以上” is measured, 0分 in 10分 is part of a number, 计分 in 不重复计分 gives none.
func ends(e effect, text string, m []int) bool {
	before, said, after := text[:m[0]], text[m[0]:m[1]], text[m[1]:]
	if inNumber.MatchString(before) && digitFirst.MatchString(said) {
		return false
	}
	switch e {
	case full:
		return !strings.HasSuffix(before, "复") && !strings.HasSuffix(before, "累") && !formula.MatchString(after)
	case zero:
		return !strings.HasPrefix(after, "为止")
	case get, deduct, gain:
		if compared.MatchString(after) || e == get && strings.HasPrefix(after, "的") {
			return false
		}
		return pause.MatchString(after) || !bareNumber.MatchString(said) && strings.Contains(said, "分")
	}
	return true
}

var (
	inNumber   = regexp.MustCompile(`[0-9.]$`)
	digitFirst = regexp.MustCompile(`^[0-9]`)
	bareNumber = regexp.MustCompile(`^[0-9零一二两三四五六七八九十半]`)
	formula    = regexp.MustCompile(`^(?:率|=|情况)`)
	compared   = regexp.MustCompile(`^(?:以[上下内]|及|-|~|—|至|到|\(不?含)`)
	pause      = regexp.MustCompile(`^(?:$|[,;)(。、])`)
)

func makeClause(e effect, text string, from int, m []int) clause {
	c := clause{effect: e, cond: text[from:m[0]]}
	for i := 2; i < len(m); i += 2 {
		if m[i] < 0 {
			continue
		}
		switch s := text[m[i]:m[i+1]]; {
		case s == "各" || s == "分别" || s == "均" || strings.HasPrefix(s, "/"):
			c.each = true
		case s != "分" && s != "":
			if n, ok := numeral(s); ok {
				c.amount = n
			}
		}
	}
	return c
}

// numeral reads 1.5, 两, 十二, 半 in hundredths.
func numeral(s string) (standard.Points, bool) {
	if s == "半" {
		return 50, true
	}
	if p, ok := parse(s); ok {
		return p, true
	}
	n, tens := 0, false
	for _, r := range s {
		d := strings.IndexRune("零一二三四五六七八九", r)
		switch {
		case r == '两':
			n += 2
		case r == '十' && n == 0:
			n, tens = 10, true
		case r == '十':
			n, tens = n*10, true
		case d < 0 || n > 0 && !tens:
			return 0, false
		default:
			n += d / len("零")
		}
	}
	return standard.Points(n) * 100, s != ""
}

var (
	hundredth  = regexp.MustCompile(`百分之` + num)
	point      = regexp.MustCompile(`个?百分[点比]|([0-9])个点(扣|加|,)`)
	enumerator = regexp.MustCompile(`(^|[;。:,])(?:\(?[0-9]{1,2}[)、]|[0-9]{1,2}\.|\([一二三四五六七八九十]\)|[一二三四五六七八九十]、)([^0-9])`)
	repeated   = regexp.MustCompile(`[,;。]*([;。])+`)
	circled    = regexp.MustCompile(`[①-⑳⑴-⒇]`)
)

// normal is a rule's text in half-width signs without blanks, with percents as %, and its parts numbered no more.
func normal(text string) string {
	t := tight(text)
	t = strings.NewReplacer(">=", "≥", "<=", "≤", "≧", "≥", "≦", "≤", "⩾", "≥", "⩽", "≤", "﹪", "%", "；", ";", "，", ",").Replace(t)
	t = hundredth.ReplaceAllString(t, `$1%`)
	t = point.ReplaceAllString(t, `$1%$2`)
	t = circled.ReplaceAllString(t, `;`)
	t = enumerator.ReplaceAllString(t, `$1;$2`)
	return strings.Trim(t, ";,。")
}

// wide is a part of a normal text with the punctuation of Chinese.
func wide(t string) string {
	t = strings.Trim(repeated.ReplaceAllString(t, "$1"), ";,。:、")
	return strings.NewReplacer(",", "，", ";", "；", ":", "：", "(", "（", ")", "）").Replace(t)
}
