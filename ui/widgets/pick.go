package widgets

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/theme"
)

// Option is one thing to choose: what is stored and what is shown.
type Option struct{ Key, Name string }

// Pick is a box in which one of several names is chosen. Enter, Space and Down open the list.
type Pick struct {
	widget.Select
	Teller
	OnPick  func(key string)
	OnCombo func(fyne.Shortcut) bool // is asked first of each shortcut; may be nil
	options []Option
	chosen  string
	edge    *theme.Box // the stock box has none on white
}

// NewPick makes an empty box; hint is what it says while nothing is chosen.
func NewPick(hint string) *Pick {
	p := &Pick{edge: theme.NewBox(theme.None).Thick(theme.Edge, 1.5).Round(theme.Grid)}
	p.PlaceHolder = hint
	p.OnChanged = p.changed
	p.ExtendBaseWidget(p)
	return p
}

// Put shows what there is to choose from and what is chosen, without a callback. A chosen key that is no option shows as itself.
func (p *Pick) Put(options []Option, chosen string) {
	named := unlike(options)
	if p.chosen == chosen && slices.Equal(p.options, named) {
		return
	}
	p.options, p.chosen = named, chosen
	p.Options = p.Options[:0:0]
	p.Selected = chosen
	for _, o := range named {
		p.Options = append(p.Options, o.Name)
		if o.Key == chosen {
			p.Selected = o.Name
		}
	}
	p.Refresh()
}

// unlike makes names differ, since the list tells them apart by name.
func unlike(options []Option) []Option {
	seen := map[string]int{}
	out := make([]Option, len(options))
	for i, o := range options {
		if seen[o.Name]++; seen[o.Name] > 1 {
			o.Name = fmt.Sprintf("%s (%d)", o.Name, seen[o.Name])
		}
		out[i] = o
	}
	return out
}

// Chosen is the chosen key.
func (p *Pick) Chosen() string { return p.chosen }

// Lock disables the box.
func (p *Pick) Lock(on bool) {
	edge := theme.Edge
	if on {
		edge = theme.Rule
	}
	p.edge.Set(theme.None, edge)
	switch {
	case on && !p.Disabled():
		p.Disable()
	case !on && p.Disabled():
		p.Enable()
	}
}

// Choose does what choosing in the list does.
func (p *Pick) Choose(key string) {
	for _, o := range p.options {
		if o.Key == key {
			p.SetSelected(o.Name)
		}
	}
}

func (p *Pick) changed(name string) {
	for _, o := range p.options {
		if o.Name != name || o.Key == p.chosen {
			continue
		}
		p.chosen = o.Key
		if p.OnPick != nil {
			p.OnPick(o.Key)
		}
		return
	}
}

// MinSize is narrow: a name that is too long is cut, and whole in the list.
func (p *Pick) MinSize() fyne.Size { return fyne.NewSize(64, p.Select.MinSize().Height) }

// MouseIn has a name that is cut read whole.
func (p *Pick) MouseIn(e *desktop.MouseEvent) {
	p.Select.MouseIn(e)
	if p.Cut() {
		theme.Read(p, p.Selected)
	}
}

// MouseOut ends that.
func (p *Pick) MouseOut() {
	p.Select.MouseOut()
	if p.Cut() {
		theme.Read(p, "")
	}
}

// Cut tells whether less is visible than the whole name.
func (p *Pick) Cut() bool {
	const around = 44 // the arrow, and the air around it and the name
	return p.Selected != "" && fyne.MeasureText(p.Selected, theme.Body, fyne.TextStyle{}).Width > p.Size().Width-around
}

// FocusGained tells.
func (p *Pick) FocusGained() {
	p.Select.FocusGained()
	p.Gained()
}

// TypedKey opens the list; other keys are the canvas's.
func (p *Pick) TypedKey(e *fyne.KeyEvent) {
	if (isPress(e) || e.Name == fyne.KeyDown) && !p.Disabled() {
		p.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		return
	}
	passKey(p, e)
}

// TypedShortcut passes shortcuts on that nobody takes.
func (p *Pick) TypedShortcut(s fyne.Shortcut) {
	if p.OnCombo == nil || !p.OnCombo(s) {
		passShortcut(p, s)
	}
}

// Tick is a box to tick, with a word or without. Enter and Space tick.
type Tick struct {
	widget.Check
	Teller
	OnTick func(on bool)
}

// NewTick makes an empty box.
func NewTick(word string) *Tick {
	t := &Tick{}
	t.Text = word
	t.OnChanged = func(on bool) {
		if t.OnTick != nil {
			t.OnTick(on)
		}
	}
	t.ExtendBaseWidget(t)
	return t
}

// Put ticks or unticks without a callback.
func (t *Tick) Put(on bool) {
	if t.Checked != on {
		t.Checked = on
		t.Refresh()
	}
}

// Word changes the word.
func (t *Tick) Word(s string) {
	if t.Text != s {
		t.Text = s
		t.Refresh()
	}
}

// Lock disables the box.
func (t *Tick) Lock(on bool) {
	switch {
	case on && !t.Disabled():
		t.Disable()
	case !on && t.Disabled():
		t.Enable()
	}
}

// FocusGained tells.
func (t *Tick) FocusGained() {
	t.Check.FocusGained()
	t.Gained()
}

// TypedKey ticks at Enter; other keys are the canvas's.
func (t *Tick) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace:
	case isPress(e) && !t.Disabled():
		t.SetChecked(!t.Checked)
	default:
		passKey(t, e)
	}
}

// TypedShortcut passes shortcuts on.
func (t *Tick) TypedShortcut(s fyne.Shortcut) { passShortcut(t, s) }

// CreateRenderer adds an edge to the stock drawing, at the place where a stock text box has it.
func (p *Pick) CreateRenderer() fyne.WidgetRenderer {
	return &laid{WidgetRenderer: p.Select.CreateRenderer(), over: p.edge, under: p, inset: 1}
}
