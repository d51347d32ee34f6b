package breaker

import "strings"

// titleWords are kept whole in titles (7.3.1: 词意完整); lines preferably begin and end at their edges. It is a short list of the field's
// words, not a dictionary.
var titleWords = func() [][]rune {
	var out [][]rune
	for _, w := range strings.Fields(`人民政府 区政府 市政府 政府 办公厅 办公室 领导小组 领导小组办公室 打假责任制 打假办 市打假办 工作组 考核组 成员单位 街道 社区 监督局 管理局 责任制 责任书 责任 考核 评分标准
		评分表 得分 情况 反馈 通报 通知书 通知 整改 工作 年度 征求 意见 关于 印发 转发 落实 开展 打假 打击 假冒 伪劣 商品 产品 质量 知识产权 检查 抽查 文件 清单 现场
		记录 抽签 台账 报告 方案 办法 规定 决定 问题 要求 建议 监督 管理 进一步 加强 做好 生产 销售 违法 行为 汇总 汇总表 一览表 主要 阶段 准备 总结 函 签字页
		结果 各区 全市 深圳市 福田区 罗湖区 南山区 盐田区 宝安区 龙岗区 组织 协调 经费 执法 行政 刑事 案件 移送 出租屋 市场 宣传 培训 自查 自评`) {
		out = append(out, []rune(w))
	}
	return out
}()

// breakAfter are characters after which a title divides well.
const breakAfter = "的和与及、，；：》”"

// titlePlaces returns where a title may be divided, including both ends: never inside a word of the list, and with quoted neither inside 《》
// nor “”. good tells at which places no word outside the list can be torn.
func (t *Text) titlePlaces(quoted bool) (places []int, good []bool) {
	n := len(t.rs)
	ok, edge := append([]bool(nil), t.ok...), make([]bool, n+1)
	for _, word := range titleWords {
		for i := 0; i+len(word) <= n; i++ {
			if string(t.rs[i:i+len(word)]) == string(word) {
				for k := 1; k < len(word); k++ {
					ok[i+k] = false
				}
				edge[i], edge[i+len(word)] = true, true
			}
		}
	}
	depth := 0
	for i, r := range t.rs {
		if quoted && depth > 0 && r != '《' && r != '“' {
			ok[i] = false
		}
		switch r {
		case '《', '“':
			if quoted && depth > 0 {
				ok[i] = false
			}
			depth++
			edge[i] = true
		case '》', '”':
			depth = max(0, depth-1)
		}
		if strings.ContainsRune(breakAfter, r) {
			edge[i+1] = true
		}
	}
	places, good = []int{0}, []bool{true}
	for i := range ok {
		if ok[i] {
			places, good = append(places, i), append(good, edge[i])
		}
	}
	return append(places, n), append(good, true)
}
