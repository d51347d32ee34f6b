package durable_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/data/durable"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return string(b)
}

func TestSettleTakesNoNameThatIsTakenAndReplaceDoes(t *testing.T) {
	for name, dir := range map[string]string{"short": t.TempDir(), "long": deep(t)} {
		temp, path := filepath.Join(dir, "新.part"), filepath.Join(dir, "考核.pdf")
		write(t, temp, "new")
		write(t, path, "old")
		if err := durable.Settle(temp, path); !errors.Is(err, fs.ErrExist) || read(t, path) != "old" || read(t, temp) != "new" {
			t.Errorf("%s: over a file: %v", name, err)
		}
		must(t, durable.Replace(temp, path))
		if _, err := os.Lstat(temp); !errors.Is(err, fs.ErrNotExist) || read(t, path) != "new" {
			t.Errorf("%s: replaced: %v", name, err)
		}
		free := filepath.Join(dir, "备份.pdf")
		must(t, durable.Settle(path, free))
		must(t, durable.Remove(path))
		must(t, durable.Remove(path)) // nothing is there any more
		must(t, durable.SyncFolder(dir))
		if read(t, free) != "new" {
			t.Errorf("%s: settled: %q", name, read(t, free))
		}
	}
}

// deep is a folder whose path is longer than the 260 characters of old Windows.
func deep(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for range 6 {
		dir = filepath.Join(dir, strings.Repeat("区", 60))
	}
	must(t, os.MkdirAll(dir, 0o700))
	return dir
}

func TestAMissingFolderAndAFileInItsPlaceAreToldFromOtherFaults(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "file"), "x")
	for _, path := range []string{filepath.Join(dir, "none", "a.pdf"), filepath.Join(dir, "file", "a.pdf")} {
		if err := os.WriteFile(path, nil, 0o600); !durable.NoFolder(err) || durable.Denied(err) || durable.Full(err) || durable.Broken(err) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestWhatIsWrongForGoodIsNotTriedAgain(t *testing.T) {
	tries, wrong := 0, errors.New("no")
	if err := durable.Patiently(func() error { tries++; return wrong }); !errors.Is(err, wrong) || tries != 1 {
		t.Errorf("%d tries: %v", tries, err)
	}
}
