//go:build unix

// Windows moves and removes no file that is open.

package vault_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"kaohe/data/vault"
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
		if err := v.Writable(); code(err) != "vault.moved" {
			t.Errorf("%s: nothing keeps files from being put beside it: %v", name, err)
		}
		_, err = v.Append(edit(2))
		if code(err) != "vault.moved" {
			t.Errorf("%s: %v", name, err)
		}
		if name == "renamed" { // and it goes on where the file is put back
			must(t, os.Rename(path+".old", path))
			must(t, v.Writable())
			_, err = v.Append(edit(2))
			must(t, err)
		}
		must(t, v.Close())
	}
}

// What may be put beside the file is refused as a record is, whatever was done to it, and nothing is written by asking.
func TestWritableRefusesWhatAppendDoes(t *testing.T) {
	longer := made(t, 4)
	for name, harm := range map[string]func(path string) error{
		"":                          func(string) error { return nil },
		"vault.moved":               os.Remove,
		"vault.truncated":           func(path string) error { return os.Truncate(path, 4*4096) },
		"vault.stale":               func(path string) error { overwrite(t, path, longer, 0); return nil },
		"vault.damaged":             func(path string) error { overwrite(t, path, make([]byte, len(longer)), 0); return nil },
		"vault.stale, by its start": func(path string) error { overwrite(t, path, made(t, 1), 0); return nil },
	} {
		fault, _, _ := strings.Cut(name, ",")
		var got [2]string
		for i, ask := range []func(*vault.Vault) error{(*vault.Vault).Writable, func(v *vault.Vault) error { _, err := v.Append(edit(9)); return err }} {
			path := stuck(t)
			must(t, os.WriteFile(path, made(t, 3), 0o600))
			v := open(t, path)
			load(t, v)
			must(t, harm(path))
			before, err := os.ReadFile(path)
			if err != nil && fault != "vault.moved" {
				t.Fatal(err)
			}
			got[i] = code(ask(v))
			if after, _ := os.ReadFile(path); i == 0 && !bytes.Equal(before, after) {
				t.Errorf("%s: asking wrote", name)
			}
			_ = v.Close() // it may say once more what is wrong
		}
		if got[0] != fault || got[1] != fault {
			t.Errorf("%q: Writable says %q, Append %q", name, got[0], got[1])
		}
	}
	path := fresh(t)
	must(t, create(t, path).Close())
	v := opened(t, path, vault.ReadOnly)
	load(t, v)
	if err := v.Writable(); code(err) != "vault.readonly" {
		t.Errorf("to read: %v", err)
	}
}
