package authority

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/ledger"
)

// Request is what a laptop wrote that asks to be enrolled without an invitation. It proves nothing: whoever admits it compares the laptop's
// key by other means, such as a call. What the laptop wrote is held until it is admitted, and can then be adopted.
type Request struct {
	Device ledger.Device
	Asked
	At     int64 // Unix milliseconds, by that laptop's clock
	Writes int   // records of the laptop, beside those that ask
}

// Asked is what a request says. It is the value of the register AskedBy, and nobody signs it but the laptop.
type Asked struct {
	Person string `cbor:"1,keyasint,omitempty"` // ID of who asks; empty for somebody who is not in the team
	Name   string `cbor:"2,keyasint"`           // of that person, as they wrote it
	Laptop string `cbor:"3,keyasint"`           // name
	Key    []byte `cbor:"4,keyasint,omitempty"` // public half of a key that the person made there; nil: none
	Box    []byte `cbor:"5,keyasint,omitempty"` // see Card.Box
}

// AskedBy returns the register with a laptop's request.
func AskedBy(d ledger.Device) ledger.Register {
	return ledger.Register{Entity: "ask/" + d.String(), Field: "statement"}
}

// asks reads a request from a record, or returns nil.
func asks(r *ledger.Record) *Asked {
	for i := range r.Ops {
		op := &r.Ops[i]
		if !strings.HasPrefix(op.Entity, "ask/") || (ledger.Register{Entity: op.Entity, Field: op.Field}) != AskedBy(r.Device) {
			continue
		}
		if x, err := ledger.As[Asked](op.Value); err == nil && (len(x.Key) == 0 || len(x.Key) == 32) {
			return &x
		}
	}
	return nil
}

// Requests returns the last request of each laptop that asks to be enrolled and is not, the oldest first. A laptop that was taken out can ask
// again by a record that has the removal in its past.
func (j *Judge) Requests() []Request {
	last := map[ledger.Device]*ledger.Record{}
	for id := range j.verdicts {
		r, ok := j.log.Record(id)
		if !ok || j.now.device(r.Device) != nil || asks(r) == nil || !j.afterRemoval(r) {
			continue
		}
		if old := last[r.Device]; old == nil || r.Seq > old.Seq || r.Seq == old.Seq && slices.Compare(r.ID[:], old.ID[:]) > 0 {
			last[r.Device] = r
		}
	}
	var out []Request
	for d, r := range last {
		x := Request{Device: d, Asked: *asks(r), At: r.Stamp.Time().UnixMilli()}
		for _, o := range j.log.Chain(d) {
			if asks(o) == nil && j.Verdict(o) == NoDevice {
				x.Writes++
			}
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b Request) int {
		return cmp.Or(cmp.Compare(a.At, b.At), strings.Compare(a.Device.String(), b.Device.String()), slices.Compare(a.Device[:], b.Device[:]))
	})
	return out
}

// afterRemoval tells whether no removal of a record's laptop is in force that the record has not in its past.
func (j *Judge) afterRemoval(r *ledger.Record) bool {
	l := j.now.devices[r.Device]
	return l == nil || !slices.ContainsFunc(l.heads, func(h *fact) bool { return h.revoke != nil && !j.log.Past(r).Has(h.rec) })
}
