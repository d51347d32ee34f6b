package verbs_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kaohe/assets/i18n"
	"kaohe/assets/manual"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/pdfread/pdfreadtest"
)

// light is what a PIN costs here; what a real one costs is the keys' own test.
var light = keys.Params{MemoryKiB: 64, Passes: 1, Threads: 1}

// kaohe is the program without its window, as a command of the scripts.
func kaohe() {
	say, err := i18n.Load(i18n.Choose(os.Getenv))
	if err != nil {
		panic(err)
	}
	env, err := workspace.Usual("test")
	if err != nil {
		panic(err)
	}
	env.Cost = light
	os.Exit(verbs.Run(context.Background(), os.Args[1:], verbs.Host{Out: os.Stdout, Err: os.Stderr, Say: say, Env: env}))
}

func TestMain(m *testing.M) {
	pdfreadtest.Keep()
	testscript.Main(m, map[string]func(){"kaohe": kaohe})
}

// Each verb is told of where people look for it, the manual, and where those who write scripts do, the package's doc.
func TestEachVerbIsInTheManualAndInTheDoc(t *testing.T) {
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := verbs.Run(context.Background(), []string{"--help"}, verbs.Host{Out: &out, Err: &out, Say: say}); code != 0 {
		t.Fatalf("%d: %s", code, &out)
	}
	chapter, err := manual.Files.ReadFile("zh-Hans/99-verbs.md")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	listed := regexp.MustCompile(`(?m)^  kaohe ([a-z]+) `).FindAllStringSubmatch(out.String(), -1)
	if len(listed) < 30 {
		t.Fatalf("%d verbs: %s", len(listed), &out)
	}
	for _, m := range listed {
		if !regexp.MustCompile(`(?m)^\|.*\b` + m[1] + `\b.*\|.*\|$`).Match(chapter) {
			t.Errorf("the manual does not tell of %s", m[1])
		}
		if !bytes.Contains(doc, []byte("//\tkaohe "+m[1]+" ")) {
			t.Errorf("the package's doc does not tell of %s", m[1])
		}
	}
}

func TestScripts(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil && runtime.GOOS != "windows" { // where scripts that need it say so
		t.Fatal("pdftotext is missing: apt-get install poppler-utils, or run make test, which does")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	tables, err := filepath.Abs("../../../data/sheet/testdata")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Abs("../../../app/book/table/testdata/tables")
	if err != nil {
		t.Fatal(err)
	}
	shared := t.TempDir()
	made := sync.OnceValue(func() error {
		env, err := workspace.Usual("test")
		if err != nil {
			return err
		}
		env.Cost, env.Keys.Dir = light, filepath.Join(shared, "devices")
		return verbs.MakeSample(filepath.Join(shared, verbs.SampleName), env)
	})
	// sample VAULT writes the sample that all scripts share, with its keys: a second one in a script is the verb's to make.
	sample := func(ts *testscript.TestScript, _ bool, args []string) {
		ts.Check(made())
		b, err := os.ReadFile(filepath.Join(shared, verbs.SampleName))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
		ts.Check(os.CopyFS(filepath.Join(ts.Getenv("KAOHE_HOME"), "devices"), os.DirFS(filepath.Join(shared, "devices"))))
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("KAOHE_HOME", e.WorkDir+"/.home")
			e.Setenv("LANG", "zh_CN.UTF-8")
			e.Setenv("TABLES", tables)
			e.Setenv("CASES", cases)
			e.Setenv("XDG_CACHE_HOME", cache) // shared, since compiling what reads PDFs takes seconds
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"sample": sample, "status": status, "flip": flip, "edit": edit, "cut": cut, "fill": fill, "cells": cells, "blank": blank, "code": code, "private": private, "stray": stray, "enrol": enrol, "note": note, "invitecode": inviteCode, "number": number, "newer": newer, "reword": reword},
	})
}

// status runs a command that must end with just this exit status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case neg:
		ts.Fatalf("! status has no meaning")
	case want == 0 && err == nil:
	case !errors.As(err, &exit) || exit.ExitCode() != want:
		ts.Fatalf("%v ended with %v, want exit status %d", args[1:], err, want)
	}
}

// flip turns one bit over in the first place where a file holds a text.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	i := bytes.Index(b, []byte(args[1]))
	if i < 0 {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	b[i] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// cut blanks what a vault begins with.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	clear(b[:8192])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o600))
}

// code takes the recovery code out of the text of a printed sheet.
func code(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	groups := regexp.MustCompile(`(?m)^ *([A-Z2-7]{4}) +([A-Z2-7]{4}) +([A-Z2-7]{4})$`).FindAllString(string(b), -1)
	if len(groups) != 3 {
		ts.Fatalf("%s shows %d lines of a recovery code", args[0], len(groups))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(groups, " ")), 0o600))
}

// inviteCode takes the code of an invitation out of what the program just said.
func inviteCode(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){3}`).FindString(ts.ReadFile("stdout"))
	if found == "" {
		ts.Fatalf("no code was told")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(found), 0o600))
}

// number sets a variable to the number that ends what the program just said.
func number(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(`[a-z0-9]{8}\n$`).FindString(ts.ReadFile("stdout"))
	if found == "" {
		ts.Fatalf("no number was told")
	}
	ts.Setenv(args[0], strings.TrimSpace(found))
}

// private tells that nobody but its owner may read a file.
func private(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if info.Mode().Perm() != 0o600 {
		ts.Fatalf("%s may be read by others: %v", args[0], info.Mode())
	}
}

// edit puts another text in the n-th place where a file holds one.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	b, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	n, err := strconv.Atoi(args[3])
	ts.Check(err)
	parts := bytes.SplitAfterN(b, []byte(args[1]), n+1)
	if len(parts) < n {
		ts.Fatalf("%s does not hold %q %d times", args[0], args[1], n)
	}
	parts[n-1] = append(bytes.TrimSuffix(parts[n-1], []byte(args[1])), args[2]...)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.Join(parts, nil), 0o600))
}
