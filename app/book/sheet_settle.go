package book

import (
	"strings"
	"unicode/utf16"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

func draftSheet() *sheet {
	s := &sheet{
		name: "征求意见稿", note: "征求意见稿什么时候发给了谁。发出的内容由程序填写，请不要改动。", tag: "draft",
		cols: []col{idCol(), orderCol(), districtCol(), c("发出日期", "写成“年-月-日”。", Date, 10).name().to("sent"),
			c("反馈期限", "这一天以前可以反馈。", Date, 10).to("reply"), c("发出人", "考核小组里的姓名。", Choice, 10).refers(aPerson).to("person"),
			hidden(c(headSent, "由程序填写，请不要改动。", Long, 20).by(putSent).checked(checkSent)),
			hidden(c(headSentMore, "由程序填写，请不要改动。", Long, 20).by(putSent).checked(checkSent)),
			hidden(c("发出的得分", "由程序填写，请不要改动。", Long, 20).by(putMarks).checked(checkMarks))},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "draft"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, k := range d.Drafts {
			var problems, marks []string
			for _, p := range k.Problems {
				problems = append(problems, p.Finding+":"+escape.Replace(tidy(p.Text)))
			}
			for _, m := range k.Marks {
				marks = append(marks, m.Item+":"+m.Mark.String())
			}
			first, more := parted(problems)
			add(k.Entity, s.id(k.ID), given(k.Order, true), x.district(d), day(k.Sent), day(k.Reply), x.person(k.Person),
				text(first), text(more), text(strings.Join(marks, "\n")))
		}
	})
	return s
}

// What was sent stands in two cells, because one register holds more than one cell.
const headSent, headSentMore = "发出的问题", "发出的问题（续）"

// parted joins lines into two texts: as many into the first as a cell holds.
func parted(lines []string) (first, more string) {
	const most = 32_000 // units of UTF-16, of which a cell holds 32,767
	n, size := 0, 0
	for n < len(lines) && (n == 0 || size+len(utf16.Encode([]rune(lines[n])))+1 <= most) {
		size += len(utf16.Encode([]rune(lines[n]))) + 1
		n++
	}
	return strings.Join(lines[:n], "\n"), strings.Join(lines[n:], "\n")
}

func hidden(x col) col { x.Hidden = true; return x }

var (
	escape   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
	unescape = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

func sent(s string) ([]assess.DraftProblem, error) {
	var out []assess.DraftProblem
	for _, l := range apart(s) {
		id, t, cut := strings.Cut(l, ":")
		if !cut || !sound(id) {
			return nil, words.Refuse("book.id", l)
		}
		out = append(out, assess.DraftProblem{Finding: id, Text: unescape.Replace(t)})
	}
	return out, nil
}

func marks(s string) ([]assess.DraftMark, error) {
	var out []assess.DraftMark
	for _, l := range apart(s) {
		id, t, cut := strings.Cut(l, ":")
		p, err := standard.ParsePoints(t)
		if !cut || !sound(id) || err != nil {
			return nil, words.Refuse("book.id", l)
		}
		out = append(out, assess.DraftMark{Item: id, Mark: p})
	}
	return out, nil
}

func checkSent(_ *work, v value) error  { _, err := sent(v.Text); return err }
func checkMarks(_ *work, v value) error { _, err := marks(v.Text); return err }

func putSent(w *work, _ value) {
	list, _ := sent(w.get(headSent).Text + "\n" + w.get(headSentMore).Text) // checked before
	w.set(w.in.entity, "problems", list)
}

func putMarks(w *work, v value) {
	list, _ := marks(v.Text) // checked before
	w.set(w.in.entity, "marks", list)
}

// about returns a sheet's under function for rows about a finding.
func about(noun string) func(*incoming) (string, error) {
	return func(in *incoming) (string, error) {
		return assess.Path("d", in.district(), noun, in.id(headFinding)), nil
	}
}

func responseSheet() *sheet {
	return &sheet{
		name: "反馈意见", note: "各区对每个问题的反馈，和考核小组采纳的情况。改了表述或得分的，分别填在“考核发现”“考核得分”。", lacks: unsaid(headStance),
		cols: []col{districtCol(), findingCol(), c("问题", "由程序填写。", Long, 36).locked(),
			c(headStance, "从下拉列表里选。", Choice, 8).of(stances).to("stance"), c("反馈日期", "收到反馈的日期。", Date, 10).to("day"),
			c("理由", "有异议的写明理由。", Long, 30).to("grounds"), c("补充材料", "交来了什么。", Long, 20).to("proof"),
			c("采纳情况", "从下拉列表里选。", Choice, 8).of(rulings).to("ruling"), c("采纳理由", "为什么采纳或不采纳。", Long, 30).to("reasons"),
			c("改分项目", "因此改了哪个项目的得分，写项目编号。", Text, 8).refers(anItem).to("effectitem")},
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, f := range d.Findings {
				r := f.Response
				if r == nil && f.Kind != assess.Problem {
					continue
				}
				if r == nil {
					r = &assess.Response{}
				}
				add(assess.Path(d.Entity, "resp", f.ID), x.district(d), x.one(aFinding+d.ID, f.ID), text(f.Named), stances.of(r.Stance), day(r.Day),
					text(r.Grounds), text(r.Proof), rulings.of(r.Ruling), text(r.Reasons), x.one(anItem, r.Item))
			}
		}),
		under: about("resp"),
	}
}

func objectionSheet() *sheet {
	return &sheet{
		name: "得分异议", note: "各区对某个项目得分的异议，和考核小组采纳的情况。改了得分的，填在“考核得分”的核定得分。", lacks: unsaid(headObjection),
		cols: []col{districtCol(), itemCol(), c(headObjection, "部分异议，或异议。从下拉列表里选。", Choice, 8).of(stances[1:3]).to("stance"),
			c("反馈日期", "收到反馈的日期。", Date, 10).to("day"), c("理由", "为什么有异议。", Long, 30).to("grounds"),
			c("补充材料", "交来了什么。", Long, 20).to("proof"), c("采纳情况", "从下拉列表里选。", Choice, 8).of(rulings).to("ruling"),
			c("采纳理由", "为什么采纳或不采纳。", Long, 30).to("reasons")},
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, s := range d.Objections() {
				r := s.Objection
				add(s.Objected(d), x.district(d), x.one(anItem, s.Item.ID), stances.of(r.Stance), day(r.Day), text(r.Grounds), text(r.Proof),
					rulings.of(r.Ruling), text(r.Reasons))
			}
		}),
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "objection", in.id(headItem)), nil
		},
	}
}

const (
	headStance    = "反馈意见"
	headObjection = "异议"
	headState     = "整改状态"
)

func rectifySheet() *sheet {
	return &sheet{
		name: "整改台账", note: "每个问题的整改要求和整改情况；经过和阶段目标填在“整改进展”。", after: begun, lacks: unopened,
		cols: []col{districtCol(), findingCol(), c("问题", "由程序填写。", Long, 36).locked(),
			c("整改要求", "要整改到什么程度。", Long, 30).to("req:requirement"), c("整改期限", "如：2007-03-08。", Date, 10).to("req:deadline"),
			c("责任单位", "由谁整改。", Text, 14).to("req:responsible"),
			c("整改方式", "从下拉列表里选。", Choice, 10).of(modes).to("mode"), c("整改措施", "长期整改的必须写。", Long, 30).to("measures"),
			c(headState, "从下拉列表里选。销号要由另一个人核查。", Choice, 8).of(states).to("state"),
			c("报告完成", "由谁报告整改完成：单位或姓名。", Text, 14).refers(aPerson).orAnything().to("reported"),
			c("销号人", "核查后销号的人，是考核小组的姓名。", Choice, 10).refers(aPerson).to("checker"), c("核查情况", "销号前核查了什么，看到了什么。", Long, 24).to("checked"),
			c("说明", "退回、转入下轮的理由。", Long, 20).to("reason")},
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, f := range d.Findings {
				r := f.Rectification
				if r == nil && f.Kind != assess.Problem && f.Requirement+string(f.Deadline)+f.Responsible == "" {
					continue
				}
				if r == nil {
					r = &assess.Rectified{}
				}
				add(f.Rect(d), x.district(d), x.one(aFinding+d.ID, f.ID), text(f.Named), text(f.Requirement), day(f.Deadline), text(f.Responsible),
					modes.of(r.Mode), text(r.Measures), states.of(r.State), x.anyone(r.Reported), x.person(r.Checker), text(r.Checked), text(r.Reason))
			}
		}),
		under: about("rect"),
	}
}

// anyone returns a person by ID or, if there is none, the text as it was written.
func (x *index) anyone(s string) value {
	if x.names.has(aPerson, s) {
		return x.person(s)
	}
	return text(s)
}

// unopened returns the state of a rectification of which other cells are filled in: without it there is none.
func unopened(w *work) string {
	if at := w.in.s.at(headState); w.was[at].empty() || !w.final[at].empty() {
		return ""
	}
	return headState
}

// unsaid returns the cell of the stance if a response has none: the others would be seen nowhere.
func unsaid(stance string) func(*work) string {
	return func(w *work) string {
		at := w.in.s.at(stance)
		for i, v := range w.final {
			if x := &w.in.s.cols[i]; i != at && x.written() && !v.empty() && w.final[at].empty() {
				return stance
			}
		}
		return ""
	}
}

// begun opens a rectification when the first of its cells is written.
func begun(w *work) {
	for i := range w.in.s.cols {
		if x := &w.in.s.cols[i]; w.in.touched[i] && x.noun == "" && x.written() && w.get(headState).empty() {
			w.follow(headState, states.of(assess.RectOpen))
		}
	}
}

func stepSheet() *sheet {
	s := &sheet{
		name: "整改进展", note: "整改的经过，和长期整改的阶段目标。", tag: "step",
		cols: []col{idCol(), orderCol(), districtCol(), findingCol(), c("类别", "进展，或阶段目标。", Choice, 8).name().of(steps),
			c("日期", "写成“年-月-日”。", Date, 10).to("day").tells(), c("内容", "做了什么，或要做到什么。", Long, 40).to("text").tells(),
			c("证明材料", "凭什么证明。", Long, 20).to("proof"), c("登记人", "谁登记的。", Text, 10).refers(aPerson).orAnything().to("person"),
			c("完成", "阶段目标做到了的填“是”。", Yes, 6).to("done")},
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), steps.code(in.text("类别")), in.id(headFinding)), nil
		},
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, f := range d.Findings {
			for n, list := range [][]*assess.Step{f.Progress, f.Milestones} {
				for _, p := range list {
					add(p.Entity, s.id(p.ID), given(p.Order, true), x.district(d), x.one(aFinding+d.ID, f.ID), text(steps[n].text), day(p.Day), text(p.Text),
						text(p.Proof), x.anyone(p.Person), yes(p.Done))
				}
			}
		}
	})
	return s
}
