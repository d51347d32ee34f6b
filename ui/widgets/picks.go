package widgets

import (
	"slices"
	"strings"

	"kaohe/ui/layout"
	"kaohe/ui/theme"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// picks is a row of marks of which one is chosen: the other face of Mark. Digits are one number, which is taken after a Pause, at Enter and
// when the row is left; one that is no mark of the row is refused, in words below it.
type picks struct {
	strip
	onPick func(string)
	rune   func(rune) bool
	parse  func(typed string) (string, error)
	timer  Timer
	stop   func()
	typed  string
	said   string // why what was typed is refused
	marks  []string
	chosen string
	locked bool
	row    *fyne.Container
	below  *Message
	body   *fyne.Container
}

func newPicks(t Timer, onPick func(string)) *picks {
	p := &picks{onPick: onPick, timer: timerOr(t), row: container.New(layout.Row{Gap: theme.Grid}), below: NewMessage()}
	p.body = layout.Stack(2, p.row, p.below)
	p.strip.on = func(i int) bool { return p.marks[i] == p.chosen }
	p.strip.press = func(i int) { p.pick(p.marks[i]) }
	p.begin(p)
	return p
}

func (p *picks) choices(marks []string) {
	if strings.Join(p.marks, "\n") == strings.Join(marks, "\n") {
		return
	}
	p.marks, p.cells = append(p.marks[:0:0], marks...), nil
	p.row.RemoveAll()
	for i, m := range marks {
		word := theme.Text(m, theme.Body, false, theme.Ink).Whole().Centre()
		c := newCell(container.New(layout.Least{Width: 48, Height: theme.Touch}, container.New(layout.Centre{}, word)), func() { p.tapped(i) })
		c.edge = theme.Edge
		p.cells = append(p.cells, c)
		p.row.Add(c)
	}
	p.row.Refresh()
	p.paint()
}

func (p *picks) put(mark string) {
	if p.chosen == mark {
		return
	}
	p.chosen = mark
	for i, m := range p.marks {
		if m == mark {
			p.cursor = i
		}
	}
	p.paint()
}

func (p *picks) lock(on bool) {
	p.locked = on
	p.paint()
}

func (p *picks) pick(mark string) {
	p.drop()
	if p.locked || mark == p.chosen {
		return
	}
	p.put(mark)
	p.onPick(mark)
}

// TypedRune picks by number.
func (p *picks) TypedRune(r rune) {
	if n := []rune(HalfWidth(string(r))); len(n) == 1 {
		r = n[0]
	}
	if r == '。' { // as a Chinese input method has the point
		r = '.'
	}
	switch {
	case p.rune != nil && p.rune(r):
	case p.locked || (r < '0' || r > '9') && (r != '.' || p.typed == ""):
		p.strip.TypedRune(r)
	default:
		p.number(p.typed + string(r))
	}
}

// number takes digits that may go on.
func (p *picks) number(typed string) {
	Touched()
	p.drop()
	p.typed = typed
	if _, err := p.parse(typed); err == nil || slices.ContainsFunc(p.marks, func(m string) bool { return strings.HasPrefix(m, typed) }) {
		p.below.Hint(typed + "…")
	} else {
		p.below.Put(theme.Refused, err.Error())
	}
	p.grew()
	p.stop = p.timer.After(Pause, p.settle)
}

// settle picks the mark that was typed, or says that there is none such.
func (p *picks) settle() {
	typed := p.typed
	if typed == "" {
		return
	}
	p.drop()
	mark, err := p.parse(typed)
	if i := slices.Index(p.marks, mark); err == nil && i >= 0 {
		p.do(i)
		return
	}
	p.said = typed + "?"
	if err != nil {
		p.said = err.Error()
	}
	p.below.Put(theme.Refused, p.said)
	p.grew()
}

// drop forgets what was typed, and what was said of it.
func (p *picks) drop() {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	if p.typed+p.said != "" {
		p.typed, p.said = "", ""
		p.below.Hint("")
		p.grew()
	}
}

// TypedKey ends a number.
func (p *picks) TypedKey(e *fyne.KeyEvent) {
	switch {
	case p.typed == "":
		p.strip.TypedKey(e)
	case isEnter(e):
		p.settle()
	case e.Name == fyne.KeyBackspace, e.Name == fyne.KeyEscape:
		p.drop()
	default:
		p.drop()
		p.strip.TypedKey(e)
	}
}

// FocusLost ends a number.
func (p *picks) FocusLost() {
	p.settle()
	p.strip.FocusLost()
}

// CreateRenderer draws the row.
func (p *picks) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }
