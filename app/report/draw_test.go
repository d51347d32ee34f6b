package report_test

import (
	"encoding/base64"
	"reflect"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
)

// pdfOf stands for a printed sheet: all that is read of one is its keywords.
func pdfOf(s *report.DrawSheet) []byte {
	return []byte("%PDF-1.3\n/Title (x)\n/Keywords (" + s.Keywords() + ")\n/Creator (Kaohe)\n%%EOF\n")
}

func TestDrawSheetOfTheSample(t *testing.T) {
	r, say := round(t)
	d := r.View().District("longgang")
	got := plain(report.Draw(r.View(), d, d.Draws[0], say)) + "\n" + string(report.NewDrawSheet(r.View(), d, d.Draws[0]).Text())
	golden(t, "draw", got)
}

func TestASecondDrawSaysSo(t *testing.T) {
	a := &assess.Assessment{Title: "考核"}
	first := &assess.Draw{ID: "1", List: []string{"东\t甲", "西\t乙"}, Count: 1, Strata: true, Phrase: "一", Day: "2006-11-20"}
	second := &assess.Draw{ID: "2", List: []string{"西\t乙", "东\t甲"}, Count: 1, Strata: true, Phrase: "二", Day: "2006-11-21", Why: "停电。"}
	first.Result, second.Result = first.Drawn(), []string{"东\t甲"}
	text := plain(report.Draw(a, &assess.District{Name: "区", Draws: []*assess.Draw{first, second}}, second, nil))
	for _, want := range []string{"第2次抽签", "已于2006年11月20日抽签", "重抽原因：停电。", "每层抽取1个", "东·甲", "对不上"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
}

func TestDrawSheetComesBack(t *testing.T) {
	for name, x := range map[string]assess.Draw{
		"Plain":  {Title: "街道", List: []string{"甲", "乙", "丙 "}, Count: 2, Phrase: "秋高气爽", Day: "2006-11-20", Person: "li"},
		"Strata": {List: []string{"东\t甲", "西\t1. 乙", "西\t结果：3"}, Count: 1, Strata: true, Phrase: "a：b"},
		"Odd":    {List: []string{"名单：1", "\ufeff", `\n"'()`}, Count: 1, Phrase: "1"},
	} {
		t.Run(name, func(t *testing.T) {
			x.Result = x.Drawn()
			s := report.NewDrawSheet(&assess.Assessment{Title: "2006年度考核"}, &assess.District{Name: "福田区"}, &x)
			crlf := "\ufeff" + strings.ReplaceAll(string(s.Text()), "\n", "\r\n")
			for _, b := range [][]byte{pdfOf(s), s.Text(), []byte(crlf)} {
				if !report.IsDrawSheet(b) {
					t.Fatalf("not taken for a sheet: %s", b)
				}
				got, err := report.ReadDrawSheet(b)
				if err != nil {
					t.Fatalf("%v in\n%s", err, b)
				}
				if !reflect.DeepEqual(got, s) || len(got.Differs()) != 0 {
					t.Errorf("got %+v, want %+v; differs %v", got, s, got.Differs())
				}
			}
		})
	}
}

func TestWhatDiffersIsSaid(t *testing.T) {
	x := assess.Draw{List: []string{"甲", "乙", "丙", "丁"}, Count: 2, Phrase: "秋高气爽"}
	x.Result = x.Drawn()
	for _, c := range []struct {
		name, want string
		change     func(*report.DrawSheet)
	}{
		{"Nothing", "", func(*report.DrawSheet) {}},
		{"Result", "result", func(s *report.DrawSheet) { s.Result = []string{"甲"} }},
		{"Phrase", "seed result", func(s *report.DrawSheet) { s.Phrase = "天高云淡 3" }},
		{"Order", "hash seed result", func(s *report.DrawSheet) { s.List = []string{"丁", "丙", "乙", "甲"} }},
		{"Seed", "seed", func(s *report.DrawSheet) { s.Seed = s.ListHash }},
		{"Twice", "check hash seed result", func(s *report.DrawSheet) { s.List = []string{"甲", "甲"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := report.NewDrawSheet(&assess.Assessment{}, &assess.District{}, &x)
			c.change(s)
			var got []string
			for _, m := range s.Differs() {
				got = append(got, strings.TrimPrefix(m.Key, "prepare.verify."))
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("got %q, want %q", g, c.want)
			}
		})
	}
}

func FuzzReadDrawSheet(f *testing.F) {
	x := assess.Draw{List: []string{"甲", "乙"}, Count: 1, Phrase: "x"}
	x.Result = x.Drawn()
	s := report.NewDrawSheet(&assess.Assessment{}, &assess.District{}, &x)
	f.Add(pdfOf(s))
	f.Add(s.Text())
	f.Add([]byte("%PDF-1.3 kaohe-draw-1:" + base64.StdEncoding.EncodeToString([]byte(`{"list":["a"],"count":9223372036854775807,"phrase":"x"}`)) + ")"))
	f.Add([]byte("抽签记录 kaohe-draw-1\n名单：99999999999999999999\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := report.ReadDrawSheet(b)
		if (s == nil) == (err == nil) {
			t.Fatalf("%v with %v", s, err)
		}
		if err != nil {
			return
		}
		for _, l := range append(append([]string{s.Phrase, s.Title, s.Day, s.Round, s.District, s.Person, s.ListHash, s.Seed}, s.List...), s.Result...) {
			if strings.ContainsAny(l, "\r\n") {
				s.Differs()
				return // such a sheet can come from a PDF; as text it can't be written
			}
		}
		again, err := report.ReadDrawSheet(s.Text())
		if err != nil {
			t.Fatalf("what was read can't be written and read: %v\n%s", err, s.Text())
		}
		if len(again.Differs()) != len(s.Differs()) {
			t.Fatalf("%v became %v", s.Differs(), again.Differs())
		}
	})
}
