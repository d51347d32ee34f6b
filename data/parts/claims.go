package parts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

const (
	nsDC   = "http://purl.org/dc/elements/1.1/"
	nsXMP  = "http://ns.adobe.com/xap/1.0/"
	nsPDF  = "http://ns.adobe.com/pdf/1.3/"
	nsPDFA = "http://www.aiim.org/pdfa/ns/id/"
	nsRDF  = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsMeta = "adobe:ns:meta/"
)

// properties returns the simple values in an XMP packet by namespace and name; those of a list one behind the other. The error is one of its
// XML.
func properties(packet []byte) (map[xml.Name]string, error) {
	out := map[xml.Name]string{}
	d := xml.NewDecoder(bytes.NewReader(packet))
	var within []xml.Name
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			within = append(within, t.Name)
			for _, a := range t.Attr { // values can be attributes of the description
				if t.Name.Local == "Description" && a.Name.Space != "" {
					out[a.Name] = a.Value
				}
			}
		case xml.EndElement:
			within = within[:len(within)-1]
		case xml.CharData:
			for _, n := range slices.Backward(within) {
				if n.Space != nsRDF && n.Space != nsMeta {
					if s := string(t); strings.TrimSpace(s) != "" || out[n] == "" {
						out[n] += s
					}
					break
				}
			}
		}
	}
}

func (f *archive) property(space, local string) string {
	return strings.TrimSpace(f.says[xml.Name{Space: space, Local: local}])
}

// claims tells whether the metadata say PDF/A-3b.
func (f *archive) claims() bool {
	return f.property(nsPDFA, "part") == "3" && f.property(nsPDFA, "conformance") == "B"
}

// metadata: the catalogue has an XMP packet that can be read, without the old attributes of its head.
func metadata(f *archive) string {
	d := f.dict(f.catalog.of["Metadata"])
	begin := bytes.Index(f.meta, []byte("<?xpacket begin="))
	switch {
	case f.meta == nil || begin < 0 || d.of["Type"] != name("Metadata") || d.of["Subtype"] != name("XML"):
		return "no XMP packet in the catalogue"
	case f.filtered:
		return "a filter"
	}
	head, _, _ := bytes.Cut(f.meta[begin:], []byte("?>"))
	if bytes.Contains(head, []byte("bytes=")) || bytes.Contains(head, []byte("encoding=")) {
		return "bytes or encoding of the packet"
	}
	if f.broken != nil {
		return "XML of the packet"
	}
	return ""
}

// information: what the Info dictionary says, the metadata say too.
func information(f *archive) string {
	for k, at := range map[name]xml.Name{"Title": {Space: nsDC, Local: "title"}, "Author": {Space: nsDC, Local: "creator"},
		"Subject": {Space: nsDC, Local: "description"}, "Keywords": {Space: nsPDF, Local: "Keywords"},
		"Creator": {Space: nsXMP, Local: "CreatorTool"}, "Producer": {Space: nsPDF, Local: "Producer"}} {
		if s, there := f.follow(f.info.of[k]).(text); there && strings.TrimSpace(s.unicode()) != f.property(at.Space, at.Local) {
			return string(k)
		}
	}
	for k, local := range map[name]string{"CreationDate": "CreateDate", "ModDate": "ModifyDate"} {
		s, there := f.follow(f.info.of[k]).(text)
		if !there {
			continue
		}
		a, err1 := time.Parse("D:20060102150405-07'00'", string(s))
		b, err2 := time.Parse(time.RFC3339, f.property(nsXMP, local))
		if err1 != nil || err2 != nil || !a.Equal(b) {
			return string(k)
		}
	}
	return ""
}

// unicode reads a text string (ISO 32000-1, 7.9.2.2); of PDFDocEncoding only what is ASCII.
func (t text) unicode() string {
	if !strings.HasPrefix(string(t), "\xFE\xFF") {
		return string(t)
	}
	var units []uint16
	for i := 2; i+1 < len(t); i += 2 {
		units = append(units, uint16(t[i])<<8|uint16(t[i+1]))
	}
	return string(utf16.Decode(units))
}

// embeddedFiles: each has both names, its relation, its type and its date, and belongs to the document or a part of it.
func embeddedFiles(f *archive) string {
	linked := map[any]bool{}
	for _, o := range f.objects {
		walk(o.value, func(_ name, d dict, _ bool) {
			for _, x := range f.list(d.of["AF"]) {
				linked[key(x)] = true
			}
		})
	}
	related := set("Source Data Alternative Supplement Unspecified")
	for n, o := range f.objects {
		d, ok := o.value.(dict)
		if !ok || d.of["EF"] == nil {
			continue
		}
		relation, _ := d.of["AFRelationship"].(name)
		file := f.dict(f.dict(d.of["EF"]).of["F"])
		_, dated := f.dict(file.of["Params"]).of["ModDate"].(text)
		kind, _ := file.of["Subtype"].(name)
		switch {
		case d.of["F"] == nil || d.of["UF"] == nil:
			return "F and UF"
		case !related[relation]:
			return "AFRelationship"
		case !strings.Contains(string(kind), "/"):
			return "Subtype"
		case !dated:
			return "ModDate"
		case !linked[key(ref{n, 0})]:
			return "AF"
		}
	}
	return ""
}

// unprinted: an annotation other than a pop-up is printed, and not hidden.
func unprinted(f *archive, d dict) bool {
	for _, x := range f.list(d.of["Annots"]) {
		a := f.dict(x)
		flags, _ := f.follow(a.of["F"]).(float64)
		if a.of["Subtype"] != name("Popup") && int(flags)&0b100111 != 0b100 { // Invisible, Hidden, Print, NoView
			return true
		}
	}
	return false
}

func formed(_ *archive, d dict) bool {
	return d.of["XFA"] != nil || d.of["NeedAppearances"] == word("true")
}

func acts(_ *archive, d dict) bool {
	s, _ := d.of["S"].(name)
	return d.of["AA"] != nil || d.of["JavaScript"] != nil || d.of["JS"] != nil || actions[s] && s != "URI" && s != "GoToR" && s != "GoToE" && s != "Named" &&
		s != "Thread" && s != "SubmitForm"
}

func layers(f *archive, d dict) bool {
	p := f.dict(d.of["OCProperties"])
	if len(p.of) == 0 {
		return false
	}
	for _, x := range append(f.list(p.of["Configs"]), p.of["D"]) {
		if _, named := f.dict(x).of["Name"].(text); !named {
			return true
		}
	}
	return false
}

func alternates(_ *archive, d dict) bool {
	return d.of["AlternatePresentations"] != nil || d.of["PresSteps"] != nil
}
