package relay

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"kaohe/app/words"
)

// stall is how long a server may be silent in the middle of an answer, or take nothing of what is sent.
const stall = time.Minute

var errStalled = errors.New("nothing moved for a minute")

// connections are shared by all rooms of a process.
var connections = sync.OnceValue(func() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = stall
	t.MaxResponseHeaderBytes = 1 << 20
	return t
})

// patient sends requests, ends those in which nothing moves any more, and reads no more of an answer that lists files than a room may hold.
// ctx, if it is not nil, ends them too: for a library whose calls know none.
type patient struct{ ctx context.Context }

func (p patient) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(r.Context())
	if p.ctx != nil {
		context.AfterFunc(p.ctx, func() { cancel(p.ctx.Err()) })
	}
	idle := time.AfterFunc(stall, func() { cancel(errStalled) })
	r = r.Clone(ctx)
	if r.Body != nil {
		r.Body = &moving{ReadCloser: r.Body, idle: idle, left: -1}
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
	left := int64(-1)
	if r.Method != http.MethodGet || r.URL.RawQuery != "" {
		left = maxListing
	}
	answer.Body = &moving{answer.Body, idle, left, func() { idle.Stop(); cancel(nil) }}
	return answer, nil
}

// moving puts the end off whenever something is read.
type moving struct {
	io.ReadCloser
	idle *time.Timer
	left int64  // bytes that may still come; negative: any
	done func() // nil: nothing is to be let go
}

func (m *moving) Read(p []byte) (int, error) {
	if m.left == 0 {
		return 0, errLong
	}
	if m.left > 0 {
		p = p[:min(int64(len(p)), m.left)]
	}
	n, err := m.ReadCloser.Read(p)
	m.idle.Reset(stall)
	if m.left > 0 {
		m.left -= int64(n)
	}
	return n, err
}

func (m *moving) Close() error {
	if m.done != nil {
		m.done()
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
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return words.Refuse("relay.denied", room).Because(err)
	case status == http.StatusNotFound, status == 0 && errors.As(err, &network), errors.Is(err, errStalled):
		return words.Refuse("relay.gone", room).Because(err)
	}
	return words.Refuse("relay.failed", room).Because(err)
}
