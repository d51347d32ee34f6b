package gallery

import (
	"errors"
	"image"
	"path"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Thumb shows a small picture of evidence, or what kind of file it is, or why it can't be shown.
type Thumb struct {
	widget.BaseWidget
	k     *screen.Kit
	image *canvas.Image
	pic   *theme.Pic
	says  *theme.Line
	body  *fyne.Container

	sum  string
	turn int
	stop func() // what is asked for; nil: nothing is
	err  error
}

// NewThumb makes an empty one.
func NewThumb(k *screen.Kit) *Thumb {
	t := &Thumb{k: k, image: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest}, pic: theme.NewPic(theme.IconDoc, 32, theme.Ink2),
		says: theme.Text("", theme.Small, false, theme.Ink2).Centre()}
	t.image.Hide()
	t.body = container.NewStack(theme.NewBox(theme.Band), container.New(&middle{}, t.pic, t.says), t.image)
	t.ExtendBaseWidget(t)
	return t
}

// Put shows evidence; nil shows nothing.
func (t *Thumb) Put(x *assess.Evidence) {
	if x == nil {
		t.ask("", 0)
		t.tell(theme.IconPicture, "")
		return
	}
	if !x.Picture() {
		t.ask("", 0)
		t.tell(theme.IconDoc, strings.ToUpper(strings.TrimPrefix(path.Ext(x.Name), ".")))
		return
	}
	t.ask(x.ID, x.Turn)
}

// ask asks for another picture, and takes back what was asked for before.
func (t *Thumb) ask(sum string, turn int) {
	if t.sum == sum && t.turn == turn && (t.err == nil || sum == "") {
		return
	}
	t.sum, t.turn, t.err = sum, turn, nil
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	t.show(nil)
	t.tell(theme.IconPicture, "")
	if sum == "" || t.k.Files == nil {
		return
	}
	came := false
	stop := t.k.Files.Thumb(sum, turn, func(m image.Image, err error) {
		if came = true; t.sum != sum || t.turn != turn {
			return
		}
		t.stop, t.err = nil, err
		if err != nil {
			t.tell(theme.IconWarning, t.k.T("gallery.thumb."+fault(err)))
			return
		}
		t.show(m)
	})
	if !came {
		t.stop = stop
	}
}

// show shows a picture; nil takes it away.
func (t *Thumb) show(m image.Image) {
	if m != nil {
		t.image.Image = m
		t.image.Refresh()
	} else {
		t.image.Image = nil // not kept for a row that is out of view
	}
	widgets.Visible(t.image, m != nil)
}

func (t *Thumb) tell(icon theme.IconName, text string) {
	t.pic.Set(icon, theme.Ink2)
	t.says.Put(text)
	layout.Relayout(t.body)
}

// fault is in a word why a picture is not shown.
func fault(err error) string {
	var f *words.Fault
	if errors.As(err, &f) {
		switch code := f.Code(); {
		case code == "evidence.missing", code == "evidence.damaged":
			return strings.TrimPrefix(code, "evidence.")
		}
	}
	return "undrawn"
}

// MinSize is small: it takes the room that it is given.
func (t *Thumb) MinSize() fyne.Size { return fyne.NewSize(48, 48) }

// CreateRenderer draws the picture over what stands for it.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.body) }

// middle places an icon above a line, both in the middle; where there is no room for the line, the icon alone.
type middle struct{}

func (*middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (*middle) Layout(o []fyne.CanvasObject, size fyne.Size) {
	icon, line := o[0].MinSize(), o[1].MinSize()
	high := icon.Height
	if size.Height >= icon.Height+line.Height {
		high += line.Height
	}
	y := (size.Height - high) / 2
	o[0].Move(fyne.NewPos((size.Width-icon.Width)/2, y))
	o[0].Resize(icon)
	o[1].Move(fyne.NewPos(2, y+icon.Height))
	o[1].Resize(fyne.NewSize(size.Width-4, line.Height))
	if high == icon.Height {
		o[1].Resize(fyne.Size{})
	}
}
