package main

import (
	"os"
	"path/filepath"
)

// Removable implements ui.Parcels.
func (s *system) Removable() string {
	if all := removable(); len(all) > 0 {
		return all[0]
	}
	return ""
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
