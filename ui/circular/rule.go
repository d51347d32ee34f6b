package circular

import (
	"strconv"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/widgets"
)

// askRule asks from when on 多数区 and 部分区 are said.
func (s *Screen) askRule() {
	s.Leave()
	k, c := s.k, s.k.Session.View().Circular
	over, from := widgets.NewField(widgets.Never{}), widgets.NewField(widgets.Never{})
	over.Put(some(c.Over))
	from.Put(some(c.From))
	over.Hint(k.T("circular.rule.over.usual"))
	from.Hint(k.T("circular.rule.from.usual"))
	about := widgets.NewProse()
	about.Put(k.T("circular.rule.about"))
	form := layout.Stack(12, about.Body, widgets.Labelled(k.T("circular.rule.over"), over), widgets.Labelled(k.T("circular.rule.from"), from))
	right := func() bool {
		x, wrong := number(over.Text(), 100)
		y, wrong2 := number(from.Text(), len(s.st.a.Districts))
		over.SetError(unless(!wrong, k.T("circular.rule.over.wrong")))
		from.SetError(unless(!wrong2, k.T("circular.rule.from.wrong", len(s.st.a.Districts))))
		return !wrong && !wrong2 && (x == c.Over && y == c.From || s.k.Do(assess.SetQuantifiers(x, y)))
	}
	widgets.Ask(k.Window.Canvas(), widgets.Question{Title: k.T("circular.rule"), Body: form, Yes: k.T("circular.rule.yes"), No: k.T("circular.rule.no"),
		First: over.Target(), Size: fyne.NewSize(460, 0), Try: right})
}

func some(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func unless(fine bool, text string) string {
	if fine {
		return ""
	}
	return text
}

// number reads a whole number from 1 to most; nothing is zero.
func number(text string, most int) (n int64, wrong bool) {
	text = widgets.HalfWidth(text)
	if text == "" {
		return 0, false
	}
	n, err := strconv.ParseInt(text, 10, 64)
	return n, err != nil || n < 1 || n > int64(most)
}
