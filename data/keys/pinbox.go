package keys

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// SeedSize of what a box holds, in bytes.
const SeedSize = 32

const (
	boxFormat  = 1
	boxDomain  = "kaohe pin box 1\n"
	sealedSize = SeedSize + chacha20poly1305.Overhead
)

// Params is what a guess at a PIN costs (argon2id, RFC 9106).
type Params struct {
	MemoryKiB uint32
	Passes    uint32
	Threads   uint8
}

// Usual is RFC 9106's second recommended option with fewer threads, for laptops with two cores: about 0.1 s.
var Usual = Params{MemoryKiB: 64 << 10, Passes: 3, Threads: 2}

// Bounds of Params: a box comes with a vault from anywhere, and opening it must not take the machine down. Work is what all passes write
// together, five times that of Usual: below two seconds on a laptop, even where one thread does it.
const (
	maxMemoryKiB = 256 << 10
	maxWorkKiB   = 1 << 20
	maxPasses    = 16
	maxThreads   = 8
)

func (p Params) valid() bool {
	return p.Passes >= 1 && p.Passes <= maxPasses && p.Threads >= 1 && p.Threads <= maxThreads &&
		p.MemoryKiB >= 8*uint32(p.Threads) && p.MemoryKiB <= maxMemoryKiB && p.MemoryKiB*p.Passes <= maxWorkKiB
}

// key makes a key of what a person remembers, at the cost of p.
func (p Params) key(secret string, salt []byte) []byte {
	return argon2.IDKey([]byte(secret), salt, p.Passes, p.MemoryKiB, p.Threads, chacha20poly1305.KeySize)
}

// Owner is whom and where a box is for; a box moved to another person or vault does not open.
type Owner struct {
	Person string
	Vault  ledger.Hash
}

func (o Owner) bound() []byte {
	return append([]byte(boxDomain+o.Person), o.Vault[:]...) // unambiguous: the vault's part has a fixed length
}

type box struct {
	Format  uint64   `cbor:"1,keyasint"`
	Memory  uint32   `cbor:"2,keyasint"`
	Passes  uint32   `cbor:"3,keyasint"`
	Threads uint8    `cbor:"4,keyasint"`
	Salt    [16]byte `cbor:"5,keyasint"`
	Nonce   [24]byte `cbor:"6,keyasint"`
	Sealed  []byte   `cbor:"7,keyasint"`
	Check   [8]byte  `cbor:"8,keyasint"`
}

func (b box) params() Params { return Params{b.Memory, b.Passes, b.Threads} }

func (b box) sum() [8]byte {
	b.Check = [8]byte{}
	return check(cbor.Marshal(b))
}

func (b box) key(pin string) []byte {
	return b.params().key(pin, b.Salt[:])
}

// Lock locks a seed with a PIN; random is crypto/rand.Reader outside of tests. Fault: pin.short.
func Lock(seed []byte, pin string, owner Owner, p Params, random io.Reader) ([]byte, error) {
	if len(seed) != SeedSize || !p.valid() {
		return nil, fmt.Errorf("pin box: seed of %d bytes, %+v", len(seed), p)
	}
	pin = normal(pin)
	if tooShort(pin) {
		return nil, words.Refuse("pin.short", ShortestPIN)
	}
	b := box{Format: boxFormat, Memory: p.MemoryKiB, Passes: p.Passes, Threads: p.Threads}
	for _, part := range [][]byte{b.Salt[:], b.Nonce[:]} {
		if _, err := io.ReadFull(random, part); err != nil {
			return nil, fmt.Errorf("pin box: %w", err)
		}
	}
	aead, err := chacha20poly1305.NewX(b.key(pin))
	if err != nil {
		return nil, err
	}
	b.Sealed = aead.Seal(nil, b.Nonce[:], seed, owner.bound())
	b.Check = b.sum()
	return cbor.Marshal(b), nil
}

// Unlock gives the seed back. Faults: pin.wrong (also for a box of another owner), pin.box (damaged), pin.newer, and pin.short, before
// any work, for what can't be a PIN.
func Unlock(sealed []byte, pin string, owner Owner) ([]byte, error) {
	b, err := decode(sealed)
	if err != nil {
		return nil, err
	}
	pin = normal(pin)
	if tooShort(pin) {
		return nil, words.Refuse("pin.short", ShortestPIN)
	}
	aead, err := chacha20poly1305.NewX(b.key(pin))
	if err != nil {
		return nil, err
	}
	seed, err := aead.Open(nil, b.Nonce[:], b.Sealed, owner.bound())
	if err != nil {
		return nil, words.Refuse("pin.wrong")
	}
	return seed, nil
}

func decode(sealed []byte) (box, error) {
	const longest = 512
	if len(sealed) > longest {
		return box{}, words.Refuse("pin.box").Because(fmt.Errorf("%d bytes", len(sealed)))
	}
	var version struct {
		Format uint64 `cbor:"1,keyasint"`
	}
	if err := cbor.Unmarshal(sealed, &version); err != nil {
		return box{}, words.Refuse("pin.box").Because(err)
	}
	if version.Format > boxFormat {
		return box{}, words.Refuse("pin.newer").Because(fmt.Errorf("format %d", version.Format))
	}
	var b box
	if err := cbor.Strict(sealed, &b); err != nil {
		return box{}, words.Refuse("pin.box").Because(err)
	}
	if b.Format != boxFormat || !b.params().valid() || len(b.Sealed) != sealedSize || b.Check != b.sum() {
		return box{}, words.Refuse("pin.box").Because(errors.New("contents do not fit"))
	}
	return b, nil
}
