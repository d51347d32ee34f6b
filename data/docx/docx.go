package docx

import (
	"archive/zip"
	"compress/flate"
	"context"
	"io"
	"strings"
	"sync"

	"kaohe/app/report"
	"kaohe/app/words"
)

// Options say how a document is written. The zero value is usable.
type Options struct {
	Remark     string            // 备注 of the file's properties
	Marks      map[int]string    // bookmarks by the index of the block before which they are; a name has letters, digits and _
	Properties map[string]string // custom properties, which an edited file still has (Edited.Properties)

	Photos report.Photos // of the pictures; nil: each has a frame that says that the file is not there

	Progress func(done, total int) // blocks written; called on the goroutine of Write; may be nil
}

// writer turns blocks into the body of a file.
type writer struct {
	*out
	sheet *sheet
	doc   *report.Document
	opts  *Options

	photos [][]byte // JPEGs, in the order of their parts

	sections []section // the last one is being written

	held    *para // the last paragraph, which is written when what follows is known
	marks   []string
	started bool // something was written
	table   bool // the last thing written is a table
}

// Write writes doc to w, when the whole file is ready. Faults: docx.block (a kind of block that is not known), docx.empty (nothing visible),
// docx.table (too many columns, and the most), docx.picture, file.write. If ctx is cancelled, it returns ctx's error.
func Write(ctx context.Context, w io.Writer, doc report.Document, opts Options) error {
	x := &writer{out: &out{}, sheet: newSheet(doc.Landscape), doc: &doc, opts: &opts, sections: make([]section, 1)}
	if err := x.body(ctx); err != nil {
		return err
	}
	file, err := pack(x.parts())
	if err != nil {
		return words.Refuse("docx.write").Because(err)
	}
	if _, err := w.Write(file); err != nil {
		return words.Refuse("docx.write").Because(err)
	}
	return nil
}

// body writes word/document.xml.
func (x *writer) body(ctx context.Context) error {
	x.put(xmlHead, `<w:document xmlns:w="`, wordNS, `" xmlns:r="`, relNS, `"><w:body>`)
	if x.doc.Head != nil {
		x.head(x.doc.Head)
	}
	for i, b := range x.doc.Blocks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if m := x.opts.Marks[i]; m != "" {
			x.marks = append(x.marks, m)
		}
		var next report.Block
		if i+1 < len(x.doc.Blocks) {
			next = x.doc.Blocks[i+1]
		}
		if err := x.block(ctx, b, next); err != nil {
			return err
		}
		if x.opts.Progress != nil {
			x.opts.Progress(i+1, len(x.doc.Blocks))
		}
	}
	x.colophon(x.doc.Colophon)
	if x.table || len(x.marks) > 0 { // the body ends with a paragraph, and every bookmark is in one
		x.add(&para{style: last})
	}
	x.flush()
	if !x.started {
		return words.Refuse("docx.empty")
	}
	x.str(x.section())
	x.str("</w:body></w:document>")
	return nil
}

// add adds a paragraph.
func (x *writer) add(p *para) {
	x.flush()
	p.marks, x.marks = x.marks, nil
	for _, r := range p.runs {
		x.started = x.started || r.text != ""
	}
	x.held, x.table = p, false
}

// flush writes the paragraph that is held.
func (x *writer) flush() {
	if x.held != nil {
		x.out.para(x.held)
		x.held = nil
	}
}

// gap adds an empty line.
func (x *writer) gap(keep bool) { x.add(&para{style: flush, keep: keep}) }

// part is a file of the archive.
type part struct {
	name string
	*out
}

// pack makes an archive of parts in their order, without times, so that the same parts give the same bytes.
func pack(parts []part) ([]byte, error) {
	o := &out{}
	z := zip.NewWriter(o)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		f := packers.Get().(*flate.Writer)
		f.Reset(w)
		return pooled{f}, nil
	})
	for _, p := range parts {
		form := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if strings.HasSuffix(p.name, photoExt) { // compressed already
			form.Method = zip.Store
		}
		w, err := z.CreateHeader(form)
		if err == nil {
			_, err = w.Write(p.Bytes())
		}
		if err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return o.Bytes(), err
}

// packers are compressors, each of which is half a megabyte to make.
var packers = sync.Pool{New: func() any {
	f, _ := flate.NewWriter(io.Discard, flate.DefaultCompression) // fails for unknown levels only
	return f
}}

type pooled struct{ *flate.Writer }

// Close ends the part and gives the compressor back.
func (p pooled) Close() error {
	err := p.Writer.Close()
	packers.Put(p.Writer)
	return err
}
