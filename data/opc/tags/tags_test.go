package tags_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"pgregory.net/rapid"

	"kaohe/data/opc/tags"
)

// scan says all of a part, with neighbouring texts joined.
func scan(r io.Reader) (string, error) {
	s := tags.New(r)
	var b strings.Builder
	for {
		kind, err := s.Next()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch kind {
		case tags.Start:
			a, _ := s.Attr("a")
			fmt.Fprintf(&b, "<%s %q>", s.Name(), a)
		case tags.End:
			fmt.Fprintf(&b, "</%s>", s.Name())
		case tags.Text:
			b.Write(s.Text())
		}
	}
}

// judge says the same by encoding/xml.
func judge(part string) (string, error) {
	d := xml.NewDecoder(strings.NewReader(part))
	var b strings.Builder
	for depth := 0; ; {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			value := ""
			for _, a := range t.Attr {
				if a.Name.Local == "a" && a.Name.Space != "xmlns" {
					value = a.Value
					break
				}
			}
			fmt.Fprintf(&b, "<%s %q>", t.Name.Local, value)
		case xml.EndElement:
			depth--
			fmt.Fprintf(&b, "</%s>", t.Name.Local)
		case xml.CharData:
			if depth > 0 {
				b.Write(t)
			}
		}
	}
}

// part draws well-formed XML.
func part(t *rapid.T) string {
	text := rapid.OneOf(rapid.StringMatching(`[考核a \n\r\t>"']{0,20}`), rapid.SampledFrom([]string{"&lt;&amp;", "&#x2CB4E;&#13;", "<!-- a > <b> - -->", "<?p <x> ?>", "<![CDATA[ ]] ]> <b>&lt;]]>", ""}))
	var element func(depth int) string
	element = func(depth int) string {
		name := rapid.SampledFrom([]string{"c", "x:row", "考", "is"}).Draw(t, "name")
		attrs := rapid.SampledFrom([]string{"", ` a="1"`, ` r = 'A>1' a='"&gt;'`, "\n a=\"\" ", ` p:a="x"`}).Draw(t, "attrs")
		if rapid.IntRange(0, 3).Draw(t, "shape") == 0 {
			return "<" + name + attrs + "/>"
		}
		var b strings.Builder
		for range rapid.IntRange(0, 3).Draw(t, "children") {
			b.WriteString(text.Draw(t, "text"))
			if depth < 4 {
				b.WriteString(element(depth + 1))
			}
		}
		return "<" + name + attrs + ">" + b.String() + "</" + name + " >"
	}
	return rapid.SampledFrom([]string{"", `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, "\ufeff", "<!--x-->\n"}).Draw(t, "head") + element(0) + "\n"
}

func TestScannerReadsWhatTheStandardLibraryReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := part(t)
		want, err := judge(strings.TrimPrefix(p, "\ufeff"))
		if err != nil {
			t.Fatalf("the judge refuses %q: %v", p, err)
		}
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(p), "byte by byte": iotest.OneByteReader(strings.NewReader(p))} {
			if got, err := scan(r); err != nil || got != want {
				t.Fatalf("%s: %q\n got %q, %v\nwant %q", name, p, got, err, want)
			}
		}
	})
}

func TestScannerReadsUTF16(t *testing.T) {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff<a>考𬭎</a>")) {
		b = append(b, byte(u), byte(u>>8))
	}
	if got, err := scan(strings.NewReader(string(b))); err != nil || got != `<a "">考𬭎</a>` {
		t.Fatalf("%q, %v", got, err)
	}
}

func TestScannerRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		part string
		want error
	}{
		"a document type":         {`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, tags.ErrDTD},
		"an entity of its own":    {`<a>&b;</a>`, tags.ErrSyntax},
		"depth":                   {strings.Repeat("<a>", tags.MaxDepth+1), tags.ErrDeep},
		"a long text":             {"<a>" + strings.Repeat("x", tags.MaxToken+1) + "</a>", tags.ErrLong},
		"a long attribute":        {`<a b="` + strings.Repeat("x", tags.MaxToken+1) + `"/>`, tags.ErrLong},
		"a long attribute with >": {`<a b="` + strings.Repeat(">", tags.MaxToken+1) + `"/>`, tags.ErrLong},
		"a long CDATA":            {"<a><![CDATA[" + strings.Repeat(">", tags.MaxToken+1) + "]]></a>", tags.ErrLong},
		"another encoding":        {`<?xml version="1.0" encoding="GBK"?><a/>`, tags.ErrEncoding},
		"an end of another":       {"<a></b>", tags.ErrSyntax},
		"an end without a start":  {"</a>", tags.ErrSyntax},
		"a start without an end":  {"<a>", tags.ErrSyntax},
		"a cut tag":               {"<a", tags.ErrSyntax},
		"text outside":            {"<a/>x", tags.ErrSyntax},
		"an attribute unquoted":   {"<a b=c/>", tags.ErrSyntax},
		"a control character":     {"<a>\x01</a>", tags.ErrSyntax},
		"a control, escaped":      {"<a>&#1;</a>", tags.ErrSyntax},
		"no UTF-8":                {"<a>\xff</a>", tags.ErrSyntax},
	} {
		if _, err := scan(strings.NewReader(c.part)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestScannerPassesOverALongComment(t *testing.T) {
	if got, err := scan(strings.NewReader("<a><!--" + strings.Repeat("- >", tags.MaxToken) + "--></a>")); err != nil || got != `<a ""></a>` {
		t.Fatalf("%q, %v", got, err)
	}
}

// FuzzNext: no panic, and what both readers take they read alike.
func FuzzNext(f *testing.F) {
	for _, s := range []string{`<a b="c>d">e&amp;<f/></a>`, "<a><![CDATA[x]]></a>", "<!--x--><a/>", "<a", "<?xml?><a/>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, p string) {
		got, err := scan(strings.NewReader(p))
		if err != nil {
			return
		}
		if want, err := judge(strings.TrimPrefix(p, "\ufeff")); err == nil && got != want {
			t.Fatalf("%q\n got %q\nwant %q", p, got, want)
		}
	})
}
