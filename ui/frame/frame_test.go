package frame_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/frame"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// pane counts how often it is shown, and by which district.
type pane struct {
	frame.Still
	line  *theme.Line
	shown int
	is    *assess.District
}

func newPane() *pane                      { return &pane{line: theme.Text("", theme.Body, false, theme.Ink)} }
func (p *pane) Object() fyne.CanvasObject { return p.line }
func (p *pane) Render(d *assess.District) { p.shown, p.is = p.shown+1, d }

// boxed is a pane with one box.
type boxed struct {
	frame.Still
	check *widget.Check
}

func (p *boxed) Object() fyne.CanvasObject { return p.check }
func (p *boxed) Render(*assess.District)   {}

// page is 南山区's consultation with two panes, the first in view.
func page(t *testing.T) (s *uitest.Stage, f *frame.Frame, open, other *pane) {
	t.Helper()
	s, open, other = uitest.Small(t), newPane(), newPane()
	f = frame.New(s.Kit(), assess.Consultation, "resp")
	f.Tabs = func(*assess.District) []widgets.Tab {
		return []widgets.Tab{{Key: "a", Name: "a"}, {Key: "b", Name: "b"}}
	}
	f.Where = func(assess.Place) string { return "" }
	f.Add("a", open)
	f.Add("b", other)
	f.Begin("a")
	f.SetDistrict("ns")
	s.W.OnChange = f.Render
	s.W.Show(f.Object(), 1080, 640)
	open.shown, other.shown = 0, 0
	return s, f, open, other
}

func TestAnEditIsShownOnceInThePaneInView(t *testing.T) {
	s, f, open, other := page(t)
	if !f.K.Do(assess.Fields("edit.remark", "d/ns/score/a1", "remark", "看过")) {
		t.Fatalf("refused: %v", s.W.Failed)
	}
	if open.shown != 1 || other.shown != 0 || open.is.Score("a1").Remark != "看过" {
		t.Errorf("shown %d times, the other pane %d, with %q", open.shown, other.shown, open.is.Score("a1").Remark)
	}
	s.Must(s.Undo())
	if open.shown != 2 || other.shown != 0 || open.is.Score("a1").Remark != "" {
		t.Errorf("after the undo shown %d times, the other pane %d, with %q", open.shown, other.shown, open.is.Score("a1").Remark)
	}
	f.Turn("b")
	if other.shown != 1 || other.is != s.View().District("ns") {
		t.Errorf("a pane that comes into view is shown %d times", other.shown)
	}
}

// What has the keyboard on a tab does not keep it, unseen, on the next one: a blank there would tick a task.
func TestTheKeyboardLeavesWithItsTab(t *testing.T) {
	s := uitest.Small(t)
	f := frame.New(s.Kit(), assess.Consultation, "resp")
	f.Tabs = func(*assess.District) []widgets.Tab {
		return []widgets.Tab{{Key: "a", Name: "a"}, {Key: "b", Name: "b"}}
	}
	f.Where = func(assess.Place) string { return "" }
	box := &boxed{check: widget.NewCheck("", nil)}
	f.Add("a", box)
	f.Add("b", newPane())
	f.Begin("a")
	f.SetDistrict("ns")
	s.W.Show(f.Object(), 1080, 640)
	c := s.W.Canvas()
	c.Focus(box.check)
	f.Step(1)
	if c.Focused() == nil || c.Focused() == fyne.Focusable(box.check) {
		t.Errorf("on the next tab the keyboard is with %T", c.Focused())
	}
}

func TestTheSessionsRefusalIsShownOnce(t *testing.T) {
	for name, x := range map[string]struct {
		who  string
		edit *assess.Edit
		code string
	}{
		"by the role":     {"li", assess.Fields("edit.district", "d/ns", "name", "别处"), "role"},
		"by the calendar": {"gu", assess.Fields("edit.response", "d/ns/resp/f", "stance", "late"), "late.nodraft"},
	} {
		t.Run(name, func(t *testing.T) {
			s, f, open, _ := page(t)
			s.Must(s.Use(x.who))
			open.shown = 0
			if f.K.Do(x.edit) {
				t.Fatal("taken")
			}
			var fault *words.Fault
			if len(s.W.Failed) != 1 || !errors.As(s.W.Failed[0], &fault) || fault.Code() != x.code {
				t.Errorf("said %v", s.W.Failed)
			}
			if open.shown != 1 {
				t.Errorf("shown %d times", open.shown)
			}
		})
	}
}

func TestAnEditThatWritesNothingIsNotMade(t *testing.T) {
	_, f, open, _ := page(t)
	if f.K.Do(nil) || f.K.Do(assess.New("edit.remark")) || open.shown != 0 {
		t.Errorf("shown %d times", open.shown)
	}
}
