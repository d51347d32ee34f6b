package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// scorePane is 打分: the items by section, and the one at hand.
type scorePane struct {
	*listpage.Page[itemRow]
	p    *page
	item *itemDetail
}

func newScorePane(p *page) *scorePane {
	s := &scorePane{p: p}
	s.item = newItemDetail(p, s.Done)
	kind := scoreKind(p)
	kind.Detail, kind.Leave, kind.Open = s.item.view, s.item.flush, func(itemRow) { s.item.mark.focus() }
	kind.Show = func(r itemRow) { s.item.put(p.d().Score(r.Key)) }
	s.Page = listpage.New(p.k, kind)
	s.List.OnRune = func(_ itemRow, r rune) bool { return s.rune(r) }
	return s
}

// scoreKind is what the pane lists.
func scoreKind(p *page) listpage.Kind[itemRow] {
	return listpage.Kind[itemRow]{
		Kind: widgets.Kind[itemRow]{New: func() widgets.View[itemRow] { return newItemView(p.t) }, Key: func(r itemRow) string { return r.Key },
			Head: func(r itemRow) bool { return r.Head }, Columns: itemColumns(p.t)},
		Every: true,
		Filters: []listpage.Filter[itemRow]{
			{Key: "open", Name: p.t("onsite.filter.open"), Lets: func(r itemRow) bool { return r.Open }},
			{Key: "lost", Name: p.t("onsite.filter.lost"), Lets: func(r itemRow) bool { return r.Lost }},
			{Key: "mine", Name: p.t("onsite.filter.mine"), Lets: func(r itemRow) bool { return r.Mine }},
			{Key: "different", Name: p.t("onsite.filter.different"), Lets: func(r itemRow) bool { return r.Disputed }},
		},
		Text:  itemRow.words,
		Title: p.t("listing.scores"), Of: p.name, Sheet: "考核得分",
		Choose: empty(p, theme.IconList, "onsite.score.choose", "", nil),
	}
}

// Render shows the page's district.
func (s *scorePane) Render(*assess.District) {
	s.Put(scoreRows(s.p.view(), s.p.d(), s.p.k.Session.Who()))
}

// Supports is the item at hand.
func (s *scorePane) Supports() (assess.Supports, string) {
	r, ok := s.Chosen()
	if !ok || r.Head {
		return assess.Supports{}, ""
	}
	t := s.item.target(s.p.d().Score(r.Key))
	return t.Supports, t.Name
}

// rune on the list: digits begin the mark, '-' a deduction.
func (s *scorePane) rune(r rune) bool {
	switch c := widgets.HalfWidth(string(r)); {
	case c >= "0" && c <= "9":
		s.Split.ShowDetail()
		s.item.mark.begin(r)
		return true
	case c == "-":
		s.Split.ShowDetail()
		s.item.deduct()
		return true
	}
	return false
}

// Done goes on to the next item that is not scored, and stays on the list if the keyboard is there.
func (s *scorePane) Done() {
	s.item.flush()
	if s.item.mark.refused() {
		return
	}
	onList := s.p.k.Window.Canvas().Focused() == fyne.Focusable(s.List)
	key, _ := s.List.ChosenKey()
	next := nextOpen(s.p.d(), s.List.Rows(), key)
	s.item.nextNote(next == "")
	if next == "" {
		s.List.Focus()
		return
	}
	if !onList {
		s.p.unfocus()
	}
	s.Choose(next)
	s.item.view.top()
	if onList {
		s.List.Focus()
		return
	}
	s.Open()
}

func (s *scorePane) Reveal(at assess.Place) {
	item := at.Item
	e := assess.At(at.Entity)
	if item == "" {
		item = e.ID("item")
	}
	if item == "" || !s.Choose(item) {
		s.List.Focus()
		return
	}
	s.item.view.top()
	if e.Is("ded") && s.item.deds.focus(at.Entity) {
		s.Split.ShowDetail()
		return
	}
	s.Open()
}

// Leave commits what is being typed.
func (s *scorePane) Leave() { s.item.flush() }

// New starts a record for the item at hand.
func (s *scorePane) New() {
	if row, ok := s.List.Chosen(); ok {
		i := s.p.view().Standard.Item(row.Key)
		s.p.newRecord(i.ID, i.Methods...)
	}
}

// Key is F4, which goes to the remark, and the keys of a list.
func (s *scorePane) Key(k fyne.KeyName) bool {
	if k == fyne.KeyF4 {
		s.remark()
		return true
	}
	return s.Page.Key(k)
}

// remark goes to the remark of the item at hand.
func (s *scorePane) remark() {
	if _, ok := s.List.Chosen(); !ok {
		return
	}
	s.Split.ShowDetail()
	s.item.view.Reveal(s.item.remark.Field("remark").Bare())
	s.item.remark.Focus("remark")
}

// Subject is the item at hand.
func (s *scorePane) Subject() string {
	if r, ok := s.Chosen(); ok {
		return assess.SubjectOf(s.p.d().Score(r.Key).Entity)
	}
	return ""
}
