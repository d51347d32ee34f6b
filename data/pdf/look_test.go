package pdf

import (
	"os"
	"strings"
	"testing"

	"kaohe/app/report"
)

// TestLook writes the realistic document to the directory named by KAOHE_PDF_LOOK, for eyes.
func TestLook(t *testing.T) {
	dir := os.Getenv("KAOHE_PDF_LOOK")
	if dir == "" {
		t.Skip("only for eyes: KAOHE_PDF_LOOK is not set")
	}
	file, _ := write(t, edges())
	if err := os.WriteFile(dir+"/edges.pdf", file, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, d := range offices() {
		file, _ := write(t, d)
		if err := os.WriteFile(dir+"/"+name+".pdf", file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := findings()
	for _, name := range []string{"portrait", "landscape"} {
		file, res := write(t, d)
		t.Logf("%s: %d pages, %d bytes, missing %q", name, res.Pages, len(file), string(res.Missing))
		if err := os.WriteFile(dir+"/"+name+".pdf", file, 0o600); err != nil {
			t.Fatal(err)
		}
		d.Landscape, d.Sample = true, false
	}
}

// edges is what looks bad first when something is wrong.
func edges() report.Document {
	long := strings.Repeat("深南大道沿线商户抽查中发现销售假冒商标的打印耗材，执法人员现场登记保存。", 26)
	return doc(
		report.Title{Text: "关于征求南山区人民政府2006年度落实打假责任制现场考核情况反馈意见的通知"},
		report.Subtitle{Text: "深打假办〔2006〕12号"},
		report.Para{Text: "各区人民政府、市打假工作领导小组各成员单位：", Flush: true},
		report.Para{Text: "English words such as accountability, responsibility and counterfeiting are kept whole, GB/T 19001-2000 too; 缺字：𒀀、😀；括号（（（嵌套）））；" +
			"引号“‘双重’”；省略……破折——号；数字１２３，百分之35%，温度-12.5℃，金额￥1,250.75。"},
		report.Heading{Level: 1, Text: "一、这是一个相当长的一级标题，用来检查标题超过一行时回行顶格并且与正文保持在同一页面上"},
		report.Heading{Level: 2, Text: "（一）楷体小标题" + rare},
		report.Para{Text: "一句话。"},
		report.Table{Caption: "整改台账", Columns: []report.Column{{Head: "序号", Width: 6, Align: report.Centre}, {Head: "存在问题", Width: 30},
			{Head: "整改要求", Width: 24}, {Head: "责任单位", Width: 14, Align: report.Centre}, {Head: "完成时限", Width: 14, Align: report.Centre},
			{Head: "扣分", Width: 8, Align: report.Right}}, Rows: []report.Row{
			{Cells: []string{"1", "责任书未量化", "重新签订", "粤海街道", "2007年1月31日", "0.50"}},
			{Span: true, Cells: []string{"需要跨页的行"}},
			{Cells: []string{"2", long, strings.Repeat("立即下架并追查来源。", 30), "市场监管局", "2007年2月28日", "10.25"}},
			{Strong: true, Cells: []string{"", "合计", "", "", "", "10.75"}}}},
		report.Para{Text: "表后正文回到网格。"},
		report.Gap{Lines: 2},
		report.Signature{Office: "深圳市打击生产销售假冒伪劣商品违法行为工作领导小组", Date: "2006年12月3日", Lines: []string{"组长 张𬭎 2006-12-20 17:32 摘要 9f86 d081 884c 7d65 9a2f eaa0 c55a d015"}},
	)
}
