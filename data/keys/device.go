package keys

import (
	"crypto/ed25519"
	"fmt"
	"io"

	"filippo.io/age"
	"filippo.io/age/agessh"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
)

// Tip is the newest record that this device is known to have written in a vault; zero before the first.
type Tip struct {
	Seq  uint64
	Hash ledger.Hash
}

// DeviceKey is the key with which this laptop signs its chain in one vault.
type DeviceKey struct {
	Tip     Tip
	private ed25519.PrivateKey
}

// NewDeviceKey makes a key; random is crypto/rand.Reader outside of tests. It is kept nowhere before Store.Save.
func NewDeviceKey(random io.Reader) (*DeviceKey, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("device key: %w", err)
	}
	return &DeviceKey{private: ed25519.NewKeyFromSeed(seed)}, nil
}

// Device is the public half.
func (k *DeviceKey) Device() ledger.Device {
	return ledger.Device(k.private.Public().(ed25519.PublicKey))
}

// Sign signs a message.
func (k *DeviceKey) Sign(message []byte) []byte { return ed25519.Sign(k.private, message) }

// Identity opens what is packed for this device.
func (k *DeviceKey) Identity() (age.Identity, error) { return Identity(k.private) }

// Identity opens what is packed for the public half of a key, a device's or an invitation's.
func Identity(key ed25519.PrivateKey) (age.Identity, error) { return agessh.NewEd25519Identity(key) }

// Usable tells whether a key may go on writing, given what it is known to have written and its newest record in the vault (the zero
// Tip when it has none). When the vault is behind the mark it is an old copy: going on would give numbers out twice, which is proof
// of a fork to everybody else. A vault ahead of the mark is the usual case after a crash, since records are durable before marks; the
// caller then also asks the vault whether it holds the marked record (vault.Holds), because a copy may have gone another way.
func Usable(m Tip, tip ledger.Tip) bool {
	return m.Seq < tip.Seq || m.Seq == tip.Seq && m.Hash == tip.Hash
}

type deviceFile struct {
	Format uint64      `cbor:"1,keyasint"`
	Vault  ledger.Hash `cbor:"2,keyasint"`
	Seed   [32]byte    `cbor:"3,keyasint"`
	Seq    uint64      `cbor:"4,keyasint"`
	Hash   ledger.Hash `cbor:"5,keyasint"`
	Check  [8]byte     `cbor:"6,keyasint"`
}

func (f deviceFile) sum() [8]byte {
	f.Check = [8]byte{}
	return check(cbor.Marshal(f))
}

func (k *DeviceKey) encode(vault ledger.Hash) []byte {
	f := deviceFile{Format: 1, Vault: vault, Seed: [32]byte(k.private.Seed()), Seq: k.Tip.Seq, Hash: k.Tip.Hash}
	f.Check = f.sum()
	return cbor.Marshal(f)
}

func decodeDevice(b []byte, vault ledger.Hash) (*DeviceKey, error) {
	var f deviceFile
	if err := cbor.Strict(b, &f); err != nil {
		return nil, err
	}
	if f.Format != 1 || f.Vault != vault || f.Check != f.sum() {
		return nil, fmt.Errorf("not the key of vault %s", vault)
	}
	return &DeviceKey{Tip: Tip{f.Seq, f.Hash}, private: ed25519.NewKeyFromSeed(f.Seed[:])}, nil
}
