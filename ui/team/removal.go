package team

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Keys of what still counts.
const (
	allCounts  = "all"
	beforeADay = "before"
)

// removalForm takes a person or a laptop out: what still counts is chosen, and shown in numbers before it is done.
type removalForm struct {
	k      *screen.Kit
	roster Roster
	fit    func()
	done   func()
	whom   session.Removal
	title  *theme.Line
	what   *widgets.Banner
	scope  *widgets.Radio
	day    *widgets.Field
	reason *widgets.Field
	held   *widgets.Banner
	rows   map[Box]*widgets.FormRow
	by     *authorise
	yes    *widgets.Button
	body   *fyne.Container
}

// Boxes of the form.
const (
	BoxDay    Box = "day"
	BoxReason Box = "reason"
)

// newRemovalForm makes the form; back is called where it is left, done after somebody or something was taken out.
func newRemovalForm(k *screen.Kit, roster Roster, back, done, fit func()) *removalForm {
	f := &removalForm{k: k, roster: roster, fit: fit, done: done, title: theme.Text("", theme.Title, true, theme.Ink), what: widgets.NewBanner(theme.Warning, ""),
		held: widgets.NewBanner(theme.Info, ""), day: widgets.NewDayField(nil, k.T("team.bad.day")), reason: widgets.NewField(widgets.Never{})}
	f.scope = widgets.NewRadio(widgets.Option{Key: allCounts, Name: k.T("team.remove.all")}, widgets.Option{Key: beforeADay, Name: k.T("team.remove.before")})
	f.scope.OnPick = func(key string) {
		f.count()
		if key == beforeADay {
			f.day.Focus()
		}
	}
	f.day.OnCommit = func(string) { f.count() }
	form := widgets.NewForm(88)
	form.Add(k.T("team.remove.from"), f.scope, "")
	f.rows = map[Box]*widgets.FormRow{BoxDay: form.Add(k.T("team.remove.day"), f.day, k.T("team.remove.day.hint"))}
	form.AddWide(f.held)
	f.rows[BoxReason] = form.Add(k.T("team.remove.reason"), f.reason, "")
	f.by = newAuthorise(k, roster, form, func(by string) error { return roster.MayRemove(f.whom, by) }, f.remove)
	f.yes = widgets.NewPrimary(k.T("team.remove.yes"), "", f.remove)
	f.yes.Importance = widget.DangerImportance
	f.body = layout.Stack(8, f.title, f.what, form, container.NewHBox(layout.Spacer(), widgets.NewButton(k.T("team.remove.back"), "", back), f.yes))
	return f
}

func (f *removalForm) begin(r session.Removal, name string, all []Row) {
	f.whom = r
	f.title.Put(f.k.T("team.remove.title", name))
	what := "team.remove.what.laptop"
	if r.Person != "" {
		what = "team.remove.what.person"
	}
	f.what.Put(theme.Warning, f.k.T(what))
	f.scope.Put(allCounts)
	f.day.Put("")
	f.reason.Put("")
	f.errors(nil)
	f.by.begin("", all)
	f.count()
}

func (f *removalForm) put(all []Row) {
	f.by.put(all)
	f.count()
}

// removal is what the boxes say; ok is false while a day is needed and none stands there.
func (f *removalForm) removal() (r session.Removal, ok bool) {
	r = f.whom
	r.Reason = strings.TrimSpace(f.reason.Text())
	if f.scope.Chosen() == allCounts {
		return r, true
	}
	day, err := widgets.ParseDay(f.day.Text())
	if err != nil || day == "" {
		return r, false
	}
	r.From, err = time.ParseInLocation(time.DateOnly, day, time.Local)
	return r, err == nil
}

// count shows how many records would no longer count.
func (f *removalForm) count() {
	f.rows[BoxDay].Show(f.scope.Chosen() == beforeADay)
	r, ok := f.removal()
	switch n := f.roster.Held(r); {
	case !ok:
		f.held.Put(theme.Info, "")
	case n == 0:
		f.held.Put(theme.Info, f.k.T("team.remove.held.none"))
	default:
		f.held.Put(theme.Warning, f.k.T("team.remove.held", n))
	}
	f.fit()
}

func (f *removalForm) errors(bad map[Box]words.Msg) {
	for b, row := range f.rows {
		row.SetError(said(f.k, bad, b))
	}
}

func (f *removalForm) remove() {
	r, ok := f.removal()
	bad, missing := map[Box]words.Msg{}, f.by.proofs().Check()
	if !ok {
		bad[BoxDay] = words.M("team.bad.day")
	}
	if r.Reason == "" {
		bad[BoxReason] = words.M("team.bad.reason")
	}
	f.errors(bad)
	f.by.tell(missing)
	if len(bad)+len(missing) > 0 {
		f.fit()
		return
	}
	first, with := f.by.list()
	err := f.roster.Remove(r, first.By, first.PIN, with...)
	f.by.forget()
	switch {
	case err == nil:
		f.done()
	case f.by.refused(err):
	case errors.Is(err, words.Refuse("remove.self")):
		f.by.first.whoRow.SetError(f.k.Say.Explain(err).Both())
	case errors.Is(err, words.Refuse("text.control")):
		f.rows[BoxReason].SetError(f.k.Say.Explain(err).Both())
	default:
		f.k.Window.Fail(err)
	}
	f.fit()
}

// goneNote is what is shown of somebody or something that was taken out.
type goneNote struct {
	k           *screen.Kit
	title       *theme.Line
	what, again *widget.Label
	body        *fyne.Container
}

func newGoneNote(k *screen.Kit) *goneNote {
	g := &goneNote{k: k, title: theme.Text("", theme.Title, true, theme.Ink), what: widget.NewLabel(""), again: widget.NewLabel("")}
	g.what.Wrapping, g.again.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	g.again.Importance = widget.LowImportance
	g.body = layout.Stack(8, g.title, layout.Flush(g.what), layout.Flush(g.again))
	return g
}

func (g *goneNote) put(name string, gone words.Msg, again string) {
	g.title.Put(g.k.T("team.removed.title", name))
	g.what.SetText(g.k.Say.Say(gone))
	g.again.SetText(g.k.T(again))
}
