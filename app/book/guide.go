package book

import (
	"fmt"
	"strings"
)

// guideName is the first sheet of every workbook: what to fill in, in which order, and how to hand it back.
const guideName = "填写说明"

// What the guide says above its table, by the form of the workbook. That of a field workbook names the district and the assessor.
const (
	guideOfTemplate = `这是考核通的空白模板。按下面的次序一张表一张表地填；现在用不到的表空着，以后在软件里填也行。
最少要填：“考核信息”的考核名称，“评分标准”，“被考核单位”，“考核小组”（至少有一名组长、副组长或秘书）。
` + guideOfHeads + `填好以后存盘，打开考核通，在开始页点“用工作簿新建”，选这个文件。软件先列出读到了什么、哪一格读不了，确认以后才建立考核。`
	guideOfExport = `这是本轮考核导出的全部内容。可以查看、打印，也可以改了再交回。
` + guideOfHeads + `改好以后存盘，在考核通的“导入导出”里导入这个文件。软件先列出改了哪些格，确认以后才写入；没有动过的格不会变，删掉的行不会被删除。`
	guideOfField = `这是%s的现场填写表，由%s填写；不用装软件，在电脑上用 Excel 或 WPS 填。
先填“考核得分”，评分办法就在左边，格子里只能填办法允许的分数；扣了分的在“扣分”里写明依据。听到、看到、查到的记在“现场记录”和它后面的几张表里，
抽中的街道逐条填“街道检查”，上一轮的问题填“回头看”，问题和成绩写在“考核发现”。
` + guideOfHeads + `填好以后存盘，把整个文件交给管软件的人，由他在考核通的“导入导出”里导入；内容记在填写人名下，确认以后才写入。`
	guideOfHeads = `表头是橙色的栏必须填（也列在下表“必须填的栏”里）；灰色的格由程序填写，改了也不读。光标停在表头或格子上，会显示这一栏怎么填；例子在“示例”表。
可以排序、筛选、增加行、在右边加自己的栏；请不要改工作表的名称和表头，也不要改动隐藏的“标识”栏。
`
)

// groups names the groups of sheets.
var groups = map[Group]string{GroupGuide: "查看", GroupRound: "基本情况", GroupPrepare: "准备", GroupOnsite: "现场考核", GroupConsult: "征求意见", GroupRectify: "整改", GroupIssue: "发文"}

// guideSheet describes sheets.
func guideSheet(says string, sheets []Sheet) Sheet {
	out := Sheet{Name: guideName, Note: says, Group: GroupGuide, Aside: true, Columns: []Column{{Head: "次序", Kind: Count, Width: 5}, {Head: "阶段", Kind: Choice, Width: 8},
		{Head: "工作表", Width: 10}, {Head: "填什么", Kind: Long, Width: 36}, {Head: "必须填的栏", Kind: Long, Width: 20, Must: true},
		{Head: "由程序填写的栏", Kind: Long, Width: 16, Locked: true}}}
	for n, s := range sheets {
		var must, program []string
		filled := false
		for _, c := range s.Columns {
			filled = filled || !c.Hidden && !c.Locked
			switch {
			case c.Hidden:
			case c.Must:
				must = append(must, c.Head)
			case c.Locked:
				program = append(program, c.Head)
			}
		}
		for _, r := range s.Rows {
			if r[0].Look == LookMust {
				must = append(must, r[0].Text)
			}
		}
		if !filled {
			program = []string{"全部（供查阅）"}
		}
		link := Cell{Text: s.Name, Formula: fmt.Sprintf(`HYPERLINK("#%s!A1","%s")`, quote(s.Name), s.Name)}
		out.Rows = append(out.Rows, []Cell{{Number: int64(n + 1), Is: true}, {Text: groups[s.Group]}, link, {Text: s.Note}, {Text: strings.Join(must, "、")},
			{Text: strings.Join(program, "、")}})
	}
	return out
}

// quote returns the name of a sheet as formulas write it.
func quote(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }
