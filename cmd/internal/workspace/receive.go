package workspace

import (
	"errors"
	"os"

	"filippo.io/age"

	"kaohe/app/words"
	"kaohe/data/keys"
	"kaohe/data/pack"
	"kaohe/data/vault"
)

// Arrival is a team's package on a laptop that is to join, with what opens it: the code of an invitation, or a passphrase.
type Arrival struct {
	Package, Code, Passphrase string
}

// Receive makes a vault of a package that holds the whole round, or takes the package into a vault that is there, and opens it. Nobody has
// joined by that: Session.Join or Session.Ask comes next. Where env says so, a new vault is sealed. Faults: invite.form, invite.closed (the code
// does not open this package), receive.partial (it does not hold the whole round), passphrase.short, and those of Open, Merge, pack.Look,
// pack.Open and vault.Receive.
func Receive(a Arrival, path string, env Env) (*Workspace, error) {
	p, err := openParcel(nil, a.Package, a.keys(env.Cost))
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(path); err == nil {
		return receiveInto(p, path, env)
	}
	made := vault.Received{ID: p.Vault, Envelopes: p.envelopes, CreatedBy: env.Version}
	if env.Seal != "" {
		if err := keys.CheckPassphrase(env.Seal); err != nil {
			return nil, err
		}
		seal, _ := env.sealing("")
		s, err := seal(p.Vault)
		if err != nil {
			return nil, err
		}
		made.Seal = &s
		env.Secret = Secret{Passphrase: env.Seal}
	}
	err = vault.Receive(path, made)
	for _, code := range []string{"gap", "lost"} {
		if errors.Is(err, words.Refuse("vault."+code)) {
			return nil, words.Refuse("receive.partial", a.Package).Because(err)
		}
	}
	if err != nil {
		return nil, err
	}
	d, err := Open(path, vault.ReadWrite, env)
	if err != nil {
		return nil, errors.Join(err, os.Remove(path))
	}
	d.received = path
	d.remember([]*Parcel{p})
	d.Arrived, err = d.takeFiles(nil, p, d.View())
	return d, err
}

func receiveInto(p *Parcel, path string, env Env) (*Workspace, error) {
	d, err := Open(path, vault.ReadWrite, env)
	if err != nil {
		return nil, err
	}
	if err := d.receive(p); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// Receive takes a team's package, opened by the code of an invitation, into an older copy of the round that is open. Faults: those of Receive
// and of Merge.
func (d *Workspace) Receive(a Arrival) error {
	p, err := openParcel(nil, a.Package, a.keys(d.log.env.Cost))
	if err != nil {
		return err
	}
	return d.receive(p)
}

func (d *Workspace) receive(p *Parcel) error {
	if p.Vault != d.Vault.ID() {
		return words.Refuse("pack.other", p.Path)
	}
	_, err := d.Merge(nil, p)
	return err
}

// Discard closes a vault and, if Receive made it, removes it: nobody joined.
func (d *Workspace) Discard() error {
	err := d.Close()
	if d.received != "" {
		err = errors.Join(err, d.Files.Remove(), os.Remove(d.received))
	}
	return err
}

// keys tells what may open a package: the passphrase, or the keys that the code makes for the invitations which it names.
func (a Arrival) keys(cost keys.Params) func(*pack.Outside) ([]age.Identity, error) {
	return func(o *pack.Outside) ([]age.Identity, error) { return a.identities(o, cost) }
}

func (a Arrival) identities(o *pack.Outside, cost keys.Params) (out []age.Identity, err error) {
	if o.Passphrase {
		return opens(a.Passphrase)
	}
	for _, id := range o.Invitations {
		key, err := keys.Invitation(a.Code, o.Vault, id, cost)
		if err != nil {
			return nil, err
		}
		one, err := keys.Identity(key)
		if err != nil {
			return nil, err
		}
		if _, err := o.Open(one); err == nil {
			return []age.Identity{one}, nil
		} else if !errors.Is(err, words.Refuse("pack.locked")) {
			return nil, err
		}
	}
	return nil, words.Refuse("invite.closed", a.Package)
}
