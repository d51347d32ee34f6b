package report_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
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

// carrying is a PDF that carries some JSON as a draw.
func carrying(json string) []byte {
	return []byte("%PDF-1.3\n/Keywords (kaohe-draw-1:" + base64.StdEncoding.EncodeToString([]byte(json)) + ")\n")
}

// absurd are sheets with numbers and lengths that no draw has.
func absurd() map[string][]byte {
	x := assess.Draw{List: []string{"甲", "乙"}, Count: 1, Phrase: "x", Result: []string{"甲"}}
	text := string(report.NewDrawSheet(&assess.Assessment{}, &assess.District{}, &x).Text())
	in := func(old, new string) []byte { return []byte(strings.Replace(text, old, new, 1)) }
	return map[string][]byte{
		"a count near the largest number":  in("抽取：1", "抽取：9223372036854775807"),
		"a count beyond it":                in("抽取：1", "抽取：9223372036854775808"),
		"a negative count":                 in("抽取：1", "抽取：-1"),
		"a list of ten million":            in("名单：2", "名单：10000000"),
		"a list shorter than it says":      in("名单：2", "名单：3"),
		"a negative list":                  in("名单：2", "名单：-2"),
		"a result of ten million":          in("结果：1", "结果：10000000"),
		"more drawn than there are":        in("结果：1\n1. 甲\n", "结果：3\n1. 甲\n2. 乙\n3. 丙\n"),
		"four million empty lines":         []byte(text + strings.Repeat("\n", 3<<20)),
		"lines that are really there":      in("名单：2\n", "名单：1000000\n"+strings.Repeat("1. \n", 1_000_000)),
		"one line of five million letters": in("1. 甲", "1. "+strings.Repeat("a", 5<<20)),
		"a PDF's count near the largest":   carrying(`{"list":["a"],"count":9223372036854775807,"strata":true,"phrase":"x"}`),
		"a PDF's count beyond it":          carrying(`{"list":["a"],"count":1e300,"phrase":"x"}`),
		"a PDF's negative count":           carrying(`{"list":["a"],"count":-9223372036854775808,"phrase":"x"}`),
		"a PDF's list of a million":        carrying(`{"list":[` + strings.Repeat(`"",`, 900_000) + `""],"count":1,"phrase":"x"}`),
		"a PDF's list of nothing":          carrying(`{"list":null,"count":1,"phrase":"x"}`),
		"a PDF's nest":                     carrying(`{"list":` + strings.Repeat("[", 1_000_000)),
		"a PDF's mark without an end":      []byte("%PDF-1.3 kaohe-draw-1:" + strings.Repeat("A", 9<<20)),
	}
}

func TestAbsurdSheetsAreRefusedAtOnce(t *testing.T) {
	for name, b := range absurd() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if s, err := report.ReadDrawSheet(b); !errors.Is(err, words.Refuse("drawsheet.damaged")) {
				t.Errorf("%v with a list of %d", err, len(s.List))
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// The longest list that a sheet may have is still read and drawn again without a wait.
func TestTheLongestListIsDrawnAgain(t *testing.T) {
	x := assess.Draw{Count: 65_536, Phrase: "x", Strata: true}
	for i := range 65_536 {
		x.List = append(x.List, fmt.Sprintf("%d\t甲%d", i%7, i))
	}
	x.Result = x.Drawn()
	s, err := report.ReadDrawSheet(report.NewDrawSheet(&assess.Assessment{}, &assess.District{}, &x).Text())
	if err != nil || len(s.Differs()) != 0 {
		t.Fatal(err)
	}
}

// Sheets of earlier versions called the phrase by the word for a PIN.
func TestASheetThatNamesThePhraseAsBeforeIsRead(t *testing.T) {
	x := assess.Draw{List: []string{"甲", "乙"}, Count: 1, Phrase: "秋高气爽"}
	text := report.NewDrawSheet(&assess.Assessment{}, &assess.District{}, &x).Text()
	was := bytes.ReplaceAll(text, []byte("短语："), []byte("口令："))
	if s, err := report.ReadDrawSheet(was); bytes.Equal(was, text) || err != nil || s.Phrase != x.Phrase {
		t.Error(s, err)
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
	for _, b := range absurd() {
		if len(b) < 1<<16 { // the engine copies its seeds
			f.Add(b)
		}
	}
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
