package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Action is a word and what pressing it does.
type Action struct {
	Name string
	Do   func()
}

// Banner is a line of notice: sign, text that wraps, and up to two actions.
type Banner struct {
	widget.BaseWidget
	ground *theme.Box
	pic    *theme.Pic
	text   *Para
	acts   *fyne.Container
	body   *fyne.Container
}

// NewBanner makes a banner; it is hidden while its text is empty.
func NewBanner(s theme.State, text string, actions ...Action) *Banner {
	b := &Banner{
		ground: theme.NewBox(s.Ground()).Round(theme.Grid),
		pic:    theme.NewPic(s.Icon(), 18, s.Ink()),
		text:   Paragraph(""),
		acts:   container.New(layout.Row{Gap: theme.Grid}),
	}
	left := layout.Pad(theme.Grid*2, 0, container.New(layout.Centre{}, b.pic))
	right := layout.Pad(theme.Grid, 0, container.New(layout.Centre{}, b.acts))
	b.body = container.NewStack(b.ground, container.NewBorder(nil, nil, left, right, b.text))
	b.ExtendBaseWidget(b)
	b.Put(s, text, actions...)
	return b
}

// Put changes everything that the banner says.
func (b *Banner) Put(s theme.State, text string, actions ...Action) {
	b.ground.Set(s.Ground(), theme.None)
	b.pic.Set(s.Icon(), s.Ink())
	if b.text.Text != text {
		b.text.SetText(text)
	}
	b.acts.RemoveAll()
	for _, a := range actions {
		b.acts.Add(NewQuiet(a.Name, "", a.Do))
	}
	Visible(b, text != "")
	b.body.Refresh()
}

// Action is the first button, or nil.
func (b *Banner) Action() *Button {
	for _, o := range b.acts.Objects {
		if x, ok := o.(*Button); ok {
			return x
		}
	}
	return nil
}

// Inner is the line.
func (b *Banner) Inner() *fyne.Container { return b.body }

// CreateRenderer lays sign, text and actions over the ground.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.body) }
