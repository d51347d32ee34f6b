package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/theme"
)

func TestAWarningCoversNothingInTheNarrowestCell(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New())
	for _, c := range []struct {
		width float32
		warn  string
		far   bool // there is room for how far it is
	}{{gridLeast - 4, "签字无效", false}, {gridLeast - 4, "有分歧", true}, {gridLeast - 4, "", true}, {gridWide - 4, "签字无效", true}, {200, "签字无效", true}} {
		width, f := c.width, newGridFace()
		f.put(GridCell{State: theme.Underway, Word: "进行中", Far: "42/42", Warn: c.warn})
		size := fyne.NewSize(width, gridRow-4)
		f.Resize(size)
		test.NewTempWindow(t, f).Resize(size)
		f.Resize(size)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		type box struct{ x, y, w, h float32 }
		of := func(o fyne.CanvasObject) box {
			p, s := at(o), o.MinSize()
			return box{p.X, p.Y, s.Width, s.Height}
		}
		origin := at(f)
		if f.far.Visible() != c.far {
			t.Errorf("%v wide, %q: how far it is is shown: %v", width, c.warn, !c.far)
		}
		for _, a := range []fyne.CanvasObject{f.word, f.far} {
			if !a.Visible() || c.warn == "" {
				continue
			}
			for _, b := range []fyne.CanvasObject{f.alarm, f.warn} {
				p, q := of(a), of(b)
				if p.x < q.x+q.w && q.x < p.x+p.w && p.y+2 < q.y+q.h && q.y+2 < p.y+p.h {
					t.Errorf("%v wide: %v lies over %v", width, q, p)
				}
			}
		}
		for _, o := range []fyne.CanvasObject{f.word, f.far, f.warn} {
			p := of(o)
			if !o.Visible() {
				continue
			}
			if p.x+p.w > origin.X+width || p.y < origin.Y-1 || p.y+p.h > origin.Y+size.Height+1 {
				t.Errorf("%v wide: %v lies outside the cell", width, p)
			}
		}
	}
}
