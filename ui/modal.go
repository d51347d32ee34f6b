package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// modal is one question, notice or form over the window. Enter gives the answer that stands out, Esc takes it away.
type modal struct {
	u      *App
	pop    *widget.PopUp
	yes    func()
	leave  func()          // what Esc and 取消 do; nil closes
	cancel *widgets.Button // nil in a notice
	under  *modal          // what it was opened from
}

// ask shows content under a title. With a yes there are two buttons, otherwise one that closes. The focus goes to first, or to the
// button that stands out. yes may keep the modal open by showing an error; it closes it itself.
func (u *App) ask(title string, content fyne.CanvasObject, yesText string, yes func(m *modal), first fyne.Focusable, width float32) *modal {
	m := &modal{u: u, under: u.modal}
	head := theme.Text(title, theme.Title, true, theme.Ink).Whole()
	buttons := container.NewHBox(layout.Spacer())
	var main *widgets.Button
	if yes != nil {
		m.yes = func() { yes(m) }
		m.cancel = widgets.NewButton(u.T("button.cancel"), "", m.dismiss)
		buttons.Add(m.cancel)
		main = widgets.NewPrimary(yesText, "", m.yes)
	} else {
		m.yes = m.close
		main = widgets.NewPrimary(u.T("button.close"), "", m.close)
	}
	buttons.Add(main)
	strut := theme.NewBox(theme.None).Least(width, 0)
	body := container.NewBorder(container.NewVBox(head, strut), container.NewPadded(buttons), nil, nil, content)
	m.pop = widget.NewModalPopUp(container.New(layout.Inset{Left: 20, Top: 12, Right: 20, Bottom: 4}, body), u.win.Canvas())
	u.modal = m
	m.pop.Show()
	m.pop.Resize(m.pop.MinSize()) // how high wrapped text is, it knows only now
	if first == nil {
		first = main
	}
	u.win.Canvas().Focus(first)
	return m
}

func (m *modal) close() {
	if m.pop == nil {
		return
	}
	m.pop.Hide()
	m.pop = nil
	if m.u.modal == m {
		m.u.modal = m.under
	}
}

// dismiss takes the modal away, or asks whether it may.
func (m *modal) dismiss() {
	if m.leave != nil {
		m.leave()
		return
	}
	m.close()
}

// typed takes the keys that no box in the modal used.
func (m *modal) typed(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		m.dismiss()
	case fyne.KeyReturn, fyne.KeyEnter:
		m.yes()
	}
}

// answerBox is a box of one line, of which Enter and Esc are the modal's.
type answerBox struct {
	widget.Entry
	key func(*fyne.KeyEvent)
}

func newAnswerBox(hint string) *answerBox {
	b := &answerBox{}
	b.PlaceHolder = hint
	b.ExtendBaseWidget(b)
	return b
}

// newPinBox hides what is typed.
func newPinBox(hint string) *answerBox {
	b := newAnswerBox(hint)
	b.Password = true
	return b
}

// TypedKey passes Enter and Esc on.
func (p *answerBox) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		p.key(e)
	default:
		p.Entry.TypedKey(e)
	}
}
