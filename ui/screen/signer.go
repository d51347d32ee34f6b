package screen

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/widgets"
)

// Signature is what a person gives for an act that is theirs alone. Reason is empty where none was asked for.
type Signature struct{ Person, PIN, Reason string }

// Signer is the part of a form that asks for a Signature: the reason where the act wants one, who of those who may, and their PIN. What
// is wrong stands beside the box that it is about, and what to do about it below.
type Signer struct {
	k                      *Kit
	act                    assess.Act
	reason                 *widgets.Field // nil where none is wanted
	who                    *widgets.Pick
	pin                    *widgets.Secret
	whyRow, whoRow, pinRow *widgets.FormRow
	todo                   *widgets.Prose
	patience               *Patience
}

// SignerLabels are keys of the catalogue. Without a Reason none is asked for.
type SignerLabels struct{ Reason, ReasonHint, Who, PINHint string }

// NewSigner appends its rows to a form. enter is what Enter in the box for the PIN does; nil leaves it to the question around the form.
func NewSigner(k *Kit, form *widgets.Form, act assess.Act, l SignerLabels, enter func()) *Signer {
	s := &Signer{k: k, act: act, who: widgets.NewPick(k.T("sign.pick")), todo: widgets.NewProse()}
	s.pin = widgets.NewSecret(k.T("sign.pin.hint"), func() bool {
		if enter != nil {
			enter()
		}
		return enter != nil
	})
	say := func(key string) string {
		if key == "" {
			return ""
		}
		return k.T(key)
	}
	if l.Reason != "" {
		s.reason = widgets.NewText(widgets.Never{}, 1)
		s.whyRow = form.Add(k.T(l.Reason), s.reason, say(l.ReasonHint))
	}
	s.whoRow = form.Add(k.T(l.Who), s.who, "")
	s.pinRow = form.Add(k.T("sign.pin"), s.pin, say(l.PINHint))
	form.AddWide(k.HelpLink("pin"))
	form.AddWide(s.todo.Body)
	s.patience = NewPatience(k, s.pin, s.who.Chosen, func(what string) { s.tell(s.pinRow, what, "") })
	s.who.OnPick = func(string) { s.patience.Look() }
	s.tell(nil, "", "")
	return s
}

// Put offers who of the team may sign and has a PIN, and keeps who was chosen; to begin with, that is whoever is at the keyboard, or else
// the first. It tells whether there is anybody.
func (s *Signer) Put() bool {
	at, chosen := s.k.Session.Who(), s.who.Chosen()
	var options []widgets.Option
	for _, p := range s.k.Session.View().Team {
		if len(p.Key) == 0 || !assess.May(p.Role, s.act) {
			continue
		}
		options = append(options, widgets.Option{Key: p.ID, Name: s.k.T("sign.who", p.Name, words.M("role."+string(p.Role)))})
		if chosen == "" && at != nil && p.ID == at.ID {
			chosen = p.ID
		}
	}
	is := func(o widgets.Option) bool { return o.Key == chosen }
	if len(options) > 0 && !slices.ContainsFunc(options, is) {
		chosen = options[0].Key
	}
	s.who.Put(options, chosen)
	s.patience.Look()
	return len(options) > 0
}

// First is the box that is filled in first.
func (s *Signer) First() fyne.Focusable {
	if s.reason != nil {
		return s.reason.Target()
	}
	return s.pin
}

// Forget empties the boxes, and takes away what was said of them.
func (s *Signer) Forget() {
	if s.reason != nil {
		s.reason.Put("")
	}
	s.ForgetPIN()
	s.tell(nil, "", "")
}

// ForgetPIN empties the box for the PIN.
func (s *Signer) ForgetPIN() { s.pin.Clear() }

// Try does a deed with what was filled in, and tells whether it is done. If not, what is wrong stands beside its box, which gets the
// keyboard; a PIN has to be typed again then.
func (s *Signer) Try(deed func(Signature) error) bool {
	in := Signature{Person: s.who.Chosen(), PIN: s.pin.Text}
	if s.patience.Look(); s.patience.Waits() {
		return false
	}
	if s.reason != nil {
		if in.Reason = strings.TrimSpace(s.reason.Text()); in.Reason == "" {
			s.tell(s.whyRow, s.k.T("shell.needed"), "")
			s.reason.Focus()
			return false
		}
	}
	if in.PIN == "" {
		s.tell(s.pinRow, s.k.T("shell.needed"), "")
		s.focusPIN()
		return false
	}
	s.pin.Clear()
	if err := deed(in); err != nil {
		s.refuse(err)
		return false
	}
	s.tell(nil, "", "")
	return true
}

// refuse says a refusal beside the box that it is about.
func (s *Signer) refuse(err error) {
	row := s.pinRow
	if errors.Is(err, words.Refuse("role")) || errors.Is(err, words.Refuse("pin.none")) {
		row = s.whoRow
	}
	e := s.k.Say.Explain(err)
	todo := words.Explanation{Todo: e.Todo, Cause: e.Cause}
	s.tell(row, e.What, strings.TrimSpace(todo.Line()))
	s.patience.Look()
	s.focusPIN()
}

func (s *Signer) tell(at *widgets.FormRow, what, todo string) {
	for _, row := range []*widgets.FormRow{s.whyRow, s.whoRow, s.pinRow} {
		if row != nil && row != at {
			row.SetError("")
		}
	}
	if at != nil {
		at.SetError(what)
	}
	s.todo.Put(todo)
}

func (s *Signer) focusPIN() {
	if c := s.k.Window.Canvas(); c != nil {
		c.Focus(s.pin)
	}
}

// SignatureQuestion asks in a dialog for a Signature.
type SignatureQuestion struct {
	Title, Why string             // of what, and what it means
	Sheet      fyne.CanvasObject  // what there is to read above, as wide as it is; nil: nothing
	Opened     func(close func()) // is told how the dialog is taken away; may be nil
	Yes        string             // names the deed
	Reason     string             // key of a reason's label; empty where none is wanted
	Act        assess.Act         // those who may do it are offered
	Do         func(Signature) error
}

// signatureWidth is that of the dialog: narrower, wrapped text would make it high.
const signatureWidth = 508

// AskSignature asks for a Signature and does what it is for. After a refusal, such as of a wrong PIN, the dialog stays. Whoever is at the
// keyboard and may not do the act is told so instead; so is where nobody has a PIN.
func (k *Kit) AskSignature(q SignatureQuestion) {
	if err := assess.PermitAct(k.Session.Who(), q.Act); err != nil {
		k.Window.Fail(err)
		return
	}
	form, wide := widgets.NewForm(0), float32(signatureWidth)
	if q.Why != "" {
		form.AddWide(widgets.Paragraph(q.Why))
	}
	body := fyne.CanvasObject(form)
	if q.Sheet != nil {
		body = layout.Stack(8, q.Sheet, form)
		wide = q.Sheet.MinSize().Width + 40
	}
	s := NewSigner(k, form, q.Act, SignerLabels{Reason: q.Reason, Who: "sign.person", PINHint: "sign.pin.note"}, nil)
	if !s.Put() {
		k.Window.Fail(words.Refuse("pin.none", k.Session.Who().Name))
		return
	}
	var m *widgets.Modal
	m = widgets.Ask(k.Window.Canvas(), widgets.Question{Title: q.Title, Body: body, Yes: q.Yes, No: k.T("button.cancel"), First: s.First(),
		Size: fyne.NewSize(wide, 0), Try: func() bool {
			done := s.Try(q.Do)
			m.Fit(fyne.NewSize(wide, 0)) // what was said may need room
			return done
		}})
	if q.Opened != nil {
		q.Opened(m.Close)
	}
}
