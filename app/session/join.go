package session

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Invitation is one that was just made. Code is read out to the person and kept nowhere.
type Invitation struct {
	ID, Code string
	Until    time.Time
}

// The days for which an invitation can be used.
const (
	UsualDays = 7
	MostDays  = 90
)

// Invite lets a person of the team join on a laptop of their own, up to some days from now. by and pin are those of a leader, deputy or
// secretary; with is a second officer where one alone may not, as in AddPerson. Faults: person.unknown, invite.days, role, card.rank,
// device.unknown, pin.none, pin.wrong; if a PIN is wrong, the error is an *Unproven around its fault.
func (s *Session) Invite(person string, days int, by, pin string, with ...Credential) (Invitation, error) {
	var out Invitation
	err := s.change("edit.invite", func() (err error) {
		out, err = s.invite(person, days, append([]Credential{{by, pin}}, with...))
		return err
	})
	return out, err
}

func (s *Session) invite(person string, days int, credentials []Credential) (out Invitation, err error) {
	if _, err := s.writer(); err != nil {
		return out, err
	}
	if days < 1 || days > MostDays {
		return out, words.Refuse("invite.days", MostDays)
	}
	if err := s.mayInvite(person, credentials); err != nil {
		return out, err
	}
	officers, err := s.officers(credentials)
	if err != nil {
		return out, err
	}
	now := s.o.Now()
	out.ID, out.Until = s.o.NewID(), now.AddDate(0, 0, days)
	code, key, err := s.o.Keys.Invite(out.ID)
	if err != nil {
		return out, err
	}
	out.Code = code
	x := assess.Invitation{Vault: s.vault(), ID: out.ID, Person: person, Key: key, Until: out.Until.UnixMilli(), At: now.UnixMilli()}
	return out, s.as(credentials[0].By, assess.PutInvitation(x, officers[0], officers[1:]...))
}

// MayInvite checks the rules of Invite for one officer alone, before a PIN is typed. Faults: person.unknown, role, card.rank (a second one is
// needed).
func (s *Session) MayInvite(person, by string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mayInvite(person, []Credential{{By: by}})
}

func (s *Session) mayInvite(person string, credentials []Credential) error {
	p := s.auth.Person(person)
	if p == nil {
		return words.Refuse("person.unknown", person)
	}
	if err := s.mayEnrol(credentials); err != nil {
		return err
	}
	if !s.auth.Led() && !s.auth.Spoke(person) {
		return nil // whoever sets up the round invites those who lead it
	}
	return s.reach(p.Role, credentials)
}

// Withdrawing names an invitation that is to end. Of several laptops that used it, only Keep goes on; if it is zero, the one that counts does.
type Withdrawing struct {
	Invitation ledger.Hash
	Keep       ledger.Device
	Reason     string
}

// Withdraw ends an invitation, with an officer's PIN. Faults: invite.unknown, invite.keep (that laptop did not use it), text.control, role,
// device.unknown, pin.none, pin.wrong.
func (s *Session) Withdraw(w Withdrawing, by, pin string) error {
	return s.change("edit.withdraw", func() error {
		if _, err := s.writer(); err != nil {
			return err
		}
		accepts, err := s.kept(w)
		if err != nil {
			return err
		}
		if err := s.mayEnrol([]Credential{{By: by}}); err != nil {
			return err
		}
		if err := assess.Legible(w.Reason, true); err != nil {
			return err
		}
		o, err := s.officer(Credential{by, pin})
		if err != nil {
			return err
		}
		x := assess.Withdrawal{Vault: s.vault(), Invitation: w.Invitation[:], Accepts: authority.TipsOf(accepts), Reason: w.Reason, At: s.o.Now().UnixMilli()}
		return s.as(by, assess.PutWithdrawal(x, s.o.NewID(), o))
	})
}

// kept returns the frontier that a withdrawal accepts: all that is here, but of the laptops that used the invitation only one.
func (s *Session) kept(w Withdrawing) (ledger.Frontier, error) {
	i := slices.IndexFunc(s.view.Invitations, func(x authority.Invited) bool { return x.Digest == w.Invitation })
	if i < 0 {
		return nil, words.Refuse("invite.unknown", w.Invitation.String())
	}
	x, keep := &s.view.Invitations[i], w.Keep
	used := func(d ledger.Device) bool {
		return slices.ContainsFunc(x.Uses, func(u authority.Use) bool { return u.Device == d })
	}
	switch u := x.Used(); {
	case keep == ledger.Device{} && u != nil:
		keep = u.Device
	case keep != ledger.Device{} && !used(keep):
		return nil, words.Refuse("invite.keep", keep.String())
	}
	return slices.DeleteFunc(s.state.Frontier(ledger.Device{}), func(t ledger.Tip) bool { return t.Device != keep && used(t.Device) }), nil
}

// Joining is how a person joins on this laptop by an invitation. Person may be empty: then it is whom the code invites. PIN is their new one; if it is empty, the person keeps the one that they
// have on another laptop, and can sign there only.
type Joining struct {
	Person, Code, Laptop, PIN string
}

// Join enrols this laptop for a person by the code of an invitation, without an officer, and puts that person to the keyboard. Faults:
// person.unknown, invite.form (mistyped), invite.wrong (no invitation of that person has that code), invite.withdrawn, invite.expired,
// invite.spent, invite.enrolled (this laptop has no need), invite.rank (the person stands higher now), laptop.name, text.control, pin.short,
// vault.readonly.
func (s *Session) Join(j Joining) error {
	return s.change("edit.join", func() error {
		own, err := s.newcomer()
		if err != nil {
			return err
		}
		switch {
		case j.Person != "" && s.auth.Person(j.Person) == nil:
			return words.Refuse("person.unknown", j.Person)
		case s.auth.Enrolled(own):
			return words.Refuse("invite.enrolled")
		case strings.TrimSpace(j.Laptop) == "":
			return words.Refuse("laptop.name")
		}
		if err := assess.Legible(j.Laptop, false); err != nil {
			return err
		}
		by, p, err := s.guest(j)
		if err != nil {
			return err
		}
		return s.enter(own, j, p, by)
	})
}

// newcomer returns this laptop, which need not be enrolled. Faults: Options.ReadOnly, vault.readonly.
func (s *Session) newcomer() (own ledger.Device, err error) {
	if s.o.ReadOnly != nil {
		return own, s.o.ReadOnly
	}
	own, ok := s.o.Log.Device()
	if !ok {
		return own, words.Refuse("vault.readonly")
	}
	return own, nil
}

// Invitee returns the person whom a code invites. Faults: those of Join about the invitation.
func (s *Session) Invitee(code string) (*assess.Person, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, p, err := s.guest(Joining{Code: code})
	return p, err
}

// guest finds the invitation that a code belongs to, with its person. The newest comes first, because who is invited again has the new code.
func (s *Session) guest(j Joining) (by assess.Officer, p *assess.Person, err error) {
	for _, x := range slices.Backward(s.view.Invitations) {
		if j.Person != "" && x.Person != j.Person {
			continue
		}
		key, sign, err := s.o.Keys.Guest(x.ID, j.Code)
		if err != nil {
			return by, nil, err
		}
		if !bytes.Equal(key, x.Key) {
			continue
		}
		if err := s.usable(&x, j.PIN != ""); err != nil {
			return by, nil, err
		}
		return authority.Guest(x.Digest, sign), s.auth.Person(x.Person), nil
	}
	if _, _, err := s.o.Keys.Guest("", j.Code); err != nil {
		return by, nil, err // no code at all
	}
	return by, nil, words.Refuse("invite.wrong")
}

// usable refuses an invitation that does not work any more; rekeys: it is to give the person another key.
func (s *Session) usable(x *authority.Invited, rekeys bool) error {
	switch x.State(s.o.Now().UnixMilli()) {
	case authority.InviteWithdrawn:
		return words.Refuse("invite.withdrawn")
	case authority.InviteUsed, authority.InviteContested:
		return words.Refuse("invite.spent", x.Uses[0].Name)
	case authority.InviteExpired:
		return words.Refuse("invite.expired", assess.DayOf(time.UnixMilli(x.Until)).Said())
	}
	switch {
	case s.auth.Person(x.Person) == nil:
		return words.Refuse("person.unknown", s.view.Name(x.Person))
	case rekeys && !s.auth.Grants(x.Digest):
		return words.Refuse("invite.rank", s.view.Name(x.Person))
	}
	return nil
}

// enter writes the cards of a laptop and its person that an invitation signs, in one record.
func (s *Session) enter(own ledger.Device, j Joining, p *assess.Person, by assess.Officer) error {
	e := assess.New("edit.join")
	e.Writes = append(e.Writes, assess.PutDevice(assess.DeviceCard{Vault: s.vault(), Device: own[:], Name: j.Laptop, Format: assess.CardFormat,
		Replaces: s.auth.ReplacesLaptop(own), People: []string{p.ID}}, by).Writes...)
	var boxes []Box
	if j.PIN != "" {
		key, sealed, err := s.o.Keys.Make(p.ID, j.PIN)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(sealed)
		boxes = []Box{{p.ID, sealed}}
		e.Writes = append(e.Writes, assess.PutCard(assess.Card{Vault: s.vault(), Person: p.ID, Name: p.Name, Agency: p.Agency, Role: p.Role, Key: key,
			Box: sum[:], Format: assess.CardFormat, Replaces: s.auth.Replaces(p.ID)}, by).Writes...)
	}
	if err := s.write(s.drafts(own, part{p.ID, e}), boxes...); err != nil {
		return err
	}
	s.who = p.ID
	return nil
}

// Asking is a request to be enrolled without an invitation. Person is empty for somebody who is not in the team yet. With a PIN, the person has
// a key from the admission on.
type Asking struct {
	Person, Name, Laptop, PIN string
}

// Ask asks the officers to enrol this laptop. From then on the person works here, and what they write is held until an officer admits the
// laptop. Faults: person.unknown, person.name, laptop.name, text.control, ask.enrolled, pin.short, vault.readonly.
func (s *Session) Ask(a Asking) error {
	return s.change("edit.ask", func() error {
		own, err := s.newcomer()
		if err != nil {
			return err
		}
		switch {
		case s.auth.Enrolled(own):
			return words.Refuse("ask.enrolled")
		case a.Person != "" && s.auth.Person(a.Person) == nil:
			return words.Refuse("person.unknown", a.Person)
		case a.Person == "" && strings.TrimSpace(a.Name) == "":
			return words.Refuse("person.name")
		case strings.TrimSpace(a.Laptop) == "":
			return words.Refuse("laptop.name")
		}
		for _, text := range []string{a.Name, a.Laptop} {
			if err := assess.Legible(text, false); err != nil {
				return err
			}
		}
		return s.ask(own, a)
	})
}

func (s *Session) ask(own ledger.Device, a Asking) error {
	x := authority.Asked{Person: a.Person, Name: words.Tidy(a.Name), Laptop: words.Tidy(a.Laptop)}
	if a.Person != "" {
		x.Name = s.view.Name(a.Person)
	}
	var boxes []Box
	if a.PIN != "" && a.Person != "" {
		key, sealed, err := s.o.Keys.Make(a.Person, a.PIN)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(sealed)
		x.Key, x.Box, boxes = key, sum[:], []Box{{a.Person, sealed}}
	}
	if err := s.write(s.drafts(own, part{a.Person, assess.AskToJoin(own, x)}), boxes...); err != nil {
		return err
	}
	s.who = a.Person
	return nil
}

// Asked returns the request of this laptop while nobody has admitted it, or nil.
func (s *Session) Asked() *authority.Request {
	own, ok := s.o.Log.Device()
	s.mu.Lock()
	defer s.mu.Unlock()
	if !ok {
		return nil
	}
	return s.asked(own)
}

func (s *Session) asked(own ledger.Device) *authority.Request {
	for i := range s.view.Requests {
		if s.view.Requests[i].Device == own {
			return &s.view.Requests[i]
		}
	}
	return nil
}

// Admission answers a request: who works on the laptop, and why what was written there counts. Without a reason nothing is adopted.
type Admission struct {
	Device ledger.Device
	Person string
	Reason string
}

// Admit enrols a laptop that asked, with the key that its person made there, and adopts what was written on it meanwhile, in one transaction.
// adopted is the number of records. Only a leader or deputy may adopt; without a Reason any officer may admit. Faults: ask.unknown,
// person.unknown, role, card.rank (the person stands above the officer, whose key it would be), text.control, device.unknown, pin.none, pin.wrong; if a PIN is wrong, the error is an
// *Unproven around its fault.
func (s *Session) Admit(a Admission, by, pin string, with ...Credential) (adopted int, err error) {
	err = s.change("edit.admit", func() (err error) {
		adopted, err = s.admit(a, append([]Credential{{by, pin}}, with...))
		return err
	})
	return adopted, err
}

func (s *Session) admit(a Admission, credentials []Credential) (adopted int, err error) {
	own, err := s.writer()
	if err != nil {
		return 0, err
	}
	asks, p := s.asked(a.Device), s.auth.Person(a.Person)
	switch {
	case asks == nil:
		return 0, words.Refuse("ask.unknown", a.Device.String())
	case p == nil:
		return 0, words.Refuse("person.unknown", a.Person)
	}
	if err := s.mayAdmit(asks, p, a.Reason != "", credentials); err != nil {
		return 0, err
	}
	if err := assess.Legible(a.Reason, true); err != nil {
		return 0, err
	}
	officers, err := s.officers(credentials)
	if err != nil {
		return 0, err
	}
	e := assess.PutDevice(assess.DeviceCard{Vault: s.vault(), Device: a.Device[:], Name: asks.Laptop, Format: assess.CardFormat,
		Replaces: s.auth.ReplacesLaptop(a.Device), People: []string{p.ID}}, officers[0])
	e.Label = "edit.admit"
	if asks.Key != nil && asks.Person == p.ID {
		e.Writes = append(e.Writes, assess.PutCard(assess.Card{Vault: s.vault(), Person: p.ID, Name: p.Name, Agency: p.Agency, Role: p.Role, Key: asks.Key,
			Box: asks.Box, Format: assess.CardFormat, Replaces: s.auth.Replaces(p.ID)}, officers[0], officers[1:]...).Writes...)
	}
	if a.Reason != "" {
		held := s.adoptable(a.Device)
		e.Writes, adopted = append(e.Writes, s.adoptions(held, a.Reason, officers[0])...), len(held)
	}
	return adopted, s.write(s.drafts(own, part{credentials[0].By, e}))
}

// mayAdmit checks what every reader will check: a key is given as by AddPerson, and records are adopted as by Adopt.
func (s *Session) mayAdmit(asks *authority.Request, p *assess.Person, adopts bool, credentials []Credential) error {
	if err := s.mayEnrol(credentials); err != nil {
		return err
	}
	if adopts {
		if err := assess.PermitAct(s.auth.Person(credentials[0].By), assess.Adopt); err != nil {
			return err
		}
	}
	if asks.Key == nil || asks.Person != p.ID {
		return nil
	}
	return s.reach(p.Role, credentials)
}

// AdoptLaptop adopts all that can be adopted of what a laptop wrote, in one transaction, with the PIN of a leader or deputy. adopted is the
// number of records. Faults: adopt.none (nothing of it is held), and those of Adopt.
func (s *Session) AdoptLaptop(d ledger.Device, reason, by, pin string) (adopted int, err error) {
	err = s.change("edit.adopt", func() error {
		if err := assess.PermitAct(s.auth.Person(by), assess.Adopt); err != nil {
			return err
		}
		own, err := s.writer()
		if err != nil {
			return err
		}
		held := s.adoptable(d)
		switch {
		case len(held) == 0:
			return words.Refuse("adopt.none", d.String())
		case strings.TrimSpace(reason) == "":
			return words.Refuse("adopt.reason")
		}
		if err := assess.Legible(reason, true); err != nil {
			return err
		}
		o, err := s.officer(Credential{by, pin})
		if err != nil {
			return err
		}
		e := assess.New("edit.adopt")
		e.Writes, adopted = s.adoptions(held, reason, o), len(held)
		return s.write(s.drafts(own, part{by, e}))
	})
	return adopted, err
}

// adoptable returns the held records of a laptop that an adoption lets count.
func (s *Session) adoptable(d ledger.Device) []ledger.Hash {
	var out []ledger.Hash
	for _, h := range s.view.Held {
		if h.Record.Device == d && h.Adoptable {
			out = append(out, h.Record.ID)
		}
	}
	return out
}

func (s *Session) adoptions(held []ledger.Hash, reason string, by assess.Officer) (writes []assess.Write) {
	for _, id := range held {
		x := assess.Adoption{Vault: s.vault(), Record: id[:], Reason: reason, At: s.o.Now().UnixMilli()}
		writes = append(writes, assess.PutAdoption(x, by).Writes...)
	}
	return writes
}
