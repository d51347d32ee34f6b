package onsite

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// scorePane is 打分: the items by section, and the one at hand.
type scorePane struct {
	p     *page
	is    scoreFilter
	bar   *filterBar
	list  *widgets.Lines[itemRow]
	item  *itemDetail
	some  *either
	split *widgets.Split
	body  *fyne.Container
}

func newScorePane(p *page) *scorePane {
	s := &scorePane{p: p}
	s.list = widgets.NewLines(widgets.Kind[itemRow]{New: func() widgets.View[itemRow] { return newItemView(p.t) },
		Key: func(r itemRow) string { return r.Key }, Head: func(r itemRow) bool { return r.Head }})
	s.list.Empty(empty(p, theme.IconFilter, "onsite.score.nomatch", "onsite.filter.off", s.showAll))
	s.list.OnMove = func(itemRow) { s.render() }
	s.list.OnOpen = func(itemRow) { s.open() }
	s.list.OnRune = func(_ itemRow, r rune) bool { return s.rune(r) }
	s.item = newItemDetail(p, s.Done)
	s.bar = newFilterBar(p, s.toggle, func(t string) { s.is.Text = t; s.render() })
	s.bar.to(s.list)
	s.some = newEither(s.item.view, empty(p, theme.IconList, "onsite.score.choose", "", nil))
	s.split = widgets.NewSplit(keepInView(s.list), s.some.body, p.t("onsite.back"))
	s.body = s.bar.framed(s.split)
	return s
}

func (s *scorePane) Object() fyne.CanvasObject { return s.body }

// Render shows the page's district.
func (s *scorePane) Render(*assess.District) { s.render() }

func (s *scorePane) render() {
	d := s.p.d()
	s.is.Keep, _ = s.list.ChosenKey()
	st := scoreRows(s.p.view(), d, s.p.k.Session.Who(), s.is)
	s.bar.put(s.p, st.All, []widgets.Chip{
		{Key: "open", Name: s.p.t("onsite.filter.open"), Count: st.Open},
		{Key: "lost", Name: s.p.t("onsite.filter.lost"), Count: st.Lost},
		{Key: "mine", Name: s.p.t("onsite.filter.mine"), Count: st.Mine},
		{Key: "different", Name: s.p.t("onsite.filter.different"), Count: st.Different},
	}, s.on)
	s.list.Put(st.Rows)
	if _, ok := s.list.Chosen(); !ok {
		s.list.First()
	}
	row, ok := s.list.Chosen()
	s.some.put(ok)
	if ok {
		s.item.put(d.Score(row.Key))
	}
}

// filters are the chips' switches by their keys.
func (f *scoreFilter) filters() map[string]*bool {
	return map[string]*bool{"open": &f.Open, "lost": &f.Lost, "mine": &f.Mine, "different": &f.Disputed}
}

func (s *scorePane) on(key string) bool { return *s.is.filters()[key] }

// toggle turns a filter on or off; 全部 turns all of them off.
func (s *scorePane) toggle(key string, on bool) {
	if key == all {
		s.is = scoreFilter{Text: s.is.Text}
	} else {
		*s.is.filters()[key] = on
	}
	s.list.Put(nil) // the item at hand need not stay: this is another list
	s.render()
}

func (s *scorePane) showAll() {
	s.is = scoreFilter{}
	s.bar.find.SetText("")
	s.render()
	s.list.Focus()
}

// rune on the list: digits begin the mark, '-' a deduction.
func (s *scorePane) rune(r rune) bool {
	switch c := widgets.HalfWidth(string(r)); {
	case c >= "0" && c <= "9":
		s.split.ShowDetail()
		s.item.mark.begin(r)
		return true
	case c == "-":
		s.split.ShowDetail()
		s.item.deduct()
		return true
	}
	return false
}

// open goes from the list to the item's mark.
func (s *scorePane) open() {
	s.split.ShowDetail()
	s.item.mark.focus()
}

// choose brings an item into view; a filter that hides it is turned off.
func (s *scorePane) choose(item string) bool {
	if !s.list.Choose(item) {
		s.is = scoreFilter{}
		s.bar.find.SetText("")
		s.render()
		if !s.list.Choose(item) {
			return false
		}
	}
	s.render()
	return true
}

// Done goes on to the next item that is not scored, and stays on the list if the keyboard is there.
func (s *scorePane) Done() {
	s.item.flush()
	if s.item.mark.refused() {
		return
	}
	onList := s.p.k.Window.Canvas().Focused() == fyne.Focusable(s.list)
	key, _ := s.list.ChosenKey()
	next := nextOpen(s.p.d(), s.list.Rows(), key)
	s.item.nextNote(next == "")
	if next == "" {
		s.list.Focus()
		return
	}
	if !onList {
		s.p.unfocus()
	}
	s.choose(next)
	s.item.view.top()
	if onList {
		s.list.Focus()
		return
	}
	s.open()
}

func (s *scorePane) Reveal(at assess.Place) {
	item := at.Item
	e := assess.At(at.Entity)
	if item == "" {
		item = e.ID("item")
	}
	if item == "" || !s.choose(item) {
		s.list.Focus()
		return
	}
	s.item.view.top()
	if e.Is("ded") && s.item.deds.focus(at.Entity) {
		s.split.ShowDetail()
		return
	}
	s.open()
}

func (s *scorePane) Leave()  { s.item.flush() }
func (s *scorePane) Filter() { s.split.ShowList(); s.p.k.Window.Canvas().Focus(s.bar.find) }

// New starts a record for the item at hand.
func (s *scorePane) New() {
	if row, ok := s.list.Chosen(); ok {
		i := s.p.view().Standard.Item(row.Key)
		s.p.newRecord(i.ID, i.Methods...)
	}
}

func (s *scorePane) Key(k fyne.KeyName) bool {
	if k == fyne.KeyF4 {
		s.remark()
		return true
	}
	return frame.ListKey(k, s.split, s.list, s.open)
}

// remark goes to the remark of the item at hand.
func (s *scorePane) remark() {
	if _, ok := s.list.Chosen(); !ok {
		return
	}
	s.split.ShowDetail()
	s.item.view.showing(s.item.remark.Field("remark").Bare())
	s.item.remark.Focus("remark")
}

func (s *scorePane) Focus() { s.list.Focus() }
