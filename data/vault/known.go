package vault

import (
	"errors"
	"io"
	"os"
	"sync"
)

// inUse are the files that this process has open as vaults: *Vault -> os.FileInfo.
var inUse sync.Map

// InUse tells whether this process has a file open as a vault, by whatever name it is reached.
func InUse(file os.FileInfo) bool { return Opened(file) != nil }

// Opened is the vault as which this process has a file open; nil for none.
func Opened(file os.FileInfo) (v *Vault) {
	inUse.Range(func(open, info any) bool {
		if os.SameFile(info.(os.FileInfo), file) {
			v = open.(*Vault)
		}
		return v == nil
	})
	return v
}

// KeyInUse is the key by which this process has the vault open of which a file is a copy.
func KeyInUse(of Outside) (key Key, found bool) {
	inUse.Range(func(open, _ any) bool {
		if v := open.(*Vault); v.sealer != nil && v.head.ID == of.ID && of.Fits(v.key) {
			key, found = v.key, true
		}
		return !found
	})
	return key, found
}

// Looks tells whether a file begins as a vault does, sound or damaged: one of its meta pages, of any page size, bears bbolt's sign. Another
// program's bbolt file looks so too. It asks neither for the name nor for the rest.
func Looks(file io.ReaderAt) (bool, error) {
	first := make([]byte, maxPage+pageHead+64)
	n, err := file.ReadAt(first, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	first = first[:n]
	if magicAt(first, 0) {
		return true, nil
	}
	for size := minPage; size <= maxPage; size *= 2 {
		if magicAt(first, size) {
			return true, nil
		}
	}
	return false, nil
}
