package pdfread

import (
	"context"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxAttachments limits how many attachments are looked at.
const maxAttachments = 100

// Attachment returns the content of the first attached file with a name, or nil if there is none.
func (f *File) Attachment(ctx context.Context, name string) ([]byte, error) {
	all, err := f.Attachments(ctx, name)
	if len(all) == 0 {
		return nil, err
	}
	return all[0], err
}

// Attachments returns the contents of all attached files with a name; a PDF may have several.
func (f *File) Attachments(ctx context.Context, name string) ([][]byte, error) {
	return do(ctx, f, func(_ context.Context, d *document) ([][]byte, error) {
		n, err := d.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: d.ref})
		if err != nil {
			return nil, err
		}
		var out [][]byte
		for i := range min(n.AttachmentCount, maxAttachments) {
			a, err := d.FPDFDoc_GetAttachment(&requests.FPDFDoc_GetAttachment{Document: d.ref, Index: i})
			if err != nil {
				return nil, err
			}
			called, err := d.FPDFAttachment_GetName(&requests.FPDFAttachment_GetName{Attachment: a.Attachment})
			if err != nil {
				return nil, err
			}
			if called.Name != name {
				continue
			}
			file, err := d.FPDFAttachment_GetFile(&requests.FPDFAttachment_GetFile{Attachment: a.Attachment})
			if err != nil {
				return nil, err
			}
			out = append(out, file.Contents)
		}
		return out, nil
	})
}
