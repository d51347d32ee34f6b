package pack

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"runtime"
	"sync"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

// Source is where the records of a package come from; a vault that was loaded is one.
type Source interface {
	// Envelopes gives those of a device's records with numbers above after, in the order of their numbers, as often as it is asked.
	Envelopes(d ledger.Device, after uint64, each func(envelope []byte) error) error
	// Tips are the device's newest records: several where its chain has forked.
	Tips(d ledger.Device) []ledger.Tip
}

// Signer is the laptop that sends.
type Signer interface {
	Device() ledger.Device
	Sign(message []byte) []byte
}

// write makes a package of what d names, and tells about how many bytes there will be, before it writes the first. By, Records, Bytes and
// Readers of the manifest are set here. Faults: pack.large (too many records, chains, files or recipients for one package), passphrase.short,
// *Unreadable, and errors of d.From and dst; what dst holds after an error is no package.
func write(dst io.Writer, d Draft, sized func(int64)) (Receipt, error) {
	recipients, err := d.Lock.recipients()
	if err != nil {
		return Receipt{}, err
	}
	m := d.Manifest
	m.By, m.Readers = d.By.Device(), d.Lock.Readers()
	p, err := packAll(&m, d.From)
	if err != nil {
		return Receipt{}, err
	}
	w, err := p.writer(&m, d)
	if err != nil {
		return Receipt{}, err
	}
	sized(w.size())
	out := &tally{to: dst, sum: sha256.New()}
	if err := w.records(out, recipients); err != nil {
		return Receipt{}, err
	}
	receipt := Receipt{Records: m.Records, Digest: ledger.Hash(out.sum.Sum(nil)), Files: len(w.files)}
	if len(w.files) > 0 {
		if err := writeFiles(out, w.files, d.Contents, w.key.Recipient()); err != nil {
			return Receipt{}, err
		}
	}
	receipt.Bytes, receipt.whole = out.n, ledger.Hash(out.sum.Sum(nil))
	return receipt, nil
}

// writer is a package of which all is known but the keys that it is encrypted by.
type writer struct {
	begin    string
	head     wireHead
	manifest []byte
	packed   [][]byte
	files    []File
	key      *age.X25519Identity // to the files; nil where there are none
	by       Signer
}

func (p *packer) writer(m *Manifest, d Draft) (w *writer, err error) {
	w = &writer{begin: begin, head: d.Lock.head(m.Vault), files: m.Carried(), by: d.By}
	frames := make([]wireFrame, len(p.frames))
	for i, f := range p.frames {
		frames[i], w.packed = f.wireFrame, append(w.packed, f.bytes)
	}
	wire := m.wire(frames)
	if len(w.files) > 0 {
		if w.key, err = age.GenerateX25519Identity(); err != nil {
			return nil, err
		}
		w.begin, wire.Format, wire.Key = beginFiles, formatFiles, w.key.String()
		w.head.Follows = uint64(sealedFiles(w.files))
	}
	w.manifest = cbor.Marshal(wire)
	if len(w.manifest) > maxManifest || len(m.Files) > MaxFiles {
		return nil, refuse("large")
	}
	return w, nil
}

// size is about how many bytes there will be.
func (w *writer) size() int64 { return w.inside() + int64(w.head.Follows) }

// inside is how many bytes the age file holds.
func (w *writer) inside() int64 {
	n := int64(4 + len(w.manifest) + ed25519.SignatureSize)
	for _, b := range w.packed {
		n += int64(len(b))
	}
	return n
}

// records writes everything but the files. The age file's own head is held back until it is known how long that is.
func (w *writer) records(out *tally, recipients []age.Recipient) error {
	held := &held{}
	inside, err := age.Encrypt(held, recipients...)
	if err != nil {
		return err
	}
	if len(w.files) > 0 {
		w.head.Inside = uint64(int64(held.Len()) + sealed(w.inside()))
	}
	head := cbor.Marshal(w.head)
	if len(head) > maxHead {
		return refuse("large")
	}
	if err := writeAll(out, []byte(w.begin), binary.BigEndian.AppendUint16(nil, uint16(len(head))), head, held.Bytes()); err != nil {
		return err
	}
	held.to = out
	if err := writeAll(inside, binary.BigEndian.AppendUint32(nil, uint32(len(w.manifest))), w.manifest, w.by.Sign(message(w.begin, head, w.manifest))); err != nil {
		return err
	}
	if err := writeAll(inside, w.packed...); err != nil {
		return err
	}
	if err := inside.Close(); err != nil {
		return err
	}
	if want := int64(preamble+len(head)) + int64(w.head.Inside); len(w.files) > 0 && out.n != want {
		return fmt.Errorf("the records take %d bytes, not %d", out.n, want)
	}
	return writeAll(out, out.sum.Sum(nil), []byte(end))
}

// held keeps what is written to it, until it is told where to.
type held struct {
	bytes.Buffer
	to io.Writer
}

func (h *held) Write(b []byte) (int, error) {
	if h.to == nil {
		return h.Buffer.Write(b)
	}
	return h.to.Write(b)
}

// tally counts and hashes what it passes on.
type tally struct {
	to  io.Writer
	n   int64
	sum hash.Hash
}

func (t *tally) Write(b []byte) (int, error) {
	n, err := t.to.Write(b)
	t.n += int64(n)
	t.sum.Write(b[:n])
	return n, err
}

func writeAll(to io.Writer, parts ...[]byte) error {
	for _, b := range parts {
		if _, err := to.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// packer fills frames, and packs those that are full meanwhile, on as many cores as there are.
type packer struct {
	m      *Manifest
	zstd   *zstd.Encoder
	frame  []byte
	frames []*packed
	room   chan []byte // memory of frames that are packed: whoever fills the next one waits for it
	all    sync.WaitGroup
}

type packed struct {
	wireFrame
	bytes []byte
}

func packAll(m *Manifest, from Source) (_ *packer, err error) {
	if len(m.Chains) > MaxChains || len(m.Heads) > MaxChains {
		return nil, refuse("large")
	}
	z, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(false), zstd.WithWindowSize(MaxFrame))
	if err != nil {
		return nil, err
	}
	cores := runtime.GOMAXPROCS(0)
	p := &packer{m: m, zstd: z, room: make(chan []byte, cores)}
	for range cores {
		p.room <- nil
	}
	defer func() {
		p.all.Wait()
		err = errors.Join(err, z.Close())
	}()
	m.Records, m.Bytes = 0, 0
	for _, c := range m.Chains {
		if err := p.chain(c, from); err != nil {
			return nil, err
		}
	}
	return p, p.flush()
}

// chain adds the records of a chain. Where the device's chain has forked, others lie between them.
func (p *packer) chain(c Chain, from Source) error {
	var wanted map[ledger.Hash]bool
	if len(from.Tips(c.Device)) > 1 {
		var err error
		if wanted, err = branch(c, from); err != nil {
			return err
		}
	}
	last := c.After
	err := from.Envelopes(c.Device, c.After.Seq, func(envelope []byte) error {
		at, prev, err := oplog.Place(envelope)
		if err != nil {
			return err
		}
		if at.Seq > c.Head.Seq {
			return errEnough
		}
		if wanted != nil && !wanted[at.Hash] {
			return nil
		}
		if at.Device != c.Device || at.Seq != last.Seq+1 || prev != last.Hash {
			return fmt.Errorf("record %d of %s does not continue record %d", at.Seq, c.Device, last.Seq)
		}
		last = at
		return p.add(envelope)
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if last != c.Head {
		return fmt.Errorf("the chain of %s ends with record %d, not %d", c.Device, last.Seq, c.Head.Seq)
	}
	return nil
}

func (p *packer) add(envelope []byte) error {
	if len(p.frame)+4+len(envelope) > MaxFrame {
		if err := p.flush(); err != nil {
			return err
		}
	}
	p.frame = binary.BigEndian.AppendUint32(p.frame, uint32(len(envelope)))
	p.frame = append(p.frame, envelope...)
	p.m.Records++
	p.m.Bytes += int64(len(envelope))
	return nil
}

func (p *packer) flush() error {
	if len(p.frame) == 0 {
		return nil
	}
	if len(p.frames) == MaxFrames {
		return refuse("large")
	}
	f, plain := &packed{}, p.frame
	p.frames, p.frame = append(p.frames, f), (<-p.room)[:0]
	p.all.Go(func() {
		f.bytes = p.zstd.EncodeAll(plain, nil)
		f.wireFrame = wireFrame{Packed: uint32(len(f.bytes)), Plain: uint32(len(plain)), Sum: sha256.Sum256(f.bytes)}
		p.room <- plain
	})
	return nil
}
