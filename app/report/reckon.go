package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// How the figures of a table of marks come from one another. Whoever adds them up on paper finds each step that is not an addition beside the
// figure to which it leads: a section that is capped or scaled, a bonus that is limited.

// reckoning is a result with the marks that it was computed from.
type reckoning struct {
	std    *standard.Standard
	given  map[string]standard.Given // by item ID
	result standard.Result
}

// reckoned is the district's result after the rulings.
func (p *paper) reckoned() reckoning {
	given := map[string]standard.Given{}
	for _, s := range p.d.Scores {
		given[s.Item.ID] = standard.Given{Mark: s.Final, Marked: s.Marked || s.Ruled, NA: s.NA}
	}
	return reckoning{p.a.Standard, given, p.d.Final}
}

// raw is what stands beside the items of a section, added up without any limit.
type raw struct {
	got, full, bonus standard.Points
	left             standard.Points // of items that do not apply
	gone             []string        // their codes
	marked           int             // items that want a mark and have one
}

func (k reckoning) raw(sec *standard.Section) raw {
	var x raw
	for _, i := range sec.Items {
		switch g := k.given[i.ID]; {
		case i.Veto():
		case i.Bonus() && g.Marked && !g.NA:
			x.bonus += i.Rule.Clamp(i.Points, g.Mark)
		case i.Bonus():
		case g.NA:
			x.left, x.gone = x.left+i.Points, append(x.gone, i.Code)
		default:
			if x.full += i.Points; g.Marked {
				x.got, x.marked = x.got+i.Rule.Clamp(i.Points, g.Mark), x.marked+1
			}
		}
	}
	return x
}

// blank tells whether no item that wants a mark has one.
func (k reckoning) blank() bool {
	for _, sec := range k.std.Sections {
		if k.raw(sec).marked > 0 {
			return false
		}
	}
	return true
}

// section returns the figures of a section's row. Bonus items have no points of their own that could be reached.
func (k reckoning) section(sec *standard.Section) (full, got string) {
	switch x, sum := k.raw(sec), k.result.Sections[sec.ID]; {
	case sum.Full == 0 && sum.Items == 0:
		return "", ""
	case sum.Full == 0:
		return "", sum.Bonus.String()
	case x.marked == 0 && sum.Open > 0:
		return sum.Full.String(), unmarked
	default:
		return sum.Full.String(), between(sum.Range)
	}
}

// total returns the figure of the last row.
func (k reckoning) total() string {
	if k.blank() && k.result.Open > 0 && k.result.Bonus == 0 {
		return unmarked
	}
	return between(k.result.Range)
}

// notes says how a section's figures come from those of its items, as far as that is no addition.
func (k reckoning) notes(sec *standard.Section) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	x, sum := k.raw(sec), k.result.Sections[sec.ID]
	if x.got > x.full && !sum.Range.Open() {
		say("各项合计%s分，以满分%s分为限", x.got, x.full)
	}
	switch codes := strings.Join(x.gone, "、"); {
	case x.left == 0:
	case !k.std.Rescale || x.full == 0:
		say("%s不适用，不计入满分", codes)
	case sum.Range.Open() || sum.Open > 0:
		say("%s不适用，其余项目的得分由满分%s分按%s分折算", codes, x.full, sum.Full)
	default:
		say("%s不适用，其余项目满分%s分、得%s分，按满分%s分折算", codes, x.full, min(x.got, x.full), sum.Full)
	}
	if sec.BonusCap > 0 && x.bonus > sec.BonusCap {
		say("加分合计%s分，以%s分为限", x.bonus, sec.BonusCap)
	}
	if sum.Full > 0 && sum.Bonus > 0 {
		say("另加%s分", sum.Bonus)
	}
	if sum.Open > 0 && x.marked > 0 {
		say("%d项未评", sum.Open)
	}
	return out
}

// sum says how the total comes from the sections, as far as that is no addition of their figures.
func (k reckoning) sum() []string {
	var out []string
	var bonus standard.Points
	for _, x := range k.result.Sections {
		bonus += x.Bonus
	}
	if bonus > k.result.Bonus {
		out = append(out, fmt.Sprintf("各指标加分合计%s分，以%s分为限", bonus, k.result.Bonus))
	}
	if k.result.Bonus > 0 {
		out = append(out, fmt.Sprintf("含加分%s分", k.result.Bonus))
	}
	if n := k.result.Open; n > 0 && k.total() != unmarked {
		out = append(out, fmt.Sprintf("%d项未评", n))
	}
	return out
}

// table makes an attachment of marks: each section with its sums, its items by row, and the total.
func (k reckoning) table(p *paper, why string, row func(*assess.Score) Row) Table {
	t := Table{Columns: []Column{{"编号", 7, Centre}, {"考核项目", 34, Left}, {"分值", 10, Right}, {"自评", 9.5, Right}, {"得分", 9.5, Right}, {why, 30, Left}}}
	for _, sec := range k.std.Sections {
		t.Rows = append(t.Rows, Row{Span: true, Cells: []string{k.head(sec)}})
		for _, i := range sec.Items {
			t.Rows = append(t.Rows, row(p.d.Score(i.ID)))
		}
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"", "合　计", k.result.Full.String(), p.claimed(), k.total(), strings.Join(k.sum(), "\n")}})
	return t
}

// head names a section with its sums: 协调机制　得11.85分，满分13.00分（2.6不适用，…）.
func (k reckoning) head(sec *standard.Section) string {
	text := sec.Title
	switch full, got := k.section(sec); {
	case got == "":
	case full == "":
		text += "　加" + got + "分"
	case got == unmarked:
		text += "　未评，满分" + full + "分"
	default:
		text += fmt.Sprintf("　得%s，满分%s分", within(k.result.Sections[sec.ID].Range), full)
	}
	if notes := k.notes(sec); len(notes) > 0 {
		text += "（" + strings.Join(notes, "；") + "）"
	}
	return text
}
