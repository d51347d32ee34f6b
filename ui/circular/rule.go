package circular

import (
	"strconv"

	"kaohe/app/assess"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/widgets"
)

// askRule asks for the thresholds of 多数区 and 部分区, and in which form highlights and scores are told.
func (s *Screen) askRule() {
	s.Leave()
	k, c := s.k, s.k.Session.View().Circular
	few := func(text string) string {
		if n := number(text); n > int64(len(s.st.a.Districts)) {
			return k.T("circular.rule.from.wrong", len(s.st.a.Districts))
		}
		return ""
	}
	q := form.Question(k, "circ/rule", form.Box("over").Says("circular.rule.over").Hint("circular.rule.over.usual").Narrow().Blank().Plain(),
		form.Box("least").Says("circular.rule.from").Hint("circular.rule.from.usual").Narrow().Blank().Refuse(few),
		form.Pick("highlights").None("circular.highlights.usual"), form.Pick("scores"))
	scores := map[bool]string{true: "no", false: "yes"}[c.NoScores]
	q.Fill("over", some(c.Over)).Fill("least", some(c.From)).Fill("highlights", c.Highlights).Fill("scores", scores)
	about := widgets.NewProse()
	about.Put(k.T("circular.rule.about"))
	q.AskIn(k.T("circular.rule"), k.T("circular.rule.yes"), layout.Stack(12, about.Body, q.Row("over"), q.Row("least"), q.Row("highlights"), q.Row("scores")), func(v form.Values) bool {
		x, y := number(v["over"]), number(v["least"])
		e := assess.New("edit.circrule")
		if x != c.Over || y != c.From {
			e = assess.SetQuantifiers(x, y)
		}
		for field, was := range map[string]string{"highlights": c.Highlights, "scores": scores} {
			if v[field] != was {
				e.Texts("circ/rule", field, v[field])
			}
		}
		return len(e.Writes) == 0 || k.Do(e)
	})
}

func some(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// number returns a number that the form has checked; an empty text is zero, which means the usual threshold.
func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
