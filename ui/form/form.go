// Package form binds boxes to the registers of an entity. A form is declared as data: which fields of a noun, and how each is shown; what
// the schema says of a field gives its label, its mark where it is required, its unit, its widget, and how its value is read and said.
//
//	f := form.New(k, "d/req", "edit.require", form.Box("requirement").Lines(2), form.Box("deadline"), form.Box("responsible"))
//	page := layout.Stack(8, f.Row("requirement"), f.Row("deadline"), f.Row("responsible"))
//	f.Put(entity) // at each render
//	f.Flush()     // before the page is left
//
// To add a field to a form, declare it in New and place its Row; nothing else has to know of it.
//
// # What comes with a form
//
// Values stand in the registers and in the boxes, nowhere else. Put shows those of an entity: what was typed for the entity before is kept
// there first, and a box that is being typed in is left alone. Where the rules refuse a field to whoever is at the keyboard, or where its
// values disagree, the words stand in place of the box; in the latter case with the way to where they are settled. What is wrong with a
// text stands below its box, and nothing is written; a required field that was filled in can't be emptied, and its box gets its text back when
// it is left. Enter goes to the next box, Ctrl+Enter is OnDone.
//
// # Questions
//
// Question makes a form of no entity: its values are read when it is handed in, those that are required are asked for beside their boxes.
//
// A PIN is typed into a Secret, which no value holds: Form.Secret reads it, Form.Forget empties it. Asking takes fields that are declared
// on the spot, of what no register holds as it is typed: a person's signed card, a rule, a round of which there is no vault yet.
//
// # Caveats
//
// A form neither renders the page nor lays it out: Put is the page's to call, and so is Fit. Marks by rule, sheets and members of sets are
// no boxes and have widgets of their own.
package form

import (
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Form is boxes for one entity at a time, or for the values of a question.
type Form struct {
	// OnDone is called at Ctrl+Enter in a box, after its text is kept; nil leaves that to the window.
	OnDone func()
	// OnRow is told of Ctrl+Shift with Up, Down or Delete in a box of a form that is a row: it is to be moved or removed. It may be nil.
	OnRow func(key fyne.KeyName)
	// OnSame is the text that Ctrl+D puts into a field, such as what the row above says, or the last record; empty for none.
	OnSame func(field string) string
	// Below are the forms of the rows below, to which Ctrl+Shift+D gives what a field says, as one edit; none for a field of which that
	// makes no sense.
	Below func(field string) []*Form
	// OnCtrl is what other letters with Ctrl do in a box, after what was typed is kept.
	OnCtrl map[fyne.KeyName]func()
	// OnWrite may add to the edit of a field, or give another in its place; nil writes nothing. text is the value as TypeText has it.
	OnWrite func(e *assess.Edit, field, text string) *assess.Edit
	// OnChange is told of each value of a question that has changed.
	OnChange func(field string)

	k      *screen.Kit
	noun   *schema.Noun
	edit   string // label of its edits; empty for a question
	entity string
	shut   bool  // by the page, whatever the rules say
	lock   error // by the rules
	fields []*Field
}

// New makes a form of fields of a noun (schema.Find); edit is the label of its edits. It panics at a field that the noun has not.
func New(k *screen.Kit, noun, edit string, fields ...*Field) *Form {
	return build(k, schema.Find(noun), edit, fields)
}

func build(k *screen.Kit, noun *schema.Noun, edit string, fields []*Field) *Form {
	f := &Form{k: k, noun: noun, edit: edit, fields: fields}
	for _, x := range fields {
		x.bind(f)
	}
	return f
}

// Put shows the values of an entity as they stand.
func (f *Form) Put(entity string) {
	if f.entity != entity {
		f.Flush()
		f.Drop()
		f.entity = entity
	}
	f.lock = assess.PermitEntity(f.k.Session.View(), f.k.Session.Who(), entity)
	for _, x := range f.fields {
		x.put(x.stands())
	}
}

// Shut makes the form one that can only be read, from the next Put on.
func (f *Form) Shut(on bool) *Form {
	f.shut = on
	return f
}

// Lock is why the rules let nobody write here, or not who is at the keyboard; nil where they do.
func (f *Form) Lock() error { return f.lock }

// Locked says whether the form can only be read.
func (f *Form) Locked() bool { return f.shut || f.lock != nil }

// Entity in view; empty before the first Put.
func (f *Form) Entity() string { return f.entity }

// Flush keeps what was typed. What can't be kept, such as a date that is none, stays in its box until another entity is put.
func (f *Form) Flush() {
	for _, x := range f.fields {
		x.flush()
	}
}

// Drop lets go what was typed and not kept.
func (f *Form) Drop() {
	for _, x := range f.fields {
		x.drop()
	}
}

// Field of a name; it panics where the form has none such.
func (f *Form) Field(name string) *Field {
	i := slices.IndexFunc(f.fields, func(x *Field) bool { return x.name == name })
	if i < 0 {
		panic("form: no field " + name)
	}
	return f.fields[i]
}

// Row is a field below its label.
func (f *Form) Row(name string) *fyne.Container { return f.Field(name).above() }

// Rows are all fields, each below its label.
func (f *Form) Rows(gap float32) *fyne.Container {
	col := layout.Stack(gap)
	for _, x := range f.fields {
		col.Add(x.above())
	}
	return col
}

// Into puts fields into a form with labels at the left; all of them where none is named.
func (f *Form) Into(w *widgets.Form, names ...string) {
	for _, x := range f.fields {
		if len(names) == 0 || slices.Contains(names, x.name) {
			x.beside(w)
		}
	}
}

// Tell shows beside each box what is wrong by a rule between fields, by the names of the fields, and beside the others nothing.
func (f *Form) Tell(wrong map[string]string) {
	for _, x := range f.fields {
		x.Tell(wrong[x.name])
	}
}

// Refused shows a refusal beside the field that it is about, by the fault's code; false where it is about none of them.
func (f *Form) Refused(err error, at map[string]string) bool {
	var fault *words.Fault
	if !errors.As(err, &fault) || at[fault.Code()] == "" {
		return false
	}
	f.Field(at[fault.Code()]).Tell(f.k.Say.Explain(err).Both())
	return true
}

// Focus puts the keyboard on a field; it tells whether the field takes it.
func (f *Form) Focus(name string) bool { return f.Field(name).Focus() }

// FocusEmpty puts the keyboard on the first field that is empty, or else on the first.
func (f *Form) FocusEmpty() bool {
	for _, x := range f.fields {
		if x.blankNow() && x.Focus() {
			return true
		}
	}
	return slices.ContainsFunc(f.fields, (*Field).Focus)
}

// FocusWrong puts the keyboard on the first field that was told to be wrong; it tells whether there is one.
func (f *Form) FocusWrong() bool {
	x := f.wrong()
	if x != nil {
		x.Focus()
	}
	return x != nil
}

// Wrong is the first box that was told to be wrong, with what was told; nil where none was.
func (f *Form) Wrong() fyne.CanvasObject {
	if x := f.wrong(); x != nil {
		return x.box
	}
	return nil
}

func (f *Form) wrong() *Field {
	for _, x := range f.fields {
		if !x.hidden && x.Told() != "" {
			return x
		}
	}
	return nil
}

// Has tells whether one of the boxes is what has the keyboard.
func (f *Form) Has(focused fyne.Focusable) bool {
	return focused != nil && slices.ContainsFunc(f.fields, func(x *Field) bool { return x.Target() == focused })
}

// Focused tells whether the keyboard is in one of the boxes.
func (f *Form) Focused() bool {
	c := f.k.Window.Canvas()
	return c != nil && f.Has(c.Focused())
}

// Unsaved tells whether something was typed that is not kept.
func (f *Form) Unsaved() bool { return slices.ContainsFunc(f.fields, (*Field).unsaved) }

// History shows who wrote what into these fields, and into others of the entity.
func (f *Form) History(title string, also ...string) {
	names := also
	for _, x := range f.fields {
		names = append(names, x.name)
	}
	f.k.Window.History(title, f.entity, names...)
}

// next goes on from a field to the one behind it that takes the keyboard.
func (f *Form) next(x *Field) {
	for _, y := range f.fields[slices.Index(f.fields, x)+1:] {
		if y.Focus() {
			return
		}
	}
}

// nextEmpty goes on from a field to the first behind it that is empty, PINs too; it tells whether there is one.
func (f *Form) nextEmpty(x *Field) bool {
	return slices.ContainsFunc(f.fields[slices.Index(f.fields, x)+1:], func(y *Field) bool { return !y.free && y.blankNow() && y.Focus() })
}

// view is what the session has; before a vault is open, an assessment without anything.
func (f *Form) view() *assess.Assessment {
	if f.k.Session == nil {
		return &assess.Assessment{Standard: &standard.Standard{}}
	}
	return f.k.Session.View()
}

// done tells whether somebody knows what to do.
func (f *Form) done() bool {
	if f.OnDone != nil {
		f.OnDone()
	}
	return f.OnDone != nil
}

// gone tells whether the entity was removed: what was typed meanwhile must not bring it back.
func (f *Form) gone() bool {
	gone, err := ledger.As[bool](f.k.Session.Value(ledger.Register{Entity: f.entity, Field: "gone"}))
	return err == nil && gone
}
