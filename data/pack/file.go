package pack

import (
	"bufio"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"

	"kaohe/app/ledger"
	"kaohe/data/durable"
)

// Save writes a package into a file, which appears under its name whole, durable and read back from the disk, or not at all; only then there is
// a receipt, and a stick may be pulled. A file that is there is replaced only if replace says so; otherwise the error is fs.ErrExist. Faults:
// those of Write, and pack.unlike (the disk gives back other bytes than were written); any other error is the disk's.
func Save(path string, replace bool, m Manifest, from Source, by Signer, lock Lock) (Receipt, error) {
	temp := filepath.Join(filepath.Dir(path), ".kaohe-"+rand.Text())
	defer durable.Remove(temp) // where something fails
	receipt, err := stage(temp, m, from, by, lock)
	if err != nil {
		return Receipt{}, err
	}
	digest, err := readBack(temp)
	if err != nil {
		return Receipt{}, err
	}
	if digest != receipt.Digest {
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
func stage(temp string, m Manifest, from Source, by Signer, lock Lock) (receipt Receipt, err error) {
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return receipt, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b := bufio.NewWriterSize(f, 1<<18)
	if receipt, err = Write(b, m, from, by, lock); err != nil {
		return receipt, err
	}
	if err := b.Flush(); err != nil {
		return receipt, err
	}
	return receipt, f.Sync()
}

func readBack(path string) (digest ledger.Hash, err error) {
	if err := durable.Forget(path); err != nil {
		return digest, err
	}
	f, err := os.Open(path)
	if err != nil {
		return digest, err
	}
	defer f.Close() // only read
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return digest, err
	}
	return ledger.Hash(sum.Sum(nil)), nil
}
