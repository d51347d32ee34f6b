package form

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/schema"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Values of a question by the names of its fields, as they would be typed: of a list the key, of a tick true or false, of a person
// of the team the id. Secrets are not among them.
type Values map[string]string

// Question makes a form whose values are read when it is handed in, of fields of a noun (schema.Find).
func Question(k *screen.Kit, noun string, fields ...*Field) *Form {
	return Asking(k, schema.Find(noun), fields...)
}

// Asking is Question for fields that are declared where they are asked for, of what no register holds as it is typed.
func Asking(k *screen.Kit, noun *schema.Noun, fields ...*Field) *Form {
	f := build(k, noun, "", fields)
	for _, x := range fields {
		if x.from == nil { // what there is to choose from is asked once the page is made
			x.put("")
		}
	}
	return f
}

// Fill puts a value into a field of a question; what is being typed there is left alone.
func (f *Form) Fill(name, text string) *Form {
	f.Field(name).put(text)
	return f
}

// Value that stands in a field, if it is one: what can't be read counts as nothing.
func (f *Form) Value(name string) string {
	text, _ := f.Field(name).handedIn()
	return text
}

// Values of a question; ok is false where one is missing or can't be read, which then stands beside its box, and the keyboard is there.
func (f *Form) Values() (v Values, ok bool) {
	v, ok = Values{}, true
	for _, x := range f.fields {
		if x.hidden {
			continue
		}
		text, wrong := x.handedIn()
		x.Tell(wrong)
		if wrong != "" && ok {
			x.Focus()
			ok = false
		}
		if x.secret == nil {
			v[x.name] = text
		}
	}
	return v, ok
}

// handedIn is the value, or what is wrong with it.
func (x *Field) handedIn() (text, wrong string) {
	v, wrong := x.read(x.Text())
	if wrong != "" {
		return "", wrong
	}
	if text = assess.TypeTextIn(&x.is, v); x.must && text == "" && (x.secret == nil || x.blankNow()) {
		wrong = x.form.k.T("form.needed")
	}
	return text, wrong
}

// Secret is what was typed into a box for a PIN. Whoever takes it hands it on and calls Forget.
func (f *Form) Secret(name string) string { return f.Field(name).secret.Text }

// Forget empties the boxes for PINs.
func (f *Form) Forget() {
	for _, x := range f.fields {
		if x.secret != nil {
			x.secret.Clear()
		}
	}
}

// Ask shows the question over the window; take gets its values and says whether they were taken. Nothing happens without a window.
func (f *Form) Ask(title, yes string, take func(Values) bool) *widgets.Modal {
	return f.AskIn(title, yes, f.Rows(8), take)
}

// AskIn is Ask with the fields placed by the page, among what else is to be said.
func (f *Form) AskIn(title, yes string, body fyne.CanvasObject, take func(Values) bool) *widgets.Modal {
	c := f.k.Window.Canvas()
	if c == nil {
		return nil
	}
	return widgets.Ask(c, widgets.Question{Title: title, Body: body, Yes: yes, No: f.k.T("form.cancel"), Size: fyne.NewSize(440, 120), First: f.fields[0].Target(),
		Try: func() bool {
			v, ok := f.Values()
			return ok && take(v)
		}})
}
