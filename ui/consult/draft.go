package consult

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/frame"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// draftPane is 征求意见稿: sending it, and what was sent compared with the present state.
type draftPane struct {
	frame.Still
	f     *frame.Frame
	d     *assess.District
	whose string // ID of the district whose days are in the boxes
	send  sendBoxes
	state *widgets.Badge
	facts *widgets.Prose
	head  *theme.Line
	title fyne.CanvasObject // the head with its rule
	rows  []*sentRow
	list  *fyne.Container
	page  *widgets.Page
}

// sendBoxes holds the boxes for the two days, and the button.
type sendBoxes struct {
	days *form.Form // sent, reply
	send *widgets.Button
	body *fyne.Container
}

// put sets the word on the button, and how much it stands out.
func (b *sendBoxes) put(word string, weight widget.Importance) {
	b.send.Put(word)
	if b.send.Importance != weight {
		b.send.Importance = weight
		b.send.Refresh()
	}
}

// sentRow shows a problem or a mark as it was sent, and as it is now.
type sentRow struct {
	badge    *widgets.Badge
	was, now *widgets.Prose
	body     *fyne.Container
}

func newDraft(f *frame.Frame) *draftPane {
	k := f.K
	p := &draftPane{f: f, state: widgets.NewBadge(theme.Idle, ""), facts: widgets.NewProse(), head: widgets.Heading(""), list: layout.Stack(12)}
	p.send = sendBoxes{days: form.Question(k, "d/draft", form.Box("sent").Says("consult.sent").Must(), form.Box("reply").Says("consult.reply")),
		send: widgets.NewPrimary(k.T("consult.send"), theme.IconSign, p.ask)}
	act := layout.Stack(2, theme.Text(" ", theme.Small, false, theme.Ink2), p.send.send)
	p.send.body = container.New(layout.Most{Width: 520}, container.New(layout.Cells{Widths: []float32{150, 150, 0}, Gap: 12}, p.send.days.Row("sent"), p.send.days.Row("reply"), act))
	top := widgets.Head(widgets.Heading(k.T("consult.tab.draft")), container.New(layout.Middle{}, p.state))
	p.title = widgets.Head(p.head, nil)
	p.page = widgets.NewPage(8, top, p.facts.Body, p.send.body, p.title, p.list)
	return p
}

// Object returns the pane.
func (p *draftPane) Object() fyne.CanvasObject { return p.page }

// Render shows the last draft.
func (p *draftPane) Render(d *assess.District) {
	k := p.f.K
	p.d = d
	state, word := due(d, k.Session.Today())
	p.state.Set(state, k.Say.Say(word))
	if p.whose != d.ID { // today's day, until something else is typed
		p.whose = d.ID
		p.send.days.Drop()
		p.send.days.Fill("sent", string(k.Session.Today())).Fill("reply", "")
	}
	x := d.Draft()
	if x == nil {
		p.facts.Put(k.T("consult.draft.none", len(d.Of(assess.Problem)), marked(d)))
		p.send.put(k.T("consult.send"), widget.HighImportance)
	} else {
		p.facts.Put(k.T("consult.draft.facts", x.Sent.Said(), k.Session.View().Name(x.Person), x.Reply.Said(), len(x.Problems), len(x.Marks), len(d.Drafts)))
		p.send.put(k.T("consult.again"), widget.MediumImportance)
	}
	widgets.Visible(p.send.body, p.f.Refused() == nil)
	p.put(x, d)
	p.page.Fit()
}

func (p *draftPane) put(x *assess.Draft, d *assess.District) {
	var changes []assess.DraftChange
	if x != nil {
		changes = x.Compare(d)
	}
	for len(p.rows) < len(changes) {
		p.rows = append(p.rows, newSentRow())
	}
	moved := 0
	var objs []fyne.CanvasObject
	for i, c := range changes {
		if c.Kind != "same" {
			moved++
		}
		p.rows[i].put(p.f, i+1, c)
		objs = append(objs, p.rows[i].body)
	}
	layout.SetObjects(p.list, objs)
	p.head.Put(p.f.K.T("consult.changes", moved))
	widgets.Visible(p.title, x != nil)
}

func newSentRow() *sentRow {
	r := &sentRow{badge: widgets.NewBadge(theme.Idle, ""), was: widgets.NewProse(), now: widgets.NewProse()}
	left := container.New(layout.Most{Width: 108}, r.badge)
	r.body = container.New(layout.Cells{Widths: []float32{108, 0}, Gap: 8}, left, layout.Stack(4, r.was.Body, r.now.Body))
	return r
}

var kinds = map[string]theme.State{"same": theme.Idle, "edited": theme.Info, "withdrawn": theme.Refused, "removed": theme.Refused, "added": theme.Warning, "moved": theme.Info}

func (r *sentRow) put(f *frame.Frame, n int, c assess.DraftChange) {
	k := f.K
	r.badge.Set(kinds[c.Kind], k.T("consult.kind."+c.Kind))
	switch c.Kind {
	case "moved":
		r.was.Put(k.T("consult.was.mark", c.Score.Item.Code, strings.TrimSuffix(c.Score.Item.Text, "。"), c.From))
		r.now.Put(k.T("consult.now.mark", c.Score.Final))
	case "added":
		r.was.Put("")
		r.now.Put(k.T("consult.now", c.Now))
	case "edited":
		r.was.Put(k.T("consult.numbered", n, c.Was))
		r.now.Put(k.T("consult.now", c.Now))
	default:
		r.was.Put(k.T("consult.numbered", n, c.Was))
		r.now.Put("")
	}
}

func marked(d *assess.District) int {
	n := 0
	for _, s := range d.Scores {
		if s.Marked {
			n++
		}
	}
	return n
}

// ask checks the two days and asks for confirmation before the draft is frozen.
func (p *draftPane) ask() {
	k := p.f.K
	v, ok := p.send.days.Values()
	sent, reply := v["sent"], v["reply"]
	if ok && reply < sent {
		p.send.days.Field("reply").Tell(k.T("consult.badreply"))
		p.send.days.Focus("reply")
		ok = false
	}
	if !ok {
		p.page.Fit()
		return
	}
	d, who := p.d, ""
	if x := k.Session.Who(); x != nil {
		who = x.ID
	}
	k.Window.Confirm(k.T("consult.send"), k.T("consult.send.body", d.Name, len(d.Of(assess.Problem)), marked(d), assess.Day(reply).Said()), k.T("consult.send.yes"), func() {
		p.whose = "" // the boxes begin again with today
		p.f.K.Do(assess.SendDraft(d, k.Session.NewID(), assess.Day(sent), assess.Day(reply), who))
	})
}

// Reveal puts the keyboard into the box of the reply day, if a draft can be sent.
func (p *draftPane) Reveal(assess.Place) {
	if p.send.body.Visible() {
		p.send.days.Focus("reply")
	}
}

// Leave does nothing: the days are only used when the draft is sent.
func (p *draftPane) Leave() {}
