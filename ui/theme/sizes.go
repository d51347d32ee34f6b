// Package theme is the program's appearance: theme, measures, colours, icons, and the
// few drawn things (text, box, picture) that every widget of ours is made of. It knows
// nothing of assessments.
//
//	app.Settings().SetTheme(theme.New())           follows the system's light or dark
//	app.Settings().SetTheme(theme.Forced(theme.Dark))
//
// Things on screen:
//
//	theme.Text("南山区", theme.Title, true, theme.Ink)   one line, cut with … when too narrow
//	theme.NewBox(theme.Band).Line(theme.Rule).Round(4)  a filled rectangle
//	theme.NewPic(theme.IconLock, 16, theme.Amber)       an icon
//	theme.Icon(theme.IconPlus)                         the resource, for stock widgets
//
// All of them take colours by name, never by value, and look the value up when they are
// refreshed, so a change from light to dark needs nothing from a screen. The names are
// those of colours.go; the values differ by variant and every pair that text is drawn in
// has a contrast of 4.5:1 at least, which a test computes.
//
// # Caveats
//
// A widget has a method Show already, so what sets a content is called Put or Set.
//
// Text cuts itself, but does not wrap: long text belongs in a widget.Label with
// Wrapping set to fyne.TextWrapWord, in a detail pane.
//
// The bundled faces have a line of 1.45 em: 14 points of text are 20 high. Rows take
// their height from Row, not from their text.
package theme

import "fyne.io/fyne/v2"

// Measures, in Fyne's units. All are multiples of Grid but for text.
const (
	Grid  float32 = 4
	Row   float32 = 32  // a row of a list
	Touch float32 = 36  // anything that a finger or a hurried mouse has to hit
	Side  float32 = 200 // the sidebar
	Wide  float32 = 1100

	Small  float32 = 12 // secondary text
	Body   float32 = 14
	Title  float32 = 18 // a page's title
	Figure float32 = 24 // the one figure that matters
	Glyph  float32 = 16 // an icon in a line of text
)

// Colour names of our own; the theme resolves them for the variant at hand.
const (
	Ink    fyne.ThemeColorName = "foreground" // text
	Ink2   fyne.ThemeColorName = "ink2"       // secondary text
	Paper  fyne.ThemeColorName = "background" // what text stands on
	Band   fyne.ThemeColorName = "band"       // sidebar, headers, section rows
	Rule   fyne.ThemeColorName = "separator"  // lines between things
	Accent fyne.ThemeColorName = "primary"    // what can be acted on
	Chosen fyne.ThemeColorName = "selection"  // background of what is selected
	Under  fyne.ThemeColorName = "hover"      // background under the pointer
	Edge   fyne.ThemeColorName = "inputBorder"
	White  fyne.ThemeColorName = "foregroundOnPrimary" // text on Accent

	Red   fyne.ThemeColorName = "error"   // overdue, refused
	Amber fyne.ThemeColorName = "warning" // waiting, conflict
	Green fyne.ThemeColorName = "success" // signed, closed

	RedBand   fyne.ThemeColorName = "redBand" // pale grounds for the same three
	AmberBand fyne.ThemeColorName = "amberBand"
	GreenBand fyne.ThemeColorName = "greenBand"
	BlueBand  fyne.ThemeColorName = "blueBand"
	None      fyne.ThemeColorName = "none" // transparent
)
