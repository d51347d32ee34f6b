package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Findings is 考核情况反馈: what the team found in one district, for its government, as it stands after the rulings: until there are
// any, that is what was found on site. say must be the Chinese catalogue.
func Findings(a *assess.Assessment, d *assess.District, say words.Catalog) Document {
	f := findings{a: a, d: d, say: say}
	title := d.Name + a.Title + "情况反馈"
	f.add(Title{title})
	if d.Phases[assess.Onsite].Signed() == nil {
		f.add(Subtitle{"（草稿：现场考核尚未签字）"})
	}
	f.add(Gap{1}, Para{Text: d.Name + "人民政府：", Flush: true}, Para{Text: f.opening()})
	f.section("考核工作开展情况", f.conduct)
	f.section("考核得分", f.scores)
	f.section("取得的成绩", f.list(assess.Achievement, "本次考核尚未记录成绩。"))
	f.section("工作特色", f.list(assess.Highlight, "本次考核尚未记录工作特色。"))
	f.section("存在的问题", f.problems)
	f.section("整改要求", f.requirements)
	f.add(f.signature())
	return Document{Kind: "findings", Title: title, Author: a.City, Date: f.dated(), Sample: a.Sample, Blocks: f.blocks}
}

type findings struct {
	a      *assess.Assessment
	d      *assess.District
	say    words.Catalog
	blocks []Block
	n      int
}

func (f *findings) add(b ...Block) { f.blocks = append(f.blocks, b...) }

func (f *findings) para(format string, args ...any) { f.add(Para{Text: fmt.Sprintf(format, args...)}) }

func (f *findings) section(title string, fill func()) {
	f.n++
	f.add(Heading{1, Numeral(f.n) + "、" + title})
	fill()
}

func (f *findings) opening() string {
	var s strings.Builder
	if len(f.a.Bases) > 0 {
		s.WriteString("根据" + strings.Join(f.a.Bases, "和") + "，")
	}
	if f.a.From != "" && f.a.To != "" {
		s.WriteString(f.a.From.Prose() + "至" + f.a.To.Prose() + "，")
	}
	fmt.Fprintf(&s, "考核小组对你区%s情况进行了考核。现将考核情况反馈如下：", strings.TrimSuffix(strings.TrimPrefix(f.a.Title, f.a.Year+"年度"), "考核"))
	return s.String()
}

// conduct says by which methods how much was heard, asked, read and seen; all numbers come from the records.
func (f *findings) conduct() {
	count := map[standard.Method]int{}
	questions, docs := 0, 0
	verdicts := map[assess.Verdict]int{}
	for _, r := range f.d.Records {
		count[r.Method]++
		questions += len(r.QA)
		docs += len(r.Docs)
		for _, x := range r.Docs {
			verdicts[x.Verdict]++
		}
	}
	var parts []string
	for _, m := range standard.Methods {
		if count[m] > 0 {
			part := fmt.Sprintf("%s%d次", f.say.Get("method."+string(m)), count[m])
			if m == standard.Interview && questions > 0 {
				part += fmt.Sprintf("（共%d个问题）", questions)
			}
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		f.para("现场考核尚未形成记录。")
		return
	}
	f.para("考核小组由%s等单位的%d人组成。在你区，考核小组%s，形成现场记录%d份。", strings.Join(f.agencies(), "、"), len(f.a.Team),
		strings.Join(parts, "、"), len(f.d.Records))
	if subs := f.visited(); subs != "" {
		f.para("抽查的街道办为%s。", subs)
	}
	if docs > 0 {
		var v []string
		for _, x := range assess.Verdicts {
			if verdicts[x] > 0 {
				v = append(v, fmt.Sprintf("%s%d份", f.say.Get("verdict."+string(x)), verdicts[x]))
			}
		}
		f.para("共抽查文件%d份，其中%s。", docs, strings.Join(v, "、"))
	}
}

func (f *findings) agencies() []string {
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

func (f *findings) visited() string {
	var out []string
	for _, s := range f.d.Subdistricts {
		for _, r := range f.d.Records {
			if r.Method == standard.SubdistrictCheck && r.Subdistrict == s.ID {
				out = append(out, s.Name)
				break
			}
		}
	}
	return strings.Join(out, "、")
}

// refs names records by their numbers in the district: 记录2、5.
func (f *findings) refs(records []*assess.Record) string {
	var n []string
	for _, r := range records {
		n = append(n, fmt.Sprint(f.d.Number(r)))
	}
	if len(n) == 0 {
		return ""
	}
	return "记录" + strings.Join(n, "、")
}

func (f *findings) list(kind assess.FindingKind, none string) func() {
	return func() {
		list := f.d.Standing(kind)
		if len(list) == 0 {
			f.add(Para{Text: none})
		}
		for n, x := range list {
			f.para("%d. %s", n+1, x.FinalNamed)
		}
	}
}

func (f *findings) problems() {
	list := f.d.Standing(assess.Problem)
	if len(list) == 0 {
		f.para("本次考核尚未记录问题。")
	}
	for n, x := range list {
		f.para("%d. %s", n+1, x.FinalNamed)
		var how []string
		for _, m := range x.Methods() {
			how = append(how, f.say.Get("method."+string(m)))
		}
		if len(how) > 0 {
			f.add(Para{Text: fmt.Sprintf("（考核方式：%s；依据：%s）", strings.Join(how, "、"), f.refs(x.Records)), Kai: true})
		}
	}
}

func (f *findings) requirements() {
	t := Table{Columns: []Column{{"问题", 8, Centre}, {"整改要求", 52, Left}, {"责任单位", 20, Left}, {"完成期限", 20, Centre}}}
	for n, x := range f.d.Standing(assess.Problem) {
		if x.Requirement != "" {
			t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), x.Requirement, x.Responsible, x.Deadline.Prose()}})
		}
	}
	if len(t.Rows) == 0 {
		f.para("整改要求另行通知。")
	} else {
		f.para("请对照以下要求逐项整改；一时难以解决的，制定整改计划，逐步落实。")
		f.add(t)
	}
	if f.a.Reply != "" {
		f.para("请于%s前将整改情况书面报送%s。", f.a.Reply.Prose(), f.a.City)
	}
}

// dated is the day of the on-site signature, or the last day of the round while there is none: never the day of printing. A sample
// is dated on the day at which it stands.
func (f *findings) dated() Date {
	day := f.a.To
	if f.a.AsOf != "" {
		day = f.a.AsOf
	} else if s := f.d.Phases[assess.Onsite].Signed(); s != nil {
		day = s.Day()
	}
	y, m, n := day.Date()
	return Date{y, m, n}
}

func (f *findings) signature() Signature {
	d := f.dated()
	s := Signature{Office: f.a.City, Date: fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)}
	for _, p := range assess.Phases {
		if so := f.d.Phases[p].Signed(); so != nil {
			who := f.a.Person(so.Person)
			role := ""
			if who != nil {
				role = "（" + f.say.Get("role."+string(who.Role)) + "）"
			}
			s.Lines = append(s.Lines, fmt.Sprintf("%s阶段　%s%s　%s签字　涵盖%d项数据　签字校验码", f.say.Get("phase."+p.Key()),
				f.a.Name(so.Person), role, so.Day().Prose(), so.Count), group(so.Digest.String()))
		}
	}
	return s
}

// group sets a digest in eights, to be read out and compared.
func group(hex string) string {
	var parts []string
	for i := 0; i < len(hex); i += 8 {
		parts = append(parts, hex[i:min(i+8, len(hex))])
	}
	return strings.Join(parts, " ")
}

// Numeral is 一 to 九十九.
func Numeral(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 10:
		return string(digits[n])
	case n < 20:
		return "十" + strings.TrimPrefix(Numeral(n%10), "零")
	default:
		return string(digits[n/10]) + "十" + strings.TrimPrefix(Numeral(n%10), "零")
	}
}
