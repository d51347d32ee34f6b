// Package keychain keeps the keys of sealed vaults, and what opens the places where teams exchange packages, in the system's keychain: the Secret Service of Linux desktops, the macOS keychain, the
// Windows credential manager, all by zalando/go-keyring. An entry is of the service "kaohe" and named by the vault's id in hexadecimal digits,
// so it names no round and no person; " relay" behind the id is the place's.
//
// Caveats: who is logged in as this user can read what stands there, and so can each of that user's programs. A keychain that is locked asks
// its user for a password, which takes as long as it takes: nothing here may run on a window's own thread.
package keychain

import (
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

const service = "kaohe"

// System is the keychain of who is logged in.
type System struct{}

// Usable tells whether there is a keychain. Fault: keychain.none, with the cause.
func (System) Usable() error {
	if err := reachable(); err != nil {
		return words.Refuse("keychain.none").Because(err)
	}
	return nil
}

// Key gives what was kept for a vault; found is false where nothing was, and where there is no keychain. Fault: keychain.failed.
func (s System) Key(vault ledger.Hash) (key [32]byte, found bool, err error) {
	if s.Usable() != nil {
		return key, false, nil
	}
	text, err := keyring.Get(service, vault.String())
	if errors.Is(err, keyring.ErrNotFound) {
		return key, false, nil
	}
	if err == nil {
		key, err = parse(text)
	}
	if err != nil {
		return key, false, words.Refuse("keychain.failed").Because(err)
	}
	return key, true, nil
}

func parse(text string) (key [32]byte, err error) {
	b, err := hex.DecodeString(text)
	if err == nil && len(b) != len(key) {
		err = fmt.Errorf("%d bytes", len(b))
	}
	if err != nil {
		return key, errors.New("entry is not a vault's key") // the text is not told
	}
	return [32]byte(b), nil
}

// Keep keeps a vault's key, instead of what was kept. Faults: keychain.none, keychain.failed.
func (s System) Keep(vault ledger.Hash, key [32]byte) error {
	if err := s.Usable(); err != nil {
		return err
	}
	if err := keyring.Set(service, vault.String(), hex.EncodeToString(key[:])); err != nil {
		return words.Refuse("keychain.failed").Because(err)
	}
	return nil
}

// Forget takes a vault's key away, if it is there. Fault: keychain.failed.
func (s System) Forget(vault ledger.Hash) error {
	if s.Usable() != nil {
		return nil
	}
	if err := keyring.Delete(service, vault.String()); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return words.Refuse("keychain.failed").Because(err)
	}
	return nil
}

// Login gives what was kept for a vault to open its place of exchange; found is false where nothing was, and where there is no keychain.
// Fault: keychain.failed.
func (s System) Login(vault ledger.Hash) (text string, found bool, err error) {
	if s.Usable() != nil {
		return "", false, nil
	}
	text, err = keyring.Get(service, loginOf(vault))
	if errors.Is(err, keyring.ErrNotFound) {
		return "", false, nil
	}
	if err != nil {
		return "", false, words.Refuse("keychain.failed").Because(err)
	}
	return text, true, nil
}

// KeepLogin keeps it, instead of what was kept. Faults: keychain.none, keychain.failed.
func (s System) KeepLogin(vault ledger.Hash, text string) error {
	if err := s.Usable(); err != nil {
		return err
	}
	if err := keyring.Set(service, loginOf(vault), text); err != nil {
		return words.Refuse("keychain.failed").Because(err)
	}
	return nil
}

func loginOf(vault ledger.Hash) string { return vault.String() + " relay" }
