package pagecheck

import (
	"errors"
	"testing"

	"kaohe/app/assess"
	circulars "kaohe/app/circular"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/assets/sample"
	"kaohe/assets/standard"
	"kaohe/data/attach"
	pdfparts "kaohe/data/parts"
	"kaohe/data/pdf"
	"kaohe/data/pdf/pdftest"
)

// TestSamplePassesBothChecks: of what the layout makes of the sample, pages keep GB/T 9704 and files PDF/A-3b: each kind of document for each
// district and for the round as they are, and for one district with all that can be set, a long name among it. Only where many tables of
// many heights are broken over pages, some page is full to the last line.
func TestSamplePassesBothChecks(t *testing.T) {
	r, err := roundplantest.Open(sample.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	zh := catalog(t)
	printer, err := pdf.New(pdf.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	a := r.View()
	passes := func(name string, k assess.Paper, d *assess.District) {
		doc, err := circulars.Make(k.Key, a, d, zh)
		if errors.Is(err, words.Refuse("report.none")) {
			return // nothing to print yet
		}
		if err != nil {
			t.Fatal(err)
		}
		paper, err := pdftest.Print(t.Context(), printer, doc)
		if err != nil {
			t.Fatal(err)
		}
		archives(t, k.Key, paper)
		for _, f := range measured(t, paper).Findings {
			if f.Verdict == Fail && !(k.Key == "attendance" && f.Rule == "page.text") { // each sheet begins a page, also below a head that fills one
				t.Errorf("%s, %s, %s: %+v", k.Key, doc.Title, name, f)
			}
		}
	}
	for _, k := range assess.Papers {
		if k.Round {
			passes("as it is", k, nil)
		}
		for _, d := range a.Districts {
			if k.Each {
				passes("as it is", k, d)
			}
		}
	}
	all := assess.Issue{Office: "深圳市打击生产销售假冒伪劣商品违法行为工作领导小组办公室考核组", Number: "深打假考〔2006〕12号", Addressee: "各区人民政府", Copies: "50",
		CopyTo: "市监察局，市质监局，市工商局", Copy: "000012", Secrecy: "秘密★1年", Urgency: "特急", Head: "red", Seal: "yes"}
	for _, k := range assess.Papers {
		if k.Each {
			a.Issues = map[string]assess.Issue{k.Key: all}
			passes("all set", k, a.Districts[0])
		}
	}
}

// archives: the file keeps the rules of PDF/A-3b, also with data attached.
func archives(t *testing.T, kind string, b []byte) {
	t.Helper()
	with, err := attach.Add(b, []byte("data"))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{b, with} {
		if a := pdfparts.Archive(b); !a.OK() {
			t.Errorf("%s: %+v", kind, a)
		}
		if facts := pdfparts.Read(b); len(facts.Holds)+len(facts.Unknown) > 0 || facts.Twice || facts.Unread {
			t.Errorf("%s: %+v", kind, facts)
		}
	}
}

func TestEveryRuleAndReasonHasAName(t *testing.T) {
	zh := catalog(t)
	for _, r := range rules {
		if zh["pagecheck.rule."+r.id] == "" {
			t.Errorf("pagecheck.rule.%s is not in the catalogue", r.id)
		}
	}
	for _, w := range []string{noText, tooFew, noMark, noNumber, noRed, noTitle, shortTitle, noAddressee, noParagraph, noHeading, noFull, noDate, noSeal,
		noFoot, noFolio, noTable, onePage, isLetter, notLetter, faceless, standIn} {
		if zh["pagecheck.why."+w] == "" {
			t.Errorf("pagecheck.why.%s is not in the catalogue", w)
		}
	}
}

func catalog(t *testing.T) words.Catalog {
	t.Helper()
	c, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	return c
}
