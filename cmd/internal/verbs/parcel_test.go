package verbs_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"kaohe/app/session"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// enrol VAULT NAME BY PIN PEOPLE... enrols the laptop whose keys lie in KAOHE_HOME.
func enrol(ts *testscript.TestScript, _ bool, args []string) {
	env, err := workspace.Usual("test")
	ts.Check(err)
	env.Keys = keys.Store{Dir: filepath.Join(ts.Getenv("KAOHE_HOME"), "devices"), Random: env.Random}
	d, err := workspace.Open(ts.MkAbs(args[0]), vault.ReadWrite, env)
	ts.Check(err)
	ts.Check(errors.Join(d.EnrolDevice(session.NewLaptop{Name: args[1], People: args[4:]}, args[2], args[3]), d.Close()))
}

// Ctrl+C while packages are made or merged leaves nothing, and says so.
func TestAnInterruptedPackOrMergeLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("KAOHE_HOME", dir)
	env, err := workspace.Usual("test")
	if err != nil {
		t.Fatal(err)
	}
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	env.Cost = light
	run := func(ctx context.Context, args ...string) (int, string) {
		var errs strings.Builder
		status := verbs.Run(ctx, args, verbs.Host{Out: io.Discard, Err: &errs, Say: say, Env: env})
		return status, errs.String()
	}
	vault, whole, none := filepath.Join(dir, "s.kaohe"), filepath.Join(dir, "whole.kpack"), filepath.Join(dir, "none.kpack")
	for _, args := range [][]string{{"sample", vault}, {"pack", vault, "-o", whole}} {
		if status, said := run(t.Context(), args...); status != 0 {
			t.Fatal(said)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if status, said := run(ended, "pack", vault, "-o", none); status != 1 || !strings.Contains(said, "已中断：没有留下数据包") {
		t.Errorf("pack: %d, %s", status, said)
	}
	if status, said := run(ended, "merge", vault, whole); status != 1 || !strings.Contains(said, "已中断：什么都没有合并") {
		t.Errorf("merge: %d, %s", status, said)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.kpack")); err != nil || len(left) != 1 {
		t.Errorf("left: %v, %v", left, err)
	}
}
