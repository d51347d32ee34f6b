package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// filterBar is the line above a list and its detail: chips, a box that filters by text, and what can be done.
type filterBar struct {
	chips *widgets.Chips
	wide  float32         // of the chips, when the bar was laid out last
	whole *fyne.Container // the bar and what is below it
	find  *search
	body  *fyne.Container
}

func newFilterBar(p *page, toggled func(key string, on bool), typed func(string), actions ...fyne.CanvasObject) *filterBar {
	b := &filterBar{chips: widgets.NewChips()}
	b.chips.OnToggle = toggled
	b.find = newSearch(p.t("onsite.filter"), typed)
	objs := append([]fyne.CanvasObject{container.NewHBox(), wide(180, b.find)}, actions...)
	b.body = container.New(layout.Inset{Left: side, Top: 6, Right: side, Bottom: 6}, layout.Wrap(theme.Grid*2, theme.Grid, true, b.chips, newRow(0, objs...)))
	return b
}

// all is the chip that turns the others off.
const all = "all"

// put shows the chips, 全部 before them; on tells which are on.
func (b *filterBar) put(p *page, total int, chips []widgets.Chip, on func(key string) bool) {
	b.chips.Put(append([]widgets.Chip{{Key: all, Name: p.t("onsite.filter.all"), Count: total}}, chips...)...)
	none := true
	for _, c := range chips {
		b.chips.Turn(c.Key, on(c.Key))
		none = none && !on(c.Key)
	}
	b.chips.Turn(all, none)
	if w := b.chips.MinSize().Width; w != b.wide {
		b.wide = w
		b.whole.Refresh() // it may take another line now
	}
}

// to sends the keyboard from the box to a list.
func (b *filterBar) to(list interface{ Focus() }) {
	b.find.onDown, b.find.onEnter = list.Focus, list.Focus
	b.find.onEscape = func() {
		b.find.SetText("")
		list.Focus()
	}
}

// side is the air at the left and right of a pane.
const side = theme.Grid * 2

// framed puts the bar above what it filters.
func (b *filterBar) framed(rest fyne.CanvasObject) *fyne.Container {
	b.whole = layout.Fill(1, b.body, container.New(layout.Inset{Left: side}, rest))
	return b.whole
}

// inView wraps a list so that the row at hand is scrolled to again when the list gets another height: one that was chosen before
// the first layout could not be.
type inView struct {
	height *float32
	again  func()
}

func keepInView[T any](l *widgets.Lines[T]) *fyne.Container {
	again := func() {
		if key, ok := l.ChosenKey(); ok {
			l.Choose(key)
		}
	}
	return container.New(inView{new(float32), again}, l)
}

// MinSize is the list's.
func (v inView) MinSize(objs []fyne.CanvasObject) fyne.Size { return objs[0].MinSize() }

// Layout gives the list all the room there is.
func (v inView) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs[0].Resize(size)
	if *v.height != size.Height {
		*v.height = size.Height
		v.again()
	}
}

// either shows one of two things: a detail, or what stands for it while nothing is chosen.
type either struct {
	body        *fyne.Container
	some, other fyne.CanvasObject
}

func newEither(some, other fyne.CanvasObject) *either {
	other.Hide()
	return &either{body: container.NewStack(some, other), some: some, other: other}
}

func (e *either) put(some bool) {
	widgets.Visible(e.some, some)
	widgets.Visible(e.other, !some)
}

func empty(p *page, icon theme.IconName, key, action string, do func()) *widgets.Empty {
	next := widgets.Action{}
	if action != "" {
		next = widgets.Action{Name: p.t(action), Do: do}
	}
	return widgets.NewEmpty(icon, p.t(key), next)
}

// rowBase is the body of a list's row.
type rowBase struct {
	widget.BaseWidget
	body *fyne.Container
}

// CreateRenderer draws the body.
func (r *rowBase) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
