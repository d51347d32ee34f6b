package checklist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Seen is what changed since a person last looked at a phase's sheet, and how much of it nobody can look at here.
type Seen struct {
	Since   words.Msg // when that was; of no key if it never was
	Changes []session.Entry
	Unknown int // registers that the signature covers and only a newer version of the program knows
}

// sheetHeight is the most room that the sheet takes, of a window of 700 and more. In a lower one it leaves what is asked below it, with
// what may be wrong there, its room: belowSheet; but never has less than sheetLeast, about five lines.
const sheetHeight, sheetWidth, belowSheet, sheetLeast float32 = 330, 640, 370, 120

// NewSheet makes what a person reads before they sign a phase: why they can't, if so, with a way to what is missing; the score, what
// changed since they last looked, what was taken off and why, the problems. leave is called before a way is gone, read once its end has
// been in view. first is the way to what is missing; nil where nothing is.
func NewSheet(k *screen.Kit, d *assess.District, p assess.Phase, refusal error, seen Seen, leave, read func()) (sheet fyne.CanvasObject, first fyne.Focusable) {
	a := k.Session.View()
	s := ReadSheet(a, k.Say, d, p)
	var page *widgets.Page
	var parts []fyne.CanvasObject
	fit := func() { page.Fit() }
	list := func(title string, state theme.State, icon theme.IconName, of []Change) *widgets.Links {
		links := widgets.NewLinks(4, func(n int) string { return k.T("overview.all", n) }, k.T("overview.fewer"))
		links.OnFold = fit
		items := make([]widgets.Item, len(of))
		for i, c := range of {
			items[i] = widgets.Item{State: state, Icon: icon, Text: k.Say.Say(c.Msg), Go: func() { leave(); k.Window.Go(c.Place) }}
		}
		links.Put(items)
		parts = append(parts, layout.Stack(2, theme.Text(title, theme.Body, true, theme.Ink), links))
		return links
	}
	if refusal != nil {
		e := k.Say.Explain(refusal)
		parts = append(parts, widgets.NewBanner(theme.Locked, e.Both()))
		if st := &d.Phases[p]; len(st.Blockers) > 0 {
			first = list(k.T("checklist.blockers", len(st.Blockers)), theme.Warning, "", blockers(st)).Rows()[0]
		}
	}
	if seen.Unknown > 0 {
		parts = append(parts, widgets.NewBanner(theme.Warning, k.T("sign.unknown", seen.Unknown)))
	}
	parts = append(parts, figure(k, s, &d.Phases[p]))
	if changes := ReadSince(a, k.Say, seen.Changes); len(changes) > 0 {
		list(k.T("sheet.since", seen.Since, len(changes)), theme.Info, "", changes)
	} else {
		parts = append(parts, layout.Flush(widgets.Paragraph(unchanged(k, seen))))
	}
	if len(s.Lost) > 0 {
		list(k.T("sheet.lost", len(s.Lost), s.Sum), theme.Idle, theme.IconNext, s.Lost)
	}
	if p != assess.Preparation {
		list(k.T("sheet.problems", len(s.Problems)), theme.Idle, theme.IconNext, s.Problems)
	}
	page = widgets.NewPage(10, parts...)
	high := height(page, room(k, refusal))
	page.Resize(fyne.NewSize(sheetWidth, high))
	page.OnEnd(read)
	return container.NewStack(theme.NewBox(theme.None).Least(sheetWidth, high), page), first
}

func unchanged(k *screen.Kit, seen Seen) string {
	if seen.Since.Key == "" {
		return k.T("sheet.first")
	}
	return k.T("sheet.same", seen.Since)
}

// room is how much of the window's height the sheet may take. Where one can't sign, nothing is asked below it.
func room(k *screen.Kit, refusal error) float32 {
	c := k.Window.Canvas()
	if c == nil || refusal != nil {
		return sheetHeight
	}
	return min(sheetHeight, max(sheetLeast, c.Size().Height-belowSheet))
}

// height is how high a page is at the sheet's width, as far as there is room.
func height(p *widgets.Page, room float32) float32 {
	p.Resize(fyne.NewSize(sheetWidth, room))
	return min(room, p.Whole())
}

func blockers(st *assess.PhaseState) []Change {
	out := make([]Change, len(st.Blockers))
	for i, b := range st.Blockers {
		out[i] = Change{Msg: b.Msg, Place: b.Place}
	}
	return out
}

// figure is the score, with how far the phase is.
func figure(k *screen.Kit, s Sheet, st *assess.PhaseState) fyne.CanvasObject {
	row := container.NewHBox(theme.Text(k.Say.Say(s.Score), theme.Title, true, theme.Ink).Whole(),
		container.New(layout.Middle{}, theme.Text("/ "+s.Full.String(), theme.Body, false, theme.Ink2).Whole()))
	if s.Open > 0 {
		row.Add(container.New(layout.Middle{}, theme.Text(k.T("overview.open", s.Open), theme.Body, false, theme.Amber).Whole()))
	}
	if st.Total > 0 {
		row.Add(container.New(layout.Middle{}, theme.Text(k.T("checklist.far", st.Done, st.Total), theme.Body, false, theme.Ink2).Whole()))
	}
	return row
}

// Locking says what a signature of a phase locks.
func Locking(k *screen.Kit, d *assess.District, p assess.Phase) string {
	return k.T("sheet.locks", d.Name, words.M("phase."+p.Key()), joined(k, locks(d, p)))
}

// joined are messages as one enumeration.
func joined(k *screen.Kit, list []words.Msg) string {
	out := ""
	for i, m := range list {
		if i > 0 {
			out += k.T("list.sep")
		}
		out += k.Say.Say(m)
	}
	if out == "" {
		return k.T("sheet.locks.all")
	}
	return out
}
