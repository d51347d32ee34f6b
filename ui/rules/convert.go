package rules

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// How what is typed becomes what is stored, and the other way round.

// points reads points that are not below zero; an empty text is none.
func points(text string) (standard.Points, error) {
	if text = strings.TrimSpace(widgets.HalfWidth(text)); text == "" {
		return 0, nil
	}
	p, err := standard.ParsePoints(text)
	if err == nil && p < 0 {
		err = errors.New("below zero")
	}
	return p, err
}

// whole reads a count.
func whole(text string) (int64, error) {
	if text = strings.TrimSpace(widgets.HalfWidth(text)); text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err == nil && n < 0 {
		err = errors.New("below zero")
	}
	return n, err
}

// some is empty for none.
func some(p standard.Points) string {
	if p == 0 {
		return ""
	}
	return p.String()
}

// plain prints without needless zeros, as percentages are written: 95, 2.5.
func plain(n int64) string {
	if n == 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimRight(standard.Points(n).String(), "0"), ".")
}

// Turned is a rule made into one of another kind: the words stay, the parameters are those that the kind needs, with values that
// work at once. The unit stays only where something is measured or counted.
func Turned(r standard.Rule, kind standard.Kind, p standard.Points) standard.Rule {
	out := standard.Rule{Kind: kind, What: r.What}
	amount := func(or standard.Points) {
		if out.Amount = r.Amount; out.Amount <= 0 {
			out.Amount = or
		}
	}
	switch kind {
	case standard.Each:
		amount(100)
		out.Unit = r.Unit
	case standard.Percent:
		amount(50)
		out.Target, out.Step, out.Unit = 10000, 100, "%"
	case standard.Tiers:
		out.Unit = r.Unit
		out.Tiers = []standard.Tier{{From: 10000, Points: p}, {From: 5000, Points: p / 2}}
	case standard.Bonus:
		amount(50)
		out.Unit = r.Unit
	case standard.Free:
		amount(50)
	}
	return out
}

// Tried scores by hand: what an item gets for what was typed, in points and words. bad is the key of what is wrong with the text.
func Tried(i *standard.Item, text string) (mark standard.Points, how words.Msg, bad string) {
	counts := i.Rule.Kind == standard.Each || i.Rule.Kind == standard.Bonus
	if counts {
		n, err := whole(text)
		if err != nil {
			return 0, how, "rules.bad.count"
		}
		mark, how = i.Rule.Mark(i.Points, n)
		return mark, how, ""
	}
	n, err := points(text)
	if err != nil {
		return 0, how, "rules.bad.points"
	}
	mark, how = i.Rule.Mark(i.Points, int64(n))
	return mark, how, ""
}

// Fails tells whether a mark lets a key item fail.
func Fails(i *standard.Item, mark standard.Points) bool {
	return i.Key && mark*100 < i.Points*standard.Points(i.KeyFloor)
}

// gradeRows are grades as the register shows them: by threshold or by place.
func gradeRows(s *standard.Standard) [][]string {
	var out [][]string
	for _, g := range s.Ranks {
		upto := ""
		if g.Upto > 0 {
			upto = strconv.FormatInt(g.Upto, 10)
		}
		out = append(out, []string{g.Name, upto})
	}
	if out != nil {
		return out
	}
	for _, g := range s.Grades {
		out = append(out, []string{g.Name, g.From.String()})
	}
	return out
}

// thresholds are the register's rows as grades, highest first.
func thresholds(rows [][]string) []standard.Grade {
	var out []standard.Grade
	for _, r := range rows {
		from, _ := points(r[1])
		out = append(out, standard.Grade{Name: strings.TrimSpace(r[0]), From: from})
	}
	slices.SortStableFunc(out, func(a, b standard.Grade) int { return cmp.Compare(b.From, a.From) })
	return out
}

// ranks are the register's rows as grades by place, the rest last.
func ranks(rows [][]string) []standard.RankGrade {
	var out []standard.RankGrade
	for _, r := range rows {
		upto, _ := whole(r[1])
		out = append(out, standard.RankGrade{Name: strings.TrimSpace(r[0]), Upto: upto})
	}
	slices.SortStableFunc(out, func(a, b standard.RankGrade) int {
		return cmp.Or(cmp.Compare(rest(a), rest(b)), cmp.Compare(a.Upto, b.Upto))
	})
	return out
}

func rest(g standard.RankGrade) int {
	if g.Upto == 0 {
		return 1
	}
	return 0
}

// ranked turns thresholds into ranks, to begin with: the first place, the next two, and so on, and the rest.
func ranked(grades []standard.Grade) []standard.RankGrade {
	var out []standard.RankGrade
	for n, g := range grades {
		upto := int64(2*n + 1)
		if n == len(grades)-1 {
			upto = 0
		}
		out = append(out, standard.RankGrade{Name: g.Name, Upto: upto})
	}
	return out
}

// tierRows are a rule's tiers as the register shows them.
func tierRows(r standard.Rule) [][]string {
	var out [][]string
	for _, t := range r.Tiers {
		out = append(out, []string{standard.Points(t.From).String(), t.Points.String()})
	}
	return out
}

// tiers are the register's rows as a rule has them, highest first.
func tiers(rows [][]string) []standard.Tier {
	var out []standard.Tier
	for _, r := range rows {
		from, _ := points(r[0])
		p, _ := points(r[1])
		out = append(out, standard.Tier{From: int64(from), Points: p})
	}
	slices.SortStableFunc(out, func(a, b standard.Tier) int { return cmp.Compare(b.From, a.From) })
	return out
}
