//go:build !windows

package clipboard

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"kaohe/app/words"
)

// patience is how long the program that has the clipboard is waited for, each time.
const patience = 5 * time.Second

// formats are what is asked for, in this order.
var formats = []string{"text/uri-list", "image/png"}

// Read gives what was copied. Faults: clipboard.empty, clipboard.none (there is no X server), clipboard.failed, ctx's error.
func Read(ctx context.Context) (Content, error) {
	xgb.Logger.SetOutput(io.Discard) // what it logs, it returns as well
	x, err := xgb.NewConn()
	if err != nil {
		return Content{}, words.Refuse("clipboard.none").Because(err)
	}
	defer x.Close()
	c, err := newReader(ctx, x)
	if err != nil {
		return Content{}, words.Refuse("clipboard.failed").Because(err)
	}
	content, err := c.read()
	var known *words.Fault
	if err != nil && !errors.As(err, &known) && ctx.Err() == nil {
		err = words.Refuse("clipboard.failed").Because(err)
	}
	return content, err
}

// reader asks for the selection CLIPBOARD through a window of its own.
type reader struct {
	ctx       context.Context
	x         *xgb.Conn
	window    xproto.Window
	atoms     map[string]xproto.Atom
	events    chan xgb.Event // closed at the end of the connection
	clipboard xproto.Atom
	property  xproto.Atom
}

func newReader(ctx context.Context, x *xgb.Conn) (*reader, error) {
	setup := xproto.Setup(x)
	window, err := xproto.NewWindowId(x)
	if err != nil {
		return nil, err
	}
	screen := setup.DefaultScreen(x)
	err = xproto.CreateWindowChecked(x, 0, window, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, xproto.CwEventMask,
		[]uint32{xproto.EventMaskPropertyChange}).Check()
	if err != nil {
		return nil, err
	}
	c := &reader{ctx: ctx, x: x, window: window, atoms: map[string]xproto.Atom{}, events: make(chan xgb.Event, 64)}
	for _, name := range append([]string{"CLIPBOARD", "KAOHE_CLIPBOARD", "TARGETS", "INCR"}, formats...) {
		r, err := xproto.InternAtom(x, false, uint16(len(name)), name).Reply()
		if err != nil {
			return nil, err
		}
		c.atoms[name] = r.Atom
	}
	c.clipboard, c.property = c.atoms["CLIPBOARD"], c.atoms["KAOHE_CLIPBOARD"]
	go func() {
		defer close(c.events)
		for {
			e, err := x.WaitForEvent()
			if e == nil && err == nil {
				return // closed
			}
			select {
			case c.events <- e:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c, nil
}

func (c *reader) read() (Content, error) {
	owner, err := xproto.GetSelectionOwner(c.x, c.clipboard).Reply()
	if err != nil {
		return Content{}, err
	}
	if owner.Owner == xproto.WindowNone {
		return Content{}, errEmpty
	}
	offered, err := c.offered()
	if err != nil {
		return Content{}, err
	}
	for _, format := range formats {
		if !offered[c.atoms[format]] {
			continue
		}
		b, err := c.convert(format)
		if err != nil {
			return Content{}, err
		}
		if format != formats[0] {
			return Content{Picture: b}, nil
		}
		if list := paths(string(b)); len(list) > 0 {
			return Content{Files: list}, nil
		}
	}
	return Content{}, errEmpty
}

// offered are the formats that the owner has.
func (c *reader) offered() (map[xproto.Atom]bool, error) {
	b, err := c.convert("TARGETS")
	if err != nil {
		return nil, err
	}
	out := map[xproto.Atom]bool{}
	for ; len(b) >= 4; b = b[4:] {
		out[xproto.Atom(xgb.Get32(b))] = true
	}
	return out, nil
}

// convert has the owner put a format into our property, and reads it, in pieces where it comes so.
func (c *reader) convert(format string) ([]byte, error) {
	err := xproto.ConvertSelectionChecked(c.x, c.window, c.clipboard, c.atoms[format], c.property, xproto.TimeCurrentTime).Check()
	if err != nil {
		return nil, err
	}
	for {
		e, err := c.event()
		if err != nil {
			return nil, err
		}
		n, ok := e.(xproto.SelectionNotifyEvent)
		switch {
		case !ok || n.Target != c.atoms[format]:
			continue
		case n.Property == xproto.AtomNone:
			return nil, errEmpty
		}
		b, kind, err := c.take()
		if err != nil || kind != c.atoms["INCR"] {
			return b, err
		}
		return c.pieces()
	}
}

// pieces reads a value that comes in pieces, each put where the one before was removed; an empty one is the end.
func (c *reader) pieces() (all []byte, err error) {
	for {
		e, err := c.event()
		if err != nil {
			return nil, err
		}
		p, ok := e.(xproto.PropertyNotifyEvent)
		if !ok || p.Atom != c.property || p.State != xproto.PropertyNewValue {
			continue
		}
		b, _, err := c.take()
		if err != nil || len(b) == 0 {
			return all, err
		}
		if all = append(all, b...); len(all) > most {
			return nil, words.Refuse("evidence.toobig", words.Size(int64(len(all))), words.Size(most))
		}
	}
}

// take reads our property and removes it.
func (c *reader) take() (b []byte, kind xproto.Atom, err error) {
	r, err := xproto.GetProperty(c.x, true, c.window, c.property, xproto.GetPropertyTypeAny, 0, most/4).Reply()
	if err != nil {
		return nil, 0, err
	}
	if r.BytesAfter > 0 {
		return nil, 0, words.Refuse("evidence.toobig", words.Size(int64(r.BytesAfter)+most), words.Size(most))
	}
	return r.Value, r.Type, nil
}

var (
	errSlow = errors.New("the program that has the clipboard does not answer")
	errGone = errors.New("the X server is gone")
)

// event is the next one.
func (c *reader) event() (xgb.Event, error) {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case e, ok := <-c.events:
		if !ok {
			return nil, errGone
		}
		return e, nil
	case <-timer.C:
		return nil, errSlow
	case <-c.ctx.Done():
		return nil, c.ctx.Err()
	}
}
