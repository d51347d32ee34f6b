package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Airless is the program's theme with an inner padding of so many units instead of its own, for boxes that must fit into a row and for
// paragraphs that stand close together. It asks the settings and not Fyne's current theme, which while it draws is itself.
type Airless float32

// Color is the program's.
func (Airless) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return fyne.CurrentApp().Settings().Theme().Color(n, v)
}

// Font is the program's.
func (Airless) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

// Icon is the program's.
func (Airless) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(n)
}

// Size has the other padding.
func (a Airless) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameInnerPadding {
		return float32(a)
	}
	return fyne.CurrentApp().Settings().Theme().Size(n)
}
