package start

import (
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/schema"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// keys is the part of a form that asks what a new vault is locked by: the founder's PIN, whether the file is sealed, and by which
// passphrase. Sealed is what is chosen until a person chooses otherwise.
type keys struct {
	form    *form.Form
	forgets string // says what a forgotten passphrase means
}

// locking is a noun with the fields of the keys behind its own.
func locking(key string, own ...schema.Field) *schema.Noun {
	return &schema.Noun{Key: key, Fields: append(own, schema.Field{Name: BoxPIN}, schema.Field{Name: BoxAgain},
		schema.Field{Name: BoxSeal, Kind: schema.Choice, Words: "start.seal.", One: []string{Sealed, Open}}, schema.Field{Name: BoxPass}, schema.Field{Name: BoxPassAgain})}
}

// keyFields are the fields of the keys, for a form's declaration.
func keyFields() []*form.Field {
	return []*form.Field{form.Secret(BoxPIN).Says("start.pin").Note("start.pin.hint"), form.Secret(BoxAgain).Says("start.again"),
		form.Radio(BoxSeal).Says("start.seal"), form.Secret(BoxPass).Says("start.pass").Note("start.pass.hint"), form.Secret(BoxPassAgain).Says("start.passagain")}
}

// look says what the choice means, and asks for a passphrase where the file is sealed.
func (x keys) look() {
	how := x.form.Value(BoxSeal)
	says := x.forgets
	if how == Open {
		says = "start.seal.open.says"
	}
	x.form.Field(BoxSeal).Dress("start.seal", says)
	for _, b := range []Box{BoxPass, BoxPassAgain} {
		x.form.Field(b).Show(how == Sealed)
	}
}

// draft is what stands in all boxes of the form.
func (x keys) draft(noun *schema.Noun) Draft {
	d := Draft{}
	for _, f := range noun.Fields {
		d[f.Name] = x.form.Value(f.Name)
	}
	for _, b := range []Box{BoxPIN, BoxAgain, BoxPass, BoxPassAgain} {
		d[b] = x.form.Secret(b)
	}
	return d
}

// beside are errors as they stand beside their boxes, three of each at most.
func beside(k *screen.Kit, errs Errors) map[string]string {
	const most = 3
	out := map[string]string{}
	for b, list := range errs {
		out[b] = join(k, list[:min(len(list), most)])
		if more := len(list) - most; more > 0 {
			out[b] += k.T("start.bad.sep") + k.T("start.bad.more", more)
		}
	}
	return out
}

func join(k *screen.Kit, list []words.Msg) string {
	var out []string
	for _, m := range list {
		out = append(out, k.Say.Say(m))
	}
	return strings.Join(out, k.T("start.bad.sep"))
}

// AskKeys asks, below what is to be said, by what a vault is to be locked of which all else is known, and hands that on.
func AskKeys(k *screen.Kit, title string, says fyne.CanvasObject, then func(pin, passphrase string)) {
	noun, size := locking("keys"), fyne.NewSize(640, 0) // the longest hint, that of the seal, is seen whole
	x := keys{form.Asking(k, noun, keyFields()...), "start.seal.sealed.says"}
	x.form.Field(BoxPIN).Dress("books.new.pin", "books.new.hint")
	rows := widgets.NewForm(0)
	rows.AddWide(says)
	x.form.Into(rows)
	x.look()
	var m *widgets.Modal
	fit := func() { // more is asked, or said, or less
		layout.Relayout(rows)
		m.Fit(size)
	}
	x.form.OnChange = func(string) { x.look(); fit() }
	var pin, passphrase string
	m = widgets.Ask(k.Window.Canvas(), widgets.Question{Title: title, Body: rows, Yes: k.T("start.create"), No: k.T("start.cancel"), Size: size,
		First: x.form.Field(BoxPIN).Target(), Then: func() { then(pin, passphrase) }, Try: func() bool {
			errs := Errors{}
			pin, passphrase = unlocks(x.draft(noun), errs)
			x.form.Tell(beside(k, errs))
			fit()
			if x.form.FocusWrong() {
				return false
			}
			x.form.Forget()
			return true
		}})
}
