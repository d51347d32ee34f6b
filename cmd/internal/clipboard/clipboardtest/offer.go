// Package clipboardtest has the clipboard of an X server, in the place of a program in which somebody copied something. It is for tests only.
package clipboardtest

import (
	"slices"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// piece is how many bytes are given at once; what has more goes in pieces (INCR), as programs do with pictures.
const piece = 64 << 10

// owner is the client that has the selection.
type owner struct {
	x      *xgb.Conn
	atoms  map[string]xproto.Atom
	offers map[xproto.Atom][]byte
	rest   []byte // of what goes out in pieces
	to     xproto.SelectionRequestEvent
}

// Offer has the clipboard of a display until the test ends, and gives what is asked for by its format.
func Offer(t testing.TB, display string, formats map[string][]byte) {
	t.Helper()
	x, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	o := &owner{x: x, atoms: map[string]xproto.Atom{}, offers: map[xproto.Atom][]byte{}}
	atom := func(name string) xproto.Atom {
		r, err := xproto.InternAtom(x, false, uint16(len(name)), name).Reply()
		if err != nil {
			t.Fatal(err)
		}
		o.atoms[name] = r.Atom
		return r.Atom
	}
	for _, name := range []string{"CLIPBOARD", "TARGETS", "INCR"} {
		atom(name)
	}
	for name, b := range formats {
		o.offers[atom(name)] = b
	}
	window, err := xproto.NewWindowId(x)
	if err != nil {
		t.Fatal(err)
	}
	root := xproto.Setup(x).DefaultScreen(x).Root
	if err := xproto.CreateWindowChecked(x, 0, window, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(); err != nil {
		t.Fatal(err)
	}
	if err := xproto.SetSelectionOwnerChecked(x, window, o.atoms["CLIPBOARD"], xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatal(err)
	}
	go o.serve()
}

// serve answers until the connection ends.
func (o *owner) serve() {
	for {
		e, err := o.x.WaitForEvent()
		switch e := e.(type) {
		case nil:
			if err == nil {
				return
			}
		case xproto.SelectionRequestEvent:
			o.give(e)
		case xproto.PropertyNotifyEvent:
			if e.State == xproto.PropertyDelete && e.Window == o.to.Requestor && e.Atom == o.to.Property {
				o.next()
			}
		}
	}
}

// give puts what is asked for where it is wanted, and says so.
func (o *owner) give(e xproto.SelectionRequestEvent) {
	answer := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property}
	b, known := o.offers[e.Target]
	switch {
	case e.Target == o.atoms["TARGETS"]:
		var list []byte
		for a := range o.offers {
			list = append(list, make([]byte, 4)...)
			xgb.Put32(list[len(list)-4:], uint32(a))
		}
		xproto.ChangeProperty(o.x, xproto.PropModeReplace, e.Requestor, e.Property, xproto.AtomAtom, 32, uint32(len(list)/4), list)
	case !known:
		answer.Property = xproto.AtomNone
	case len(b) > piece:
		o.to, o.rest = e, slices.Clone(b)
		xproto.ChangeWindowAttributes(o.x, e.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
		size := make([]byte, 4)
		xgb.Put32(size, uint32(len(b)))
		xproto.ChangeProperty(o.x, xproto.PropModeReplace, e.Requestor, e.Property, o.atoms["INCR"], 32, 1, size)
	default:
		xproto.ChangeProperty(o.x, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(b)), b)
	}
	xproto.SendEvent(o.x, false, e.Requestor, 0, string(answer.Bytes()))
}

// next gives the next piece, and after the last an empty one.
func (o *owner) next() {
	n := min(len(o.rest), piece)
	xproto.ChangeProperty(o.x, xproto.PropModeReplace, o.to.Requestor, o.to.Property, o.to.Target, 8, uint32(n), o.rest[:n])
	if o.rest = o.rest[n:]; n == 0 {
		o.to = xproto.SelectionRequestEvent{}
	}
}
