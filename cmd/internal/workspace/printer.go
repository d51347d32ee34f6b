package workspace

import (
	"context"
	"sync"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/app/words"
	"kaohe/data/ink"
	"kaohe/data/pdf"
)

// Printer prints documents, each with what proves it inside. Its fonts are parsed at the first print and kept. It is safe for concurrent
// use.
type Printer struct {
	Say          words.Catalog // the Chinese catalogue, whatever the screen speaks
	EmbeddedOnly bool
	Format       report.Format

	lent  *Printer // whose fonts it uses; nil for its own
	once  sync.Once
	pages *pdf.Printer
	err   error
}

// In is the printer for a format, with the same fonts.
func (p *Printer) In(f report.Format) *Printer {
	return &Printer{Say: p.Say, EmbeddedOnly: p.EmbeddedOnly, Format: f, lent: p}
}

// Printed is a finished document.
type Printed struct {
	Bytes   []byte
	Pages   int
	Missing []rune           // characters that no face has
	Text    []byte           // what is written beside it as plain text; nil for nothing
	Lacks   []report.Lacking // pictures that are not shown
}

// origin is what documents are made from: one state of a vault.
type origin struct {
	from     *Workspace
	view     *assess.Assessment
	frontier ledger.Frontier
	genesis  []byte // the vault's first record
}

func (d *Workspace) origin() (o origin, err error) {
	o.from = d
	o.view, o.frontier = d.Snapshot()
	o.genesis, err = d.Vault.First()
	return o, err
}

// Print makes a document of what stands now. Faults: district.unknown, those of report.Make, pdf.Printer.LayOut, pdf.Draw and ofd.Write.
func (p *Printer) Print(ctx context.Context, d *Workspace, j report.Job, progress func(done, total int)) (*Printed, error) {
	o, err := d.origin()
	if err != nil {
		return nil, err
	}
	return p.print(ctx, o, j, progress)
}

func (p *Printer) print(ctx context.Context, o origin, j report.Job, progress func(done, total int)) (*Printed, error) {
	if p.Format == report.Word {
		return p.word(ctx, o, j, progress)
	}
	if j.List != nil {
		return p.make(ctx, report.List(o.view, *j.List, o.from.Today(), p.Say), progress)
	}
	doc, d, err := compose(o.view, j, p.Say)
	if err != nil {
		return nil, err
	}
	laid, err := p.lay(ctx, doc, photos{o.from.Files}, p.EmbeddedOnly, progress)
	if err != nil {
		return nil, err
	}
	var text []byte
	if drawn := picked(d, j); j.Kind == "draw" && drawn != nil {
		j.Draw, text = drawn.ID, report.NewDrawSheet(o.view, d, drawn).Text()
	}
	c, err := p.carried(o, doc, j)
	if err != nil {
		return nil, err
	}
	c.Lacks = laid.Lacks
	x, err := p.printed(ctx, laid, c, progress)
	if x != nil {
		x.Text = text
	}
	return x, err
}

// make makes a document that carries nothing and has no pictures.
func (p *Printer) make(ctx context.Context, doc report.Document, progress func(done, total int)) (*Printed, error) {
	laid, err := p.lay(ctx, doc, nil, p.EmbeddedOnly, progress)
	if err != nil {
		return nil, err
	}
	return p.printed(ctx, laid, nil, progress)
}

func (p *Printer) printed(ctx context.Context, laid *ink.Document, c *reportproof.Carried, progress func(done, total int)) (*Printed, error) {
	b, err := write(ctx, p.Format, laid, c, progress)
	if err != nil {
		return nil, err
	}
	return &Printed{Bytes: b, Pages: len(laid.Pages), Missing: laid.Missing(), Lacks: laid.Lacks}, nil
}

// lay lays a document out, with pictures from where of has them.
func (p *Printer) lay(ctx context.Context, doc report.Document, of report.Photos, embedded bool, progress func(done, total int)) (*ink.Document, error) {
	if p.lent != nil {
		return p.lent.lay(ctx, doc, of, embedded, progress)
	}
	p.once.Do(func() { p.pages, p.err = pdf.New(pdf.Embedded()) })
	if p.err != nil {
		return nil, p.err
	}
	return p.pages.LayOut(ctx, doc, pdf.Options{EmbeddedOnly: embedded, Progress: progress, Photos: of})
}

// compose makes the tree of a job's document. The district is nil for one of the round.
func compose(a *assess.Assessment, j report.Job, say words.Catalog) (report.Document, *assess.District, error) {
	if j.Pictures != "" {
		a = a.Picturing(j.Kind, j.District, j.Pictures)
	}
	d := a.District(j.District)
	switch {
	case d == nil && j.District != "":
		return report.Document{}, nil, words.Refuse("district.unknown", j.District)
	case j.Kind == "draw" && d != nil && j.Draw != "":
		if x := picked(d, j); x != nil {
			return report.Draw(a, d, x, say), d, nil
		}
		return report.Document{}, d, words.Refuse("drawsheet.empty", d.Name)
	}
	doc, err := circular.Make(j.Kind, a, d, say)
	return doc, d, err
}

// picked is the draw that a job is about; nil where there is none.
func picked(d *assess.District, j report.Job) *assess.Draw {
	if d == nil || len(d.Draws) == 0 {
		return nil
	}
	for _, x := range d.Draws {
		if x.ID == j.Draw {
			return x
		}
	}
	if j.Draw != "" {
		return nil
	}
	return d.Draws[len(d.Draws)-1]
}

// carried is what goes into a document: its tree, the registers it is made from, and what signs them. Where it can't be made again from
// what can be carried, it carries nothing to prove it, and verifying says so.
func (p *Printer) carried(o origin, doc report.Document, j report.Job) (*reportproof.Carried, error) {
	e, err := o.from.Proof(o.frontier, reportproof.Wants(report.Edition, doc.Kind, j.District))
	if err != nil {
		return nil, err
	}
	c := reportproof.New(doc, e)
	c.Genesis, c.District, c.Frontier, c.Draw, c.Whole, c.Layout = o.genesis, j.District, o.frontier, j.Draw, p.EmbeddedOnly, pdf.Layout
	c.Pictures = j.Pictures
	if report.Names(doc.Kind) || !e.Sound() {
		c.Bare()
		return c, nil
	}
	x, err := c.Check(genesis, p.remaker(j))
	if err != nil {
		return nil, err
	}
	if !x.Remade || len(x.Proven.Faults) > 0 {
		c.Bare()
	}
	return c, nil
}
