package handover_test

import (
	"io"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"kaohe/cmd/internal/handover"
)

// folder is short enough for a socket, whatever the test is called.
func folder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "ho")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "windows")
}

// window listens, takes one file, and tells what it was asked.
func window(t *testing.T, dir, file string) (asked <-chan handover.Request) {
	t.Helper()
	s, err := handover.Listen(dir)
	if err != nil {
		t.Fatal(err)
	}
	told, ended := make(chan handover.Request, 10), make(chan error, 1)
	go func() {
		ended <- s.Serve(func(r handover.Request) bool {
			told <- r
			return r.File == file
		})
	}()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return told
}

func sockets(t *testing.T, dir string) int {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func ask(t *testing.T, dir string, r handover.Request) bool {
	t.Helper()
	taken, err := handover.Ask(dir, r)
	if err != nil {
		t.Error(err)
	}
	return taken
}

func TestTheWindowThatHasItTakesIt(t *testing.T) {
	dir := folder(t)
	here, there, nowhere := filepath.Join(dir, "here.kaohe"), filepath.Join(dir, "there.kaohe"), filepath.Join(dir, "nowhere.kaohe")
	if ask(t, dir, handover.Request{File: here}) {
		t.Error("taken where no window is")
	}
	window(t, dir, here)
	asked := window(t, dir, there)
	r := handover.Request{File: there, Round: "ab"}
	if !ask(t, dir, r) {
		t.Error("the window that has it did not take it")
	}
	if got := <-asked; got != r {
		t.Errorf("asked %+v, want %+v", got, r)
	}
	if ask(t, dir, handover.Request{File: nowhere}) {
		t.Error("what no window has was taken")
	}
}

// dead leaves what a killed window does.
func dead(t *testing.T, path string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	l.Close()
}

func TestASocketThatAKilledWindowLeftIsRemoved(t *testing.T) {
	dir := folder(t)
	window(t, dir, "")
	dead(t, filepath.Join(dir, "dead.sock"))
	if n := sockets(t, dir); n != 2 {
		t.Fatalf("%d sockets", n)
	}
	if ask(t, dir, handover.Request{File: filepath.Join(dir, "x.kaohe")}) {
		t.Error("taken by nobody")
	}
	if n := sockets(t, dir); n != 1 {
		t.Errorf("%d sockets, want that of the window which runs", n)
	}
}

func TestOnlyTheUserMayAsk(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the pipe says who may open it, which another user would have to try")
	}
	dir := folder(t)
	if err := os.Mkdir(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	window(t, dir, "")
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// What is no request gets no answer, and the window goes on listening.
func TestNonsenseIsNotAnswered(t *testing.T) {
	dir := folder(t)
	file := filepath.Join(dir, "x.kaohe")
	window(t, dir, file)
	all, err := filepath.Glob(filepath.Join(dir, "*.sock"))
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	for _, text := range []string{"\n", "show me\n", `{"file":"relative.kaohe"}` + "\n", `{"file":7}` + "\n", strings.Repeat("x", 64<<10)} {
		c, err := handover.Dial(all[0])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(c, text)
		if b, _ := io.ReadAll(c); len(b) != 0 {
			t.Errorf("%.20q is answered by %q", text, b)
		}
		c.Close()
	}
	if !ask(t, dir, handover.Request{File: file}) {
		t.Error("the window does not listen any more")
	}
}

func TestAPathTooLongForASocketIsAnError(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the path is no part of the pipe's name")
	}
	if s, err := handover.Listen(filepath.Join(folder(t), strings.Repeat("x", 120))); err == nil {
		s.Close()
		t.Error("there are longer sockets than was thought")
	}
}

// Starts in the same moment: one opens a window, and the others find it, however long it takes to be drawn.
func TestOfManyStartsAtOnceOneOpensAWindow(t *testing.T) {
	dir := folder(t)
	r := handover.Request{File: filepath.Join(dir, "round.kaohe")}
	const starts = 8
	opened := make(chan *handover.Socket, starts)
	var all sync.WaitGroup
	for range starts {
		all.Go(func() {
			s, taken, err := handover.Enter(dir, r)
			if err != nil {
				t.Error(err)
			}
			if (s == nil) != taken {
				t.Errorf("taken %v, socket %v", taken, s)
			}
			if s == nil {
				return
			}
			opened <- s
			go func() {
				if err := s.Serve(func(x handover.Request) bool { return x == r }); err != nil {
					t.Error(err)
				}
			}()
		})
	}
	all.Wait()
	if len(opened) != 1 {
		t.Fatalf("%d windows", len(opened))
	}
	if err := (<-opened).Close(); err != nil {
		t.Error(err)
	}
}

func TestAStartWithoutAFileAsksNobody(t *testing.T) {
	dir := folder(t)
	asked := window(t, dir, "")
	s, taken, err := handover.Enter(dir, handover.Request{})
	if err != nil || taken || s == nil {
		t.Fatalf("%v %v %v", s, taken, err)
	}
	if err := s.Close(); err != nil || len(asked) > 0 {
		t.Errorf("%v, asked %d times", err, len(asked))
	}
}
