package circular

// On what the sentences of an edited text rest.

const (
	reworded = 1.0 / 3 // how near a sentence is at least to the one it was reworded from
	contains = 0.7     // how much of a generated sentence stands in one that has taken it in
)

// source is a sentence that an edited one may come from.
type source struct {
	Sentence
	pairs
	taken bool // it stands in the text in its own words
}

// sources are the generated sentences of now, then those of when the text was edited first that are made no more, then what could not
// be printed.
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

// ground gives each sentence of an edited text what it rests on.
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

// same takes the ground of the generated sentence of the same words.
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

// resemble takes the ground of the sentence that is nearest, and of all that are contained, among those that do not stand in the text
// as they are.
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
