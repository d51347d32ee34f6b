package report

import "kaohe/app/assess"

// Job is one document to be made: of a district, or of the round where District is empty. Draw is one of the district's draws; empty: the
// last.
type Job struct{ Kind, District, Draw string }

// Jobs are all documents of a kind that the round can have: one for each district, or each draw of one, and that of the round.
func Jobs(a *assess.Assessment, kind assess.Paper) []Job {
	var out []Job
	for _, d := range a.Districts {
		switch {
		case kind.Key == "draw":
			for _, x := range d.Draws {
				out = append(out, Job{kind.Key, d.ID, x.ID})
			}
		case kind.Each:
			out = append(out, Job{kind.Key, d.ID, ""})
		}
	}
	if kind.Round {
		out = append(out, Job{Kind: kind.Key})
	}
	return out
}
