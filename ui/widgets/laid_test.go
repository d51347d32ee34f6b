package widgets

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kaohe/ui/theme"
)

// The driver forgets the drawing of what was out of view for a minute, and refreshes a new one when the widget is in view again at its old size.
func TestANewDrawingHasAllInItsPlace(t *testing.T) {
	pick := NewPick("")
	pick.Put([]Option{{"a", "甲"}}, "a")
	button := NewButton("签字…", "", nil)
	note := newEntry(3)
	lines := sampleLines()
	for name, w := range map[string]fyne.Widget{"pick": pick, "button": button, "input": NewInput(""), "entry": note, "pane": lines.pane} {
		t.Run(name, func(t *testing.T) {
			lay(t, w, 200, 120)
			was := test.WidgetRenderer(w).Objects()
			again := w.CreateRenderer()
			again.Refresh()
			now := again.Objects()
			over := now[len(now)-1]
			if len(now) != len(was) || over.Size().IsZero() || over.Size() != was[len(was)-1].Size() || over.Position() != was[len(was)-1].Position() {
				t.Errorf("what lies over it is %v at %v, not %v", over.Size(), over.Position(), was[len(was)-1].Size())
			}
			if len(now) > 1 && now[0].Size().IsZero() {
				t.Error("the stock drawing has no size")
			}
		})
	}
}

func TestALockedBoxHasALighterEdge(t *testing.T) {
	pick, field := NewPick(""), NewField(Never{})
	lay(t, NewSplit(pick, field, ""), 400, 120)
	pick.Lock(true)
	field.Freeze(true)
	edge := func() color.Color { return test.WidgetRenderer(pick.edge).Objects()[0].(*canvas.Rectangle).StrokeColor }
	if edge() != theme.Colour(theme.Rule) || !field.edge.Visible() {
		t.Errorf("edges: %v, %v", edge(), field.edge.Visible())
	}
	pick.Lock(false)
	field.Freeze(false)
	if edge() != theme.Colour(theme.Edge) || field.edge.Visible() {
		t.Error("the light edge stays")
	}
}
