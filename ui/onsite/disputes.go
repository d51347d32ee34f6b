package onsite

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/ui/look"
	"kaohe/ui/part"
	"kaohe/ui/piece"
)

// disputes shows boxes that have two values, who wrote each and when, and lets a person settle on one with a reason.
type disputes struct {
	widget.BaseWidget
	p     *page
	shown string // what is on screen, so that nothing is built twice
	list  *fyne.Container
	body  *fyne.Container
}

func newDisputes(p *page) *disputes {
	d := &disputes{p: p, list: newStack(look.Grid)}
	d.body = container.NewStack(look.NewBox(look.AmberBand).Round(look.Grid), container.New(pad{12, 8, 12, 8}, d.list))
	d.Hide()
	d.ExtendBaseWidget(d)
	return d
}

// put shows the disputed boxes of some entities.
func (d *disputes) put(entities []string, locked bool) {
	var at []ledger.Register
	for _, r := range d.p.view().Disputed {
		if contains(entities, r.Entity) {
			at = append(at, r)
		}
	}
	shown := fmt.Sprint(at, locked)
	for _, r := range at {
		for _, h := range heads(d.p.k.Desk.History(r)) {
			shown += h.At.String() + h.Person + string(h.New)
		}
	}
	if shown != d.shown {
		d.shown = shown
		d.list.RemoveAll()
		for _, r := range at {
			d.build(r, locked)
		}
	}
	piece.Visible(d, len(at) > 0)
}

// heads are the entries that disagree.
func heads(history []session.Entry) []session.Entry {
	var out []session.Entry
	for _, h := range history {
		if h.Differs {
			out = append(out, h)
		}
	}
	return out
}

func (d *disputes) build(at ledger.Register, locked bool) {
	title := newRow(1, look.NewPic(look.IconConflict, look.Glyph, look.Amber),
		look.Text(d.p.t("block.conflict", d.p.view().FieldName(d.p.k.Say, at)), look.Body, true, look.Amber))
	d.list.Add(title)
	for _, h := range heads(d.p.k.Desk.History(at)) {
		value := d.p.view().ShowValue(d.p.k.Say, at, h.New)
		says := newPara(widget.MediumImportance)
		says.Put(d.p.t("onsite.differ.value", value, d.p.view().Name(h.Person), h.At.Local().Format("01-02 15:04")))
		take := part.NewButton(d.p.t("onsite.differ.take"), "", func() { d.settle(at, h.New, value) })
		take.Able(!locked)
		d.list.Add(newRow(0, says, take))
	}
}

func (d *disputes) settle(at ledger.Register, v ledger.Value, shown string) {
	d.p.k.Window.AskText(d.p.t("onsite.differ.title", short(shown, 20)), d.p.t("onsite.differ.why"), "", func(reason string) {
		e := assess.New("edit.settle")
		e.Writes = append(e.Writes, assess.Write{Entity: at.Entity, Field: at.Field, Value: v})
		d.p.do(e.Set(at.Entity, "why/"+at.Field, reason))
	})
}

// Inner is the boxes.
func (d *disputes) Inner() *fyne.Container { return d.body }

// CreateRenderer draws the boxes that differ.
func (d *disputes) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }
