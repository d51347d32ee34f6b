package ofd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// node is an element: its name without a prefix, its attributes and children, and the text directly in it.
type node struct {
	name  string
	attrs []xml.Attr
	kids  []*node
	text  string
}

const (
	maxDepth = 64      // elements in one another; a real file has 10
	maxNodes = 900_000 // tags, texts and comments in a part; a full page has 10,000
	maxAttrs = 64      // of an element; the format has 20
)

// Names of what a tree holds that is no element of the format.
const (
	foreignName = "xmlns"    // an element or attribute of another namespace
	directive   = "!DOCTYPE" // or any other declaration, which could define entities
	instruction = "?"        // to a program, wherever it stands
	divided     = "!--"      // a text with comments in or before it, or CDATA in it: some readers take the first piece for all of it
)

// space is what XML takes for space. What else Go does, such as U+3000, other readers do not.
const space = " \t\r\n"

var errTree = errors.New("ofd: XML deeper or larger than any document needs")

// declaration is the XML declaration, for UTF-8 alone. Go overlooks an encoding that is not written in its own way, which other readers decode by.
var declaration = regexp.MustCompile(`^<\?xml\s+version\s*=\s*["']1\.0["'](\s+encoding\s*=\s*["'](?i:utf-8)["'])?(\s+standalone\s*=\s*["'](yes|no)["'])?\s*\?>`)

// opened is an element that has not ended, with its text so far.
type opened struct {
	*node
	text   []byte
	pieces int
}

// end gives the element its text.
func (o *opened) end() {
	if o.node.text = string(o.text); o.pieces > 1 && strings.Trim(o.node.text, space) != "" {
		o.kids = append(o.kids, &node{name: divided})
	}
}

// parse reads a part as a tree. What is of another namespace, declarations and instructions become nodes of names that nothing is known of.
func parse(b []byte) (*node, error) {
	left := maxNodes
	b = bytes.TrimPrefix(b, []byte("\uFEFF"))
	dec := xml.NewDecoder(bytes.NewReader(b[len(declaration.Find(b)):]))
	top := &node{}
	open := []opened{{node: top}}
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if left--; left < 0 || len(open) > maxDepth+1 {
			return nil, errTree
		}
		in := &open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			n := &node{name: nameOf(t.Name, namespace)}
			if n.attrs, err = attrsOf(t.Attr); err != nil {
				return nil, err
			}
			in.kids = append(in.kids, n)
			open = append(open, opened{node: n})
		case xml.EndElement:
			in.end()
			open = open[:len(open)-1]
		case xml.CharData:
			in.text = append(in.text, t...)
			in.pieces++
		case xml.Comment:
			in.pieces++
		case xml.Directive:
			in.kids = append(in.kids, &node{name: directive})
		case xml.ProcInst:
			in.kids = append(in.kids, &node{name: instruction + t.Target})
		}
	}
	if len(top.kids) != 1 || len(bytes.TrimSpace(open[0].text)) > 0 {
		return nil, fmt.Errorf("ofd: %d elements where there is to be one", len(top.kids))
	}
	return top.kids[0], nil
}

// nameOf is a name of a namespace, or a foreign one.
func nameOf(n xml.Name, of string) string {
	if n.Space != of {
		return foreignName + ":" + n.Local
	}
	return n.Local
}

// attrsOf leaves out declarations of namespaces. An attribute that stands twice, which Go lets pass, is refused.
func attrsOf(all []xml.Attr) ([]xml.Attr, error) {
	if len(all) > maxAttrs {
		return nil, errTree
	}
	out := all[:0:0]
	for i, a := range all {
		if slices.ContainsFunc(all[:i], func(b xml.Attr) bool { return b.Name == a.Name }) {
			return nil, fmt.Errorf("ofd: %s stands twice", a.Name.Local)
		}
		declares := a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns"
		if declares && a.Value != "xmlns" { // the namespace of that name would pass for a declaration of one
			continue
		}
		out = append(out, xml.Attr{Name: xml.Name{Local: nameOf(a.Name, "")}, Value: a.Value})
	}
	return out, nil
}

// attr returns an attribute, or "".
func (n *node) attr(name string) string { return n.attrOr(name, "") }

// attrOr returns an attribute, or what holds where it is left out. One that is empty is not left out.
func (n *node) attrOr(name, otherwise string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return otherwise
}

// all returns the children of a name.
func (n *node) all(name string) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.name == name {
			out = append(out, k)
		}
	}
	return out
}

// at follows names from child to child, the first of each; an empty node where there is none.
func (n *node) at(names ...string) *node {
	for _, name := range names {
		list := n.all(name)
		if len(list) == 0 {
			return &node{}
		}
		n = list[0]
	}
	return n
}

// said returns the text of a child without spaces around it.
func (n *node) said(names ...string) string { return strings.Trim(n.at(names...).text, space) }
