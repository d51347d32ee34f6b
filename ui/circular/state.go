package circular

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	circ "kaohe/app/circular"
	"kaohe/app/ledger"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
)

// state is what the page shows. It is computed from one view.
type state struct {
	a      *assess.Assessment
	text   *circ.Text
	doubts []circ.Doubt
	tiring []circ.Repeat
}

func read(a *assess.Assessment) state {
	t := circ.Compose(a)
	return state{a, t, circ.Check(a, t), circ.Repeats(a, t)}
}

// of returns the doubts about one section.
func (s state) of(section string) []circ.Doubt {
	return slices.DeleteFunc(slices.Clone(s.doubts), func(d circ.Doubt) bool { return d.Section != section })
}

// disputed tells whether a section's text is in conflict.
func (s state) disputed(section string) bool {
	return slices.ContainsFunc(s.a.Disputed, func(at ledger.Register) bool { return at.Entity == assess.CircularText(section) })
}

// empty tells whether no district has a finding yet.
func (s state) empty() bool {
	return !slices.ContainsFunc(s.a.Districts, func(d *assess.District) bool {
		return slices.ContainsFunc(d.Findings, func(f *assess.Finding) bool { return !f.Withdrawn })
	})
}

// sectionRow is a section in the list.
type sectionRow struct {
	Key, Title string
	Edited     bool
	Doubts     int
}

func (s state) sections(k *screen.Kit) []sectionRow {
	var out []sectionRow
	for _, x := range s.text.Sections {
		out = append(out, sectionRow{x.Key, k.T("circular.section." + x.Key), x.Edited, len(s.of(x.Key))})
	}
	return out
}

// kindOf returns the kind of findings of a section; empty for a section without findings.
func kindOf(section string) assess.FindingKind {
	return map[string]assess.FindingKind{circ.Achievements: assess.Achievement, circ.Highlights: assess.Highlight,
		circ.Problems: assess.Problem, circ.Requirements: assess.Problem}[section]
}

// sectionOf returns the section that a kind of findings is told in.
func sectionOf(kind assess.FindingKind) string {
	return map[assess.FindingKind]string{assess.Achievement: circ.Achievements, assess.Highlight: circ.Highlights, assess.Problem: circ.Problems}[kind]
}

// basisRow is a theme, a district, a statement or a finding in the list on the right. Keys are theme/<id>, d/<district>, g/<group>,
// p/<first finding> of findings that may be joined, f/<district>/<finding>.
type basisRow struct {
	Key, Text, More string
	Group           bool // a theme or a district, followed by its findings
	Joined          bool // several findings that are said once, or may be
	State           theme.State
}

func findingRowKey(r circ.Ref) string { return "f/" + assess.FindingKey(r.District, r.Finding) }

// basis returns what a section rests on, in the order of its text.
func (s state) basis(k *screen.Kit, section string) []basisRow {
	switch kind := kindOf(section); kind {
	case "":
		return nil
	case assess.Highlight:
		return append(s.byDistrict(k), s.statements(k, section, s.standing(kind), nil)...)
	default:
		return s.byTheme(k, section, kind)
	}
}

// pair is a finding with its district.
type pair struct {
	d *assess.District
	f *assess.Finding
}

func (x pair) ref() circ.Ref { return circ.Ref{District: x.d.ID, Finding: x.f.ID} }

// standing returns the findings of one kind that were not withdrawn.
func (s state) standing(kind assess.FindingKind) []pair {
	var out []pair
	for _, d := range s.a.Districts {
		for _, f := range d.Standing(kind) {
			out = append(out, pair{d, f})
		}
	}
	return out
}

func (s state) byTheme(k *screen.Kit, section string, kind assess.FindingKind) []basisRow {
	under := map[string][]pair{}
	for _, x := range s.standing(kind) {
		id := s.a.ThemeOf(x.d, x.f)
		under[id] = append(under[id], x)
	}
	var out []basisRow
	proposed := circ.Proposed(s.a, kind)
	for _, t := range s.themes(kind) {
		row := basisRow{Key: "theme/" + t.ID, Text: t.Title, More: k.T("circular.theme.none"), Group: true}
		if len(under[t.ID]) > 0 {
			row.More = s.counted(k, "circular.theme.count", under[t.ID])
		}
		if section == circ.Requirements && len(under[t.ID]) > 0 && strings.TrimSpace(t.Requirement) == "" {
			row.More, row.State = k.T("circular.theme.general"), theme.Warning
		}
		out = append(append(out, row), s.statements(k, section, under[t.ID], proposed[t.ID])...)
	}
	return out
}

// counted says how many findings there are in how many districts.
func (s state) counted(k *screen.Kit, key string, list []pair) string {
	in := map[string]bool{}
	for _, x := range list {
		in[x.d.ID] = true
	}
	q := s.a.Circular.Quantify(len(in), len(s.a.Districts))
	return k.T(key, len(list), len(in), k.T("circular.says."+string(q)))
}

// statements returns the findings under a theme: first those that were joined, then those that may be, then the others. Of highlights only
// the first two: the others stand under their districts.
func (s state) statements(k *screen.Kit, section string, all []pair, proposed [][]circ.Ref) (out []basisRow) {
	done := map[circ.Ref]bool{}
	add := func(row basisRow, list []pair) {
		out = append(out, row)
		for _, x := range list {
			done[x.ref()] = true
			out = append(out, s.finding(k, section, x.d, x.f))
		}
	}
	joined := map[string][]pair{}
	for _, x := range all {
		if g := s.a.GroupOf(x.d, x.f); g != nil {
			joined[g.ID] = append(joined[g.ID], x)
		}
	}
	for _, g := range s.a.Circular.Groups {
		if list := joined[g.ID]; list != nil {
			add(basisRow{Key: "g/" + g.ID, Text: g.Text, More: s.counted(k, "circular.group.count", list), Joined: true}, list)
		}
	}
	if section == circ.Highlights {
		return out
	}
	for _, refs := range proposed {
		list := s.pairs(refs)
		add(basisRow{Key: "p/" + findingRowKey(refs[0])[2:], Text: k.T("circular.proposed"), More: s.counted(k, "circular.proposed.count", list),
			Joined: true}, list)
	}
	for _, x := range all {
		if !done[x.ref()] {
			out = append(out, s.finding(k, section, x.d, x.f))
		}
	}
	return out
}

func (s state) pairs(refs []circ.Ref) []pair {
	var out []pair
	for _, r := range refs {
		if d := s.a.District(r.District); d != nil {
			out = append(out, pair{d, d.Finding(r.Finding)})
		}
	}
	return out
}

// proposed returns the findings that may be joined with a row's first.
func (s state) proposed(key string) []circ.Ref {
	d, f := s.at(key)
	if f == nil || !strings.HasPrefix(key, "p/") {
		return nil
	}
	for _, refs := range circ.Proposed(s.a, f.Kind)[s.a.ThemeOf(d, f)] {
		if refs[0] == (circ.Ref{District: d.ID, Finding: f.ID}) {
			return refs
		}
	}
	return nil
}

// themes returns the themes that have findings or were added by hand.
func (s state) themes(kind assess.FindingKind) []*assess.Theme {
	used := map[string]bool{}
	for _, d := range s.a.Districts {
		for _, f := range d.Standing(kind) {
			used[s.a.ThemeOf(d, f)] = true
		}
	}
	return slices.DeleteFunc(s.a.Themes(kind), func(t *assess.Theme) bool { return !used[t.ID] && !t.Added })
}

// beside returns the theme before (-1) or after (+1) another one in the list, or nil.
func (s state) beside(t *assess.Theme, step int) *assess.Theme {
	all := s.themes(t.Kind)
	i := slices.IndexFunc(all, func(x *assess.Theme) bool { return x.ID == t.ID }) + step
	if i < 0 || i >= len(all) {
		return nil
	}
	return all[i]
}

func (s state) theme(kind assess.FindingKind, id string) *assess.Theme {
	for _, t := range s.a.Themes(kind) {
		if t.ID == id {
			return t
		}
	}
	return nil
}

func (s state) byDistrict(k *screen.Kit) []basisRow {
	var out []basisRow
	for _, d := range s.a.Districts {
		row := basisRow{Key: "d/" + d.ID, Text: d.Name, Group: true, State: theme.Idle, More: k.T("circular.unsettled")}
		switch {
		case d.Circulated:
			row.State, row.More = theme.Done, k.T("circular.settled")
		case len(d.Standing(assess.Highlight)) == 0 && d.NoHighlight == "":
			row.State, row.More = theme.Warning, k.T("circular.nohighlight")
		}
		out = append(out, row)
		for _, f := range d.Standing(assess.Highlight) {
			if s.a.GroupOf(d, f) == nil {
				out = append(out, s.finding(k, circ.Highlights, d, f))
			}
		}
	}
	return out
}

func (s state) finding(k *screen.Kit, section string, d *assess.District, f *assess.Finding) basisRow {
	r := circ.Ref{District: d.ID, Finding: f.ID}
	row := basisRow{Key: findingRowKey(r), Text: f.FinalCity, More: d.Name, State: theme.Done}
	switch {
	case section == circ.Highlights:
		if inline := s.text.Section(section).Title == ""; !inline || row.Text == "" {
			row.Text = f.FinalNamed
		}
	case section == circ.Requirements:
		row.Text = f.Requirement
		if row.Text == "" {
			row.Text = k.T("circular.norequirement")
		}
	case strings.TrimSpace(f.FinalCity) == "" && s.a.GroupOf(d, f) != nil:
		row.Text = f.FinalNamed
	case strings.TrimSpace(f.FinalCity) == "":
		row.Text, row.More = f.FinalNamed, k.T("circular.nocity", d.Name)
	}
	if slices.ContainsFunc(s.doubts, func(x circ.Doubt) bool {
		return x.Section == section && x.Sentence < 0 && slices.Contains(x.Refs, r)
	}) {
		row.State = theme.Warning
	}
	return row
}

// tires returns the repeats that have a sentence in a section.
func (s state) tires(section string) []circ.Repeat {
	return slices.DeleteFunc(slices.Clone(s.tiring), func(r circ.Repeat) bool {
		return !slices.ContainsFunc(r.At, func(x circ.Spot) bool { return x.Section == section })
	})
}

// at returns the district and the finding of a row's key; nil if there are none.
func (s state) at(key string) (d *assess.District, f *assess.Finding) {
	kind, rest, _ := strings.Cut(key, "/")
	district, finding, _ := strings.Cut(rest, "/")
	if kind != "theme" && kind != "g" {
		d = s.a.District(district)
	}
	if d != nil {
		f = d.Finding(finding)
	}
	return d, f
}

// leftOut tells whether a finding is in no sentence of an edited section although it could be.
func (s state) leftOut(section string, r circ.Ref) bool {
	return slices.ContainsFunc(s.doubts, func(x circ.Doubt) bool {
		return x.Section == section && x.Kind == circ.LeftOut && slices.Contains(x.Refs, r)
	})
}
