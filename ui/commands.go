package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/screen"
	"kaohe/ui/setup"
	"kaohe/ui/widgets"
)

// installKeys gives the window its actions, with their keys, and its menus.
func (u *App) installKeys() {
	u.keys = widgets.NewKeys()
	u.keys.Add(u.fileKeys()...)
	if u.shell != nil {
		u.keys.Add(u.sealKeys()...)
		u.keys.Add(u.editKeys()...)
		u.keys.Add(u.goKeys()...)
	}
	u.keys.Add(
		widgets.Key{ID: "verify", Group: u.T("menu.file"), Name: u.T("cmd.verify"), Do: u.verify},
		widgets.Key{ID: "help", Group: u.T("menu.help"), Name: u.T("cmd.help"), Key: fyne.KeyF1, Do: u.help},
		widgets.Key{ID: "manual", Group: u.T("menu.help"), Name: u.T("cmd.manual"), Do: u.manual},
		widgets.Key{ID: "keys", Group: u.T("menu.help"), Name: u.T("cmd.keys"), Key: fyne.KeySlash, Mod: widgets.Ctrl, Do: u.keySheet},
		widgets.Key{ID: "roles", Group: u.T("menu.help"), Name: u.T("cmd.roles"), Do: u.roles},
		widgets.Key{ID: "mishaps", Group: u.T("menu.help"), Name: u.T("cmd.mishaps"), Do: func() { u.Help("mishaps") }},
		widgets.Key{ID: "about", Group: u.T("menu.help"), Name: u.T("cmd.about"), Do: u.about})
	u.keys.Install(u.win.Canvas(), u.typed)
	u.menuState = "" // other words, or another vault
	u.menus()
}

// typed takes the keys that neither a widget, an action nor a question used.
func (u *App) typed(e *fyne.KeyEvent) {
	switch {
	case u.shell == nil && u.start != nil:
		u.start.Key(e.Name)
	case u.door != nil && e.Name == fyne.KeyEscape:
		u.door.Leave()
	case u.shell == nil:
	case u.shell.over != nil:
		u.shell.over.Key(e.Name)
	default:
		if k, ok := u.shell.screen().(screen.Keyed); ok {
			k.Key(e.Name)
		}
	}
}

func (u *App) fileKeys() []widgets.Key {
	g := u.T("menu.file")
	open := func() bool { return u.shell != nil }
	return []widgets.Key{
		{ID: "start", Group: g, Name: u.T("cmd.start"), Do: u.Start, Able: open},
		{ID: "open", Group: g, Name: u.T("cmd.open"), Key: fyne.KeyO, Mod: widgets.Ctrl, Do: func() { (*startActions)(u).PickAndOpen() }},
		{ID: "print", Group: g, Name: u.T("cmd.print"), Key: fyne.KeyP, Mod: widgets.Ctrl, Do: u.printHere,
			Able: func() bool { return open() && (len(u.papersHere()) > 0 || u.printsTable() != nil) }},
		{ID: "preview", Group: g, Name: u.T("cmd.preview"), Key: fyne.KeyP, Mod: widgets.Ctrl | widgets.Shift,
			Do:   func() { u.preview(u.papersHere()[0].Job) },
			Able: func() bool { return open() && len(u.papersHere()) > 0 }},
		{ID: "backup", Group: g, Name: u.T("cmd.backup"), Do: u.backups, Able: open},
		{ID: "restore", Group: g, Name: u.T("cmd.restore"), Do: u.restoreAny},
		{ID: "copy", Group: g, Name: u.T("cmd.copy"), Do: u.saveCopy, Able: open},
		{ID: "exhibit", Group: g, Name: u.T("cmd.exhibit"), Do: u.exportEvidence, Able: func() bool { return open() && !u.previewing() }},
		{ID: "quit", Group: g, Name: u.T("cmd.quit"), Key: fyne.KeyQ, Mod: widgets.Ctrl, Do: u.Quit},
	}
}

func (u *App) editKeys() []widgets.Key {
	g := u.T("menu.edit")
	page := func(f func(screen.Commanded)) (func(), func() bool) {
		return func() {
				if c, ok := u.shell.screen().(screen.Commanded); ok {
					f(c)
				}
			}, func() bool {
				_, ok := u.shell.screen().(screen.Commanded)
				return ok && !u.previewing()
			}
	}
	newHere, can := page(screen.Commanded.New)
	filter, _ := page(screen.Commanded.Filter)
	done, _ := page(screen.Commanded.DoneAndNext)
	inBox := func(id string, key fyne.KeyName, mod fyne.KeyModifier) widgets.Key { // a box has done it, if there is anything to be done
		return widgets.Key{ID: id, Group: g, Name: u.T("cmd." + id), Key: key, Mod: mod, Do: func() {}, Able: func() bool { return false }}
	}
	const both = widgets.Ctrl | widgets.Shift
	return []widgets.Key{
		{ID: "undo", Group: g, Name: u.T("cmd.undo"), Key: fyne.KeyZ, Mod: widgets.Ctrl, Text: true, Do: u.undoHere, Able: func() bool { return u.looking() != nil || u.shell.v.CanUndo().Label != "" && !u.previewing() }},
		{ID: "redo", Group: g, Name: u.T("cmd.redo"), Key: fyne.KeyY, Mod: widgets.Ctrl, Text: true, Do: func() { u.redo() }, Able: func() bool { return u.shell.v.CanRedo().Label != "" && !u.previewing() }},
		{ID: "new", Group: g, Name: u.T("cmd.new"), Key: fyne.KeyN, Mod: widgets.Ctrl, Do: newHere, Able: can},
		{ID: "done", Group: g, Name: u.T("cmd.done"), Key: fyne.KeyReturn, Mod: widgets.Ctrl, Do: u.doneHere(done), Able: func() bool { return u.looking() != nil || can() }},
		{ID: "filter", Group: g, Name: u.T("cmd.filter"), Key: fyne.KeyF, Mod: widgets.Ctrl, Do: filter, Able: can},
		{ID: "comment", Group: g, Name: u.T("cmd.comment"), Key: fyne.KeyM, Mod: both, Do: u.discussHere, Able: func() bool { return u.shell.at.Page == pageDistrict && !u.previewing() }},
		{ID: "addfiles", Group: g, Name: u.T("cmd.addfiles"), Key: fyne.KeyI, Mod: widgets.Ctrl, Do: func() { t, _ := u.targetHere(); u.AddFiles(t) }, Able: u.takesFiles},
		{ID: "pastefiles", Group: g, Name: u.T("cmd.pastefiles"), Key: fyne.KeyV, Mod: widgets.Ctrl, Do: u.pasteHere, Able: u.takesFiles}, // in no menu, which would take the keys from boxes and lists
		{ID: "search", Group: g, Name: u.T("cmd.search"), Key: fyne.KeyK, Mod: widgets.Ctrl, Do: u.search},
		inBox("rowup", fyne.KeyUp, both), inBox("rowdown", fyne.KeyDown, both), inBox("rowremove", fyne.KeyDelete, both),
		inBox("same", fyne.KeyD, widgets.Ctrl), inBox("down", fyne.KeyD, both), inBox("takerecords", fyne.KeyR, widgets.Ctrl), inBox("turn", fyne.KeyT, widgets.Ctrl),
	}
}

func (u *App) goKeys() []widgets.Key {
	g := u.T("menu.go")
	s := u.shell
	keys := []widgets.Key{
		{ID: "overview", Group: g, Name: u.T("shell.overview"), Key: fyne.Key0, Mod: widgets.Ctrl, Able: func() bool { return !u.previewing() }, // there it is the preview's
			Do: func() { s.show(route{Page: pageOverview}) }},
		{ID: "mine", Group: g, Name: u.T("cmd.mine"), Key: fyne.KeyM, Mod: widgets.Ctrl, Do: u.mine},
		{ID: "nexttab", Group: g, Name: u.T("cmd.nexttab"), Key: fyne.KeyPageDown, Mod: widgets.Ctrl, Do: func() { u.step(1) }, Able: u.tabbed},
		{ID: "lasttab", Group: g, Name: u.T("cmd.lasttab"), Key: fyne.KeyPageUp, Mod: widgets.Ctrl, Do: func() { u.step(-1) }, Able: u.tabbed},
		{ID: "above", Group: g, Name: u.T("cmd.above"), Key: fyne.KeyUp, Mod: widgets.Alt, Do: func() { s.neighbour(-1) }},
		{ID: "below", Group: g, Name: u.T("cmd.below"), Key: fyne.KeyDown, Mod: widgets.Alt, Do: func() { s.neighbour(1) }},
	}
	inDistrict := func() bool { return s.at.Page == pageDistrict }
	for i, p := range assess.Phases {
		keys = append(keys, widgets.Key{ID: p.Key(), Group: g, Name: u.phase(p), Key: fyne.KeyName(rune('1' + i)), Mod: widgets.Ctrl, Able: inDistrict,
			Do: func() { s.show(route{Page: pageDistrict, District: s.at.District, Phase: p}) }})
	}
	return append(keys,
		widgets.Key{ID: "sign", Group: g, Name: u.T("cmd.sign"), Key: fyne.KeyS, Mod: widgets.Ctrl, Able: func() bool { return inDistrict() && !u.previewing() },
			Do: func() { u.Sign(s.at.District, s.at.Phase) }},
		widgets.Key{ID: "who", Group: g, Name: u.T("cmd.who"), Key: fyne.KeyU, Mod: widgets.Ctrl, Do: s.top.choose},
		u.pageKey(pageMatrix, ""), widgets.Key{ID: pageEvidence, Group: g, Name: u.T("shell.evidence"), Key: fyne.KeyG, Mod: widgets.Ctrl, Do: s.evidence, Able: func() bool { return !u.previewing() }}, u.pageKey(pageLedger, fyne.Key6), u.pageKey(pageCircular, fyne.Key7), u.pageKey(pagePapers, fyne.Key8), u.pageKey(pageExchange, fyne.Key9), u.pageKey(pageParcels, fyne.KeyE),
		u.pageKey(pageDisputes, ""), u.pageKey(pageHeld, ""), u.pageKey(pageComments, ""), u.pageKey(pageNews, ""), u.pageKey(pageSetup, ""), u.pageKey(pageStandard, ""), u.pageKey(pageTeam, ""))
}

// pageKey goes to a page, with Ctrl and a figure where there is one.
func (u *App) pageKey(page string, key fyne.KeyName) widgets.Key {
	k := widgets.Key{ID: page, Group: u.T("menu.go"), Name: u.T("shell." + page), Key: key, Do: func() { u.shell.show(route{Page: page}) }}
	if key != "" {
		k.Mod = widgets.Ctrl
	}
	return k
}

// previewing tells whether a preview lies over the page, whose commands then wait.
func (u *App) previewing() bool { return u.shell != nil && u.shell.over != nil }

func (u *App) tabbed() bool {
	_, ok := u.shell.screen().(screen.Tabbed)
	return ok && !u.previewing()
}

func (u *App) step(n int) {
	u.shell.leave()
	u.shell.screen().(screen.Tabbed).Step(n)
}

// menus shows the actions as they can be done now. The window lays itself out anew for every main menu it is given, so it gets one only
// when something in it can be done that could not be before, or the other way round.
func (u *App) menus() {
	look := u.app.Preferences().StringWithFallback("appearance", "light")
	state := u.keys.Able() + look
	if state == u.menuState {
		return
	}
	u.menuState = state
	menu := func(title string, ids ...string) *fyne.Menu {
		m := fyne.NewMenu(u.T(title))
		for _, id := range ids {
			m.Items = append(m.Items, u.keys.Item(id))
		}
		return m
	}
	file := menu("menu.file", "open", pageParcels, "exchange", "preview", "print", "papers", "verify", "exhibit", "backup", "restore", "copy", "start", "quit")
	file.Items[len(file.Items)-1].IsQuit = true
	help := menu("menu.help", "help", "manual", "mishaps", "keys", "roles", "about")
	if u.shell == nil {
		u.win.SetMainMenu(fyne.NewMainMenu(menu("menu.file", "open", "verify", "restore", "start", "quit"), u.viewMenu(look), help))
		return
	}
	file.Items = slices.Insert(file.Items, len(file.Items)-2, u.sealMenu())
	edit := menu("menu.edit", "undo", "redo", "new", "done", "comment", "addfiles", "filter", "search")
	nav := menu("menu.go", "overview", "mine", "above", "below", "prepare", "onsite", "consult", "summary", "rectify", "nexttab", "lasttab", "sign", "who", pageMatrix, "ledger", pageEvidence, "circular", "papers", pageDisputes, pageHeld, pageComments, pageNews, "setup", "standard", "team")
	u.win.SetMainMenu(fyne.NewMainMenu(file, edit, nav, u.viewMenu(look), help))
}

// viewMenu has the appearances and the languages; those that are in use have a tick.
func (u *App) viewMenu(look string) *fyne.Menu {
	m := fyne.NewMenu(u.T("menu.view"))
	add := func(name string, on bool, do func()) {
		item := fyne.NewMenuItem(name, do)
		item.Checked = on
		m.Items = append(m.Items, item)
	}
	for _, x := range []string{"light", "dark", "auto"} {
		add(u.T("look."+x), x == look, func() { u.Appear(x) })
	}
	m.Items = append(m.Items, fyne.NewMenuItemSeparator())
	for _, l := range []string{"zh-Hans", "en"} {
		add(u.T("lang."+l), u.speaks == l, func() { u.Speak(l) })
	}
	return m
}

func (u *App) keySheet() {
	scroll := container.NewScroll(widgets.KeySheet(u.keys.All()))
	scroll.SetMinSize(fyne.NewSize(640, 420))
	u.notice(u.T("cmd.keys"), container.NewBorder(nil, widgets.Paragraph(u.T("help.lists")), nil, nil, scroll), 640)
}

// roles shows who may do what.
func (u *App) roles() {
	u.notice(u.T("cmd.roles"), sized(container.NewScroll(setup.RolesTable(u.kit(nil))), 800, 380), 800)
}

func (u *App) about() {
	u.notice(u.T("app.name"), widgets.Paragraph(u.T("about.text", u.o.Version)), 460)
}

// mine shows what waits for the person at the keyboard.
func (u *App) mine() { u.Go(assess.Place{Tab: pageMine}) }
