// Package memory is a log and a keyring without files, for tests and for previews.
//
// Caveat: it chains and numbers records like the vault, but signs nothing and keeps PINs in plain text. Use it for nothing real. It is not
// safe for concurrent use.
package memory

import (
	"crypto/ed25519"
	"crypto/sha256"

	"kaohe/app/assess"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
)

// Log keeps records in a slice. Several Logs with the same Records play laptops that have seen the same.
type Log struct {
	Vault   ledger.Hash
	Own     ledger.Device
	Records []*ledger.Record
	Fail    error // when set, Append fails with it and nothing changes
}

// ID returns the vault's id.
func (l *Log) ID() ledger.Hash { return l.Vault }

// Device returns Own; ok is false if it is zero.
func (l *Log) Device() (ledger.Device, bool) { return l.Own, l.Own != ledger.Device{} }

// Load calls f for all records.
func (l *Log) Load(f func(*ledger.Record) error) error {
	for _, r := range l.Records {
		if err := f(r); err != nil {
			return err
		}
	}
	return nil
}

// Append numbers and chains the records. Boxes are ignored, because Keys has kept them already.
func (l *Log) Append(_ []session.Box, rs ...ledger.Record) ([]*ledger.Record, error) {
	if l.Fail != nil {
		return nil, l.Fail
	}
	var last ledger.Tip
	for _, o := range l.Records {
		if o.Device == l.Own && o.Seq > last.Seq {
			last = o.Tip()
		}
	}
	var done []*ledger.Record
	for _, r := range rs {
		r.Device, r.Seq, r.Prev = l.Own, last.Seq+1, last.Hash
		r.ID = sha256.Sum256(cbor.Marshal(r))
		last = r.Tip()
		done = append(done, &r)
	}
	l.Records = append(l.Records, done...)
	return done, nil
}

// Found starts the log with a first record, whose hash becomes the vault's id.
func (l *Log) Found(r ledger.Record) error {
	first, err := l.Append(nil, r)
	if err == nil {
		l.Vault = first[0].ID
	}
	return err
}

// Keys is a keyring in memory.
type Keys map[string]Key

// Key is the key of one person.
type Key struct {
	PIN     string
	Private ed25519.PrivateKey
}

// Unlock opens a person's key. Faults: pin.none, pin.wrong.
func (k Keys) Unlock(person, pin string) (assess.SignWith, error) {
	key, ok := k[person]
	switch {
	case !ok:
		return nil, words.Refuse("pin.none", person)
	case key.PIN != pin:
		return nil, words.Refuse("pin.wrong")
	}
	return func(m []byte) []byte { return ed25519.Sign(key.Private, m) }, nil
}

// Make makes a key whose seed is the hash of the person's id, so that tests always get the same bytes. Fault: pin.short.
func (k Keys) Make(person, pin string) (public, sealed []byte, err error) {
	if len(pin) < 6 {
		return nil, nil, words.Refuse("pin.short")
	}
	seed := sha256.Sum256([]byte(person))
	key := Key{PIN: pin, Private: ed25519.NewKeyFromSeed(seed[:])}
	k[person] = key
	return key.Private.Public().(ed25519.PublicKey), seed[:], nil
}
