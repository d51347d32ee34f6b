package page

import (
	"context"

	"github.com/klippa-app/go-pdfium/requests"
)

// maxAttachments bounds how many are looked at.
const maxAttachments = 100

// Attachment is the content of the attached file of a name; nil where there is none.
func (f *File) Attachment(ctx context.Context, name string) ([]byte, error) {
	return do(ctx, f, func(_ context.Context, d *document) ([]byte, error) {
		n, err := d.FPDFDoc_GetAttachmentCount(&requests.FPDFDoc_GetAttachmentCount{Document: d.ref})
		if err != nil {
			return nil, err
		}
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
			return file.Contents, nil
		}
		return nil, nil
	})
}
