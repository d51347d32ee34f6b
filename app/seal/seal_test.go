package seal_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/sample/sampletest"
	"kaohe/app/seal"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
)

// sealed is the sample's findings of one district as a report carries them, and the vault's first record.
func sealed(t *testing.T, district string) (*seal.Carried, report.Document, *ledger.Record) {
	t.Helper()
	r, err := sampletest.Open(content.Files, builtin.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	say, err := i18n.Load(i18n.Languages[0])
	if err != nil {
		t.Fatal(err)
	}
	doc := report.Findings(r.View(), r.View().District(district), say)
	e, err := r.Evidence(district, seal.Shows(doc))
	if err != nil {
		t.Fatal(err)
	}
	c := seal.New(doc, e)
	_, at := r.Snapshot()
	c.District, c.Frontier, c.Genesis = district, at, []byte("first")
	return c, doc, r.Log.Records[0]
}

func reader(genesis *ledger.Record) func([]byte) (*ledger.Record, error) {
	return func(b []byte) (*ledger.Record, error) {
		if string(b) != "first" {
			return nil, errors.New("another record")
		}
		return genesis, nil
	}
}

func reread(t *testing.T, c *seal.Carried) *seal.Carried {
	t.Helper()
	b, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	got, err := seal.Read(b)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestWhatWasPrintedProvesItself(t *testing.T) {
	c, doc, genesis := sealed(t, "longgang")
	got := reread(t, c)
	again, err := got.Document()
	if err != nil || !reflect.DeepEqual(again, doc) || !seal.Same(again, doc) {
		t.Fatalf("the tree came back as another: %v", err)
	}
	vault, list, err := got.Check(reader(genesis))
	if err != nil || vault != genesis.ID || len(list) == 0 {
		t.Fatal(vault, list, err)
	}
	shown := 0
	for _, s := range list {
		if s.Fault != "" || len(s.Missing) > 0 || s.Signer.Name == "" {
			t.Errorf("phase %d: fault %q, missing %v, signer %q", s.Phase, s.Fault, s.Missing, s.Signer.Name)
		}
		shown += s.Covered
	}
	if shown < 50 {
		t.Errorf("only %d signed values are shown", shown)
	}
}

func TestWhatWasChangedIsFound(t *testing.T) {
	for _, c := range []struct {
		name  string
		forge func(*seal.Carried)
		fault string
	}{
		{"a statement", func(c *seal.Carried) { c.Evidence.Proofs[0].Statement.Body[20] ^= 1 }, "signature body vault person"},
		{"a signature", func(c *seal.Carried) { c.Evidence.Proofs[0].Statement.Sig[3] ^= 1 }, "signature"},
		{"a signed value", func(c *seal.Carried) {
			l := c.Evidence.Proofs[0].Leaves[0].Leaf
			l[len(l)-1] ^= 1
		}, "leaf"},
		{"the signer's card", func(c *seal.Carried) { c.Evidence.Cards = nil }, "person"},
	} {
		t.Run(c.name, func(t *testing.T) {
			x, _, genesis := sealed(t, "longgang")
			c.forge(x)
			_, list, err := reread(t, x).Check(reader(genesis))
			if err != nil {
				t.Fatal(err)
			}
			if c.name == "the signer's card" && list[0].Signer.Name != "" {
				return // the founder, whose card is in the first record, signed this sample
			}
			if list[0].Fault == "" || !strings.Contains(c.fault, list[0].Fault) {
				t.Errorf("fault %q, want one of %s", list[0].Fault, c.fault)
			}
		})
	}
}

// Whoever changes a sentence or a mark in the carried tree, so that the pages can be printed to fit, contradicts the signed value.
func TestAChangedTextContradictsTheSignature(t *testing.T) {
	for name, change := range map[string]func(*report.Document){
		"a problem": func(doc *report.Document) {
			for i, b := range doc.Blocks {
				if p, ok := b.(report.Para); ok && strings.HasPrefix(p.Text, "1. ") {
					doc.Blocks[i] = report.Para{Text: "1. 没有发现问题。"}
				}
			}
		},
		"a mark": func(doc *report.Document) {
			for _, b := range doc.Blocks {
				table, _ := b.(report.Table)
				for _, row := range table.Rows {
					if row.Cells[0] == "1.1" {
						row.Cells[4], row.Cells[5] = "0.50", "" // the claim beside it is what the mark was
					}
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			c, doc, genesis := sealed(t, "longgang")
			change(&doc)
			c.Tree = seal.New(doc, c.Evidence).Tree
			_, list, err := reread(t, c).Check(reader(genesis))
			if err != nil {
				t.Fatal(err)
			}
			missing := 0
			for _, s := range list {
				missing += len(s.Missing)
			}
			if missing == 0 {
				t.Error("nothing is missing")
			}
		})
	}
}

func TestNothingIsCarriedThatIsNotShown(t *testing.T) {
	c, _, _ := sealed(t, "longgang")
	b, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range c.Evidence.Proofs {
		for _, l := range p.Leaves {
			if bytes.Contains(l.Leaf, []byte("/qa/")) {
				t.Errorf("an answer is carried: %s", l.Leaf)
			}
		}
	}
	if len(b) > 200<<10 {
		t.Errorf("%d bytes are carried", len(b))
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\x03\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := seal.Read(b)
		if err != nil {
			if !errors.Is(err, words.Refuse("seal.damaged")) && !errors.Is(err, words.Refuse("seal.newer")) {
				t.Fatalf("%v", err)
			}
			return
		}
		_, _ = c.Document()
		_, _, _ = c.Check(func([]byte) (*ledger.Record, error) { return &ledger.Record{}, nil })
	})
}
