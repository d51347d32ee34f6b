// Package lookthrough is the look-through of a folder of photos: each large, in the order in which they were taken, and laid with a key to the
// record, item or finding that it supports, or left out. Nothing is taken in before the button.
//
//	v := lookthrough.New(k, l, actions)   // l: an intake.Look
//	put v on screen; v.Focus() gives it the keyboard
//
// # Keys
//
//	1 to 9         lay the photo to a record of the list, and go on; once more takes it off
//	0              lay it to what was at hand when the folder was opened, and go on
//	I, F           an item, a finding
//	=              to what the one before was laid to, and go on
//	Space, Delete  keep it as it is, leave it out, and go on
//	R, Enter       turn it, write what it shows
//	Backspace      take back what was done last, as Ctrl+Z does
//	Left, Right    the one before, the next; Up, Down: groups of those that were taken without a pause between them
//	Home, End      the first, the last
//	Ctrl+Enter     take in what is wanted; Esc ends
//
// Caveat: photos are drawn in the background, the one at hand before those beside it; a slow card shows frames without pictures meanwhile.
package lookthrough

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/intake"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Actions are what the view asks for.
type Actions interface {
	// Sketch draws a file, upright and then turned, its longer side at most so many pixels. done is called on the UI thread, later, unless stop was
	// called before; what was asked for last is drawn first.
	Sketch(path string, turn, longest int, done func(image.Image, error)) (stop func())
	Take(intake.Request)
	Close()
}

// View is the widget.
type View struct {
	widget.BaseWidget
	k       *screen.Kit
	l       *intake.Look
	acts    Actions
	to      screen.Target // what was at hand before
	title   *theme.Line
	count   *theme.Line
	take    *widgets.Button
	large   *frame
	about   *theme.Line
	caption *widgets.Input
	laid    *widgets.Para
	near    *records
	film    *film
	ring    *theme.Box
	body    *fyne.Container
}

// New makes the view of a look-through; to is what was at hand before.
func New(k *screen.Kit, l *intake.Look, to screen.Target, acts Actions) *View {
	v := &View{k: k, l: l, to: to, acts: acts, title: theme.Text("", theme.Title, true, theme.Ink), count: theme.Text("", theme.Small, false, theme.Ink2),
		about: theme.Text("", theme.Small, false, theme.Ink2), laid: widgets.Paragraph(""), ring: theme.NewBox(theme.None).Thick(theme.Accent, 2)}
	v.ring.Hide()
	v.take = widgets.NewPrimary(k.T("look.take", 0), theme.IconCheck, v.Take)
	end := widgets.NewButton(k.T("button.close"), theme.IconClose, v.leave)
	v.large, v.near, v.film = newFrame(v, largest), newRecords(v), newFilm(v)
	v.caption = widgets.NewInput(k.T("look.caption"))
	v.caption.OnKey = v.captionKey
	head := layout.Pad(12, 8, container.New(layout.Row{Gap: 8, Grow: layout.Nth(0)}, layout.Stack(2, v.title, v.count), v.take, end))
	buttons := container.New(layout.Row{Gap: 4, Grow: layout.Nth(4)},
		widgets.NewButton(k.T("look.item"), "", func() { v.pick(v.items()) }), widgets.NewButton(k.T("look.finding"), "", func() { v.pick(v.findings()) }),
		widgets.NewButton(k.T("look.skip"), "", func() { v.do(l.Skip) }), widgets.NewButton(k.T("look.undo"), "", func() { v.do(l.Undo) }), container.NewHBox())
	side := container.New(layout.Fixed{Width: sideWide}, layout.Fill(1,
		theme.Text(k.T("look.records"), theme.Body, true, theme.Ink), container.NewVScroll(v.near.body),
		layout.Stack(4, v.laid, buttons, layout.Flush(widgets.Paragraph(k.T("look.keys"))))))
	middle := container.NewBorder(nil, layout.Stack(2, v.about, v.caption), nil, nil, container.NewStack(theme.NewBox(theme.Band), v.large, v.ring))
	v.body = container.NewBorder(head, layout.Pad(8, 6, v.film.body), nil, layout.Pad(8, 0, side), layout.Pad(8, 0, middle))
	v.ExtendBaseWidget(v)
	v.render()
	return v
}

// sideWide is the width of the column at the side.
const sideWide float32 = 300

// The longest side of a picture in pixels.
const (
	largest = 1600
	small   = 160
)

// Object returns the view.
func (v *View) Object() fyne.CanvasObject { return v }

// CreateRenderer implements fyne.Widget.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// MinSize is small: the view uses whatever room it is given.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(640, 360) }

// Resize shows as many photos in the film as there is room for.
func (v *View) Resize(s fyne.Size) {
	v.BaseWidget.Resize(s)
	v.body.Resize(s)
	v.film.render()
}

// render shows the state of the look-through.
func (v *View) render() {
	d := v.l.District
	wanted, loose, out := v.l.Tally()
	v.title.Put(v.k.T("look.title", d.Name, words.M("phase."+v.l.Phase.Key())))
	v.count.Put(v.k.T("look.count", wanted, loose, out, v.l.Known))
	v.take.Put(v.k.T("look.take", wanted))
	v.take.Able(wanted > 0)
	f := v.l.Now()
	if f == nil {
		v.about.Put(v.k.T("look.none"))
		return
	}
	taken := f.Taken
	if taken == "" {
		taken = v.k.T("look.untimed")
	}
	v.about.Put(v.k.T("look.about", v.l.At+1, len(v.l.Files), f.Group, f.Name, taken, words.Size(f.Size)))
	if v.caption.Text != f.Caption {
		v.caption.SetText(f.Caption)
	}
	widgets.PutText(v.laid, v.says(f))
	v.large.put(f)
	v.near.render()
	v.film.render()
	if next := v.l.At + 1; next < len(v.l.Files) {
		v.large.ahead(&v.l.Files[next])
	}
}

// says tells what a photo is laid to.
func (v *View) says(f *intake.Laid) string {
	if !f.Wanted {
		return v.k.T("look.out")
	}
	text := ""
	add := func(name string) {
		if text != "" {
			text += v.k.T("list.sep")
		}
		text += name
	}
	for _, id := range f.To.Records {
		if r := v.l.District.Record(id); r != nil {
			add(v.k.T("onsite.record.name", r.No))
		}
	}
	for _, o := range append(v.items().options(), v.findings().options()...) {
		if o.on {
			add(words.Begin(o.text, 16))
		}
	}
	if text == "" {
		return v.k.T("look.loose")
	}
	return v.k.T("look.laid", text)
}

// do changes the look-through and shows it.
func (v *View) do(change func()) {
	v.keep()
	change()
	v.render()
	v.Focus()
}

// keep takes over what stands in the box for the caption.
func (v *View) keep() { v.l.SetCaption(v.caption.Text) }

// Undo takes back what was done last.
func (v *View) Undo() { v.do(v.l.Undo) }

// Take takes in what is wanted, as Ctrl+Enter does.
func (v *View) Take() {
	v.keep()
	if r := v.l.Request(); len(r.Files) > 0 {
		v.acts.Take(r)
	}
}

// leave ends the look-through, after a question where something was said of a photo.
func (v *View) leave() {
	v.keep()
	if !v.l.CanUndo() {
		v.acts.Close()
		return
	}
	wanted, _, _ := v.l.Tally()
	v.k.Window.Confirm(v.k.T("look.leave"), v.k.T("look.leave.ask", wanted), v.k.T("look.leave.yes"), v.acts.Close)
}

// Close gives up what is being drawn.
func (v *View) Close() {
	v.large.stop()
	v.film.stop()
}

// frame is a place for a picture.
type frame struct {
	widget.BaseWidget
	v       *View
	longest int
	key     sketch
	image   *canvas.Image
	says    *theme.Line
	halt    func() // what is being drawn; nil: nothing is
	body    *fyne.Container
	seen    map[sketch]image.Image // drawn before it was asked for; nil: nobody draws ahead
	halts   func()
}

// sketch is a file as it is drawn.
type sketch struct {
	path string
	turn int
}

func newFrame(v *View, longest int) *frame {
	f := &frame{v: v, longest: longest, image: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
		says: theme.Text("", theme.Small, false, theme.Ink2).Centre(), seen: map[sketch]image.Image{}}
	f.image.Hide()
	f.body = container.NewStack(container.New(layout.Middle{}, f.says), f.image)
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer draws the picture.
func (f *frame) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// MinSize is small.
func (f *frame) MinSize() fyne.Size { return fyne.NewSize(40, 40) }

// put shows a file.
func (f *frame) put(x *intake.Laid) {
	key := sketch{x.Path, x.Turn}
	if f.key == key {
		return
	}
	f.stop()
	f.key = key
	if m := f.seen[key]; m != nil {
		f.show(m)
		return
	}
	f.show(nil)
	if !x.Draws {
		f.says.Put(f.v.k.T("look.undrawn"))
		return
	}
	f.says.Put(f.v.k.T("look.drawing"))
	f.halt = f.v.acts.Sketch(x.Path, x.Turn, f.longest, func(m image.Image, err error) {
		switch {
		case f.key != key:
		case err != nil:
			f.says.Put(f.v.k.Say.Explain(err).What)
		default:
			f.show(m)
		}
	})
}

// ahead draws a file that will be asked for.
func (f *frame) ahead(x *intake.Laid) {
	key := sketch{x.Path, x.Turn}
	if !x.Draws || f.seen[key] != nil {
		return
	}
	if f.halts != nil {
		f.halts()
	}
	f.halts = f.v.acts.Sketch(x.Path, x.Turn, f.longest, func(m image.Image, err error) {
		if err == nil {
			clear(f.seen)
			f.seen[key] = m
			if f.key == key {
				f.show(m)
			}
		}
	})
}

func (f *frame) show(m image.Image) {
	if f.image.Image == m {
		return
	}
	f.image.Image = m
	widgets.Visible(f.image, m != nil)
	widgets.Visible(f.says, m == nil)
	if m != nil {
		f.image.Refresh()
	}
}

// stop gives up what is being drawn.
func (f *frame) stop() {
	for _, halt := range []func(){f.halt, f.halts} {
		if halt != nil {
			halt()
		}
	}
	f.halt, f.halts, f.key = nil, nil, sketch{}
}
