package team

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/piece"
)

var rowCells = piece.Cells{Widths: []float32{96, 0, 64, 84}, Gap: 8}

func newHeads(k *kit.Kit) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, key := range []string{"team.name", "team.agency", "team.role", "team.cansign"} {
		cells = append(cells, look.Text(k.T(key), look.Small, false, look.Ink2))
	}
	return container.New(rowCells, cells...)
}

// sign is a pictogram and its word.
type sign struct {
	pic  *look.Pic
	word *look.Line
	body *fyne.Container
}

func newSign(height float32) *sign {
	s := &sign{pic: look.NewPic(look.IconIdle, look.Glyph, look.Ink2), word: look.Text("", look.Small, false, look.Ink2)}
	s.body = container.New(piece.Least{Height: height}, container.New(piece.Middle{}, container.NewBorder(nil, nil, s.pic, nil, s.word)))
	return s
}

func (s *sign) put(icon look.IconName, ink fyne.ThemeColorName, word string) {
	s.pic.Set(icon, ink)
	s.word.Set(word, ink)
}

// row is a person in the list.
type row struct {
	widget.BaseWidget
	k                  *kit.Kit
	name, agency, role *look.Line
	can                *sign
	body               *fyne.Container
}

func newRow(k *kit.Kit) *row {
	r := &row{k: k, name: look.Text("", look.Body, true, look.Ink), agency: look.Text("", look.Body, false, look.Ink), role: look.Text("", look.Body, false, look.Ink)}
	r.can = newSign(r.name.MinSize().Height)
	r.body = container.New(piece.Middle{}, piece.Pad(16, 0, container.New(rowCells, r.name, r.agency, r.role, r.can.body)))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a person.
func (r *row) Set(x Row) {
	ink := look.Ink
	if x.Out() {
		ink = look.Ink2
	}
	r.name.Set(x.Name, ink)
	r.agency.Set(x.Agency, ink)
	r.role.Set(r.k.T("role."+string(x.Role)), ink)
	switch {
	case x.Out():
		r.can.put(look.IconMinus, look.Ink2, r.k.T("team.removed.word"))
	case x.Signs:
		r.can.put(look.IconSigned, look.Green, r.k.T("team.sign.yes"))
	case x.Keeps:
		r.can.put(look.IconSigned, look.Green, r.k.T("team.sign.keeps"))
	case assess.May(x.Role, assess.Enrol):
		r.can.put(look.IconWarning, look.Amber, r.k.T("team.sign.nokey"))
	default:
		r.can.put(look.IconIdle, look.Ink2, r.k.T("team.sign.never"))
	}
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }

var machineCells = piece.Cells{Widths: []float32{0, 0, 84}, Gap: 8}

// machineRow is a laptop in the list: its name, who works on it, and whether it is this one or was taken out.
type machineRow struct {
	widget.BaseWidget
	k         *kit.Kit
	name      *look.Line
	who, here *sign
	body      *fyne.Container
}

func newMachineRow(k *kit.Kit) *machineRow {
	r := &machineRow{k: k, name: look.Text("", look.Body, true, look.Ink)}
	r.who, r.here = newSign(r.name.MinSize().Height), newSign(r.name.MinSize().Height)
	r.body = container.New(piece.Middle{}, piece.Pad(16, 0, container.New(machineCells, r.name, r.who.body, r.here.body)))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a laptop.
func (r *machineRow) Set(m Machine) {
	ink := look.Ink
	if m.Out() {
		ink = look.Ink2
	}
	r.name.Set(m.Name, ink)
	switch {
	case m.Out():
		r.who.put(look.IconInfo, look.Ink2, r.k.Say.Say(m.Gone))
	case m.Shared:
		r.who.put(look.IconWarning, look.Amber, r.k.T("team.laptop.shared"))
	default:
		var names []string
		for _, id := range m.People {
			names = append(names, r.k.Desk.View().Name(id))
		}
		r.who.put(look.IconPerson, look.Ink2, strings.Join(names, "、"))
	}
	switch {
	case m.Out():
		r.here.put(look.IconMinus, look.Ink2, r.k.T("team.removed.word"))
	case m.Here:
		r.here.put(look.IconCheck, look.Accent, r.k.T("team.laptop.here"))
	default:
		r.here.put("", look.None, "")
	}
}

// CreateRenderer draws the row.
func (r *machineRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
