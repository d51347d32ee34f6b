package start

import (
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Form asks for a new round. It checks everything at once and says what is wrong beside each box.
type Form struct {
	k      *screen.Kit
	create func(NewRound)
	fields map[Box]*widgets.Field
	pins   map[Box]*widgets.Secret
	role   *widgets.Pick
	rows   map[Box]*widgets.FormRow
	source *source
	seal   *Seal
	told   *widgets.Banner
	page   *widgets.Page
	body   *fyne.Container
}

// NewForm makes an empty form. pick asks for last year's vault; nil where there is no way to.
func NewForm(k *screen.Kit, create func(NewRound), cancel func(), pick func(then func(path string))) *Form {
	f := &Form{k: k, create: create, fields: map[Box]*widgets.Field{}, pins: map[Box]*widgets.Secret{}, role: widgets.NewPick(k.T("start.pickrole")),
		rows: map[Box]*widgets.FormRow{}, told: widgets.NewBanner(theme.Refused, "")}
	form := widgets.NewForm(112)
	form.AddWide(widgets.Head(widgets.Heading(k.T("start.round")), nil))
	f.round(form, pick)
	form.AddWide(widgets.Head(widgets.Heading(k.T("setup.new.founder")), nil))
	f.founder(form)
	form.AddWide(widgets.Head(widgets.Heading(k.T("start.seal.head")), nil))
	f.seal = NewSeal(k.Say, form, f.Submit, f.fit)
	form.AddWide(widgets.Head(widgets.Heading(k.T("setup.new.optional")), nil))
	f.note(form, BoxDistricts, 4)
	f.note(form, BoxSubs, 3)
	f.note(form, BoxTeam, 4)
	buttons := container.NewHBox(layout.Spacer(), widgets.NewButton(k.T("start.cancel"), "", cancel), widgets.NewPrimary(k.T("start.create"), theme.IconCheck, f.Submit))
	title := theme.Text(k.T("start.new.title"), theme.Title, true, theme.Ink)
	f.page = widgets.NewPage(12, container.New(layout.Most{Width: 720, Centre: true}, form))
	foot := layout.Stack(8, theme.NewBox(theme.Rule).Least(0, 1), f.told, buttons)
	f.body = container.NewBorder(layout.Pad(16, 12, container.New(layout.Most{Width: 720, Centre: true}, title)), layout.Pad(16, 8, container.New(layout.Most{Width: 720, Centre: true}, foot)), nil, nil, f.page)
	return f
}

func (f *Form) round(form *widgets.Form, pick func(then func(string))) {
	year := time.Now().Format("2006")
	f.line(form, BoxTitle).Put(f.k.T("start.title.default", year))
	f.line(form, BoxYear).Put(year)
	f.line(form, BoxCity)
	f.source = newSource(f.k, form, pick, f.fit)
}

// fit lays the page out anew, once there is one.
func (f *Form) fit() {
	if f.page != nil {
		f.page.Fit()
	}
}

func (f *Form) founder(form *widgets.Form) {
	f.line(form, BoxName)
	f.line(form, BoxAgency)
	var roles []widgets.Option
	for _, r := range assess.Who(assess.Enrol) {
		roles = append(roles, widgets.Option{Key: string(r), Name: f.k.T("role." + string(r))})
	}
	f.role.Put(roles, string(assess.Leader))
	f.rows[BoxRole] = form.Add(f.k.T("start.role"), f.role, f.hint(BoxRole))
	for _, b := range []Box{BoxPIN, BoxAgain} {
		f.pins[b] = widgets.NewSecret("", func() bool { f.Submit(); return true })
		f.rows[b] = form.Add(f.k.T("start."+string(b)), f.pins[b], f.hint(b))
	}
}

func (f *Form) line(form *widgets.Form, b Box) *widgets.Field {
	return f.add(form, b, widgets.NewField(widgets.Never{}))
}

func (f *Form) note(form *widgets.Form, b Box, lines int) *widgets.Field {
	return f.add(form, b, widgets.NewNote(widgets.Never{}, lines))
}

func (f *Form) add(form *widgets.Form, b Box, field *widgets.Field) *widgets.Field {
	f.fields[b] = field
	f.rows[b] = form.Add(f.k.T("start."+string(b)), field, f.hint(b))
	return field
}

// hint of a box; some have none.
func (f *Form) hint(b Box) string { return f.k.Say["start."+string(b)+".hint"] }

// Object is the form.
func (f *Form) Object() fyne.CanvasObject { return f.body }

// Focus puts the cursor into the first box.
func (f *Form) Focus() {
	f.fields[BoxTitle].Focus()
	f.page.Fit()
}

// Draft is what stands in the boxes.
func (f *Form) Draft() Draft {
	d := Draft{BoxRole: f.role.Chosen()}
	for b, field := range f.fields {
		d[b] = field.Text()
	}
	for b, pin := range f.pins {
		d[b] = pin.Text
	}
	f.seal.Fill(d)
	return d
}

// Submit makes the round, or says what is wrong.
func (f *Form) Submit() {
	r, errs := Check(f.Draft())
	r.Last = f.source.last
	f.show(errs)
	if len(errs) > 0 {
		return
	}
	for _, p := range f.secrets() {
		p.SetText("")
	}
	f.create(r)
}

// show stands errors beside their boxes and goes to the first.
func (f *Form) show(errs Errors) {
	for _, rows := range []map[Box]*widgets.FormRow{f.rows, f.seal.rows} {
		for b, row := range rows {
			row.SetError(f.say(errs[b]))
		}
	}
	text := ""
	if n := len(errs); n > 0 {
		text = f.k.T("start.bad", n)
	}
	f.told.Put(theme.Refused, text)
	f.body.Refresh() // the foot is higher with the notice
	f.page.Fit()
	for _, b := range order {
		if len(errs[b]) == 0 {
			continue
		}
		if field := f.fields[b]; field != nil {
			f.page.Reveal(field)
			field.Focus()
		} else if pin := f.secrets()[b]; pin != nil {
			f.page.Reveal(pin)
		}
		return
	}
}

// secrets are the boxes for PIN and passphrase.
func (f *Form) secrets() map[Box]*widgets.Secret {
	all := maps.Clone(f.pins)
	maps.Copy(all, f.seal.pins)
	return all
}

// order of the boxes on the page.
var order = []Box{BoxTitle, BoxYear, BoxCity, BoxName, BoxAgency, BoxRole, BoxPIN, BoxAgain, BoxPass, BoxPassAgain, BoxDistricts, BoxSubs, BoxTeam}

// say joins a box's errors, three at most.
func (f *Form) say(list []words.Msg) string {
	const most = 3
	var out []string
	for i, m := range list {
		if i == most {
			out = append(out, f.k.T("start.bad.more", len(list)-most))
			break
		}
		out = append(out, f.k.Say.Say(m))
	}
	return strings.Join(out, f.k.T("start.bad.sep"))
}
