package vault_test

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

// limit has no file grow beyond n bytes, as on a full disk, until roomy is called.
func limit(t *testing.T, n int64) (roomy func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var was syscall.Rlimit
	must(t, syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was))
	must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(n), Max: was.Max}))
	roomy = func() { must(t, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was)) }
	t.Cleanup(roomy)
	return roomy
}

// TestAFullDiskLeavesTheVaultUsable: wherever in a commit the disk is full, the edit is refused with a word, as often as it is tried; all reading
// goes on; and once there is room the next edit is saved, without opening the vault again. Nothing of what was refused is in the file.
func TestAFullDiskLeavesTheVaultUsable(t *testing.T) {
	if os.Getenv("KAOHE_TEST_LIMIT") == "" { // in a process of its own, since the limit holds for all files of one
		child := exec.Command(os.Args[0], "-test.run=^TestAFullDiskLeavesTheVaultUsable$")
		child.Env = append(os.Environ(), "KAOHE_TEST_LIMIT=1")
		if out, err := child.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	long := func(n int) *ledger.Record {
		r := edit(n)
		for i := range 40 {
			op := r.Ops[0]
			op.Entity, op.Value = op.Entity+string(rune('a'+i)), ledger.Of(string(make([]rune, 900)))
			r.Ops = append(r.Ops, op)
		}
		return r
	}
	// From nothing, over the data pages one by one, to all but the last byte.
	for _, of := range []float64{0, 0.01, 0.3, 0.6, 0.9, 0.99, 1} {
		path := fresh(t)
		v := create(t, path)
		want := 1
		for n := range 12 {
			_, err := v.Append(long(n))
			must(t, err)
			want++
		}
		info, err := os.Stat(path)
		must(t, err)
		roomy := limit(t, int64(of*float64(info.Size())))
		refused := 0
		for n := 0; n < 60 && refused < 3; n++ {
			_, err := v.Append(long(100 + n))
			switch {
			case err == nil:
				want++
			case is(err, "vault.full"):
				refused++
			default:
				t.Fatalf("with %v of the file: %v", of, err)
			}
			if n := len(load(t, v)); n != want {
				t.Fatalf("with %v of the file: %d records are read, want %d", of, n, want)
			}
		}
		if refused == 0 {
			t.Fatalf("with %v of the file nothing was refused", of)
		}
		if err := v.SetSetting("x", string(make([]byte, 1<<20))); !is(err, "vault.full") {
			t.Errorf("with %v of the file a setting: %v", of, err)
		}
		roomy()
		for n := range 5 {
			if _, err := v.Append(long(200 + n)); err != nil {
				t.Fatalf("with %v of the file, then room: %v", of, err)
			}
			want++
		}
		must(t, v.VerifyAll(nil))
		must(t, v.Close())
		w := opened(t, path, vault.ReadOnly)
		if n := len(load(t, w)); n != want {
			t.Errorf("with %v of the file: %d records after opening again, want %d", of, n, want)
		}
	}
}

// TestFullDisk fills a small file system; it needs to be root on Linux.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=512k", "kaohe-test", dir).Run(); err != nil {
		t.Skip("can't mount a small disk: ", err)
	}
	defer exec.Command("umount", "-l", dir).Run()
	path := filepath.Join(dir, "round.kaohe")
	v := create(t, path)
	n := 1
	var err error
	for ; n < 10000 && err == nil; n++ {
		_, err = v.Append(edit(n))
	}
	if !is(err, "vault.full") {
		t.Fatalf("after %d records: %v", n, err)
	}
	had := v.Tips(dev(1).Device())[0]
	if _, err := v.Append(edit(n)); !is(err, "vault.full") {
		t.Errorf("again: %v", err)
	}
	must(t, v.Close())
	v = open(t, path)
	if got := len(load(t, v)); uint64(got) != had.Seq {
		t.Errorf("%d records, %d were announced", got, had.Seq)
	}
	must(t, v.Close())
	if _, err := vault.Create(filepath.Join(dir, "b.kaohe"), vault.Genesis{Signer: dev(1), Record: edit(0)}); !is(err, "vault.full") {
		t.Errorf("new vault on a full disk: %v", err)
	}
	must(t, exec.Command("mount", "-o", "remount,ro", dir).Run())
	if _, err := vault.Open(path, vault.ReadWrite, nil); !is(err, "vault.readonly") {
		t.Errorf("read-only disk: %v", err)
	}
	must(t, opened(t, path, vault.ReadOnly).Close())
}
