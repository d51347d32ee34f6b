package alert

import (
	"errors"
	"image"
	"io"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Show shows a title, what happened, what to do and the button that ends it, and returns when it is closed: by the button, Enter, Esc, a
// blank or the window manager.
func Show(title, what, todo, button string) error {
	xgb.Logger.SetOutput(io.Discard) // what it logs, it returns as well
	x, err := xgb.NewConn()
	if err != nil {
		return errors.Join(ErrNowhere, err)
	}
	defer x.Close()
	screen := xproto.Setup(x).DefaultScreen(x)
	img, ends, err := picture(what, todo, button, scaleOf(screen))
	if err != nil {
		return err
	}
	w := &window{x: x, screen: screen, img: img, ends: ends}
	if err := w.open(title); err != nil {
		return err
	}
	return w.wait()
}

// scaleOf is what makes the message as large as at 96 dpi, between 1 and 3.
func scaleOf(s *xproto.ScreenInfo) float64 {
	if s.WidthInMillimeters == 0 {
		return 1
	}
	return min(max(float64(s.WidthInPixels)/float64(s.WidthInMillimeters)*25.4/96, 1), 3)
}

type window struct {
	x      *xgb.Conn
	screen *xproto.ScreenInfo
	img    *image.RGBA
	ends   image.Rectangle
	id     xproto.Window
	gc     xproto.Gcontext
	bye    xproto.Atom
}

func (w *window) open(title string) (err error) {
	if depth := w.screen.RootDepth; depth != 24 && depth != 32 {
		return ErrNowhere // of no display that people still have
	}
	if w.id, err = xproto.NewWindowId(w.x); err != nil {
		return err
	}
	if w.gc, err = xproto.NewGcontextId(w.x); err != nil {
		return err
	}
	size := w.img.Bounds().Size()
	left, top := (int(w.screen.WidthInPixels)-size.X)/2, (int(w.screen.HeightInPixels)-size.Y)/2
	if err := xproto.CreateWindowChecked(w.x, w.screen.RootDepth, w.id, w.screen.Root, int16(left), int16(top), uint16(size.X), uint16(size.Y), 0,
		xproto.WindowClassInputOutput, w.screen.RootVisual, xproto.CwBackPixel|xproto.CwEventMask, []uint32{w.screen.WhitePixel,
			xproto.EventMaskExposure | xproto.EventMaskKeyPress | xproto.EventMaskButtonRelease | xproto.EventMaskStructureNotify}).Check(); err != nil {
		return err
	}
	if err := xproto.CreateGCChecked(w.x, w.gc, xproto.Drawable(w.id), 0, nil).Check(); err != nil {
		return err
	}
	if err := w.name(title); err != nil {
		return err
	}
	return xproto.MapWindowChecked(w.x, w.id).Check()
}

// name gives the window its title, and asks to be told when it is to be closed.
func (w *window) name(title string) error {
	atoms := map[string]xproto.Atom{"_NET_WM_NAME": 0, "UTF8_STRING": 0, "WM_PROTOCOLS": 0, "WM_DELETE_WINDOW": 0}
	for a := range atoms {
		r, err := xproto.InternAtom(w.x, false, uint16(len(a)), a).Reply()
		if err != nil {
			return err
		}
		atoms[a] = r.Atom
	}
	w.bye = atoms["WM_DELETE_WINDOW"]
	for _, property := range []xproto.Atom{atoms["_NET_WM_NAME"], xproto.AtomWmName} {
		if err := xproto.ChangePropertyChecked(w.x, xproto.PropModeReplace, w.id, property, atoms["UTF8_STRING"], 8,
			uint32(len(title)), []byte(title)).Check(); err != nil {
			return err
		}
	}
	bye := make([]byte, 4)
	xgb.Put32(bye, uint32(w.bye))
	return xproto.ChangePropertyChecked(w.x, xproto.PropModeReplace, w.id, atoms["WM_PROTOCOLS"], xproto.AtomAtom, 32, 1, bye).Check()
}

// wait draws whenever it must, until the window is closed or the display is gone.
func (w *window) wait() error {
	for {
		event, fault := w.x.WaitForEvent()
		switch e := event.(type) {
		case nil:
			if fault == nil {
				return nil // the display is gone, and the window with it
			}
			return fault
		case xproto.ExposeEvent:
			if err := w.draw(); err != nil {
				return err
			}
		case xproto.KeyPressEvent:
			if ends, err := w.key(e.Detail); ends || err != nil {
				return err
			}
		case xproto.ButtonReleaseEvent:
			if (image.Point{int(e.EventX), int(e.EventY)}).In(w.ends) {
				return nil
			}
		case xproto.ClientMessageEvent:
			if e.Format == 32 && xproto.Atom(e.Data.Data32[0]) == w.bye {
				return nil
			}
		case xproto.DestroyNotifyEvent:
			return nil
		}
	}
}

// key tells whether a key ends the message: Enter, the one of the digits too, Esc, or a blank.
func (w *window) key(code xproto.Keycode) (bool, error) {
	m, err := xproto.GetKeyboardMapping(w.x, code, 1).Reply()
	if err != nil {
		return false, err
	}
	for _, sym := range m.Keysyms {
		switch sym {
		case 0xff0d, 0xff8d, 0xff1b, ' ':
			return true, nil
		}
	}
	return false, nil
}

// draw puts the picture into the window by strips, because a request has at most 256 KiB.
func (w *window) draw() error {
	wide, high := w.img.Bounds().Dx(), w.img.Bounds().Dy()
	const strip = 16
	for top := 0; top < high; top += strip {
		rows := min(strip, high-top)
		data := make([]byte, 0, wide*rows*4)
		for i := w.img.PixOffset(0, top); i < w.img.PixOffset(0, top)+wide*rows*4; i += 4 {
			p := w.img.Pix[i : i+4]
			data = append(data, p[2], p[1], p[0], 0xff)
		}
		if err := xproto.PutImageChecked(w.x, xproto.ImageFormatZPixmap, xproto.Drawable(w.id), w.gc, uint16(wide), uint16(rows), 0, int16(top), 0,
			w.screen.RootDepth, data).Check(); err != nil {
			return err
		}
	}
	return nil
}
