package parts

import (
	"bytes"
	"encoding/xml"
	"fmt"
)

// Breach is a rule of PDF/A-3b that a file breaks.
type Breach struct {
	Rule   string `json:"rule"`   // never changes: trailer.id, font.widths, …
	Clause string `json:"clause"` // of ISO 19005-3:2012
	What   string `json:"what"`   // what is wrong, in the terms of the standard
}

// Archival is what Archive finds.
type Archival struct {
	Claimed bool     `json:"claimed"` // the metadata say that the file is PDF/A-3b
	Rules   int      `json:"rules"`   // how many were looked at
	Broken  []Breach `json:"broken,omitempty"`
}

// OK tells that the file claims to be PDF/A-3b and that no rule which is looked at is broken.
func (a Archival) OK() bool { return a.Claimed && len(a.Broken) == 0 }

// Archive checks a file against the rules. It never fails: what can't be read is a breach.
func Archive(b []byte) Archival {
	f := newArchive(b)
	out := Archival{Claimed: f.claims(), Rules: len(archival)}
	for _, r := range archival {
		if what := r.broken(f); what != "" {
			out.Broken = append(out.Broken, Breach{r.id, r.clause, what})
		}
	}
	return out
}

// archival lists the rules in the order of the clauses.
var archival = []struct {
	id, clause string
	broken     func(*archive) string
}{
	{"file.read", "6.1", func(f *archive) string { return when(f.unread, "bytes of no known form") }},
	{"file.header", "6.1.2", header},
	{"trailer.id", "6.1.3", trailerID},
	{"trailer.encrypt", "6.1.3", func(f *archive) string { return when(f.trailer.of["Encrypt"] != nil, "Encrypt") }},
	{"file.end", "6.1.3", fileEnd},
	{"stream.outside", "6.1.7", func(f *archive) string { return f.has("F of a stream", outsideStream) }},
	{"stream.filter", "6.1.7", func(f *archive) string { return f.has("LZWDecode or Crypt", filtered) }},
	{"name.length", "6.1.13", func(f *archive) string { return f.has("a name of more than 127 bytes", longName) }},
	{"intent", "6.2.3", intents},
	{"profile", "6.2.3", profiles},
	{"colour", "6.2.4", colours},
	{"state", "6.2.5", func(f *archive) string { return f.has("TR, TR2 or HTP", transfers) }},
	{"image", "6.2.8", func(f *archive) string { return f.has("Alternates, OPI or Interpolate", imaged) }},
	{"xobject", "6.2.9", func(f *archive) string { return f.has("PostScript, Ref or OPI", postscript) }},
	{"transparency", "6.2.10", func(f *archive) string { return f.has("SMask, BM, ca or CA", transparent) }},
	{"font.embedded", "6.2.11.4", embedded},
	{"font.cid", "6.2.11.3", cids},
	{"font.set", "6.2.11.4.2", cidSet},
	{"font.widths", "6.2.11.5", widths},
	{"font.notdef", "6.2.11.8", notdef},
	{"annotation", "6.3", func(f *archive) string { return f.has("an annotation that is not printed", unprinted) }},
	{"form", "6.4", func(f *archive) string { return f.has("XFA or NeedAppearances", formed) }},
	{"action", "6.5", func(f *archive) string { return f.has("an action", acts) }},
	{"metadata", "6.6.2", metadata},
	{"info", "6.6.3", information},
	{"claim", "6.6.4", func(f *archive) string { return when(!f.claims(), "no pdfaid:part 3 with conformance B") }},
	{"embedded", "6.8", embeddedFiles},
	{"layer", "6.9", func(f *archive) string { return f.has("a configuration of layers without a name", layers) }},
	{"alternate", "6.10", func(f *archive) string { return f.has("AlternatePresentations or PresSteps", alternates) }},
	{"requirements", "6.11", func(f *archive) string {
		return when(f.catalog.of["Requirements"] != nil || f.catalog.of["NeedsRendering"] == word("true"), "Requirements")
	}},
}

// archive is a file as the rules see it: of each object the last version.
type archive struct {
	b        []byte
	r        *reader
	objects  map[int]object
	trailer  dict
	catalog  dict
	info     dict
	meta     []byte // the XMP packet, nil if there is none
	says     map[xml.Name]string
	broken   error // of the packet's XML
	filtered bool  // the packet is compressed
	unread   bool
}

func newArchive(b []byte) *archive {
	r := read(b)
	f := &archive{b: b, r: r, objects: map[int]object{}, unread: r.unread, trailer: dict{of: map[name]any{}}}
	for _, o := range r.objects {
		f.objects[o.number] = o
	}
	if n := len(r.trailers); n > 0 {
		f.trailer = r.trailers[n-1]
	}
	f.catalog, f.info = f.dict(f.trailer.of["Root"]), f.dict(f.trailer.of["Info"])
	if x, ok := f.catalog.of["Metadata"].(ref); ok {
		f.meta = f.content(x)
		f.filtered = f.dict(x).of["Filter"] != nil
		f.says, f.broken = properties(f.meta)
	}
	return f
}

func (f *archive) follow(v any) any {
	if x, ok := v.(ref); ok {
		return f.objects[x.number].value
	}
	return v
}

// dict returns a dictionary, an empty one for anything else.
func (f *archive) dict(v any) dict {
	if d, ok := f.follow(v).(dict); ok {
		return d
	}
	return dict{of: map[name]any{}}
}

func (f *archive) list(v any) list {
	l, _ := f.follow(v).(list)
	return l
}

// content returns the bytes of a stream, unpacked if FlateDecode is its only filter; else nil.
func (f *archive) content(v any) []byte {
	x, ok := v.(ref)
	if !ok {
		return nil
	}
	o := f.objects[x.number]
	d, ok := o.value.(dict)
	if !ok || o.content == nil || d.of["DecodeParms"] != nil {
		return nil
	}
	switch d.of["Filter"] {
	case nil:
		return o.content
	case name("FlateDecode"):
		return f.r.inflate(o.content)
	}
	return nil
}

func when(broken bool, what string) string {
	if broken {
		return what
	}
	return ""
}

// has tells what is wrong if a test is true of a dictionary in one of the objects.
func (f *archive) has(what string, test func(f *archive, d dict) bool) string {
	found := false
	for _, o := range f.objects {
		walk(o.value, func(_ name, d dict, _ bool) { found = found || test(f, d) })
	}
	return when(found, what)
}

// header: the version, and a comment of at least four bytes above 127.
func header(f *archive) string {
	const what = "no %PDF-1.n with a comment of four bytes above 127"
	version, rest, ok := bytes.Cut(f.b[:min(len(f.b), 64)], []byte("%PDF-1."))
	if !ok || len(version) > 0 || len(rest) < 1 || rest[0] < '0' || rest[0] > '7' {
		return what
	}
	comment := bytes.TrimLeft(rest[1:], "\r\n")
	if len(comment) < 5 || len(comment) == len(rest)-1 || comment[0] != '%' {
		return what
	}
	for _, c := range comment[1:5] {
		if c < 0x80 {
			return what
		}
	}
	return ""
}

// trailerID: each trailer has an identifier of two strings, and the first stays the same.
func trailerID(f *archive) string {
	var first any
	for _, t := range f.r.trailers {
		l := f.list(t.of["ID"])
		if len(l) != 2 || l[0] == text("") || first != nil && l[0] != first {
			return "ID of a trailer"
		}
		first = l[0]
	}
	return when(first == nil, "no trailer")
}

func fileEnd(f *archive) string {
	return when(!bytes.HasSuffix(bytes.TrimRight(f.b, "\r\n"), []byte("%%EOF")), "no %%EOF, or something behind it")
}

func outsideStream(f *archive, d dict) bool {
	return d.of["Length"] != nil && (d.of["F"] != nil || d.of["FFilter"] != nil || d.of["FDecodeParms"] != nil)
}

func filtered(f *archive, d dict) bool {
	for _, x := range append(f.list(d.of["Filter"]), d.of["Filter"]) {
		if x == name("LZWDecode") || x == name("Crypt") {
			return true
		}
	}
	return false
}

func longName(_ *archive, d dict) bool {
	for k, v := range d.of {
		n, _ := v.(name)
		if len(k) > 127 || len(n) > 127 {
			return true
		}
	}
	return false
}

// intents: there is an output intent of PDF/A, and all have one profile.
func intents(f *archive) string {
	var profile any
	n := 0
	for _, x := range f.list(f.catalog.of["OutputIntents"]) {
		d := f.dict(x)
		if profile != nil && d.of["DestOutputProfile"] != nil && d.of["DestOutputProfile"] != profile {
			return "several profiles"
		}
		profile = d.of["DestOutputProfile"]
		if _, said := d.of["OutputConditionIdentifier"].(text); said && d.of["S"] == name("GTS_PDFA1") && profile != nil {
			n++
		}
	}
	return when(n == 0, "no output intent GTS_PDFA1 with a profile")
}

// profiles: the profile is an ICC profile of at most version 4, of a monitor or printer, with as many colours as it says.
func profiles(f *archive) string {
	for _, x := range f.list(f.catalog.of["OutputIntents"]) {
		at := f.dict(x).of["DestOutputProfile"]
		icc := f.content(at)
		spaces := map[string]float64{"RGB ": 3, "CMYK": 4, "GRAY": 1}
		switch {
		case len(icc) < 132 || string(icc[36:40]) != "acsp" || int(icc[0])<<24|int(icc[1])<<16|int(icc[2])<<8|int(icc[3]) != len(icc):
			return "no ICC profile"
		case icc[8] > 4 || string(icc[12:16]) != "mntr" && string(icc[12:16]) != "prtr":
			return "version or class of the profile"
		case spaces[string(icc[16:20])] == 0 || f.dict(at).of["N"] != spaces[string(icc[16:20])]:
			return "N of the profile"
		}
	}
	return ""
}

// colours: with a profile of red, green and blue, no colour is one of CMYK.
func colours(f *archive) string {
	bad := f.has("DeviceCMYK", func(_ *archive, d dict) bool {
		return d.of["CS"] == name("DeviceCMYK") || d.of["ColorSpace"] == name("DeviceCMYK") || d.of["DefaultCMYK"] != nil
	})
	if bad == "" {
		f.operators(func(op string, _ []any) {
			if op == "k" || op == "K" {
				bad = fmt.Sprintf("operator %s", op)
			}
		})
	}
	return bad
}

func transfers(_ *archive, d dict) bool {
	tr2 := d.of["TR2"]
	return d.of["TR"] != nil || tr2 != nil && tr2 != name("Default") || d.of["HTP"] != nil
}

func imaged(_ *archive, d dict) bool {
	return d.of["Subtype"] == name("Image") && (d.of["Alternates"] != nil || d.of["OPI"] != nil || d.of["Interpolate"] == word("true"))
}

func postscript(_ *archive, d dict) bool {
	if d.of["Subtype"] == name("PS") || d.of["Subtype2"] == name("PS") {
		return true
	}
	return d.of["Subtype"] == name("Form") && (d.of["PS"] != nil || d.of["OPI"] != nil || d.of["Ref"] != nil)
}

// transparent: the program prints none, so that the rules for blending need not be looked at.
func transparent(_ *archive, d dict) bool {
	mask, mode := d.of["SMask"], d.of["BM"]
	for _, k := range []name{"ca", "CA"} {
		if v, there := d.of[k]; there && v != 1.0 {
			return true
		}
	}
	return mask != nil && mask != name("None") || mode != nil && mode != name("Normal")
}
