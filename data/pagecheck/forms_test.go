package pagecheck

import "fmt"

// The right documents, from the numbers of the standard alone. Each returns a new one for a case to spoil.

const (
	row  = 225.0 / 22                                  // a line of the grid
	em   = 16 * 25.4 / 72                              // 三号
	step = (156 - em) / 27                             // so that 28 fill the width
	base = (row-em)/2 + 0.88*em                        // from a line's upper edge to its baseline
	many = "各区人民政府落实打假责任制考核情况工作领导小组组织完成全部目标任务履行职责监督检查" // a stock of hanzi
)

// hans are n hanzi, beginning at the k-th of the stock.
func hans(k, n int) string {
	stock, out := []rune(many), make([]rune, n)
	for i := range out {
		out[i] = stock[(k+i)%len(stock)]
	}
	return string(out)
}

func at(r int) float64 { return 37 + float64(r)*row + base }

// para sets a paragraph of n lines from row r: the first begins two characters in, the last is half full.
func (p *paper) para(page, r, n int) {
	for i := range n {
		t := item{kind: "text", page: page, x: 28, y: at(r + i), size: 16, step: step, font: "fang", text: hans(7*r+5*i, 28)}
		switch {
		case i == 0:
			t.kind, t.x, t.text = "first", 28+2*step, hans(7*r, 26)
		case i == n-1:
			t.kind, t.text = "end", hans(7*r+5*i, 13)+"。"
		}
		p.add(t)
	}
}

func (p *paper) heading(page, r int, kind, text, font string) {
	p.add(item{kind: kind, page: page, x: 28 + 2*step, y: at(r), size: 16, step: step, font: font, text: text})
}

func (p *paper) folio(page int) {
	x, end := 184-14*25.4/72, true
	if page%2 == 0 {
		x, end = 28+14*25.4/72, false
	}
	p.add(item{kind: "folio", page: page, x: x, end: end, y: 262 + 7 + 1.9, size: 14, font: "simsun", text: fmt.Sprintf("— %d —", page)})
}

// table draws 3 rows of 3 cells between two heights; the first row is the head.
func (p *paper) table(page int, l, t, r, b float64) {
	for i := range 4 {
		y, x := t+float64(i)*(b-t)/3, l+float64(i)*(r-l)/3
		p.add(item{kind: "grid", page: page, x: l, y: y, to: stroke{r, y, 0.25}})
		p.add(item{kind: "grid", page: page, x: x, y: t, to: stroke{x, b, 0.25}})
	}
	for c, cell := range []string{"被考核单位", "得分", "名称"} {
		p.add(item{kind: fmt.Sprint("columns", page), page: page, x: l + float64(c)*(r-l)/3 + 2, y: t + 5, size: 10.5, font: "fang", text: cell})
		p.add(item{kind: "cell", page: page, x: l + float64(c)*(r-l)/3 + 2, y: b - 5, size: 10.5, font: "fang", text: hans(page+c, 5)})
	}
}

// circular is a document of four pages with 版头, title, three levels of headings, a table over two pages, signature and 版记.
func circular() *paper {
	p := &paper{w: 210, h: 297, pages: 4}
	p.add(item{kind: "mark", page: 1, x: 106 - 4*12.7, y: 37 + 35 + 10.9, size: 36, font: "xiaobiaosong", ink: "red", text: "某市人民政府文件"})
	p.add(item{kind: "number", page: 1, x: 106, mid: true, y: at(7), size: 16, font: "fang", text: "某府〔2006〕12号"})
	rule := at(7) + 0.12*em + 4.25
	p.add(item{kind: "rule", page: 1, x: 28, y: rule, to: stroke{184, rule, 0.5}, ink: "red"})
	title := 22 * 25.4 / 72
	for i, t := range []string{"关于组织完成打假", "工作落实打假责任制", "考核情况的通报"} {
		n, y := float64(len([]rune(t))), rule+float64(2+i)*row+(row-title)/2+0.88*title
		p.add(item{kind: "title", page: 1, x: 106 - n*title/2, y: y, size: 22, step: title, font: "xiaobiaosong", text: t})
	}
	p.add(item{kind: "addressee", page: 1, x: 28, y: at(14), size: 16, step: step, font: "fang", text: "各区人民政府："})
	p.para(1, 15, 7)
	p.heading(2, 0, "one", "一、考核情况", "hei")
	p.heading(2, 1, "two", "（一）工作情况", "kai")
	p.heading(2, 2, "three", "1.完成目标任务", "fang")
	p.para(2, 3, 19)
	p.para(3, 0, 12)
	p.table(3, 28, 37+12*row, 184, 262)
	p.table(4, 28, 37, 184, 37+5*row)
	p.para(4, 6, 4)
	p.add(item{kind: "office", page: 4, x: 184 - 10.6*em, y: at(12), size: 16, font: "fang", text: "某市人民政府"})
	p.add(item{kind: "date", page: 4, x: 184 - 11.2*em, y: at(13), size: 16, step: 0.62 * em, font: "fang", text: "2006年12月30日"})
	for i, width := range []float64{0.35, 0.25, 0.35} {
		y := 262 - float64(2-i)*8
		p.add(item{kind: "foot" + fmt.Sprint(i), page: 4, x: 28, y: y, to: stroke{184, y, width}})
	}
	p.add(item{kind: "copies", page: 4, x: 28 + 5, y: 262 - 10, size: 14, font: "fang", text: "抄送：各区人民政府。"})
	p.add(item{kind: "copies", page: 4, x: 28 + 5, y: 262 - 2, size: 14, font: "fang", text: "某市人民政府办"})
	p.add(item{kind: "issued", page: 4, x: 184 - 5, end: true, y: 262 - 2, size: 14, font: "fang", text: "2006年12月30日印发"})
	for n := range p.pages {
		p.folio(n + 1)
	}
	return p
}

// letter is 信函格式, two pages.
func letter() *paper {
	p := &paper{w: 210, h: 297, pages: 2}
	p.add(item{kind: "mark", page: 1, x: 105 - 3*12.7, y: 30 + 10.9, size: 36, font: "xiaobiaosong", ink: "red", text: "某市人民政府"})
	foot := 30 + 12.0
	for i, l := range []struct{ y, w float64 }{{foot + 4.5, 1}, {foot + 6, 0.35}, {297 - 20 - 1.6, 0.35}, {297 - 20.5, 1}} {
		p.add(item{kind: fmt.Sprint("double", i/2), page: 1, x: 20, y: l.y, to: stroke{190, l.y, l.w}, ink: "red"})
	}
	p.add(item{kind: "number", page: 1, x: 184, end: true, y: at(2), size: 16, font: "fang", text: "某府〔2006〕12号"})
	p.add(item{kind: "title", page: 1, x: 106 - 4*22*25.4/72, y: at(5), size: 22, font: "xiaobiaosong", text: "关于考核情况的函"})
	p.add(item{kind: "addressee", page: 1, x: 28, y: at(7), size: 16, step: step, font: "fang", text: "各区人民政府："})
	p.para(1, 8, 14)
	p.para(2, 0, 5)
	p.folio(2)
	return p
}

// ledger is a lying table of three pages, of which the second is the fullest, with the same margins on all.
func ledger() *paper {
	p := &paper{w: 297, h: 210, pages: 3}
	for n := 1; n <= 3; n++ {
		bottom := 182.0
		if n == 2 {
			bottom = 184
		}
		p.table(n, 35, 28, 260, bottom)
		y := 28 + 156 - 14*25.4/72
		if n == 2 {
			y = 28 + 14*25.4/72
		}
		p.add(item{kind: "folio", page: n, x: 35 - 7 - 1.9, y: y, end: n != 2, down: true, size: 14, font: "simsun", text: fmt.Sprintf("— %d —", n)})
	}
	return p
}

// turnedLedger is that table with the second page bound below, so that its margins above and below change places.
func turnedLedger() *paper {
	p := ledger()
	for i := range p.items {
		if p.items[i].page == 2 && p.items[i].kind != "folio" {
			move(0, -2)(&p.items[i])
		}
	}
	return p
}
