package workspace_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
	"kaohe/data/vault"
)

// TestOpeningAVaultTouchesNoneOfItsFiles: neither a file nor a folder of the store is opened, and the folder is not even looked for.
func TestOpeningAVaultTouchesNoneOfItsFiles(t *testing.T) {
	env := cheap(t)
	path := filepath.Join(t.TempDir(), "round.kaohe")
	d := found(t, path, env)
	sums := photos(t, d, "photo", "ledger")
	must(t, d.Close())
	watch, err := unix.InotifyInit1(unix.IN_NONBLOCK)
	must(t, err)
	defer unix.Close(watch)
	must(t, filepath.WalkDir(path+evidence.Suffix, func(path string, e fs.DirEntry, err error) error {
		must(t, err)
		_, err = unix.InotifyAddWatch(watch, path, unix.IN_OPEN|unix.IN_ACCESS|unix.IN_MODIFY)
		return err
	}))
	touched := func() bool {
		n, err := unix.Read(watch, make([]byte, 4096))
		if err != nil && !errors.Is(err, unix.EAGAIN) {
			t.Fatal(err)
		}
		return n > 0
	}
	touched() // by the walk itself
	for _, mode := range []vault.Mode{vault.ReadOnly, vault.ReadWrite} {
		d, err := workspace.Open(path, mode, env)
		must(t, err)
		if len(d.View().District("ns").Evidence) != 2 || touched() {
			t.Errorf("mode %v: files are touched when the vault is opened", mode)
		}
		must(t, d.Close())
		if touched() {
			t.Errorf("mode %v: files are touched when the vault is closed", mode)
		}
	}
	d, err = workspace.Open(path, vault.ReadOnly, env)
	must(t, err)
	defer d.Close()
	if must(t, d.Files.Check(t.Context(), sums[0])); !touched() {
		t.Error("reading a file is not noticed: the test sees nothing")
	}
}
