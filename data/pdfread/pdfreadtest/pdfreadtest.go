// Package pdfreadtest spares tests the seconds that the reader of PDFs takes to compile, ten times as many under the race detector: all test binaries
// keep it in one folder between runs, as go test keeps what it builds.
package pdfreadtest

import (
	"os"
	"path/filepath"

	"kaohe/data/pdfread"
)

// Keep is called before the first PDF is read. Without a cache folder nothing is kept.
func Keep() {
	if dir, err := os.UserCacheDir(); err == nil {
		pdfread.Keep(filepath.Join(dir, "kaohe-test"))
	}
}
