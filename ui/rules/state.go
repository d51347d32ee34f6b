package rules

import (
	"strconv"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/theme"
)

// State is what the page shows: the standard, or the draft of its next version where one was begun.
type State struct {
	Table    assess.Table
	Standard *standard.Standard
	Frozen   bool  // the round's own standard is frozen
	Draft    bool  // what is shown is the next version's draft
	May      bool  // the person at the keyboard may plan
	Lock     error // why nothing can be edited now, or nil
	Rows     []Row
	Lacks    []standard.Lack
}

// Row is a section or an item in the list.
type Row struct {
	Key     string // s/<section> or i/<item>
	Section bool
	Code    string
	Text    string
	Points  string
	Star    bool // a key item
	Lack    bool // something is missing in it
}

// Read makes the page's state.
func Read(a *assess.Assessment, who *assess.Person) State {
	s := State{Frozen: a.Standard.Frozen, Lock: assess.PermitAct(who, assess.Plan)}
	s.May = s.Lock == nil
	s.Table, s.Standard = a.Editing()
	s.Draft = s.Frozen && s.Standard != nil
	if s.Standard == nil {
		s.Table, s.Standard, s.Lock = assess.OwnTable, a.Standard, words.Refuse("standard.frozen")
	}
	s.Lacks = s.Standard.Check()
	lacking := map[string]bool{}
	for _, l := range s.Lacks {
		if l.Item != "" {
			lacking["i/"+l.Item] = true
		} else if l.Section != "" {
			lacking["s/"+l.Section] = true
		}
	}
	for n, sec := range s.Standard.Sections {
		key := "s/" + sec.ID
		s.Rows = append(s.Rows, Row{Key: key, Section: true, Code: strconv.Itoa(n + 1), Text: sec.Title, Points: sec.Points().String(), Lack: lacking[key]})
		for _, i := range sec.Items {
			key := "i/" + i.ID
			s.Rows = append(s.Rows, Row{Key: key, Code: i.Code, Text: i.Text, Points: worth(i), Star: i.Key, Lack: lacking[key]})
		}
	}
	return s
}

// worth is an item's points in the list; a veto item has none.
func worth(i *standard.Item) string {
	switch {
	case i.Veto():
		return "—"
	case i.Bonus():
		return "+" + i.Points.String()
	}
	return i.Points.String()
}

// Sum is the total against what it has to be, and its sign.
func (s State) Sum() (theme.State, string) {
	total := s.Standard.Total()
	text := total.String() + " / " + standard.Whole.String()
	if total == standard.Whole {
		return theme.Done, text
	}
	return theme.Warning, text
}

// Signed says by whom and when the standard was frozen or its version taken; empty where nobody signed it.
func (s State) Signed(a *assess.Assessment, say words.Catalog) string {
	if len(a.Editions) == 0 {
		return ""
	}
	x := a.Editions[len(a.Editions)-1]
	if x.Fault != "" {
		return say.Get("rules.signed.bad")
	}
	return say.Say(words.M("rules.signed", a.Name(x.Person), x.Day().Said(), x.Version))
}

// lacksOf are what an item or a section lacks, by field.
func (s State) lacksOf(section, item string) map[string]words.Msg {
	out := map[string]words.Msg{}
	for _, l := range s.Lacks {
		if l.Item != item || item == "" && l.Section != section {
			continue
		}
		m := l.Msg
		if m.Key == "rules.lack.of" {
			m = m.Args[1].(words.Msg) // beside the box, its item need not be named
		}
		if _, first := out[l.Field]; !first {
			out[l.Field] = m
		}
	}
	return out
}

// sectionOf is the section of a row, and the item if it is one.
func (s State) sectionOf(key string) (section, item string) {
	if len(key) < 2 {
		return "", ""
	}
	if key[0] == 's' {
		return key[2:], ""
	}
	if i := s.Standard.Item(key[2:]); i != nil {
		return i.Section, i.ID
	}
	return "", ""
}

// itemOf is a row's item; nil for a section.
func (s State) itemOf(key string) *standard.Item {
	_, id := s.sectionOf(key)
	return s.Standard.Item(id)
}

// Replace makes a built-in table's edit take the place of what stands in an unfrozen standard.
func Replace(s *standard.Standard, table *assess.Edit) *assess.Edit {
	e := &assess.Edit{Label: table.Label}
	stays := map[string]bool{}
	for _, w := range table.Writes {
		if !stays[w.Entity] && w.Entity != string(assess.OwnTable) {
			e.Set(w.Entity, "gone", false)
		}
		stays[w.Entity] = true
	}
	gone := func(entity string) {
		if !stays[entity] {
			e.Set(entity, "gone", true)
		}
	}
	for _, sec := range s.Sections {
		gone(assess.OwnTable.Section(sec.ID))
		for _, i := range sec.Items {
			gone(assess.OwnTable.Item(i.ID))
		}
	}
	e.Writes = append(e.Writes, table.Writes...)
	return e
}
