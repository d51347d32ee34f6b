package rules

import (
	"errors"
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

// itemForm is the item at hand: boxes where it may be edited, the words where not, and below both the trial.
type itemForm struct {
	p     *page
	item  *standard.Item
	head  *theme.Line
	boxes *itemBoxes
	rule  *ruleForm
	trial *trial
	form  *widgets.Form // text, points and rule
	more  *widgets.Form
	facts *facts
	rows  map[string]*formRow
	view  *widgets.Page
}

// itemBoxes are the boxes that are not the rule's.
type itemBoxes struct {
	text, materials      *widgets.Note
	points, basis, floor *widgets.Field
	key                  *widgets.Tick
	unit                 *theme.Line
	methods              map[standard.Method]*widgets.Tick
}

func newItemForm(p *page) *itemForm {
	f := &itemForm{p: p, head: theme.Text("", theme.Title, true, theme.Ink), form: widgets.NewForm(72), more: widgets.NewForm(72), facts: newFacts(), rows: map[string]*formRow{}}
	f.boxes = f.newBoxes()
	b := f.boxes
	f.add("text", b.text, "")
	f.add("points", container.New(layout.Most{Width: 120}, b.points), "")
	f.rule = newRuleForm(p, f)
	f.trial = newTrial(p)
	f.addMore()
	f.view = widgets.NewPage(theme.Grid*2, f.head, f.form, f.facts.body, f.trial.body, f.more)
	return f
}

// addMore are the rows below the trial.
func (f *itemForm) addMore() {
	b, t := f.boxes, f.p.t
	more := func(field string, box fyne.CanvasObject, hint string) {
		f.rows[field] = &formRow{row: f.more.Add(t("rules."+field), box, hint)}
	}
	key := container.New(layout.Cells{Widths: []float32{112, 80, 0}, Gap: 8}, b.key, b.floor, layout.Pad(0, 8, b.unit))
	more("keyfloor", key, "")
	methods := layout.Flow(theme.Grid)
	for _, m := range standard.Methods {
		methods.Add(b.methods[m])
	}
	more("methods", methods, "")
	more("materials", b.materials, t("rules.materials.hint"))
	more("basis", b.basis, "")
}

func (f *itemForm) add(field string, box fyne.CanvasObject, hint string) {
	f.rows[field] = &formRow{row: f.form.Add(f.p.t("rules."+field), box, hint)}
}

func (f *itemForm) newBoxes() *itemBoxes {
	t := f.p.timer
	b := &itemBoxes{text: widgets.NewNote(t, 3), materials: widgets.NewNote(t, 3), points: widgets.NewField(t), basis: widgets.NewField(t), floor: widgets.NewField(t),
		key: widgets.NewTick(f.p.t("rules.key")), unit: theme.Text(f.p.t("rules.keyfloor.unit"), theme.Small, false, theme.Ink2), methods: map[standard.Method]*widgets.Tick{}}
	b.text.OnCommit = func(s string) { f.set("text", strings.TrimSpace(s)) }
	b.basis.OnCommit = func(s string) { f.set("basis", strings.TrimSpace(s)) }
	b.materials.OnCommit = func(s string) { f.set("materials", lines(s)) }
	b.points.Parse = f.p.pointsText
	b.points.OnCommit = func(s string) { n, _ := points(s); f.set("points", int64(n)) }
	b.floor.Parse = f.p.percentText
	b.floor.OnCommit = func(s string) { n, _ := whole(s); f.set("keyfloor", n) }
	b.key.OnTick = func(on bool) {
		e := assess.SetItem(f.p.st.Table, f.item.ID, "key", on)
		if on && f.item.KeyFloor == 0 {
			e.Set(f.p.st.Table.Item(f.item.ID), "keyfloor", 60)
		}
		f.p.k.Do(e)
	}
	for _, m := range standard.Methods {
		b.methods[m] = widgets.NewTick(f.p.t("method." + string(m)))
		b.methods[m].OnTick = func(on bool) { f.set("methods", withMethod(f.item.Methods, m, on)) }
	}
	for _, box := range []*widgets.Field{b.text, b.materials, b.points, b.basis, b.floor} {
		box.OnDone = func() { f.p.done() }
	}
	return b
}

// withMethod is the methods with one more or less, in the customary order.
func withMethod(list []standard.Method, m standard.Method, on bool) []standard.Method {
	has := map[standard.Method]bool{m: on}
	for _, x := range list {
		if x != m {
			has[x] = true
		}
	}
	var out []standard.Method
	for _, x := range standard.Methods {
		if has[x] {
			out = append(out, x)
		}
	}
	return out
}

// pointsText is a text with points as it is shown, or what is wrong with it.
func (p *page) pointsText(s string) (string, error) {
	n, err := points(s)
	if err != nil {
		return "", errors.New(p.t("rules.bad.points"))
	}
	return some(n), nil
}

// percentText is a whole number of percent, up to a hundred.
func (p *page) percentText(s string) (string, error) {
	n, err := whole(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(s), "%"), "％"))
	if err != nil || n > 100 {
		return "", errors.New(p.t("rules.bad.percent"))
	}
	return strconv.FormatInt(n, 10), nil
}

func (f *itemForm) set(field string, v any) {
	if f.item != nil {
		f.p.k.Do(assess.SetItem(f.p.st.Table, f.item.ID, field, v))
	}
}

// fields are all boxes that may have something typed in them.
func (f *itemForm) fields() []*widgets.Field {
	b := f.boxes
	return append([]*widgets.Field{b.text, b.points, b.floor, b.materials, b.basis}, f.rule.fields()...)
}

func (f *itemForm) flush() {
	if f.item == nil {
		return
	}
	for _, b := range f.fields() {
		b.Flush()
	}
	f.rule.tiers.Flush()
}

func (f *itemForm) focus() { f.boxes.text.Focus() }

func (f *itemForm) put(st State, i *standard.Item) {
	if f.item != nil && f.item.ID != i.ID {
		if st.Standard.Item(f.item.ID) != nil {
			f.flush()
		}
		f.trial.clear()
		f.view.Top()
	}
	f.item = i
	locked := st.Lock != nil
	head := i.Code
	if sec := st.Standard.Section(i.Section); sec != nil {
		head += "  " + sec.Title
	}
	f.head.Put(head)
	widgets.Visible(f.form, !locked)
	widgets.Visible(f.more, !locked)
	widgets.Visible(f.facts.body, locked)
	if locked {
		f.read(i)
	} else {
		f.edit(st, i)
	}
	f.trial.put(i)
	f.view.Fit()
}

func (f *itemForm) edit(st State, i *standard.Item) {
	b := f.boxes
	entity := st.Table.Item(i.ID)
	b.text.Needed, b.points.Needed = f.p.k.Needed(entity, "text"), f.p.k.Needed(entity, "points")
	b.text.Put(i.Text)
	b.points.Put(some(i.Points))
	b.basis.Put(i.Basis)
	b.materials.Put(strings.Join(i.Materials, "\n"))
	b.floor.Put(strconv.FormatInt(i.KeyFloor, 10))
	b.key.Put(i.Key)
	widgets.Visible(b.floor, i.Key)
	widgets.Visible(b.unit, i.Key)
	has := map[standard.Method]bool{}
	for _, m := range i.Methods {
		has[m] = true
	}
	for m, tick := range b.methods {
		tick.Put(has[m])
	}
	f.rows["points"].show(!i.Veto())
	f.rows["keyfloor"].show(!i.Veto() && !i.Bonus())
	f.rule.put(i)
	sayAll(f.p, f.rows, st.lacksOf(i.Section, i.ID))
}

// read shows an item that can't be edited.
func (f *itemForm) read(i *standard.Item) {
	t := f.p.t
	key := ""
	if i.Key {
		key = t("rules.key.read", i.KeyFloor)
	}
	var methods []string
	for _, m := range i.Methods {
		methods = append(methods, t("method."+string(m)))
	}
	pts := i.Points.String()
	if i.Veto() {
		pts = ""
	}
	f.facts.put(t("rules.text"), i.Text, t("rules.points"), pts, t("rules.kind"), t("name.value", t("rules.kind."+string(i.Rule.Kind)), f.p.k.Say.Say(i.Rule.Words(i.Points))),
		t("rules.keyfloor"), key, t("rules.methods"), strings.Join(methods, t("list.sep")), t("rules.materials"), strings.Join(i.Materials, "\n"), t("rules.basis"), i.Basis)
}
