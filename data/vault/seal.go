package vault

import (
	"bytes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Sealed is what the head of a sealed vault says: each value outside of the head stands in the file as 24 random bytes and its
// XChaCha20-Poly1305 under a key derived from the vault's own, bound to its bucket, its key in the bucket, and the vault. Keys of the log stay
// as they are; those of the buckets keys and local, which are names, are an HMAC-SHA256, and the name is sealed with the value.
const Sealed = "xchacha20poly1305"

// Key is the vault's own, of 32 random bytes. All that is sealed can be read with it; it is itself kept in locks, which are data/keys'.
type Key [32]byte

// Seal is what a vault is sealed by: its key, and the locks that lead to the key, which stand in the head for all to read.
type Seal struct {
	Key   Key
	Locks []byte
}

// Outside is what a sealed vault shows of itself without its key.
type Outside struct {
	ID    ledger.Hash
	Locks []byte
	mark  []byte // nil: not known
}

// Fits tells whether a key is the vault's; of a damaged file also where that can't be known.
func (o Outside) Fits(k Key) bool { return o.mark == nil || hmac.Equal(o.mark, k.mark(o.ID)) }

// Unlock finds the key of a sealed vault while the file is locked; its errors come back as they are.
type Unlock func(Outside) (Key, error)

// derive makes a key for one purpose.
func (k Key) derive(purpose string, vault ledger.Hash) []byte {
	b, err := hkdf.Key(sha256.New, k[:], vault[:], "kaohe vault 1 "+purpose, 32)
	if err != nil {
		panic(err) // of lengths that are wrong here, not in the file
	}
	return b
}

// mark is how a key is known to be the vault's, and tells nothing else of it.
func (k Key) mark(vault ledger.Hash) []byte { return k.derive("mark", vault)[:16] }

// sealer seals and opens values. A nil one leaves all as it is: the vault is not sealed.
type sealer struct {
	values cipher.AEAD
	names  []byte
	vault  ledger.Hash
}

func newSealer(k Key, vault ledger.Hash) *sealer {
	aead, err := chacha20poly1305.NewX(k.derive("values", vault))
	if err != nil {
		panic(err) // of a length that is wrong here
	}
	return &sealer{values: aead, names: k.derive("names", vault), vault: vault}
}

var errSealed = errors.New("sealed value does not open")

// scratch is memory that is used again from value to value.
type scratch struct{ bound, plain []byte }

// bind is where a value belongs; moved to another place, it does not open.
func (s *sealer) bind(b *scratch, bucket, key []byte) {
	b.bound = append(append(append(append(b.bound[:0], bucket...), 0), key...), s.vault[:]...)
}

// seal gives a value as it stands in the file.
func (s *sealer) seal(bucket, key, value []byte) []byte {
	if s == nil {
		return value
	}
	var b scratch
	s.bind(&b, bucket, key)
	nonce := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(value)+chacha20poly1305.Overhead)
	rand.Read(nonce) // never fails (crypto/rand, Go 1.24)
	return s.values.Seal(nonce, nonce, value, b.bound)
}

// open gives a value back; it lies in b until the next one, or, where the vault is not sealed, in the file. A value that is missing (nil)
// stays so.
func (s *sealer) open(b *scratch, bucket, key, sealed []byte) ([]byte, error) {
	const n = chacha20poly1305.NonceSizeX
	if s == nil || sealed == nil {
		return sealed, nil
	}
	if len(sealed) < n {
		return nil, errSealed
	}
	s.bind(b, bucket, key)
	plain, err := s.values.Open(b.plain[:0], sealed[:n], sealed[n:], b.bound)
	if err != nil {
		return nil, errSealed
	}
	b.plain = plain
	return plain, nil
}

// name is the key under which a name's entry stands.
func (s *sealer) name(bucket []byte, name string) []byte {
	if s == nil {
		return []byte(name)
	}
	mac := hmac.New(sha256.New, s.names)
	mac.Write(append(bytes.Clone(bucket), 0))
	mac.Write([]byte(name))
	return mac.Sum(nil)
}

// sealNamed gives key and value of a name's entry.
func (s *sealer) sealNamed(bucket []byte, name string, value []byte) (key, sealed []byte) {
	key = s.name(bucket, name)
	if s == nil {
		return key, value
	}
	plain := append(binary.AppendUvarint(nil, uint64(len(name))), name...)
	return key, s.seal(bucket, key, append(plain, value...))
}

// openNamed gives the name and a copy of the value of such an entry.
func (s *sealer) openNamed(bucket, key, sealed []byte) (name string, value []byte, err error) {
	if s == nil {
		return string(key), bytes.Clone(sealed), nil
	}
	plain, err := s.open(&scratch{}, bucket, key, sealed)
	if err != nil {
		return "", nil, err
	}
	length, n := binary.Uvarint(plain)
	if n <= 0 || length > uint64(len(plain)-n) {
		return "", nil, errSealed
	}
	name, value = string(plain[n:n+int(length)]), plain[n+int(length):]
	if !bytes.Equal(key, s.name(bucket, name)) {
		return "", nil, errSealed
	}
	return name, value, nil
}

// gate learns on the walk through a file what its head says, and lets the log pass to be decoded once its key is there. In the order of
// buckets the head comes before the log.
type gate struct {
	v     *Vault
	head  map[string][]byte
	named []namedEntry
	asked bool
	fault error
}

type namedEntry struct {
	bucket string
	entry
}

func (g *gate) take(bucket string, key, value []byte) {
	switch bucket {
	case string(bucketHead):
		g.head[string(key)] = bytes.Clone(value)
	case string(bucketLog):
		if g.open() == nil {
			g.v.ahead.add(key, value)
		}
	case string(bucketKeys), string(bucketLocal):
		g.named = append(g.named, namedEntry{bucket, entry{key, value}})
	}
}

// open reads the head and finds the key, once.
func (g *gate) open() error {
	if !g.asked {
		g.asked = true
		if g.fault = g.v.readHead(func(key []byte) []byte { return g.head[string(key)] }); g.fault == nil {
			g.fault = g.v.unseal(g.head)
		}
	}
	return g.fault
}

// pass opens what the log's own checks don't reach. Faults: those of readHead and unseal, vault.damaged.
func (g *gate) pass() error {
	if err := g.open(); err != nil {
		return err
	}
	for _, e := range g.named {
		if _, _, err := g.v.sealer.openNamed([]byte(e.bucket), e.key, e.sealed); err != nil {
			return g.v.damaged(words.M("damage.sealed", e.bucket), err)
		}
	}
	return nil
}

// unseal finds the key of a sealed vault. Faults: vault.sealed (there is nobody to ask for it), vault.key (it is of another vault), and those
// of v.unlock.
func (v *Vault) unseal(head map[string][]byte) error {
	if v.head.Sealing == Unsealed {
		return nil
	}
	v.locks = head[string(keyLocks)]
	o := Outside{ID: v.head.ID, Locks: bytes.Clone(v.locks), mark: append([]byte{}, head[string(keyMark)]...)}
	if v.sealer != nil { // it is opened again
		if !o.Fits(v.key) {
			return refuse("key", v.path)
		}
		return nil
	}
	if v.unlock == nil {
		return refuse("sealed", v.path)
	}
	key, err := v.unlock(o)
	if err != nil {
		return err
	}
	if !o.Fits(key) {
		return refuse("key", v.path)
	}
	v.key, v.sealer = key, newSealer(key, v.head.ID)
	return nil
}

// Sealed tells whether what is in the file can be read with its key only.
func (v *Vault) Sealed() bool { return v.sealer != nil }

// Key of a sealed vault.
func (v *Vault) Key() (k Key, sealed bool) { return v.key, v.Sealed() }

// Locks of a sealed vault, as they stand in its head.
func (v *Vault) Locks() []byte {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.locks)
}

// SetLocks puts other locks into the head of a sealed vault: a new passphrase. Faults: vault.readonly, vault.full, vault.moved.
func (v *Vault) SetLocks(locks []byte) error {
	if !v.Sealed() {
		return errors.New("vault is not sealed")
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.change(func(tx *bolt.Tx) error { return put(tx.Bucket(bucketHead), keyLocks, locks) }); err != nil {
		return err
	}
	v.locks = slices.Clone(locks)
	return nil
}
