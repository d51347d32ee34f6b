package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// paper is one document while it is made, with what all kinds need.
type paper struct {
	a   *assess.Assessment
	d   *assess.District // nil for a document of the round
	say words.Catalog
	doc Document
	n   int // headings so far

	cited []cited // evidence, in the order in which it is cited
}

func begin(kind string, a *assess.Assessment, d *assess.District, say words.Catalog, title string, day assess.Day) *paper {
	return &paper{a: a, d: d, say: say, doc: Issued(kind, a, d, title, day)}
}

func (p *paper) add(b ...Block) { p.doc.Blocks = append(p.doc.Blocks, b...) }

func (p *paper) para(format string, args ...any) { p.add(Para{Text: fmt.Sprintf(format, args...)}) }

func (p *paper) section(title string, fill func()) {
	p.n++
	p.add(Heading{1, Numeral(p.n) + "、" + title})
	fill()
}

// to addresses the paper to the district's government, unless the settings name somebody else.
func (p *paper) to() { p.add(To(p.doc.Kind, p.a, p.d, p.d.Body())...) }

// you is how a sentence speaks to the district.
func (p *paper) you() string { return p.d.You() }

// close ends the paper. Of a kind that has no other annex, the one of evidence follows.
func (p *paper) close() Document {
	p.end()
	p.appendix("附件")
	return p.doc
}

// end ends the text of the paper, which an outgoing one signs. The only annex is named above that.
func (p *paper) end(annexes ...string) {
	if kind, _ := assess.PaperOf(p.doc.Kind); kind.Outgoing && annexes == nil && p.annexes() {
		annexes = []string{evidenceTitle}
	}
	if annexes != nil {
		p.add(Attachments{annexes})
	}
	Close(&p.doc, p.a, p.d)
}

// none returns the fault for a kind of which there is nothing to print yet; its hint says what has to be done first.
func none(kind string) (Document, error) {
	return Document{}, words.Refuse("report.none", words.M("paper."+kind), words.M("report.none."+kind))
}

// matter returns what the round assesses: 落实打假责任制 for the title 2006年度落实打假责任制考核.
func (p *paper) matter() string {
	return cmp.Or(strings.TrimSuffix(strings.TrimPrefix(p.a.Title, p.a.Year+"年度"), "考核"), "有关工作")
}

// assessed says by which bases, on which days and on what matter the team assessed the district: 根据…，考核小组于…对你区…情况进行了考核.
func (p *paper) assessed() string {
	var s strings.Builder
	if len(p.a.Bases) > 0 {
		s.WriteString("根据" + strings.Join(p.a.Bases, "和") + "，")
	}
	fmt.Fprintf(&s, "考核小组%s对%s%s情况进行了考核", p.visited(), p.you(), p.matter())
	return s.String()
}

func (p *paper) phase(x assess.Phase) string { return p.say.Get("phase." + x.Key()) }

func (p *paper) verdict(v assess.Verdict) string { return p.say.Get("verdict." + string(v)) }

// names returns the names of persons with 、 between them.
func (p *paper) names(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = p.a.Name(id)
	}
	return strings.Join(out, "、")
}

// refs names records by their numbers in the district: 记录2、5.
func (p *paper) refs(records []*assess.Record) string {
	var n []string
	for _, r := range records {
		n = append(n, r.No)
	}
	if len(n) == 0 {
		return ""
	}
	return "记录" + strings.Join(n, "、")
}

// verdicts counts documents by verdict: 符合8份、未提供1份.
func (p *paper) verdicts(docs []*assess.Document) string {
	count := map[assess.Verdict]int{}
	for _, x := range docs {
		count[x.Verdict]++
	}
	var out []string
	for _, v := range append(slices.Clone(assess.Verdicts), assess.NoVerdict) {
		if count[v] > 0 {
			out = append(out, fmt.Sprintf("%s%d份", p.verdict(v), count[v]))
		}
	}
	return strings.Join(out, "、")
}

// units lists offices as they were typed, with 、 between them whatever was typed there.
func units(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，;；、\r\n", r) })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "、")
}

// lines splits a typed text into paragraphs, without empty ones.
func lines(text string) []string {
	return slices.DeleteFunc(strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}

// stop adds 。 to a text that does not end with a punctuation mark.
func stop(text string) string {
	text = strings.TrimSpace(text)
	if last, _ := utf8.DecodeLastRuneInString(text); text == "" || strings.ContainsRune("。！？…；", last) {
		return text
	}
	return text + "。"
}

// dayCell returns a day for a narrow column: the year above the rest.
func dayCell(d assess.Day) string {
	return strings.Replace(d.Prose(), "年", "年\n", 1)
}

// group splits a digest into groups of eight, which are easier to read out and compare.
func group(hex string) string {
	var parts []string
	for i := 0; i < len(hex); i += 8 {
		parts = append(parts, hex[i:min(i+8, len(hex))])
	}
	return strings.Join(parts, " ")
}

// Numeral returns 一 to 九十九, and Arabic figures for larger numbers.
func Numeral(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n > 99:
		return fmt.Sprint(n)
	case n < 10:
		return string(digits[n])
	case n < 20:
		return "十" + strings.TrimPrefix(Numeral(n%10), "零")
	default:
		return string(digits[n/10]) + "十" + strings.TrimPrefix(Numeral(n%10), "零")
	}
}
