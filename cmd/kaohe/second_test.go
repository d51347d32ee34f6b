package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// again starts the program once more and gives what it says; it must end by itself, and well.
func (l *laptop) again(args ...string) string {
	l.t.Helper()
	c := exec.Command(windowed(l.t), args...)
	c.Env = env(l.home, l.display)
	out, err := c.Output()
	if err != nil {
		l.t.Fatalf("a second start: %v", err)
	}
	return string(out)
}

// A second start on the vault of a window that is an icon brings it back; so does a package of its round. After a kill, what the
// window listened on keeps nobody from starting.
func TestASecondStartBringsTheFirstWindowToTheFront(t *testing.T) {
	home, err := os.MkdirTemp("", "kaohe-") // short enough for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	l := &laptop{t: t, display: onDisplay(t), home: home, vault: filepath.Join(home, "round.kaohe")}
	parcel := filepath.Join(home, "round.kpack")
	l.verb("sample", l.vault)
	l.verb("pack", l.vault, "-o", parcel)
	l.show(l.vault)
	shown := func() bool { return l.x("search", "--onlyvisible", "--name", "考核通") == nil }
	for _, file := range []string{l.vault, parcel} {
		if err := l.x("search", "--name", "考核通", "windowminimize", "--sync"); err != nil {
			t.Fatal(err)
		}
		soon(t, "an icon", func() bool { return !shown() })
		if out := l.again(file); !strings.Contains(out, filepath.Base(file)) || strings.Count(out, "\n") != 1 {
			t.Errorf("said %q", out)
		}
		soon(t, "the window", shown)
	}
	l.kill()
	l.show(l.vault)
	if left, err := filepath.Glob(filepath.Join(home, "windows", "*")); err != nil || len(left) != 1 {
		t.Errorf("sockets %v, want that of the window which runs", left)
	}
}
