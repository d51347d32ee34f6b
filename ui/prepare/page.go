package prepare

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/checklist"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
)

// page is what the panes share: the kit, and the district in view.
type page struct {
	k      *screen.Kit
	id     string // of the district
	render func()
	print  func(draw string)
	prints func() bool
}

func (p *page) t(key string, args ...any) string { return p.k.T(key, args...) }

func (p *page) view() *assess.Assessment { return p.k.Session.View() }

// d is the district, or nil.
func (p *page) d() *assess.District { return p.view().District(p.id) }

// name of the district.
func (p *page) name() string { return p.d().Name }

// locked tells why an entity of this noun can't be written now, or nil.
func (p *page) locked(noun string) error {
	return checklist.Refused(p.view(), p.k.Session.Who(), assess.Path("d", p.id, noun, "x"))
}

// words of a fault.
func (p *page) explain(err error) string {
	says := p.k.Say.Explain(err)
	return says.Both()
}

// points reads what was typed for an item; an empty text is none.
func (p *page) points(i *standard.Item, typed string) (string, error) {
	if typed == "" {
		return "", nil
	}
	n, err := standard.ParsePoints(typed)
	low, high := i.Rule.Range(i.Points)
	if err != nil || n < min(low, 0) || n > high {
		return "", errors.New(p.t("prepare.claim.bad", high))
	}
	return n.String(), nil
}

// focused is what has the keyboard.
func (p *page) focused() fyne.Focusable {
	if c := p.k.Window.Canvas(); c != nil {
		return c.Focused()
	}
	return nil
}

func (p *page) focus(f fyne.Focusable) {
	if c := p.k.Window.Canvas(); c != nil && f != nil {
		c.Focus(f)
	}
}

// labelled puts a small label above something.
func labelled(label string, o fyne.CanvasObject) *fyne.Container {
	return layout.Stack(2, theme.Text(label, theme.Small, false, theme.Ink2), o)
}

// small is a line of secondary text.
func small(text string) *theme.Line { return theme.Text(text, theme.Small, false, theme.Ink2) }

// footed puts a list above what stands below it.
func footed(top, list, below fyne.CanvasObject) *fyne.Container {
	rule := theme.NewBox(theme.Rule).Least(0, 1)
	return container.NewBorder(layout.Pad(8, 6, top), container.NewBorder(rule, nil, nil, nil, foot(below)), nil, nil, list)
}

// foot is the ground for what stands below a list.
func foot(o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(theme.NewBox(theme.Paper), layout.Pad(8, 6, o))
}
