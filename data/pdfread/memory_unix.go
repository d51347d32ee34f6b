//go:build unix

package pdfread

import (
	"sync"
	"syscall"

	"github.com/tetratelabs/wazero/experimental"
)

// memory gives each engine the addresses for all that it may ever use, of which it takes what it touches. In Go's own memory it would be copied
// each time it grows, and what it was before would be there until the next collection: two or three times as much.
var memory experimental.MemoryAllocator = experimental.MemoryAllocatorFunc(func(_, most uint64) experimental.LinearMemory {
	b, err := syscall.Mmap(-1, 0, int(most), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		return &mapped{} // the engine says that it has no memory
	}
	return &mapped{b}
})

type mapped struct{ b []byte }

// Reallocate gives the first bytes; none where there are no more.
func (m *mapped) Reallocate(size uint64) []byte {
	if size > uint64(len(m.b)) {
		return nil
	}
	return m.b[:size]
}

// Free gives all back, once nobody runs who could still touch it.
func (m *mapped) Free() {
	running.Lock()
	defer running.Unlock()
	if m.b != nil {
		running.freed = append(running.freed, m.b)
		m.b = nil
	}
	running.clear()
}

// calls counts calls into engines. One that is killed is told so and closed at once, and goes on for a moment.
type calls struct {
	sync.Mutex
	n     int
	freed [][]byte // memory of engines that are closed
}

var running calls

func (c *calls) begin() {
	c.Lock()
	defer c.Unlock()
	c.n++
}

func (c *calls) end() {
	c.Lock()
	defer c.Unlock()
	c.n--
	c.clear()
}

func (c *calls) clear() {
	if c.n > 0 {
		return
	}
	for _, b := range c.freed {
		_ = syscall.Munmap(b) // it was mapped by us
	}
	c.freed = nil
}
