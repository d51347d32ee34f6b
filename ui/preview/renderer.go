package preview

import (
	"context"
	"image"
	"math"
)

// Bounds of what is kept in memory.
const (
	// longest is the longest longest of an image in pixels. It is what the poorest graphics takes, and enough for A4 at 300 % on a plain
	// screen; on a denser one the largest zooms are a little softer.
	longest = 4096
	// mostKept is how many bytes of images are kept beyond those in view.
	mostKept = 96 << 20
)

// picture is a page as it was drawn.
type picture struct {
	image image.Image
	width int // in pixels
}

func (p picture) bytes() int {
	b := p.image.Bounds()
	return 4 * b.Dx() * b.Dy()
}

// renderer draws pages, one at a time and only those in view, and keeps what it drew within bounds. All of it happens on the UI thread
// but for the drawing itself.
type renderer struct {
	pages Pages
	spawn Spawn
	shown func(page int)           // a picture or an error has come
	width func(page int) int       // how many pixels wide a page is on screen now
	view  func() (first, last int) // the pages in view; last < first: none

	done   map[int]picture
	failed map[int]error
	job    struct{ page, width int } // being drawn, while busy
	stop   context.CancelFunc
	busy   bool
	closed func(error) // nil while open; called once the document is closed
}

func newRenderer(p Pages) *renderer {
	return &renderer{pages: p, done: map[int]picture{}, failed: map[int]error{}}
}

// next draws the first page in view that has no picture of the right width.
func (d *renderer) next() {
	first, last := d.view()
	if d.busy {
		if j := d.job; j.page < first || j.page > last || j.width != d.width(j.page) {
			d.stop() // nobody looks at it any more
		}
		return
	}
	for i := first; i <= last && d.closed == nil; i++ {
		if d.failed[i] == nil && d.done[i].width != d.width(i) {
			d.draw(i)
			return
		}
	}
}

func (d *renderer) draw(i int) {
	ctx, cancel := context.WithCancel(context.Background())
	px := d.width(i)
	d.job.page, d.job.width, d.stop, d.busy = i, px, cancel, true
	var img image.Image
	var err error
	d.spawn(func() {
		var wide float64
		if wide, _, err = d.pages.Size(i); err == nil {
			img, err = d.pages.Image(ctx, i, 25.4*float64(px)/wide)
		}
	}, func() {
		stopped := ctx.Err() != nil
		cancel()
		d.busy = false
		switch {
		case d.closed != nil:
			d.closed(d.pages.Close())
			return
		case err == nil:
			d.done[i] = picture{img, px}
			d.forget()
			d.shown(i)
		case !stopped:
			d.failed[i] = err
			d.shown(i)
		}
		d.next()
	})
}

// forget lets pictures go that are farthest from the view until the others are within the bound.
func (d *renderer) forget() {
	first, last := d.view()
	for {
		sum, far, most := 0, -1, 0
		for i, p := range d.done {
			off := max(first-i, i-last)
			if off <= 0 {
				continue
			}
			sum += p.bytes()
			if off > most || off == most && i < far {
				far, most = i, off
			}
		}
		if sum <= mostKept {
			return
		}
		delete(d.done, far)
	}
}

// close frees everything; the document is closed once nothing draws from it any more.
func (d *renderer) close(closed func(error)) {
	if d.closed != nil {
		return
	}
	d.closed = closed
	clear(d.done)
	clear(d.failed)
	if d.busy {
		d.stop()
		return
	}
	closed(d.pages.Close())
}

// pixels is how many pixels wide an image is to be for a page of some units on a canvas of some scale.
func pixels(w, h, scale float32) int {
	px := float64(w * scale)
	if long := float64(max(w, h) * scale); long > longest {
		px *= longest / long
	}
	return max(1, int(math.Round(px)))
}
