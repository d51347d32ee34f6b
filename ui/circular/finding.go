package circular

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/ui/form"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// findingForm shows a finding with its text for the city, and its place in the circular.
type findingForm struct {
	s     *Screen
	d     *assess.District
	f     *assess.Finding
	head  *theme.Line
	city  *form.Form // the finding's final text
	place *form.Form // where it stands in the circular
	lock  *widgets.Prose
	texts struct{ named, requirement *widgets.Prose }
	parts struct{ named, requirement *fyne.Container }
	into  *widgets.Button
	page  *widgets.Page
}

func newFindingForm(s *Screen) *findingForm {
	k := s.k
	x := &findingForm{s: s, head: theme.Text("", theme.Body, true, theme.Ink), lock: widgets.NewProse().Faint()}
	x.city = form.New(k, "d/final", "edit.final", form.Box("city").Lines(4).Over(x.onsite))
	x.place = form.New(k, "circ/place", "edit.circplace", form.Pick("theme").Says("circular.theme").From(x.themes).As(x.under),
		form.Pick("with").Says("circular.with").None("circular.with.auto").From(x.others))
	x.place.OnWrite = func(_ *assess.Edit, field, text string) *assess.Edit {
		if field == "with" {
			return assess.JoinFinding(x.d, x.f, text)
		}
		return assess.PlaceFinding(x.d, x.f, text)
	}
	x.texts.named, x.texts.requirement = widgets.NewProse(), widgets.NewProse()
	x.parts.named = widgets.Labelled(k.T("field.named"), x.texts.named.Body)
	x.parts.requirement = widgets.Labelled(k.T("field.requirement"), x.texts.requirement.Body)
	x.into = widgets.NewButton(k.T("circular.insert"), theme.IconPlus, x.insert)
	to := widgets.NewQuiet(k.T("circular.tosummary"), theme.IconNext, func() {
		k.Window.Go(assess.Place{District: x.d.ID, Phase: assess.Summary, Entity: x.f.Final(x.d)})
	})
	x.page = widgets.NewPage(8, x.head, container.NewHBox(x.into), x.city.Row("city"), x.lock.Body, x.place.Row("theme"), x.place.Row("with"), x.parts.requirement, x.parts.named,
		container.NewHBox(to))
	return x
}

// onsite returns the text for the city that was written on site, for the entity of a final text. A final text that equals it counts as
// none.
func (x *findingForm) onsite(entity string) string {
	at := assess.At(entity)
	if d := x.s.st.a.District(at.District); d != nil && d.Finding(at.ID("finding")) != nil {
		return d.Finding(at.ID("finding")).City
	}
	return ""
}

// under returns the ID of the finding's theme, chosen or proposed.
func (x *findingForm) under(string) string { return x.s.st.a.ThemeOf(x.d, x.f) }

func (x *findingForm) put(d *assess.District, f *assess.Finding, locked bool) {
	k, section := x.s.k, x.s.at
	if x.f == nil || x.f.Entity != f.Entity {
		x.city.Flush()
		x.page.Top()
	}
	x.d, x.f = d, f
	x.head.Put(k.T("circular.finding", d.Name, k.T("finding."+string(f.Kind))))
	x.city.Put(f.Final(d))
	err, why := x.city.Lock(), ""
	if err != nil {
		e := k.Say.Explain(err)
		why = e.What
	}
	x.lock.Put(why)
	x.city.Field("city").Show(section != circ.Highlights)
	widgets.Visible(x.lock.Body, why != "" && section != circ.Highlights)
	x.texts.named.Put(f.FinalNamed)
	x.texts.requirement.Put(f.Requirement)
	widgets.Visible(x.parts.requirement, section == circ.Requirements && f.Requirement != "")
	x.place.Shut(locked).Put(assess.Path("circ/place", d.ID, f.ID))
	themed := section == circ.Achievements || section == circ.Problems
	x.place.Field("theme").Show(themed || section == circ.Requirements)
	x.place.Field("with").Show(themed)
	widgets.Visible(x.into, !locked && x.s.st.leftOut(section, x.ref()))
	x.page.Fit()
}

func (x *findingForm) ref() circ.Ref { return circ.Ref{District: x.d.ID, Finding: x.f.ID} }

func (x *findingForm) themes() []widgets.Option {
	var out []widgets.Option
	for _, t := range x.s.st.a.Themes(x.f.Kind) {
		out = append(out, widgets.Option{Key: t.ID, Name: t.Title})
	}
	return out
}

// others returns the findings whose sentence this one may share, which are those of its theme.
func (x *findingForm) others() []widgets.Option {
	k, a := x.s.k, x.s.st.a
	mine := assess.FindingKey(x.d.ID, x.f.ID)
	out := []widgets.Option{{Key: mine, Name: k.T("circular.with.none")}}
	theme := a.ThemeOf(x.d, x.f)
	for _, d := range a.Districts {
		for _, f := range d.Standing(x.f.Kind) {
			if key := assess.FindingKey(d.ID, f.ID); key != mine && a.ThemeOf(d, f) == theme {
				out = append(out, widgets.Option{Key: key, Name: k.T("circular.with.one", d.Name, begin(f.FinalCity, 24))})
			}
		}
	}
	return out
}

// insert adds the finding's sentence to the edited text.
func (x *findingForm) insert() {
	sec := x.s.section()
	if text, ok := sec.Insert(x.ref()); ok {
		x.s.k.Do(sec.Write(text))
	}
}
