package circular

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
)

// The choice of words where several say the same: no pattern follows itself, and none is used much more often than the others.

// voice remembers which words were used.
type voice struct {
	used map[string]int
	last string
}

func newVoice() *voice { return &voice{used: map[string]int{}} }

// choose returns the word that was used least, the first of several, but not the one used last unless there is no other.
func (v *voice) choose(of ...string) string {
	best := ""
	for _, w := range of {
		if w == v.last && len(of) > 1 {
			continue
		}
		if best == "" || v.used[w] < v.used[best] {
			best = w
		}
	}
	v.note(best)
	return best
}

// note counts words that somebody else chose.
func (v *voice) note(w string) {
	v.used[w]++
	v.last = w
}

// wording is how a theme whose title is a bare noun is said in a sentence, by how the title ends. %s is the title.
type wording struct {
	ends            []string
	good, bad, asks [2]string
	system          bool // it is about rules and procedures rather than about daily work
}

// wordings ends with what is said of any other title.
var wordings = []wording{
	{[]string{"体系", "机制", "制度"}, [2]string{"%s逐步健全", "%s进一步完善"}, [2]string{"%s还不够健全", "%s的作用还没有充分发挥"},
		[2]string{"进一步健全%s，使各项规定落到实处", "完善%s，明确承办部门、工作程序和办理时限"}, true},
	{[]string{"责任"}, [2]string{"%s逐级落实", "%s得到落实"}, [2]string{"%s落实得不够均衡", "%s还没有完全落实"},
		[2]string{"层层压实%s，加强对薄弱环节的指导和督促", "把%s分解到岗位、落实到人"}, false},
	{[]string{"成效", "成果", "成绩", "效果"}, [2]string{"%s比较明显", "%s继续显现"}, [2]string{"%s还不够稳固", "%s有待提高"},
		[2]string{"巩固和扩大%s，防止同类问题反复", "对重点问题逐项跟踪，不断提高%s"}, false},
	{[]string{"衔接", "移送", "协作", "配合", "协调"}, [2]string{"%s较为顺畅", "%s日趋规范"}, [2]string{"%s还不够顺畅", "%s仍有脱节"},
		[2]string{"理顺%s的程序，统一标准、明确时限、及时反馈", "加强部门之间的沟通，使%s有章可循"}, true},
	{[]string{"考核", "奖惩", "考评", "督查", "监督"}, [2]string{"%s有序开展", "%s逐步推开"}, [2]string{"%s抓得不够实", "%s没有完全到位"},
		[2]string{"抓实%s，把结果用好用足", "做细%s，发挥激励和约束作用"}, true},
	{[]string{"巡查", "检查", "管理", "登记", "监管", "整治", "执法"}, [2]string{"%s扎实开展", "%s不断加强"}, [2]string{"%s还不够规范", "%s还有疏漏"},
		[2]string{"规范%s，做到底数清楚、处置及时、记录完整", "加强%s，及时堵塞漏洞"}, false},
	{[]string{"保障", "队伍", "人员", "经费", "机构"}, [2]string{"%s有了保障", "%s不断充实"}, [2]string{"%s需要进一步落实", "%s还不够充实"},
		[2]string{"落实%s，为工作开展创造必要条件", "充实%s，加强一线力量"}, false},
	{nil, [2]string{"%s工作取得进展", "%s工作稳步推进"}, [2]string{"%s工作还有薄弱环节", "%s工作有待改进"},
		[2]string{"加强%s工作，把指出的问题逐项改到位", "针对%s方面的问题查清原因，对症整改"}, false},
}

// wordingOf returns the wording of a title by its end or, for one that is a sentence, by what it speaks of.
func wordingOf(title string) wording {
	for _, has := range []func(string, string) bool{strings.HasSuffix, strings.Contains} {
		i := slices.IndexFunc(wordings[:len(wordings)-1], func(w wording) bool {
			return slices.ContainsFunc(w.ends, func(end string) bool { return has(title, end) })
		})
		if i >= 0 {
			return wordings[i]
		}
	}
	return wordings[len(wordings)-1]
}

// The longest title that is taken for a bare noun: as the standard has it, and as written by hand.
const longNoun, longName = 20, 8

// bare tells whether a theme's title is a noun, of which a sentence is to be made. Any other title is a sentence already, and so is one
// written by hand that ends in no way that is known.
func bare(t *assess.Theme) bool {
	title, long := strings.TrimSpace(t.Title), longNoun
	if t.Named {
		long = longName
		if ends := wordingOf(noun(t)).ends; !slices.ContainsFunc(ends, func(end string) bool { return strings.HasSuffix(noun(t), end) }) {
			return false
		}
	}
	return utf8.RuneCountInString(title) <= long && !strings.ContainsAny(title, "，。；：！？") && !quantified.MatchString(title)
}

// noun returns the title as it stands inside a sentence.
func noun(t *assess.Theme) string {
	title := strings.TrimSpace(t.Title)
	for _, tail := range []string{"方面", "工作", "情况"} {
		if short, ok := strings.CutSuffix(title, tail); ok && short != "" {
			return short
		}
	}
	return title
}

// say puts a theme's title into one of the patterns that its ending selects.
func (c *composer) say(t *assess.Theme, patterns func(wording) [2]string) string {
	p := patterns(wordingOf(noun(t)))
	return fmt.Sprintf(c.theme.choose(p[0], p[1]), noun(t))
}

// written are the quantifiers that phrase writes.
var written = []string{"各区", "多数区", "大多数区", "部分区", "有些区", "一些区", "个别区", "有的区"}

// phrase returns the words for a quantifier before a statement. A single district's achievement is not called 个别, which is used for
// faults.
func (c *composer) phrase(q assess.Quantifier, kind assess.FindingKind) string {
	switch {
	case q == assess.AllOf:
		return c.voice.choose("各区")
	case q == assess.MostOf:
		return c.voice.choose("多数区", "大多数区")
	case q == assess.SomeOf:
		return c.voice.choose("部分区", "有些区", "一些区")
	case kind == assess.Achievement:
		return c.voice.choose("有的区")
	}
	return c.voice.choose("个别区", "有的区")
}

// lower matches a quantifier of something else at the beginning of a statement: 有的街道.
var lower = []string{"有的", "有些", "部分", "个别", "一些"}

// behind returns a statement as it stands behind a quantifier, without a quantifier of its own and without the word that the quantifier
// ends with. A smaller quantifier at its beginning (有的街道) is not said in the same word again.
func behind(phrase, text string) string {
	text = quantifiedHead(text)
	for _, w := range lower {
		if rest, ok := strings.CutPrefix(text, w); ok && phrase != "" && strings.HasPrefix(phrase, w) {
			return map[bool]string{true: "有些", false: "部分"}[w == "部分"] + rest
		}
	}
	return text
}

// quantifiedHead removes a quantifier at the beginning of a text, and a 区 there, because the new quantifier ends with it.
func quantifiedHead(text string) string {
	text = strings.TrimSpace(text)
	if at := quantified.FindStringIndex(text); at != nil && at[0] == 0 {
		return text[at[1]:]
	}
	return strings.TrimPrefix(text, "区")
}

// count says a small number as it stands before 个: 两个, 七个.
func count(n int) string {
	if n == 2 {
		return "两"
	}
	return numeralOf(n)
}
