package seal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/canon"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// shortest is how many characters a text must have for its standing in the document to mean anything.
const shortest = 2

// points are the fields that hold hundredths of a point, by the noun of their entity.
var points = map[string]string{"score": "mark", "ded": "amount", "claim": "points", "finalmark": "mark"}

// Shows tells of registers whether a document may show their value: a text or day as it is written, a mark with its two digits.
func Shows(doc report.Document) func(at ledger.Register, values [][]byte) bool {
	return newShown(doc, nil).has
}

// shown is what a document shows. Marks are looked for in the row of their item, since 2.00 stands somewhere in any of them, and as often
// as there are signed values of that item that say so: its full mark, its claim and its mark may be equal.
type shown struct {
	text  string
	rows  []string
	items map[string]string // by item ID: the signed text of the item
	used  map[string]int    // by item ID and value: how often it was found
}

func newShown(doc report.Document, signed []assess.Shown) *shown {
	x := &shown{text: flat(Texts(doc)), items: map[string]string{}, used: map[string]int{}}
	for _, b := range doc.Blocks {
		if t, ok := b.(report.Table); ok {
			for _, r := range t.Rows {
				x.rows = append(x.rows, flat(r.Cells))
			}
		}
	}
	for _, s := range signed {
		if id, ok := strings.CutPrefix(s.At.Entity, "std/item/"); ok && s.At.Field == "text" && len(s.Values) == 1 {
			x.items[id] = written(s.At, s.Values[0])
		}
	}
	return x
}

func (x *shown) has(at ledger.Register, values [][]byte) bool {
	for _, v := range values {
		s := written(at, v)
		if s == "" {
			continue
		}
		if id, ok := pointsOf(at); ok && x.items[id] != "" {
			if x.take(id, x.items[id], s) {
				return true
			}
		} else if strings.Contains(x.text, s) {
			return true
		}
	}
	return false
}

// take finds a value in an item's row once more than before.
func (x *shown) take(id, item, value string) bool {
	key := id + " " + value
	for _, row := range x.rows {
		if strings.Contains(row, item) && count(row, value) > x.used[key] {
			x.used[key]++
			return true
		}
	}
	return false
}

// count is how often a number stands in a text as a whole: 2.00 not in 12.00.
func count(text, number string) int {
	n := 0
	for i := strings.Index(text, number); i >= 0; {
		if i == 0 || text[i-1] < '0' || text[i-1] > '9' {
			n++
		}
		next := strings.Index(text[i+1:], number)
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return n
}

// pointsOf tells whether a register holds points, and of which item.
func pointsOf(at ledger.Register) (item string, ok bool) {
	if id, ok := strings.CutPrefix(at.Entity, "std/item/"); ok {
		return id, at.Field == "points"
	}
	_, noun := assess.Where(at.Entity)
	if parts := strings.Split(at.Entity, "/"); points[noun] == at.Field && len(parts) > 3 {
		return parts[3], true
	}
	return "", false
}

// written is a value as a document writes it; empty where it is nothing that a reader could recognise.
func written(at ledger.Register, value []byte) string {
	if _, ok := pointsOf(at); ok {
		var n *int64
		if canon.Unmarshal(value, &n) == nil && n != nil {
			return standard.Points(*n).String()
		}
		return ""
	}
	var s string
	if canon.Unmarshal(value, &s) != nil || utf8.RuneCountInString(s) < shortest {
		return ""
	}
	if d := assess.Day(s); d.Valid() {
		return flat([]string{d.Prose()})
	}
	return flat([]string{s})
}

// flat joins texts without white space, since lines are broken anywhere.
func flat(list []string) string {
	var b strings.Builder
	for _, s := range list {
		for _, f := range strings.Fields(s) {
			b.WriteString(f)
		}
		b.WriteByte('\n') // no value may be found across two texts
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// Signature is the verdict on one sign-off that a report carries.
type Signature struct {
	assess.Proven
	Covered int      // signed values that the report carries
	Missing []string // those of them that its text does not show
}

// Check verifies the sign-offs and looks for what they sign in the carried text. read verifies and decodes the vault's first record.
// Faults: seal.damaged, seal.genesis (the first record is not what it should be).
func (c *Carried) Check(read func(envelope []byte) (*ledger.Record, error)) (vault ledger.Hash, out []Signature, err error) {
	genesis, err := read(c.Genesis)
	if err != nil {
		return vault, nil, words.Refuse("seal.genesis").Because(err)
	}
	doc, err := c.Document()
	if err != nil {
		return vault, nil, err
	}
	proofs := c.Evidence.Check(genesis)
	var all []assess.Shown
	for _, p := range proofs {
		all = append(all, p.Shown...)
	}
	text := newShown(doc, all)
	for _, p := range proofs {
		s := Signature{Proven: p, Covered: len(p.Shown)}
		for _, x := range p.Shown {
			if !text.has(x.At, x.Values) {
				s.Missing = append(s.Missing, first(x))
			}
		}
		out = append(out, s)
	}
	return genesis.ID, out, nil
}

func first(x assess.Shown) string {
	for _, v := range x.Values {
		if s := written(x.At, v); s != "" {
			return s
		}
	}
	return x.At.Entity + " " + x.At.Field
}

// Same tells whether two documents say the same: what was carried, and what the vault gives.
func Same(a, b report.Document) bool { return string(encode(a)) == string(encode(b)) }

// prune leaves out of the evidence what the document does not show where it should: a mark that is some other item's.
func prune(doc report.Document, e assess.Evidence) assess.Evidence {
	var all []assess.Shown
	for _, p := range e.Proofs {
		for _, l := range p.Leaves {
			if x, err := assess.ReadLeaf(l.Leaf); err == nil {
				all = append(all, x)
			}
		}
	}
	text := newShown(doc, all)
	out := assess.Evidence{Cards: e.Cards}
	for _, p := range e.Proofs {
		p.Leaves = slices.DeleteFunc(slices.Clone(p.Leaves), func(l ledger.Inclusion) bool {
			x, err := assess.ReadLeaf(l.Leaf)
			return err != nil || !text.has(x.At, x.Values)
		})
		out.Proofs = append(out.Proofs, p)
	}
	return out
}
