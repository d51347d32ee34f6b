package clipboardtest

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// xdnd is the version of the protocol by which files are dropped.
const xdnd = 5

// source is the program from whose window files are drawn onto another.
type source struct {
	x      *xgb.Conn
	atoms  map[string]xproto.Atom
	root   xproto.Window
	window xproto.Window // its own, which is never seen
	onto   xproto.Window
	list   []byte // the files, as text/uri-list
}

// Drop draws files onto the middle of the window whose title is as given, and lets them go there. It ends when that window has taken them.
func Drop(t testing.TB, display, title string, paths ...string) {
	t.Helper()
	x, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	s := &source{x: x, atoms: map[string]xproto.Atom{}, root: xproto.Setup(x).DefaultScreen(x).Root, list: uriList(paths)}
	if err := s.begin(title); err != nil {
		t.Fatal(err)
	}
	if err := s.drop(); err != nil {
		t.Fatal(err)
	}
}

// uriList names files as text/uri-list does.
func uriList(paths []string) []byte {
	var b strings.Builder
	for _, p := range paths {
		u := url.URL{Scheme: "file", Path: filepath.ToSlash(p)}
		b.WriteString(u.String() + "\r\n")
	}
	return []byte(b.String())
}

// begin has a window and the selection that is dropped, and finds the window onto which.
func (s *source) begin(title string) error {
	for _, name := range []string{"XdndAware", "XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished", "XdndSelection", "XdndActionCopy",
		"text/uri-list", "_NET_WM_NAME"} {
		r, err := xproto.InternAtom(s.x, false, uint16(len(name)), name).Reply()
		if err != nil {
			return err
		}
		s.atoms[name] = r.Atom
	}
	var err error
	if s.window, err = xproto.NewWindowId(s.x); err != nil {
		return err
	}
	if err := xproto.CreateWindowChecked(s.x, 0, s.window, s.root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil).Check(); err != nil {
		return err
	}
	if err := xproto.SetSelectionOwnerChecked(s.x, s.window, s.atoms["XdndSelection"], xproto.TimeCurrentTime).Check(); err != nil {
		return err
	}
	if s.onto = s.find(s.root, title); s.onto == 0 {
		return fmt.Errorf("no window %q takes files", title)
	}
	return nil
}

// find is the window below another that takes files and has a title; 0 where there is none. Windows that go meanwhile are none.
func (s *source) find(below xproto.Window, title string) xproto.Window {
	tree, err := xproto.QueryTree(s.x, below).Reply()
	if err != nil {
		return 0
	}
	for _, w := range tree.Children {
		if len(s.property(w, "XdndAware")) > 0 && strings.Contains(string(s.property(w, "_NET_WM_NAME")), title) {
			return w
		}
		if found := s.find(w, title); found != 0 {
			return found
		}
	}
	return 0
}

func (s *source) property(w xproto.Window, name string) []byte {
	r, err := xproto.GetProperty(s.x, false, w, s.atoms[name], xproto.GetPropertyTypeAny, 0, 1<<10).Reply()
	if err != nil {
		return nil
	}
	return r.Value
}

// drop goes through the protocol: in, over the middle, and, where the window says that it takes files, let go.
func (s *source) drop() error {
	size, err := xproto.GetGeometry(s.x, xproto.Drawable(s.onto)).Reply()
	if err != nil {
		return err
	}
	at, err := xproto.TranslateCoordinates(s.x, s.onto, s.root, int16(size.Width/2), int16(size.Height/2)).Reply()
	if err != nil {
		return err
	}
	if err := s.tell("XdndEnter", xdnd<<24, uint32(s.atoms["text/uri-list"]), 0, 0); err != nil {
		return err
	}
	if err := s.tell("XdndPosition", 0, uint32(at.DstX)<<16|uint32(at.DstY), xproto.TimeCurrentTime, uint32(s.atoms["XdndActionCopy"])); err != nil {
		return err
	}
	if says, err := s.answer("XdndStatus"); err != nil || says&1 == 0 {
		return fmt.Errorf("the window takes no files: %w", err)
	}
	if err := s.tell("XdndDrop", 0, xproto.TimeCurrentTime, 0, 0); err != nil {
		return err
	}
	if says, err := s.answer("XdndFinished"); err != nil || says == 0 { // GLFW says how many bytes it has, in the place of a bit
		return fmt.Errorf("the window has not taken the files: %w", err)
	}
	return nil
}

// tell sends the window a message of the protocol.
func (s *source) tell(message string, data ...uint32) error {
	e := xproto.ClientMessageEvent{Format: 32, Window: s.onto, Type: s.atoms[message],
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(s.window)}, data...))}
	return xproto.SendEventChecked(s.x, false, s.onto, 0, string(e.Bytes())).Check()
}

// answer waits for a message of the window, and gives what is asked for meanwhile: what the message says beside who sends it.
func (s *source) answer(message string) (uint32, error) {
	for {
		e, err := s.x.WaitForEvent()
		switch e := e.(type) {
		case nil:
			if err == nil {
				return 0, fmt.Errorf("the X server has gone before %s", message)
			}
			return 0, err
		case xproto.SelectionRequestEvent:
			if err := s.give(e); err != nil {
				return 0, err
			}
		case xproto.ClientMessageEvent:
			if e.Type == s.atoms[message] {
				return e.Data.Data32[1], nil
			}
		}
	}
}

// give puts the list of files where it is wanted, and says so; other formats there are none.
func (s *source) give(e xproto.SelectionRequestEvent) error {
	answer := xproto.SelectionNotifyEvent{Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property}
	if e.Target != s.atoms["text/uri-list"] {
		answer.Property = xproto.AtomNone
	} else if err := xproto.ChangePropertyChecked(s.x, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(s.list)), s.list).Check(); err != nil {
		return err
	}
	return xproto.SendEventChecked(s.x, false, e.Requestor, 0, string(answer.Bytes())).Check()
}
