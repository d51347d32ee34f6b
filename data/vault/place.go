package vault

import (
	"os"
	"path/filepath"

	"kaohe/data/durable"
)

// Place has a vault made under its own name in a folder beside its place, by as many changes as it takes, and closed again; it appears at its
// place whole and durable, or not at all, and never replaces another. What is made must be durable when build returns, as what Append and
// Create write is. Faults: those of Create, and of build.
func Place(path string, build func(temp string) error) (err error) {
	v := &Vault{path: path}
	if _, err := os.Lstat(path); err == nil {
		return refuse("exists", path)
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return v.createFault(err)
	}
	defer func() {
		if e := os.RemoveAll(dir); err == nil && e != nil { // the vault is in its place
			err = v.fault(e)
		}
	}()
	temp := filepath.Join(dir, filepath.Base(path))
	if err := build(temp); err != nil {
		return err
	}
	if err := durable.Settle(temp, path); err != nil {
		return v.createFault(err)
	}
	return v.fault(durable.SyncFolder(filepath.Dir(path)))
}
