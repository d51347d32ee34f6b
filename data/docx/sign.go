package docx

import (
	"strconv"
	"strings"

	"kaohe/app/report"
)

// attachments writes 附件说明 one line below the text: names are numbered if there are several, and lines of a name begin below each other
// (7.3.4).
func (x *writer) attachments(a report.Attachments) {
	var names []string
	for _, n := range a.Names {
		if s := report.OneLine(n); s != "" {
			names = append(names, s)
		}
	}
	if len(names) == 0 {
		return
	}
	x.space(1)
	at := x.sheet.chars(2)
	label := at + x.sheet.wide("附件：")
	for i, name := range names {
		lead, to := "", label
		if len(names) > 1 {
			lead = strconv.Itoa(i+1) + ". "
			to += x.sheet.wide(strconv.Itoa(len(names)) + ". ")
		}
		p := &para{style: attached, placed: true, left: to, first: label - to, runs: []run{{text: lead + name}}}
		if i == 0 {
			p.first = at - to
			p.runs[0].text = "附件：" + p.runs[0].text
		}
		p.keep = i+1 < len(names)
		x.add(p)
	}
}

// space leaves empty lines that stay with what is before and after them, unless there are some.
func (x *writer) space(lines int) {
	if x.held != nil && len(x.held.runs) == 0 && x.held.style == flush || !x.started {
		x.company()
		return
	}
	x.company()
	for range lines {
		x.gap(true)
	}
}

// sealGap is the number of lines between the text and an office with a seal: a seal of 42 mm over both begins within the last line of the
// text (7.3.5.1).
const sealGap = 2

// signature writes 署名 and 成文日期, and what proves the signature, small and flush left.
func (x *writer) signature(s report.Signature) {
	date := report.OneLine(s.Date)
	offices := visibleLines(s.Office)
	lines := 1
	if s.Seal && (len(offices) > 0 || date != "") {
		lines = sealGap
	}
	x.space(lines)
	if s.Seal {
		x.sealed(offices, date)
	} else {
		x.unsealed(offices, date)
	}
	if s.Seal && len(s.Lines) > 0 && (len(offices) > 0 || date != "") {
		x.gap(true)
	}
	for i, line := range s.Lines {
		for _, t := range report.Paragraphs(line) {
			p := text(proof, t)
			p.keep = i == 0
			x.add(p)
		}
	}
	if x.held != nil && x.held.style == signed {
		x.held.style = flush // nothing follows that it would have to stay with
	}
}

func visibleLines(s string) []string {
	var out []string
	for _, p := range report.Paragraphs(s) {
		if t := strings.TrimSpace(p); t != "" {
			out = append(out, t)
		}
	}
	return out
}

func (x *writer) widest(lines []string) int {
	most := 0
	for _, s := range lines {
		most = max(most, x.sheet.wide(s))
	}
	return most
}

// sealed places lines for a seal: the date ends four characters from the right edge, and the office is centred above it (7.3.5.1). An
// office that is too long for that moves both to the left.
func (x *writer) sealed(offices []string, date string) {
	s := x.sheet
	wide := s.wide(date)
	if date == "" {
		wide = s.chars(4)
	}
	centre := min(s.area-s.chars(4)-wide/2, s.area-x.widest(offices)/2)
	for _, t := range offices {
		p := text(signed, t)
		p.placed, p.align = true, "center"
		p.left, p.right = max(0, 2*centre-s.area), max(0, s.area-2*centre)
		x.add(p)
	}
	if date != "" {
		p := text(signed, date)
		p.placed, p.align, p.right = true, "right", s.area-centre-wide/2
		x.add(p)
	}
}

// unsealed places lines without a seal: the office ends two characters from the right edge, and the date begins two characters to the right
// of the office; if it is longer it ends there, and the office moves with it (7.3.5.2).
func (x *writer) unsealed(offices []string, date string) {
	s := x.sheet
	edge, two := s.area-s.chars(2), s.chars(2)
	at := edge - x.widest(offices)
	if len(offices) == 0 || s.wide(date) > x.widest(offices) {
		at = edge - s.wide(date) - two
	}
	at = max(0, at)
	for _, t := range offices {
		p := text(signed, t)
		p.placed, p.left = true, at
		x.add(p)
	}
	if date != "" {
		p := text(signed, date)
		p.placed, p.left = true, at+two
		x.add(p)
	}
}

// dayBlank is the date to be filled in by hand.
const dayBlank = "　　年　 月　 日"

// hands writes lines to be signed: a label, a rule, and blanks for the date; two in a row, with the date below, if there is room.
func (x *writer) hands(h report.Hands) {
	s := x.sheet
	var labels []string
	for _, l := range h.Labels {
		if l = report.OneLine(l); l != "" && !strings.HasSuffix(l, "：") {
			l += "："
		}
		labels = append(labels, l)
	}
	one, rule := s.chars(1), round(60*mm)
	half := (s.area - one) / 2
	x.company()
	if len(labels) > 1 && x.widest(labels)+rule <= half {
		x.pairs(labels, half)
		return
	}
	end := s.area - one - s.wide(dayBlank)
	for i, l := range labels {
		p := &para{style: flush, keep: i+1 < len(labels), before: s.lead / 2, align: "left"}
		if s.wide(l) > end-rule { // the label goes above its rule
			x.add(&para{style: flush, keep: true, runs: []run{{text: l}}})
			l = ""
		}
		p.tabs = []tab{{at: end, rule: true}, {at: s.area, right: true}}
		p.runs = []run{{text: l}, {tab: true}, {tab: true}, {text: dayBlank}}
		x.add(p)
	}
}

// pairs writes hands two in a row.
func (x *writer) pairs(labels []string, half int) {
	s := x.sheet
	second := half + s.chars(1)
	for i := 0; i < len(labels); i += 2 {
		sign := &para{style: flush, keep: true, before: s.lead / 2, align: "left", tabs: []tab{{at: half, rule: true}},
			runs: []run{{text: labels[i]}, {tab: true}}}
		day := &para{style: flush, keep: i+2 < len(labels), align: "left", tabs: []tab{{at: half, right: true}}, runs: []run{{tab: true}, {text: dayBlank}}}
		if i+1 < len(labels) {
			sign.tabs = append(sign.tabs, tab{at: second}, tab{at: s.area, rule: true})
			sign.runs = append(sign.runs, run{tab: true}, run{text: labels[i+1]}, run{tab: true})
			day.tabs = append(day.tabs, tab{at: s.area, right: true})
			day.runs = append(day.runs, run{tab: true}, run{text: dayBlank})
		}
		x.add(sign)
		x.add(day)
	}
}
