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
	"kaohe/ui/uitest"
)

// F1 on each page says what that page is for, what to do first or what waits there, and its keys; no two say the same.
func TestEachPageHasHelpOfItsOwn(t *testing.T) {
	s := newStage(t)
	s.Start()
	seen := map[string]string{}
	asked := func(page string) {
		s.Window().Canvas().Unfocus()
		s.press(fyne.KeyF1)
		over := s.Window().Canvas().Overlays().Top()
		if over == nil {
			t.Fatalf("F1 says nothing on %s", page)
		}
		for _, key := range []string{"help." + page, "help.keys." + page} {
			text := s.say.Get(key)
			if text == "" || text == key || !uitest.Says(over, text) {
				t.Errorf("%s is not said: %q", key, uitest.Texts(over))
			}
			if other := seen[text]; other != "" {
				t.Errorf("%s says the same as %s", key, other)
			}
			seen[text] = key
		}
		if first := s.say.Get("help.first." + page); !uitest.Says(over, first) && !uitest.Says(over, "现在等您做的") {
			t.Errorf("%s does not say what to do first: %q", page, uitest.Texts(over))
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

// A list that is empty says what belongs there and leads to the next step; those below are not lists to be filled.
func TestEachEmptyListLeadsOn(t *testing.T) {
	fine := []string{
		"rectify.choose", "rules.choose", // what stands beside a list of which nothing is chosen
		"circular.nobasis", "preview.empty", // not to be filled
		"mapper.nosheets", "rules.diff.none", // the way on is a button of the page beside it
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
