package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"regexp"
	"time"

	"kaohe/app/report"
	"kaohe/data/ink"
)

// china is the zone of all dates. A document has a day and no hour: midnight stands for it.
var china = time.FixedZone("", 8*60*60)

// about returns what doc's file says of itself. A document without a date has one of its own, so that the same tree gives the same bytes.
func about(doc *report.Document) ink.About {
	r := ink.About{Title: single(doc.Title), Author: single(doc.Author), Keywords: doc.Keywords, Day: time.Date(2000, 1, 1, 0, 0, 0, 0, china)}
	if d := doc.Date; d.Year >= 1900 && d.Year <= 9999 {
		r.Day = time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, china)
	}
	return r
}

// archiveParts is how many objects a file has besides its pages and fonts: metadata, output intent, profile.
const archiveParts = 3

// archived returns these objects, numbered from n on.
func archived(r ink.About, n int) [][]byte {
	meta := xmp(r)
	head := fmt.Appendf(nil, "%d 0 obj\n<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n", n, len(meta))
	return [][]byte{
		append(append(head, meta...), "\nendstream\nendobj\n"...), // not compressed, so that programs that know no PDF find it
		fmt.Appendf(nil, "%d 0 obj\n<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R>>\nendobj\n",
			n+1, n+2),
		streamObject(n+2, srgb(), "/N 3 "),
	}
}

// xmp returns the metadata packet, in the same words as the Info dictionary (ISO 16684-1; ISO 19005-3, 6.6). It claims PDF/A-3b.
func xmp(r ink.About) []byte {
	const stamp = "2006-01-02T15:04:05-07:00"
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" +
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"" +
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"" +
		" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n")
	put := func(open, text, end string) {
		if text != "" {
			b.WriteString(open)
			_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer never fails
			b.WriteString(end)
		}
	}
	put("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", r.Title, "</rdf:li></rdf:Alt></dc:title>\n")
	put("<dc:creator><rdf:Seq><rdf:li>", r.Author, "</rdf:li></rdf:Seq></dc:creator>\n")
	put("<pdf:Keywords>", r.Keywords, "</pdf:Keywords>\n")
	put("<pdf:Producer>", ink.Producer, "</pdf:Producer>\n")
	put("<xmp:CreatorTool>", ink.Producer, "</xmp:CreatorTool>\n")
	put("<xmp:CreateDate>", r.Day.Format(stamp), "</xmp:CreateDate>\n")
	put("<xmp:ModifyDate>", r.Day.Format(stamp), "</xmp:ModifyDate>\n")
	b.WriteString("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.Bytes()
}

// zoneless are the dates as gofpdf writes them, in lines of their own.
var zoneless = regexp.MustCompile(`(?m)^(/(?:Creation|Mod)Date \(D:\d{14})\)$`)

// zoned adds the zone to the dates of the Info dictionary.
func zoned(info []byte) []byte { return zoneless.ReplaceAll(info, []byte("$1+08'00')")) }

// id returns the file's identifier for the trailer (ISO 32000-1, 14.4), made from its objects.
func id(parts [][]byte) []byte {
	h := sha256.New()
	for _, p := range parts {
		h.Write(p)
	}
	sum := h.Sum(nil)[:16]
	return fmt.Appendf(nil, "/ID [<%X> <%X>]\n", sum, sum)
}
