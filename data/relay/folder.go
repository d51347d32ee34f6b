package relay

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"kaohe/app/words"
	"kaohe/data/durable"
)

// partial begins the names of files that are being written; every laptop passes them over.
const partial = ".part-"

type folder struct{ dir string }

// Folder is a folder that is shared, synchronised by another program, or carried about. It has to be there: one that is made by writing to it
// would be the empty place where a share is not mounted. Fault: relay.gone.
func Folder(dir string) (Room, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, words.Refuse("relay.gone", dir).Because(err)
	}
	f := folder{abs}
	root, err := f.open()
	if err != nil {
		return nil, err
	}
	return f, root.Close()
}

func (f folder) String() string { return f.dir }

// open gives the folder as a root that no name and no link leads out of.
func (f folder) open() (*os.Root, error) {
	info, err := os.Stat(f.dir)
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR // which opening a pipe would wait to find out
	}
	if err != nil {
		return nil, f.fault(err)
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return nil, f.fault(err)
	}
	return root, nil
}

func (f folder) fault(err error) error {
	var known *words.Fault
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case durable.Full(err):
		return words.Refuse("relay.full", f.dir).Because(err)
	case durable.Denied(err):
		return words.Refuse("relay.denied", f.dir).Because(err)
	case durable.NoFolder(err), errors.Is(err, syscall.ENODEV), errors.Is(err, syscall.ESTALE):
		return words.Refuse("relay.gone", f.dir).Because(err)
	}
	return words.Refuse("relay.failed", f.dir).Because(err)
}

func (f folder) List(ctx context.Context) ([]File, error) {
	root, err := f.open()
	if err != nil {
		return nil, err
	}
	defer root.Close() // only read
	var l listing
	devices, err := names(root, top)
	for _, d := range devices {
		if err == nil && d.IsDir() && isDevice(d.Name()) {
			err = errors.Join(ctx.Err(), l.device(root, top+"/"+d.Name()))
		}
	}
	return l.sorted(), f.fault(err)
}

// device takes in what lies below one device's name. A file that goes meanwhile is passed over.
func (l *listing) device(root *os.Root, dir string) error {
	files, err := names(root, dir)
	for _, e := range files {
		if err != nil {
			return err
		}
		if !e.Type().IsRegular() {
			continue
		}
		if info, gone := e.Info(); gone == nil {
			err = l.add(dir+"/"+e.Name(), info.Size())
		}
	}
	return err
}

// names reads a folder, which may be missing, no further than a room may hold.
func names(root *os.Root, dir string) ([]fs.DirEntry, error) {
	d, err := root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer d.Close() // only read
	entries, err := d.ReadDir(2 * MaxFiles)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return entries, err
}

func (f folder) Get(ctx context.Context, name string, dst io.Writer, max int64) error {
	root, err := f.open()
	if err != nil {
		return err
	}
	defer root.Close() // only read
	src, err := root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.Join(ErrMissing, err)
	}
	if err != nil {
		return f.fault(err)
	}
	defer src.Close() // only read
	_, err = io.Copy(&limited{dst, max}, reader{ctx, src})
	return f.fault(err)
}

func (f folder) Put(ctx context.Context, file File, src io.ReadSeeker) error {
	root, err := f.open()
	if err != nil {
		return err
	}
	defer root.Close() // what was written is synced
	there, err := root.Stat(file.Name)
	switch {
	case err == nil && there.Size() == file.Size:
		return nil
	case err == nil:
		return words.Refuse("relay.taken", file.Name)
	case !errors.Is(err, fs.ErrNotExist):
		return f.fault(err)
	}
	return f.fault(put(ctx, root, file, src))
}

// put writes a file under a name that all pass over, and gives it its own when it is on the disk.
func put(ctx context.Context, root *os.Root, file File, src io.Reader) error {
	dir, base := path.Split(file.Name)
	if err := root.MkdirAll(path.Clean(dir), 0o777); err != nil {
		return err
	}
	sweep(root, path.Clean(dir))
	part := dir + partial + base
	out, err := root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return err
	}
	n, err := io.Copy(out, reader{ctx, src})
	if err == nil && n != file.Size {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = durable.Patiently(func() error { return root.Rename(part, file.Name) })
	}
	if err != nil {
		_ = root.Remove(part) // the error that stopped us is the one to tell
		return err
	}
	return syncDir(root, path.Clean(dir))
}

// sweep takes away what an end in the middle left below this laptop's own name.
func sweep(root *os.Root, dir string) {
	entries, err := names(root, dir)
	for _, e := range entries {
		if err == nil && strings.HasPrefix(e.Name(), partial) {
			_ = root.Remove(dir + "/" + e.Name()) // it does no harm where it is
		}
	}
}

func syncDir(root *os.Root, dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders can't be synced there; the rename is written through
	}
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some network shares know no such thing
	}
	return errors.Join(err, d.Close())
}

// reader ends when its context does.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
