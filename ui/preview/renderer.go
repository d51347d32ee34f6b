package preview

import (
	"context"
	"image"
	"math"
)

// Limits on what is kept in memory.
const (
	// longest is the greatest side of an image in pixels. Even poor graphics hardware supports it, and it is enough for A4 at 300 % on an
	// ordinary screen; on a denser one the largest zooms are slightly blurred.
	longest = 4096
	// mostKept is how many bytes of images are kept besides those in view.
	mostKept = 96 << 20
)

// picture is a page that was drawn.
type picture struct {
	image image.Image
	width int // in pixels
}

func (p picture) bytes() int {
	b := p.image.Bounds()
	return 4 * b.Dx() * b.Dy()
}

// renderer draws pages, one at a time and only those in view, and keeps pictures within a limit. Everything happens on the UI goroutine
// except the drawing itself.
type renderer struct {
	pages Pages
	spawn Spawn
	shown func(page int)           // called when a picture or an error has come
	width func(page int) int       // returns how many pixels wide a page is on screen now
	view  func() (first, last int) // returns the pages in view; last < first: none

	done   map[int]picture
	failed map[int]error
	job    struct{ page, width int } // being drawn, if busy
	stop   context.CancelFunc
	busy   bool
	closed func(error) // nil while open; called when the document is closed
}

func newRenderer(p Pages) *renderer {
	return &renderer{pages: p, done: map[int]picture{}, failed: map[int]error{}}
}

// next draws the first page in view that has no picture of the right width.
func (d *renderer) next() {
	first, last := d.view()
	if d.busy {
		if j := d.job; j.page < first || j.page > last || j.width != d.width(j.page) {
			d.stop() // it is no longer in view, or has another size now
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

// forget drops the pictures farthest from the view until the others are within the limit.
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

// close frees everything. The document is closed once nothing draws from it.
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

// pixels returns the width in pixels of the image for a page of w by h units on a canvas with a scale.
func pixels(w, h, scale float32) int {
	px := float64(w * scale)
	if long := float64(max(w, h) * scale); long > longest {
		px *= longest / long
	}
	return max(1, int(math.Round(px)))
}
