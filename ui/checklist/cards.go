package checklist

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/piece"
	"kaohe/ui/part"
)

// cards are a district's problems, each with what a phase decides of it. Consultation and rectification differ in what is below
// each problem's text.
type cards struct {
	k      *kit.Kit
	title  *look.Line
	make   func(at *card)
	fill   func(at *card, st State)
	phase  string // in keys
	cards  map[string]*card
	order  []*card
	list   *fyne.Container
	none   *widget.Label
	entity string // the noun of what is decided: resp or rect
	body   *fyne.Container
}

// card is one problem.
type card struct {
	finding *assess.Finding
	number  *look.Line
	badge   *part.Badge
	text    *widget.Label
	texts   map[string]*textBox
	picks   map[string]*pickBox
	extra   *fyne.Container // what the phase shows below the text
	body    *fyne.Container
}

func newCards(k *kit.Kit, phase, entity string) *cards {
	c := &cards{k: k, phase: phase, entity: entity, title: piece.Heading(""), cards: map[string]*card{}, list: piece.Stack(8), none: wrapped()}
	c.none.SetText(k.T("checklist.noproblems"))
	c.body = piece.Stack(4, piece.Head(c.title, nil), piece.Text(c.none), c.list)
	return c
}

func (c *cards) object() fyne.CanvasObject { return c.body }

func (c *cards) put(st State) {
	done := 0
	alive := map[string]*card{}
	c.order = nil
	var objs []fyne.CanvasObject
	problems := st.District.Of(assess.Problem)
	for i, f := range problems {
		x := c.cards[f.Entity]
		if x == nil {
			x = c.newCard()
		}
		alive[f.Entity] = x
		c.order = append(c.order, x)
		x.finding = f
		x.number.Put(c.k.T("checklist.problem", i+1))
		setText(x.text, f.Named)
		c.fill(x, st)
		if c.settled(f) {
			done++
		}
		objs = append(objs, x.body)
	}
	c.cards = alive
	piece.SetObjects(c.list, objs)
	c.title.Put(c.k.T("checklist."+c.phase, done, len(problems)))
	piece.Visible(c.body.Objects[1], len(problems) == 0)
}

func (c *cards) settled(f *assess.Finding) bool {
	if c.entity == "resp" {
		return f.Response.Ruled()
	}
	return f.Rectification.Closed()
}

func (c *cards) newCard() *card {
	x := &card{number: look.Text("", look.Body, true, look.Ink).Whole(), badge: part.NewBadge(look.Idle, ""), text: wrapped(),
		texts: map[string]*textBox{}, picks: map[string]*pickBox{}, extra: piece.Stack(6)}
	c.make(x)
	head := container.NewHBox(x.number, container.NewCenter(x.badge))
	ground := look.NewBox(look.None).Line(look.Rule).Round(look.Grid)
	x.body = container.NewStack(ground, piece.Pad(12, 8, piece.Stack(2, head, piece.Text(x.text), x.extra)))
	return x
}

func (c *cards) flush() {
	for _, x := range c.cards {
		for _, b := range x.texts {
			b.edit.Flush()
		}
	}
}

// at is a problem's card, by the entity of what is decided or of the finding.
func (c *cards) at(entity string) (fyne.CanvasObject, fyne.Focusable) {
	for _, x := range c.order {
		f := x.finding
		d, _ := assess.Where(f.Entity)
		if entity == f.Entity || entity == assess.Path("d", d, c.entity, f.ID) {
			return x.body, x.first()
		}
	}
	return nil, nil
}

func (x *card) first() fyne.Focusable {
	for _, key := range []string{"stance", "state"} {
		if p := x.picks[key]; p != nil && p.edit.Visible() {
			return p.edit
		}
	}
	return nil
}

// named are the keys of a catalogue's prefix as options.
func named(k *kit.Kit, prefix string, keys ...string) []piece.Option {
	out := make([]piece.Option, len(keys))
	for i, key := range keys {
		out[i] = piece.Option{Key: key, Name: k.T(prefix + key)}
	}
	return out
}

// without leaves an option out.
func without(list []piece.Option, key string) []piece.Option {
	return slices.DeleteFunc(slices.Clone(list), func(o piece.Option) bool { return o.Key == key })
}
