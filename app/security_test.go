package app_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each line of SECURITY.md names its test, and there are such tests.
func TestWhatSecurityNamesIsTested(t *testing.T) {
	doc, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	err = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, "_test.go") {
			var b []byte
			b, err = os.ReadFile(path)
			code.Write(b)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(doc)), " ")
	named := regexp.MustCompile(`\[[^\]]*\]`).FindAllString(text, -1)
	if len(named) < 20 {
		t.Fatalf("only %d lines name a test", len(named))
	}
	for _, n := range named {
		for _, test := range regexp.MustCompile(`Test\w+`).FindAllString(n, -1) {
			if !strings.Contains(code.String(), "func "+test+"(") {
				t.Errorf("%s is not there", test)
			}
		}
		for _, row := range regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(n, -1) {
			if !strings.Contains(code.String(), `{"`+row[1]) {
				t.Errorf("no attack begins %q", row[1])
			}
		}
	}
}
