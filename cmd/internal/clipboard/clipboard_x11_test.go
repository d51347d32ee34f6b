//go:build linux

package clipboard

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/cmd/internal/clipboard/clipboardtest"
)

// server is an X server of the test's own.
func server(t *testing.T) (display string) {
	t.Helper()
	if _, err := exec.LookPath("Xvfb"); err != nil {
		t.Fatal("Xvfb is missing; make test installs it (.ci/setup test)")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "64x64x24", "-nolisten", "tcp", "-noreset")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Process.Kill(); _ = x.Wait() })
	_ = w.Close()
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	display = ":" + strings.TrimSpace(line)
	t.Setenv("DISPLAY", display)
	return display
}

func TestWhatAProgramCopiedIsRead(t *testing.T) {
	display := server(t)
	if _, err := Read(context.Background()); !errors.Is(err, words.Refuse("clipboard.empty")) {
		t.Errorf("of nothing: %v", err)
	}
	random := rand.NewChaCha8([32]byte{1})
	small, large := make([]byte, 3000), make([]byte, 300_000) // which goes in pieces
	for _, b := range [][]byte{small, large} {
		_, _ = random.Read(b)
	}
	for _, picture := range [][]byte{small, large} {
		clipboardtest.Offer(t, display, map[string][]byte{"image/png": picture, "text/html": []byte("<img>")})
		if c, err := Read(context.Background()); err != nil || len(c.Files) > 0 || !bytes.Equal(c.Picture, picture) {
			t.Errorf("of a picture of %d bytes: %d files, %d bytes, %v", len(picture), len(c.Files), len(c.Picture), err)
		}
	}
	clipboardtest.Offer(t, display, map[string][]byte{"image/png": small, "text/uri-list": []byte("file:///a.jpg\r\nfile:///b.jpg\r\n")})
	if c, err := Read(context.Background()); err != nil || !slices.Equal(c.Files, []string{"/a.jpg", "/b.jpg"}) {
		t.Errorf("of files: %v, %v", c.Files, err)
	}
	clipboardtest.Offer(t, display, map[string][]byte{"UTF8_STRING": []byte("x")})
	if _, err := Read(context.Background()); !errors.Is(err, words.Refuse("clipboard.empty")) {
		t.Errorf("of text: %v", err)
	}
}

func TestWithoutAnXServerThereIsAWord(t *testing.T) {
	t.Setenv("DISPLAY", "")
	if _, err := Read(context.Background()); !errors.Is(err, words.Refuse("clipboard.none")) {
		t.Error(err)
	}
}
