package ui

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/ui/widgets"
)

// A box undoes what is typed in it (widgets.Field); anywhere else Undo takes back the last edit of whoever is at the keyboard. That may have
// been done on another page: then it asks first, and always says afterwards what it took back and leads there.

func (u *App) undo() {
	u.shell.leave() // what is being typed is the last edit
	a := u.shell.v.CanUndo()
	u.reverse(a, "undo", u.placesOf(a), u.shell.v.Undo)
}

func (u *App) redo() {
	u.shell.leave()
	a := u.shell.v.CanRedo()
	u.reverse(a, "redo", u.placesOf(a), u.shell.v.Redo)
}

// reverse does what Undo or Redo means, by the name of its sentences.
func (u *App) reverse(a session.Action, name, places string, do func() error) {
	if a.Label == "" {
		return // typing that was committed ended what could be done again
	}
	what := u.T(a.Label)
	run := func() {
		if err := do(); err != nil {
			u.Fail(err)
			return
		}
		u.showChanges()
		u.shell.bar.undid(u.T("undo.told."+name, what, places), shownAt(a))
	}
	if !u.shell.elsewhere(a) {
		run()
		return
	}
	u.ask(widgets.Question{Title: u.T("undo.ask."+name, what), Body: widgets.Paragraph(u.T("undo.elsewhere", places)), Yes: u.T("cmd." + name), Then: run, Size: width(420)})
}

// placesOf names what an action wrote on; of much, the first.
func (u *App) placesOf(a session.Action) string {
	names, more := u.shell.v.View().EntityNames(u.say, a.Entities, 3)
	text := strings.Join(names, u.T("list.sep"))
	if more {
		return u.T("undo.more", text)
	}
	return text
}

// shownAt is the first place at which an action can be seen.
func shownAt(a session.Action) assess.Place {
	for _, e := range a.Entities {
		if p := assess.PlaceOf(e); p.Phase != 0 || p.Tab != "" {
			return p
		}
	}
	return assess.Place{Tab: pageSetup}
}

// overall are the pages that show and change things of all districts.
var overall = []string{pageMatrix, pageLedger, pageExchange, pageDisputes, pageSetup, pageEvidence}

// elsewhere tells whether some of an action is neither of the open district nor of the open page.
func (s *shell) elsewhere(a session.Action) bool {
	return slices.ContainsFunc(a.Entities, func(entity string) bool {
		p := assess.PlaceOf(entity)
		switch {
		case p.District == "" && p.Tab == "":
			return false // it is shown nowhere, such as which laptop holds a file
		case p.District == "":
			return p.Tab != s.at.Page && s.at.Page != pageExchange && s.at.Page != pageDisputes
		case s.at.District != "":
			return p.District != s.at.District
		}
		return !slices.Contains(overall, s.at.Page)
	})
}
