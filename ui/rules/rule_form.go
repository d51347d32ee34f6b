package rules

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// ruleForm is the kind of rule and the parameters of that kind, and no others; below them the rule in words.
type ruleForm struct {
	p     *page
	owner *itemForm
	kind  *widgets.Pick
	what  *widgets.Note
	nums  map[string]*widgets.Field // amount, step, target, floor, cap
	unit  *widgets.Field
	above *widgets.Tick
	tiers *widgets.Sheet
	says  *widget.Label
}

// params are the parameters of each kind, by the rows of the form.
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

func newRuleForm(p *page, f *itemForm) *ruleForm {
	r := &ruleForm{p: p, owner: f, kind: widgets.NewPick(""), what: widgets.NewNote(p.timer, 2), unit: widgets.NewField(p.timer),
		above: widgets.NewTick(p.t("rules.above.tick")), nums: map[string]*widgets.Field{}, says: widgets.Paragraph("")}
	r.kind.OnPick = r.turn
	r.what.OnCommit = func(s string) { r.change(func(x *standard.Rule) { x.What = strings.TrimSpace(s) }) }
	r.unit.OnCommit = func(s string) { r.change(func(x *standard.Rule) { x.Unit = strings.TrimSpace(s) }) }
	r.above.OnTick = func(on bool) { r.change(func(x *standard.Rule) { x.Above = on }) }
	f.add("kind", r.kind, "")
	f.add("what", r.what, "")
	for _, n := range []string{"target", "step", "amount"} {
		r.number(n)
	}
	f.add("above", r.above, "")
	for _, n := range []string{"cap", "floor"} {
		r.number(n)
	}
	f.add("unit", container.New(layout.Most{Width: 120}, r.unit), "")
	r.tiers = r.newTiers()
	f.add("tiers", container.New(layout.Least{Height: 176}, r.tiers), p.t("rules.tiers.hint"))
	words := container.NewStack(theme.NewBox(theme.Band).Round(theme.Grid), layout.Pad(4, 0, r.says))
	f.add("words", words, "")
	for _, b := range r.fields() {
		b.OnDone = p.done
	}
	return r
}

// number adds a box for one of the rule's numbers.
func (r *ruleForm) number(name string) {
	b := widgets.NewField(r.p.timer)
	b.Parse = r.p.pointsText
	b.OnCommit = func(s string) {
		n, _ := points(s)
		r.change(func(x *standard.Rule) {
			switch name {
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
		})
	}
	r.nums[name] = b
	hint := theme.Text(r.p.t("rules."+name+".hint"), theme.Small, false, theme.Ink2)
	r.owner.add(name, container.New(layout.Cells{Widths: []float32{120, 0}, Gap: 8}, b, layout.Pad(0, 9, hint)), "")
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

// change writes the rule with something else in it.
func (r *ruleForm) change(f func(*standard.Rule)) {
	i := r.owner.item
	if i == nil {
		return
	}
	rule := i.Rule
	f(&rule)
	if !standard.SameRule(rule, i.Rule) {
		r.owner.set("rule", rule)
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

func (r *ruleForm) fields() []*widgets.Field {
	return []*widgets.Field{r.what, r.nums["target"], r.nums["step"], r.nums["amount"], r.nums["cap"], r.nums["floor"], r.unit}
}

func (r *ruleForm) put(i *standard.Item) {
	x := i.Rule
	var kinds []widgets.Option
	for _, k := range standard.Kinds {
		kinds = append(kinds, widgets.Option{Key: string(k), Name: r.p.t("rules.kind." + string(k))})
	}
	r.kind.Put(kinds, string(x.Kind))
	r.what.Put(x.What)
	r.unit.Put(x.Unit)
	r.above.Put(x.Above)
	for name, v := range map[string]string{"amount": some(x.Amount), "floor": some(x.Floor), "cap": some(x.Cap), "target": plain(x.Target), "step": plain(x.Step)} {
		r.nums[name].Put(v)
	}
	rows := tierRows(x)
	keys := make([]string, len(rows))
	for n, row := range rows {
		keys[n] = row[0]
	}
	r.tiers.Put(rows, keys...)
	for _, name := range []string{"target", "step", "amount", "above", "cap", "floor", "unit", "tiers"} {
		r.owner.rows[name].show(params[x.Kind][name])
	}
	widgets.PutText(r.says, r.p.k.Say.Say(x.Words(i.Points)))
}
