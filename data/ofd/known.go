package ofd

import (
	"slices"
	"strings"
)

// shape says what an element may have for its meaning to be known here: attributes, and children by name.
type shape struct{ attrs, kids string }

const (
	graphic = "ID Boundary CTM Visible Alpha LineWidth" // of every object (8.5)
	stroked = " Cap Join MiterLimit"
)

// shapes are the elements whose meaning is known. The same name means the same wherever it stands. What is not here may act, hide or draw
// something, and is told.
var shapes = map[string]shape{
	"OFD":             {"Version DocType", "DocBody"},
	"DocBody":         {"", "DocInfo DocRoot"},
	"DocInfo":         {"", "DocID Title Author Subject Abstract CreationDate ModDate DocUsage Keywords Creator CreatorVersion"},
	"Keywords":        {"", "Keyword"},
	"Document":        {"", "CommonData Pages Outlines Attachments"},
	"CommonData":      {"", "MaxUnitID PageArea PublicRes DocumentRes"},
	"PageArea":        {"", "PhysicalBox"},
	"Pages":           {"", "Page"},
	"Page":            {"ID BaseLoc", "Area Content"},
	"Area":            {"", "PhysicalBox"},
	"Outlines":        {"", "OutlineElem"},
	"OutlineElem":     {"Title Count Expanded", "Actions OutlineElem"},
	"Actions":         {"", "Action"},
	"Action":          {"Event", "Goto"},
	"Goto":            {"", "Dest"},
	"Dest":            {"Type PageID Left Top Zoom", ""},
	"Res":             {"BaseLoc", "Fonts MultiMedias"},
	"Fonts":           {"", "Font"},
	"Font":            {"ID FontName FamilyName Charset Serif FixedWidth", "FontFile"},
	"MultiMedias":     {"", "MultiMedia"},
	"MultiMedia":      {"ID Type Format", "MediaFile"},
	"Content":         {"", "Layer"},
	"Layer":           {"ID Type", "TextObject PathObject ImageObject"},
	"TextObject":      {graphic + " Font Size Stroke Fill HScale ReadDirection CharDirection Weight Italic", "FillColor TextCode"},
	"TextCode":        {"X Y DeltaX", ""},
	"PathObject":      {graphic + stroked + " Stroke Fill Rule", "StrokeColor FillColor AbbreviatedData"},
	"ImageObject":     {graphic + " ResourceID", ""},
	"FillColor":       {"Value Alpha", ""},
	"StrokeColor":     {"Value Alpha", ""},
	"AbbreviatedData": {"", ""},
	"Attachments":     {"", "Attachment"},
	"Attachment":      {"ID Name Format Size CreationDate ModDate Visible Usage", "FileLoc"},
}

// leaves have text alone.
const leaves = "DocID Title Author Subject Abstract CreationDate ModDate DocUsage Keyword Creator CreatorVersion DocRoot MaxUnitID PublicRes DocumentRes PhysicalBox FontFile MediaFile FileLoc"

func init() {
	for _, name := range strings.Fields(leaves) {
		shapes[name] = shape{}
	}
}

// strange tells the names of what has no known meaning in a tree: Page/Template, TextObject@DrawParam.
func (n *node) strange(tell func(name string)) {
	is, known := shapes[n.name]
	if !known {
		tell(n.name)
		return
	}
	attrs, kids := strings.Fields(is.attrs), strings.Fields(is.kids)
	for _, a := range n.attrs {
		if !slices.Contains(attrs, a.Name.Local) {
			tell(n.name + "@" + a.Name.Local)
		}
	}
	for _, k := range n.kids {
		if !slices.Contains(kids, k.name) {
			tell(n.name + "/" + k.name)
			continue
		}
		k.strange(tell)
	}
}
