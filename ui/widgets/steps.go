package widgets

import (
	"strconv"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Step is one phase: its name, state and the state's word, and a short text on how far
// it is, such as 3/12, which may be empty.
type Step struct {
	Key   string
	Name  string
	State theme.State
	Word  string
	Far   string
}

// Steps shows phases one after the other, joined by a line, with the chosen one framed.
type Steps struct {
	strip
	OnPick func(key string)
	steps  []Step
	chosen string
	flat   bool
	faces  []*stepFace
	row    *fyne.Container
}

// stepLeast is the width of a step below which the row does not go; words that are wider are cut.
const stepLeast float32 = 72

// NewSteps makes an empty row.
func NewSteps() *Steps {
	s := &Steps{row: container.New(layout.Even{Least: stepLeast})}
	s.strip.on = func(i int) bool { return s.steps[i].Key == s.chosen }
	s.strip.press = func(i int) { s.pick(s.steps[i].Key) }
	s.begin(s)
	return s
}

// Put shows these steps.
func (s *Steps) Put(steps ...Step) {
	if len(steps) != len(s.steps) {
		s.row.RemoveAll()
		s.faces, s.cells = nil, nil
		for i := range steps {
			f := newStepFace(i+1, i > 0, i < len(steps)-1)
			c := newCell(f, func() { s.tapped(i) })
			s.faces, s.cells = append(s.faces, f), append(s.cells, c)
			s.row.Add(c)
		}
	}
	s.steps = append(s.steps[:0:0], steps...)
	s.repaint()
}

// Pick chooses a step without a callback.
func (s *Steps) Pick(key string) {
	if s.chosen != key {
		s.chosen = key
		s.repaint()
	}
}

// Flat puts the numbers before the names instead of into circles above them, where there is little height.
func (s *Steps) Flat(on bool) {
	if s.flat != on {
		s.flat = on
		s.repaint()
	}
}

// Chosen is the key of the chosen step.
func (s *Steps) Chosen() string { return s.chosen }

// Focus gives the row the keyboard.
func (s *Steps) Focus() { focus(s) }

// CreateRenderer draws the row.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.row) }

func (s *Steps) pick(key string) {
	if key == s.chosen {
		return
	}
	s.chosen = key
	s.repaint()
	if s.OnPick != nil {
		s.OnPick(key)
	}
}

func (s *Steps) repaint() {
	for i, st := range s.steps {
		is := st.Key == s.chosen
		if is {
			s.cursor = i
		}
		s.faces[i].put(st, is, s.flat)
	}
	s.row.Refresh()
	s.paint()
}

// stepFace is the number in its circle with half a line to either side, and below it
// the name, and the state's sign and word.
type stepFace struct {
	widget.BaseWidget
	disc   *theme.Box
	top    *fyne.Container // the disc between its lines
	number *theme.Line
	name   *theme.Line
	pic    *theme.Pic
	word   *theme.Line // and how far it is
	far    *theme.Line // in the place of word where that has no room; its sign says the rest
	body   *fyne.Container
}

const discSide = 24

func newStepFace(n int, left, right bool) *stepFace {
	f := &stepFace{
		disc:   theme.NewBox(theme.Paper).Round(discSide/2).Least(discSide, discSide),
		number: theme.Text(strconv.Itoa(n), theme.Small, true, theme.Ink2).Whole().Centre(),
		name:   theme.Text("", theme.Body, false, theme.Ink).Centre(),
		pic:    theme.NewPic(theme.IconIdle, 14, theme.Ink2),
		word:   theme.Text("", theme.Small, false, theme.Ink2).Most(stepMost),
		far:    theme.Text("", theme.Small, false, theme.Ink2).Whole(),
	}
	f.disc.Thick(theme.Edge, 1.5)
	before, after := theme.NewBox(theme.Rule), theme.NewBox(theme.Rule)
	Visible(before, left)
	Visible(after, right)
	mid := container.NewStack(f.disc, container.New(layout.Centre{}, f.number))
	f.top = container.New(joined{before, after, mid}, before, after, mid)
	sign := container.New(signed{f}, f.pic, f.word, f.far)
	f.body = layout.Pad(0, theme.Grid, layout.Stack(1, f.top, layout.Pad(2, 0, f.name), layout.Pad(2, 0, sign)))
	f.ExtendBaseWidget(f)
	return f
}

func (f *stepFace) put(s Step, chosen, flat bool) {
	fill, edge, ink := theme.Paper, s.State.Ink(), s.State.Ink()
	if chosen {
		fill, edge, ink = theme.Accent, theme.Accent, theme.White
	}
	f.disc.Set(fill, edge)
	f.number.Set(f.number.String(), ink)
	name := s.Name
	if flat {
		name = f.number.String() + " " + name
	}
	Visible(f.top, !flat)
	f.name.Set(name, theme.Ink)
	f.name.Bold(chosen)
	f.pic.Set(s.State.Icon(), s.State.Ink())
	word := s.Word
	if s.Far != "" {
		word += " " + s.Far
	}
	f.word.Set(word, s.State.Ink())
	f.far.Set(s.Far, s.State.Ink())
	f.body.Refresh()
}

// CreateRenderer draws the column.
func (f *stepFace) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.body) }

// stepMost is the most that a step's state asks for.
const stepMost float32 = 200

// signed lays a state's sign and word side by side in the middle. Where there is no room for the word, how far it is stands alone; without
// that the word is cut.
type signed struct{ f *stepFace }

func (l signed) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, max(l.f.pic.MinSize().Height, l.f.word.MinSize().Height))
}

func (l signed) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const gap = 3
	pic, line := l.f.pic.MinSize(), l.f.word
	if l.f.far.String() != "" && line.MinSize().Width > size.Width-pic.Width-gap {
		line = l.f.far
	}
	Visible(l.f.word, line == l.f.word)
	Visible(l.f.far, line == l.f.far)
	word := line.MinSize()
	word.Width = min(word.Width, size.Width-pic.Width-gap)
	x := (size.Width - pic.Width - gap - word.Width) / 2
	l.f.pic.Move(fyne.NewPos(x, (size.Height-pic.Height)/2))
	l.f.pic.Resize(pic)
	line.Move(fyne.NewPos(x+pic.Width+gap, (size.Height-word.Height)/2))
	line.Resize(word)
}

// joined lays a line to the left, a line to the right and a disc in the middle.
type joined struct{ before, after, mid fyne.CanvasObject }

func (joined) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(discSide, discSide) }

func (l joined) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	const line, air = 2, 4
	half := (size.Width-discSide)/2 - air
	for _, o := range []fyne.CanvasObject{l.before, l.after} {
		o.Resize(fyne.NewSize(half, line))
	}
	l.before.Move(fyne.NewPos(0, (discSide-line)/2))
	l.after.Move(fyne.NewPos(size.Width-half, (discSide-line)/2))
	l.mid.Move(fyne.NewPos((size.Width-discSide)/2, 0))
	l.mid.Resize(fyne.NewSquareSize(discSide))
}

func (f *stepFace) drawn() fyne.CanvasObject { return f.body }
