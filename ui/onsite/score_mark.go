package onsite

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// markRow is where an item gets its mark: the box or the marks that the rule allows, what was counted, 不适用, and for a veto item
// whether its event happened.
type markRow struct {
	p     *page
	is    *assess.Score
	mark  *widgets.Mark
	count *countBox
	veto  *vetoRow
	na    *widgets.Notice
	line  *fyne.Container
	body  *fyne.Container

	setsNA, clears, tells *widgets.Button // beside the mark
}

func newMarkRow(p *page, minus, done func()) *markRow {
	m := &markRow{p: p, mark: widgets.NewMark(p.k.Timer), na: widgets.NewNotice(theme.Idle)}
	m.mark.OnCommit, m.mark.OnStep, m.mark.OnMinus, m.mark.OnDone, m.mark.Parse = m.commit, m.step, minus, done, m.parse
	m.count = newCountBox(p, done)
	m.veto = newVetoRow(p)
	m.setsNA = widgets.NewQuiet(p.t("onsite.na.set"), "", m.setNA)
	m.clears = widgets.NewQuiet(p.t("onsite.clear"), "", func() { p.k.Do(assess.ClearMark(m.is)) })
	m.tells = widgets.NewQuiet(p.t("onsite.history"), theme.IconHistory, m.history)
	buttons := newRow(-1, m.setsNA, m.clears, m.tells)
	m.line = named(p.t("onsite.mark"), layout.Flow(theme.Grid*3, m.mark, buttons))
	m.body = layout.Stack(theme.Grid, heading(p.t("onsite.marking")), m.na.Banner, m.veto.body, m.count.body, m.line)
	return m
}

func (m *markRow) put(s *assess.Score, locked bool) {
	if m.is != nil && m.is.Entity != s.Entity {
		m.mark.Drop()
	}
	m.is = s
	veto := s.Item.Veto()
	m.veto.put(s, locked)
	m.count.put(s, locked)
	m.putNA(s, locked)
	widgets.Visible(m.body, !s.Disputed) // of two values one has to be settled on first
	widgets.Visible(m.line, !veto && !s.NA && !s.Disputed)
	var choices []string
	for _, c := range s.Item.Rule.Choices(s.Item.Points) {
		choices = append(choices, c.String())
	}
	m.mark.Choices(choices...)
	shown := ""
	if s.Marked {
		shown = s.Mark.String()
	}
	m.mark.Put(shown)
	reason := ""
	if locked {
		reason = m.p.t("onsite.locked.short")
	}
	m.mark.Lock(reason)
	able(!locked, m.setsNA)
	able(!locked && s.Marked, m.clears)
}

func (m *markRow) putNA(s *assess.Score, locked bool) {
	if !s.NA {
		m.na.Put("")
		return
	}
	text := m.p.t("onsite.na.because", s.NAReason)
	if locked {
		m.na.Put(text)
		return
	}
	m.na.Put(text, widgets.Action{Name: m.p.t("onsite.na.reason"), Do: m.setNA},
		widgets.Action{Name: m.p.t("onsite.na.unset"), Do: func() { m.p.k.Do(assess.ClearMark(m.is)) }})
}

// begin types a digit that was typed on the list.
func (m *markRow) begin(r rune) {
	if m.is != nil && m.line.Visible() {
		m.mark.Type(r)
	}
}

func (m *markRow) focus() {
	switch {
	case m.is == nil:
	case m.is.Item.Veto():
		m.veto.focus()
	case m.line.Visible():
		m.mark.Focus()
	case m.is.NA:
		if b := m.na.Banner.Action(); b != nil {
			m.p.k.Window.Canvas().Focus(b)
		}
	}
}

// refused tells whether the box holds something that is no mark.
func (m *markRow) refused() bool { return m.mark.Refused() && m.line.Visible() }

func (m *markRow) flush() {
	m.count.f.Flush()
	m.mark.Flush()
}

// parse allows what the rule allows: a mark outside its range is an error, not taken silently to the nearest.
func (m *markRow) parse(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	p, err := standard.ParsePoints(text)
	if err != nil {
		return "", errors.New(m.p.t("onsite.bad.number"))
	}
	choices := m.is.Item.Rule.Choices(m.is.Item.Points)
	if len(choices) > 0 && !slices.Contains(choices, p) {
		said := make([]string, len(choices))
		for i, c := range choices {
			said[i] = c.String()
		}
		return "", errors.New(m.p.t("onsite.bad.choice", trimmed(p), strings.Join(said, m.p.t("list.sep"))))
	}
	if low, high := m.is.Item.Rule.Range(m.is.Item.Points); p < low || p > high {
		return "", errors.New(m.p.t("onsite.bad.range", low, high))
	}
	return p.String(), nil
}

func (m *markRow) commit(text string) {
	s := m.is
	if text == "" {
		if s.Marked {
			m.p.k.Do(assess.ClearMark(s))
		}
		return
	}
	p, err := standard.ParsePoints(text)
	if err != nil || s.Marked && s.Mark == p && !s.NA && !s.Disputed {
		return
	}
	m.p.k.Do(assess.SetMark(m.p.d(), s, p, m.p.k.Session.NewID()))
}

func (m *markRow) step(up int) {
	p := step(m.is, up)
	if m.is.Marked && p == m.is.Mark {
		return
	}
	m.p.k.Do(assess.SetMark(m.p.d(), m.is, p, m.p.k.Session.NewID()))
}

func (m *markRow) setNA() {
	s := m.is
	m.p.k.Window.AskText(m.p.t("onsite.na.title", s.Item.Code), m.p.t("field.nareason"), s.NAReason, func(reason string) {
		m.p.k.Do(assess.SetNA(s, reason))
	})
}

func (m *markRow) history() {
	m.p.k.Window.History(m.p.t("onsite.history.of", m.is.Item.Code), m.is.Entity, "mark", "count", "na", "nareason", "veto", "remark")
}

// countBox is what was counted or measured, for rules that make a mark of it, and how the mark comes about.
type countBox struct {
	p    *page
	is   *assess.Score
	f    *widgets.Field
	name *theme.Line
	unit *theme.Line
	says *para
	body *fyne.Container
}

func newCountBox(p *page, done func()) *countBox {
	c := &countBox{p: p, f: widgets.NewField(p.k.Timer), name: theme.Text("", theme.Body, false, theme.Ink2),
		unit: theme.Text("", theme.Body, false, theme.Ink2).Whole(), says: newPara(0)}
	c.f.Parse, c.f.OnCommit, c.f.OnDone = c.parse, c.commit, done
	c.body = headed(c.name, newRow(2, wide(80, c.f), c.unit, c.says))
	return c
}

// whole tells whether occurrences are counted, rather than something measured.
func whole(s *assess.Score) bool {
	return s.Item.Rule.Kind == standard.Each || s.Item.Rule.Kind == standard.Bonus
}

func (c *countBox) put(s *assess.Score, locked bool) {
	c.is = s
	widgets.Visible(c.body, s.Item.Rule.Measured() && !s.NA)
	if !s.Item.Rule.Measured() {
		return
	}
	key := "onsite.count.value"
	if whole(s) {
		key = "onsite.count.times"
	}
	c.name.Put(c.p.t(key))
	unit := s.Item.Rule.Unit
	if unit == "" && s.Item.Rule.Kind == standard.Percent {
		unit = "%"
	}
	c.unit.Put(unit)
	text, says := "", ""
	if s.Counted {
		text = countText(s)
		mark, msg := s.Item.Rule.Mark(s.Item.Points, s.Count)
		says = c.p.say(msg)
		if s.Marked && mark != s.Mark {
			says += c.p.t("onsite.count.differs")
		}
	}
	c.f.Put(text)
	c.says.Put(says)
	c.f.Freeze(locked)
}

// countText is the count as it is typed.
func countText(s *assess.Score) string {
	if whole(s) {
		return itoa(s.Count)
	}
	return trimmed(standard.Points(s.Count))
}

func (c *countBox) parse(text string) (string, error) {
	text = widgets.HalfWidth(text)
	if text == "" {
		return "", nil
	}
	n, err := standard.ParsePoints(text)
	if err != nil || n < 0 || whole(c.is) && n%100 != 0 {
		return "", errors.New(c.p.t("onsite.bad.count"))
	}
	return trimmed(n), nil
}

func (c *countBox) commit(text string) {
	s := c.is
	n, err := standard.ParsePoints(text)
	if text == "" || err != nil {
		if s.Counted && text == "" {
			c.p.k.Do(assess.New("edit.mark").Set(s.Entity, "count", nil))
		}
		return
	}
	if whole(s) {
		n /= 100
	}
	if !s.Counted || s.Count != int64(n) {
		c.p.k.Do(assess.SetCount(c.p.d(), s, int64(n), c.p.k.Session.NewID()))
	}
}
