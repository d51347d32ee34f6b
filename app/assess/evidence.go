package assess

import (
	"slices"
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

	gone       bool
	said       Supports // what it was linked to, whether that still stands or not
	saidBefore string
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
	Turn    int      // as Evidence.Turn
	To      Supports // what this file supports, besides what all do that are added with it
}

// links are the names of the sets, in the order of the schema.
var links = []string{"item", "deduction", "record", "document", "finding", "step"}

// Of returns the IDs of a kind, which is a name of links. Of any other kind there are none.
func (s *Supports) Of(kind string) []string {
	if list := s.list(kind); list != nil {
		return *list
	}
	return nil
}

func (s *Supports) list(kind string) *[]string {
	switch kind {
	case "item":
		return &s.Items
	case "deduction":
		return &s.Deductions
	case "record":
		return &s.Records
	case "document":
		return &s.Documents
	case "finding":
		return &s.Findings
	case "step":
		return &s.Steps
	}
	return nil
}

// Supports returns what the evidence supports. What is gone is not among it, and is again when it comes back.
func (x *Evidence) Supports() Supports {
	return Supports{x.Items, x.Deductions, x.Records, x.Documents, x.Findings, x.Steps}
}

// Loose tells whether the evidence supports nothing.
func (x *Evidence) Loose() bool {
	return len(x.Items)+len(x.Deductions)+len(x.Records)+len(x.Documents)+len(x.Findings)+len(x.Steps) == 0
}

// Picture tells whether its media type is that of an image, which may still be of a kind that can't be drawn.
func (x *Evidence) Picture() bool { return strings.HasPrefix(x.Media, "image/") }

// EvidenceOf returns the evidence of a phase with an ID, or nil.
func (d *District) EvidenceOf(p Phase, id string) *Evidence {
	i := slices.IndexFunc(d.Evidence, func(x *Evidence) bool { return x.Phase == p && x.ID == id })
	if i < 0 {
		return nil
	}
	return d.Evidence[i]
}

// Supporting returns the evidence for one thing; kind is the name of a set: item, deduction, record, document, finding, step.
func (d *District) Supporting(kind, id string) []*Evidence {
	var out []*Evidence
	for _, x := range d.Evidence {
		if s := x.Supports(); slices.Contains(s.Of(kind), id) {
			out = append(out, x)
		}
	}
	return out
}

// Missing returns the evidence whose file is not among those for which held is true.
func (d *District) Missing(held func(id string) bool) []*Evidence {
	return slices.DeleteFunc(slices.Clone(d.Evidence), func(x *Evidence) bool { return held(x.ID) })
}

// Holder is a laptop that says that it holds a file, by its card.
type Holder struct {
	Device ledger.Device
	Laptop string
	People []string // the names of those who work on it; empty: the whole team
}

// HeldBy returns who says that they hold a file, given by the ID of evidence, by name of the laptop. A laptop that was taken out is not asked.
func (a *Assessment) HeldBy(id string) []Holder {
	var out []Holder
	for _, l := range a.Laptops {
		if l.Removed != nil || !slices.Contains(a.Holders[id], l.Device) {
			continue
		}
		h := Holder{Device: l.Device, Laptop: l.Name}
		for _, p := range l.People {
			h.People = append(h.People, a.Name(p))
		}
		out = append(out, h)
	}
	return out
}
