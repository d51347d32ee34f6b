package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// scheme makes 考核通知, by which a round is announced to all districts: on what basis, who is assessed, when, by whom, how, and what the
// districts have to prepare. Its attachments are the standard and the schedule of visits, where there are any.
//
// It is dated with the round's first day unless the settings have another.
func scheme(a *assess.Assessment, _ *assess.District, say words.Catalog) (Document, error) {
	if a.Title == "" || len(a.Districts) == 0 {
		return none("scheme")
	}
	s := announcement{begin("scheme", a, nil, say, "关于开展"+a.Title+"的通知", a.From)}
	if !a.Standard.Frozen {
		s.add(draft("评分标准尚未定稿")...)
	}
	s.add(To("scheme", a, nil, a.Bodies())...)
	begin := "为做好" + s.matter() + "考核，"
	if len(a.Bases) > 0 {
		begin = "根据" + strings.Join(a.Bases, "和") + "，"
	}
	s.para("%s决定开展%s。现将有关事项通知如下：", begin, a.Title)
	s.section("考核对象", s.bodies)
	s.section("考核时间和步骤", s.times)
	s.section("考核小组", s.team)
	s.section("考核内容和方式", s.ways)
	s.section("有关要求", s.demands)
	s.attach()
	return s.doc, nil
}

type announcement struct{ *paper }

func (s announcement) bodies() {
	var names []string
	for _, d := range s.a.Districts {
		names = append(names, d.Name)
	}
	s.para("%s，共%d个单位。", strings.Join(names, "、"), len(names))
}

func (s announcement) times() {
	when := ""
	if s.a.From != "" && s.a.To != "" {
		when = "考核于" + Span(s.a.From, s.a.To) + "进行，"
	}
	s.para("%s分为准备、现场考核、征求意见、总结和整改五个阶段。", when)
	s.para("1. 准备。被考核单位对照评分标准自查自评，报送自评得分和佐证材料；考核小组抽取要检查的街道。")
	s.para("2. 现场考核。考核小组到被考核单位逐项考核、评分，形成现场记录。")
	s.para("3. 征求意见。考核小组把发现的问题和得分书面告知被考核单位，被考核单位在规定的期限内反馈意见，有异议的附证明材料。")
	s.para("4. 总结。考核小组研究反馈意见，确定得分和等次，反馈考核情况。")
	by := "按期"
	if s.a.Reply != "" {
		by = "于" + s.a.Reply.Prose() + "前"
	}
	s.para("5. 整改。被考核单位逐项整改，%s报送整改情况；考核小组核查后逐项销号。", by)
}

func (s announcement) team() {
	said := false
	for _, role := range assess.Roles {
		var out []string
		for _, p := range s.a.Team {
			if p.Role != role {
				continue
			}
			if unit := p.Unit(); unit != "" {
				out = append(out, p.Name+"（"+unit+"）")
			} else {
				out = append(out, p.Name)
			}
		}
		if len(out) > 0 {
			said = true
			s.add(Para{Text: s.say.Get("role."+string(role)) + "：" + strings.Join(out, "、")})
		}
	}
	if !said {
		s.para("考核小组组成人员另行通知。")
	}
}

func (s announcement) ways() {
	var parts, how []string
	for _, sec := range s.a.Standard.Sections {
		if n := sec.Points(); n > 0 {
			parts = append(parts, fmt.Sprintf("%s%s分", sec.Title, n))
		} else {
			parts = append(parts, sec.Title)
		}
	}
	for _, m := range s.a.Standard.Methods {
		how = append(how, m.Chinese())
	}
	if len(parts) > 0 {
		s.para("考核内容为%s。各项目的分值和评分办法见附件1。", strings.Join(parts, "，"))
	}
	if len(how) > 0 {
		s.para("现场考核采取%s等方式进行。", strings.Join(how, "、"))
	}
}

func (s announcement) demands() {
	s.para("1. 请对照评分标准逐项自查，如实填报自评得分，把所列佐证材料按考核项目的编号整理好，在现场考核开始前送%s。", s.doc.Author)
	s.para("2. 请确定一名联络员，负责联系考核事宜；联络员有变动的，及时告知。")
	s.para("3. 请如实提供情况和资料，通知有关人员到场，安排好会议室和查阅资料的场所。")
}

const (
	tableTitle = "考核评分标准"
	visitTitle = "现场考核日程和联络员"
)

func (s announcement) attach() {
	names := []string{}
	if len(s.a.Standard.Items()) > 0 {
		names = append(names, tableTitle)
	}
	visits := s.visits()
	if len(visits.Rows) > 0 {
		names = append(names, visitTitle)
	}
	if len(names) > 0 {
		s.add(Attachments{names})
	}
	s.close()
	s.add(s.contact()...)
	label := func(n int) string {
		if len(names) == 1 {
			return "附件"
		}
		return fmt.Sprint("附件", n)
	}
	for n, title := range names {
		s.add(Annex{label(n + 1), title})
		if title == visitTitle {
			s.add(visits)
			continue
		}
		s.standard(Table{Columns: []Column{{"编号", 7, Centre}, {"考核项目和依据", 31, Left}, {"分值", 9, Right}, {"评分办法和考核方式", 31, Left},
			{"佐证材料", 22, Left}}}, func(i *standard.Item) []string {
			return []string{i.Code, under(s.wanted(i), "依据：", i.Basis), pointsCell(i), under(s.ruleText(i), "考核方式：", s.methods(i.Methods)),
				strings.Join(i.Materials, "\n")}
		})
	}
}

// under puts a second text below a first one, if there is any.
func under(text, name, more string) string {
	if more == "" {
		return text
	}
	return text + "\n" + name + more
}

// visits is the schedule of visits with each district's contact; districts without either are left out.
func (s announcement) visits() Table {
	t := Table{Columns: []Column{{"日期", 15, Centre}, {"时间", 13, Centre}, {"内容", 32, Left}, {"地点", 18, Left}, {"参加人员", 22, Left}}}
	for _, d := range s.a.Districts {
		if d.Contact == "" && len(d.Schedule) == 0 {
			continue
		}
		head := d.Name
		if d.Contact != "" {
			head += "　联络员：" + d.Contact
		}
		t.Rows = append(t.Rows, Row{Span: true, Cells: []string{head}})
		for _, v := range d.Schedule {
			t.Rows = append(t.Rows, Row{Cells: []string{dayCell(v.Day), v.Time, v.What, v.Where, v.Who}})
		}
		if len(d.Schedule) == 0 {
			t.Rows = append(t.Rows, Row{Cells: []string{"", "", "日程另行通知", "", ""}})
		}
	}
	return t
}
