package widgets

import (
	"slices"

	"fyne.io/fyne/v2/widget"
)

// Radio is a column of few options, all in view, of which one is chosen.
type Radio struct {
	widget.RadioGroup
	OnPick  func(key string)
	options []Option
}

// NewRadio makes it with the first option chosen.
func NewRadio(options ...Option) *Radio {
	r := &Radio{options: options}
	for _, o := range options {
		r.Options = append(r.Options, o.Name)
	}
	r.Required, r.Selected = true, options[0].Name
	r.OnChanged = func(string) {
		if r.OnPick != nil {
			r.OnPick(r.Chosen())
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// Chosen is the chosen key.
func (r *Radio) Chosen() string {
	i := slices.IndexFunc(r.options, func(o Option) bool { return o.Name == r.Selected })
	return r.options[max(i, 0)].Key
}

// Put chooses without a callback.
func (r *Radio) Put(key string) {
	for _, o := range r.options {
		if o.Key == key && r.Selected != o.Name {
			r.Selected = o.Name
			r.Refresh()
		}
	}
}

// Choose does what a tap on an option does.
func (r *Radio) Choose(key string) {
	for _, o := range r.options {
		if o.Key == key {
			r.SetSelected(o.Name)
		}
	}
}
