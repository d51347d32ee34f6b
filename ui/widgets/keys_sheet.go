package widgets

import (
	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// KeySheet shows every action that has keys, by group, in two columns: the page that
// Ctrl+/ brings up.
func KeySheet(keys []Key) fyne.CanvasObject {
	var order []string
	groups := map[string]*fyne.Container{}
	for _, k := range keys {
		if k.Key == "" {
			continue
		}
		g := groups[k.Group]
		if g == nil {
			g = layout.Stack(2, theme.Text(k.Group, theme.Body, true, theme.Ink).Whole())
			groups[k.Group], order = g, append(order, k.Group)
		}
		combo := theme.Text(k.Combo(), theme.Body, false, theme.Accent).Whole()
		name := theme.Text(k.Name, theme.Body, false, theme.Ink).Most(200)
		g.Add(layout.Beside(120, theme.Grid, combo, name))
	}
	left, right := layout.Stack(16), layout.Stack(16)
	for _, g := range order {
		if left.MinSize().Height <= right.MinSize().Height {
			left.Add(groups[g])
		} else {
			right.Add(groups[g])
		}
	}
	return layout.Pad(16, 16, container.NewHBox(left, theme.NewBox(theme.None).Least(24, 0), right))
}
