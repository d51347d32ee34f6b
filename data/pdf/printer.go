package pdf

import (
	"context"
	"fmt"
	"sync"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/assets/fonts"
	"kaohe/data/ink"
	"kaohe/data/sfnt"
)

// Layout is the number of the page layout. It has to be increased whenever the same tree gives other pages; report.Edition says what else
// to do then.
const Layout = 2

// Fonts are the fonts of a Printer, as TrueType files; nobody may change the slices. System, if not nil, is asked once for a 仿宋 of the
// computer, which GB/T 9704-2012 (5.2.2) requires for text.
type Fonts struct {
	SansRegular, SansBold, SerifRegular, SerifBold, KaiRegular, Whole []byte

	System SystemFonts
}

// Embedded returns the program's own fonts, with the usual font folders of this computer for 仿宋.
func Embedded() Fonts {
	return Fonts{
		SansRegular: fonts.SansRegular, SansBold: fonts.SansBold, SerifRegular: fonts.SerifRegular, SerifBold: fonts.SerifBold,
		KaiRegular: fonts.KaiRegular, Whole: fonts.Whole, System: Folders(nil),
	}
}

// Options say how one document is printed. The zero value is usable.
type Options struct {
	EmbeddedOnly bool                  // no 仿宋 of the computer: any computer gives the same bytes
	Progress     func(done, total int) // pictures brought; called on the goroutine of LayOut; may be nil
	Photos       report.Photos         // of the pictures; nil: each has a frame that says that the file is not there
}

// Printer lays documents out. It is safe for concurrent use.
type Printer struct {
	embedded [ink.Roles][]*sfnt.Face
	system   func() *sfnt.Face
}

// New parses the fonts. Fault: pdf.fonts (one of the program's own fonts is unusable).
func New(f Fonts) (*Printer, error) {
	parsed := make([]*sfnt.Face, 6)
	for i, b := range [][]byte{f.SerifRegular, f.SerifBold, f.SansBold, f.KaiRegular, f.SansRegular, f.Whole} {
		face, err := sfnt.Parse(b, 0)
		if err != nil {
			return nil, words.Refuse("pdf.fonts").Because(fmt.Errorf("font %d: %w", i, err))
		}
		parsed[i] = face
	}
	serif, black, bold, kai, sans, whole := parsed[0], parsed[1], parsed[2], parsed[3], parsed[4], parsed[5]
	p := &Printer{}
	p.embedded[ink.Body] = []*sfnt.Face{serif, whole}
	p.embedded[ink.Title] = []*sfnt.Face{black, bold, whole}
	p.embedded[ink.Hei] = []*sfnt.Face{bold, whole}
	p.embedded[ink.Kai] = []*sfnt.Face{kai, serif, whole}
	p.embedded[ink.Song] = []*sfnt.Face{serif, whole}
	p.embedded[ink.Check] = []*sfnt.Face{sans, whole}
	p.system = sync.OnceValue(func() *sfnt.Face {
		if f.System == nil {
			return nil
		}
		return fangSong(f.System)
	})
	return p, nil
}

// LayOut lays a document out, for Draw or for another format. Faults: pdf.empty (the document has nothing visible), pdf.table.wide,
// pdf.characters, pdf.block, pdf.picture. If ctx is cancelled, it returns ctx's error.
func (p *Printer) LayOut(ctx context.Context, doc report.Document, opts Options) (*ink.Document, error) {
	pl, err := p.layOut(ctx, &doc, opts)
	if err != nil {
		return nil, err
	}
	return pl.document(&doc), nil
}

// plan is a document that is laid out, with its characters numbered.
type plan struct {
	sheet  *sheet
	pages  []*page
	fonts  *ink.FontSet
	album  *album
	family string
}

func (p *Printer) layOut(ctx context.Context, doc *report.Document, opts Options) (*plan, error) {
	stacks, family := p.embedded, ""
	if !opts.EmbeddedOnly {
		if face := p.system(); face != nil {
			stacks[ink.Body] = append([]*sfnt.Face{face}, stacks[ink.Body]...)
			family = familyOf(face)
		}
	}
	pl := &plan{sheet: newSheet(doc.Landscape), fonts: ink.NewFonts(stacks), album: newAlbum(doc, opts), family: family}
	f := &flow{sheet: pl.sheet, fonts: pl.fonts, album: pl.album}
	if err := f.document(ctx, doc.Blocks); err != nil {
		return nil, err
	}
	letter := doc.Form == report.Letter
	if doc.Head != nil {
		f.headed(doc.Head, letter)
	}
	pl.pages = paginate(pl.sheet, f.fonts.ByRole[ink.Body], f.units, f.colophon(doc.Colophon, letter))
	if pl.pages[0].none() { // empty lines alone never begin a second page
		return nil, words.Refuse("pdf.empty")
	}
	if letter {
		first := pl.pages[0]
		first.unfolied = true
		first.Add(f.letterFootLine(), pl.sheet.left, pl.sheet.top)
	}
	furnish(pl.sheet, pl.fonts, pl.pages, doc.Sample)
	for _, font := range pl.fonts.Used() {
		if err := font.Number(); err != nil {
			return nil, err
		}
	}
	return pl, nil
}

// document is the plan without what it was made by.
func (pl *plan) document(doc *report.Document) *ink.Document {
	out := &ink.Document{About: about(doc), Landscape: doc.Landscape, Width: pl.sheet.width, Height: pl.sheet.height, Fonts: pl.fonts.Used(),
		Photos: pl.album.all, Family: pl.family, Lacks: pl.album.lacks}
	level := -1
	for _, p := range pl.pages {
		for i := range p.Marks {
			level = min(p.Marks[i].Level, level+1) // gofpdf loops on outlines that begin below the top or skip a level
			p.Marks[i].Level = level
		}
		out.Pages = append(out.Pages, &p.Page)
	}
	return out
}
