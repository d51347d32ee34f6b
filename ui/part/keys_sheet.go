package part

import (
	"kaohe/ui/look"

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
			g = container.New(column{gap: 2}, look.Text(k.Group, look.Body, true, look.Ink).Whole())
			groups[k.Group], order = g, append(order, k.Group)
		}
		combo := look.Text(k.Combo(), look.Body, false, look.Accent).Whole()
		name := look.Text(k.Name, look.Body, false, look.Ink).Most(200)
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
	return container.New(inset{x: 16, y: 16}, container.NewHBox(left, look.NewBox(look.None).Least(24, 0), right))
}
