package ofd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
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
	maxNodes = 300_000 // in a part; a full page has 2,000
)

// mixed is what a tree holds that is no element of the format.
const (
	foreignName = "xmlns"    // an element or attribute of another namespace
	directive   = "!DOCTYPE" // or any other declaration, which could define entities
)

var errTree = errors.New("ofd: XML deeper or larger than any document needs")

// opened is an element that has not ended, with its text so far.
type opened struct {
	*node
	text []byte
}

// parse reads a part as a tree. What is of another namespace, and declarations, become nodes of names that nothing is known of.
func parse(b []byte) (*node, error) {
	left := maxNodes
	dec := xml.NewDecoder(bytes.NewReader(b))
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
		in := &open[len(open)-1]
		switch t := t.(type) {
		case xml.StartElement:
			if left--; left < 0 || len(open) > maxDepth {
				return nil, errTree
			}
			n := &node{name: nameOf(t.Name, namespace), attrs: attrsOf(t.Attr)}
			in.kids = append(in.kids, n)
			open = append(open, opened{node: n})
		case xml.EndElement:
			in.node.text = string(in.text)
			open = open[:len(open)-1]
		case xml.CharData:
			in.text = append(in.text, t...)
		case xml.Directive:
			in.kids = append(in.kids, &node{name: directive})
		}
	}
	if len(top.kids) != 1 || len(bytes.TrimSpace(open[0].text)) > 0 {
		return nil, fmt.Errorf("ofd: %d elements where there is to be one", len(top.kids))
	}
	return top.kids[0], nil
}

func nameOf(n xml.Name, space string) string {
	if n.Space != space {
		return foreignName + ":" + n.Local
	}
	return n.Local
}

// attrsOf leaves out declarations of namespaces.
func attrsOf(all []xml.Attr) []xml.Attr {
	out := all[:0:0]
	for _, a := range all {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			continue
		}
		out = append(out, xml.Attr{Name: xml.Name{Local: nameOf(a.Name, "")}, Value: a.Value})
	}
	return out
}

func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
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

// at follows names from child to child; an empty node where there is none.
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
func (n *node) said(names ...string) string { return strings.TrimSpace(n.at(names...).text) }
