package vault

import (
	"errors"
	"os"
	"path/filepath"
	"slices"

	"kaohe/app/ledger"
)

// Received is what a vault is made of on a laptop that has none yet.
type Received struct {
	ID        ledger.Hash
	Envelopes [][]byte // in any order; the first record, whose hash is ID, is one of them
	CreatedBy string   // the program's version
	Seal      *Seal    // nil: not sealed
}

// Receive makes a vault of records that came from elsewhere, without PIN boxes and settings. The file appears under its name whole, durable and
// read back, or not at all, and never replaces another. Faults: those of Create, record.bad, record.newer, vault.other, vault.gap, vault.lost (the
// first record is not among them).
func Receive(path string, r Received) error {
	v := &Vault{path: path, mode: ReadWrite}
	if _, err := os.Lstat(path); err == nil {
		return refuse("exists", path)
	}
	if isRemote(filepath.Dir(path)) {
		return refuse("network", path)
	}
	records, err := foreign(path, r.ID, r.Envelopes)
	if err != nil {
		return err
	}
	d := draft{Head: Head{Format: Format, ID: r.ID, CreatedBy: r.CreatedBy}, seal: r.Seal}
	known := map[ledger.Tip]bool{}
	for _, i := range byKey(records) {
		rec := records[i]
		if known[rec.Tip()] {
			continue
		}
		if rec.Seq > 1 && !known[ledger.Tip{Device: rec.Device, Seq: rec.Seq - 1, Hash: rec.Prev}] {
			return refuse("gap", path, rec.Device.String(), rec.Seq-1)
		}
		known[rec.Tip()] = true
		d.records, d.envelopes = append(d.records, rec), append(d.envelopes, r.Envelopes[i])
	}
	if !slices.ContainsFunc(records, func(rec *ledger.Record) bool { return rec.ID == r.ID }) {
		return refuse("lost", path)
	}
	return v.guard(func() error { return v.settle(d) })
}

// settle writes a draft into a new file, and reads all of it back before it gets its name.
func (v *Vault) settle(d draft) error {
	return v.place(func(temp string) error {
		if err := d.fill(temp); err != nil {
			return err
		}
		whole, err := Open(temp, ReadOnly, func(Outside) (Key, error) { return d.seal.Key, nil })
		if err != nil {
			return err
		}
		return errors.Join(whole.VerifyAll(nil), whole.Close())
	})
}
