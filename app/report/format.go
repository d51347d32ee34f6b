package report

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
