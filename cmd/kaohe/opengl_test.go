package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestNoDisplayIsRefused: a display that does not answer is none, and nothing waits for it.
func TestNoDisplayIsRefused(t *testing.T) {
	for _, display := range []string{"", ":64999"} {
		home := t.TempDir()
		c := exec.Command(binary(t), "demo", "--dir", home)
		c.Env = env(home, display)
		out, err := c.CombinedOutput()
		if err == nil || c.ProcessState.ExitCode() != 1 {
			t.Errorf("with DISPLAY=%q it ended with %v, not 1", display, err)
		}
		if s := string(out); strings.Count(s, "\n") != 1 || !strings.Contains(s, "没有可用的显示器") {
			t.Errorf("with DISPLAY=%q it said %q, not one line", display, s)
		}
	}
}

// TestMissingOpenGLIsSaidInAWindow: who started the program from an icon sees what is wrong, and the program ends when they have read it.
func TestMissingOpenGLIsSaidInAWindow(t *testing.T) {
	l := &laptop{t: t, display: onDisplay(t, "-extension", "GLX"), home: t.TempDir()}
	c := exec.Command(windowed(t), "demo", "--dir", l.home)
	c.Env = env(l.home, l.display)
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	defer c.Process.Kill()
	soon(t, "the message", func() bool { return l.x("search", "--onlyvisible", "--name", "考核通") == nil })
	screenshot(t, l.display, "opengl")
	soon(t, "the end after Enter", func() bool {
		l.x("search", "--onlyvisible", "--name", "考核通", "key", "Return")
		select {
		case <-ended:
			return true
		case <-time.After(100 * time.Millisecond):
			return false
		}
	})
	if c.ProcessState.ExitCode() != 1 || strings.Count(said.String(), "\n") != 1 || !strings.Contains(said.String(), "OpenGL") {
		t.Errorf("it ended with %d and said %q, not 1 and one line about OpenGL", c.ProcessState.ExitCode(), said.String())
	}
}
