package report

import "kaohe/app/assess"

// Job is one document to be made: of a district, or of the round if District is empty. Draw is the ID of one of the district's draws; empty
// means the last. Pictures is how many pictures of evidence a page has, in place of what its settings say: none, 2, 6. List is what a page of the window lists; such a document carries nothing that proves it.
type Job struct {
	Kind, District, Draw, Pictures string
	List                           *Listing
}

// Jobs returns all documents of a kind that the round can have: one for each district (or for each of its draws), and that of the round.
func Jobs(a *assess.Assessment, kind assess.Paper) []Job {
	var out []Job
	for _, d := range a.Districts {
		switch {
		case kind.Key == "draw":
			for _, x := range d.Draws {
				out = append(out, Job{Kind: kind.Key, District: d.ID, Draw: x.ID})
			}
		case kind.Each:
			out = append(out, Job{Kind: kind.Key, District: d.ID})
		}
	}
	if kind.Round {
		out = append(out, Job{Kind: kind.Key})
	}
	return out
}
