package theme

import (
	"fmt"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// IconName names one of our icons, which are drawn with lines on a square of 24 by 24.
type IconName string

// The icons. Each has an entry in drawings.
const (
	IconIdle     IconName = "idle"
	IconUnderway IconName = "underway"
	IconAwaiting IconName = "awaiting"
	IconSigned   IconName = "signed"
	IconWarning  IconName = "warning"
	IconConflict IconName = "conflict"
	IconLock     IconName = "lock"
	IconUnlock   IconName = "unlock"
	IconCheck    IconName = "check"
	IconClock    IconName = "clock"
	IconOverdue  IconName = "overdue"
	IconPerson   IconName = "person"
	IconTeam     IconName = "team"
	IconPlus     IconName = "plus"
	IconMinus    IconName = "minus"
	IconTrash    IconName = "trash"
	IconUp       IconName = "up"
	IconDown     IconName = "down"
	IconLess     IconName = "less" // points were taken off
	IconNext     IconName = "next"
	IconBack     IconName = "back"
	IconPrint    IconName = "print"
	IconSign     IconName = "sign"
	IconHistory  IconName = "history"
	IconSearch   IconName = "search"
	IconHome     IconName = "home"
	IconFolder   IconName = "folder"
	IconLink     IconName = "link"
	IconMenu     IconName = "menu"
	IconClose    IconName = "close"
	IconInfo     IconName = "info"
	IconList     IconName = "list"
	IconChart    IconName = "chart"
	IconDoc      IconName = "doc"
	IconTalk     IconName = "talk"
	IconStar     IconName = "star"
	IconFlag     IconName = "flag"
	IconUndo     IconName = "undo"
	IconRedo     IconName = "redo"
	IconFilter   IconName = "filter"
	IconGear     IconName = "gear"
	IconSave     IconName = "save"
	IconCalendar IconName = "calendar"
	IconTiles    IconName = "tiles"
	IconPicture  IconName = "picture"
	IconLarge    IconName = "large" // look at something large
	IconArrow    IconName = "arrow" // drawn on a picture, as the next two
	IconFrame    IconName = "frame"
	IconWord     IconName = "word"
	IconLeft     IconName = "turnleft"
	IconRight    IconName = "turnright"
	IconPair     IconName = "pair"
)

// drawings holds the icons: strokes of width 1.8 on a 24 by 24 grid, in the small language of stroke.go: l a line through points, c a ring,
// d a disc, a an arc (in degrees, clockwise from the right), s a filled sector, p a filled polygon.
var drawings = map[IconName]string{
	IconIdle:     "c 12,12 8",
	IconUnderway: "c 12,12 8; s 12,12 8 -90 90",
	IconAwaiting: "c 12,12 8; l 12,7.5 12,12 15,14",
	IconSigned:   "c 12,12 8.5; l 8,12.2 11,15.2 16.2,9.2",
	IconWarning:  "l 12,4 21,19.5 3,19.5 12,4; l 12,10 12,14; d 12,16.8 1.1",
	IconConflict: "l 4,7 20,7 16.5,3.5; l 20,17 4,17 7.5,20.5; l 12,10 12,14",
	IconLock:     "l 6,11 18,11 18,20 6,20 6,11; a 12,8.5 4 180 360; l 8,8.5 8,11; l 16,8.5 16,11",
	IconUnlock:   "l 6,11 18,11 18,20 6,20 6,11; a 12,8 4 180 340; l 8,8 8,11",
	IconCheck:    "l 5,12.5 10,17.5 19.5,7",
	IconClock:    "c 12,12 8.5; l 12,7 12,12 15.5,14",
	IconOverdue:  "c 12,12 8.5; l 12,7 12,13; d 12,16.4 1.2",
	IconPerson:   "c 12,8 3.8; a 12,21 7.5 190 350",
	IconTeam:     "c 9,8 3.3; a 9,20.5 6.5 190 350; a 16.5,8 3.3 270 450; a 15.5,20.5 6.5 290 350",
	IconPlus:     "l 12,5 12,19; l 5,12 19,12",
	IconMinus:    "l 5,12 19,12",
	IconTrash:    "l 4,7 20,7; l 9,7 9,4 15,4 15,7; l 6,7 7,20 17,20 18,7; l 10,11 10,16; l 14,11 14,16",
	IconUp:       "l 6,15 12,9 18,15",
	IconDown:     "l 6,9 12,15 18,9",
	IconLess:     "l 12,4.5 12,19.5; l 6.5,14 12,19.5 17.5,14",
	IconNext:     "l 9,6 15,12 9,18",
	IconBack:     "l 15,6 9,12 15,18",
	IconPrint:    "l 7,8 7,3.5 17,3.5 17,8; l 7,16 4,16 4,8 20,8 20,16 17,16; l 7,13 17,13 17,20.5 7,20.5 7,13",
	IconSign:     "l 4,20 5,15.5 16,4.5 19.5,8 8.5,19 4,20; l 13.5,7 17,10.5; l 13,20.5 20,20.5",
	IconHistory:  "a 12.5,12 8 -150 150; l 4.2,4.5 5.6,8.2 9.4,7.4; l 12.5,7.5 12.5,12 15.5,14",
	IconSearch:   "c 10.5,10.5 6; l 15,15 20,20",
	IconHome:     "l 3.5,11.5 12,4 20.5,11.5; l 6,9.5 6,20 18,20 18,9.5; l 10,20 10,14 14,14 14,20",
	IconFolder:   "l 3.5,19 3.5,5 9.5,5 11.5,7.5 20.5,7.5 20.5,19 3.5,19",
	IconLink:     "l 9.5,14.5 14.5,9.5; a 15.8,8.2 4.2 -120 60; a 8.2,15.8 4.2 60 240",
	IconMenu:     "l 4,6.5 20,6.5; l 4,12 20,12; l 4,17.5 20,17.5",
	IconClose:    "l 6,6 18,18; l 18,6 6,18",
	IconInfo:     "c 12,12 8.5; l 12,11 12,16.5; d 12,7.8 1.1",
	IconList:     "l 9,6.5 20,6.5; l 9,12 20,12; l 9,17.5 20,17.5; d 5,6.5 1.1; d 5,12 1.1; d 5,17.5 1.1",
	IconChart:    "l 4,4 4,20 20,20; l 8,9 17,9; l 8,14 13,14",
	IconDoc:      "l 6,3.5 14,3.5 18.5,8 18.5,20.5 6,20.5 6,3.5; l 9,11.5 15.5,11.5; l 9,15.5 15.5,15.5",
	IconTalk:     "l 4,5 20,5 20,16 11,16 7,20 7,16 4,16 4,5; l 8,9 16,9; l 8,12.2 13,12.2",
	IconStar:     "l 12,3.8 14.5,9.2 20.4,9.9 16,13.9 17.2,19.7 12,16.8 6.8,19.7 8,13.9 3.6,9.9 9.5,9.2 12,3.8",
	IconFlag:     "l 5.5,21 5.5,4; l 5.5,4.5 18.5,4.5 15.5,9 18.5,13.5 5.5,13.5",
	IconUndo:     "l 8,4.5 4,8.5 8,12.5; l 4,8.5 15,8.5; a 15,13.2 4.7 -90 90; l 15,17.9 8,17.9",
	IconRedo:     "l 16,4.5 20,8.5 16,12.5; l 20,8.5 9,8.5; a 9,13.2 4.7 90 270; l 9,17.9 16,17.9",
	IconFilter:   "l 4,5 20,5 14,12.5 14,19 10,17 10,12.5 4,5",
	IconGear:     "c 12,12 3; c 12,12 6.5; l 12,3 12,5; l 12,19 12,21; l 3,12 5,12; l 19,12 21,12; l 5.6,5.6 7.2,7.2; l 16.8,16.8 18.4,18.4; l 18.4,5.6 16.8,7.2; l 7.2,16.8 5.6,18.4",
	IconSave:     "l 4,4 16,4 20,8 20,20 4,20 4,4; l 8,4 8,9 15,9 15,4; l 7,20 7,13.5 17,13.5 17,20",
	IconTiles:    "l 4,4 10.5,4 10.5,10.5 4,10.5 4,4; l 13.5,4 20,4 20,10.5 13.5,10.5 13.5,4; l 4,13.5 10.5,13.5 10.5,20 4,20 4,13.5; l 13.5,13.5 20,13.5 20,20 13.5,20 13.5,13.5",
	IconPicture:  "l 3.5,5 20.5,5 20.5,19 3.5,19 3.5,5; c 8.5,9.5 1.6; l 4,17.5 9.5,13 12.5,15.5 16.5,10.5 20.5,15",
	IconLarge:    "l 4,9.5 4,4 9.5,4; l 14.5,4 20,4 20,9.5; l 20,14.5 20,20 14.5,20; l 9.5,20 4,20 4,14.5",
	IconArrow:    "l 5,19 19,5; l 11,5 19,5 19,13",
	IconFrame:    "l 4,6 20,6 20,18 4,18 4,6",
	IconWord:     "l 5,5.5 19,5.5; l 12,5.5 12,19.5; l 5,5.5 5,8; l 19,5.5 19,8; l 9.5,19.5 14.5,19.5",
	IconLeft:     "a 12,13 7.5 -90 180; l 15.5,2 12,5.5 15.5,9",
	IconRight:    "a 12,13 7.5 0 270; l 8.5,2 12,5.5 8.5,9",
	IconPair:     "l 3.5,5 11,5 11,19 3.5,19 3.5,5; l 13,5 20.5,5 20.5,19 13,19 13,5; l 5.5,12 9,12; l 15,12 18.5,12; l 16.75,10.25 16.75,13.75",
	IconCalendar: "l 4,6 20,6 20,20 4,20 4,6; l 4,10.5 20,10.5; l 8,3.5 8,7.5; l 16,3.5 16,7.5; d 9,15 1.2; d 14.5,15 1.2",
}

var drawn = func() map[IconName]fyne.Resource {
	m := make(map[IconName]fyne.Resource, len(drawings))
	for name, d := range drawings {
		m[name] = fyne.NewStaticResource("kaohe-"+string(name)+".svg", []byte(svg(d)))
	}
	return m
}()

// Icon returns an icon in the colour of text, for stock widgets; a blank one for an unknown name.
func Icon(n IconName) fyne.Resource { return IconIn(n, theme.ColorNameForeground) }

// IconIn returns an icon in a named colour.
func IconIn(n IconName, color fyne.ThemeColorName) fyne.Resource { return &tinted{n, color} }

// drawing is an icon without colour; unknown names are blank.
func drawing(n IconName) fyne.Resource {
	if is, ok := drawn[n]; ok {
		return is
	}
	return blank
}

var blank = fyne.NewStaticResource("kaohe-blank.svg", []byte(svg("")))

// tinted is a drawing in what a colour is at the moment.
type tinted struct {
	icon  IconName
	color fyne.ThemeColorName
}

// Name tells colours apart where pictures are kept by name.
func (t *tinted) Name() string { return string(t.color) + "_" + drawing(t.icon).Name() }

// Content is the drawing with the colour in it: canvas.Image colours themed resources only below a theme of their own.
func (t *tinted) Content() []byte { return shadeOf(t.icon, t.color).Content() }

// ThemeColorName implements fyne.ThemedResource.
func (t *tinted) ThemeColorName() fyne.ThemeColorName { return t.color }

// shade names an icon in one value of a colour.
type shade struct {
	icon  IconName
	color color.Color
}

// shades are drawings with their colour in them, each made once: Fyne parses a drawing to colour it. They are the UI thread's.
var shades = map[shade]fyne.Resource{}

// shadeOf is the icon in what a colour is now.
func shadeOf(n IconName, name fyne.ThemeColorName) fyne.Resource {
	key := shade{n, color.NRGBAModel.Convert(theme.Color(name))}
	if shades[key] == nil {
		is := theme.NewColoredResource(drawing(n), name)
		shades[key] = fyne.NewStaticResource(fmt.Sprintf("%v_%s", key.color, is.Name()), is.Content())
	}
	return shades[key]
}

// Icons returns the names of all icons, sorted.
func Icons() []IconName {
	names := make([]IconName, 0, len(drawings))
	for n := range drawings {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
