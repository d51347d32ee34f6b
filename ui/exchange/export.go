package exchange

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

const exportWidth = 440

// export is the question what to write.
type export struct {
	k                      *screen.Kit
	kind, district, person *widgets.Pick
	form                   *widgets.Form
	kinds, where, whom     *widgets.FormRow
	box                    *fyne.Container
}

// AskExport asks what to write, beginning with a kind, and for a field sheet for which district and whom. Where to is the shell's to ask.
func AskExport(k *screen.Kit, o Actions, kind Kind) {
	x := &export{k: k, kind: widgets.NewPick(""), district: widgets.NewPick(k.T("exchange.export.everyone")), person: widgets.NewPick(k.T("exchange.export.everyone")),
		form: widgets.NewForm(0)}
	x.kinds = x.form.Add(k.T("exchange.export.kind"), x.kind, " ")
	x.where = x.form.Add(k.T("exchange.export.district"), x.district, "")
	x.whom = x.form.Add(k.T("exchange.export.person"), x.person, " ")
	for _, p := range []*widgets.Pick{x.kind, x.district, x.person} {
		p.OnPick = func(string) { x.render() }
	}
	var kinds []widgets.Option
	for _, kd := range Kinds {
		kinds = append(kinds, widgets.Option{Key: string(kd), Name: k.T("exchange.export.kind." + string(kd))})
	}
	x.kind.Put(kinds, string(kind))
	a := k.Session.View()
	x.district.Put(districts(a), "")
	x.person.Put(assessors(a), first(a, k.Session.Who()))
	x.box = container.New(layout.Least{Width: exportWidth, Height: 200}, x.form)
	x.render()
	widgets.Ask(k.Window.Canvas(), widgets.Question{Title: k.T("exchange.export.title"), Body: x.box, Yes: k.T("exchange.export.yes"), No: k.T("button.cancel"),
		Size: fyne.NewSize(exportWidth+40, 0), Try: x.right, Then: func() {
			if Kind(x.kind.Chosen()) != Field {
				o.Export(Kind(x.kind.Chosen()), "", "")
			} else {
				o.Export(Field, x.district.Chosen(), x.person.Chosen())
			}
		}})
}

func (x *export) render() {
	field := Kind(x.kind.Chosen()) == Field
	x.kinds.SetHint(x.k.T("exchange." + x.kind.Chosen() + ".says"))
	x.where.Show(field)
	x.whom.Show(field)
	x.where.SetError("")
	hint := " "
	if d := x.k.Session.View().District(x.district.Chosen()); d != nil && x.person.Chosen() != "" {
		hint = x.holds(d, x.person.Chosen())
	}
	x.whom.SetHint(hint)
	x.whom.SetError("")
}

// holds says which items a field sheet has.
func (x *export) holds(d *assess.District, person string) string {
	a, n := x.k.Session.View(), 0
	for _, sec := range a.Standard.Sections {
		if slices.Contains(d.Assigned[sec.ID], person) {
			n += len(sec.Items)
		}
	}
	if n == 0 {
		return x.k.T("exchange.export.allitems", len(a.Standard.Items()))
	}
	return x.k.T("exchange.export.items", n)
}

// right tells whether all was chosen that a field sheet needs; what lacks stands below its box.
func (x *export) right() bool {
	if Kind(x.kind.Chosen()) != Field {
		return true
	}
	if x.district.Chosen() == "" {
		x.where.SetError(x.k.T("exchange.export.nodistrict"))
		return false
	}
	if x.person.Chosen() == "" {
		x.whom.SetError(x.k.T("exchange.export.noperson"))
		return false
	}
	return true
}

func districts(a *assess.Assessment) []widgets.Option {
	var out []widgets.Option
	for _, d := range a.Districts {
		out = append(out, widgets.Option{Key: d.ID, Name: d.Name})
	}
	return out
}

// assessors are those who may give marks or write records.
func assessors(a *assess.Assessment) []widgets.Option {
	var out []widgets.Option
	for _, p := range a.Team {
		if assess.May(p.Role, assess.Note) {
			out = append(out, widgets.Option{Key: p.ID, Name: p.Name})
		}
	}
	return out
}

// first is whoever is at the keyboard, if they are among the assessors.
func first(a *assess.Assessment, who *assess.Person) string {
	if who != nil && slices.ContainsFunc(assessors(a), func(o widgets.Option) bool { return o.Key == who.ID }) {
		return who.ID
	}
	return ""
}
