package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kaohe/assets/i18n"
)

// TestEveryKeyIsSaid finds sentences that nothing says any more. Keys are put together in the code: a key counts as said where it, or each
// of two or three pieces that make it up, is a string of the program, one of the pieces with the dot at the joint (role. + leader).
func TestEveryKeyIsSaid(t *testing.T) {
	said := stringsOf(t, "../../app", "../../cmd", "../../ui", "../../data", "../../assets")
	for _, k := range load(t, i18n.Languages[0]).Keys() {
		if strings.HasPrefix(k, "paper.check.note.") { // names of annotations, as PDF has them: they come from the file
			continue
		}
		if !composed(said, strings.TrimPrefix(k, "fault."), 3) && !composed(said, k, 3) {
			t.Errorf("nothing says %q", k)
		}
	}
}

var month = regexp.MustCompile(`^month\.\d+$`)

// composed tells whether a key is a string of the program, or at most so many of them.
func composed(said map[string]bool, key string, pieces int) bool {
	if said[key] || said[month.ReplaceAllString(key, "month.%d")] {
		return true
	}
	for i := 1; pieces > 1 && i < len(key); i++ {
		head, tail := key[:i], key[i:]
		if (strings.HasSuffix(head, ".") || strings.HasPrefix(tail, ".")) && said[head] && composed(said, tail, pieces-1) {
			return true
		}
	}
	return false
}

// stringsOf are the string literals in the Go files below some folders, tests left out.
func stringsOf(t *testing.T, roots ...string) map[string]bool {
	t.Helper()
	said := map[string]bool{".hint": true} // of each fault, by package words
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
					if s, err := strconv.Unquote(l.Value); err == nil {
						said[s] = true
						said[strings.ReplaceAll(s, " ", ".")] = true // a verb of two words
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return said
}
