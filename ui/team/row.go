package team

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
)

var rowCells = layout.Cells{Widths: []float32{96, 0, 64, 84}, Gap: 8}

func newHeads(k *screen.Kit) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, key := range []string{"team.name", "team.agency", "team.role", "team.cansign"} {
		cells = append(cells, theme.Text(k.T(key), theme.Small, false, theme.Ink2))
	}
	return container.New(rowCells, cells...)
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

// row is a person in the list.
type row struct {
	widget.BaseWidget
	k                  *screen.Kit
	name, agency, role *theme.Line
	can                *sign
	body               *fyne.Container
}

func newRow(k *screen.Kit) *row {
	r := &row{k: k, name: theme.Text("", theme.Body, true, theme.Ink), agency: theme.Text("", theme.Body, false, theme.Ink), role: theme.Text("", theme.Body, false, theme.Ink)}
	r.can = newSign(r.name.MinSize().Height)
	r.body = container.New(layout.Middle{}, layout.Pad(16, 0, container.New(rowCells, r.name, r.agency, r.role, r.can.body)))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a person.
func (r *row) Set(x Row) {
	ink := theme.Ink
	if x.Out() {
		ink = theme.Ink2
	}
	r.name.Set(x.Name, ink)
	r.agency.Set(x.Agency, ink)
	r.role.Set(r.k.T("role."+string(x.Role)), ink)
	switch {
	case x.Out():
		r.can.put(theme.IconMinus, theme.Ink2, r.k.T("team.removed.word"))
	case x.Signs:
		r.can.put(theme.IconSigned, theme.Green, r.k.T("team.sign.yes"))
	case x.Keeps:
		r.can.put(theme.IconSigned, theme.Green, r.k.T("team.sign.keeps"))
	case assess.May(x.Role, assess.Enrol):
		r.can.put(theme.IconWarning, theme.Amber, r.k.T("team.sign.nokey"))
	default:
		r.can.put(theme.IconIdle, theme.Ink2, r.k.T("team.sign.never"))
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

var machineCells = layout.Cells{Widths: []float32{0, 0, 84}, Gap: 8}

// machineRow is a laptop in the list: its name, who works on it, and whether it is this one or was taken out.
type machineRow struct {
	widget.BaseWidget
	k         *screen.Kit
	name      *theme.Line
	who, here *sign
	body      *fyne.Container
}

func newMachineRow(k *screen.Kit) *machineRow {
	r := &machineRow{k: k, name: theme.Text("", theme.Body, true, theme.Ink)}
	r.who, r.here = newSign(r.name.MinSize().Height), newSign(r.name.MinSize().Height)
	r.body = container.New(layout.Middle{}, layout.Pad(16, 0, container.New(machineCells, r.name, r.who.body, r.here.body)))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a laptop.
func (r *machineRow) Set(m Machine) {
	ink := theme.Ink
	if m.Out() {
		ink = theme.Ink2
	}
	r.name.Set(m.Name, ink)
	switch {
	case m.Out():
		r.who.put(theme.IconInfo, theme.Ink2, r.k.Say.Say(m.Gone))
	case m.Shared:
		r.who.put(theme.IconWarning, theme.Amber, r.k.T("team.laptop.shared"))
	default:
		var names []string
		for _, id := range m.People {
			names = append(names, r.k.Session.View().Name(id))
		}
		r.who.put(theme.IconPerson, theme.Ink2, strings.Join(names, "、"))
	}
	switch {
	case m.Out():
		r.here.put(theme.IconMinus, theme.Ink2, r.k.T("team.removed.word"))
	case m.Here:
		r.here.put(theme.IconCheck, theme.Accent, r.k.T("team.laptop.here"))
	default:
		r.here.put("", theme.None, "")
	}
}

// CreateRenderer draws the row.
func (r *machineRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
