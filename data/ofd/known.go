package ofd

import "strings"

// shape says what an element may have for its meaning to be known here: attributes, children by name, those that may stand several times with a * behind
// it, and text. So nothing that a reader could take is passed over by what is read here, which is the first child of a name where there is to be one.
type shape struct {
	attrs, kids string
	text        bool
}

const (
	graphic = "ID Boundary CTM Visible Alpha LineWidth" // of every object (8.5)
	stroked = " Cap Join MiterLimit"
)

// shapes are the elements whose meaning is known; Pages/Page is a Page within Pages, and Page one elsewhere. What is not here may act, hide or draw
// something, and is told.
var shapes = map[string]shape{
	"OFD":                  {attrs: "Version DocType", kids: "DocBody"},
	"DocBody":              {kids: "DocInfo DocRoot"},
	"DocInfo":              {kids: "DocID Title Author Subject Abstract CreationDate ModDate DocUsage Keywords Creator CreatorVersion"},
	"Keywords":             {kids: "Keyword*"},
	"Document":             {kids: "CommonData Pages Outlines Attachments"},
	"Document/Attachments": {text: true},
	"CommonData":           {kids: "MaxUnitID PageArea PublicRes* DocumentRes*"},
	"PageArea":             {kids: "PhysicalBox"},
	"Pages":                {kids: "Page*"},
	"Pages/Page":           {attrs: "ID BaseLoc"},
	"Page":                 {kids: "Area Content"},
	"Area":                 {kids: "PhysicalBox"},
	"Outlines":             {kids: "OutlineElem*"},
	"OutlineElem":          {attrs: "Title Count Expanded", kids: "Actions OutlineElem*"},
	"Actions":              {kids: "Action"},
	"Action":               {attrs: "Event", kids: "Goto"},
	"Goto":                 {kids: "Dest"},
	"Dest":                 {attrs: "Type PageID Left Top Zoom"},
	"Res":                  {attrs: "BaseLoc", kids: "Fonts MultiMedias"},
	"Fonts":                {kids: "Font*"},
	"Font":                 {attrs: "ID FontName FamilyName Charset Serif FixedWidth", kids: "FontFile"},
	"MultiMedias":          {kids: "MultiMedia*"},
	"MultiMedia":           {attrs: "ID Type Format", kids: "MediaFile"},
	"Content":              {kids: "Layer*"},
	"Layer":                {attrs: "ID Type", kids: "TextObject* PathObject* ImageObject*"},
	"TextObject":           {attrs: graphic + " Font Size Stroke Fill HScale ReadDirection CharDirection Weight Italic", kids: "FillColor TextCode*"},
	"TextCode":             {attrs: "X Y DeltaX", text: true},
	"PathObject":           {attrs: graphic + stroked + " Stroke Fill Rule", kids: "StrokeColor FillColor AbbreviatedData"},
	"ImageObject":          {attrs: graphic + " ResourceID"},
	"FillColor":            {attrs: "Value Alpha"},
	"StrokeColor":          {attrs: "Value Alpha"},
	"Attachments":          {kids: "Attachment*"},
	"Attachment":           {attrs: "ID Name Format Size CreationDate ModDate Visible Usage", kids: "FileLoc"},
}

// leaves have text alone.
const leaves = "AbbreviatedData DocID Title Author Subject Abstract CreationDate ModDate DocUsage Keyword Creator CreatorVersion DocRoot MaxUnitID PublicRes " +
	"DocumentRes PhysicalBox FontFile MediaFile FileLoc"

// known are the shapes, taken apart.
var known = map[string]knowledge{}

type knowledge struct {
	attrs map[string]bool
	kids  map[string]bool // whether it may stand several times
	text  bool
}

func init() {
	for _, name := range strings.Fields(leaves) {
		shapes[name] = shape{text: true}
	}
	for name, s := range shapes {
		k := knowledge{map[string]bool{}, map[string]bool{}, s.text}
		for _, a := range strings.Fields(s.attrs) {
			k.attrs[a] = true
		}
		for _, kid := range strings.Fields(s.kids) {
			one, many := strings.CutSuffix(kid, "*")
			k.kids[one] = many
		}
		known[name] = k
	}
}

// strange tells the names of what has no known meaning in a tree, which stands in an element of a name, or in none: Page/Template, TextObject@DrawParam,
// Page/Content×2, Layer/text.
func (n *node) strange(in string, tell func(name string)) {
	is, ok := known[in+"/"+n.name]
	if !ok {
		is, ok = known[n.name]
	}
	if !ok {
		tell(n.name)
		return
	}
	for _, a := range n.attrs {
		if !is.attrs[a.Name.Local] {
			tell(n.name + "@" + a.Name.Local)
		}
	}
	if !is.text && strings.Trim(n.text, space) != "" {
		tell(n.name + "/text")
	}
	seen := map[string]bool{}
	for _, k := range n.kids {
		many, ok := is.kids[k.name]
		switch {
		case !ok:
			tell(n.name + "/" + k.name)
			continue
		case seen[k.name] && !many:
			tell(n.name + "/" + k.name + "×2")
		}
		seen[k.name] = true
		k.strange(n.name, tell)
	}
}
