package ofd

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"

	"kaohe/app/words"
	"kaohe/data/ink"
)

// packed is an archive of parts, given as name, content, name, content.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func element(name, content string) string {
	return `<o:` + name + ` xmlns:o="` + namespace + `">` + content + `</o:` + name + `>`
}

var (
	entry = element("OFD", "<o:DocBody><o:DocRoot>D/Document.xml</o:DocRoot></o:DocBody>")
	list  = element("Document", `<o:CommonData><o:PublicRes>Res.xml</o:PublicRes></o:CommonData><o:Pages><o:Page ID="1" BaseLoc="p.xml"/></o:Pages>`)
	noRes = element("Res", "")
	blank = element("Page", "")
)

func TestHostileFilesAreRefusedOrTold(t *testing.T) {
	deep := strings.Repeat("<o:Layer>", maxDepth+1) + strings.Repeat("</o:Layer>", maxDepth+1)
	for name, x := range map[string]struct {
		file  []byte
		fault string
		told  string // among what is strange
	}{
		"sound":                             {packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", blank), "", ""},
		"no archive":                        {[]byte("PK\x03\x04 nothing"), "ofd.damaged", ""},
		"empty":                             {nil, "ofd.damaged", ""},
		"no entry":                          {packed(t, "a", ""), "ofd.damaged", ""},
		"an entry of another namespace":     {packed(t, "OFD.xml", "<OFD/>"), "ofd.damaged", ""},
		"two roots":                         {packed(t, "OFD.xml", entry+entry), "ofd.damaged", ""},
		"a document type":                   {packed(t, "OFD.xml", `<!DOCTYPE a [<!ENTITY b "c">]>`+entry), "ofd.damaged", ""},
		"an entity":                         {packed(t, "OFD.xml", strings.Replace(entry, "D/Document.xml", "&b;", 1)), "ofd.damaged", ""},
		"deep":                              {packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", element("Page", deep)), "ofd.large", ""},
		"a bomb":                            {packed(t, "OFD.xml", strings.Repeat(" ", 32<<20)+entry), "ofd.large", ""},
		"no pages":                          {packed(t, "OFD.xml", entry, "D/Document.xml", element("Document", "")), "ofd.damaged", ""},
		"out of the archive":                {packed(t, "OFD.xml", strings.Replace(entry, "D/Document.xml", "../../../etc/passwd", 1)), "ofd.damaged", ""},
		"a network path":                    {packed(t, "OFD.xml", strings.Replace(entry, "D/Document.xml", `\\host\share\d.xml`, 1)), "ofd.damaged", ""},
		"a font that is not there":          {packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", element("Res", `<o:Fonts><o:Font ID="1"><o:FontFile>a.ttf</o:FontFile></o:Font></o:Fonts>`), "D/p.xml", blank), "ofd.damaged", ""},
		"an attribute of another namespace": {packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", strings.Replace(blank, ">", ` xmlns:x="x" x:ID="1">`, 1)), "", "Page@xmlns:ID"},
		"an element of another namespace":   {packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", element("Page", `<x:Content xmlns:x="x"/>`)), "", "Page/xmlns:Content"},
		"a namespace that is redefined":     {packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", element("Page", `<o:Content xmlns:o="x"/>`)), "", "Page/xmlns:Content"},
		"names of two cases":                {packed(t, "OFD.xml", entry, "ofd.XML", entry), "ofd.damaged", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Read(x.file)
			if x.fault != "" {
				if !errors.Is(err, words.Refuse(x.fault)) {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(f.Strange, " "); x.told == "" && got != "" || !strings.Contains(got, x.told) {
				t.Errorf("told %q", got)
			}
		})
	}
}

// A distance that is said to be that of a thousand million characters is one of as many as there are.
func TestRepeatedDistancesAreBounded(t *testing.T) {
	for s, want := range map[string]string{"g 1000000000 2": "4*2", "1 g 2 3": "1*1 2*3", "1 g 2 1.0 1": "4*1", "1 1 1 1 1": "4*1", "g -5 1 2": "1*g 1*-5 1*1 1*2",
		"g 0 9 2": "1*g 1*0 1*9 1*2", "g x 1": "1*g 1*x 1*1", "g": "1*g", "1.50 +2": "1*1.5 1*2", "": ""} {
		if got := strings.TrimRight(spread(s, 3), " "); got != want {
			t.Errorf("%q: %q, not %q", s, got, want)
		}
	}
}

// A distance of many letters for as many characters is read once: each for itself would be 4 MB.
func TestALongDistanceIsReadOnce(t *testing.T) {
	const n = 2_000
	if got := len(spread("g 2000 "+strings.Repeat("x", n), n)); got > 2*n {
		t.Error(got)
	}
}

// A text and a list of keywords in as many pieces as a part can hold take some times their size: each piece is copied once, not again for each behind it.
func TestManyPiecesAreReadOnce(t *testing.T) {
	const n = 30_000
	piece := strings.Repeat("a", 90)
	many := func(name string) string { return strings.Repeat("<o:"+name+">"+piece+"</o:"+name+">", n) }
	file := packed(t, "OFD.xml", strings.Replace(entry, "<o:DocRoot>", "<o:DocInfo><o:Keywords>"+many("Keyword")+"</o:Keywords></o:DocInfo><o:DocRoot>", 1), "D/Document.xml", list,
		"D/Res.xml", noRes, "D/p.xml", element("Page", "<o:Content><o:Layer><o:TextObject>"+many("TextCode")+"</o:TextObject></o:Layer></o:Content>"))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f, err := Read(file)
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Keywords) != n*len(piece+",")-1 || f.Pages[0].Objects[0].Text != strings.Repeat(piece, n) {
		t.Errorf("%d bytes of keywords, %d of text", len(f.Keywords), len(f.Pages[0].Objects[0].Text))
	}
	if took := (after.TotalAlloc - before.TotalAlloc) >> 20; took > 400 {
		t.Errorf("took %d MB", took)
	}
}

// The lines of a pattern end at the edges of their area, and none within is lost.
func TestHatchesAreCutAtTheEdges(t *testing.T) {
	for pattern := range ink.Patterns {
		a := ink.Area{X: 10, Y: 20, W: 50, H: 8, Pattern: pattern}
		for _, lines := range a.Hatches() {
			n := 0
			for _, l := range lines {
				c, ok := clip(l, a.W, a.H)
				if inside := math.Max(l[0], l[2]) > 0 && math.Min(l[0], l[2]) < a.W; inside != ok {
					t.Errorf("pattern %d: %v is kept: %t", pattern, l, ok)
				}
				if !ok {
					continue
				}
				n++
				for k, v := range c {
					if v < -1e-9 || v > []float64{a.W, a.H}[k%2]+1e-9 {
						t.Errorf("pattern %d: %v is cut to %v", pattern, l, c)
					}
				}
			}
			if n == 0 {
				t.Errorf("pattern %d: no line", pattern)
			}
		}
	}
}

// FuzzRead: any file is read or refused, within bounds; what is read has pages, and reading it again gives the same.
func FuzzRead(f *testing.F) {
	for name, d := range made() {
		if name != "photos" {
			f.Add(written(f, laid(f, d)))
		}
	}
	f.Add(packed(f, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", blank))
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := Read(b)
		if err != nil {
			if !errors.Is(err, words.Refuse("ofd.damaged")) && !errors.Is(err, words.Refuse("ofd.large")) {
				t.Fatalf("%v", err)
			}
			return
		}
		if len(x.Pages) == 0 {
			t.Fatal("no pages")
		}
	})
}

// FuzzPage: any XML as a page of a sound file. An archive's sums would stop most of what a fuzzer does to the packed file.
func FuzzPage(f *testing.F) {
	for name, d := range made() {
		if name != "photos" {
			for _, b := range unpacked(f, written(f, laid(f, d))) {
				if bytes.Contains(b, []byte("<ofd:Page ")) && bytes.Contains(b, []byte("<ofd:Content>")) {
					f.Add(string(b[:min(len(b), 4000)]))
				}
			}
		}
	}
	f.Add(element("Page", `<o:Content><o:Layer><o:TextObject Boundary="0 0 1 1"><o:TextCode X="0" Y="0" DeltaX="g 999999999 1">ab</o:TextCode></o:TextObject></o:Layer></o:Content>`))
	f.Fuzz(func(t *testing.T, s string) {
		x, err := Read(packed(t, "OFD.xml", entry, "D/Document.xml", list, "D/Res.xml", noRes, "D/p.xml", s))
		if err != nil {
			return
		}
		size := 0
		for _, o := range x.Pages[0].Objects {
			size += len(o.Text)
		}
		if size > len(s) {
			t.Fatalf("%d bytes of %d", size, len(s))
		}
	})
}
