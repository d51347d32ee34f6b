package ofd

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/words"
	"kaohe/data/opc"
)

// Limits on files from anywhere. A report of 120 items has 30 parts and 3 MB, 1 MB of it XML.
const (
	MaxBytes    = 48 << 20 // of a file, as of a PDF
	maxParts    = 20_000
	maxAll      = 256 << 20 // of all parts, inflated
	maxXML      = 4 << 20   // of a part that is XML, inflated; a full page has 0.1 MB
	maxAllXML   = 64 << 20  // of all of them
	maxAttached = 64 << 20
	maxPages    = 5_000
	maxStrange  = 100
	ratio       = 200
)

// File is what an OFD file holds.
type File struct {
	Title    string
	Keywords string // joined by ","
	Pages    []Page
	Outline  []Entry
	Attached []Attachment
	Faces    []string // names of the fonts, in the order of the file
	Seals    bool     // it has signatures or seals, which were not judged
	Strange  []string // names of elements and attributes whose effect is not known, each once, in order, the first ones
	Parts    int      // parts that nothing in the document refers to
}

// Page is a page; lengths are millimetres.
type Page struct {
	Width, Height float64
	Objects       []Object
}

// Text is the page's text, the objects each in a line of its own.
func (p Page) Text() string {
	var b strings.Builder
	for _, o := range p.Objects {
		if o.Text != "" {
			b.WriteString(o.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Object is something that is drawn: its box, its text if it is one, and the sum of all that says how it looks, without its number and those of what
// it uses: fonts and pictures count by their bytes.
type Object struct {
	Left, Top, Width, Height float64
	Text                     string
	Looks                    [sha256.Size]byte
}

// Entry is an entry of the outline.
type Entry struct {
	Title string
	Level int // 0 top
	Page  int // from 1; 0: none of the document's
}

var limits = opc.Limits{Parts: maxParts, All: maxAll, Ratio: ratio}

// Looks tells by its directory whether a file can be an OFD file.
func Looks(r io.ReaderAt, size int64) bool {
	a, err := opc.Open(r, size, limits)
	return err == nil && a.Has(rootName)
}

// Read reads an OFD file. Faults: ofd.large, ofd.damaged.
func Read(file []byte) (*File, error) {
	if len(file) > MaxBytes {
		return nil, words.Refuse("ofd.large", words.Size(int64(len(file))), words.Size(MaxBytes))
	}
	a, err := opc.Open(bytes.NewReader(file), int64(len(file)), limits)
	if err == nil {
		r := &reader{archive: a, left: maxAllXML, used: map[string]bool{}}
		if err = r.file(); err == nil {
			return &r.out, nil
		}
	}
	var many opc.TooMany
	if errors.Is(err, opc.ErrBomb) || errors.Is(err, errTree) || errors.As(err, &many) {
		return nil, words.Refuse("ofd.large", words.Size(int64(len(file))), words.Size(MaxBytes)).Because(err)
	}
	return nil, words.Refuse("ofd.damaged").Because(err)
}

type reader struct {
	archive *opc.Archive
	left    int // bytes of XML that may still come
	used    map[string]bool
	out     File

	dir    string
	fonts  map[string]string // by number: what they are
	photos map[string]string
	pages  map[string]int // by number, from 1
}

// open opens a part, named from a folder of the archive, or from its top with a slash before it.
func (r *reader) open(dir, name string, limit int64) (io.ReadCloser, error) {
	if name = strings.TrimSpace(name); !strings.HasPrefix(name, "/") {
		name = path.Join(dir, name)
	}
	r.used[opc.Key(name)] = true
	return r.archive.Open(name, limit)
}

func (r *reader) bytes(dir, name string, limit int64) ([]byte, error) {
	f, err := r.open(dir, name, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// sum returns the SHA-256 of a part, which is not held in memory.
func (r *reader) sum(dir, name string) (string, error) {
	f, err := r.open(dir, name, maxAll)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

// tree returns a part as a tree with a root of a name.
func (r *reader) tree(dir, name, root string) (*node, error) {
	b, err := r.bytes(dir, name, maxXML)
	if err != nil {
		return nil, err
	}
	if r.left -= len(b); r.left < 0 {
		return nil, errTree
	}
	n, err := parse(b)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", name, err)
	case n.name != root:
		return nil, fmt.Errorf("%s: the root is %s", name, n.name)
	}
	n.strange(func(name string) {
		if len(r.out.Strange) < maxStrange && !slices.Contains(r.out.Strange, name) {
			r.out.Strange = append(r.out.Strange, name)
		}
	})
	return n, nil
}

func (r *reader) file() error {
	top, err := r.tree("", rootName, "OFD")
	if err != nil {
		return err
	}
	bodies := top.all("DocBody")
	if len(bodies) == 0 {
		return errors.New("no document")
	}
	if len(bodies) > 1 {
		r.out.Strange = append(r.out.Strange, fmt.Sprintf("DocBody×%d", len(bodies)))
	}
	body := bodies[0]
	r.seals(body)
	r.out.Title = body.said("DocInfo", "Title")
	for _, k := range body.at("DocInfo", "Keywords").all("Keyword") {
		r.out.Keywords = strings.TrimPrefix(r.out.Keywords+","+strings.TrimSpace(k.text), ",")
	}
	name := body.said("DocRoot")
	r.dir = path.Dir(strings.TrimPrefix(name, "/"))
	doc, err := r.tree("", name, "Document")
	if err != nil {
		return err
	}
	if err := r.resources(doc); err != nil {
		return err
	}
	if err := r.readPages(doc); err != nil {
		return err
	}
	r.outline(doc.at("Outlines"), 0)
	if err := r.attachments(doc.said("Attachments")); err != nil {
		return err
	}
	r.out.Parts = r.archive.Count() - len(r.used)
	return nil
}

// seals notes signatures, which are no part of what is drawn by the document itself, and are judged by the office's own program.
func (r *reader) seals(body *node) {
	if len(body.all("Signatures")) == 0 {
		return
	}
	r.out.Seals = true
	r.out.Strange = slices.DeleteFunc(r.out.Strange, func(s string) bool { return s == "DocBody/Signatures" })
}

// resources reads what fonts and pictures are.
func (r *reader) resources(doc *node) error {
	r.fonts, r.photos = map[string]string{}, map[string]string{}
	common := doc.at("CommonData")
	for _, ref := range append(common.all("PublicRes"), common.all("DocumentRes")...) {
		res, err := r.tree(r.dir, ref.text, "Res")
		if err != nil {
			return err
		}
		dir := path.Join(r.dir, res.attr("BaseLoc"))
		for _, list := range []struct {
			in, each, file string
			to             map[string]string
		}{{"Fonts", "Font", "FontFile", r.fonts}, {"MultiMedias", "MultiMedia", "MediaFile", r.photos}} {
			for _, n := range res.at(list.in).all(list.each) {
				if list.each == "Font" {
					r.out.Faces = append(r.out.Faces, n.attr("FontName"))
				}
				what := "not in the file: " + n.attr("FontName")
				if name := n.said(list.file); name != "" {
					if what, err = r.sum(dir, name); err != nil {
						return err
					}
				}
				list.to[n.attr("ID")] = what
			}
		}
	}
	return nil
}

func (r *reader) readPages(doc *node) error {
	size := doc.said("CommonData", "PageArea", "PhysicalBox")
	r.pages = map[string]int{}
	list := doc.at("Pages").all("Page")
	if len(list) == 0 || len(list) > maxPages {
		return fmt.Errorf("%d pages", len(list))
	}
	for i, ref := range list {
		r.pages[ref.attr("ID")] = i + 1
		n, err := r.tree(r.dir, ref.attr("BaseLoc"), "Page")
		if err != nil {
			return err
		}
		p := Page{}
		area := floats(cmp.Or(n.said("Area", "PhysicalBox"), size))
		if len(area) == 4 {
			p.Width, p.Height = area[2], area[3]
		}
		for _, l := range n.at("Content").all("Layer") {
			for _, k := range l.kids {
				p.Objects = append(p.Objects, r.object(k))
			}
		}
		r.out.Pages = append(r.out.Pages, p)
	}
	return nil
}

func (r *reader) outline(n *node, level int) {
	for _, e := range n.all("OutlineElem") {
		page := r.pages[e.at("Actions", "Action", "Goto", "Dest").attr("PageID")]
		r.out.Outline = append(r.out.Outline, Entry{e.attr("Title"), level, page})
		r.outline(e, level+1)
	}
}

func (r *reader) attachments(name string) error {
	if name == "" {
		return nil
	}
	list, err := r.tree(r.dir, name, "Attachments")
	if err != nil {
		return err
	}
	dir := path.Join(r.dir, path.Dir(name))
	if strings.HasPrefix(name, "/") {
		dir = path.Dir(name)
	}
	for _, n := range list.all("Attachment") {
		b, err := r.bytes(dir, n.said("FileLoc"), maxAttached)
		if err != nil {
			return err
		}
		r.out.Attached = append(r.out.Attached, Attachment{n.attr("Name"), b})
	}
	return nil
}

// object reads what is drawn. What a reader takes where something is left out (8.5, 9, 11.2) stands in its place, so that a file that another
// program wrote with other words for the same looks the same.
func (r *reader) object(n *node) Object {
	o := Object{}
	if b := floats(n.attr("Boundary")); len(b) == 4 {
		o.Left, o.Top, o.Width, o.Height = b[0], b[1], b[2], b[3]
	}
	looks := []string{n.name, plain(n.attr("Boundary")), plain(cmp.Or(n.attr("CTM"), "1 0 0 1 0 0")), cmp.Or(n.attr("Alpha"), "255"), cmp.Or(n.attr("Visible"), "true")}
	colour := func(name string) string {
		c := n.at(name)
		return plain(cmp.Or(c.attr("Value"), "0 0 0")) + "/" + cmp.Or(c.attr("Alpha"), "255")
	}
	switch n.name {
	case "TextObject":
		looks = append(looks, r.fonts[n.attr("Font")], plain(n.attr("Size")), cmp.Or(n.attr("Stroke"), "false"), cmp.Or(n.attr("Fill"), "true"), colour("FillColor"),
			plain(cmp.Or(n.attr("HScale"), "1")), cmp.Or(n.attr("ReadDirection"), "0"), cmp.Or(n.attr("CharDirection"), "0"), cmp.Or(n.attr("Weight"), "400"),
			cmp.Or(n.attr("Italic"), "false"))
		for _, c := range n.all("TextCode") {
			o.Text += c.text
			looks = append(looks, plain(c.attr("X")), plain(c.attr("Y")), spread(c.attr("DeltaX"), len(c.text)), c.text)
		}
	case "PathObject":
		looks = append(looks, cmp.Or(n.attr("Stroke"), "true"), cmp.Or(n.attr("Fill"), "false"), cmp.Or(n.attr("Rule"), "NonZero"), plain(cmp.Or(n.attr("LineWidth"), "0.353")),
			cmp.Or(n.attr("Cap"), "Butt"), cmp.Or(n.attr("Join"), "Miter"), plain(cmp.Or(n.attr("MiterLimit"), "3.528")), colour("StrokeColor"), colour("FillColor"),
			plain(n.said("AbbreviatedData")))
	case "ImageObject":
		looks = append(looks, r.photos[n.attr("ResourceID")])
	}
	o.Looks = sha256.Sum256([]byte(strings.Join(looks, "|")))
	return o
}

// decimal is a number as the format has them. Go reads others too, which readers may take for something else.
var decimal = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]*)?$`)

func float(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && decimal.MatchString(s)
}

// floats reads numbers; nil if something else is among them.
func floats(s string) []float64 {
	var out []float64
	for _, f := range strings.Fields(s) {
		v, ok := float(f)
		if !ok {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// plain writes the numbers in a text as all are written here, and leaves the rest.
func plain(s string) string {
	fields := strings.Fields(s)
	for i, f := range fields {
		if v, ok := float(f); ok {
			fields[i] = string(length(v).append(nil))
		}
	}
	return strings.Join(fields, " ")
}

// spread writes distances without g, each for itself, at most as many as there may be characters.
func spread(s string, most int) string {
	fields := strings.Fields(s)
	var out []string
	for i := 0; i < len(fields) && len(out) <= most; i++ {
		if n, v, ok := repeated(fields[i:]); ok {
			for range min(n, most+1-len(out)) {
				out = append(out, plain(v))
			}
			i += 2
			continue
		}
		out = append(out, plain(fields[i]))
	}
	return strings.Join(out, " ")
}

// repeated reads g, a number, a distance.
func repeated(fields []string) (n int, value string, ok bool) {
	if len(fields) < 3 || fields[0] != "g" {
		return 0, "", false
	}
	n, err := strconv.Atoi(fields[1])
	return max(n, 0), fields[2], err == nil
}
