package circular

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// editor is the middle part of the page: the section's text, the chosen sentence, and the doubts.
type editor struct {
	s       *Screen
	title   *theme.Line
	badge   *widgets.Badge
	restore *widgets.Button
	lock    *widgets.Banner
	says    string // text of lock
	note    *widgets.Field
	doubt   *circ.Doubt // the doubt whose sentence is chosen
	panel   fyne.CanvasObject
	one     *widgets.Field // the chosen sentence
	list    *doubtList
	body    *fyne.Container
}

// doubtList is the list of doubts, and below it that of what is said too often.
type doubtList struct {
	head, often  *theme.Line
	links, tired *widgets.Links
	page         *widgets.Page
	inner        *fyne.Container
	turn         map[string]int // how often each repeat was opened: each time leads to its next sentence
}

func newEditor(s *Screen) *editor {
	k := s.k
	e := &editor{s: s, title: theme.Text("", theme.Body, true, theme.Ink).Whole(), badge: widgets.NewBadge(theme.Idle, ""), lock: widgets.NewBanner(theme.Locked, "")}
	e.restore = widgets.NewQuiet(k.T("circular.restore"), theme.IconUndo, e.askRestore)
	e.note = widgets.NewNote(k.Timer, 8)
	e.note.OnCommit = func(text string) { s.k.Do(s.section().Write(text)) }
	e.note.OnDone = s.DoneAndNext
	e.one = widgets.NewNote(k.Timer, 3)
	e.one.OnCommit = e.rewrite
	e.one.OnDone = e.close
	none := func(int) string { return "" }
	e.list = &doubtList{head: widgets.Heading(""), often: widgets.Heading(""), links: widgets.NewLinks(0, none, ""), tired: widgets.NewLinks(0, none, ""),
		turn: map[string]int{}}
	e.panel = widgets.Labelled(k.T("circular.sentence"), e.one,
		container.NewHBox(layout.Spacer(), widgets.NewQuiet(k.T("circular.sentence.close"), theme.IconCheck, e.close)))
	e.list.inner = layout.Stack(theme.Grid, e.panel, e.list.head, e.list.links, e.list.often, e.list.tired)
	e.list.page = widgets.NewPage(0, e.list.inner)
	e.panel.Hide()
	top := container.NewBorder(nil, nil, container.NewHBox(container.NewCenter(e.title), container.NewCenter(e.badge)), e.restore)
	head := layout.Stack(theme.Grid, container.New(layout.Least{Height: theme.Touch}, top), e.lock)
	e.body = container.New(&written{note: e.note, below: e.below}, head, e.note, e.list.page)
	return e
}

// below returns the height that the doubts need.
func (e *editor) below() float32 { return e.list.inner.MinSize().Height + 20 }

func (e *editor) render() {
	k, sec := e.s.k, e.s.section()
	e.title.Put(k.T("circular.section." + sec.Key))
	if sec.Edited {
		e.badge.Set(theme.Info, k.T("circular.edited"))
	} else {
		e.badge.Set(theme.Idle, k.T("circular.generated"))
	}
	refused := e.s.refused()
	says, short := "", ""
	if refused != nil {
		x := k.Say.Explain(refused)
		says, short = x.Both(), k.T("circular.readonly")
	} else if e.s.st.disputed(sec.Key) { // what somebody typed now could not be written
		short = k.T("circular.disputed")
	}
	if says != e.says {
		e.says = says
		e.lock.Put(theme.Locked, says)
	}
	widgets.Visible(e.restore, sec.Edited && short == "")
	e.note.Lock(short)
	e.note.Put(sec.String())
	e.sentence(short != "")
	doubts := e.s.st.of(sec.Key)
	if len(doubts) > 0 {
		e.list.head.Set(k.T("circular.check", len(doubts)), theme.Ink)
	} else {
		e.list.head.Set(k.T("circular.check.none"), theme.Ink2)
	}
	e.list.head.Bold(len(doubts) > 0)
	e.list.links.Put(e.items(doubts))
	tired := e.s.st.tires(sec.Key)
	e.list.often.Set(k.T("circular.often", len(tired)), theme.Ink)
	e.list.often.Bold(true)
	e.list.tired.Put(e.repeats(tired))
	widgets.Visible(e.list.often, len(tired) > 0)
	widgets.Visible(e.list.tired, len(tired) > 0)
	e.list.page.Fit()
	layout.Relayout(e.body)
}

// items returns the doubts as links; those about a sentence begin with its first words.
func (e *editor) items(doubts []circ.Doubt) []widgets.Item {
	var out []widgets.Item
	for _, d := range doubts {
		text := e.s.k.Say.Say(d.Msg)
		if d.Sentence >= 0 {
			text = e.s.k.T("circular.about", begin(d.Text, 16), text)
		}
		out = append(out, widgets.Item{State: theme.Warning, Text: text, Go: func() { e.open(d) }})
	}
	return out
}

// repeats returns what is said too often as links, each to its sentences in turn.
func (e *editor) repeats(list []circ.Repeat) []widgets.Item {
	var out []widgets.Item
	for _, r := range list {
		key := "circular.often.phrase"
		if r.Opening {
			key = "circular.often.opening"
		}
		out = append(out, widgets.Item{State: theme.Info, Text: e.s.k.T(key, r.Text, len(r.At)), Go: func() {
			at := r.At[e.list.turn[r.Text]%len(r.At)]
			e.list.turn[r.Text]++
			e.s.show(at.Section)
			e.open(circ.Doubt{Section: at.Section, Sentence: at.Sentence, Text: at.Text})
		}})
	}
	return out
}

func begin(text string, n int) string {
	if r := []rune(strings.TrimSpace(text)); len(r) > n {
		return string(r[:n]) + "…"
	}
	return strings.TrimSpace(text)
}

// open goes to the place where a doubt is put right: a district's summary, a finding, or the sentence.
func (e *editor) open(d circ.Doubt) {
	if d.Kind == circ.NoHighlight {
		if x := e.s.st.a.District(d.Refs[0].District); x != nil {
			e.s.k.Window.Go(assess.Place{District: x.ID, Phase: assess.Summary, Entity: x.SumEntity(), Box: "circulated"})
		}
		return
	}
	e.s.Leave()
	if d.Theme != "" {
		e.s.basis.choose("theme/" + d.Theme)
	}
	for _, r := range d.Refs {
		if e.s.basis.choose(findingRowKey(r)) {
			break
		}
	}
	if d.Sentence < 0 || e.note.Locked() {
		return
	}
	e.doubt = &d
	e.render()
	e.list.page.Top()
	e.one.Focus()
}

// sentence shows the chosen sentence, as long as the text contains it.
func (e *editor) sentence(locked bool) {
	if e.doubt != nil && !strings.Contains(e.s.section().String(), e.doubt.Text) {
		e.doubt = nil
	}
	on := e.doubt != nil && !locked
	if on {
		e.one.Put(e.doubt.Text)
	}
	widgets.Visible(e.panel, on)
}

// rewrite replaces the chosen sentence.
func (e *editor) rewrite(by string) {
	if e.doubt == nil {
		return
	}
	d := *e.doubt
	sec := e.s.section()
	text := sec.Replace(d.Sentence, d.Text, by)
	if by == "" {
		e.doubt = nil
	} else {
		e.doubt.Text = by
	}
	e.s.k.Do(sec.Write(text))
}

// close writes the sentence and hides its box.
func (e *editor) close() {
	e.one.Flush()
	e.doubt = nil
	e.render()
	e.list.links.Focus()
}

// askRestore asks, and then drops the edited text.
func (e *editor) askRestore() {
	k := e.s.k
	e.s.Leave()
	sec := e.s.section()
	if !sec.Edited {
		return
	}
	k.Window.Confirm(k.T("circular.restore"), k.T("circular.restore.ask", k.T("circular.section."+sec.Key), len([]rune(sec.String()))), k.T("circular.restore.yes"), func() {
		e.doubt = nil
		e.s.k.Do(assess.RestoreCircularText(sec.Key))
	})
}
