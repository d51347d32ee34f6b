package ofd

import (
	"encoding/xml"
	"math"
	"strconv"
)

// namespace is that of all elements (GB/T 33190-2016, 7.1).
const namespace = "http://www.ofdspec.org/2016"

// The elements outside of pages, in the order that the schema of GB/T 33190-2016 demands. Only what is used is here.
type (
	root struct {
		XMLName xml.Name `xml:"ofd:OFD"`
		NS      string   `xml:"xmlns:ofd,attr"`
		Version string   `xml:"Version,attr"`
		DocType string   `xml:"DocType,attr"`
		Info    docInfo  `xml:"ofd:DocBody>ofd:DocInfo"`
		Root    string   `xml:"ofd:DocBody>ofd:DocRoot"`
	}
	docInfo struct { // 7.4
		DocID    string    `xml:"ofd:DocID"`
		Title    string    `xml:"ofd:Title,omitempty"`
		Author   string    `xml:"ofd:Author,omitempty"`
		Created  string    `xml:"ofd:CreationDate"`
		Modified string    `xml:"ofd:ModDate"`
		Keywords *keywords `xml:"ofd:Keywords"`
		Creator  string    `xml:"ofd:Creator"`
	}
	keywords struct {
		All []string `xml:"ofd:Keyword"`
	}
	document struct { // 7.5
		XMLName     xml.Name  `xml:"ofd:Document"`
		NS          string    `xml:"xmlns:ofd,attr"`
		MaxUnitID   int       `xml:"ofd:CommonData>ofd:MaxUnitID"`
		Area        pageArea  `xml:"ofd:CommonData>ofd:PageArea"`
		PublicRes   string    `xml:"ofd:CommonData>ofd:PublicRes"`
		DocumentRes string    `xml:"ofd:CommonData>ofd:DocumentRes,omitempty"`
		Pages       []pageRef `xml:"ofd:Pages>ofd:Page"`
		Outlines    *outlines `xml:"ofd:Outlines"`
		Attachments string    `xml:"ofd:Attachments,omitempty"`
	}
	outlines struct {
		All []outlineElem `xml:"ofd:OutlineElem"`
	}
	pageArea struct {
		Physical box `xml:"ofd:PhysicalBox"`
	}
	pageRef struct {
		ID      int    `xml:"ID,attr"`
		BaseLoc string `xml:"BaseLoc,attr"`
	}
	outlineElem struct { // 7.8
		Title   string        `xml:"Title,attr"`
		Count   int           `xml:"Count,attr,omitempty"`
		Actions []action      `xml:"ofd:Actions>ofd:Action"`
		Below   []outlineElem `xml:"ofd:OutlineElem"`
	}
	action struct { // 14
		Event string `xml:"Event,attr"`
		Dest  dest   `xml:"ofd:Goto>ofd:Dest"`
	}
	dest struct {
		Type   string `xml:"Type,attr"`
		PageID int    `xml:"PageID,attr"`
		Left   length `xml:"Left,attr"`
		Top    length `xml:"Top,attr"`
		Zoom   int    `xml:"Zoom,attr"`
	}
	resources struct { // 7.9
		XMLName xml.Name    `xml:"ofd:Res"`
		NS      string      `xml:"xmlns:ofd,attr"`
		BaseLoc string      `xml:"BaseLoc,attr"`
		Fonts   *fonts      `xml:"ofd:Fonts"`
		Media   *multimedia `xml:"ofd:MultiMedias"`
	}
	fonts struct {
		All []font `xml:"ofd:Font"`
	}
	multimedia struct {
		All []media `xml:"ofd:MultiMedia"`
	}
	font struct { // 11.1
		ID      int    `xml:"ID,attr"`
		Name    string `xml:"FontName,attr"`
		Family  string `xml:"FamilyName,attr"`
		Charset string `xml:"Charset,attr"`
		File    string `xml:"ofd:FontFile"`
	}
	media struct {
		ID     int    `xml:"ID,attr"`
		Type   string `xml:"Type,attr"`
		Format string `xml:"Format,attr"`
		File   string `xml:"ofd:MediaFile"`
	}
	attachments struct { // 15.1
		XMLName xml.Name   `xml:"ofd:Attachments"`
		NS      string     `xml:"xmlns:ofd,attr"`
		All     []attached `xml:"ofd:Attachment"`
	}
	attached struct {
		ID      int    `xml:"ID,attr"`
		Name    string `xml:"Name,attr"`
		Format  string `xml:"Format,attr"`
		Size    length `xml:"Size,attr"` // KB
		Visible bool   `xml:"Visible,attr"`
		FileLoc string `xml:"ofd:FileLoc"`
	}
)

// A length is a number of millimetres, written to a tenth of a micrometre.
type length float64

func (l length) MarshalText() ([]byte, error) { return l.append(nil), nil }

func (l length) append(out []byte) []byte {
	v := rounded(float64(l))
	if v == 0 {
		v = 0 // no minus
	}
	return strconv.AppendFloat(out, v, 'f', -1, 64)
}

// rounded rounds to a ten-thousandth. It rounds to a ten-millionth first, because processors reckon the last bits of a number in different ways
// (some multiply and add at once), and what is halfway between two must go the same way on all of them.
func rounded(v float64) float64 { return math.Round(math.Round(v*1e7)/1e3) / 1e4 }

// box is ST_Box: left, top, width, height.
type box struct{ x, y, w, h float64 }

func (b box) MarshalText() ([]byte, error) { return numbers(b.x, b.y, b.w, b.h), nil }

func numbers(vs ...float64) []byte { return appendNumbers(nil, vs...) }

func appendNumbers(out []byte, vs ...float64) []byte {
	for i, v := range vs {
		if i > 0 {
			out = append(out, ' ')
		}
		out = length(v).append(out)
	}
	return out
}
