package start

import "unicode/utf8"

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

// unlocks reads by what a new vault is locked: the founder's PIN, and the passphrase that seals it; empty leaves it open.
func unlocks(d Draft, e Errors) (pin, passphrase string) {
	pin = d[BoxPIN]
	switch {
	case utf8.RuneCountInString(pin) < MinPIN:
		e.add(BoxPIN, "pin", MinPIN)
	case d[BoxAgain] != pin:
		e.add(BoxAgain, "again")
	}
	if d[BoxSeal] == Open {
		return pin, ""
	}
	for b, msgs := range CheckPassphrase(d[BoxPass], d[BoxPassAgain]) {
		e[b] = append(e[b], msgs...)
	}
	return pin, d[BoxPass]
}
