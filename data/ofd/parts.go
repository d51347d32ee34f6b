package ofd

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"kaohe/data/ink"
	"kaohe/data/parallel"
)

// Where things are in the archive: below docDir, as readers expect them.
const (
	docDir      = "Doc_0/"
	rootName    = "OFD.xml"
	docName     = "Document.xml"
	fontsName   = "PublicRes.xml"
	picsName    = "DocumentRes.xml"
	resDir      = "Res"
	attachDir   = "Attachs/"
	attachName  = attachDir + "Attachments.xml"
	perKilobyte = 1024
)

// writer writes one document. Every object has a number: fonts first, then pictures, then page after page.
type writer struct {
	doc      *ink.Document
	attached []Attachment

	last   int // the highest number given
	fonts  map[*ink.Font]int
	photos map[*ink.Photo]int
	pages  []numbered
}

// numbered are the numbers of a page, so that pages can be written side by side.
type numbered struct{ page, first int }

func newWriter(doc *ink.Document, attached []Attachment) *writer {
	w := &writer{doc: doc, attached: attached, fonts: map[*ink.Font]int{}, photos: map[*ink.Photo]int{}}
	for _, f := range doc.Fonts {
		w.fonts[f] = w.number()
	}
	for _, p := range doc.Photos {
		w.photos[p] = w.number()
	}
	for _, p := range doc.Pages {
		n := numbered{page: w.number(), first: w.last + 1}
		w.last += objects(p)
		w.pages = append(w.pages, n)
	}
	return w
}

func (w *writer) number() int {
	w.last++
	return w.last
}

// parts returns all parts, OFD.xml first.
func (w *writer) parts(ctx context.Context) ([]*part, error) {
	fonts, pages := make([]*part, len(w.doc.Fonts)), make([]*part, len(w.doc.Pages))
	err := parallel.Each(len(fonts)+len(pages), func(i int) (err error) {
		if err = ctx.Err(); err != nil {
			return err
		}
		if i < len(fonts) { // they take longest
			fonts[i], err = w.font(i)
		} else {
			pages[i-len(fonts)] = w.page(i - len(fonts))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	parts := pages
	for i, p := range w.doc.Photos {
		parts = append(parts, &part{name: docDir + resDir + "/" + photoFile(i), data: p.JPEG, stored: true})
	}
	parts = append(parts, fonts...)
	res, err := w.resources(fonts)
	if err != nil {
		return nil, err
	}
	files, err := w.attachments()
	if err != nil {
		return nil, err
	}
	whole, err := marshal(docDir+docName, w.document())
	if err != nil {
		return nil, err
	}
	parts = slices.Concat([]*part{whole}, res, parts, files)
	head, err := marshal(rootName, w.root(identify(parts)))
	return append([]*part{head}, parts...), err
}

func (w *writer) root(id string) root {
	day := w.doc.Day.Format("2006-01-02")
	info := docInfo{DocID: id, Title: w.doc.Title, Author: w.doc.Author, Created: day, Modified: day, Creator: ink.Producer}
	if w.doc.Keywords != "" {
		info.Keywords = &keywords{[]string{w.doc.Keywords}}
	}
	return root{NS: namespace, Version: "1.0", DocType: "OFD", Info: info, Root: docDir + docName}
}

func (w *writer) document() document {
	d := document{NS: namespace, Area: w.area(), PublicRes: fontsName}
	if all := w.outline(); len(all) > 0 {
		d.Outlines = &outlines{all}
	}
	if len(w.doc.Photos) > 0 {
		d.DocumentRes = picsName
	}
	for i, n := range w.pages {
		d.Pages = append(d.Pages, pageRef{n.page, pageFile(i)})
	}
	if len(w.attached) > 0 {
		d.Attachments = attachName
	}
	d.MaxUnitID = w.last + len(w.attached)
	return d
}

func (w *writer) area() pageArea {
	return pageArea{box{0, 0, mm(w.doc.Width), mm(w.doc.Height)}}
}

func pageFile(i int) string { return fmt.Sprintf("Pages/Page_%d/Content.xml", i) }

func photoFile(i int) string { return fmt.Sprintf("picture_%d.jpg", i+1) }

func fontFile(i int) string { return fmt.Sprintf("font_%d.ttf", i+1) }

// outline returns the bookmarks as a tree. A level never is more than one below the one before.
func (w *writer) outline() []outlineElem {
	var top []outlineElem
	open := []*[]outlineElem{&top} // where an entry of each level goes
	for i, p := range w.doc.Pages {
		for _, m := range p.Marks {
			level := min(m.Level, len(open)-1)
			list := open[level]
			*list = append(*list, outlineElem{Title: m.Text,
				Actions: []action{{Event: "CLICK", Dest: dest{Type: "XYZ", PageID: w.pages[i].page, Top: length(mm(m.Y))}}}})
			open = append(open[:level+1], &(*list)[len(*list)-1].Below)
		}
	}
	count(top)
	return top
}

// count gives each entry the number of those directly below it.
func count(list []outlineElem) {
	for i := range list {
		list[i].Count = len(list[i].Below)
		count(list[i].Below)
	}
}

// resources returns the lists of fonts and of pictures. Fonts are built.
func (w *writer) resources(built []*part) ([]*part, error) {
	list := &fonts{}
	for i, f := range w.doc.Fonts {
		sum := sha256.Sum256(built[i].data)
		list.All = append(list.All, font{ID: w.fonts[f], Name: fontName(f), Family: fmt.Sprintf("%s-%x", tagOf(f), sum[:4]), Charset: "unicode", File: fontFile(i)})
	}
	first, err := marshal(docDir+fontsName, resources{NS: namespace, BaseLoc: resDir, Fonts: list})
	if err != nil || len(w.doc.Photos) == 0 {
		return []*part{first}, err
	}
	photos := &multimedia{}
	for i, p := range w.doc.Photos {
		photos.All = append(photos.All, media{ID: w.photos[p], Type: "Image", Format: "JPEG", File: photoFile(i)})
	}
	second, err := marshal(docDir+picsName, resources{NS: namespace, BaseLoc: resDir, Media: photos})
	return []*part{first, second}, err
}

// tagOf marks a font as a subset for one purpose.
func tagOf(f *ink.Font) string { return fmt.Sprintf("KAOHE%c", 'A'+byte(f.Role)) } //nolint:gosec // a handful of roles

func fontName(f *ink.Font) string { return tagOf(f) + "+" + f.Faces[0].PostScriptName() }

func (w *writer) font(i int) (*part, error) {
	f := w.doc.Fonts[i]
	b, err := f.BuildByCharacter(fontName(f))
	return &part{name: docDir + resDir + "/" + fontFile(i), data: b}, err
}

func (w *writer) attachments() ([]*part, error) {
	if len(w.attached) == 0 {
		return nil, nil
	}
	list := attachments{NS: namespace}
	var files []*part
	for i, a := range w.attached {
		list.All = append(list.All, attached{ID: w.last + 1 + i, Name: a.Name, Format: "bin", Size: length(float64(len(a.Data)) / perKilobyte), FileLoc: a.Name})
		files = append(files, &part{name: docDir + attachDir + a.Name, data: a.Data, stored: true})
	}
	p, err := marshal(docDir+attachName, list)
	return append([]*part{p}, files...), err
}
