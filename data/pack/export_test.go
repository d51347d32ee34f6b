package pack

import "io"

// Write makes a package in memory, where tests need no file of it.
func Write(dst io.Writer, d Draft) (Receipt, error) { return write(dst, d, func(int64) {}) }
