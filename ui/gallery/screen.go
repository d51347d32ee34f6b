// Package gallery is the page 佐证: the files of evidence of a district, or of all of them, as thumbnails or as a list, each with what it shows
// and supports; and a picture looked at large, turned, marked, beside the one that shows the state before.
//
// What is on the page comes from the registers; the files themselves are read by screen.Pictures in the background, and only those in view.
// Caveats: a file that is missing or damaged is found when it is looked at or the folder is listed, not when the page opens. Use it on the
// UI goroutine only.
package gallery

import (
	"maps"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	// OnAdd lets a person choose files that become evidence; nil: that can't be done here.
	OnAdd func(screen.Target)

	k        *screen.Kit
	district string       // ID; empty: all districts
	phase    assess.Phase // 0: all phases
	here     map[string]bool
	authors  map[string]string // by entity
	where    *widgets.Pick
	when     *widgets.Pick
	page     *listpage.Page[Row]
	side     *panel
	big      *large
	body     *fyne.Container
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Keyed     = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page, of all districts.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, authors: map[string]string{}, where: widgets.NewPick(k.T("gallery.everywhere")), when: widgets.NewPick(k.T("gallery.anytime"))}
	s.where.OnPick = func(id string) { k.Window.Go(assess.Place{District: id, Tab: assess.TabEvidence}) }
	s.when.OnPick = func(key string) {
		n, err := strconv.Atoi(key)
		if err != nil {
			n = 0 // all phases have no number
		}
		s.side.flush()
		s.phase = assess.Phase(n)
		s.page.Reset()
		s.list()
	}
	s.side = newPanel(s, false)
	s.big = newLarge(s)
	add := widgets.NewButton(k.T("gallery.add"), theme.IconPlus, s.New)
	empty := widgets.NewEmpty(theme.IconPicture, k.T("gallery.empty"), widgets.Action{Name: k.T("gallery.add"), Do: s.New})
	s.page = listpage.New(k, listpage.Kind[Row]{
		Kind: widgets.Kind[Row]{Key: Row.Key, Columns: columns(k)}, Headed: true,
		Turn:    func() { s.big.render() },
		Tile:    &widgets.Tile[Row]{Size: fyne.NewSize(tileWide, tileHigh), New: func() widgets.View[Row] { return newTile(k) }},
		Given:   k.T("gallery.given"),
		Filters: filters(k), Every: true, Text: Row.Text,
		Picks:  []fyne.CanvasObject{wide(104, s.where), wide(104, s.when)},
		Beside: []fyne.CanvasObject{add},
		Detail: s.side.page, Show: s.side.put, Open: func(r Row) { s.look(r.Key()) }, Leave: s.side.flush, Empty: empty,
		Choose: widgets.NewEmpty(theme.IconPicture, k.T("gallery.choose"), widgets.Action{}),
		Share:  0.6, Below: 760,
		Title: k.T("shell.evidence"), Of: s.of,
	})
	s.page.List.OnKey = s.listKey
	s.page.List.OnSelect = s.side.putSeveral
	s.body = container.NewStack(s.page.Object(), s.big.object)
	s.big.object.Hide()
	return s
}

func wide(w float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.Fixed{Width: w}, o)
}

// SetDistrict sets whose evidence is shown, by the district's ID; empty is that of all.
func (s *Screen) SetDistrict(id string) {
	if s.district == id {
		return
	}
	s.Leave()
	s.big.leave()
	s.district = id
	s.page.Reset()
}

// of is whose files they are.
func (s *Screen) of() string {
	a := s.k.Session.View()
	if d := a.District(s.district); d != nil {
		return d.Name
	}
	return a.Title
}

// Object returns the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// Render shows the present state of the session.
func (s *Screen) Render() {
	a := s.k.Session.View()
	districts := []widgets.Option{{Key: "", Name: s.k.T("gallery.everywhere")}}
	for _, d := range a.Districts {
		districts = append(districts, widgets.Option{Key: d.ID, Name: d.Name})
	}
	s.where.Put(districts, s.district)
	phases := []widgets.Option{{Key: "", Name: s.k.T("gallery.anytime")}}
	for _, p := range assess.Phases {
		phases = append(phases, widgets.Option{Key: strconv.Itoa(int(p)), Name: s.k.T("phase." + p.Key())})
	}
	at := ""
	if s.phase != 0 {
		at = strconv.Itoa(int(s.phase))
	}
	s.when.Put(phases, at)
	s.list()
	if s.k.Files != nil {
		s.k.Files.Here(s.know)
	}
}

// know takes in which files are on this laptop. Where the folder can't be read, each is looked for when it is shown.
func (s *Screen) know(sums map[string]bool, err error) {
	if err != nil {
		s.k.Window.Fail(err)
		return
	}
	if s.here == nil || !maps.Equal(s.here, sums) {
		s.here = sums
		s.list()
	}
}

// list shows the rows.
func (s *Screen) list() {
	a := s.k.Session.View()
	districts := a.Districts
	if d := a.District(s.district); d != nil {
		districts = []*assess.District{d}
	}
	s.page.Put(s.rows(districts))
	s.big.render()
}

// look shows a file large, by its entity.
func (s *Screen) look(entity string) {
	s.side.flush()
	if s.page.Choose(entity) {
		s.big.open()
	}
}

// selected are the files that the buttons act on.
func (s *Screen) selected() []Row {
	if s.big.object.Visible() {
		return []Row{s.big.r}
	}
	return s.page.List.Selected()
}

// listKey takes the keys of the list.
func (s *Screen) listKey(_ Row, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDelete:
		s.remove()
	case fyne.KeyF2:
		s.page.Split.ShowDetail()
		s.side.form.Focus("caption")
	default:
		return false
	}
	return true
}

// Leave writes what is being typed.
func (s *Screen) Leave() {
	s.side.flush()
	s.big.side.flush()
}

// Reveal brings a file into view, by its entity; the keyboard goes to the list.
func (s *Screen) Reveal(p assess.Place) {
	if s.big.object.Visible() && p.Entity == s.big.r.Key() {
		s.Render()
		return // such as what was undone
	}
	s.big.leave()
	s.Render()
	if p.Entity != "" && s.phase != 0 {
		s.phase = 0
		s.Render()
	}
	if p.Entity != "" && s.page.Choose(p.Entity) {
		s.page.Split.ShowDetail()
	}
	s.page.List.Focus()
}

// Target is what files that come in become evidence of: the district's present phase. There is none where all districts are listed.
func (s *Screen) Target() (screen.Target, bool) {
	d := s.k.Session.View().District(s.district)
	if d == nil {
		return screen.Target{}, false
	}
	t := screen.Target{District: d.ID, Phase: d.Current()}
	if s.phase != 0 {
		t.Phase = s.phase
	}
	return t, true
}

// New adds files.
func (s *Screen) New() {
	t, ok := s.Target()
	if !ok {
		s.k.Window.Fail(words.Refuse("gallery.whose"))
		return
	}
	if s.OnAdd != nil {
		s.OnAdd(t)
	}
}

// Filter gives the filter the keyboard.
func (s *Screen) Filter() {
	if !s.big.object.Visible() {
		s.page.Filter()
	}
}

// DoneAndNext writes what was typed and goes on to the next file.
func (s *Screen) DoneAndNext() {
	s.Leave()
	if s.big.object.Visible() {
		s.big.step(1)
		return
	}
	s.page.Next()
}

// Key takes the keys that no focused widget took.
func (s *Screen) Key(name fyne.KeyName) bool {
	switch {
	case s.k.Window.Canvas().Overlays().Top() != nil:
		return false
	case s.big.object.Visible():
		return s.big.key(name)
	case name == fyne.KeyF2:
		if r, ok := s.page.Chosen(); ok {
			return s.listKey(r, &fyne.KeyEvent{Name: name})
		}
	}
	return s.page.Key(name)
}
