package workspace

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/evidence"
	"kaohe/data/pack"
	"kaohe/data/relay"
)

// Place is where a team exchanges packages: one of a folder, a bucket, a WebDAV server. It holds no password: what a server asks for stands in
// the environment, KAOHE_S3_ACCESS_KEY, KAOHE_S3_SECRET_KEY and KAOHE_S3_REGION, or KAOHE_WEBDAV_USER and KAOHE_WEBDAV_PASSWORD.
type Place struct{ Dir, S3, WebDAV string }

// Room is the room at a place. Faults: those of relay.Folder, relay.S3 and relay.WebDAV.
func (p Place) Room(getenv func(string) string) (relay.Room, error) {
	switch {
	case p.S3 != "":
		return relay.S3(p.S3, getenv("KAOHE_S3_REGION"), relay.Login{Name: getenv("KAOHE_S3_ACCESS_KEY"), Secret: getenv("KAOHE_S3_SECRET_KEY")})
	case p.WebDAV != "":
		return relay.WebDAV(p.WebDAV, relay.Login{Name: getenv("KAOHE_WEBDAV_USER"), Secret: getenv("KAOHE_WEBDAV_PASSWORD")})
	}
	return relay.Folder(p.Dir)
}

// Exchange brings this vault and a room into step, once; anew where the room was emptied on purpose. Faults: those of relay.Engine.Step, and of
// the session where the vault can't be written.
func (d *Workspace) Exchange(ctx context.Context, room relay.Room, anew bool) (relay.Report, error) {
	e := relay.Engine{Laptop: relaying{d}, Room: room, Anew: anew}
	return e.Step(ctx)
}

// ExchangeLines tell what came of an exchange.
func (d *Workspace) ExchangeLines(r relay.Report) []words.Msg {
	out := []words.Msg{words.M("relay.done", r.Sent, r.Taken)}
	if r.Sent+r.Taken == 0 {
		out[0] = words.M("relay.same")
	}
	if r.Lost > 0 {
		out = append(out, words.M("relay.lost", r.Lost))
	}
	locked, others := 0, 0
	for _, w := range r.Waiting {
		switch w.Fault.Code() {
		case "pack.locked":
			locked++
			continue
		case "pack.other":
			others++
			continue
		}
		out = append(out, words.M("relay.waiting", d.laptopName(w.By), filepath.Base(w.Name), w.Fault))
	}
	if locked > 0 {
		out = append(out, words.M("relay.locked", locked))
	}
	if others > 0 {
		out = append(out, words.M("relay.other", others))
	}
	for _, t := range r.Awaited {
		out = append(out, words.M("relay.awaited", d.laptopName(t.Device), t.Seq))
	}
	if here, there := d.filesApart(); here+there > 0 {
		out = append(out, words.M("relay.files", here, there))
	}
	return out
}

// filesApart counts the originals that are missing here, and those here that some other laptop does not say to hold.
func (d *Workspace) filesApart() (here, there int) {
	a, own := d.View(), d.self()
	for file := range a.Files() {
		if sum, ok := evidence.ParseSum(file); !ok || !d.Files.Has(sum) {
			here++
			continue
		}
		if slices.ContainsFunc(a.Laptops, func(l authority.Laptop) bool {
			return l.Removed == nil && l.Device != own && !d.hasOrLetGo(a, l.Device, file)
		}) {
			there++
		}
	}
	return here, there
}

func (d *Workspace) laptopName(of ledger.Device) string {
	return cmp.Or(d.View().LaptopName(of), of.String())
}

// relaying is a workspace as the relay sees it.
type relaying struct{ d *Workspace }

// Device is a name that nobody knows where this laptop has no key.
func (l relaying) Device() (own ledger.Device) {
	if key, err := l.d.log.own(); err == nil {
		own = key.Device()
	}
	return own
}

func (l relaying) Frontier() ledger.Frontier {
	_, f := l.d.Snapshot()
	return f
}

func (l relaying) Within(f ledger.Frontier, t ledger.Tip) bool {
	state := ledger.New()
	for _, r := range l.d.Log() {
		state.Keep(r)
	}
	r, here := state.Record(t.Hash)
	return here && state.Inside(f)(r)
}

func (l relaying) Readers() []ledger.Device { return l.lock().Readers() }

// lock is for the team alone: this laptop is in it once it is enrolled.
func (l relaying) lock() pack.Lock {
	own := l.Device()
	enrolled := slices.ContainsFunc(l.d.View().Laptops, func(x authority.Laptop) bool { return x.Device == own && x.Removed == nil })
	team := l.d.recipients(own)
	if !enrolled {
		team = slices.DeleteFunc(team, func(r pack.Recipient) bool { return r.Key == own })
	}
	return pack.Lock{Team: team}
}

func (l relaying) Opens() string {
	all, err := l.d.log.env.Keys.Keys(l.d.Vault.ID())
	if err != nil {
		return "" // opening says the same fault
	}
	sum := sha256.New()
	sum.Write([]byte(l.d.log.env.Version))
	for _, key := range all {
		own := key.Device()
		sum.Write(own[:])
	}
	return string(sum.Sum(nil))
}

func (l relaying) Setting(key string) string          { return l.d.Vault.Setting(key) }
func (l relaying) SetSetting(key, value string) error { return l.d.Vault.SetSetting(key, value) }

func (l relaying) Pack(ctx context.Context, path string, after ledger.Frontier) (c relay.Content, err error) {
	signer, err := l.d.log.own()
	if err != nil {
		return c, err
	}
	state := ledger.New()
	for _, r := range l.d.Log() {
		state.Keep(r)
	}
	m := pack.Manifest{Vault: l.d.Vault.ID(), Made: l.d.Now().UnixMilli(), Heads: state.Frontier(ledger.Device{}), Chains: pack.Chains(state, after, nil)}
	if who := l.d.Who(); who != nil {
		m.Author = who.ID
	}
	lock := l.lock()
	receipt, err := pack.Save(path, true, pack.Draft{Manifest: m, From: l.d.Vault, By: signer, Lock: lock, Each: Until(ctx, nil)})
	m.By, m.Readers, m.Records = signer.Device(), lock.Readers(), receipt.Records
	return contentOf(m), err
}

func contentOf(m pack.Manifest) relay.Content {
	c := relay.Content{By: m.By, Heads: m.Heads, Readers: m.Readers, Records: m.Records}
	for _, x := range m.Chains {
		c.Spans = append(c.Spans, relay.Span{After: x.After, Head: x.Head})
	}
	return c
}

// Take takes in what comes from a laptop that the round knows, or knows by what the package holds. What a stranger put into the room waits: who can
// write there could fill the vault with records that do not count. An officer who takes such a package in by hand lets it in.
func (l relaying) Take(ctx context.Context, path string) (c relay.Content, added int, err error) {
	p, err := l.d.open(Until(ctx, nil), path, "")
	if err != nil {
		return c, 0, waits(err, path)
	}
	c = contentOf(p.Manifest)
	if gap := l.gap(p); gap != nil {
		return c, 0, &relay.Waits{Fault: gap}
	}
	if _, known := l.d.sender(p.By, l.d.View()); known == SenderUnknown {
		if _, known = l.d.sender(p.By, l.d.Preview(p.records...).After); known == SenderUnknown {
			return c, 0, &relay.Waits{Fault: words.Refuse("relay.stranger", p.By.String())}
		}
	}
	records, err := l.d.Session.Merge(Until(ctx, nil), p.envelopes...)
	if err != nil {
		return c, 0, err
	}
	l.d.remember([]*Parcel{p})
	return c, len(records), nil
}

// gap is what has to come before a package. A branch of a fork may follow what the package itself brings.
func (l relaying) gap(p *Parcel) *words.Fault {
	for _, s := range p.Chains {
		brought := slices.ContainsFunc(p.records, func(r *ledger.Record) bool { return r.ID == s.After.Hash })
		if s.After.Seq == 0 || brought || l.d.Has(ledger.Frontier{s.After}) {
			continue
		}
		var last uint64
		for _, t := range l.Frontier() {
			if t.Device == s.After.Device {
				last = max(last, t.Seq)
			}
		}
		return words.Refuse("pack.gap", l.d.laptopName(s.After.Device), min(last+1, s.After.Seq), s.After.Seq)
	}
	return nil
}

// waits tells what is wrong with a package from what is wrong with this laptop. A package is named without the folder into which it was fetched.
func waits(err error, path string) error {
	var f *words.Fault
	if !errors.As(err, &f) || !strings.HasPrefix(f.Code(), "pack.") {
		return err
	}
	for i, a := range f.Args {
		if a == path {
			f.Args[i] = filepath.Base(path)
		}
	}
	return &relay.Waits{Fault: f}
}
