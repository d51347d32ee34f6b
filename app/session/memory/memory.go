// Package memory is a log and a keyring without files, for tests and for previews.
//
// Caveat: it chains and numbers records like the vault, but signs nothing and keeps PINs in plain text. Use it for nothing real. It is not
// safe for concurrent use.
package memory

import (
	"crypto/ed25519"
	"crypto/sha256"
	"strings"

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

// envelope is a record as it travels between Logs: a value need be no text.
type envelope struct {
	Device ledger.Device
	Seq    uint64
	Prev   ledger.Hash
	Stamp  ledger.Stamp
	Seen   *ledger.Frontier // a pointer, because an empty list differs from an absent one
	Schema uint16
	Author string
	Label  string
	Ops    []op
}

type op struct {
	Entity, Field string
	Value         []byte
	Base          []ledger.OpID
}

// Envelope returns the bytes in which Put takes a record.
func Envelope(r *ledger.Record) []byte {
	e := envelope{r.Device, r.Seq, r.Prev, r.Stamp, nil, r.Schema, r.Author, r.Label, nil}
	if r.Seen != nil {
		e.Seen = &r.Seen
	}
	for _, o := range r.Ops {
		e.Ops = append(e.Ops, op{o.Entity, o.Field, []byte(o.Value), o.Base})
	}
	return cbor.Marshal(e)
}

func (e *envelope) record() *ledger.Record {
	r := &ledger.Record{Device: e.Device, Seq: e.Seq, Prev: e.Prev, Stamp: e.Stamp, Schema: e.Schema, Author: e.Author, Label: e.Label}
	if e.Seen != nil {
		r.Seen = *e.Seen
	}
	for _, o := range e.Ops {
		r.Ops = append(r.Ops, ledger.Op{Entity: o.Entity, Field: o.Field, Value: ledger.Value(o.Value), Base: o.Base})
	}
	r.ID = sha256.Sum256(cbor.Marshal(*r))
	return r
}

// Put takes records in as the vault does. Faults: record.bad, vault.gap (the one before is not there).
func (l *Log) Put(each func(done, total int) error, envelopes ...[]byte) ([]*ledger.Record, error) {
	if l.Fail != nil {
		return nil, l.Fail
	}
	here := map[ledger.Hash]bool{}
	for _, r := range l.Records {
		here[r.ID] = true
	}
	var added []*ledger.Record
	for i, b := range envelopes {
		if each != nil {
			if err := each(i, len(envelopes)); err != nil {
				return nil, err
			}
		}
		var e envelope
		if err := cbor.Unmarshal(b, &e); err != nil {
			return nil, words.Refuse("record.bad").Because(err)
		}
		r := e.record()
		switch {
		case here[r.ID]:
			continue
		case r.Seq > 1 && !here[r.Prev]:
			return nil, words.Refuse("vault.gap", "", r.Device.String(), r.Seq-1)
		}
		here[r.ID] = true
		added = append(added, r)
	}
	l.Records = append(l.Records, added...)
	return added, nil
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

// Invite makes a code and a key of the invitation's ID, so that tests always get the same bytes.
func (k Keys) Invite(invitation string) (code string, public []byte, err error) {
	code = "code-" + invitation
	public, _, err = k.Guest(invitation, code)
	return code, public, err
}

// Guest makes the key of a code. Fault: invite.form.
func (k Keys) Guest(invitation, code string) (public []byte, sign assess.SignWith, err error) {
	if !strings.HasPrefix(code, "code-") {
		return nil, nil, words.Refuse("invite.form")
	}
	seed := sha256.Sum256([]byte(invitation + code))
	key := ed25519.NewKeyFromSeed(seed[:])
	return key.Public().(ed25519.PublicKey), func(m []byte) []byte { return ed25519.Sign(key, m) }, nil
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
