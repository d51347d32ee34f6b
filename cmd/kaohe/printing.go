package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"kaohe/app/report"
	"kaohe/app/words"
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
func (s *system) Print(ctx context.Context, v ui.Vault, jobs []report.Job, folder string, replace bool,
	progress func(done, total int)) ([]printing.Made, error) {
	made, err := s.printer.Batch(ctx, workspaceOf(v), jobs, workspace.Output{Path: folder, Replace: replace}, progress)
	var out []printing.Made
	for _, m := range made {
		out = append(out, printing.Made{Job: m.Job, Name: filepath.Base(m.Path), Path: m.Path,
			Pages: m.Pages, Missing: m.Missing, Err: m.Err})
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

// Send implements ui.Documents: by lp where there is a queue, on Windows by the program that prints PDFs.
func (s *system) Send(ctx context.Context, v ui.Vault, j report.Job) error {
	x, err := s.printer.Print(ctx, workspaceOf(v), j, nil)
	if err != nil {
		return err
	}
	return send(ctx, x.Bytes, workspace.Name(v.View(), j))
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
	return send(ctx, x.Bytes, workspace.RecoveryName(v.View()))
}

// send gives a PDF to the printer under a title.
func send(ctx context.Context, file []byte, title string) error {
	if runtime.GOOS == "windows" {
		return sendWindows(ctx, file)
	}
	if out, err := exec.CommandContext(ctx, "lpstat", "-d").CombinedOutput(); err != nil || !strings.Contains(string(out), ":") {
		return words.Refuse("printer.none").Because(fmt.Errorf("lpstat -d: %s", bytes.TrimSpace(out)))
	}
	lp := exec.CommandContext(ctx, "lp", "-t", title)
	lp.Stdin = bytes.NewReader(file)
	if out, err := lp.CombinedOutput(); err != nil {
		return words.Refuse("printer.failed").Because(fmt.Errorf("lp: %s", bytes.TrimSpace(out)))
	}
	return nil
}

// sentFile is what files for the printer are called in the folder for temporary files.
const sentFile = "kaohe-*.pdf"

// sweepSent removes them, when the window opens and when it is closed.
func sweepSent() {
	sent, _ := filepath.Glob(filepath.Join(os.TempDir(), sentFile)) // of a folder whose name is no pattern; else they stay for the system to remove
	for _, f := range sent {
		_ = os.Remove(f) // one that is still being printed goes the next time
	}
}

// sendWindows leaves the file where it is: the program that prints it reads it when it likes.
func sendWindows(ctx context.Context, file []byte) error {
	f, err := os.CreateTemp("", sentFile)
	if err != nil {
		return words.Refuse("printer.failed").Because(err)
	}
	_, err = f.Write(file)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
		if vault.Full(err) {
			return words.Refuse("file.full", f.Name()).Because(err)
		}
		return words.Refuse("printer.failed").Because(err)
	}
	run := exec.CommandContext(ctx, "powershell", "-NoProfile", "-Command", "Start-Process -FilePath $env:KAOHE_PRINT -Verb Print")
	run.Env = append(os.Environ(), "KAOHE_PRINT="+f.Name())
	if out, err := run.CombinedOutput(); err != nil {
		return words.Refuse("printer.none").Because(fmt.Errorf("%s", bytes.TrimSpace(out)))
	}
	return nil
}

// Verify implements ui.Documents.
func (s *system) Verify(ctx context.Context, path string, v ui.Vault) (ui.Verdict, error) {
	var out ui.Verdict
	p, err := workspace.ReadPaper(path)
	if err != nil {
		return out, err
	}
	if p == nil {
		return s.verifyVault(path)
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
	if !p.PDF {
		return out, nil
	}
	measured, err := layout(ctx, p.Bytes)
	if err != nil {
		return out, err
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
	var bad []words.Msg
	n := 0
	for _, x := range check.Findings {
		if x.Verdict != pagecheck.None {
			n++
		}
		if x.Verdict == pagecheck.Fail {
			bad = append(bad, words.M("paper.check.layout.line", words.M("pagecheck.rule."+x.Rule), x.Clause, x.Page, x.Want, x.Got))
		}
	}
	if len(bad) == 0 {
		return []words.Msg{words.M("paper.check.layout", n)}, nil
	}
	return append([]words.Msg{words.M("paper.check.layout.bad", n, len(bad))}, bad...), nil
}

func (s *system) verifyVault(path string) (ui.Verdict, error) {
	d, err := workspace.Open(path, vault.ReadOnly, s.reading())
	if err != nil {
		return ui.Verdict{}, err
	}
	check, err := d.Check()
	if err = errors.Join(err, d.Close()); err != nil {
		return ui.Verdict{}, err
	}
	out := ui.Verdict{Word: ui.VerifyGood, Lines: check.Lines()}
	switch {
	case !check.OK():
		out.Word = ui.VerifyDenied
	case !check.Clean():
		out.Word = ui.VerifyNoted
	}
	return out, nil
}
