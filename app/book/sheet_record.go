package book

import (
	"kaohe/app/assess"
)

func recordSheet() *sheet {
	s := &sheet{
		name: "现场记录", note: "听到、看到、查到的情况，一行一条记录。", tag: "rec", kind: aRecord, number: headRecord, field: true, after: recorded,
		cols: []col{idCol(), orderCol(), districtCol(),
			c(headRecord, "同一个区里不重复的编号；扣分、问答、文件抽查和发现靠它找到这条记录。新增的接着往下编。", Text, 8).name().to("no"),
			c("方式", "“考核方式”表里的名称。", Choice, 12).refers(aMethod).to("method").need(),
			c("日期", "写成“年-月-日”。", Date, 10).to("date"), c("时间", "如：9:00。", Text, 8).to("time"),
			c("地点", "在哪里。", Text, 16).to("place"), c("标题", "如：听取区政府工作汇报。", Text, 24).to("title"),
			c("在场人员", "姓名或职务，中间用顿号。", Long, 24).to("present"),
			c("应到人数", "座谈会用。", Count, 6).to("invited").checked(positive), c("实到人数", "座谈会用。", Count, 6).to("attended").checked(positive),
			c(headRecorder, "考核小组里的姓名。", Choice, 10).refers(aPerson).to("recorder"),
			c("街道", "抽查街道办的，写是哪个街道。", Text, 12).refers(aSub).to("sub"),
			c("记录内容", "听到、看到、查到了什么。", Long, 50).to("text"),
			c("考核项目", "项目编号，如：1.1、1.3。", List, 14).refers(anItem).to("item")},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "rec"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, r := range d.Records {
			add(r.Entity, s.id(r.ID), given(r.Order, true), x.district(d), text(r.No), x.method(r.Method), day(r.Date), text(r.Time),
				text(r.Place), text(r.Title), text(r.Present), given(r.Invited, r.Invited != 0), given(r.Attended, r.Attended != 0), x.person(r.Recorder),
				x.one(aSub+d.ID, r.Subdistrict), text(r.Text), x.many(anItem, r.Items))
		}
	})
	return s
}

const headRecorder = "记录人"

// recorded sets the recorder of a new record without one to the person who filled in the field workbook.
func recorded(w *work) {
	if p := w.t.plan.Head.Person; w.in.fresh && w.t.field() && w.get(headRecorder).empty() && w.t.now.names.has(aPerson, p) {
		w.set(w.in.entity, "recorder", p)
	}
}

// below returns a sheet's under function for the rows of a record.
func below(noun string) func(*incoming) (string, error) {
	return func(in *incoming) (string, error) {
		return assess.Path("d", in.district(), noun, in.id(headRecord)), nil
	}
}

func qaSheet() *sheet {
	s := &sheet{
		name: "访谈问答", note: "提问交流、座谈会上的问和答，一行一问一答。", tag: "qa", number: headQuestion, field: true,
		cols: []col{idCol(), orderCol(), districtCol(), recordCol(),
			c(headQuestion, "同一条记录里不重复的编号；改了“问”也靠它找到原来的一问。可以空着。", Text, 6).to("no"),
			c("问", "问了什么。", Long, 36).name().to("q"),
			c("答", "怎么回答的。", Long, 50).to("a")},
		under: below("qa"),
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, r := range d.Records {
			for _, q := range r.QA {
				add(q.Entity, s.id(q.ID), given(q.Order, true), x.district(d), x.one(aRecord+d.ID, r.ID), text(q.No), text(q.Question), text(q.Answer))
			}
		}
	})
	return s
}

func docSheet() *sheet {
	s := &sheet{
		name: "文件抽查", note: "查阅资料时抽查的文件，一行一份。", tag: "doc", field: true,
		cols: []col{idCol(), orderCol(), districtCol(), recordCol(), c("文件名称", "文件的标题。", Text, 30).name().to("title"),
			c("文号", "如：×府办〔年份〕12号。", Text, 16).to("number").tells(), c("发文单位", "印发文件的单位。", Text, 14).to("issuer"),
			c("日期", "写成“年-月-日”。", Date, 10).to("date"), c("抽查内容", "要查什么。", Long, 24).to("wanted"),
			c("结论", "从下拉列表里选；还没有结论的空着。", Choice, 8).of(verdicts).to("verdict"), c("备注", "需要说明的。", Long, 24).to("remark")},
		under: below("doc"),
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, r := range d.Records {
			for _, k := range r.Docs {
				add(k.Entity, s.id(k.ID), given(k.Order, true), x.district(d), x.one(aRecord+d.ID, r.ID), text(k.Title), text(k.Number), text(k.Issuer),
					day(k.Date), text(k.Wanted), verdicts.of(string(k.Verdict)), text(k.Remark))
			}
		}
	})
	return s
}

func findingSheet() *sheet {
	s := &sheet{
		name: "考核发现", note: "成绩、特色和问题，一行一条；问题的整改要求填在“整改台账”。", tag: "find", kind: aFinding, number: headFinding, field: true,
		cols: []col{idCol(), orderCol(), districtCol(),
			c(headFinding, "同一个区里不重复的编号；反馈意见和整改台账靠它找到这条发现。新增的接着往下编。", Text, 8).name().to("no"),
			c("类别", "从下拉列表里选。", Choice, 8).of(findings).to("kind").need(),
			c("反馈表述", "写给这个区看的，写明是谁、什么事。", Long, 40).to("named"),
			c("通报表述", "写进全市通报的，不点名。", Long, 40).to("city"),
			c("考核项目", "项目编号，如：1.1、1.3。", List, 12).refers(anItem).to("item"),
			c("依据记录", "记录号，几条的中间用顿号。", List, 12).refers(aRecord).to("record"),
			c("定稿反馈表述", "征求意见后改定的；没有改的空着。", Long, 30).to("final:named"),
			c("定稿通报表述", "征求意见后改定的；没有改的空着。", Long, 30).to("final:city"),
			c("撤销", "采纳反馈意见后不再成立的填“是”。", Yes, 6).to("final:withdrawn"),
			c("改动依据", "因哪条发现的反馈意见改动，写发现号。", Text, 8).refers(aFinding).to("final:why")},
		under: func(in *incoming) (string, error) { return assess.Path("d", in.district(), "find"), nil },
	}
	s.rows = perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
		for _, f := range d.Findings {
			add(f.Entity, s.id(f.ID), given(f.Order, true), x.district(d), text(f.No), findings.of(string(f.Kind)), text(f.Named), text(f.City),
				x.many(anItem, f.Items), x.records(d, f.Records), text(unless(f.FinalNamed, f.Named)), text(unless(f.FinalCity, f.City)), yes(f.Withdrawn),
				x.one(aFinding+d.ID, f.FinalWhy))
		}
	})
	return s
}

// unless returns s, or "" if it equals before.
func unless(s, before string) string {
	if s == before {
		return ""
	}
	return s
}
