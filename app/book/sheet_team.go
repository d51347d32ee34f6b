package book

import (
	"cmp"
	"slices"

	"kaohe/app/assess"
)

func districtSheet() *sheet {
	s := &sheet{
		name: "被考核单位", note: "一行一个被考核的区；街道填在“街道”表。", tag: "d", kind: aDistrict,
		cols: []col{idCol(), orderCol(),
			c("单位名称", "如：南山区，不能重复。", Text, 12).name().to("name"),
			c("机关全称", "公文里的称呼，如：南山区人民政府；空着的按单位名称推定。", Text, 20).to("government"),
			c("联络员", "姓名和电话。", Text, 24).to("contact"),
			c("直接定为等次", "出现直接定等次的情形时填，与评分标准的等次名称一致。", Text, 10).to("sum/0:forced"),
			c("定等情形", "出现了什么情形。", Long, 24).to("sum/0:forcedwhy"),
			c("没有特色的说明", "没有特色经验的，说明原因。", Long, 24).to("sum/0:nohighlight"),
			c("反馈打印日期", "总结阶段打印考核情况反馈的日期。", Date, 10).to("sum/0:printed"),
			c("通报内容已定", "通报里写这个区的内容已经定稿的，填“是”。", Yes, 8).to("sum/0:circulated")},
		under: func(*incoming) (string, error) { return "d", nil },
	}
	s.rows = perDistrict(func(_ *index, d *assess.District, add func(string, ...value)) {
		add(d.Entity, s.id(d.ID), given(d.Order, true), text(d.Name), text(d.Government), text(d.Contact), text(d.Forced), text(d.ForcedWhy), text(d.NoHighlight),
			day(d.Printed), yes(d.Circulated))
	})
	return s
}

func subSheet() *sheet {
	s := &sheet{
		name: "街道", note: "各区的街道，以及抽签抽中了哪些。", tag: "sub", kind: aSub,
		cols: []col{idCol(), orderCol(), districtCol(), c("街道", "名称，同一个区里不能重复。", Text, 14).name().to("name"),
			c("抽中", "抽签抽中、要去现场检查的填“是”。", Yes, 6).to("drawn")},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "sub"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, u := range d.Subdistricts {
			add(u.Entity, s.id(u.ID), given(u.Order, true), x.district(d), text(u.Name), yes(u.Drawn))
		}
	})
	return s
}

func teamSheet() *sheet {
	s := &sheet{
		name: "考核小组", note: "考核小组的组成，按排名先后排列。密码不在这里设，由本人在软件里设。", tag: "person", kind: aPerson, ranked: true,
		cols: []col{idCol(), orderCol().to("seat:order"), c("姓名", "同名的靠派出单位区分。", Text, 10).name().by(inCard),
			c("派出单位", "如：市质监局。", Text, 16).by(inCard).tells(),
			c("职务", "如：副局长。", Text, 10).to("seat:post"),
			c("角色", "从下拉列表里选。", Choice, 8).of(roles).need().by(inCard)},
		under: func(*incoming) (string, error) { return "person", nil },
	}
	s.rows = func(x *index) []row {
		var out []row
		for _, p := range x.a.Team {
			out = append(out, row{assess.Path("person", p.ID), []value{s.id(p.ID), given(p.Order, p.Order != 0), text(p.Name), text(p.Agency), text(p.Post), roles.of(string(p.Role))}})
		}
		return out
	}
	return s
}

// carded are the columns that are in a person's card.
var carded = []string{"姓名", "派出单位", "角色"}

// inCard writes nothing: the person's card is signed later, when the plan is carried out.
func inCard(*work, value) {}

// card returns the card of a person as it would be after the row is taken.
func (w *work) card() *assess.Card {
	return &assess.Card{Person: own(w.in.entity), Name: w.get("姓名").Text, Agency: w.get("派出单位").Text, Role: assess.Role(roles.code(w.get("角色").Text))}
}

const headAssessors = "考核人员"

// putAssessors writes who assesses, and their order where it is not that of the team.
func putAssessors(w *work, v value) {
	was, now := w.was[w.col].list(), v.list()
	w.members(w.in.entity, "person", was, now)
	if !w.t.inRank(was) || !w.t.inRank(now) {
		w.set(w.in.entity, "ranked", now)
	}
}

// inRank tells whether persons stand in the order of the team: as the workbook's rows have it, else as it stands.
func (t *taking) inRank(persons []string) bool {
	place := func(id string) int {
		if n, met := t.seen[entityOf(aPerson, id)]; met {
			return n
		}
		return slices.IndexFunc(t.now.a.Team, func(p *assess.Person) bool { return p.ID == id })
	}
	return slices.IsSortedFunc(persons, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
}

func assignSheet() *sheet {
	s := &sheet{
		name: "责任分工", note: "每个区的每个一级指标由谁考核。",
		cols: []col{districtCol(), c("一级指标", "与“一级指标”表一致。", Text, 16).name().refers(aSection),
			c(headAssessors, "姓名，排在前面的先写，几个人的中间用顿号；同名的写成：姓名（派出单位）。", List, 24).refers(aPerson).inOrder().to("person").by(putAssessors)},
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "assign", in.id("一级指标")), nil
		},
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, sec := range x.a.Standard.Sections {
			add(assess.Path(d.Entity, "assign", sec.ID), x.district(d), x.one(aSection, sec.ID), x.inOrder(aPerson, d.Assigned[sec.ID]))
		}
	})
	return s
}
