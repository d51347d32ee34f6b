package workspace

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/app/words"
	"kaohe/data/attach"
	"kaohe/data/oplog"
	"kaohe/data/parts"
	"kaohe/data/pdf"
	"kaohe/data/pdfread"
)

// How a report compares with what the vault gives.
const (
	VaultNone   = ""       // no vault was named
	VaultSame   = "same"   // the vault gives the same document from what stood there when it was printed
	VaultDiffer = "differ" // it gives another
	VaultOther  = "other"  // it is another vault's
	VaultLacks  = "lacks"  // it does not hold all of what the report was made from
	VaultOlder  = "older"  // it gives another, and the report was worded by an older program
)

// What a report is worth, in one word. Verified is said of nothing but what was proved.
const (
	Verified = "verified" // each word and figure follows from what signatures in force cover, and the pages show that and nothing else
	Signed   = "signed"   // the signatures are real; of what stands there, some is not covered, or can't be compared
	Unsigned = "unsigned" // no signature is in force for it
	Denied   = "denied"   // something contradicts
)

// PaperCheck is the verdict on a printed report. Differences are fragments, with - before what was carried or signed and + before what
// the pages, or the vault, say instead.
type PaperCheck struct {
	Doc       report.Document
	District  string // id
	Proof     *reportproof.Check
	Pages     string
	PagesDiff []string         // in the text
	PagesMore []PageDifference // in everything else
	Against   string
	VaultDiff []string
	Outdated  []Outdated // with a vault
	Lent      bool       // the evidence is the vault's: the report carries none
	Archive   parts.Archival
	Pictures  PictureCheck
	say       words.Catalog
	old       bool // worded by an earlier edition
}

// Outdated is a sign-off of a report that the vault has otherwise: Fault is missing (the vault never had it), before (it was not in force
// when the report was printed), or empty: it was lifted or followed by another since.
type Outdated struct {
	District string `json:"district"`
	Phase    string `json:"phase"`
	Digest   string `json:"digest"`
	Fault    string `json:"fault,omitempty"`
	phase    assess.Phase
}

// Word is the sum of it.
func (c *PaperCheck) Word() string {
	late := func(o Outdated) bool { return o.Fault != "" }
	x := c.Proof
	switch {
	case c.Pages == PagesDiffer, !slices.Contains([]string{VaultNone, VaultSame, VaultOlder}, c.Against), slices.ContainsFunc(c.Outdated, late):
		return Denied
	case x.Format == 1 && slices.ContainsFunc(x.Old, func(s reportproof.OldSignature) bool { return s.Fault != "" }):
		return Denied
	case x.Format == 1 && len(x.Old) > 0:
		return Signed
	case x.Proven == nil, c.Lent && (len(x.Proven.Faults) > 0 || !x.Remade):
		return Unsigned
	case len(x.Proven.Faults) > 0, !x.Remade && !c.old:
		return Denied
	case len(x.Proven.SignOffs) == 0:
		return Unsigned
	case len(c.open()) > 0, !x.Remade, c.old, c.Pages == PagesText, len(c.Outdated) > 0:
		return Signed
	}
	return Verified
}

// open is what nothing proves: what no signature covers, but for what the vault has shown.
func (c *PaperCheck) open() []assess.Loose {
	return slices.DeleteFunc(slices.Clone(c.Proof.Proven.Loose), func(l assess.Loose) bool { return l.Why == assess.LooseSince && c.Against == VaultSame })
}

// OK tells whether nothing speaks against the report.
func (c *PaperCheck) OK() bool { return c.Word() != Denied }

// CheckPaper says whether a PDF or an OFD file is what a vault signed: its signatures, its pages against what it carries, and, where there is a vault,
// what it carries against that. Faults: those of pdfread.Open, ofd.Read and reportproof.Read, carried.none (it carries nothing).
func (p *Printer) CheckPaper(ctx context.Context, file []byte, against *Workspace) (*PaperCheck, error) {
	data, err := carriedIn(ctx, file)
	switch {
	case err != nil:
		return nil, err
	case data == nil:
		return nil, words.Refuse("carried.none")
	}
	c, err := reportproof.Read(data)
	if err != nil {
		return nil, err
	}
	if c.Layout > pdf.Layout {
		return nil, words.Refuse("carried.newer")
	}
	out := &PaperCheck{District: c.District, say: p.Say, Archive: archivalOf(file), old: c.Edition < report.Edition}
	if out.Doc, err = c.Document(); err != nil {
		return nil, err
	}
	job := jobOf(c)
	out.Proof, err = c.Check(genesis, p.remaker(job))
	if err != nil {
		return nil, err
	}
	of := &proofs{lacks: c.Lacks, file: file}
	if against != nil && against.Vault.ID() == out.Proof.Vault {
		of.from = photos{against.Files}
	}
	out.Pages, out.PagesDiff, out.PagesMore, err = p.comparePages(ctx, out.Doc, c, of, data, file)
	out.Pictures = of.PictureCheck
	if err != nil || against == nil {
		return out, err
	}
	out.Against = VaultOther
	if against.Vault.ID() == out.Proof.Vault {
		if out.Against, out.VaultDiff, err = p.remake(against, out.Doc, job, c.Frontier); err != nil {
			return nil, err
		}
		switch {
		case out.old && out.Against == VaultDiffer:
			out.Against = VaultOlder
		case out.bare() && out.Against == VaultSame:
			err = p.lend(out, c, against)
		}
		out.Outdated = outdated(against, out.Proof, c.Frontier)
	}
	return out, err
}

// archivalOf says how a PDF keeps the rules of an archival format.
func archivalOf(file []byte) parts.Archival {
	if formatOf(file) == report.OFD {
		return parts.Archival{}
	}
	return parts.Archive(file)
}

// attachedAnew returns what a PDF carries that another program has written anew; nil if it is none of ours.
func attachedAnew(ctx context.Context, file []byte) ([]byte, error) {
	f, err := pdfread.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	data, err := f.Attachment(ctx, attach.Name)
	return data, errors.Join(err, f.Close())
}

// bare tells whether a paper carries nothing that it could be made again from.
func (c *PaperCheck) bare() bool { return c.Proof.Format > 1 && c.Proof.Proven == nil }

// lend gives a paper that carries none the evidence of the vault that it was printed from.
func (p *Printer) lend(out *PaperCheck, c *reportproof.Carried, from *Workspace) error {
	e, err := from.Proof(c.Frontier, reportproof.Wants(report.Edition, c.Kind, c.District))
	if err != nil || !e.Sound() {
		return err
	}
	lent := *c
	lent.Proof = &e
	out.Lent = true
	out.Proof, err = lent.Check(genesis, p.remaker(jobOf(c)))
	return err
}

// jobOf is the job that a paper is of.
func jobOf(c *reportproof.Carried) report.Job {
	return report.Job{Kind: c.Kind, District: c.District, Draw: c.Draw, Pictures: c.Pictures}
}

// remaker makes a job's document of what a paper carries.
func (p *Printer) remaker(j report.Job) func(*assess.Assessment) (report.Document, error) {
	return func(a *assess.Assessment) (report.Document, error) {
		doc, _, err := compose(a, j, p.Say)
		return doc, err
	}
}

// outdated holds the sign-offs of a report against those of a vault: whether each stood when the report was printed, and still does.
func outdated(d *Workspace, x *reportproof.Check, at ledger.Frontier) []Outdated {
	then, ok := d.At(at)
	if !ok || x.Proven == nil {
		return nil // that the vault lacks what the report was made from is said already
	}
	now := d.View()
	var out []Outdated
	for _, so := range x.Proven.SignOffs {
		o := Outdated{District: so.District, Phase: so.Phase.Key(), Digest: so.Digest.String(), phase: so.Phase}
		switch {
		case !stands(then, so):
			o.Fault = "before"
		case stands(now, so):
			continue
		}
		out = append(out, o)
	}
	return out
}

func stands(a *assess.Assessment, so *assess.SignOff) bool {
	d := a.District(so.District)
	return d != nil && d.Phases[so.Phase].Signed() != nil && d.Phases[so.Phase].Signed().Digest == so.Digest
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
func (p *Printer) remake(d *Workspace, doc report.Document, j report.Job, at ledger.Frontier) (verdict string, diff []string, err error) {
	then, ok := d.At(at)
	if !ok {
		return VaultLacks, nil, nil
	}
	again, _, err := compose(then, j, p.Say)
	switch {
	case err != nil: // there was nothing then to make it from
		return VaultDiffer, nil, nil
	case reportproof.Same(doc, again):
		return VaultSame, nil, nil
	}
	return VaultDiffer, differences(reportproof.Texts(again), reportproof.Texts(doc)), nil
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
