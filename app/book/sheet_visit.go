package book

import (
	"strings"

	"kaohe/app/assess"
)

func checkSheet() *sheet {
	s := &sheet{
		name: "抽查要点", note: "到抽中的街道要逐条核对的要点；随评分标准定稿。", tag: "check", kind: aCheck,
		cols:  []col{idCol(), orderCol(), c("要点", "一行一条，不能重复。", Long, 50).name().to("text")},
		under: func(*incoming) (string, error) { return "std/visit", nil },
	}
	s.rows = func(x *index) []row {
		var out []row
		for _, k := range x.a.Checks {
			out = append(out, row{k.Entity, []value{s.id(k.ID), given(k.Order, true), text(k.Text)}})
		}
		return out
	}
	return s
}

func lookSheet() *sheet {
	return &sheet{
		name: "街道检查", note: "抽中的街道逐条核对的结果。", field: true,
		cols: []col{districtCol(), c("街道", "与“街道”表一致。", Text, 12).name().refers(aSub), c("要点", "与“抽查要点”表一致。", Long, 40).name().refers(aCheck),
			c("结论", "从下拉列表里选；还没有结论的空着。", Choice, 8).of(verdicts).to("verdict"), c("说明", "看到了什么。", Long, 30).to("note")},
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, u := range d.Subdistricts {
				for _, k := range x.a.Checks {
					e := assess.LookAt(d, u.ID, k.ID)
					l := d.Looks[e]
					if l == nil && !u.Drawn {
						continue
					}
					if l == nil {
						l = &assess.Look{}
					}
					add(e, x.district(d), x.one(aSub+d.ID, u.ID), x.one(aCheck, k.ID), verdicts.of(string(l.Verdict)), text(l.Note))
				}
			}
		}),
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "look", in.id("街道"), in.id("要点")), nil
		},
	}
}

func visitSheet() *sheet {
	s := &sheet{
		name: "行程安排", note: "现场考核的日程，一行一项。", tag: "plan",
		cols: []col{idCol(), orderCol(), districtCol(), c("日期", "写成“年-月-日”。", Date, 10).to("day").tells(), c("时间", "如：9:00-11:30，或上午。", Text, 10).to("time").tells(),
			c("内容", "做什么。", Long, 30).to("what").tells(), c("地点", "在哪里。", Text, 18).to("where"), c("人员", "姓名，中间用顿号。", Long, 24).to("who")},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "plan"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, v := range d.Schedule {
			add(v.Entity, s.id(v.ID), given(v.Order, true), x.district(d), day(v.Day), text(v.Time), text(v.What), text(v.Where), text(v.Who))
		}
	})
	return s
}

// drawSheet is the sheet of draws. The result follows from the list and the phrase, so that a changed result is noticed.
func drawSheet() *sheet {
	s := &sheet{
		name: "抽签", note: "抽签的名单、短语和结果。抽签请在软件里做；这里改了结果，复核就对不上。", tag: "draw",
		cols: []col{idCol(), orderCol(), districtCol(), c("名称", "抽什么。", Text, 18).name().to("title"),
			c("名单", "一行一个。", Long, 18).by(list("list")), c("抽取数", "抽几个。", Count, 6).to("count").checked(positive), c("分层", "分层抽的填“是”。", Yes, 6).to("strata"),
			c("短语", "当众说的一句话。", Text, 16).once("口令").to("phrase"), c("结果", "一行一个。", Long, 16).by(list("result")),
			c("日期", "写成“年-月-日”。", Date, 10).to("day"), c("抽签人", "考核小组里的姓名。", Choice, 10).refers(aPerson).to("person"),
			c("重抽理由", "同一份名单抽第二次的，写明为什么。", Long, 18).to("why")},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "draw"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, k := range d.Draws {
			add(k.Entity, s.id(k.ID), given(k.Order, true), x.district(d), text(k.Title), lines(k.List), given(int64(k.Count), true), yes(k.Strata), text(k.Phrase),
				lines(k.Result), day(k.Day), x.person(k.Person), text(k.Why))
		}
	})
	return s
}

// list returns a put function that writes the lines of a text.
func list(field string) func(*work, value) {
	return func(w *work, v value) { w.set(w.in.entity, field, apart(v.Text)) }
}

func backSheet() *sheet {
	s := &sheet{
		name: "回头看", note: "上一轮没有整改完的问题，这次核查的结果。", tag: "back", field: true,
		cols: []col{idCol(), districtCol(), c("上轮问题", "上一轮是怎么写的。", Long, 36).name().to("text"), c("整改要求", "上一轮的要求。", Long, 30).to("requirement").before(),
			c("核查结果", "从下拉列表里选；还没有核查的空着。", Choice, 10).of(mended).to("state"), c("核查情况", "看到了什么。", Long, 30).to("answer")},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "back"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, k := range d.Carried {
			add(k.Entity, s.id(k.ID), x.district(d), text(k.Text), text(k.Requirement), mended.of(k.State), text(k.Answer))
		}
	})
	return s
}

func lastSheet() *sheet {
	return &sheet{
		name: "上轮得分", note: "上一轮的得分和扣分原因，供对比。",
		cols: append(append([]col{districtCol(), itemCol()}, itemCells()...),
			c("上轮得分", "可以有两位小数。", Points, 8).opt().by(putLast), c("扣分原因", "上一轮为什么扣分。", Long, 30).to("reason"),
			c("项目未变", "考核内容和上一轮一样的填“是”。", Yes, 6).by(putSame)),
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, i := range x.a.Standard.Items() {
				if l := d.Last[i.ID]; l != nil && *l != (assess.Last{}) {
					add(assess.Path(d.Entity, "last", i.ID), x.district(d), x.one(anItem, i.ID), text(i.Text), points(i.Points), marked(l.Mark), text(l.Reason), yes(l.Same))
				}
			}
		}),
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "last", in.id(headItem)), nil
		},
	}
}

// marked returns a mark that is stored as text.
func marked(s string) value {
	if v, err := (Raw{Kind: RawText, Text: s}).parse(Points, nil); err == nil && strings.TrimSpace(s) != "" {
		return v
	}
	return text(s)
}

func putLast(w *work, v value) {
	w.set(w.in.entity, "mark", v.show(Points))
}

// putSame stores the hash of the item's text, from which the view tells whether the text is still the same.
func putSame(w *work, v value) {
	hash := ""
	if i := w.scored(); i != nil && v.Text != "" {
		hash = assess.TextHash(i.Text)
	}
	w.set(w.in.entity, "hash", hash)
}
