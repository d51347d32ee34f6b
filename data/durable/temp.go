package durable

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"regexp"
	"time"
	"unicode/utf8"
)

// stale is for how long nobody has written to a file that nobody is writing any more. Clocks of servers differ, those of sticks that other
// computers wrote do not matter: a stick is in one of them.
const stale = time.Hour

const longest = 80 // bytes of the name that a temporary one tells of

var temporary = regexp.MustCompile(`^\.kaohe-(.*-)?[A-Z2-7]{26}$`)

// Temp is a name beside a file's place under which it is written until it is whole. It tells of which file it is, and Sweep knows it.
func Temp(path string) string {
	base := filepath.Base(path)
	for len(base) > longest {
		_, last := utf8.DecodeLastRuneInString(base)
		base = base[:len(base)-last]
	}
	return filepath.Join(filepath.Dir(path), ".kaohe-"+base+"-"+rand.Text())
}

// Sweep removes from a folder what programs that were killed left there under names by Temp, once nobody has written to it for an hour. What
// can't be removed stays: it is in nobody's way.
func Sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // writing there tells what is wrong
	}
	for _, e := range entries {
		if !temporary.MatchString(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > stale {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}
