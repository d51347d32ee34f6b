package report

import (
	"fmt"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

func lastDraw(a *assess.Assessment, d *assess.District, say words.Catalog) (Document, error) {
	if len(d.Draws) == 0 {
		return none("draw")
	}
	return Draw(a, d, d.Draws[len(d.Draws)-1], say), nil
}

// Draw makes 抽签记录: a draw with everything that is needed to repeat it. Its keywords contain the same data for `kaohe verify` (DrawSheet).
func Draw(a *assess.Assessment, d *assess.District, x *assess.Draw, say words.Catalog) Document {
	p := begin("draw", a, d, say, titleOf("draw", a, d), x.Day)
	p.add(Subtitle{x.Title})
	p.rests([]assess.Phase{assess.Preparation})
	p.add(Gap{1})
	doc := p.doc
	doc.Keywords = NewDrawSheet(a, d, x).Keywords()
	doc.Blocks = append(append(doc.Blocks, To("draw", a, d, "")...), Para{Text: drawOpening(a, d, x)})
	if before := d.Earlier(x); len(before) > 0 {
		doc.Blocks = append(doc.Blocks, Para{Text: drawAgain(x, before)})
	}
	doc.Blocks = append(doc.Blocks, Heading{1, "一、抽签名单"}, drawList(x))
	doc.Blocks = append(doc.Blocks, Heading{1, "二、抽签结果"}, Para{Text: drawResult(x)})
	doc.Blocks = append(doc.Blocks, Heading{1, "三、校验数据"}, drawProof(x), Para{Text: drawMethod, Kai: true})
	doc.Blocks = append(doc.Blocks, Heading{1, "四、在场人员签名"}, drawWitnesses(a, x),
		Signature{Office: doc.Author, Date: doc.Date.Prose(), Seal: a.IssueFor("draw", d).Seal == "yes"})
	return doc
}

const drawMethod = "复算办法：把名单各行按顺序连起来（每行末尾加换行符，UTF-8编码）取SHA-256，得名单校验码；把“kaohe draw 1”、换行、短语、换行、" +
	"名单校验码连起来取SHA-256，得种子；种子后接名单序号减一（八字节，高位在前）再取SHA-256，得每行的号码；号码最小的几行抽中（分层的，每层各取最小的几行）。" +
	"任何人都可以照此复算，也可以用“kaohe verify”核验本文件。"

func drawOpening(a *assess.Assessment, d *assess.District, x *assess.Draw) string {
	s := fmt.Sprintf("%s，考核小组对%s进行抽签。名单共%d个，", x.Day.Prose(), d.Name, len(x.List))
	if x.Day == "" {
		s = fmt.Sprintf("考核小组对%s进行抽签。名单共%d个，", d.Name, len(x.List))
	}
	if x.Strata {
		s += fmt.Sprintf("分层抽取，每层抽取%d个", x.Count)
	} else {
		s += fmt.Sprintf("抽取%d个", x.Count)
	}
	s += fmt.Sprintf("。当众说出的短语为“%s”。", strings.TrimSpace(x.Phrase))
	if who := a.Name(x.Person); who != "" {
		s += "主持人：" + who + "。"
	}
	return s
}

func drawAgain(x *assess.Draw, before []*assess.Draw) string {
	var days []string
	for _, o := range before {
		if o.Day != "" {
			days = append(days, o.Day.Prose())
		}
	}
	on := ""
	if days != nil {
		on = "于" + strings.Join(days, "、")
	}
	why := x.Why
	if why == "" {
		why = "未说明"
	}
	return fmt.Sprintf("这是对同一名单的第%d次抽签。此前已%s抽签，原结果另有记录。重抽原因：%s。", len(before)+1, on, strings.TrimSuffix(why, "。"))
}

// drawList numbers the list in the same way as the draw.
func drawList(x *assess.Draw) Table {
	t := Table{Columns: []Column{{"序号", 12, Centre}, {"名称", 68, Left}, {"结果", 20, Centre}}}
	if x.Strata {
		t.Columns = []Column{{"序号", 12, Centre}, {"层", 24, Left}, {"名称", 44, Left}, {"结果", 20, Centre}}
	}
	taken := map[string]bool{}
	for _, r := range x.Result {
		taken[r] = true
	}
	for i, line := range x.List {
		cells, mark := []string{fmt.Sprint(i + 1)}, ""
		if taken[line] {
			mark = "抽中"
		}
		if x.Strata {
			stratum, name, _ := strings.Cut(line, "\t")
			cells = append(cells, stratum, name)
		} else {
			cells = append(cells, line)
		}
		t.Rows = append(t.Rows, Row{Cells: append(cells, mark), Strong: mark != ""})
	}
	return t
}

func drawResult(x *assess.Draw) string {
	if len(x.Result) == 0 {
		return "没有抽中任何一个。"
	}
	names := make([]string, len(x.Result))
	for i, r := range x.Result {
		names[i] = strings.ReplaceAll(r, "\t", "·")
	}
	s := fmt.Sprintf("抽中%d个：%s。", len(names), strings.Join(names, "、"))
	if !x.True() {
		s += "（注意：这个结果与名单、短语对不上，请查明原因。）"
	}
	return s
}

func drawProof(x *assess.Draw) Table {
	return Table{Columns: []Column{{"项目", 20, Left}, {"内容", 80, Left}}, Rows: []Row{
		{Cells: []string{"短语", strings.TrimSpace(x.Phrase)}},
		{Cells: []string{"名单校验码", halves(x.ListHash())}},
		{Cells: []string{"种子", halves(x.Seed())}},
	}}
}

// halves splits a hash over two lines between two of its groups.
func halves(hex string) string { return group(hex[:len(hex)/2]) + "\n" + group(hex[len(hex)/2:]) }

func drawWitnesses(a *assess.Assessment, x *assess.Draw) Table {
	t := Table{Columns: []Column{{"身份", 24, Left}, {"签名", 46, Left}, {"日期", 30, Left}}}
	host := "主持人"
	if who := a.Name(x.Person); who != "" {
		host += "（" + who + "）"
	}
	for _, role := range []string{host, "说短语的人", "被考核单位代表", "见证人"} {
		t.Rows = append(t.Rows, Row{Cells: []string{role + "\n　", "", ""}})
	}
	return t
}
