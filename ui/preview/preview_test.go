package preview_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/words"
	"kaohe/ui/preview"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// paper is a document of so many pages; page n has lines of which the n-th is short.
type paper struct {
	n      int
	flat   bool // landscape
	bad    error
	asked  []string // page and width in pixels
	ctx    context.Context
	closed int
}

func (p *paper) Count() int { return p.n }

func (p *paper) Size(int) (w, h float64, err error) {
	if p.flat {
		return 297, 210, nil
	}
	return 210, 297, nil
}

func (p *paper) Image(ctx context.Context, i int, dpi float64) (image.Image, error) {
	w, h, _ := p.Size(i)
	px, py := int(w*dpi/25.4+0.5), int(h*dpi/25.4+0.5)
	p.asked, p.ctx = append(p.asked, fmt.Sprint(i+1, " ", px)), ctx
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if p.bad != nil && i == 1 {
		return nil, p.bad
	}
	img := image.NewRGBA(image.Rect(0, 0, px, py))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	for l := range 22 {
		y, x := py/8+l*py/29, px-px/8
		if l == i%22 {
			x = px / 2
		}
		draw.Draw(img, image.Rect(px/8, y, x, y+max(1, py/100)), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
	}
	return img, nil
}

func (p *paper) Close() error { p.closed++; return nil }

// acts remembers what the buttons did.
type acts []string

func (a *acts) Print()   { *a = append(*a, "print") }
func (a *acts) SaveAs()  { *a = append(*a, "save") }
func (a *acts) SaveOFD() { *a = append(*a, "save OFD") }
func (a *acts) Close()   { *a = append(*a, "close") }

func inline(work, done func()) { work(); done() }

// later is a Spawn that does its work when it is told.
type later struct{ work, done func() }

func (l *later) spawn(work, done func()) { l.work, l.done = work, done }

func (l *later) run() {
	work, done := l.work, l.done
	l.work, l.done = nil, nil
	work()
	done()
}

// drain works until there is nothing left to do.
func (l *later) drain() {
	for l.work != nil {
		l.run()
	}
}

func show(t *testing.T, p *paper, spawn preview.Spawn, w, h float32) (*preview.View, *uitest.Stage, *acts) {
	t.Helper()
	s, a := uitest.Empty(t, nil), &acts{}
	v := preview.New(s.Kit(), p, a).By(spawn).Title("福田区2006年度落实打假责任制考核情况反馈（征求意见后定稿）")
	s.W.Show(v.Object(), w, h)
	v.Focus()
	return v, s, a
}

// taken is what was drawn since it was asked last.
func (p *paper) taken() []string {
	out := p.asked
	p.asked = nil
	return out
}

func images(v *preview.View) []*canvas.Image {
	return slices.DeleteFunc(uitest.All[*canvas.Image](v), func(i *canvas.Image) bool { return i.Resource != nil })
}

func TestOnlyPagesInViewAreDrawn(t *testing.T) {
	p := &paper{n: 60}
	v, s, _ := show(t, p, inline, 826, 640) // 794 units of page and 16 of air: 100 %
	if got := p.taken(); got[len(got)-1] != "1 794" || slices.ContainsFunc(got, func(s string) bool { return s[:2] != "1 " }) {
		t.Fatalf("%q", got)
	}
	v.Key(fyne.KeyPageDown)
	v.Key(fyne.KeyPageDown)
	if got := p.taken(); !slices.Equal(got, []string{"2 794"}) || len(images(v)) != 2 {
		t.Errorf("%q, %d images", got, len(images(v)))
	}
	v.Key(fyne.KeyEnd)
	v.Key(fyne.KeyHome) // kept
	if got := p.taken(); !slices.Equal(got, []string{"60 794"}) || len(images(v)) != 1 {
		t.Errorf("%q, %d images", got, len(images(v)))
	}
	box := uitest.All[*widgets.Field](v)[0]
	box.Focus()
	box.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	box.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	box.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	test.Type(box.Target(), "３０")
	box.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := p.taken(); !slices.Equal(got, []string{"30 794"}) || box.Text() != "30" || s.W.Canvas().Focused() != v {
		t.Errorf("%q, box %q, focused %T", got, box.Text(), s.W.Canvas().Focused())
	}
}

func TestPicturesKeptAreBounded(t *testing.T) {
	p := &paper{n: 12} // of 14 MB each
	v, _, _ := show(t, p, inline, 826, 640)
	for range 3 {
		v.Ctrl(fyne.KeyPlus)
	}
	for range 48 {
		v.Key(fyne.KeyPageDown)
	}
	if got := v.Kept(); got > preview.MostKept+2*4*1587*2245 {
		t.Errorf("%d bytes kept", got)
	}
}

func TestZoomKeepsThePlace(t *testing.T) {
	p := &paper{n: 9}
	v, _, _ := show(t, p, inline, 1024, 640)
	v.Key(fyne.KeyEnd)
	v.Key(fyne.KeyPageUp)
	page, y := v.Middle()
	for _, key := range []fyne.KeyName{fyne.KeyPlus, fyne.KeyPlus, fyne.KeyPlus, fyne.KeyMinus, fyne.Key0} {
		v.Ctrl(key)
		if i, z := v.Middle(); i != page || z < y-0.01 || z > y+0.01 {
			t.Errorf("after %s: page %d at %.3f, was %d at %.3f", key, i+1, z, page+1, y)
		}
	}
	v.Resize(fyne.NewSize(700, 500))
	if i, z := v.Middle(); i != page || z < y-0.01 || z > y+0.01 {
		t.Errorf("resized: page %d at %.3f, was %d at %.3f", i+1, z, page+1, y)
	}
}

func TestEachZoomIsDrawnAtItsPixels(t *testing.T) {
	p := &paper{n: 1}
	v, s, _ := show(t, p, inline, 826, 640)
	for _, want := range []string{"1 992", "1 1191", "1 1587", "1 1984", "1 2381"} {
		v.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierControl})
		if got := p.taken(); got[len(got)-1] != want {
			t.Errorf("drawn %q, want %q", got, want)
		}
	}
	if b := uitest.All[*widgets.Button](v)[2]; !b.Disabled() {
		t.Error("more than 300 % is offered")
	}
	s.Press(v, "适合整页")
	if i := images(v)[0]; i.Size().Height > 640 || i.Image.Bounds().Dx() != int(i.Size().Width+0.5) {
		t.Errorf("%v on %v", i.Image.Bounds(), i.Size())
	}
	if c, ok := s.W.Canvas().(test.WindowlessCanvas); ok {
		c.SetScale(2)
		v.Resize(fyne.NewSize(824, 640))
		if i := images(v)[0]; i.Image.Bounds().Dx() != int(2*i.Size().Width+0.5) {
			t.Errorf("%v on %v", i.Image.Bounds(), i.Size())
		}
	}
}

// What is no longer looked at is cancelled; meanwhile the picture of the zoom before stays.
func TestALateDrawingIsCancelled(t *testing.T) {
	p, l := &paper{n: 60}, &later{}
	v, _, _ := show(t, p, l.spawn, 826, 640)
	l.drain()
	old := images(v)[0].Image
	v.Ctrl(fyne.KeyPlus)
	v.Ctrl(fyne.KeyPlus)
	if images(v)[0].Image != old || images(v)[0].Size().Width < 1000 {
		t.Error("the old picture is gone before the new one has come")
	}
	l.run() // was for the first zoom
	l.run()
	if got := images(v)[0].Image; got == old || got.Bounds().Dx() != 1191 {
		t.Errorf("%v", got.Bounds())
	}
	v.Key(fyne.KeyPageDown)
	v.Key(fyne.KeyPageDown)
	v.Key(fyne.KeyPageDown)
	v.Key(fyne.KeyEnd)
	p.taken()
	l.run()
	if p.ctx.Err() == nil || l.work == nil {
		t.Errorf("drawn %q, ctx %v", p.asked, p.ctx.Err())
	}
	l.run()
	if got := p.taken(); got[len(got)-1] != "60 1191" || l.work != nil {
		t.Errorf("%q", got)
	}
}

func TestCloseCancelsAndClosesOnce(t *testing.T) {
	p, l := &paper{n: 3}, &later{}
	v, s, a := show(t, p, l.spawn, 826, 640)
	s.Press(v, "关闭")
	if p.closed != 0 {
		t.Error("closed under a drawing")
	}
	l.run()
	v.Close()
	v.Key(fyne.KeyPageDown)
	v.Resize(fyne.NewSize(500, 500))
	if p.closed != 1 || p.ctx.Err() == nil || len(images(v)) != 0 || v.Kept() != 0 || !slices.Equal(*a, acts{"close"}) || l.work != nil {
		t.Errorf("closed %d, ctx %v, %d images, %v", p.closed, p.ctx.Err(), len(images(v)), *a)
	}
	p = &paper{n: 3}
	v, s, a = show(t, p, inline, 826, 640)
	s.Press(v, "打印…")
	s.Press(v, "生成PDF…")
	v.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: fyne.KeyModifierControl})
	v.Key(fyne.KeyEscape)
	if p.closed != 1 || !slices.Equal(*a, acts{"print", "save", "print", "close"}) {
		t.Errorf("closed %d, %v", p.closed, *a)
	}
}

func TestAPageThatCannotBeShownSaysSoInPlace(t *testing.T) {
	for name, bad := range map[string]error{"fault": words.Refuse("standard.frozen"), "other": errors.New("wasm error: out of bounds")} {
		p := &paper{n: 3, bad: bad}
		v, s, _ := show(t, p, inline, 826, 640)
		v.Key(fyne.KeyPageDown)
		v.Key(fyne.KeyPageDown)
		s.W.Shot("preview-bad-" + name)
		if !slices.ContainsFunc(uitest.Texts(v), func(s string) bool { return strings.Contains(s, "第2页显示不了") }) {
			t.Fatalf("%q", uitest.Texts(v))
		}
		p.taken()
		p.bad = nil
		s.Press(v, "再试一次")
		if got := p.taken(); !slices.Equal(got, []string{"2 794"}) || uitest.Button(v, "再试一次") != nil {
			t.Errorf("%q", got)
		}
	}
}

func TestPreviewIsShownAtBothSizes(t *testing.T) {
	for name, p := range map[string]*paper{"many": {n: 60}, "one": {n: 1}, "flat": {n: 4, flat: true}, "none": {}} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 700}, {808, 590}} {
			v, s, _ := show(t, p, inline, size[0], size[1])
			v.Key(fyne.KeyPageDown)
			s.W.Shot(fmt.Sprintf("preview-%s-%.0f", name, size[0]))
			s.Press(v, "适合整页")
			s.W.Shot(fmt.Sprintf("preview-%s-whole-%.0f", name, size[0]))
			for range 3 {
				v.Ctrl(fyne.KeyPlus)
			}
			s.W.Shot(fmt.Sprintf("preview-%s-large-%.0f", name, size[0]))
			if w := v.MinSize().Width; w > 808 {
				t.Errorf("the bar needs %v", w)
			}
			v.Close()
			for _, text := range uitest.Texts(v) {
				if strings.HasPrefix(text, "preview.") {
					t.Errorf("untranslated: %q", text)
				}
			}
		}
	}
}

func TestAPageThatIsBeingDrawnSaysSo(t *testing.T) {
	l := &later{}
	v, _, _ := show(t, &paper{n: 3}, l.spawn, 800, 600)
	waits := func() bool {
		return slices.ContainsFunc(uitest.All[*canvas.Text](v.Object()), func(x *canvas.Text) bool { return x.Text == "正在显示第1页…" })
	}
	if !waits() {
		t.Error("it doesn't while it is drawn")
	}
	if l.drain(); waits() {
		t.Error("it still does when the page is there")
	}
}

func TestAZoomStepCanBeSeen(t *testing.T) {
	for _, c := range []struct {
		from, want float32
		up         bool
	}{{1.28, 1, false}, {1.22, 1.5, true}, {1, 0.75, false}, {3, 3, true}, {0.4, 0.4, false}} {
		if got := preview.Step(c.from, c.up); got != c.want {
			t.Errorf("from %v: %v, not %v", c.from, got, c.want)
		}
	}
}
