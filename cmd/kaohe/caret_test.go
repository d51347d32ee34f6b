package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kaohe/cmd/internal/verbs"
)

// pinyin starts fcitx5 on a display, off until Ctrl+Space, with nothing but what typing Chinese through X takes.
func pinyin(t *testing.T, display, home string) *exec.Cmd {
	t.Helper()
	need(t, "fcitx5", "import", "xprop")
	profile := "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n\n[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n\n" +
		"[Groups/0/Items/1]\nName=pinyin\nLayout=\n\n[GroupOrder]\n0=Default\n"
	config := filepath.Join(home, "fcitx5")
	err := os.MkdirAll(config, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(config, "profile"), []byte(profile), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("fcitx5", "--disable=all", "--enable=xcb,xim,classicui,keyboard,punctuation,pinyin", "-D")
	c.Env = append(env(home, display), "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home)
	launch(t, c)
	soon(t, "fcitx5", func() bool {
		p := exec.Command("xprop", "-display", display, "-root", "XIM_SERVERS")
		b, err := p.Output()
		return err == nil && strings.Contains(string(b), "@server=fcitx")
	})
	return c
}

// picture is what the screen shows.
func (l *laptop) picture() image.Image {
	l.t.Helper()
	c := exec.Command("import", "-window", "root", "png:-")
	c.Env = append(os.Environ(), "DISPLAY="+l.display)
	b, err := c.Output()
	if err != nil {
		l.t.Fatalf("import: %v", err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		l.t.Fatal(err)
	}
	return img
}

// candidates is where fcitx5's window is on the screen; false while there is none.
func (l *laptop) candidates() (image.Rectangle, bool) {
	c := exec.Command("xdotool", "search", "--onlyvisible", "--name", "Fcitx5 Input Window", "getwindowgeometry", "--shell")
	c.Env = append(os.Environ(), "DISPLAY="+l.display)
	b, err := c.Output()
	if err != nil {
		return image.Rectangle{}, false
	}
	v := map[string]int{}
	for _, line := range strings.Fields(string(b)) {
		var n int
		if name, number, ok := strings.Cut(line, "="); ok {
			if _, err := fmt.Sscan(number, &n); err == nil {
				v[name] = n
			}
		}
	}
	return image.Rect(v["X"], v["Y"], v["X"]+v["WIDTH"], v["Y"]+v["HEIGHT"]), true
}

// carets are the upright bars in the caret's colour on the screen: two wide, and as high as a line.
func carets(img image.Image) (out []image.Rectangle) {
	accent := func(x, y int) bool {
		r, g, b, _ := img.At(x, y).RGBA()
		return r>>8 < 0x40 && g>>8 < 0x70 && b>>8 > 0x80
	}
	size := img.Bounds()
	for x := size.Min.X + 1; x < size.Max.X-3; x++ {
		for y := size.Min.Y; y < size.Max.Y; y++ {
			high := 0
			for y+high < size.Max.Y && accent(x, y+high) && !accent(x-1, y+high) && !accent(x+3, y+high) {
				high++
			}
			if 14 <= high && high <= 24 {
				out = append(out, image.Rect(x, y, x+2, y+high))
			}
			y += high
		}
	}
	return out
}

// composes types pinyin, which fcitx5 shows beside its candidates.
func (l *laptop) composes(what, pinyin string) {
	l.t.Helper()
	l.keys("'" + pinyin)
	soon(l.t, "candidates in "+what, func() bool {
		_, ok := l.candidates()
		return ok
	})
	l.stands(what)
}

// stands waits until the candidates begin at a caret's foot (fcitx5 leaves some pixels between), as far as the screen has room for them.
func (l *laptop) stands(what string) {
	l.t.Helper()
	var seen string
	defer func() {
		if l.t.Failed() {
			l.t.Log(seen)
		}
	}()
	soon(l.t, "candidates that stand at the caret in "+what, func() bool {
		at, ok := l.candidates()
		img := l.picture()
		seen = fmt.Sprintf("candidates at %v, carets at %v", at, carets(img))
		for _, c := range carets(img) {
			x, below := min(c.Min.X, img.Bounds().Max.X-at.Dx()), at.Min.Y-c.Max.Y
			if ok && at.Min.X-x <= 6 && x-at.Min.X <= 6 && 0 <= below && below <= 14 {
				return true
			}
		}
		return false
	})
}

// Candidates stand at the caret: in a question's box, in a short box at the right edge, and in a note of more lines than are seen, also after it
// was scrolled meanwhile. What the input method takes is not the box's: Backspace takes a letter from the pinyin, Esc ends no question. When
// the input method is gone, one types on without it.
func TestCandidatesStandAtTheCaret(t *testing.T) {
	l := &laptop{t: t, display: onDisplay(t), home: t.TempDir()}
	l.vault = filepath.Join(l.home, "demo", verbs.SampleName)
	still := filepath.Join(l.home, "fyne")
	err := os.MkdirAll(still, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(still, "settings.json"), []byte(`{"no_animations":true}`), 0o600) // a caret that does not blink
	}
	if err != nil {
		t.Fatal(err)
	}
	method := pinyin(t, l.display, l.home)
	t.Setenv("XMODIFIERS", "@im=fcitx")
	l.open()
	l.keys("ctrl+space")
	l.composes("a question's box", "nihao")
	l.keys("Escape", "ctrl+space") // not the question: the next keys are its
	l.saves("who is at the keyboard", "'gy", "Return")
	for range 3 {
		l.saves("the next district", "alt+Down")
	}
	l.saves("the on-site page", "ctrl+2")
	l.keys("ctrl+f", "ctrl+space")
	l.composes("a box at the right edge", "nihao")
	l.keys("Escape", "ctrl+space", "F4")
	if err := l.x("key", "--repeat", "20", "--repeat-delay", "60", "Return"); err != nil {
		t.Fatal(err)
	}
	l.keys("Up", "Up", "Up", "Up", "Up", "Up", "ctrl+space") // into the middle of what is seen
	l.composes("a note that scrolls", "women")
	l.keys("BackSpace", "BackSpace", "BackSpace", "BackSpace", "BackSpace")
	l.composes("the note, after Backspace", "women")
	if err := l.x("mousemove", "1000", "700", "click", "4"); err != nil {
		t.Fatal(err)
	}
	l.stands("a note that was scrolled meanwhile")
	l.writes("edit.remark", "d/nanshan/", "space")
	method.Process.Kill()
	time.Sleep(time.Second)
	l.saves("what is typed without an input method", "'typed on", "Tab")
	l.kill()
	const want = "我们typed on" // empty lines around it are not kept
	if x := l.last("edit.remark"); x == nil || x.New != want {
		t.Errorf("note: %+v, want %q", x, want)
	}
}
