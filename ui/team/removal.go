package team

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/form"
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

// Fields of the form.
const (
	FieldFrom   = "from"
	FieldDay    = "day"
	FieldReason = "reason"
	FieldBranch = "branch" // of a laptop that goes on in two places, which of them counts
)

var removalNoun = authorised("removal", schema.Field{Name: FieldFrom, Kind: schema.Choice, Words: "team.remove.", One: []string{allCounts, beforeADay}},
	schema.Field{Name: FieldDay, Kind: schema.Day}, schema.Field{Name: FieldReason}, schema.Field{Name: FieldBranch})

// removalForm takes a person or a laptop out: what still counts is chosen, and shown in numbers before it is done.
type removalForm struct {
	k      *screen.Kit
	roster Roster
	fit    func()
	done   func()
	whom   session.Removal
	title  *theme.Line
	what   *widgets.Banner
	held   *widgets.Banner
	form   *form.Form
	by     *authorise
	body   *fyne.Container
}

// newRemovalForm makes the form; back is called where it is left, done after somebody or something was taken out.
func newRemovalForm(k *screen.Kit, roster Roster, back, done, fit func()) *removalForm {
	f := &removalForm{k: k, roster: roster, fit: fit, done: done, title: theme.Text("", theme.Title, true, theme.Ink), what: widgets.NewBanner(theme.Warning, ""),
		held: widgets.NewBanner(theme.Info, "")}
	f.by = &authorise{k: k, roster: roster, alone: func(by string) error { return roster.MayRemove(f.whom, by) }}
	f.form = form.Asking(k, removalNoun, append([]*form.Field{form.Pick(FieldBranch).Says("team.remove.branch").From(f.branches), form.Radio(FieldFrom).Says("team.remove.from"),
		form.Box(FieldDay).Says("team.remove.day").Note("team.remove.day.hint"), form.Box(FieldReason).Says("team.remove.reason").Must()}, f.by.fields()...)...)
	f.form.OnDone = f.remove
	f.form.OnChange = f.changed
	rows := widgets.NewForm(88)
	f.form.Into(rows, FieldBranch, FieldFrom, FieldDay)
	rows.AddWide(f.held)
	f.form.Into(rows, FieldReason)
	f.by.into(f.form, rows)
	yes := widgets.NewPrimary(k.T("team.remove.yes"), "", f.remove)
	yes.Importance = widget.DangerImportance
	help := widgets.NewQuiet(k.T("help.topic"), theme.IconInfo, func() { k.Window.Help(f.topic()) })
	f.body = layout.Stack(8, f.title, f.what, rows, container.NewHBox(help, layout.Spacer(), widgets.NewButton(k.T("team.remove.back"), "", back), yes))
	return f
}

// topic of the help that is about what is to be taken out.
func (f *removalForm) topic() string {
	if f.whom.Person != "" {
		return "leaves"
	}
	return "laptop"
}

func (f *removalForm) changed(field string) {
	f.by.look()
	f.count()
	if field == FieldFrom && f.form.Value(FieldFrom) == beforeADay {
		f.form.Focus(FieldDay)
	}
}

func (f *removalForm) begin(r session.Removal, name string, all []Row) {
	f.whom = r
	f.title.Put(f.k.T("team.remove.title", name))
	what := "team.remove.what.laptop"
	switch {
	case r.Person != "":
		what = "team.remove.what.person"
	case f.fork() != nil:
		what = "team.remove.what.fork"
	}
	f.what.Put(theme.Warning, f.k.T(what))
	f.form.Drop()
	f.form.Fill(FieldBranch, allCounts).Fill(FieldFrom, allCounts).Fill(FieldDay, "").Fill(FieldReason, "")
	f.form.Forget()
	f.form.Tell(nil)
	f.by.begin("", all)
	f.count()
}

func (f *removalForm) put(all []Row) {
	f.by.put(all)
	f.count()
}

// fork is the laptop that is to be taken out, if it goes on in two places and nobody has said yet which of them counts; else nil.
func (f *removalForm) fork() *session.Forked {
	for _, x := range f.roster.Forks() {
		if x.Device == f.whom.Device && !x.Decided && f.whom.Person == "" {
			return &x
		}
	}
	return nil
}

// branches are what can count of a laptop that goes on in two places: both, or one of them.
func (f *removalForm) branches() []widgets.Option {
	out := []widgets.Option{{Key: allCounts, Name: f.k.T("team.remove.branch.all")}}
	if x := f.fork(); x != nil {
		for _, b := range x.Branches {
			out = append(out, widgets.Option{Key: b.Tip.Hash.String(),
				Name: f.k.T("team.remove.branch.of", b.Records, f.k.Session.View().Name(b.Author), b.At.Local().Format("2006-01-02 15:04"))})
		}
	}
	return out
}

// removal is what the boxes say; ok is false while a day is needed and none stands there.
func (f *removalForm) removal() (r session.Removal, ok bool) {
	r = f.whom
	r.Reason = f.form.Value(FieldReason)
	if x := f.fork(); x != nil {
		for _, b := range x.Branches {
			if b.Tip.Hash.String() == f.form.Value(FieldBranch) {
				r.Branches = append(r.Branches, b.Tip.Hash)
			}
		}
		return r, true
	}
	if f.form.Value(FieldFrom) == allCounts {
		return r, true
	}
	from, err := time.ParseInLocation(time.DateOnly, f.form.Value(FieldDay), time.Local)
	r.From = from
	return r, err == nil
}

// count shows how many records would no longer count.
func (f *removalForm) count() {
	forked := f.fork() != nil
	f.form.Field(FieldBranch).Show(forked)
	f.form.Field(FieldFrom).Show(!forked)
	f.form.Field(FieldDay).Show(!forked && f.form.Value(FieldFrom) == beforeADay)
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

func (f *removalForm) remove() {
	r, ok := f.removal()
	bad := map[string]words.Msg{}
	if !ok {
		bad[FieldDay] = words.M("team.bad.day")
	}
	if r.Reason == "" {
		bad[FieldReason] = words.M("team.bad.reason")
	}
	if f.by.lacks(bad) {
		f.fit()
		return
	}
	first, with := f.by.list()
	err := f.roster.Remove(r, first.By, first.PIN, with...)
	f.form.Forget()
	if err == nil {
		f.done()
	} else {
		f.by.refused(err, map[string]string{"remove.self": FieldBy, "text.control": FieldReason})
	}
	f.fit()
}

// goneNote is what is shown of somebody or something that was taken out.
type goneNote struct {
	k           *screen.Kit
	title       *theme.Line
	what, again *widgets.Para
	body        *fyne.Container
}

func newGoneNote(k *screen.Kit) *goneNote {
	g := &goneNote{k: k, title: theme.Text("", theme.Title, true, theme.Ink), what: widgets.Paragraph(""), again: widgets.Paragraph("")}
	g.again.Importance = widget.LowImportance
	g.body = layout.Stack(8, g.title, layout.Flush(g.what), layout.Flush(g.again))
	return g
}

func (g *goneNote) put(name string, gone words.Msg, again string) {
	g.title.Put(g.k.T("team.removed.title", name))
	g.what.SetText(g.k.Say.Say(gone))
	g.again.SetText(g.k.T(again))
}
