// Package printing is the page 公文与打印: which kinds of documents there are, for whom each can be printed, how a kind is issued
// (发文设置), and what was made by the last printing.
//
//	s := printing.New(k, office)
//	s.Done(made, cancelled)   // the shell calls it when it has printed
//
// What is shown is computed by pure functions (model.go, issue_state.go). The page lays nothing out and opens no file: it hands jobs
// to its Actions, which is the shell.
//
// Caveats: whether a document can be printed yet is told from the assessment alone, as a hint beside its box; what a document really
// lacks is known when it is made, and then stands in the list of what was made. So what has nothing in it can be ticked one by one,
// but is left out where many are ticked at once.
package printing

import (
	"path/filepath"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/app/words"
)

// Made is what became of a job.
type Made struct {
	report.Job
	Name, Path string // of the file; Name is without its folder
	Pages      int
	Missing    []rune // characters that no face has
	Lacks      int    // pictures of evidence that are not shown, because their files are not here or can't be drawn
	Printer    string // to which it went instead of into a file
	Err        error
}

// Odd tells whether something in it is not as it should be.
func (m Made) Odd() bool { return m.Err == nil && (len(m.Missing) > 0 || m.Lacks > 0) }

// Format is that of the file.
func (m Made) Format() report.Format {
	return report.Format(strings.TrimPrefix(filepath.Ext(m.Path), "."))
}

// Word tells whether the file is for a word processor.
func (m Made) Word() bool { return m.Format() == report.Word }

// Printers are those of the computer.
type Printers struct {
	Names []string // empty where Asks
	Usual string   // the one that is taken unless another is chosen; may be empty
	Asks  bool     // the system's own program asks which, and how many copies
}

// Printer is a chosen one.
type Printer struct {
	Name   string // empty: the system's program asks
	Copies int
}

// Said is what stands for it where it went.
func (p Printer) Said() string {
	if p.Name == "" {
		return "-"
	}
	return p.Name
}

// Actions is what the page asks of the shell.
type Actions interface {
	// Print asks for a printer and copies and sends the documents there; Save asks for a folder and makes them there. Both have progress and cancel,
	// and call Screen.Done with what was made.
	Print(jobs []report.Job)
	Save(jobs []report.Job, as report.Format)
	// Preview shows a document as it would be printed.
	Preview(j report.Job)
	// Compose goes to the page on which the circular is written.
	Compose()
	// Open opens a file or a folder with the system's program.
	Open(path string)
}

// Stand is what there is to print for a job, in words.
type Stand struct {
	report.Job
	Name  string // of the district; empty for the round's
	Msg   words.Msg
	Empty bool // no document can be made of it yet
	Own   bool // it is issued in a way of its own
}

// Stands lists whom a kind can be printed for: first the round's, then each district.
func Stands(a *assess.Assessment, k assess.Paper) []Stand {
	var out []Stand
	if k.Round {
		out = append(out, standing(k, nil, ofRound(a, k)))
	}
	if k.Each {
		for _, d := range a.Districts {
			s := standing(k, d, tallies[k.Key](d))
			s.Name, s.Own = d.Name, d.Issues[k.Key] != (assess.Issue{})
			out = append(out, s)
		}
	}
	return out
}

func standing(k assess.Paper, d *assess.District, t tally) Stand {
	s := Stand{Job: report.Job{Kind: k.Key}, Empty: !t.able, Msg: words.M("papers.has."+k.Key, t.n, t.all)}
	if d != nil {
		s.District = d.ID
	}
	if t.n == 0 {
		s.Msg = words.M("papers.none." + k.Key)
	}
	return s
}

// ofRound is how much there is of a kind for the round: of what the round itself has, or of all districts together.
func ofRound(a *assess.Assessment, k assess.Paper) tally {
	if own := ofRounds[k.Key]; own != nil {
		return own(a)
	}
	var sum tally
	for _, d := range a.Districts {
		t := tallies[k.Key](d)
		sum.n, sum.all, sum.able = sum.n+t.n, sum.all+t.all, sum.able || t.able
	}
	return sum
}

// ofRounds by kind, of those that are made from what the round itself has.
var ofRounds = map[string]func(*assess.Assessment) tally{
	"scheme": func(a *assess.Assessment) tally {
		n := len(a.Districts)
		return tally{n, n, n > 0 && a.Title != ""}
	},
	"summary": func(a *assess.Assessment) tally {
		var sum tally
		for _, d := range a.Districts {
			t := d.MarkTally()
			sum.n, sum.all, sum.able = sum.n+t.Done, sum.all+t.Total, sum.able || len(d.Scores) > 0
		}
		return sum
	},
	"standard": func(a *assess.Assessment) tally { return some(len(a.Standard.Items())) },
}

// tally is how much of a kind a district has, of how much, and whether a document can be made of it.
type tally struct {
	n, all int
	able   bool
}

// tallies by kind; they follow the conditions under which report.Make refuses a kind.
var tallies = map[string]func(*assess.District) tally{
	"draw": func(d *assess.District) tally { return some(len(d.Draws)) },
	"score": func(d *assess.District) tally {
		t := d.MarkTally()
		return tally{t.Done, t.Total, len(d.Scores) > 0} // without marks it is a sheet to be filled in by hand
	},
	"records": func(d *assess.District) tally { return some(len(d.Records)) },
	"documents": func(d *assess.District) tally {
		n := 0
		for _, r := range d.Records {
			n += len(r.Docs)
		}
		return some(n)
	},
	"consultation": func(d *assess.District) tally {
		t := problems(d)
		t.able = t.able || d.MarkTally().Done > 0 || d.Draft() != nil
		return t
	},
	"materials": func(d *assess.District) tally {
		t := tally{all: len(d.Materials), able: report.Listed(d)}
		for _, m := range d.Materials {
			if m.State == assess.MaterialGot {
				t.n++
			}
		}
		return t
	},
	"attendance": func(d *assess.District) tally { return some(len(report.Symposia(d))) },
	"closing": func(d *assess.District) tally {
		n := len(report.Reported(d))
		return tally{n, len(d.Standing(assess.Problem)), n > 0}
	},
	"lookback": func(d *assess.District) tally {
		done, all := report.LookedBack(d)
		return tally{done, all, all > 0 || len(d.Last) > 0}
	},
	"urging": func(d *assess.District) tally {
		n := len(report.Unfinished(d))
		return tally{n, len(d.Standing(assess.Problem)), n > 0}
	},
	"opinions": func(d *assess.District) tally {
		said, all := report.Opined(d)
		return tally{said, all, all > 0}
	},
	"findings": findings,
	"signoffs": func(d *assess.District) tally {
		t := d.SignTally()
		return tally{t.Done, t.Total, true} // without signatures it is a page to be signed by hand
	},
	"circular": findings, "upward": findings,
	"notice": func(d *assess.District) tally {
		t := d.RequireTally()
		return tally{t.Done, t.Total, t.Total > 0}
	},
	"ledger": func(d *assess.District) tally {
		t := problems(d)
		t.able = t.able || d.Phases[assess.Onsite].Signed() != nil
		return t
	},
}

func some(n int) tally { return tally{n, n, n > 0} }

func problems(d *assess.District) tally { return some(len(d.Standing(assess.Problem))) }

func findings(d *assess.District) tally {
	n := 0
	for _, k := range assess.FindingKinds {
		n += len(d.Standing(k))
	}
	return some(n)
}

// ready are the jobs among stands that have something to print.
func ready(stands []Stand) []report.Job {
	var out []report.Job
	for _, s := range stands {
		if !s.Empty {
			out = append(out, s.Job)
		}
	}
	return out
}

// Everything is every document that there is something for, by kind, and how many are left out because there is nothing yet.
func Everything(a *assess.Assessment) (jobs []report.Job, empty int) {
	for _, k := range assess.Papers {
		stands := Stands(a, k)
		has := ready(stands)
		jobs, empty = append(jobs, has...), empty+len(stands)-len(has)
	}
	return jobs, empty
}
