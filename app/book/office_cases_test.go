package book_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/data/sheet"
)

// Workbooks from offices that once lost something without a word. Each states rows as their writers saw them in Excel; of a row only what
// matters is stated. Nothing else is refused or named, and no row is left out.
var officeCases = map[string]struct {
	rows  int      // that become something, or are as they were
	see   []string // sheet and name | cells
	wrong string   // refused cells, and what is named
}{
	"code-1.10-number": {7, []string{"扣分 甲区 1.10 | 扣分 2.00 | 扣分依据 这条是扣 1.10 项的"}, ""},
	"empty-shared-min": {4, []string{"考核信息 考核名称 | 内容 t", "考核小组 李四 | 角色 成员"}, ""},
	"fullwidth": {11, []string{"扣分 甲区 １．１ | 扣分 2.00 | 扣分依据 x", "扣分 甲区 1.1 | 扣分 2.50", "现场记录 甲区 1 | 日期 2006-10-10 | 考核项目 1.1，1.10",
		"现场记录 甲区 3 | 日期 2006-10-10"}, "现场记录 甲区 2: 考核项目 book.unknown"},
	"merged-values": {15, []string{"现场记录 甲区 1 | 日期 2006-10-10 | 时间 9:00 | 地点 会议室", "现场记录 甲区 2 | 日期 2006-10-10 | 时间 10:00 | 地点 会议室 | 记录内容 内容二",
		"现场记录 甲区 3 | 日期 2006-10-10 | 时间 11:00 | 地点 会议室 | 记录内容 内容三", "整改台账 甲区 2 | 整改要求 要改二 | 整改期限 2007-03-08 | 责任单位 区打假办",
		"整改台账 甲区 3 | 整改要求 要改三 | 整改期限 2007-03-08 | 责任单位 区打假办"}, ""},
	"merged_reason": {33, []string{"扣分 东城区 1.1 | 扣分 0.75 | 扣分依据 缺一次会议", "扣分 东城区 1.2 | 扣分 1.00 | 扣分依据 缺一次会议"}, ""},
	"merged_record": {34, []string{"现场记录 东城区 1 | 日期 2025-11-10 | 时间 9:00 | 地点 区政府三楼 | 标题 汇报 | 记录人 王军", "现场记录 东城区 2 | 日期 2025-11-10 | 地点 区政府三楼 | 标题 查阅 | 记录人 王军",
		"现场记录 东城区 3 | 日期 2025-11-10 | 地点 区政府三楼 | 标题 查阅2 | 记录人 王军 | 记录内容 丙"}, ""},
	"number-shown": {10, []string{"现场记录 甲区 001 | 日期 2006-10-10 | 标题 85.3% | 记录内容 1,234,567.50"},
		"文件抽查 甲区 1 甲文件: 记录号 book.unknown; 文件抽查 甲区 1 乙文件: 记录号 book.unknown; 文件抽查 甲区 1 丙: 记录号 book.unknown"},
	"padded-name":     {7, []string{"现场记录 甲区 1 | 记录人 李明"}, ""},
	"percent-target2": {4, []string{"评分标准 1.1 | 扣（加）分值 0.50 | 步长 1.00 | 目标 95.00 | 上限 5.00 | 计量单位 % | 关键项底线 60"}, ""},
	"recnumbers": {36, []string{"现场记录 东城区 东-05 | 记录号 东-05", "现场记录 东城区 东-07 | 记录号 东-07 | 记录内容 七，见东-05", "现场记录 东城区 9 | 记录号 9",
		"扣分 东城区 1.1 | 依据记录 东-07", "考核发现 东城区 Q3 | 发现号 Q3 | 依据记录 东-05、9"}, ""},
	"renamed_sheet": {31, nil, "现场记录（王军汇总） : book.problem.sheet"},
	"rule_missing":  {31, []string{"评分标准 1.1 | 评分办法 逐次扣分", "评分标准 2.1 | 评分办法 分档得分"}, ""},
	"texts":         {39, []string{"现场记录 东城区 1 | 标题 两行\n标题 | 记录内容 前空格\n\n空行后", "现场记录 东城区 2 | 记录内容 =1+1 不是公式"}, ""},
	"time-cells": {10, []string{"行程安排 甲区 | 日期 2006-10-10 | 时间 09:00 | 内容 听取汇报 | 人员 张三、李明", "行程安排 甲区 | 日期 2006-10-10 | 时间 14:30 | 内容 座谈",
		"行程安排 甲区 | 日期 2006-10-10 | 时间 09:00 | 内容 查阅资料"}, ""},
	"times": {33, []string{"行程安排 东城区 | 日期 2025-11-10 | 时间 09:00 | 内容 听汇报", "行程安排 东城区 | 日期 2025-11-10 | 时间 2025-11-10 14:30 | 内容 查资料"}, ""},
}

func TestWorkbooksFromOfficesAreReadAsTheirWritersSawThem(t *testing.T) {
	files, err := filepath.Glob("testdata/workbooks/*.xlsx")
	if err != nil || len(files) != len(officeCases) {
		t.Fatalf("%d workbooks for %d cases, %v", len(files), len(officeCases), err)
	}
	for name, want := range officeCases {
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join("testdata/workbooks", name+".xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			g, err := sheet.Read(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				t.Fatal(err)
			}
			p := book.Take(&assess.Assessment{}, nil, g, nil, "2026-01-05")
			if n := len(p.Lines) + p.Same; n != want.rows {
				t.Errorf("%d rows, want %d", n, want.rows)
			}
			for _, see := range want.see {
				if !slices.ContainsFunc(p.Lines, func(l *book.Line) bool { return shows(l, see) }) {
					t.Errorf("no row %s", see)
				}
			}
			if got := strings.Join(wrongs(p), "; "); got != want.wrong {
				t.Errorf("%s\nwant %s", got, want.wrong)
			}
		})
	}
}

// shows tells whether a line is a row that has at least the cells that are stated.
func shows(l *book.Line, stated string) bool {
	parts := strings.Split(stated, " | ")
	if l.Sheet+" "+l.Name != parts[0] || l.State == book.Refused {
		return false
	}
	for _, cell := range parts[1:] {
		if !slices.ContainsFunc(l.Diffs, func(d book.Diff) bool { return d.Column+" "+d.New == cell }) {
			return false
		}
	}
	return true
}

func wrongs(p *book.Plan) []string {
	var out []string
	for _, x := range p.Problems {
		out = append(out, fmt.Sprintf("%s %s: %s", x.Sheet, x.Cell, x.Why.Key))
	}
	for _, l := range p.Lines {
		for _, d := range l.Diffs {
			var f *words.Fault
			if errors.As(d.Why, &f) {
				out = append(out, fmt.Sprintf("%s %s: %s %s", l.Sheet, l.Name, d.Column, f.Code()))
			}
		}
	}
	return out
}

// Rules without their parameters come in, and hold the standard up until they are whole.
func TestRulesWithoutParametersHoldTheStandardUp(t *testing.T) {
	b, err := os.ReadFile("testdata/workbooks/rule_missing.xlsx")
	must(t, err)
	g, err := sheet.Read(bytes.NewReader(b), int64(len(b)))
	must(t, err)
	s := found(t, into(t, g)).View().Standard
	var got []string
	for _, x := range s.Check() {
		if i := s.Item(x.Item); i != nil {
			got = append(got, i.Code+" "+x.Field)
		}
	}
	if got, want := strings.Join(got, ", "), "1.1 amount, 1.3 target, 1.3 step, 1.10 what, 2.1 tiers, 2.1 what, 2.2 what, 2.3 amount, 2.3 what"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
