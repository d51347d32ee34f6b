package sheet_test

import (
	"strconv"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/assess/assesstest"
	"kaohe/app/book"
	"kaohe/app/ledger"
)

// round is a round as somebody would type it: a sheet, its heads, its rows.
const round = `
考核信息|项目|内容
|考核名称|2006年度考核
|组织单位|市打假办
|等次|优秀≥90；不合格≥0
|考核开始日期|2006-09-04
考核小组|姓名|派出单位|职务|角色
|顾彧|市打假办|主任|组长
|王芳|市工商局|科长|成员
|王芳|市质监局|副科长|成员
|李䶮|市工商局||成员
考核方式|名称|形式
|听取汇报|听取汇报
|提问交流|提问交流
|查阅资料|查阅资料
|抽查街道办|抽查街道
评分标准|编号|一级指标|考核内容|分值|评分办法|扣（加）分值|分档|步长|目标|考核方式|佐证材料清单|依据条款|关键项
|1.1|责任体系|签订责任书|5|酌情扣分|0.5||||听取汇报、查阅资料|责任书|第三条|是
|1.10|责任体系|专题研究|4|达到得分|||||||第四条|
|2.1|协调机制|召开会议|3|逐次扣分|1.5||||提问交流|纪要||
|2.2|协调机制|结案率|10|按百分比扣（加）分|0.5||1|95||||
抽查要点|要点
|门店有台账
|有专人负责
被考核单位|单位名称|联络员
|南山区|某人 26123456
|福田区|
街道|被考核单位|街道|抽中
|南山区|沙头街道|是
|南山区|桃源街道|
|福田区|沙头街道|是
责任分工|被考核单位|一级指标|考核人员
|南山区|责任体系|李䶮、王芳（市质监局）
准备事项|被考核单位|阶段|事项|责任人|期限|完成
|南山区|准备|发通知|顾彧|2006-09-10|是
|南山区|准备|收自评|李䶮|2006-09-12|
材料清单|被考核单位|项目编号|材料名称|状态|备注
|南山区|1.1|责任书|不齐|缺一份
自评得分|被考核单位|项目编号|自评得分|自评说明
|南山区|1.1|5|都签了
|南山区|2.2|9.5|
行程安排|被考核单位|日期|时间|内容|地点|人员
|南山区|2006-10-10|9:00|听汇报|会议室|顾彧
考核得分|被考核单位|项目编号|考核得分|次数或数值|备注
|南山区|1.1|4.5||差两份
|南山区|1.10|4||
|南山区|2.1|1.5|1|
|福田区|1.1|5||
现场记录|被考核单位|记录号|方式|日期|时间|地点|标题|在场人员|记录人|街道|记录内容|考核项目
|南山区|1|听取汇报|2006-10-10|9:00|会议室|听汇报|局长|李䶮||听了|1.1、2.1
|南山区|2|抽查街道办|2006-10-11||街道|看街道||李䶮|沙头街道|看了|1.10
|福田区|1|提问交流|2006-10-12||||| 李䶮||问了|
访谈问答|被考核单位|记录号|问|答
|南山区|1|签了几份|都签了
|南山区|1|谁管|我管
文件抽查|被考核单位|记录号|文件名称|文号|日期|结论
|南山区|1|责任书|南府〔2006〕1号|2006-03-01|符合
|南山区|2|台账|||基本符合
街道检查|被考核单位|街道|要点|结论|说明
|南山区|沙头街道|门店有台账|符合|有
考核发现|被考核单位|发现号|类别|反馈表述|通报表述|考核项目|依据记录
|南山区|1|问题|两份责任书未签|有的区未签|1.1|1、2
|南山区|2|特色|办了培训班|办了培训|2.1|1
扣分|被考核单位|项目编号|扣分|扣分依据|依据记录
|南山区|1.1|0.5|两份未签|1
|南山区|2.1|1.5|少开一次|2
整改台账|被考核单位|发现号|整改要求|整改期限|责任单位
|南山区|1|补签|2007-03-08|区府办
`

// typedIn returns the template filled in with rounds of that form.
func typedIn(text string) *book.Grid {
	rows := map[string][]map[string]string{}
	var sheet string
	var heads []string
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		cells := strings.Split(line, "|")
		if cells[0] != "" {
			sheet, heads = cells[0], cells
			continue
		}
		row := map[string]string{}
		for i, c := range cells {
			row[heads[i]] = c
		}
		rows[sheet] = append(rows[sheet], row)
	}
	g := &book.Grid{}
	for _, s := range book.Template().Sheets {
		head := book.GridRow{N: 1}
		for _, c := range s.Columns {
			head.Cells = append(head.Cells, book.Raw{Kind: book.RawText, Text: c.Head})
		}
		out := book.GridSheet{Name: s.Name, Rows: []book.GridRow{head}}
		for n, r := range rows[s.Name] {
			row := book.GridRow{N: n + 2}
			for _, c := range s.Columns {
				row.Cells = append(row.Cells, book.Raw{Kind: book.RawText, Text: r[c.Head]})
			}
			out.Rows = append(out.Rows, row)
		}
		g.Sheets = append(g.Sheets, out)
	}
	return g
}

// desk is a round outside of any vault: its registers, and who works on it.
type desk struct {
	values map[ledger.Register]ledger.Value
	team   []*assess.Person
}

// seats is a Standing with a team.
type seats struct {
	assesstest.Standing
	team []*assess.Person
}

func (s seats) Team() []*assess.Person { return s.team }

// sat makes the round that a workbook holds.
func sat(t testing.TB, text string) *desk {
	t.Helper()
	p := book.Take(&assess.Assessment{}, nil, typedIn(text), nil, "2006-11-20")
	d := &desk{values: map[ledger.Register]ledger.Value{}}
	for _, l := range p.Lines {
		if !l.Ticked {
			t.Fatalf("%s %d %s: %+v", l.Sheet, l.Row, l.Name, l.Diffs)
		}
	}
	for _, c := range p.Cards() {
		d.team = append(d.team, &assess.Person{ID: c.Person, Name: c.Name, Agency: c.Agency, Role: c.Role})
	}
	return d.with(t, p)
}

// with returns the desk after what is ticked of a plan.
func (d *desk) with(t testing.TB, p *book.Plan) *desk {
	t.Helper()
	e, err := p.Edit()
	if err != nil {
		t.Fatal(err)
	}
	next := &desk{values: map[ledger.Register]ledger.Value{}}
	for at, v := range d.values {
		next.values[at] = v
	}
	for _, w := range e.Writes {
		next.values[w.Register()] = w.Value
	}
	for _, c := range p.Cards() {
		next.team = append(next.team, &assess.Person{ID: c.Person, Name: c.Name, Agency: c.Agency, Role: c.Role})
	}
	for _, x := range d.team {
		known := false
		for _, y := range next.team {
			known = known || x.ID == y.ID
		}
		if !known {
			next.team = append(next.team, x)
		}
	}
	return next
}

func (d *desk) view() *assess.Assessment {
	r := &ledger.Record{ID: ledger.Hash{1}, Device: ledger.Device{1}, Seq: 1, Stamp: 1}
	for at, v := range d.values {
		r.Ops = append(r.Ops, ledger.Op{Entity: at.Entity, Field: at.Field, Value: v})
	}
	s := ledger.New()
	s.Apply(r)
	return assess.View(s, seats{team: d.team})
}

func (d *desk) leader() *assess.Person {
	for _, p := range d.team {
		if p.Role == assess.Leader {
			return p
		}
	}
	return nil
}

// cells are what a round shows in a workbook: sheet, what its row is called, head -> text. Cells of the program's are left out.
func (d *desk) cells() map[[3]string]string {
	out := map[[3]string]string{}
	for _, s := range book.Export(d.view(), nil).Sheets {
		if s.Aside { // what follows from the others
			continue
		}
		for _, r := range s.Rows {
			name := called(s.Columns, func(i int) string { return shown(r[i]) })
			for i, c := range s.Columns {
				if !c.Locked && !(c.Head == "标识") {
					out[[3]string{s.Name, name, c.Head}] = shown(r[i])
				}
			}
		}
	}
	return out
}

// called names a row by its 标识 and, because things of different districts can have the same, by what it belongs to.
func called(cols []book.Column, cell func(int) string) string {
	mark := ""
	var names []string
	for i, c := range cols {
		switch {
		case c.Head == "标识":
			mark = cell(i)
		case c.Name && (c.From != "" || mark == ""):
			names = append(names, cell(i))
		}
	}
	return strings.Join(append(names, mark), " ")
}

func shown(c book.Cell) string {
	if c.Is {
		return strconv.FormatInt(c.Number, 10)
	}
	return c.Text
}

func TestTheRoundOfAnOfficeComesBackAsItWent(t *testing.T) {
	d := sat(t, round)
	a := d.view()
	if p := book.Take(a, a, read(t, bytesOf(t, book.Export(a, nil))), d.leader(), "2006-11-20"); len(p.Lines) != 0 || len(p.Problems) != 0 {
		t.Errorf("%+v %+v", p.Lines[0], p.Problems)
	}
	if len(d.cells()) < 300 {
		t.Errorf("%d cells", len(d.cells()))
	}
}
