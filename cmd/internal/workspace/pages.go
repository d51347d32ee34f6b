package workspace

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/app/words"
	"kaohe/data/attach"
	"kaohe/data/parts"
	"kaohe/data/pdf"
	"kaohe/data/pdfread"
)

// How a report's pages compare with what the printer makes of the tree that it carries.
const (
	PagesExact  = "exact"  // the file is, byte for byte, what printing the carried tree gives
	PagesSame   = "same"   // saved again: each page shows the same picture and text, and nothing in the file acts, hides or can't be read
	PagesText   = "text"   // the same text; that the picture is the same is not proved, for the reasons in the list of differences
	PagesDiffer = "differ" // another text or picture, something laid over a page, something that acts
)

// What a file can have that its pages don't prove. All others of PageDifference.What speak against it.
const (
	pageFaces   = "faces"   // printed with faces that this computer has not: pictures were not compared
	pageUnknown = "unknown" // keys of dictionaries whose effect is not known
	pageTwice   = "twice"   // objects with several versions
	pageUnread  = "unread"  // bytes of no known form
	pageLayout  = "layout"  // laid out by an older program: pictures were not compared
	pageRedrawn = "redrawn" // pages written anew by another program: edges lie elsewhere by less than a pixel of the comparison
	pageLevels  = "levels"  // bookmarks that are the same but for which stands below which
	pagePhotos  = "photos"  // pictures of evidence whose files are not at hand
	pageSeals   = "seals"   // signatures or seals of the office, which this program does not judge
	pageParts   = "parts"   // parts of an archive that nothing refers to, fonts and pictures that are not drawn
	pageHalved  = "halved"  // characters of which another program has lost a part, so that they copy out as others
)

// What only OFD files can have, and speaks against them.
const (
	pageStrange = "strange" // elements on a page that the printer never writes
	pageOrder   = "order"   // the same, drawn in another order
)

// PageDifference is one way in which a file is not what the printer makes. What is
//
//	picture, more (further places on that page), note (an annotation), size, turn, undrawn (PDFium can't, or not in time), order    of a page
//	count (of pages), box, outline, title, draw (the data of one), attachment    of the file
//	action, layer, annotation, form, external, scale    as package parts names them; strange
//	faces, layout, redrawn, levels, halved, photos, unknown, twice, unread, seals, parts    with which the picture is not proved
//
// Lengths are millimetres from the page's upper left corner as shown; Page counts from 1 and is 0 for the whole file.
type PageDifference struct {
	What   string  `json:"what"`
	Page   int     `json:"page,omitempty"`
	Left   float64 `json:"left,omitempty"`
	Top    float64 `json:"top,omitempty"`
	Width  float64 `json:"width,omitempty"`
	Height float64 `json:"height,omitempty"`
	Named  string  `json:"named,omitempty"` // kind of annotation, keys
	Want   string  `json:"want,omitempty"`
	Got    string  `json:"got,omitempty"`
}

func (d PageDifference) unproved() bool {
	return slices.Contains([]string{pageFaces, pageUnknown, pageTwice, pageUnread, pageLayout, pageRedrawn, pageLevels, pageHalved, pagePhotos, pageSeals, pageParts}, d.What)
}

// Msg says it.
func (d PageDifference) Msg() words.Msg {
	var named any = d.Named
	if d.What == "note" {
		named = words.M("paper.check.note." + cmp.Or(strings.ToLower(d.Named), "other"))
	}
	return words.M("paper.check.at."+d.What, d.Page, d.Left, d.Top, d.Width, d.Height, named, d.Want, d.Got)
}

// Limits of a comparison.
const (
	pagesDPI     = 150 // a pixel is 0.17 mm
	placesOnPage = 4
	pagePatience = 4 * time.Second // for each page of ours, and five times that for the file
)

// comparePages prints the carried tree again and compares the file with that: what its bytes hold, its pages' sizes, texts and pictures.
// carried are the bytes that c was read from. text are fragments, - before what should be there and + before what is. The error is one of
// ours: whatever is wrong with the file is in the verdict. ctx.Err() when cancelled.
func (p *Printer) comparePages(ctx context.Context, doc report.Document, c *reportproof.Carried, of *proofs, carried, file []byte) (verdict string,
	text []string, found []PageDifference, err error) {
	laid, err := p.lay(ctx, doc, of, c.Whole, nil)
	if err != nil {
		return "", nil, nil, err
	}
	format := formatOf(file)
	whole, err := write(ctx, format, laid, c, nil)
	if err != nil {
		return "", nil, nil, err
	}
	var open []PageDifference
	if n := of.Shown - of.Held; n > 0 {
		open = []PageDifference{{What: pagePhotos, Got: fmt.Sprint(n)}}
	}
	switch {
	case bytes.Equal(whole, file) && open == nil:
		return PagesExact, nil, nil, nil
	case bytes.Equal(whole, file):
		return PagesText, nil, open, nil
	}
	x := comparison{ctx: ctx, whole: c.Whole, older: c.Format > 1 && c.Layout < pdf.Layout || c.Format == 1 && pdf.Layout > firstLayout,
		doc: doc, found: open}
	if format == report.OFD {
		return x.compareOFD(whole, file, carried)
	}
	return x.compare(whole, file, carried)
}

// firstLayout is that of reports of format 1, which do not say.
const firstLayout = 1

// compare is comparePages once it is printed: ours and theirs are files.
func (x *comparison) compare(ours, theirs, carried []byte) (verdict string, text []string, found []PageDifference, err error) {
	ctx := x.ctx
	if x.ours, err = pdfread.Open(ctx, ours); err != nil {
		return "", nil, nil, err
	}
	defer func() { err = errors.Join(err, x.ours.Close()) }()
	if x.theirs, err = pdfread.Open(ctx, theirs); err != nil {
		return "", nil, nil, err
	}
	defer func() { err = errors.Join(err, x.theirs.Close()) }()
	x.until = time.Now().Add(pagePatience * time.Duration(5+x.ours.Count()))
	x.holds(parts.Read(ours), parts.Read(theirs))
	x.attached(carried)
	x.draws(ours, theirs)
	x.beside()
	if x.sizes() {
		x.pages()
	}
	verdict, text = x.verdict()
	return verdict, text, x.found, x.err
}

// comparison of two files. err is one of ours, after which nothing more is compared.
type comparison struct {
	ctx          context.Context
	until        time.Time
	ours, theirs *pdfread.File
	whole        bool // both should have the same faces
	older        bool // theirs was laid out by an older program
	loose        bool // theirs has other faces or another layout: lines, and so pages, may break elsewhere
	doc          report.Document
	updated      bool // theirs has objects in several versions: changed, not written anew
	redrawn      bool // said that pages of theirs were written anew
	want, got    []string
	found        []PageDifference
	err          error
}

func (x *comparison) add(d PageDifference) { x.found = append(x.found, d) }

// holds compares what the files' bytes hold.
func (x *comparison) holds(want, got parts.Facts) {
	for _, what := range got.Holds {
		if what != parts.Annotation { // named with their places below
			x.add(PageDifference{What: what})
		}
	}
	if slices.ContainsFunc(got.Boxes, func(b [4]int) bool { return !slices.Contains(want.Boxes, b) }) {
		x.add(PageDifference{What: "box"})
	}
	if got.Embedded != 1 {
		x.add(PageDifference{What: "attachment", Want: "1", Got: fmt.Sprint(got.Embedded)})
	}
	if len(got.Unknown) > 0 {
		x.add(PageDifference{What: pageUnknown, Named: strings.Join(got.Unknown[:min(len(got.Unknown), placesOnPage)], " ")})
	}
	if x.updated = got.Twice; x.updated {
		x.add(PageDifference{What: pageTwice})
	}
	if got.Unread {
		x.add(PageDifference{What: pageUnread})
	}
	if !x.whole && slices.ContainsFunc(want.Faces, func(f string) bool { return !slices.Contains(got.Faces, f) }) {
		x.add(PageDifference{What: pageFaces})
		x.loose = true
	}
	if x.older {
		x.add(PageDifference{What: pageLayout})
		x.loose = true
	}
	if slices.Contains(got.Holds, parts.Annotation) && !x.notes() {
		x.add(PageDifference{What: parts.Annotation})
	}
}

// notes names the annotations; false if PDFium sees none.
func (x *comparison) notes() bool {
	n := len(x.found)
	for i := range min(x.theirs.Count(), x.most()) {
		all, err := x.theirs.Annotations(x.ctx, i)
		if err != nil {
			continue // said when it is drawn
		}
		for _, a := range all[:min(len(all), placesOnPage)] {
			x.add(x.place("note", i, a.Box, a.Kind))
		}
		x.more(i, len(all))
		if time.Now().After(x.until) {
			break
		}
	}
	return len(x.found) > n
}

func (x *comparison) place(what string, i int, b pdfread.Box, named string) PageDifference {
	tenth := func(mm float64) float64 { return math.Round(mm*10) / 10 }
	return PageDifference{What: what, Page: i + 1, Left: tenth(b.Left), Top: tenth(b.Top), Width: tenth(b.Right - b.Left),
		Height: tenth(b.Bottom - b.Top), Named: named}
}

// attached: what was believed must be the only attachment of its name for any reader.
func (x *comparison) attached(carried []byte) {
	all, err := x.theirs.Attachments(x.ctx, attach.Name)
	if x.stopped(err) {
		return
	}
	said := slices.ContainsFunc(x.found, func(d PageDifference) bool { return d.What == "attachment" })
	if !said && (err != nil || len(all) != 1 || !bytes.Equal(all[0], carried)) {
		x.add(PageDifference{What: "attachment", Want: "1", Got: fmt.Sprint(len(all))})
	}
}

// draws: what the file gives to repeat a draw by must be the one that is printed, where it gives any.
func (x *comparison) draws(ours, theirs []byte) {
	got, err := report.ReadDrawSheet(theirs)
	if err != nil {
		return
	}
	if want, err := report.ReadDrawSheet(ours); err != nil || !reflect.DeepEqual(got, want) {
		x.add(PageDifference{What: "draw"})
	}
}

// beside compares what a reader shows beside the pages.
func (x *comparison) beside() {
	if want, got := x.ours.Meta()["Title"], x.theirs.Meta()["Title"]; got != "" && want != got { // a title that is lost says nothing else
		x.add(PageDifference{What: "title", Want: want, Got: got})
	}
	want, err := x.ours.Bookmarks()
	if err != nil {
		x.err = errors.Join(x.err, err)
		return
	}
	got, err := x.theirs.Bookmarks()
	switch {
	case err == nil && (x.loose || reflect.DeepEqual(got, want)):
	case err == nil && reflect.DeepEqual(level(got), level(want)):
		x.add(PageDifference{What: pageLevels})
	default:
		x.add(PageDifference{What: "outline"})
	}
}

// level are bookmarks in one row, as they stand from above.
func level(marks []pdfread.Bookmark) []pdfread.Bookmark {
	var out []pdfread.Bookmark
	for _, m := range marks {
		out = append(append(out, pdfread.Bookmark{Title: m.Title, Page: m.Page}), level(m.Children)...)
	}
	return out
}

// most is how many pages of theirs are looked at: with other faces or another layout there may be more than ours, but not any number.
func (x *comparison) most() int { return 2*x.ours.Count() + 10 }

// sizes compares the number and sizes of the pages; false if it is of no use to look at them.
func (x *comparison) sizes() bool {
	want, got := x.ours.Count(), x.theirs.Count()
	if got > x.most() || got != want && !x.loose {
		x.add(PageDifference{What: "count", Want: fmt.Sprint(want), Got: fmt.Sprint(got)})
	}
	n := len(x.found)
	for i := range min(got, x.most()) {
		of := min(i, want-1)
		ow, oh, err := x.ours.Size(of)
		if err != nil {
			x.err = errors.Join(x.err, err)
			return false
		}
		w, h, _ := x.theirs.Size(i) // a page that has no size is refused, and said as one of 0 by 0
		x.sized(i, ow, oh, w, h)
		if len(x.found)-n == placesOnPage {
			return false
		}
	}
	return x.err == nil && got <= x.most()
}

// pages compares texts and pictures, of one page after the other; it ends with a page that can't be shown.
func (x *comparison) pages() {
	want, got := x.ours.Count(), x.theirs.Count()
	for i := 0; i < max(want, got) && x.err == nil; i++ {
		if i < want {
			s, err := x.ours.Text(i)
			x.want, x.err = append(x.want, s), errors.Join(x.err, err)
		}
		if i < got && !x.page(i) {
			x.add(PageDifference{What: "undrawn", Page: i + 1})
			x.want = x.want[:min(i, want)]
			return
		}
	}
}

// page compares a page of theirs; false if it can't be shown.
func (x *comparison) page(i int) bool {
	if time.Now().After(x.until) {
		return false
	}
	s, err := x.theirs.Text(i)
	if err != nil {
		return x.stopped(err)
	}
	x.got = append(x.got, s)
	turn, err := x.theirs.Turn(x.ctx, i)
	if err != nil {
		return x.stopped(err)
	}
	if turn != 0 { // ours never are
		x.add(PageDifference{What: "turn", Page: i + 1, Got: fmt.Sprint(turn)})
	}
	if x.loose || turn != 0 || i >= x.ours.Count() || x.resized(i) {
		return true
	}
	theirs, err := x.theirs.Image(x.ctx, i, pagesDPI)
	if err != nil {
		return x.stopped(err)
	}
	ours, err := x.ours.Image(x.ctx, i, pagesDPI)
	if err != nil {
		x.err = errors.Join(x.err, err)
		return true
	}
	places := pdfread.Differ(ours, theirs, pagesDPI)
	if len(places) > 0 && !x.updated && pdfread.Near(ours, theirs) { // an update leaves what was not changed as it was drawn
		if !x.redrawn {
			x.add(PageDifference{What: pageRedrawn})
		}
		x.redrawn = true
		return true
	}
	x.pictures(i, places)
	return true
}

// pictures says where a page shows something else: the first places, and how many more there are.
func (x *comparison) pictures(i int, places []pdfread.Box) {
	for _, b := range places[:min(len(places), placesOnPage)] {
		x.add(x.place("picture", i, b, ""))
	}
	x.more(i, len(places))
}

// more says how many places of a page were not told.
func (x *comparison) more(i, places int) {
	if more := places - placesOnPage; more > 0 {
		x.add(PageDifference{What: "more", Page: i + 1, Got: fmt.Sprint(more)})
	}
}

// sized says if a page has another size than it should have.
func (x *comparison) sized(i int, ow, oh, w, h float64) {
	if math.Abs(w-ow) > 0.05 || math.Abs(h-oh) > 0.05 {
		x.add(PageDifference{What: "size", Page: i + 1, Want: fmt.Sprintf("%.1f × %.1f", ow, oh), Got: fmt.Sprintf("%.1f × %.1f", w, h)})
	}
}

// resized tells whether that was said of a page.
func (x *comparison) resized(i int) bool {
	return slices.ContainsFunc(x.found, func(d PageDifference) bool { return d.What == "size" && d.Page == i+1 })
}

// stopped tells whether a fault came of the caller's cancelling, and keeps it then.
func (x *comparison) stopped(err error) bool {
	if err == nil || x.ctx.Err() == nil {
		return false
	}
	x.err = errors.Join(x.err, x.ctx.Err())
	return true
}

// verdict is the sum. What only fails to prove the picture is left out where something speaks against the file.
func (x *comparison) verdict() (string, []string) {
	if x.older {
		x.want, x.got = unpaged(x.doc, x.want), unpaged(x.doc, x.got)
	}
	text := differences(x.want, x.got)
	if len(text) > 0 && len(differences(halved(x.want), x.got)) == 0 {
		x.add(PageDifference{What: pageHalved})
		text = nil
	}
	against := slices.DeleteFunc(slices.Clone(x.found), PageDifference.unproved)
	switch {
	case len(text) > 0 || len(against) > 0:
		x.found = against
		return PagesDiffer, text
	case len(x.found) > 0:
		return PagesText, nil
	}
	return PagesSame, nil
}

// halved are texts as Ghostscript 10.00 writes them: of the two UTF-16 units of a character beyond U+FFFF, it puts the first, and then the
// lower bytes of both where the second should be. The first, alone, is read as U+FFFD.
func halved(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		var b strings.Builder
		for _, r := range s {
			if r > 0xFFFF {
				high, low := utf16.EncodeRune(r)
				b.WriteRune(utf8.RuneError)
				r = high&0xFF<<8 | low&0xFF
			}
			b.WriteRune(r)
		}
		out[i] = b.String()
	}
	return out
}
