//go:build unix

package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/words"
)

// List returns the printers. Fault: printer.none. It asks lpstat, whose answers are only read in their untranslated form.
func List(ctx context.Context) (q Queues, err error) {
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

// Send prints a job. Faults: printer.none, printer.failed. The file goes to lp on its standard input, so that none is left on the disk.
func Send(ctx context.Context, j Job) error {
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
