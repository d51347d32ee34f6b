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

// onsiteRecords makes 现场考核记录: every record by its method, in the round's order. Each is a sheet of its own, with its own pages and a line on
// each of them for who finds that it is right and for who wrote it down; at its end those sign who were asked and who asked. It has the date of
// the last record.
func onsiteRecords(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	if len(d.Records) == 0 {
		return none("records")
	}
	p := records{paper: begin("records", a, d, say, titleOf("records", a, d), lastRecord(d)), looked: map[string]string{}}
	p.rests(Until(assess.Onsite))
	p.front, p.doc.Blocks = p.doc.Blocks, nil
	to := To("records", a, d, "")
	for _, m := range a.Standard.Methods {
		to = p.all(m.Chinese(), p.by(func(id string) bool { return id == m.ID }), to)
	}
	p.all("未写明方式", p.by(func(id string) bool { return !slices.Contains(a.Standard.Methods, a.Standard.Method(id)) }), to)
	return p.close(), nil
}

type records struct {
	*paper
	front  []Block           // the titles that every sheet begins with
	looked map[string]string // subdistrict -> number of the record that its looks are printed with
}

// by returns the records whose method is one of some, so that none is left out where the last call takes all others.
func (p records) by(is func(method string) bool) []*assess.Record {
	var out []*assess.Record
	for _, r := range p.d.Records {
		if is(r.Method) {
			out = append(out, r)
		}
	}
	return out
}

// all prints records under the heading of their method, if there are any, each on a sheet. It returns the addressee if it has not printed it.
func (p records) all(method string, list []*assess.Record, to []Block) []Block {
	for n, r := range list {
		p.add(Part{[]string{"核对无误　" + p.parties(r)[0], "记录人"}})
		p.add(append(slices.Clone(p.front), to...)...)
		if to = nil; n == 0 {
			p.section(method, func() {})
		}
		p.record(n+1, method, r)
	}
	return to
}

func (p records) record(n int, method string, r *assess.Record) {
	p.add(Heading{2, fmt.Sprintf("（%s）%s（记录%s）", Numeral(n), cmp.Or(strings.TrimSpace(r.Title), "未写标题"), r.No)})
	p.head(method, r)
	for _, l := range lines(r.Text) {
		p.add(Para{Text: l})
	}
	for i, x := range r.QA {
		p.para("问%d：%s", i+1, x.Question)
		p.para("答：%s", cmp.Or(x.Answer, "（未回答）"))
	}
	p.documents(r)
	p.looks(r)
	p.add(Hands{append(slices.Clone(p.parties(r)), "记录人")})
}

func (p records) parties(r *assess.Record) []string {
	if who := parties[r.Form]; who != nil {
		return who
	}
	return []string{"在场人员", "考核人员"}
}

// parties names those who were asked and those who asked, by the form of the method. The words are short, so that the line has room for names and the date.
var parties = map[standard.Form][]string{
	standard.Briefing:         {"汇报人", "主持人"},
	standard.Interview:        {"被询问人", "提问人"},
	standard.DocumentCheck:    {"提供资料人", "查阅人"},
	standard.SubdistrictCheck: {"街道办人员", "检查人"},
	standard.Symposium:        {"座谈人员", "主持人"},
}

// head adds a table with when, where, who and of what; empty fields are left out.
func (p records) head(method string, r *assess.Record) {
	t := Table{Columns: []Column{{"项目", 20, Left}, {"内容", 80, Left}}}
	row := func(name, text string) {
		if strings.TrimSpace(text) != "" {
			t.Rows = append(t.Rows, Row{Cells: []string{name, text}})
		}
	}
	row("方式", method)
	row("时间", strings.TrimSpace(r.Date.Prose()+" "+r.Time))
	row("地点", r.Place)
	row("街道", p.subdistrict(r.Subdistrict))
	row("在场人员", r.Present)
	row("人数", turnout(r))
	row("记录人", p.a.Name(r.Recorder))
	row("考核项目", p.codes(r.Items))
	row("佐证材料", p.cite("record", r.ID, "记录"+r.No))
	if len(t.Rows) > 0 {
		p.add(t)
	}
}

func (p records) subdistrict(id string) string {
	for _, s := range p.d.Subdistricts {
		if s.ID == id {
			return s.Name
		}
	}
	return id
}

// turnout returns how many were invited to a symposium and came: 应到8人，实到6人.
func turnout(r *assess.Record) string {
	var out []string
	if r.Invited > 0 {
		out = append(out, fmt.Sprintf("应到%d人", r.Invited))
	}
	if r.Attended > 0 {
		out = append(out, fmt.Sprintf("实到%d人", r.Attended))
	}
	return strings.Join(out, "，")
}

func (p records) documents(r *assess.Record) {
	if len(r.Docs) == 0 {
		return
	}
	t := Table{Caption: "抽查的文件", Columns: []Column{{"序号", 8, Centre}, {"文件名称", 28, Left}, {"文号", 22, Left}, {"结论", 14, Centre}, {"备注", 28, Left}}}
	for n, x := range r.Docs {
		t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), x.Title, x.Number, p.verdict(x.Verdict), p.remark(x)}})
	}
	p.add(t)
}

// looks adds what was seen in a subdistrict. It belongs to the subdistrict, so it is printed with its first record, and later records refer
// to that one.
func (p records) looks(r *assess.Record) {
	if r.Form != standard.SubdistrictCheck || r.Subdistrict == "" {
		return
	}
	if at := p.looked[r.Subdistrict]; at != "" {
		p.para("检查要点的结论见记录%s。", at)
		return
	}
	t := Table{Caption: "检查要点", Columns: []Column{{"序号", 8, Centre}, {"检查要点", 42, Left}, {"结论", 16, Centre}, {"说明", 34, Left}}}
	for n, c := range p.a.Checks {
		if l := p.d.Looks[assess.LookAt(p.d, r.Subdistrict, c.ID)]; l != nil {
			t.Rows = append(t.Rows, Row{Cells: []string{fmt.Sprint(n + 1), c.Text, p.verdict(l.Verdict), l.Note}})
		}
	}
	if len(t.Rows) > 0 {
		p.looked[r.Subdistrict] = r.No
		p.add(t)
	}
}
