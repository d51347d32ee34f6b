package table_test

import (
	"strings"
	"testing"

	"kaohe/app/book/table"
)

// Each table is proposed and taken without a person's help.
func TestATableIsTaken(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []string
		want string
	}{
		{"with merged sections, points in the section's cell, two head rows, a title above and a note below", []string{
			"区打假工作考核评分表|<|<|<|<",
			"序号|考核项目|考核内容|分值|<",
			"^|^|^|标准分|自评得分",
			"1|一、组织领导（10分）|成立领导小组|4|",
			"2|^|每年至少研究两次|6|",
			"3|二、执法成效(90)|立案查处|90|",
			"合计|<|<|100|",
			"注：本表由各区填写。"}, `
= 区打假工作考核评分表
# 组织领导 10.00
1 成立领导小组 [4.00 free]
2 每年至少研究两次 [6.00 free]
# 执法成效 90.00
3 立案查处 [90.00 free]
- 1 above: 区打假工作考核评分表
- 7 total: 合计  100
- 8 below: 注：本表由各区填写。`},
		{"with rows that name sections, subtotals, and sums that are wrong", []string{
			"考核内容|分值|评分办法",
			"一、组织领导（12分）|<|<",
			"（一）领导机构|<|<",
			"成立领导小组|4|未成立的不得分",
			"召开会议|6|每缺一次扣1分，扣完为止。",
			"小计|10|",
			"二、执法成效|<|<",
			"立案查处|'８８分|每少一宗扣２分，最多扣10分",
			"总分：|100|"}, `
# 组织领导 10.00
1.1 领导机构：成立领导小组 [4.00 binary] / 未成立的不得分
1.2 领导机构：召开会议 [6.00 each 1.00] / 每缺一次扣1分，扣完为止。
# 执法成效 88.00
2.1 立案查处 [88.00 each 2.00] / 每少一宗扣２分，最多扣10分
- 6 total: 小计  10
- 9 total: 总分：  100
! 2 section.sum [组织领导 12.00 10.00]
! 9 sum [总分 100.00 98.00]`},
		{"with points in one of several columns, bonus items and a veto", []string{
			"类别|考核内容|基本分|加分|评分标准|佐证材料|考核依据|备注",
			"基础工作|健全台账|40||酌情扣分|台账；名册|粤打假办〔2005〕20号|含街道",
			"^|按时报送|60||酌情扣分|||",
			"加分项|创新做法||5|每项加2分，最多加4分|||",
			"否决项|发生重大事故|||发生重大事故的，一票否决|||"}, `
# 基础工作 100.00
1.1 健全台账（含街道） [40.00 free] / 酌情扣分 / 粤打假办〔2005〕20号 / 台账 / 名册
1.2 按时报送 [60.00 free] / 酌情扣分
# 加分项 0.00
2.1 创新做法 [5.00 bonus 2.00] / 每项加2分，最多加4分
# 否决项 0.00
3.1 发生重大事故 [0.00 veto] / 发生重大事故的，一票否决`},
		{"with points that several rows share, rules over several rows, and a head on each page", []string{
			"一级指标|二级指标|三级指标|分值|评分细则",
			"责任|宣传|发放材料|10|未发放扣完",
			"^|^|举办讲座|^|每少一场扣1分",
			"一级指标|二级指标|三级指标|分值|评分细则",
			"责任|培训|培训人员|90|分两档：",
			"|^||^|不合格的减半"}, `
# 责任 100.00
1.1 宣传：发放材料；举办讲座 [10.00 each 1.00 ?beside] / 未发放扣完；每少一场扣1分
1.2 培训：培训人员 [90.00 half] / 分两档：；不合格的减半
- 4 head: 一级指标  二级指标  三级指标  分值  评分细则`},
		{"with what can't be read, all of it at once", []string{
			"编号|考核内容|分值|检查结果",
			"1|健全台账|若干|好",
			"1|按时报送|3.125|",
			"2||4|",
			"3|没有分值的||"}, `
# 考核表 4.00
1.1 健全台账 [0.00 free]
1.2 按时报送 [0.00 free]
1.3  [4.00 free]
1.4 没有分值的 [0.00 free]
- 2 column: 好
! 2 badpoints [若干]
! 3 badpoints [3.125]
! 4 row.notext []
! 5 row.nopoints [没有分值的]
! 2 nosection [考核表]
! 3 twocodes [1 2]`},
		{"with heads that say little, by what stands below them", []string{
			"考核项目|具体事项|分|怎样算",
			"一、责任|签订责任书并且分解到每一个街道|30|每缺一个街道扣1分",
			"^|领导述职|70|视情扣分"}, `
# 责任 100.00
1.1 签订责任书并且分解到每一个街道 [30.00 each 1.00] / 每缺一个街道扣1分
1.2 领导述职 [70.00 free] / 视情扣分`},
		{"with 考核项目 as the text", []string{"考核项目|分值|评分标准", "签订责任书|30|未签不得分", "述职|70|视情扣分"}, `
# 考核表 100.00
1.1 签订责任书 [30.00 binary] / 未签不得分
1.2 述职 [70.00 free] / 视情扣分
! 2 nosection [考核表]`},
		{"with the sections' and the texts' heads the other way round, and points that only add", []string{
			"考核内容|序号|考核项目|分值|<|<",
			"^|^|^|基本分|加分|扣分",
			"一、责任|1|签订责任书|60||",
			"^|2|创新做法||2|",
			"小计|||60||",
			"二、成效|3|查处案件|40||",
			"^|4|发生事故|||1",
			"小计|||40||"}, `
# 责任 60.00
1 签订责任书 [60.00 free]
2 创新做法 [2.00 bonus 2.00]
# 成效 40.00
3 查处案件 [40.00 free]
4 发生事故 [0.00 free]
- 5 total: 小计  60
- 7 column: 1
- 8 total: 小计  40
! 7 row.nopoints [发生事故]`},
		{"without a head, by what stands in the columns", []string{
			"责任|签订责任书并且分解到街道|30",
			"^|领导述职|20",
			"成效|查处案件|50"}, `
# 责任 50.00
1.1 签订责任书并且分解到街道 [30.00 free]
1.2 领导述职 [20.00 free]
# 成效 50.00
2.1 查处案件 [50.00 free]`},
		{"not at all, where there is none", []string{"随便一句话"}, `
# 考核表 0.00
1.1 随便一句话 [0.00 free]
! 0 nopoints []
! 1 nosection [考核表]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := lines(c.rows...)
			got := told(table.Take(g, table.Propose(g)))
			if want := strings.TrimSpace(c.want); got != want {
				t.Errorf("got\n%s\n\nwant\n%s", got, want)
			}
		})
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"每缺一个街道扣1分，扣完为止。", "each 1.00: 缺一个街道"},
		{"每缺一个街道扣０．５分", "each 0.50: 缺一个街道"},
		{"未签责任书的，每个街道扣1分，最多扣3分", "each 1.00 down to 2.00: 未签责任书的，每个街道"},
		{"每缺一项扣9分", "free: 每缺一项扣9分"},      // more than the item has
		{"每低1%扣0.5分", "percent 0.50: 项目"}, // and says that it lacks a target
		{"未建台账扣2分，每缺一次记录扣0.5分", "free: 未建台账扣2分，每缺一次记录扣0.5分"},
		{"查阅资料。每缺一项扣1分，视情酌减", "free: 查阅资料。每缺一项扣1分，视情酌减"},
		{"每项创新加2分，最多加4分", "bonus 2.00 up to 4.00: 每项创新"},
		{"每少一次扣1分，每多一次加1分", "free: 每少一次扣1分，每多一次加1分"},
		{"弄虚作假的，一票否决", "free: 弄虚作假的，一票否决"}, // it has points
		{"视完成情况给分", "free: 视完成情况给分"},
	} {
		t.Run(c.text, func(t *testing.T) {
			r := table.Take(lines("考核内容|分值|评分办法", "项目|5|"+c.text), table.Mapping{Head: 1, First: 2,
				Columns: map[int]table.Field{0: table.AsText, 1: table.AsPoints, 2: table.AsRule}}).Rows[0]
			got := kind(r.Rule)
			if r.Rule.Floor > 0 {
				got += " down to " + r.Rule.Floor.String()
			}
			if r.Rule.Cap > 0 {
				got += " up to " + r.Rule.Cap.String()
			}
			if got += ": " + r.Rule.What; got != c.want || len(r.Rule.Lacks(r.Points)) > 0 && r.Unsure.Key == "" {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestAMappingIsKnownAgain(t *testing.T) {
	last := lines("某局考核表|<|<", "项目内容|说法|分值", "甲|未做的扣完|40", "乙|减半|60")
	m := table.Propose(last)
	m.Columns[1] = table.AsRule
	now := lines("某局考核表（新）|<|<", "填写说明|<|<", "项 目内容|说法|分值", "丙|未做的扣完|30", "丁|减半|30", "戊|减半|40")
	next := table.Propose(now)
	if table.Fingerprint(now, next.Head) != table.Fingerprint(last, m.Head) {
		t.Fatal("the same head is not known again")
	}
	if table.Fingerprint(last, 1) == table.Fingerprint(last, 2) {
		t.Fatal("another head is taken for it")
	}
	r := table.Take(now, m.On(next))
	if len(r.Rows) != 3 || r.Sum != 10000 || r.Rows[2].RuleText != "减半" {
		t.Errorf("taken as %s", told(r))
	}
}
