// Package handover lets a second start of the program hand what it was to open to the window that has it already.
//
// Each window listens on a Unix socket of its own, in a folder that only its user may enter; a second start asks one after the other, by one line
// of JSON each way. On Windows, which has such sockets only since version 1803 of Windows 10, it is a pipe that only its user may open, and an empty
// file in the folder has its name.
//
// Starts enter one after the other, by a lock on a file beside the folder: of two in the same moment the second finds the first one's socket, and
// waits for its window.
//
// Caveats: a path that is too long for a socket (some 100 bytes; on Windows none is) leaves the second start to itself: the vault's lock then refuses it. A
// window that stands still costs the second start the patience for it.
package handover

import (
	"bufio"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Request is what was to be opened.
type Request struct {
	File  string `json:"file"`            // absolute
	Round string `json:"round,omitempty"` // the id of the round that the file is a package of; empty: it is a vault
}

type answer struct {
	Taken bool `json:"taken"`
}

const (
	patience = 5 * time.Second // for a window to answer: one that starts does so once it is drawn
	longest  = 64 << 10        // bytes of a line; paths have at most 32,767 characters
	ending   = ".sock"
)

// Enter asks the windows that listen in a folder to show something, and where none takes it, makes the socket of the one that this start opens; with no
// file it asks none. The error says what could not be asked, or why there is no socket, which is then nil.
func Enter(folder string, r Request) (s *Socket, taken bool, err error) {
	leave, err := alone(folder + ".lock")
	if r.File != "" {
		var e error
		taken, e = Ask(folder, r)
		err = errors.Join(err, e)
	}
	if !taken {
		var e error
		s, e = Listen(folder)
		err = errors.Join(err, e)
	}
	return s, taken, errors.Join(err, leave())
}

// alone waits until no other start is entering, for some time: one that stands still keeps nobody out.
func alone(path string) (leave func() error, err error) {
	none := func() error { return nil }
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return none, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return none, err
	}
	for start := time.Now(); ; time.Sleep(patience / 100) {
		if err := tryLock(f); err == nil || time.Since(start) > 2*patience {
			return f.Close, err // closing it lets the lock go
		} else if !errors.Is(err, locked) {
			return none, errors.Join(err, f.Close())
		}
	}
}

// Ask asks the windows that listen in a folder to show something, until one takes it. Sockets that nobody listens on any more are removed. The error
// says which windows could not be asked; where none listens there is none.
func Ask(folder string, r Request) (taken bool, err error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ending) {
			continue
		}
		path := filepath.Join(folder, e.Name())
		taken, e := ask(path, r)
		switch {
		case errors.Is(e, refused):
			if e := os.Remove(path); e != nil && !errors.Is(e, os.ErrNotExist) { // a killed program left it
				err = errors.Join(err, e)
			}
		case e != nil && !errors.Is(e, os.ErrNotExist) && !errors.Is(e, io.EOF): // those are windows that were closed just now
			err = errors.Join(err, e)
		case taken:
			return true, nil
		}
	}
	return false, err
}

func ask(path string, r Request) (taken bool, err error) {
	c, err := dial(path)
	if err != nil {
		return false, err
	}
	defer c.Close() // all that counts was read
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return false, err
	}
	allowFront()
	if err := json.NewEncoder(c).Encode(r); err != nil {
		return false, err
	}
	var a answer
	err = line(c, &a)
	return a.Taken, err
}

// line reads one line of JSON.
func line(c conn, into any) error {
	b, err := bufio.NewReader(io.LimitReader(c, longest)).ReadBytes('\n')
	if err != nil {
		return err
	}
	return json.Unmarshal(b, into)
}

// conn is a connection between a window and who asks it.
type conn interface {
	io.ReadWriteCloser
	SetDeadline(time.Time) error
}

// Socket is where a window is asked.
type Socket struct {
	accept func() (conn, error) // net.ErrClosed from close on
	close  func() error
}

// Listen makes a window's socket. Who asks from then on waits until it is served.
func Listen(folder string) (*Socket, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := os.Chmod(folder, 0o700); err != nil { // also where somebody else made it, whose it would stay
		return nil, err
	}
	return listen(filepath.Join(folder, rand.Text()[:12]+ending))
}

// Serve asks take about what second starts were to open, one at a time, until the socket is closed. What is no request of ours gets no answer.
func (s *Socket) Serve(take func(Request) bool) error {
	for {
		c, err := s.accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		} else if err != nil {
			return err
		}
		answerOne(c, take)
	}
}

func answerOne(c conn, take func(Request) bool) {
	defer c.Close() // who asked has the answer, or is gone
	var r Request
	if c.SetDeadline(time.Now().Add(patience)) != nil || line(c, &r) != nil || !filepath.IsAbs(r.File) {
		return
	}
	// Where it can't be told, who asked is gone, and nobody waits for it.
	_ = json.NewEncoder(c).Encode(answer{Taken: take(r)})
}

// Close ends Serve and removes the socket.
func (s *Socket) Close() error { return s.close() }
