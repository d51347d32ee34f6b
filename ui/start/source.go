package start

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// source is where the standard comes from: a blank one, the built-in sample, or last year's vault, with districts and team.
type source struct {
	k       *screen.Kit
	last    string // path; empty: none
	builtin bool
	name    *widget.Label
	take    *widgets.Button
	sample  *widgets.Button
	leave   *widgets.Button
	box     *fyne.Container
	row     *widgets.FormRow
	pick    bool // last year's can be picked
	fit     func()
}

func newSource(k *screen.Kit, form *widgets.Form, pick func(then func(string)), fit func()) *source {
	s := &source{k: k, name: widget.NewLabel(""), pick: pick != nil, fit: fit}
	s.name.Truncation = fyne.TextTruncateEllipsis
	s.take = widgets.NewButton(k.T("setup.new.last"), theme.IconFolder, func() { pick(func(path string) { s.put(path, false) }) })
	s.sample = widgets.NewButton(k.T("start.standard.take"), theme.IconStar, func() { s.put("", true) })
	s.leave = widgets.NewQuiet(k.T("setup.new.nolast"), theme.IconClose, func() { s.put("", false) })
	s.box = container.NewBorder(nil, nil, nil, container.NewHBox(s.leave, s.sample, s.take), s.name)
	s.row = form.Add(k.T("start.standard"), s.box, "")
	s.put("", false)
	return s
}

func (s *source) put(last string, builtin bool) {
	s.last, s.builtin = last, builtin
	name, hint := s.k.T("start.standard.blank"), s.k.T("start.standard.blank.hint")
	switch {
	case last != "":
		name, hint = filepath.Base(last), s.k.T("setup.new.last.hint")
	case builtin:
		name, hint = s.k.T("start.standard.builtin"), s.k.T("start.standard.hint")
	}
	s.name.SetText(name)
	s.row.SetHint(hint)
	none := last == "" && !builtin
	widgets.Visible(s.leave, !none)
	widgets.Visible(s.sample, none)
	widgets.Visible(s.take, none && s.pick)
	s.box.Refresh() // the buttons take more room, or less
	s.fit()
}
