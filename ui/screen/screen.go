// Package screen is what every screen is made from: the session it reads and writes, the words it speaks, and the window's services.
//
// A screen is a model without Fyne (what to show, computed by pure functions from an assessment, and what an intent writes) and a
// view that renders it. Render is idempotent and the only thing that changes widgets; the shell calls it on the UI thread, once
// for every change, whoever made it. A screen starts no goroutine, opens no file and asks nothing but through its Kit.
package screen

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Session is the part of a session that screens use.
type Session interface {
	View() *assess.Assessment
	Today() assess.Day
	Who() *assess.Person // nil while nobody said who they are
	NewID() string
	Apply(*assess.Edit) error
	Value(ledger.Register) ledger.Value
	History(ledger.Register) []session.Entry
	Overruled(entity string) (gone, edits []session.Entry)
	Base(ledger.Register) (v ledger.Value, ok bool) // from which values in conflict part
	// Setting is what this laptop keeps of the round beside its records; SetSetting keeps it, and an empty value takes it away.
	Setting(key string) string
	SetSetting(key, value string) error
	PINWait(person string) time.Duration // how long none of a person's is tried, after wrong ones
}

// Window is what the shell does for screens.
type Window interface {
	// Go shows a place.
	Go(assess.Place)
	// Do applies an edit and reports whether it was taken; a refusal is shown. When it returns, the open page has been rendered with what
	// stands, the new value or after a refusal the old (but where the disk refused it, what was typed stays while the person is asked): a screen neither asks the rules before it nor renders after it.
	Do(*assess.Edit) bool
	// Fail shows an error: what happened and what to do.
	Fail(error)
	// Confirm asks once before something that can't be taken for granted; yes names the deed.
	Confirm(title, body, yes string, then func())
	// AskText asks for a reason or a name; an empty answer is not taken.
	AskText(title, label, value string, then func(string))
	// History shows who wrote what into some boxes of one entity.
	History(title, entity string, fields ...string)
	// Discuss shows what the team says about something in a district (see assess.Comment.On), and takes more.
	Discuss(district, on string)
	// Sign opens the dialog for signing a phase, Reopen that for lifting a signature.
	Sign(district string, p assess.Phase)
	Reopen(district string, p assess.Phase)
	// Print offers the findings of a district.
	Print(district string)
	// PrintList shows what a page lists as it would be printed, and prints it.
	PrintList(report.Listing)
	// Paste shows what a table from the clipboard would change, takes what is ticked of it as one edit, and does nothing where it is refused.
	Paste(p book.Pasting, text string)
	// AddFiles lets a person choose files that become evidence; PasteFiles takes those, or the picture, that were copied.
	AddFiles(Target)
	PasteFiles(Target)
	// Help opens the manual at a section, such as what to do when something goes wrong with people or laptops: laptop, pin, backup, leaves.
	Help(topic string)
	// Canvas for focus.
	Canvas() fyne.Canvas
}

// Kit is given to each screen when it is made.
type Kit struct {
	Session Session
	Window  Window
	Say     words.Catalog
	Files   Pictures      // of evidence; nil before a vault is open
	Timer   widgets.Timer // by which boxes commit in a pause; nil is the running program's clock
}

// Do applies an edit as Window.Do does. One that writes nothing, or none, is not taken.
func (k *Kit) Do(e *assess.Edit) bool { return e != nil && len(e.Writes) > 0 && k.Window.Do(e) }

// HelpLink leads to what to do when something goes wrong; see Window.Help.
func (k *Kit) HelpLink(topic string) fyne.CanvasObject {
	return container.NewHBox(widgets.NewQuiet(k.T("help.topic."+topic), theme.IconInfo, func() { k.Window.Help(topic) }))
}

// Lead is the next step of an empty list: the way to where it is filled, named by a key of the catalogue.
func (k *Kit) Lead(name string, to func() assess.Place) widgets.Action {
	return widgets.Action{Name: k.T(name), Do: func() { k.Window.Go(to()) }}
}

// LeadTo is Lead to a page of the round, by its name; none is the overview.
func (k *Kit) LeadTo(name, page string) widgets.Action {
	return k.Lead(name, func() assess.Place { return assess.Place{Tab: page} })
}

// Needed is what a box says while it is emptied of a register that can't be without a value; empty for any other.
func (k *Kit) Needed(entity, field string) string {
	err := assess.Needed(ledger.Register{Entity: entity, Field: field})
	if err == nil {
		return ""
	}
	return k.Say.Explain(err).What // a box has room for a line
}

// Months are the words of calendars, which stand on the session's day, or the clock's where there is no session yet.
func (k *Kit) Months() widgets.Months {
	m := widgets.Months{Today: k.T("calendar.today"), Now: func() string {
		if k.Session == nil {
			return time.Now().Format(time.DateOnly)
		}
		return string(k.Session.Today())
	}}
	for i := range m.Weekdays {
		m.Weekdays[i] = k.T("calendar.weekday." + strconv.Itoa(i+1))
	}
	m.Title = func(year, month int) string {
		return k.T("calendar.month", year, words.M("month."+strconv.Itoa(month)))
	}
	return m
}

// lowWindow is the height, with the menu, below which a window is low: that of 1366x768 enlarged to 125 % and more.
const lowWindow float32 = 600

// Low tells whether the window is so low that what stands above a list has to leave it room.
func (k *Kit) Low() bool {
	c := k.Window.Canvas()
	return c != nil && c.Size().Height < lowWindow
}

// T says a key with arguments.
func (k *Kit) T(key string, args ...any) string { return k.Say.Say(words.M(key, args...)) }

// Screen is one page of the window.
type Screen interface {
	Object() fyne.CanvasObject
	// Render shows what the session has now.
	Render()
	// Reveal brings a place on this screen to view and puts the focus there.
	Reveal(assess.Place)
	// Leave commits what is still being typed; the shell calls it before another screen or the end.
	Leave()
}

// Keyed screens take keys that no focused widget took; they report whether they did.
type Keyed interface {
	Key(name fyne.KeyName) bool
}

// Tabbed screens have tabs; Step goes to the next (+1) or the one before (-1).
type Tabbed interface {
	Step(n int)
}

// Drafted screens have what waits for a button of theirs, and is written nowhere until then.
type Drafted interface {
	// Drafts returns what that is, a sentence each, after Leave. It is asked before the vault is let go.
	Drafts() []string
}

// Discussed screens have something at hand that can be commented on; see assess.Comment.On. It is empty where nothing is.
type Discussed interface {
	Subject() string
}

// Commanded screens act on the window's commands for the page: new here, edit, filter, done and next.
type Commanded interface {
	New()
	Filter()
	DoneAndNext()
}
