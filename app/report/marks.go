package report

import (
	"cmp"
	"fmt"
	"slices"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// What the documents say about one score. All of them use the same words.

// cells are the figures of a score in a table.
type cells struct{ full, claim, mark string }

// unmarked stands where an item, or a whole section, has no mark yet: that is not the same as nothing.
const unmarked = "未评"

// noBonus stands beside a bonus item for which nothing was given; it wants no mark.
const noBonus = "不加分"

func marks(s *assess.Score) cells {
	c := cells{full: s.Item.Points.String(), claim: "—", mark: unmarked}
	if s.Claimed {
		c.claim = s.Claim.String()
	}
	switch {
	case s.Item.Veto():
		c.full, c.mark = "否决", "未发生"
		if s.Vetoed {
			c.mark = "发生"
		}
	case s.Unsettled:
		if c.mark = between(s.FinalRange); s.MaybeNA {
			c.mark = "不适用或\n" + c.mark
		}
	case s.NA:
		c.mark = "不适用"
	case s.Marked, s.Ruled:
		c.mark = s.Final.String()
	case s.Item.Bonus():
		c.mark = noBonus
	}
	if s.Item.Bonus() {
		c.full = "加" + c.full
	}
	return c
}

// between is a figure in a cell, or both ends of its range, one below the other.
func between(r standard.Range) string {
	if r.Open() {
		return r.Low.String() + "–\n" + r.High.String()
	}
	return r.String()
}

// within is a figure in a sentence, or both ends of its range: 82.50至84.50分.
func within(r standard.Range) string {
	if r.Open() {
		return fmt.Sprintf("%s至%s分", r.Low, r.High)
	}
	return r.String() + "分"
}

func itemText(s *assess.Score) string {
	if s.Item.Key {
		return "（关键项）" + s.Item.Text
	}
	return s.Item.Text
}

// deductions returns a line for each deduction: -0.50 why（记录2、5；佐证2-3）.
func (p *paper) deductions(s *assess.Score) []string {
	var out []string
	for _, x := range s.Deductions {
		line := "-" + x.Amount.String() + " " + cmp.Or(x.Reason, "尚未写明依据")
		out = append(out, behind(line, p.refs(x.Records), p.cite("deduction", x.ID, "项目"+s.Item.Code+"扣分")))
	}
	return out
}

// onsite returns lines that lead from the item's points to the mark given on site: the deductions, and then what they leave unsaid.
func (p *paper) onsite(s *assess.Score) []string {
	out := p.deductions(s)
	rest := s.Mark - (s.Item.Points - s.Explained())
	if !s.Marked || s.NA || s.Disputed || s.Item.Bonus() || s.Item.Veto() || rest == 0 {
		return append(out, p.counted(s)...)
	}
	how := ""
	if s.Counted && s.Item.Rule.Measured() {
		how = p.how(s)
	}
	switch {
	case s.Mark > s.Item.Points:
		how = cmp.Or(how, "高于评分办法的目标，按办法加分")
	case rest > 0:
		how = fmt.Sprintf("扣分合计%s分，按评分办法扣到%s分为止", s.Explained(), s.Mark)
	case len(s.Deductions) > 0 || how == "":
		how = "尚未写明依据的扣分"
	}
	return append(out, change(rest)+" "+how)
}

// explained is onsite and then what a ruling changed, so that the lines together lead to the final mark:
// +0.50 征求意见后由1.00分改为1.50分.
func (p *paper) explained(s *assess.Score) []string {
	out := p.onsite(s)
	said, n := moved(s), s.Returned()
	if !s.Marked && s.Ruled && !s.NA && !s.Item.Bonus() && !s.Item.Veto() {
		n = s.Final - (s.Item.Points - s.Explained())
	}
	switch {
	case n != 0:
		out = append(out, change(n)+" "+said)
	case said != "":
		out = append(out, said)
	}
	if c := s.Item.Rule.Clamp(s.Item.Points, s.Final); (s.Marked || s.Ruled) && !s.NA && !s.Unsettled && !s.Item.Veto() && c != s.Final {
		out = append(out, fmt.Sprintf("按评分办法计%s分", c))
	}
	return out
}

// change returns points with their sign.
func change(p standard.Points) string {
	if p > 0 {
		return "+" + p.String()
	}
	return p.String()
}

// counted says how the mark of a bonus item was computed.
func (p *paper) counted(s *assess.Score) []string {
	if !s.Item.Bonus() || !s.Counted {
		return nil
	}
	return []string{p.how(s)}
}

func (p *paper) how(s *assess.Score) string {
	_, how := s.Item.Rule.Mark(s.Item.Points, s.Count)
	return p.say.Say(how)
}

// disputed says that assessors disagree, with the lowest and the highest mark; empty if they agree.
func disputed(s *assess.Score) string {
	switch {
	case !s.Unsettled:
		return ""
	case s.MaybeNA:
		return fmt.Sprintf("考核人对是否适用意见不一致（不适用，或%s），尚未选定", within(s.FinalRange))
	case !s.FinalRange.Open():
		return "考核人打分不一致，尚未选定"
	}
	return fmt.Sprintf("考核人打分不一致（%s），尚未选定", within(s.FinalRange))
}

// moved says what the consultation changed; empty if nothing.
func moved(s *assess.Score) string {
	switch {
	case !s.Ruled || s.Marked && s.Final == s.Mark:
		return ""
	case !s.Marked:
		return fmt.Sprintf("征求意见后评为%s分", s.Final)
	}
	return fmt.Sprintf("征求意见后由%s分改为%s分", s.Mark, s.Final)
}

// unfit says why an item does not apply.
func unfit(s *assess.Score) string { return "不适用：" + cmp.Or(s.NAReason, "未写理由") }

// codes returns the codes of items with 、 between them; an item that the standard no longer has is marked as removed.
func (p *paper) codes(ids []string) string {
	var out string
	for n, id := range ids {
		if n > 0 {
			out += "、"
		}
		if i := p.a.Standard.Item(id); i != nil {
			out += i.Code
		} else {
			out += "已删除的项目"
		}
	}
	return out
}

func (p *paper) sampleNote() {
	if p.a.Standard.Sample {
		p.add(Para{Text: "注：评分标准为示例，仅供演示，不是任何机关印发的正式标准。", Kai: true})
	}
}

// claimed returns the total that the district claims, or — if it claimed nothing.
func (p *paper) claimed() string {
	if !slices.ContainsFunc(p.d.Scores, func(s *assess.Score) bool { return s.Claimed }) {
		return "—"
	}
	return p.d.Claimed.Total.String()
}
