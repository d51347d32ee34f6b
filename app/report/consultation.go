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

// consultationLetter makes 征求意见函: the problems and marks as in the last draft. If no draft was sent it shows the present ones and says so.
// Its attachments are the table of marks and the form for the reply.
func consultationLetter(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	day, x := told(a, d, assess.Onsite), d.Draft()
	if x != nil {
		day = cmp.Or(x.Sent, day)
	}
	c := consultation{paper: begin("consultation", a, d, say, titleOf("consultation", a, d), day), draft: x}
	if c.read(); x == nil && len(c.problems) == 0 && len(c.marks) == 0 {
		return none("consultation")
	}
	return annexed(func(evidence bool) *paper {
		c := consultation{paper: begin("consultation", a, d, say, titleOf("consultation", a, d), day), draft: x, evidence: evidence}
		c.write()
		return c.paper
	}), nil
}

func (c *consultation) write() {
	c.read()
	if c.draft == nil {
		c.rests(Until(assess.Onsite), "征求意见稿尚未发出")
	} else {
		c.rests(Until(assess.Onsite))
	}
	c.to()
	c.para("%s，形成了征求意见稿。现征求%s意见。", c.assessed(), c.you())
	c.section("考核发现的问题", c.listed)
	c.section("考核评分", c.scored)
	c.section("反馈要求", c.wanted)
	c.attach()
}

type consultation struct {
	*paper
	draft    *assess.Draft // nil: no draft was sent
	evidence bool          // there is an annex of evidence
	problems []assess.DraftProblem
	marks    map[string]standard.Points // by item ID, as sent
}

// read takes the problems and marks from the draft, or the present ones if there is none.
func (c *consultation) read() {
	c.marks = map[string]standard.Points{}
	if c.draft != nil {
		c.problems = c.draft.Problems
		for _, m := range c.draft.Marks {
			c.marks[m.Item] = m.Mark
		}
		return
	}
	for _, f := range c.d.Standing(assess.Problem) {
		c.problems = append(c.problems, assess.DraftProblem{Finding: f.ID, Text: f.FinalNamed})
	}
	for _, s := range c.d.Scores {
		if (s.Marked || s.Ruled) && !s.NA {
			c.marks[s.Item.ID] = s.Final
		}
	}
}

func (c *consultation) listed() {
	switch {
	case len(c.problems) > 0:
	case c.draft == nil && c.d.Phases[assess.Onsite].Signed() == nil:
		c.para("考核发现的问题尚未记录。")
	default:
		c.para("考核小组没有发现需要整改的问题。")
	}
	for n, p := range c.problems {
		c.para("%d. %s", n+1, behind(stop(p.Text), c.cite("finding", p.Finding, problem(n+1))))
	}
}

// reckoned is the result of the marks in the letter.
func (c *consultation) reckoned() reckoning {
	given := map[string]standard.Given{}
	for _, s := range c.d.Scores {
		mark, ok := c.marks[s.Item.ID]
		given[s.Item.ID] = standard.Given{Mark: mark, Marked: ok, NA: s.NA && !ok, Vetoed: s.Vetoed}
		if g := given[s.Item.ID]; c.draft == nil && s.Unsettled {
			g.Range = s.FinalRange
			given[s.Item.ID] = g
		}
	}
	return reckoning{c.a.Standard, given, c.a.Standard.Score(given)}
}

// scored states the total if every item that applies has a mark in the letter.
func (c *consultation) scored() {
	if len(c.marks) == 0 {
		c.para("各考核项目尚未评分。")
		return
	}
	if r := c.reckoned().result; r.Open > 0 {
		c.para("已评项目的得分及扣分依据见%s，另有%d个项目尚未评分。", c.label(sentTitle), r.Open)
	} else {
		c.para("考核满分%s分，得分%s。各项目得分及扣分依据见%s。", r.Full, total(r), c.label(sentTitle))
	}
}

func (c *consultation) wanted() {
	by := "请于　　年　　月　　日前" // filled in by hand
	if c.draft != nil {
		by = c.by(c.draft.Reply, by)
	}
	c.para("%s填写反馈意见回执（见%s），加盖公章后送%s。对问题或者得分有异议的，请写明理由，并附证明材料；没有异议的，也请反馈。到期没有反馈的，"+
		"考核小组如实记载为“%s”。", by, c.label(formTitle), c.doc.Author, c.say.Get("stance.late"))
}

// contact names the team's secretary, unless the settings say whom to ask.
func (p *paper) contact() []Block {
	if p.a.IssueFor(p.doc.Kind, p.d).Inquiries != "" {
		return nil
	}
	for _, x := range p.a.Team {
		if x.Role == assess.Secretary {
			who := "联系人：" + x.Name
			if unit := x.Unit(); unit != "" {
				who += "，" + unit
			}
			return []Block{Note{who}}
		}
	}
	return nil
}

const (
	sentTitle = "考核评分情况（征求意见稿）"
	formTitle = "反馈意见回执"
)

// annexes are the titles of what is attached.
func (c *consultation) annexes() []string {
	out := []string{formTitle}
	if len(c.marks) > 0 {
		out = []string{sentTitle, formTitle}
	}
	if c.evidence {
		out = append(out, evidenceTitle)
	}
	return out
}

// label is what the text calls the annex with a title.
func (c *consultation) label(title string) string {
	all := c.annexes()
	if len(all) == 1 {
		return "附件"
	}
	return fmt.Sprintf("附件%d", slices.Index(all, title)+1)
}

func (c *consultation) attach() {
	c.end(c.annexes()...)
	c.add(c.contact()...)
	if len(c.marks) > 0 {
		c.add(Annex{c.label(sentTitle), sentTitle}, c.reckoned().table(c.paper, "扣分依据", c.row))
		c.sampleNote()
	}
	c.add(Annex{c.label(formTitle), formTitle})
	c.form()
	if c.evidence {
		c.appendix(c.label(evidenceTitle))
	}
}

// row shows the mark as it was sent, and what leads to it unless it was changed since.
func (c *consultation) row(s *assess.Score) Row {
	x, why := marks(s), []string(nil)
	mark, ok := c.marks[s.Item.ID]
	switch {
	case ok && (c.draft != nil || !s.Unsettled):
		x.mark = mark.String()
	case !ok && s.Item.Bonus():
		x.mark = noBonus
	case !ok && !s.NA && !s.Item.Veto():
		x.mark = unmarked
	}
	switch {
	case s.NA && !ok:
		why = []string{unfit(s)}
	case ok && s.Marked && s.Mark == mark:
		why = c.onsite(s)
	case ok && s.Ruled && s.Final == mark:
		why = c.explained(s)
	case ok && mark != s.Item.Points:
		why = []string{"发出后有修改，扣分依据见发出的原件"}
	}
	return Row{Cells: []string{s.Item.Code, itemText(s), x.full, x.claim, x.mark, strings.Join(why, "\n")}}
}

// form is what the district fills in: a row for each problem, and one for the marks.
func (c *consultation) form() {
	const boxes = "□无异议\n□部分异议\n□异议"
	c.add(Para{Text: c.doc.Author + "：", Flush: true})
	c.para("%s对《%s》的反馈意见如下：", strings.Replace(c.you(), "你", "我", 1), c.doc.Title)
	t := Table{Columns: []Column{{"序号", 8, Centre}, {"问题", 42, Left}, {"反馈意见", 18, Left}, {"理由及所附材料", 32, Left}}}
	for n, p := range c.problems {
		t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), p.Text, boxes, ""}})
	}
	if len(c.marks) > 0 {
		t.Rows = append(t.Rows, Row{Cells: []string{"", "考核评分（有异议的，请写明项目编号）", boxes, ""}})
	}
	if len(t.Rows) == 0 {
		t.Rows = append(t.Rows, Row{Cells: []string{"", "征求意见稿", boxes, ""}})
	}
	c.add(t, Para{Text: "有异议的，请在“理由及所附材料”一栏写明理由，写不下的另附页。", Kai: true}, Table{
		Columns: []Column{{"联系人", 20, Left}, {"联系电话", 25, Left}, {"单位（盖章）", 30, Left}, {"填报日期", 25, Right}},
		Rows:    []Row{{Cells: []string{high, "", "", "年　　月　　日"}}}})
}
