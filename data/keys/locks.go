package keys

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// ShortestPassphrase is the least number of characters.
const ShortestPassphrase = 8

const (
	locksFormat      = 1
	passphraseDomain = "kaohe vault passphrase 1\n"
	recoverDomain    = "kaohe vault recovery 1\n"
)

// VaultKey is the key of a sealed vault, of 32 random bytes.
type VaultKey = [32]byte

// locks are the ways to a sealed vault's key that lie in the vault itself.
type locks struct {
	Format     uint64 `cbor:"1,keyasint"`
	Passphrase lock   `cbor:"2,keyasint"`
	Recovery   *bolt  `cbor:"3,keyasint,omitempty"` // nil: no recovery code opens it
}

// lock is the vault's key sealed by what a person remembers.
type lock struct {
	Memory  uint32   `cbor:"1,keyasint"`
	Passes  uint32   `cbor:"2,keyasint"`
	Threads uint8    `cbor:"3,keyasint"`
	Salt    [16]byte `cbor:"4,keyasint"`
	Bolt    bolt     `cbor:"5,keyasint"`
}

func (l lock) params() Params { return Params{l.Memory, l.Passes, l.Threads} }

// bolt is the vault's key sealed by another key.
type bolt struct {
	Nonce  [24]byte                             `cbor:"1,keyasint"`
	Sealed [32 + chacha20poly1305.Overhead]byte `cbor:"2,keyasint"`
}

func shut(key VaultKey, by []byte, domain string, vault ledger.Hash, random io.Reader) (b bolt, err error) {
	if _, err := io.ReadFull(random, b.Nonce[:]); err != nil {
		return b, fmt.Errorf("locks: %w", err)
	}
	aead, err := chacha20poly1305.NewX(by)
	if err != nil {
		return b, err
	}
	copy(b.Sealed[:], aead.Seal(nil, b.Nonce[:], key[:], append([]byte(domain), vault[:]...)))
	return b, nil
}

func (b bolt) open(by []byte, domain string, vault ledger.Hash) (key VaultKey, ok bool) {
	aead, err := chacha20poly1305.NewX(by)
	if err != nil {
		return key, false // of a length that is wrong here
	}
	plain, err := aead.Open(nil, b.Nonce[:], b.Sealed[:], append([]byte(domain), vault[:]...))
	return VaultKey(append(plain, make([]byte, 32)...)), err == nil
}

// Typed is a passphrase as it is typed on any keyboard: full-width letters are half-width ones, and what is around it is no part of it.
func Typed(passphrase string) string { return strings.TrimSpace(norm.NFKC.String(passphrase)) }

// Passphrase is a new one as Typed gives it. Fault: passphrase.short.
func Passphrase(typed string) (string, error) {
	p := Typed(typed)
	if utf8.RuneCountInString(p) < ShortestPassphrase {
		return "", words.Refuse("passphrase.short", ShortestPassphrase)
	}
	return p, nil
}

// CheckPassphrase refuses one that is too short to seal anything. Fault: passphrase.short.
func CheckPassphrase(typed string) error {
	_, err := Passphrase(typed)
	return err
}

// NewLocks makes the locks of a vault's key: a passphrase, and a recovery code (empty: none). Faults: passphrase.short, recovery.form.
func NewLocks(key VaultKey, vault ledger.Hash, typed, code string, p Params, random io.Reader) ([]byte, error) {
	l := locks{Format: locksFormat}
	if code != "" {
		by, err := recoveryLock(code, vault)
		if err != nil {
			return nil, err
		}
		b, err := shut(key, by, recoverDomain, vault, random)
		if err != nil {
			return nil, err
		}
		l.Recovery = &b
	}
	return l.with(key, vault, typed, p, random)
}

// ChangePassphrase gives the locks with another passphrase. The key stays, so that the recovery code does, and old copies keep the old
// passphrase. Faults: locks.damaged, locks.newer, passphrase.short.
func ChangePassphrase(old []byte, key VaultKey, vault ledger.Hash, typed string, p Params, random io.Reader) ([]byte, error) {
	l, err := decodeLocks(old)
	if err != nil {
		return nil, err
	}
	return l.with(key, vault, typed, p, random)
}

func (l locks) with(key VaultKey, vault ledger.Hash, typed string, p Params, random io.Reader) ([]byte, error) {
	if !p.valid() {
		return nil, fmt.Errorf("locks: %+v", p)
	}
	pass, err := Passphrase(typed)
	if err != nil {
		return nil, err
	}
	l.Passphrase = lock{Memory: p.MemoryKiB, Passes: p.Passes, Threads: p.Threads}
	if _, err := io.ReadFull(random, l.Passphrase.Salt[:]); err != nil {
		return nil, fmt.Errorf("locks: %w", err)
	}
	l.Passphrase.Bolt, err = shut(key, p.key(pass, l.Passphrase.Salt[:]), passphraseDomain, vault, random)
	return cbor.Marshal(l), err
}

// OpenLocks gives the vault's key for a passphrase, at the cost of a guess. Faults: passphrase.wrong (also for another vault), passphrase.short,
// locks.damaged, locks.newer.
func OpenLocks(b []byte, vault ledger.Hash, typed string) (key VaultKey, err error) {
	l, err := decodeLocks(b)
	if err != nil {
		return key, err
	}
	pass := strings.TrimSpace(norm.NFKC.String(typed)) // a short one costs what any does, and is wrong
	key, ok := l.Passphrase.Bolt.open(l.Passphrase.params().key(pass, l.Passphrase.Salt[:]), passphraseDomain, vault)
	if !ok {
		return VaultKey{}, words.Refuse("passphrase.wrong")
	}
	return key, nil
}

// RecoverLocks gives the vault's key for a recovery code. Faults: recovery.form, recovery.wrong, recovery.opens (no code opens this vault),
// locks.damaged, locks.newer.
func RecoverLocks(b []byte, vault ledger.Hash, code string) (key VaultKey, err error) {
	l, err := decodeLocks(b)
	if err != nil {
		return key, err
	}
	if l.Recovery == nil {
		return key, words.Refuse("recovery.opens")
	}
	by, err := recoveryLock(code, vault)
	if err != nil {
		return key, err
	}
	key, ok := l.Recovery.open(by, recoverDomain, vault)
	if !ok {
		return VaultKey{}, words.Refuse("recovery.wrong")
	}
	return key, nil
}

// recoveryLock is the key that a recovery code makes; 160 random bits need no costly derivation.
func recoveryLock(code string, vault ledger.Hash) ([]byte, error) {
	secret, err := recoverySecret(code)
	if err != nil {
		return nil, err
	}
	return hkdf.Key(sha256.New, secret, vault[:], recoverDomain, chacha20poly1305.KeySize)
}

func decodeLocks(b []byte) (l locks, err error) {
	const longest = 1024
	if len(b) > longest {
		return l, words.Refuse("locks.damaged").Because(fmt.Errorf("%d bytes", len(b)))
	}
	var version struct {
		Format uint64 `cbor:"1,keyasint"`
	}
	if err := cbor.Unmarshal(b, &version); err != nil {
		return l, words.Refuse("locks.damaged").Because(err)
	}
	if version.Format > locksFormat {
		return l, words.Refuse("locks.newer").Because(fmt.Errorf("format %d", version.Format))
	}
	if err := cbor.Strict(b, &l); err != nil {
		return l, words.Refuse("locks.damaged").Because(err)
	}
	if l.Format != locksFormat || !l.Passphrase.params().valid() {
		return l, words.Refuse("locks.damaged").Because(errors.New("contents do not fit"))
	}
	return l, nil
}
