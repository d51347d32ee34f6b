package rules

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// onsitePane is 现场: by which methods one looks into matters on site, and what is checked in every drawn subdistrict. Both are the round's own,
// not a version's: they can be changed until the standard is frozen.
type onsitePane struct {
	p       *page
	methods *register
	checks  *register
	view    *widgets.Page
}

func newOnsitePane(p *page) *onsitePane {
	o := &onsitePane{p: p}
	name := widgets.SheetCol{Title: p.t("rules.method.name"), Check: o.named}
	var forms []string
	for _, f := range standard.Forms {
		forms = append(forms, p.t("form."+string(f)))
	}
	form := widgets.SheetCol{Title: p.t("field.form"), Width: 200, Kind: widgets.Choice, Choices: forms}
	o.methods = newRegister(p, 240, o.writeMethods, name, form)
	o.checks = newRegister(p, 300, o.writeChecks, widgets.SheetCol{Title: p.t("rules.check.text"), Check: o.named})
	rows := widgets.NewForm(112)
	rows.Add(p.t("field.methods"), o.methods.body, p.t("rules.method.hint"))
	rows.Add(p.t("rules.checks"), o.checks.body, p.t("rules.checks.hint"))
	o.view = widgets.NewPage(theme.Grid*2, container.New(layout.Most{Width: 760}, rows))
	return o
}

func (o *onsitePane) object() fyne.CanvasObject { return o.view }

func (o *onsitePane) flush() {
	o.methods.sheet.Flush()
	o.checks.sheet.Flush()
}

// named keeps a name from being emptied: a row is removed by its button.
func (o *onsitePane) named(text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", errors.New(o.p.t("rules.bad.name"))
	}
	return text, nil
}

func (o *onsitePane) put(st State) {
	a := o.p.k.Session.View()
	locked := st.Lock != nil || a.Standard.Frozen
	var methods, checks [][]string
	var read, texts []string
	for _, m := range a.Standard.Methods {
		row := []string{o.p.k.Say.Say(m.Words()), o.p.t("form." + string(m.Form))}
		methods, read = append(methods, row), append(read, o.p.t("rules.method.read", row[0], row[1]))
	}
	for n, c := range a.Checks {
		checks, texts = append(checks, []string{c.Text}), append(texts, strconv.Itoa(n+1)+". "+c.Text)
	}
	o.methods.put(methods, o.p.t("rules.method.say"))
	o.checks.put(checks, "")
	o.methods.lock(locked, strings.Join(read, "\n"))
	o.checks.lock(locked, strings.Join(texts, "\n"))
	o.view.Fit()
}

// writeMethods finds the method of each row by its name or, where that was changed, by its place.
func (o *onsitePane) writeMethods(rows [][]string) {
	s := o.p.k.Session.View().Standard
	name := func(m *standard.Method) string { return o.p.k.Say.Say(m.Words()) }
	var list []*standard.Method
	for n, id := range matched(rows, s.Methods, name) {
		m := &standard.Method{ID: id, Form: standard.Briefing}
		if was := s.Method(id); id != "" {
			*m = *was
		} else {
			m.ID = o.p.k.Session.NewID()
		}
		if rows[n][0] != name(m) {
			m.Name = rows[n][0]
		}
		if i := slices.IndexFunc(standard.Forms, func(f standard.Form) bool { return o.p.t("form."+string(f)) == rows[n][1] }); i >= 0 {
			m.Form = standard.Forms[i]
		}
		list = append(list, m)
	}
	o.p.k.Do(assess.SetMethods(s, list))
}

func (o *onsitePane) writeChecks(rows [][]string) {
	a := o.p.k.Session.View()
	var list []*assess.Check
	for n, id := range matched(rows, a.Checks, func(c *assess.Check) string { return c.Text }) {
		if id == "" {
			id = o.p.k.Session.NewID()
		}
		list = append(list, &assess.Check{ID: id, Text: rows[n][0]})
	}
	o.p.k.Do(assess.SetChecks(a, list))
}

// matched returns for each row the ID of what it was: of what has its name, or else, where neither the row nor what stood in its place is found by
// name, of that; "" for a new row.
func matched[T interface{ Key() string }](rows [][]string, old []T, name func(T) string) []string {
	out, taken := make([]string, len(rows)), map[string]bool{}
	for n, row := range rows {
		if i := slices.IndexFunc(old, func(x T) bool { return name(x) == row[0] && !taken[x.Key()] }); i >= 0 {
			out[n], taken[old[i].Key()] = old[i].Key(), true
		}
	}
	for n := range rows {
		if out[n] == "" && n < len(old) && !taken[old[n].Key()] {
			out[n], taken[old[n].Key()] = old[n].Key(), true
		}
	}
	return out
}
