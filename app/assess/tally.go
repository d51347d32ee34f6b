package assess

// Tally is how much of what there is to do is done. What a page counts as done or open it takes from here, so that all pages say the same.
type Tally struct{ Done, Total int }

// Open is how much is not done.
func (t Tally) Open() int { return t.Total - t.Done }

func (t *Tally) count(done bool) {
	t.Total++
	if done {
		t.Done++
	}
}

func tally[T any](list []T, done func(T) bool) Tally {
	var t Tally
	for _, x := range list {
		t.count(done(x))
	}
	return t
}

// TaskTally counts the tasks of a phase: done, or waived with a reason.
func (d *District) TaskTally(p Phase) Tally {
	var t Tally
	for _, x := range d.Tasks {
		if x.Phase == p {
			t.count(!x.Open())
		}
	}
	return t
}

// MarkTally counts the items that want a mark: marked, or 不适用. Vetoes and bonus items want none.
func (d *District) MarkTally() Tally { return d.MarkTallyOf("") }

// MarkTallyOf is MarkTally for one section, by ID.
func (d *District) MarkTallyOf(section string) Tally {
	var t Tally
	for _, s := range d.Scores {
		if !s.Item.Veto() && !s.Item.Bonus() && (section == "" || s.Item.Section == section) {
			t.count(s.Settled())
		}
	}
	return t
}

// ClaimTally counts the items for which the district has to claim points.
func (d *District) ClaimTally() Tally {
	var t Tally
	for _, s := range d.Scores {
		if !s.Item.Veto() && !s.Item.Bonus() {
			t.count(s.Claimed)
		}
	}
	return t
}

// MaterialTally counts the materials at which somebody has looked.
func (d *District) MaterialTally() Tally {
	return tally(d.Materials, func(m *Material) bool { return m.State != "" })
}

// ResponseTally counts the problems and the marks objected to: those on which nothing is left to be said or ruled.
func (d *District) ResponseTally() Tally {
	t := tally(d.Of(Problem), func(f *Finding) bool { return f.Response.Ruled() })
	for _, s := range d.Objections() {
		t.count(s.Objection.Ruled())
	}
	return t
}

// RequireTally counts the problems that stand: those with a requirement and a deadline.
func (d *District) RequireTally() Tally {
	return tally(d.Standing(Problem), func(f *Finding) bool { return f.Requirement != "" && f.Deadline != "" })
}

// RectifyTally counts the problems that stand: closed, or carried into the next round.
func (d *District) RectifyTally() Tally {
	return tally(d.Standing(Problem), func(f *Finding) bool { return f.Rectification.Closed() })
}

// SignTally counts the phases: signed.
func (d *District) SignTally() Tally {
	return tally(Phases, func(p Phase) bool { return d.Phases[p].Signed() != nil })
}

// tally is how far a phase is.
func (d *District) tally(p Phase) Tally {
	switch p {
	case Preparation, Summary:
		return d.TaskTally(p)
	case Onsite:
		return d.MarkTally()
	case Consultation:
		return d.ResponseTally()
	case Rectification:
		return d.RectifyTally()
	}
	return Tally{}
}
