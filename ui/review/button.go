package review

import (
	"kaohe/app/assess"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Button stands beside something that can be commented on: it says how many threads are open, and opens them.
type Button struct {
	*widgets.Button
	k            *screen.Kit
	district, on string
}

// NewButton makes one that belongs to nothing yet.
func NewButton(k *screen.Kit) *Button {
	b := &Button{k: k}
	b.Button = widgets.NewQuiet(k.T("talk.button"), theme.IconTalk, func() { k.Window.Discuss(b.district, b.on) })
	return b
}

// About says what it is about; see assess.Comment.On.
func (b *Button) About(d *assess.District, on string) {
	b.district, b.on = d.ID, on
	label := b.k.T("talk.button")
	if n := d.OpenOn(on); n > 0 {
		label = b.k.T("talk.button.n", n)
	}
	b.Put(label)
}
