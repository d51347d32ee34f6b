package start

import (
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Form asks for a new round. It checks everything at once and says what is wrong beside each box.
type Form struct {
	k      *screen.Kit
	create func(NewRound)
	form   *form.Form
	keys   keys
	fresh  Draft // what stands in the boxes of a form that nobody has filled in
	source *source
	told   *widgets.Banner
	page   *widgets.Page
	body   *fyne.Container
}

// roundNoun is what is asked for of a new round; its lists are texts, whose lines Check numbers.
var roundNoun = locking("new", schema.Field{Name: BoxTitle}, schema.Field{Name: BoxYear}, schema.Field{Name: BoxCity}, schema.Field{Name: BoxName},
	schema.Field{Name: BoxAgency}, schema.Field{Name: BoxRole, Kind: schema.Choice, Words: "role.", One: founders()},
	schema.Field{Name: BoxDistricts, Kind: schema.Prose}, schema.Field{Name: BoxSubs, Kind: schema.Prose}, schema.Field{Name: BoxTeam, Kind: schema.Prose})

// founders are the roles that may found a round.
func founders() []string {
	var out []string
	for _, r := range assess.Who(assess.Enrol) {
		out = append(out, string(r))
	}
	return out
}

// roundFields are the boxes in the order of the page.
func roundFields() []*form.Field {
	out := []*form.Field{form.Box(BoxTitle).Says("start.title"), form.Box(BoxYear).Says("start.year").Narrow(),
		form.Box(BoxCity).Says("start.city").Note("start.city.hint"), form.Box(BoxName).Says("start.name"), form.Box(BoxAgency).Says("start.agency"),
		form.Pick(BoxRole).Says("start.role").Hint("start.pickrole").Note("start.role.hint")}
	return append(append(out, keyFields()...), form.Box(BoxDistricts).Says("start.districts").Note("start.districts.hint").Lines(4).Free(),
		form.Box(BoxSubs).Says("start.subs").Note("start.subs.hint").Lines(3).Free(), form.Box(BoxTeam).Says("start.members").Note("start.members.hint").Lines(4).Free())
}

// NewForm makes an empty form. pick asks for last year's vault; nil where there is no way to.
func NewForm(k *screen.Kit, create func(NewRound), cancel func(), pick func(then func(path string))) *Form {
	f := &Form{k: k, create: create, form: form.Asking(k, roundNoun, roundFields()...), told: widgets.NewBanner(theme.Refused, "")}
	f.keys = keys{f.form, "start.seal.sealed.says"}
	f.form.OnDone = f.Submit
	f.form.OnChange = func(field string) {
		if field == BoxSeal {
			f.keys.look()
			f.page.Fit()
		}
	}
	f.page = widgets.NewPage(12, container.New(layout.Most{Width: 720, Centre: true}, f.rows(pick)))
	year := time.Now().Format("2006")
	f.form.Fill(BoxTitle, k.T("start.title.default", year)).Fill(BoxYear, year).Fill(BoxRole, string(assess.Leader))
	f.keys.look()
	f.fresh = f.keys.draft(roundNoun)
	f.body = framed(k.T("start.new.title"), f.page, f.told, widgets.NewButton(k.T("start.cancel"), "", cancel), widgets.NewPrimary(k.T("start.create"), theme.IconCheck, f.Submit))
	return f
}

// framed is a form below its title and above its buttons, which stay in view.
func framed(title string, page *widgets.Page, told *widgets.Banner, buttons ...fyne.CanvasObject) *fyne.Container {
	narrow := func(o fyne.CanvasObject, above, below float32) fyne.CanvasObject {
		return layout.Pad(above, below, container.New(layout.Most{Width: 720, Centre: true}, o))
	}
	row := container.NewHBox(append([]fyne.CanvasObject{layout.Spacer()}, buttons...)...)
	foot := layout.Stack(8, theme.NewBox(theme.Rule).Least(0, 1), told, row)
	return container.NewBorder(narrow(theme.Text(title, theme.Title, true, theme.Ink), 16, 12), narrow(foot, 16, 8), nil, nil, page)
}

// rows are the boxes below their headings.
func (f *Form) rows(pick func(then func(string))) *widgets.Form {
	rows := widgets.NewForm(112)
	part := func(heading string, boxes ...Box) {
		rows.AddWide(widgets.Head(widgets.Heading(f.k.T(heading)), nil))
		f.form.Into(rows, boxes...)
	}
	part("start.round", BoxTitle, BoxYear, BoxCity)
	f.source = newSource(f.k, rows, pick, f.fit)
	part("setup.new.founder", BoxName, BoxAgency, BoxRole, BoxPIN, BoxAgain)
	part("start.seal.head", BoxSeal, BoxPass, BoxPassAgain)
	part("setup.new.optional", BoxDistricts, BoxSubs, BoxTeam)
	return rows
}

// fit lays the page out anew, once there is one.
func (f *Form) fit() {
	if f.page != nil {
		f.page.Fit()
	}
}

// filled tells whether a person has filled in anything.
func (f *Form) filled() bool { return !maps.Equal(f.keys.draft(roundNoun), f.fresh) }

// Object is the form.
func (f *Form) Object() fyne.CanvasObject { return f.body }

// Focus puts the cursor into the first box.
func (f *Form) Focus() {
	f.form.Focus(BoxTitle)
	f.page.Fit()
}

// Submit makes the round, or says what is wrong.
func (f *Form) Submit() {
	r, errs := Check(f.keys.draft(roundNoun))
	r.Last, r.Builtin = f.source.last, f.source.builtin
	f.show(errs)
	if len(errs) > 0 {
		return
	}
	f.form.Forget()
	f.create(r)
}

// show stands errors beside their boxes and goes to the first.
func (f *Form) show(errs Errors) {
	f.form.Tell(beside(f.k, errs))
	text := ""
	if n := len(errs); n > 0 {
		text = f.k.T("start.bad", n)
	}
	f.told.Put(theme.Refused, text)
	f.body.Refresh() // the foot is higher with the notice
	f.page.Fit()
	f.form.FocusWrong()
	if box := f.form.Wrong(); box != nil {
		f.page.Reveal(box) // the box got the keyboard, but what is wrong stands below it
	}
}
