// Package review is what the team says about what stands in a district (批注): the threads about one thing, where they are answered and
// resolved, and the page that lists all of them. Use it on the UI goroutine only.
package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Panel shows threads, one below the other, and the box in which a comment, a reply or another text is written.
type Panel struct {
	k        *screen.Kit
	district string
	on       string            // what a new comment is about; empty where only replies are written
	threads  []*assess.Comment // that are shown
	to       string            // the ID of the thread that is answered; empty: a new comment
	change   string            // the ID of the comment whose text is being changed; empty: none is
	list     *fyne.Container
	box      *box
	page     *widgets.Page
	Object   fyne.CanvasObject
	Done     func() // follows what was written; may be nil
}

// NewPanel makes an empty panel.
func NewPanel(k *screen.Kit) *Panel {
	p := &Panel{k: k, list: layout.Stack(theme.Grid * 2)}
	p.page = widgets.NewPage(theme.Grid, p.list)
	p.box = newBox(k, p.send, p.calm, func() { layout.Relayout(p.Object) })
	p.Object = layout.Fill(0, p.page, layout.Pad(theme.Grid*4, theme.Grid, p.box.body))
	return p
}

// Put shows the threads about something in a district; on is empty where they are one thread that is only answered.
func (p *Panel) Put(d *assess.District, on string, threads []*assess.Comment) {
	fresh := p.district != d.ID || p.on != on || on == "" && (len(p.threads) == 0 || p.threads[0].ID != threads[0].ID)
	p.district, p.on, p.threads = d.ID, on, threads
	if fresh {
		p.box.put("")
		p.change = ""
		p.calmly()
	}
	rows := make([]fyne.CanvasObject, 0, len(threads))
	for i, c := range threads {
		if i > 0 {
			rows = append(rows, theme.NewBox(theme.Rule).Least(0, 1))
		}
		rows = append(rows, p.thread(c))
	}
	if len(rows) == 0 {
		rows = append(rows, widgets.Paragraph(p.k.T("talk.none")))
	}
	layout.SetObjects(p.list, rows)
	p.said()
	p.page.Fit()
}

// calmly is what the box is for when nothing else was chosen.
func (p *Panel) calmly() {
	p.to = ""
	if p.on == "" && len(p.threads) > 0 {
		p.to = p.threads[0].ID
	}
}

// calm gives up what was begun.
func (p *Panel) calm() {
	p.change = ""
	p.calmly()
	p.box.put("")
	p.said()
	p.box.field.Focus()
}

// said says what the box is for.
func (p *Panel) said() {
	d, text := p.d(), p.k.T("talk.new")
	switch c := d.Comment(p.to); {
	case p.change != "":
		text = p.k.T("talk.changing")
	case c != nil:
		text = p.k.T("talk.replying", p.k.Session.View().Name(c.Person))
	}
	p.box.says.Put(text)
	widgets.Visible(p.box.cancel, p.change != "" || p.on != "" && p.to != "")
	layout.Relayout(p.Object)
}

func (p *Panel) d() *assess.District { return p.k.Session.View().District(p.district) }

// Unsent is what was typed and not sent.
func (p *Panel) Unsent() string { return p.box.text() }

// Begin puts a text that was not sent back into the box.
func (p *Panel) Begin(text string) { p.box.put(text) }

// First is the box.
func (p *Panel) First() fyne.Focusable { return p.box.field.Target() }

// Focus gives the box the keyboard.
func (p *Panel) Focus() { p.box.field.Focus() }

func (p *Panel) send() {
	text, a, d, who := p.box.text(), p.k.Session.View(), p.d(), p.k.Session.Who()
	if who == nil {
		p.k.Window.Fail(words.Refuse("who"))
		return
	}
	if text == "" || d == nil {
		p.box.field.Focus()
		return
	}
	e := a.AddComment(d, who, p.on, p.k.Session.NewID(), text)
	if c := d.Comment(p.change); c != nil {
		e = a.ChangeComment(c, text)
	} else if c := d.Comment(p.to); c != nil {
		e = a.ReplyTo(d, c, who, p.k.Session.NewID(), text)
	}
	p.box.put("") // a page that is rendered meanwhile must not take it for a draft
	if !p.do(e) {
		p.box.put(text)
		return
	}
	p.calm()
}

func (p *Panel) do(e *assess.Edit) bool {
	if !p.k.Do(e) {
		return false
	}
	if p.Done != nil {
		p.Done()
	}
	return true
}

// thread is a comment with the replies to it, and what can be done.
func (p *Panel) thread(c *assess.Comment) fyne.CanvasObject {
	col := layout.Stack(theme.Grid, p.one(c))
	for _, x := range c.Replies {
		col.Add(container.New(layout.Inset{Left: theme.Grid * 6}, p.one(x)))
	}
	buttons := container.NewHBox()
	if p.on != "" {
		buttons.Add(widgets.NewQuiet(p.k.T("talk.reply"), theme.IconTalk, func() {
			p.to, p.change = c.ID, ""
			p.said()
			p.box.field.Focus()
		}))
	}
	key := "talk.resolve"
	if c.Done {
		key = "talk.unresolve"
		buttons.Objects = append([]fyne.CanvasObject{widgets.NewBadge(theme.Done, p.k.T("talk.done.by", p.k.Session.View().Name(c.DoneBy)))}, buttons.Objects...)
	}
	if who := p.k.Session.Who(); who != nil && (who.ID == c.Person || assess.May(who.Role, assess.Plan)) {
		buttons.Add(widgets.NewQuiet(p.k.T(key), theme.IconCheck, func() { p.do(assess.ResolveComment(c, !c.Done)) }))
	}
	if len(buttons.Objects) > 0 {
		col.Add(buttons)
	}
	return col
}

// one is a comment or a reply: whose it is, when, and what it says.
func (p *Panel) one(c *assess.Comment) fyne.CanvasObject {
	a := p.k.Session.View()
	head := container.NewHBox(theme.Text(a.Name(c.Person), theme.Body, true, theme.Ink).Whole(),
		theme.Text(c.At.Local().Format("2006-01-02 15:04"), theme.Small, false, theme.Ink2).Whole(), layout.Spacer())
	if who := p.k.Session.Who(); who != nil && who.ID == c.Person {
		head.Add(widgets.NewQuiet(p.k.T("talk.change"), "", func() {
			p.change = c.ID
			p.box.put(c.Text)
			p.said()
			p.box.field.Focus()
		}))
		head.Add(widgets.NewQuiet(p.k.T("talk.remove"), "", func() {
			p.k.Window.Confirm(p.k.T("talk.remove"), p.k.T("talk.remove.ask"), p.k.T("talk.remove"), func() { p.do(assess.RemoveComment(c)) })
		}))
	}
	text := widgets.NewProse()
	text.Put(c.Text)
	return layout.Stack(2, head, text.Body)
}
