package parts

import (
	"bytes"
	"strings"
	"testing"
)

// archived is the smallest file that keeps every rule: a page with a composite font whose program has two glyphs, and a file attached.
func archived() string {
	const hmtx = "\x01\xF4\x00\x00\x03\xE8\x00\x00"
	table := func(tag string, at, size int) string {
		return tag + "\x00\x00\x00\x00\x00\x00\x00" + string([]byte{byte(at)}) + "\x00\x00\x00" + string([]byte{byte(size)})
	}
	head := strings.Repeat("\x00", 18) + "\x03\xE8"
	hhea := strings.Repeat("\x00", 34) + "\x00\x02"
	ttf := "\x00\x01\x00\x00\x00\x04\x00\x00\x00\x00\x00\x00" + table("head", 76, 20) + table("hhea", 96, 36) + table("maxp", 132, 6) +
		table("hmtx", 138, 8) + head + hhea + "\x00\x01\x00\x00\x00\x02" + hmtx
	icc := "\x00\x00\x00\x84" + "\x00\x00\x00\x00\x02\x10\x00\x00mntrRGB XYZ " + strings.Repeat("\x00", 12) + "acsp" + strings.Repeat("\x00", 92)
	xmp := `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
		`<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><dc:title><rdf:Alt><rdf:li xml:lang="x-default">通报</rdf:li></rdf:Alt></dc:title>` +
		`<xmp:CreateDate>2006-12-30T00:00:00+08:00</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
	body := file(
		"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OutputIntents [5 0 R] /AF [12 0 R] /Names << /EmbeddedFiles << /Names [(a) 12 0 R] >> >> >>",
		pages, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 7 0 R /Resources << /Font << /F 8 0 R >> >> >>",
		stream("/Type /Metadata /Subtype /XML", xmp),
		"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile 6 0 R >>", stream("/N 3", icc),
		stream("", "BT 0 0 0 rg /F 9 Tf (\x00\x01) Tj ET"),
		"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [9 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Ordering (Identity) >> /FontDescriptor 10 0 R /CIDToGIDMap /Identity /DW 1000 /W [0 [500]] >>",
		"<< /Type /FontDescriptor /FontName /A /FontFile2 11 0 R >>", stream("", ttf),
		"<< /Type /Filespec /F (a) /UF (a) /AFRelationship /Source /EF << /F 13 0 R >> >>",
		stream("/Type /EmbeddedFile /Subtype /text#2Fplain /Params << /ModDate (D:20061230000000+08'00') >>", "a"),
		"<< /Title (\xFE\xFF\x90\x1A\x62\xA5) /CreationDate (D:20061230000000+08'00') >>")
	body = strings.Replace(body, "%\xe2\xe3\n", "%\xe2\xe3\xcf\xd3\n", 1)
	return strings.Replace(body, "/Root 1 0 R", "/Root 1 0 R /Info 14 0 R /ID [<AB> <AB>]", 1)
}

func breaches(b string) string {
	var out []string
	for _, x := range Archive([]byte(b)).Broken {
		out = append(out, x.Rule)
	}
	return strings.Join(out, " ")
}

// spoils are changes to the file, and the rules that they break. What makes a stream longer or shorter keeps its length by blanks.
var spoils = []struct{ from, to, breaks string }{
	{"endobj\n2 0 obj", "endobj\noddity\n2 0 obj", "file.read"},
	{"%PDF-1.4", "%PDF-2.0", "file.header"},
	{"%\xe2\xe3\xcf\xd3", "%text", "file.header"},
	{"/ID [<AB> <AB>]", "", "trailer.id"},
	{"/ID [<AB> <AB>]", "/ID [<AB> <AB>] /Encrypt << >>", "trailer.encrypt"},
	{"%%EOF\n", "%%EOF\nmore", "file.read file.end"},
	{"<< /N 3", "<< /F (a) /N 3", "stream.outside"},
	{"/Filespec", "/Filespec /Filter /LZWDecode", "stream.filter"},
	{"/BaseFont /A", "/BaseFont /" + strings.Repeat("A", 128), "name.length"},
	{"/GTS_PDFA1", "/GTS_PDFX", "intent"},
	{"/N 3", "/N 4", "profile"},
	{"acsp", "none", "profile"},
	{"mntr", "link", "profile"},
	{"0 0 0 rg", "0 0 0  k", "colour"},
	{"/Resources <<", "/Resources << /ColorSpace << /DefaultCMYK 1 >>", "colour"},
	{"/Resources <<", "/Resources << /ExtGState << /G << /TR /Identity >> >>", "state"},
	{"/Resources <<", "/Resources << /XObject << /X << /Subtype /Image /Interpolate true >> >>", "image"},
	{"/Resources <<", "/Resources << /XObject << /X << /Subtype /PS >> >>", "xobject"},
	{"/Resources <<", "/Resources << /ExtGState << /G << /ca 0.5 >> >>", "transparency"},
	{"/Resources <<", "/Resources << /ExtGState << /G << /BM /Multiply >> >>", "transparency"},
	{"/FontFile2 11 0 R", "", "font.embedded font.widths"},
	{"/Identity-H", "/Odd", "font.cid"},
	{"/CIDToGIDMap /Identity", "", "font.cid"},
	{"/FontName /A", "/FontName /A /CIDSet 7 0 R", "font.set"},
	{"/DW 1000", "/DW 900", "font.widths"},
	{"(\x00\x01) Tj", "(\x00\x00) Tj", "font.notdef"},
	{"/MediaBox", "/Annots [<< /Subtype /Text /F 2 >>] /MediaBox", "annotation"},
	{"/Pages 2 0 R", "/Pages 2 0 R /AcroForm << /NeedAppearances true >>", "form"},
	{"/Pages 2 0 R", "/Pages 2 0 R /OpenAction << /S /JavaScript /JS (a) >>", "action"},
	{"/MediaBox", "/AA << >> /MediaBox", "action"},
	{"/Metadata 4 0 R", "", "metadata info claim"},
	{"/Subtype /XML", "/Subtype /Text", "metadata"},
	{"</rdf:RDF>", "</rdf:XXX>", "metadata"},
	{"/Title (\xFE\xFF\x90\x1A", "/Title (\xFE\xFF\x90\x1B", "info"},
	{"/CreationDate (D:20061230000000+08'00')", "/CreationDate (D:20061230000000)", "info"},
	{"<pdfaid:part>3", "<pdfaid:part>2", "claim"},
	{"/AFRelationship /Source", "", "embedded"},
	{"/UF (a)", "", "embedded"},
	{"/AF [12 0 R]", "", "embedded"},
	{"/Subtype /text#2Fplain", "", "embedded"},
	{"/ModDate (D", "/Other (D", "embedded"},
	{"/Pages 2 0 R", "/Pages 2 0 R /OCProperties << /D << >> >>", "layer"},
	{"/Names << /Emb", "/Names << /AlternatePresentations 1 /Emb", "alternate"},
	{"/Pages 2 0 R", "/Pages 2 0 R /Requirements []", "requirements"},
}

func TestEachRuleOfArchivesCanFail(t *testing.T) {
	right := archived()
	if got := breaches(right); got != "" || !Archive([]byte(right)).OK() {
		t.Fatalf("the right file breaks %q", got)
	}
	untried := map[string]bool{}
	for _, r := range archival {
		untried[r.id] = true
	}
	for _, s := range spoils {
		if !strings.Contains(right, s.from) {
			t.Fatalf("no %q in the file", s.from)
		}
		if got := breaches(strings.Replace(right, s.from, s.to, 1)); got != s.breaks {
			t.Errorf("%q for %q breaks %q, not %q", s.to, s.from, got, s.breaks)
		}
		for _, r := range strings.Fields(s.breaks) {
			delete(untried, r)
		}
	}
	if len(untried) > 0 {
		t.Errorf("no change breaks %v", untried)
	}
}

func TestOtherFilesClaimNothing(t *testing.T) {
	for name, b := range map[string][]byte{"nothing": nil, "text": []byte("a"), "cut": []byte(archived())[:900], "zeros": bytes.Repeat([]byte{0}, 999)} {
		if Archive(b).Claimed {
			t.Errorf("%s claims to be an archive", name)
		}
	}
}

func TestStringsAreRead(t *testing.T) {
	for in, want := range map[string]text{`(a\(b\)\\(c)\n\101\7x\
d)`: "a(b)\\(c)\nA\x07xd", "<41 4>": "A@", "()": "", "<>": ""} {
		left := 9
		l := lexer{b: []byte(in), left: &left}
		if got, err := l.value(0); err != nil || got != want {
			t.Errorf("%s is %q, %v", in, got, err)
		}
	}
}
