// Package crash leaves a report where the program ends by a panic, a fatal error of Go's runtime, or a fault in C code.
//
// A second process, the watcher, reads what the runtime writes at such an end (debug.SetCrashOutput) from a pipe, so that no raw text of it is
// ever on a disk: a panic's value may hold what somebody wrote. Of that text only what is known to name nobody is kept (scrub).
//
// Caveats: who ends the program from outside, a power cut, and memory that the system takes away leave no report. A watcher that can't be
// started costs the report, never the work. Of a fatal error the runtime (Go 1.26) gives the stacks alone, not the word that it prints before.
package crash

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// watching is the environment variable that makes a process a watcher: its value is the folder for reports.
const watching = "KAOHE_CRASH_REPORTS"

const (
	kept    = 5       // reports, the newest
	longest = 1 << 20 // bytes of what the runtime writes that are looked at
	prefix  = "kaohe-crash-"
	noted   = "kaohe at "
)

// Watch starts the watcher of this process. Its error says why a crash would leave no report.
func Watch(folder string) (*Note, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close() // the watcher has its own
	c := exec.Command(self)
	c.Env = append(os.Environ(), watching+"="+folder)
	c.Stdin = r
	if err := c.Start(); err != nil {
		w.Close()
		return nil, err
	}
	go func() { _ = c.Wait() }() // only its process entry is to be taken away
	if err := debug.SetCrashOutput(w, debug.CrashOptions{}); err != nil {
		w.Close()
		return nil, err
	}
	return &Note{to: w}, nil
}

// Note tells the watcher where in the program somebody is. A nil one tells nobody.
type Note struct {
	mu sync.Mutex
	to io.Writer
}

// At says which kind of page is open: a name of ours, never a person's or a district's.
func (n *Note) At(page string) {
	if n == nil || !kind.MatchString(page) {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	fmt.Fprintf(n.to, "%s%s\n", noted, page) // where the watcher is gone, there is nobody to tell
}

// Watcher carries out this process where it is a watcher, and tells whether it was one. It returns when the watched process has ended.
func Watcher(version string) bool {
	folder := os.Getenv(watching)
	if folder == "" {
		return false
	}
	if err := watch(os.Stdin, folder, version, time.Now()); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return true
}

func watch(from io.Reader, folder, version string, began time.Time) error {
	page, text, err := listen(from)
	if text == "" {
		return err // it ended as it should
	}
	now := time.Now()
	report := fmt.Sprintf("Kaohe %s, %s/%s, %s\n%s, %s after its start\npage: %s\n\n%s", version, runtime.GOOS, runtime.GOARCH, runtime.Version(),
		now.Format("2006-01-02 15:04:05"), now.Sub(began).Round(time.Second), page, scrub(text))
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	path := filepath.Join(folder, prefix+now.Format("20060102-150405.000")+".txt")
	if err := os.WriteFile(path+".part", []byte(report), 0o600); err != nil {
		return err
	}
	if err := os.Rename(path+".part", path); err != nil { // whoever looks sees whole ones
		return err
	}
	return prune(folder)
}

// listen reads to the end: notes of pages, of which the last counts, and then what the runtime writes.
func listen(from io.Reader) (page, text string, err error) {
	page = "-"
	var pending strings.Builder
	buffer := make([]byte, 4096)
	for {
		n, err := from.Read(buffer)
		if room := longest - pending.Len(); room > 0 {
			pending.Write(buffer[:min(n, room)])
		}
		rest := pending.String()
		for strings.HasPrefix(rest, noted) && strings.Contains(rest, "\n") {
			line, after, _ := strings.Cut(rest, "\n")
			if p := strings.TrimPrefix(line, noted); kind.MatchString(p) {
				page = p
			}
			rest = after
		}
		if len(rest) < pending.Len() {
			pending.Reset()
			pending.WriteString(rest)
		}
		if err == io.EOF {
			return page, rest, nil
		} else if err != nil {
			return page, rest, err
		}
	}
}

// Reports are the files of reports in a folder, the oldest first; where there is no folder, none.
func Reports(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder) // sorted; no pattern, because folders may be called what a pattern means
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	var found []string
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && strings.HasSuffix(e.Name(), ".txt") {
			found = append(found, filepath.Join(folder, e.Name()))
		}
	}
	return found, err
}

func prune(folder string) error {
	all, err := Reports(folder)
	if err != nil {
		return err
	}
	for _, path := range all[:max(len(all)-kept, 0)] {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}
