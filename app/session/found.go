package session

import (
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
)

// Founding is what a vault begins with: its founder, who is a leader or the secretary, and the laptop it is founded on.
type Founding struct {
	Founder    assess.Card // Vault empty
	Device     ledger.Device
	DeviceName string
	Round      *assess.Edit // fields of the round; may be nil
	Sign       assess.SignWith
	Now        time.Time
}

// Genesis is the first record of a vault, complete but for what the log adds. Its hash becomes the vault's id.
func Genesis(f Founding) ledger.Record {
	e := assess.PutCard(f.Founder, f.Founder.Person, f.Sign)
	dev := assess.PutDevice(assess.DeviceCard{Device: f.Device[:], Name: f.DeviceName}, f.Founder.Person, f.Sign)
	e.Writes = append(e.Writes, dev.Writes...)
	if f.Round != nil {
		e.Writes = append(e.Writes, f.Round.Writes...)
	}
	r := ledger.Record{Author: f.Founder.Person, Label: "edit.found", Schema: assess.Schema, Stamp: ledger.Next(0, f.Now.UnixMilli())}
	for _, w := range e.Writes {
		r.Ops = append(r.Ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
	}
	return r
}
