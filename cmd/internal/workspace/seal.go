package workspace

import (
	"errors"
	"io"
	"path/filepath"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// Keychain keeps vaults' keys for who is logged in; data/keychain is the system's.
type Keychain interface {
	// Usable tells whether there is one. Fault: keychain.none.
	Usable() error
	Key(of ledger.Hash) (key [32]byte, found bool, err error)
	Keep(of ledger.Hash, key [32]byte) error
	Forget(of ledger.Hash) error
}

// Secret opens a sealed vault as a person typed it: by its passphrase, or else by its recovery code. Without either, a copy of a vault that is
// open opens as that did, and the keychain is asked.
type Secret struct {
	Passphrase, Recovery string
	key                  *vault.Key // of a vault that was open: opens its copies
}

// Secret opens copies of this vault when it is closed.
func (d *Workspace) Secret() Secret {
	if key, sealed := d.Vault.Key(); sealed {
		return Secret{key: &key}
	}
	return Secret{}
}

// open finds the key by what was typed; typed is false where nothing was.
func (s Secret) open(o vault.Outside) (key vault.Key, typed bool, err error) {
	switch {
	case s.Passphrase != "":
		key, err = keys.OpenLocks(o.Locks, o.ID, s.Passphrase)
	case s.Recovery != "":
		key, err = keys.RecoverLocks(o.Locks, o.ID, s.Recovery)
	default:
		return key, false, nil
	}
	return key, true, err
}

// unlock finds the key of a sealed vault. Faults: vault.sealed (nobody knows it), and those of keys.OpenLocks and keys.RecoverLocks.
func (e Env) unlock(path string) vault.Unlock {
	return func(o vault.Outside) (vault.Key, error) {
		if key, typed, err := e.Secret.open(o); typed {
			return key, err
		}
		if k := e.Secret.key; k != nil && o.Fits(*k) {
			return *k, nil
		}
		if key, ok := vault.KeyInUse(o); ok {
			return key, nil
		}
		sealed := words.Refuse("vault.sealed", filepath.Base(path))
		if e.Chain == nil {
			return vault.Key{}, sealed
		}
		key, found, err := e.Chain.Key(o.ID)
		if err != nil || !found || !o.Fits(key) { // what was kept may be of the time before it was last sealed
			return vault.Key{}, sealed.Because(err)
		}
		return key, nil
	}
}

// sealing makes the seal of a new vault that also a recovery code opens, and then gives the store for its device keys.
func (e Env) sealing(code string) (seal func(ledger.Hash) (vault.Seal, error), store func() keys.Store) {
	s := e.Keys
	if e.Seal != "" {
		seal = func(id ledger.Hash) (made vault.Seal, err error) {
			if _, err = io.ReadFull(e.Random, made.Key[:]); err != nil {
				return made, err
			}
			made.Locks, err = keys.NewLocks(made.Key, id, e.Seal, code, e.Cost, e.Random)
			s = s.SealedBy(made.Key)
			return made, err
		}
	}
	return seal, func() keys.Store { return s }
}

// SealVault seals a vault by env.Seal, with a recovery code that is in the workspace it gives until that is closed, and nowhere else. Files of
// evidence are sealed when the vault is; where that fails, the workspace says so (Plain), and each later opening to write goes on with it. Faults:
// passphrase.short, vault.sealed.already, and those of vault.Convert and Open.
func SealVault(path string, env Env, progress func(done, total int)) (*Workspace, error) {
	if err := keys.CheckPassphrase(env.Seal); err != nil {
		return nil, err
	}
	code, _, err := keys.NewRecovery(env.Random)
	if err != nil {
		return nil, err
	}
	seal, _ := env.sealing(code)
	if err = noteSealing(path); err == nil {
		err = vault.Convert(path, vault.Conversion{Progress: progress, Seal: seal})
	}
	if errors.Is(err, words.Refuse("vault.sealed")) {
		return nil, words.Refuse("vault.sealed.already", filepath.Base(path))
	}
	if err != nil {
		return nil, err
	}
	env.Secret = Secret{Passphrase: env.Seal}
	d, err := Open(path, vault.ReadWrite, env)
	if err != nil {
		return nil, err
	}
	d.Recovery, d.can = code, report.Recovers{File: true}
	if d.founder, err = d.founderName(); err == nil {
		err = d.log.keep() // the laptop's key, sealed
	}
	if err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *Workspace) founderName() (string, error) {
	first, err := d.Vault.First()
	if err != nil {
		return "", err
	}
	r, err := genesis(first)
	if err != nil {
		return "", err
	}
	return assess.FounderOf(r).Name, nil
}

// UnsealVault leaves a sealed vault, its files of evidence, and this laptop's keys for it, unsealed, and has the keychain forget its key. Faults: vault.unsealed,
// those of Secret, vault.Convert and Open.
func UnsealVault(path string, env Env, progress func(done, total int)) (*Workspace, error) {
	err := vault.Convert(path, vault.Conversion{Progress: progress, Unlock: env.unlock(path), Ready: func(old *vault.Vault) error {
		if err := bareFiles(old, progress); err != nil {
			return err
		}
		key, _ := old.Key()
		return keyFault(env, env.Keys.SealedBy(key).Bare(old.ID()))
	}})
	if err != nil {
		return nil, err
	}
	d, err := Open(path, vault.ReadWrite, env)
	if err == nil && env.Chain != nil {
		if err = env.Chain.Forget(d.Vault.ID()); err != nil {
			err = errors.Join(err, d.Close())
		}
	}
	return d, err
}

// Knows tells whether a secret opens this sealed vault; the keychain does not answer for a person. Faults: vault.unsealed, passphrase.wrong,
// and those of keys.RecoverLocks.
func (d *Workspace) Knows(s Secret) error {
	if !d.Vault.Sealed() {
		return words.Refuse("vault.unsealed", filepath.Base(d.Vault.Path()))
	}
	_, typed, err := s.open(vault.Outside{ID: d.Vault.ID(), Locks: d.Vault.Locks()})
	if !typed {
		return words.Refuse("vault.sealed", filepath.Base(d.Vault.Path()))
	}
	return err
}

// ChangePassphrase gives a sealed vault another passphrase, for who knows the one it has or its recovery code. Faults: those of Knows,
// passphrase.short, and those of vault.SetLocks.
func (d *Workspace) ChangePassphrase(old Secret, passphrase string) error {
	if err := d.Knows(old); err != nil {
		return err
	}
	key, _ := d.Vault.Key()
	locks, err := keys.ChangePassphrase(d.Vault.Locks(), key, d.Vault.ID(), passphrase, d.log.env.Cost, d.log.env.Random)
	if err != nil {
		return err
	}
	return d.Vault.SetLocks(locks)
}

// Remember has the keychain keep the key of a sealed vault, so that it opens without its passphrase. Faults: keychain.none, keychain.failed.
func (d *Workspace) Remember() error {
	key, sealed := d.Vault.Key()
	if !sealed {
		return nil
	}
	if d.log.env.Chain == nil {
		return words.Refuse("keychain.none")
	}
	return d.log.env.Chain.Keep(d.Vault.ID(), key)
}
