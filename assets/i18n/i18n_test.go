package i18n_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/assets/i18n"
)

func load(t *testing.T, language string) words.Catalog {
	t.Helper()
	c, err := i18n.Load(language)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLanguagesHaveTheSameKeys(t *testing.T) {
	first := load(t, i18n.Languages[0])
	for _, l := range i18n.Languages[1:] {
		other := load(t, l)
		for _, k := range first.Keys() {
			if _, ok := other[k]; !ok {
				t.Errorf("%s lacks %q", l, k)
			}
		}
		for _, k := range other.Keys() {
			if _, ok := first[k]; !ok {
				t.Errorf("%s has %q, which %s lacks", l, k, i18n.Languages[0])
			}
		}
	}
}

var slot = regexp.MustCompile(`\{\d\}`)

func TestLanguagesHaveTheSameSlots(t *testing.T) {
	first := load(t, i18n.Languages[0])
	for _, l := range i18n.Languages[1:] {
		other := load(t, l)
		for _, k := range first.Keys() {
			for _, s := range slot.FindAllString(other[k], -1) {
				if !strings.Contains(first[k], s) {
					t.Errorf("%s %q fills %s, which %s does not", l, k, s, i18n.Languages[0])
				}
			}
		}
	}
}

func TestEveryFaultSaysWhatToDo(t *testing.T) {
	c := load(t, i18n.Languages[0])
	quiet := map[string]bool{"fault.undo.none": true, "fault.redo.none": true}
	for _, k := range c.Keys() {
		if strings.HasPrefix(k, "fault.") && !strings.HasSuffix(k, ".hint") && !quiet[k] && c[k+".hint"] == "" {
			t.Errorf("%q has no hint", k)
		}
	}
}

// literals are the keys that stand in the code as they are; those put together from parts are covered by the screens' tests.
var literals = []struct {
	re     *regexp.Regexp
	prefix string
}{
	{regexp.MustCompile(`words\.M\("([^"]*[^."])"`), ""},
	{regexp.MustCompile(`words\.Refuse\("([^"]*[^."])"`), "fault."},
	{regexp.MustCompile(`\.T\("([^"]*[^."])"[,)]`), ""},
	{regexp.MustCompile(`\bNew\("(edit\.[a-z]+)"`), ""},
}

func TestEveryKeyInTheCodeIsSaid(t *testing.T) {
	c := load(t, i18n.Languages[0])
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && d.Name() == "bin" { // what was built, and whole systems in which it is proved
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, l := range literals {
			for _, m := range l.re.FindAllStringSubmatch(string(b), -1) {
				if _, ok := c[l.prefix+m[1]]; !ok {
					t.Errorf("%s: %q is not in the catalogue", path, l.prefix+m[1])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
