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
func InUse(file os.FileInfo) bool {
	found := false
	inUse.Range(func(_, open any) bool {
		found = os.SameFile(open.(os.FileInfo), file)
		return !found
	})
	return found
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
