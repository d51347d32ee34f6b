package desktop

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/windows/registry"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// kind registers an ending whose verbs leave a file named after them beside the file they get; for all users, since wine looks nowhere else, so on
// Windows the tests need an administrator.
func kind(t *testing.T, ending string, verbs ...string) {
	t.Helper()
	var made []string
	add := func(path, value string) {
		k, _, err := registry.CreateKey(registry.CLASSES_ROOT, path, registry.SET_VALUE)
		must(t, err)
		must(t, k.SetStringValue("", value))
		must(t, k.Close())
		made = append(made, path)
	}
	class := "kaohe.test" + ending
	add(ending, class)
	add(class, "test")
	add(class+`\shell`, "")
	for _, v := range verbs {
		add(class+`\shell\`+v, "")
		add(class+`\shell\`+v+`\command`, `cmd.exe /c copy "%1" "%1.`+v+`"`)
	}
	t.Cleanup(func() {
		for i := len(made) - 1; i >= 0; i-- {
			must(t, registry.DeleteKey(registry.CLASSES_ROOT, made[i]))
		}
	})
}

func comes(path string) bool {
	for range 100 {
		if _, err := os.Stat(path); err == nil {
			return true
		}
		time.Sleep(100 * time.Millisecond)
	}
	return false
}

func TestAFileIsPrintedByItsProgramOrElseShown(t *testing.T) {
	kind(t, ".kaoheprints", "open", "print")
	kind(t, ".kaoheshows", "open")
	for ending, verb := range map[string]string{".kaoheprints": ".print", ".kaoheshows": ".open"} {
		path := filepath.Join(t.TempDir(), "考核 反馈"+ending)
		must(t, os.WriteFile(path, []byte("x"), 0o600))
		must(t, Print(path))
		if !comes(path + verb) {
			t.Errorf("%s: nothing happened to it", ending)
		}
	}
}

func TestAFileForWhichThereIsNoProgramIsAFault(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.kaohenone")
	must(t, os.WriteFile(path, []byte("x"), 0o600))
	if err := Print(path); err == nil {
		t.Error("it was printed by nobody")
	}
	if err := Show(path); err == nil {
		t.Error("it was shown by nobody")
	}
}

func TestDocumentsLieWhereTheUserMovedThem(t *testing.T) {
	const shell = `Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders`
	k, _, err := registry.CreateKey(registry.CURRENT_USER, shell, registry.QUERY_VALUE|registry.SET_VALUE)
	must(t, err)
	defer k.Close()
	was, _, err := k.GetStringValue("Personal")
	moved := t.TempDir()
	must(t, k.SetExpandStringValue("Personal", moved))
	defer func() {
		if err == nil {
			must(t, k.SetExpandStringValue("Personal", was))
		} else {
			must(t, k.DeleteValue("Personal"))
		}
	}()
	if at := Documents(); at != moved {
		t.Errorf("%s, not %s", at, moved)
	}
}
