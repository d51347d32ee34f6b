package rules

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// DiffState is what the draft of the next version changes.
type DiffState struct {
	Rows    []DiffRow
	Counts  map[standard.ChangeKind]int
	Codes   int // items that got another code and nothing else
	Marks   int // marks that were given to items whose points or rule change, or that are gone
	Clamped int // of these, how many will count as something else
	Signed  int // signatures that the change will be shown under
}

// DiffRow is one item's change, or, with an empty Change, what changes in general.
type DiffRow struct {
	Key     string
	Change  standard.Change
	General []string
	Touches []assess.Touch
}

// ReadDiff makes the state; it has no rows where there is no draft.
func ReadDiff(a *assess.Assessment) DiffState {
	s := DiffState{Counts: map[standard.ChangeKind]int{}, Signed: a.SignedPhases()}
	if a.NextStandard == nil {
		return s
	}
	if g := standard.DiffGeneral(a.Standard, a.NextStandard); len(g) > 0 {
		s.Rows = append(s.Rows, DiffRow{Key: "general", General: g})
	}
	for _, c := range standard.Diff(a.Standard, a.NextStandard) {
		row := DiffRow{Key: c.ID(), Change: c, Touches: assess.Touched(a, c)}
		if row.renumbered() {
			s.Codes++
		} else {
			s.Counts[c.Kind]++
		}
		for _, t := range row.Touches {
			s.Marks++
			if !t.Kept && t.Becomes != t.Mark {
				s.Clamped++
			}
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// renumbered tells whether an item got another code and is otherwise as it was.
func (r DiffRow) renumbered() bool {
	return r.Change.Kind == standard.Changed && len(r.Change.Fields) == 1 && r.Change.Fields[0] == "code"
}

// says sums the change up.
func (s DiffState) says(say words.Catalog) string {
	return say.Say(words.M("rules.diff.sum", s.Counts[standard.Added], s.Counts[standard.Removed], s.Counts[standard.Changed], s.Codes, s.Marks, s.Clamped, s.Signed))
}

// pair is a field as it was and as it will be.
type pair struct{ label, old, now string }

// pairs of a row, in words.
func (r DiffRow) pairs(say words.Catalog, a *assess.Assessment) []pair {
	var out []pair
	if r.General != nil {
		for _, f := range r.General {
			out = append(out, pair{say.Get("rules.diff." + f), general(say, a.Standard, f), general(say, a.NextStandard, f)})
		}
		return out
	}
	fields := r.Change.Fields
	if r.Change.Kind != standard.Changed {
		fields = []string{"text", "points", "rule", "key", "methods", "materials", "basis"}
	}
	for _, f := range fields {
		p := pair{say.Get("rules.diff." + f), itemField(say, a.Standard, r.Change.Old, f), itemField(say, a.NextStandard, r.Change.New, f)}
		if p.old != "" || p.now != "" {
			out = append(out, p)
		}
	}
	return out
}

func itemField(say words.Catalog, s *standard.Standard, i *standard.Item, field string) string {
	if i == nil {
		return ""
	}
	switch field {
	case "code":
		return i.Code
	case "section":
		if sec := s.Section(i.Section); sec != nil {
			return sec.Title
		}
	case "text":
		return i.Text
	case "points":
		return worth(i)
	case "rule":
		return say.Say(i.Rule.Words(i.Points))
	case "key":
		if i.Key {
			return say.Say(words.M("rules.key.read", i.KeyFloor))
		}
		return say.Get("value.no")
	case "methods":
		var list []string
		for _, m := range i.Methods {
			list = append(list, say.Say(s.Method(m).Words()))
		}
		return strings.Join(list, say.Get("list.sep"))
	case "materials":
		return strings.Join(i.Materials, say.Get("list.semi"))
	case "basis":
		return i.Basis
	}
	return ""
}

func general(say words.Catalog, s *standard.Standard, field string) string {
	var list []string
	switch field {
	case "version":
		return s.Version
	case "title":
		return s.Title
	case "rescale":
		return say.Get("rules.rescale." + spread(s))
	case "bonus":
		return s.Bonus.String()
	case "grades":
		for _, r := range gradeRows(s) {
			list = append(list, strings.TrimSpace(r[0]+" "+r[1]))
		}
	case "forces":
		for _, f := range s.Forces {
			list = append(list, say.Say(words.M("rules.force.read", f.Event, f.Grade)))
		}
	case "sections":
		for _, sec := range s.Sections {
			list = append(list, sec.Title)
		}
	}
	return strings.Join(list, say.Get("list.sep"))
}

// touched says what a change means for the marks that were given.
func touched(say words.Catalog, touches []assess.Touch) string {
	var out []string
	for _, t := range touches {
		key := "rules.touch.same"
		switch {
		case t.Kept:
			key = "rules.touch.kept"
		case t.Becomes != t.Mark:
			key = "rules.touch.clamped"
		}
		out = append(out, say.Say(words.M(key, t.District.Name, t.Mark, t.Becomes)))
	}
	return strings.Join(out, "\n")
}
