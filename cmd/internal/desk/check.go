package desk

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/seal"
	"kaohe/app/words"
	"kaohe/data/attach"
	"kaohe/data/oplog"
	"kaohe/data/page"
)

// How a report compares with what the vault gives.
const (
	VaultNone   = ""       // no vault was named
	VaultSame   = "same"   // the vault gives the same document from what stood there when it was printed
	VaultDiffer = "differ" // it gives another
	VaultOther  = "other"  // it is another vault's
	VaultLacks  = "lacks"  // it does not hold all of what the report was made from
)

// PaperCheck is the verdict on a printed report. Differences are fragments, with - before what was carried or signed and + before what
// the pages, or the vault, say instead.
type PaperCheck struct {
	Doc       report.Document
	District  string // id
	Vault     ledger.Hash
	SignOffs  []seal.Signature
	Pages     string
	PagesDiff []string         // in the text
	PagesMore []PageDifference // in everything else
	Against   string
	VaultDiff []string
}

// OK tells whether nothing speaks against the report.
func (c *PaperCheck) OK() bool {
	for _, s := range c.SignOffs {
		if s.Fault != "" || len(s.Missing) > 0 {
			return false
		}
	}
	return c.Pages != PagesDiffer && (c.Against == VaultNone || c.Against == VaultSame)
}

// CheckPaper says whether a PDF is what a vault signed: its signatures, its pages against what it carries, and, where there is a vault,
// what it carries against that. Faults: those of page.Open and seal.Read, seal.none (it carries nothing).
func (p *Press) CheckPaper(ctx context.Context, file []byte, against *Desk) (*PaperCheck, error) {
	data := attach.Find(file)
	if data == nil { // written anew by another program, or none of ours
		f, err := page.Open(ctx, file)
		if err != nil {
			return nil, err
		}
		data, err = f.Attachment(ctx, attach.Name)
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, err
		}
		if data == nil {
			return nil, words.Refuse("seal.none")
		}
	}
	c, err := seal.Read(data)
	if err != nil {
		return nil, err
	}
	out := &PaperCheck{District: c.District}
	if out.Doc, err = c.Document(); err != nil {
		return nil, err
	}
	if out.Vault, out.SignOffs, err = c.Check(genesis); err != nil {
		return nil, err
	}
	out.Pages, out.PagesDiff, out.PagesMore, err = p.comparePages(ctx, out.Doc, c, data, file)
	if err != nil || against == nil {
		return out, err
	}
	out.Against = VaultOther
	if against.Vault.ID() == out.Vault {
		out.Against, out.VaultDiff, err = p.remake(against, out.Doc, Job{Kind: c.Kind, District: c.District, Draw: c.Draw}, c.Frontier)
	}
	return out, err
}

// genesis reads a vault's first record, which nothing but its own signature vouches for: its hash is the vault's id.
func genesis(envelope []byte) (*ledger.Record, error) {
	r, of, err := oplog.Decode(envelope)
	if err == nil && of != (ledger.Hash{}) {
		err = errors.New("not a first record")
	}
	if err == nil {
		err = oplog.Check(r, envelope)
	}
	return r, err
}

// remake makes the document again from what stood in the vault when it was printed.
func (p *Press) remake(d *Desk, doc report.Document, j Job, at ledger.Frontier) (verdict string, diff []string, err error) {
	then, ok := d.At(at)
	if !ok {
		return VaultLacks, nil, nil
	}
	again, _, err := compose(then, j, p.Say)
	switch {
	case err != nil:
		return VaultDiffer, nil, err
	case seal.Same(doc, again):
		return VaultSame, nil, nil
	}
	return VaultDiffer, differences(seal.Texts(again), seal.Texts(doc)), nil
}

// differences compares texts sentence by sentence, whatever their lines and pages.
func differences(want, got []string) []string {
	var out []string
	for _, l := range strings.Split(string(diff.Diff("a", sentences(want), "b", sentences(got))), "\n") {
		if (strings.HasPrefix(l, "-") || strings.HasPrefix(l, "+")) && !strings.HasPrefix(l, "--- a") && !strings.HasPrefix(l, "+++ b") {
			out = append(out, l)
		}
	}
	return out
}

func sentences(texts []string) []byte {
	text := strings.Join(strings.Fields(strings.Join(texts, " ")), "")
	var b bytes.Buffer
	for _, r := range text {
		b.WriteRune(r)
		if strings.ContainsRune("。；！？：", r) {
			b.WriteByte('\n')
		}
	}
	b.WriteByte('\n')
	return b.Bytes()
}
