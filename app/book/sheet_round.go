package book

import (
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
)

const (
	headFact    = "项目"
	headContent = "内容"
)

// fact is a line of 考核信息. Its entity in this package is the real entity, a slash, and the field.
type fact struct {
	label, entity, note string
	kind                Kind
	codes               choices
	get                 func(a *assess.Assessment) value
	put                 func(w *work, v value) any // returns what to write; nil: by the kind
	check               func(w *work, v value) error
	sample              bool // only a sample has it
}

var facts = []fact{
	{label: "考核名称", entity: "round/title", note: "如：××年度落实××责任制考核", get: func(a *assess.Assessment) value { return text(a.Title) }},
	{label: "组织单位", entity: "round/city", note: "印发文件的机关", get: func(a *assess.Assessment) value { return text(a.City) }},
	{label: "牵头单位", entity: "round/lead", note: "牵头组织考核的单位，可以写简称", get: func(a *assess.Assessment) value { return text(a.Lead) }},
	{label: "考核目的", entity: "round/purpose", note: "为什么考核，通报开头会写“为……”", kind: Long, get: func(a *assess.Assessment) value { return text(a.Purpose) }},
	{label: "考核年度", entity: "round/year", note: "四位数字", get: func(a *assess.Assessment) value { return text(a.Year) }},
	{label: "考核依据", entity: "round/bases", note: "一行写一个文件，写明文号（在单元格里按 Alt+Enter 换行）", kind: Long,
		get: func(a *assess.Assessment) value { return lines(a.Bases) }, put: func(_ *work, v value) any { return apart(v.Text) }},
	{label: "考核开始日期", entity: "round/from", note: "写成“年-月-日”", kind: Date, get: func(a *assess.Assessment) value { return day(a.From) }},
	{label: "考核结束日期", entity: "round/to", note: "写成“年-月-日”", kind: Date, get: func(a *assess.Assessment) value { return day(a.To) }},
	{label: "整改报告期限", entity: "round/reply", note: "各单位报送整改情况的最后日期", kind: Date,
		get: func(a *assess.Assessment) value { return day(a.Reply) }},
	{label: "计日日期", entity: "round/asof", note: "示例从这一天算期限", kind: Date, sample: true, get: func(a *assess.Assessment) value { return day(a.AsOf) }},
	{label: "示例数据", entity: "round/sample", note: "示例填“是”，文件上会注明", kind: Yes, sample: true,
		get: func(a *assess.Assessment) value { return yes(a.Sample) }},
	{label: "评分标准名称", entity: "std/title", note: "全称", get: func(a *assess.Assessment) value { return text(a.Standard.Title) }},
	{label: "评分标准版本", entity: "std/version", note: "如年份，或年份加“版”", get: func(a *assess.Assessment) value { return text(a.Standard.Version) }},
	{label: "评分标准为示例", entity: "std/sample", note: "示例填“是”", kind: Yes, sample: true,
		get: func(a *assess.Assessment) value { return yes(a.Standard.Sample) }},
	{label: "不适用项目的分值", entity: "std/rescale", note: "填：" + strings.Join(spread.texts(), "，或："), kind: Choice, codes: spread,
		get: func(a *assess.Assessment) value { return spread.of(flag(a.Standard.Rescale)) },
		put: func(_ *work, v value) any { return spread.code(v.Text) == "1" }},
	{label: "加分上限", entity: "std/bonus", note: "所有加分项合计最多加多少分；空着不限", kind: Points,
		get: func(a *assess.Assessment) value { return some(a.Standard.Bonus) }, check: positive},
	{label: "等次", entity: "std/grades", note: "如：优秀≥90；良好≥80；合格≥60；不合格≥0", kind: Long,
		get:   func(a *assess.Assessment) value { return grades(a.Standard.Grades) },
		put:   func(_ *work, v value) any { g, _ := parseGrades(v.Text); return g },
		check: func(_ *work, v value) error { _, err := parseGrades(v.Text); return err }},
	{label: "按名次定等次", entity: "std/ranks", note: "如：优秀：前2名；良好：前5名；合格：其余。按名次定等次的才填", kind: Long,
		get:   func(a *assess.Assessment) value { return ranks(a.Standard.Ranks) },
		put:   func(_ *work, v value) any { r, _ := parseRanks(v.Text); return r },
		check: func(_ *work, v value) error { _, err := parseRanks(v.Text); return err }},
	{label: "直接定等次的情形", entity: "std/forces", note: "一行写一种：情形→最高等次", kind: Long,
		get: func(a *assess.Assessment) value { return forces(a.Standard.Forces) }, put: putForces,
		check: func(_ *work, v value) error { _, err := parseForces(v.Text); return err }},
}

func flag(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

func factOf(entity string) *fact {
	i := slices.IndexFunc(facts, func(f fact) bool { return f.entity == entity })
	if i < 0 {
		return nil
	}
	return &facts[i]
}

// required tells whether the schema requires a fact.
func (f *fact) required() bool {
	return assess.Needed(ledger.Register{Entity: parent(f.entity), Field: own(f.entity)}) != nil
}

// unfilled returns what an empty cell stands for: nothing, but for a fact that is a choice the last one, which holds where nobody chose.
func unfilled(entity string) value {
	if f := factOf(entity); f != nil && f.codes != nil {
		return text(f.codes[len(f.codes)-1].text)
	}
	return value{}
}

func roundSheet() *sheet {
	locked := c("填写说明", "由程序填写。", Long, 40).locked()
	return &sheet{
		name: "考核信息", note: "本轮考核和评分标准的基本情况，填在“内容”一栏。",
		cols: []col{c(headFact, "请不要改动。", Text, 18).name(),
			c(headContent, "按右边的说明填写。", Long, 50).varies(factKind).by(putFact).checked(checkFact), locked},
		rows: func(x *index) []row {
			var out []row
			for _, f := range facts {
				if v := f.get(x.a); !f.sample || !v.empty() {
					out = append(out, row{f.entity, []value{text(f.label), v, text(f.note)}})
				}
			}
			return out
		},
		under: func(in *incoming) (string, error) {
			label := in.text(headFact)
			for _, f := range facts {
				if f.label == label {
					return f.entity, nil
				}
			}
			return "", words.Refuse("book.fact", label)
		},
	}
}

func factKind(entity string) (Kind, []string) {
	f := factOf(entity)
	if f == nil {
		return Long, nil
	}
	return f.kind, f.codes.texts()
}

func putFact(w *work, v value) {
	f := factOf(w.in.entity)
	at, field := parent(f.entity), own(f.entity)
	switch {
	case f.put != nil:
		w.set(at, field, f.put(w, v))
	case f.kind == Points:
		w.set(at, field, v.Number)
	case f.kind == Date:
		w.set(at, field, v.day())
	case f.kind == Yes:
		w.set(at, field, v.Text != "")
	default:
		w.set(at, field, v.Text)
	}
}

func checkFact(w *work, v value) error {
	if f := factOf(w.in.entity); f.check != nil {
		return f.check(w, v)
	}
	return nil
}

// apart splits a text into lines; nil if there are none, as in a register that nobody wrote.
func apart(s string) []string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = tidy(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// pieces splits a list whose entries may be full sentences.
func pieces(s string) []string {
	return apart(strings.NewReplacer("；", "\n", ";", "\n").Replace(s))
}

func joined(list []string) value { return text(strings.Join(list, "；")) }

func short(p standard.Points) string {
	return strings.TrimSuffix(strings.TrimRight(p.String(), "0"), ".")
}

func grades(list []standard.Grade) value {
	var out []string
	for _, g := range list {
		out = append(out, g.Name+"≥"+short(g.From))
	}
	return joined(out)
}

func parseGrades(s string) ([]standard.Grade, error) {
	var out []standard.Grade
	for _, p := range pieces(strings.ReplaceAll(s, ">=", "≥")) {
		name, from, cut := strings.Cut(p, "≥")
		n, err := standard.ParsePoints(from)
		if !cut || err != nil {
			return nil, words.Refuse("book.grades", p)
		}
		out = append(out, standard.Grade{Name: tidy(name), From: n})
	}
	return out, nil
}

func ranks(list []standard.RankGrade) value {
	var out []string
	for _, g := range list {
		if g.Upto == 0 {
			out = append(out, g.Name+"：其余")
		} else {
			out = append(out, fmt.Sprintf("%s：前%d名", g.Name, g.Upto))
		}
	}
	return joined(out)
}

func parseRanks(s string) ([]standard.RankGrade, error) {
	var out []standard.RankGrade
	for _, p := range pieces(strings.ReplaceAll(s, ":", "：")) {
		name, rest, _ := strings.Cut(p, "：")
		g := standard.RankGrade{Name: tidy(name)}
		if rest = tidy(rest); rest != "其余" {
			n, err := standard.ParsePoints(strings.TrimSuffix(strings.TrimPrefix(rest, "前"), "名"))
			if err != nil || n <= 0 || n%100 != 0 {
				return nil, words.Refuse("book.ranks", p)
			}
			g.Upto = int64(n / 100)
		}
		out = append(out, g)
	}
	return out, nil
}

func forces(list []standard.Force) value {
	var out []string
	for _, f := range list {
		out = append(out, f.Event+"→"+f.Grade)
	}
	return lines(out)
}

func parseForces(s string) ([]standard.Force, error) {
	var out []standard.Force
	for _, p := range apart(strings.ReplaceAll(s, "->", "→")) {
		event, grade, cut := strings.Cut(p, "→")
		if !cut || tidy(event) == "" || tidy(grade) == "" {
			return nil, words.Refuse("book.forces", p)
		}
		out = append(out, standard.Force{Event: tidy(event), Grade: tidy(grade)})
	}
	return out, nil
}

// putForces keeps the IDs of events that exist already.
func putForces(w *work, v value) any {
	list, _ := parseForces(v.Text) // checked before
	for i := range list {
		list[i].ID = w.t.seed("force", list[i].Event)
		for _, f := range w.t.now.a.Standard.Forces {
			if f.Event == list[i].Event {
				list[i].ID = f.ID
			}
		}
	}
	return list
}

// positive refuses a number below zero.
func positive(_ *work, v value) error {
	if v.Number < 0 {
		return words.Refuse("book.negative", v.show(Points))
	}
	return nil
}
