package frame

import (
	"fyne.io/fyne/v2"

	"kaohe/ui/widgets"
)

// ListKey does what Esc and F2 do beside a list: back to it, and to the detail of the row at hand. It tells whether the key was one of
// these.
func ListKey(k fyne.KeyName, split *widgets.Split, list interface{ Focus() }, open func()) bool {
	switch k {
	case fyne.KeyEscape:
		split.ShowList()
		list.Focus()
	case fyne.KeyF2:
		open()
	default:
		return false
	}
	return true
}
