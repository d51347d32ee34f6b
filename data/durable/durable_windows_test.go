package durable_test

import (
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"kaohe/data/durable"
)

// hold opens a file as a virus scanner may: nobody else can rename or remove it.
func hold(t *testing.T, path string) (letGo func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	must(t, err)
	h, err := windows.CreateFile(name, windows.GENERIC_READ, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, 0, 0)
	must(t, err)
	return func() { must(t, windows.CloseHandle(h)) }
}

func TestAFileThatAScannerHoldsIsWaitedFor(t *testing.T) {
	for name, step := range map[string]func(temp, path string) error{
		"settle":  func(temp, path string) error { return durable.Settle(temp, path+".2") },
		"replace": durable.Replace,
		"remove":  func(temp, _ string) error { return durable.Remove(temp) },
	} {
		dir := t.TempDir()
		temp, path := filepath.Join(dir, "temp"), filepath.Join(dir, "考核.pdf")
		write(t, temp, "new")
		write(t, path, "old")
		letGo := hold(t, temp)
		done := make(chan error, 1)
		go func() { done <- step(temp, path) }()
		select {
		case err := <-done:
			t.Errorf("%s: a held file was no obstacle: %v", name, err)
		case <-time.After(100 * time.Millisecond):
			letGo()
			if err := <-done; err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestAFileThatStaysHeldIsAFaultThatSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "考核.pdf")
	write(t, path, "old")
	defer hold(t, path)()
	if err := durable.Remove(path); !durable.Held(err) {
		t.Errorf("%v", err)
	}
}

func TestNamesThatMeanSomethingElseAreRefused(t *testing.T) {
	for path, want := range map[string]bool{
		`C:\考核\a.pdf`: true, `a.pdf`: true, `..\a.pdf`: true, `C:a.pdf`: true, `\\server\share\a.pdf`: true, "a/b.pdf": true,
		`C:\x\NUL`: false, `con.pdf`: false, `COM1 .txt\a.pdf`: false, `a.kaohe.`: false, `a.kaohe `: false, `a.kaohe::$DATA`: false, `a/aux/b.pdf`: false,
	} {
		if err := durable.Nameable(path); (err == nil) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
}
