package workspace

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"kaohe/data/attach"
	"kaohe/data/ofd"
	"kaohe/data/parts"
	"kaohe/data/pdfread"
)

// compareOFD is compare for OFD files, which say what they draw: pages are compared object by object, so that nothing has to be drawn.
func (x *comparison) compareOFD(ours, theirs, carried []byte) (verdict string, text []string, found []PageDifference, err error) {
	want, err := ofd.Read(ours)
	if err != nil {
		return "", nil, nil, err
	}
	got, err := ofd.Read(theirs)
	if err != nil {
		return "", nil, nil, err
	}
	x.heldByOFD(want, got)
	x.attachedToOFD(got, carried)
	x.besideOFD(want, got)
	if n := len(got.Pages); n != len(want.Pages) && (!x.loose || n > 2*len(want.Pages)+10) {
		x.add(PageDifference{What: "count", Want: fmt.Sprint(len(want.Pages)), Got: fmt.Sprint(n)})
	}
	x.pagesOFD(want.Pages, got.Pages)
	verdict, text = x.verdict()
	return verdict, text, x.found, x.ctx.Err()
}

// roomForText is how many bytes of text theirs may have beside twice those of ours: a comparison of texts takes several times their size.
const roomForText = 64 << 10

// pagesOFD compares texts, sizes and what is drawn, of one page after the other; it ends where theirs have far more text than ours.
func (x *comparison) pagesOFD(want, got []ofd.Page) {
	room := roomForText
	for _, p := range want {
		x.want = append(x.want, p.Text())
		room += 2 * len(x.want[len(x.want)-1])
	}
	for i, p := range got {
		s := p.Text()
		if room -= len(s); room < 0 {
			x.add(PageDifference{What: "undrawn", Page: i + 1})
			x.want = x.want[:min(i, len(want))]
			return
		}
		x.got = append(x.got, s)
		x.sizedOFD(i, want[min(i, len(want)-1)], p)
		if i < len(want) && !x.loose {
			x.drawn(i, want[i].Objects, p.Objects)
		}
	}
}

// heldByOFD compares what the files hold besides pages.
func (x *comparison) heldByOFD(want, got *ofd.File) {
	for _, what := range []string{parts.Annotation, parts.Action, pageStrange, pageUnknown} {
		of := slices.DeleteFunc(slices.Clone(got.Strange), func(name string) bool { return strangeness(name) != what })
		if len(of) > 0 {
			x.add(PageDifference{What: what, Named: strings.Join(of[:min(len(of), placesOnPage)], " ")})
		}
	}
	if got.Seals {
		x.add(PageDifference{What: pageSeals})
	}
	if n := got.Parts - want.Parts; n > 0 && !got.Seals { // a seal brings parts of its own
		x.add(PageDifference{What: pageParts, Got: fmt.Sprint(n)})
	}
	if got.Unread {
		x.add(PageDifference{What: pageUnread})
	}
	if x.older {
		x.add(PageDifference{What: pageLayout})
	} else if !x.whole && !slices.Equal(want.Faces, got.Faces) && len(got.Faces) > 0 {
		x.add(PageDifference{What: pageFaces})
	}
	x.loose = slices.ContainsFunc(x.found, func(d PageDifference) bool { return d.What == pageLayout || d.What == pageFaces })
}

// strangeness is what an element or attribute that we never write may do: as package parts names it, draw (pageStrange), or nobody knows.
func strangeness(name string) string {
	switch {
	case strings.Contains(name, "Annot"):
		return parts.Annotation
	case strings.Contains(name, "Action"), strings.Contains(name, "Script"):
		return parts.Action
	}
	of, _, _ := strings.Cut(strings.ReplaceAll(name, "@", "/"), "/")
	if slices.Contains([]string{"Page", "Area", "Content", "Layer", "TextObject", "TextCode", "PathObject", "ImageObject", "FillColor", "StrokeColor", "AbbreviatedData"}, of) {
		return pageStrange
	}
	return pageUnknown
}

// attachedToOFD says if what was believed is not the only attachment.
func (x *comparison) attachedToOFD(got *ofd.File, carried []byte) {
	if len(got.Attached) != 1 || got.Attached[0].Name != attach.Name || !bytes.Equal(got.Attached[0].Data, carried) {
		x.add(PageDifference{What: "attachment", Want: "1", Got: fmt.Sprint(len(got.Attached))})
	}
}

// besideOFD compares what a reader shows beside the pages, and how large it takes them to be before it has read them.
func (x *comparison) besideOFD(want, got *ofd.File) {
	if got.Title != "" && want.Title != got.Title { // a title that is lost says nothing else
		x.add(PageDifference{What: "title", Want: want.Title, Got: got.Title})
	}
	if got.Keywords != "" && want.Keywords != got.Keywords {
		x.add(PageDifference{What: "draw"})
	}
	if got.Area != "" && want.Area != got.Area { // every page has its own
		x.add(PageDifference{What: "box"})
	}
	if !x.loose && !slices.Equal(want.Outline, got.Outline) {
		x.add(PageDifference{What: "outline"})
	}
}

// sizedOFD compares what is shown of a page.
func (x *comparison) sizedOFD(i int, want, got ofd.Page) {
	if math.Abs(want.Left-got.Left) > 0.05 || math.Abs(want.Top-got.Top) > 0.05 {
		x.add(PageDifference{What: "box"})
	}
	x.sized(i, want.Width, want.Height, got.Width, got.Height)
}

// drawn compares what is drawn on a page, in its order, and says where what is missing or was added stands.
func (x *comparison) drawn(i int, want, got []ofd.Object) {
	if slices.EqualFunc(want, got, func(a, b ofd.Object) bool { return a.Looks == b.Looks }) {
		return
	}
	only := func(list, of []ofd.Object) []pdfread.Box {
		left := map[[32]byte]int{}
		for _, o := range of {
			left[o.Looks]++
		}
		var out []pdfread.Box
		for _, o := range list {
			if left[o.Looks]--; left[o.Looks] < 0 {
				out = append(out, pdfread.Box{Left: o.Left, Top: o.Top, Right: o.Left + o.Width, Bottom: o.Top + o.Height})
			}
		}
		return out
	}
	places := append(only(got, want), only(want, got)...)
	if len(places) == 0 { // the same in another order: what lies above hides other things
		x.add(PageDifference{What: pageOrder, Page: i + 1})
		return
	}
	x.pictures(i, places)
}
