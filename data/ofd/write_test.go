package ofd

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kaohe/data/sfnt"
)

// unpacked are the parts of a file.
func unpacked(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return out
}

func treeOf(t testing.TB, b []byte) *node {
	t.Helper()
	n, err := parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func pagesOf(t testing.TB, file []byte) []*node {
	t.Helper()
	parts := unpacked(t, file)
	var out []*node
	for _, ref := range treeOf(t, parts["Doc_0/Document.xml"]).at("Pages").all("Page") {
		out = append(out, treeOf(t, parts["Doc_0/"+ref.attr("BaseLoc")]))
	}
	return out
}

// order is the order of children that the schema of GB/T 33190-2016 demands, as far as it is used; written down anew, apart from the writer.
var order = map[string][]string{
	"DocBody":     {"DocInfo", "DocRoot", "Versions", "Signatures"},
	"DocInfo":     {"DocID", "Title", "Author", "Subject", "Abstract", "CreationDate", "ModDate", "DocUsage", "Cover", "Keywords", "Creator", "CreatorVersion", "CustomDatas"},
	"Document":    {"CommonData", "Pages", "Outlines", "Permissions", "Actions", "VPreferences", "Bookmarks", "Annotations", "CustomTags", "Attachments", "Extensions"},
	"CommonData":  {"MaxUnitID", "PageArea", "PublicRes", "DocumentRes", "TemplatePage", "DefaultCS"},
	"Res":         {"ColorSpaces", "DrawParams", "Fonts", "MultiMedias", "CompositeGraphicUnits"},
	"Page":        {"Template", "PageRes", "Area", "Content", "Actions"},
	"OutlineElem": {"Actions", "OutlineElem"},
	"TextObject":  {"Actions", "Clips", "FillColor", "StrokeColor", "CGTransform", "TextCode"},
	"PathObject":  {"Actions", "Clips", "StrokeColor", "FillColor", "AbbreviatedData"},
}

// required are attributes without which an element means nothing.
var required = map[string]string{"TextObject": "ID Boundary Font Size", "PathObject": "ID Boundary", "ImageObject": "ID Boundary CTM ResourceID", "Layer": "ID Type",
	"Font": "ID FontName", "MultiMedia": "ID Type", "Attachment": "ID Name", "Dest": "Type PageID", "TextCode": "X Y", "OutlineElem": "Title"}

// checker walks all trees of a file.
type checker struct {
	t    *testing.T
	ids  map[int]string
	most int
}

func (c *checker) walk(n *node) {
	c.t.Helper()
	if names := order[n.name]; names != nil {
		last := 0
		for _, k := range n.kids {
			at := slices.Index(names, k.name)
			if at < last {
				c.t.Errorf("%s: %s stands too late, or is unknown", n.name, k.name)
			}
			last = at
		}
	}
	for _, a := range strings.Fields(required[n.name]) {
		if n.attr(a) == "" {
			c.t.Errorf("%s has no %s", n.name, a)
		}
	}
	if id := n.attr("ID"); id != "" && n.name != "Signature" {
		v, err := strconv.Atoi(id)
		if err != nil || v < 1 || c.ids[v] != "" {
			c.t.Errorf("%s: the number %s is none, or that of a %s too", n.name, id, c.ids[v])
		}
		c.ids[v], c.most = n.name, max(c.most, v)
	}
	for _, k := range n.kids {
		c.walk(k)
	}
}

// Rules of structure, held on documents of every kind: well-formed XML in the namespace, elements in the schema's order, numbers that are unique and up to
// MaxUnitID, nothing referred to that is not in the file and nothing in it that is not referred to, fonts with all characters that are used.
func TestEveryKindIsASoundFile(t *testing.T) {
	all := documents(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			file := written(t, laid(t, all[name]))
			parts := unpacked(t, file)
			c := &checker{t: t, ids: map[int]string{}}
			refs := map[string]bool{"OFD.xml": true}
			for _, part := range slices.Sorted(maps.Keys(parts)) {
				if strings.HasSuffix(part, ".xml") {
					if err := xml.Unmarshal(parts[part], new(struct{})); err != nil {
						t.Fatalf("%s: %v", part, err)
					}
					n := treeOf(t, parts[part])
					c.walk(n)
					n.strange("", func(name string) { t.Errorf("%s: %s", part, name) })
					referred(n, path.Dir(part), refs)
				}
			}
			if got, want := slices.Sorted(maps.Keys(refs)), slices.Sorted(maps.Keys(parts)); !slices.Equal(got, want) {
				t.Errorf("refers to\n%v, has\n%v", got, want)
			}
			doc := treeOf(t, parts["Doc_0/Document.xml"])
			if said := doc.said("CommonData", "MaxUnitID"); said != strconv.Itoa(c.most) {
				t.Errorf("MaxUnitID %s, the highest is %d", said, c.most)
			}
			id := treeOf(t, parts["OFD.xml"]).said("DocBody", "DocInfo", "DocID")
			if len(id) != 32 || strings.Trim(id, "0123456789abcdef") != "" {
				t.Errorf("DocID %q", id)
			}
			mapped(t, parts, c.ids)
		})
	}
}

// referred adds what a part refers to.
func referred(n *node, dir string, refs map[string]bool) {
	base := dir
	if n.name == "Res" {
		base = path.Join(dir, n.attr("BaseLoc"))
	}
	var walk func(n *node)
	walk = func(n *node) {
		switch n.name {
		case "DocRoot", "PublicRes", "DocumentRes", "FontFile", "MediaFile", "FileLoc", "Attachments":
			if name := strings.TrimSpace(n.text); name != "" {
				refs[path.Join(base, name)] = true
			}
		case "Page":
			if loc := n.attr("BaseLoc"); loc != "" {
				refs[path.Join(base, loc)] = true
			}
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(n)
}

// mapped holds that each text's font is in the file and maps each of its characters to a glyph of its own.
func mapped(t *testing.T, parts map[string][]byte, ids map[int]string) {
	t.Helper()
	faces := map[string]*sfnt.Face{}
	for _, f := range treeOf(t, parts["Doc_0/PublicRes.xml"]).at("Fonts").all("Font") {
		face, err := sfnt.Parse(parts["Doc_0/Res/"+f.said("FontFile")], 0)
		if err != nil {
			t.Fatal(err)
		}
		faces[f.attr("ID")] = face
	}
	for i := range len(parts) {
		b := parts["Doc_0/"+pageFile(i)]
		if b == nil {
			return
		}
		for _, l := range treeOf(t, b).at("Content").all("Layer") {
			for _, o := range l.all("TextObject") {
				for _, r := range o.at("TextCode").text {
					if g, ok := faces[o.attr("Font")].Glyph(r); !ok || g == 0 {
						t.Fatalf("page %d: no glyph for %c", i+1, r)
					}
				}
			}
			for _, o := range l.all("ImageObject") {
				if id, _ := strconv.Atoi(o.attr("ResourceID")); ids[id] != "MultiMedia" {
					t.Errorf("page %d: no picture %d", i+1, id)
				}
			}
		}
	}
}

// What readers cut off at an object's box is none of its ink: every point of a path, and every character with room around it, lies inside.
func TestNothingIsDrawnOutsideOfItsBox(t *testing.T) {
	for name, d := range made() {
		for i, n := range pagesOf(t, written(t, laid(t, d))) {
			for _, l := range n.at("Content").all("Layer") {
				for _, o := range l.all("PathObject") {
					box, data := floats(o.attr("Boundary")), strings.Fields(o.said("AbbreviatedData"))
					var at []float64
					for _, f := range data {
						if v, ok := float(f); ok {
							at = append(at, v)
						}
					}
					for k := range at {
						if at[k] < -0.001 || at[k] > box[2+k%2]+0.001 {
							t.Fatalf("%s, page %d: %v lies outside of %v", name, i+1, at[k], box)
						}
					}
				}
			}
		}
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	for name, d := range made() {
		if !bytes.Equal(written(t, laid(t, d)), written(t, laid(t, d))) {
			t.Errorf("%s: others", name)
		}
	}
}

func TestWhatIsReadIsWhatWasWritten(t *testing.T) {
	d := made()["rare"]
	f, err := Read(written(t, laid(t, d)))
	if err != nil {
		t.Fatal(err)
	}
	want := []Entry{{"一、𬭎𠮷𬍛", 0, 1}, {"（一）䶮", 1, 1}}
	if f.Title != "文书<&>" || f.Keywords != d.Keywords || !slices.Equal(f.Outline, want) || len(f.Attached) != 1 || f.Attached[0].Name != carried.Name ||
		!bytes.Equal(f.Attached[0].Data, carried.Data) || f.Seals || len(f.Strange) > 0 || f.Parts != 0 {
		t.Errorf("%q %q %v %v", f.Title, f.Keywords, f.Outline, f.Strange)
	}
	text := ""
	for _, p := range f.Pages {
		if text += p.Text(); p.Width != 210 || p.Height != 297 {
			t.Errorf("%v x %v", p.Width, p.Height)
		}
	}
	if !strings.Contains(text, "<标签> \"引号\"") {
		t.Error(text)
	}
}

func TestWritingStopsWhenItIsCancelled(t *testing.T) {
	doc := laid(t, made()["rare"])
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if b, err := Write(ctx, doc, nil, nil); b != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}
