package onsite

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/look"
	"kaohe/ui/part"
)

// filterBar is the line above a list and its detail: chips, a box that filters by text, and what can be done.
type filterBar struct {
	chips *part.Chips
	find  *search
	body  *fyne.Container
}

func newFilterBar(p *page, toggled func(key string, on bool), typed func(string), actions ...fyne.CanvasObject) *filterBar {
	b := &filterBar{chips: part.NewChips()}
	b.chips.OnToggle = toggled
	b.find = newSearch(p.t("onsite.filter"), typed)
	objs := append([]fyne.CanvasObject{b.chips, container.NewHBox(), wide(180, b.find)}, actions...)
	b.body = container.New(pad{top: 6, bottom: 6}, newRow(1, objs...))
	return b
}

// to sends the keyboard from the box to a list.
func (b *filterBar) to(list interface{ Focus() }) {
	b.find.onDown, b.find.onEnter = list.Focus, list.Focus
	b.find.onEscape = func() {
		b.find.SetText("")
		list.Focus()
	}
}

// frame puts a bar above what it filters.
func framed(bar, rest fyne.CanvasObject) *fyne.Container {
	return container.NewBorder(bar, nil, nil, nil, rest)
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
	show(e.some, some)
	show(e.other, !some)
}

func empty(p *page, icon look.IconName, key, action string, do func()) *part.Empty {
	next := part.Action{}
	if action != "" {
		next = part.Action{Name: p.t(action), Do: do}
	}
	return part.NewEmpty(icon, p.t(key), next)
}

// rowBase is the body of a list's row.
type rowBase struct {
	widget.BaseWidget
	body *fyne.Container
}

// CreateRenderer draws the body.
func (r *rowBase) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.body) }
