package gallery

import (
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// What is done with one file or with several.

// remove takes files away, after saying what they support.
func (s *Screen) remove() {
	rows := s.selected()
	if len(rows) == 0 {
		return
	}
	var list []*assess.Evidence
	said, more := "", 0
	for _, r := range rows {
		list = append(list, r.X)
		more += len(r.Links)
	}
	switch {
	case len(rows) > 1:
		said = s.k.T("gallery.remove.several", len(rows), more)
	case more > 0:
		said = s.k.T("gallery.remove.one", rows[0].No(s.k), rows[0].Supported(s.k))
	default:
		said = s.k.T("gallery.remove.loose", rows[0].No(s.k))
	}
	s.k.Window.Confirm(s.k.T("gallery.remove.ask"), said, s.k.T("gallery.remove.yes"), func() { s.k.Do(assess.RemoveEvidence(list...)) })
}

// captionAll gives several files one caption.
func (s *Screen) captionAll() {
	rows := s.selected()
	s.k.Window.AskText(s.k.T("gallery.caption.all", len(rows)), s.k.T("field.caption"), "", func(text string) {
		e := assess.New("edit.evidencecaption")
		for _, r := range rows {
			e.Texts(r.X.Entity, "caption", text)
		}
		s.k.Do(e)
	})
}

// choice is a thing that can be linked, and whether all of the selected files support it.
type choice struct {
	link
	on bool
}

// link lets what the selected files support be chosen over the window, one thing after the other.
func (s *Screen) link() {
	s.Leave()
	rows := s.selected()
	if len(rows) == 0 {
		return
	}
	for _, r := range rows {
		if r.D.ID != rows[0].D.ID {
			s.k.Window.Fail(words.Refuse("gallery.districts"))
			return
		}
	}
	now := func() (d *assess.District, all []*assess.Evidence) {
		d = s.k.Session.View().District(rows[0].D.ID)
		for _, r := range rows {
			if x := d.EvidenceOf(r.X.Phase, r.X.ID); x != nil {
				all = append(all, x)
			}
		}
		return d, all
	}
	choices := func() []choice {
		d, all := now()
		var out []choice
		for _, l := range linkable(s.k, d) {
			on := true
			for _, x := range all {
				on = on && l.has(x)
			}
			out = append(out, choice{l, on})
		}
		return out
	}
	var over *widgets.Modal
	list := widgets.NewPicker(widgets.Picking[choice]{
		Kind: widgets.Kind[choice]{New: newChoice, Height: theme.Touch, Key: func(c choice) string { return c.set + "/" + c.id },
			Columns: []widgets.Column[choice]{{Cell: widgets.Plain(func(c choice) string { return c.text })}, {Cell: widgets.Plain(func(c choice) string { return c.kind })}}},
		Rows: choices, Text: func(c choice) string { return c.text + "\n" + c.kind },
		Pick: func(c choice) string {
			_, all := now()
			e := assess.New("edit.evidencelink")
			for _, x := range all {
				e.Supporting(x, c.supports(), !c.on)
			}
			s.k.Do(e)
			return ""
		},
		Hint: s.k.T("gallery.link.find"), None: s.k.T("gallery.link.none"), Width: 600})
	over = list.Over(s.k.Window.Canvas(), s.k.T("gallery.link.title", len(rows)), s.k.T("gallery.link.hint"), widgets.NewPrimary(s.k.T("gallery.link.done"), "", func() { over.Close() }))
}

// newChoice draws a thing that can be linked.
func newChoice() widgets.View[choice] {
	check, text := theme.NewPic(theme.IconCheck, theme.Glyph, theme.Accent), theme.Text("", theme.Body, false, theme.Ink)
	kind := theme.Text("", theme.Small, false, theme.Ink2).Whole()
	mark := container.New(layout.Fixed{Width: 20}, container.NewCenter(check))
	return widgets.NewRow(container.New(layout.Inset{Left: 8, Right: 12}, container.New(layout.Row{Gap: 8, Grow: layout.Nth(1)}, mark, text, kind)), func(c choice) {
		widgets.Visible(check, c.on)
		text.Put(c.text)
		kind.Put(c.kind)
	})
}

// pairs are the other halves of a pair, and the ways to them.
func (s *Screen) pairs(r Row) []widgets.Item {
	var out []widgets.Item
	for _, x := range r.D.Evidence {
		other := Row{D: r.D, X: x, Several: r.Several}
		key := ""
		switch {
		case x.ID == r.X.ID:
		case x.ID == r.X.Before:
			key = "gallery.pair.before"
		case x.Before == r.X.ID:
			key = "gallery.pair.after"
		}
		if key != "" {
			out = append(out, widgets.Item{Icon: theme.IconPair, Text: s.k.T(key, other.No(s.k), other.Title()), Go: func() { s.look(x.Entity) }})
		}
	}
	return out
}

// choosePair lets the picture be chosen that shows the state before that of r.
func (s *Screen) choosePair(r Row) {
	s.Leave()
	var rows []Row
	if r.X.Before != "" {
		rows = append(rows, Row{})
	}
	for _, x := range r.D.Evidence {
		if x.Picture() && x.ID != r.X.ID {
			rows = append(rows, Row{D: r.D, X: x})
		}
	}
	var over *widgets.Modal
	list := widgets.NewPicker(widgets.Picking[Row]{
		Kind: widgets.Kind[Row]{New: func() widgets.View[Row] { return s.newBefore() }, Height: theme.Rows2, Key: func(o Row) string {
			if o.X == nil {
				return ""
			}
			return o.Key()
		}},
		Rows: func() []Row { return rows }, Text: func(o Row) string {
			if o.X == nil {
				return ""
			}
			return o.Text()
		},
		Pick: func(o Row) string {
			over.Close()
			id := ""
			if o.X != nil {
				id = o.X.ID
			}
			s.k.Do(r.X.SetBefore(id))
			return ""
		},
		Hint: s.k.T("gallery.pair.find"), None: s.k.T("gallery.pair.none"), Width: 480})
	over = list.Over(s.k.Window.Canvas(), s.k.T("gallery.pair.title", r.No(s.k)), s.k.T("gallery.pair.hint"), widgets.NewButton(s.k.T("button.cancel"), "", func() { over.Close() }))
}

// newBefore draws a picture that can be chosen, or that none is to be.
func (s *Screen) newBefore() widgets.View[Row] {
	thumb, no, says := NewThumb(s.k), theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	cells := container.New(layout.Cells{Widths: []float32{64, 0}, Gap: 8}, container.New(layout.Fixed{Height: theme.Rows2 - 8}, thumb), layout.Stack(0, no, says))
	return widgets.NewRow(layout.Pad(4, 4, cells), func(r Row) {
		thumb.Put(r.X)
		if r.X == nil {
			no.Put(s.k.T("gallery.pair.undo"))
			says.Put("")
			return
		}
		no.Put(r.No(s.k))
		says.Put(r.Title())
	})
}
