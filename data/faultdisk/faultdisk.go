// Package faultdisk is a disk for tests: a folder behind FUSE that notes each write and each sync, and at one of them fails, fills up, dies, or
// kills who writes. Nothing but tests imports it.
//
//	func TestMain(m *testing.M) { faultdisk.Serve(); os.Exit(m.Run()) }
//
//	d := faultdisk.Start(t)
//	d.Arm(faultdisk.Fault{At: 3, How: faultdisk.NoSpaceOnce})
//	err := save(filepath.Join(d.Dir, "a.kaohe"))   // its third change of the disk finds no room
//	ops := d.Trace()                              // all that it tried
//
// A Tape plays such a trace, and tells what a loss of power may leave in the middle of it.
//
// The disk is a process of its own, the test's binary started anew: memory that is mapped from a file of one's own process would be read in the
// middle of a pause for the garbage collector, and both would wait for ever. What was written stays in the kernel's cache also where the disk
// refused it, as with a real one; look at a file through Behind to see what is on the disk. Each test run of a case should have a folder of its
// own: the kernel keeps what it knows of names for a second.
//
// Needs Linux with /dev/fuse, and root or fusermount3; without them Start fails the test.
package faultdisk

import (
	"fmt"
	"syscall"
)

// Kind is what an operation does to the disk.
type Kind uint8

// All of them change the disk or make a change durable, but Mark, which is a label that the test puts between them.
const (
	Create Kind = iota
	Write
	Truncate
	Sync
	SyncFolder
	Rename
	Link
	Remove
	Mkdir
	Mark
)

var kinds = [...]string{"create", "write", "truncate", "sync", "sync folder", "rename", "link", "remove", "mkdir", "mark"}

// Op is one operation, whether it was let through or not.
type Op struct {
	Kind   Kind
	File   uint64 // the same for all operations on a file, by whatever name
	Path   string // as it was then, below the disk's folder; of Mark the label
	To     string // of Rename and Link
	Offset int64  // of Write, and the size of Truncate
	Data   []byte // of Write
}

// String is for a test's messages.
func (o Op) String() string {
	switch o.Kind {
	case Write:
		return fmt.Sprintf("write %s %d+%d", o.Path, o.Offset, len(o.Data))
	case Rename, Link:
		return fmt.Sprintf("%s %s %s", kinds[o.Kind], o.Path, o.To)
	}
	return kinds[o.Kind] + " " + o.Path
}

// How an operation is hit.
type How uint8

// None lets all through.
const (
	None        How = iota
	NoSpaceOnce     // ENOSPC, this once
	NoSpace         // ENOSPC for it and all later ones that need room; what frees some works
	FaultOnce       // EIO, this once
	Dead            // EIO for it and all later ones: what is on the disk stays as it is, as after a kill
	Torn            // as Dead, but of a write the first half is done
	Kill            // the victim gets SIGKILL, and nothing more is done
)

// Hows are all of them by name, for a test's messages.
var Hows = map[How]string{None: "none", NoSpaceOnce: "ENOSPC once", NoSpace: "ENOSPC from then on", FaultOnce: "EIO once", Dead: "EIO from then on", Torn: "torn", Kill: "SIGKILL"}

// Fault says which operation since Arm is hit, the first being 1, and how.
type Fault struct {
	At     int
	How    How
	Victim int // process that Kill kills
}

// hit tells what becomes of the n-th operation: how many bytes of a write are done all the same, and the error.
func (f Fault) hit(n int, o Op) (done int, errno syscall.Errno) {
	switch {
	case f.How == None || n < f.At:
		return 0, 0
	case f.How == NoSpaceOnce && n == f.At:
		return 0, syscall.ENOSPC
	case f.How == FaultOnce && n == f.At:
		return 0, syscall.EIO
	case f.How == NoSpace && (o.Kind == Write || o.Kind == Create || o.Kind == Truncate || o.Kind == Mkdir || o.Kind == Link):
		return 0, syscall.ENOSPC
	case f.How == Torn && n == f.At && o.Kind == Write:
		return len(o.Data) / 2, syscall.EIO
	case f.How == Dead || f.How == Torn || f.How == Kill:
		return 0, syscall.EIO
	}
	return 0, 0
}
