package pagecheck

import (
	"fmt"
	"strings"
)

// outcome is what a rule measured. With a reason in why nothing could be, and got is empty or says on what that rests.
type outcome struct {
	page      int
	want, got string
	ok        bool
	why       string
}

// The reasons for which a rule measures nothing. They are part of the JSON, and in the catalogue under pagecheck.why.
const (
	noText      = "text"      // no page has text; it may be a scan
	tooFew      = "few"       // too little text
	noMark      = "mark"      // no office's mark, thus no 版头
	noNumber    = "number"    // no 发文字号
	noRed       = "red"       // no red line
	noTitle     = "title"     // no title
	shortTitle  = "short"     // the title has less than three lines
	noAddressee = "addressee" // no 主送机关
	noParagraph = "paragraph" // no beginning of a paragraph
	noHeading   = "heading"   // no heading of the level
	noFull      = "full"      // no full line, or no full page
	noDate      = "date"      // no date below the text
	noSeal      = "seal"      // office and date are not placed as for a seal
	noFoot      = "foot"      // no 版记
	noFolio     = "folio"     // no page number
	noTable     = "table"     // no table that continues on the next page
	onePage     = "onepage"   // only one page
	isLetter    = "letter"    // it is a letter, which has other rules
	notLetter   = "ordinary"  // it is no letter
	faceless    = "face"      // the font's name says not which face it is
	standIn     = "standin"   // the face is our own in the place of one that can't be carried along
)

// without returns an outcome for what is not there.
func without(want, why string) outcome { return outcome{want: want, why: why} }

// absent returns the outcome for what must be there and is not.
func absent(page int, want string) outcome { return outcome{page: page, want: want, got: "—"} }

type rule struct {
	id, clause string
	measure    func(*model) outcome
}

// rules lists all rules in the order of the clauses. Their ids are part of the JSON and of the catalogue and must not change.
var rules = []rule{
	{"page.size", "5.1", pageSize},
	{"page.read", "", pageRead},
	{"area.top", "5.2.1", areaTop},
	{"area.left", "5.2.1", areaLeft},
	{"area.right", "5.2.1", areaRight},
	{"area.bottom", "5.2.1", areaBottom},
	{"area.inside", "5.2.1", areaInside},
	{"text.face", "5.2.2", textFace},
	{"text.size", "5.2.2", textSize},
	{"text.pitch", "5.2.3", textPitch},
	{"text.rows", "5.2.3", textRows},
	{"text.chars", "5.2.3", textChars},
	{"text.edge", "5.2.3", textEdge},
	{"text.gaps", "5.2.3", textGaps},
	{"text.black", "5.2.4", textBlack},
	{"head.mark", "7.2.4", headMark},
	{"head.centre", "7.2.4", headCentre},
	{"head.red", "7.2.4", headRed},
	{"number.form", "7.2.5", numberForm},
	{"number.place", "7.2.5", numberPlace},
	{"head.rule", "7.2.7", headRule},
	{"head.width", "7.2.7", headWidth},
	{"head.weight", "7.2.7", headWeight},
	{"title.face", "7.3.1", titleFace},
	{"title.size", "7.3.1", titleSize},
	{"title.centre", "7.3.1", titleCentre},
	{"title.drop", "7.3.1", titleDrop},
	{"title.shape", "7.3.1", titleShape},
	{"addressee.flush", "7.3.2", addresseeFlush},
	{"para.indent", "7.3.3", paraIndent},
	{"heading.first", "7.3.3", func(m *model) outcome { return headingFace(m, level1, hei) }},
	{"heading.second", "7.3.3", func(m *model) outcome { return headingFace(m, level2, kai) }},
	{"heading.third", "7.3.3", func(m *model) outcome { return headingFace(m, level3, fang) }},
	{"heading.size", "7.3.3", headingSize},
	{"page.text", "7.3.3", pageText},
	{"sign.date", "7.3.5", signDate},
	{"sign.digits", "7.3.5", signDigits},
	{"sign.alone", "7.3.5", signAlone},
	{"sign.seal", "7.3.5", signSeal},
	{"foot.last", "7.4.1", footLast},
	{"foot.size", "7.4.2", footSize},
	{"foot.in", "7.4.2", footIn},
	{"foot.width", "7.4.1", footWidth},
	{"foot.weight", "7.4.1", footWeight},
	{"foot.edge", "7.4.1", footEdge},
	{"folio.run", "7.5", folioRun},
	{"folio.face", "7.5", folioFace},
	{"folio.size", "7.5", folioSize},
	{"folio.dashes", "7.5", folioDashes},
	{"folio.drop", "7.5", folioDrop},
	{"folio.side", "7.5", folioSide},
	{"table.head", "8", tableHead},
	{"letter.mark", "10.1", letterMark},
	{"letter.upper", "10.1", letterUpper},
	{"letter.lower", "10.1", letterLower},
	{"letter.width", "10.1", letterWidth},
	{"line.begin", "", lineBegin},
	{"line.end", "", lineEnd},
	{"heading.alone", "", headingAlone},
	{"font.embedded", "", fontEmbedded},
	{"font.missing", "", fontMissing},
	{"text.copies", "", textCopies},
}

// worst keeps the measured value that is farthest from the wanted one.
type worst struct {
	want, tolerance float64
	page            int
	value           float64
	n               int
}

func (w *worst) see(page int, v float64) {
	if d := abs(v - w.want); w.n == 0 || d > abs(w.value-w.want) {
		w.page, w.value = page, v
	}
	w.n++
}

func (w *worst) wanted(unit string) string {
	return fmt.Sprintf("%g ± %g %s", w.want, w.tolerance, unit)
}

// outcome returns what was seen, or why if that is nothing.
func (w *worst) outcome(unit, why string) outcome {
	if w.n == 0 {
		return without(w.wanted(unit), why)
	}
	return outcome{page: w.page, want: w.wanted(unit), got: number(w.value) + " " + unit, ok: abs(w.value-w.want) <= w.tolerance+0.005}
}

// counter counts violations and keeps the first one.
type counter struct {
	bad, page int
	what      string
	seen      bool // there was something to check
}

func (c *counter) see(page int, bad bool, what string) {
	c.seen = true
	if !bad {
		return
	}
	if c.bad == 0 {
		c.page, c.what = page, what
	}
	c.bad++
}

// outcome returns what was counted, or why if there was nothing to check.
func (c *counter) outcome(why string) outcome {
	if !c.seen {
		return without("0", why)
	}
	o := outcome{page: c.page, want: "0", got: fmt.Sprint(c.bad), ok: c.bad == 0}
	if c.bad > 0 {
		o.got += ": " + c.what
	}
	return o
}

// number formats a length with one decimal, or with two below 1.
func number(v float64) string {
	text := fmt.Sprintf("%.1f", v)
	if abs(v) < 1 {
		text = fmt.Sprintf("%.2f", v)
	}
	return strings.Replace(text, "-0.00", "0.00", 1)
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

// start returns the beginning of a line, by which people can find it.
func start(l *line) string {
	r := []rune(l.text)
	if len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return string(r)
}
