package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Months are the words of a Calendar, and what day it is.
type Months struct {
	Weekdays [7]string // from Monday, one character each
	Title    func(year, month int) string
	Today    string        // of the button: it is followed by the day
	Now      func() string // today, 2006-12-30
}

// Calendar is a month, of which a day is picked.
//
//	Left, Right, Up, Down  a day, a week
//	PageUp, PageDown       a month
//	Home                   today
//	Enter, Space, a tap    OnPick
type Calendar struct {
	widget.BaseWidget
	OnPick func(day string) // 2006-12-30

	is    Months
	at    time.Time // the day at hand
	title *theme.Line
	days  [42]*calendarDay // six weeks from a Monday
	body  *fyne.Container
}

// calendarDay is one day of it.
type calendarDay struct {
	*cell
	day  time.Time
	word *theme.Line
}

// NewCalendar makes one that stands on a day, or where that is none on today.
func NewCalendar(is Months, day string) *Calendar {
	c := &Calendar{is: is, title: theme.Text("", theme.Body, true, theme.Ink).Centre()}
	turn := func(n int) fyne.CanvasObject {
		icon := theme.IconNext
		if n < 0 {
			icon = theme.IconBack
		}
		return NewKnob(icon, func() { c.Turn(n) })
	}
	weeks := container.NewGridWithColumns(7)
	for _, name := range is.Weekdays {
		weeks.Add(theme.Text(name, theme.Small, false, theme.Ink2).Centre())
	}
	for i := range c.days {
		d := &calendarDay{word: theme.Num("", theme.Body, false, theme.Ink).Centre()}
		d.cell = newCell(container.New(layout.Least{Width: theme.Row, Height: theme.Row}, container.New(layout.Middle{}, d.word)), func() { c.pick(d.day) })
		c.days[i] = d
		weeks.Add(d.cell)
	}
	today := container.New(layout.Middle{}, theme.Text(is.Today+" "+is.Now(), theme.Body, false, theme.Accent).Centre())
	foot := newCell(container.New(layout.Least{Height: theme.Row}, today), func() { c.pick(c.now()) })
	head := container.NewBorder(nil, nil, turn(-1), turn(1), container.New(layout.Middle{}, c.title))
	c.body = layout.Pad(theme.Grid, theme.Grid, layout.Stack(2, head, weeks, foot))
	c.ExtendBaseWidget(c)
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		at = c.now()
	}
	c.Go(at)
	return c
}

func (c *Calendar) now() time.Time {
	at, err := time.Parse(time.DateOnly, c.is.Now())
	if err != nil {
		return time.Now()
	}
	return at
}

// Go stands on a day, in its month. Days before the year 1 and after 9999 stay out of reach.
func (c *Calendar) Go(day time.Time) {
	if day.Year() < 1 || day.Year() > 9999 {
		return
	}
	c.at = day
	c.title.Put(c.is.Title(day.Year(), int(day.Month())))
	first := day.AddDate(0, 0, 1-day.Day())
	from := first.AddDate(0, 0, -(int(first.Weekday())+6)%7) // the Monday of its week
	today := c.now()
	for i, d := range c.days {
		d.day = from.AddDate(0, 0, i)
		ink := theme.Ink
		switch {
		case d.day.Equal(today):
			ink = theme.Accent
		case d.day.Month() != day.Month():
			ink = theme.Ink2
		}
		d.word.Set(strconv.Itoa(d.day.Day()), ink)
		d.word.Bold(d.day.Equal(today))
		d.set(d.day.Equal(day), d.day.Equal(day))
	}
}

// Turn goes on by n months, to the same day or the last one.
func (c *Calendar) Turn(n int) {
	first := time.Date(c.at.Year(), c.at.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	c.Go(first.AddDate(0, 0, min(c.at.Day(), last.Day())-1))
}

func (c *Calendar) pick(day time.Time) {
	if c.OnPick != nil {
		c.OnPick(day.Format(time.DateOnly))
	}
}

// FocusGained does nothing: the day at hand is always to be seen.
func (c *Calendar) FocusGained() {}

// FocusLost does nothing.
func (c *Calendar) FocusLost() {}

// TypedRune has no use for characters.
func (c *Calendar) TypedRune(rune) {}

// TypedKey moves and picks; other keys are the canvas's.
func (c *Calendar) TypedKey(e *fyne.KeyEvent) {
	Touched()
	switch e.Name {
	case fyne.KeyLeft:
		c.Go(c.at.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.Go(c.at.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.Go(c.at.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.Go(c.at.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.Turn(-1)
	case fyne.KeyPageDown:
		c.Turn(1)
	case fyne.KeyHome:
		c.Go(c.now())
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.pick(c.at)
	default:
		passKey(c, e)
	}
}

// CreateRenderer draws the month.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

// pickDay lays a calendar below a box, and puts into it what is picked.
func pickDay(box *entry, is Months, put func(day string)) {
	cv := canvasOf(box)
	if cv == nil || box.Disabled() || box.readOnly {
		return
	}
	day, err := ParseDay(box.Text)
	if err != nil {
		day = ""
	}
	c := NewCalendar(is, day)
	m := Below(cv, c, box)
	c.OnPick = func(day string) {
		m.Close()
		put(day)
	}
	cv.Focus(c)
}

// dayKnob is the sign at the end of a box that a calendar can be opened there. Tab passes it over: Down opens it too.
type dayKnob struct {
	widget.BaseWidget
	pic  *theme.Pic
	open func()
}

func newDayKnob(open func()) *dayKnob {
	k := &dayKnob{pic: theme.NewPic(theme.IconCalendar, theme.Glyph, theme.Ink2), open: open}
	k.ExtendBaseWidget(k)
	return k
}

// Tapped opens.
func (k *dayKnob) Tapped(*fyne.PointEvent) { k.open() }

// Cursor shows that there is something to press.
func (k *dayKnob) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the sign.
func (k *dayKnob) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(layout.Inset{Left: 2, Right: theme.Grid}, container.New(layout.Centre{}, k.pic)))
}
