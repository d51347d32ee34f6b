package workspace_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/attach"
)

// sheetOf is a printed score sheet: one page with rules and figures, signed.
func sheetOf(t *testing.T, p *workspace.Printer) []byte {
	t.Helper()
	x, err := p.Print(context.Background(), signed(t), report.Job{Kind: "score", District: "ns"}, nil)
	must(t, err)
	return x.Bytes
}

func checked(t *testing.T, p *workspace.Printer, file []byte) *workspace.PaperCheck {
	t.Helper()
	c, err := p.CheckPaper(context.Background(), file, nil)
	must(t, err)
	return c
}

const javaScript = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"

func note(kind, more string) func(*surgeon) {
	return func(s *surgeon) {
		look := s.add(stream("/Type /XObject /Subtype /Form /BBox [0 0 60 20]", "1 g 0 0 60 20 re f 0 g 5 5 m 50 15 l S"))
		n := s.add(fmt.Sprintf("<< /Type /Annot /Subtype /%s /Rect [100 300 160 320] /F 4 /AP << /N %d 0 R >> %s >>", kind, look, more))
		s.put(s.page(), fmt.Sprintf("/Annots [%d 0 R]", n))
	}
}

// attached adds a file, beside ours in the tree of names.
func attached(s *surgeon, name, content string) {
	file := s.add(stream("/Type /EmbeddedFile", content))
	spec := s.add(fmt.Sprintf("<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> >>", name, name, file))
	s.swap(s.root(), "/Names [", fmt.Sprintf("/Names [(%s) %d 0 R ", name, spec))
}

var (
	ruleAt = regexp.MustCompile(`([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S`)
	textAt = regexp.MustCompile(`(1 0 -?0 1 )([\d.]+) `)
)

// attacks on a report, with what must be said of each. All leave the text of the pages as it was unless they say text.
var attacks = map[string]struct {
	do   func(*surgeon)
	what string // "" for a difference in the text
	page int
}{
	"stamp":           {note("Stamp", ""), "note", 1},
	"free text":       {note("FreeText", "/DA (/Helv 9 Tf) /Contents (9)"), "note", 1},
	"ink":             {note("Ink", "/InkList [[100 300 160 320]]"), "note", 1},
	"widget":          {note("Widget", "/FT /Tx /T (a) /V (9)"), "note", 1},
	"sticky note":     {note("Text", "/Contents (9)"), "note", 1},
	"link":            {note("Link", "/A << /S /URI /URI (http://127.0.0.1/) >>"), "note", 1},
	"rectangle":       {note("Square", "/IC [1 1 1]"), "note", 1},
	"highlight":       {note("Highlight", "/QuadPoints [100 320 160 320 100 300 160 300]"), "note", 1},
	"hidden stamp":    {note("Stamp", "/OC << /Type /OCG /Name (a) >>"), "layer", 0},
	"strokes over":    {func(s *surgeon) { s.over("1 G 14 w 100 300 m 160 300 l S 0 G 1 w 120 295 m 120 305 l S") }, "picture", 1},
	"white over":      {func(s *surgeon) { s.over("1 g 79 400 400 140 re f") }, "picture", 1},
	"one more rule":   {func(s *surgeon) { s.over("0 G 0.28 w 100 300 m 130 300 l S") }, "picture", 1},
	"faint word over": {func(s *surgeon) { s.over("0.99 g 100 300 30 10 re f") }, "picture", 1},
	"moved rule": {func(s *surgeon) { // by 0.2 mm
		s.redraw(func(c string) string {
			return replaceFirst(ruleAt, c, func(m []string) string {
				return fmt.Sprintf("%s %.4f m %s %.4f l S", m[1], number(m[2])+0.567, m[3], number(m[4])+0.567)
			})
		})
	}, "picture", 1},
	"moved word": {func(s *surgeon) {
		s.redraw(func(c string) string {
			return replaceFirst(textAt, c, func(m []string) string { return fmt.Sprintf("%s%.4f ", m[1], number(m[2])+2) })
		})
	}, "picture", 1},
	"image over": {func(s *surgeon) {
		white := s.add(stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "\xff"))
		s.put(s.find("/Font <<"), fmt.Sprintf("/XObject << /White %d 0 R >>", white))
		s.bodies[s.find("/Font <<")] = strings.Replace(s.body(s.find("/Font <<")), "/XObject <<\n>>", "", 1)
		s.over("q 400 0 0 140 79 400 cm /White Do Q")
	}, "picture", 1},
	"unseen words": {func(s *surgeon) {
		s.redraw(func(c string) string { return strings.Replace(c, " Tj", " Tj 3 Tr <000100020003> Tj 0 Tr", 1) })
	}, "", 0},
	"extra page": {func(s *surgeon) {
		n := s.add(s.body(s.page()))
		pages := s.find("/Type /Pages")
		s.swap(pages, "/Kids [", fmt.Sprintf("/Kids [%d 0 R ", n))
		s.swap(pages, "/Count 1", "/Count 2")
	}, "count", 0},
	"thousands of pages": {func(s *surgeon) {
		pages := s.find("/Type /Pages")
		s.swap(pages, "/Kids [", "/Kids ["+strings.Repeat(fmt.Sprintf("%d 0 R ", s.page()), 3000))
		s.swap(pages, "/Count 1", "/Count 3001")
	}, "count", 0},
	"larger page":        {func(s *surgeon) { s.put(s.page(), "/MediaBox [0 0 900 900]") }, "size", 1},
	"absurd page":        {func(s *surgeon) { s.put(s.page(), "/MediaBox [0 0 2000000 2000000]") }, "size", 1},
	"cropped page":       {func(s *surgeon) { s.put(s.page(), "/CropBox [0 0 400 500]") }, "size", 1},
	"more than is shown": {func(s *surgeon) { s.put(s.page(), "/MediaBox [-100 -100 942 942] /CropBox "+mediaBox(s)) }, "box", 0},
	"trimmed page":       {func(s *surgeon) { s.put(s.page(), "/TrimBox [0 0 400 500]") }, "box", 0},
	"turned page":        {func(s *surgeon) { s.put(s.page(), "/Rotate 180") }, "turn", 1},
	"no page":            {func(s *surgeon) { s.bodies[s.page()] = "null" }, "undrawn", 1},
	"scaled page":        {func(s *surgeon) { s.put(s.page(), "/UserUnit 2") }, "scale", 0},
	"script at opening":  {func(s *surgeon) { s.put(s.root(), "/OpenAction "+javaScript) }, "action", 0},
	"script by another name": {func(s *surgeon) {
		s.put(s.root(), "/Open#41ction "+javaScript)
	}, "action", 0},
	"script on the page": {func(s *surgeon) { s.put(s.page(), "/AA << /O "+javaScript+" >>") }, "action", 0},
	"script by name": {func(s *surgeon) {
		s.swap(s.root(), "/EmbeddedFiles", "/JavaScript << /Names [(a) "+javaScript+"] >> /EmbeddedFiles")
	}, "action", 0},
	"program at printing": {func(s *surgeon) { s.put(s.root(), "/AA << /WP << /S /Launch /F (a.exe) >> >>") }, "action", 0},
	"form":                {func(s *surgeon) { s.put(s.root(), "/AcroForm << /Fields [] /XFA (a) >>") }, "form", 0},
	"content elsewhere": {func(s *surgeon) {
		_, n := s.drawn()
		s.put(n, "/F (other.bin)")
	}, "external", 0},
	"other file attached": {func(s *surgeon) { attached(s, "a.exe", "MZ") }, "attachment", 0},
	"second file of ours": {func(s *surgeon) { attached(s, "kaohe-report.bin", carriedBy(s)) }, "attachment", 0},
	"later file of ours":  {func(s *surgeon) { attached(s, "kaohe-report.bin\x00", carriedBy(s)) }, "attachment", 0},
	"unlisted file of ours": {func(s *surgeon) { // in no tree of names and no table: only who searches the bytes finds it
		s.file = fmt.Appendf(s.file, "98 0 obj\n%s\nendobj\n99 0 obj\n<< /Type /Filespec /UF (kaohe-report.bin) /EF << /F 98 0 R >> >>\nendobj\n",
			stream("/Type /EmbeddedFile", carriedBy(s)))
	}, "attachment", 0},
	"file hung on a page":  {note("FileAttachment", "/FS << /Type /Filespec /F (a) /EF << /F 1 0 R >> >>"), "attachment", 0},
	"layer that shows now": {layer("/ON"), "layer", 0},
	"layer that hides now": {layer("/OFF"), "layer", 0},
	"a draw put to it": {func(s *surgeon) {
		s.put(s.find("/Producer"), "/Keywords ("+(&report.DrawSheet{List: []string{"a"}, Phrase: "b"}).Keywords()+")")
	}, "draw", 0},
	"other title": {func(s *surgeon) {
		s.bodies[s.find("/Producer")] = "<< /Title (Another) >>"
	}, "title", 0},
}

// layer draws strokes that belong to a layer.
func layer(state string) func(*surgeon) {
	return func(s *surgeon) {
		g := s.add("<< /Type /OCG /Name (a) >>")
		s.put(s.root(), fmt.Sprintf("/OCProperties << /OCGs [%d 0 R] /D << %s [%d 0 R] >> >>", g, state, g))
		s.put(s.find("/Font <<"), fmt.Sprintf("/Properties << /L %d 0 R >>", g))
		s.over("/OC /L BDC 1 g 79 400 400 140 re f EMC")
	}
}

func mediaBox(s *surgeon) string {
	return regexp.MustCompile(`/MediaBox (\[.*?\])`).FindStringSubmatch(s.body(s.find("/Type /Pages")))[1]
}

// carriedBy is what the file carries, with a byte more: it reads the same.
func carriedBy(s *surgeon) string {
	_, raw, _ := strings.Cut(s.body(s.find("/Type /EmbeddedFile")), "stream\n")
	return strings.TrimSuffix(raw, "\nendstream") + "\n"
}

func number(s string) (f float64) {
	if _, err := fmt.Sscan(s, &f); err != nil {
		panic(err)
	}
	return f
}

func replaceFirst(re *regexp.Regexp, in string, with func(m []string) string) string {
	at := re.FindStringSubmatchIndex(in)
	return in[:at[0]] + with(re.FindStringSubmatch(in)) + in[at[1]:]
}

func TestWhatIsDoneToAReportIsFoundAndNamed(t *testing.T) {
	p := printer(t)
	whole := sheetOf(t, p)
	for _, name := range slices.Sorted(maps.Keys(attacks)) {
		t.Run(name, func(t *testing.T) {
			a := attacks[name]
			s := operate(t, whole)
			a.do(s)
			c := checked(t, p, s.done())
			if c.Pages != workspace.PagesDiffer || c.OK() {
				t.Errorf("found %q: %+v", c.Pages, c.PagesMore)
			}
			if a.what == "" {
				if len(c.PagesDiff) == 0 {
					t.Errorf("no text differs: %+v", c.PagesMore)
				}
				return
			}
			if !slices.ContainsFunc(c.PagesMore, func(d workspace.PageDifference) bool { return d.What == a.what && d.Page == a.page }) {
				t.Errorf("not %s on page %d: %+v", a.what, a.page, c.PagesMore)
			}
			said(t, c)
		})
	}
}

// said: every difference is a sentence in both languages.
func said(t *testing.T, c *workspace.PaperCheck) {
	t.Helper()
	for _, l := range i18n.Languages {
		say, err := i18n.Load(l)
		must(t, err)
		for _, d := range c.PagesMore {
			if s := say.Say(d.Msg()); strings.Contains(s, "paper.check") || strings.Contains(s, "{") {
				t.Errorf("%s: %s", l, s)
			}
		}
	}
}

func TestDifferencesSayWhere(t *testing.T) {
	p := printer(t)
	s := operate(t, sheetOf(t, p))
	s.over("0 g 144 72 72 36 re f") // two inches from the left, one from the bottom
	c := checked(t, p, s.done())
	h := number(strings.Fields(strings.Trim(mediaBox(s), "[]"))[3]) * 25.4 / 72
	near := func(a, b float64) bool { return a-b < 0.4 && b-a < 0.4 }
	d := c.PagesMore[0]
	if d.What != "picture" || d.Page != 1 || !near(d.Left, 50.8) || !near(d.Top, h-38.1) || !near(d.Width, 25.4) || !near(d.Height, 12.7) {
		t.Errorf("%+v", c.PagesMore)
	}
}

func TestSavedAgainIsTheSame(t *testing.T) {
	p := printer(t)
	whole := sheetOf(t, p)
	info := operate(t, whole)
	info.swap(info.find("/Producer"), "(Kaohe)", "(Another)")
	for name, file := range map[string][]byte{
		"packed otherwise":   savedAgain(t, whole, false, nil),
		"not packed":         savedAgain(t, whole, true, nil),
		"blanks at the end":  append(bytes.Clone(whole), "\r\n \x00\x00"...),
		"said of otherwise":  info.done(),
		"an update in blank": operate(t, whole).done(),
	} {
		if c := checked(t, p, file); c.Pages != workspace.PagesSame || !c.OK() || len(c.PagesMore)+len(c.PagesDiff) > 0 {
			t.Errorf("%s: %s %+v %q", name, c.Pages, c.PagesMore, c.PagesDiff)
		}
	}
}

// What hides in packed objects is found as well as what stands open.
func TestPackedObjectsAreRead(t *testing.T) {
	p := printer(t)
	whole := sheetOf(t, p)
	root := operate(t, whole).root()
	c := checked(t, p, savedAgain(t, whole, false, func(n int, body string) string {
		if n == root {
			return strings.Replace(body, "<<", "<< /OpenAction "+javaScript, 1)
		}
		return body
	}))
	if c.Pages != workspace.PagesDiffer || c.PagesMore[0].What != "action" {
		t.Errorf("%s %+v", c.Pages, c.PagesMore)
	}
}

// What looks the same here, and may not elsewhere, is not called the same.
func TestWhatIsNotProvedIsNotSaid(t *testing.T) {
	p := printer(t)
	whole := sheetOf(t, p)
	same := operate(t, whole)
	_, n := same.drawn()
	same.bodies[n] = same.body(n)
	strange := savedAgain(t, whole, false, func(_ int, body string) string {
		return strings.Replace(body, "/Type /Page\n", "/Type /Page /PrinterTrick 1\n", 1)
	})
	doubled := operate(t, whole)
	doubled.swap(doubled.page(), "/Contents", "/Contents 1 0 R /Contents")
	for what, file := range map[string][]byte{
		"twice":   same.done(),
		"unknown": strange,
		"unread":  append(bytes.Clone(whole), "9 0 oddity"...),
	} {
		c := checked(t, p, file)
		if c.Pages != workspace.PagesText || len(c.PagesMore) != 1 || c.PagesMore[0].What != what {
			t.Errorf("%s: %s %+v", what, c.Pages, c.PagesMore)
		}
		said(t, c)
	}
	if c := checked(t, p, doubled.done()); c.Pages == workspace.PagesSame {
		t.Errorf("two contents of one page: %s %+v", c.Pages, c.PagesMore)
	}
}

// A report printed with a face that is not here can be compared by its text only, and that is said.
func TestOtherFacesAreComparedByText(t *testing.T) {
	there, here := printer(t), printer(t)
	there.EmbeddedOnly = false
	whole := sheetOf(t, there)
	face := func(_ int, body string) string { // as if another face had been embedded
		if strings.Contains(body, "/Length1 ") {
			dict, raw, _ := strings.Cut(body, ">>\nstream\n")
			plain := unpacked(t, "stream\n"+raw)
			return stream(bareOf(dict), plain+"\x00")
		}
		return body
	}
	c := checked(t, here, savedAgain(t, whole, true, face))
	if c.Pages != workspace.PagesText || len(c.PagesMore) != 1 || c.PagesMore[0].What != "faces" {
		t.Errorf("%s %+v", c.Pages, c.PagesMore)
	}
	s := operate(t, whole) // with the same faces it is compared as any
	s.over("1 g 79 400 400 140 re f")
	if c := checked(t, here, s.done()); c.Pages != workspace.PagesDiffer || c.PagesMore[0].What != "picture" {
		t.Errorf("%s %+v", c.Pages, c.PagesMore)
	}
}

func TestAllKindsSavedAgainAreTheSame(t *testing.T) {
	d, p := signed(t), printer(t)
	n := 0
	for _, k := range assess.Papers {
		for _, j := range report.Jobs(d.View(), k) {
			x, err := p.Print(context.Background(), d, j, nil)
			if errors.Is(err, words.Refuse("report.none")) {
				continue
			}
			must(t, err)
			n++
			if c := checked(t, p, x.Bytes); c.Pages != workspace.PagesExact {
				t.Errorf("%v: %s", j, c.Pages)
			}
			if c := checked(t, p, savedAgain(t, x.Bytes, false, nil)); c.Pages != workspace.PagesSame {
				t.Errorf("%v: %s %+v %q", j, c.Pages, c.PagesMore, c.PagesDiff)
			}
		}
	}
	if n < 8 {
		t.Errorf("only %d", n)
	}
}

func TestACancelledComparisonSaysSo(t *testing.T) {
	p := printer(t)
	s := operate(t, sheetOf(t, p))
	s.over("1 g 0 0 9 9 re f")
	file := s.done()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	if c, err := p.CheckPaper(ctx, file, nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v %+v", err, c)
	}
}

// The files were made of two reports by qpdf 11.3 (--object-streams=generate --recompress-flate --compression-level=9; --linearize; --qdf), mutool
// 1.21 (clean -gggg -z) and Ghostscript 10.00 (-sDEVICE=pdfwrite), which writes the pages anew, rounds where lines lie, halves rare characters
// and puts all bookmarks in one row.
func TestSavedByOtherPrograms(t *testing.T) {
	for _, c := range []struct{ of, as, want, reasons string }{
		{"sheet", "packed", workspace.PagesSame, ""},
		{"sheet", "linear", workspace.PagesSame, ""},
		{"sheet", "open", workspace.PagesSame, ""},
		{"sheet", "cleaned", workspace.PagesSame, ""},
		{"sheet", "redrawn", workspace.PagesText, "redrawn"},
		{"rare", "redrawn", workspace.PagesText, "levels halved"},
	} {
		whole := read(t, "testdata/"+c.of+".pdf")
		got, text, found, err := workspace.Compare(context.Background(), whole, read(t, "testdata/"+c.of+"-"+c.as+".pdf"), attach.Find(whole), true)
		must(t, err)
		var reasons []string
		for _, d := range found {
			reasons = append(reasons, d.What)
		}
		if got != c.want || len(text) > 0 || strings.Join(reasons, " ") != c.reasons {
			t.Errorf("%s, %s: %s %+v %q", c.of, c.as, got, found, text)
		}
		said(t, &workspace.PaperCheck{PagesMore: found})
	}
}

// A report whose data are lost proves nothing and is not said to be forged: pdftocairo 22.12 leaves attachments out.
func TestLostDataAreNotAContradiction(t *testing.T) {
	if c, err := printer(t).CheckPaper(context.Background(), read(t, "testdata/sheet-bare.pdf"), nil); !errors.Is(err, words.Refuse("carried.none")) {
		t.Errorf("%+v, %v", c, err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	must(t, err)
	return b
}
