package ui

import (
	"errors"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// unsaved are edits that the disk did not take, in their order, while the person is asked what to do: they are tried again as often as one
// likes, with what was typed still on the page behind.
type unsaved struct {
	u     *App
	edits []*assess.Edit
	asked *widgets.Modal // nil: nobody is asked
	moved bool           // they are being made in a copy instead
}

// diskRefused tells whether an edit was refused for what may be mended outside of the program.
func diskRefused(err error) bool {
	for _, code := range []string{"full", "moved", "disk", "truncated"} {
		if errors.Is(err, words.Refuse("vault."+code)) {
			return true
		}
	}
	return false
}

// hold keeps an edit and asks.
func (h *unsaved) hold(e *assess.Edit, why error) {
	if h.moved { // a box writes once more when its page is left
		return
	}
	h.edits = append(h.edits, e)
	if h.asked == nil {
		h.ask(why)
	}
}

func (h *unsaved) ask(why error) {
	u, x := h.u, h.u.say.Explain(why)
	body := container.NewVBox(widgets.NewBanner(theme.Refused, x.What))
	if x.Todo != "" {
		body.Add(widgets.Paragraph(x.Todo))
	}
	body.Add(widgets.Paragraph(u.T("unsaved.kept")))
	body.Add(container.NewHBox(widgets.NewButton(u.T("cmd.copy"), theme.IconSave, func() { u.pickFolder(u.T("shell.savehere"), h.elsewhere) })))
	h.asked = u.ask(widgets.Question{Title: u.T("unsaved"), Body: body, Yes: u.T("unsaved.again"), No: u.T("unsaved.drop"), Size: width(480),
		Then:  h.again,
		Leave: func() { u.Confirm(u.T("unsaved.drop.ask"), u.T("unsaved.drop.body"), u.T("unsaved.drop"), h.drop) }})
}

// again tries to save all of them.
func (h *unsaved) again() {
	h.asked = nil
	for len(h.edits) > 0 {
		err := h.u.shell.v.Apply(h.edits[0])
		if diskRefused(err) {
			h.ask(err)
			return
		}
		h.edits = h.edits[1:]
		h.u.Fail(err)
	}
	h.u.showChanges()
	h.u.shell.render()
}

// drop gives them up, and shows what stands.
func (h *unsaved) drop() {
	h.asked.Close()
	h.asked, h.edits = nil, nil
	h.u.shell.render()
}

// elsewhere saves a copy in another folder, opens it, and makes there what the disk refused here.
func (h *unsaved) elsewhere(folder string) {
	u := h.u
	u.copyThen(folder, func(path string) {
		who, edits := u.shell.v.Who(), h.edits
		h.asked.Close()
		h.asked, h.edits, h.moved = nil, nil, true
		u.entered = func() {
			if who != nil {
				u.Fail(u.shell.v.Use(who.ID))
			}
			for _, e := range edits {
				if err := u.shell.v.Apply(e); diskRefused(err) {
					u.unsaved.hold(e, err)
				} else {
					u.Fail(err)
				}
			}
			u.showChanges()
			u.shell.render()
		}
		u.parting(func() { u.load(path) })
	})
}
