package relay

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"kaohe/app/words"
)

// stall is how long a server may be silent in the middle of an answer, or take nothing of what is sent.
const stall = time.Minute

var (
	errStalled = errors.New("nothing moved for a minute")
	errUnread  = errors.New("a listing could not be read to its end")
)

// connections are shared by all rooms of a process.
var connections = sync.OnceValue(func() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = stall
	t.MaxResponseHeaderBytes = 1 << 20
	return t
})

// patient sends requests, ends those in which nothing moves any more, and reads of all answers of one listing no more than a room may hold.
// ctx, if it is not nil, is the requests' own: for a library whose calls know none.
type patient struct{ ctx context.Context }

// allowance is what may still be read of the answers to one listing, and what went wrong in reading them: a listing that was cut would look like
// a room that lost files, and gowebdav tells nobody.
type allowance struct {
	left   atomic.Int64
	failed atomic.Pointer[error]
}

type allowanceKey struct{}

const leastAnswer = 16 << 10 // bytes that an answer counts for at least, so that empty ones without end have one

// sparing is a context for one listing, and what became of it.
func sparing(ctx context.Context) (context.Context, *allowance) {
	a := new(allowance)
	a.left.Store(maxListing)
	return context.WithValue(ctx, allowanceKey{}, a), a
}

func (a *allowance) err() error {
	if e := a.failed.Load(); e != nil {
		return *e
	}
	return nil
}

// spend takes n bytes off; false: there are none left.
func (a *allowance) spend(n int) bool { return a == nil || a.left.Add(-int64(n)) >= 0 }

func (p patient) RoundTrip(r *http.Request) (*http.Response, error) {
	parent := r.Context()
	if p.ctx != nil {
		parent = p.ctx
	}
	ctx, cancel := context.WithCancelCause(parent)
	idle := time.AfterFunc(stall, func() { cancel(errStalled) })
	r = r.Clone(ctx)
	if r.Body != nil {
		r.Body = &moving{ReadCloser: r.Body, idle: idle}
	}
	answer, err := connections().RoundTrip(r)
	if err != nil {
		idle.Stop()
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		cancel(nil)
		return nil, err
	}
	a, _ := ctx.Value(allowanceKey{}).(*allowance)
	if !a.spend(leastAnswer) {
		err = errors.Join(errLong, answer.Body.Close())
		idle.Stop()
		cancel(nil)
		return nil, err
	}
	if answer.StatusCode/100 != 2 {
		a = nil // this is no listing
	}
	answer.Body = &moving{ReadCloser: answer.Body, idle: idle, spare: a, whole: r.Method == "PROPFIND", done: func() { idle.Stop(); cancel(nil) }}
	return answer, nil
}

// moving puts the end off whenever something is read.
type moving struct {
	io.ReadCloser
	idle  *time.Timer
	spare *allowance // nil: any length
	deep  depth
	whole bool // once begun, it has to be read to its end; gowebdav drops the first answer of a server that asks for no login, and asks again
	begun bool
	ended bool
	done  func() // nil: nothing is to be let go
}

func (m *moving) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	m.idle.Reset(stall)
	m.begun = true
	if m.spare == nil {
		return n, err
	}
	m.ended = m.ended || errors.Is(err, io.EOF)
	switch {
	case !m.spare.spend(n), !m.deep.take(p[:n]):
		n, err = 0, errLong
	case errors.Is(err, io.EOF) && m.deep.at != 0:
		err = io.ErrUnexpectedEOF
	}
	if err != nil && !errors.Is(err, io.EOF) {
		m.spare.failed.CompareAndSwap(nil, &err)
	}
	return n, err
}

// depth follows how deep the elements of an XML text lie in one another, which costs a reader of it some twenty times what it costs the sender.
type depth struct {
	at   int
	last byte
}

const deepest = 64

// take tells whether the text went no deeper than it may.
func (d *depth) take(text []byte) bool {
	for _, c := range text {
		switch {
		case d.last == '<' && c == '/', d.last == '/' && c == '>':
			d.at--
		case d.last == '<' && c != '?' && c != '!':
			d.at++
		}
		if d.at > deepest {
			return false
		}
		d.last = c
	}
	return true
}

func (m *moving) Close() error {
	if m.done != nil {
		m.done()
	}
	if m.spare != nil && m.whole && m.begun && !m.ended {
		m.spare.failed.CompareAndSwap(nil, &errUnread)
	}
	return m.ReadCloser.Close()
}

// address reads where a server is. Nothing but https is taken, except on this computer, since a password goes with each request; and no password
// in it, since an address is shown and remembered. Faults: relay.address, relay.insecure.
func address(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	switch {
	case err != nil:
		return nil, words.Refuse("relay.address", "…") // the text may hold a password
	case u.User != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return nil, words.Refuse("relay.address", u.Redacted())
	case u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname()):
		return u, nil
	}
	return nil, words.Refuse("relay.insecure", u.Redacted())
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// reply makes a fault of a server's status, or of what kept it from answering.
func reply(room string, status int, err error) error {
	var known *words.Fault
	var network net.Error
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errLong):
		return words.Refuse("relay.crowded", MaxFiles).Because(err)
	case status == http.StatusInsufficientStorage:
		return words.Refuse("relay.full", room).Because(err)
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return words.Refuse("relay.denied", room).Because(err)
	case status == http.StatusNotFound, status == 0 && errors.As(err, &network), errors.Is(err, errStalled):
		return words.Refuse("relay.gone", room).Because(err)
	}
	return words.Refuse("relay.failed", room).Because(err)
}
