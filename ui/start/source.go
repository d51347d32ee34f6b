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

// source is where the new round's standard comes from: the one that is built in, or last year's vault, with all that is taken from it.
type source struct {
	k     *screen.Kit
	last  string // path; empty: built in
	name  *widget.Label
	take  *widgets.Button
	leave *widgets.Button
	box   *fyne.Container
	row   *widgets.FormRow
	fit   func()
}

func newSource(k *screen.Kit, form *widgets.Form, pick func(then func(string)), fit func()) *source {
	s := &source{k: k, name: widget.NewLabel(""), fit: fit}
	s.name.Truncation = fyne.TextTruncateEllipsis
	s.take = widgets.NewButton(k.T("setup.new.last"), theme.IconFolder, func() { pick(s.put) })
	s.leave = widgets.NewQuiet(k.T("setup.new.nolast"), theme.IconClose, func() { s.put("") })
	widgets.Visible(s.take, pick != nil)
	s.box = container.NewBorder(nil, nil, nil, container.NewHBox(s.leave, s.take), s.name)
	s.row = form.Add(k.T("start.standard"), s.box, "")
	s.put("")
	return s
}

// put shows a vault, or with an empty path the standard that is built in.
func (s *source) put(path string) {
	s.last = path
	name, hint := s.k.T("start.standard.builtin"), s.k.T("start.standard.hint")
	if path != "" {
		name, hint = filepath.Base(path), s.k.T("setup.new.last.hint")
	}
	s.name.SetText(name)
	s.row.SetHint(hint)
	widgets.Visible(s.leave, path != "")
	s.box.Refresh() // the buttons take more room, or less
	s.fit()
}
