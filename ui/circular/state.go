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
}

func read(a *assess.Assessment) state {
	t := circ.Compose(a)
	return state{a, t, circ.Check(a, t)}
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

// basisRow is a theme, a district or a finding in the list on the right. Keys are theme/<id>, d/<district>, f/<district>/<finding>.
type basisRow struct {
	Key, Text, More string
	Group           bool // a theme or a district, followed by its findings
	State           theme.State
}

func findingRowKey(r circ.Ref) string { return "f/" + assess.FindingKey(r.District, r.Finding) }

// basis returns what a section rests on, in the order of its text.
func (s state) basis(k *screen.Kit, section string) []basisRow {
	kind := kindOf(section)
	if kind == "" {
		return nil
	}
	if kind == assess.Highlight {
		return s.byDistrict(k)
	}
	under := map[string][]basisRow{}
	in := map[string]map[string]bool{}
	for _, d := range s.a.Districts {
		for _, f := range d.Standing(kind) {
			id := s.a.ThemeOf(d, f)
			under[id] = append(under[id], s.finding(k, section, d, f))
			if in[id] == nil {
				in[id] = map[string]bool{}
			}
			in[id][d.ID] = true
		}
	}
	var out []basisRow
	for _, t := range s.themes(kind) {
		q := s.a.Circular.Quantify(len(in[t.ID]), len(s.a.Districts))
		more := k.T("circular.theme.none")
		if len(in[t.ID]) > 0 {
			more = k.T("circular.theme.count", len(under[t.ID]), len(in[t.ID]), k.T("circular.says."+string(q)))
		}
		out = append(out, basisRow{Key: "theme/" + t.ID, Text: t.Title, More: more, Group: true})
		out = append(out, under[t.ID]...)
	}
	return out
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
			out = append(out, s.finding(k, circ.Highlights, d, f))
		}
	}
	return out
}

func (s state) finding(k *screen.Kit, section string, d *assess.District, f *assess.Finding) basisRow {
	r := circ.Ref{District: d.ID, Finding: f.ID}
	row := basisRow{Key: findingRowKey(r), Text: f.FinalCity, More: d.Name, State: theme.Done}
	switch {
	case section == circ.Highlights:
		row.Text = f.FinalNamed
	case section == circ.Requirements:
		row.Text = f.Requirement
		if row.Text == "" {
			row.Text = k.T("circular.norequirement")
		}
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

// at returns the district and the finding of a row's key; nil if there are none.
func (s state) at(key string) (d *assess.District, f *assess.Finding) {
	kind, rest, _ := strings.Cut(key, "/")
	district, finding, _ := strings.Cut(rest, "/")
	if kind != "theme" {
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
