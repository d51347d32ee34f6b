// Package printer gives finished PDFs to the computer's printers: to CUPS by lpstat and lp (Linux, macOS), and on Windows to the program
// that prints PDFs there, by the shell's verb Print. No command goes through a shell, and none is given a file's name by a user.
//
// Caveats: what lp has taken is in the queue, not yet on paper. On Windows the file stays in the folder for temporary files until Sweep,
// because its reader takes it when it likes; which printer and how many copies is that program's to ask.
package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/words"
	"kaohe/data/vault"
)

// Queues are the printers there are.
type Queues struct {
	Names   []string // as the system calls them; empty where Asks
	Default string   // one of them, or empty
	Asks    bool     // the system's own program asks which, and how many copies
}

// Job is a PDF to be printed.
type Job struct {
	Title  string // as it stands in the printer's queue
	Queue  string // empty: the default
	Copies int    // at least 1
	PDF    []byte
}

// List returns the printers. Fault: printer.none.
func List(ctx context.Context) (Queues, error) {
	if runtime.GOOS == "windows" {
		return Queues{Asks: true}, nil
	}
	return listCUPS(ctx)
}

// Send prints a job. Faults: printer.none, printer.failed, file.full (Windows, where a file is needed).
func Send(ctx context.Context, j Job) error {
	if runtime.GOOS == "windows" {
		return sendWindows(ctx, j.PDF)
	}
	return sendCUPS(ctx, j)
}

// listCUPS asks lpstat, whose answers are only read in their untranslated form.
func listCUPS(ctx context.Context) (q Queues, err error) {
	names, err := lpstat(ctx, "-e") // one name a line (CUPS 1.7 and later)
	if err == nil {
		q.Names = strings.Fields(names)
	}
	if ctx.Err() != nil {
		return q, ctx.Err()
	}
	if len(q.Names) == 0 {
		return q, words.Refuse("printer.none").Because(err)
	}
	said, err := lpstat(ctx, "-d") // system default destination: NAME
	if err != nil {
		return q, ctx.Err() // there are printers, and none is the usual one
	}
	if _, name, ok := strings.Cut(said, ": "); ok && slices.Contains(q.Names, strings.TrimSpace(name)) {
		q.Default = strings.TrimSpace(name)
	}
	return q, nil
}

func lpstat(ctx context.Context, what string) (string, error) {
	run := exec.CommandContext(ctx, "lpstat", what)
	run.Env = append(os.Environ(), "LC_ALL=C")
	var errs bytes.Buffer
	run.Stderr = &errs
	out, err := run.Output()
	if err != nil {
		return "", fmt.Errorf("lpstat %s: %w %s", what, err, bytes.TrimSpace(errs.Bytes()))
	}
	return string(out), nil
}

// sendCUPS hands the file to lp on its standard input, so that none is left on the disk.
func sendCUPS(ctx context.Context, j Job) error {
	args := []string{"-t", j.Title, "-n", strconv.Itoa(max(1, j.Copies)), "-o", "collate=true"}
	if j.Queue != "" {
		args = append(args, "-d", j.Queue)
	}
	lp := exec.CommandContext(ctx, "lp", args...)
	lp.Stdin = bytes.NewReader(j.PDF)
	out, err := lp.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return words.Refuse("printer.none").Because(err)
	case err != nil:
		return words.Refuse("printer.failed").Because(fmt.Errorf("lp: %w %s", err, bytes.TrimSpace(out)))
	}
	return nil
}

// sentFile is what files for the printer are called in the folder for temporary files.
const sentFile = "kaohe-*.pdf"

// Sweep removes the files that were left for the printer; the window does it when it opens and when it is closed.
func Sweep() {
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
		return words.Refuse("printer.none").Because(fmt.Errorf("%w %s", err, bytes.TrimSpace(out)))
	}
	return nil
}
