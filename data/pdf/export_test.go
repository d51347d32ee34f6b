package pdf

import (
	"context"
	"io"

	"kaohe/app/report"
)

// Result describes what was printed.
type Result struct {
	Pages   int
	Missing []rune           // characters that no font has, in order; they are drawn as a barred box, but copied as themselves
	Face    string           // family of the computer's 仿宋 that was used; "" for the embedded 宋
	Lacks   []report.Lacking // pictures that are not shown
}

// Write lays doc out, draws it and writes it to w.
func (p *Printer) Write(ctx context.Context, w io.Writer, doc report.Document, opts Options) (Result, error) {
	laid, err := p.LayOut(ctx, doc, opts)
	if err != nil {
		return Result{}, err
	}
	file, err := Draw(ctx, laid, opts.Progress)
	if err != nil {
		return Result{}, err
	}
	_, err = w.Write(file)
	return Result{Pages: len(laid.Pages), Missing: laid.Missing(), Face: laid.Family, Lacks: laid.Lacks}, err
}
