package workspace

import (
	"bytes"
	"context"

	"kaohe/app/reportproof"
	"kaohe/data/attach"
	"kaohe/data/ink"
	"kaohe/data/ofd"
	"kaohe/data/pdf"
)

// Format is what a document is saved as. The zero value is PDF.
type Format string

// The formats. PDF and OFD have the same pages and carry the same inside; a Word file is for editing and proves nothing.
const (
	PDF  Format = "pdf"
	OFD  Format = "ofd"
	Word Format = "docx"
)

// Formats lists them.
var Formats = []Format{PDF, OFD, Word}

// Ext is how the name of a file of the format ends.
func (f Format) Ext() string {
	if f == "" {
		f = PDF
	}
	return "." + string(f)
}

// archiveHead is how an archive begins, and no PDF.
var archiveHead = []byte("PK\x03\x04")

// formatOf tells whether a printed document can be an OFD file; it is taken for a PDF if not.
func formatOf(file []byte) Format {
	if bytes.HasPrefix(file, archiveHead) {
		return OFD
	}
	return PDF
}

// write makes a file of a laid out document, with what it carries inside; c is nil where it carries nothing. Word files are not laid out.
func (f Format) write(ctx context.Context, laid *ink.Document, c *reportproof.Carried, progress func(done, total int)) ([]byte, error) {
	var carried []byte
	if c != nil {
		var err error
		if carried, err = c.Bytes(); err != nil {
			return nil, err
		}
	}
	if f == OFD {
		var inside []ofd.Attachment
		if c != nil {
			inside = []ofd.Attachment{{Name: attach.Name, Data: carried}}
		}
		return ofd.Write(ctx, laid, inside, progress)
	}
	file, err := pdf.Draw(ctx, laid, progress)
	if err != nil || c == nil {
		return file, err
	}
	return attach.Add(file, carried)
}

// carriedIn returns what a file carries under the name of reports; nil for nothing. Faults: those of pdfread.Open and ofd.Read.
func carriedIn(ctx context.Context, file []byte) ([]byte, error) {
	if formatOf(file) == OFD {
		f, err := ofd.Read(file)
		if err != nil {
			return nil, err
		}
		for _, a := range f.Attached {
			if a.Name == attach.Name {
				return bytes.Clone(a.Data), nil
			}
		}
		return nil, nil
	}
	if data := attach.Find(file); data != nil {
		return data, nil
	}
	return attachedAnew(ctx, file)
}
