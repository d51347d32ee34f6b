package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// What Ctrl with a letter does in the boxes of a form.

// combo tells whether a shortcut is one of the form's.
func (x *Field) combo(s fyne.Shortcut) bool {
	f := x.form
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || f.edit == "" || x.locked() {
		return false
	}
	switch {
	case c.Modifier == widgets.Ctrl && c.KeyName == fyne.KeyD:
		return x.same()
	case c.Modifier == widgets.Ctrl|widgets.Shift && c.KeyName == fyne.KeyD:
		return x.down()
	case c.Modifier == widgets.Ctrl && f.OnCtrl[c.KeyName] != nil:
		f.Flush()
		f.OnCtrl[c.KeyName]()
		return true
	}
	return false
}

// offer is what Ctrl+D would put into the field; empty for nothing.
func (x *Field) offer() string {
	if x.form.OnSame == nil {
		return ""
	}
	return x.form.OnSame(x.name)
}

func (x *Field) same() bool {
	text := x.offer()
	if text != "" {
		x.Write(text)
	}
	return text != ""
}

// hinted shows in an empty box what Ctrl+D would put there.
func (x *Field) hinted() {
	if x.text == nil || !x.offered {
		return
	}
	hint := ""
	if x.hint != "" {
		hint = x.t(x.hint)
	}
	if text := x.offer(); text != "" {
		hint = x.form.k.T("form.same", text)
	}
	x.text.Hint(hint)
}

// down gives what the field says to the rows below, once it is said how many that are and what stands there. Fault: fill.none.
func (x *Field) down() bool {
	f := x.form
	if f.Below == nil || len(f.Below(x.name)) == 0 {
		return false
	}
	x.flush()
	text, e := x.stands(), assess.New(f.edit)
	rows, other, shut := 0, 0, 0
	for _, row := range f.Below(x.name) {
		y := row.Field(x.name)
		switch now := y.stands(); {
		case now == text:
		case y.locked():
			shut++
		default:
			if now != "" {
				other++
			}
			rows++
			if z, err := y.writes(text); err == nil && z != nil {
				e.Writes = append(e.Writes, z.Writes...)
			}
		}
	}
	if text == "" || len(e.Writes) == 0 {
		f.k.Window.Fail(words.Refuse("fill.none", x.called()))
		return true
	}
	body := f.k.T("form.down.body", x.said(text), rows)
	if other > 0 {
		body += f.k.T("form.down.other", other)
	}
	if shut > 0 {
		body += f.k.T("form.down.shut", shut)
	}
	f.k.Window.Confirm(f.k.T("form.down"), body, f.k.T("form.down.yes", rows), func() { f.k.Do(e) })
	return true
}
