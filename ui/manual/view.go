package manual

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// View shows a book. Up and Down go from section to section, Space to the next part of a long one, Backspace back; what is typed is looked
// for.
type View struct {
	OnPlace func(name string) // another section is at hand

	book     *Book
	say      func(key string, args ...any) string
	at       string
	trail    []string // sections from which a link or a hit led away
	find     *widgets.Find
	contents *widgets.Lines[line]
	hits     *widgets.Lines[Hit]
	back     *widgets.Button
	now      *fyne.Container
	room     *fyne.Container
	pages    map[int]*chapterPage
	page     *chapterPage // that is in view
	right    *fyne.Container
	object   fyne.CanvasObject
}

// line is a row of the contents.
type line struct {
	name, title string
	chapter     bool
}

// chapterPage is a chapter on screen.
type chapterPage struct {
	*widgets.Page
	heads map[string]fyne.CanvasObject // by the section's name
}

// New shows a book; say speaks the catalogue's keys.
func New(b *Book, say func(key string, args ...any) string) *View {
	v := &View{book: b, say: say, pages: map[int]*chapterPage{}, now: layout.Stack(0), room: container.NewStack()}
	v.find = widgets.NewFind(say("manual.find"), v.search)
	v.contents = widgets.NewLines(widgets.Kind[line]{New: newLineRow, Key: func(l line) string { return l.name }, Leads: true, Height: 28})
	v.contents.OnMove = func(l line) { v.show(l.name) }
	v.contents.OnOpen = func(line) { v.further() }
	v.contents.OnRune = func(_ line, r rune) bool { v.find.Type(r); return true }
	v.contents.OnKey = func(_ line, e *fyne.KeyEvent) bool { return e.Name == fyne.KeyBackspace && v.Back() }
	v.hits = widgets.NewLines(widgets.Kind[Hit]{New: newHitRow, Key: func(h Hit) string { return h.Name }, Leads: true, Height: theme.Rows2, Loose: true})
	v.hits.OnMove = func(h Hit) { v.follow(h.Name) }
	v.hits.OnOpen = func(Hit) { v.further() }
	v.hits.OnKey = func(_ Hit, e *fyne.KeyEvent) bool { return e.Name == fyne.KeyBackspace && v.Back() }
	v.hits.Empty(widgets.NewEmpty(theme.IconSearch, say("manual.none"), widgets.Action{}))
	v.hits.Hide()
	v.find.OnKey = v.findKey
	v.back = widgets.NewQuiet(say("manual.back"), theme.IconBack, func() { v.Back() })
	v.back.Able(false)
	left := container.New(layout.Fixed{Width: 250}, container.NewBorder(v.find, nil, nil, nil, container.NewStack(v.contents, v.hits)))
	top := container.NewHBox(v.back, layout.Spacer(), widgets.NewQuiet(say("manual.copy"), theme.IconDoc, v.copy))
	v.right = container.NewBorder(container.NewVBox(top, v.now), nil, theme.NewBox(theme.Rule).Least(1, 0), nil, v.room)
	v.object = container.NewBorder(nil, nil, left, nil, v.right)
	return v
}

// findKey goes from the box to what it found.
func (v *View) findKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if v.hits.Visible() {
			v.hits.Focus()
		} else {
			v.contents.Focus()
		}
		return true
	case fyne.KeyEscape:
		if v.find.Text() == "" {
			return false
		}
		v.find.Put("")
		v.contents.Focus()
		return true
	}
	return false
}

// Object is the whole.
func (v *View) Object() fyne.CanvasObject { return v.object }

// First is what gets the keyboard.
func (v *View) First() fyne.Focusable { return v.contents }

// Now puts what waits for the reader above the text, until another section is at hand.
func (v *View) Now(o ...fyne.CanvasObject) {
	if len(o) != len(v.now.Objects) {
		layout.SetObjects(v.now, o)
		layout.Relayout(v.right)
	}
}

// Open shows a section; where there is none of that name, the first.
func (v *View) Open(name string) {
	if _, _, ok := v.book.Find(name); !ok {
		name = v.book.Chapters[0].Sections[0].Name
	}
	v.show(name)
}

// follow goes to where a link or a hit leads, from where one can come back.
func (v *View) follow(name string) {
	if name != v.at {
		v.trail = append(v.trail, v.at)
	}
	v.Open(name)
}

// Back goes to where a link was followed; it tells whether there was one.
func (v *View) Back() bool {
	if len(v.trail) == 0 {
		return false
	}
	last := v.trail[len(v.trail)-1]
	v.trail = v.trail[:len(v.trail)-1]
	v.Open(last)
	return true
}

func (v *View) show(name string) {
	c, _, ok := v.book.Find(name)
	if !ok {
		return
	}
	if name != v.at {
		v.Now()
	}
	v.at = name
	v.list(c)
	p := v.pageOf(c)
	if p != v.page {
		v.page = p
		layout.SetObjects(v.room, []fyne.CanvasObject{p})
	}
	p.Start(p.heads[name])
	v.back.Able(len(v.trail) > 0)
	if v.OnPlace != nil {
		v.OnPlace(name)
	}
}

// list shows all chapters, and the sections of the one at hand.
func (v *View) list(at int) {
	var rows []line
	for i, c := range v.book.Chapters {
		rows = append(rows, line{c.Sections[0].Name, c.Title(), true})
		if i != at {
			continue
		}
		for _, s := range c.Sections[1:] {
			if s.Level == 2 {
				rows = append(rows, line{s.Name, s.Title, false})
			}
		}
	}
	v.contents.Put(rows)
	v.contents.Choose(v.at)
}

func (v *View) pageOf(chapter int) *chapterPage {
	if p := v.pages[chapter]; p != nil {
		return p
	}
	p := &chapterPage{heads: map[string]fyne.CanvasObject{}}
	var objs []fyne.CanvasObject
	for _, s := range v.book.Chapters[chapter].Sections {
		for i, x := range s.Blocks {
			o := v.draw(x)
			if i == 0 {
				p.heads[s.Name] = o
			}
			objs = append(objs, o)
		}
	}
	p.Page = widgets.NewPage(theme.Grid*2, objs...)
	v.pages[chapter] = p
	return p
}

// copy takes the words of the section at hand to the clipboard. Labels that can be selected would be stops of Tab, all of them, and keep Esc
// from what lies over the window.
func (v *View) copy() {
	if c, i, ok := v.book.Find(v.at); ok {
		fyne.CurrentApp().Clipboard().SetContent(v.book.Chapters[c].Sections[i].Plain())
	}
}

// further scrolls on by what is in view, but a line.
func (v *View) further() {
	v.page.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -(v.page.Size().Height - theme.Row)}})
}

func (v *View) search(query string) {
	hits := v.book.Search(query)
	v.hits.Put(hits)
	v.hits.None()
	widgets.Visible(v.hits, query != "")
	widgets.Visible(v.contents, query == "")
}

// newLineRow is a row of the contents.
func newLineRow() widgets.View[line] {
	text, in := theme.Text("", theme.Body, false, theme.Ink), theme.NewBox(theme.None)
	body := container.New(layout.Inset{Left: 10, Top: 4, Right: 4}, container.NewBorder(nil, nil, in, nil, text))
	return widgets.NewRow(body, func(l line) {
		side := theme.Grid * 4
		if l.chapter {
			side = 0
		}
		in.Least(side, 0)
		text.Bold(l.chapter)
		text.Put(l.title)
		layout.Relayout(body)
	})
}

// newHitRow is a row of what was found: where, and below it what.
func newHitRow() widgets.View[Hit] {
	where, text := theme.Text("", theme.Body, true, theme.Ink), theme.Text("", theme.Small, false, theme.Ink2)
	return widgets.NewRow(container.New(layout.Inset{Left: 10, Top: 2, Right: 4}, layout.Stack(0, where, text)), func(h Hit) {
		where.Put(h.Where)
		text.Put(h.Text)
	})
}
