package handover

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// locked says that somebody else has a lock.
const locked = windows.ERROR_LOCK_VIOLATION

// tryLock takes a lock that nobody else has until the file is closed, or the program ends.
func tryLock(f *os.File) error {
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &windows.Overlapped{})
}

// refused says that nobody listens on a pipe.
const refused = windows.ERROR_FILE_NOT_FOUND

// name is what the system calls the pipe of a file.
func name(path string) (*uint16, error) {
	return windows.UTF16PtrFromString(`\\.\pipe\kaohe-` + filepath.Base(path))
}

// listen makes a pipe that only this user may open, on this computer, and then the file that has its name.
func listen(path string) (*Socket, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	only, err := windows.SecurityDescriptorFromString("D:P(A;;GA;;;" + user.User.Sid.String() + ")")
	if err != nil {
		return nil, err
	}
	closed, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return nil, err
	}
	p := &pipe{path: path, closed: closed, only: &windows.SecurityAttributes{Length: uint32(unsafe.Sizeof(windows.SecurityAttributes{})), SecurityDescriptor: only}}
	if p.next, err = p.instance(windows.FILE_FLAG_FIRST_PIPE_INSTANCE); err != nil {
		return nil, errors.Join(err, windows.CloseHandle(closed))
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return nil, errors.Join(err, windows.CloseHandle(p.next), windows.CloseHandle(closed))
	}
	return &Socket{accept: p.accept, close: p.close}, nil
}

// pipe is what one window listens on. Each that asks has an instance of its own; the next one is there before, so that it waits and is not refused.
type pipe struct {
	path   string
	only   *windows.SecurityAttributes
	closed windows.Handle // an event; it stays, because who waits for it may still do so

	asked windows.Overlapped // of the next one; the system writes into it while that is waited for
	turn  sync.Mutex         // held while somebody is waited for
	next  windows.Handle     // windows.InvalidHandle: none is waited for any more
}

func (p *pipe) instance(flags uint32) (windows.Handle, error) {
	n, err := name(p.path)
	if err != nil {
		return 0, err
	}
	return windows.CreateNamedPipe(n, windows.PIPE_ACCESS_DUPLEX|windows.FILE_FLAG_OVERLAPPED|flags, windows.PIPE_REJECT_REMOTE_CLIENTS,
		windows.PIPE_UNLIMITED_INSTANCES, longest, longest, 0, p.only)
}

// accept waits until somebody asks, or the pipe is closed.
func (p *pipe) accept() (conn, error) {
	p.turn.Lock()
	defer p.turn.Unlock()
	if p.next == windows.InvalidHandle {
		return nil, net.ErrClosed
	}
	if err := p.connected(); err != nil {
		return nil, err
	}
	this := p.next
	var err error
	if p.next, err = p.instance(0); err != nil {
		return nil, errors.Join(err, windows.CloseHandle(this))
	}
	return os.NewFile(uintptr(this), p.path), nil
}

// connected waits until somebody has opened the next instance.
func (p *pipe) connected() (err error) {
	event, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, windows.CloseHandle(event)) }()
	p.asked = windows.Overlapped{HEvent: event}
	o := &p.asked
	switch err := windows.ConnectNamedPipe(p.next, o); {
	case err == nil, errors.Is(err, windows.ERROR_PIPE_CONNECTED), errors.Is(err, windows.ERROR_NO_DATA): // who came is here, or gone again
		return nil
	case !errors.Is(err, windows.ERROR_IO_PENDING):
		return err
	}
	which, err := windows.WaitForMultipleObjects([]windows.Handle{p.closed, event}, false, windows.INFINITE)
	if err != nil {
		return err
	}
	var n uint32
	if which == windows.WAIT_OBJECT_0 {
		if err := windows.CancelIoEx(p.next, o); err != nil && !errors.Is(err, windows.ERROR_NOT_FOUND) {
			return err
		}
		// The system may write into o until this is over, and it is of no concern how.
		_ = windows.GetOverlappedResult(p.next, o, &n, true)
		return net.ErrClosed
	}
	return windows.GetOverlappedResult(p.next, o, &n, false)
}

// close removes the file first: who asks in between finds no pipe.
func (p *pipe) close() error {
	err := errors.Join(os.Remove(p.path), windows.SetEvent(p.closed))
	p.turn.Lock()
	defer p.turn.Unlock()
	if p.next != windows.InvalidHandle {
		err = errors.Join(err, windows.CloseHandle(p.next))
		p.next = windows.InvalidHandle
	}
	return err
}

// dial opens the pipe of a file, and waits while the one before is being served.
func dial(path string) (conn, error) {
	n, err := name(path)
	if err != nil {
		return nil, err
	}
	for start := time.Now(); ; time.Sleep(patience / 500) {
		// Who listens can't act as this user: that is what the flag says, the level being none.
		h, err := windows.CreateFile(n, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING,
			windows.FILE_FLAG_OVERLAPPED|windows.SECURITY_SQOS_PRESENT, 0)
		if err == nil {
			return os.NewFile(uintptr(h), path), nil
		}
		if !errors.Is(err, windows.ERROR_PIPE_BUSY) || time.Since(start) > patience {
			return nil, &os.PathError{Op: "open", Path: path, Err: err}
		}
	}
}

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// allowFront lets any program of this user bring its window to the front once. Only this one, which was just started by a person, may do so; where
// the system refuses, the other's icon blinks in the taskbar.
func allowFront() {
	const any = 0xFFFFFFFF // ASFW_ANY
	if allowSetForegroundWindow.Find() == nil {
		allowSetForegroundWindow.Call(any)
	}
}
