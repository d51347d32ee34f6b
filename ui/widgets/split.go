package widgets

import (
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Split has a list and a detail, side by side where there is room; where there is not,
// the detail covers the list and a bar with a back button stands above it. Lay Esc on
// Back.
type Split struct {
	widget.BaseWidget
	OnTurn func() // narrow has become wide, or the other way round
	OnBack func() // the list is in view again; nil: it gets the keyboard, if it is something that can
	// Below is the width of Split itself under which it is narrow. The default leaves
	// the sidebar's width from a window of theme.Wide.
	Below float32
	// Share is the list's part of the width.
	Share float32
	// Under puts the detail below the list at any width, as high as it needs.
	Under bool

	list, detail, bar fyne.CanvasObject
	rule              *theme.Box
	back              *Button
	onDetail, narrow  bool
	body              *fyne.Container
}

// NewSplit makes it; back is the word on the back button.
func NewSplit(list, detail fyne.CanvasObject, back string) *Split {
	s := &Split{
		list: list, detail: detail, rule: theme.NewBox(theme.Rule).Least(1, 0),
		Below: theme.Wide - theme.Side, Share: 0.42,
	}
	s.back = NewQuiet(back, theme.IconBack, func() { s.Back() })
	s.bar = container.NewHBox(s.back)
	s.body = container.New(splitLayout{s}, list, s.rule, s.bar, detail)
	s.ExtendBaseWidget(s)
	return s
}

// Narrow says whether only one of the two is in view.
func (s *Split) Narrow() bool { return s.narrow }

// OnDetail says whether the detail is in view.
func (s *Split) OnDetail() bool { return !s.narrow || s.onDetail }

// ShowDetail brings the detail into view; side by side it always is.
func (s *Split) ShowDetail() { s.turn(true) }

// ShowList brings the list into view.
func (s *Split) ShowList() { s.turn(false) }

// Back goes from the detail to the list; false if there is nothing to go back from.
func (s *Split) Back() bool {
	if !s.narrow || !s.onDetail {
		return false
	}
	s.turn(false)
	if f, ok := s.list.(interface{ Focus() }); ok && s.OnBack == nil {
		f.Focus()
	} else if s.OnBack != nil {
		s.OnBack()
	}
	return true
}

// MinSize is the larger of the two, since one must fit; of one under the other, both.
func (s *Split) MinSize() fyne.Size {
	a, b := s.list.MinSize(), s.detail.MinSize()
	if s.Under {
		return fyne.NewSize(max(a.Width, b.Width), a.Height+1+b.Height)
	}
	return a.Max(b)
}

// CreateRenderer lays both out.
func (s *Split) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }

func (s *Split) turn(detail bool) {
	if s.onDetail == detail {
		return
	}
	s.onDetail = detail
	s.body.Refresh()
}

// splitAir is what is kept free on each side of the rule.
const splitAir float32 = theme.Grid * 2

// fit decides what is in view at a width: both only where each has what it needs.
func (s *Split) fit(width float32) {
	least := max(s.Below, s.list.MinSize().Width+2*splitAir+1+s.detail.MinSize().Width)
	narrow := width < least && !s.Under
	turned := narrow != s.narrow
	s.narrow = narrow
	Visible(s.list, !narrow || !s.onDetail)
	Visible(s.rule, !narrow)
	Visible(s.bar, narrow && s.onDetail)
	Visible(s.detail, !narrow || s.onDetail)
	if turned && s.OnTurn != nil {
		s.OnTurn()
	}
}

type splitLayout struct{ s *Split }

func (l splitLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.s.MinSize() }

func (l splitLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := l.s
	s.fit(size.Width)
	left, right := fyne.NewPos(0, 0), fyne.NewPos(0, 0)
	listSize, detailSize := size, size
	switch {
	case s.Under:
		listSize.Height = size.Height - s.detail.MinSize().Height - 1
		s.rule.Move(fyne.NewPos(0, listSize.Height))
		s.rule.Resize(fyne.NewSize(size.Width, 1))
		right.Y, detailSize.Height = listSize.Height+1, size.Height-listSize.Height-1
	case s.narrow:
		h := s.bar.MinSize().Height
		s.bar.Move(left)
		s.bar.Resize(fyne.NewSize(size.Width, h))
		right.Y, detailSize.Height = h, size.Height-h
	default:
		w := max(s.list.MinSize().Width, size.Width*s.Share)
		w = min(w, size.Width-s.detail.MinSize().Width-2*splitAir-1)
		listSize.Width = w
		s.rule.Move(fyne.NewPos(w+splitAir, 0))
		s.rule.Resize(fyne.NewSize(1, size.Height))
		right.X, detailSize.Width = w+2*splitAir+1, size.Width-w-2*splitAir-1
	}
	s.list.Move(left)
	s.list.Resize(listSize)
	s.detail.Move(right)
	s.detail.Resize(detailSize)
}
