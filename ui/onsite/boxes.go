package onsite

import (
	"kaohe/app/assess"
	"kaohe/ui/widgets"
)

// boxes ties text boxes to the fields of whatever entity is in view. What was typed for one entity is kept there before the boxes
// show another.
type boxes struct {
	p      *page
	label  string
	entity string
	values map[string]string
	list   []bound
	done   func() // Ctrl+Enter; to be set before the boxes are added, and nil to leave it to the window
}

type bound struct {
	name string
	f    *widgets.Field
}

func newBoxes(p *page, label string) *boxes { return &boxes{p: p, label: label} }

// add ties a box to a field.
func (b *boxes) add(name string, f *widgets.Field) *widgets.Field {
	b.list = append(b.list, bound{name, f})
	f.OnCommit = func(text string) { b.commit(name, text) }
	f.OnDone = b.done
	return f
}

func (b *boxes) commit(name, text string) {
	if b.entity == "" || b.values[name] == text {
		return
	}
	b.p.k.Do(assess.Fields(b.label, b.entity, name, text))
}

// put shows the values of an entity; a box that is being typed in is left alone.
func (b *boxes) put(entity string, values map[string]string) {
	if b.entity != entity {
		b.flush()
		b.entity = entity
	}
	b.values = values
	for _, x := range b.list {
		x.f.Needed = b.p.k.Needed(entity, x.name)
		x.f.Put(values[x.name])
	}
}

// field is the box of a field; nil if there is none.
func (b *boxes) field(name string) *widgets.Field {
	for _, x := range b.list {
		if x.name == name {
			return x.f
		}
	}
	return nil
}

func (b *boxes) lock(on bool) {
	for _, x := range b.list {
		x.f.Freeze(on)
	}
}

// flush keeps what is in the boxes; what can't be kept, such as a date that is none, is let go.
func (b *boxes) flush() {
	for _, x := range b.list {
		x.f.Flush()
		if x.f.Focused() && x.f.Told() != "" {
			b.p.unfocus()
		}
	}
}
