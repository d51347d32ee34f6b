package team

import (
	"errors"
	"maps"

	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// authorise is the part of a form in which one officer proves themselves, or two where one alone may not.
type authorise struct {
	k      *screen.Kit
	roster Roster
	alone  func(by string) error // asks the rules for one officer; nil where one always may
	form   *form.Form
	self   string // whose card it is: they may change their own PIN
	two    bool
	all    []Row
	waits  []*screen.Patience // for each of the two PINs
}

// authorised is a noun with the fields of those who authorise behind its own.
func authorised(key string, own ...schema.Field) *schema.Noun {
	for _, name := range []string{FieldBy, FieldProof, FieldWith, FieldWithPIN} {
		own = append(own, schema.Field{Name: name})
	}
	return &schema.Noun{Key: key, Fields: own}
}

// fields of those who authorise, for a form's declaration.
func (a *authorise) fields() []*form.Field {
	return []*form.Field{form.Pick(FieldBy).Says("team.by").Hint("team.pickby").From(a.options), form.Secret(FieldProof).Says("team.proof"),
		form.Pick(FieldWith).Says("team.with").Hint("team.pickby").Note("team.with.hint").From(a.options), form.Secret(FieldWithPIN).Says("team.with.pin")}
}

// into places the fields below a heading.
func (a *authorise) into(f *form.Form, rows *widgets.Form) {
	a.form = f
	rows.AddWide(widgets.Head(widgets.Heading(a.k.T("team.authorise")), nil))
	f.Into(rows, FieldBy, FieldProof, FieldWith, FieldWithPIN)
	rows.AddWide(a.k.HelpLink("pin"))
	a.waits = []*screen.Patience{f.Field(FieldProof).Patient(a.person(FieldBy)), f.Field(FieldWithPIN).Patient(a.person(FieldWith))}
}

// person is who was chosen; nobody for the recovery code.
func (a *authorise) person(field string) func() string {
	return func() string {
		if who := a.form.Value(field); who != Code {
			return who
		}
		return ""
	}
}

// wait greys the boxes of those who have to wait after wrong PINs.
func (a *authorise) wait() {
	for _, p := range a.waits {
		p.Look()
	}
}

// begin starts anew, for the card of a person or for none.
func (a *authorise) begin(self string, all []Row) {
	a.self = self
	hint := "team.by.hint"
	if self != "" {
		hint = "team.by.own.hint"
	}
	a.form.Field(FieldBy).Dress("team.by", hint)
	a.all = nil
	a.form.Fill(FieldBy, "").Fill(FieldWith, "")
	a.put(all)
}

// put brings who may authorise up to date.
func (a *authorise) put(all []Row) {
	a.all = all
	by, options := a.form.Value(FieldBy), a.options()
	if by == "" && len(options) > 0 {
		by = options[0].Key
	}
	a.form.Fill(FieldBy, by).Fill(FieldWith, a.form.Value(FieldWith))
	a.look()
}

func (a *authorise) options() []widgets.Option {
	var out []widgets.Option
	add := func(r Row) {
		out = append(out, widgets.Option{Key: r.ID, Name: r.Name + " · " + a.k.T("role."+string(r.Role))})
	}
	for _, r := range Keepers(a.all) {
		add(r)
	}
	for _, r := range a.all {
		if r.ID == a.self && r.Key && !r.Keeps {
			add(r)
		}
	}
	if a.roster.Recoverable() {
		out = append(out, widgets.Option{Key: Code, Name: a.k.T("team.code")})
	}
	return out
}

// look asks for a second officer where the first alone may not.
func (a *authorise) look() {
	a.two = false
	if by := a.form.Value(FieldBy); a.alone != nil && by != "" && by != Code {
		a.two = errors.Is(a.alone(by), words.Refuse("card.rank"))
	}
	own := "team.proof"
	if a.self != "" && a.form.Value(FieldBy) == a.self {
		own = "team.own"
	}
	a.dress(FieldBy, FieldProof, own)
	a.dress(FieldWith, FieldWithPIN, "team.with.pin")
	a.form.Field(FieldWith).Show(a.two)
	a.form.Field(FieldWithPIN).Show(a.two)
	a.wait()
}

// dress says what is to be typed: a PIN, or the recovery code, which is long and stands on paper, so that it is shown.
func (a *authorise) dress(who, pin, label string) {
	code, note := a.form.Value(who) == Code, ""
	if code {
		label, note = "team.code", "team.code.hint"
	}
	x := a.form.Field(pin)
	x.Dress(label, note)
	x.Reveal(code)
}

func (a *authorise) proofs() Proofs {
	return Proofs{By: a.form.Value(FieldBy), PIN: a.form.Secret(FieldProof), Two: a.two, With: a.form.Value(FieldWith), WithPIN: a.form.Secret(FieldWithPIN)}
}

// list is what a session takes of the proofs.
func (a *authorise) list() (first session.Credential, with []session.Credential) {
	list := a.proofs().List()
	return list[0], list[1:]
}

// lacks shows beside the boxes what is wrong with the form and what is missing of the proofs, goes to the first of them, and tells whether
// there is any.
func (a *authorise) lacks(bad map[string]words.Msg) bool {
	said := map[string]string{}
	for _, of := range []map[string]words.Msg{bad, a.proofs().Check()} {
		for field, m := range of {
			said[field] = a.k.Say.Say(m)
		}
	}
	a.form.Tell(said)
	return a.form.FocusWrong()
}

// refused says a refusal beside the field that it is about, of the form's own by the fault's code, or else over the window.
func (a *authorise) refused(err error, own map[string]string) {
	at := map[string]string{"card.two": FieldWith, "card.rank": FieldWith, "role": FieldBy}
	maps.Copy(at, own)
	if errors.Is(err, words.Refuse("card.rank")) {
		a.two = true
		a.form.Field(FieldWith).Show(true)
		a.form.Field(FieldWithPIN).Show(true)
	}
	var un *session.Unproven
	switch {
	case errors.As(err, &un):
		pin := []string{FieldProof, FieldWithPIN}[min(un.At, 1)]
		a.form.Field(pin).Tell(a.k.Say.Explain(err).Both())
		a.wait()
		a.form.Focus(pin)
	case a.form.Refused(err, at):
		a.form.FocusWrong()
	default:
		a.k.Window.Fail(err)
	}
}
