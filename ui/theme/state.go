package theme

import "fyne.io/fyne/v2"

// State is a sign that the program shows in many places: an icon, a colour for it and for its word, and a pale background. The caller
// supplies the word.
type State int

// The states.
const (
	Idle State = iota
	Underway
	Awaiting
	Signed
	Overdue
	Conflict
	Locked
	Warning
	Info
	Refused
	Done
)

type sign struct {
	icon IconName
	ink  fyne.ThemeColorName
	band fyne.ThemeColorName
}

var signs = map[State]sign{
	Idle:     {IconIdle, Ink2, Band},
	Underway: {IconUnderway, Accent, BlueBand},
	Awaiting: {IconAwaiting, Amber, AmberBand},
	Signed:   {IconSigned, Green, GreenBand},
	Overdue:  {IconOverdue, Red, RedBand},
	Conflict: {IconConflict, Amber, AmberBand},
	Locked:   {IconLock, Ink2, Band},
	Warning:  {IconWarning, Amber, AmberBand},
	Info:     {IconInfo, Accent, BlueBand},
	Refused:  {IconWarning, Red, RedBand},
	Done:     {IconCheck, Green, GreenBand},
}

// Icon returns the state's icon.
func (s State) Icon() IconName { return signs[s].icon }

// Ink returns the colour of the icon and of the word beside it.
func (s State) Ink() fyne.ThemeColorName { return signs[s].ink }

// Ground returns the pale background on which Ink is readable.
func (s State) Ground() fyne.ThemeColorName { return signs[s].band }
