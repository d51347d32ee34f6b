package ofd

import (
	"crypto/sha256"
	"strconv"
	"strings"
)

// object reads what is drawn in a layer of a type. What a reader takes where something is left out (8.5, 9, 11.2) stands in its place, so that a file
// that another program wrote with other words for the same looks the same.
func (r *reader) object(n *node, layer string) Object {
	o := Object{}
	if b := floats(n.attr("Boundary")); len(b) == 4 {
		o.Left, o.Top, o.Width, o.Height = b[0], b[1], b[2], b[3]
	}
	looks := []string{n.name, layer, plain(n.attr("Boundary")), plain(n.attrOr("CTM", "1 0 0 1 0 0")), n.attrOr("Alpha", "255"), n.attrOr("Visible", "true"),
		plain(n.attrOr("LineWidth", "0.353"))}
	switch n.name {
	case "TextObject":
		looks = append(looks, r.fonts[r.uses(n, "Font")])
		looks = append(looks, n.textLooks()...)
		var text strings.Builder
		for _, c := range n.all("TextCode") {
			text.WriteString(c.text)
			looks = append(looks, plain(c.attr("X")), plain(c.attr("Y")), spread(c.attr("DeltaX"), len(c.text)), c.text)
		}
		o.Text = text.String()
	case "PathObject":
		looks = append(looks, n.pathLooks()...)
	case "ImageObject":
		looks = append(looks, r.photos[r.uses(n, "ResourceID")])
	}
	o.Looks = sha256.Sum256(joined(looks...))
	return o
}

// uses notes the font or the picture in an attribute.
func (r *reader) uses(n *node, attr string) string {
	id := n.attr(attr)
	r.drawn[id] = true
	return id
}

const black = "0 0 0"

func (n *node) textLooks() []string {
	return []string{plain(n.attr("Size")), n.attrOr("Stroke", "false"), n.attrOr("Fill", "true"), n.colour("FillColor", black), plain(n.attrOr("HScale", "1")),
		n.attrOr("ReadDirection", "0"), n.attrOr("CharDirection", "0"), n.attrOr("Weight", "400"), n.attrOr("Italic", "false")}
}

func (n *node) pathLooks() []string {
	return []string{n.attrOr("Stroke", "true"), n.attrOr("Fill", "false"), n.attrOr("Rule", "NonZero"), n.attrOr("Cap", "Butt"), n.attrOr("Join", "Miter"),
		plain(n.attrOr("MiterLimit", "3.528")), n.colour("StrokeColor", black), n.colour("FillColor", "transparent"), plain(n.said("AbbreviatedData"))}
}

// colour returns the colour in a child, or what holds where there is none.
func (n *node) colour(name, otherwise string) string {
	list := n.all(name)
	if len(list) == 0 {
		return otherwise + "/255"
	}
	return plain(list[0].attrOr("Value", black)) + "/" + list[0].attrOr("Alpha", "255")
}

// joined are texts as one that no others give.
func joined(texts ...string) []byte {
	var out []byte
	for _, s := range texts {
		out = append(append(strconv.AppendInt(out, int64(len(s)), 10), ':'), s...)
	}
	return out
}

// decimal tells whether a text is a number as the format has them. Go reads others too, which readers may take for something else.
func decimal(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	whole, part, _ := strings.Cut(s, ".")
	return whole != "" && digits(whole) && digits(part)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func float(s string) (float64, bool) {
	if !decimal(s) {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil
}

// fields divides a text at what XML takes for space.
func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' || r == '\r' || r == '\n' })
}

// floats reads numbers; nil if something else is among them.
func floats(s string) []float64 {
	var out []float64
	for _, f := range fields(s) {
		v, ok := float(f)
		if !ok {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// plain writes the numbers in a text as all are written here, and leaves the rest.
func plain(s string) string {
	out := make([]byte, 0, len(s))
	for i, f := range fields(s) {
		if i > 0 {
			out = append(out, ' ')
		}
		if v, ok := float(f); ok {
			out = length(v).append(out)
		} else {
			out = append(out, f...)
		}
	}
	return string(out)
}

// spread writes each distance with how often it stands in a row, whether g says so or not, of at most one more than there may be characters. They are
// not written one by one: a long one, said to be that of many characters, would fill any memory.
func spread(s string, most int) string {
	var out []byte
	last, times := "", 0
	end := func() {
		if times > 0 {
			out = append(append(append(strconv.AppendInt(out, int64(times), 10), '*'), last...), ' ')
		}
	}
	for all, left := fields(s), most+1; len(all) > 0 && left > 0; {
		n, v, ok := repeated(all)
		if ok {
			all = all[3:]
		} else {
			n, v, all = 1, all[0], all[1:]
		}
		n = min(n, left)
		left -= n
		if v = plain(v); v != last {
			end()
			last, times = v, 0
		}
		times += n
	}
	end()
	return string(out)
}

// repeated reads g, a number, a distance. Other than a number from 1 on it leaves as it is, since nobody knows what readers make of that.
func repeated(all []string) (n int, value string, ok bool) {
	if len(all) < 3 || all[0] != "g" {
		return 0, "", false
	}
	n, err := strconv.Atoi(all[1])
	return n, all[2], err == nil && n > 0
}
