package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// need ends a test that can't run here with what is missing; nothing is skipped in silence.
func need(t testing.TB, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Fatalf("%s is missing; make test installs it (.ci/setup test)", p)
		}
	}
}

// onDisplay starts an X server of its own, with options beside the usual ones, with a window manager, and gives its DISPLAY. It ends with the test.
func onDisplay(t testing.TB, options ...string) string {
	t.Helper()
	need(t, "Xvfb", "openbox", "xdotool")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1366x900x24", "-nolisten", "tcp"}, options...)...)
	x.ExtraFiles = []*os.File{w}
	launch(t, x)
	w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb told no display: %v", err)
	}
	display := ":" + strings.TrimSpace(line)
	wm := exec.Command("openbox")
	wm.Env = append(os.Environ(), "DISPLAY="+display)
	launch(t, wm)
	return display
}

func launch(t testing.TB, c *exec.Cmd) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
}

var (
	build     sync.Once
	buildPath string
	buildErr  error
)

// windowed is the program whose window is tried: the one that KAOHE_WINDOW names, such as one for another system, else what make build makes.
func windowed(t testing.TB) string {
	t.Helper()
	if other := os.Getenv("KAOHE_WINDOW"); other != "" {
		return other
	}
	return binary(t)
}

// binary is the program that carries out verbs: the one that KAOHE_BINARY names, else it is built as make build does, once.
func binary(t testing.TB) string {
	t.Helper()
	if made := os.Getenv("KAOHE_BINARY"); made != "" {
		return made
	}
	build.Do(func() {
		dir, err := os.MkdirTemp("", "kaohe-test-")
		if err != nil {
			buildErr = err
			return
		}
		buildPath = filepath.Join(dir, "kaohe")
		if out, err := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", buildPath, ".").CombinedOutput(); err != nil {
			buildErr = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if buildErr != nil {
		t.Fatal(buildErr)
	}
	return buildPath
}

func TestMain(m *testing.M) {
	if probe := os.Getenv("KAOHE_PROBE"); probe != "" {
		frameProbe(probe)
		return
	}
	code := m.Run()
	if buildPath != "" {
		os.RemoveAll(filepath.Dir(buildPath))
	}
	os.Exit(code)
}

// screenshot keeps what a display shows, where KAOHE_SHOTS names a folder for pictures.
func screenshot(t testing.TB, display, name string) {
	t.Helper()
	folder := os.Getenv("KAOHE_SHOTS")
	if folder == "" {
		return
	}
	need(t, "import")
	time.Sleep(time.Second) // the frame that shows what was done last
	c := exec.Command("import", "-window", "root", filepath.Join(folder, name+".png"))
	c.Env = append(os.Environ(), "DISPLAY="+display)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// env is a laptop of its own: keys, preferences and caches in a folder.
func env(home, display string) []string {
	return append(os.Environ(), "DISPLAY="+display, "WAYLAND_DISPLAY=", "HOME="+home, "KAOHE_HOME="+home, "XDG_CONFIG_HOME="+home, "LANG=C.UTF-8", "LC_ALL=", "KAOHE_LANG=")
}

// soon waits until ok, at most for a while; what is waited for is named.
func soon(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(90 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}
