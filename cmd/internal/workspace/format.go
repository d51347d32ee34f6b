package workspace

import (
	"bytes"
	"context"

	"kaohe/app/report"
	"kaohe/app/reportproof"
	"kaohe/data/attach"
	"kaohe/data/ink"
	"kaohe/data/ofd"
	"kaohe/data/pdf"
)

// archiveHead is how an archive begins, and no PDF.
var archiveHead = []byte("PK\x03\x04")

// formatOf tells whether a printed document can be an OFD file; it is taken for a PDF if not.
func formatOf(file []byte) report.Format {
	if bytes.HasPrefix(file, archiveHead) {
		return report.OFD
	}
	return report.PDF
}

// write makes a file of a format of a laid out document, with what it carries inside; c is nil where it carries nothing. Word files are not laid out.
func write(ctx context.Context, f report.Format, laid *ink.Document, c *reportproof.Carried, progress func(done, total int)) ([]byte, error) {
	var carried []byte
	if c != nil {
		var err error
		if carried, err = c.Bytes(); err != nil {
			return nil, err
		}
	}
	if f == report.OFD {
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
	if formatOf(file) == report.OFD {
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
