package pdf

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"image/jpeg"
	"slices"

	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/ink"
)

// Measures of pictures in points; their captions have the type of tables.
const (
	pictureGap   = 5 * mm  // between two beside one another
	captionGap   = 4.0     // between a picture and its caption
	pictureFoot  = 4 * mm  // below a caption
	leastPicture = 30 * mm // the least height of the room for a picture, however long its caption
)

// album is the photos of a document.
type album struct {
	from  report.Photos
	all   []*ink.Photo
	lacks []report.Lacking
	told  func(done, total int)
	total int // pictures in the document
	done  int
}

func newAlbum(doc *report.Document, opts Options) *album {
	a := &album{from: opts.Photos, told: opts.Progress}
	for _, b := range doc.Blocks {
		if row, is := b.(report.Pictures); is {
			a.total += len(row.Items)
		}
	}
	return a
}

// take brings a picture for a room; nil with a reason where it can't be shown. Fault: pdf.picture.
func (a *album) take(ctx context.Context, p report.Picture, width, height float64) (*ink.Photo, report.Lack, error) {
	b, lack, err := report.Shown(ctx, a.from, p, width, height)
	if a.done++; a.told != nil {
		a.told(a.done, a.total)
	}
	if err != nil || lack != "" {
		if err == nil {
			a.lacks = append(a.lacks, report.Lacking{Sum: p.Sum, Why: lack})
		}
		return nil, lack, err
	}
	head, err := jpeg.DecodeConfig(bytes.NewReader(b))
	if err != nil || head.Width < 1 || head.Height < 1 {
		return nil, "", words.Refuse("pdf.picture").Because(err)
	}
	if i := slices.IndexFunc(a.all, func(x *ink.Photo) bool { return bytes.Equal(x.JPEG, b) }); i >= 0 {
		return a.all[i], "", nil
	}
	x := &ink.Photo{Name: fmt.Sprintf("P%d", len(a.all)+1), JPEG: b, W: head.Width, H: head.Height, Gray: head.ColorModel == color.GrayModel}
	a.all = append(a.all, x)
	return x, "", nil
}

// pictures lays out a row of pictures, each in the middle of its cell and down to its caption. Down rows fill a page, or what the annex's title leaves
// of its first one.
func (f *flow) pictures(ctx context.Context, b report.Pictures) error {
	if len(b.Items) == 0 {
		return nil
	}
	if f.shown == 0 {
		f.above = f.titled()
	}
	page := f.sheet.areaH - hair
	if f.shown < b.Down {
		page -= f.above
	}
	f.shown++
	n := max(b.Across, len(b.Items))
	width := (f.sheet.areaW - float64(n-1)*pictureGap) / float64(n)
	captions := make([][][]ink.Run, len(b.Items))
	most := 0
	for i, p := range b.Items {
		for _, text := range p.Caption {
			captions[i] = append(captions[i], f.cellLines(text, f.fonts.ByRole[ink.Body], width, report.Centre)...)
		}
		most = max(most, len(captions[i]))
	}
	room := max(leastPicture, page/float64(max(1, b.Down))-float64(most)*tableLead-captionGap-pictureFoot)
	u := unit{text: enough}
	high := 0.0
	frames := make([]ink.Ink, len(b.Items))
	for i, p := range b.Items {
		frame, h, err := f.picture(ctx, p, width, room)
		if err != nil {
			return err
		}
		frames[i], high = frame, max(high, h)
	}
	for i := range frames {
		u.Add(frames[i], float64(i)*(width+pictureGap), high)
	}
	u.height = high + captionGap
	f.captioned(u, captions, width+pictureGap)
	return nil
}

// captioned adds a row of pictures with the lines of their captions, as one unit if that fits a page, otherwise line by line.
func (f *flow) captioned(u unit, captions [][][]ink.Run, step float64) {
	most := 0
	for _, c := range captions {
		most = max(most, len(c))
	}
	if whole := u.height + float64(most)*tableLead + pictureFoot; whole <= f.sheet.areaH-f.above {
		for i, c := range captions {
			u.addLines(c, float64(i)*step-padX, u.height)
		}
		u.height = whole
		f.units = append(f.units, u)
		return
	}
	u.keep = true
	f.units = append(f.units, u)
	for n := range most {
		line := unit{height: tableLead, keep: n < most-1, text: 1}
		for i, c := range captions {
			if n < len(c) {
				line.addLines(c[n:n+1], float64(i)*step-padX, 0)
			}
		}
		f.units = append(f.units, line)
	}
}

// titled is the height of what stands above the first row of an annex.
func (f *flow) titled() float64 {
	high := 0.0
	for _, u := range slices.Backward(f.units) {
		if high += u.height; u.turn {
			return high
		}
		if u.text > 0 {
			break
		}
	}
	return 0
}

// picture is a picture in the middle of its cell, or a frame with what is missing. It stands above y 0, to which its caption hangs.
func (f *flow) picture(ctx context.Context, p report.Picture, width, room float64) (k ink.Ink, height float64, err error) {
	x, lack, err := f.album.take(ctx, p, width, room)
	if err != nil {
		return k, 0, err
	}
	if x != nil {
		w, h := x.Fit(width, room)
		k.Shots = []ink.Shot{{Photo: x, X: (width - w) / 2, Y: -h, W: w, H: h}}
		return k, h, nil
	}
	w, h := min(width, 2*leastPicture), leastPicture
	left := (width - w) / 2
	for _, l := range [][4]float64{{left, 0, left + w, 0}, {left, -h, left + w, -h}, {left, 0, left, -h}, {left + w, 0, left + w, -h}} {
		k.Rules = append(k.Rules, ink.Rule{X1: l[0], Y1: l[1], X2: l[2], Y2: l[3], Width: thinRule})
	}
	said := f.cellLines(p.Called+"\n"+lack.Says(), f.fonts.ByRole[ink.Body], width, report.Centre)
	top := -h/2 - float64(len(said))*tableLead/2
	for n, l := range said {
		k.Add(ink.Ink{Runs: l}, -padX, top+float64(n)*tableLead)
	}
	return k, h, nil
}
