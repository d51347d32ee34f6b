package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// The part of the findings with the score: the final marks, what was lost and why, and what rulings changed.

func (f findings) scores() {
	r, k := f.d.Final, f.reckoned()
	switch {
	case k.blank():
		f.para("各考核项目尚未评分。")
	case r.Open > 0:
		f.para("考核满分%s分，已评项目得分%s，另有%d个项目尚未评分。各项目得分、扣分及依据见%s。", r.Full, within(r.Range), r.Open, f.annex)
	default:
		claim := ""
		if c := f.claimed(); c != "—" {
			claim = f.you() + "自评" + c + "分，"
		}
		f.para("考核满分%s分，%s考核得分%s。各项目得分、扣分及依据见%s。", r.Full, claim, f.outcome(), f.annex)
	}
}

// outcome returns the total in words with its grade and, if an event forced the grade, the event: 91.50分（含加分0.50分），等次为优秀.
func (p *paper) outcome() string {
	r := p.d.Final
	text := total(r)
	if r.Grade != "" && r.Why == "" {
		text += "，按评分标准对应等次为" + r.Grade
	}
	if p.d.Forced != "" {
		if why := strings.TrimSuffix(p.d.ForcedWhy, "。"); why != "" {
			text += "；因" + why
		}
		text += "，等次定为" + p.d.Forced
	}
	if codes := p.codes(r.FailedKey); codes != "" {
		text += "；关键项" + codes + "未达到规定的得分"
	}
	if codes := p.codes(r.Vetoed); codes != "" {
		text += "；发生一票否决事项" + codes
	}
	return text
}

// total returns the total in words, with the bonus that is in it.
func total(r standard.Result) string {
	if r.Bonus > 0 {
		return fmt.Sprintf("%s（含加分%s分）", within(r.Range), r.Bonus)
	}
	return within(r.Range)
}

// table makes the attachment: the sections compared with the city's mean, then every item.
func (f findings) table() {
	f.add(Annex{f.annex, scoresTitle})
	if c, ok := f.chart(); ok {
		f.add(c)
	}
	f.add(f.reckoned().table(f.paper, "扣分及依据", func(s *assess.Score) Row {
		c := marks(s)
		return Row{Cells: []string{s.Item.Code, itemText(s), c.full, c.claim, c.mark, strings.Join(f.reasons(s), "\n")}}
	}))
	f.sampleNote()
}

func (f findings) reasons(s *assess.Score) []string {
	if s.NA {
		return []string{unfit(s)}
	}
	out := f.explained(s)
	if t := disputed(s); t != "" {
		out = append(out, t)
	}
	return out
}
