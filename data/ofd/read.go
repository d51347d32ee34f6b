package ofd

import (
	"bytes"
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
	maxAttached = 64 << 20  // of all attachments
	maxPages    = 5_000
	maxObjects  = 500_000 // on all pages
	maxStrange  = 1_000   // names; the format has fewer
	ratio       = 200
)

// File is what an OFD file holds.
type File struct {
	Title    string
	Keywords string // joined by ","
	Area     string // of pages that have none of their own, in numbers as they are written here
	Pages    []Page
	Outline  []Entry
	Attached []Attachment
	Faces    []string // names of the fonts, in the order of the file
	Seals    bool     // it has signatures or seals, which were not judged
	Strange  []string // names of elements and attributes whose effect is not known, each once, in order
	Parts    int      // parts that nothing in the document refers to, fonts and pictures that nothing is drawn with
	Unread   bool     // it has bytes that are no part's, where other readers may find other parts, or a PDF
}

// Page is a page; lengths are millimetres.
type Page struct {
	Left, Top, Width, Height float64 // what is shown of it
	Objects                  []Object
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
// it uses: fonts count by their names and bytes, pictures by their bytes.
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

// pdfHead is how a PDF begins, for many readers anywhere in a file.
var pdfHead = []byte("%PDF-")

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
		r := &reader{archive: a, left: maxAllXML, objects: maxObjects, attached: maxAttached, used: map[string]bool{}, told: map[string]bool{}, numbers: map[string]bool{},
			drawn: map[string]bool{}}
		if err = r.file(); err == nil {
			r.out.Unread = !opc.Tight(file, maxAll) || bytes.Contains(file, pdfHead)
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
	archive  *opc.Archive
	left     int // bytes of XML that may still come
	objects  int
	attached int64
	used     map[string]bool
	told     map[string]bool // what is strange
	numbers  map[string]bool // of fonts, pictures and pages
	drawn    map[string]bool // numbers of fonts and pictures that something is drawn with
	out      File

	dir    string
	fonts  map[string]string // by number: what they are
	photos map[string]string
	pages  map[string]int // by number, from 1
}

// longest is how many bytes of a strange name are told.
const longest = 100

// tell notes what is strange.
func (r *reader) tell(name string) {
	if len(name) > longest {
		name = strings.ToValidUTF8(name[:longest], "") + "…"
	}
	if !r.told[name] {
		r.told[name] = true
		r.out.Strange = append(r.out.Strange, name)
	}
}

// numbered notes the number of what others refer to: where two things have one, a reader takes the first and another the last. 1 and 01 are one for
// those who read numbers, and two for those who compare texts.
func (r *reader) numbered(n *node) string {
	id := n.attr("ID")
	if v, err := strconv.ParseUint(id, 10, 32); err != nil || strconv.FormatUint(v, 10) != id {
		r.tell("ID")
	}
	if r.numbers[id] {
		r.tell("ID×2")
	}
	r.numbers[id] = true
	return id
}

// plainName is what all readers take for the same part, whether they unpack files onto a disk or not. They don't agree on where .. ends that goes up too
// far, nor on \, %2F, a colon, a stop or a space at the end, or letters that an old packer wrote in the encoding of its own computer.
var plainName = regexp.MustCompile(`^/?([\w-]+(\.[\w-]+)*(/|$))*$`)

// locate returns the name of a part that is named from a folder of the archive, or from its top with a slash before it.
func (r *reader) locate(dir, name string) string {
	name = strings.Trim(name, space)
	if !plainName.MatchString(name) {
		r.tell("ST_Loc")
	}
	if top, ok := strings.CutPrefix(name, "/"); ok {
		return path.Clean(top)
	}
	return path.Join(dir, name)
}

// open opens a part. Names are told apart by case (ST_Loc, 7.3), other than in Office files.
func (r *reader) open(name string, limit int64) (io.ReadCloser, error) {
	if is := r.archive.Called(name); is != name {
		return nil, fmt.Errorf("part %q is missing, there is %q", name, is)
	}
	r.used[name] = true
	return r.archive.Open(name, limit)
}

func (r *reader) bytes(name string, limit int64) ([]byte, error) {
	f, err := r.open(name, limit)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// sum returns the SHA-256 of a part, which is not held in memory.
func (r *reader) sum(name string) (string, error) {
	f, err := r.open(name, maxAll)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return fmt.Sprintf("%x", h.Sum(nil)), err
}

// tree returns a part as a tree with a root of a name.
func (r *reader) tree(name, root string) (*node, error) {
	b, err := r.bytes(name, maxXML)
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
	if n.strange("", r.tell); len(r.told) > maxStrange {
		return nil, fmt.Errorf("%s: more unknown names than the format has", name)
	}
	return n, nil
}

func (r *reader) file() error {
	top, err := r.tree(rootName, "OFD")
	if err != nil {
		return err
	}
	bodies := top.all("DocBody")
	if len(bodies) == 0 {
		return errors.New("no document")
	}
	body := bodies[0]
	r.seals(body)
	r.out.Title = body.said("DocInfo", "Title")
	var keywords []string
	for _, k := range body.at("DocInfo", "Keywords").all("Keyword") {
		keywords = append(keywords, strings.Trim(k.text, space))
	}
	r.out.Keywords = strings.Join(keywords, ",")
	name := r.locate("", body.said("DocRoot"))
	r.dir = path.Dir(name)
	doc, err := r.tree(name, "Document")
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
	for id := range r.numbers {
		if r.pages[id] == 0 && !r.drawn[id] {
			r.out.Parts++
		}
	}
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
		name := r.locate(r.dir, ref.text)
		res, err := r.tree(name, "Res")
		if err != nil {
			return err
		}
		if path.Dir(name) != r.dir { // some readers begin at the document's folder, others at this part's
			r.tell("Res@BaseLoc")
		}
		dir := r.locate(path.Dir(name), res.attr("BaseLoc"))
		for _, n := range res.at("Fonts").all("Font") {
			if err := r.font(dir, n); err != nil {
				return err
			}
		}
		for _, n := range res.at("MultiMedias").all("MultiMedia") {
			if err := r.photo(dir, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// font reads what a font is: its names too, since some readers look for these on the computer and leave the file's font alone.
func (r *reader) font(dir string, n *node) error {
	what := "not in the file"
	if name := n.said("FontFile"); name != "" {
		var err error
		if what, err = r.sum(r.locate(dir, name)); err != nil {
			return err
		}
	}
	name := n.attr("FontName")
	r.out.Faces = append(r.out.Faces, name)
	r.fonts[r.numbered(n)] = string(joined(name, n.attr("FamilyName"), n.attrOr("Charset", "unicode"), n.attrOr("Serif", "false"), n.attrOr("FixedWidth", "false"), what))
	return nil
}

func (r *reader) photo(dir string, n *node) error {
	what, err := r.sum(r.locate(dir, n.said("MediaFile")))
	r.photos[r.numbered(n)] = string(joined(n.attr("Type"), n.attrOr("Format", "JPEG"), what))
	return err
}

func (r *reader) readPages(doc *node) error {
	area := doc.said("CommonData", "PageArea", "PhysicalBox")
	r.out.Area, r.pages = plain(area), map[string]int{}
	list := doc.at("Pages").all("Page")
	if len(list) == 0 || len(list) > maxPages {
		return fmt.Errorf("%d pages", len(list))
	}
	for i, ref := range list {
		r.pages[r.numbered(ref)] = i + 1
		n, err := r.tree(r.locate(r.dir, ref.attr("BaseLoc")), "Page")
		if err != nil {
			return err
		}
		p, err := r.page(n, area)
		if err != nil {
			return err
		}
		r.out.Pages = append(r.out.Pages, p)
	}
	return nil
}

// page reads a page; area is what is shown of it if it does not say so itself.
func (r *reader) page(n *node, area string) (p Page, err error) {
	if own := n.at("Area").all("PhysicalBox"); len(own) > 0 {
		area = own[0].text
	}
	if b := floats(area); len(b) == 4 {
		p.Left, p.Top, p.Width, p.Height = b[0], b[1], b[2], b[3]
	}
	last := 0
	for _, l := range n.at("Content").all("Layer") {
		r.follows(l, &last)
		if r.objects -= len(l.kids); r.objects < 0 {
			return p, errTree
		}
		for _, k := range l.kids {
			r.follows(k, &last)
			p.Objects = append(p.Objects, r.object(k, l.attrOr("Type", "Body")))
		}
	}
	return p, nil
}

// follows tells of an object whose number is not above that of the one before: there are readers that draw in the order of numbers, and not in that
// of the file.
func (r *reader) follows(n *node, last *int) {
	id := n.attr("ID")
	if id == "" {
		return
	}
	v, err := strconv.Atoi(id)
	if err != nil || v <= *last {
		r.tell("ID")
	}
	*last = v
}

func (r *reader) outline(n *node, level int) {
	for _, e := range n.all("OutlineElem") {
		action := e.at("Actions", "Action")
		if action.attrOr("Event", "CLICK") != "CLICK" {
			r.tell("Action@Event")
		}
		page := r.pages[action.at("Goto", "Dest").attr("PageID")]
		r.out.Outline = append(r.out.Outline, Entry{e.attr("Title"), level, page})
		r.outline(e, level+1)
	}
}

func (r *reader) attachments(name string) error {
	if name == "" {
		return nil
	}
	name = r.locate(r.dir, name)
	list, err := r.tree(name, "Attachments")
	if err != nil {
		return err
	}
	for _, n := range list.all("Attachment") {
		b, err := r.bytes(r.locate(path.Dir(name), n.said("FileLoc")), r.attached)
		if err != nil {
			return err
		}
		r.attached -= int64(len(b))
		r.out.Attached = append(r.out.Attached, Attachment{n.attr("Name"), b})
	}
	return nil
}
