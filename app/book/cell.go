package book

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// value is the content of a cell as people read it and, if it names entities, their ids. The zero value is an empty cell.
type value struct {
	Cell
	ids string // ended by a line feed each; of references, and of sets, sorted where their order says nothing
}

func (v value) empty() bool { return v == value{} }

// list returns the ids that a cell names.
func (v value) list() []string {
	if v.ids == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(v.ids, "\n"), "\n")
}

// refers returns a value with ids and with the label that people read.
func refers(label string, ids ...string) value {
	if len(ids) == 0 {
		return value{}
	}
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return value{Cell{Text: label}, strings.Join(slices.Compact(ids), "\n") + "\n"}
}

// refersInOrder is refers for ids whose order says something.
func refersInOrder(label string, ids ...string) value {
	var once []string
	for _, id := range ids {
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	if len(once) == 0 {
		return value{}
	}
	return value{Cell{Text: label}, strings.Join(once, "\n") + "\n"}
}

// row is one entity's cells, each as long as the sheet's columns.
type row struct {
	entity string
	vals   []value
}

const spaces = " \t\r\n\u00a0\u3000\ufeff"

// tidy returns a text as it is stored, without spaces at its ends.
func tidy(s string) string { return strings.Trim(words.Tidy(s), spaces) }

func text(s string) value { return value{Cell: Cell{Text: tidy(s)}} }

func points(p standard.Points) value { return value{Cell: Cell{Number: int64(p), Is: true}} }

// some returns points as a value; zero gives an empty cell.
func some(p standard.Points) value { return given(int64(p), p != 0) }

func given(n int64, is bool) value {
	if !is {
		return value{}
	}
	return value{Cell: Cell{Number: n, Is: true}}
}

func yes(b bool) value {
	if b {
		return value{Cell: Cell{Text: "是"}}
	}
	return value{}
}

func lines(list []string) value {
	out := make([]string, 0, len(list))
	for _, l := range list {
		out = append(out, tidy(l))
	}
	return text(strings.Join(out, "\n"))
}

var epoch = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

func day(d assess.Day) value {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return text(string(d)) // not a date: shown as it is
	}
	return given(int64(t.Sub(epoch)/(24*time.Hour)), true)
}

// day returns the text that is stored for the day in a cell.
func (c Cell) day() string {
	if !c.Is {
		return c.Text
	}
	return epoch.AddDate(0, 0, int(c.Number)).Format(time.DateOnly)
}

// show returns a cell as people read it.
func (c Cell) show(k Kind) string {
	switch {
	case !c.Is:
		return c.Text
	case k == Points:
		return standard.Points(c.Number).String()
	case k == Date:
		return c.day()
	}
	return strconv.FormatInt(c.Number, 10)
}

// word is a stored code with the text that people read.
type word struct{ code, text string }

type choices []word

func (c choices) texts() []string {
	out := make([]string, len(c))
	for i, w := range c {
		out[i] = w.text
	}
	return out
}

// of returns the text for a code; a code that this version does not know is shown as it is.
func (c choices) of(code string) value {
	for _, w := range c {
		if w.code == code {
			return text(w.text)
		}
	}
	return text(code)
}

func (c choices) code(text string) string {
	for _, w := range c {
		if w.text == text {
			return w.code
		}
	}
	return text
}

var (
	roles    = choices{{"leader", "组长"}, {"deputy", "副组长"}, {"member", "成员"}, {"secretary", "秘书"}}
	phases   = choices{{"1", "准备"}, {"2", "现场考核"}, {"3", "征求意见"}, {"4", "总结"}, {"5", "整改"}}
	forms    = choices{{"briefing", "听取汇报"}, {"interview", "提问交流"}, {"document", "查阅资料"}, {"subdistrict", "抽查街道"}, {"symposium", "座谈会"}}
	verdicts = choices{{"yes", "符合"}, {"partly", "基本符合"}, {"no", "不符合"}, {"missing", "未提供"}}
	findings = choices{{"achievement", "成绩"}, {"highlight", "特色"}, {"problem", "问题"}}
	stances  = choices{{"none", "无异议"}, {"partly", "部分异议"}, {"full", "异议"}, {"late", "逾期未反馈"}}
	rulings  = choices{{"accept", "采纳"}, {"partly", "部分采纳"}, {"reject", "不采纳"}}
	modes    = choices{{"now", "立行立改"}, {"term", "限期整改"}, {"long", "长期整改"}}
	states   = choices{{"open", "整改中"}, {"reported", "已报完成"}, {"closed", "已销号"}, {"carried", "转入下轮"}}
	received = choices{{"got", "已收"}, {"part", "不齐"}, {"none", "未收"}}
	kinds    = choices{{"binary", "达到得分"}, {"half", "满分、减半、不得分"}, {"each", "逐次扣分"}, {"percent", "按百分比扣（加）分"},
		{"tiers", "分档得分"}, {"bonus", "加分项"}, {"free", "酌情扣分"}, {"veto", "一票否决"}}
	spread = choices{{"1", "分摊到本指标其他项目"}, {"0", "不计入总分"}}
	mended = choices{{"fixed", "已整改"}, {"part", "部分整改"}, {"open", "未整改"}}
	steps  = choices{{"prog", "进展"}, {"mile", "阶段目标"}}
)

// address returns the name of a cell in spreadsheets; col counts from 0, n from 1.
func address(col, n int) string {
	name := ""
	for c := col + 1; c > 0; c = (c - 1) / 26 {
		name = string(rune('A'+(c-1)%26)) + name
	}
	return fmt.Sprintf("%s%d", name, n)
}
