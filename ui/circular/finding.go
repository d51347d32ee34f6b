package circular

import (
	"strings"

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
		form.Pick("group").Says("circular.with").None("circular.with.auto").From(x.others).As(x.said))
	x.place.OnWrite = func(_ *assess.Edit, field, text string) *assess.Edit {
		if field == "group" {
			return x.join(text)
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
	x.page = widgets.NewPage(8, x.head, container.NewHBox(x.into), x.city.Row("city"), x.lock.Body, x.place.Row("theme"), x.place.Row("group"), x.parts.requirement, x.parts.named,
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
	widgets.Visible(x.lock.Body, why != "")
	x.texts.named.Put(f.FinalNamed)
	x.texts.requirement.Put(f.Requirement)
	widgets.Visible(x.parts.requirement, section == circ.Requirements && f.Requirement != "")
	x.place.Shut(locked).Put(assess.Path("circ/place", d.ID, f.ID))
	themed := section == circ.Achievements || section == circ.Problems
	x.place.Field("theme").Show((themed || section == circ.Requirements) && x.s.st.a.GroupOf(d, f) == nil)
	x.place.Field("group").Show(themed || section == circ.Highlights)
	widgets.Visible(x.into, !locked && x.s.st.leftOut(section, x.ref()))
	x.page.Fit()
}

func (x *findingForm) ref() circ.Ref { return circ.Ref{District: x.d.ID, Finding: x.f.ID} }

func (x *findingForm) themes() []widgets.Option { return themesOf(x.s.st.a, x.f.Kind) }

// What a finding may be joined to, as keys of the list: itself, a group, another finding.
const (
	alone      = "alone"
	inGroup    = "g/"
	withOther  = "f/"
	beginsWith = 24 // characters of a text in the list
)

// said returns how the finding is said, as a key of the list; empty where the likeness decides.
func (x *findingForm) said(string) string {
	a, mine := x.s.st.a, assess.FindingKey(x.d.ID, x.f.ID)
	if g := a.GroupOf(x.d, x.f); g != nil {
		return inGroup + g.ID
	}
	switch p := a.Circular.Places[mine]; {
	case p == nil || p.With == "":
		return ""
	case p.With == mine:
		return alone
	default:
		return withOther + p.With
	}
}

// others returns what the finding may be joined to: statements of its kind, and findings of its theme that are in none.
func (x *findingForm) others() []widgets.Option {
	k, a := x.s.k, x.s.st.a
	out := []widgets.Option{{Key: alone, Name: k.T("circular.with.none")}}
	for _, g := range a.Circular.Groups {
		if g.Kind == x.f.Kind {
			out = append(out, widgets.Option{Key: inGroup + g.ID, Name: k.T("circular.with.group", begin(g.Text, beginsWith))})
		}
	}
	theme := a.ThemeOf(x.d, x.f)
	for _, o := range x.s.st.standing(x.f.Kind) {
		if o.f != x.f && a.GroupOf(o.d, o.f) == nil && (x.f.Kind == assess.Highlight || a.ThemeOf(o.d, o.f) == theme) {
			out = append(out, widgets.Option{Key: findingRowKey(o.ref()), Name: k.T("circular.with.one", o.d.Name, begin(o.f.FinalCity, beginsWith))})
		}
	}
	return out
}

// join returns the edit for a choice from the list; nil where the page makes a new statement itself.
func (x *findingForm) join(to string) *assess.Edit {
	if to == alone {
		return assess.JoinFinding(x.d, x.f, assess.FindingKey(x.d.ID, x.f.ID))
	}
	if id, is := strings.CutPrefix(to, inGroup); is {
		return assess.PutInGroup(x.d, x.f, id)
	}
	if d, f := x.s.st.at(to); f != nil {
		x.s.join([]circ.Ref{{District: d.ID, Finding: f.ID}, x.ref()})
		return nil
	}
	return assess.JoinFinding(x.d, x.f, "")
}

// insert adds the finding's sentence to the edited text.
func (x *findingForm) insert() {
	sec := x.s.section()
	if text, ok := sec.Insert(x.ref()); ok {
		x.s.k.Do(sec.Write(text))
	}
}
