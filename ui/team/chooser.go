package team

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/ledger"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Chooser is the list of who is at the keyboard, for a popup: one click, or type a part of the name and press Enter.
type Chooser struct {
	k      *screen.Kit
	own    ledger.Device
	use    func(id string) error
	filter *widgets.Input
	rows   []Row
	list   *widgets.Lines[Row]
	fault  *widget.Label
	body   *fyne.Container
}

// NewChooser makes the list on a laptop; use is told who was chosen, and its error is shown below the list. Who does not work on that
// laptop is marked: they can look at everything, and write nothing.
func NewChooser(k *screen.Kit, own ledger.Device, use func(id string) error) *Chooser {
	c := &Chooser{k: k, own: own, use: use, fault: widget.NewLabel("")}
	c.fault.Wrapping = fyne.TextWrapWord
	c.fault.Importance = widget.DangerImportance
	c.fault.Hide()
	c.list = widgets.NewLines(widgets.Kind[Row]{Height: 40, Key: func(r Row) string { return r.ID },
		New: func() widgets.View[Row] { return newChoice(c) }, Columns: personColumns(k)})
	c.list.OnOpen = c.choose
	c.list.Empty(widgets.NewEmpty(theme.IconTeam, k.T("team.nomatch"), widgets.Action{}))
	c.filter = widgets.NewInput(k.T("team.filter"))
	c.filter.OnChanged, c.filter.OnKey = func(string) { c.Render() }, c.walk
	room := container.New(layout.Least{Width: 380, Height: 340}, c.list)
	c.body = container.NewBorder(c.filter, c.fault, nil, nil, room)
	c.Render()
	return c
}

// Object is the list with its filter.
func (c *Chooser) Object() fyne.CanvasObject { return c.body }

// Focus is what is to have the keyboard when the popup opens.
func (c *Chooser) Focus() fyne.Focusable { return c.filter }

// Render shows the team as it stands.
func (c *Chooser) Render() {
	c.rows = Match(Rows(c.k.Session.View(), c.k.Session.Who()), c.k.Say, c.filter.Text)
	c.list.Put(c.rows)
}

func (c *Chooser) choose(r Row) {
	err := c.use(r.ID)
	if err != nil {
		e := c.k.Say.Explain(err)
		c.fault.SetText(e.Both())
	}
	widgets.Visible(c.fault, err != nil)
}

// walk lets the arrow keys walk the list and Enter choose while one types.
func (c *Chooser) walk(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		c.list.Next(-1)
	case fyne.KeyDown:
		c.list.Next(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if r, ok := c.list.Chosen(); ok {
			c.choose(r)
		}
	default:
		return false
	}
	return true
}

// sign is a pictogram and its word.
type sign struct {
	pic  *theme.Pic
	word *theme.Line
	body *fyne.Container
}

func newSign(height float32) *sign {
	s := &sign{pic: theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2), word: theme.Text("", theme.Small, false, theme.Ink2)}
	s.body = container.New(layout.Least{Height: height}, container.New(layout.Middle{}, container.NewBorder(nil, nil, s.pic, nil, s.word)))
	return s
}

func (s *sign) put(icon theme.IconName, ink fyne.ThemeColorName, word string) {
	s.pic.Set(icon, ink)
	s.word.Set(word, ink)
}

// choice is a row: name, then agency and role. One tap chooses.
type choice struct {
	widget.BaseWidget
	c    *Chooser
	row  Row
	name *theme.Line
	rest *theme.Line
	away *sign
	here *theme.Pic
	body *fyne.Container
}

func newChoice(owner *Chooser) *choice {
	c := &choice{c: owner, name: theme.Text("", theme.Body, true, theme.Ink), rest: theme.Text("", theme.Body, false, theme.Ink2),
		here: theme.NewPic(theme.IconCheck, theme.Glyph, theme.Accent)}
	c.away = newSign(c.name.MinSize().Height)
	cells := layout.Cells{Widths: []float32{20, 84, 0}, Gap: 8}
	row := container.New(cells, container.NewCenter(c.here), c.name, container.NewBorder(nil, nil, nil, container.New(layout.Least{Width: 124}, c.away.body), c.rest))
	c.body = container.New(layout.Middle{}, layout.Pad(12, 0, row))
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a person.
func (c *choice) Set(r Row) {
	c.row = r
	c.name.Put(r.Name)
	rest := c.c.k.T("role." + string(r.Role))
	if r.Agency != "" {
		rest = r.Agency + " · " + rest
	}
	c.rest.Put(rest)
	if Away(c.c.k.Session.View(), c.c.own, r.ID) {
		c.away.put(theme.IconLock, theme.Amber, c.c.k.T("team.laptop.notyours"))
	} else {
		c.away.put("", theme.None, "")
	}
	widgets.Visible(c.here, r.Here)
}

// Tapped chooses at once.
func (c *choice) Tapped(*fyne.PointEvent) { c.c.choose(c.row) }

// Cursor shows that there is something to press.
func (c *choice) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the row.
func (c *choice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }
