package keys

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
)

const deviceDomain = "kaohe device 2\n"

// sealedFile is the file of a device key for a sealed vault: what a deviceFile holds, under a key that is derived from the vault's.
type sealedFile struct {
	Format uint64      `cbor:"1,keyasint"`
	Vault  ledger.Hash `cbor:"2,keyasint"`
	Nonce  [24]byte    `cbor:"3,keyasint"`
	Sealed []byte      `cbor:"4,keyasint"`
}

// SealedBy is the store for a vault that is sealed by a key: what it saves is sealed too. It also reads keys that are not, since a vault that
// was just sealed still has such: the next Save seals them.
func (s Store) SealedBy(key VaultKey) Store {
	s.seal = &key
	return s
}

// Bare leaves a vault's keys unsealed, all that s can read: before the vault is unsealed, so that at no moment there is a vault whose keys
// can't be read.
func (s Store) Bare(vault ledger.Hash) error {
	bare := s
	bare.seal = nil
	var failed error
	err := s.each(vault, func(file string, key *DeviceKey) {
		if failed == nil {
			failed = bare.write(file, vault, key)
		}
	})
	return errors.Join(err, failed)
}

// aead seals by one key what is bound to one vault.
type aead struct {
	cipher.AEAD
	bound []byte
}

func (s Store) aead(vault ledger.Hash) (a aead, err error) {
	by, err := hkdf.Key(sha256.New, s.seal[:], vault[:], deviceDomain, chacha20poly1305.KeySize)
	if err != nil {
		return a, err
	}
	a.AEAD, err = chacha20poly1305.NewX(by)
	a.bound = append([]byte(deviceDomain), vault[:]...)
	return a, err
}

// encode gives a key's file.
func (s Store) encode(vault ledger.Hash, key *DeviceKey) ([]byte, error) {
	plain := key.encode(vault)
	if s.seal == nil {
		return plain, nil
	}
	a, err := s.aead(vault)
	if err != nil {
		return nil, err
	}
	f := sealedFile{Format: 2, Vault: vault}
	rand.Read(f.Nonce[:]) // never fails (crypto/rand, Go 1.24)
	f.Sealed = a.Seal(nil, f.Nonce[:], plain, a.bound)
	return cbor.Marshal(f), nil
}

// decode reads a key's file of either form.
func (s Store) decode(b []byte, vault ledger.Hash) (*DeviceKey, error) {
	var version struct {
		Format uint64 `cbor:"1,keyasint"`
	}
	if err := cbor.Unmarshal(b, &version); err != nil || version.Format != 2 {
		return decodeDevice(b, vault)
	}
	if s.seal == nil {
		return nil, fmt.Errorf("the key of vault %s is sealed, as the vault was", vault)
	}
	var f sealedFile
	if err := cbor.Strict(b, &f); err != nil {
		return nil, err
	}
	a, err := s.aead(vault)
	if err != nil {
		return nil, err
	}
	plain, err := a.Open(nil, f.Nonce[:], f.Sealed, a.bound)
	if err != nil {
		return nil, fmt.Errorf("the key of vault %s is sealed by another: %w", vault, err)
	}
	return decodeDevice(plain, vault)
}
