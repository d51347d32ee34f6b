package report_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

func TestHowADocumentIsIssued(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		name, kind string
		x          assess.Issue
		head       string // office and number
		letter     bool
		colophon   string // copies to, office, date, copies
		seal       bool
	}{
		{"findings without a number have no head", "findings", assess.Issue{}, none, false, none, true},
		{"a number makes a red head", "findings", assess.Issue{Number: "深〔2006〕12号"}, "市办 深〔2006〕12号", false, " 市办 2006年12月30日 ", true},
		{"none takes it away, and copies stay", "notice", assess.Issue{Number: "深〔2006〕12号", Head: "none", CopyTo: "市监察局"}, none, false,
			"市监察局 市办 2006年12月30日 ", true},
		{"red makes one of an inner paper", "score", assess.Issue{Head: "red", Office: "市政府"}, "市政府 ", false, " 市政府 2006年12月30日 ", false},
		{"a secret paper has a head to say so", "score", assess.Issue{Secrecy: "秘密★1年"}, "市办 ", false, " 市办 2006年12月30日 ", false},
		{"a letter has a head of its own and no issuing office", "consultation", assess.Issue{CopyTo: "市监察局"}, "市办 ", true, "市监察局   ", true},
		{"a letter without a head is a plain paper", "consultation", assess.Issue{Head: "none"}, none, false, none, true},
		{"copies are counted in words", "findings", assess.Issue{Copies: "50"}, none, false, " 市办 2006年12月30日 共印50份", true},
		{"copies as they are written", "findings", assess.Issue{Copies: "共印5册"}, none, false, " 市办 2006年12月30日 共印5册", true},
		{"no seal where none is wanted", "findings", assess.Issue{Seal: "no"}, none, false, none, false},
		{"a seal on a paper that has none", "ledger", assess.Issue{Seal: "yes"}, none, false, none, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := &assess.Assessment{City: "市办", Issues: map[string]assess.Issue{c.kind: c.x}}
			doc := report.Issued(c.kind, a, nil, "题", "2006-12-30")
			report.Close(&doc, a, nil)
			var head, colophon string
			if h := doc.Head; h != nil {
				head = h.Office + " " + h.Number
			}
			if x := doc.Colophon; x != nil {
				colophon = strings.Join([]string{x.CopyTo, x.Office, x.Date, x.Copies}, " ")
			}
			s, _ := doc.Blocks[len(doc.Blocks)-1].(report.Signature)
			if head != c.head || colophon != c.colophon || (doc.Form == report.Letter) != c.letter || s.Seal != c.seal {
				t.Errorf("head %q, colophon %q, form %v, seal %v", head, colophon, doc.Form, s.Seal)
			}
			if n := c.x.Number; n != "" && !strings.Contains(plain(doc), n) {
				t.Error("the number stands nowhere")
			}
		})
	}
}

func TestWhomToAskStandsBelowTheDate(t *testing.T) {
	_, say := round(t)
	for _, kind := range []string{"findings", "notice", "consultation"} {
		a, d := little()
		everyKind(a, d)
		a.Team = []*assess.Person{{Name: "闻玥", Role: assess.Secretary}}
		a.Issues = map[string]assess.Issue{kind: {Inquiries: "王芳，0755-12345678"}}
		if got := plain(made(t, kind, a, d, say)); !strings.Contains(got, "(seal)\n\n(联系人：王芳，0755-12345678)") && !strings.Contains(got, "(seal)\n\n\n(联系人：王芳，0755-12345678)") ||
			strings.Contains(got, "闻玥") {
			t.Errorf("%s:\n%s", kind, got)
		}
	}
}

func TestADistrictsOwnSettingsComeBeforeTheRounds(t *testing.T) {
	a := &assess.Assessment{City: "市办", Issues: map[string]assess.Issue{"notice": {Office: "市政府", Addressee: "各区：", Date: "2007-01-05"}}}
	d := &assess.District{Issues: map[string]assess.Issue{"notice": {Number: "深〔2007〕1号"}}}
	doc := report.Issued("notice", a, d, "题", "2006-12-30")
	doc.Blocks = append(doc.Blocks, report.To("notice", a, d, "某区人民政府")...)
	for _, want := range []string{"市政府 | {2007 1 5}", "Number:深〔2007〕1号", "> 各区：\n"} {
		if got := plain(doc); !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

func TestFileNames(t *testing.T) {
	a := &assess.Assessment{Title: "2006年度落实打假责任制考核"}
	d := &assess.District{Name: "福田区"}
	for _, c := range []struct {
		name, kind string
		a          *assess.Assessment
		d          *assess.District
		want       string
	}{
		{"findings", "findings", a, d, "福田区2006年度落实打假责任制考核情况反馈.pdf"},
		{"考核 is not said twice", "score", a, d, "福田区2006年度落实打假责任制考核评分表.pdf"},
		{"the round's", "ledger", a, nil, "2006年度落实打假责任制考核整改台账.pdf"},
		{"the first draw", "draw", a, &assess.District{Name: "福田区", Draws: make([]*assess.Draw, 1)}, "福田区2006年度落实打假责任制考核抽签记录.pdf"},
		{"the second draw", "draw", a, &assess.District{Name: "福田区", Draws: make([]*assess.Draw, 2)}, "福田区2006年度落实打假责任制考核抽签记录-2.pdf"},
		{"what a disk refuses", "notice", &assess.Assessment{Title: "a/b\\c:d*e?f\"g<h>i|j\n\u202e"}, d, "福田区a_b_c_d_e_f_g_h_i_j__整改通知书.pdf"},
		{"a long title keeps its kind", "notice", &assess.Assessment{Title: strings.Repeat("长", 100)}, d, "福田区" + strings.Repeat("长", 68) + "整改通知书.pdf"},
		{"rare characters take more bytes", "notice", &assess.Assessment{Title: strings.Repeat("𬭎", 100)}, d, "福田区" + strings.Repeat("𬭎", 53) + "整改通知书.pdf"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := report.FileName(c.kind, c.a, c.d); got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestAnyTitleMakesAFileName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		title, name := rapid.String().Draw(t, "title"), rapid.String().Draw(t, "name")
		for _, k := range assess.Papers {
			f := report.FileName(k.Key, &assess.Assessment{Title: title}, &assess.District{Name: name})
			if len(f) > 255 || utf8.RuneCountInString(f) > 80 || strings.ContainsAny(f, "/\\:*?\"<>|\x00\n\t") || !strings.HasSuffix(f, ".pdf") {
				t.Fatalf("%s: %q", k.Key, f)
			}
		}
	})
}

func TestWhatCannotBeMadeIsRefused(t *testing.T) {
	r, say := round(t)
	a, empty := r.View(), &assess.District{Name: "光明区"}
	for _, c := range []struct {
		name, kind string
		d          *assess.District
		code       string
	}{
		{"unknown kind", "x", empty, "report.kind"},
		{"the circular is composed elsewhere", "circular", nil, "report.kind"},
		{"a district's kind of the round", "score", nil, "report.scope"},
		{"nothing drawn", "draw", empty, "report.none"},
		{"no item", "score", empty, "report.none"},
		{"no record", "records", empty, "report.none"},
		{"no document", "documents", empty, "report.none"},
		{"nothing to ask an opinion of", "consultation", empty, "report.none"},
		{"no problem to notify", "notice", empty, "report.none"},
		{"no problem and no signature", "ledger", empty, "report.none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := report.Make(c.kind, a, c.d, say)
			if !errors.Is(err, words.Refuse(c.code)) {
				t.Fatalf("%v, want %s", err, c.code)
			}
			if e := say.Explain(err); strings.Contains(e.Both(), "report.") || strings.Contains(e.Both(), "paper.") {
				t.Errorf("not said in words: %s", e.Both())
			}
		})
	}
	if _, err := report.Make("signoffs", &assess.Assessment{}, nil, say); !errors.Is(err, words.Refuse("report.none")) {
		t.Errorf("a round without districts: %v", err)
	}
}
