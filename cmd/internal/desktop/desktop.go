// Package desktop is what the desktop around the program offers: the user's folder for documents, programs that show and print files, and
// media that can be taken out.
//
// Caveat: whether the program that was started shows anything, nobody tells.
package desktop

import (
	"os"
	"path/filepath"
	"slices"
)

// Documents is the user's folder for them, wherever it was moved to, or home, or the working folder: the first there is.
func Documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		home = "."
	}
	for _, dir := range documents(home) {
		if s, err := os.Stat(dir); err == nil && s.IsDir() {
			return dir
		}
	}
	return home
}

// OnRemovable tells whether a file lies on a medium that can be taken out, by all links. What can't be told does not.
func OnRemovable(path string) bool { return below(Removable(), path) }

func below(roots []string, path string) bool {
	at, err := filepath.Abs(path)
	if err == nil {
		at, err = filepath.EvalSymlinks(at)
	}
	return err == nil && slices.ContainsFunc(roots, func(root string) bool {
		rel, err := filepath.Rel(root, at)
		return err == nil && filepath.IsLocal(rel)
	})
}

// mounted are the folders one or two levels below some roots where a medium is, by mounts, which tells whether one is at a folder. What is not
// readable is none.
func mounted(mounts func(path string) bool, roots ...string) (out []string) {
	for _, root := range roots {
		for _, pattern := range []string{"*", "*/*"} {
			found, err := filepath.Glob(filepath.Join(root, pattern))
			if err != nil { // a root that is no pattern holds nothing
				continue
			}
			for _, path := range found {
				if info, err := os.Stat(path); err == nil && info.IsDir() && mounts(path) {
					out = append(out, path)
				}
			}
		}
	}
	return out
}
