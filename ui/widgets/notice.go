package widgets

import (
	"kaohe/ui/theme"
)

// Notice is a banner that is put anew only when it says something else: a button in it may have the keyboard.
type Notice struct {
	Banner *Banner
	state  theme.State
	said   string
}

// NewNotice makes it; it takes no room while it says nothing.
func NewNotice(s theme.State) *Notice { return &Notice{Banner: NewBanner(s, ""), state: s} }

// Put tells whether anything changed. An action must find out itself what is in view: it may be another thing with the same words.
func (n *Notice) Put(text string, actions ...Action) bool {
	key := text
	for _, a := range actions {
		key += "\n" + a.Name
	}
	if key == n.said {
		return false
	}
	n.said = key
	n.Banner.Put(n.state, text, actions...)
	return true
}

// Said is what it says.
func (n *Notice) Said() string { return n.said }
