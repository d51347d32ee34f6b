package team

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/ledger"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// NewChooser makes the list of who is at the keyboard of a laptop. use is told who was chosen, and its error is shown below the list. Who
// does not work on that laptop is marked: they can look at everything, and write nothing.
func NewChooser(k *screen.Kit, own ledger.Device, use func(id string) error) *widgets.Picker[Row] {
	return widgets.NewPicker(widgets.Picking[Row]{
		Kind: widgets.Kind[Row]{Height: 40, Key: func(r Row) string { return r.ID }, New: func() widgets.View[Row] { return newChoice(k, own) }, Columns: personColumns(k)},
		Rows: func() []Row { return Rows(k.Session.View(), k.Session.Who()) },
		Text: func(r Row) string { return r.Name + " " + r.Agency + " " + k.T("role."+string(r.Role)) },
		Pick: func(r Row) string {
			if err := use(r.ID); err != nil {
				return k.Say.Explain(err).Both()
			}
			return ""
		},
		Hint: k.T("team.filter"), None: k.T("team.nomatch"), Width: 380})
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

// choice is a row: name, then agency and role.
type choice struct {
	widget.BaseWidget
	k    *screen.Kit
	own  ledger.Device
	name *theme.Line
	rest *theme.Line
	away *sign
	side *fyne.Container // of away; hidden where there is nothing to say
	line *fyne.Container // rest and side
	here *theme.Pic
	body *fyne.Container
}

func newChoice(k *screen.Kit, own ledger.Device) *choice {
	c := &choice{k: k, own: own, name: theme.Text("", theme.Body, true, theme.Ink), rest: theme.Text("", theme.Body, false, theme.Ink2),
		here: theme.NewPic(theme.IconCheck, theme.Glyph, theme.Accent)}
	c.away = newSign(c.name.MinSize().Height)
	cells := layout.Cells{Widths: []float32{20, 84, 0}, Gap: 8}
	c.side = container.New(layout.Least{Width: 124}, c.away.body)
	c.line = container.NewBorder(nil, nil, nil, c.side, c.rest)
	row := container.New(cells, container.NewCenter(c.here), c.name, c.line)
	c.body = container.New(layout.Middle{}, layout.Pad(12, 0, row))
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a person.
func (c *choice) Set(r Row) {
	c.name.Put(r.Name)
	rest := c.k.T("role." + string(r.Role))
	if r.Agency != "" {
		rest = r.Agency + " · " + rest
	}
	c.rest.Put(rest)
	away := Away(c.k.Session.View(), c.own, r.ID)
	if away {
		c.away.put(theme.IconLock, theme.Amber, c.k.T("team.laptop.notyours"))
	} else {
		c.away.put("", theme.None, "")
	}
	widgets.Visible(c.side, away)
	layout.Relayout(c.line)
	widgets.Visible(c.here, r.Here)
}

// CreateRenderer draws the row.
func (c *choice) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }
