package workspace

import (
	"slices"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/session"
)

// Spread tells who is known to have what, by the chains that are here and by what packages said. It is for the status bar: OnlyHere is what
// would be lost with this laptop, Lacking what others have and this one has not.
func (d *Workspace) Spread() session.Spread {
	return d.Session.Spread(d.self(), d.told())
}

// self is this laptop, also where the session only reads; zero if it has no key for the round.
func (d *Workspace) self() ledger.Device {
	if key, err := d.log.own(); err == nil {
		return key.Device()
	}
	return d.Own()
}

// spreadSetting is this laptop's note of what the makers of packages said that they had; no package carries it.
const spreadSetting = "spread"

type wireHas struct {
	_      struct{} `cbor:",toarray"`
	Device ledger.Device
	Has    []wireTip
}

type wireTip struct {
	_      struct{} `cbor:",toarray"`
	Device ledger.Device
	Seq    uint64
	Hash   ledger.Hash
}

// told is what packages said. A note that can't be read says nothing: packages to come say it again.
func (d *Workspace) told() map[ledger.Device]ledger.Frontier {
	out := map[ledger.Device]ledger.Frontier{}
	var list []wireHas
	if cbor.Unmarshal([]byte(d.Vault.Setting(spreadSetting)), &list) != nil {
		return out
	}
	for _, x := range list {
		for _, t := range x.Has {
			out[x.Device] = append(out[x.Device], ledger.Tip{Device: t.Device, Seq: t.Seq, Hash: t.Hash})
		}
	}
	return out
}

// remember notes what the makers of packages had. Only laptops of the round are believed.
func (d *Workspace) remember(parcels []*Parcel) {
	told, changed := d.told(), false
	for _, l := range d.View().Laptops {
		for _, p := range parcels {
			was := told[l.Device]
			if p.By != l.Device || l.Removed != nil || covers(was, p.Heads) {
				continue
			}
			changed = true
			told[l.Device] = p.Heads
			if !covers(p.Heads, was) {
				told[l.Device] = was.Join(p.Heads)
			}
		}
	}
	if !changed {
		return
	}
	var list []wireHas
	for _, l := range d.View().Laptops { // in their order, so that the note is the same for the same knowledge
		x := wireHas{Device: l.Device}
		for _, t := range told[l.Device] {
			x.Has = append(x.Has, wireTip{Device: t.Device, Seq: t.Seq, Hash: t.Hash})
		}
		if len(x.Has) > 0 {
			list = append(list, x)
		}
	}
	_ = d.Vault.SetSetting(spreadSetting, string(cbor.Marshal(list))) // the records are in, whatever becomes of this; the next package says it again
}

// covers tells whether a frontier reaches as far as another on every chain.
func covers(f, g ledger.Frontier) bool {
	return !slices.ContainsFunc(g, func(t ledger.Tip) bool {
		return !slices.ContainsFunc(f, func(o ledger.Tip) bool { return o.Device == t.Device && (o.Hash == t.Hash || o.Seq > t.Seq) })
	})
}
