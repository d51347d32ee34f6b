package screen_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/screen"
)

// window counts what it was asked to do; all else it can't.
type window struct {
	screen.Window
	edits int
	takes bool
}

func (w *window) Do(*assess.Edit) bool { w.edits++; return w.takes }

func TestDo(t *testing.T) {
	real := assess.Fields("edit.remark", "d/a/score/1", "remark", "甲")
	for _, c := range []struct {
		name  string
		edit  *assess.Edit
		takes bool
		want  bool
		edits int
	}{
		{"taken", real, true, true, 1},
		{"refused by the window", real, false, false, 1},
		{"nothing to write never reaches the window", assess.New("edit.remark"), true, false, 0},
		{"no edit never reaches the window", nil, true, false, 0},
	} {
		w := &window{takes: c.takes}
		k := &screen.Kit{Window: w}
		if got := k.Do(c.edit); got != c.want || w.edits != c.edits {
			t.Errorf("%s: %v after %d edits", c.name, got, w.edits)
		}
	}
}

func TestTFillsArguments(t *testing.T) {
	k := &screen.Kit{Say: words.Catalog{"x.y": "{0} 项"}}
	if got := k.T("x.y", 3); got != "3 项" {
		t.Errorf("says %q", got)
	}
}
