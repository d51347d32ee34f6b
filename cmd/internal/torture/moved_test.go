//go:build linux

package torture_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/faultdisk"
	"kaohe/data/vault"
)

// harms are what may happen to a round's file while its window is open. older is the file of an hour ago, other another round's.
var harms = map[string]func(path string, older, other []byte) error{
	"deleted":  func(path string, _, _ []byte) error { return os.Remove(path) },
	"renamed":  func(path string, _, _ []byte) error { return os.Rename(path, path+".away") },
	"replaced": func(path string, older, _ []byte) error { return replace(path, older) },
	"replaced by another round": func(path string, _, other []byte) error {
		return replace(path, other)
	},
	"written over by an older one": func(path string, older, _ []byte) error { return os.WriteFile(path, older, 0o600) },
	"written over by another":      func(path string, _, other []byte) error { return os.WriteFile(path, other, 0o600) },
	"cut in the middle":            func(path string, _, _ []byte) error { return cutTo(path, 2) },
	"cut to a page":                func(path string, _, _ []byte) error { return os.Truncate(path, 4096) },
	"emptied":                      func(path string, _, _ []byte) error { return os.Truncate(path, 0) },
	"zeroed": func(path string, _, _ []byte) error {
		b, err := os.ReadFile(path)
		return errors.Join(err, os.WriteFile(path, make([]byte, len(b)), 0o600))
	},
	"its folder renamed": func(path string, _, _ []byte) error { return os.Rename(filepath.Dir(path), filepath.Dir(path)+".away") },
}

// sameFault tells whether two errors say the same to a person.
func sameFault(a, b error) bool {
	var x, y *words.Fault
	return errors.As(a, &x) && errors.As(b, &y) && x.Code() == y.Code()
}

func replace(path string, b []byte) error {
	return errors.Join(os.WriteFile(path+".new", b, 0o600), os.Rename(path+".new", path))
}

func cutTo(path string, parts int64) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	return os.Truncate(path, info.Size()/parts)
}

// TestWhateverHappensToTheOpenFile: after it, nothing is said to be saved that is not in the file at its place, and no file of evidence is put beside what
// lies there instead; the person hears what to do; and
// with the file put back all that was acknowledged is there.
func TestWhateverHappensToTheOpenFile(t *testing.T) {
	for name, harm := range harms {
		for _, sealing := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				home := fast(t)
				dir := filepath.Join(home, "rounds")
				must(t, os.Mkdir(dir, 0o700))
				path := filepath.Join(dir, roundName)
				d, err := foundIn(dir)
				must(t, err)
				must(t, d.Close())
				if sealing {
					must(t, sealed(dir))
				}
				older, err := os.ReadFile(path)
				must(t, err)
				d, err = open(dir)
				must(t, err)
				must(t, d.Use("chen"))
				must(t, d.Apply(mark(1)))
				live, err := os.ReadFile(path)
				must(t, err)
				state, err := digest(d)
				must(t, err)

				must(t, harm(path, older, otherRound(t)))
				_, taking := d.Take(context.Background(), intake.Request{District: "ns", Phase: assess.Onsite, Files: []intake.File{{Name: "a.txt", Bytes: []byte("photo")}}}, nil)
				err = d.Apply(mark(2))
				beside, _, _ := d.Files.Folder()
				if _, e := os.Stat(beside); (e == nil) != (taking == nil) || (taking == nil) != (err == nil) || err != nil && !sameFault(taking, err) {
					t.Errorf("a file of evidence is taken: %v, its folder: %v, and an edit: %v", taking, e, err)
				}
				if err == nil {
					now, e := digest(d)
					must(t, e)
					must(t, d.Close())
					if got := stands(t, path, dir); got != now {
						t.Fatalf("said to be saved, and at its place is %s", got)
					}
					return
				}
				if !explained(t, err) {
					t.Errorf("nobody is told what to do: %v", err)
				}
				_ = d.Close() // it says again that the file is not what it was
				_ = os.Rename(dir+".away", dir)
				must(t, os.WriteFile(path, live, 0o600))
				if got := stands(t, path, dir); got != state {
					t.Errorf("put back, it is %s, want %s", got, state)
				}
			})
		}
	}
}

// otherRound is a round that is another.
func otherRound(t *testing.T) []byte {
	t.Helper()
	dir := fast(t)
	env := laptop(dir)
	env.Random = bytes.NewReader(bytes.Repeat([]byte("another"), 1000))
	d, err := workspace.Found(filepath.Join(dir, roundName), first(), nil, env)
	must(t, err)
	must(t, d.Close())
	b, err := os.ReadFile(filepath.Join(dir, roundName))
	must(t, err)
	return b
}

// stands is what a file holds, opened to go on working.
func stands(t *testing.T, path, dir string) string {
	t.Helper()
	d, err := workspace.Open(path, vault.ReadWrite, laptop(dir))
	must(t, err)
	defer d.Close()
	if !d.Enrolled() {
		t.Error("the laptop may no longer write")
	}
	state, err := digest(d)
	must(t, err)
	must(t, signs(d, pin))
	return state
}

// TestAnOlderFileIsNoticedWheneverTheProgramWasKilled: a process that edits is killed at each of its operations, and the file of before is put
// back: the laptop goes on in it only if no edit of its was acknowledged since.
func TestAnOlderFileIsNoticedWheneverTheProgramWasKilled(t *testing.T) {
	b := &bench{Disk: faultdisk.Start(t)}
	edit := &actions[0]
	files := edit.begin(t)
	e := b.measure(t, edit, files)
	noticed := 0
	for at := 1; at <= e.n; at++ {
		done, left := b.kill(t, edit, files, at)
		left[roundName] = files[roundName]
		d, err := open(copied(t, left))
		must(t, err)
		if !d.Enrolled() {
			noticed++
			must(t, d.EnrolDevice(session.NewLaptop{Name: "同一台", Shared: true}, "chen", pin))
		} else if done {
			t.Errorf("killed at %d, when the edit was acknowledged: the older file goes on under the same key", at)
		}
		must(t, d.Close())
	}
	if noticed == 0 {
		t.Error("no older file was noticed")
	}
}
