package pack

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"filippo.io/age"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/oplog"
)

// Outside is a package as everybody can see it. That it is whole is known; what is inside is not.
type Outside struct {
	Vault       ledger.Hash // of which it says it is
	Invitations []string    // ids of those whose codes open it
	Passphrase  bool        // a passphrase opens it, and nothing else
	Digest      ledger.Hash // SHA-256 of the whole file; where files follow, of what is before them
	Size        int64

	name       string
	head       []byte
	age        *io.SectionReader
	src        io.ReaderAt
	holdsFiles bool
	filesAt    int64 // where they begin; the file's end where none follow
	follows    int64 // bytes of them
}

// begin is how the package begins.
func (o *Outside) begin() string {
	if o.holdsFiles {
		return beginFiles
	}
	return begin
}

const (
	tail      = sha256.Size + len(end)
	preamble  = len(begin) + 2
	maxOpened = 1 << 40 // bytes of a file
)

// Look reads what stands outside of a package, and all of its bytes once but those of files, of which Short tells whether any are missing. The name
// is said in faults, which are: pack.foreign (no package), pack.newer (of a later version), pack.short (its end is missing, as when a stick is
// pulled), pack.damaged, and errors of src.
func Look(name string, src io.ReaderAt, size int64) (*Outside, error) {
	o := &Outside{Size: size, name: name, src: src, filesAt: size}
	first := make([]byte, min(int64(preamble), max(size, 0)))
	if err := readAt(src, first, 0); err != nil {
		return nil, err
	}
	if err := o.kind(first, size); err != nil {
		return nil, err
	}
	n := int64(binary.BigEndian.Uint16(first[len(begin):]))
	if size < int64(preamble)+n+int64(tail) {
		return nil, o.refuse("short")
	}
	o.head = make([]byte, n)
	if err := readAt(src, o.head, int64(preamble)); err != nil {
		return nil, err
	}
	headErr := o.readHead() // which is of what is whole, where the sum is
	if o.filesAt > size {
		return nil, o.refuse("short")
	}
	if err := o.checkSum(); err != nil {
		return nil, err
	}
	o.age = io.NewSectionReader(src, int64(preamble)+n, o.filesAt-int64(preamble)-n-int64(tail))
	return o, headErr
}

// checkSum reads all before the files and compares it with the sum at its end.
func (o *Outside) checkSum() error {
	last := make([]byte, tail)
	if err := readAt(o.src, last, o.filesAt-int64(tail)); err != nil {
		return err
	}
	if string(last[sha256.Size:]) != end {
		return o.refuse("short")
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(o.src, 0, o.filesAt-int64(tail))); err != nil {
		return err
	}
	if !bytes.Equal(sum.Sum(nil), last[:sha256.Size]) {
		return o.damaged("sum", nil)
	}
	sum.Write(last)
	o.Digest = ledger.Hash(sum.Sum(nil))
	return nil
}

// Is tells whether a file that begins so is a package, or says that it is.
func Is(first []byte) bool { return bytes.HasPrefix(first, []byte(anyVersion)) }

// anyVersion is how packages of all versions begin.
const anyVersion = "kaohe package "

// kind tells by a file's first bytes whether it is a package.
func (o *Outside) kind(first []byte, size int64) error {
	const any = len(anyVersion)
	switch {
	case len(first) < preamble && (len(bytes.Trim(first, "\x00")) == 0 || starts(begin, first) || starts(beginFiles, first)):
		return o.refuse("short")
	case len(first) == preamble && string(first[:len(begin)]) == begin && size <= maxOpened:
		return nil
	case len(first) == preamble && string(first[:len(begin)]) == beginFiles && size <= maxOpened:
		o.holdsFiles = true
		return nil
	case len(first) == preamble && Is(first) && '1' <= first[any] && first[any] <= '9':
		return o.refuse("newer")
	case len(bytes.Trim(first, "\x00")) == 0:
		return o.refuse("short") // of the right length, and never written
	}
	return o.refuse("foreign")
}

// starts tells whether a file that was cut can have begun so.
func starts(begin string, first []byte) bool {
	return bytes.HasPrefix([]byte(begin), first[:min(len(first), len(begin))])
}

func (o *Outside) readHead() error {
	var h wireHead
	highest := uint64(3)
	if o.holdsFiles {
		highest = 5
	}
	if err := known(o.head, &h, highest); err != nil {
		return o.damaged("head", err)
	}
	if o.holdsFiles {
		if h.Inside == 0 || h.Follows == 0 || max(h.Inside, h.Follows) > maxOpened {
			return o.damaged("head", errors.New("lengths"))
		}
		o.filesAt = int64(preamble+len(o.head)+tail) + int64(h.Inside)
		if o.follows = int64(h.Follows); o.Size > o.filesAt+o.follows {
			return o.damaged("more", nil, o.Size-o.filesAt-o.follows)
		}
	}
	if len(h.Invitations) > MaxRecipients || slices.ContainsFunc(h.Invitations, func(id string) bool { return id == "" || len(id) > maxID }) {
		return o.damaged("head", errors.New("invitations"))
	}
	o.Vault, o.Invitations, o.Passphrase = h.Vault, h.Invitations, h.Passphrase
	return nil
}

// known decodes a map whose keys up to highest are those of this version; keys from firstLater on are passed over.
func known(b []byte, v any, highest uint64) error {
	var all map[uint64]cbor.Raw
	if err := cbor.Unmarshal(b, &all); err != nil {
		return err
	}
	for key := range all {
		if key == 0 || key > highest && key < firstLater {
			return fmt.Errorf("key %d is reserved", key)
		}
	}
	return cbor.Unmarshal(b, v)
}

// Package is one that was opened: its manifest is signed by the laptop that it names.
type Package struct {
	*Outside
	Manifest

	frames  []wireFrame
	inside  io.ReaderAt
	start   int64 // of the first frame
	carried []placed
	key     age.Identity // to the files
}

// Open opens a package by any of the identities: keys.Identity of a device key or of an invitation's, or Passphrase. Faults: pack.locked (none of
// these opens it), pack.passphrase (it wants a passphrase), pack.wrong (another passphrase), pack.large, pack.newer, pack.damaged.
func (o *Outside) Open(by ...age.Identity) (*Package, error) {
	by = slices.DeleteFunc(slices.Clone(by), func(id age.Identity) bool {
		_, pass := id.(*age.ScryptIdentity)
		return pass != o.Passphrase
	})
	if len(by) == 0 {
		if o.Passphrase {
			return nil, o.refuse("passphrase")
		}
		return nil, o.refuse("locked")
	}
	inside, size, err := age.DecryptReaderAt(o.age, o.age.Size(), by...)
	if err != nil {
		return nil, o.shut(err)
	}
	p := &Package{Outside: o, inside: inside}
	if err := p.read(size); err != nil {
		return nil, err
	}
	return p, nil
}

// shut says why age did not open a package.
func (o *Outside) shut(err error) error {
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none) && o.Passphrase:
		return o.refuse("wrong")
	case errors.As(err, &none):
		return o.refuse("locked")
	}
	return o.damaged("lock", err)
}

// read reads and checks the manifest, of a package with so many bytes inside.
func (p *Package) read(size int64) error {
	var length [4]byte
	if err := readAt(p.inside, length[:], 0); err != nil {
		return p.damaged("manifest", err)
	}
	n := int64(binary.BigEndian.Uint32(length[:]))
	if n > maxManifest || n > size-int64(len(length)+ed25519.SignatureSize) {
		return p.damaged("manifest", fmt.Errorf("%d bytes", n))
	}
	b := make([]byte, n+ed25519.SignatureSize)
	if err := readAt(p.inside, b, int64(len(length))); err != nil {
		return p.damaged("manifest", err)
	}
	p.start = int64(len(length) + len(b))
	if err := p.manifest(b[:n], b[n:]); err != nil {
		return err
	}
	return p.size(size)
}

func (p *Package) manifest(b, signature []byte) error {
	var version struct {
		Format uint64 `cbor:"1,keyasint"`
	}
	if err := cbor.Unmarshal(b, &version); err != nil {
		return p.damaged("manifest", err)
	}
	if version.Format > formatFiles {
		return p.refuse("newer")
	}
	var w wireManifest
	if err := known(b, &w, lastKey); err != nil {
		return p.damaged("manifest", err)
	}
	if !ed25519.Verify(w.By[:], message(p.begin(), p.head, b), signature) {
		return p.damaged("signature", nil)
	}
	if err := p.take(w); err != nil {
		return p.damaged("manifest", err)
	}
	return nil
}

// take takes a manifest over whose limits and contradictions are none.
func (p *Package) take(w wireManifest) error {
	switch {
	case w.Format != format && w.Format != formatFiles, w.Vault != p.Outside.Vault, w.Vault == ledger.Hash{}:
		return errors.New("of another vault than the head says")
	case len(w.Chains) > MaxChains, len(w.Heads) > MaxChains, len(w.Frames) > MaxFrames, len(w.Since) != 0 && len(w.Since) != len(ledger.Hash{}):
		return errors.New("lists are too long")
	case len(w.Readers) > MaxRecipients:
		return errors.New("too many readers")
	case max(len(w.Author), len(w.District), len(w.For)) > ledger.MaxName:
		return errors.New("names are too long")
	}
	p.Manifest = Manifest{Vault: w.Vault, Made: w.Made, By: w.By, Author: w.Author, District: w.District, For: w.For, Readers: w.Readers}
	copy(p.Since[:], w.Since)
	var records, plain uint64
	for _, c := range w.Chains {
		if c.AfterSeq >= c.Seq || (c.AfterSeq == 0) != (c.AfterHash == ledger.Hash{}) {
			return errors.New("a chain has no records")
		}
		after := ledger.Tip{}
		if c.AfterSeq > 0 {
			after = ledger.Tip{Device: c.Device, Seq: c.AfterSeq, Hash: c.AfterHash}
		}
		chain := Chain{Device: c.Device, After: after, Head: ledger.Tip{Device: c.Device, Seq: c.Seq, Hash: c.Hash}}
		p.Chains = append(p.Chains, chain)
		if records += chain.Records(); records > MaxFrames*MaxFrame {
			return errors.New("too many records")
		}
	}
	for _, t := range w.Heads {
		p.Heads = append(p.Heads, ledger.Tip{Device: t.Device, Seq: t.Seq, Hash: t.Hash})
	}
	for _, f := range w.Frames {
		if f.Packed == 0 || f.Packed > maxPacked || f.Plain == 0 || f.Plain > MaxFrame {
			return errors.New("a frame's size")
		}
		plain += uint64(f.Plain)
	}
	if records != w.Records || w.Bytes+4*records != plain {
		return errors.New("sums do not fit")
	}
	p.Records, p.Bytes, p.frames = int(w.Records), int64(w.Bytes), w.Frames
	return p.takeFiles(w)
}

// size checks that nothing is missing inside, and nothing left over.
func (p *Package) size(inside int64) error {
	want := p.start
	for _, f := range p.frames {
		want += int64(f.Packed)
	}
	if want != inside {
		return p.damaged("manifest", fmt.Errorf("%d bytes inside, %d are named", inside, want))
	}
	return nil
}

// Each gives all records with their envelopes, chain after chain, and checks that they are what the manifest lists and that the newest of each
// chain is signed by its device, which covers those before it. Both may be kept. It can be called again. Until it returns, something may be
// wrong: pack.damaged, pack.newer. An error of each ends it.
func (p *Package) Each(each func(r *ledger.Record, envelope []byte) error) error {
	u, err := p.unpack()
	if err != nil {
		return err
	}
	defer u.end()
	f := &follower{p: p, each: each}
	for i := range p.frames {
		if err := f.frame(i, <-u.done[i%len(u.done)]); err != nil {
			return err
		}
	}
	if f.chain != len(p.Chains) {
		return p.broken(len(p.frames), errors.New("records are missing"))
	}
	return nil
}

// follower checks records against the chains that the manifest lists.
type follower struct {
	p      *Package
	each   func(r *ledger.Record, envelope []byte) error
	chain  int // index of the one at hand
	last   ledger.Tip
	inside bool // of the chain: last is set
}

// frame passes a frame's records on.
func (f *follower) frame(i int, u unpacked) error {
	for k, r := range u.records {
		if err := f.record(r, u.vaults[k], u.envelopes[k]); err != nil {
			return f.p.broken(i, err)
		}
		if err := f.each(r, u.envelopes[k]); err != nil {
			return err
		}
	}
	if errors.Is(u.err, oplog.ErrNewer) {
		return f.p.refuse("newer").Because(u.err)
	}
	if u.err != nil {
		return f.p.broken(i, u.err)
	}
	return nil
}

func (f *follower) record(r *ledger.Record, vault ledger.Hash, envelope []byte) error {
	if f.chain == len(f.p.Chains) {
		return errors.New("more records than chains")
	}
	c := f.p.Chains[f.chain]
	if !f.inside {
		f.last, f.inside = c.After, true
	}
	if first := r.ID == f.p.Manifest.Vault; first != (vault == ledger.Hash{}) || !first && vault != f.p.Manifest.Vault {
		return fmt.Errorf("record of vault %s", vault)
	}
	if r.Device != c.Device || r.Seq != f.last.Seq+1 || r.Prev != f.last.Hash {
		return fmt.Errorf("record %d of %s does not continue record %d", r.Seq, r.Device, f.last.Seq)
	}
	if f.last = r.Tip(); r.Seq < c.Head.Seq {
		return nil
	}
	f.chain, f.inside = f.chain+1, false
	if f.last != c.Head {
		return fmt.Errorf("the chain of %s has another end", c.Device)
	}
	return oplog.Check(r, envelope)
}

func (o *Outside) refuse(code string) *words.Fault { return refuse(code, o.name) }

// damaged says where.
func (o *Outside) damaged(where string, err error, args ...any) *words.Fault {
	return refuse("damaged", o.name, words.M("damage.pack."+where, args...)).Because(err)
}

// broken is damage in or behind a frame, by its index.
func (p *Package) broken(frame int, err error) *words.Fault {
	return p.damaged("frame", err, frame+1, len(p.frames))
}

// readAt fills b or tells that the file ends before.
func readAt(src io.ReaderAt, b []byte, at int64) error {
	n, err := src.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}
