package pdf

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"kaohe/app/report"
)

// rare holds names that print wrong in many programs; the last three and 𬭎 lie above U+FFFF.
const rare = "䶮㙍𬭎喆堃镕㛃㭎䥽𬍛𬘭"

// hermetic is a Printer with the embedded faces only.
var hermetic = sync.OnceValues(func() (*Printer, error) {
	f := Embedded()
	f.System = nil
	return New(f)
})

func printer(tb testing.TB) *Printer {
	tb.Helper()
	p, err := hermetic()
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

func write(tb testing.TB, doc report.Document) ([]byte, Result) {
	tb.Helper()
	var b bytes.Buffer
	res, err := printer(tb).Write(context.Background(), &b, doc, Options{})
	if err != nil {
		tb.Fatalf("Write: %v", err)
	}
	return b.Bytes(), res
}

func doc(blocks ...report.Block) report.Document {
	return report.Document{Kind: "findings", Title: "测试", Author: "市打假办", Date: report.Date{Year: 2006, Month: 12, Day: 30}, Blocks: blocks}
}

// findings is a realistic document of about eight pages: every block, three kinds of findings, a long table.
func findings() report.Document {
	d := doc(
		report.Title{Text: "南山区政府落实打假责任制考核情况反馈"},
		report.Subtitle{Text: "（2006年12月18日至20日）"},
		report.Para{Text: "南山区人民政府：", Flush: true},
		report.Para{Text: "根据市政府《关于印发打假责任制考核办法的通知》（深府办〔2006〕112号）和市打假工作领导小组的部署，市考核组一行5人（组长" + rare[:len("䶮㙍𬭎")] +
			"，组员喆堃镕、王㛃、李㭎、赵䥽等）于2006年12月18日至20日对你区2006年度落实打假责任制情况进行了现场考核。考核组听取了区政府的汇报，" +
			"查阅了文件资料126份，抽查文件30份，走访了4个街道、12家企业，与28名工作人员进行了谈话。现将考核情况反馈如下。"},
		report.Heading{Level: 1, Text: "一、总体评价"},
		report.Para{Text: "你区高度重视打假工作，区委、区政府把打假责任制纳入年度目标管理，建立了“区、街道、社区”三级网络，全年投入经费126.5万元，" +
			"查处案件238宗，涉案货值1,250.75万元，移送司法机关17宗。考核得分91.35分，在六个区中列第2位，评定等次为“优秀”。"},
		report.Heading{Level: 1, Text: "二、主要成绩"},
	)
	add := func(bs ...report.Block) { d.Blocks = append(d.Blocks, bs...) }
	for i, h := range []string{"组织领导有力，责任层层落实", "制度健全，运行规范", "执法力度大，成效明显", "宣传教育扎实，群众参与度高"} {
		add(report.Heading{Level: 2, Text: fmt.Sprintf("（%s）%s", string([]rune("一二三四")[i]), h)},
			report.Para{Text: "区政府成立了由区长任组长的打假工作领导小组，下设办公室，配备专职人员6名；与8个街道办事处、14个职能部门签订了责任书，" +
				"签订率达100%。全年召开领导小组会议4次、联席会议12次，做到年初有部署、年中有检查、年末有考核。各街道参照设立了工作机构，" +
				"“主要领导亲自抓、分管领导具体抓、职能部门合力抓”的格局已经形成——这一做法值得在全市推广……"},
			report.Para{Text: "抽查的30份文件中，29份符合要求，合格率为96.7%；其中区府办〔2006〕45号文件对责任追究作了明确规定（详见附表第3.2项）。"})
	}
	add(report.Heading{Level: 1, Text: "三、工作亮点"},
		report.Para{Text: "一是在全市率先建立“打假信息共享平台”（网址：http://www.example.gov.cn/dajia/2006/index.html），实现了工商、质监、" +
			"知识产权、公安等9个部门的信息互通。二是探索建立了企业质量信用档案，收录企业3,412家，覆盖率85.3%。"},
		report.Para{Text: "上述经验由考核组归纳，供你区参考。", Kai: true},
		report.Heading{Level: 1, Text: "四、存在问题和整改要求"})
	for i := 1; i <= 5; i++ {
		add(report.Heading{Level: 3, Text: fmt.Sprintf("%d. 个别街道责任书内容不够具体，考核指标没有量化。", i)},
			report.Para{Text: "粤海街道、沙河街道2006年度责任书第4条、第7条仅有原则性表述，没有明确时限和责任人；现场询问的3名工作人员中，有2名不能说出本岗位的打假职责。" +
				"要求：2007年1月31日前重新签订责任书，报市打假办备案（联系人：" + rare + "）。"})
	}
	add(report.Heading{Level: 1, Text: "五、评分情况"}, scores(), report.Para{Text: "对以上评分有异议的，请于收到本反馈之日起5个工作日内书面提出。"},
		report.Signature{Office: "深圳市打假工作领导小组办公室", Date: "2006年12月30日", Lines: []string{
			"组长 张𬭎　2006-12-20 17:32:08　现场考核签字",
			"摘要 " + groups("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
			"秘书 李堃　2006-12-20 17:40:51　复核签字",
			"摘要 " + groups("60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
		}})
	d.Title = "南山区政府落实打假责任制考核情况反馈"
	d.Sample = true
	return d
}

func groups(s string) string {
	var out []string
	for ; len(s) > 8; s = s[8:] {
		out = append(out, s[:8])
	}
	return strings.Join(append(out, s), " ")
}

func scores() report.Table {
	t := report.Table{Caption: "南山区2006年度打假责任制考核评分表", Columns: []report.Column{
		{Head: "序号", Width: 8, Align: report.Centre}, {Head: "考核项目", Width: 34}, {Head: "分值", Width: 10, Align: report.Right},
		{Head: "得分", Width: 10, Align: report.Right}, {Head: "扣分依据及说明", Width: 38}}}
	for s := 1; s <= 4; s++ {
		t.Rows = append(t.Rows, report.Row{Span: true, Cells: []string{fmt.Sprintf("第%d部分　组织领导与责任落实（25分）", s)}})
		for i := 1; i <= 8; i++ {
			why := ""
			if i%3 == 0 {
				why = "粤海街道责任书未量化（扣0.5分）；沙河街道未报送第三季度报表（扣0.25分），经核实属实，见现场记录第" + fmt.Sprint(i) + "号。"
			}
			t.Rows = append(t.Rows, report.Row{Cells: []string{fmt.Sprintf("%d.%d", s, i),
				"区政府主要领导每年至少主持召开一次打假工作专题会议，研究解决重大问题", fmt.Sprintf("%.2f", float64(i)), fmt.Sprintf("%.2f", float64(i)-0.75*float64(i%3/2)), why}})
		}
	}
	t.Rows = append(t.Rows, report.Row{Strong: true, Cells: []string{"", "合计", "100.00", "91.35", ""}})
	return t
}
