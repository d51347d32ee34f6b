package team

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// personColumns are those of a person in the list.
func personColumns(k *screen.Kit) []widgets.Column[Row] {
	role := func(r Row) string { return k.T("role." + string(r.Role)) }
	return []widgets.Column[Row]{
		{Name: k.T("team.name"), Head: "姓名", Width: 96, Cell: func(r Row) widgets.Cell { return widgets.Cell{Text: r.Name, Ink: ink(r.Out()), Bold: true} },
			Sort: func(a, b Row) int { return cmp.Compare(a.Name, b.Name) }},
		{Name: k.T("team.agency"), Head: "派出单位", Fills: true, Cell: func(r Row) widgets.Cell { return widgets.Cell{Text: r.Agency, Ink: ink(r.Out())} },
			Sort: func(a, b Row) int { return cmp.Compare(a.Agency, b.Agency) }},
		{Name: k.T("field.post"), Head: "职务", Width: 128, Cell: func(r Row) widgets.Cell { return widgets.Cell{Text: r.Post, Ink: ink(r.Out())} }},
		{Name: k.T("team.role"), Head: "角色", Width: 64, Cell: func(r Row) widgets.Cell { return widgets.Cell{Text: role(r), Ink: ink(r.Out())} }},
		{Name: k.T("team.cansign"), Width: 84, Small: true, Cell: func(r Row) widgets.Cell { return signs(k, r) }},
	}
}

// ink of who or what is in the team, or was taken out.
func ink(out bool) fyne.ThemeColorName {
	if out {
		return theme.Ink2
	}
	return theme.Ink
}

// signs says whether a person can sign.
func signs(k *screen.Kit, r Row) widgets.Cell {
	switch {
	case r.Out():
		return widgets.Cell{Icon: theme.IconMinus, Ink: theme.Ink2, Text: k.T("team.removed.word")}
	case r.Signs:
		return widgets.Cell{Icon: theme.IconSigned, Ink: theme.Green, Text: k.T("team.sign.yes")}
	case r.Keeps:
		return widgets.Cell{Icon: theme.IconSigned, Ink: theme.Green, Text: k.T("team.sign.keeps")}
	case assess.May(r.Role, assess.Enrol):
		return widgets.Cell{Icon: theme.IconWarning, Ink: theme.Amber, Text: k.T("team.sign.nokey")}
	}
	return widgets.Cell{Icon: theme.IconIdle, Ink: theme.Ink2, Text: k.T("team.sign.never")}
}

// laptopColumns are a laptop's name, who works on it, and whether it is this one or was taken out.
func laptopColumns(k *screen.Kit) []widgets.Column[Machine] {
	return []widgets.Column[Machine]{
		{Name: k.T("team.laptop.name"), Cell: func(m Machine) widgets.Cell {
			if m.Invited != nil {
				return widgets.Cell{Text: k.T("team.invitation"), Ink: ink(doorShut(m)), Bold: true}
			}
			return widgets.Cell{Text: m.Name, Ink: ink(m.Out()), Bold: true}
		}},
		{Name: k.T("team.laptop.people"), Small: true, Cell: func(m Machine) widgets.Cell { return whose(k, m) }},
		{Name: k.T("field.state"), Width: 84, Small: true, Cell: func(m Machine) widgets.Cell {
			switch {
			case m.Invited != nil:
				return door(k, m)
			case m.Asks != nil:
				return widgets.Cell{Icon: theme.IconWarning, Ink: theme.Amber, Text: k.T("team.asks")}
			case m.Out():
				return widgets.Cell{Icon: theme.IconMinus, Ink: theme.Ink2, Text: k.T("team.removed.word")}
			case m.Here:
				return widgets.Cell{Icon: theme.IconCheck, Ink: theme.Accent, Text: k.T("team.laptop.here")}
			}
			return widgets.Cell{}
		}},
	}
}

// whose a laptop is: who works on it, or why nobody does.
func whose(k *screen.Kit, m Machine) widgets.Cell {
	switch {
	case m.Asks != nil:
		return widgets.Cell{Icon: theme.IconPerson, Ink: theme.Ink2, Text: m.Asks.Name}
	case m.Out():
		return widgets.Cell{Icon: theme.IconInfo, Ink: theme.Ink2, Text: k.Say.Say(m.Gone)}
	case m.Shared:
		return widgets.Cell{Icon: theme.IconWarning, Ink: theme.Amber, Text: k.T("team.laptop.shared")}
	}
	var names []string
	for _, id := range m.People {
		names = append(names, k.Session.View().Name(id))
	}
	return widgets.Cell{Icon: theme.IconPerson, Ink: theme.Ink2, Text: strings.Join(names, k.T("list.sep"))}
}

// doorShut tells whether an invitation lets nobody in any more.
func doorShut(m Machine) bool {
	return m.Door != authority.InviteOpen && m.Door != authority.InviteContested
}

// door says what became of an invitation.
func door(k *screen.Kit, m Machine) widgets.Cell {
	c := widgets.Cell{Icon: theme.IconMinus, Ink: theme.Ink2, Text: k.T("team.door." + string(m.Door))}
	switch m.Door {
	case authority.InviteOpen:
		c.Icon, c.Ink = theme.IconIdle, theme.Accent
	case authority.InviteContested:
		c.Icon, c.Ink = theme.IconWarning, theme.Amber
	case authority.InviteUsed:
		c.Icon = theme.IconCheck
	}
	return c
}
