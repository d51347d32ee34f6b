package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// scoreSheet makes 考核评分表, landscape: every item with what was claimed, given and lost, after the rulings.
func scoreSheet(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	if len(d.Scores) == 0 {
		return none("score")
	}
	s := sheet{begin("score", a, d, say, titleOf("score", a, d), dated(a, d, assess.Onsite))}
	s.doc.Landscape = true
	s.rests(Until(assess.Onsite), s.objected()...)
	s.add(To("score", a, d, "")...)
	s.add(Para{Text: fmt.Sprintf("被考核单位：%s　　考核单位：%s", d.Body(), s.doc.Author), Flush: true},
		Para{Text: "评分标准：" + s.standardName(), Flush: true})
	s.add(s.table())
	s.result()
	s.sampleNote()
	s.add(Hands{append(s.assessors(), "组长")})
	return s.close(), nil
}

type sheet struct{ *paper }

// assessors returns a label for each assessor who signs; two blank lines if nobody is assigned.
func (s sheet) assessors() []string {
	var out []string
	for _, sec := range s.a.Standard.Sections {
		for _, id := range s.d.Assigned[sec.ID] {
			if label := "评分人（" + s.a.Name(id) + "）"; !slices.Contains(out, label) {
				out = append(out, label)
			}
		}
	}
	if out == nil {
		return []string{"评分人", "评分人"}
	}
	return out
}

func (p *paper) standardName() string {
	std := p.a.Standard
	name := std.Title
	if std.Version != "" {
		name += "（" + std.Version + "）"
	}
	return cmp.Or(name, "未定名")
}

func (s sheet) table() Table {
	t := Table{Columns: []Column{{"编号", 5, Centre}, {"考核项目", 29, Left}, {"分值", 7, Right}, {"自评", 7, Right}, {"考核", 7, Right},
		{"扣分依据", 25, Left}, {"说明", 20, Left}}}
	k := s.reckoned()
	for _, sec := range s.a.Standard.Sections {
		t.Rows = append(t.Rows, s.sectionRow(k, sec))
		for _, i := range sec.Items {
			x := s.d.Score(i.ID)
			c := marks(x)
			t.Rows = append(t.Rows, Row{Cells: []string{i.Code, itemText(x), c.full, c.claim, c.mark, strings.Join(s.explained(x), "\n"),
				strings.Join(s.notes(x), "\n")}})
		}
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"", "合　计", k.result.Full.String(), s.claimed(), k.total(), "", strings.Join(k.sum(), "\n")}})
	return t
}

// sectionRow returns a row with a section's sums and assessors.
func (s sheet) sectionRow(k reckoning, sec *standard.Section) Row {
	full, got := k.section(sec)
	claims, claim := s.d.Claimed.Sections[sec.ID], ""
	var note []string
	if s.claimed() != "—" {
		if claim = claims.Got.String(); claims.Full == 0 {
			claim = claims.Bonus.String()
		} else if claims.Bonus > 0 {
			note = append(note, fmt.Sprintf("自评另加%s分", claims.Bonus))
		}
	}
	if got == "" { // a section of vetoes
		claim = ""
	}
	if who := s.names(s.d.Assigned[sec.ID]); who != "" {
		note = append(note, "评分人："+who)
	}
	return Row{Strong: true, Cells: []string{"", sec.Title, full, claim, got, "", strings.Join(append(note, k.notes(sec)...), "\n")}}
}

// notes returns what is written beside a score in addition to its deductions.
func (s sheet) notes(x *assess.Score) []string {
	var out []string
	if x.NA {
		out = append(out, unfit(x))
	}
	if t := disputed(x); t != "" {
		out = append(out, t)
	}
	if t := s.ruling(x); t != "" {
		out = append(out, t)
	}
	if t := s.cite("item", x.Item.ID, "项目"+x.Item.Code); t != "" {
		out = append(out, t)
	}
	return append(out, lines(x.Remark)...)
}

// ruling returns the ruling that changed a mark, or that on an objection to it: 对反馈意见部分采纳：….
func (p *paper) ruling(s *assess.Score) string {
	r := p.d.Cause(s)
	if r == nil || r.Ruling == "" {
		return ""
	}
	text := "对反馈意见" + p.say.Get("ruling."+r.Ruling)
	if r.Reasons != "" {
		text += "：" + r.Reasons
	}
	return text
}

// result states the total, the grade and its reason, and the place among the districts whose items all have marks.
func (s sheet) result() {
	r := s.d.Final
	switch {
	case s.reckoned().blank() && r.Open > 0:
		s.para("各考核项目尚未评分。")
		return
	case r.Open > 0:
		s.para("还有%d个项目没有评分，合计只是已评项目的得分，等次和名次待定。", r.Open)
		return
	case r.Range.Open():
		s.para("有的项目考核人打分不一致，考核得分在%s之间；选定以前，等次和名次待定。", within(r.Range))
		return
	}
	text := "考核得分" + s.outcome()
	n := 0
	for _, d := range s.a.Districts {
		if d.Rank > 0 {
			n++
		}
	}
	if s.d.Rank > 0 && n > 1 {
		text += fmt.Sprintf("；在已全部评分的%d个单位中列第%d", n, s.d.Rank)
	}
	s.add(Para{Text: text + "。"})
}
