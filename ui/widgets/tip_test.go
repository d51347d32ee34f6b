package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/theme"
	"kaohe/ui/uitest/fake"
)

func TestWhatIsCutIsReadWholeWhereThePointerRests(t *testing.T) {
	long := strings.Repeat("国家级高新技术产业开发区", 3)
	text, fits := theme.Text(long, theme.Body, false, theme.Ink), theme.Text("南山区", theme.Body, false, theme.Ink)
	inRow := theme.Text(long, theme.Body, false, theme.Ink)
	row := newLine(NewRow(container.NewStack(inRow), func(string) {}))
	button := NewButton(long, "", nil).Most(100)
	pick := NewPick("")
	pick.Put([]Option{{"a", long}}, "a")
	for name, x := range map[string]struct {
		o    fyne.CanvasObject
		said string
	}{"line": {text, long}, "whole": {fits, ""}, "row": {row, long}, "button": {button, long}, "pick": {pick, long}} {
		t.Run(name, func(t *testing.T) {
			var clock fake.Clock
			s := NewSensor(x.o, &clock)
			w := test.NewTempWindow(t, s)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(160, 60))
			test.MoveMouse(w.Canvas(), fyne.NewPos(20, 20))
			if said(s.tips) != "" {
				t.Error("it is shown at once")
			}
			clock.Turn(rest)
			if said(s.tips) != x.said {
				t.Errorf("%q is shown", said(s.tips))
			}
			if name == "row" && !row.hover {
				t.Error("the row is dark under its text")
			}
			x.o.(interface{ MouseOut() }).MouseOut()
			if name == "row" {
				inRow.MouseOut()
			}
			if said(s.tips) != "" || name == "row" && row.hover {
				t.Error("it stays")
			}
		})
	}
}

// said is the tip that is shown; empty for none.
func said(x *tips) string {
	if !x.layer.Visible() {
		return ""
	}
	return x.text.Text
}
