//go:build unix

package printer_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/cmd/internal/printer"
)

// office puts programs of these names, as scripts, before all others, and returns the folder in which they leave what they got.
func office(t *testing.T, programs map[string]string) string {
	t.Helper()
	bin, got := t.TempDir(), t.TempDir()
	for name, script := range programs {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	t.Setenv("GOT", got)
	t.Setenv("LC_ALL", "zh_CN.UTF-8")
	return got
}

const lpstat = `[ "$LC_ALL" = C ] || exit 3
case "$1" in
-e) echo 二楼_HP; echo Office ;;
-d) echo "system default destination: Office" ;;
esac`

func TestThePrintersAreListedWithTheUsualOne(t *testing.T) {
	office(t, map[string]string{"lpstat": lpstat})
	q, err := printer.List(context.Background())
	if err != nil || !slices.Equal(q.Names, []string{"二楼_HP", "Office"}) || q.Default != "Office" || q.Asks {
		t.Fatalf("%+v %v", q, err)
	}
	office(t, map[string]string{"lpstat": `[ "$1" = -e ] && echo Office || echo "no system default destination"`})
	if q, err = printer.List(context.Background()); err != nil || q.Default != "" || len(q.Names) != 1 {
		t.Errorf("%+v %v", q, err)
	}
}

func TestWithoutAPrinterThatIsSaid(t *testing.T) {
	for name, programs := range map[string]map[string]string{
		"no CUPS":    {},
		"no printer": {"lpstat": `echo "lpstat: No destinations added." >&2; exit 1`},
		"no answer":  {"lpstat": ``},
	} {
		t.Run(name, func(t *testing.T) {
			office(t, programs)
			if q, err := printer.List(context.Background()); !errors.Is(err, words.Refuse("printer.none")) {
				t.Errorf("%+v %v", q, err)
			}
		})
	}
}

func TestTheFileReachesThePrinterWithItsCopiesAndTitle(t *testing.T) {
	got := office(t, map[string]string{"lp": `printf '%s\n' "$@" > "$GOT/args"; /bin/cat > "$GOT/file"`})
	j := printer.Job{Title: "南山区 $(touch x); 考核情况反馈", Queue: "二楼_HP", Copies: 3, PDF: []byte("%PDF-1.7 …")}
	if err := printer.Send(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	args, _ := os.ReadFile(filepath.Join(got, "args"))
	want := []string{"-t", j.Title, "-n", "3", "-o", "collate=true", "-d", "二楼_HP"}
	if lines := strings.Split(strings.TrimSpace(string(args)), "\n"); !slices.Equal(lines, want) {
		t.Errorf("lp was given %q", lines)
	}
	if file, _ := os.ReadFile(filepath.Join(got, "file")); string(file) != string(j.PDF) {
		t.Errorf("lp read %q", file)
	}
	j.Queue, j.Copies = "", 0 // the usual printer, once
	if err := printer.Send(context.Background(), j); err != nil {
		t.Fatal(err)
	}
	if args, _ = os.ReadFile(filepath.Join(got, "args")); strings.Contains(string(args), "-d") || !strings.Contains(string(args), "-n\n1\n") {
		t.Errorf("lp was given %q", args)
	}
}

func TestWhatThePrinterRefusesIsTold(t *testing.T) {
	office(t, map[string]string{"lp": `echo "lp: The printer or class does not exist." >&2; exit 1`})
	err := printer.Send(context.Background(), printer.Job{Queue: "gone", PDF: []byte("x")})
	if !errors.Is(err, words.Refuse("printer.failed")) {
		t.Fatal(err)
	}
	var f *words.Fault
	if !errors.As(err, &f) || !strings.Contains(f.Error(), "does not exist") {
		t.Errorf("the cause is lost: %v", err)
	}
	office(t, nil)
	if err := printer.Send(context.Background(), printer.Job{}); !errors.Is(err, words.Refuse("printer.none")) {
		t.Error(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if err := printer.Send(stopped, printer.Job{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
