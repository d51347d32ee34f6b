package workspace_test

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/pdfread"
)

func TestAListIsPrintedOverPagesAndProvesNothing(t *testing.T) {
	d, p := signed(t), printer(t)
	l := report.Listing{Title: "考核得分", Said: []string{"南山区"}, Columns: []report.Column{{Head: "编号"}, {Head: "考核内容"}, {Head: "得分", Align: report.Right}}}
	for i := range 60 {
		l.Rows = append(l.Rows, report.Row{Cells: []string{fmt.Sprint(i + 1), "区政府与所辖各街道办事处签订本年度打假责任书", "3.00"}})
	}
	job := report.Job{Kind: "list", List: &l}
	made, err := p.Batch(context.Background(), d, []report.Job{job}, workspace.Output{Path: t.TempDir()}, nil)
	must(t, err)
	if len(made) != 1 || made[0].Err != nil || made[0].Pages < 2 || filepath.Base(made[0].Path) != "南山区考核得分.pdf" {
		t.Fatalf("%+v", made)
	}
	x, err := p.Print(context.Background(), d, job, nil)
	must(t, err)
	if bytes.Contains(x.Bytes, []byte("kaohe-report")) {
		t.Error("a working paper carries what would prove a report")
	}
	f, err := pdfread.Open(context.Background(), x.Bytes)
	must(t, err)
	defer f.Close()
	for i := range x.Pages {
		text, err := f.Text(i)
		must(t, err)
		if !strings.Contains(text, "考核内容") || !strings.Contains(text, fmt.Sprintf("— %d —", i+1)) {
			t.Errorf("page %d lacks its heads or its number: %s", i+1, text)
		}
	}
	check, err := workspace.Measure(context.Background(), x.Bytes)
	must(t, err)
	if !check.OK() {
		t.Errorf("%+v", check.Findings)
	}
}
