package vault_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

var evening = time.Date(2026, 11, 28, 18, 30, 0, 0, time.UTC)

func quiet(int, int) {}

// A copy is of one moment while others write, says that it is a backup and of when, and nobody can write to it.
func TestCopyOfAVaultThatIsBeingWritten(t *testing.T) {
	v := create(t, fresh(t))
	must(t, v.SetSetting("who", "gu"))
	var all sync.WaitGroup
	stop := make(chan struct{})
	all.Go(func() {
		for n := 1; ; n++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := v.Append(edit(n)); err != nil {
				t.Error(err)
				return
			}
		}
	})
	dir := t.TempDir()
	for i := range 8 {
		before := v.Tips(dev(1).Device())[0].Seq
		path := filepath.Join(dir, strings.Repeat("x", i+1)+".kaohe")
		last := 0
		must(t, v.CopyTo(context.Background(), path, evening, func(done, total int) {
			if done < last || total != 100 {
				t.Errorf("progress went from %d to %d of %d", last, done, total)
			}
			last = done
		}))
		after := v.Tips(dev(1).Device())[0].Seq
		head, records, err := vault.Peek(path)
		must(t, err)
		if uint64(records) < before || uint64(records) > after || head.ID != v.ID() || !head.Backup.Equal(evening) || last != 100 {
			t.Fatalf("%d records, between %d and %d; %+v; %d%%", records, before, after, head, last)
		}
		if _, err := vault.Open(path, vault.ReadWrite, nil); !is(err, "vault.backup") {
			t.Fatalf("a backup that may be written: %v", err)
		}
		c := opened(t, path, vault.ReadOnly)
		must(t, c.VerifyAll(nil))
		if c.Setting("who") != "gu" {
			t.Error("the settings are not in the copy")
		}
	}
	close(stop)
	all.Wait()
	last := filepath.Join(dir, "last.kaohe")
	must(t, v.CopyTo(context.Background(), last, evening, quiet))
	if head, _, err := vault.Peek(last); err != nil || head.State != v.State() {
		t.Errorf("the copy says another state than the vault has: %v", err)
	}
	was := v.State()
	if _, err := v.Append(edit(1)); err != nil || v.State() == was {
		t.Errorf("a record more is the same state: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// A copy replaces nothing, and where it can't be finished nothing of it stays.
func TestCopyIsWholeOrNotThere(t *testing.T) {
	v := create(t, fresh(t))
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken.kaohe")
	must(t, os.WriteFile(taken, []byte("mine"), 0o600))
	if err := v.CopyTo(context.Background(), taken, evening, quiet); !is(err, "vault.exists") {
		t.Errorf("%v", err)
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if err := v.CopyTo(gone, filepath.Join(dir, "a.kaohe"), evening, quiet); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if err := v.CopyTo(context.Background(), filepath.Join(dir, "no", "a.kaohe"), evening, quiet); !is(err, "vault.folder") {
		t.Errorf("%v", err)
	}
	late, cancel := context.WithCancel(context.Background())
	err := v.CopyTo(late, filepath.Join(dir, "a.kaohe"), evening, func(done, _ int) {
		if done > 50 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while it is read back: %v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%v %v", files, err)
	}
	if _, err := v.Append(edit(1)); err != nil {
		t.Errorf("and the vault goes on: %v", err)
	}
}

// What was put back can be written, holds what the backup holds, and the file that stood there keeps every byte under its new name.
func TestPutBackKeepsWhatWasThere(t *testing.T) {
	path := fresh(t)
	v := create(t, path)
	copied := filepath.Join(t.TempDir(), "b.kaohe")
	must(t, v.CopyTo(context.Background(), copied, evening, quiet))
	for n := range 3 {
		if _, err := v.Append(edit(n + 1)); err != nil {
			t.Fatal(err)
		}
	}
	b := opened(t, copied, vault.ReadOnly)
	must(t, b.VerifyAll(nil))
	aside := strings.TrimSuffix(path, ".kaohe") + " before.kaohe"
	if err := b.PutBack(context.Background(), path, aside, quiet); !is(err, "vault.busy") {
		t.Fatalf("while a window has it open: %v", err)
	}
	must(t, v.Close())
	was, err := os.ReadFile(path)
	must(t, err)
	must(t, b.PutBack(context.Background(), path, aside, quiet))
	if kept, err := os.ReadFile(aside); err != nil || !bytes.Equal(was, kept) {
		t.Fatalf("what was there is not what is kept: %v", err)
	}
	w := open(t, path)
	load(t, w)
	if n := w.Tips(dev(1).Device())[0].Seq; n != 1 || !w.Head().Backup.IsZero() {
		t.Fatalf("%d records, backup %v", n, w.Head().Backup)
	}
	w.Use(dev(2))
	if _, err := w.Append(edit(5)); err != nil {
		t.Fatal(err)
	}
	must(t, w.Close())
	if err := b.PutBack(context.Background(), path, aside, quiet); !is(err, "vault.exists") {
		t.Fatalf("what is kept would be written over: %v", err)
	}
	w = open(t, path)
	if load(t, w); len(w.Tips(dev(2).Device())) != 1 {
		t.Fatal("the refused one changed the file")
	}
	must(t, w.Close())
	must(t, os.WriteFile(path, []byte("rubbish"), 0o600)) // a damaged one, and one that is gone, can be put back too
	must(t, b.PutBack(context.Background(), path, aside+".2.kaohe", quiet))
	must(t, os.Remove(path))
	must(t, b.PutBack(context.Background(), path, aside+".3.kaohe", quiet))
	w = open(t, path)
	must(t, w.VerifyAll(nil))
}

// A copy that the disk gives back otherwise than it was written is no backup.
func TestCopyIsReadBack(t *testing.T) {
	v := create(t, fresh(t))
	dir := t.TempDir()
	done := false
	err := v.CopyTo(context.Background(), filepath.Join(dir, "a.kaohe"), evening, func(percent, _ int) {
		temps, err := filepath.Glob(filepath.Join(dir, ".new-*"))
		if err != nil || len(temps) != 1 || percent < 50 || done {
			return
		}
		done = true
		b, err := os.ReadFile(temps[0])
		must(t, err)
		at := bytes.Index(b, []byte("action.mark"))
		overwrite(t, temps[0], []byte{b[at] ^ 1}, int64(at))
	})
	if !is(err, "vault.copy") || !done {
		t.Fatalf("%v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Fatalf("%v %v", files, err)
	}
}

func TestPeekTellsWhatOpenWould(t *testing.T) {
	path := fresh(t)
	if _, _, err := vault.Peek(path); !is(err, "vault.missing") {
		t.Error(err)
	}
	v := create(t, path)
	if _, _, err := vault.Peek(path); !is(err, "vault.busy") {
		t.Error(err)
	}
	must(t, v.Close())
	head, records, err := vault.Peek(path)
	if err != nil || records != 1 || head.ID == (ledger.Hash{}) || !head.Backup.IsZero() {
		t.Errorf("%+v %d %v", head, records, err)
	}
	must(t, os.Truncate(path, 8192))
	if _, _, err := vault.Peek(path); !is(err, "vault.damaged") && !is(err, "vault.truncated") {
		t.Errorf("cut off behind the meta pages: %v", err)
	}
}
