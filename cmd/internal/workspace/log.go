package workspace

import (
	"crypto/ed25519"
	"errors"
	"io"
	"sync"

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
	env  Env
	each func(done, total int) error // told of every record that is read
	key  *keys.DeviceKey

	mu    sync.Mutex // a window may be closed while an edit is written
	fresh bool       // key is in no file yet
}

func (l *log) Load(each func(*ledger.Record) error) error {
	total, err := l.Records()
	if err != nil {
		return err
	}
	done := 0
	err = l.Vault.Load(func(r *ledger.Record) error {
		if err := each(r); err != nil {
			return err
		}
		done++
		return l.each(done, total)
	})
	if err != nil {
		return err
	}
	if l.Mode() == vault.ReadOnly {
		return nil
	}
	return l.choose()
}

// choose takes the laptop's key for this file. Where there is none, a new one is made, which is kept only when it writes, so that who just looks
// into an older copy leaves the live file's key in place.
func (l *log) choose() (err error) {
	if l.key, err = l.pick(); err != nil {
		return err
	}
	if l.fresh = l.key == nil; l.fresh {
		if l.key, err = keys.NewDeviceKey(l.env.Random); err != nil {
			return err
		}
	}
	l.Use(l.key)
	return nil
}

// pick takes of the laptop's keys that may go on here one that has written here before any that has not; nil if there is none.
func (l *log) pick() (best *keys.DeviceKey, err error) {
	all, err := l.env.Keys.Keys(l.ID())
	if err != nil {
		return nil, err
	}
	for _, key := range all {
		usable, err := l.usable(key)
		if err != nil {
			return nil, err
		}
		if usable && (best == nil || len(l.Tips(best.Device())) == 0 && len(l.Tips(key.Device())) > 0) {
			best = key
		}
	}
	return best, nil
}

// own is the key by which colleagues know this laptop, also where the file is only read; one that nobody knows where there is none.
func (l *log) own() (*keys.DeviceKey, error) {
	if l.key != nil {
		return l.key, nil
	}
	key, err := l.pick()
	if err == nil && key == nil {
		key, err = keys.NewDeviceKey(l.env.Random)
	}
	return key, err
}

// Put takes colleagues' records in. Where they show that this laptop's own chain has forked, because a copy of it went on elsewhere, nobody may
// write under that name any more: the laptop goes on under a new one, which has to be enrolled.
func (l *log) Put(each func(done, total int) error, envelopes ...[]byte) ([]*ledger.Record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	added, err := l.Vault.Put(each, envelopes...)
	if err == nil && l.key != nil && len(l.Tips(l.key.Device())) > 1 {
		err = l.choose()
	}
	return added, err
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
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fresh {
		if err := l.env.Keys.Replace(l.ID(), l.key); err != nil {
			return nil, keyFault(l.env, err)
		}
		l.fresh = false
	}
	at := make([]*ledger.Record, len(rs))
	for i := range rs {
		at[i] = &rs[i]
	}
	kept := make([]vault.Box, len(boxes))
	for i, b := range boxes {
		kept[i] = vault.Box(b)
	}
	done, err := l.AppendWith(kept, at...)
	if err == nil && l.rememberTip() {
		_ = l.env.Keys.Note(l.key) // the edit is saved, whatever becomes of this; Close keeps the tip too, and tells
	}
	return done, err
}

// rememberTip has the key remember how far this laptop has written, so that an older copy of the vault is known for what it is.
func (l *log) rememberTip() bool {
	if l.key == nil || l.fresh {
		return false
	}
	tips := l.Tips(l.key.Device())
	if len(tips) != 1 {
		return false
	}
	l.key.Tip = keys.Tip{Seq: tips[0].Seq, Hash: tips[0].Hash}
	return true
}

// keep makes that durable.
func (l *log) keep() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.rememberTip() {
		return nil
	}
	return keyFault(l.env, l.env.Keys.Save(l.ID(), l.key))
}

// keyFault says that this laptop's key could not be kept, and where. Faults: file.full, key.unsaved.
func keyFault(env Env, err error) error {
	var known *words.Fault
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case vault.Full(err):
		return words.Refuse("file.full", env.Keys.Dir).Because(err)
	}
	return words.Refuse("key.unsaved", env.Keys.Dir).Because(err)
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

// Invite implements session.Keyring.
func (k *keyring) Invite(invitation string) (code string, public []byte, err error) {
	if code, err = keys.NewInvitation(k.env.Random); err != nil {
		return "", nil, err
	}
	public, _, err = k.Guest(invitation, code)
	return code, public, err
}

// Guest implements session.Keyring.
func (k *keyring) Guest(invitation, code string) (public []byte, sign assess.SignWith, err error) {
	key, err := keys.Invitation(code, k.v.ID(), invitation, k.env.Cost)
	if err != nil {
		return nil, nil, err
	}
	return key.Public().(ed25519.PublicKey), func(m []byte) []byte { return ed25519.Sign(key, m) }, nil
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
