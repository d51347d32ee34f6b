package widgets

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
)

// newTiles are forty tiles, four in a line, of which a window shows three lines.
func newTiles(t *testing.T) (*Lines[item], *[]string) {
	t.Helper()
	got := &[]string{}
	l := NewLines(Kind[item]{New: newItemView, Key: func(i item) string { return i.key }})
	var rows []item
	for i := range 40 {
		rows = append(rows, item{fmt.Sprint(i), fmt.Sprint("照片", i), ""})
	}
	l.OnMove = func(i item) { *got = append(*got, i.key) }
	lay(t, l, 450, 310)
	l.Put(rows)
	l.Tiles(&Tile[item]{Size: fyne.NewSize(100, 100), New: newItemView})
	return l, got
}

// shown are the keys of the tiles that are drawn, from the first line in view.
func shown(l *Lines[item]) (out []string) {
	for _, s := range l.pane.rows {
		if s.row < 0 {
			continue
		}
		for _, o := range s.obj.(*shelf[item]).body.Objects {
			if o.Visible() {
				out = append(out, o.(*line[item]).view.(*itemView).name.String())
			}
		}
	}
	return out
}

func TestTheArrowKeysWalkTilesAsTheyStand(t *testing.T) {
	l, got := newTiles(t)
	l.Focus()
	press(l, fyne.KeyRight, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyLeft, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyUp)
	want(t, *got, "1", "5", "1", "0", "12", "39", "35")
}

func TestTilesAreDrawnOnlyWhereTheyAreSeen(t *testing.T) {
	l, _ := newTiles(t)
	if n := len(shown(l)); n < 16 || n > 24 {
		t.Errorf("%d tiles are drawn: %v", n, shown(l))
	}
	l.Choose("38")
	if got := fmt.Sprint(shown(l)); !l.pane.shows(l.lineOf(38)) {
		t.Errorf("the tile at hand is out of view: %s", got)
	}
}

func TestTheTileAtHandStaysWhereTheWindowTurnsNarrow(t *testing.T) {
	l, _ := newTiles(t)
	l.Choose("30")
	l.Resize(fyne.NewSize(210, 310))
	if l.across != 2 || !l.pane.shows(l.lineOf(30)) {
		t.Errorf("%d in a line, at %v", l.across, l.pane.scroll.Offset)
	}
	l.Tiles(nil)
	if k, _ := l.ChosenKey(); k != "30" || !l.pane.shows(30) {
		t.Errorf("as lines, %s is at hand", k)
	}
}

func TestSeveralTilesAreSelectedInTheirOrder(t *testing.T) {
	l, _ := newTiles(t)
	l.Focus()
	l.KeyDown(&fyne.KeyEvent{Name: "LeftShift"})
	press(l, fyne.KeyRight, fyne.KeyDown)
	if got := l.Selected(); len(got) != 6 || got[5].key != "5" {
		t.Errorf("selected %v", got)
	}
}
