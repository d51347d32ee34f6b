package part

import (
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
			g = container.New(column{gap: 2}, theme.Text(k.Group, theme.Body, true, theme.Ink).Whole())
			groups[k.Group], order = g, append(order, k.Group)
		}
		combo := theme.Text(k.Combo(), theme.Body, false, theme.Accent).Whole()
		name := theme.Text(k.Name, theme.Body, false, theme.Ink).Most(200)
		g.Add(container.New(labelled{width: 120, name: combo, right: name}, combo, name))
	}
	left, right := container.New(column{gap: 16}), container.New(column{gap: 16})
	for _, g := range order {
		if left.MinSize().Height <= right.MinSize().Height {
			left.Add(groups[g])
		} else {
			right.Add(groups[g])
		}
	}
	return container.New(inset{x: 16, y: 16}, container.NewHBox(left, theme.NewBox(theme.None).Least(24, 0), right))
}
