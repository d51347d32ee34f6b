package pack

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"runtime"
	"sync"

	"github.com/klauspost/compress/zstd"

	"kaohe/app/ledger"
	"kaohe/data/oplog"
)

// atOnce is how many frames are unpacked at the same time. Each worker holds one, so that this limits the memory that reading takes.
const atOnce = 2

// unpacker has frames unpacked and their records decoded while those before them are looked at: worker n takes frame n, n+len(done) and so on.
type unpacker struct {
	p    *Package
	zstd *zstd.Decoder
	done []chan unpacked
	stop chan struct{}
	all  sync.WaitGroup
}

// unpacked is a frame as far as it can be read.
type unpacked struct {
	records   []*ledger.Record
	vaults    []ledger.Hash // that the records name as theirs
	envelopes [][]byte
	err       error // what is wrong behind these
}

func (p *Package) unpack() (*unpacker, error) {
	n := min(atOnce, runtime.GOMAXPROCS(0), max(len(p.frames), 1))
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(n), zstd.WithDecoderMaxMemory(MaxFrame), zstd.WithDecoderMaxWindow(MaxFrame),
		zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, err
	}
	u := &unpacker{p: p, zstd: z, stop: make(chan struct{})}
	for range n {
		u.done = append(u.done, make(chan unpacked))
	}
	for i := range n {
		u.all.Go(func() { u.work(i) })
	}
	return u, nil
}

// end stops those who are still at work.
func (u *unpacker) end() {
	close(u.stop)
	u.all.Wait()
	u.zstd.Close()
}

func (u *unpacker) work(first int) {
	at := u.p.start
	for i, w := range u.p.frames {
		if i%len(u.done) == first {
			select {
			case u.done[first] <- u.frame(w, at):
			case <-u.stop:
				return
			}
		}
		at += int64(w.Packed)
	}
}

func (u *unpacker) frame(w wireFrame, at int64) (f unpacked) {
	packed := make([]byte, w.Packed)
	if err := readAt(u.p.inside, packed, at); err != nil {
		return unpacked{err: err}
	}
	if sha256.Sum256(packed) != w.Sum {
		return unpacked{err: errors.New("its hash is another")}
	}
	b, err := u.zstd.DecodeAll(packed, make([]byte, 0, w.Plain))
	if err == nil && len(b) != int(w.Plain) {
		err = errors.New("its size is another")
	}
	if err != nil {
		return unpacked{err: err}
	}
	decoder := oplog.NewDecoder() // one for all would hold records of frames that nobody keeps
	for len(b) > 0 {
		if len(b) < 4 || uint64(binary.BigEndian.Uint32(b)) > uint64(len(b)-4) {
			f.err = errors.New("a record's length")
			return f
		}
		n := int(binary.BigEndian.Uint32(b))
		envelope := b[4 : 4+n : 4+n]
		b = b[4+n:]
		r, vault, err := decoder.Decode(envelope)
		if err != nil {
			f.err = err
			return f
		}
		f.records, f.vaults, f.envelopes = append(f.records, r), append(f.vaults, vault), append(f.envelopes, envelope)
	}
	return f
}
