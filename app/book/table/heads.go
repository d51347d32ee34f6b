package table

import "strings"

// The words by which the head of a column tells its field. The first entry that fits counts, so special words come before general ones.
var heads = []struct {
	field Field
	words []string
}{
	{AsCode, []string{"序号", "编号", "代码", "项次"}},
	{AsPoints, []string{"应得分", "标准得分", "考核分值"}},
	{None, []string{"自评", "得分", "扣分情况", "扣分原因", "扣分理由", "实得", "责任单位", "责任科室", "责任部门", "责任领导", "责任人", "牵头", "检查结果", "评分人",
		"目标值", "指标值", "基准值", "计量单位", "去年", "上年", "上次", "数据来源", "时限", "完成情况", "提供单位", "考核单位", "评价单位", "考评单位", "考核部门", "评分单位", "考核对象", "评分情况", "联系人"}},
	{AsRule, []string{"评分办法", "评分标准", "评分细则", "评分方法", "评分说明", "评分规则", "计分办法", "计分标准", "计分方法", "计分规则", "扣分标准", "扣分办法",
		"打分标准", "赋分标准", "赋分办法", "考核标准", "考核办法", "考评标准", "考评办法", "评价标准", "评价办法", "验收标准", "评定标准", "评判标准", "得分标准", "评分依据", "细则"}},
	{None, []string{"扣分"}},
	{AsBonus, []string{"加分"}},
	{AsMaterials, []string{"佐证", "材料", "备查", "资料", "台账"}},
	{AsBasis, []string{"依据"}},
	{AsPoints, []string{"分值", "标准分", "标分", "满分", "基本分", "基础分", "分数", "配分", "总分"}},
	{None, []string{"考核分"}},
	{AsText, []string{"指标名称", "内容", "二级指标", "三级指标", "四级指标", "要点", "要求", "考核指标", "任务", "目标", "事项", "措施", "小类", "子项", "细项"}},
	{AsSection, []string{"维度", "一级指标", "类别", "大项", "考核项目", "项目", "指标", "类型"}},
	{AsNote, []string{"备注", "说明"}},
}

// open are words of columns that hold now this, now that: what stands below them decides.
var open = []string{"方式", "方法", "权重", "赋分", "权值"}

// fieldOf returns the field that the words of a head tell; known is false if they tell none.
func fieldOf(head string) (f Field, known bool) {
	head = tight(head)
	for _, h := range heads {
		for _, w := range h.words {
			if strings.Contains(head, w) {
				return h.field, true
			}
		}
	}
	if head == "分" {
		return AsPoints, true
	}
	return None, false
}

// isHead tells whether a text may stand in a head.
func isHead(text string) bool {
	if _, ok := fieldOf(text); ok {
		return true
	}
	for _, w := range open {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
