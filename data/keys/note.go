package keys

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"

	"kaohe/app/ledger"
)

// noteSize is a note's: number and hash of the newest record, and a sum over them and the device.
const noteSize = 8 + 32 + 8

func (s Store) note(d ledger.Device) string { return filepath.Join(s.Dir, d.String()+".tip") }

// Note keeps a key's tip beside its file, after each edit: in some ten microseconds, since it is written without waiting for the disk. Killing
// the program does not lose it; losing power may, and leaves the one of the last Save.
func (s Store) Note(key *DeviceKey) error {
	f, err := os.OpenFile(s.note(key.Device()), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("device tip: %w", err)
	}
	_, err = f.WriteAt(encodeNote(key.Device(), key.Tip), 0)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("device tip: %w", err)
	}
	return nil
}

func encodeNote(d ledger.Device, m Tip) []byte {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, noteSize), m.Seq)
	b = append(b, m.Hash[:]...)
	sum := sha256.Sum256(append(d[:], b...))
	return append(b, sum[:8]...)
}

// noted is the tip of a device's note, where there is one that was not torn.
func (s Store) noted(d ledger.Device) (Tip, bool) {
	b, err := readNote(s.note(d))
	if err != nil {
		return Tip{}, false // then the one of the last Save counts, as after a loss of power
	}
	m := Tip{Seq: binary.BigEndian.Uint64(b[:]), Hash: ledger.Hash(b[8:40])}
	return m, string(b[:]) == string(encodeNote(d, m))
}

func readNote(path string) (b [noteSize]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return b, err
	}
	defer f.Close() // only read
	_, err = f.ReadAt(b[:], 0)
	return b, err
}
