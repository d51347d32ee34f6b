package manual_test

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kaohe/assets/i18n"
	files "kaohe/assets/manual"
	"kaohe/ui/manual"
	"kaohe/ui/theme"
)

func read(t *testing.T, language string) *manual.Book {
	t.Helper()
	b, err := manual.Read(language)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Each link leads to a section, each picture is there, each picture that is there is shown, and what leads to a section leads to one.
func TestNothingInTheManualLeadsNowhere(t *testing.T) {
	shown := map[string]bool{}
	for _, language := range i18n.Languages {
		b := read(t, language)
		seen := map[string]bool{}
		for _, c := range b.Chapters {
			for i, s := range c.Sections {
				if seen[s.Name] {
					t.Errorf("two sections are called %s", s.Name)
				}
				seen[s.Name] = true
				if (i == 0) != (s.Level == 1) {
					t.Errorf("%s: %s has level %d", c.Title(), s.Title, s.Level)
				}
				for _, x := range s.Blocks {
					switch x.Kind {
					case manual.Way:
						if _, _, ok := b.Find(x.To); !ok {
							t.Errorf("%s: %s leads nowhere (%s)", s.Title, x.Text, x.To)
						}
					case manual.Picture:
						shown[x.To] = true
						if _, err := fs.Stat(files.Files, "pictures/"+x.To); err != nil {
							t.Errorf("%s: %v", s.Title, err)
						}
					}
				}
			}
		}
	}
	pictures, err := fs.Glob(files.Files, "pictures/*.png")
	if err != nil {
		t.Fatal(err)
	}
	var all int64
	for _, p := range pictures {
		if !shown[path.Base(p)] {
			t.Errorf("no chapter shows %s", p)
		}
		info, err := fs.Stat(files.Files, p)
		if err != nil {
			t.Fatal(err)
		}
		if all += info.Size(); info.Size() > 100_000 {
			t.Errorf("%s has %d bytes", p, info.Size())
		}
	}
	if all > 3_000_000 {
		t.Errorf("the pictures have %d bytes", all)
	}
}

var onScreen = regexp.MustCompile(`【([^】]+)】`)

// What stands in 【】 is what a button, a page, a box or a message says, word for word.
func TestTheManualNamesThingsAsTheyStandOnScreen(t *testing.T) {
	for _, language := range i18n.Languages {
		c, err := i18n.Load(language)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]bool{"": true}
		for _, k := range c.Keys() {
			said[c.Get(k)] = true
		}
		for name, x := range sources(t, language) {
			for _, m := range onScreen.FindAllStringSubmatch(x, -1) {
				if !said[m[1]] {
					t.Errorf("%s: nothing on screen says 【%s】", name, m[1])
				}
			}
		}
	}
}

// sources are those of each chapter, by the chapters' files.
func sources(t *testing.T, language string) map[string]string {
	t.Helper()
	names, err := fs.Glob(files.Files, language+"/*.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, n := range names {
		b, err := files.Files.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		out[path.Base(n)] = string(b)
	}
	return out
}

var anchors = regexp.MustCompile(`<a id="(\w+)">`)

// Whoever reads another language finds the same chapters, and whatever leads to a section leads to it there.
func TestEachLanguageHasTheSameChaptersAndNames(t *testing.T) {
	here := sources(t, i18n.Languages[0])
	for _, language := range i18n.Languages[1:] {
		there := sources(t, language)
		if a, b := slices.Sorted(maps.Keys(here)), slices.Sorted(maps.Keys(there)); !slices.Equal(a, b) {
			t.Fatalf("%s has the chapters %q, want %q", language, b, a)
		}
		for name, x := range here {
			if a, b := named(x), named(there[name]); !slices.Equal(a, b) {
				t.Errorf("%s of %s has sections called %q, want %q", name, language, b, a)
			}
		}
	}
}

func named(source string) (out []string) {
	for _, m := range anchors.FindAllStringSubmatch(source, -1) {
		out = append(out, m[1])
	}
	slices.Sort(out)
	return out
}

// The screen's face has each character, so that none is a box.
func TestEachCharacterOfTheManualHasAGlyph(t *testing.T) {
	for name, x := range sources(t, "zh-Hans") {
		missing := ""
		for _, r := range x {
			if r > ' ' && !theme.Covers(r) && !strings.ContainsRune(missing, r) {
				missing += string(r)
			}
		}
		if missing != "" {
			t.Errorf("%s: the screen's face lacks %s", name, missing)
		}
	}
}

// A search by text, by pinyin or by initials finds the section that is about it first.
func TestTheManualIsSearchedByTextAndPinyin(t *testing.T) {
	b := read(t, "zh-Hans")
	for _, q := range []string{"忘了口令", "wanglekouling", "wlkl", "忘了 口令"} {
		hits := b.Search(q)
		if len(hits) == 0 || hits[0].Name != "pin" {
			t.Errorf("%q finds %+v", q, hits)
		}
	}
	if hits := b.Search("没有这样的词语"); len(hits) > 0 {
		t.Errorf("%+v", hits)
	}
	if hits := b.Search(" "); len(hits) > 0 {
		t.Errorf("nothing that is looked for finds %+v", hits)
	}
}
