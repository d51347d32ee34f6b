package rectify

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// ledger is the list of items with its filters, and the item at hand beside it.
type ledger struct {
	k        *screen.Kit
	district string // the only one it is about, or empty
	is       Filter
	chips    *widgets.Chips
	picks    *picks
	find     *findBox
	list     *widgets.Lines[Row]
	none     *widgets.Empty
	choose   *widgets.Empty // stands for the item while none is chosen
	item     *item
	split    *widgets.Split
	body     *fyne.Container
}

// picks choose the district and the order.
type picks struct {
	district, sort *widgets.Pick
	place          *fyne.Container // of the district's; hidden where there is one district only
}

// states that can be filtered by, as chips.
var filters = append([]string{Late}, assess.RectStates...)

const every = "all"

func newLedger(k *screen.Kit, timer widgets.Timer, do func(*assess.Edit) bool) *ledger {
	l := &ledger{k: k, is: Filter{States: map[string]bool{}, Sort: ByLate}, chips: widgets.NewChips()}
	l.list = widgets.NewLines(widgets.Kind[Row]{New: func() widgets.View[Row] { return newRowView(k) }, Key: func(r Row) string { return r.Key },
		Height: rowHeight})
	l.none = widgets.NewEmpty(theme.IconFilter, k.T("rectify.nomatch"), widgets.Action{Name: k.T("rectify.filter.off"), Do: l.showAll})
	l.list.Empty(l.none)
	l.list.OnMove = func(Row) { l.render() }
	l.list.OnOpen = func(Row) { l.open() }
	l.chips.OnToggle = l.toggle
	l.find = newFind(k.T("rectify.filter"), func(t string) { l.is.Text = t; l.render() }, l.list.Focus)
	l.picks = &picks{district: widgets.NewPick(k.T("rectify.district")), sort: widgets.NewPick("")}
	l.picks.district.OnPick = func(id string) { l.is.District = id; l.again() }
	l.picks.sort.OnPick = func(s string) { l.is.Sort = Sort(s); l.render() }
	l.item = newItem(k, timer, do)
	l.choose = widgets.NewEmpty(theme.IconList, k.T("rectify.choose"), widgets.Action{})
	l.split = widgets.NewSplit(l.list, container.NewStack(l.item.page, l.choose), k.T("rectify.back"))
	l.split.Share = 0.46
	wide := func(w float32, o fyne.CanvasObject) *fyne.Container { return container.New(layout.Fixed{Width: w}, o) }
	l.picks.place = wide(124, l.picks.district)
	right := container.New(layout.Row{Gap: 6}, l.picks.place, wide(116, l.picks.sort), wide(168, l.find))
	bar := layout.Pad(8, 6, container.New(layout.Fixed{Width: 240}, layout.Wrap(8, 6, false, l.chips, right)))
	l.body = container.NewBorder(bar, nil, nil, nil, container.New(layout.Least{}, layout.Pad(8, 0, l.split)))
	return l
}

func (l *ledger) render() {
	a := l.k.Session.View()
	l.is.Keep, _ = l.list.ChosenKey()
	st := Read(a, l.k.Session.Today(), l.district, l.is)
	l.putFilters(a, st)
	l.list.Put(st.Rows)
	if _, ok := l.list.Chosen(); !ok {
		l.list.First()
	}
	row, ok := l.list.Chosen()
	widgets.Visible(l.item.page, ok)
	widgets.Visible(l.choose, !ok)
	widgets.Visible(l.split, st.All > 0 || len(l.is.States) > 0)
	if ok {
		d := a.District(row.District)
		l.item.put(d, d.Finding(row.Key[len(assess.Path(d.Entity, "find"))+1:]), row)
	}
}

func (l *ledger) putFilters(a *assess.Assessment, st State) {
	chips := []widgets.Chip{{Key: every, Name: l.k.T("rectify.filter.all"), Count: st.All}}
	none := true
	for _, key := range filters {
		name := "rectstate." + key
		if key == Late {
			name = "rectify.filter.late"
		}
		chips = append(chips, widgets.Chip{Key: key, Name: l.k.T(name), Count: st.Counts[key]})
	}
	l.chips.Put(chips...)
	for _, key := range filters {
		l.chips.Turn(key, l.is.States[key])
		none = none && !l.is.States[key]
	}
	l.chips.Turn(every, none)
	districts := []widgets.Option{{Key: "", Name: l.k.T("rectify.district")}}
	for _, d := range a.Districts {
		districts = append(districts, widgets.Option{Key: d.ID, Name: d.Name})
	}
	l.picks.district.Put(districts, l.is.District)
	widgets.Visible(l.picks.place, l.district == "")
	var sorts []widgets.Option
	for _, s := range Sorts {
		if s != ByDistrict || l.district == "" {
			sorts = append(sorts, widgets.Option{Key: string(s), Name: l.k.T("rectify.sort." + string(s))})
		}
	}
	l.picks.sort.Put(sorts, string(l.is.Sort))
}

// toggle turns a filter on or off; 全部 turns all of them off.
func (l *ledger) toggle(key string, on bool) {
	if key == every {
		l.is.States = map[string]bool{}
	} else {
		l.is.States[key] = on
	}
	l.again()
}

// again lists anew; the item at hand need not stay.
func (l *ledger) again() {
	l.item.flush()
	l.list.Put(nil)
	l.render()
}

func (l *ledger) showAll() {
	l.is = Filter{States: map[string]bool{}, Sort: l.is.Sort}
	l.find.SetText("")
	l.again()
	l.list.Focus()
}

func (l *ledger) open() {
	l.split.ShowDetail()
	l.item.focus()
}

// reveal brings an item into view, by the entity of the finding or of its rectification.
func (l *ledger) reveal(entity string) bool {
	if !l.list.Choose(entity) {
		l.is = Filter{States: map[string]bool{}, Sort: l.is.Sort}
		l.find.SetText("")
		l.render()
		if !l.list.Choose(entity) {
			return false
		}
	}
	l.render()
	l.item.page.Top()
	l.open()
	return true
}

// findBox is a box whose text filters the ledger at once. Down and Enter go to the list, Esc empties the box and goes there too.
type findBox struct {
	widget.Entry
	away func()
}

func newFind(hint string, changed func(string), away func()) *findBox {
	f := &findBox{away: away}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.SetPlaceHolder(hint)
	f.OnChanged = changed
	f.ExtendBaseWidget(f)
	return f
}

// TypedKey keeps what is for a text box.
func (f *findBox) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		f.SetText("")
		f.away()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEnter:
		f.away()
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedShortcut passes on the program's shortcuts, which a stock box would swallow.
func (f *findBox) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*desktop.CustomShortcut); ok {
		if c, ok := fyne.CurrentApp().Driver().CanvasForObject(f).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
		return
	}
	f.Entry.TypedShortcut(s)
}
