package book_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
)

// numbered are a district's records with their numbers and texts.
func numbered(d *assess.District) string {
	var out []string
	for _, r := range d.Records {
		out = append(out, r.No+" "+r.Text)
	}
	return strings.Join(out, "; ")
}

func TestRecordsKeepTheNumbersThatTheirWriterGave(t *testing.T) {
	w := small()
	w.put("现场记录", 0, "记录号", "7")
	w.put("考核发现", 0, "依据记录", "7")
	w.put("扣分", 0, "依据记录", "7")
	w.row("现场记录", "被考核单位", "南山区", "记录号", "3", "方式", "查阅资料", "记录人", "顾彧", "记录内容", "查了台账")
	w.row("访谈问答", "被考核单位", "南山区", "记录号", "7", "题号", "乙", "问", "谁管", "答", "我管")
	d := found(t, into(t, w.Grid))
	x := d.View().Districts[0]
	if got := numbered(x); got != "7 听取汇报; 3 查了台账" || x.Records[0].QA[0].No != "乙" || x.Findings[0].Records[0].No != "7" {
		t.Error(got)
	}
	if diff := differ(book.Export(d.View(), nil), book.Export(found(t, into(t, grid(book.Export(d.View(), nil)))).View(), nil)); diff != "" {
		t.Error(diff)
	}
}

// A record is its district's, number's and recorder's; a question its record's and number's.
func TestTheCorrectedRowChangesWhatItMadeAndNobodyElsesWithItsNumber(t *testing.T) {
	w := small()
	w.row("访谈问答", "被考核单位", "南山区", "记录号", "1", "题号", "1", "问", "签了几份", "答", "都签了")
	d := found(t, into(t, w.Grid))
	w.put("访谈问答", 0, "问", "责任书签了几份")
	w.put("现场记录", 0, "记录内容", "听取了汇报")
	p := book.Take(d.View(), nil, w.Grid, d.Who(), d.Today())
	if got := outcome(p); got != "现场记录 南山区 1 changed: 记录内容 听取了汇报; 访谈问答 南山区 1 责任书签了几份 changed: 问 责任书签了几份" {
		t.Error(got)
	}
	other := blank() // somebody else's own book, numbered from 1 too
	other.row("现场记录", "被考核单位", "南山区", "记录号", "1", "方式", "查阅资料", "记录人", "顾彧", "记录内容", "查了台账")
	other.row("文件抽查", "被考核单位", "南山区", "记录号", "1", "文件名称", "台账")
	p = book.Take(d.View(), nil, other.Grid, d.Who(), d.Today())
	if got := outcome(p); got != "现场记录 南山区 1 added; 文件抽查 南山区 1 台账 added" {
		t.Fatal(got)
	}
	d.apply(t, p)
	x := d.View().Districts[0]
	if got := numbered(x); got != "1 听取汇报; 1 查了台账" || len(x.Records[1].Docs) != 1 {
		t.Error(got)
	}
	same := grid(book.Export(d.View(), frontier(d.log))) // two records 1, of two persons: told apart where cells name them
	if p := book.Take(d.View(), d.View(), same, d.Who(), d.Today()); len(p.Lines) != 0 || len(p.Problems) != 0 {
		t.Errorf("%s %v", outcome(p), p.Problems)
	}
}

func TestACorrectedFieldSheetChangesWhatItMade(t *testing.T) {
	d := smallDesk(t)
	base := d.View()
	x, who := base.Districts[0], base.Person(base.Districts[0].Records[0].Recorder)
	w := typed{grid(book.Field(base, frontier(d.log), x, who, chinese(t)))}
	w.row("现场记录", "被考核单位", "南山区", "记录号", "2", "方式", "查阅资料", "日期", "2006-10-11", "记录内容", "查了三本台账")
	w.row("访谈问答", "被考核单位", "南山区", "记录号", "2", "题号", "1", "问", "谁管", "答", "我管")
	d.apply(t, book.Take(base, base, w.Grid, who, d.Today()))
	w.put("现场记录", 1, "记录内容", "查了四本台账")
	w.put("访谈问答", 0, "问", "由谁管")
	p := book.Take(d.View(), base, w.Grid, who, d.Today())
	if got := outcome(p); got != "现场记录 南山区 2 changed: 记录内容 查了四本台账; 访谈问答 南山区 2 由谁管 changed: 问 由谁管" {
		t.Error(got)
	}
}

// A mark that a field sheet brought and now corrects is a change; one that somebody else gave since is a conflict.
func TestACorrectedFieldSheetChangesTheMarksItBrought(t *testing.T) {
	for _, c := range []struct {
		name  string
		ours  any // written in the window since
		typed any
		want  string
		said  string
	}{
		{"ACorrectionIsAChange", nil, 3.0, "考核得分 南山区 1.1 changed", ""},
		{"NothingWasCorrected", nil, 4.0, "", ""},
		{"SomebodyElsesMarkIsAConflict", 350, 3.0, "考核得分 南山区 1.1 conflict", ""},
		{"SomebodyElsesMarkStandsByItselfAndTheSheetsIsNamed", 350, 4.5, "", "book.problem.unchanged"},
		{"WhatWasTakenBeforeIsNotTakenAgain", 350, 4.0, "", ""},
		{"TheMarkOfTheExportSaysNothingButIsNamed", nil, 4.5, "", "book.problem.unchanged"},
		{"WhatBecameTheMarkOfTheExportAgainIsNotNamed", 450, 4.5, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := smallDesk(t)
			base, at := d.Snapshot()
			x, who := base.Districts[0], d.Who()
			w := typed{grid(book.Field(base, at, x, who, chinese(t)))}
			w.put("考核得分", 0, "考核得分", 4.0)
			d.apply(t, book.Take(base, base, w.Grid, who, d.Today()))
			if c.ours != nil {
				must(t, d.Apply(assess.New("edit.mark").Set(x.Scores[0].Entity, "mark", c.ours)))
			}
			w.put("考核得分", 0, "考核得分", c.typed)
			own, ok := d.With(at, func(r *ledger.Record) bool { return r.Author == who.ID && r.Label == book.FieldLabel })
			if p := book.Retake(d.View(), base, own, w.Grid, who, d.Today()); !ok || states(p) != c.want || said(p) != c.said {
				t.Errorf("got %q, said %q", states(p), said(p))
			}
		})
	}
}

// A record that a field sheet made is its own to correct, but not what somebody else wrote there since.
func TestACorrectedFieldSheetLeavesWhatOthersWroteInItsRows(t *testing.T) {
	d := smallDesk(t)
	base, at := d.Snapshot()
	x, who := base.Districts[0], d.Who()
	w := typed{grid(book.Field(base, at, x, who, chinese(t)))}
	w.row("现场记录", "被考核单位", "南山区", "记录号", "2", "方式", "查阅资料", "日期", "2006-10-11", "地点", "区政府", "记录内容", "查了三本台账")
	d.apply(t, book.Take(base, base, w.Grid, who, d.Today()))
	must(t, d.Apply(assess.New("edit.record").Set(d.View().Districts[0].Records[1].Entity, "text", "查了五本台账")))
	own, _ := d.With(at, func(r *ledger.Record) bool { return r.Author == who.ID && r.Label == book.FieldLabel })
	take := func() string { return outcome(book.Retake(d.View(), base, own, w.Grid, who, d.Today())) }
	if got := take(); got != "" {
		t.Error(got)
	}
	w.put("现场记录", 1, "地点", "区工商局")
	if got := take(); got != "现场记录 南山区 2 changed: 地点 区工商局" {
		t.Error(got)
	}
	w.put("现场记录", 1, "记录内容", "查了四本台账")
	if got := take(); got != "现场记录 南山区 2 conflict" {
		t.Error(got)
	}
}
