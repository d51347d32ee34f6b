package workspace

import (
	"bytes"
	"context"

	"kaohe/app/report"
	"kaohe/data/docx"
)

// WordExt is how the name of a Word file ends.
const WordExt = ".docx"

// word makes a document as a Word file. Its pages are not known before a word processor has broken them.
func (p *Printer) word(ctx context.Context, o origin, j report.Job, progress func(done, total int)) (*Printed, error) {
	opts := docx.Options{Remark: p.Say.Get("docx.remark"), Progress: progress}
	x := &Printed{}
	var doc report.Document
	if j.List != nil {
		doc = report.List(o.view, *j.List, o.from.Today(), p.Say)
	} else {
		made, d, err := compose(o.view, j, p.Say)
		if err != nil {
			return nil, err
		}
		doc = made
		if drawn := picked(d, j); j.Kind == "draw" && drawn != nil {
			x.Text = report.NewDrawSheet(o.view, d, drawn).Text()
		}
	}
	var b bytes.Buffer
	if err := docx.Write(ctx, &b, doc, opts); err != nil {
		return nil, err
	}
	x.Bytes = b.Bytes()
	return x, nil
}
