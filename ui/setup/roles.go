package setup

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
)

var roleCells = layout.Cells{Widths: []float32{0, 64, 64, 64, 64, 72, 240}, Gap: 4}

// RolesTable is who may do what in which phase, for the help: a line for each act, a column for each role.
func RolesTable(k *screen.Kit) fyne.CanvasObject {
	heads := []string{k.T("roles.act")}
	for _, r := range assess.Roles {
		heads = append(heads, k.T("role."+string(r)))
	}
	table := layout.Stack(0, rolesRow(append(heads, k.T("roles.pin"), k.T("roles.phases")), true))
	for _, row := range assess.RoleTable() {
		table.Add(rolesRow(RoleWords(k, row), false))
	}
	return table
}

// RoleWords are the cells of one line.
func RoleWords(k *screen.Kit, row assess.RoleRow) []string {
	cells := []string{k.T("act." + string(row.Act))}
	for _, r := range assess.Roles {
		key := "roles.no"
		if row.May(r) {
			key = "roles.yes"
		}
		cells = append(cells, k.T(key))
	}
	pin := k.T("roles.nopin")
	if row.PIN {
		pin = k.T("roles.needpin")
	}
	return append(cells, pin, phases(k, row.Phases))
}

func phases(k *screen.Kit, list []assess.Phase) string {
	switch len(list) {
	case 0:
		return k.T("roles.whole")
	case len(assess.Phases):
		return k.T("roles.every")
	}
	var names []string
	for _, p := range list {
		names = append(names, k.T("phase."+p.Key()))
	}
	return strings.Join(names, k.T("list.sep"))
}

func rolesRow(cells []string, head bool) fyne.CanvasObject {
	size, ink := theme.Body, theme.Ink
	if head {
		size, ink = theme.Small, theme.Ink2
	}
	var objs []fyne.CanvasObject
	for i, c := range cells {
		l := theme.Text(c, size, i == 0 && !head, ink)
		if i > 0 && i < len(cells)-1 {
			l = l.Centre()
		}
		objs = append(objs, l)
	}
	row := container.New(layout.Least{Height: 32}, container.New(layout.Middle{}, container.New(roleCells, objs...)))
	return container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil, row)
}
