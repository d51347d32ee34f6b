//go:build !unix

package pdfread

import "github.com/tetratelabs/wazero/experimental"

// memory is the engine's usual one, which the garbage collector takes back.
var memory experimental.MemoryAllocator

type calls struct{}

var running calls

func (calls) begin() {}
func (calls) end()   {}
