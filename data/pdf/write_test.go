package pdf

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"kaohe/app/report"
	"kaohe/app/words"
)

// TestDeterministic: the same document gives the same bytes, with a new Printer too and from several goroutines at once.
func TestDeterministic(t *testing.T) {
	d := findings()
	first, _ := write(t, d)
	f := Embedded()
	f.System = nil
	fresh, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 20 {
		p := printer(t)
		if i%2 == 0 {
			p = fresh
		}
		wg.Go(func() {
			var b bytes.Buffer
			if _, err := p.Write(context.Background(), &b, d, Options{}); err != nil || !bytes.Equal(b.Bytes(), first) {
				t.Errorf("run %d differs: %v, %d bytes, not %d", i, err, b.Len(), len(first))
			}
		})
	}
	wg.Wait()
}

func TestFaults(t *testing.T) {
	wide := report.Table{Columns: make([]report.Column, 60), Rows: []report.Row{{Cells: []string{"甲"}}}}
	cases := map[string]struct {
		d    report.Document
		code string
	}{
		"nothing":     {doc(), "pdf.empty"},
		"blanks":      {doc(report.Para{Text: " \n　"}, report.Title{}, report.Gap{Lines: 100}, report.Signature{}), "pdf.empty"},
		"wide table":  {doc(wide), "pdf.table.wide"},
		"empty table": {doc(report.Table{}), "pdf.empty"},
	}
	for name, c := range cases {
		var b bytes.Buffer
		_, err := printer(t).Write(context.Background(), &b, c.d, Options{})
		if !errors.Is(err, words.Refuse(c.code)) || b.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, b.Len())
		}
	}
	if _, err := New(Fonts{}); !errors.Is(err, words.Refuse("pdf.fonts")) {
		t.Errorf("no fonts: %v", err)
	}
}

// TestProgress counts pages and stops where it is told to.
func TestProgress(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var calls []int
	_, err := printer(t).Write(ctx, io.Discard, findings(), Options{Progress: func(done, total int) {
		calls = append(calls, done)
		if done == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || len(calls) != 3 {
		t.Errorf("%v after %v", err, calls)
	}
	if _, err := printer(t).Write(ctx, io.Discard, findings(), Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled print gives %v", err)
	}
}

// TestZeroDate: a document without a date does not take the clock's.
func TestZeroDate(t *testing.T) {
	d := doc(report.Para{Text: "甲"})
	d.Date = report.Date{}
	file, _ := write(t, d)
	if info := poppler(t, file, "pdfinfo", []string{"-rawdates"}); strings.Contains(info, time.Now().Format("2006")) || !strings.Contains(info, "2000") {
		t.Errorf("%s", info)
	}
}

// TestBookmarkLevels: an outline that begins below the top or skips levels would loop in gofpdf.
func TestBookmarkLevels(t *testing.T) {
	file, _ := write(t, doc(report.Heading{Level: 2, Text: "（一）甲"}, report.Para{Text: "文"}, report.Heading{Level: 1, Text: "一、乙"},
		report.Heading{Level: 2, Text: "（一）丙"}, report.Heading{Level: -3, Text: "丁"}, report.Heading{Level: 3, Text: "1. 无"}))
	out := poppler(t, file, "pdftohtml", []string{"-xml", "-stdout", "-i"})
	for _, want := range []string{">（一）甲<", ">一、乙<", ">（一）丙<", ">丁<"} {
		if !strings.Contains(out, want) {
			t.Errorf("no bookmark %s", want)
		}
	}
	if strings.Contains(out, "<item page=\"1\">1. 无") {
		t.Error("a heading of level 3 has a bookmark")
	}
}

// TestMarks: a sample is marked on each page, in words that copy out too; another document is not.
func TestMarks(t *testing.T) {
	d := doc(report.Para{Text: strings.Repeat("甲", 1500)})
	file, _ := write(t, d)
	if strings.Contains(text(t, file), sampleMark) {
		t.Error("a document that is no sample is marked")
	}
	d.Sample = true
	file, res := write(t, d)
	if n := strings.Count(text(t, file), sampleMark); n != res.Pages {
		t.Errorf("%d marks on %d pages", n, res.Pages)
	}
}

func TestExtraCells(t *testing.T) {
	file, _ := write(t, doc(report.Table{Columns: []report.Column{{Head: "一", Width: -1}, {Head: "二"}}, Rows: []report.Row{
		{Cells: []string{"甲", "乙", "丙", "丁"}}, {Cells: []string{"戊"}}, {Span: true, Cells: []string{"己", "庚"}}, {}}}))
	if got := text(t, file); got != "一二甲乙丙丁戊己庚" {
		t.Errorf("got %q", got)
	}
}
