package onsite

import (
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// side is the air at the left and right of a pane.
const side = theme.Grid * 2

// empty stands for what is not there yet, with the next step; action is empty where there is none.
func empty(p *page, icon theme.IconName, key, action string, do func()) *widgets.Empty {
	next := widgets.Action{}
	if action != "" {
		next = widgets.Action{Name: p.t(action), Do: do}
	}
	return widgets.NewEmpty(icon, p.t(key), next)
}
