// Package durable is for files that appear under their names whole and durable, or not at all: written under another name beside their place,
// synced, settled, and the folder synced.
//
// Caveat: a folder can't be synced on Windows, where a rename is written through.
package durable

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
)

// Settle gives a finished file its name, unless that is taken: fs.ErrExist. A link refuses a name that is taken; where there are no links (exFAT), a rename after a
// look leaves a gap of microseconds, which a person can't fall into.
func Settle(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(temp, path)
}

// SyncFolder makes the names in a folder durable.
func SyncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	return errors.Join(err, d.Close())
}
