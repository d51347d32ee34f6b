package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"kaohe/data/opc"
)

// packer is the archive to which excelize writes a workbook's parts. excelize writes them one after the other in the random order of a map,
// so the packer compresses each part separately and writes all of them in the order of their names, without times.
type packer struct {
	w        io.Writer
	parts    map[string]*bytes.Buffer
	controls bool        // a text contains a control character, see mask
	open     []io.Closer // of the part that is being written
}

// Create begins a part and ends the one before, so that a single compressor is enough. The writer is valid until the next Create or Close.
func (p *packer) Create(name string) (io.Writer, error) {
	if err := p.finish(); err != nil {
		return nil, err
	}
	buf := &bytes.Buffer{}
	p.parts[name] = buf
	z := zip.NewWriter(buf)
	p.open = []io.Closer{z}
	w, err := z.Create(name)
	if err == nil && name == "docProps/core.xml" {
		for _, pair := range coreNames {
			r := replacing(w, pair[0], pair[1])
			p.open, w = append(p.open, r), r
		}
		return w, nil
	}
	if err != nil || !strings.HasPrefix(name, "xl/worksheets/sheet") {
		return w, err
	}
	if p.controls {
		u := unmasking(w)
		p.open, w = append(p.open, u), u
	}
	f := fitting(w)
	p.open = append(p.open, f)
	return f, nil
}

// finish ends the part that is being written, beginning with its filters.
func (p *packer) finish() error {
	for _, c := range slices.Backward(p.open) {
		if err := c.Close(); err != nil {
			return err
		}
	}
	p.open = nil
	return nil
}

// AddFS is part of excelize's interface. excelize does not call it for workbooks.
func (p *packer) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (p *packer) Close() error {
	if err := p.finish(); err != nil {
		return err
	}
	left := int64(MaxFile - 64<<10) // without the heads of the parts
	all := int64(MaxAll)
	out := zip.NewWriter(p.w)
	for _, name := range slices.Sorted(maps.Keys(p.parts)) { // [Content_Types].xml comes first, where programs look for it
		e := p.parts[name]
		in, err := zip.NewReader(bytes.NewReader(e.Bytes()), int64(e.Len()))
		if err != nil {
			return err
		}
		f := in.File[0]
		size, packed := int64(f.UncompressedSize64), int64(f.CompressedSize64)
		bomb := size > 4<<20 && size > MaxRatio*packed // as Read judges it
		if bomb {
			packed = size
		}
		if left, all = left-packed, all-size; left < 0 || all < 0 || size > MaxBulk {
			return opc.ErrBomb
		}
		if bomb {
			err = store(out, f)
		} else {
			err = out.Copy(f)
		}
		if err != nil {
			return err
		}
		delete(p.parts, name)
	}
	return out.Close()
}

// store writes a part as it is, without compressing it.
func store(out *zip.Writer, f *zip.File) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r) //nolint:gosec // what this program wrote a moment ago
	return err
}

// rewriting is a writer that replaces each match: find, together with the bytes that follow it up to a length of width.
type rewriting struct {
	w       io.Writer
	find    []byte
	width   int
	replace func(match []byte) []byte // returns nil for what is no match
	kept    []byte                    // bytes that may be the beginning of a match
}

// Write writes everything except what may be the beginning of a match, which it keeps.
func (r *rewriting) Write(b []byte) (int, error) {
	text := b
	if len(r.kept) > 0 {
		text = append(r.kept, b...)
	}
	for {
		i := bytes.Index(text, r.find)
		if i < 0 || i+r.width > len(text) {
			break
		}
		if _, err := r.w.Write(text[:i]); err != nil {
			return 0, err
		}
		if _, err := r.w.Write(r.replace(text[i : i+r.width])); err != nil {
			return 0, err
		}
		text = text[i+r.width:]
	}
	cut := max(0, len(text)-r.width+1)
	if i := bytes.Index(text[cut:], r.find[:1]); i >= 0 {
		cut += i
	} else {
		cut = len(text)
	}
	_, err := r.w.Write(text[:cut])
	r.kept = append([]byte(nil), text[cut:]...)
	return len(b), err
}

// Close writes what was kept.
func (r *rewriting) Close() error {
	_, err := r.w.Write(r.kept)
	return err
}

// coreNames lists texts in docProps/core.xml with their replacements: exceljs needs a prefix before these names, and excelize writes none.
var coreNames = [][2]string{{"<coreProperties xmlns=", "<cp:coreProperties xmlns:cp="}, {"</coreProperties", "</cp:coreProperties"}, {"lastModifiedBy", "cp:lastModifiedBy"}}

// replacing returns a writer that replaces from by to.
func replacing(w io.Writer, from, to string) *rewriting {
	return &rewriting{w: w, find: []byte(from), width: len(from), replace: func([]byte) []byte { return []byte(to) }}
}

// fitting removes from rows the mark that their height was set by hand. The height was computed, and Excel should compute it again when a
// text changes.
func fitting(w io.Writer) *rewriting {
	return replacing(w, ` customHeight="1"`, "")
}

// unmasking writes masked control characters in Excel's form: _x000B_ for the mask of U+000B.
func unmasking(w io.Writer) *rewriting {
	return &rewriting{w: w, find: maskBytes, width: 3, replace: func(match []byte) []byte {
		switch c := int(match[2]) - maskFirst; {
		case c == maskScore-mask:
			return []byte("_x005F_")
		case c >= 0 && c < 32:
			return fmt.Appendf(nil, "_x%04X_", c)
		}
		return match
	}}
}
