package gallery_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/gallery"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// BenchmarkSixtyLinesOfThumbnails scrolls through sixty lines of thumbnails, a line a time, as the wheel does: what the UI thread does
// between two frames besides drawing, which has to stay well below the 16 ms of one. Pictures are at hand; none is decoded there.
func BenchmarkSixtyLinesOfThumbnails(b *testing.B) {
	s := uitest.Small(b)
	var photos []assess.NewEvidence
	for i := range 600 {
		photos = append(photos, assess.NewEvidence{Sum: sum(i), Name: fmt.Sprintf("IMG_%d.JPG", i), Media: "image/jpeg", Size: 5 << 20})
	}
	s.Must(s.Apply(assess.AddEvidence(s.View().District("ns"), assess.Onsite, ledger.Device{1}, assess.Supports{Items: []string{"a1"}}, photos...)))
	k := s.Kit()
	k.Files = &files{}
	page := gallery.New(k)
	page.SetDistrict("ns")
	s.W.Show(page.Object(), 1660, 700)
	page.Render()
	list := uitest.All[*widgets.Lines[gallery.Row]](page.Object())[0]
	list.Focus()
	at, step := 0, fyne.KeyDown
	for b.Loop() {
		list.TypedKey(&fyne.KeyEvent{Name: step})
		if at++; at%60 == 0 {
			step = map[fyne.KeyName]fyne.KeyName{fyne.KeyDown: fyne.KeyUp, fyne.KeyUp: fyne.KeyDown}[step]
		}
	}
}
