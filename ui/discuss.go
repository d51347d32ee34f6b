package ui

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// titleLength is how many characters of what comments are about have room in a title.
const titleLength = 24

// Discuss implements screen.Window: the threads about one thing, and the box for another, over the window. What was typed and not sent is
// there again the next time.
func (u *App) Discuss(district, on string) {
	s := u.shell
	if s.v.View().District(district) == nil {
		return
	}
	s.leave()
	panel := review.NewPanel(s.k)
	show := func() {
		if d := s.v.View().District(district); d != nil {
			panel.Put(d, on, d.CommentsOn(on))
		}
	}
	show()
	panel.Done = show
	key := district + "/" + on
	panel.Begin(s.unsent[key])
	d := s.v.View().District(district)
	size := fyne.NewSize(min(620, u.win.Canvas().Size().Width-40), min(520, u.win.Canvas().Size().Height-40))
	var m *widgets.Modal
	m = u.ask(widgets.Question{Title: u.T("talk.title", d.Name, words.Begin(s.v.View().SubjectName(u.say, d, on), titleLength)),
		Body: panel.Object, No: u.T("button.close"), First: panel.First(), Size: size,
		Leave: func() {
			s.unsent[key] = panel.Unsent()
			m.Close()
		}})
}

// discussHere shows what is said about what is at hand on the page: the item, record or finding, or else the phase.
func (u *App) discussHere() {
	s := u.shell
	on := ""
	if x, ok := s.screen().(screen.Discussed); ok {
		on = x.Subject()
	}
	if on == "" {
		on = assess.SubjectPhase(s.at.Phase)
	}
	u.Discuss(s.at.District, on)
}
