package settle_test

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// pick is the box from which another value is chosen, or else that for the district.
func pick(o fyne.CanvasObject, other bool) *widgets.Pick {
	for _, p := range uitest.All[*widgets.Pick](o) {
		if (p.PlaceHolder == "请选一项") == other {
			return p
		}
	}
	return nil
}

// written is what the marked texts say, without the marks.
func written(o fyne.CanvasObject) string {
	var out strings.Builder
	for _, t := range uitest.All[*widget.RichText](o) {
		for _, s := range t.Segments {
			out.WriteString(strings.Trim(s.Textual(), "【】"))
		}
		out.WriteString("\n")
	}
	return out.String()
}
