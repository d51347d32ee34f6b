package workspace

import (
	"bytes"
	"context"

	"kaohe/app/assess"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/data/docx"
)

// word makes a document as a Word file. Its pages are not known before a word processor has broken them.
func (p *Printer) word(ctx context.Context, o origin, j report.Job, progress func(done, total int)) (*Printed, error) {
	x := &Printed{}
	doc, d, err := report.Document{}, (*assess.District)(nil), error(nil)
	if j.List != nil {
		doc = report.List(o.view, *j.List, o.from.Today(), p.Say)
	} else if doc, d, err = compose(o.view, j, p.Say); err != nil {
		return nil, err
	}
	if drawn := picked(d, j); j.Kind == "draw" && drawn != nil {
		x.Text = report.NewDrawSheet(o.view, d, drawn).Text()
	}
	opts := docx.Options{Remark: p.Say.Get("docx.remark"), Properties: map[string]string{}, Progress: progress, Photos: photos{o.from.Files}}
	if doc.Kind == "circular" {
		opts.Marks, opts.Properties = circular.Compose(o.view).Marks(o.view, doc)
	}
	opts.Properties[circular.KindName] = doc.Kind
	var b bytes.Buffer
	if err := docx.Write(ctx, &b, doc, opts); err != nil {
		return nil, err
	}
	x.Bytes = b.Bytes()
	return x, nil
}

// ReadWord reads a circular that was edited in a word processor. Faults: file.read, file.kind, and those of docx.Read.
func ReadWord(path string) (*circular.File, error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	x, err := docx.Read(f, info.Size())
	if err != nil {
		return nil, err
	}
	out := &circular.File{Properties: x.Properties, Tracked: x.Tracked, Comments: x.Comments}
	for _, p := range x.Paragraphs {
		out.Lines = append(out.Lines, circular.Line{Text: p.Text, Marks: p.Marks, Table: p.Table})
	}
	return out, nil
}
