package workspace

import (
	"os"
	"path/filepath"
	"slices"
)

// Removable is the folder of a stick or another medium that can be taken out; empty where there is none.
func Removable() string {
	if all := removable(); len(all) > 0 {
		return all[0]
	}
	return ""
}

// OnRemovable tells whether a file lies on such a medium, by all links. What can't be told does not.
func OnRemovable(path string) bool { return below(removable(), path) }

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
