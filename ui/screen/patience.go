package screen

import (
	"time"

	"kaohe/ui/widgets"
)

// Patience greys the box for a PIN while its person has to wait after wrong ones, and says how long, second by second.
type Patience struct {
	k   *Kit
	pin *widgets.Secret
	who func() string      // whose PIN is asked for
	say func(words string) // beside the box; empty words take it away
	off func()             // stops the clock; nil: it does not run
	was bool               // the person had to wait
}

// NewPatience watches a box from now on.
func NewPatience(k *Kit, pin *widgets.Secret, who func() string, say func(words string)) *Patience {
	return &Patience{k: k, pin: pin, who: who, say: say}
}

// Waits tells whether the person had to wait when it last looked.
func (p *Patience) Waits() bool { return p.was }

// Look brings the box up to date: after a refusal, or when it asks for another person's PIN.
func (p *Patience) Look() {
	if p.off != nil {
		p.off()
		p.off = nil
	}
	left := p.k.Session.PINWait(p.who())
	if left <= 0 {
		if p.was {
			p.was = false
			p.pin.Enable()
			p.say("")
		}
		return
	}
	p.was = true
	p.pin.Clear()
	p.pin.Disable()
	p.say(p.k.T("sign.wait", int((left+time.Second-1)/time.Second)))
	timer := p.k.Timer
	if timer == nil {
		timer = widgets.Clock{}
	}
	p.off = timer.After(time.Second, p.Look)
}
