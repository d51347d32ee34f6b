package exchange_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/exchange"
	"kaohe/ui/uitest"
)

// pasted lays a pasted table of subdistricts over the window: one that is there, a new one, and one of a district that nobody knows.
func pasted(t *testing.T, take func(*uitest.Stage, *book.Plan) error) (*uitest.Stage, fyne.CanvasObject) {
	t.Helper()
	s := uitest.Small(t)
	s.W.Show(widget.NewLabel(""), 1080, 640)
	p, err := book.Pasting{Sheet: "街道"}.Plan(s.View(), "被考核单位\t街道\n南山区\t粤海街道\n南山区\t蛇口街道\n宝安区\t新安街道", s.Who(), s.Today())
	s.Must(err)
	exchange.ShowPasted(s.Kit(), exchange.Pasted{Sheet: "街道", Plan: p, Take: func(string) error { return take(s, p) }})
	return s, s.W.Canvas().Overlays().Top()
}

func write(s *uitest.Stage, p *book.Plan) error {
	e, err := p.Edit()
	if err != nil {
		return err
	}
	return s.Apply(e)
}

func TestAPastedTableIsShownBeforeItIsTaken(t *testing.T) {
	s, top := pasted(t, write)
	got := says(top)
	for _, want := range []string{"粘贴表格", "街道：粘贴来的表格有 3 行", "南山区 蛇口街道", "宝安区 新安街道", "“被考核单位”里没有“宝安区”", "另有 1 行没有变化", "粘贴所选（1 行）"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said: %s", want, got)
		}
	}
	if len(s.View().District("ns").Subdistricts) != 2 {
		t.Fatal("taken before the button")
	}
	key(s, fyne.KeyReturn) // the button has the keyboard
	if len(s.View().District("ns").Subdistricts) != 3 || s.W.Canvas().Overlays().Top() != nil {
		t.Fatal("not taken, or still asked")
	}
	s.Must(s.Undo())
	if len(s.View().District("ns").Subdistricts) != 2 {
		t.Error("not one undo")
	}
}

func TestAPastedTableIsLeft(t *testing.T) {
	s, top := pasted(t, write)
	s.Press(top, "取消")
	if len(s.View().District("ns").Subdistricts) != 2 || s.W.Canvas().Overlays().Top() != nil {
		t.Error("something is taken, or still asked")
	}
}

func TestWhatIsRefusedOfAPastedTableIsSaidThere(t *testing.T) {
	s, top := pasted(t, func(*uitest.Stage, *book.Plan) error { return words.Refuse("standard.frozen") })
	key(s, fyne.KeyReturn)
	if x := s.Kit().Say.Explain(words.Refuse("standard.frozen")); !strings.Contains(says(top), x.What) || s.W.Canvas().Overlays().Top() == nil {
		t.Error("the refusal is not said, or the table is gone")
	}
}

func TestWhatIsFilledDownIsNamedSo(t *testing.T) {
	s := uitest.Small(t)
	s.W.Show(widget.NewLabel(""), 1080, 640)
	p, err := book.Pasting{Sheet: "街道", Fills: true}.Plan(s.View(), "被考核单位\t街道\n南山区\t蛇口街道", s.Who(), s.Today())
	s.Must(err)
	exchange.ShowPasted(s.Kit(), exchange.Pasted{Sheet: "街道", Plan: p, Take: func(string) error { return write(s, p) }})
	got := says(s.W.Canvas().Overlays().Top())
	for _, want := range []string{"向下填充", "按所选第一行的内容填写其余 1 行", "填充所选（1 行）"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not said: %s", want, got)
		}
	}
	if e, err := p.Edit(); err != nil || e.Label != "edit.fill" {
		t.Errorf("the history calls it %q, %v", e.Label, err)
	}
}
