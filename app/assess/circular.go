package assess

import (
	"slices"
	"strings"

	"kaohe/app/standard"
)

// Circular is what the vault keeps of 通报 in addition to the findings from which it is composed. Whoever may plan the round may write it.
// No phase locks it, because the text is finished after the districts are.
type Circular struct {
	Made   []*Theme     // themes added, renamed or moved by hand
	Groups []*CityGroup // in the order in which they are said
	Places map[string]*Placed
	Texts  map[string]*Edited // by section
	Over   int64              // 多数区 begins above this percentage of the districts; 0: two thirds
	From   int64              // 部分区 begins with this many districts; 0: two

	Highlights string // AsParagraph or AsSection; empty: by the number of districts
	NoScores   bool   // the scores are not attached
}

// The two forms of the highlights in the circular.
const (
	AsParagraph = "paragraph" // the last theme of the achievements
	AsSection   = "section"
)

// CityGroup is findings that a person joined into one statement, with words written once for all of them.
type CityGroup struct {
	ID, Entity string
	Kind       FindingKind
	Text       string // without a quantifier; for highlights without the districts' names
	Theme      string // ID; empty for highlights
	Order      int64
}

// Theme groups findings of one kind in the circular. Each section of the standard proposes one for each kind.
type Theme struct {
	ID, Entity, Title string
	Kind              FindingKind
	Order             int64
	Added             bool   // by hand, not proposed by the standard
	Named             bool   // the title was written by hand
	Requirement       string // of problems: what all districts must do, written once for the city
}

// Placed is where a finding stands in the circular, as set by hand; an empty field is as proposed.
type Placed struct {
	Theme string
	Group string // ID of the group it was joined to
	With  string // FindingKey of the finding whose sentence it shares; its own key: it shares with none
}

// Edited is the text of a section as edited by hand, with the generated sentences that the editor started from.
type Edited struct {
	Text string
	From []Ground
}

// Ground is a generated sentence with the findings that it was made from, as FindingKeys.
type Ground struct {
	Text  string   `cbor:"1,keyasint"`
	Rests []string `cbor:"2,keyasint,omitempty"`
	Lead  bool     `cbor:"3,keyasint,omitempty"` // the sentence sums up a theme
}

// NoTheme follows the kind and a dash in the ID of the theme for findings that belong to no item: problem-none.
const NoTheme = "none"

const otherThemes = "其他方面" // the title of a theme without one

// FindingKey identifies a finding among those of all districts; both arguments are IDs.
func FindingKey(district, finding string) string { return Path(district, finding) }

// circular reads the Circular. A text, a group or a theme exists while its own register holds a value; the field gone is not used, because all
// can be written again after they were dropped.
func (r reader) circular() *Circular {
	c := &Circular{Places: map[string]*Placed{}, Texts: map[string]*Edited{}, Highlights: r.text("circ/rule", "highlights"),
		NoScores: r.text("circ/rule", "scores") == "no"}
	for _, e := range r.s.Entities("circ/theme/") {
		t := &Theme{ID: strings.TrimPrefix(e, "circ/theme/"), Entity: e, Title: r.text(e, "title"), Kind: FindingKind(r.text(e, "kind")), Order: r.order(e),
			Requirement: r.text(e, "requirement")}
		t.Named = t.Title != ""
		if t.Added = t.Kind != ""; t.Added && t.Title == "" {
			t.Title = otherThemes
		}
		c.Made = append(c.Made, t)
	}
	for _, e := range r.s.Entities("circ/group/") {
		g := &CityGroup{ID: strings.TrimPrefix(e, "circ/group/"), Entity: e, Kind: FindingKind(r.text(e, "kind")), Text: r.text(e, "text"),
			Theme: r.text(e, "theme"), Order: r.order(e)}
		if g.Kind != "" {
			c.Groups = append(c.Groups, g)
		}
	}
	byOrder(c.Groups, func(g *CityGroup) (int64, string) { return g.Order, g.ID })
	for _, e := range r.s.Entities("circ/place/") {
		c.Places[strings.TrimPrefix(e, "circ/place/")] = &Placed{Theme: r.text(e, "theme"), Group: r.text(e, "group"), With: r.text(e, "with")}
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

// Quantify returns the quantifier for n of total districts, by the thresholds that are set.
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

// Themes returns the themes of one kind in the circular's order: those proposed by the standard's sections and those added by hand, with
// their renaming and moving applied. The last proposed theme takes the findings that belong to no item.
func (a *Assessment) Themes(kind FindingKind) []*Theme {
	var out []*Theme
	propose := func(id, title string) {
		t := &Theme{ID: string(kind) + "-" + id, Title: title, Kind: kind, Order: int64(len(out)+1) * 1000}
		t.Entity = Path("circ/theme", t.ID)
		for _, m := range a.Circular.Made {
			if m.ID != t.ID {
				continue
			}
			if t.Requirement, t.Named = m.Requirement, m.Named; m.Named {
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

// Group returns the group with an ID, or nil.
func (c *Circular) Group(id string) *CityGroup {
	i := slices.IndexFunc(c.Groups, func(g *CityGroup) bool { return g.ID == id })
	if i < 0 {
		return nil
	}
	return c.Groups[i]
}

// GroupOf returns the group that a finding was joined to; nil if there is none of its kind.
func (a *Assessment) GroupOf(d *District, f *Finding) *CityGroup {
	p := a.Circular.Places[FindingKey(d.ID, f.ID)]
	if p == nil || p.Group == "" {
		return nil
	}
	if g := a.Circular.Group(p.Group); g != nil && g.Kind == f.Kind {
		return g
	}
	return nil
}

// ThemeOf returns the ID of the theme to which a finding belongs: its group's, or the one set by hand, else that of the section that has most of its items
// (of several, the first in the standard's order). If the theme set by hand no longer exists, the finding is back under the proposed one.
func (a *Assessment) ThemeOf(d *District, f *Finding) string {
	by := ""
	if p := a.Circular.Places[FindingKey(d.ID, f.ID)]; p != nil {
		by = p.Theme
	}
	if g := a.GroupOf(d, f); g != nil {
		by = g.Theme
	}
	if by != "" && slices.ContainsFunc(a.Themes(f.Kind), func(t *Theme) bool { return t.ID == by }) {
		return by
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

// CircularText returns the entity that holds a section's edited text.
func CircularText(section string) string { return Path("circ/text", section) }

// SetCircularText saves a section's edited text with the generated sentences that the editor saw. A nil from leaves the saved sentences
// as they were at the first edit; pass them only when the editor has looked at newer ones.
func SetCircularText(section, text string, from []Ground) *Edit {
	e := Fields("edit.circtext", CircularText(section), "text", text)
	if from != nil {
		e.Set(CircularText(section), "ground", from)
	}
	return e
}

// RestoreCircularText drops the edited text: the section is composed from the findings again.
func RestoreCircularText(section string) *Edit {
	return New("edit.circrestore").Set(CircularText(section), "text", nil)
}

// AddTheme adds a theme after all others of its kind.
func AddTheme(a *Assessment, newID string, kind FindingKind, title string) *Edit {
	t := Path("circ/theme", newID)
	return Fields("edit.circtheme", t, "kind", string(kind), "title", title).
		Set(t, "order", nextOrder(a.Themes(kind), func(t *Theme) int64 { return t.Order }))
}

// SwapThemes exchanges the places of two themes of one kind.
func SwapThemes(x, y *Theme) *Edit {
	dir := -1
	if x.ID < y.ID {
		dir = 1
	}
	return New("edit.circtheme").swap(x.Entity, x.Order, y.Entity, y.Order, dir)
}

// RemoveTheme removes a theme that was added by hand; its findings go back to the proposed themes.
func RemoveTheme(t *Theme) *Edit { return New("edit.circtheme").Set(t.Entity, "kind", nil) }

// PlaceFinding puts a finding under a theme, given by its ID; an empty theme goes back to the proposed one.
func PlaceFinding(d *District, f *Finding, theme string) *Edit {
	return Fields("edit.circplace", placeEntity(d, f), "theme", theme)
}

// JoinFinding takes a finding out of its group. Its own FindingKey keeps it apart from all others; an empty key lets the likeness of the
// texts decide whether it shares a sentence, and another's key lets it share that one's.
func JoinFinding(d *District, f *Finding, key string) *Edit {
	return Fields("edit.circjoin", placeEntity(d, f), "with", key, "group", "")
}

// AddGroup makes a group under a theme, which is empty for highlights, from the findings with some FindingKeys. Its text is written later,
// with Fields; until then it is said in the words of its first finding.
func AddGroup(a *Assessment, newID string, kind FindingKind, theme, text string, keys ...string) *Edit {
	g := Path("circ/group", newID)
	e := Fields("edit.circgroup", g, "kind", string(kind), "text", text, "theme", theme).
		Set(g, "order", nextOrder(a.Circular.Groups, func(g *CityGroup) int64 { return g.Order }))
	for _, key := range keys {
		e.Set(Path("circ/place", key), "group", newID)
	}
	return e
}

// PutInGroup joins a finding to a group, given by its ID.
func PutInGroup(d *District, f *Finding, group string) *Edit {
	return Fields("edit.circgroup", placeEntity(d, f), "group", group)
}

// RemoveGroup parts a group; its findings are said as without it.
func RemoveGroup(g *CityGroup) *Edit { return New("edit.circgroup").Set(g.Entity, "kind", nil) }

func placeEntity(d *District, f *Finding) string { return Path("circ/place", d.ID, f.ID) }

// SetQuantifiers sets the thresholds: 多数区 is said of more than over percent of the districts, 部分区 of at least from districts. Zero
// means the usual threshold (two thirds; two).
func SetQuantifiers(over, from int64) *Edit {
	return New("edit.circrule").Set("circ/rule", "over", over).Set("circ/rule", "least", from)
}
