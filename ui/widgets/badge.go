package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Badge is a state's sign and its word, on the state's pale ground: never colour alone.
type Badge struct {
	widget.BaseWidget
	ground *theme.Box
	pic    *theme.Pic
	word   *theme.Line
	body   *fyne.Container
}

// badgeMost is the most that a word asks for; it is cut where there is less room.
const badgeMost float32 = 600

// NewBadge makes a badge; without a word it is the sign alone.
func NewBadge(s theme.State, word string) *Badge {
	b := &Badge{
		ground: theme.NewBox(s.Ground()).Round(theme.Grid),
		pic:    theme.NewPic(s.Icon(), 14, s.Ink()),
		word:   theme.Text(word, theme.Small, false, s.Ink()).Most(badgeMost),
	}
	Visible(b.word, word != "")
	row := container.New(layout.Row{Gap: theme.Grid, Grow: layout.Last}, b.pic, b.word)
	b.body = container.New(layout.Least{Height: 22}, b.ground, layout.Pad(6, 1, row))
	b.ExtendBaseWidget(b)
	return b
}

// Set changes the state and the word.
func (b *Badge) Set(s theme.State, word string) {
	b.ground.Set(s.Ground(), theme.None)
	b.pic.Set(s.Icon(), s.Ink())
	if word == b.word.String() {
		b.word.Set(word, s.Ink())
		return
	}
	b.word.Set(word, s.Ink())
	Visible(b.word, word != "")
	b.body.Refresh()
}

// CreateRenderer lays the sign and the word over the ground.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.body) }

func (b *Badge) drawn() fyne.CanvasObject { return b.body }
