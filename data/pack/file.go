package pack

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"

	"kaohe/app/ledger"
	"kaohe/data/durable"
)

// Draft is a package that is not written yet.
type Draft struct {
	Manifest
	From Source
	By   Signer
	Lock Lock
	// Contents opens the files of the manifest that travel; nil where none do.
	Contents Contents
	// Each is told how far the work is, in records and KiB of files: as much of each for writing and for reading back, and of records for packing.
	// An error of it ends the work, and no file is left. It may be nil.
	Each func(done, total int) error
}

// Save writes a package into a file, which appears under its name whole, durable and read back from the disk, or not at all; only then there is
// a receipt, and a stick may be pulled. A file that is there is replaced only if replace says so; otherwise the error is fs.ErrExist. What was left
// in that folder by a program that was killed goes. Faults: pack.large, passphrase.short, and pack.unlike (the disk gives back other bytes than were written);
// *Unreadable is of a file that travels; any other error is the disk's, or that of Each.
func Save(path string, replace bool, d Draft) (Receipt, error) {
	durable.Sweep(filepath.Dir(path))
	temp, p := durable.Temp(path), newPace(d)
	defer func() { _ = durable.Remove(temp) }() // where something fails
	receipt, err := stage(temp, d, p)
	if err != nil {
		return Receipt{}, err
	}
	p.next(receipt.Bytes)
	digest, err := readBack(temp, p)
	if err != nil {
		return Receipt{}, err
	}
	if digest != receipt.whole {
		return Receipt{}, refuse("unlike", filepath.Base(path))
	}
	settle := durable.Settle
	if replace {
		settle = durable.Replace
	}
	if err := settle(temp, path); err != nil {
		return Receipt{}, err
	}
	if err := durable.Remove(temp); err != nil { // a link leaves both names
		return Receipt{}, err
	}
	if err := durable.SyncFolder(filepath.Dir(path)); err != nil {
		return Receipt{}, err
	}
	return receipt, nil
}

// stage writes a durable file under another name; its permissions are by the umask, as those of what is meant for others.
func stage(temp string, d Draft, p *pace) (receipt Receipt, err error) {
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return receipt, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b := bufio.NewWriterSize(&slow{f: f, pace: p}, 1<<18)
	d.From = counted{d.From, p}
	if receipt, err = write(b, d, p.next); err != nil {
		return receipt, err
	}
	if err := b.Flush(); err != nil {
		return receipt, err
	}
	return receipt, f.Sync()
}

func readBack(path string, p *pace) (digest ledger.Hash, err error) {
	if err := durable.Forget(path); err != nil {
		return digest, err
	}
	f, err := os.Open(path)
	if err != nil {
		return digest, err
	}
	defer f.Close() // only read
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(sum, p), f); err != nil {
		return digest, err
	}
	return ledger.Hash(sum.Sum(nil)), nil
}
