package rules

import (
	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// itemForm is the item at hand: what it asks for with its rule, a trial of the rule, and what else is known of it.
type itemForm struct {
	p     *page
	item  *standard.Item
	head  *theme.Line
	asks  *form.Form // above the rule
	rule  *ruleForm
	trial *trial
	more  *form.Form // below the trial
	view  *widgets.Page
}

func newItemForm(p *page) *itemForm {
	f := &itemForm{p: p, head: theme.Text("", theme.Title, true, theme.Ink), trial: newTrial(p),
		asks: form.New(p.k, "std/item", "edit.standard", form.Box("text").Lines(3), form.Box("points").Blank()),
		more: form.New(p.k, "std/item", "edit.standard", form.Tick("key"), form.Box("keyfloor").Note("rules.keyfloor.hint"), form.Ticks("methods"),
			form.Box("materials").Lines(3).Note("rules.materials.hint"), form.Box("basis").Lines(1))}
	f.asks.OnDone, f.more.OnDone = p.done, p.done
	f.more.OnWrite = f.withFloor
	above, below := widgets.NewForm(112), widgets.NewForm(112)
	f.asks.Into(above)
	f.rule = newRuleForm(p, f, above)
	f.more.Into(below)
	f.view = widgets.NewPage(theme.Grid*2, f.head, above, f.trial.body, below)
	return f
}

// withFloor gives an item that becomes a key item the customary floor.
func (f *itemForm) withFloor(e *assess.Edit, field, text string) *assess.Edit {
	if field == "key" && text == "true" && f.item.KeyFloor == 0 {
		e.Set(f.more.Entity(), "keyfloor", 60)
	}
	return e
}

func (f *itemForm) flush() {
	f.asks.Flush()
	f.rule.flush()
	f.more.Flush()
}

func (f *itemForm) focus() { f.asks.Focus("text") }

func (f *itemForm) put(st State, i *standard.Item) {
	if f.item != nil && f.item.ID != i.ID {
		f.leave(st)
	}
	f.item = i
	head := i.Code
	if sec := st.Standard.Section(i.Section); sec != nil {
		head += "  " + sec.Title
	}
	f.head.Put(head)
	for _, x := range []*form.Form{f.asks, f.more} {
		x.Shut(st.Lock != nil).Put(st.Table.Item(i.ID))
		x.Tell(f.p.lacks(i.Section, i.ID))
	}
	f.rule.put(st, i)
	f.asks.Field("points").Show(!i.Veto())
	filled(f.more, "key", "methods", "materials", "basis")
	if i.Veto() || i.Bonus() {
		f.more.Field("key").Show(false)
	}
	f.more.Field("keyfloor").Show(i.Key && !i.Veto() && !i.Bonus())
	f.trial.put(i)
	f.view.Fit()
}

// leave lets go of an item before another is shown; what was typed for one that is still there is kept.
func (f *itemForm) leave(st State) {
	if st.Standard.Item(f.item.ID) != nil {
		f.flush()
	}
	f.rule.form.Drop()
	f.trial.clear()
	f.view.Top()
}
