//go:build linux

package faultdisk

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/hanwen/go-fuse/v2/fs"
	"github.com/hanwen/go-fuse/v2/fuse"
)

// Serve is the disk, and does not return, where Start began this process; else it does nothing. TestMain calls it first.
func Serve() {
	root := os.Getenv(serveEnv)
	if root == "" {
		return
	}
	if err := serve(root); err != nil {
		fmt.Fprintln(os.Stderr, "faultdisk:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func serve(root string) error {
	x := &server{}
	second := time.Second
	top := &node{LoopbackNode: fs.LoopbackNode{RootData: &fs.LoopbackRoot{Path: filepath.Join(root, "behind")}}, x: x}
	mounted, err := fs.Mount(filepath.Join(root, "disk"), top, &fs.Options{EntryTimeout: &second, AttrTimeout: &second,
		MountOptions: fuse.MountOptions{DirectMount: true, FsName: "faultdisk", DisableXAttrs: true}})
	in, out := gob.NewDecoder(os.Stdin), gob.NewEncoder(os.Stdout)
	for {
		var o order
		if e := in.Decode(&o); errors.Is(e, io.EOF) {
			break
		} else if e != nil {
			return e
		}
		r := x.obey(o)
		if err != nil {
			r.Fail = err.Error()
		}
		if e := out.Encode(r); e != nil {
			return e
		}
	}
	if err != nil {
		return nil // the test was told
	}
	if err := mounted.Unmount(); err == nil {
		return nil
	}
	return syscall.Unmount(filepath.Join(root, "disk"), syscall.MNT_DETACH) // somebody died with a file open
}

// server counts, notes and hits operations, one at a time.
type server struct {
	mu    sync.Mutex
	fault Fault
	n     int
	ops   []Op
	files atomic.Uint64
}

func (x *server) obey(o order) (r reply) {
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case o.Arm != nil:
		x.fault, x.n, x.ops = *o.Arm, 0, nil
	case o.Mark != "":
		x.ops = append(x.ops, Op{Kind: Mark, Path: o.Mark})
	case o.Trace:
		r.Ops = x.ops
	}
	return r
}

// step notes an operation and does it, unless it is hit; part does the first bytes of a write.
func (x *server) step(o Op, do func() syscall.Errno, part func(done int)) syscall.Errno {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.n++
	done, errno := x.fault.hit(x.n, o)
	if x.fault.How == Kill && x.n == x.fault.At {
		_ = syscall.Kill(x.fault.Victim, syscall.SIGKILL)
	}
	at := len(x.ops)
	x.ops = append(x.ops, o)
	if errno != 0 {
		if done > 0 {
			part(done)
		}
		return errno
	}
	errno = do()
	if errno != 0 { // nothing happened, and nothing is to be made of it
		x.ops = x.ops[:at]
	}
	return errno
}

// node is a file or folder of the disk.
type node struct {
	fs.LoopbackNode
	x  *server
	id uint64
}

// WrapChild makes the loopback's nodes ours.
func (n *node) WrapChild(_ context.Context, child fs.InodeEmbedder) fs.InodeEmbedder {
	return &node{LoopbackNode: fs.LoopbackNode{RootData: child.(*fs.LoopbackNode).RootData}, x: n.x, id: n.x.files.Add(1)}
}

func (n *node) at() string { return n.Path(n.Root()) }

func (n *node) child(name string) string { return filepath.Join(n.at(), name) }

// Create notes a new file, and makes its handle ours.
func (n *node) Create(ctx context.Context, name string, flags uint32, mode uint32, out *fuse.EntryOut) (made *fs.Inode, h fs.FileHandle, kept uint32, errno syscall.Errno) {
	errno = n.x.step(Op{Kind: Create, Path: n.child(name)}, func() (errno syscall.Errno) {
		made, h, _, errno = n.LoopbackNode.Create(ctx, name, flags, mode, out)
		if errno == 0 {
			of := made.Operations().(*node)
			n.x.ops[len(n.x.ops)-1].File = of.id
			h = &handle{of, h.(*fs.LoopbackFile)}
		}
		return errno
	}, nil)
	return made, h, fuse.FOPEN_KEEP_CACHE, errno
}

// Open makes the handle ours.
func (n *node) Open(ctx context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	open := func() (h fs.FileHandle, errno syscall.Errno) {
		if h, _, errno = n.LoopbackNode.Open(ctx, flags); errno == 0 {
			h = &handle{n, h.(*fs.LoopbackFile)}
		}
		return h, errno
	}
	if flags&syscall.O_TRUNC == 0 {
		h, errno := open()
		return h, fuse.FOPEN_KEEP_CACHE, errno
	}
	var h fs.FileHandle
	errno := n.x.step(Op{Kind: Truncate, File: n.id, Path: n.at()}, func() (errno syscall.Errno) { h, errno = open(); return errno }, nil)
	return h, 0, errno
}

// Setattr notes a new size.
func (n *node) Setattr(ctx context.Context, h fs.FileHandle, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	set := func() syscall.Errno { return n.LoopbackNode.Setattr(ctx, h, in, out) }
	size, ok := in.GetSize()
	if !ok {
		return set()
	}
	return n.x.step(Op{Kind: Truncate, File: n.id, Path: n.at(), Offset: int64(size)}, set, nil)
}

// Rename notes it.
func (n *node) Rename(ctx context.Context, name string, to fs.InodeEmbedder, newName string, flags uint32) syscall.Errno {
	return n.x.step(Op{Kind: Rename, Path: n.child(name), To: to.(*node).child(newName)}, func() syscall.Errno {
		return n.LoopbackNode.Rename(ctx, name, to, newName, flags)
	}, nil)
}

// Link notes it.
func (n *node) Link(ctx context.Context, target fs.InodeEmbedder, name string, out *fuse.EntryOut) (made *fs.Inode, errno syscall.Errno) {
	errno = n.x.step(Op{Kind: Link, Path: target.(*node).at(), To: n.child(name)}, func() (errno syscall.Errno) {
		made, errno = n.LoopbackNode.Link(ctx, target, name, out)
		return errno
	}, nil)
	return made, errno
}

// Unlink notes it.
func (n *node) Unlink(ctx context.Context, name string) syscall.Errno {
	return n.x.step(Op{Kind: Remove, Path: n.child(name)}, func() syscall.Errno { return n.LoopbackNode.Unlink(ctx, name) }, nil)
}

// Mkdir notes it.
func (n *node) Mkdir(ctx context.Context, name string, mode uint32, out *fuse.EntryOut) (made *fs.Inode, errno syscall.Errno) {
	errno = n.x.step(Op{Kind: Mkdir, Path: n.child(name)}, func() (errno syscall.Errno) {
		made, errno = n.LoopbackNode.Mkdir(ctx, name, mode, out)
		return errno
	}, nil)
	return made, errno
}

// OpendirHandle makes the handle ours.
func (n *node) OpendirHandle(ctx context.Context, flags uint32) (fs.FileHandle, uint32, syscall.Errno) {
	h, kept, errno := n.LoopbackNode.OpendirHandle(ctx, flags)
	if errno != 0 {
		return nil, 0, errno
	}
	return &folder{n, h.(stream)}, kept, 0
}

// stream is what the loopback's handle of a folder can do.
type stream interface {
	fs.FileReaddirenter
	fs.FileReleasedirer
	fs.FileSeekdirer
}

// folder is an open folder.
type folder struct {
	n *node
	stream
}

// Fsyncdir notes it; the folder behind need not be synced.
func (f *folder) Fsyncdir(context.Context, uint32) syscall.Errno {
	return f.n.x.step(Op{Kind: SyncFolder, Path: f.n.at()}, func() syscall.Errno { return 0 }, nil)
}

// handle is an open file. It does not embed the loopback's, which the kernel would be let write to past us.
type handle struct {
	n *node
	f *fs.LoopbackFile
}

// Read reads.
func (h *handle) Read(ctx context.Context, b []byte, off int64) (fuse.ReadResult, syscall.Errno) {
	return h.f.Read(ctx, b, off)
}

// Write notes it.
func (h *handle) Write(ctx context.Context, b []byte, off int64) (n uint32, errno syscall.Errno) {
	errno = h.n.x.step(Op{Kind: Write, File: h.n.id, Path: h.n.at(), Offset: off, Data: bytes.Clone(b)}, func() (errno syscall.Errno) {
		n, errno = h.f.Write(ctx, b, off)
		return errno
	}, func(part int) { _, _ = h.f.Write(ctx, b[:part], off) })
	return n, errno
}

// Fsync notes it; the file behind need not be synced.
func (h *handle) Fsync(context.Context, uint32) syscall.Errno {
	return h.n.x.step(Op{Kind: Sync, File: h.n.id, Path: h.n.at()}, func() syscall.Errno { return 0 }, nil)
}

// Allocate notes a new size.
func (h *handle) Allocate(ctx context.Context, off, size uint64, mode uint32) syscall.Errno {
	var now fuse.AttrOut
	if errno := h.f.Getattr(ctx, &now); errno != 0 {
		return errno
	}
	return h.n.x.step(Op{Kind: Truncate, File: h.n.id, Path: h.n.at(), Offset: int64(max(off+size, now.Size))}, func() syscall.Errno { return h.f.Allocate(ctx, off, size, mode) }, nil)
}

// Setattr sets attributes.
func (h *handle) Setattr(ctx context.Context, in *fuse.SetAttrIn, out *fuse.AttrOut) syscall.Errno {
	return h.f.Setattr(ctx, in, out)
}

// Getattr gets attributes.
func (h *handle) Getattr(ctx context.Context, out *fuse.AttrOut) syscall.Errno {
	return h.f.Getattr(ctx, out)
}

// Flush is asked for when a descriptor is closed.
func (h *handle) Flush(ctx context.Context) syscall.Errno { return h.f.Flush(ctx) }

// Release closes.
func (h *handle) Release(ctx context.Context) syscall.Errno { return h.f.Release(ctx) }
