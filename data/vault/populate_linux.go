package vault

import "syscall"

// populated has all pages of a file of so many bytes mapped at once: a fault for each, as we and bbolt touch them all, costs more than reading
// them. A larger file may be mostly nothing, which would fill the memory.
func populated(size int64) int {
	if size > 128<<20 {
		return 0
	}
	return syscall.MAP_POPULATE
}
