package gallery

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/marks"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// longest is the greatest side in pixels of a picture that is drawn: even poor graphics hardware takes it.
const longest = 4096

// most is the greatest zoom, in screen pixels for a pixel of the picture as it was drawn to fit.
const most float32 = 8

// viewer shows a picture that is zoomed by the wheel and moved by dragging, with the marks over it, which can be drawn, moved and removed.
type viewer struct {
	widget.BaseWidget
	k       *screen.Kit
	onMarks func(marks.Layer)          // other marks are to be kept
	onState func()                     // the zoom, the tool or the mark at hand has changed
	onKey   func(fyne.KeyName) bool    // a key that the picture has no use for
	ask     func(string, func(string)) // asks for a text
	shut    bool                       // marks can't be changed

	x      *assess.Evidence
	img    image.Image
	asked  int           // longest side that was asked for
	pixels fyne.Size     // of img
	zoom   float32       // 1: it fits
	middle fyne.Position // what of the picture is in the middle of the view, in fractions of it
	stop   func()

	layer   marks.Layer
	foreign int
	draft   *marks.Mark // being drawn or moved
	chosen  int         // index of the mark at hand; -1: none
	tool    tool
	drag    dragging

	picture *canvas.Image
	thumb   *Thumb
	over    *fyne.Container // the marks
	ring    *theme.Box
	label   *widgets.Badge
	clip    *container.Clip
	body    *fyne.Container
}

func newViewer(k *screen.Kit) *viewer {
	v := &viewer{k: k, zoom: 1, chosen: -1, middle: fyne.NewPos(0.5, 0.5), picture: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest},
		thumb: NewThumb(k), over: container.NewWithoutLayout(), ring: theme.NewBox(theme.None).Thick(theme.Accent, 2), label: widgets.NewBadge(theme.Info, "")}
	v.picture.Hide()
	v.ring.Hide()
	v.label.Hide()
	v.body = container.New(viewLayout{v}, theme.NewBox(theme.Band), v.thumb, v.picture, v.over, container.NewHBox(v.label), v.ring)
	v.clip = container.NewClip(v.body)
	v.ExtendBaseWidget(v)
	return v
}

// put shows evidence; another file from its beginning.
func (v *viewer) put(x *assess.Evidence) {
	fresh := v.x == nil || v.x.Entity != x.Entity
	turned := !fresh && v.x.Turn != x.Turn
	v.x = x
	if fresh {
		v.zoom, v.tool, v.chosen, v.middle = 1, look, -1, fyne.NewPos(0.5, 0.5)
	}
	if fresh || turned {
		v.drop()
		v.thumb.Put(x)
		widgets.Visible(v.thumb, true)
	}
	layer, err := marks.Decode(x.Layer)
	if err != nil {
		layer = nil
		v.k.Window.Fail(err)
	}
	v.layer, v.foreign, v.draft = layer, layer.Foreign(), nil
	if v.chosen >= len(layer) {
		v.chosen = -1
	}
	v.load()
	v.draw()
}

// clear lets the picture go.
func (v *viewer) clear() {
	v.drop()
	v.x = nil
	v.thumb.Put(nil)
}

func (v *viewer) drop() {
	if v.stop != nil {
		v.stop()
		v.stop = nil
	}
	v.img, v.asked, v.picture.Image = nil, 0, nil
	v.picture.Hide()
}

// load asks for the picture as large as it is shown, where it is not there so large.
func (v *viewer) load() {
	if v.x == nil || !v.x.Picture() || v.k.Files == nil || v.Size().Width <= 0 {
		return
	}
	want := min(longest, int(max(v.Size().Width, v.Size().Height)*v.zoom*v.scale()))
	want = (want + 255) / 256 * 256 // not for each step of the zoom
	if want <= v.asked {
		return
	}
	v.asked = want
	if v.stop != nil {
		v.stop()
	}
	entity, turn := v.x.Entity, v.x.Turn
	v.stop = v.k.Files.Large(v.x.ID, turn, want, func(m image.Image, err error) {
		if v.x == nil || v.x.Entity != entity || v.x.Turn != turn || err != nil {
			return // the thumbnail says what is wrong
		}
		v.show(m)
	})
}

func (v *viewer) show(m image.Image) {
	b := m.Bounds()
	v.img, v.pixels = m, fyne.NewSize(float32(b.Dx()), float32(b.Dy()))
	v.picture.Image = m
	v.picture.Refresh()
	widgets.Visible(v.picture, true)
	widgets.Visible(v.thumb, false)
	v.draw()
	v.told()
}

func (v *viewer) scale() float32 {
	if c := v.k.Window.Canvas(); c != nil {
		return c.Scale()
	}
	return 1
}

// shows tells whether there is a picture to draw on.
func (v *viewer) shows() bool { return v.img != nil }

// percent is the zoom in words.
func (v *viewer) percent() string { return strconv.Itoa(int(v.zoom*100+0.5)) + "%" }

// at is where the picture lies in the view, and how large it is there.
func (v *viewer) at() (fyne.Position, fyne.Size) {
	room := v.Size()
	if v.img == nil || room.Width <= 0 || room.Height <= 0 {
		return fyne.Position{}, fyne.Size{}
	}
	f := min(room.Width/v.pixels.Width, room.Height/v.pixels.Height) * v.zoom
	size := fyne.NewSize(v.pixels.Width*f, v.pixels.Height*f)
	v.middle = fyne.NewPos(centred(v.middle.X, size.Width, room.Width), centred(v.middle.Y, size.Height, room.Height))
	return fyne.NewPos(room.Width/2-v.middle.X*size.Width, room.Height/2-v.middle.Y*size.Height), size
}

// centred keeps the picture in view: in the middle where it is smaller than the room, else without a gap at its edges.
func centred(middle, size, room float32) float32 {
	if size <= room {
		return 0.5
	}
	half := room / 2 / size
	return max(half, min(1-half, middle))
}

// draw places the picture and the marks.
func (v *viewer) draw() {
	viewLayout{v}.Layout(nil, v.Size())
	v.over.Objects = v.drawn()
	v.over.Refresh()
}

// zoomBy zooms a step about the middle.
func (v *viewer) zoomBy(in bool) { v.zoomAt(in, fyne.NewPos(v.Size().Width/2, v.Size().Height/2)) }

// zoomAt zooms a step about a point of the view, which stays where it is.
func (v *viewer) zoomAt(in bool, p fyne.Position) {
	if v.img == nil {
		return
	}
	const step = 1.25
	at, size := v.at()
	fx, fy := (p.X-at.X)/size.Width, (p.Y-at.Y)/size.Height
	was := v.zoom
	if in {
		v.zoom = min(most, v.zoom*step)
	} else {
		v.zoom = max(1, v.zoom/step)
	}
	f := v.zoom / was
	size = fyne.NewSize(size.Width*f, size.Height*f)
	v.middle = fyne.NewPos(fx+(v.Size().Width/2-p.X)/size.Width, fy+(v.Size().Height/2-p.Y)/size.Height)
	v.load()
	v.draw()
	v.told()
}

// refit shows all of the picture.
func (v *viewer) refit() {
	v.zoom = 1
	v.draw()
	v.told()
}

// pan moves the picture by so much.
func (v *viewer) pan(d fyne.Delta) {
	_, size := v.at()
	if size.Width <= 0 {
		return
	}
	v.middle = v.middle.AddXY(-d.DX/size.Width, -d.DY/size.Height)
	v.draw()
}

func (v *viewer) told() {
	if v.onState != nil {
		v.onState()
	}
}

func (v *viewer) focus() {
	if c := v.k.Window.Canvas(); c != nil {
		c.Focus(v)
	}
}

// Resize places everything anew, and asks for a larger picture where that has become possible.
func (v *viewer) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	v.load()
	v.draw()
}

// MinSize is small: the view uses whatever room it is given.
func (v *viewer) MinSize() fyne.Size { return fyne.NewSize(120, 120) }

// Scrolled zooms.
func (v *viewer) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DY != 0 {
		v.zoomAt(e.Scrolled.DY > 0, e.Position)
	}
}

// FocusGained shows the ring.
func (v *viewer) FocusGained() { widgets.Visible(v.ring, true) }

// FocusLost hides it.
func (v *viewer) FocusLost() { widgets.Visible(v.ring, false) }

// Cursor shows what a drag does.
func (v *viewer) Cursor() desktop.Cursor {
	if v.tool != look {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer draws the picture within its room.
func (v *viewer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.clip) }

// viewLayout places the picture where it is looked at.
type viewLayout struct{ v *viewer }

func (l viewLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l viewLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	v := l.v
	for i, o := range v.body.Objects {
		switch i {
		case 2:
			at, s := v.at()
			o.Move(at)
			o.Resize(s)
		case 4:
			o.Move(fyne.NewPos(8, 8))
			o.Resize(o.MinSize())
		default:
			o.Move(fyne.Position{})
			o.Resize(size)
		}
	}
}
