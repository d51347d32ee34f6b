package verbs_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// reword replaces a text in a Word file: reword FILE OLD NEW.
func reword(ts *testscript.TestScript, _ bool, args []string) {
	z, err := zip.OpenReader(ts.MkAbs(args[0]))
	ts.Check(err)
	defer z.Close()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	n := 0
	for _, f := range z.File {
		r, err := f.Open()
		ts.Check(err)
		b, err := io.ReadAll(r)
		ts.Check(err)
		text := string(b)
		if f.Name == "word/document.xml" {
			n = strings.Count(text, args[1])
			text = strings.Replace(text, args[1], args[2], 1)
		}
		p, err := w.Create(f.Name)
		ts.Check(err)
		_, err = io.WriteString(p, text)
		ts.Check(err)
	}
	ts.Check(w.Close())
	if n == 0 {
		ts.Fatalf("%s is not in %s", args[1], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), out.Bytes(), 0o600))
}
