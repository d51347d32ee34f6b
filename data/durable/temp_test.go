package durable_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kaohe/data/durable"
)

func TestWhatAKilledProgramLeftIsSweptAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	old, fresh := durable.Temp(filepath.Join(dir, "罗湖.kpack")), durable.Temp(filepath.Join(dir, "罗湖.kpack"))
	before := filepath.Join(dir, ".kaohe-ABCDEFGHIJKLMNOPQRSTUVWXYZ") // as earlier versions named it
	others := []string{filepath.Join(dir, "罗湖.kpack"), filepath.Join(dir, ".kaohe-notes"), filepath.Join(dir, "a.kaohe-ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
	folder := durable.Temp(filepath.Join(dir, "x"))
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range append([]string{old, fresh, before}, others...) {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * time.Hour)
	for _, path := range append([]string{old, before, folder}, others...) {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	durable.Sweep(dir)
	for _, gone := range []string{old, before} {
		if _, err := os.Lstat(gone); err == nil {
			t.Errorf("%s is still there", gone)
		}
	}
	for _, stays := range append([]string{fresh, folder}, others...) {
		if _, err := os.Lstat(stays); err != nil {
			t.Error(err)
		}
	}
}

func TestATemporaryNameTellsOfWhichFileItIs(t *testing.T) {
	if got := filepath.Base(durable.Temp("/u/罗湖.kpack")); !strings.Contains(got, "罗湖.kpack") {
		t.Errorf("%q", got)
	}
	dir := t.TempDir()
	if err := os.WriteFile(durable.Temp(filepath.Join(dir, strings.Repeat("区", 80)+".kpack")), nil, 0o600); err != nil {
		t.Errorf("a long name: %v", err)
	}
}
