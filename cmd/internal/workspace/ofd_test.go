package workspace_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/attach"
	"kaohe/data/pdf"
)

func ofdPrinter(t testing.TB) *workspace.Printer {
	t.Helper()
	zh, err := i18n.Load(i18n.Languages[0])
	must(t, err)
	return &workspace.Printer{Say: zh, EmbeddedOnly: true, Format: report.OFD}
}

// An OFD proves what the PDF of the same document proves, of every kind, and carries the same.
func TestAnOFDOfEachKindProvesWhatItsPDFProves(t *testing.T) {
	d, paper, p := whole(t), printer(t), ofdPrinter(t)
	paper.EmbeddedOnly = true
	for _, k := range assess.Papers {
		for _, j := range report.Jobs(d.View(), k) {
			if j.District != "" && j.District != one { // another district's is of no other kind
				continue
			}
			file := printed(t, p, d, j)
			if file == nil {
				continue
			}
			as := printed(t, paper, d, j)
			for _, against := range []*workspace.Workspace{nil, d} {
				want, got := verdictOn(t, paper, as, against), verdictOn(t, p, file, against)
				if got.Word() != want.Word() || got.Pages != workspace.PagesExact || got.Against != want.Against {
					t.Errorf("%v: %s\nthe PDF: %s", j, spoken(p, got), spoken(p, want))
				}
			}
			if data := inOFD(t, file)["Doc_0/Attachs/"+attach.Name]; !bytes.Equal(data, attach.Find(as)) {
				t.Errorf("%v carries something else than the PDF", j)
			}
		}
	}
}

func inOFD(t testing.TB, file []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		out[f.Name], err = io.ReadAll(r)
		must(t, err)
	}
	return out
}

// zipped is an archive of parts, as another program would write it.
func zipped(t testing.TB, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		must(t, err)
		_, err = w.Write(data)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

const (
	document  = "Doc_0/Document.xml"
	publicRes = "Doc_0/PublicRes.xml"
	firstPage = "Doc_0/Pages/Page_0/Content.xml"
)

// tampering is what somebody does to the parts of an OFD file, and what verifying says: how the pages compare, the word, and what differs.
type tampering struct {
	name string
	do   func(parts map[string][]byte)
	is   string
	word string
	what string
}

func replaced(part, old, new string) func(map[string][]byte) {
	return func(parts map[string][]byte) {
		if !bytes.Contains(parts[part], []byte(old)) {
			panic(part + " has no " + old)
		}
		parts[part] = bytes.Replace(parts[part], []byte(old), []byte(new), 1)
	}
}

// aPath is replaced on the first page that has a path.
func aPath(old, new string) func(map[string][]byte) {
	return func(parts map[string][]byte) {
		for i := range len(parts) {
			if page := fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i); bytes.Contains(parts[page], []byte(old)) {
				replaced(page, old, new)(parts)
				return
			}
		}
		panic("no path")
	}
}

var tamperings = []tampering{
	{"packed anew", func(map[string][]byte) {}, workspace.PagesSame, workspace.Verified, ""},
	{"another prefix, other spaces, other numbers", func(parts map[string][]byte) {
		for name, b := range parts {
			if strings.HasSuffix(name, ".xml") {
				b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("ofd:"), []byte("f:")), []byte("xmlns:ofd"), []byte("xmlns:f"))
				b = regexp.MustCompile(` ID="(\d+)"`).ReplaceAll(b, []byte(` ID="1$1"`))
				b = regexp.MustCompile(` (Font|PageID|ResourceID)="(\d+)"`).ReplaceAll(b, []byte(` $1="1$2"`))
				parts[name] = bytes.ReplaceAll(b, []byte("<f:TextObject"), []byte("\n  <f:TextObject"))
			}
		}
	}, workspace.PagesSame, workspace.Verified, ""},
	{"a character", func(parts map[string][]byte) { swapCharacter(parts[firstPage]) }, workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a rule taken out", func(parts map[string][]byte) {
		for name, b := range parts {
			if i := bytes.Index(b, []byte("<ofd:PathObject")); i > 0 && strings.HasSuffix(name, "Content.xml") {
				j := i + bytes.Index(b[i:], []byte("</ofd:PathObject>")) + len("</ofd:PathObject>")
				parts[name] = slices.Concat(b[:i], b[j:])
				return
			}
		}
		panic("no rule")
	}, workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a box over the text", replaced(firstPage, "</ofd:Layer>", `<ofd:PathObject ID="999999" Boundary="0 0 210 200" Stroke="false" Fill="true"><ofd:FillColor Value="255 255 255"/>`+
		`<ofd:AbbreviatedData>M 0 0 L 210 0 L 210 200 L 0 200 C</ofd:AbbreviatedData></ofd:PathObject></ofd:Layer>`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a text made white", replaced(firstPage, `<ofd:FillColor Value="0 0 0"/><ofd:TextCode`, `<ofd:FillColor Value="255 255 255"/><ofd:TextCode`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a text hidden", replaced(firstPage, "<ofd:TextObject", `<ofd:TextObject Visible="false"`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a number that Go alone reads", replaced(firstPage, `Size="`, `Size="0x`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a template below the page", replaced(firstPage, "<ofd:Area>", `<ofd:Template TemplateID="1"/><ofd:Area>`), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a clip", replaced(firstPage, "<ofd:FillColor", "<ofd:Clips></ofd:Clips><ofd:FillColor"), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"another font file", func(parts map[string][]byte) {
		b := parts["Doc_0/Res/font_1.ttf"]
		b[len(b)/2] ^= 1
	}, workspace.PagesDiffer, workspace.Denied, "picture"},
	{"two texts the other way round", func(parts map[string][]byte) { parts[firstPage] = turned(parts[firstPage]) }, workspace.PagesDiffer, workspace.Denied, "order"},
	{"a page less", func(parts map[string][]byte) {
		b := parts["Doc_0/Document.xml"]
		i := bytes.LastIndex(b, []byte("<ofd:Page ID"))
		j := i + bytes.Index(b[i:], []byte("</ofd:Page>")) + len("</ofd:Page>")
		parts["Doc_0/Document.xml"] = slices.Concat(b[:i], b[j:])
	}, workspace.PagesDiffer, workspace.Denied, "count"},
	{"larger paper", replaced(firstPage, "<ofd:PhysicalBox>0 0 210 297", "<ofd:PhysicalBox>0 0 420 594"), workspace.PagesDiffer, workspace.Denied, "size"},
	{"a size that is no number", replaced(firstPage, "<ofd:PhysicalBox>0 0 210 297", "<ofd:PhysicalBox>0 0 NaN NaN"), workspace.PagesDiffer, workspace.Denied, "size"},
	{"another title", replaced("OFD.xml", "<ofd:Title>", "<ofd:Title>假"), workspace.PagesDiffer, workspace.Denied, "title"},
	{"another bookmark", replaced("Doc_0/Document.xml", `OutlineElem Title="`, `OutlineElem Title="假`), workspace.PagesDiffer, workspace.Denied, "outline"},
	{"annotations", replaced("Doc_0/Document.xml", "<ofd:Attachments>", "<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:Attachments>"), workspace.PagesDiffer, workspace.Denied, "annotation"},
	{"an action at opening", replaced("Doc_0/Document.xml", "</ofd:Pages>", `</ofd:Pages><ofd:Actions><ofd:Action Event="DO"><ofd:URI URI="http://x"/></ofd:Action></ofd:Actions>`), workspace.PagesDiffer, workspace.Denied, "action"},
	{"a second file carried", func(parts map[string][]byte) {
		replaced("Doc_0/Attachs/Attachments.xml", "</ofd:Attachments>", `<ofd:Attachment ID="999998" Name="kaohe-report.bin"><ofd:FileLoc>b.bin</ofd:FileLoc></ofd:Attachment></ofd:Attachments>`)(parts)
		parts["Doc_0/Attachs/b.bin"] = []byte("x")
	}, workspace.PagesDiffer, workspace.Denied, "attachment"},
	{"a second document", replaced("OFD.xml", "</ofd:OFD>", "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"), workspace.PagesText, workspace.Signed, "unknown"},
	{"sealed by the office", func(parts map[string][]byte) {
		replaced("OFD.xml", "</ofd:DocBody>", "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>")(parts)
		parts["Doc_0/Signs/Signatures.xml"] = []byte("<a/>")
	}, workspace.PagesText, workspace.Signed, "seals"},
	{"a part that nothing uses", func(parts map[string][]byte) { parts["Doc_0/x.txt"] = []byte("x") }, workspace.PagesText, workspace.Signed, "parts"},
	{"a second content of a page", replaced(firstPage, "</ofd:Content>", "</ofd:Content><ofd:Content><ofd:Layer/></ofd:Content>"), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a second area of a page", replaced(firstPage, "</ofd:Area>", "</ofd:Area><ofd:Area><ofd:PhysicalBox>0 0 9 9</ofd:PhysicalBox></ofd:Area>"), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a second colour", replaced(firstPage, `<ofd:FillColor Value="0 0 0"/><ofd:TextCode`, `<ofd:FillColor Value="0 0 0"/><ofd:FillColor Value="255 255 255"/><ofd:TextCode`), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a second path in a path", aPath("</ofd:AbbreviatedData>", "</ofd:AbbreviatedData><ofd:AbbreviatedData>M 0 0</ofd:AbbreviatedData>"), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"text in a layer", replaced(firstPage, "</ofd:Layer>", "假</ofd:Layer>"), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a comment in a text", replaced(firstPage, "</ofd:TextCode>", "<!-- --> </ofd:TextCode>"), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a comment before a text", func(parts map[string][]byte) {
		parts[firstPage] = regexp.MustCompile(`<ofd:TextCode[^>]*>`).ReplaceAll(parts[firstPage], []byte("$0<!--假-->"))
	}, workspace.PagesDiffer, workspace.Denied, "strange"},
	{"comments between what is drawn", func(parts map[string][]byte) {
		parts[firstPage] = bytes.ReplaceAll(parts[firstPage], []byte("<ofd:TextObject"), []byte("\n<!-- a text -->\n<ofd:TextObject"))
	}, workspace.PagesSame, workspace.Verified, ""},
	{"an instruction on a page", replaced(firstPage, "<ofd:Content>", `<?xml-stylesheet href="x"?><ofd:Content>`), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a layer drawn before the others", replaced(firstPage, `Type="Body"`, `Type="Background"`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a colour that is empty", replaced(firstPage, `<ofd:FillColor Value="0 0 0"/><ofd:TextCode`, `<ofd:FillColor Value=""/><ofd:TextCode`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a space that is none in XML", replaced(firstPage, `<ofd:TextObject ID="`, `<ofd:TextObject CTM="1　0 0 1 0 0" ID="`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"another name for a font", replaced(publicRes, `FamilyName="`, `FamilyName="Wingdings" Serif="`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"another charset for a font", replaced(publicRes, `Charset="unicode"`, `Charset="symbol"`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"what is shown of a page, moved", replaced(firstPage, "<ofd:PhysicalBox>0 0", "<ofd:PhysicalBox>0 90"), workspace.PagesDiffer, workspace.Denied, "box"},
	{"a page's box that is empty", replaced(firstPage, "<ofd:PhysicalBox>0 0 210 297<", "<ofd:PhysicalBox><"), workspace.PagesDiffer, workspace.Denied, "size"},
	{"a smaller area for all pages", replaced(document, "<ofd:PhysicalBox>0 0 210 297<", "<ofd:PhysicalBox>0 0 210 100<"), workspace.PagesDiffer, workspace.Denied, "box"},
	{"two fonts of one number", replaced(publicRes, `</ofd:Fonts>`, `<ofd:Font ID="1" FontName="x"/></ofd:Fonts>`), workspace.PagesDiffer, workspace.Denied, "picture"},
	{"a font of a number that is taken, before it", replaced(publicRes, `<ofd:Fonts>`, `<ofd:Fonts><ofd:Font ID="1" FontName="x"/>`), workspace.PagesText, workspace.Signed, "unknown"},
	{"a font of a number that is another's, written otherwise", func(parts map[string][]byte) {
		replaced(publicRes, `<ofd:Font ID="2"`, `<ofd:Font ID="01"`)(parts)
		for name, b := range parts {
			if strings.HasSuffix(name, "Content.xml") {
				parts[name] = bytes.ReplaceAll(b, []byte(` Font="2"`), []byte(` Font="01"`))
			}
		}
	}, workspace.PagesText, workspace.Signed, "unknown"},
	{"a font that nothing is drawn with", replaced(publicRes, `</ofd:Fonts>`, `<ofd:Font ID="999997" FontName="x"><ofd:FontFile>font_2.ttf</ofd:FontFile></ofd:Font></ofd:Fonts>`), workspace.PagesText, workspace.Signed, "parts"},
	{"a PDF in it", replaced("OFD.xml", "<ofd:Creator>", "<ofd:Abstract>%PDF-1.7</ofd:Abstract><ofd:Creator>"), workspace.PagesText, workspace.Signed, "unread"},
	{"two lists of fonts", replaced(publicRes, `</ofd:Res>`, `<ofd:Fonts><ofd:Font ID="1" FontName="x"/></ofd:Fonts></ofd:Res>`), workspace.PagesText, workspace.Signed, "unknown"},
	{"two lists of pages", replaced(document, `</ofd:Pages>`, `</ofd:Pages><ofd:Pages/>`), workspace.PagesText, workspace.Signed, "unknown"},
	{"two roots of a document", replaced("OFD.xml", `</ofd:DocRoot>`, `</ofd:DocRoot><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>`), workspace.PagesText, workspace.Signed, "unknown"},
	{"two lists of what is attached", replaced(document, `</ofd:Attachments>`, `</ofd:Attachments><ofd:Attachments/>`), workspace.PagesText, workspace.Signed, "unknown"},
	{"content where pages are listed", replaced(document, `"></ofd:Page>`, `"><ofd:Content/></ofd:Page>`), workspace.PagesDiffer, workspace.Denied, "strange"},
	{"a bookmark with two ways to go", replaced(document, `</ofd:Action>`, `</ofd:Action><ofd:Action Event="CLICK"/>`), workspace.PagesDiffer, workspace.Denied, "action"},
	{"numbers in another order", func(parts map[string][]byte) {
		parts[firstPage] = regexp.MustCompile(`<ofd:TextObject ID="\d+"`).ReplaceAll(parts[firstPage], []byte(`<ofd:TextObject ID="1"`))
	}, workspace.PagesText, workspace.Signed, "unknown"},
	{"fonts from a folder above", replaced(publicRes, `BaseLoc="Res"`, `BaseLoc="../Doc_0/Res"`), workspace.PagesText, workspace.Signed, "unknown"},
	{"fonts listed in a folder of their own", func(parts map[string][]byte) {
		replaced(document, ">PublicRes.xml<", ">Res/PublicRes.xml<")(parts)
		replaced(publicRes, `BaseLoc="Res"`, `BaseLoc="/Doc_0/Res"`)(parts)
		parts["Doc_0/Res/PublicRes.xml"] = parts[publicRes]
		delete(parts, publicRes)
	}, workspace.PagesText, workspace.Signed, "unknown"},
	{"a page called by an escape", called("Pages/Page%5F1/Content.xml"), workspace.PagesText, workspace.Signed, "unknown"},
	{"a page called with a stop that Windows drops", called("Pages/Page_1./Content.xml"), workspace.PagesText, workspace.Signed, "unknown"},
	{"a page called by an address", called("http:/host/Content.xml"), workspace.PagesText, workspace.Signed, "unknown"},
	{"a page called in Chinese", called("Pages/页/Content.xml"), workspace.PagesText, workspace.Signed, "unknown"},
	{"a page called otherwise", called("P-1/Seite.v2.xml"), workspace.PagesSame, workspace.Verified, ""},
	{"preferences of a reader", replaced("Doc_0/Document.xml", "<ofd:Attachments>", "<ofd:VPreferences/><ofd:Attachments>"), workspace.PagesText, workspace.Signed, "unknown"},
}

// called gives the first page's part another name.
func called(name string) func(map[string][]byte) {
	return func(parts map[string][]byte) {
		replaced(document, "Pages/Page_0/Content.xml", name)(parts)
		parts["Doc_0/"+name] = parts[firstPage]
		delete(parts, firstPage)
	}
}

// swapCharacter makes another character of one of the middle of a page, of as many bytes.
func swapCharacter(b []byte) {
	i := bytes.Index(b, []byte("区"))
	copy(b[i:], "市")
}

var aText = regexp.MustCompile(`<ofd:TextObject ID="\d+".*?</ofd:TextObject>`)

// turned has the first two texts in the other order.
func turned(b []byte) []byte {
	two := aText.FindAllIndex(b, 2)
	return slices.Concat(b[:two[0][0]], b[two[1][0]:two[1][1]], b[two[0][0]:two[0][1]], b[two[1][1]:])
}

func TestOFDFilesThatOthersChangedSayHow(t *testing.T) {
	d, p := whole(t), ofdPrinter(t)
	file := printed(t, p, d, report.Job{Kind: "findings", District: one})
	for _, x := range tamperings {
		t.Run(x.name, func(t *testing.T) {
			parts := inOFD(t, file)
			x.do(parts)
			c := verdictOn(t, p, zipped(t, parts), nil)
			if c.Pages != x.is || c.Word() != x.word || x.what != "" && !slices.Contains(whats(c), x.what) || x.what == "" && len(c.PagesMore) > 0 {
				t.Errorf("%s: %s", c.Pages, spoken(p, c))
			}
			for _, m := range c.Lines() {
				if s := p.Say.Say(m); strings.Contains(s, "paper.check") {
					t.Errorf("says %q", s)
				}
			}
		})
	}
}

// What other readers may find where this one does not look proves nothing either.
func TestBytesBesideThePartsAreTold(t *testing.T) {
	d, p := whole(t), ofdPrinter(t)
	file := printed(t, p, d, report.Job{Kind: "findings", District: one})
	at := bytes.Index(file, []byte("PK\x01\x02"))
	for name, b := range map[string][]byte{
		"behind the archive":   append(bytes.Clone(file), make([]byte, 40)...),
		"before the directory": moved(file, at, 30),
	} {
		if c := verdictOn(t, p, b, nil); c.Pages != workspace.PagesText || c.Word() != workspace.Signed || !slices.Contains(whats(c), "unread") {
			t.Errorf("%s: %s", name, spoken(p, c))
		}
	}
}

// moved has so many bytes before its directory, which begins at a place.
func moved(file []byte, at, by int) []byte {
	out := slices.Concat(file[:at], make([]byte, by), file[at:])
	binary.LittleEndian.PutUint32(out[len(out)-6:], uint32(at+by))
	return out
}

func TestWhatIsNoOFDOfOursSaysSo(t *testing.T) {
	d, p := whole(t), ofdPrinter(t)
	file := printed(t, p, d, report.Job{Kind: "findings", District: one})
	for name, x := range map[string]struct {
		do   func(map[string][]byte)
		want string
	}{
		"nothing carried": {func(parts map[string][]byte) {
			replaced("Doc_0/Document.xml", "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>", "")(parts)
		}, "carried.none"},
		"carried under another name": {replaced("Doc_0/Attachs/Attachments.xml", `Name="kaohe-report.bin"`, `Name="x.bin"`), "carried.none"},
		"no document":                {func(parts map[string][]byte) { delete(parts, "Doc_0/Document.xml") }, "ofd.damaged"},
		"a page that is not there":   {func(parts map[string][]byte) { delete(parts, firstPage) }, "ofd.damaged"},
		"a page that is no XML":      {func(parts map[string][]byte) { parts[firstPage] = []byte("<a><b></a>") }, "ofd.damaged"},
		"a picture for a page":       {func(parts map[string][]byte) { parts[firstPage] = []byte{0xFF, 0xD8} }, "ofd.damaged"},
		"an attribute twice":         {replaced(firstPage, "<ofd:TextObject ", `<ofd:TextObject Visible="true" Visible="false" `), "ofd.damaged"},
		"another encoding":           {replaced(firstPage, `encoding="UTF-8"`, `encoding = "GBK"`), "ofd.damaged"},
		"another version of XML":     {replaced(firstPage, `version="1.0"`, `version = "1.1"`), "ofd.damaged"},
		"a page's name in capitals": {func(parts map[string][]byte) {
			parts[strings.ToUpper(firstPage)] = parts[firstPage]
			delete(parts, firstPage)
		}, "ofd.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			parts := inOFD(t, file)
			x.do(parts)
			_, err := p.CheckPaper(context.Background(), zipped(t, parts), nil)
			refused(t, x.want, err)
		})
	}
	_, err := p.CheckPaper(context.Background(), file[:len(file)/2], nil)
	refused(t, "ofd.damaged", err)
}

// A file is known by what it is, and by its name only where it is too damaged for that; the draw in it can be repeated.
func TestReadPaperKnowsOFDFiles(t *testing.T) {
	d, p := sampled(t), ofdPrinter(t)
	dir := t.TempDir()
	save := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, b, 0o600))
		return path
	}
	var draw []byte
	for _, j := range report.Jobs(d.View(), paperOf(t, "draw")) {
		if draw = printed(t, p, d, j); draw != nil {
			break
		}
	}
	got, err := workspace.ReadPaper(save("抽签.dat", draw))
	if err != nil || got == nil || !got.Sheet || got.PDF || got.Draw == nil {
		t.Fatalf("%+v, %v", got, err)
	}
	if _, err := workspace.ReadPaper(save("半.ofd", draw[:len(draw)/2])); !errors.Is(err, words.Refuse("ofd.damaged")) {
		t.Errorf("half of it: %v", err)
	}
	if _, err := workspace.ReadPaper(save("前.ofd", append([]byte("%PDF-1.7\n"), draw...))); !errors.Is(err, words.Refuse("ofd.damaged")) {
		t.Errorf("with bytes before it: %v", err)
	}
	if got, err := workspace.ReadPaper(save("别的.zip", zipped(t, map[string][]byte{"a": nil}))); got != nil || err != nil {
		t.Errorf("another archive: %+v, %v", got, err)
	}
}

func paperOf(t testing.TB, kind string) assess.Paper {
	t.Helper()
	k, ok := assess.PaperOf(kind)
	if !ok {
		t.Fatal(kind)
	}
	return k
}

// OFD files of every edition verify for ever, as papers do (see TestPapersOfEveryEditionVerifyForEver): what is drawn may change only with pdf.Layout,
// after which the earlier ones are compared by their texts.
func TestOFDsOfEveryEditionVerifyForEver(t *testing.T) {
	p := ofdPrinter(t)
	now := fmt.Sprintf("testdata/ofd/edition%d-layout%d", report.Edition, pdf.Layout)
	if *update {
		d := whole(t)
		must(t, os.MkdirAll(now, 0o755))
		for _, kind := range []string{"score", "draw"} {
			must(t, os.WriteFile(filepath.Join(now, kind+report.OFD.Ext()), printed(t, p, d, report.Job{Kind: kind, District: one}), 0o644))
		}
	}
	files, err := filepath.Glob("testdata/ofd/*/*.ofd")
	must(t, err)
	present := 0
	for _, path := range files {
		c := verdictOn(t, p, read(t, path), nil)
		switch {
		case filepath.ToSlash(filepath.Dir(path)) != now:
			if c.Word() == workspace.Denied || c.Pages == workspace.PagesDiffer {
				t.Errorf("%s: %s", path, spoken(p, c))
			}
			continue
		case c.Word() != workspace.Verified || c.Pages != workspace.PagesExact:
			t.Errorf("%s: %s", path, spoken(p, c))
		}
		present++
	}
	if present != 2 {
		t.Errorf("%d of this edition and layout in %s", present, now)
	}
}
