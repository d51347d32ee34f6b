// Package durable is for files that appear under their names whole and durable, or not at all: written under another name beside their place,
// synced, settled, and the folder synced. It also knows, for every system, what it means that a disk refuses.
//
// Caveat: a folder can't be synced on Windows, where a name is given with the request to write it through. A file that somebody else holds can't
// be renamed or removed there; virus scanners and indexers hold each new file for a moment, which is waited for here and nowhere else.
package durable

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"kaohe/app/words"
)

// patience is how long somebody else may hold a file before that is a fault.
const patience = 2 * time.Second

// Patiently does a step on files again until nobody holds them any more, for two seconds. What is wrong for another reason is returned at once,
// but for what Windows calls denied, which may be either.
func Patiently(step func() error) error {
	start := time.Now()
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, patience/8) {
		err := step()
		if err == nil || !passing(err) || time.Since(start) >= patience {
			return err
		}
		time.Sleep(wait)
	}
}

// Settle gives a file another name, unless that is taken: fs.ErrExist. It keeps the first one where it can have two, which is to be removed or of use.
func Settle(temp, path string) error { return Patiently(func() error { return settle(temp, path) }) }

// Replace gives a finished file its name, also where another file has it, which is gone then.
func Replace(temp, path string) error { return Patiently(func() error { return rename(temp, path) }) }

// Remove takes a file away, if it is there.
func Remove(path string) error {
	err := Patiently(func() error { return os.Remove(path) })
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Nameable refuses a path of which the system would make another one, or a device, in silence. Fault: file.name.
func Nameable(path string) error {
	for _, name := range unlikely(path) {
		if !words.Portable(name) {
			return words.Refuse("file.name", name)
		}
	}
	return nil
}

// Denied tells that something may not be written or read, by permissions or because the disk is protected.
func Denied(err error) bool { return errors.Is(err, fs.ErrPermission) || is(err, denied) }

// NoFolder tells that what lies above a file is not there, or is no folder.
func NoFolder(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || is(err, noFolder)
}

// Broken tells of a disk that can't write or read any more, or was pulled out.
func Broken(err error) bool { return is(err, broken) || says(err, broken) }

// Full tells of a full disk, a used-up quota and a file-size limit.
func Full(err error) bool { return is(err, full) || says(err, full) }

// Held tells that another program has a file to itself, as office programs have what they show.
func Held(err error) bool { return is(err, held) }

func is(err error, any []syscall.Errno) bool {
	for _, e := range any {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// says looks into an error's text, because bbolt flattens some errors into it.
func says(err error, any []syscall.Errno) bool {
	for _, e := range any {
		if err != nil && strings.Contains(err.Error(), e.Error()) {
			return true
		}
	}
	return false
}
