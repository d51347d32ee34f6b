package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func newTestLines(t *testing.T) (*Lines[item], *[]string, fyne.Canvas) {
	got := &[]string{}
	l := sampleLines()
	l.OnMove = func(i item) { *got = append(*got, "move "+i.key) }
	l.OnOpen = func(i item) { *got = append(*got, "open "+i.key) }
	l.OnRune = func(i item, r rune) bool { *got = append(*got, i.key+string(r)); return r != 'q' }
	l.OnKey = func(i item, e *fyne.KeyEvent) bool {
		*got = append(*got, i.key+string(e.Name))
		return e.Name == fyne.KeyF2
	}
	c := lay(t, l, 400, 300)
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { *got = append(*got, "canvas "+string(e.Name)) })
	return l, got, c
}

func TestLinesWalkOverHeadings(t *testing.T) {
	l, got, _ := newTestLines(t)
	l.Focus()
	press(l, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyHome, fyne.KeyUp, fyne.KeySpace, fyne.KeyEnd)
	want(t, *got, "move c", "move d", "open d", "move a", "open a", "move d")
}

func TestLinesGiveOtherKeysAway(t *testing.T) {
	l, got, _ := newTestLines(t)
	l.Focus()
	test.Type(l, "3-")
	press(l, fyne.KeyF2, fyne.KeyF1)
	want(t, *got, "b3", "b-", "bF2", "bF1", "canvas F1")
}

func TestLinesTapChoosesAndThenOpens(t *testing.T) {
	l, got, c := newTestLines(t)
	test.TapCanvas(c, fyne.NewPos(50, 3*32+10))
	test.TapCanvas(c, fyne.NewPos(50, 3*32+10))
	test.TapCanvas(c, fyne.NewPos(50, 10)) // a heading
	want(t, *got, "move c", "open c")
	if c.Focused() != fyne.Focusable(l) {
		t.Error("a tap does not give the list the keyboard")
	}
}

func TestAClickOnTheChosenRowLeavesTheKeyboardInItsBox(t *testing.T) {
	var got []string
	l, box, find := sampleLines(), NewField(Never{}), NewFind("", nil)
	l.OnOpen = func(i item) { got = append(got, "open "+i.key) }
	c := lay(t, container.NewGridWithRows(3, l, box, find), 400, 600)
	row := func(i int) fyne.Tappable { return l.pane.rows[i].obj.(fyne.Tappable) }
	row(1).Tapped(&fyne.PointEvent{}) // a test's tap would take the keyboard away first, which the window's does not
	box.Focus()
	row(l.at).Tapped(&fyne.PointEvent{})
	if c.Focused() != box.Target() || len(got) > 0 {
		t.Errorf("the keyboard went to %T; %q", c.Focused(), got)
	}
	find.Focus()
	row(l.at).Tapped(&fyne.PointEvent{})
	if c.Focused() != fyne.Focusable(l) || len(got) != 1 {
		t.Errorf("from what looks for a row, the keyboard is at %T; %q", c.Focused(), got)
	}
}

func TestLinesPutKeepsTheChoiceAndIsSilent(t *testing.T) {
	l, got, _ := newTestLines(t)
	rows := append([]item{{"h0", "零", ""}, {"z", "0.1", ""}}, l.Rows()...)
	l.Put(rows)
	if k, _ := l.ChosenKey(); k != "b" {
		t.Errorf("chosen %q", k)
	}
	l.Put(rows[:4]) // without b
	if k, _ := l.ChosenKey(); k != "a" {
		t.Errorf("chosen %q", k)
	}
	l.Put(nil)
	if _, ok := l.Chosen(); ok {
		t.Error("something is chosen in an empty list")
	}
	l.Focus()
	press(l, fyne.KeyDown, fyne.KeyReturn)
	want(t, *got)
}

func TestLinesEmpty(t *testing.T) {
	l, _, _ := newTestLines(t)
	e := NewEmpty("doc", "这里列出文件", Action{"新增", nil})
	l.Empty(e)
	if e.Visible() {
		t.Error("empty is shown over rows")
	}
	l.Put(nil)
	if !e.Visible() {
		t.Error("nothing is said of an empty list")
	}
}

func TestLinesScrollOverManyRows(t *testing.T) {
	l, _, _ := newTestLines(t)
	var rows []item
	for i := range 1000 {
		rows = append(rows, item{key: fmt.Sprint("k", i), name: fmt.Sprint("第", i, "项")})
	}
	l.Put(rows)
	l.Choose("k700")
	if n := len(l.pane.rows); n > 15 {
		t.Errorf("%d row widgets for 300 units of height", n)
	}
	v := l.pane.rows[700%len(l.pane.rows)].obj.(*line[item]).view.(*itemView)
	if v.name.String() != "第700项" {
		t.Errorf("row 700 shows %q", v.name.String())
	}
	l.Put(rows[:2])
	for _, s := range l.pane.rows {
		if s.obj.Visible() != (s.row >= 0 && s.row < 2) {
			t.Errorf("widget of row %d is visible: %v", s.row, s.obj.Visible())
		}
	}
}
