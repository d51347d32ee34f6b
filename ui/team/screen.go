package team

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/part"
	"kaohe/ui/piece"
)

// Screen is the page of the team.
type Screen struct {
	k      *kit.Kit
	roster Roster
	rows   []Row
	device *deviceForm
	title  *look.Line
	add    *part.Button
	list   *part.Lines[Row]
	form   *personForm
	detail *piece.Page
	split  *part.Split
	body   fyne.CanvasObject
}

var (
	_ kit.Screen    = (*Screen)(nil)
	_ kit.Commanded = (*Screen)(nil)
	_ kit.Keyed     = (*Screen)(nil)
)

// New makes the page.
func New(k *kit.Kit, roster Roster) *Screen {
	s := &Screen{k: k, roster: roster, title: piece.Heading("")}
	s.device = newDeviceForm(k, roster)
	s.add = part.NewQuiet(k.T("team.add"), look.IconPlus, s.New)
	s.list = part.NewLines(part.Kind[Row]{Height: 40, Key: func(r Row) string { return r.ID }, New: func() part.View[Row] { return newRow(k) }})
	s.list.OnMove = func(r Row) { s.edit(r) }
	s.list.OnOpen = func(r Row) { s.open(r) }
	s.form = newPersonForm(k, roster, s.saved)
	s.detail = piece.NewPage(8, s.form.body)
	top := piece.Pad(16, 0, piece.Stack(4, piece.Head(s.title, s.add), newHeads(k)))
	s.split = part.NewSplit(container.NewBorder(top, nil, nil, nil, s.list), s.detail, k.T("team.back"))
	s.split.Share = 0.5
	s.body = container.NewBorder(s.device.body, nil, nil, nil, s.split)
	return s
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows what the desk has now; what is being typed stays.
func (s *Screen) Render() {
	s.rows = Rows(s.k.Desk.View(), s.k.Desk.Who())
	s.title.Put(s.k.T("team.title", len(s.rows)))
	s.list.Put(s.rows)
	s.device.put(s.rows)
	if s.form.id == "" && !s.form.fresh && s.list.First() {
		if r, ok := s.list.Chosen(); ok {
			s.form.begin(r, s.rows)
		}
	}
	s.form.put(s.rows)
	s.detail.Fit()
}

// Reveal shows a person, given as person/<id>.
func (s *Screen) Reveal(p assess.Place) {
	for _, r := range s.rows {
		if assess.Path("person", r.ID) == p.Entity && s.list.Choose(r.ID) {
			s.open(r)
			return
		}
	}
	s.list.Focus()
}

// Leave forgets PINs that were typed.
func (s *Screen) Leave() {
	s.form.forget()
	s.device.proof.Clear()
}

// Key goes back from a person to the list in a narrow window.
func (s *Screen) Key(name fyne.KeyName) bool { return name == fyne.KeyEscape && s.split.Back() }

// New begins the card of another person.
func (s *Screen) New() {
	s.form.begin(Row{Role: assess.Member}, s.rows)
	s.detail.Fit()
	s.split.ShowDetail()
	s.form.name.Focus()
}

// Filter has nothing to filter.
func (s *Screen) Filter() {}

// DoneAndNext saves the card.
func (s *Screen) DoneAndNext() { s.form.save() }

// edit shows the card of a person, unless it is shown already.
func (s *Screen) edit(r Row) {
	if s.form.id != r.ID {
		s.form.begin(r, s.rows)
		s.detail.Fit()
	}
}

func (s *Screen) open(r Row) {
	s.edit(r)
	s.split.ShowDetail()
	s.form.name.Focus()
}

// saved shows the person that was entered or changed.
func (s *Screen) saved(id string) {
	s.list.Choose(id)
	s.detail.Fit()
}

var rowCells = piece.Cells{Widths: []float32{96, 0, 64, 84}, Gap: 8}

func newHeads(k *kit.Kit) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, key := range []string{"team.name", "team.agency", "team.role", "team.cansign"} {
		cells = append(cells, look.Text(k.T(key), look.Small, false, look.Ink2))
	}
	return container.New(rowCells, cells...)
}

// row is a person in the list.
type row struct {
	widget.BaseWidget
	k                  *kit.Kit
	name, agency, role *look.Line
	sign               *look.Pic
	can                *look.Line
	body               *fyne.Container
}

func newRow(k *kit.Kit) *row {
	r := &row{k: k, name: look.Text("", look.Body, true, look.Ink), agency: look.Text("", look.Body, false, look.Ink),
		role: look.Text("", look.Body, false, look.Ink), sign: look.NewPic(look.IconSigned, look.Glyph, look.Green), can: look.Text("", look.Small, false, look.Ink2)}
	can := container.New(piece.Least{Height: r.name.MinSize().Height}, container.New(piece.Middle{}, container.NewBorder(nil, nil, r.sign, nil, r.can)))
	r.body = container.New(piece.Middle{}, piece.Pad(16, 0, container.New(rowCells, r.name, r.agency, r.role, can)))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows a person.
func (r *row) Set(x Row) {
	r.name.Put(x.Name)
	r.agency.Put(x.Agency)
	r.role.Put(r.k.T("role." + string(x.Role)))
	icon, ink, word := look.IconIdle, look.Ink2, "team.sign.never"
	switch {
	case x.Signs:
		icon, ink, word = look.IconSigned, look.Green, "team.sign.yes"
	case x.Keeps:
		icon, ink, word = look.IconSigned, look.Green, "team.sign.keeps"
	case assess.May(x.Role, assess.Enrol):
		icon, ink, word = look.IconWarning, look.Amber, "team.sign.nokey"
	}
	r.sign.Set(icon, ink)
	r.can.Set(r.k.T(word), ink)
}

// CreateRenderer draws the row.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
