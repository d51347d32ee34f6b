package pagecheck

import (
	"bytes"
	"context"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/assets/sample"
	"kaohe/assets/standard"
	"kaohe/data/pdf"
)

// TestSamplePasses: what the layout makes of the sample, each kind of document for one district, has nothing that fails: as it is, and with all
// that can be set, a long name among it.
func TestSamplePasses(t *testing.T) {
	r, err := roundplantest.Open(sample.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	zh := catalog(t)
	printer, err := pdf.New(pdf.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	all := assess.Issue{Office: "深圳市打击生产销售假冒伪劣商品违法行为工作领导小组办公室考核组", Number: "深打假考〔2006〕12号", Addressee: "各区人民政府", Copies: "50",
		CopyTo: "市监察局，市质监局，市工商局", Copy: "000012", Secrecy: "秘密★1年", Urgency: "特急", Head: "red", Seal: "yes"}
	a := r.View()
	for name, x := range map[string]assess.Issue{"as it is": {}, "all set": all} {
		for _, k := range report.Kinds {
			if !k.Each {
				continue
			}
			a.Issues = map[string]assess.Issue{k.Key: x}
			doc, err := report.Make(k.Key, a, a.Districts[0], zh)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if _, err := printer.Write(context.Background(), &b, doc, pdf.Options{EmbeddedOnly: true}); err != nil {
				t.Fatal(err)
			}
			for _, f := range measured(t, b.Bytes()).Findings {
				if f.Verdict == Fail {
					t.Errorf("%s, %s: %+v", k.Key, name, f)
				}
			}
		}
	}
}

func TestEveryRuleHasAName(t *testing.T) {
	zh := catalog(t)
	for _, r := range rules {
		if zh["proof.rule."+r.id] == "" {
			t.Errorf("proof.rule.%s is not in the catalogue", r.id)
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
