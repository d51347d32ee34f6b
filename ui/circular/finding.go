package circular

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/ui/checklist"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// editText is a box with its label, or the words where they can only be read.
type editText = widgets.TextBox

func newEditText(label string, f *widgets.Field, commit func(string)) *editText {
	return widgets.NewTextBox(label, f, commit)
}

func refusedBy(s *Screen, entity string) error {
	return checklist.Refused(s.st.a, s.k.Session.Who(), entity)
}

// findingForm shows a finding in both voices, with where it stands in the circular.
type findingForm struct {
	s     *Screen
	d     *assess.District
	f     *assess.Finding
	head  *theme.Line
	city  *editText
	lock  *widgets.Prose
	texts struct{ named, requirement *widgets.Prose }
	parts struct{ named, requirement *fyne.Container }
	theme *widgets.ChoiceBox
	with  *widgets.ChoiceBox
	into  *widgets.Button
	page  *widgets.Page
}

func newFindingForm(s *Screen, timer widgets.Timer) *findingForm {
	k := s.k
	x := &findingForm{s: s, head: theme.Text("", theme.Body, true, theme.Ink), lock: widgets.NewProse().Faint()}
	x.city = newEditText(k.T("field.city"), widgets.NewNote(timer, 4), x.write)
	x.texts.named, x.texts.requirement = widgets.NewProse(), widgets.NewProse()
	x.parts.named = widgets.Labelled(k.T("field.named"), x.texts.named.Body)
	x.parts.requirement = widgets.Labelled(k.T("field.requirement"), x.texts.requirement.Body)
	x.theme = widgets.NewChoiceBox(k.T("circular.theme"), "", func(id string) { s.k.Do(assess.PlaceFinding(x.d, x.f, id)) })
	x.with = widgets.NewChoiceBox(k.T("circular.with"), k.T("circular.with.auto"), func(key string) { s.k.Do(assess.JoinFinding(x.d, x.f, key)) })
	x.into = widgets.NewButton(k.T("circular.insert"), theme.IconPlus, x.insert)
	to := widgets.NewQuiet(k.T("circular.tosummary"), theme.IconNext, func() {
		k.Window.Go(assess.Place{District: x.d.ID, Phase: assess.Summary, Entity: x.f.Final(x.d)})
	})
	x.page = widgets.NewPage(8, x.head, container.NewHBox(x.into), x.city.Body, x.lock.Body, x.theme.Body, x.with.Body, x.parts.requirement, x.parts.named,
		container.NewHBox(to))
	return x
}

// write sets the city's text; one that is as it was found on site is no other text.
func (x *findingForm) write(v string) {
	if v = strings.TrimSpace(v); v == x.f.City {
		v = ""
	}
	x.s.k.Do(assess.Fields("edit.final", x.f.Final(x.d), "city", v))
}

func (x *findingForm) put(d *assess.District, f *assess.Finding, locked bool) {
	k, section := x.s.k, x.s.at
	if x.f == nil || x.f.Entity != f.Entity {
		x.city.Edit.Flush()
		x.page.Top()
	}
	x.d, x.f = d, f
	x.head.Put(k.T("circular.finding", d.Name, k.T("finding."+string(f.Kind))))
	err := refusedBy(x.s, f.Final(d))
	x.city.Put(f.FinalCity, err != nil)
	why := ""
	if err != nil {
		e := k.Say.Explain(err)
		why = e.What
	}
	x.lock.Put(why)
	widgets.Visible(x.city.Body, section != circ.Highlights)
	widgets.Visible(x.lock.Body, why != "" && section != circ.Highlights)
	x.texts.named.Put(f.FinalNamed)
	x.texts.requirement.Put(f.Requirement)
	widgets.Visible(x.parts.requirement, section == circ.Requirements && f.Requirement != "")
	x.theme.Put(x.themes(), x.s.st.a.ThemeOf(d, f), locked)
	chosen := ""
	if p := x.s.st.a.Circular.Places[assess.FindingKey(d.ID, f.ID)]; p != nil {
		chosen = p.With
	}
	x.with.Put(x.others(), chosen, locked)
	themed := section == circ.Achievements || section == circ.Problems
	widgets.Visible(x.theme.Body, themed || section == circ.Requirements)
	widgets.Visible(x.with.Body, themed)
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

// others are the findings whose sentence this one may share: those of its theme.
func (x *findingForm) others() []widgets.Option {
	k, a := x.s.k, x.s.st.a
	mine := assess.FindingKey(x.d.ID, x.f.ID)
	out := []widgets.Option{{Key: "", Name: k.T("circular.with.auto")}, {Key: mine, Name: k.T("circular.with.none")}}
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

// insert puts the finding's sentence into the edited text.
func (x *findingForm) insert() {
	sec := x.s.section()
	if text, ok := sec.Insert(x.ref()); ok {
		x.s.k.Do(sec.Write(text))
	}
}
