package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kaohe/cmd/internal/clipboard/clipboardtest"
	"kaohe/cmd/internal/verbs"
)

// laptop is the real program in a real window, worked by keys alone.
type laptop struct {
	t       *testing.T
	display string
	home    string
	vault   string
	run     *exec.Cmd
}

// open starts `kaohe demo` and waits for its window.
func (l *laptop) open() {
	l.t.Helper()
	l.show("demo", "--dir", filepath.Dir(l.vault))
}

// show starts the program and waits for its window.
func (l *laptop) show(args ...string) {
	l.t.Helper()
	l.run = exec.Command(windowed(l.t), args...)
	l.run.Env = env(l.home, l.display)
	l.run.Stderr = os.Stderr
	launch(l.t, l.run)
	soon(l.t, "the window", func() bool { return l.x("search", "--onlyvisible", "--name", "考核通") == nil })
	time.Sleep(time.Second) // the first frames: keys that come before them are lost
}

// kill ends the program as a power cut would.
func (l *laptop) kill() {
	l.t.Helper()
	if err := l.run.Process.Kill(); err != nil {
		l.t.Fatal(err)
	}
	l.run.Wait()
}

func (l *laptop) x(args ...string) error {
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+l.display)
	return c.Run()
}

// keys presses keys and types texts (those that begin with a quote), one after the other, at a person's pace.
func (l *laptop) keys(keys ...string) {
	l.t.Helper()
	for _, k := range keys {
		args := []string{"key", k}
		if text, ok := strings.CutPrefix(k, "'"); ok {
			args = []string{"type", "--delay", "30", text}
		}
		if err := l.x(args...); err != nil {
			l.t.Fatalf("xdotool %v: %v", args, err)
		}
		time.Sleep(250 * time.Millisecond)
	}
}

// saves does something and waits until the vault on disk has changed by it.
func (l *laptop) saves(what string, keys ...string) {
	l.t.Helper()
	before := l.stamp()
	l.keys(keys...)
	soon(l.t, what+" to be on disk", func() bool { return l.stamp() != before })
}

func (l *laptop) stamp() time.Time {
	s, err := os.Stat(l.vault)
	if err != nil {
		l.t.Fatal(err)
	}
	return s.ModTime()
}

// log reads what a vault says, while no window holds it.
func (l *laptop) log(vault string) ([]verbs.LogLine, error) {
	c := exec.Command(binary(l.t), "log", vault, "--json")
	c.Env = env(l.home, l.display)
	out, err := c.Output()
	if err != nil {
		return nil, err
	}
	var lines []verbs.LogLine
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var x verbs.LogLine
		if err := dec.Decode(&x); err != nil {
			return nil, err
		}
		lines = append(lines, x)
	}
	return lines, nil
}

func (l *laptop) last(action string) *verbs.LogLine {
	l.t.Helper()
	lines, err := l.log(l.vault)
	if err != nil {
		l.t.Fatal(err)
	}
	return lastOf(lines, action)
}

func lastOf(lines []verbs.LogLine, action string) (found *verbs.LogLine) {
	for _, x := range lines {
		if x.Action == action {
			found = &x
		}
	}
	return found
}

// lastTouches tells whether the last action of its kind is on an entity, among others perhaps: evidence says also who holds its file.
func lastTouches(lines []verbs.LogLine, action, entity string) bool {
	last := lastOf(lines, action)
	return last != nil && slices.ContainsFunc(lines, func(x verbs.LogLine) bool {
		return x.Action == action && x.At == last.At && x.Device == last.Device && strings.HasPrefix(x.Entity, entity)
	})
}

// writes does something and waits until the vault on disk has an action of its own on an entity. The window writes other things too, such as
// that a sheet was looked at, so that a changed file alone says nothing. What is read is a copy, because the window holds the vault; one
// that was made while a page was being written is made again.
func (l *laptop) writes(action, entity string, keys ...string) {
	l.t.Helper()
	l.keys(keys...)
	l.written(action, entity)
}

// written is the waiting part of writes.
func (l *laptop) written(action, entity string) {
	l.t.Helper()
	copied := filepath.Join(l.t.TempDir(), "copy.kaohe")
	soon(l.t, action+" to be on disk", func() bool {
		b, err := os.ReadFile(l.vault)
		if err != nil || os.WriteFile(copied, b, 0o600) != nil {
			return false
		}
		lines, err := l.log(copied)
		return err == nil && lastTouches(lines, action, entity)
	})
}

// onePixel is a PNG.
var onePixel = func() []byte {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))) // into memory
	return b.Bytes()
}()

// photo is a small JPEG.
func photo(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The whole way from the keyboard: who, a mark, a picture that was copied, a note, a signature; then the power goes, and all of it is there again.
func TestOneItemOneNoteOneSignatureSurviveAKill(t *testing.T) {
	l := &laptop{t: t, display: onDisplay(t), home: t.TempDir()}
	l.vault = filepath.Join(l.home, "demo", verbs.SampleName)
	l.open()
	l.saves("who is at the keyboard", "'gy", "Return")
	l.saves("福田区", "alt+Down")
	l.saves("罗湖区", "alt+Down")
	l.saves("南山区", "alt+Down")
	l.saves("the on-site page", "ctrl+2")
	l.writes("edit.mark", "d/nanshan/", "Down", "Down", "Down", "Down", "Down", "Down", "'1.5", "Return")
	pasted := os.Getenv("KAOHE_WINDOW") == "" // the clipboard that is offered is that of X11
	if pasted {
		clipboardtest.Offer(t, l.display, map[string][]byte{"image/png": onePixel})
		l.writes("edit.evidence", "d/nanshan/evid/2/", "ctrl+v")
	}
	l.writes("edit.remark", "d/nanshan/", "F4", "'noted on the spot", "Escape", "Tab")
	l.writes("edit.sign", "d/nanshan/sign/2/", "ctrl+s", "'246810", "Return")
	screenshot(t, l.display, "signed")
	l.kill()

	if x := l.last("edit.mark"); x == nil || x.Entity != "d/nanshan/score/a7" && !strings.HasPrefix(x.Entity, "d/nanshan/ded/a7/") || x.Person != "gu" {
		t.Errorf("mark: %+v", x)
	}
	if x := l.last("edit.remark"); x == nil || x.New != "noted on the spot" {
		t.Errorf("note: %+v", x)
	}
	if x := l.last("edit.evidence"); pasted && (x == nil || x.Person != "gu") {
		t.Errorf("the picture that was pasted: %+v", x)
	}
	if x := l.last("edit.sign"); x == nil || !strings.HasPrefix(x.Entity, "d/nanshan/sign/2/") {
		t.Errorf("signature: %+v", x)
	}
	c := exec.Command(binary(t), "verify", l.vault)
	c.Env = env(l.home, l.display)
	if out, err := c.CombinedOutput(); err != nil || !strings.Contains(string(out), "核验通过") {
		t.Errorf("verify: %v\n%s", err, out)
	}

	l.open() // where it was left, by whom
	l.saves("going on after the restart", "ctrl+1")
	l.kill()
}

// Files that are drawn from another program onto the page of records become evidence of the record at hand, and their bytes are in the store.
func TestFilesDroppedOnARecordAreItsEvidence(t *testing.T) {
	l := &laptop{t: t, display: onDisplay(t), home: t.TempDir()}
	l.vault = filepath.Join(l.home, "round.kaohe")
	files := map[string][]byte{"现场 100%.png": onePixel, "IMG_1.jpg": photo(t)}
	var paths []string
	for name, b := range files {
		path := filepath.Join(l.home, name)
		paths = append(paths, path)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l.verb("sample", l.vault)
	l.begin("gu", onSite)
	l.keys("ctrl+Next") // the page of records
	clipboardtest.Drop(t, l.display, "考核通", paths...)
	l.written("edit.evidence", "d/nanshan/evid/2/")
	screenshot(t, l.display, "dropped")
	l.kill()

	l.supports(files)
	var checked verbs.Verification
	if err := json.Unmarshal([]byte(l.verb("verify", l.vault, "--json")), &checked); err != nil {
		t.Fatal(err)
	}
	if x := checked.Evidence; !checked.OK || x == nil || x.Files != len(files) || x.Here != len(files) || len(x.Bad) > 0 || x.Fault != "" {
		t.Errorf("verify: ok %v, evidence %+v", checked.OK, x)
	}
}

// supports holds that files became evidence of a record each, in 顾彧's name, and that the store beside the vault has their bytes.
func (l *laptop) supports(files map[string][]byte) {
	l.t.Helper()
	lines, err := l.log(l.vault)
	if err != nil {
		l.t.Fatal(err)
	}
	var listed []verbs.EvidenceLine
	for dec := json.NewDecoder(strings.NewReader(l.verb("evidence", "list", l.vault, "--json"))); dec.More(); {
		var x verbs.EvidenceLine
		if err := dec.Decode(&x); err != nil {
			l.t.Fatal(err)
		}
		listed = append(listed, x)
	}
	for name, b := range files {
		sum := fmt.Sprintf("%x", sha256.Sum256(b))
		if !slices.ContainsFunc(lines, func(x verbs.LogLine) bool {
			return x.Action == "edit.evidence" && x.Entity == "d/nanshan/evid/2/"+sum && x.Person == "gu"
		}) {
			l.t.Errorf("%s: no edit.evidence in the log", name)
		}
		if !slices.ContainsFunc(listed, func(x verbs.EvidenceLine) bool { return x.SHA256 == sum && x.Name == name && len(x.Records) == 1 }) {
			l.t.Errorf("%s supports no record: %+v", name, listed)
		}
		if kept, err := os.ReadFile(filepath.Join(l.vault+".files", "original", sum[:2], sum)); err != nil || !bytes.Equal(kept, b) {
			l.t.Errorf("%s: the store has %d bytes of %d, %v", name, len(kept), len(b), err)
		}
	}
}

// Without a display the program says so in one line; nothing of Fyne shows through, whatever the locale.
func TestWithoutADisplayOneLine(t *testing.T) {
	for _, lang := range []string{"C", "zh_CN.UTF-8", ""} {
		c := exec.Command(binary(t))
		c.Env = append(env(t.TempDir(), ""), "LANG="+lang)
		var stderr strings.Builder
		c.Stderr = &stderr
		err := c.Run()
		if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 1 {
			t.Errorf("LANG=%q: ended with %v, want exit status 1", lang, err)
		}
		if got := stderr.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "sample、status、report、sign、verify、log") {
			t.Errorf("LANG=%q: %q", lang, got)
		}
	}
}
