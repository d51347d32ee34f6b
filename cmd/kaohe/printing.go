package main

import (
	"context"
	"errors"
	"image"
	"path/filepath"

	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/cmd/internal/printer"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/pagecheck"
	"kaohe/data/pdfread"
	"kaohe/data/vault"
	"kaohe/ui"
	"kaohe/ui/preview"
	"kaohe/ui/printing"
)

// workspaceOf is what is behind a vault of the window.
func workspaceOf(v ui.Vault) *workspace.Workspace { return v.(openVault).Workspace }

// Print implements ui.Documents.
func (s *system) Print(ctx context.Context, v ui.Vault, jobs []report.Job, as report.Format, folder string, replace bool,
	progress func(done, total int)) ([]printing.Made, error) {
	return makeIn(ctx, s.printer.In(as), v, jobs, folder, replace, progress)
}

// ReadWord implements ui.Documents.
func (s *system) ReadWord(path string) (*circular.File, error) { return workspace.ReadWord(path) }

// makeIn makes documents in a folder.
func makeIn(ctx context.Context, p *workspace.Printer, v ui.Vault, jobs []report.Job, folder string, replace bool,
	progress func(done, total int)) ([]printing.Made, error) {
	made, err := p.Batch(ctx, workspaceOf(v), jobs, workspace.Output{Path: folder, Replace: replace}, progress)
	var out []printing.Made
	for _, m := range made {
		out = append(out, printing.Made{Job: m.Job, Name: filepath.Base(m.Path), Path: m.Path,
			Pages: m.Pages, Missing: m.Missing, Lacks: m.Lacks, Err: m.Err})
	}
	return out, err
}

// Preview implements ui.Documents.
func (s *system) Preview(ctx context.Context, v ui.Vault, j report.Job) (preview.Pages, error) {
	x, err := s.printer.Print(ctx, workspaceOf(v), j, nil)
	if err != nil {
		return nil, err
	}
	f, err := pdfread.Open(ctx, x.Bytes)
	if err != nil {
		return nil, err
	}
	return sheets{f}, nil
}

// sheets is an open PDF as the preview wants it.
type sheets struct{ *pdfread.File }

func (s sheets) Image(ctx context.Context, i int, dpi float64) (image.Image, error) {
	return s.File.Image(ctx, i, dpi)
}

// Printers implements ui.Documents.
func (s *system) Printers(ctx context.Context) (printing.Printers, error) {
	q, err := printer.List(ctx)
	return printing.Printers{Names: q.Names, Usual: q.Default, Asks: q.Asks}, err
}

// Send implements ui.Documents.
func (s *system) Send(ctx context.Context, v ui.Vault, jobs []report.Job, to printing.Printer, progress func(done, total int)) ([]printing.Made, error) {
	var out []printing.Made
	for i, j := range jobs {
		x, err := s.printer.Print(ctx, workspaceOf(v), j, nil)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		m := printing.Made{Job: j, Name: workspace.Name(v.View(), j), Printer: to.Said(), Err: err}
		if err == nil {
			m.Pages, m.Missing, m.Lacks = x.Pages, x.Missing, len(x.Lacks)
			if err := printer.Send(ctx, printer.Job{Title: m.Name, Queue: to.Name, Copies: to.Copies, PDF: x.Bytes}); err != nil {
				return out, err // the next would fare no better
			}
		}
		out = append(out, m)
		progress(i+1, len(jobs))
	}
	return out, nil
}

// Recovery implements ui.Documents.
func (s *system) Recovery(v ui.Vault) string { return workspaceOf(v).Recovery }

// SaveRecovery implements ui.Documents.
func (s *system) SaveRecovery(ctx context.Context, v ui.Vault, folder string, replace bool) (string, error) {
	path := filepath.Join(folder, workspace.RecoveryName(v.View()))
	return path, s.printer.SaveRecovery(ctx, workspaceOf(v), workspace.Output{Path: path, Replace: replace})
}

// SendRecovery implements ui.Documents.
func (s *system) SendRecovery(ctx context.Context, v ui.Vault) error {
	x, err := s.printer.RecoverySheet(ctx, workspaceOf(v))
	if err != nil {
		return err
	}
	return printer.Send(ctx, printer.Job{Title: workspace.RecoveryName(v.View()), PDF: x.Bytes})
}

// Verify implements ui.Documents.
func (s *system) Verify(ctx context.Context, path string, v ui.Vault) (ui.Verdict, error) {
	var out ui.Verdict
	p, err := workspace.ReadPaper(path)
	if err != nil {
		return out, err
	}
	if p == nil {
		return s.verifyVault(ctx, path)
	}
	var open *workspace.Workspace
	if v != nil {
		open = workspaceOf(v)
	}
	if p.Draw != nil {
		drawn := workspace.CheckDraw(p.Draw, open)
		if out.Lines, out.Word = drawn.Lines(), ui.VerifyRepeats; !drawn.OK() {
			out.Word = ui.VerifyDenied
		}
	}
	if !p.Sheet {
		return out, nil
	}
	var measured []words.Msg
	if p.PDF {
		if measured, err = layout(ctx, p.Bytes); err != nil {
			return out, err
		}
	}
	check, err := s.printer.CheckPaper(ctx, p.Bytes, open)
	if err != nil {
		return out, err
	}
	if out.Word != ui.VerifyDenied {
		out.Word = check.Word()
	}
	out.Lines = append(append(out.Lines, check.Lines()...), measured...)
	return out, nil
}

// layout measures a PDF's pages; what is not as it should be is told, and speaks not against what the document says.
func layout(ctx context.Context, b []byte) ([]words.Msg, error) {
	check, err := workspace.Measure(ctx, b)
	if err != nil {
		return nil, err
	}
	return layoutLines(check), nil
}

// layoutLines are a sum, each rule that fails, and then what was not measured, gathered by the reason.
func layoutLines(check *pagecheck.Check) []words.Msg {
	n, bad := len(check.Findings)-check.Count(pagecheck.None), check.Count(pagecheck.Fail)
	var out []words.Msg
	switch {
	case check.Verdict == pagecheck.None:
		return []words.Msg{words.M("paper.check.layout.none")}
	case bad == 0:
		out = append(out, words.M("paper.check.layout", n))
	default:
		out = append(out, words.M("paper.check.layout.bad", n, bad))
	}
	why := map[string]words.Msg{}
	var order []string
	for _, x := range check.Findings {
		rule := words.M("pagecheck.rule." + x.Rule)
		switch x.Verdict {
		case pagecheck.Fail:
			out = append(out, words.M("paper.check.layout.line", rule, clause(x), page(x), x.Want, x.Got))
		case pagecheck.None:
			if before, ok := why[x.Why]; ok {
				rule = words.M("paper.check.layout.and", before, rule)
			} else {
				order = append(order, x.Why)
			}
			why[x.Why] = rule
		}
	}
	for _, w := range order {
		out = append(out, words.M("paper.check.layout.why", why[w], words.M("pagecheck.why."+w)))
	}
	return out
}

// clause is a finding's clause, or what stands for the rules that every document has to follow.
func clause(x pagecheck.Finding) any {
	if x.Clause == "" {
		return words.M("cli.layout.own")
	}
	return x.Clause
}

func page(x pagecheck.Finding) any {
	if x.Page == 0 {
		return ""
	}
	return words.M("cli.layout.page", x.Page)
}

func (s *system) verifyVault(ctx context.Context, path string) (ui.Verdict, error) {
	d, err := workspace.Open(path, vault.ReadOnly, s.reading())
	if err != nil {
		return ui.Verdict{}, err
	}
	check, err := d.Check()
	if err == nil {
		check.Files, err = d.CheckFiles(ctx, func(int, int) {})
	}
	if err = errors.Join(err, d.Close()); err != nil {
		return ui.Verdict{}, err
	}
	out := ui.Verdict{Word: ui.VerifyGood, Lines: check.Lines()}
	switch {
	case check.Newer():
		out.Word = ui.VerifyNewer
	case !check.OK():
		out.Word = ui.VerifyDenied
	case !check.Clean():
		out.Word = ui.VerifyNoted
	}
	return out, nil
}
