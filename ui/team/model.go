// Package team is the page of the team: who belongs to it, who can sign, and whether this laptop may write; and the Chooser, the
// list from which whoever sits down at the keyboard picks themselves.
package team

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/find"
	"kaohe/app/session"
	"kaohe/app/words"
)

// Roster is the part of a session that changes the team. by and pin are a leader's, deputy's or the secretary's. Like kit.Window.Do, each
// returns when the open page shows what it did.
type Roster interface {
	AddPerson(p session.NewPerson, by, pin string, with ...session.Proof) error
	EnrolDevice(n session.NewLaptop, by, pin string) error
	Enrolled() bool
}

// MinPIN is how short a PIN may be.
const MinPIN = 6

// Row is a person on the page.
type Row struct {
	ID, Name, Agency string
	Role             assess.Role
	Signs            bool // has a key, and a role that signs
	Keeps            bool // has a key, and may keep the roster
	Here             bool // is at the keyboard
}

// Rows are the team in order of rank.
func Rows(a *assess.Assessment, who *assess.Person) []Row {
	var out []Row
	for _, p := range a.Team {
		key := len(p.Key) > 0
		out = append(out, Row{ID: p.ID, Name: p.Name, Agency: p.Agency, Role: p.Role,
			Signs: key && assess.May(p.Role, assess.Sign), Keeps: key && assess.May(p.Role, assess.Enrol), Here: who != nil && who.ID == p.ID})
	}
	return out
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

// Match are the rows that a text fits: a part of name, agency or role, their pinyin, or its initials.
func Match(rows []Row, say words.Catalog, text string) []Row {
	var out []Row
	for _, r := range rows {
		if find.Match(text, r.Name+" "+r.Agency+" "+say.Get("role."+string(r.Role))) {
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
	By, Proof        string // who authorises, and with which PIN
}

// Box of the form, by the name of its field.
type Box string

// The boxes.
const (
	BoxName   Box = "name"
	BoxAgency Box = "agency"
	BoxRole   Box = "role"
	BoxPIN    Box = "pin"
	BoxAgain  Box = "again"
	BoxBy     Box = "by"
	BoxProof  Box = "proof"
)

// Check says what is wrong with a card, beside each box; nothing when it can be handed to the roster.
func Check(c Card) map[Box]words.Msg {
	bad := map[Box]words.Msg{}
	if strings.TrimSpace(c.Name) == "" {
		bad[BoxName] = words.M("team.bad.name")
	}
	if !slices.Contains(assess.Roles, c.Role) {
		bad[BoxRole] = words.M("team.bad.role")
	}
	switch {
	case c.PIN == "" && c.Again == "":
	case utf8.RuneCountInString(c.PIN) < MinPIN:
		bad[BoxPIN] = words.M("team.bad.pin", MinPIN)
	case c.PIN != c.Again:
		bad[BoxAgain] = words.M("team.bad.again")
	}
	if c.By == "" {
		bad[BoxBy] = words.M("team.bad.by")
	}
	if c.Proof == "" {
		bad[BoxProof] = words.M("team.bad.proof")
	}
	return bad
}

// Person is the card as the roster takes it.
func (c Card) Person() session.NewPerson {
	return session.NewPerson{ID: c.ID, Name: strings.TrimSpace(c.Name), Agency: strings.TrimSpace(c.Agency), Role: c.Role, PIN: c.PIN}
}
