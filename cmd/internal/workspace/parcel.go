package workspace

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"time"

	"filippo.io/age"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/desktop"
	"kaohe/data/keys"
	"kaohe/data/pack"
)

// A package goes out in one step and comes in in two, so that a person sees what it would do:
//
//	packed, err := d.Pack(path, PackOptions{For: "li"})  // returns when the file is on the stick and was read back: only then 可以拔出
//	p, err := d.OpenParcel(each, path, passphrase)        // p.Sender, p.Incoming and d.Lines(p): the preview; nothing is written
//	merged, err := d.Merge(each, p)                       // all of it, or nothing
//	d.Spread()                                            // who is known to have what, for the status bar and the page 交换
//
// An Each is told how far these are, and ends them.

// Each is told how far work is, often; an error of it ends the work, which leaves nothing. It may be nil. Totals of 0 are not known yet.
type Each = func(done, total int) error

// Until is an Each that passes on how far work is, and ends it with ctx. progress may be nil.
func Until(ctx context.Context, progress func(done, total int)) Each {
	return func(done, total int) error {
		if progress != nil {
			progress(done, total)
		}
		return ctx.Err()
	}
}

// PackOptions say what goes into a package, and who can open it. The zero value is everything, for the whole team.
type PackOptions struct {
	Since      string // path of a package: what its maker had when it was made is left out, whether or not it is in it
	For        string // a person's id: what all of this person's laptops are known to have is left out
	District   string // id: each laptop's records only as far as they concern it, or the round as a whole
	Passphrase string // for whoever knows it, instead of the team; opens Since as well
	Carry      Carry  // of evidence
	Replace    bool   // a file that is there
	Each       Each
}

// Packed is a package that lies on the disk: it was read back, and is what was written.
type Packed struct {
	Path    string
	Records int
	Files   int // of evidence
	Bytes   int64
	Digest  ledger.Hash // of the file, or where files of evidence follow of what is before them; its beginning (Number) is how people call it
	Stick   bool        // it lies on a medium that can be taken out
	Notes   []words.Msg // what was left out because others have it, or why nothing was
}

// Number is how people call a package.
func Number(digest ledger.Hash) string { return digest.String()[:8] }

// Pack writes a package. The session may only read. Faults: those of Output, of pack.Save and of OpenParcel for Since, pack.room (the disk is too short
// for the files), and the error of Each.
func (d *Workspace) Pack(path string, o PackOptions) (Packed, error) {
	out := Output{Path: path, Replace: o.Replace}
	if err := Clear(out); err != nil {
		return Packed{}, err
	}
	signer, err := d.log.own()
	if err != nil {
		return Packed{}, err
	}
	m := pack.Manifest{Vault: d.Vault.ID(), Made: d.Now().UnixMilli(), District: o.District, For: o.For}
	if who := d.Who(); who != nil {
		m.Author = who.ID
	}
	files, notes, err := d.choose(&m, o)
	if err != nil {
		return Packed{}, err
	}
	lock := pack.Lock{Passphrase: o.Passphrase}
	if o.Passphrase == "" {
		lock.Team = d.recipients(signer.Device())
	}
	at, err := out.look() // once more, through links
	if err != nil {
		return Packed{}, err
	}
	receipt, err := files.save(at.path, o.Replace, pack.Draft{Manifest: m, From: d.Vault, By: signer, Lock: lock, Each: o.Each})
	if errors.Is(err, context.Canceled) {
		return Packed{}, err
	}
	if err != nil {
		return Packed{}, out.fault(err)
	}
	if receipt.Records == 0 {
		notes = append(notes, words.M("packed.empty"))
	}
	notes = append(notes, files.notes(files.chosen)...)
	return Packed{path, receipt.Records, receipt.Files, receipt.Bytes, receipt.Digest, desktop.OnRemovable(at.path), notes}, nil
}

// choose lists in a manifest which records are to go into the package, and says what of them was left out, or why nothing was; files chooses those
// of evidence.
func (d *Workspace) choose(m *pack.Manifest, o PackOptions) (files *outgoing, notes []words.Msg, err error) {
	state := ledger.New()
	for _, r := range d.Log() {
		state.Keep(r)
	}
	m.Heads = state.Frontier(ledger.Device{})
	var has []ledger.Frontier
	var since *Parcel
	if o.Since != "" {
		p, err := d.open(o.Each, o.Since, o.Passphrase)
		if err != nil {
			return nil, nil, err
		}
		since = p
		m.Since = p.Digest
		has = append(has, p.Heads)
		notes = append(notes, words.M("packed.since", Number(p.Digest), within(state, p.Heads)))
	}
	if o.For != "" {
		theirs := d.laptopsOf(o.For)
		shared := d.Shared(theirs, d.told())
		has = append(has, shared)
		notes = append(notes, d.leftOut(o.For, theirs, within(state, shared)))
	}
	if len(has) > 0 {
		notes = append(notes, d.forks(state)...)
	}
	var joined ledger.Frontier
	for _, f := range has {
		joined = joined.Join(state.Common(f)) // Since and For together leave out what either of them does
	}
	var matters func(*ledger.Record) bool
	if o.District != "" {
		matters = func(r *ledger.Record) bool {
			return slices.ContainsFunc(r.Ops, func(op ledger.Op) bool {
				at := assess.At(op.Entity).District
				return at == "" || at == o.District
			})
		}
	}
	m.Chains = pack.Chains(state, joined, matters)
	if matters != nil {
		left := recordsIn(pack.Chains(state, joined, nil)) - recordsIn(m.Chains)
		notes = append(notes, words.M("packed.district", d.districtName(o.District), left))
	}
	return d.outgoing(o, since), notes, nil
}

func (d *Workspace) districtName(id string) string {
	if x := d.View().District(id); x != nil {
		return x.Name
	}
	return id
}

func recordsIn(chains []pack.Chain) (n int) {
	for _, c := range chains {
		n += int(c.Head.Seq - c.After.Seq)
	}
	return n
}

// laptopsOf are those that are known to be a person's. One that all share is nobody's: what is on it says nothing of what a person has.
func (d *Workspace) laptopsOf(person string) (out []ledger.Device) {
	for _, l := range d.View().Laptops {
		if l.Removed == nil && slices.Contains(l.People, person) {
			out = append(out, l.Device)
		}
	}
	return out
}

// within counts the records here that lie inside of a frontier.
func within(s *ledger.State, f ledger.Frontier) int {
	n := len(s.Log())
	for _, beyond := range s.Beyond(s.Common(f)) {
		n -= beyond
	}
	return n
}

// leftOut says how many records a package for a person does without, or why it has all.
func (d *Workspace) leftOut(person string, laptops []ledger.Device, n int) words.Msg {
	name := d.View().Name(person)
	switch {
	case len(laptops) == 0:
		return words.M("packed.for.shared", name)
	case n == 0:
		return words.M("packed.for.unheard", name)
	}
	return words.M("packed.for", name, n)
}

// forks says of which laptops everything is in a package, whatever others have.
func (d *Workspace) forks(s *ledger.State) (out []words.Msg) {
	for _, t := range s.Frontier(ledger.Device{}) {
		said := words.M("packed.fork", d.laptopName(t.Device))
		if s.Forked(t.Device) && (len(out) == 0 || !slices.Equal(out[len(out)-1].Args, said.Args)) { // of a fork there are several tips
			out = append(out, said)
		}
	}
	return out
}

// recipients are the laptops of the team, this one, and whoever has the code of an invitation that can still be used.
func (d *Workspace) recipients(own ledger.Device) []pack.Recipient {
	out := []pack.Recipient{{Key: own}}
	for _, l := range d.View().Laptops {
		if l.Removed == nil && l.Device != own {
			out = append(out, pack.Recipient{Key: l.Device})
		}
	}
	for _, x := range d.View().Invitations {
		if x.Open(d.Now().UnixMilli()) {
			out = append(out, pack.Recipient{Key: ledger.Device(x.Key), Invitation: x.ID})
		}
	}
	return out
}

// SenderState is what the round knows of the laptop that made a package, by what stands then.
type SenderState string

// The states of a sender.
const (
	SenderEnrolled SenderState = "enrolled"
	SenderRemoved  SenderState = "removed" // it was taken out of the round
	SenderUnknown  SenderState = "unknown" // nobody has enrolled it
	SenderSelf     SenderState = "self"    // it is this laptop
)

// Parcel is a package that was opened here and not taken in. Its manifest is signed by the laptop that it names.
type Parcel struct {
	pack.Manifest
	Path     string
	Digest   ledger.Hash
	Laptop   string // the sender's, by name
	Sender   SenderState
	Incoming *session.Incoming // what it alone would do
	Ahead    int               // records that its maker had and that are neither here nor in it
	Short    int64             // bytes that are missing of the files of evidence behind the records
	About    []words.Msg       // what of evidence is in it

	records   []*ledger.Record
	envelopes [][]byte
	keys      []age.Identity
}

// MadeAt is when it was made, by the sender's clock.
func (p *Parcel) MadeAt() time.Time { return time.UnixMilli(p.Made) }

// OpenParcel opens a package and previews it. The passphrase may be empty. Faults: pack.other (of another round), those of pack.Look and
// pack.Open, file.read, file.missing, and the error of each.
func (d *Workspace) OpenParcel(each Each, path, passphrase string) (*Parcel, error) {
	p, err := d.open(each, path, passphrase)
	if err != nil {
		return nil, err
	}
	p.Incoming = d.Preview(p.records...)
	p.Ahead = d.ahead(p)
	p.Laptop, p.Sender = d.sender(p.By, p.Incoming.After)
	p.About = d.fileLines(p)
	return p, nil
}

// ahead counts what the maker of a package had beyond what is here and in it.
func (d *Workspace) ahead(p *Parcel) (n int) {
	reached := map[ledger.Device]uint64{}
	_, here := d.Snapshot()
	for _, t := range here {
		reached[t.Device] = max(reached[t.Device], t.Seq)
	}
	for _, c := range p.Chains {
		reached[c.Device] = max(reached[c.Device], c.Head.Seq)
	}
	for _, t := range p.Heads {
		if more := t.Seq - min(t.Seq, reached[t.Device]); more > 0 {
			n += int(min(more, math.MaxInt32))
			reached[t.Device] = t.Seq
		}
	}
	return n
}

func (d *Workspace) sender(by ledger.Device, then *assess.Assessment) (name string, state SenderState) {
	name = by.String()
	if own, err := d.log.own(); err == nil && own.Device() == by {
		state = SenderSelf
	}
	for _, l := range then.Laptops {
		if l.Device != by {
			continue
		}
		name = cmp.Or(l.Name, name)
		if l.Removed != nil {
			return name, SenderRemoved
		}
		return name, cmp.Or(state, SenderEnrolled)
	}
	return name, cmp.Or(state, SenderUnknown)
}

// RoundOf is the id of the round that a file is a package of; empty where it is no package, or none that is whole.
func RoundOf(path string) (id string) {
	if err := withPackage(path, func(o *pack.Outside) error { id = o.Vault.String(); return nil }); err != nil {
		return ""
	}
	return id
}

// open reads a package of this round whole.
func (d *Workspace) open(each Each, path, passphrase string) (*Parcel, error) {
	return openParcel(each, path, func(o *pack.Outside) ([]age.Identity, error) {
		if o.Vault != d.Vault.ID() {
			return nil, words.Refuse("pack.other", path)
		}
		return d.identities(passphrase)
	})
}

// openParcel reads a package whole; by tells what may open it, when it is known what stands outside.
func openParcel(each Each, path string, by func(*pack.Outside) ([]age.Identity, error)) (p *Parcel, err error) {
	f, info, err := open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if each == nil {
		each = func(int, int) error { return nil }
	}
	src := &ended{f, each}
	o, err := pack.Look(path, src, info.Size())
	if err != nil {
		return nil, unreadable(path, err)
	}
	src.each = nil // from here on records are counted
	ids, err := by(o)
	if err != nil {
		return nil, err
	}
	in, err := o.Open(ids...)
	if err != nil {
		return nil, unreadable(path, err)
	}
	p = &Parcel{Manifest: in.Manifest, Path: path, Digest: o.Digest, Short: o.Short(), keys: ids}
	err = in.Each(func(r *ledger.Record, envelope []byte) error {
		if err := each(len(p.records), in.Records); err != nil {
			return err
		}
		p.records, p.envelopes = append(p.records, r), append(p.envelopes, envelope)
		return nil
	})
	if err != nil {
		return nil, unreadable(path, err)
	}
	return p, nil
}

// ended is a file whose reading an Each ends; nil: nothing does.
type ended struct {
	io.ReaderAt
	each Each
}

func (r *ended) ReadAt(b []byte, at int64) (int, error) {
	if r.each != nil {
		if err := r.each(0, 0); err != nil {
			return 0, err
		}
	}
	return r.ReaderAt.ReadAt(b, at)
}

// unreadable says of an error of the disk which file can't be read.
func unreadable(path string, err error) error {
	var known *words.Fault
	if errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	return words.Refuse("file.read", path).Because(err)
}

// identities are all keys that this laptop has for the round, also those with which it no longer writes.
func (d *Workspace) identities(passphrase string) ([]age.Identity, error) {
	return identities(d.log.env.Keys, d.Vault.ID(), passphrase)
}

// identities are a passphrase, if there is one, and all keys of a store for a round that can be read.
func identities(store keys.Store, of ledger.Hash, passphrase string) (out []age.Identity, err error) {
	out, err = opens(passphrase)
	if err != nil {
		return nil, err
	}
	all, err := store.Keys(of)
	if err != nil {
		return nil, err
	}
	for _, key := range all {
		id, err := key.Identity()
		if err != nil {
			return nil, err
		}
		out = append(out, id)
	}
	return out, nil
}

// opens is what opens a package by a passphrase: nothing where none was typed.
func opens(passphrase string) ([]age.Identity, error) {
	if keys.Typed(passphrase) == "" {
		return nil, nil
	}
	id, err := pack.Passphrase(passphrase)
	if err != nil {
		return nil, err
	}
	return []age.Identity{id}, nil
}

// Merged is what came of taking packages in.
type Merged struct {
	New, Known int
	Forked     bool // the laptop's own chain turned out to have forked: it goes on under a new name, once it is enrolled anew
	Files      FilesTaken
	Receipts   int   // originals of which it was said now that they are here, or no more
	Unsaid     error // why that could not be said; it will be the next time
}

// FileLines say what came of the files of evidence.
func (m Merged) FileLines() []words.Msg {
	out := m.Files.Lines()
	if m.Receipts > 0 {
		out = append(out, words.M("merged.receipts", m.Receipts))
	}
	var why *words.Fault
	if errors.As(m.Unsaid, &why) {
		out = append(out, words.M("merged.unsaid", why.Msg))
	}
	return out
}

// Same says that nothing was new, and of how many.
func (m Merged) Same() words.Msg {
	if m.Known == 0 {
		return words.M("cli.merge.empty")
	}
	return words.M("cli.merge.same", m.Known)
}

// Look previews several packages as if they were one.
func (d *Workspace) Look(parcels ...*Parcel) *session.Incoming {
	return d.Preview(recordsOf(parcels)...)
}

func recordsOf(parcels []*Parcel) (all []*ledger.Record) {
	for _, p := range parcels {
		all = append(all, p.records...)
	}
	return all
}

// Merge takes packages in, in any order: the records of all of them in one transaction, or none. Before that each of their files of evidence that is
// missing here is put into the store, durably, or it is told why not; last it is said that this laptop holds them. Taken a second time they change
// nothing. What their makers had is remembered for Spread. Faults: pack.gap (records before these are missing), pack.gap.since (and it says after
// which package), and those of session.Merge.
func (d *Workspace) Merge(each Each, parcels ...*Parcel) (m Merged, err error) {
	in := d.Fit(recordsOf(parcels)...)
	if len(in.Gaps) > 0 {
		return m, Missing(d.Look(parcels...), parcels)
	}
	files, err := d.takeAllFiles(each, in.New > 0, parcels)
	if err != nil {
		return m, err
	}
	if m, err = d.mergeRecords(each, in, parcels); err == nil {
		m.Files = files
		m.Receipts, m.Unsaid = d.Receipts(each)
	}
	return m, err
}

// takeAllFiles takes the files of all packages in; fresh tells whether their records may name new ones.
func (d *Workspace) takeAllFiles(each Each, fresh bool, parcels []*Parcel) (out FilesTaken, err error) {
	if d.ReadOnly() != nil || !slices.ContainsFunc(parcels, func(p *Parcel) bool { return len(p.Carried()) > 0 }) {
		return out, nil
	}
	then := d.View()
	if fresh {
		then = d.Look(parcels...).After
	}
	for _, p := range parcels {
		took, err := d.takeFiles(each, p, then)
		if out.took(took); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (d *Workspace) mergeRecords(each Each, in *session.Incoming, parcels []*Parcel) (m Merged, err error) {
	if in.New == 0 { // not even an empty transaction
		d.remember(parcels)
		return Merged{Known: in.Known}, nil
	}
	type one struct {
		r *ledger.Record
		b []byte
	}
	var all []one
	for _, p := range parcels {
		for i, r := range p.records {
			all = append(all, one{r, p.envelopes[i]})
		}
	}
	slices.SortStableFunc(all, func(a, b one) int {
		return cmp.Or(bytes.Compare(a.r.Device[:], b.r.Device[:]), cmp.Compare(a.r.Seq, b.r.Seq))
	})
	envelopes := make([][]byte, len(all))
	for i, x := range all {
		envelopes[i] = x.b
	}
	was := d.Own()
	added, err := d.Session.Merge(each, envelopes...)
	if err != nil {
		return m, err
	}
	d.remember(parcels)
	return Merged{New: len(added), Known: in.Known, Forked: was != d.Own()}, nil
}

// Missing says why packages can't be taken in, by their preview: nil, pack.gap, or pack.gap.since, which tells after which package.
func Missing(in *session.Incoming, parcels []*Parcel) error {
	if len(in.Gaps) == 0 {
		return nil
	}
	g := in.Gaps[0]
	name := cmp.Or(in.After.LaptopName(g.Device), g.Device.String())
	for _, p := range parcels {
		behind := slices.ContainsFunc(p.Chains, func(c pack.Chain) bool { return c.Device == g.Device && c.After.Seq == g.To })
		if behind && p.Since != (ledger.Hash{}) {
			return words.Refuse("pack.gap.since", name, g.From, g.To, Number(p.Since))
		}
	}
	return words.Refuse("pack.gap", name, g.From, g.To)
}
