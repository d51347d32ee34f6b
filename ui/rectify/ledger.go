package rectify

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// ledger is the list of items with the chosen item beside it.
type ledger struct {
	k        *screen.Kit
	district string // ID of the district it is limited to, or empty
	at       string // ID of the district that was picked, or empty
	pick     *widgets.Pick
	place    *fyne.Container // of pick; hidden if there is only one district
	page     *listpage.Page[Row]
	item     *item
}

func newLedger(k *screen.Kit) *ledger {
	l := &ledger{k: k, pick: widgets.NewPick(k.T("rectify.district"))}
	l.pick.OnPick = func(id string) {
		l.item.flush()
		l.at = id
		l.page.Reset()
		l.render()
	}
	l.place = container.New(layout.Fixed{Width: 124}, l.pick)
	l.item = newItem(k)
	l.page = listpage.New(k, listpage.Kind[Row]{
		Kind: widgets.Kind[Row]{Key: func(r Row) string { return r.Key }, Height: theme.Rows3, Columns: columns(k),
			New: func() widgets.View[Row] { return newRow(k) }},
		Given: k.T("rectify.sort.late"), Filters: filters(k), Text: Row.Text, Picks: []fyne.CanvasObject{l.place},
		Detail: l.item.page, Show: l.show, Open: func(Row) { l.item.focus() }, Leave: l.item.flush,
		Choose: widgets.NewEmpty(theme.IconList, k.T("rectify.choose"), widgets.Action{}),
		Share:  0.46,
		Title:  k.T("rectify.title"), Sheet: "整改台账",
	})
	return l
}

// filters returns the filters: overdue, and each state.
func filters(k *screen.Kit) []listpage.Filter[Row] {
	out := []listpage.Filter[Row]{{Key: "late", Name: k.T("rectify.filter.late"), Lets: func(r Row) bool { return r.Time.Late() }}}
	for _, state := range assess.RectStates {
		out = append(out, listpage.Filter[Row]{Key: state, Name: k.T("rectstate." + state), Lets: func(r Row) bool { return r.State == state }})
	}
	return out
}

func (l *ledger) render() {
	a := l.k.Session.View()
	districts := []widgets.Option{{Key: "", Name: l.k.T("rectify.district")}}
	for _, d := range a.Districts {
		districts = append(districts, widgets.Option{Key: d.ID, Name: d.Name})
	}
	l.pick.Put(districts, l.at)
	widgets.Visible(l.place, l.district == "")
	at := l.district
	if at == "" {
		at = l.at
	}
	l.page.Put(Rows(a, l.k.Session.Today(), at))
}

func (l *ledger) show(r Row) {
	d := l.k.Session.View().District(r.District)
	l.item.put(d, d.Finding(r.Key[len(assess.Path(d.Entity, "find"))+1:]), r)
}

// reveal brings an item into view, by the entity of the finding or of its rectification. It returns false if there is no such item.
func (l *ledger) reveal(entity string) bool {
	if !l.page.Choose(entity) {
		l.at = ""
		l.render()
		if !l.page.Choose(entity) {
			return false
		}
	}
	l.item.page.Top()
	l.page.Open()
	return true
}
