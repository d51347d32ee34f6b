package form

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/schema"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// control is what a field is filled in with. Values are as they are typed: of a list the key, of a tick true or false, of several ticks a
// line each.
type control interface {
	object() fyne.CanvasObject
	put(text string)
	value() string
	target() fyne.Focusable // nil while it takes no keyboard
}

// Box shows a field as a box to type in.
func Box(name string) *Field { return &Field{name: name, make: (*Field).newText} }

// Pick shows a field as a list to choose from: the schema's words, the team, or what From says.
func Pick(name string) *Field { return &Field{name: name, make: (*Field).newPick} }

// Radio shows a choice with all of its few words in view, of which one is always chosen.
func Radio(name string) *Field { return &Field{name: name, make: (*Field).newRadio} }

// Tick shows a flag as a box to tick, with its label behind it.
func Tick(name string) *Field { return &Field{name: name, make: (*Field).newTick} }

// Ticks shows a list as a box to tick for each of the schema's words, or of what From says.
func Ticks(name string) *Field { return &Field{name: name, make: (*Field).newTicks} }

// Secret shows a box for a PIN: what is typed is hidden, and stands neither in Values nor in Text; Form.Secret reads it. Enter goes to the
// next box that is empty and not Free, and where there is none, it is OnDone, or the answer to the question in which the box stands.
func Secret(name string) *Field { return &Field{name: name, make: (*Field).newSecret} }

type textControl struct{ *widgets.Field }

func (c textControl) object() fyne.CanvasObject { return c.Field }
func (c textControl) put(text string)           { c.Put(text) }
func (c textControl) value() string             { return c.Text() }
func (c textControl) target() fyne.Focusable    { return c.Target() }

func (x *Field) newText() control {
	k := x.form.k
	several := x.is.Kind == schema.Prose || x.is.Kind == schema.Lines
	if x.lines == 0 && several {
		x.lines = 2
	}
	switch {
	case several && x.lines > 1:
		x.text = widgets.NewNote(k.Timer, x.lines)
	case x.lines > 0, x.is.Kind == schema.Text && x.width == 0 && !x.narrow:
		x.text = widgets.NewText(k.Timer, max(1, x.lines))
	default:
		x.text = widgets.NewField(k.Timer)
	}
	if x.is.Kind == schema.Day {
		x.text.Days(k.Months()).Whole()
	}
	if x.is.Kind == schema.Day && x.hint == "" {
		x.hint = "day.hint"
	}
	if x.hint != "" {
		x.text.Hint(x.t(x.hint))
	}
	x.text.Parse, x.text.OnCommit = x.parse, x.commit
	x.text.OnDone, x.text.OnEnter = func() { x.form.done() }, func() { x.form.next(x) }
	x.text.OnTyped, x.text.OnCombo, x.text.OnTold = x.putLabel, x.combo, x.tellNote
	x.text.OnRow = func(key fyne.KeyName) {
		if x.form.OnRow != nil && !x.form.Locked() {
			x.form.OnRow(key)
		}
	}
	return textControl{x.text}
}

type pickControl struct {
	*widgets.Pick
	x *Field
}

func (c pickControl) object() fyne.CanvasObject { return c.Pick }
func (c pickControl) put(text string)           { c.Put(c.x.options(), text) }
func (c pickControl) value() string             { return c.Chosen() }
func (c pickControl) target() fyne.Focusable    { return c.Pick }

func (x *Field) newPick() control {
	x.pick = widgets.NewPick("")
	if x.hint != "" {
		x.pick.PlaceHolder = x.t(x.hint)
	}
	x.pick.OnCombo = x.combo
	x.pick.OnPick = func(key string) {
		if x.form.edit != "" {
			x.form.Flush()
		}
		x.commit(key)
	}
	return pickControl{x.pick, x}
}

type radioControl struct{ *widgets.Radio }

func (c radioControl) object() fyne.CanvasObject { return c.Radio }
func (c radioControl) put(text string)           { c.Put(text) }
func (c radioControl) value() string             { return c.Chosen() }
func (c radioControl) target() fyne.Focusable    { return nil } // each of its options takes the keyboard by Tab

func (x *Field) newRadio() control {
	c := radioControl{widgets.NewRadio(x.options()...)}
	c.OnPick = x.commit
	return c
}

type tickControl struct{ *widgets.Tick }

func (c tickControl) object() fyne.CanvasObject { return c.Tick }
func (c tickControl) put(text string)           { c.Put(text == "true") }
func (c tickControl) value() string {
	if c.Checked {
		return "true"
	}
	return "false"
}
func (c tickControl) target() fyne.Focusable {
	if c.Disabled() {
		return nil
	}
	return c.Tick
}

func (x *Field) newTick() control {
	x.tick = widgets.NewTick(x.called())
	c := tickControl{x.tick}
	x.tick.OnTick = func(bool) { x.commit(c.value()) }
	return c
}

// ticksControl has a tick for each option, in columns.
type ticksControl struct {
	x       *Field
	ticks   []*widgets.Tick
	options []widgets.Option
	row     *fyne.Container
}

func (x *Field) newTicks() control { return &ticksControl{x: x, row: layout.Columns(theme.Grid)} }

func (c *ticksControl) object() fyne.CanvasObject { return c.row }

func (c *ticksControl) put(text string) {
	on := strings.Split(text, "\n")
	c.options = c.x.options()
	for i, o := range c.options {
		if i == len(c.ticks) {
			tick := widgets.NewTick("")
			tick.OnTick = func(bool) { c.x.commit(c.value()) }
			c.ticks = append(c.ticks, tick)
			c.row.Add(tick)
		}
		c.ticks[i].Word(o.Name)
		c.ticks[i].Put(slices.Contains(on, o.Key))
	}
	for i, tick := range c.ticks {
		widgets.Visible(tick, i < len(c.options))
	}
}

func (c *ticksControl) value() string {
	var out []string
	for i, o := range c.options {
		if c.ticks[i].Checked {
			out = append(out, o.Key)
		}
	}
	return strings.Join(out, "\n")
}

func (c *ticksControl) target() fyne.Focusable {
	if len(c.options) == 0 {
		return nil
	}
	return c.ticks[0]
}

// secretControl keeps what is typed from all that reads values.
type secretControl struct{ *widgets.Secret }

func (c secretControl) object() fyne.CanvasObject { return c.Secret }
func (c secretControl) put(string)                {}
func (c secretControl) value() string             { return "" }
func (c secretControl) target() fyne.Focusable    { return c.Secret }

func (x *Field) newSecret() control {
	x.secret = widgets.NewSecret("", func() bool { return x.form.nextEmpty(x) || x.form.done() })
	if x.hint != "" {
		x.secret.PlaceHolder = x.t(x.hint)
	}
	return secretControl{x.secret}
}
