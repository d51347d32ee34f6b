package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Field is a field of a form: which, and how it is shown.
type Field struct {
	name string
	make func(x *Field) control
	is   schema.Field
	form *Form

	says    string // catalogue key of the label, where it is not the schema's
	hint    string // catalogue key, or the words themselves
	note    string // the same, of a line below
	lines   int
	join    string // what stands for a line break in a text that has one line
	width   float32
	must    bool
	free    bool
	blank   bool
	offered bool
	plain   bool
	mute    bool
	from    func() []widgets.Option
	none    string // catalogue key of the option that chooses nothing
	under   func(entity string) string
	as      func(text string) string
	narrow  bool
	refuse  func(text string) string

	control
	text   *widgets.Field  // the control, where it is a box to type in
	pick   *widgets.Pick   // where it is a list
	tick   *widgets.Tick   // where it is a tick
	secret *widgets.Secret // where it is a box for a PIN
	told   *widgets.Prose  // the words of what can only be read
	below  *widgets.Message
	differ *widgets.Button
	label  func(string) // shows the label; nil where the page shows none
	show   func(bool)   // the whole row; nil where the page places the box
	hidden bool
	wrong  string // what Tell was told
	empty  string // what the words say of an empty value
	box    *fyne.Container
	line   fyne.CanvasObject // the widget, with its width and unit
	words  fyne.CanvasObject // in its place
}

// Says gives the label another key than the schema's, where the field is really another thing here.
func (x *Field) Says(key string) *Field { x.says = key; return x }

// Mute shows no label: the page says what it is, such as by the heading of a column.
func (x *Field) Mute() *Field { x.mute = true; return x }

// Hint is the grey text of an empty box, or what a list says while nothing is chosen.
func (x *Field) Hint(key string) *Field { x.hint = key; return x }

// Note is a quiet line below the box.
func (x *Field) Note(key string) *Field { x.note = key; return x }

// Lines makes the box at least so many lines high, where that is not one for a text and two for prose; it grows with what is in it. A text
// of the schema's that has one line is one paragraph in however many, and Enter goes on from it, as from prose of one line.
func (x *Field) Lines(n int) *Field { x.lines = n; return x }

// Narrow takes what was typed in full width, as an input method leaves digits, in half width.
func (x *Field) Narrow() *Field { x.narrow = true; return x }

// Plain leaves the unit to the page.
func (x *Field) Plain() *Field { x.plain = true; return x }

// Join puts something in the place of line breaks in a text that has one line; otherwise they are taken away.
func (x *Field) Join(with string) *Field { x.join = with; return x }

// Wide makes the box so wide, and no wider.
func (x *Field) Wide(w float32) *Field { x.width = w; return x }

// Must makes a question ask for it, whether or not the schema requires it.
func (x *Field) Must() *Field { x.must = true; return x }

// Free makes a question not ask for it, though the schema requires it, and Enter in a PIN not go to it.
func (x *Field) Free() *Field { x.free = true; return x }

// Blank shows a number that is zero as none.
func (x *Field) Blank() *Field { x.blank = true; return x }

// From says what a list has to choose from, at each Put.
func (x *Field) From(options func() []widgets.Option) *Field { x.from = options; return x }

// None offers to choose nothing, under a key of the catalogue.
func (x *Field) None(key string) *Field { x.none = key; return x }

// Offered shows in the empty box what Form.OnSame has for it.
func (x *Field) Offered() *Field { x.offered = true; return x }

// Over shows another text while the register is empty; the register is emptied where that text is typed.
func (x *Field) Over(text func(entity string) string) *Field { x.under = text; return x }

// As shows another text than the register's, whose edit OnWrite has to make.
func (x *Field) As(shown func(text string) string) *Field { x.as = shown; return x }

// Refuse says what is wrong with a text that is of the field's kind, and may be empty; or nothing.
func (x *Field) Refuse(wrong func(text string) string) *Field { x.refuse = wrong; return x }

// bind makes the widgets.
func (x *Field) bind(f *Form) {
	is := f.noun.Field(x.name)
	if is == nil {
		panic("form: " + f.noun.Key + " has no field " + x.name)
	}
	x.form, x.is = f, *is
	x.must, x.is.Required = (x.must || is.Required) && !x.free, false // an entity may stand without it while it is being written
	x.told, x.below = widgets.NewProse(), widgets.NewMessage()
	x.told.Put("")
	x.differ = widgets.NewQuiet(f.k.T("settle.go"), theme.IconConflict, func() { f.k.Window.Go(assess.DisputeAt(x.register())) })
	x.differ.Hide()
	x.control = x.make(x)
	x.line = x.placed()
	x.below.Hint(x.noted())
	x.words = x.sized(x.told.Body)
	x.box = layout.Stack(2, x.line, x.words, x.below, container.NewHBox(x.differ))
	widgets.Visible(x.words, false)
	widgets.Visible(x.box.Objects[3], false)
}

// noted is the quiet line below the box, if it has one; where it can only be read there is nothing to be said about filling it in.
func (x *Field) noted() string {
	if x.note == "" || x.locked() {
		return ""
	}
	return x.t(x.note)
}

// t says a key of the catalogue, or the words themselves.
func (x *Field) t(key string) string { return x.form.k.T(key) }

// placed is the control with its width and its unit.
func (x *Field) placed() fyne.CanvasObject {
	switch {
	case x.text != nil && x.is.Unit != "" && !x.plain:
		return container.New(layout.Row{Gap: theme.Grid}, container.New(layout.Fixed{Width: x.numberWidth()}, x.text),
			theme.Text(x.form.k.T(x.is.Unit, ""), theme.Body, false, theme.Ink2).Whole())
	case x.text != nil, x.pick != nil, x.secret != nil:
		return x.sized(x.object())
	}
	return x.object()
}

// sized gives a thing the field's width, where it has one.
func (x *Field) sized(o fyne.CanvasObject) fyne.CanvasObject {
	if x.width == 0 {
		return o
	}
	return container.New(layout.Most{Width: x.width}, container.New(layout.Fixed{Width: x.width}, o))
}

// numberWidth is that of a box before a unit.
func (x *Field) numberWidth() float32 {
	if x.width > 0 {
		return x.width
	}
	return 104
}

// called is the label's words.
func (x *Field) called() string {
	if x.mute {
		return ""
	}
	if x.says != "" {
		return x.t(x.says)
	}
	return x.t(x.is.Label())
}

// Label is the label as it stands: marked where the field is required, and while something is typed that is not kept.
func (x *Field) Label() string {
	s := x.called()
	if x.must && !x.locked() {
		s = x.form.k.T("form.required", s)
	}
	if x.unsaved() && x.form.edit != "" {
		s = x.form.k.T("form.unsaved", s)
	}
	return s
}

func (x *Field) putLabel() {
	if x.label != nil {
		x.label(x.Label())
	}
}

// Name is the label, for a page that places it itself; size is one of the theme's.
func (x *Field) Name(size float32) *theme.Line {
	line := theme.Text(x.Label(), size, false, theme.Ink2)
	x.label = line.Put
	return line
}

// Bare is the box without its label, and what is to be said below it.
func (x *Field) Bare() *fyne.Container { return x.box }

// above puts the box below its label.
func (x *Field) above() *fyne.Container {
	if x.tick != nil || x.mute {
		x.show = func(on bool) { widgets.Visible(x.box, on) }
		return x.box
	}
	row := layout.Stack(2, x.Name(theme.Small), x.box)
	x.show = func(on bool) { widgets.Visible(row, on) }
	return row
}

// beside puts the box into a form with labels at the left.
func (x *Field) beside(w *widgets.Form) {
	label := x.Label()
	if x.tick != nil {
		label = ""
	}
	widgets.Visible(x.words, true)               // what is around them is shown and hidden
	x.words = layout.Pad(0, theme.Grid, x.words) // in line with the label
	widgets.Visible(x.words, false)
	x.box.Objects[1] = x.words
	row := w.Add(label, x.box, "")
	if x.tick == nil {
		x.label = row.SetLabel
	}
	x.show = row.Show
}

// Show puts the row in or takes it out.
func (x *Field) Show(on bool) {
	x.hidden = !on
	if x.show != nil {
		x.show(on)
		return
	}
	widgets.Visible(x.box, on)
}

// Register that the field is bound to now.
func (x *Field) register() ledger.Register {
	return ledger.Register{Entity: x.form.entity, Field: x.name}
}

// locked says whether the field can only be read: the whole form, or this register because its values disagree.
func (x *Field) locked() bool { return x.form.Locked() || x.disputed() }

// put shows a value, as the box has it.
func (x *Field) put(text string) {
	locked, said := x.locked(), ""
	if x.text != nil {
		if locked {
			x.text.Drop() // it could not be written
		}
		x.text.Needed = x.form.k.Needed(x.form.entity, x.name)
	}
	if x.tick != nil {
		x.tick.Lock(locked)
	}
	x.control.put(text)
	x.hinted()
	if locked && x.tick == nil {
		said = x.said(text)
	}
	x.told.Put(said)
	x.tellNote()
	widgets.Visible(x.words, said != "")
	widgets.Visible(x.line, x.tick != nil || !locked)
	widgets.Visible(x.differ, x.disputed())
	widgets.Visible(x.box.Objects[3], x.disputed())
	x.putLabel()
}

// Suggest changes the grey text of an empty box; a list says by its options what holds while nothing is chosen.
func (x *Field) Suggest(text string) {
	if x.text != nil {
		x.text.Hint(text)
	}
}

// Write does what filling in a text does, whatever is being typed.
func (x *Field) Write(text string) {
	x.drop()
	x.commit(text)
}

// Dress gives the field another label and note from now on: keys of the catalogue, or the words themselves.
func (x *Field) Dress(says, note string) {
	x.says, x.note = says, note
	x.putLabel()
	x.tellNote()
}

// tellNote shows the note unless something is said to be wrong, which stands in its place.
func (x *Field) tellNote() {
	switch {
	case x.Told() == "":
		x.below.Hint(x.noted())
	case x.text != nil: // it says so itself
		x.below.Hint("")
	default:
		x.below.Put(theme.Refused, x.wrong)
	}
}

// Reveal shows what is typed into a secret, or hides it.
func (x *Field) Reveal(on bool) { x.secret.Reveal(on) }

// Patient greys a box for a PIN while the person whose PIN it asks for has to wait after wrong ones. Whoever refuses a PIN, or asks for another
// person's, has it look.
func (x *Field) Patient(who func() string) *screen.Patience {
	return screen.NewPatience(x.form.k, x.secret, who, x.Tell)
}

// blankNow tells whether nothing was filled in.
func (x *Field) blankNow() bool {
	if x.secret != nil {
		return x.secret.Text == ""
	}
	return x.Text() == ""
}

// Without says what stands in the words of an empty value that can only be read.
func (x *Field) Without(text string) { x.empty = text }

// Below puts something into the row, below the box.
func (x *Field) Below(o fyne.CanvasObject) { x.box.Add(o) }

// Tell shows beside the box what is wrong by a rule between fields; an empty text takes that away, and the note comes back.
func (x *Field) Tell(text string) {
	x.wrong = text
	if x.text != nil {
		x.text.SetError(text)
	}
	x.tellNote()
}

// Told is what is said to be wrong.
func (x *Field) Told() string {
	if x.text != nil {
		return x.text.Told()
	}
	return x.wrong
}

// Text is what stands in the box now, kept or not; of a list the chosen key, of a tick true or false, of ticks the
// words, a line each, of a secret nothing.
func (x *Field) Text() string { return x.value() }

// Choose does what choosing from the list does, by key.
func (x *Field) Choose(key string) { x.pick.Choose(key) }

// Focus puts the keyboard on the field; it tells whether the field takes it.
func (x *Field) Focus() bool {
	c := x.form.k.Window.Canvas()
	if c == nil || x.hidden || !x.line.Visible() || x.target() == nil {
		return false
	}
	c.Focus(x.target())
	return true
}

// Target is what takes the keyboard; nil for none.
func (x *Field) Target() fyne.Focusable { return x.target() }

func (x *Field) flush() {
	if x.text != nil {
		x.text.Flush()
	}
}

// drop lets go what could not be kept.
func (x *Field) drop() {
	if x.text != nil {
		x.text.Drop()
	}
}

func (x *Field) unsaved() bool { return x.text != nil && x.text.Unsaved() }
