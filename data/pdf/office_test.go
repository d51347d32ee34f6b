package pdf

import (
	"strings"

	"kaohe/app/report"
)

// circular is a document with everything that an office's document may have: head, addressee, attachments, seal, note, annex, chart, colophon.
func circular() report.Document {
	text := strings.Repeat("各区政府高度重视打假工作，把责任制落实到街道、社区；多数区建立了“区、街道、社区”三级网络（详见附件1），查处案件238宗，涉案货值1,250.75万元。", 3)
	d := doc(
		report.Title{Text: "深圳市人民政府办公厅关于2006年度各区落实打假责任制考核情况的通报"},
		report.Addressee{Text: "各区人民政府，市打假工作领导小组各成员单位"},
		report.Para{Text: text},
		report.Heading{Level: 1, Text: "一、总体情况"}, report.Para{Text: text}, report.Para{Text: text},
		report.Chart{Caption: "各区考核得分", Unit: "分", Categories: []string{"福田区", "罗湖区", "南山区", "盐田区", "宝安区", "龙岗区（含光明、坪山两个功能区）"},
			Series: []report.Series{{Name: "自评得分", Values: []int64{9550, 9400, 9625, 9300, 9100, report.Missing}},
				{Name: "考核得分", Values: []int64{9135, 9250, 9000, 8875, 8650, 8500}}}},
		report.Heading{Level: 1, Text: "二、整改进展"}, report.Para{Text: text},
		report.Chart{Caption: "整改事项进展", Kind: report.Progress, Unit: "项", Categories: []string{"福田区", "罗湖区", "南山区", "盐田区"},
			Series: []report.Series{{Name: "已销号", Values: []int64{500, 300, 700, 0}}, {Name: "整改中", Values: []int64{200, 400, 100, 0}},
				{Name: "未开始", Values: []int64{100, 0, 200, report.Missing}}, {Name: "逾期", Values: []int64{0, 100, 100, 0}}}},
		report.Heading{Level: 1, Text: "三、整改要求"}, report.Para{Text: text}, report.Para{Text: text},
		report.Attachments{Names: []string{"2006年度各区落实打假责任制考核得分汇总表", "2006年度打假责任制考核发现的主要问题和整改要求一览表（按主题归并，不点名）"}},
		report.Signature{Office: "深圳市人民政府办公厅", Date: "2006年12月30日", Seal: true},
		report.Note{Text: "联系人：李堃，电话：0755-8210****"},
		report.Annex{Label: "附件1", Title: "2006年度各区落实打假责任制考核得分汇总表"}, scores(),
		report.Annex{Label: "附件2", Title: "主要问题和整改要求一览表"}, report.Para{Text: text},
	)
	d.Title = "关于2006年度各区落实打假责任制考核情况的通报"
	d.Head = &report.Head{Copy: "000001", Secrecy: "机密★1年", Urgency: "特急", Office: "深圳市人民政府办公厅文件", Number: "深府办〔2006〕238号"}
	d.Colophon = &report.Colophon{CopyTo: "市委办公厅，市人大常委会办公厅，市政协办公厅，市中级人民法院，市人民检察院，各人民团体，驻深各单位",
		Office: "深圳市人民政府办公厅秘书处", Date: "2006年12月31日", Copies: "共印120份"}
	return d
}

// letter is 征求意见函 with lines to sign.
func letter() report.Document {
	d := doc(
		report.Title{Text: "关于征求南山区2006年度落实打假责任制现场考核情况意见的函"},
		report.Addressee{Text: "南山区人民政府："},
		report.Para{Text: "根据《深圳市打假责任制考核办法》，考核组于2006年12月18日至20日对你区进行了现场考核。现将考核情况反馈稿送你区征求意见，请于2007年1月15日前书面回复；逾期未回复的，视为无异议。"},
		report.Attachments{Names: []string{"南山区考核情况反馈（征求意见稿）"}},
		report.Signature{Office: "深圳市打假办", Date: "2006年12月25日"},
		report.Annex{Label: "附件", Title: "反馈意见表"}, report.Para{Text: "请在相应意见后签字。"},
		report.Hands{Labels: []string{"经办人", "负责人", "区政府（盖章）"}},
	)
	d.Form = report.Letter
	d.Head = &report.Head{Office: "深圳市打假工作领导小组办公室", Number: "深打假办函〔2006〕12号", Urgency: "加急"}
	d.Colophon = &report.Colophon{CopyTo: "市质监局、市工商局"}
	return d
}

// upwards goes to a higher office in the name of several, with two signers.
func upwards() report.Document {
	d := doc(report.Title{Text: "关于2006年度打假责任制考核工作情况的报告"}, report.Addressee{Text: "省人民政府"},
		report.Para{Text: strings.Repeat("现将有关情况报告如下。", 20)}, report.Signature{Office: "深圳市质量技术监督局", Date: "2006年12月30日", Seal: true})
	d.Head = &report.Head{Office: "深圳市质量技术监督局\n深圳市工商行政管理局\n深圳市公安局", Number: "深质监〔2006〕99号", Signer: "张𬭎　李　堃\n王㛃"}
	return d
}

func offices() map[string]report.Document {
	ledger := circular()
	ledger.Landscape, ledger.Head = true, nil
	ledger.Blocks = append([]report.Block{report.Title{Text: "2006年度打假责任制考核整改台账"}, report.Hands{Labels: []string{"组长", "秘书", "记录"}}}, ledger.Blocks[3:]...)
	return map[string]report.Document{"circular": circular(), "letter": letter(), "upwards": upwards(), "ledger": ledger}
}
