package team

import (
	"errors"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/widgets"
)

// proof is who authorises, and the box for their PIN.
type proof struct {
	k           *screen.Kit
	who         *widgets.Pick
	pin         *widgets.Secret
	whoRow, row *widgets.FormRow
	word        string // label of the PIN's box
}

func newProof(k *screen.Kit, form *widgets.Form, who, hint, pin string, enter func()) *proof {
	p := &proof{k: k, who: widgets.NewPick(k.T("team.pickby")), pin: widgets.NewSecret("", enter), word: pin}
	p.whoRow = form.Add(k.T(who), p.who, k.T(hint))
	p.row = form.Add(k.T(pin), p.pin, "")
	return p
}

// dress says what is to be typed: a PIN, one's own, or the recovery code, which is long and stands on paper, so that it is shown.
func (p *proof) dress(self string) {
	label, hint, code := p.word, "", p.who.Chosen() == Code
	switch {
	case code:
		label, hint = "team.code", p.k.T("team.code.hint")
	case self != "" && p.who.Chosen() == self:
		label = "team.own"
	}
	p.row.SetLabel(p.k.T(label))
	p.row.SetHint(hint)
	if p.pin.Password == code {
		p.pin.Password = !code
		p.pin.Refresh()
	}
}

func (p *proof) show(on bool) {
	p.whoRow.Show(on)
	p.row.Show(on)
}

// authorise is the part of a form in which one officer proves themselves, or two where one alone may not.
type authorise struct {
	k             *screen.Kit
	roster        Roster
	first, second *proof
	alone         func(by string) error // asks the rules for one officer; nil where one always may
	self          string                // whose card it is: they may change their own PIN
	two           bool
	all           []Row
}

// newAuthorise appends its rows to a form.
func newAuthorise(k *screen.Kit, roster Roster, form *widgets.Form, alone func(by string) error, enter func()) *authorise {
	a := &authorise{k: k, roster: roster, alone: alone}
	form.AddWide(widgets.Head(widgets.Heading(k.T("team.authorise")), nil))
	a.first = newProof(k, form, "team.by", "team.by.hint", "team.proof", enter)
	a.second = newProof(k, form, "team.with", "team.with.hint", "team.with.pin", enter)
	a.first.who.OnPick = func(string) { a.look() }
	a.second.who.OnPick = func(string) { a.look() }
	return a
}

// begin starts anew, for the card of a person or for none.
func (a *authorise) begin(self string, all []Row) {
	a.self = self
	hint := "team.by.hint"
	if self != "" {
		hint = "team.by.own.hint"
	}
	a.first.whoRow.SetHint(a.k.T(hint))
	a.first.who.Put(nil, "")
	a.second.who.Put(nil, "")
	a.forget()
	a.put(all)
	a.tell(nil)
}

// put brings who may authorise up to date.
func (a *authorise) put(all []Row) {
	a.all = all
	var options []widgets.Option
	for _, r := range Keepers(all) {
		options = append(options, a.option(r))
	}
	for _, r := range all {
		if r.ID == a.self && r.Key && !r.Keeps {
			options = append(options, a.option(r))
		}
	}
	if a.roster.Recoverable() {
		options = append(options, widgets.Option{Key: Code, Name: a.k.T("team.code")})
	}
	by := a.first.who.Chosen()
	if by == "" && len(options) > 0 {
		by = options[0].Key
	}
	a.first.who.Put(options, by)
	a.second.who.Put(options, a.second.who.Chosen())
	a.look()
}

func (a *authorise) option(r Row) widgets.Option {
	return widgets.Option{Key: r.ID, Name: r.Name + " · " + a.k.T("role."+string(r.Role))}
}

// look asks for a second officer where the first alone may not.
func (a *authorise) look() {
	a.two = false
	if by := a.first.who.Chosen(); a.alone != nil && by != "" && by != Code {
		a.two = errors.Is(a.alone(by), words.Refuse("card.rank"))
	}
	a.first.dress(a.self)
	a.second.dress("")
	a.second.show(a.two)
}

func (a *authorise) proofs() Proofs {
	return Proofs{By: a.first.who.Chosen(), PIN: a.first.pin.Text, Two: a.two, With: a.second.who.Chosen(), WithPIN: a.second.pin.Text}
}

// list is what a session takes of the proofs.
func (a *authorise) list() (first session.Credential, with []session.Credential) {
	list := a.proofs().List()
	return list[0], list[1:]
}

// tell shows what is wrong beside its box, and nothing where all is right.
func (a *authorise) tell(bad map[Box]words.Msg) {
	for box, row := range a.rows() {
		row.SetError(said(a.k, bad, box))
	}
}

func (a *authorise) rows() map[Box]*widgets.FormRow {
	return map[Box]*widgets.FormRow{BoxBy: a.first.whoRow, BoxProof: a.first.row, BoxWith: a.second.whoRow, BoxWithPIN: a.second.row}
}

// refused says a refusal beside the box that it is about; false where it is about none of these.
func (a *authorise) refused(err error) bool {
	row := a.first.whoRow
	var un *session.Unproven
	switch {
	case errors.As(err, &un) && un.At > 0:
		row = a.second.row
	case errors.As(err, &un):
		row = a.first.row
	case errors.Is(err, words.Refuse("card.two")):
		row = a.second.whoRow
	case errors.Is(err, words.Refuse("card.rank")):
		a.two = true
		a.second.show(true)
		row = a.second.whoRow
	case !errors.Is(err, words.Refuse("role")):
		return false
	}
	row.SetError(a.k.Say.Explain(err).Both())
	return true
}

// forget empties the boxes for PINs.
func (a *authorise) forget() {
	a.first.pin.Clear()
	a.second.pin.Clear()
}

func said(k *screen.Kit, bad map[Box]words.Msg, b Box) string {
	if m, ok := bad[b]; ok {
		return k.Say.Say(m)
	}
	return ""
}

func roleOptions(k *screen.Kit) []widgets.Option {
	var out []widgets.Option
	for _, r := range assess.Roles {
		out = append(out, widgets.Option{Key: string(r), Name: k.T("role." + string(r))})
	}
	return out
}
