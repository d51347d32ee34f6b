package manual_test

import (
	"io/fs"
	"path"
	"regexp"
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
		if all += info.Size(); info.Size() > 90_000 {
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
	c, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, k := range c.Keys() {
		said[c.Get(k)] = true
	}
	for name, x := range chinese(t) {
		for _, m := range onScreen.FindAllStringSubmatch(x, -1) {
			if !said[m[1]] {
				t.Errorf("%s: nothing on screen says 【%s】", name, m[1])
			}
		}
	}
}

// chinese is the source of each Chinese chapter.
func chinese(t *testing.T) map[string]string {
	t.Helper()
	names, err := fs.Glob(files.Files, "zh-Hans/*.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, n := range names {
		b, err := files.Files.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		out[n] = string(b)
	}
	return out
}

// The screen's face has each character, so that none is a box.
func TestEachCharacterOfTheManualHasAGlyph(t *testing.T) {
	for name, x := range chinese(t) {
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
