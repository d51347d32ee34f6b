package book

import (
	"kaohe/app/assess"
)

// The names of the kinds of documents and of the choices for their head, the same as on the documents' page.
var (
	papers = paperNames()
	headed = choices{{"red", "要"}, {"none", "不要"}}
	sealed = choices{{"yes", "要"}, {"no", "不要"}}
	photos = choices{{"none", "不附"}, {"2", "每页两张"}, {"6", "每页六张"}}
	drawn  = choices{{"no", "不要"}}
)

func paperNames() choices {
	var out choices
	for _, p := range assess.Papers {
		out = append(out, word{p.Key, p.Name})
	}
	return out
}

// issueSheet is the sheet with the settings of each kind of document for the round; issueApart has those of single districts.
func issueSheet() *sheet {
	s := &sheet{
		name: "发文设置", note: "每种文书的文号、主送、抄送等；只用于某一个区的，填在“分区发文”。",
		cols: issueCols(paperCol()),
		under: func(in *incoming) (string, error) {
			return assess.IssueEntity(papers.code(in.text(headPaper)), nil), nil
		},
	}
	s.rows = func(x *index) []row {
		var out []row
		for _, p := range papers {
			if i := x.a.Issues[p.code]; i != (assess.Issue{}) {
				out = append(out, row{assess.IssueEntity(p.code, nil), append([]value{papers.of(p.code)}, issued(i)...)})
			}
		}
		return out
	}
	return s
}

func issueApart() *sheet {
	return &sheet{
		name: "分区发文", note: "只用于某一个区的发文设置；空着的照“发文设置”。",
		cols: issueCols(districtCol(), paperCol()),
		rows: perDistrict(func(x *index, d *assess.District, add func(string, ...value)) {
			for _, p := range papers {
				if i := d.Issues[p.code]; i != (assess.Issue{}) {
					add(assess.IssueEntity(p.code, d), append([]value{x.district(d), papers.of(p.code)}, issued(i)...)...)
				}
			}
		}),
		under: func(in *incoming) (string, error) {
			return assess.Path("d", in.district(), "issue", papers.code(in.text(headPaper))), nil
		},
	}
}

const headPaper = "文书"

func paperCol() col { return c(headPaper, "从下拉列表里选。", Choice, 12).name().of(papers) }

func issueCols(first ...col) []col {
	return append(first, c("发文机关", "空着用组织单位。", Text, 18).to("office"), c("发文字号", "如：××考〔年份〕12号。", Text, 18).to("number"),
		c("主送机关", "不写后面的冒号。", Text, 18).to("addressee"), c("抄送机关", "几个的用逗号隔开。", Long, 24).to("copyto"), c("成文日期", "写成“年-月-日”。", Date, 10).to("date"),
		c("签发人", "上行文填。", Text, 8).to("signer"), c("份号", "六位数字。", Text, 8).to("copy"), c("密级", "如：秘密★1年。", Text, 10).to("secrecy"),
		c("紧急程度", "如：特急。", Text, 8).to("urgency"), c("印数", "如：50。", Text, 8).to("copies"),
		c("红头", "空着照文书的惯例。", Choice, 6).of(headed).to("head"), c("盖章", "空着照文书的惯例。", Choice, 6).of(sealed).to("seal"),
		c("联系人和电话", "印在落款下面。", Text, 20).to("inquiries"), c("佐证图片", "空着照文书的惯例。", Choice, 10).of(photos).to("pictures"),
		c("图上标注", "空着就印出。", Choice, 8).of(drawn).to("drawing"))
}

func issued(i assess.Issue) []value {
	return []value{text(i.Office), text(i.Number), text(i.Addressee), text(i.CopyTo), day(i.Date), text(i.Signer), text(i.Copy), text(i.Secrecy), text(i.Urgency),
		text(i.Copies), headed.of(i.Head), sealed.of(i.Seal), text(i.Inquiries), photos.of(i.Pictures), drawn.of(i.Drawing)}
}
