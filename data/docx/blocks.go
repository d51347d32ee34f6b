package docx

import (
	"context"
	"math"
	"strconv"
	"strings"

	"kaohe/app/report"
	"kaohe/app/words"
)

// block writes one block; next is the one after it.
func (x *writer) block(ctx context.Context, b, next report.Block) error {
	switch b := b.(type) {
	case report.Title:
		x.centred(titled, b.Text, titleSize, next)
	case report.Subtitle:
		x.centred(subtitled, b.Text, bodySize, next)
	case report.Heading:
		level := max(1, min(b.Level, 3))
		for _, s := range report.Paragraphs(b.Text) {
			x.add(text(heading+strconv.Itoa(level), s))
		}
	case report.Para:
		x.running(b)
	case report.Table:
		return x.tableBlock(b)
	case report.Chart:
		return x.chart(b)
	case report.Pictures:
		return x.pictures(ctx, b)
	case report.Addressee:
		x.addressee(b)
	case report.Attachments:
		x.attachments(b)
	case report.Note:
		if s := report.OneLine(b.Text); s != "" {
			x.company()
			x.add(text(noted, "（"+s+"）"))
		}
	case report.Annex:
		x.annex(b)
	case report.Hands:
		x.hands(b)
	case report.Part:
		x.part(b)
	case report.Signature:
		x.signature(b)
	case report.Gap:
		for range min(b.Lines, 1000) {
			x.gap(false)
		}
	case nil:
	default:
		return words.Refuse("docx.block", b)
	}
	return nil
}

func (x *writer) running(b report.Para) {
	style, face := indented, ""
	if b.Flush {
		style = flush
	}
	if b.Kai {
		face = kai
	}
	for _, s := range report.Paragraphs(b.Text) {
		x.add(&para{style: style, runs: []run{{text: s, face: face}}})
	}
}

// centred writes a title or a line below it, with indents that balance its lines. An empty line separates the group from the text (7.3.2),
// unless next is a Gap, with which the document itself sets the space.
func (x *writer) centred(style, s string, size float64, next report.Block) {
	for _, line := range report.Paragraphs(s) {
		p := text(style, line)
		p.placed = true
		p.left = x.balance(line, size)
		p.right = p.left
		x.add(p)
	}
	switch next.(type) {
	case nil, report.Gap, report.Title, report.Subtitle:
	default:
		x.gap(true)
	}
}

// balance returns the indents at both sides with which a text has as many lines as without, as equal in length as can be.
func (x *writer) balance(s string, size float64) int {
	most := float64(x.sheet.area)/(size*twip) - 1 // of a line, in ems
	lines := broken(s, most)
	if lines < 2 {
		return 0
	}
	long := most
	for w := math.Ceil(ems(s) / float64(lines)); w < most; w++ {
		if broken(s, w) == lines {
			long = min(most, w+0.5)
			break
		}
	}
	return max(0, round((float64(x.sheet.area)-long*size*twip)/2))
}

// broken returns how many lines a text has in a measure in ems. Words and numbers are not divided; a line begins with no closing mark.
func broken(s string, measure float64) int {
	lines, at, word := 1, 0.0, 0.0
	put := func() {
		if at+word > measure && at > 0 {
			lines, at = lines+1, 0
		}
		at, word = at+word, 0
	}
	for _, r := range s {
		if r < 0x2E80 && r != ' ' {
			word += 0.6 // some faces have wide figures
			continue
		}
		if !strings.ContainsRune("，。、；：！？）》”’〕", r) {
			put()
		}
		word += ems(string(r))
	}
	put()
	return lines
}

// addressee writes 主送机关 with its colon (7.3.2).
func (x *writer) addressee(a report.Addressee) {
	s := report.OneLine(a.Text)
	if s == "" {
		return
	}
	if !strings.HasSuffix(s, "：") {
		s = strings.TrimSuffix(s, ":") + "："
	}
	x.add(text(addressed, s))
}

// annex begins a page: the label, an empty line, the title, an empty line (7.3.7).
func (x *writer) annex(a report.Annex) {
	turn := x.started
	if x.sections[len(x.sections)-1].part {
		turn = !x.nextSection(section{})
	}
	lines := 0
	for _, s := range report.Paragraphs(a.Label) {
		if strings.TrimSpace(s) == "" {
			continue
		}
		p := text(labelled, s)
		p.turn = turn
		turn = false
		lines++
		x.add(p)
	}
	for ; lines < 2; lines++ {
		x.add(&para{style: flush, keep: true, turn: turn})
		turn = false
	}
	x.centred(titled, a.Title, titleSize, report.Para{})
}

// company keeps the last paragraph with what follows.
func (x *writer) company() {
	if x.held != nil {
		x.held.keep = true
	}
}
