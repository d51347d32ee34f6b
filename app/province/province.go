// Package province makes the table over many rounds: what a province's office wants to know of the assessments that its cities made. It reads
// views one after another and keeps of each only what the table says, so that memory does not grow with the size of the rounds.
//
//	assessment -> Of -> Round, many -> Gather -> Table -> Book (a workbook) or Document (paper)
//
// Places over the province are given among districts of one year and one standard only, and a standard is known by its content, not its title.
// A district that is not marked whole, or on which assessors disagree, has no place, nor has one that two rounds mark for the same office, year and standard: nobody but a person
// knows which of them holds.
//
// Copies of one round are known by the vault's id. Of two, the one is taken that has what the other has; where each has something of its own, the
// one with more records is taken and the table is not whole.
//
// Caveats: an office is known by its name as each round writes it, a theme by its title. Whether a copy has all of another is told by the newest
// record of each laptop; that the older ones are the same follows where no laptop's chain has two branches, and a round with such is marked.
package province

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/standard"
)

// Round is what the table needs of one round.
type Round struct {
	File      string   // where it was found, for people
	Packages  []string // likewise, of those that add to the file; where there is no vault, of all but the first
	Vault     ledger.Hash
	Title     string
	Year      string
	Office    string // whose round it is: who issues its documents, else its title
	Sample    bool
	Day       assess.Day // from which its deadlines are counted
	Standard  Standard
	Records   int
	Has       ledger.Frontier
	Held      int
	Disputed  int // registers with two values
	Forks     int
	Lacking   int // laptops of which records are known to be missing
	Districts []*District

	group *Group
}

// Standard is what a round was marked by.
type Standard struct {
	Title, Version string
	Frozen         bool
	Items          int
	Grades         []string // best first
	Full           standard.Points
	Digest         ledger.Hash // of all from which marks, points and grades follow
}

// District is one district of a round.
type District struct {
	Name        string
	Total, Full standard.Points // after the rulings
	Range       standard.Range  // of Total, while assessors disagree
	Open        int             // items without a mark
	Grade, Why  string          // as its round has it; Why is the event that forces it
	Rank        int             // within its round; 0: none
	Place       int             // over the province, among those of its year and standard; 0: none
	State       State
	Signed      assess.Phase // the last one that is signed; 0: none
	Disputed    int
	Twice       bool // another round marks it too
	Work
	Themes map[string]*Work // by title, for those with problems
}

// Whole tells whether every item is marked.
func (d *District) Whole() bool { return d.Open == 0 && d.Full > 0 }

// Sure tells whether every item is marked and assessors agree on the marks. Only then it can be compared with others.
func (d *District) Sure() bool { return d.Whole() && !d.Range.Open() }

// State is how far a district's score is signed.
type State int

// The states.
const (
	Draft   State = iota // the summary is not signed
	Changed              // it is, but something that a signature covers was changed since
	Signed
)

// Work counts problems, but for those withdrawn, and what became of them.
type Work struct {
	Problems, Required        int // Required: with a requirement
	Reported, Closed, Carried int // by state: reported as done; closed (销号); carried into the next round
	Overdue                   int // neither closed nor carried, and the deadline is past
}

// Left returns the number of problems that are neither closed nor carried into the next round.
func (w Work) Left() int { return w.Problems - w.Closed - w.Carried }

func (w *Work) add(o Work) {
	w.Problems += o.Problems
	w.Required += o.Required
	w.Reported += o.Reported
	w.Closed += o.Closed
	w.Carried += o.Carried
	w.Overdue += o.Overdue
}

// Source is where a round was read from.
type Source struct {
	Files   []string // one at least: the vault, if there is one, then packages
	Has     ledger.Frontier
	Records int
	Lacking int        // laptops of which records are known to be missing
	Today   assess.Day // from which deadlines are counted
}

// Of reads a round. The result does not refer to the view.
func Of(a *assess.Assessment, from Source) *Round {
	today := from.Today
	r := &Round{File: from.Files[0], Packages: from.Files[1:], Vault: a.Vault, Title: strings.TrimSpace(a.Title), Year: strings.TrimSpace(a.Year), Sample: a.Sample,
		Day: today, Records: from.Records, Has: from.Has, Lacking: from.Lacking, Held: len(a.Held), Disputed: len(a.Disputed), Forks: a.Forks,
		Standard: standardOf(a.Standard)}
	r.Office = cmp.Or(strings.TrimSpace(a.City), r.Title)
	themes := map[string]string{}
	for _, t := range a.Themes(assess.Problem) {
		themes[t.ID] = strings.TrimSpace(t.Title)
	}
	for _, d := range a.Districts {
		r.Districts = append(r.Districts, districtOf(a, d, themes, today))
	}
	return r
}

func districtOf(a *assess.Assessment, d *assess.District, themes map[string]string, today assess.Day) *District {
	x := &District{Name: strings.TrimSpace(d.Name), Total: d.Final.Total, Full: d.Final.Full, Range: d.Final.Range, Open: d.Final.Open, Grade: d.Grade(), Why: d.Final.Why,
		Rank: d.Rank, Themes: map[string]*Work{}}
	x.State, x.Signed = stateOf(d)
	for _, at := range a.Disputed {
		if at.Entity == d.Entity || strings.HasPrefix(at.Entity, d.Entity+"/") {
			x.Disputed++
		}
	}
	for _, f := range d.Standing(assess.Problem) {
		w := workOf(f, today)
		x.add(w)
		title := themes[a.ThemeOf(d, f)]
		if x.Themes[title] == nil {
			x.Themes[title] = &Work{}
		}
		x.Themes[title].add(w)
	}
	return x
}

func workOf(f *assess.Finding, today assess.Day) Work {
	w := Work{Problems: 1}
	if strings.TrimSpace(f.Requirement) != "" {
		w.Required = 1
	}
	switch f.RectState() {
	case assess.RectReported:
		w.Reported = 1
	case assess.RectClosed:
		w.Closed = 1
	case assess.RectCarried:
		w.Carried = 1
	}
	if !f.Rectification.Closed() && f.Deadline != "" && f.Deadline < today {
		w.Overdue = 1
	}
	return w
}

// stateOf tells how far the score is signed. The summary's signature is the last over it; those of the phases before cover marks and rulings.
func stateOf(d *assess.District) (s State, last assess.Phase) {
	for _, p := range assess.Phases {
		if d.Phases[p].Signed() != nil {
			last = p
		}
	}
	if d.Phases[assess.Summary].Signed() == nil {
		return Draft, last
	}
	for _, p := range []assess.Phase{assess.Onsite, assess.Consultation, assess.Summary} {
		if !d.Phases[p].Proven() {
			return Changed, last
		}
	}
	return Signed, last
}

// standardOf reads a standard. Its digest is the same for two rounds exactly where every item's text, points and rule, and all by which grades are
// given, are the same; what merely accompanies the items (basis, methods, materials) and their IDs do not count.
func standardOf(s *standard.Standard) Standard {
	x := Standard{Title: strings.TrimSpace(s.Title), Version: strings.TrimSpace(s.Version), Frozen: s.Frozen, Grades: s.GradeNames(), Full: s.Total()}
	type item struct {
		Code, Text string
		Points     standard.Points
		Rule       standard.Rule
		Key        bool
		KeyFloor   int64
	}
	type section struct {
		Title    string
		BonusCap standard.Points
		Items    []item
	}
	var sections []section
	for _, sec := range s.Sections {
		c := section{Title: plain(sec.Title), BonusCap: sec.BonusCap}
		for _, i := range sec.Items {
			c.Items = append(c.Items, item{plain(i.Code), plain(i.Text), i.Points, i.Rule, i.Key, i.KeyFloor})
			x.Items++
		}
		sections = append(sections, c)
	}
	var forces [][2]string
	for _, f := range s.Forces {
		forces = append(forces, [2]string{plain(f.Event), f.Grade})
	}
	slices.SortFunc(forces, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	x.Digest = sha256.Sum256(cbor.Marshal([]any{sections, s.Grades, s.Ranks, forces, s.Bonus, s.Rescale}))
	return x
}

// plain is a text without what nobody sees a difference in.
func plain(s string) string { return strings.Join(strings.Fields(s), " ") }
