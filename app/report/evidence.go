package report

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
)

// Evidence in documents: what rests on it cites it by its numbers (佐证2-3、2-5), and what a document cites it can show in an annex, two or six
// pictures a page. What is no picture, or none that can be drawn, is listed there.

// evidenceTitle is the title of the annex.
const evidenceTitle = "佐证材料"

// cited is evidence with the places of the document that it is cited at.
type cited struct {
	*assess.Evidence
	at []string
}

// cite names the evidence for a thing by its numbers, 佐证2-3、2-5; empty if there is none. set is the kind of the thing as assess.District.Supporting
// has it; at is what this document calls the thing, for the annex.
func (p *paper) cite(set, id, at string) string { return p.citeOf(p.d, set, id, at) }

func (p *paper) citeOf(d *assess.District, set, id, at string) string {
	return p.citing(d.Supporting(set, id), at)
}

func (p *paper) citing(list []*assess.Evidence, at string) string {
	if len(list) == 0 {
		return ""
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, byNumber)
	var names []string
	for _, x := range list {
		names = append(names, x.Called())
		p.proof(x, at)
	}
	return "佐证" + strings.Join(names, "、")
}

// proof notes that the document cites evidence.
func (p *paper) proof(x *assess.Evidence, at string) {
	i := slices.IndexFunc(p.cited, func(c cited) bool { return c.Evidence == x })
	if i < 0 {
		i, p.cited = len(p.cited), append(p.cited, cited{Evidence: x})
	}
	if !slices.Contains(p.cited[i].at, at) {
		p.cited[i].at = append(p.cited[i].at, at)
	}
}

// problem is what the annex calls the problem with a number in a document's list.
func problem(n int) string { return fmt.Sprintf("问题%d", n) }

// behind puts references in brackets behind a text, before its full stop.
func behind(text string, refs ...string) string {
	refs = slices.DeleteFunc(refs, func(s string) bool { return s == "" })
	if len(refs) == 0 {
		return text
	}
	out := strings.TrimRight(text, "。 ") + "（" + strings.Join(refs, "；") + "）"
	if strings.HasSuffix(text, "。") {
		out += "。"
	}
	return out
}

// byNumber orders evidence by its number: 2-9 before 2-10. What has none comes last.
func byNumber(a, b *assess.Evidence) int {
	part := func(x *assess.Evidence) (phase, n int) {
		before, after, _ := strings.Cut(x.No, "-")
		phase, err := strconv.Atoi(before)
		n, err2 := strconv.Atoi(after)
		if err != nil || err2 != nil {
			return int(assess.Rectification) + 1, 0
		}
		return phase, n
	}
	p, n := part(a)
	q, m := part(b)
	return cmp.Or(cmp.Compare(p, q), cmp.Compare(n, m), cmp.Compare(a.Order, b.Order))
}

// usual is how many pictures a page the annex of a kind has where its settings say nothing. Other kinds have none.
var usual = map[string]string{"findings": "2", "consultation": "2", "notice": "2", "closing": "2", "records": "6"}

// noPictures is the setting with which a document has no annex of evidence.
const noPictures = "none"

// annexes tells whether the document has an annex of evidence: it cites some, and shows it by its settings or as its kind usually does. A document
// of the round cites evidence of several districts, whose numbers are the same, and has none.
func (p *paper) annexes() bool {
	return p.d != nil && len(p.cited) > 0 && p.perPage() != noPictures
}

func (p *paper) perPage() string {
	return cmp.Or(p.a.IssueFor(p.doc.Kind, p.d).Pictures, usual[p.doc.Kind], noPictures)
}

// annexed makes a document anew where it turns out to have an annex of evidence: with several annexes its text has to say which is meant.
func annexed(fill func(evidence bool) *paper) Document {
	p := fill(false)
	if p.annexes() {
		p = fill(true)
	}
	return p.doc
}

// appendix adds the annex of evidence, if the document has one.
func (p *paper) appendix(label string) {
	if !p.annexes() {
		return
	}
	p.add(Annex{label, evidenceTitle})
	slices.SortStableFunc(p.cited, func(a, b cited) int { return byNumber(a.Evidence, b.Evidence) })
	rows := p.pictureRows()
	for _, g := range p.groups() {
		rows.put(g)
	}
	p.add(rows.done()...)
	if t := p.others(); len(t.Rows) > 0 {
		p.add(t)
	}
}

// drawn are the media types of pictures that can be printed.
var drawn = []string{"image/jpeg", "image/png", "image/gif", "image/bmp", "image/webp", "image/tiff"}

func drawable(x *assess.Evidence) bool { return slices.Contains(drawn, x.Media) }

// groups are the pictures in the order of their numbers, each alone or with the state before it. What is the state before of a picture that is cited
// is shown even if nothing cites it.
func (p *paper) groups() [][]Picture {
	var out [][]Picture
	done := map[*assess.Evidence]bool{}
	show := func(c cited, when string) Picture {
		done[c.Evidence] = true
		return p.picture(c, when)
	}
	for _, c := range p.cited {
		if done[c.Evidence] || !drawable(c.Evidence) {
			continue
		}
		first, second := p.before(c.Evidence), c.Evidence
		if i := slices.IndexFunc(p.cited, func(o cited) bool {
			return p.before(o.Evidence) == c.Evidence && !done[o.Evidence] && drawable(o.Evidence)
		}); i >= 0 {
			first, second = c.Evidence, p.cited[i].Evidence
		}
		if first == nil || done[first] || !drawable(first) {
			out = append(out, []Picture{show(c, "")})
			continue
		}
		out = append(out, []Picture{show(p.as(first), "整改前"), show(p.as(second), "整改后")})
	}
	return out
}

// as is evidence as the document cites it.
func (p *paper) as(x *assess.Evidence) cited {
	if i := slices.IndexFunc(p.cited, func(c cited) bool { return c.Evidence == x }); i >= 0 {
		return p.cited[i]
	}
	return cited{Evidence: x}
}

// before is the evidence that shows the state before another: of its own phase if that has the file, else of the last that has; nil for none.
func (p *paper) before(x *assess.Evidence) *assess.Evidence {
	if x.Before == "" || x.Before == x.ID {
		return nil
	}
	if b := p.d.EvidenceOf(x.Phase, x.Before); b != nil {
		return b
	}
	for _, b := range slices.Backward(p.d.Evidence) {
		if b.ID == x.Before {
			return b
		}
	}
	return nil
}

// picture is evidence as the annex shows it; when is which state of a pair it shows.
func (p *paper) picture(c cited, when string) Picture {
	out := Picture{Turn: c.Turn, Called: "佐证" + c.Called()}
	if b, err := hex.DecodeString(c.ID); err == nil {
		copy(out.Sum[:], b)
	}
	if p.a.IssueFor(p.doc.Kind, p.d).Drawing != "no" {
		out.Layer = c.Layer
	}
	name := out.Called
	if when != "" {
		name += "（" + when + "）"
	}
	out.Caption = []string{name + "　" + cmp.Or(OneLine(c.Caption), c.Name)}
	if t := c.time(); t != "" {
		out.Caption = append(out.Caption, t)
	}
	if len(c.at) > 0 {
		out.Caption = append(out.Caption, "佐证内容："+strings.Join(c.at, "、"))
	}
	return out
}

// time says when the camera says that the picture was taken; empty if it does not.
func (c cited) time() string {
	if c.Taken == "" {
		return ""
	}
	return "拍摄时间（相机）：" + c.Taken
}

// others lists the evidence that can't be printed.
func (p *paper) others() Table {
	t := Table{Caption: "不能印出的佐证材料", Columns: []Column{{"编号", 9, Centre}, {"说明", 29, Left}, {"佐证内容", 18, Left}, {"文件名", 20, Left}, {"大小", 10, Right},
		{"SHA-256前16位", 14, Left}}}
	for _, c := range p.cited {
		if !drawable(c.Evidence) {
			t.Rows = append(t.Rows, Row{Cells: []string{c.Called(), strings.Trim(c.Caption+"\n"+c.time(), "\n"), strings.Join(c.at, "、"), c.Name, size(c.Size), c.ID[:16]}})
		}
	}
	return t
}

// size says how large a file is, in units of a thousand as disks are sold by.
func size(bytes int64) string {
	switch {
	case bytes >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1000:
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%d B", bytes)
}

// pictureRows arranges pictures in rows, down of which fill a page. What belongs together stands in one row.
type pictureRows struct {
	across, down int
	all          []Block
	row          []Picture
}

func (p *paper) pictureRows() *pictureRows {
	across, down := 1, 2
	if p.perPage() == "6" {
		across, down = 2, 3
	}
	if p.doc.Landscape {
		across, down = down, across
	}
	return &pictureRows{across: across, down: down}
}

func (r *pictureRows) put(group []Picture) {
	if len(r.row)+len(group) > r.across {
		r.end()
	}
	r.row = append(r.row, group...)
	if len(r.row) >= r.across {
		r.end()
	}
}

func (r *pictureRows) end() {
	if len(r.row) > 0 {
		r.all = append(r.all, Pictures{Across: max(r.across, len(r.row)), Down: r.down, Items: r.row})
	}
	r.row = nil
}

func (r *pictureRows) done() []Block {
	r.end()
	return r.all
}
