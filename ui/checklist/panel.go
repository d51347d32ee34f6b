package checklist

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/ui/layout"
	"kaohe/ui/review"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// SignPanel shows the state of a phase's signature: what prevents it, each as a link; or who signed and what the signature covers; and what
// was changed after it. Call Render after SetPlace and after every change.
type SignPanel struct {
	widget.BaseWidget
	OnFold func() // called when the panel has become higher or lower; may be nil

	k        *screen.Kit
	district string
	phase    assess.Phase
	badge    *widgets.Badge
	facts    *widgets.Para
	warn     *widgets.Banner
	act      struct{ sign, again, reopen, back *widgets.Button }
	back     *review.Returned // the first that is pending of the phase as a whole
	talk     *review.Button
	lists    *panelLists
	body     *fyne.Container
}

// panelLists lists what prevents the signature, and what was changed after it.
type panelLists struct {
	head            *theme.Line
	blockers, after *widgets.Links
	body            *fyne.Container
}

// NewSignPanel makes an empty panel; SetPlace and Render fill it.
func NewSignPanel(k *screen.Kit) *SignPanel {
	p := &SignPanel{k: k, badge: widgets.NewBadge(theme.Idle, ""), facts: widgets.Paragraph(""), warn: widgets.NewBanner(theme.Warning, "")}
	p.act.sign = widgets.NewPrimary(k.T("checklist.sign"), theme.IconSign, p.sign)
	p.act.again = widgets.NewPrimary(k.T("checklist.again"), theme.IconSign, p.sign)
	p.act.reopen = widgets.NewButton(k.T("checklist.reopen"), theme.IconUnlock, func() { k.Window.Reopen(p.district, p.phase) })
	p.act.back = widgets.NewButton(k.T("return.do"), theme.IconBack, func() {
		if d := k.Session.View().District(p.district); d != nil {
			review.Return(k, d, p.phase, "")
		}
	})
	p.back, p.talk = review.NewReturned(k), review.NewButton(k)
	p.lists = p.newLists()
	head := widgets.Head(widgets.Heading(k.T("checklist.signing")), container.NewHBox(p.talk.Button, container.New(layout.Middle{}, p.badge)))
	buttons := container.New(layout.Most{Width: 256}, layout.Stack(4, p.act.sign, p.act.again, p.act.reopen, p.act.back))
	facts := layout.Stack(4, layout.Flush(p.facts), p.warn, buttons)
	sides := container.New(layout.Sides{From: 560, Right: 256, Gap: 16, First: true}, p.lists.body, facts)
	ground := theme.NewBox(theme.Paper).Line(theme.Rule).Round(theme.Grid)
	p.body = container.NewStack(ground, layout.Pad(12, 4, layout.Stack(4, head, p.back.Banner, sides)))
	p.ExtendBaseWidget(p)
	return p
}

func (p *SignPanel) newLists() *panelLists {
	k := p.k
	all, few := func(n int) string { return k.T("overview.all", n) }, k.T("overview.fewer")
	l := &panelLists{head: theme.Text("", theme.Body, true, theme.Ink), blockers: widgets.NewLinks(3, all, few), after: widgets.NewLinks(3, all, few)}
	fold := func() {
		if p.OnFold != nil {
			p.OnFold()
		}
	}
	l.blockers.OnFold, l.after.OnFold = fold, fold
	l.body = layout.Stack(0, layout.Pad(0, 4, l.head), l.blockers, l.after)
	return l
}

// first is what takes the keyboard: the first thing that prevents the signature, or else what signs.
func (p *SignPanel) first() fyne.Focusable {
	if rows := p.lists.blockers.Rows(); len(rows) > 0 {
		return rows[0]
	}
	if p.act.sign.Visible() {
		return p.act.sign
	}
	return nil
}

// SetPlace sets the district, by ID, and the phase that the panel shows.
func (p *SignPanel) SetPlace(district string, phase assess.Phase) {
	p.district, p.phase = district, phase
}

// Render shows the present state of the session.
func (p *SignPanel) Render() {
	a := p.k.Session.View()
	d := a.District(p.district)
	widgets.Visible(p, d != nil)
	if d == nil {
		return
	}
	s := ReadSigning(a, p.k.Say, p.k.Session.Who(), d, p.phase)
	p.badge.Set(badges[s.Status], p.k.T("status."+s.Status.Key()))
	widgets.PutText(p.facts, p.say(s))
	warn := ""
	switch n := len(s.Changed); {
	case n > 0 && len(s.Blockers) > 0:
		warn = p.k.T("checklist.changed.blocked", n)
	case n > 0:
		warn = p.k.T("checklist.changed", n)
	}
	p.warn.Put(theme.Warning, warn)
	widgets.Visible(p.act.sign, s.Signed == nil)
	p.act.sign.Able(len(s.Blockers) == 0 && s.Refusal == nil) // why not stands beside it
	widgets.Visible(p.act.again, len(s.Changed) > 0)
	widgets.Visible(p.act.reopen, s.Signed != nil)
	p.putReview(d)
	p.putLists(s)
	layout.Relayout(p.body)
}

// putReview shows what of the phase as a whole was returned, and how many comments on it are open.
func (p *SignPanel) putReview(d *assess.District) {
	var first *assess.Returned
	for _, x := range d.Pending(p.phase) {
		if x.Item == "" && first == nil {
			first = x
		}
	}
	p.back.About(d, first)
	p.talk.About(d, assess.SubjectPhase(p.phase))
	widgets.Visible(p.act.back, first == nil && review.MayReturn(p.k, d, p.phase))
}

var badges = map[assess.Status]theme.State{assess.NotStarted: theme.Idle, assess.Underway: theme.Underway, assess.Awaiting: theme.Awaiting,
	assess.SignedOff: theme.Signed}

// say returns the panel's text.
func (p *SignPanel) say(s Signing) string {
	k := p.k
	text := ""
	switch {
	case s.Signed != nil:
		return k.T("checklist.signed", s.Signed.By, s.Signed.Day.Said(), s.Signed.Count, s.Signed.Digest)
	case s.Reopened != nil:
		text = k.T("checklist.reopened", s.Reopened.By, s.Reopened.Day.Said(), s.Reopened.Reason) + "\n"
	}
	if s.Total > 0 {
		text += k.T("checklist.far", s.Done, s.Total) + "\n"
	}
	if len(s.Blockers) > 0 {
		return text + k.T("checklist.blocked", len(s.Blockers))
	}
	if s.Refusal != nil {
		e := k.Say.Explain(s.Refusal)
		return text + k.T("checklist.ready") + "\n" + e.Both()
	}
	return text + k.T("checklist.ready")
}

func (p *SignPanel) putLists(s Signing) {
	blocked := s.Signed == nil || len(s.Changed) > 0
	var stops, changes []widgets.Item
	for _, b := range s.Blockers {
		if blocked {
			stops = append(stops, widgets.Item{State: theme.Warning, Text: p.k.Say.Say(b.Msg), Go: func() { p.k.Window.Go(b.Place) }})
		}
	}
	for _, c := range s.Changed {
		changes = append(changes, widgets.Item{State: theme.Info, Text: p.changed(c), Go: func() { p.k.Window.Go(c.Place) }})
	}
	l := p.lists
	l.head.Put(p.k.T("checklist.blockers", len(stops)))
	widgets.Visible(l.body.Objects[0], len(stops) > 0)
	l.blockers.Put(stops)
	l.after.Put(changes)
	widgets.Visible(l.body, len(stops)+len(changes) > 0)
}

// changed says what was changed after the signature, by whom and to what; of values in conflict all.
func (p *SignPanel) changed(c Change) string {
	a, h := p.k.Session.View(), p.k.Session.History(c.At)
	last := slices.DeleteFunc(slices.Clone(h), func(e session.Entry) bool { return !e.Differs })
	if len(last) == 0 && len(h) > 0 {
		last = h[len(h)-1:]
	}
	text := p.k.Say.Say(c.Msg)
	for _, e := range last {
		text += p.k.T("checklist.change.by", a.Name(e.Person), a.ShowValue(p.k.Say, c.At, e.New))
	}
	return text
}

func (p *SignPanel) sign() { p.k.Window.Sign(p.district, p.phase) }

// Inner returns the panel's container, for layout.Relayout.
func (p *SignPanel) Inner() *fyne.Container { return p.body }

// CreateRenderer implements fyne.Widget.
func (p *SignPanel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }
