package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Airless is the program's theme with another inner padding, in Fyne's units, for boxes that must fit into a row and for paragraphs close
// to each other. It asks the app's settings and not Fyne's current theme, because while it is drawing it is the current theme itself.
type Airless float32

// Color returns the program's colour.
func (Airless) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return fyne.CurrentApp().Settings().Theme().Color(n, v)
}

// Font returns the program's font.
func (Airless) Font(s fyne.TextStyle) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Font(s)
}

// Icon returns the program's icon.
func (Airless) Icon(n fyne.ThemeIconName) fyne.Resource {
	return fyne.CurrentApp().Settings().Theme().Icon(n)
}

// Size returns the other padding, and the program's value for everything else.
func (a Airless) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameInnerPadding {
		return float32(a)
	}
	return fyne.CurrentApp().Settings().Theme().Size(n)
}
