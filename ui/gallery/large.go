package gallery

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/marks"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// large looks at one file large: the picture, beside it what is known of it, and above it what can be done. It goes through the files that
// the page lists.
type large struct {
	s      *Screen
	r      Row
	view   *viewer
	other  *viewer // the state before, while both are compared
	side   *panel
	title  *theme.Line
	of     *theme.Line
	zoom   *theme.Line
	last   *widgets.Button
	next   *widgets.Button
	both   *widgets.Button
	turns  []*widgets.Button
	tools  map[tool]*widgets.Button
	away   *widgets.Button // takes the mark at hand away
	note   *widgets.Message
	places *sides
	halves *fyne.Container
	object fyne.CanvasObject
	paired bool
}

func newLarge(s *Screen) *large {
	k := s.k
	l := &large{s: s, view: newViewer(k), other: newViewer(k), title: theme.Text("", theme.Body, true, theme.Ink), of: theme.Text("", theme.Body, false, theme.Ink2).Whole(),
		zoom: theme.Text("", theme.Body, false, theme.Ink2).Whole().Centre(), tools: map[tool]*widgets.Button{}, note: widgets.NewMessage()}
	l.side = newPanel(s, true)
	quiet := func(key string, icon theme.IconName, do func()) *widgets.Button {
		name := ""
		if key != "" {
			name = k.T(key)
		}
		return widgets.NewQuiet(name, icon, func() { do(); l.view.focus() })
	}
	back := widgets.NewQuiet(k.T("gallery.back"), theme.IconBack, l.back)
	l.last, l.next = quiet("", theme.IconBack, func() { l.step(-1) }), quiet("", theme.IconNext, func() { l.step(1) })
	l.both = quiet("gallery.both", theme.IconPair, l.compare)
	left, right := quiet("gallery.left", theme.IconLeft, func() { l.turn(-90) }), quiet("gallery.right", theme.IconRight, func() { l.turn(90) })
	l.turns = []*widgets.Button{left, right}
	first := container.New(layout.Row{Gap: 4, Grow: layout.Nth(1)}, back, l.title, l.last, l.of, l.next)
	second := layout.Flow(0, quiet("", theme.IconMinus, func() { l.view.zoomBy(false) }), container.New(layout.Least{Width: 44, Height: theme.Touch}, container.New(layout.Middle{}, l.zoom)),
		quiet("", theme.IconPlus, func() { l.view.zoomBy(true) }), quiet("gallery.fit", theme.IconLarge, l.view.refit), left, right)
	for _, t := range []tool{drawArrow, drawBox, drawText} {
		l.tools[t] = quiet("gallery.tool."+t.key(), t.icon(), func() { l.view.take(t) })
		second.Add(l.tools[t])
	}
	l.away = quiet("gallery.unmark", theme.IconTrash, l.view.removeMark)
	second.Add(l.away)
	second.Add(l.both)
	l.view.onMarks, l.view.onState, l.view.onKey = l.mark, l.state, l.key
	l.other.onKey = l.key
	l.view.ask = func(text string, then func(string)) {
		k.Window.AskText(k.T("gallery.text"), k.T("gallery.text.label"), text, then)
	}
	l.places = &sides{}
	l.halves = container.New(l.places, l.view, l.other)
	bar := layout.Stack(0, layout.Pad(8, 2, first), layout.Pad(8, 0, second), layout.Pad(12, 0, l.note), theme.NewBox(theme.Rule).Least(0, 1))
	split := container.New(&beside{}, l.halves, theme.NewBox(theme.Rule).Least(1, 0), l.side.page)
	l.object = container.NewStack(theme.NewBox(theme.Paper), layout.Fill(1, bar, split))
	return l
}

// open shows the file at hand in the list.
func (l *large) open() {
	l.paired = false
	l.turnTo(true)
	l.render()
	l.view.focus()
}

// turnTo shows the view, or the list. The driver forgets the drawing of what was out of view for a minute: refreshed, it is laid out anew.
func (l *large) turnTo(view bool) {
	widgets.Either(view, l.object, l.s.page.Object())
	l.s.body.Refresh()
}

// leave takes the view away; the keyboard is the caller's matter.
func (l *large) leave() {
	if !l.object.Visible() {
		return
	}
	l.side.flush()
	l.view.clear()
	l.other.clear()
	l.turnTo(false)
	if r, ok := l.s.page.Chosen(); ok {
		l.s.side.put(r)
	}
}

// back goes back to the list.
func (l *large) back() {
	l.leave()
	l.s.page.List.Focus()
}

// render shows what stands; where the file was removed, the next one, or the list.
func (l *large) render() {
	if !l.object.Visible() {
		return
	}
	r, ok := l.s.page.Chosen()
	if !ok {
		l.back()
		return
	}
	if l.r.X != nil && l.r.Key() != r.Key() {
		l.paired = false
	}
	l.r = r
	l.title.Put(r.No(l.s.k) + "  " + r.Title())
	rows := l.s.page.List.Rows()
	at := 0
	for i, x := range rows {
		if x.Key() == r.Key() {
			at = i
		}
	}
	l.of.Put(strconv.Itoa(at+1) + "/" + strconv.Itoa(len(rows)))
	l.last.Able(at > 0)
	l.next.Able(at < len(rows)-1)
	l.side.put(r)
	l.view.shut = l.side.form.Locked() || l.paired
	l.view.put(r.X)
	before := l.before()
	widgets.Visible(l.both, before != nil)
	if l.paired = l.paired && before != nil; l.paired {
		l.other.shut = true
		l.other.put(before)
		l.places.first = before.Before == r.X.ID
	}
	l.label(l.view, l.places.first)
	l.label(l.other, !l.places.first)
	widgets.Visible(l.other, l.paired)
	layout.Relayout(l.halves)
	l.state()
}

// label says which state a picture shows, while two are compared.
func (l *large) label(v *viewer, before bool) {
	key := "gallery.after"
	if before {
		key = "gallery.before"
	}
	v.label.Set(theme.Info, l.s.k.T(key))
	widgets.Visible(v.label, l.paired)
}

// before is the evidence with which r is compared: the state before, or where it is that itself, the one after.
func (l *large) before() *assess.Evidence {
	for _, x := range l.r.D.Evidence {
		if x.ID != l.r.X.ID && (x.ID == l.r.X.Before || x.Before == l.r.X.ID) {
			return x
		}
	}
	return nil
}

// compare shows both halves of a pair, or one again.
func (l *large) compare() {
	l.paired = !l.paired
	l.render()
}

// state shows what can be done at the moment.
func (l *large) state() {
	v := l.view
	l.zoom.Put(v.percent())
	can := l.r.X != nil && l.r.X.Picture() && !v.shut
	for _, b := range l.turns {
		b.Able(can)
	}
	for t, b := range l.tools {
		b.Able(can && v.shows())
		is := widget.LowImportance
		if v.tool == t {
			is = widget.HighImportance
		}
		if b.Importance != is {
			b.Importance = is
			b.Refresh()
		}
	}
	l.away.Able(can && v.chosen >= 0)
	l.note.Hint(l.hint())
}

// hint is what to do with the tool at hand.
func (l *large) hint() string {
	k, v := l.s.k, l.view
	switch {
	case v.foreign > 0:
		return k.T("gallery.foreign", v.foreign)
	case v.tool != look:
		return k.T("gallery.tool." + v.tool.key() + ".hint")
	case v.chosen >= 0:
		return k.T("gallery.mark.hint")
	}
	return ""
}

// step goes to another file.
func (l *large) step(n int) {
	l.side.flush()
	l.view.take(look)
	l.s.page.List.Next(n)
}

// turn turns the picture for everybody.
func (l *large) turn(degrees int) { l.s.k.Do(l.r.X.SetTurn(l.r.X.Turn + degrees)) }

// mark writes what is drawn over the picture.
func (l *large) mark(layer marks.Layer) {
	b, err := layer.Encode()
	if err != nil {
		l.s.k.Window.Fail(err)
		return
	}
	l.s.k.Do(l.r.X.SetLayer(b))
}

// key takes a key that the picture has no use for.
func (l *large) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		l.back()
	case fyne.KeyLeft, fyne.KeyUp, fyne.KeyPageUp:
		l.step(-1)
	case fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeySpace:
		l.step(1)
	case fyne.KeyHome:
		l.step(-len(l.s.page.List.Rows()))
	case fyne.KeyEnd:
		l.step(len(l.s.page.List.Rows()))
	case fyne.KeyF2:
		l.side.form.Focus("caption")
	case fyne.KeyDelete:
		l.s.remove()
	case fyne.KeyL:
		l.turn(-90)
	case fyne.KeyR:
		l.turn(90)
	case fyne.KeyP:
		if l.both.Visible() {
			l.compare()
		}
	default:
		return false
	}
	return true
}

// sideWide is how wide what is known of a file stands beside the picture.
const sideWide float32 = 300

// beside places the picture, a rule and what is known of the file.
type beside struct{}

func (*beside) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(sideWide+200, 240) }

func (*beside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w := size.Width - sideWide - 1
	for i, x := range []struct{ at, wide float32 }{{0, w}, {w, 1}, {w + 1, sideWide}} {
		o[i].Move(fyne.NewPos(x.at, 0))
		o[i].Resize(fyne.NewSize(x.wide, size.Height))
	}
}

// sides shares the room among the pictures that are in view; the state before stands at the left.
type sides struct{ first bool } // the first shows the state before

func (*sides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, 200) }

func (l *sides) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if !o[1].Visible() {
		o[0].Move(fyne.Position{})
		o[0].Resize(size)
		return
	}
	w := (size.Width - 2) / 2
	left, right := o[1], o[0]
	if l.first {
		left, right = right, left
	}
	left.Move(fyne.Position{})
	right.Move(fyne.NewPos(w+2, 0))
	for _, x := range o {
		x.Resize(fyne.NewSize(w, size.Height))
	}
}
