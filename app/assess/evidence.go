package assess

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kaohe/app/ledger"
)

// Evidence is 佐证材料: a photo or a file that is known by the SHA-256 of its bytes, which lie outside of the log. The same bytes in two phases
// are evidence twice and one file.
type Evidence struct {
	ID, Entity string // ID: the SHA-256 in lower-case hex
	Phase      Phase
	Name       string // of the file, as it came
	Media      string // MIME type
	Size       int64  // bytes
	Taken      string // 2006-01-02 15:04:05 by the camera's clock; empty if the file does not say
	Caption    string
	No         string // 2-15: the phase, and a count within it that was written when the evidence was added
	Items      []string
	Deductions []string
	Records    []string
	Documents  []string
	Findings   []string
	Steps      []string // of a rectification's progress
	Turn       int      // degrees clockwise by which it is shown turned: 0, 90, 180, 270
	Layer      []byte   // what was drawn over it, as data/picture encodes it; empty for nothing
	Before     string   // ID of the evidence that shows the state before; empty if it is no half of a pair
	Revived    bool
	Order      int64
}

// Supports are the things that evidence supports, each kind by IDs within the district.
type Supports struct {
	Items, Deductions, Records, Documents, Findings, Steps []string
}

// NewEvidence is a file that was kept and becomes evidence.
type NewEvidence struct {
	Sum     string // SHA-256 in lower-case hex
	Name    string
	Media   string
	Size    int64
	Taken   string
	Caption string
}

// kinds gives the sets of Supports by the names of their registers, in the order of the schema.
func (s Supports) kinds() []linked {
	return []linked{{"item", s.Items}, {"deduction", s.Deductions}, {"record", s.Records}, {"document", s.Documents}, {"finding", s.Findings}, {"step", s.Steps}}
}

type linked struct {
	set string
	ids []string
}

// Supports returns what the evidence supports.
func (x *Evidence) Supports() Supports {
	return Supports{x.Items, x.Deductions, x.Records, x.Documents, x.Findings, x.Steps}
}

// Loose tells whether the evidence supports nothing.
func (x *Evidence) Loose() bool {
	return !slices.ContainsFunc(x.Supports().kinds(), func(l linked) bool { return len(l.ids) > 0 })
}

// Picture tells whether its media type is that of an image, which may still be of a kind that can't be drawn.
func (x *Evidence) Picture() bool { return strings.HasPrefix(x.Media, "image/") }

// fileID tells whether an id is a SHA-256 as evidence has it. Anything else names no file.
func fileID(id string) bool {
	b, err := hex.DecodeString(id)
	return err == nil && len(b) == 32 && strings.ToLower(id) == id
}

func (r reader) evidence(d *District, p Phase) {
	var list []*Evidence
	r.each(Path(d.Entity, "evid", path(p)), func(id, e string, revived bool) {
		if !fileID(id) {
			return
		}
		x := &Evidence{ID: id, Entity: e, Phase: p, Name: r.text(e, "name"), Media: r.text(e, "media"), Taken: r.text(e, "taken"),
			Caption: r.text(e, "caption"), No: r.text(e, "no"), Items: r.members(e, "item"), Deductions: r.members(e, "deduction"),
			Records: r.members(e, "record"), Documents: r.members(e, "document"), Findings: r.members(e, "finding"), Steps: r.members(e, "step"),
			Before: r.text(e, "before"), Revived: revived, Order: r.order(e)}
		x.Size, _ = r.num(e, "size")
		x.Layer, _ = get[[]byte](r, e, "layer")
		if turn, _ := r.num(e, "turn"); turn > 0 && turn < 360 && turn%90 == 0 {
			x.Turn = int(turn)
		}
		list = append(list, x)
	})
	byOrder(list, func(x *Evidence) (int64, string) { return x.Order, x.ID })
	d.Evidence = append(d.Evidence, list...)
}

// holders returns, by file, the laptops that say they hold it. What one laptop says of another counts for nothing.
func (r reader) holders() map[string][]ledger.Device {
	out := map[string][]ledger.Device{}
	r.each("hold", func(id, e string, _ bool) {
		for _, file := range r.members(e, "file") {
			for _, w := range r.s.Heads(ledger.Register{Entity: e, Field: "file/" + file}) {
				if held, err := ledger.As[bool](w.Value()); err == nil && held && w.Rec.Device.String() == id {
					out[file] = append(out[file], w.Rec.Device)
					break
				}
			}
		}
	})
	return out
}

// EvidenceOf returns the evidence of a phase with an ID, or nil.
func (d *District) EvidenceOf(p Phase, id string) *Evidence {
	i := slices.IndexFunc(d.Evidence, func(x *Evidence) bool { return x.Phase == p && x.ID == id })
	if i < 0 {
		return nil
	}
	return d.Evidence[i]
}

// Supporting returns the evidence for one thing; set is the kind as in the register: item, deduction, record, document, finding, step.
func (d *District) Supporting(set, id string) []*Evidence {
	var out []*Evidence
	for _, x := range d.Evidence {
		if slices.ContainsFunc(x.Supports().kinds(), func(l linked) bool { return l.set == set && slices.Contains(l.ids, id) }) {
			out = append(out, x)
		}
	}
	return out
}

// AddEvidence makes files that are kept on a laptop evidence of a phase, and says that the laptop holds them. A file that is evidence there
// already keeps its number and its caption, and gets the further links.
func AddEvidence(d *District, p Phase, device ledger.Device, supports Supports, files ...NewEvidence) *Edit {
	e := New("edit.evidence")
	n, order := d.lastEvidence(p)
	for _, f := range files {
		x := Path(d.Entity, "evid", path(p), f.Sum)
		if d.EvidenceOf(p, f.Sum) == nil {
			n, order = n+1, order+1000
			e.Texts(x, "name", f.Name, "media", f.Media, "taken", f.Taken, "caption", f.Caption, "no", fmt.Sprintf("%d-%d", p, n)).
				Set(x, "size", f.Size).Set(x, "order", order).Set(x, "gone", false)
		}
		e.Supporting(x, supports, true).Set(Path("hold", device.String()), "file/"+f.Sum, true)
	}
	return e
}

// lastEvidence returns the highest count among the numbers of a phase's evidence, and the highest order.
func (d *District) lastEvidence(p Phase) (n int, order int64) {
	for _, x := range d.Evidence {
		if x.Phase != p {
			continue
		}
		_, count, _ := strings.Cut(x.No, "-")
		if c, err := strconv.Atoi(count); err == nil {
			n = max(n, c)
		}
		order = max(order, x.Order)
	}
	return n, order
}

// Supporting links an evidence's entity to things, or takes the links away.
func (e *Edit) Supporting(entity string, supports Supports, on bool) *Edit {
	for _, l := range supports.kinds() {
		for _, id := range l.ids {
			e.Set(entity, l.set+"/"+id, on)
		}
	}
	return e
}

// SupportWith links evidence to things, or takes the links away.
func SupportWith(x *Evidence, supports Supports, on bool) *Edit {
	return New("edit.evidencelink").Supporting(x.Entity, supports, on)
}

// Caption writes what the evidence shows.
func (x *Evidence) SetCaption(caption string) *Edit {
	return Fields("edit.evidencecaption", x.Entity, "caption", caption)
}

// SetTurn shows a picture turned clockwise by degrees, of which only quarter turns count.
func (x *Evidence) SetTurn(degrees int) *Edit {
	return New("edit.evidenceturn").Set(x.Entity, "turn", int64((degrees%360+360)%360))
}

// SetLayer replaces what is drawn over a picture.
func (x *Evidence) SetLayer(layer []byte) *Edit {
	return New("edit.evidencelayer").Set(x.Entity, "layer", layer)
}

// SetBefore makes x the state after that of another evidence, given by ID; empty undoes the pair.
func (x *Evidence) SetBefore(id string) *Edit {
	return Fields("edit.evidencepair", x.Entity, "before", id)
}

// EvidenceName is what documents and screens call evidence by, without the word: its number, or the beginning of its name where it has none.
func (x *Evidence) Called() string { return cmp.Or(x.No, x.Name) }

// Holding says that a laptop holds files, or does so no longer.
func Holding(device ledger.Device, holds bool, files ...string) *Edit {
	e := New("edit.holding")
	for _, f := range files {
		e.Set(Path("hold", device.String()), "file/"+f, holds)
	}
	return e
}
