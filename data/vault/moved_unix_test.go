//go:build unix

// Windows moves and removes no file that is open.

package vault_test

import (
	"os"
	"testing"
)

// Deleted, renamed over or replaced while it is open: nothing is written into a file that nobody will find.
func TestNothingIsWrittenToAFileThatWasMoved(t *testing.T) {
	for name, move := range map[string]func(path string) error{
		"deleted":  os.Remove,
		"renamed":  func(path string) error { return os.Rename(path, path+".old") },
		"replaced": func(path string) error { return os.WriteFile(path+".new", []byte("x"), 0o600) },
	} {
		path := fresh(t)
		v := create(t, path)
		_, err := v.Append(edit(1))
		must(t, err)
		must(t, move(path))
		if name == "replaced" {
			must(t, os.Rename(path+".new", path))
		}
		_, err = v.Append(edit(2))
		if code(err) != "vault.moved" {
			t.Errorf("%s: %v", name, err)
		}
		if name == "renamed" { // and it goes on where the file is put back
			must(t, os.Rename(path+".old", path))
			_, err = v.Append(edit(2))
			must(t, err)
		}
		must(t, v.Close())
	}
}
