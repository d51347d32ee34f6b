package pack

import (
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

// write makes a package of what m.Chains names, and tells about how many bytes there will be, before it writes the first. By, Records, Bytes and
// Readers of m are set here. Faults: pack.large (too many records, chains or recipients for one package), passphrase.short, and errors of from and
// dst; what dst holds after an error is no package.
func write(dst io.Writer, m Manifest, from Source, by Signer, lock Lock, sized func(int64)) (Receipt, error) {
	recipients, err := lock.recipients()
	if err != nil {
		return Receipt{}, err
	}
	m.By, m.Readers = by.Device(), lock.Readers()
	p, err := packAll(&m, from)
	if err != nil {
		return Receipt{}, err
	}
	frames, packed := make([]wireFrame, len(p.frames)), make([][]byte, len(p.frames))
	for i, f := range p.frames {
		frames[i], packed[i] = f.wireFrame, f.bytes
	}
	manifest := cbor.Marshal(m.wire(frames))
	head := cbor.Marshal(lock.head(m.Vault))
	if len(manifest) > maxManifest || len(head) > maxHead {
		return Receipt{}, refuse("large")
	}
	sized(sizeOf(manifest, packed))
	out := &tally{to: dst, sum: sha256.New()}
	if err := writeAll(out, []byte(begin), binary.BigEndian.AppendUint16(nil, uint16(len(head))), head); err != nil {
		return Receipt{}, err
	}
	inside, err := age.Encrypt(out, recipients...)
	if err != nil {
		return Receipt{}, err
	}
	if err := writeAll(inside, binary.BigEndian.AppendUint32(nil, uint32(len(manifest))), manifest, by.Sign(message(head, manifest))); err != nil {
		return Receipt{}, err
	}
	if err := writeAll(inside, packed...); err != nil {
		return Receipt{}, err
	}
	if err := inside.Close(); err != nil {
		return Receipt{}, err
	}
	if err := writeAll(out, out.sum.Sum(nil), []byte(end)); err != nil {
		return Receipt{}, err
	}
	return Receipt{Records: m.Records, Bytes: out.n, Digest: ledger.Hash(out.sum.Sum(nil))}, nil
}

func sizeOf(manifest []byte, packed [][]byte) int64 {
	n := int64(len(manifest))
	for _, b := range packed {
		n += int64(len(b))
	}
	return n
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
