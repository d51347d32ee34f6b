package settle

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// panel settles one register. It shows the versions one below the other with the differences, each with a button that takes it, and a box
// for another value. It asks for a reason before anything is written.
type panel struct {
	k       *screen.Kit
	done    func() // called after a conflict was settled
	is      Dispute
	shown   string // what is on screen, so that nothing is built again and nothing typed is lost
	title   *widgets.Para
	since   *theme.Line
	refused *widgets.Banner
	list    *fyne.Container
	takes   []*widgets.Button
	other   *other
	page    *widgets.Page
}

func newPanel(k *screen.Kit, done func()) *panel {
	p := &panel{k: k, done: done, title: widgets.Paragraph(""), since: theme.Text("", theme.Small, false, theme.Ink2), refused: widgets.NewBanner(theme.Locked, ""),
		list: layout.Stack(theme.Grid * 2)}
	p.title.TextStyle = fyne.TextStyle{Bold: true}
	p.other = newOther(k, p.write)
	place := widgets.NewButton(k.T("settle.place"), theme.IconNext, func() {
		to := assess.PlaceOf(p.is.At.Entity)
		k.Window.Go(to)
	})
	p.page = widgets.NewPage(theme.Grid*2, p.title, container.NewHBox(p.since.Whole(), layout.Spacer(), place), p.refused, p.list, p.other.body)
	return p
}

// put shows a conflict.
func (p *panel) put(d Dispute) {
	fresh := Key(d.At) != Key(p.is.At)
	p.is = d
	p.title.SetText(p.k.T("name.value", d.Where, d.Field))
	if p.since.Put(p.k.T("settle.since.doubtful")); !d.Since.IsZero() {
		p.since.Put(p.k.T("settle.since", d.Since.Local().Format("2006-01-02 15:04")))
	}
	p.refuse()
	shown := fmt.Sprint(Key(d.At), d.Refusal)
	for _, v := range d.Versions {
		shown += v.Text + fmt.Sprint(v.By)
	}
	if d.Merged != nil {
		shown += d.Merged.Text
	}
	if shown != p.shown {
		p.shown, p.takes = shown, nil
		p.list.RemoveAll()
		for n, v := range d.Versions {
			p.list.Add(p.version(n, v))
		}
		if d.Merged != nil && d.Open() {
			p.list.Add(p.merged(d.Merged))
		}
		p.other.put(d)
	}
	p.page.Fit()
	if fresh {
		p.page.Top()
	}
}

// refuse says why it can't be settled here now, and leads to the place where it can.
func (p *panel) refuse() {
	text, to := "", assess.PlaceOf(p.is.At.Entity)
	switch p.is.Remedy {
	case assess.ByOfficer:
		text = p.k.T("settle.officer")
	case assess.ByVersion:
		text = p.k.T("settle.version")
	case assess.ByProgram:
		text = p.k.T("settle.program")
	default:
		if p.is.Refusal != nil {
			e := p.k.Say.Explain(p.is.Refusal)
			text = e.Both()
		}
	}
	var acts []widgets.Action
	if p.is.Remedy == assess.ByOfficer || p.is.Remedy == assess.ByVersion {
		acts = append(acts, widgets.Action{Name: p.k.T("settle.there"), Do: func() { p.k.Window.Go(to) }})
	}
	p.refused.Put(theme.Locked, text, acts...)
}

// version shows one value: who wrote it, when and on which laptop; the value; and the button that takes it.
func (p *panel) version(n int, v Version) fyne.CanvasObject {
	a := p.k.Session.View()
	col := layout.Stack(0)
	for _, e := range v.By {
		says := widgets.Paragraph(p.k.T("settle.by", a.Name(e.Person), Laptop(p.k, e.Device), When(p.k.Say, e)))
		says.Importance = widget.LowImportance
		col.Add(says)
	}
	col.Add(Marked(v.Runs))
	take := widgets.NewButton(p.k.T(p.taking(v), n+1), theme.IconCheck, func() { p.take(n) })
	take.Able(p.is.Open())
	p.takes = append(p.takes, take)
	col.Add(layout.Pad(8, 4, container.NewHBox(layout.Spacer(), take)))
	return container.NewStack(theme.NewBox(theme.Band).Round(theme.Grid), layout.Pad(4, 4, col))
}

// taking is what the button of a version says.
func (p *panel) taking(v Version) string {
	switch {
	case !p.is.Removed:
		return "settle.take"
	case v.Value == ledger.Of(true):
		return "settle.take.remove"
	}
	return "settle.take.keep"
}

// merged shows the suggestion, with the buttons that take it and that put it into the box, to be changed first.
func (p *panel) merged(m *Merged) fyne.CanvasObject {
	says := p.k.T("settle.merged")
	if m.Both {
		says = p.k.T("settle.merged.both")
	}
	about := widgets.Paragraph(says)
	about.Importance = widget.LowImportance
	take := widgets.NewButton(p.k.T("settle.merged.take"), theme.IconCheck, p.takeMerged)
	edit := widgets.NewButton(p.k.T("settle.merged.edit"), theme.IconDown, func() {
		p.other.field.Put(m.Text)
		p.other.field.Focus()
	})
	col := layout.Stack(0, about, coloured(m.Runs, "", ""), layout.Pad(8, 4, container.NewHBox(layout.Spacer(), edit, take)))
	return container.NewStack(theme.NewBox(theme.BlueBand).Round(theme.Grid), layout.Pad(4, 4, col))
}

// takeMerged settles the conflict with the suggestion.
func (p *panel) takeMerged() {
	if p.is.Merged == nil || !p.is.Open() {
		return
	}
	if err := p.write(p.is.Merged.Text); err != nil {
		p.k.Window.Fail(err)
	}
}

// Marked shows a text with its differences in another colour, bold and between brackets, so that they are not shown by colour alone.
func Marked(runs []Run) fyne.CanvasObject {
	if len(runs) > 1 {
		return coloured(runs, "【", "】")
	}
	return coloured(runs, "", "")
}

// coloured shows a text with its differences in another colour, bold, and between two signs.
func coloured(runs []Run, from, to string) fyne.CanvasObject {
	var parts []widget.RichTextSegment
	for _, r := range runs {
		s := &widget.TextSegment{Text: r.Text, Style: widget.RichTextStyle{Inline: true, ColorName: theme.Ink, SizeName: "text"}}
		if r.Differs {
			s.Style.ColorName, s.Style.TextStyle = theme.Amber, fyne.TextStyle{Bold: true}
			s.Text = from + r.Text + to
		}
		parts = append(parts, s)
	}
	t := widget.NewRichText(parts...)
	t.Wrapping = fyne.TextWrapWord
	return t
}

// take settles the conflict with version n.
func (p *panel) take(n int) {
	if n >= 0 && n < len(p.is.Versions) && p.is.Open() {
		p.settle(p.is.Versions[n].Value, p.is.Versions[n].Text)
	}
}

// write settles the conflict with the value that was typed. It returns the faults of assess.Typed.
func (p *panel) write(text string) error {
	v, err := p.k.Session.View().Typed(p.is.At, text)
	if err != nil {
		return err
	}
	p.settle(v, p.k.Session.View().ShowWhole(p.k.Say, p.is.At, v))
	return nil
}

func (p *panel) settle(v ledger.Value, shown string) {
	at, why := p.is.At, "settle.why"
	if assess.IsMark(at) {
		why = "settle.why.mark"
	}
	p.k.Window.AskText(p.k.T("settle.title", short(shown)), p.k.T(why), "", func(reason string) {
		if p.k.Do(p.k.Session.View().Settle(at, v, reason, p.k.Session.NewID())) {
			p.done()
		}
	})
}

// other is the box for a value that nobody has written yet. It depends on the field's kind.
type other struct {
	k     *screen.Kit
	write func(text string) error
	field *widgets.Field
	day   bool // field takes a day
	pick  *widgets.Pick
	box   *fyne.Container
	row   *widgets.FormRow
	give  *widgets.Button
	body  *fyne.Container
}

func newOther(k *screen.Kit, write func(string) error) *other {
	o := &other{k: k, write: write, box: container.NewStack(), give: widgets.NewButton(k.T("settle.write"), theme.IconSave, nil)}
	o.give.OnTapped = o.hand
	form := widgets.NewForm(0)
	o.row = form.Add(k.T("settle.other"), o.box, "")
	o.body = layout.Stack(theme.Grid, theme.NewBox(theme.Rule).Least(0, 1), form, container.NewHBox(layout.Spacer(), o.give))
	return o
}

func (o *other) put(d Dispute) {
	able := d.Open() && !d.Whole && assess.CanType(d.At)
	widgets.Visible(o.body, able)
	o.field, o.pick, o.day = nil, nil, false
	if !able {
		return
	}
	f := schema.Parse(d.At.Entity).Field(d.At.Field)
	o.day = f.Kind == schema.Day
	first := assess.TypeText(d.At, d.Versions[len(d.Versions)-1].Value)
	if list := choices(o.k.Session.View(), o.k.Say, d.At); list != nil {
		o.pick = widgets.NewPick(o.k.T("settle.pick"))
		var options []widgets.Option
		for _, c := range list {
			options = append(options, widgets.Option{Key: c.code, Name: c.word})
		}
		o.pick.Put(options, "")
		o.box.Objects = []fyne.CanvasObject{o.pick}
	} else {
		switch f.Kind {
		case schema.Prose, schema.Lines:
			o.field = widgets.NewNote(widgets.Never{}, 5)
		default:
			o.field = widgets.NewField(widgets.Never{})
		}
		if o.day {
			o.field.Days(o.k.Months())
		}
		o.field.Put(first)
		o.box.Objects = []fyne.CanvasObject{o.field}
	}
	o.row.SetHint(o.k.T("settle.other.hint"))
	o.row.SetError("")
	o.box.Refresh()
}

// hand passes on the content of the box, or shows below it what is wrong.
func (o *other) hand() {
	text, wrong := "", ""
	switch {
	case o.pick != nil:
		if text = o.pick.Chosen(); text == "" {
			wrong = o.k.T("settle.pick")
		}
	case o.day:
		var err error
		if text, err = widgets.ParseDay(o.field.Text()); err != nil {
			wrong = o.k.T("settle.day")
		}
	default:
		text = o.field.Text()
	}
	if wrong == "" {
		if err := o.write(text); err != nil {
			e := o.k.Say.Explain(err)
			wrong = e.Both()
		}
	}
	o.row.SetError(wrong)
}
