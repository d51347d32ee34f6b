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
	s.unsigned(assess.Onsite)
	s.add(To("score", a, d, "")...)
	s.add(Para{Text: fmt.Sprintf("被考核单位：%s人民政府　　考核单位：%s", d.Name, s.doc.Author), Flush: true},
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
	for _, sec := range s.a.Standard.Sections {
		t.Rows = append(t.Rows, s.sectionRow(sec))
		for _, i := range sec.Items {
			x := s.d.Score(i.ID)
			c := marks(x)
			t.Rows = append(t.Rows, Row{Cells: []string{i.Code, itemText(x), c.full, c.claim, c.mark, strings.Join(s.explained(x), "\n"),
				strings.Join(s.notes(x), "\n")}})
		}
	}
	r := s.d.Final
	note := ""
	if r.Bonus > 0 {
		note = fmt.Sprintf("含加分%s分", r.Bonus)
	}
	t.Rows = append(t.Rows, Row{Strong: true, Cells: []string{"", "合　计", r.Full.String(), s.claimed(), between(r.Range), "", note}})
	return t
}

// sectionRow returns a row with a section's sums and assessors.
func (s sheet) sectionRow(sec *standard.Section) Row {
	sum := s.d.Final.Sections[sec.ID]
	full, got := sums(sum)
	claims := s.d.Claimed.Sections[sec.ID]
	claims.Range = standard.Range{Low: claims.Got, High: claims.Got} // finished documents say so: see Edition
	_, claim := sums(claims)
	if s.claimed() == "—" {
		claim = ""
	}
	var note []string
	if who := s.names(s.d.Assigned[sec.ID]); who != "" {
		note = append(note, "评分人："+who)
	}
	if sum.Open > 0 {
		note = append(note, fmt.Sprintf("%d项未评分", sum.Open))
	}
	if sum.Full > 0 && sum.Bonus > 0 {
		note = append(note, fmt.Sprintf("另加%s分", sum.Bonus))
	}
	return Row{Strong: true, Cells: []string{"", sec.Title, full, claim, got, "", strings.Join(note, "\n")}}
}

// notes returns what is written beside a score in addition to its deductions.
func (s sheet) notes(x *assess.Score) []string {
	var out []string
	if x.NA {
		out = append(out, "不适用："+cmp.Or(x.NAReason, "未写理由"))
	}
	out = append(out, s.counted(x)...)
	if t := disputed(x); t != "" {
		out = append(out, t)
	}
	if t := s.ruling(x); t != "" {
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
	if r.Open > 0 {
		s.para("还有%d个项目没有评分，合计只是已评项目的得分，等次和名次待定。", r.Open)
		return
	}
	if r.Range.Open() {
		s.para("有的项目考核人打分不一致，考核得分在%s之间；选定以前，等次和名次待定。", within(r.Range))
		return
	}
	text := "考核得分" + s.outcome()
	if codes := s.codes(r.FailedKey); codes != "" {
		text += "；关键项" + codes + "未达到规定的得分"
	}
	if codes := s.codes(r.Vetoed); codes != "" {
		text += "；发生一票否决事项" + codes
	}
	if s.d.Rank > 0 {
		n := 0
		for _, d := range s.a.Districts {
			if d.Rank > 0 {
				n++
			}
		}
		text += fmt.Sprintf("；在已全部评分的%d个区中列第%d", n, s.d.Rank)
	}
	s.add(Para{Text: text + "。"})
}
