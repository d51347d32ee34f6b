package province

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Name is the title of the table.
const Name = "各地考核情况汇总表"

// part is one of the tables, as a workbook and a paper show it.
type part struct {
	name, note string
	cols       []book.Column
	rows       [][]book.Cell
	paper      int // how many columns, from the left, are printed; 0: all
}

func (p *part) sheet() book.Sheet {
	return book.Sheet{Name: p.name, Note: p.note, Group: book.GroupGuide, Aside: true, Columns: p.cols, Rows: p.rows, Paper: p.paper}
}

func (p *part) add(cells ...book.Cell) { p.rows = append(p.rows, cells) }

// Columns and cells.

func col(head string, k book.Kind, width float64) book.Column {
	return book.Column{Head: head, Kind: k, Width: width}
}

func named(head string, width float64) book.Column {
	return book.Column{Head: head, Width: width, Name: true, Kind: book.Long}
}

func noted(c book.Column, note string) book.Column { c.Note = note; return c }

func text(s string) book.Cell             { return book.Cell{Text: s} }
func count(n int) book.Cell               { return book.Cell{Number: int64(n), Is: true} }
func points(p standard.Points) book.Cell  { return book.Cell{Number: int64(p), Is: true} }
func number(n int64) book.Cell            { return book.Cell{Number: n, Is: true} }
func only(is bool, c book.Cell) book.Cell { return pick(is, c, book.Cell{}) }

// percent returns a of b in percent, as parts of book.ShareOne. b is not zero.
func percent(a, b int64) int64 { return a * 100 * book.ShareOne / b }

func share(a, b int64) book.Cell { return number(percent(a, b)) }

// rateOf is the score as a percentage of the full marks, of a district that is Sure.
func rateOf(d *District) int64 { return percent(int64(d.Total), int64(d.Full)) }

func pick[T any](is bool, yes, no T) T {
	if is {
		return yes
	}
	return no
}

// parts are the tables, each with at least a row but the last, which is left out if there is nothing to say.
func (t *Table) parts(say words.Catalog) []*part {
	out := []*part{t.overview(), t.places(), t.byTheme()}
	if len(t.themes) > 0 {
		out = append(out, t.themesByRound())
	}
	out = append(out, t.work(), t.standards())
	if p := t.open(say); len(p.rows) > 0 {
		out = append(out, p)
	}
	return out
}

// several tells whether rounds are to be told apart by year and standard.
func (t *Table) several() bool { return len(t.Groups) > 1 }

// year is that of all rounds; empty if they differ.
func (t *Table) year() string {
	for _, r := range t.Rounds {
		if r.Year != t.Rounds[0].Year {
			return ""
		}
	}
	return t.Rounds[0].Year
}

// by are the columns of year and standard, where rounds differ in them.
func (t *Table) by() (c []book.Column) {
	if t.year() == "" {
		c = append(c, col("年度", book.Choice, 4))
	}
	if t.several() {
		c = append(c, noted(col("标准", book.Count, 3.5), "编号，见“所用标准”。"))
	}
	return c
}

// byOf are the cells of a round in the columns that by gives.
func (t *Table) byOf(r *Round) (c []book.Cell) {
	if t.year() == "" {
		c = append(c, text(r.Year))
	}
	if t.several() {
		c = append(c, count(r.group.No))
	}
	return c
}

// overview has a row for each round.
func (t *Table) overview() *part {
	p := &part{name: "各地考核", note: "一行一个考核。得分率是得分占满分（不算加分）的百分比，只按已全部评分、得分没有分歧的单位计算；已签字指总结阶段已签字、签字后没有变更的单位。"}
	p.cols = slices.Concat([]book.Column{named("组织考核的机关", 12), col("考核名称", book.Long, 11)}, t.by(), []book.Column{
		total("单位数", 4), total("已评完", 4), col("平均得分率", book.Share, 5), col("最高得分率", book.Share, 5), col("最低得分率", book.Share, 5), col("等次", book.Long, 7),
		total("已签字", 4), total("问题", 4), total("已销号", 4), total("超期", 4), col("说明", book.Long, 9), col("文件", book.Long, 12)})
	p.paper = len(p.cols) - 1
	for _, r := range t.Rounds {
		var w Work
		var rates []int64
		signed, whole := 0, 0
		for _, d := range r.Districts {
			w.add(d.Work)
			if whole += pick(d.Whole(), 1, 0); d.Sure() {
				rates = append(rates, rateOf(d))
			}
			signed += pick(d.State == Signed, 1, 0)
		}
		mean, most, least := book.Cell{}, book.Cell{}, book.Cell{}
		if n := int64(len(rates)); n > 0 {
			sum := int64(0)
			for _, x := range rates {
				sum += x
			}
			mean, most, least = number(sum/n), number(slices.Max(rates)), number(slices.Min(rates))
		}
		p.add(slices.Concat([]book.Cell{text(r.Office), text(r.Title)}, t.byOf(r), []book.Cell{count(len(r.Districts)), count(whole), mean, most, least,
			text(r.grades()), count(signed), count(w.Problems), count(w.Closed), count(w.Overdue), text(r.says()), text(strings.Join(append([]string{r.File}, r.Packages...), "\n"))})...)
	}
	return p
}

func total(head string, width float64) book.Column {
	c := col(head, book.Count, width)
	c.Sum = true
	return c
}

// grades tells how many districts got which grade, the best first.
func (r *Round) grades() string {
	n := map[string]int{}
	for _, d := range r.Districts {
		n[d.Grade]++
	}
	var out []string
	for _, g := range r.Standard.Grades {
		if n[g] > 0 {
			out = append(out, fmt.Sprintf("%s%d", g, n[g]))
		}
	}
	return strings.Join(out, "、")
}

// says is what one has to know of a round beside its figures.
func (r *Round) says() string {
	var out []string
	add := func(is bool, s string) {
		if is {
			out = append(out, s)
		}
	}
	add(r.Sample, "示例")
	add(!r.Standard.Frozen, "评分标准未定稿")
	add(r.Disputed > 0, fmt.Sprintf("分歧%d处", r.Disputed))
	add(r.Held > 0, fmt.Sprintf("待核记录%d条", r.Held))
	add(r.Lacking > 0, fmt.Sprintf("缺%d台电脑的部分记录", r.Lacking))
	add(r.Forks > 0, fmt.Sprintf("%d台电脑的记录有分叉", r.Forks))
	return strings.Join(out, "；")
}

// entry is a district with its round.
type entry struct {
	r *Round
	d *District
}

// entries are all districts by year and standard, then by place, then those without one.
func (t *Table) entries() []entry {
	var out []entry
	for _, r := range t.Rounds {
		for _, d := range r.Districts {
			out = append(out, entry{r, d})
		}
	}
	last := func(d *District) int { return pick(d.Place == 0, 1<<30, d.Place) }
	slices.SortStableFunc(out, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.r.group.No, b.r.group.No), cmp.Compare(last(a.d), last(b.d)))
	})
	return out
}

// places has a row for each district, the best first.
func (t *Table) places() *part {
	p := &part{name: "得分与名次", note: "名次按得分率排。没有全部评分、得分有分歧、两个考核都评了的单位不排名次。草稿指总结阶段还没有签字，得分和名次可能变动。"}
	if t.several() {
		p.note = "名次按得分率排，只在同一年度、同一评分标准的单位之间排；标准不同的，得分率也不能直接相比。没有全部评分、得分有分歧、两个考核都评了的单位不排名次。草稿指总结阶段还没有签字，得分和名次可能变动。"
	}
	p.cols = slices.Concat(t.by(), []book.Column{col("名次", book.Count, 4), named("被考核单位", 8), named("组织考核的机关", 15), col("得分", book.Points, 5), col("满分", book.Points, 5),
		col("得分率", book.Share, 5), noted(col("本地名次", book.Count, 4), "在本考核各单位中的名次。"), noted(col("等次", book.Choice, 5), "由本考核按其评分标准评定。"),
		col("得分状态", book.Long, 10), col("说明", book.Long, 12)})
	for _, e := range t.entries() {
		d := e.d
		p.add(slices.Concat(t.byOf(e.r), []book.Cell{only(d.Place > 0, count(d.Place)), text(d.Name), text(e.r.Office), points(d.Total), points(d.Full),
			d.rate(), only(d.Rank > 0, count(d.Rank)), text(d.Grade),
			text(d.state()), text(d.says(e.r))})...)
	}
	return p
}

var phaseNames = map[assess.Phase]string{assess.Preparation: "准备", assess.Onsite: "现场考核", assess.Consultation: "征求意见", assess.Summary: "总结", assess.Rectification: "整改"}

func (d *District) rate() book.Cell {
	if !d.Sure() {
		return book.Cell{}
	}
	return number(rateOf(d))
}

func (d *District) state() string {
	switch {
	case d.State == Signed:
		return "已签字"
	case d.State == Changed:
		return "签字后有变更"
	case d.Signed != 0:
		return "草稿（" + phaseNames[d.Signed] + "已签字）"
	}
	return "草稿"
}

func (d *District) says(r *Round) string {
	var out []string
	if r.Sample {
		out = append(out, "示例")
	}
	if d.Twice {
		out = append(out, "有两个考核都评了，请核对")
	}
	if d.Open > 0 {
		out = append(out, fmt.Sprintf("未评项目%d个", d.Open))
	}
	if d.Range.Open() {
		out = append(out, fmt.Sprintf("得分有分歧，在%s至%s之间", d.Range.Low, d.Range.High))
	}
	if d.Disputed > 0 {
		out = append(out, fmt.Sprintf("分歧%d处", d.Disputed))
	}
	if d.Why != "" {
		out = append(out, "等次因“"+d.Why+"”而定")
	}
	return strings.Join(out, "；")
}

// tally is what stands under a theme.
type tally struct {
	Work
	districts, rounds int
}

func (t *Table) tallies() map[string]*tally {
	out := map[string]*tally{}
	for _, title := range t.themes {
		x := &tally{}
		for _, r := range t.Rounds {
			n := x.districts
			for _, d := range r.Districts {
				if w := d.Themes[title]; w != nil {
					x.add(*w)
					x.districts++
				}
			}
			x.rounds += pick(x.districts > n, 1, 0)
		}
		out[title] = x
	}
	return out
}

// byTheme has a row for each theme, the most problems first.
func (t *Table) byTheme() *part {
	p := &part{name: "问题分类", note: "问题按通报的分类（一般是评分标准的一级指标）归类，名称相同的归为一类；不含已撤销的问题。"}
	p.cols = []book.Column{named("分类", 14), total("问题", 4), col("占全部问题（%）", book.Share, 6), noted(col("涉及单位", book.Count, 5), "有这类问题的被考核单位。"),
		noted(col("占全部单位（%）", book.Share, 6), "有这类问题的单位占全部被考核单位的百分比。"), col("涉及考核", book.Count, 5), total("已销号", 5), total("转入下轮", 5), total("未完成", 5), total("超期", 5)}
	by := t.tallies()
	all, problems := 0, 0
	for _, r := range t.Rounds {
		all += len(r.Districts)
	}
	for _, x := range by {
		problems += x.Problems
	}
	for _, title := range t.themes {
		x := by[title]
		p.add(text(title), count(x.Problems), share(int64(x.Problems), int64(problems)), count(x.districts), share(int64(x.districts), int64(all)), count(x.rounds),
			count(x.Closed), count(x.Carried), count(x.Left()), count(x.Overdue))
	}
	return p
}

// themesByRound has a row for each round and a column for each theme.
func (t *Table) themesByRound() *part {
	p := &part{name: "各地问题分类", note: "各考核中各类问题的个数；空着的是没有。", cols: []book.Column{named("组织考核的机关", 15)}}
	p.cols = append(p.cols, t.by()...)
	p.cols = append(p.cols, total("问题", 4))
	for _, title := range t.themes {
		p.cols = append(p.cols, total(title, 6))
	}
	for _, r := range t.Rounds {
		row := append([]book.Cell{text(r.Office)}, t.byOf(r)...)
		var all Work
		var cells []book.Cell
		for _, title := range t.themes {
			n := 0
			for _, d := range r.Districts {
				if w := d.Themes[title]; w != nil {
					n += w.Problems
				}
			}
			all.Problems += n
			cells = append(cells, only(n > 0, count(n)))
		}
		p.add(slices.Concat(row, []book.Cell{count(all.Problems)}, cells)...)
	}
	return p
}

// work has a row for each district with what became of its problems.
func (t *Table) work() *part {
	p := &part{name: "整改", note: "超期指期限已过而没有销号、也没有转入下一轮。期限按汇总当天计算，示例按它自己的日期。"}
	p.cols = slices.Concat([]book.Column{named("组织考核的机关", 15), named("被考核单位", 8)}, t.by(), []book.Column{total("问题", 5), total("有整改要求", 5), total("已报告待核", 5), total("已销号", 5),
		total("转入下轮", 5), total("未完成", 5), total("超期", 5), noted(col("销号率（%）", book.Share, 6), "已销号的占问题的百分比。"), col("整改阶段", book.Choice, 6)})
	for _, r := range t.Rounds {
		for _, d := range r.Districts {
			closed := book.Cell{}
			if d.Problems > 0 {
				closed = share(int64(d.Closed), int64(d.Problems))
			}
			p.add(slices.Concat([]book.Cell{text(r.Office), text(d.Name)}, t.byOf(r), []book.Cell{count(d.Problems), count(d.Required), count(d.Reported), count(d.Closed),
				count(d.Carried), count(d.Left()), count(d.Overdue), closed, text(pick(d.Signed == assess.Rectification, "已签字", "未签字"))})...)
		}
	}
	return p
}

// standards has a row for each year and standard.
func (t *Table) standards() *part {
	p := &part{name: "所用标准", note: "项目、分值、评分办法和等次都相同的，算同一个标准；名称相同而内容不同的，分开列。"}
	p.cols = []book.Column{col("编号", book.Count, 4), col("年度", book.Choice, 5), named("标题", 24), col("版本", book.Text, 10), col("项目数", book.Count, 5), col("满分", book.Points, 6),
		col("定稿", book.Choice, 8), total("考核数", 5), total("单位数", 5), total("排名次的单位", 6)}
	for _, g := range t.Groups {
		n := 0
		for _, r := range g.Rounds {
			n += len(r.Districts)
		}
		p.add(count(g.No), text(g.Year), text(g.Of.Title), text(g.Of.Version), count(g.Of.Items), points(g.Of.Full), text(pick(g.Of.Frozen, "已定稿", "未定稿")),
			count(len(g.Rounds)), count(n), count(g.Ranked))
	}
	return p
}

// open has what is not in the tables, and what a person has to look into.
func (t *Table) open(say words.Catalog) *part {
	p := &part{name: "未计入与存疑", note: "没有计入汇总的文件和原因，以及相互矛盾、需要核对的地方。", cols: []book.Column{col("类别", book.Choice, 8), named("文件", 24), col("说明", book.Long, 44)}}
	for _, l := range t.Left {
		p.add(text(pick(l.Broken, "没有读到", "没有计入")), text(l.File), text(say.Say(l.Why)))
	}
	for _, d := range t.Doubts {
		p.add(text("存疑"), text(strings.Join(d.Files, "\n")), text(say.Say(d.Why)))
	}
	return p
}
