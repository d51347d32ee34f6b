package workspace_test

import (
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/cmd/internal/workspace"
)

// What pages add to a text is left out, wherever they end; nothing else is.
func TestTheTextOfAPaperIsTheSameWhereverItsPagesEnd(t *testing.T) {
	doc := report.Document{Sample: true, Blocks: []report.Block{report.Table{
		Columns: []report.Column{{Head: "编号"}, {Head: "考核\n项目"}, {Head: "得分"}},
		Rows: []report.Row{{Cells: []string{"1.1", "建立责任体系。签订责任书。", "15.00"}}, {Span: true, Cells: []string{"执法成效"}},
			{Cells: []string{"2.1", "专项整治有方案。", "10.50"}}},
	}}}
	const whole = "前言编号考核项目得分1.1建立责任体系。签订责任书。15.00执法成效2.1专项整治有方案。10.50后记— 1 —"
	same := func(pages ...string) bool {
		return strings.Join(workspace.Unpaged(doc, []string{whole}), "") == strings.Join(workspace.Unpaged(doc, pages), "")
	}
	for name, pages := range map[string][]string{
		"between rows":     {"前言 示例 编号 考核项目 得分 1.1建立责任体系。签订责任书。15.00 — 1 —", "示例 编号考核项目得分 执法成效2.1专项整治有方案。10.50后记 — 2 —"},
		"in a row":         {"前言编号考核项目得分1.1建立责任体系。15.00— 1 —", "示例编号考核项目得分签订责任书。执法成效2.1专项整治有方案。10.50后记— 2 —"},
		"in two rows":      {"前言编号考核项目得分1.1建立— 1 —", "编号考核项目得分责任体系。15.00— 2 —", "编号考核项目得分签订责任书。执法成效2.1专项整治10.50— 3 —", "编号考核项目得分有方案。后记— 4 —"},
		"before the table": {"前言 — 1 —", "编号考核项目得分1.1建立责任体系。签订责任书。15.00执法成效2.1专项整治有方案。10.50后记— 2 —"},
	} {
		if !same(pages...) {
			t.Errorf("%s: %s", name, workspace.Unpaged(doc, pages))
		}
	}
	for name, page := range map[string]string{
		"figures changed places": "前言1.1建立责任体系。签订责任书。10.50执法成效2.1专项整治有方案。15.00后记",
		"a figure was turned":    "前言1.1建立责任体系。签订责任书。10.05执法成效2.1专项整治有方案。15.00后记",
		"a sentence moved":       "前言1.1签订责任书。建立责任体系。15.00执法成效2.1专项整治有方案。10.50后记",
		"a word went":            "前言1.1建立责任体系。签订责任书。15.00执法成效2.1专项整治方案。10.50后记",
		"something was added":    "前言1.1建立责任体系。签订责任书。15.00执法成效2.1专项整治有方案。10.50后记已销号",
	} {
		if same(page) {
			t.Errorf("%s, and nobody sees it", name)
		}
	}
}
