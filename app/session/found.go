package session

import (
	"crypto/sha256"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Founding is what a vault begins with: its founder, who is a leader, a deputy or the secretary, and the laptop on which it is founded.
// That laptop is shared until a card says otherwise. Recovery is the public half of the round's recovery key; nil means that there is none.
type Founding struct {
	Founder    assess.Card // Vault empty
	Device     ledger.Device
	DeviceName string
	Recovery   []byte
	Round      *assess.Edit // fields of the round; may be nil
	Sign       assess.SignWith
	Now        time.Time
}

// Genesis returns the first record of a vault, complete except for what the log adds. Its hash becomes the vault's id.
func Genesis(f Founding) ledger.Record {
	by := assess.Officer{ID: f.Founder.Person, Sign: f.Sign}
	f.Founder.Format = assess.CardFormat
	e := assess.PutCard(f.Founder, by)
	dev := assess.PutDevice(assess.DeviceCard{Device: f.Device[:], Name: f.DeviceName, Format: assess.CardFormat, Shared: true}, by)
	e.Writes = append(e.Writes, dev.Writes...)
	if f.Recovery != nil {
		e.Writes = append(e.Writes, assess.PutRecovery(f.Recovery).Writes...)
	}
	if f.Round != nil {
		e.Writes = append(e.Writes, f.Round.Writes...)
	}
	r := ledger.Record{Author: f.Founder.Person, Label: "edit.found", Schema: assess.Schema, Stamp: ledger.Next(0, f.Now.UnixMilli())}
	for _, w := range e.Writes {
		r.Ops = append(r.Ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
	}
	return r
}

// SecondRecord returns the record after the first one: the founder's card again, with the hash of the box that holds the key sealed by a
// PIN. The first card can't name the box, because the box is bound to the vault's id.
func SecondRecord(f Founding, genesis *ledger.Record, box []byte) ledger.Record {
	log := ledger.New()
	log.Keep(genesis)
	roster := assess.Authorise(log, genesis.ID)
	sum := sha256.Sum256(box)
	card := f.Founder
	card.Vault, card.Format, card.Box, card.Replaces = genesis.ID[:], assess.CardFormat, sum[:], roster.Replaces(f.Founder.Person)
	e := assess.PutCard(card, assess.Officer{ID: f.Founder.Person, Sign: f.Sign})
	w := e.Writes[0]
	return ledger.Record{Author: f.Founder.Person, Label: e.Label, Schema: assess.Schema, Stamp: ledger.Next(genesis.Stamp, f.Now.UnixMilli()),
		Ops: []ledger.Op{{Entity: w.Entity, Field: w.Field, Value: w.Value, Base: log.Bases(w.Register())}}}
}
