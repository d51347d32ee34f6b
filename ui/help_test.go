package ui_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/assets/i18n"
	"kaohe/ui/manual"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/shot"
)

// F1 on each page opens the manual at the section about that page, in each language.
func TestF1OpensTheManualAtThePageAtHand(t *testing.T) {
	for _, language := range i18n.Languages {
		book, err := manual.Read(language)
		if err != nil {
			t.Fatal(err)
		}
		s := newStage(t)
		s.Start()
		s.Speak(language)
		asked := func(page string) {
			t.Helper()
			c, n, ok := book.Find(page)
			if !ok {
				t.Errorf("the manual in %s has nothing about %s", language, page)
				return
			}
			s.Window().Canvas().Unfocus()
			s.press(fyne.KeyF1)
			over := s.Window().Canvas().Overlays().Top()
			if over == nil {
				t.Fatalf("F1 says nothing on %s", page)
			}
			if title := book.Chapters[c].Sections[n].Title; !uitest.Says(over, title) {
				t.Errorf("%s: %q is not in view", page, title)
			}
			if at := s.Preference("manual"); at != page {
				t.Errorf("F1 on %s opens %s", page, at)
			}
			s.press(fyne.KeyEscape)
		}
		asked("start")
		s.open()
		pages := s.Watch(func(string) {})
		if len(pages) < 15 {
			t.Fatalf("%q", pages)
		}
		for _, page := range pages {
			if i := slices.IndexFunc(assess.Phases, func(p assess.Phase) bool { return p.Key() == page }); i >= 0 {
				s.at("yantian", assess.Phases[i])
			} else {
				s.Go(assess.Place{Tab: page})
			}
			asked(page)
		}
		s.at("nanshan", assess.Onsite)
		s.key(fyne.KeyP, fyne.KeyModifierControl|fyne.KeyModifierShift)
		asked("preview")
	}
}

// What waits for a person on a page stands above what the manual says of it, and leads there.
func TestHelpSaysFirstWhatWaitsHere(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	s.Window().Canvas().Unfocus()
	s.press(fyne.KeyF1)
	s.mustSee(s.say.Get("help.now"))
	shot.Take(t, s.Window().Canvas(), "manual")
}

// What the manual says is found where everything is.
func TestSearchLeadsIntoTheManual(t *testing.T) {
	s := newStage(t).open()
	s.key(fyne.KeyK, fyne.KeyModifierControl)
	s.typed("wanglekouling")
	s.mustSee("出了意外怎么办 · 忘了口令")
	s.press(fyne.KeyReturn)
	s.mustSee("签字口令谁也查不到，只能换新的。")
	if at := s.Preference("manual"); at != "pin" {
		t.Errorf("the manual is open at %s", at)
	}
}

// Each key of the window is in the manual's chapter of keys.
func TestTheManualTellsEachKey(t *testing.T) {
	s := newStage(t).open()
	book, err := manual.Read("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	c, _, ok := book.Find("keys")
	if !ok {
		t.Fatal("no chapter of keys")
	}
	var told []string
	for _, section := range book.Chapters[c].Sections {
		for _, x := range section.Blocks {
			for _, row := range x.Rows {
				told = append(told, row[0])
			}
		}
	}
	for _, k := range s.AllKeys() {
		combo := k.Combo()
		if !slices.ContainsFunc(told, func(x string) bool {
			return slices.Contains(strings.FieldsFunc(x, func(r rune) bool { return strings.ContainsRune("、；，", r) }), combo)
		}) && combo != "" {
			t.Errorf("the chapter of keys lacks %s (%s)", combo, k.Name)
		}
	}
}

// A list that is empty says what belongs there and leads to the next step; those below are not lists to be filled.
func TestEachEmptyListLeadsOn(t *testing.T) {
	fine := []string{
		"rectify.choose", "rules.choose", "gallery.choose", // what stands beside a list of which nothing is chosen
		"circular.nobasis", "preview.empty", // not to be filled
		"mapper.nosheets", "rules.diff.none", "manual.none", // the way on is a button or a box of the page beside it
		"team.laptop.none", // this laptop is enrolled by the page
	}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			c, ok := n.(*ast.CallExpr)
			if !ok || len(c.Args) != 3 {
				return true
			}
			name, ok := c.Fun.(*ast.SelectorExpr)
			if !ok || name.Sel.Name != "NewEmpty" {
				return true
			}
			next, ok := c.Args[2].(*ast.CompositeLit)
			text, said := c.Args[1].(*ast.CallExpr)
			if !ok || len(next.Elts) > 0 || !said {
				return true
			}
			key := strings.Trim(text.Args[0].(*ast.BasicLit).Value, `"`)
			if !slices.Contains(fine, key) {
				t.Errorf("%s: %s leads nowhere", path, key)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
