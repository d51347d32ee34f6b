// Package theme is the program's appearance: theme, sizes, colours, icons, and the few drawn things (text, box, picture) from which every
// widget of ours is made. It knows nothing of assessments. As with everything of Fyne, use it on the UI goroutine only.
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
// All of them take colours by name, never by value, and look up the value when they are refreshed, so that a screen has nothing to do for a
// change from light to dark. The names are below; their values are in colours.go. Every pair of colours in which text is drawn has a
// contrast of at least 4.5:1, which a test computes.
//
// # Caveats
//
// Every Fyne widget has a method Show, so methods that set a content are called Put or Set.
//
// A Text is cut but never wrapped: long text belongs into a widgets.Paragraph, in a detail pane.
//
// A line of the bundled fonts is 1.45 em high: 14 points of text need 20. Rows get their height from Row, not from their text.
package theme

import "fyne.io/fyne/v2"

// Sizes, in Fyne's units. All except those of text are multiples of Grid.
const (
	Grid  float32 = 4
	Row   float32 = 32  // a row of a list
	Rows2 float32 = 48  // a row of a list with two lines
	Rows3 float32 = 68  // one with three
	Touch float32 = 36  // anything that a finger or a hurried mouse has to hit
	Side  float32 = 200 // the sidebar
	Wide  float32 = 1100

	Small  float32 = 12 // secondary text
	Body   float32 = 14
	Title  float32 = 18 // a page's title
	Figure float32 = 24 // the one figure that matters
	Glyph  float32 = 16 // an icon in a line of text
)

// Our own colour names. The theme gives their values for the variant in use.
const (
	Ink    fyne.ThemeColorName = "foreground" // text
	Ink2   fyne.ThemeColorName = "ink2"       // secondary text
	Paper  fyne.ThemeColorName = "background" // behind text
	Band   fyne.ThemeColorName = "band"       // sidebar, headers, section rows
	Rule   fyne.ThemeColorName = "separator"  // lines that separate things
	Accent fyne.ThemeColorName = "primary"    // what can be clicked
	Chosen fyne.ThemeColorName = "selection"  // background of what is selected
	Under  fyne.ThemeColorName = "hover"      // background under the pointer
	Edge   fyne.ThemeColorName = "inputBorder"
	White  fyne.ThemeColorName = "foregroundOnPrimary" // text on Accent

	Red   fyne.ThemeColorName = "error"   // overdue, refused
	Amber fyne.ThemeColorName = "warning" // waiting, conflict
	Green fyne.ThemeColorName = "success" // signed, closed

	RedBand   fyne.ThemeColorName = "redBand" // pale backgrounds for the same three
	AmberBand fyne.ThemeColorName = "amberBand"
	GreenBand fyne.ThemeColorName = "greenBand"
	BlueBand  fyne.ThemeColorName = "blueBand"
	None      fyne.ThemeColorName = "none" // transparent
)
