package workspace

import (
	"crypto/ed25519"
	"errors"
	"io"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// log is a vault as a session's log: after loading it chooses the device key that may go on writing.
type log struct {
	*vault.Vault
	env Env
	key *keys.DeviceKey
}

func (l *log) Load(each func(*ledger.Record) error) error {
	if err := l.Vault.Load(each); err != nil {
		return err
	}
	if l.Mode() == vault.ReadOnly {
		return nil
	}
	return l.choose()
}

// choose takes the laptop's key for this vault, or a new one where there is none that may still be used.
func (l *log) choose() error {
	key, found, err := l.env.Keys.Load(l.ID())
	switch {
	case errors.Is(err, words.Refuse("key.damaged")):
		found = false // Store.New sets the damaged file aside
	case err != nil:
		return err
	}
	if found {
		if found, err = l.usable(key); err != nil {
			return err
		}
	}
	if !found {
		if key, err = l.env.Keys.New(l.ID()); err != nil {
			return err
		}
	}
	l.key = key
	l.Use(key)
	return nil
}

func (l *log) usable(key *keys.DeviceKey) (bool, error) {
	tips := l.Tips(key.Device())
	var tip ledger.Tip
	if len(tips) == 1 {
		tip = tips[0]
	}
	if len(tips) > 1 || !keys.Usable(key.Tip, tip) {
		return false, nil
	}
	if key.Tip.Seq == 0 {
		return true, nil
	}
	return l.Holds(ledger.Tip{Device: key.Device(), Seq: key.Tip.Seq, Hash: key.Tip.Hash})
}

func (l *log) Device() (ledger.Device, bool) {
	if l.key == nil {
		return ledger.Device{}, false
	}
	return l.key.Device(), true
}

func (l *log) Append(boxes []session.Box, rs ...ledger.Record) ([]*ledger.Record, error) {
	at := make([]*ledger.Record, len(rs))
	for i := range rs {
		at[i] = &rs[i]
	}
	kept := make([]vault.Box, len(boxes))
	for i, b := range boxes {
		kept[i] = vault.Box(b)
	}
	return l.AppendWith(kept, at...)
}

// rememberTip remembers how far this laptop has written, so that an older copy of the vault is known for what it is.
func (l *log) rememberTip() error {
	if l.key == nil {
		return nil
	}
	tips := l.Tips(l.key.Device())
	if len(tips) != 1 {
		return nil
	}
	l.key.Tip = keys.Tip{Seq: tips[0].Seq, Hash: tips[0].Hash}
	return l.env.Keys.Save(l.ID(), l.key)
}

// keyring keeps persons' keys in the vault, sealed by their PINs.
type keyring struct {
	v   *vault.Vault
	env Env
}

func (k *keyring) owner(person string) keys.Owner { return keys.Owner{Person: person, Vault: k.v.ID()} }

// Unlock implements session.Keyring.
func (k *keyring) Unlock(person, pin string) (assess.SignWith, error) {
	key, err := k.open(person, pin)
	if err != nil {
		return nil, err
	}
	return func(m []byte) []byte { return ed25519.Sign(key, m) }, nil
}

func (k *keyring) open(person, pin string) (ed25519.PrivateKey, error) {
	if person == "" {
		return keys.Recovery(pin)
	}
	box, ok := k.v.PINBox(person)
	if !ok {
		return nil, words.Refuse("pin.none", person)
	}
	seed, err := keys.Unlock(box, pin, k.owner(person))
	if err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// Make implements session.Keyring.
func (k *keyring) Make(person, pin string) (public, sealed []byte, err error) {
	seed := make([]byte, keys.SeedSize)
	if _, err := io.ReadFull(k.env.Random, seed); err != nil {
		return nil, nil, err
	}
	sealed, err = keys.Lock(seed, pin, k.owner(person), k.env.Cost, k.env.Random)
	return ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey), sealed, err
}
