// Package matrix is the page 打分总表: all items by all districts, with the marks, the claims, the last round's marks, or the differences.
// Marks and claims are written from cell to cell, by the same edits as on the pages of a district, and pasted as a column or a block.
//
//	s := matrix.New(k)
//
// # Keys
//
//	as widgets.Cells says; Enter goes to the item on the district's page, Ctrl+Enter to the next cell below that has no mark
//
// Caveat: a deduction's reason is written on the district's page. A mark that takes points off makes a deduction without one, as there.
package matrix

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Screen is the page.
type Screen struct {
	k     *screen.Kit
	is    Filter
	order []string // the items' IDs: a mark that is written moves no row
	cells *widgets.Cells
	picks struct{ show, section, person, sort *widgets.Pick }
	chips *widgets.Chips
	none  *widgets.Empty
	body  fyne.CanvasObject
}

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Commanded = (*Screen)(nil)
)

// New makes the page.
func New(k *screen.Kit) *Screen {
	s := &Screen{k: k, is: Filter{Show: ShowMark}, cells: widgets.NewCells(), chips: widgets.NewChips()}
	p := &s.picks
	p.show = s.pick(func(key string) { s.is.Show = key })
	p.section = s.pick(func(key string) { s.is.Section = key })
	p.person = s.pick(func(key string) { s.is.Person = key })
	p.sort = s.pick(func(key string) { s.is.Sort = key })
	s.chips.OnToggle = func(key string, on bool) {
		*s.switches()[key] = on
		s.anew()
	}
	tabled := listpage.NewTabled(k, listpage.Tabled{Title: k.T("shell.matrix"), Said: s.said,
		Table: func() widgets.Table { return s.cells.Table(k.T("field.code"), k.T("listing.item")) }})
	s.cells.OnWrite, s.cells.OnOpen, s.cells.OnMove, s.cells.OnPaste, s.cells.OnPrint = s.write, s.open, s.tell, s.paste, tabled.Print
	s.cells.OnHead = func(col int) {
		if s.is.Sort = k.Session.View().Districts[col].ID; p.sort.Chosen() == s.is.Sort {
			s.is.Sort = SortGiven
		}
		s.anew()
	}
	s.none = widgets.NewEmpty(theme.IconFilter, k.T("list.nomatch"), widgets.Action{Name: k.T("list.showall"), Do: s.showAll})
	wide := func(w float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.Fixed{Width: w}, o)
	}
	row := layout.Flow(6, s.chips, wide(112, p.show), wide(116, p.section), wide(116, p.person), wide(124, p.sort))
	title := theme.Text(k.T("shell.matrix"), theme.Title, true, theme.Ink)
	head := container.NewBorder(nil, nil, nil, tabled.Button(), title)
	s.body = layout.Fill(1, layout.Pad(8, 4, layout.Stack(4, head, row)), container.NewStack(s.cells, s.none))
	return s
}

func (s *Screen) pick(set func(string)) *widgets.Pick {
	p := widgets.NewPick("")
	p.OnPick = func(key string) {
		set(key)
		s.anew()
	}
	return p
}

func (s *Screen) switches() map[string]*bool {
	return map[string]*bool{"lost": &s.is.Lost, "disputed": &s.is.Disputed, "open": &s.is.Open}
}

// Object is the page.
func (s *Screen) Object() fyne.CanvasObject { return s.body }

// anew shows other items, or the same in another order.
func (s *Screen) anew() {
	s.cells.Flush()
	s.order = nil
	s.Render()
}

func (s *Screen) showAll() {
	s.is = Filter{Show: s.is.Show}
	s.anew()
	s.cells.Focus()
}

// Render shows what the session has now.
func (s *Screen) Render() {
	a := s.k.Session.View()
	items := Items(a, s.is)
	if s.order != nil {
		all := s.is
		all.Lost, all.Disputed, all.Open = false, false, false // what passed stays until other items are asked for
		items = kept(Items(a, all), s.order)
	}
	s.order = []string{}
	for _, i := range items {
		s.order = append(s.order, i.ID)
	}
	s.offer(a)
	s.cells.Put(Columns(s.k, a, s.is.Show), Rows(s.k, items, s.is))
	widgets.Either(len(items) > 0, s.cells, s.none)
}

// kept are the items in an order; those that are not in it come last.
func kept(items []Item, order []string) []Item {
	out := slices.DeleteFunc(slices.Clone(items), func(i Item) bool { return !slices.Contains(order, i.ID) })
	slices.SortStableFunc(out, func(x, y Item) int { return slices.Index(order, x.ID) - slices.Index(order, y.ID) })
	return out
}

// offer fills the choices and the chips in.
func (s *Screen) offer(a *assess.Assessment) {
	t := s.k.T
	var shows []widgets.Option
	for _, key := range Shows {
		shows = append(shows, widgets.Option{Key: key, Name: t("matrix.show." + key)})
	}
	sections, persons := []widgets.Option{{Key: "", Name: t("matrix.section")}}, []widgets.Option{{Key: "", Name: t("matrix.person")}}
	for _, x := range a.Standard.Sections {
		sections = append(sections, widgets.Option{Key: x.ID, Name: x.Title})
	}
	for _, x := range a.Team {
		persons = append(persons, widgets.Option{Key: x.ID, Name: x.Name})
	}
	sorts := []widgets.Option{{Key: SortGiven, Name: t("matrix.sort.given")}, {Key: SortLost, Name: t("matrix.sort.lost")}, {Key: SortSpread, Name: t("matrix.sort.spread")}}
	for _, d := range a.Districts {
		sorts = append(sorts, widgets.Option{Key: d.ID, Name: t("matrix.sort.of", d.Name)})
	}
	p := s.picks
	p.show.Put(shows, s.is.Show)
	p.section.Put(sections, s.is.Section)
	p.person.Put(persons, s.is.Person)
	p.sort.Put(sorts, s.is.Sort)
	var chips []widgets.Chip
	for _, key := range []string{"open", "lost", "disputed"} {
		only := Filter{Section: s.is.Section, Person: s.is.Person, Open: key == "open", Lost: key == "lost", Disputed: key == "disputed"}
		chips = append(chips, widgets.Chip{Key: key, Name: t("onsite.filter." + map[string]string{"open": "open", "lost": "lost", "disputed": "different"}[key]), Count: len(Items(a, only))})
	}
	s.chips.Put(chips...)
	for key, on := range s.switches() {
		s.chips.Turn(key, *on)
	}
}

// said is what the page shows, for paper.
func (s *Screen) said() []string {
	out := []string{s.k.T("matrix.show." + s.is.Show)}
	for _, p := range []*widgets.Pick{s.picks.section, s.picks.person, s.picks.sort} {
		if p.Chosen() != "" {
			out = append(out, p.Selected)
		}
	}
	for _, key := range []string{"open", "lost"} {
		if *s.switches()[key] {
			out = append(out, s.k.T("onsite.filter."+key))
		}
	}
	return out
}

// at is the district and the score of a cell; nil where there is none.
func (s *Screen) at(row, col int) (*assess.District, *assess.Score) {
	a := s.k.Session.View()
	if row < 0 || row >= len(s.cells.Rows()) || col < 0 || col >= len(a.Districts) {
		return nil, nil
	}
	d := a.Districts[col]
	return d, d.Score(s.cells.Rows()[row].Key)
}

// write keeps what was written into a cell: a mark or a claim, by the edit of the district's page.
func (s *Screen) write(row, col int, text string) error {
	d, x := s.at(row, col)
	if x == nil {
		return nil
	}
	if err := s.closed(x); err != nil {
		return err
	}
	if text == "" {
		s.clear(d, x)
		return nil
	}
	p, err := s.parse(x.Item, text)
	switch {
	case err != nil:
		return err
	case s.is.Show == ShowClaim:
		if !x.Claimed || x.Claim != p {
			s.k.Do(assess.SetClaim(d, x.Item.ID, p, x.ClaimNote))
		}
	case !x.Marked || x.Mark != p || x.Disputed:
		s.k.Do(assess.SetMark(d, x, p, s.k.Session.NewID()))
	}
	return nil
}

// closed says why nothing is written into a score's cell.
func (s *Screen) closed(x *assess.Score) error {
	switch {
	case s.is.Show == ShowMark && x.Ruled:
		return errors.New(s.k.T("matrix.ruled", x.Item.Code))
	case s.is.Show == ShowMark && (x.Item.Veto() || x.NA):
		return errors.New(s.k.T("matrix.there", x.Item.Code))
	case s.is.Show != ShowMark && s.is.Show != ShowClaim:
		return errors.New(s.k.T("matrix.readonly"))
	}
	return nil
}

func (s *Screen) clear(d *assess.District, x *assess.Score) {
	switch {
	case s.is.Show == ShowMark && x.Marked:
		s.k.Do(assess.ClearMark(x))
	case s.is.Show == ShowClaim && x.Claimed:
		s.k.Do(assess.ClearClaim(d, x.Item.ID))
	}
}

// parse reads points that an item's rule allows.
func (s *Screen) parse(i *standard.Item, text string) (standard.Points, error) {
	p, err := standard.ParsePoints(text)
	if err != nil {
		return 0, errors.New(s.k.T("onsite.bad.number"))
	}
	if low, high := i.Rule.Range(i.Points); p < low || p > high {
		return 0, errors.New(s.k.T("onsite.bad.range", low, high))
	}
	if list := i.Rule.Choices(i.Points); s.is.Show == ShowMark && list != nil && !slices.Contains(list, p) {
		var said []string
		for _, c := range list {
			said = append(said, c.String())
		}
		return 0, errors.New(s.k.T("matrix.choices", i.Code, strings.Join(said, s.k.T("list.sep"))))
	}
	return p, nil
}

// open goes to the item on the district's page.
func (s *Screen) open(row, col int) {
	d, x := s.at(row, col)
	if x == nil {
		return
	}
	at := assess.Place{District: d.ID, Phase: assess.Onsite, Tab: assess.TabScore, Item: x.Item.ID}
	if s.is.Show == ShowClaim {
		at.Phase, at.Tab = assess.Preparation, assess.TabClaim
	}
	s.k.Window.Go(at)
}

// tell says at the foot which cell it is, and what else is known of it.
func (s *Screen) tell(row, col int) {
	d, x := s.at(row, col)
	if x == nil {
		s.cells.Say("")
		return
	}
	var why []string
	for _, k := range x.Deductions {
		why = append(why, k.Reason)
	}
	if x.Ruled && x.Marked {
		why = append(why, s.k.T("matrix.returned", x.Mark, x.Final))
	}
	none := s.k.T("value.none")
	or := func(text string) string {
		if text == "" {
			return none
		}
		return text
	}
	s.cells.Say(s.k.T("matrix.cell", d.Name, x.Item.Code, x.Item.Points, or(claimed(x)), or(last(d, x)), or(strings.Join(why, s.k.T("list.semi")))))
}

// Reveal gives the matrix the keyboard, on an item if one is given.
func (s *Screen) Reveal(p assess.Place) {
	if p.Item != "" && !s.cells.Go(p.Item, p.District) {
		s.is = Filter{Show: s.is.Show}
		s.anew()
		s.cells.Go(p.Item, p.District)
	}
	s.cells.Focus()
}

// Leave keeps what is being written.
func (s *Screen) Leave() { s.cells.Flush() }

// New has nothing to make.
func (s *Screen) New() {}

// Filter goes to the chips.
func (s *Screen) Filter() { s.chips.Focus() }

// DoneAndNext goes to the next item below, round the end, that has no mark in the district at hand.
func (s *Screen) DoneAndNext() {
	if !s.cells.Flush() {
		return
	}
	key, district := s.cells.At()
	rows := s.cells.Rows()
	from := slices.IndexFunc(rows, func(r widgets.CellRow) bool { return r.Key == key })
	col := slices.IndexFunc(s.k.Session.View().Districts, func(d *assess.District) bool { return d.ID == district })
	for n := range rows {
		row := (from + 1 + n) % len(rows)
		if _, x := s.at(row, col); x != nil && !x.Settled() {
			s.cells.Go(rows[row].Key, district)
			break
		}
	}
	s.cells.Focus()
}
