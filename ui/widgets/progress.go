package widgets

import (
	"strconv"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Progress is a panel with a title, a bar, how many of how many, and a way to stop where there is one.
type Progress struct {
	widget.BaseWidget
	title  *theme.Line
	bar    *widget.ProgressBar
	count  *theme.Line
	cancel *Button
	body   *fyne.Container
	popup  *widget.PopUp
}

// NewProgress makes a panel; the button takes itself out of use when it is pressed. An action that does nothing has none.
func NewProgress(title string, cancel Action) *Progress {
	p := &Progress{
		title: theme.Text(title, theme.Body, true, theme.Ink),
		bar:   widget.NewProgressBar(),
		count: theme.Num("", theme.Small, false, theme.Ink2),
	}
	p.cancel = NewButton(cancel.Name, theme.IconClose, func() {
		p.cancel.Able(false)
		cancel.Do()
	})
	Visible(p.cancel, cancel.Do != nil)
	p.bar.TextFormatter = func() string { return "" }
	foot := container.NewBorder(nil, nil, nil, p.cancel, p.count)
	col := layout.Stack(theme.Grid*2, p.title, container.New(layout.Least{Height: 12}, p.bar), foot)
	p.body = container.New(layout.Least{Width: 360}, layout.Pad(16, 12, col))
	p.ExtendBaseWidget(p)
	return p
}

// Step shows how far it is; a total of 0 is not known.
func (p *Progress) Step(done, total int) {
	if total <= 0 {
		p.count.Put(strconv.Itoa(done))
		return
	}
	p.bar.SetValue(float64(done) / float64(total))
	p.count.Put(strconv.Itoa(done) + " / " + strconv.Itoa(total))
}

// On lays the panel over a canvas, which takes no other input meanwhile.
func (p *Progress) On(c fyne.Canvas) *Progress {
	p.popup = widget.NewModalPopUp(p, c)
	p.popup.Show()
	return p
}

// Off takes the panel away.
func (p *Progress) Off() {
	if p.popup != nil {
		p.popup.Hide()
		p.popup = nil
	}
}

// CreateRenderer draws the panel.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }
