package printing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// cells is a row of given widths, each thing in the middle of the height; those of width 0 share what is left.
func cells(widths []float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.Cells{Widths: widths, Gap: theme.Grid * 2, Middle: true}, objs...)
}
