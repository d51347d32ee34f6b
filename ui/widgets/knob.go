package widgets

import (
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
)

// Knob is a pictogram to press in a row of boxes. Tab passes it over, so that it goes from box to box; what it does has keys in the boxes
// (Field.OnRow).
type Knob struct {
	cell
	icon theme.IconName
	pic  *theme.Pic
	shut bool
}

// NewKnob makes it.
func NewKnob(icon theme.IconName, pressed func()) *Knob {
	k := &Knob{icon: icon, pic: theme.NewPic(icon, theme.Glyph, theme.Ink)}
	pic := container.New(layout.Least{Width: theme.Touch, Height: theme.Touch}, container.New(layout.Centre{}, k.pic))
	k.fill(pic, func() {
		if !k.shut {
			pressed()
		}
	})
	k.ExtendBaseWidget(k)
	return k
}

// Able enables or disables it.
func (k *Knob) Able(on bool) {
	k.shut = !on
	ink := theme.Ink
	if k.shut {
		ink = theme.Edge
	}
	k.pic.Set(k.icon, ink)
}
