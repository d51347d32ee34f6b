package report

import "context"

// Photos brings the files of pictures to whoever prints a document.
type Photos interface {
	// Photo returns a picture as it is to be shown, turned and with what is drawn over it, as a JPEG of at most width by height pixels, never
	// enlarged. The same file gives the same bytes. A picture that can't be shown has a Lack instead. The error is the context's.
	Photo(ctx context.Context, p Picture, width, height int) (jpeg []byte, lack Lack, err error)
}

// Lack is why a picture is not shown.
type Lack string

// The reasons.
const (
	LackFile  Lack = "file"  // the file is not on this computer
	LackSound Lack = "sound" // the file has other bytes than its number says
	LackForm  Lack = "form"  // the file can't be drawn: it is none of the formats that can, too large, or broken
)

// Lacking is a picture that a printed document does not show.
type Lacking struct {
	Sum [32]byte `cbor:"1,keyasint"`
	Why Lack     `cbor:"2,keyasint"`
}

// Says is what stands in the place of the picture.
func (l Lack) Says() string {
	switch l {
	case LackFile:
		return "原件不在本机"
	case LackSound:
		return "原件已损坏"
	}
	return "图片无法显示"
}

// PrintDPI is how many pixels of a picture an inch on paper has at most: more can't be told apart by eye and make files large.
const PrintDPI = 220

// Shown brings a picture that is to be shown in a room of so many points. Without photos, or without the file, it has a Lack.
func Shown(ctx context.Context, of Photos, p Picture, width, height float64) (jpeg []byte, lack Lack, err error) {
	if of == nil {
		return nil, LackFile, nil
	}
	return of.Photo(ctx, p, max(1, int(width/72*PrintDPI)), max(1, int(height/72*PrintDPI)))
}
