package pdf

import (
	"fmt"
	"strings"
	"testing"

	"kaohe/app/report"
	"kaohe/data/ink"
)

// blockTexts are the strings of a document in the order in which they are drawn.
func blockTexts(d report.Document) []string {
	var out []string
	if h := d.Head; h != nil {
		out = append(out, h.Copy, h.Secrecy, h.Urgency, h.Office, h.Number, h.Signer)
	}
	for _, b := range d.Blocks {
		out = append(out, textsOf(b)...)
	}
	if c := d.Colophon; c != nil {
		out = append(out, c.CopyTo, c.Copies)
		if d.Form != report.Letter {
			out = append(out, c.Office, c.Date)
		}
	}
	return out
}

func textsOf(b report.Block) []string {
	switch b := b.(type) {
	case report.Title:
		return []string{b.Text}
	case report.Subtitle:
		return []string{b.Text}
	case report.Heading:
		return []string{b.Text}
	case report.Para:
		return []string{b.Text}
	case report.Addressee:
		return []string{strings.TrimSuffix(single(b.Text), ":")} // becomes a full-width one
	case report.Note:
		return []string{b.Text}
	case report.Annex:
		return []string{b.Label, b.Title}
	case report.Attachments:
		return b.Names
	case report.Hands:
		return b.Labels
	case report.Pictures:
		var out []string
		for _, p := range b.Items {
			out = append(append(out, p.Called), p.Caption...)
		}
		return out
	case report.Part:
		return b.Foot
	case report.Signature:
		return append([]string{b.Office, b.Date}, b.Lines...)
	case report.Chart:
		out := append([]string{b.Caption}, b.Categories...)
		for _, s := range b.Series {
			if len(b.Series) > 1 {
				out = append(out, s.Name)
			}
		}
		return out
	case report.Table:
		out := []string{b.Caption}
		for _, r := range b.Rows {
			out = append(out, r.Cells...)
		}
		return out
	}
	return nil
}

// follow finds the texts one after the other in what was copied out, and nothing between them but what skip allows.
func follow(t *testing.T, got string, texts []string, skip ...string) {
	t.Helper()
	for i, s := range texts {
		s = tight(s)
		for !strings.HasPrefix(got, s) {
			cut := false
			for _, k := range skip {
				if strings.HasPrefix(got, k) {
					got, cut = got[len(k):], true
				}
			}
			if !cut {
				t.Fatalf("text %d: want %q, the file goes on with %.120q", i, s, got)
			}
		}
		got = got[len(s):]
	}
	for _, k := range skip {
		got = strings.TrimPrefix(got, k)
	}
	if got != "" {
		t.Errorf("the file has more text: %.200q", got)
	}
}

// TestFindingsCopyOut: the realistic document copies out to the character. Cells of a row are compared with the row as a whole, since a
// reader goes line by line.
func TestFindingsCopyOut(t *testing.T) {
	d := findings()
	d.Sample = false
	file, res := write(t, d)
	if res.Pages < 6 || res.Pages > 10 || len(res.Missing) > 0 {
		t.Errorf("%d pages, missing %q", res.Pages, string(res.Missing))
	}
	follow(t, text(t, file), blockTexts(d), "序号考核项目分值得分扣分依据及说明")
}

// TestRareNames: characters that many programs drop or swap, and those above U+FFFF, print and copy out in every face, in bookmarks and in metadata.
func TestRareNames(t *testing.T) {
	many := rare + supplementary(300)
	d := doc(report.Title{Text: rare}, report.Heading{Level: 1, Text: "一、" + rare}, report.Heading{Level: 2, Text: "（一）" + rare},
		report.Para{Text: many}, report.Para{Text: "楷体" + rare, Kai: true},
		report.Table{Columns: []report.Column{{Head: rare, Width: 1}}, Rows: []report.Row{{Cells: []string{rare}}, {Cells: []string{rare}, Strong: true}}},
		report.Signature{Office: rare, Date: "2006年1月1日", Lines: []string{"组长 " + rare}})
	d.Title, d.Author = "题"+rare, rare
	file, res := write(t, d)
	if len(res.Missing) > 0 {
		t.Errorf("missing %q", string(res.Missing))
	}
	follow(t, text(t, file), append(blockTexts(d)[:5], rare, rare, rare, rare, "2006年1月1日", "组长"+rare))
	info := poppler(t, file, "pdfinfo", []string{"-enc", "UTF-8", "-rawdates"})
	for _, want := range []string{"题" + rare, "Author:          " + rare, "CreationDate:    D:20061230000000+08'00'"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
	outline := poppler(t, file, "pdftohtml", []string{"-xml", "-stdout", "-i"})
	for _, want := range []string{">一、" + rare + "</item>", ">（一）" + rare + "</item>"} {
		if !strings.Contains(outline, want) {
			t.Errorf("bookmarks lack %q", want)
		}
	}
}

// supplementary gives n characters above U+FFFF that the embedded faces have.
func supplementary(n int) string {
	p, _ := hermetic()
	var b strings.Builder
	for r := rune(0x20000); n > 0 && r < 0x32000; r++ {
		for _, f := range p.embedded[ink.Body] {
			if _, ok := f.Glyph(r); ok {
				b.WriteRune(r)
				n--
				break
			}
		}
	}
	return b.String()
}

// TestPrivateUse: a private-use character that somebody typed does not collide with the codes that stand for 𬭎.
func TestPrivateUse(t *testing.T) {
	s := "甲\uE000乙𬭎丙\uE001丁𬍛戊\uF8FF"
	file, res := write(t, doc(report.Para{Text: s}))
	if got := text(t, file); got != s {
		t.Errorf("got %q, want %q", got, s)
	}
	if string(res.Missing) != "\uE000\uE001\uF8FF" {
		t.Errorf("missing %q", string(res.Missing))
	}
}

// TestMissing: what no face has is reported, drawn, and still copies out.
func TestMissing(t *testing.T) {
	s := "缺𒀀字ꙮ和😀"
	file, res := write(t, doc(report.Title{Text: s}, report.Para{Text: s}))
	if got := text(t, file); got != s+s {
		t.Errorf("got %q", got)
	}
	if string(res.Missing) != "ꙮ𒀀😀" {
		t.Errorf("missing %q", string(res.Missing))
	}
}

// TestControls: controls fall away, a tab parts words, a line break begins a paragraph, what cannot be seen is kept.
func TestControls(t *testing.T) {
	file, res := write(t, doc(report.Para{Text: "甲\x00\x07乙\t丙\r\n丁\u2028戊\u0085己\ufffe葛\U000E0100(\\)\xff"}))
	got := text(t, file)
	if want := "甲乙丙丁戊己葛\U000E0100(\\)\ufffd"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(res.Missing) > 0 {
		t.Errorf("missing %q", string(res.Missing))
	}
}

// TestLong: 4,000 characters without a place to break, in hanzi, Latin and stops, and a row longer than a page.
func TestLong(t *testing.T) {
	han, latin, stops := strings.Repeat("核", 4000), strings.Repeat("x", 4000), strings.Repeat("，", 400)
	d := doc(report.Para{Text: han}, report.Para{Text: latin}, report.Para{Text: stops},
		report.Table{Columns: []report.Column{{Head: "长", Width: 1}}, Rows: []report.Row{{Cells: []string{han}}, {Cells: []string{"止"}}}})
	file, res := write(t, d)
	if res.Pages < 10 || res.Pages > 25 {
		t.Errorf("%d pages", res.Pages)
	}
	got := text(t, file)
	for want, n := range map[string]int{"核": 8000, "x": 4000, "，": 400, "止": 1} {
		if c := strings.Count(got, want); c != n {
			t.Errorf("%d of %d %s", c, n, want)
		}
	}
	checkInside(t, file, newSheet(false))
}

// TestEveryCharacter: a charset dump neither hangs nor loses a character.
func TestEveryCharacter(t *testing.T) {
	var b strings.Builder
	for r := rune(0x4E00); r < 0x5E00; r++ {
		b.WriteRune(r)
	}
	s := b.String()
	file, _ := write(t, doc(report.Para{Text: s}))
	if got := text(t, file); got != s {
		t.Errorf("%d bytes came out of %d", len(got), len(s))
	}
}

// TestFigures: figures of a table copy out in the order of its rows.
func TestFigures(t *testing.T) {
	tb := report.Table{Columns: []report.Column{{Head: "项", Width: 1}, {Head: "分", Width: 1, Align: report.Right}}}
	var want strings.Builder
	want.WriteString("项分")
	for i := range 20 {
		c := []string{fmt.Sprintf("第%d项", i), fmt.Sprintf("%.2f", float64(i)*3.25)}
		tb.Rows = append(tb.Rows, report.Row{Cells: c})
		want.WriteString(c[0] + c[1])
	}
	file, _ := write(t, doc(tb))
	if got := text(t, file); got != want.String() {
		t.Errorf("got %q", got)
	}
}
