package parts

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// file writes objects from 1 on, the first being the catalogue.
func file(objects ...string) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n%\xe2\xe3\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return b.String() + "xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 9 /Root 1 0 R >>\nstartxref\n99\n%%EOF\n"
}

func stream(dict, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(content), content)
}

func packed(objects string) string {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write([]byte(objects)) // a bytes.Buffer takes everything
	_ = w.Close()
	return z.String()
}

const (
	catalog = "<< /Type /Catalog /Pages 2 0 R >>"
	pages   = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	blank   = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9.5] >>"
)

var a9 = [][4]int{{0, 0, 900, 950}}

func TestFacts(t *testing.T) {
	withRoot := func(more string) string { return file("<< /Type /Catalog /Pages 2 0 R "+more+" >>", pages, blank) }
	withPage := func(more string) string {
		return file(catalog, pages, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9.5] "+more+" >>")
	}
	for name, x := range map[string]struct {
		file string
		want Facts
	}{
		"nothing besides pages": {file(catalog, pages, blank), Facts{Boxes: a9}},
		"blanks and comments":   {file(catalog, pages, blank) + "\n% the end\r\n\x00", Facts{Boxes: a9}},
		"an action":             {withRoot("/OpenAction << /S /JavaScript /JS (a) >>"), Facts{Holds: []string{Action}, Boxes: a9}},
		"an action by its kind": {withRoot("/Outlines << /First << /A << /S /Launch /F (a) >> >> >>"), Facts{Holds: []string{Action}, Boxes: a9}},
		"a bookmark's target":   {withRoot("/Outlines << /First << /A << /S /GoTo /D [3 0 R] >> >> >>"), Facts{Boxes: a9}},
		"a name in other words": {withRoot("/#41A << >>"), Facts{Holds: []string{Action}, Boxes: a9}},
		"layers":                {withRoot("/OCProperties << >>"), Facts{Holds: []string{Layer}, Boxes: a9}},
		"annotations":           {withPage("/Annots 4 0 R"), Facts{Holds: []string{Annotation}, Boxes: a9}},
		"no annotations":        {withPage("/Annots []"), Facts{Boxes: a9}},
		"a form":                {withRoot("/AcroForm << >>"), Facts{Holds: []string{Form}, Boxes: a9}},
		"units":                 {withPage("/UserUnit 2"), Facts{Holds: []string{Scale}, Boxes: a9}},
		"content elsewhere":     {file(catalog, pages, blank, stream("/F (a)", "")), Facts{Holds: []string{External}, Boxes: a9}},
		"something else":        {withPage("/B1 1 /A1 (\\)>>)"), Facts{Unknown: []string{"A1", "B1"}, Boxes: a9}},
		"made up names":         {withPage("/Resources << /Font << /B1 4 0 R >> /XObject 4 0 R >>") + "4 0 obj << /A1 5 0 R >> endobj", Facts{Boxes: a9}},
		"a typed one is none": {withPage("/Resources << /XObject 4 0 R >>") + "4 0 obj << /Type /Page /A1 5 0 R >> endobj",
			Facts{Unknown: []string{"A1"}, Boxes: a9}},
		"boxes and turns": {withPage("/CropBox 4 0 R /Rotate -90") + "4 0 obj [1 1 5 5] endobj",
			Facts{Boxes: [][4]int{{0, 0, 900, 950}, {100, 100, 500, 500}}, Turns: []int{-90}}},
		"a box that is none": {withPage("/CropBox [1 1]"), Facts{Unread: true, Boxes: a9}},
		"one embedded file": {withRoot("/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 4 0 R /UF 4 0 R >> >>] >> >>"),
			Facts{Embedded: 1, Boxes: a9}},
		"two embedded files": {withRoot("/Names << /EmbeddedFiles << /Names [(a) << /EF << /F 4 0 R /UF 5 0 R >> >>] >> >>"),
			Facts{Embedded: 2, Boxes: a9}},
		"the same again":          {file(catalog, pages, blank) + file(catalog)[8:], Facts{Boxes: a9}},
		"other pages":             {file(catalog, pages, blank) + "1 0 obj << /Type /Catalog /Pages 3 0 R >> endobj", Facts{Twice: true, Boxes: a9}},
		"another page":            {file(catalog, pages, blank) + "3 0 obj " + blank + " endobj", Facts{Twice: true, Boxes: a9}},
		"another generation":      {file(catalog, pages, blank) + "3 1 obj " + blank + " endobj", Facts{Twice: true, Boxes: a9}},
		"another root":            {file(catalog, pages, blank) + "trailer << /Root 3 0 R >>", Facts{Twice: true, Boxes: a9}},
		"a key that stands twice": {withPage("/Contents 4 0 R /Contents 5 0 R"), Facts{Twice: true, Boxes: a9}},
		"bytes that are nothing":  {file(catalog, pages, blank) + "oddity", Facts{Unread: true, Boxes: a9}},
		"what comes after them":   {file(catalog, pages, blank) + "<< 4 0 obj << /AA 1 >> endobj", Facts{Holds: []string{Action}, Unread: true, Boxes: a9}},
		"an object in a comment":  {file(catalog, pages, blank) + "% 4 0 obj << >> endobj", Facts{Unread: true, Boxes: a9}},
		"an object in a stream":   {file(catalog, pages, blank, stream("", "3 %\n0\tobj << >>")), Facts{Unread: true, Boxes: a9}},
		"a stream of another length": {file(catalog, pages, blank, strings.Replace(stream("", "0 g endstream 1 g"), "/Length 17", "/Length 3", 1)),
			Facts{Unread: true, Boxes: a9}},
		"a length of its own": {file(catalog, pages, blank, "<< /Length 5 0 R >>\nstream\n0 g\nendstream", "3"), Facts{Boxes: a9}},
		"packed objects": {file(catalog, pages, blank, stream("/Type /ObjStm /N 2 /First 8 /Filter /FlateDecode", packed("7 0 8 2 1 << /AA 1 >>"))),
			Facts{Holds: []string{Action}, Boxes: a9}},
		"packed to be one more": {file(catalog, pages, blank, stream("/Type /ObjStm /N 1 /First 4", "3 0 1")), Facts{Twice: true, Boxes: a9}},
		"packed otherwise": {file(catalog, pages, blank, stream("/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode", "3 0 1")),
			Facts{Unread: true, Boxes: a9}},
		"not a PDF": {"PK", Facts{Unread: true}},
		"nothing":   {"", Facts{Unread: true}},
	} {
		if got := Read([]byte(x.file)); !reflect.DeepEqual(plain(got), plain(x.want)) {
			t.Errorf("%s: %+v, want %+v", name, got, x.want)
		}
	}
}

// plain has nil for what is empty.
func plain(f Facts) Facts {
	v := reflect.ValueOf(&f).Elem()
	for i := range v.NumField() {
		if x := v.Field(i); x.Kind() == reflect.Slice && x.Len() == 0 {
			x.SetZero()
		}
	}
	return f
}

func TestFacesAreTheSameHoweverPacked(t *testing.T) {
	font := func(dict, content string) []string {
		return Read([]byte(file(catalog, pages, blank, "<< /Type /FontDescriptor /FontFile2 5 0 R >>", stream(dict, content)))).Faces
	}
	a, b, c := font("", "program"), font("/Filter /FlateDecode", packed("program")), font("", "another")
	if len(a) != 1 || !reflect.DeepEqual(a, b) || reflect.DeepEqual(a, c) {
		t.Errorf("%v %v %v", a, b, c)
	}
}

// Hostile files are given up, not followed.
func TestLimits(t *testing.T) {
	for name, b := range map[string]string{
		"deep":          "%PDF-1.4\n1 0 obj " + strings.Repeat("[", 1<<20),
		"open ends":     "%PDF-1.4\n" + strings.Repeat("1 0 obj <41 ", 1<<18),
		"wide":          "%PDF-1.4\n1 0 obj [" + strings.Repeat("1 ", 2*maxValues) + "] endobj",
		"unpacked huge": file(catalog, stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", packed("3 0 "+strings.Repeat(" ", maxUnpacked)+"1"))),
	} {
		if got := Read([]byte(b)); !got.Unread {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(file(catalog, pages, blank, stream("/Type /ObjStm /N 2 /First 8", "7 0 8 2 1 << /AA 1 >>"))))
	f.Add([]byte(file("<< /A#4 (\\(a) <41> [1 0 R -.5 true null] >>", "<< /Length 2 0 R >>\nstream\n")))
	f.Add([]byte("%PDF-1.4\n1 0 obj"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, b := Read(b), Read(b); !reflect.DeepEqual(a, b) {
			t.Errorf("%+v, then %+v", a, b)
		}
	})
}
