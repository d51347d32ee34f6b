package form

import (
	"fyne.io/fyne/v2"

	"kaohe/app/schema"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// Values of a question by the names of its fields, as they would be typed: of a list the key, of a tick true or false.
type Values map[string]string

// Question makes a form whose values are read when it is handed in, of fields of a noun (schema.Find).
func Question(k *screen.Kit, noun string, fields ...*Field) *Form {
	return Asking(k, schema.Find(noun), fields...)
}

// Asking is Question for fields that are declared where they are asked for, of what no register holds as it is typed.
func Asking(k *screen.Kit, noun *schema.Noun, fields ...*Field) *Form {
	f := build(k, noun, "", fields)
	for _, x := range fields {
		if x.pick != nil {
			x.putPick("")
		}
	}
	return f
}

// Fill puts a value into a field of a question.
func (f *Form) Fill(name, text string) *Form {
	switch x := f.Field(name); {
	case x.text != nil:
		x.text.Put(text)
		x.text.Drop() // also where the cursor is
		x.Tell("")
	case x.pick != nil:
		x.putPick(text)
	default:
		x.tick.Put(text == "true")
	}
	return f
}

// Value that stands in a field, if it is one: what can't be read counts as nothing.
func (f *Form) Value(name string) string {
	text, err := f.Field(name).parse(f.Field(name).Text())
	if err != nil {
		return ""
	}
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
		v[x.name] = text
	}
	return v, ok
}

// handedIn is the value, or what is wrong with it.
func (x *Field) handedIn() (text, wrong string) {
	text, err := x.parse(x.Text())
	switch {
	case err != nil:
		return "", err.Error()
	case x.must && text == "":
		return "", x.form.k.T("form.needed")
	}
	return text, ""
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
	m := widgets.Ask(c, widgets.Question{Title: title, Body: body, Yes: yes, No: f.k.T("form.cancel"), Size: fyne.NewSize(440, 120), Try: func() bool {
		v, ok := f.Values()
		return ok && take(v)
	}})
	f.fields[0].Focus()
	return m
}
