package assess

import (
	"slices"
	"strings"

	"kaohe/app/standard"
)

// Circular is what is kept of 通报 beside the findings it is made of. It is written by those who plan the round and locked by no
// phase: the text is finished after the districts are.
type Circular struct {
	Made   []*Theme // themes added, renamed or moved by hand
	Places map[string]*Placed
	Texts  map[string]*Edited // by section
	Over   int64              // 多数区 begins above this percentage of the districts; 0: two thirds
	From   int64              // 部分区 begins with this many districts; 0: two
}

// Theme groups findings of one kind in the circular. Each section of the standard proposes one for each kind.
type Theme struct {
	ID, Entity, Title string
	Kind              FindingKind
	Order             int64
	Added             bool // by hand, not proposed by the standard
}

// Placed is where a finding stands in the circular, as set by hand; an empty field is as proposed.
type Placed struct {
	Theme string
	With  string // the finding whose sentence it shares, as FindingKey; its own key: none but its own
}

// Edited is a section's text as edited by hand, and the sentences that it was edited from.
type Edited struct {
	Text string
	From []Ground
}

// Ground is a generated sentence and the findings on which it rested, by FindingKey.
type Ground struct {
	Text  string   `cbor:"1,keyasint"`
	Rests []string `cbor:"2,keyasint,omitempty"`
	Lead  bool     `cbor:"3,keyasint,omitempty"` // it sums up a theme
}

// NoTheme is the theme, after its kind and a dash, of findings that belong to no item.
const NoTheme = "none"

const otherThemes = "其他方面" // the title of what has none

// FindingKey names a finding among those of all districts.
func FindingKey(district, finding string) string { return Path(district, finding) }

// circular reads what is kept. Whether a text or a theme is there is a matter of its own register, not of gone: both are written
// again after they were let go of.
func (r reader) circular() *Circular {
	c := &Circular{Places: map[string]*Placed{}, Texts: map[string]*Edited{}}
	for _, e := range r.s.Entities("circ/theme/") {
		t := &Theme{ID: strings.TrimPrefix(e, "circ/theme/"), Entity: e, Title: r.text(e, "title"), Kind: FindingKind(r.text(e, "kind")), Order: r.order(e)}
		if t.Added = t.Kind != ""; t.Added && t.Title == "" {
			t.Title = otherThemes
		}
		c.Made = append(c.Made, t)
	}
	for _, e := range r.s.Entities("circ/place/") {
		c.Places[strings.TrimPrefix(e, "circ/place/")] = &Placed{Theme: r.text(e, "theme"), With: r.text(e, "with")}
	}
	for _, e := range r.s.Entities("circ/text/") {
		if text, _ := get[*string](r, e, "text"); text != nil {
			x := &Edited{Text: *text}
			x.From, _ = get[[]Ground](r, e, "ground")
			c.Texts[strings.TrimPrefix(e, "circ/text/")] = x
		}
	}
	c.Over, _ = r.num("circ/rule", "over")
	c.From, _ = r.num("circ/rule", "least")
	return c
}

// Quantify says how many of total n are, by the thresholds that are set.
func (c *Circular) Quantify(n, total int) Quantifier {
	switch q := Quantify(n, total); {
	case c == nil, c.Over == 0 && c.From == 0, q == NoneOf, q == AllOf:
		return q
	case c.Over > 0 && int64(n)*100 > int64(total)*c.Over, c.Over == 0 && q == MostOf:
		return MostOf
	case int64(n) >= max(2, c.From):
		return SomeOf
	}
	return OneOf
}

// Themes of one kind in the order of the circular: those that the standard's sections propose and those added by hand, as they were
// renamed and moved. The last one proposed takes what belongs to no item.
func (a *Assessment) Themes(kind FindingKind) []*Theme {
	var out []*Theme
	propose := func(id, title string) {
		t := &Theme{ID: string(kind) + "-" + id, Title: title, Kind: kind, Order: int64(len(out)+1) * 1000}
		t.Entity = Path("circ/theme", t.ID)
		for _, m := range a.Circular.Made {
			if m.ID != t.ID {
				continue
			}
			if m.Title != "" {
				t.Title = m.Title
			}
			if m.Order != 0 {
				t.Order = m.Order
			}
		}
		out = append(out, t)
	}
	for _, sec := range a.Standard.Sections {
		propose(sec.ID, sec.Title)
	}
	propose(NoTheme, otherThemes)
	for _, m := range a.Circular.Made {
		if m.Added && m.Kind == kind {
			out = append(out, m)
		}
	}
	byOrder(out, func(t *Theme) (int64, string) { return t.Order, t.ID })
	return out
}

// ThemeOf is the ID of the theme to which a finding belongs: set by hand, or that of the section in which most of its items are, the
// first such in the standard's order. What was put under a theme that is no more goes back to the one proposed.
func (a *Assessment) ThemeOf(d *District, f *Finding) string {
	if p := a.Circular.Places[FindingKey(d.ID, f.ID)]; p != nil && p.Theme != "" {
		if slices.ContainsFunc(a.Themes(f.Kind), func(t *Theme) bool { return t.ID == p.Theme }) {
			return p.Theme
		}
	}
	best, most := NoTheme, 0
	for _, sec := range a.Standard.Sections {
		n := len(slices.DeleteFunc(slices.Clone(sec.Items), func(i *standard.Item) bool { return !slices.Contains(f.Items, i.ID) }))
		if n > most {
			best, most = sec.ID, n
		}
	}
	return string(f.Kind) + "-" + best
}

// CircularText is where a section's edited text stands.
func CircularText(section string) string { return Path("circ/text", section) }

// SetCircularText keeps a section's text as edited, with the generated sentences that the editor saw. While the same text is edited
// on, from stays what it was at the first edit unless given anew.
func SetCircularText(section, text string, from []Ground) *Edit {
	e := Fields("edit.circtext", CircularText(section), "text", text)
	if from != nil {
		e.Set(CircularText(section), "ground", from)
	}
	return e
}

// RestoreCircularText lets go of what was edited: the section is what the findings make of it again.
func RestoreCircularText(section string) *Edit {
	return New("edit.circrestore").Set(CircularText(section), "text", nil)
}

// AddTheme adds a theme after all others of its kind.
func AddTheme(a *Assessment, newID string, kind FindingKind, title string) *Edit {
	t := Path("circ/theme", newID)
	return Fields("edit.circtheme", t, "kind", string(kind), "title", title).
		Set(t, "order", nextOrder(a.Themes(kind), func(t *Theme) int64 { return t.Order }))
}

// SwapThemes lets two themes of one kind change places. Two that were added at once elsewhere may have one order: then x steps over y.
func SwapThemes(x, y *Theme) *Edit {
	e := New("edit.circtheme")
	switch {
	case x.Order != y.Order:
		return e.Set(x.Entity, "order", y.Order).Set(y.Entity, "order", x.Order)
	case x.ID < y.ID:
		return e.Set(x.Entity, "order", y.Order+1)
	}
	return e.Set(x.Entity, "order", y.Order-1)
}

// RemoveTheme takes a theme that was added by hand away; its findings go back to those proposed.
func RemoveTheme(t *Theme) *Edit { return New("edit.circtheme").Set(t.Entity, "kind", nil) }

// PlaceFinding puts a finding under a theme; an empty one lets the standard propose.
func PlaceFinding(d *District, f *Finding, theme string) *Edit {
	return Fields("edit.circplace", placeEntity(d, f), "theme", theme)
}

// JoinFinding lets a finding share the sentence of another, which key names (FindingKey). Its own key keeps it apart from all, an
// empty one lets the likeness of the texts decide.
func JoinFinding(d *District, f *Finding, key string) *Edit {
	return Fields("edit.circjoin", placeEntity(d, f), "with", key)
}

func placeEntity(d *District, f *Finding) string { return Path("circ/place", d.ID, f.ID) }

// SetQuantifiers sets from which share of the districts, in percent, 多数区 is said, and from how many 部分区; zero is the usual.
func SetQuantifiers(over, from int64) *Edit {
	return New("edit.circrule").Set("circ/rule", "over", over).Set("circ/rule", "least", from)
}
