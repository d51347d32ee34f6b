// Package printer gives finished PDFs to the computer's printers: to CUPS by lpstat and lp (Linux, macOS), and on Windows to the program
// that prints PDFs there, by the shell's verb print, or else shows them. No command goes through a shell, and none is given a file's name by a user.
//
// Caveats: what lp has taken is in the queue, not yet on paper. On Windows the file stays in the folder for temporary files until Sweep,
// because its reader takes it when it likes; which printer and how many copies is that program's to ask.
package printer

import (
	"os"
	"path/filepath"
)

// Queues are the printers there are.
type Queues struct {
	Names   []string // as the system calls them; empty where Asks
	Default string   // one of them, or empty
	Asks    bool     // the system's own program asks which, and how many copies
}

// Job is a PDF to be printed.
type Job struct {
	Title  string // as it stands in the printer's queue
	Queue  string // empty: the default
	Copies int    // at least 1
	PDF    []byte
}

// sentFile is what files for the printer are called in the folder for temporary files.
const sentFile = "kaohe-*.pdf"

// Sweep removes the files that were left for the printer; the window does it when it opens and when it is closed.
func Sweep() {
	sent, _ := filepath.Glob(filepath.Join(os.TempDir(), sentFile)) // of a folder whose name is no pattern; else they stay for the system to remove
	for _, f := range sent {
		_ = os.Remove(f) // one that is still being printed goes the next time
	}
}
