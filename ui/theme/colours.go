package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// pair is a colour for light and for dark, as 0xRRGGBBAA.
type pair struct{ light, dark uint32 }

// palette holds every colour that we define; for other names Fyne's own is used.
var palette = map[fyne.ThemeColorName]pair{
	Paper: {0xFFFFFFFF, 0x1A1E24FF},
	// Fyne takes only the low bytes of this colour for the shortcut keys in menus (2.7.1, menu_item.go:363), so that an opaque colour
	// looks pale there. These values look dark in light, and light in dark.
	Ink:       {0x1C2130EF, 0xECECF1F0},
	Ink2:      {0x525D6BFF, 0xADB7C4FF},
	Band:      {0xF4F6F9FF, 0x232931FF},
	Rule:      {0xD7DDE5FF, 0x3B4450FF},
	Accent:    {0x1F4E9EFF, 0x8AB4F8FF},
	White:     {0xFFFFFFFF, 0x10203AFF},
	Chosen:    {0xD9E5F8FF, 0x2A4366FF},
	Under:     {0x1B243016, 0xE8ECF118}, // drawn on top of whatever is under the pointer, also on a blue button
	Edge:      {0x8792A1FF, 0x78838FFF},
	Red:       {0xB3261EFF, 0xFF9B93FF},
	Amber:     {0x7F4C00FF, 0xF2BC66FF},
	Green:     {0x1A6637FF, 0x7FD09AFF},
	RedBand:   {0xFDECEAFF, 0x3F2423FF},
	AmberBand: {0xFFF3DCFF, 0x3A2E18FF},
	GreenBand: {0xE6F4EAFF, 0x1D3526FF},
	BlueBand:  {0xE8F0FCFF, 0x22324BFF},
	None:      {0, 0},

	// Names that Fyne's widgets use.
	theme.ColorNameButton:              {0xE9EDF3FF, 0x323B47FF},
	theme.ColorNameDisabledButton:      {0xF1F3F6FF, 0x262D36FF},
	theme.ColorNameDisabled:            {0x5A6573FF, 0xA3AEBBFF}, // people still read a locked box
	theme.ColorNamePlaceHolder:         {0x5F6A78FF, 0x9DA8B5FF},
	theme.ColorNameInputBackground:     {0xFFFFFFFF, 0x14181DFF},
	theme.ColorNameHeaderBackground:    {0xF4F6F9FF, 0x232931FF},
	theme.ColorNameMenuBackground:      {0xFFFFFFFF, 0x232931FF},
	theme.ColorNameOverlayBackground:   {0xFFFFFFFF, 0x20262DFF},
	theme.ColorNameForegroundOnError:   {0xFFFFFFFF, 0x2B0F0DFF},
	theme.ColorNameForegroundOnWarning: {0xFFFFFFFF, 0x2B1E06FF},
	theme.ColorNameForegroundOnSuccess: {0xFFFFFFFF, 0x0B2414FF},
	theme.ColorNameHyperlink:           {0x1F4E9EFF, 0x8AB4F8FF},
	theme.ColorNameScrollBar:           {0x6B7684B0, 0xA3AEBBB0},
	theme.ColorNameScrollBarBackground: {0x00000010, 0xFFFFFF10},
	theme.ColorNamePressed:             {0x1F4E9E30, 0x8AB4F830},
	theme.ColorNameFocus:               {0x1F4E9E30, 0x8AB4F840}, // drawn on top of a background: keep it faint
	theme.ColorNameShadow:              {0x00000040, 0x00000080},
}

// in gives a colour of a variant. What is not to be seen is the one that the driver leaves out: any other it draws, pixel by pixel.
func (p pair) in(v fyne.ThemeVariant) color.Color {
	c := p.light
	if v == theme.VariantDark {
		c = p.dark
	}
	if c&0xFF == 0 {
		return color.Transparent
	}
	return color.NRGBA{R: uint8(c >> 24), G: uint8(c >> 16), B: uint8(c >> 8), A: uint8(c)}
}

// Colour returns the present value of a named colour, in the theme and variant that the running program uses.
func Colour(name fyne.ThemeColorName) color.Color {
	set := fyne.CurrentApp().Settings()
	if _, ours := set.Theme().(*Theme); ours {
		return theme.Color(name)
	}
	// A theme that is not ours, such as that of Fyne's tests, lacks some of the names.
	if p, ok := palette[name]; ok {
		return p.in(set.ThemeVariant())
	}
	return theme.Color(name)
}
