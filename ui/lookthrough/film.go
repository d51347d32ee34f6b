package lookthrough

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/intake"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// The size of a photo in the film.
const (
	leafWide float32 = 92
	leafHigh float32 = 72
)

// film is a row of the photos around the one at hand, as many as there is room for.
type film struct {
	v      *View
	leaves []*leaf
	kept   map[sketch]image.Image // small ones that were drawn; nil: it can't be
	drawn  map[sketch]func()      // what is being drawn, and what gives it up
	body   *fyne.Container
}

// mostKept is how many small photos are kept.
const mostKept = 200

func newFilm(v *View) *film {
	return &film{v: v, kept: map[sketch]image.Image{}, drawn: map[sketch]func(){}, body: container.New(layout.Least{Height: leafHigh}, container.NewHBox())}
}

func (f *film) render() {
	row := f.body.Objects[0].(*fyne.Container)
	n := max(int((f.v.Size().Width-16)/(leafWide+4)), 1)
	for len(f.leaves) < n {
		x := newLeaf(f)
		f.leaves = append(f.leaves, x)
		row.Add(x)
	}
	from := max(min(f.v.l.At-n/2, len(f.v.l.Files)-n), 0)
	shown := map[sketch]bool{}
	for i, x := range f.leaves {
		at := from + i
		widgets.Visible(x, i < n && at < len(f.v.l.Files))
		if x.Visible() {
			x.put(at)
			shown[x.key()] = true
		}
	}
	for key, stop := range f.drawn {
		if !shown[key] {
			stop()
			delete(f.drawn, key)
		}
	}
	for _, x := range f.leaves {
		if x.Visible() {
			f.ask(x)
		}
	}
}

// ask has a small picture drawn that was not yet.
func (f *film) ask(x *leaf) {
	key := x.key()
	if _, known := f.kept[key]; known || f.drawn[key] != nil || !f.v.l.Files[x.at].Draws {
		return
	}
	f.drawn[key] = f.v.acts.Sketch(key.path, key.turn, small, func(m image.Image, err error) {
		delete(f.drawn, key)
		if err != nil {
			m = nil
		}
		if len(f.kept) >= mostKept {
			clear(f.kept)
		}
		f.kept[key] = m
		for _, x := range f.leaves {
			if x.Visible() && x.key() == key {
				x.frame.show(m)
			}
		}
	})
}

// stop gives up what is being drawn.
func (f *film) stop() {
	for _, stop := range f.drawn {
		stop()
	}
	clear(f.drawn)
}

// leaf is one photo of the film.
type leaf struct {
	widget.BaseWidget
	f     *film
	at    int
	frame *frame
	mark  *theme.Line
	ring  *theme.Box
	body  *fyne.Container
}

func newLeaf(f *film) *leaf {
	x := &leaf{f: f, frame: newFrame(f.v, small), mark: theme.Text("", theme.Small, true, theme.Ink).Centre(), ring: theme.NewBox(theme.None).Thick(theme.Accent, 3)}
	x.body = container.New(layout.Fixed{Width: leafWide, Height: leafHigh}, theme.NewBox(theme.Band), container.NewBorder(nil, x.mark, nil, nil, x.frame), x.ring)
	x.ExtendBaseWidget(x)
	return x
}

// put shows a photo, and whether it is laid to something or left out.
func (x *leaf) put(at int) {
	x.at = at
	l := x.f.v.l
	p := &l.Files[at]
	x.frame.show(x.f.kept[x.key()])
	x.frame.says.Put(p.Name)
	x.mark.Put(x.f.v.k.T("look.mark."+state(p), p.Group))
	widgets.Visible(x.ring, at == l.At)
}

func (x *leaf) key() sketch {
	p := &x.f.v.l.Files[x.at]
	return sketch{p.Path, p.Turn}
}

// state of a photo in a word.
func state(p *intake.Laid) string {
	switch {
	case !p.Wanted:
		return "out"
	case len(p.To.Records)+len(p.To.Items)+len(p.To.Findings) > 0:
		return "laid"
	case p.Looked:
		return "kept"
	}
	return "new"
}

// Tapped goes to the photo.
func (x *leaf) Tapped(*fyne.PointEvent) { x.f.v.do(func() { x.f.v.l.Go(x.at) }) }

// CreateRenderer draws the photo.
func (x *leaf) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(x.body) }
