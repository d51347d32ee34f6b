package rules

import (
	"errors"
	"strconv"

	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// ruleForm is the kind of rule and the parameters of that kind, and no others; below them the rule in words. A rule is one register: what
// is filled in here changes it as a whole.
type ruleForm struct {
	p     *page
	owner *itemForm
	form  *form.Form
	tiers *widgets.Sheet
	table *widgets.FormRow // the row of the tiers
	says  *widgets.Para
}

// ruleNoun is what a rule is made of, but for its tiers.
var ruleNoun = &schema.Noun{Key: "rule", Fields: []schema.Field{
	{Name: "kind", Kind: schema.Choice, Words: "rules.kind.", One: kinds()},
	{Name: "what", Kind: schema.Prose},
	{Name: "target", Kind: schema.Points, Unit: "rules.target.unit"},
	{Name: "step", Kind: schema.Points, Unit: "rules.step.unit"},
	{Name: "amount", Kind: schema.Points, Unit: "rules.amount.unit"},
	{Name: "above", Kind: schema.Flag},
	{Name: "cap", Kind: schema.Points, Unit: "rules.cap.unit"},
	{Name: "floor", Kind: schema.Points, Unit: "rules.floor.unit"},
	{Name: "unit", Kind: schema.Text},
}}

func kinds() []string {
	var out []string
	for _, k := range standard.Kinds {
		out = append(out, string(k))
	}
	return out
}

// params are the parameters of each kind, by the fields of the form.
var params = map[standard.Kind]map[string]bool{
	standard.Binary:  {},
	standard.Half:    {},
	standard.Each:    {"amount": true, "floor": true, "unit": true},
	standard.Percent: {"target": true, "step": true, "amount": true, "above": true, "cap": true, "floor": true},
	standard.Tiers:   {"tiers": true, "unit": true},
	standard.Bonus:   {"amount": true, "cap": true, "unit": true},
	standard.Free:    {"amount": true},
	standard.Veto:    {},
}

// newRuleForm puts the rule's rows into a form.
func newRuleForm(p *page, f *itemForm, rows *widgets.Form) *ruleForm {
	number := func(name string) *form.Field { return form.Box(name).Says("rules." + name).Blank() }
	r := &ruleForm{p: p, owner: f, says: widgets.Paragraph(""), form: form.Asking(p.k, ruleNoun,
		form.Pick("kind").Says("rules.kind"), form.Box("what").Says("rules.what"),
		number("target"), number("step"), number("amount"), form.Tick("above").Says("rules.above.tick"), number("cap"), number("floor"),
		form.Box("unit").Says("rules.unit").Wide(120))}
	r.form.OnChange, r.form.OnDone = r.changed, p.done
	r.form.Into(rows)
	r.tiers = r.newTiers()
	r.table = rows.Add(p.t("rules.tiers"), container.New(layout.Least{Height: 176}, r.tiers), p.t("rules.tiers.hint"))
	rows.Add(p.t("rules.words"), container.NewStack(theme.NewBox(theme.Band).Round(theme.Grid), layout.Pad(4, 0, r.says)), "")
	return r
}

func (r *ruleForm) newTiers() *widgets.Sheet {
	check := func(s string) (string, error) {
		n, err := points(s)
		if err != nil {
			return "", errors.New(r.p.t("rules.bad.points"))
		}
		return n.String(), nil
	}
	s := widgets.NewSheet(widgets.SheetCol{Title: r.p.t("rules.tiers.from"), Check: check}, widgets.SheetCol{Title: r.p.t("rules.tiers.points"), Check: check})
	write := func() {
		rows := s.Rows()
		r.change(func(x *standard.Rule) { x.Tiers = tiers(rows) })
	}
	s.OnCell = func(int, int, string) { write() }
	s.OnNew = func([]string) { write() }
	s.OnDelete = func(n int) {
		r.change(func(x *standard.Rule) {
			x.Tiers = append(append([]standard.Tier(nil), x.Tiers[:n]...), x.Tiers[n+1:]...)
		})
	}
	s.OnDone = r.p.done
	return s
}

// changed writes what was filled in.
func (r *ruleForm) changed(field string) {
	text := r.form.Value(field)
	if field == "kind" {
		r.turn(text)
		return
	}
	r.change(func(x *standard.Rule) { fill(x, field, text) })
}

// fill puts a parameter into a rule, as the form has it.
func fill(x *standard.Rule, field, text string) {
	n, _ := points(text) // of a number, which the form has read
	switch field {
	case "what":
		x.What = text
	case "unit":
		x.Unit = text
	case "above":
		x.Above = text == "true"
	case "amount":
		x.Amount = n
	case "floor":
		x.Floor = n
	case "cap":
		x.Cap = n
	case "target":
		x.Target = int64(n)
	case "step":
		x.Step = int64(n)
	}
}

// change writes the rule with something else in it.
func (r *ruleForm) change(f func(*standard.Rule)) {
	i := r.owner.item
	if i == nil {
		return
	}
	rule := i.Rule
	f(&rule)
	if !standard.SameRule(rule, i.Rule) {
		r.p.k.Do(assess.SetItem(r.p.st.Table, i.ID, "rule", rule))
	}
}

// turn makes the rule one of another kind; a veto carries no points.
func (r *ruleForm) turn(kind string) {
	i := r.owner.item
	e := assess.SetItem(r.p.st.Table, i.ID, "rule", Turned(i.Rule, standard.Kind(kind), i.Points))
	if standard.Kind(kind) == standard.Veto && i.Points != 0 {
		e.Set(r.p.st.Table.Item(i.ID), "points", 0)
	}
	r.p.k.Do(e)
}

func (r *ruleForm) flush() {
	r.form.Flush()
	r.tiers.Flush()
}

func (r *ruleForm) put(st State, i *standard.Item) {
	x, open := i.Rule, st.Lock == nil
	r.form.Shut(!open)
	for field, text := range map[string]string{"kind": string(x.Kind), "what": x.What, "unit": x.Unit, "above": strconv.FormatBool(x.Above),
		"amount": some(x.Amount), "floor": some(x.Floor), "cap": some(x.Cap), "target": plain(x.Target), "step": plain(x.Step)} {
		r.form.Fill(field, text)
		if field != "kind" { // the words below say the rest where it can only be read
			r.form.Field(field).Show(open && (field == "what" || params[x.Kind][field]))
		}
	}
	rows := tierRows(x)
	keys := make([]string, len(rows))
	for n, row := range rows {
		keys[n] = row[0]
	}
	r.tiers.Put(rows, keys...)
	r.table.Show(open && params[x.Kind]["tiers"])
	lacks := r.p.lacks(i.Section, i.ID)
	r.form.Tell(lacks)
	r.table.SetError(lacks["tiers"])
	widgets.PutText(r.says, r.p.k.Say.Say(x.Words(i.Points)))
}
