package pack

import (
	"crypto/ed25519"
	"fmt"
	"slices"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"golang.org/x/crypto/ssh"

	"kaohe/app/ledger"
	"kaohe/data/keys"
)

// How much scrypt is asked for a passphrase, as the binary logarithm of its cost: 64 MiB and some 0.2 s; and how much a reader puts up with, four
// times that.
const (
	work     = 16
	mostWork = 18
)

// Lock says who can open a package: each of a team, or whoever knows the passphrase. One of the two is empty.
type Lock struct {
	Team       []Recipient
	Passphrase string
}

// Recipient is a key that opens packages.
type Recipient struct {
	Key        ledger.Device // ed25519: a laptop's, or an invitation's
	Invitation string        // its id, which stands outside, so that a code can be tried; empty for a laptop
}

// recipients are those of age. A key that nobody can have the other half of is no recipient (Readers), so that one bad card can't stop a team.
func (l Lock) recipients() ([]age.Recipient, error) {
	if l.Passphrase != "" {
		pass, err := keys.Passphrase(l.Passphrase)
		if err != nil {
			return nil, err
		}
		r, err := age.NewScryptRecipient(pass)
		if err != nil {
			return nil, err
		}
		r.SetWorkFactor(work)
		return []age.Recipient{r}, nil
	}
	var all []age.Recipient
	for _, key := range l.Readers() {
		all = append(all, recipient(key))
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("package for nobody")
	}
	if len(all) > MaxRecipients {
		return nil, refuse("large")
	}
	return all, nil
}

// Readers are the keys that open the package, each once; none where a passphrase does.
func (l Lock) Readers() (out []ledger.Device) {
	for _, to := range l.Team {
		if l.Passphrase == "" && !slices.Contains(out, to.Key) && recipient(to.Key) != nil {
			out = append(out, to.Key)
		}
	}
	return out
}

func recipient(key ledger.Device) age.Recipient {
	pub, err := ssh.NewPublicKey(ed25519.PublicKey(key[:]))
	if err != nil {
		return nil
	}
	r, err := agessh.NewEd25519Recipient(pub)
	if err != nil {
		return nil // not a point of the curve
	}
	if _, err := r.Wrap(make([]byte, 16)); err != nil {
		return nil // a point of low order
	}
	return r
}

// head is what everybody can read.
func (l Lock) head(vault ledger.Hash) wireHead {
	h := wireHead{Vault: vault, Passphrase: l.Passphrase != ""}
	for _, to := range l.Team {
		if to.Invitation != "" && !h.Passphrase {
			h.Invitations = append(h.Invitations, to.Invitation)
		}
	}
	slices.Sort(h.Invitations)
	h.Invitations = slices.Compact(h.Invitations)
	return h
}

// Passphrase is the identity of one as it was typed. One that is too short to lock anything is tried like any other: it is wrong.
func Passphrase(typed string) (age.Identity, error) {
	id, err := age.NewScryptIdentity(keys.Typed(typed))
	if err != nil {
		return nil, err
	}
	id.SetMaxWorkFactor(mostWork)
	return id, nil
}
