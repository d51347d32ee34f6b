package parts

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// What a file can contain besides pages (Facts.Holds).
const (
	Action     = "action"     // something happens when it is opened, looked at, clicked or printed
	Layer      = "layer"      // parts of the pages can be shown or hidden
	Annotation = "annotation" // something is laid over a page
	Form       = "form"       // fields to fill in
	External   = "external"   // content is taken from another file
	Scale      = "scale"      // a page states the size of its units
)

// Facts are what the objects of a file show.
type Facts struct {
	Holds    []string // of the words above, each once, sorted
	Unknown  []string // keys of dictionaries with an unknown effect, sorted
	Twice    bool     // an object, a key or the root is defined several times: readers may choose differently
	Unread   bool     // some bytes have no known form
	Embedded int      // embedded files
	Faces    []string // SHA-256 of the font programs, sorted
	Boxes    [][4]int // of pages (MediaBox, CropBox and so on), in hundredths of a point, sorted
	Turns    []int    // of pages, sorted, each once, without 0
}

// Read reads a file. It never fails: what can't be read is reported in Unread.
func Read(b []byte) Facts {
	r := read(b)
	j := &judge{byNumber: map[int]any{}, names: map[int]bool{}, programs: map[int]bool{}, holds: map[string]bool{},
		unknown: map[string]bool{}, faces: map[string]bool{}, boxes: map[[4]int]bool{}, turns: map[int]bool{}, embedded: map[any]bool{}}
	j.facts.Unread = r.unread
	j.versions(r)
	for _, o := range r.objects {
		walk(o.value, func(_ name, d dict, _ bool) { j.refer(d) })
	}
	for _, o := range r.objects {
		j.content(r, o)
		walk(o.value, func(under name, d dict, top bool) {
			j.dict(d, top && j.names[o.number] && d.of["Type"] == nil || !top && naming[under])
		})
	}
	for _, d := range r.trailers {
		walk(d, func(_ name, d dict, _ bool) { j.dict(d, false) })
	}
	f := j.facts
	f.Holds, f.Unknown, f.Faces = slices.Sorted(maps.Keys(j.holds)), slices.Sorted(maps.Keys(j.unknown)), slices.Sorted(maps.Keys(j.faces))
	f.Turns, f.Embedded = slices.Sorted(maps.Keys(j.turns)), len(j.embedded)
	f.Boxes = slices.SortedFunc(maps.Keys(j.boxes), func(a, b [4]int) int { return slices.Compare(a[:], b[:]) })
	return f
}

type judge struct {
	facts    Facts
	byNumber map[int]any
	names    map[int]bool // objects with keys that are names made up by the file
	programs map[int]bool // objects that are font programs
	holds    map[string]bool
	unknown  map[string]bool
	faces    map[string]bool
	boxes    map[[4]int]bool
	turns    map[int]bool
	embedded map[any]bool
}

// walk calls visit for each dictionary in a value, with the key under which it is; top is true for the value itself.
func walk(v any, visit func(under name, d dict, top bool)) { step("", v, true, visit) }

func step(under name, v any, top bool, visit func(name, dict, bool)) {
	switch v := v.(type) {
	case dict:
		visit(under, v, top)
		for k, x := range v.of {
			step(k, x, false, visit)
		}
	case list:
		for _, x := range v {
			step("", x, false, visit)
		}
	}
}

// versions finds what is defined more than once. The catalogue and the document's information may be, as long as the pages stay the same.
func (j *judge) versions(r *reader) {
	for _, o := range r.objects {
		old, again := j.byNumber[o.number]
		if again && !(catalogs(old, o.value) || informs(old) && informs(o.value)) {
			j.facts.Twice = true
		}
		j.byNumber[o.number] = o.value
	}
	var root any
	for _, d := range r.trailers {
		if x := d.of["Root"]; root == nil {
			root = x
		} else if x != nil && x != root {
			j.facts.Twice = true
		}
	}
}

func catalogs(a, b any) bool {
	x, ok1 := a.(dict)
	y, ok2 := b.(dict)
	if !ok1 || !ok2 || x.of["Type"] != name("Catalog") || y.of["Type"] != name("Catalog") {
		return false
	}
	p, ok1 := x.of["Pages"].(ref)
	q, ok2 := y.of["Pages"].(ref)
	return ok1 && ok2 && p == q
}

var info = set("Title Author Subject Keywords Creator Producer CreationDate ModDate Trapped")

func informs(v any) bool {
	d, ok := v.(dict)
	for k := range d.of {
		ok = ok && info[k]
	}
	return ok && len(d.of) > 0
}

func set(keys string) map[name]bool {
	out := map[name]bool{}
	for _, k := range strings.Fields(keys) {
		out[name(k)] = true
	}
	return out
}

// naming are the keys whose dictionaries have names made up by the file.
var naming = set("Font XObject ColorSpace ExtGState Pattern Shading CharProcs")

// refer records what an object is, by the key that refers to it.
func (j *judge) refer(d dict) {
	for k, v := range d.of {
		x, ok := v.(ref)
		switch {
		case !ok:
		case naming[k]:
			j.names[x.number] = true
		case k == "FontFile" || k == "FontFile2" || k == "FontFile3":
			j.programs[x.number] = true
		}
	}
}

// known are the keys that describe a document, its pages and what is drawn on them, and that have no other effect.
var known = set(`
	Type Subtype Length Filter DecodeParms DL Columns Predictor Colors BitsPerComponent EarlyChange K BlackIs1 Rows EndOfLine EncodedByteAlign
	N First Extends Index W Size Root Info ID Prev Linearized L H O E T
	Pages Kids Count Parent Resources MediaBox CropBox BleedBox TrimBox ArtBox Rotate Contents ProcSet Group S CS I Tabs
	Font XObject ColorSpace ExtGState Pattern Shading
	Outlines Next Last Title Dest D A C F Names Dests Limits EmbeddedFiles EF UF Desc AFRelationship AF Params CheckSum
	Author Subject Keywords Creator Producer CreationDate ModDate Trapped Metadata Lang Version
	OutputIntents OutputCondition OutputConditionIdentifier RegistryName DestOutputProfile
	ViewerPreferences DisplayDocTitle PageMode PageLayout
	BaseFont Encoding BaseEncoding Differences DescendantFonts ToUnicode CIDSystemInfo Registry Ordering Supplement DW W2 DW2 CIDToGIDMap
	CIDSet
	CharSet FontDescriptor FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight XHeight StemV
	StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 Length1 Length2 Length3 FirstChar LastChar Widths CharProcs FontMatrix
	CMapName WMode UseCMap Name
	Width Height ImageMask Mask SMask Decode Interpolate Intent Matte BBox Matrix FormType Alternate Range WhitePoint BlackPoint Gamma
	CA ca LW LC LJ ML SA SM AIS BM OPM TK`)

var acting = map[name]string{"OpenAction": Action, "AA": Action, "JS": Action, "JavaScript": Action,
	"OCProperties": Layer, "OC": Layer, "OCGs": Layer,
	"Annots": Annotation, "AcroForm": Form, "XFA": Form, "UserUnit": Scale, "FFilter": External, "FDecodeParms": External}

// actions are the actions that do more than go to a page.
var actions = set(`GoToR GoToE Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript SetOCGState Rendition
	Trans GoTo3DView RichMediaExecute`)

// dict judges a dictionary. With names, its keys are names made up by the file, and only what they name is judged.
func (j *judge) dict(d dict, names bool) {
	j.facts.Twice = j.facts.Twice || d.twice
	for k := range d.of {
		switch does := acting[k]; {
		case does == Annotation && d.empty(k):
		case does != "":
			j.holds[does] = true
		case !known[k] && !names:
			j.unknown[string(k)] = true
		}
	}
	switch d.of["Type"] {
	case name("OCG"), name("OCMD"):
		j.holds[Layer] = true
	}
	if s, ok := d.of["S"].(name); ok && actions[s] {
		j.holds[Action] = true
	}
	if d.of["Subtype"] == name("PS") { // a program for the printer
		j.unknown["PS"] = true
	}
	j.files(d)
	j.frame(d)
}

// content judges the bytes of a stream.
func (j *judge) content(r *reader, o object) {
	d, ok := o.value.(dict)
	if !ok || o.content == nil {
		return
	}
	if _, outside := d.of["F"]; outside {
		j.holds[External] = true
	}
	if j.programs[o.number] {
		plain := o.content
		if d.of["Filter"] == name("FlateDecode") {
			plain = r.inflate(plain)
		}
		j.faces[fmt.Sprintf("%x", sha256.Sum256(plain))] = true
	}
}

func (d dict) empty(k name) bool {
	x, ok := d.of[k].(list)
	return ok && len(x) == 0
}

// files counts embedded files; one that is named several times counts once.
func (j *judge) files(d dict) {
	if of, ok := d.of["EF"].(dict); ok {
		for _, x := range of.of {
			j.embedded[key(x)] = true
		}
	} else if x, there := d.of["EF"]; there {
		j.embedded[key(x)] = true
	}
}

// key returns a comparable value for v, for use in a map.
func key(v any) any {
	if r, ok := v.(ref); ok {
		return r
	}
	return fmt.Sprint(v)
}

var boxKeys = []name{"MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"}

func (j *judge) frame(d dict) {
	for _, k := range boxKeys {
		if v, there := d.of[k]; there {
			if box, ok := j.box(v); ok {
				j.boxes[box] = true
			} else {
				j.facts.Unread = true
			}
		}
	}
	if v, there := d.of["Rotate"]; there {
		f, ok := j.follow(v).(float64)
		if turn := int(math.Mod(f, 360)); !ok {
			j.facts.Unread = true
		} else if turn != 0 {
			j.turns[turn] = true
		}
	}
}

func (j *judge) follow(v any) any {
	if r, ok := v.(ref); ok {
		return j.byNumber[r.number]
	}
	return v
}

func (j *judge) box(v any) (out [4]int, ok bool) {
	l, ok := j.follow(v).(list)
	if !ok || len(l) != 4 {
		return out, false
	}
	for i := range out {
		f, ok := j.follow(l[i]).(float64)
		if !ok {
			return out, false
		}
		out[i] = int(math.Round(100 * min(max(f, -1e6), 1e6)))
	}
	return out, true
}
