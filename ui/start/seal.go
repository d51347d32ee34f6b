package start

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// Boxes of a new vault's seal.
const (
	BoxSeal      Box = "seal" // Sealed or Open
	BoxPass      Box = "pass"
	BoxPassAgain Box = "passagain"
)

// What stands in BoxSeal.
const (
	Sealed = "sealed"
	Open   = "open" // whoever has the file can read it
)

// MinPassphrase is how short a passphrase may be.
const MinPassphrase = 8

// CheckPassphrase reads a passphrase that was typed twice.
func CheckPassphrase(pass, again string) Errors {
	e := Errors{}
	switch {
	case utf8.RuneCountInString(pass) < MinPassphrase:
		e.add(BoxPass, "pass", MinPassphrase)
	case again != pass:
		e.add(BoxPassAgain, "passagain")
	}
	return e
}

// passphrase reads how a new vault is sealed; empty leaves it open.
func passphrase(d Draft, e Errors) string {
	if d[BoxSeal] == Open {
		return ""
	}
	for b, msgs := range CheckPassphrase(d[BoxPass], d[BoxPassAgain]) {
		e[b] = append(e[b], msgs...)
	}
	return d[BoxPass]
}

// Seal asks whether a new vault is sealed, and by which passphrase. Sealed is what is chosen until a person chooses otherwise.
type Seal struct {
	say  words.Catalog
	how  *widgets.Radio
	rows map[Box]*widgets.FormRow
	pins map[Box]*widgets.Secret
}

// NewSeal adds the boxes to a form. enter is what Enter does in the last, changed is called when there are more or fewer; both may be nil.
func NewSeal(say words.Catalog, form *widgets.Form, enter, changed func()) *Seal {
	s := &Seal{say: say, rows: map[Box]*widgets.FormRow{}, pins: map[Box]*widgets.Secret{}}
	s.how = widgets.NewRadio(widgets.Option{Key: Sealed, Name: say.Get("start.seal.sealed")}, widgets.Option{Key: Open, Name: say.Get("start.seal.open")})
	s.rows[BoxSeal] = form.Add(say.Get("start.seal"), s.how, "")
	for _, b := range []Box{BoxPass, BoxPassAgain} {
		s.pins[b] = widgets.NewSecret("", nil)
		if enter != nil {
			s.pins[b].OnKey = func(k *fyne.KeyEvent) bool {
				pressed := k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter
				if pressed {
					enter()
				}
				return pressed
			}
		}
		s.rows[b] = form.Add(say.Get("start."+string(b)), s.pins[b], say["start."+string(b)+".hint"])
	}
	s.how.OnPick = func(string) {
		s.show()
		if changed != nil {
			changed()
		}
	}
	s.show()
	return s
}

func (s *Seal) show() {
	s.rows[BoxSeal].SetHint(s.say.Get("start.seal." + s.how.Chosen() + ".says"))
	for _, b := range []Box{BoxPass, BoxPassAgain} {
		s.rows[b].Show(s.how.Chosen() == Sealed)
	}
}

// Fill puts what stands in the boxes into a draft.
func (s *Seal) Fill(d Draft) {
	d[BoxSeal] = s.how.Chosen()
	for b, pin := range s.pins {
		d[b] = pin.Text
	}
}

// Passphrase is what stands in the boxes, once it is right; what is wrong is said beside them.
func (s *Seal) Passphrase() (p string, ok bool) {
	d, e := Draft{}, Errors{}
	s.Fill(d)
	p = passphrase(d, e)
	for b, row := range s.rows {
		text := ""
		if len(e[b]) > 0 {
			text = s.say.Say(e[b][0])
		}
		row.SetError(text)
	}
	return p, len(e) == 0
}
