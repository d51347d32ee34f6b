// Package team is the page of the team: who belongs to it and can sign, the laptops and who works on each, and taking either out; and the
// Chooser, the list from which whoever sits down at the keyboard picks themselves.
//
// Each form ends in the same part, in which one officer proves themselves, or two where the rules of session say that one alone may not.
package team

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
)

// Roster is the part of a session that changes the team. by and pin are a leader's, deputy's or the secretary's, or the recovery code where
// by is empty. Like screen.Window.Do, each change returns when the open page shows what it did.
type Roster interface {
	AddPerson(p session.NewPerson, by, pin string, with ...session.Credential) error
	EnrolDevice(n session.NewLaptop, by, pin string) error
	SetLaptop(d ledger.Device, n session.NewLaptop, by, pin string) error
	Remove(r session.Removal, by, pin string, with ...session.Credential) error
	// MayAddPerson and MayRemove ask the rules for one officer alone, before a PIN is typed.
	MayAddPerson(p session.NewPerson, by string) error
	MayRemove(r session.Removal, by string) error
	// MayInvite asks the rules as MayAddPerson does.
	MayInvite(person, by string) error
	Invite(person string, days int, by, pin string, with ...session.Credential) (session.Invitation, error)
	Withdraw(w session.Withdrawing, by, pin string) error
	Admit(a session.Admission, by, pin string, with ...session.Credential) (adopted int, err error)
	Now() time.Time
	Forks() []session.Forked
	Held(r session.Removal) int // how many records would no longer count
	Own() ledger.Device
	Enrolled() bool
	Recoverable() bool // the round has a recovery code
}

// MinPIN is how short a PIN may be.
const MinPIN = 6

// Row is a person on the page.
type Row struct {
	ID, Name, Agency, Post string

	Role  assess.Role
	Signs bool      // has a key, and a role that signs
	Keeps bool      // has a key, and may keep the roster
	Here  bool      // is at the keyboard
	Key   bool      // has a key, whatever for
	Gone  words.Msg // who took them out, when and why; zero for one of the team
}

// Out tells whether somebody was taken out.
func (r Row) Out() bool { return r.Gone.Key != "" }

// Rows are the team in the order of its list.
func Rows(a *assess.Assessment, who *assess.Person) []Row {
	var out []Row
	for _, p := range a.Team {
		key := len(p.Key) > 0
		out = append(out, Row{ID: p.ID, Name: p.Name, Agency: p.Agency, Post: p.Post, Role: p.Role,
			Signs: key && assess.May(p.Role, assess.Sign), Keeps: key && assess.May(p.Role, assess.Enrol), Here: who != nil && who.ID == p.ID, Key: key})
	}
	return out
}

// Former are those who were taken out.
func Former(a *assess.Assessment) []Row {
	var out []Row
	for _, f := range a.Former {
		out = append(out, Row{ID: f.Person, Name: a.Name(f.Person), Agency: f.Agency, Role: f.Role, Gone: gone(a, f.Removed)})
	}
	return out
}

// gone says who took somebody or something out, when and why.
func gone(a *assess.Assessment, r *authority.Removal) words.Msg {
	if r == nil {
		return words.Msg{}
	}
	return words.M("team.removed", time.UnixMilli(r.At).Format("2006-01-02 15:04"), a.Officers(r.By), r.Reason)
}

// Machine is a laptop on the page.
type Machine struct {
	Device ledger.Device
	Name   string
	People []string // who works on it, by ID; those who were taken out are not among them
	Shared bool
	Here   bool      // is this one
	Gone   words.Msg // who took it out, when and why; zero for one that may write

	Asks    *authority.Request    // it asks to be enrolled; nil: it does not
	Invited *authority.Invited    // it is to come by this invitation; nil: it is there
	Door    authority.InviteState // of Invited
}

// Out tells whether it was taken out.
func (m Machine) Out() bool { return m.Gone.Key != "" }

// Machines are the round's laptops: this one first, those that were taken out last.
func Machines(a *assess.Assessment, own ledger.Device) []Machine {
	var out []Machine
	for _, l := range a.Laptops {
		m := Machine{Device: l.Device, Name: l.Name, Shared: l.Shared, Here: l.Device == own, Gone: gone(a, l.Removed)}
		if m.Name == "" {
			m.Name = l.Device.String()
		}
		for _, id := range l.People {
			if a.Person(id) != nil {
				m.People = append(m.People, id)
			}
		}
		out = append(out, m)
	}
	rank := func(m Machine) int {
		switch {
		case m.Out():
			return 2
		case m.Here:
			return 0
		}
		return 1
	}
	slices.SortStableFunc(out, func(a, b Machine) int { return rank(a) - rank(b) })
	return out
}

// Away tells whether a person does not work on a laptop that is enrolled, and can only read there.
func Away(a *assess.Assessment, own ledger.Device, person string) bool {
	i := slices.IndexFunc(a.Laptops, func(l authority.Laptop) bool { return l.Device == own && l.Removed == nil })
	return i >= 0 && !a.Laptops[i].Takes(person)
}

// Keepers are those who may authorise a change of the roster, whoever is at the keyboard first.
func Keepers(rows []Row) []Row {
	var out []Row
	for _, r := range rows {
		if r.Keeps && r.Here {
			out = slices.Insert(out, 0, r)
		} else if r.Keeps {
			out = append(out, r)
		}
	}
	return out
}

// Card is what stands in the boxes for a person.
type Card struct {
	ID, Name, Agency string
	Role             assess.Role
	PIN, Again       string
}

// Fields of the forms.
const (
	FieldName    = "name"
	FieldAgency  = "agency"
	FieldRole    = "role"
	FieldPIN     = "pin"
	FieldAgain   = "again"
	FieldBy      = "by"
	FieldProof   = "proof"
	FieldWith    = "with"
	FieldWithPIN = "withpin"
)

// Check says what is wrong with a card, by the fields; nothing when it can be handed to the roster.
func Check(c Card) map[string]words.Msg {
	bad := map[string]words.Msg{}
	if strings.TrimSpace(c.Name) == "" {
		bad[FieldName] = words.M("team.bad.name")
	}
	if !slices.Contains(assess.Roles, c.Role) {
		bad[FieldRole] = words.M("team.bad.role")
	}
	switch {
	case c.PIN == "" && c.Again == "":
	case utf8.RuneCountInString(c.PIN) < MinPIN:
		bad[FieldPIN] = words.M("team.bad.pin", MinPIN)
	case c.PIN != c.Again:
		bad[FieldAgain] = words.M("team.bad.again")
	}
	return bad
}

// Proofs are what stands in the boxes of those who authorise. Two tells that a second one is asked for.
type Proofs struct {
	By, PIN       string // By is the key of what was chosen; Code for the recovery code
	Two           bool
	With, WithPIN string
}

// Code is the key of the recovery code among those who authorise.
const Code = "!code"

// Check says what is missing, by the fields.
func (p Proofs) Check() map[string]words.Msg {
	bad := map[string]words.Msg{}
	need := func(text, field, key string) {
		if text == "" {
			bad[field] = words.M(key)
		}
	}
	need(p.By, FieldBy, "team.bad.by")
	need(p.PIN, FieldProof, "team.bad.proof")
	if p.Two {
		need(p.With, FieldWith, "team.bad.with")
		need(p.WithPIN, FieldWithPIN, "team.bad.withproof")
	}
	return bad
}

// List is what a session takes.
func (p Proofs) List() []session.Credential {
	out := []session.Credential{{By: person(p.By), PIN: p.PIN}}
	if p.Two {
		out = append(out, session.Credential{By: person(p.With), PIN: p.WithPIN})
	}
	return out
}

// person who a key of those who authorise stands for; empty for the recovery code.
func person(key string) string {
	if key == Code {
		return ""
	}
	return key
}

// Person is the card as the roster takes it.
func (c Card) Person() session.NewPerson {
	return session.NewPerson{ID: c.ID, Name: strings.TrimSpace(c.Name), Agency: strings.TrimSpace(c.Agency), Role: c.Role, PIN: c.PIN}
}
