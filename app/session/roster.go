package session

import (
	"crypto/sha256"
	"slices"
	"strings"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// NewPerson is a card to be written: who, and a first or a new PIN if the person is to sign.
type NewPerson struct {
	ID, Name, Agency string
	Role             assess.Role
	PIN              string
}

// AddPerson adds a person to the roster, or changes their card. by and pin are those of a leader, deputy or secretary, or the person's own
// for a new PIN. with is a second officer where one alone may not: nobody alone grants a role above their own, or resets the PIN of
// somebody above them. Faults: role, person.name, text.control, card.rank, pin.none, pin.wrong, pin.stale, pin.short, device.unknown; if a
// PIN is wrong, the error is an *Unproven around its fault.
func (s *Session) AddPerson(n NewPerson, by, pin string, with ...Credential) error {
	return s.change("edit.card", func() error { return s.addPerson(n, append([]Credential{{by, pin}}, with...)) })
}

// MayAddPerson checks the rules of AddPerson for one officer alone, before a PIN is typed. Faults: role, card.rank (a second one is
// needed).
func (s *Session) MayAddPerson(n NewPerson, by string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mayCard(n, s.auth.Person(n.ID), []Credential{{By: by}})
}

// MayRemove checks the rules of Remove for one officer alone, before a reason or a PIN is typed. Faults: those of Remove except
// remove.reason and pin.*.
func (s *Session) MayRemove(r Removal, by string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mayRemove(r, []Credential{{By: by}})
}

// Recoverable tells whether the round has a recovery code. Rounds of older versions have none.
func (s *Session) Recoverable() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.auth.Recovery() != nil
}

// change runs do under the lock and then publishes the change.
func (s *Session) change(label string, do func() error) error {
	s.mu.Lock()
	err := do()
	s.mu.Unlock()
	if err == nil {
		s.publish(Change{label, s.o.Now()})
	}
	return err
}

// AddPersons adds several persons like AddPerson, and makes an edit in the name of a person like ApplyAs. Both are written in one
// transaction, or nothing is. The edit may be empty. Faults: those of AddPerson and ApplyAs.
func (s *Session) AddPersons(ns []NewPerson, by, pin, person string, e *assess.Edit) error {
	return s.change(e.Label, func() error { return s.addPersons(ns, Credential{by, pin}, person, e) })
}

func (s *Session) addPersons(ns []NewPerson, by Credential, person string, e *assess.Edit) error {
	if _, err := s.writer(); err != nil {
		return err
	}
	was := s.who
	s.who = person
	defer func() { s.who = was }()
	own, err := s.mayApply(e)
	if err != nil {
		return err
	}
	team := assess.New("edit.card")
	var boxes []Box
	for _, n := range ns {
		card, box, err := s.card(n, []Credential{by})
		if err != nil {
			return err
		}
		if as := s.auth.Person(person); n.ID == person && as != nil { // the edit is judged behind this card
			then := *as
			then.Role = n.Role
			if err := assess.Permit(s.view, &then, e); err != nil {
				return err
			}
		}
		team.Writes, boxes = append(team.Writes, card.Writes...), append(boxes, box...)
	}
	before := inverse(s.state, e)
	if err := s.write(s.drafts(own, part{by.By, team}, part{person, e}), boxes...); err != nil {
		return err
	}
	if len(e.Writes) > 0 {
		s.stacks().did(before)
	}
	return nil
}

func (s *Session) addPerson(n NewPerson, credentials []Credential) error {
	if _, err := s.writer(); err != nil {
		return err
	}
	e, boxes, err := s.card(n, credentials)
	if err != nil {
		return err
	}
	return s.as(credentials[0].By, e, boxes...)
}

// card returns the edit with a person's card, and the box if a new key was made. The caller holds the lock.
func (s *Session) card(n NewPerson, credentials []Credential) (*assess.Edit, []Box, error) {
	if strings.TrimSpace(n.Name) == "" {
		return nil, nil, words.Refuse("person.name")
	}
	for _, text := range []string{n.ID, n.Name, n.Agency} {
		if err := assess.Legible(text, false); err != nil {
			return nil, nil, err
		}
	}
	old := s.auth.Person(n.ID)
	if err := s.mayCard(n, old, credentials); err != nil {
		return nil, nil, err
	}
	officers, err := s.officers(credentials)
	if err != nil {
		return nil, nil, err
	}
	card := assess.Card{Vault: s.vault(), Person: n.ID, Name: n.Name, Agency: n.Agency, Role: n.Role, Format: assess.CardFormat, Replaces: s.auth.Replaces(n.ID)}
	if old != nil {
		card.Key, card.Box = old.Key, old.Box
	}
	var boxes []Box
	if n.PIN != "" {
		var sealed []byte
		if card.Key, sealed, err = s.o.Keys.Make(n.ID, n.PIN); err != nil {
			return nil, nil, err
		}
		sum := sha256.Sum256(sealed)
		card.Box, boxes = sum[:], []Box{{n.ID, sealed}}
	}
	return assess.PutCard(card, officers[0], officers[1:]...), boxes, nil
}

// mayCard checks what every reader of the card will check, before a key is made.
func (s *Session) mayCard(n NewPerson, old *assess.Person, credentials []Credential) error {
	if old != nil && len(credentials) == 1 && credentials[0].By == n.ID && old.Role == n.Role && old.Name == n.Name && old.Agency == n.Agency {
		return nil // their own PIN
	}
	if err := s.mayEnrol(credentials); err != nil {
		return err
	}
	stands := n.Role
	if old != nil && old.Role.Above(stands) {
		stands = old.Role
	}
	if old == nil && !s.auth.Led() {
		return nil // whoever sets up the round names those who lead it
	}
	return s.reach(stands, credentials)
}

func (s *Session) mayEnrol(credentials []Credential) error {
	for i, p := range credentials {
		if p.By == "" {
			continue
		}
		if err := assess.PermitAct(s.auth.Person(p.By), assess.Enrol); err != nil {
			return err
		}
		if slices.ContainsFunc(credentials[:i], func(o Credential) bool { return o.By == p.By }) {
			return words.Refuse("card.two")
		}
	}
	return nil
}

// reach refuses officers who may not decide about a role together (authority.Judge.Reach). Fault: card.rank.
func (s *Session) reach(role assess.Role, credentials []Credential) error {
	var by []string
	for _, p := range credentials {
		by = append(by, p.By)
	}
	if s.auth.Reach(role, by...) {
		return nil
	}
	return words.Refuse("card.rank", words.M("role."+string(role)))
}

// officers unlocks the keys of all credentials. Errors: *Unproven around those of officer.
func (s *Session) officers(credentials []Credential) ([]assess.Officer, error) {
	var out []assess.Officer
	for i, p := range credentials {
		o, err := s.officer(p)
		if err != nil {
			return nil, &Unproven{i, err}
		}
		out = append(out, o)
	}
	return out, nil
}

func (s *Session) vault() []byte {
	id := s.auth.ID()
	return id[:]
}

// NewLaptop is a laptop's card to be written: its name and the IDs of those who work on it. Shared lets the whole team write there.
type NewLaptop struct {
	Name   string
	People []string
	Shared bool
}

// EnrolDevice lets this laptop write, with the PIN of a leader, deputy or secretary. Faults: role, laptop.people, pin.none, pin.wrong,
// vault.readonly.
func (s *Session) EnrolDevice(n NewLaptop, by, pin string) error {
	return s.change("edit.device", func() error {
		own, ok := s.o.Log.Device()
		if !ok {
			return words.Refuse("vault.readonly")
		}
		return s.laptop(own, n, Credential{by, pin})
	})
}

// SetLaptop changes the name of a laptop and who works on it. Faults: those of EnrolDevice, and laptop.unknown.
func (s *Session) SetLaptop(d ledger.Device, n NewLaptop, by, pin string) error {
	return s.change("edit.device", func() error {
		if !slices.ContainsFunc(s.auth.Laptops(), func(l authority.Laptop) bool { return l.Device == d }) {
			return words.Refuse("laptop.unknown", d.String())
		}
		if _, err := s.writer(); err != nil {
			return err
		}
		return s.laptop(d, n, Credential{by, pin})
	})
}

func (s *Session) laptop(d ledger.Device, n NewLaptop, credential Credential) error {
	if err := s.mayEnrol([]Credential{credential}); err != nil {
		return err
	}
	if !n.Shared && len(n.People) == 0 {
		return words.Refuse("laptop.people")
	}
	if err := assess.Legible(n.Name, false); err != nil {
		return err
	}
	by, err := s.officer(credential)
	if err != nil {
		return err
	}
	card := assess.DeviceCard{Vault: s.vault(), Device: d[:], Name: n.Name, Format: assess.CardFormat, Replaces: s.auth.ReplacesLaptop(d),
		People: n.People, Shared: n.Shared}
	was := s.who
	s.who = credential.By
	defer func() { s.who = was }()
	own, ok := s.o.Log.Device()
	if !ok {
		return words.Refuse("vault.readonly")
	}
	// On a new laptop this card is its first record: the person's signature in it is the proof.
	return s.write(s.drafts(own, part{s.who, assess.PutDevice(card, by)}))
}

// Removal names who or what is removed: a person or, if Person is empty, a laptop. What they wrote still counts as far as it is here or, if
// From is set, as far as it was written before From. Of a laptop that forked, Branches are the ends of the branches that count; none: all.
type Removal struct {
	Person   string
	Device   ledger.Device
	From     time.Time
	Branches []ledger.Hash
	Reason   string
}

func (r *Removal) aims(x *ledger.Record) bool {
	if r.Person != "" {
		return x.Author == r.Person
	}
	return x.Device == r.Device
}

// Held counts the records here that would no longer count after a removal.
func (s *Session) Held(r Removal) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	inside, n := s.state.Inside(s.accepted(r)), 0
	for _, x := range s.state.Records() {
		if r.aims(x) && !inside(x) && s.auth.Counts(x) && x.ID != s.auth.ID() {
			n++
		}
	}
	return n
}

// accepted returns the frontier of a removal: on each chain it ends before the first record that is not accepted.
func (s *Session) accepted(r Removal) ledger.Frontier {
	if r.From.IsZero() {
		return branches(s.state.Frontier(ledger.Device{}), r.Device, r.Branches)
	}
	last, ended := map[ledger.Device]ledger.Tip{}, map[ledger.Device]bool{}
	for _, x := range s.state.Records() { // each chain in its own order
		ended[x.Device] = ended[x.Device] || r.aims(x) && !x.Stamp.Time().Before(r.From) && x.ID != s.auth.ID()
		if !ended[x.Device] {
			last[x.Device] = x.Tip()
		}
	}
	var f ledger.Frontier
	for _, t := range last {
		f = append(f, t)
	}
	f.Sort()
	return f
}

// Remove removes a person or a laptop, with an officer's PIN. Somebody of higher rank is removed by two officers or with the recovery code.
// Faults: person.unknown, laptop.unknown, remove.reason, remove.self, text.control, role, card.rank, device.unknown, pin.none, pin.wrong;
// if a PIN is wrong, the error is an *Unproven around its fault.
func (s *Session) Remove(r Removal, by, pin string, with ...Credential) error {
	return s.change("edit.revoke", func() error { return s.remove(r, append([]Credential{{by, pin}}, with...)) })
}

func (s *Session) remove(r Removal, credentials []Credential) error {
	if _, err := s.writer(); err != nil {
		return err
	}
	if err := s.mayRemove(r, credentials); err != nil {
		return err
	}
	if strings.TrimSpace(r.Reason) == "" {
		return words.Refuse("remove.reason")
	}
	if err := assess.Legible(r.Reason, true); err != nil {
		return err
	}
	officers, err := s.officers(credentials)
	if err != nil {
		return err
	}
	x := assess.Revocation{Vault: s.vault(), Person: r.Person, Reason: r.Reason, At: s.o.Now().UnixMilli(), Accepts: authority.TipsOf(s.accepted(r))}
	if r.Person == "" {
		x.Device = r.Device[:]
	}
	return s.as(credentials[0].By, assess.PutRevocation(x, s.o.NewID(), officers[0], officers[1:]...))
}

// mayRemove checks what every reader of the removal will check, and that nobody removes themselves or the laptop they work on.
func (s *Session) mayRemove(r Removal, credentials []Credential) error {
	if err := s.mayEnrol(credentials); err != nil {
		return err
	}
	own, _ := s.o.Log.Device()
	p := s.auth.Person(r.Person)
	switch {
	case r.Person == "" && !s.auth.Enrolled(r.Device):
		return words.Refuse("laptop.unknown", r.Device.String())
	case r.Person == "" && r.Device == own, r.Person != "" && slices.ContainsFunc(credentials, func(p Credential) bool { return p.By == r.Person }):
		return words.Refuse("remove.self")
	case r.Person == "":
		return nil
	case p == nil:
		return words.Refuse("person.unknown", r.Person)
	}
	return s.reach(s.auth.Height(p.ID), credentials)
}

// Adopt lets a held record count, with the PIN of a leader or deputy. Faults: adopt.unknown, adopt.not (a record held for that reason
// can't be adopted), adopt.reason, text.control, role, device.unknown, pin.none, pin.wrong.
func (s *Session) Adopt(id ledger.Hash, reason, by, pin string) error {
	return s.change("edit.adopt", func() error {
		if err := assess.PermitAct(s.auth.Person(by), assess.Adopt); err != nil {
			return err
		}
		i := slices.IndexFunc(s.view.Held, func(h authority.Held) bool { return h.Record.ID == id })
		switch {
		case i < 0:
			return words.Refuse("adopt.unknown", id.String())
		case !s.view.Held[i].Adoptable:
			return words.Refuse("adopt.not", words.M("held."+string(s.view.Held[i].Why)))
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
		return s.as(by, assess.PutAdoption(assess.Adoption{Vault: s.vault(), Record: id[:], Reason: reason, At: s.o.Now().UnixMilli()}, o))
	})
}

// Enrolled tells whether this laptop may write.
func (s *Session) Enrolled() bool {
	own, ok := s.o.Log.Device()
	s.mu.Lock()
	defer s.mu.Unlock()
	return ok && s.auth.Enrolled(own)
}

// Own returns this laptop; zero if it has no key for the vault.
func (s *Session) Own() ledger.Device {
	own, _ := s.o.Log.Device()
	return own
}
