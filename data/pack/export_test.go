package pack

import "io"

// Write makes a package in memory, where tests need no file of it.
func Write(dst io.Writer, m Manifest, from Source, by Signer, lock Lock) (Receipt, error) {
	return write(dst, m, from, by, lock, func(int64) {})
}
