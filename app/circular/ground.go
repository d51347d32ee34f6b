package circular

// Which findings the sentences of an edited text rest on.

const (
	reworded = 1.0 / 3 // the least likeness to the generated sentence from which it was reworded
	contains = 0.7     // the least part of a generated sentence that must be in one that includes it
)

// source is a generated sentence from which an edited one may come.
type source struct {
	Sentence
	pairs
	taken bool // the edited text contains it unchanged
}

// sources returns the sentences that would be generated now, then those from the time of the first edit that would no longer be generated,
// then the texts that could not be printed.
func (s *Section) sources() []*source {
	var out []*source
	now := map[string]bool{}
	for _, x := range sentences(s.Made) {
		c := &source{Sentence: *x, pairs: pairsOf(x.Text)}
		now[c.norm] = true
		out = append(out, c)
	}
	for _, g := range s.from {
		c := &source{Sentence: Sentence{Text: g.Text, Lead: g.Lead, stale: true}, pairs: pairsOf(g.Text)}
		for _, key := range g.Rests {
			c.Rests = append(c.Rests, refOf(key))
		}
		if !now[c.norm] {
			out = append(out, c)
		}
	}
	for _, l := range s.Left {
		out = append(out, &source{Sentence: Sentence{Text: l.Text, Rests: []Ref{l.Ref}}, pairs: pairsOf(l.Text)})
	}
	return out
}

// ground finds for each sentence of an edited text the findings it rests on.
func (s *Section) ground() {
	from := s.sources()
	var open []*Sentence
	for _, x := range sentences(s.Paragraphs) {
		if !x.same(from) {
			open = append(open, x)
		}
	}
	for _, x := range open {
		x.resemble(from)
	}
}

// same takes the findings of the generated sentence with the same words, if there is one.
func (x *Sentence) same(from []*source) bool {
	norm := normal(x.Text)
	for _, c := range from {
		if !c.taken && c.norm == norm {
			c.taken = true
			x.Rests, x.Lead, x.stale = c.Rests, c.Lead, c.stale
			return true
		}
	}
	return false
}

// resemble takes the findings of the most similar generated sentence, and of all that it contains, among those that the edited text does
// not have unchanged.
func (x *Sentence) resemble(from []*source) {
	mine := pairsOf(x.Text)
	var best *source
	most := reworded
	for _, c := range from {
		if c.taken {
			continue
		}
		if n := near(mine, c.pairs); n >= most && (best == nil || n > most) {
			best, most = c, n
		}
	}
	if best == nil {
		return
	}
	x.Rests, x.Lead, x.stale = append([]Ref(nil), best.Rests...), best.Lead, best.stale
	for _, c := range from {
		if c != best && !c.taken && !c.Lead && holds(mine, c.pairs) >= contains {
			x.Rests = union(x.Rests, c.Rests)
		}
	}
}

func union(a, b []Ref) []Ref {
	seen := map[Ref]bool{}
	for _, r := range a {
		seen[r] = true
	}
	for _, r := range b {
		if !seen[r] {
			a = append(a, r)
		}
	}
	return a
}
