package province

import (
	"cmp"
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// Table is many rounds put together. It must not be changed.
type Table struct {
	Rounds []*Round // those that count, in the order of their files
	Groups []*Group // at least one if there is a round
	Left   []Left   // files of which nothing is in the table, by file
	Doubts []Doubt
	Broken int // how many files could not be read, or have records of their own that the table lacks
	Locked int // how many of them a passphrase may open
	themes []string
}

// Group is the rounds of one year by one standard, within which places are given. No counts from 1.
type Group struct {
	No     int
	Year   string
	Of     Standard
	Rounds []*Round
	Ranked int // districts with a place
}

// Left is a file of which nothing is in the table. It is Broken where something that is missing may be in it.
// Locked tells that a passphrase may open it.
type Left struct {
	File           string
	Why            words.Msg
	Broken, Locked bool
}

// Doubt is what rounds contradict each other in.
type Doubt struct {
	Files []string
	Why   words.Msg
}

// Gather puts rounds together. left are files that are none, or could not be read.
func Gather(rounds []*Round, left []Left) *Table {
	t := &Table{Left: slices.Clone(left)}
	rounds = slices.Clone(rounds)
	slices.SortStableFunc(rounds, func(a, b *Round) int { return cmp.Compare(a.File, b.File) })
	t.pick(rounds)
	t.group()
	t.twice()
	t.twins()
	for _, g := range t.Groups {
		g.rank()
	}
	slices.SortStableFunc(t.Left, func(a, b Left) int { return cmp.Compare(a.File, b.File) })
	for _, l := range t.Left {
		if l.Broken {
			t.Broken++
		}
		if l.Locked {
			t.Locked++
		}
	}
	t.themes = t.themesOf()
	return t
}

// Districts returns the number of districts, of those that are marked whole, and of those whose score is signed and unchanged.
func (t *Table) Districts() (all, whole, signed int) {
	for _, r := range t.Rounds {
		for _, d := range r.Districts {
			all++
			if d.Whole() {
				whole++
			}
			if d.State == Signed {
				signed++
			}
		}
	}
	return all, whole, signed
}

// Sums says in a sentence what was gathered.
func (t *Table) Sums() words.Msg {
	all, whole, signed := t.Districts()
	return words.M("gather.read", len(t.Rounds), all, whole, signed)
}

// Remarks are the sentences that go with the table: what is not in it, what is in doubt, and that places are given apart.
func (t *Table) Remarks(say words.Catalog) (out []words.Msg) {
	for _, l := range t.Left {
		out = append(out, words.M(pick(l.Broken, "gather.broken", "gather.left"), l.File, l.Why))
	}
	for _, d := range t.Doubts {
		out = append(out, words.M("gather.doubt", strings.Join(d.Files, say.Get("list.sep")), d.Why))
	}
	if t.several() {
		out = append(out, words.M("gather.groups", len(t.Groups)))
	}
	return out
}

// Sample tells whether a round is one to practise with.
func (t *Table) Sample() bool {
	return slices.ContainsFunc(t.Rounds, func(r *Round) bool { return r.Sample })
}

// pick takes one of the copies of each round.
func (t *Table) pick(rounds []*Round) {
	at := map[ledger.Hash]int{}
	for _, r := range rounds {
		i, known := at[r.Vault]
		if !known {
			at[r.Vault] = len(t.Rounds)
			t.Rounds = append(t.Rounds, r)
			continue
		}
		was := t.Rounds[i]
		mine, theirs := covers(r.Has, was.Has), covers(was.Has, r.Has)
		keep, drop := was, r
		if mine && !theirs || mine == theirs && r.Records > was.Records {
			keep, drop = r, was
		}
		t.Rounds[i] = keep
		switch {
		case mine && theirs:
			t.Left = append(t.Left, Left{File: drop.File, Why: words.M("gather.same", keep.File)})
		case mine || theirs:
			t.Left = append(t.Left, Left{File: drop.File, Why: words.M("gather.older", keep.File, keep.Records-drop.Records)})
		default:
			t.Left = append(t.Left, Left{File: drop.File, Why: words.M("gather.apart", keep.File), Broken: true})
		}
	}
	slices.SortStableFunc(t.Rounds, func(a, b *Round) int { return cmp.Compare(a.File, b.File) })
}

// covers tells whether f has all that g has, by the newest record of each chain.
func covers(f, g ledger.Frontier) bool {
	for _, want := range g {
		if !slices.ContainsFunc(f, func(x ledger.Tip) bool { return x.Device == want.Device && (x.Seq > want.Seq || x == want) }) {
			return false
		}
	}
	return true
}

func (t *Table) group() {
	for _, r := range t.Rounds {
		i := slices.IndexFunc(t.Groups, func(g *Group) bool { return g.Year == r.Year && g.Of.Digest == r.Standard.Digest })
		if i < 0 {
			i = len(t.Groups)
			t.Groups = append(t.Groups, &Group{No: i + 1, Year: r.Year, Of: r.Standard})
		}
		g := t.Groups[i]
		g.Rounds, r.group = append(g.Rounds, r), g
		g.Of.Frozen = g.Of.Frozen && r.Standard.Frozen
	}
}

// twice finds rounds of one office and year by one standard, and the districts that both mark.
func (t *Table) twice() {
	for _, g := range t.Groups {
		for i, r := range g.Rounds {
			for _, o := range g.Rounds[:i] {
				if o.Office != r.Office {
					continue
				}
				n := both(o, r)
				t.Doubts = append(t.Doubts, Doubt{[]string{o.File, r.File}, words.M("gather.twice", r.Office, r.Year, n)})
			}
		}
	}
}

// both marks the districts that two rounds have, and counts them.
func both(a, b *Round) int {
	n := 0
	for _, x := range a.Districts {
		for _, y := range b.Districts {
			if x.Name == y.Name {
				x.Twice, y.Twice = true, true
				n++
			}
		}
	}
	return n
}

// twins finds standards of one title and version that are not the same.
func (t *Table) twins() {
	for i, g := range t.Groups {
		before := t.Groups[:i]
		if slices.ContainsFunc(before, func(o *Group) bool { return o.Of.Digest == g.Of.Digest }) {
			continue // in another year
		}
		at := slices.IndexFunc(before, func(o *Group) bool { return o.Of.Title == g.Of.Title && o.Of.Version == g.Of.Version })
		if at >= 0 {
			o := before[at]
			t.Doubts = append(t.Doubts, Doubt{[]string{o.Rounds[0].File, g.Rounds[0].File}, words.M("gather.twin", o.No, g.No, g.Of.Title)})
		}
	}
}

// rank gives the places of a group.
func (g *Group) rank() {
	var in []*District
	var results []standard.Result
	for _, r := range g.Rounds {
		for _, d := range r.Districts {
			if d.Sure() && !d.Twice {
				in = append(in, d)
				results = append(results, standard.Result{Total: d.Total, Full: d.Full})
			}
		}
	}
	for i, place := range standard.Places(results) {
		in[i].Place = place
	}
	g.Ranked = len(in)
}

// themesOf returns the titles under which there are problems, the most first.
func (t *Table) themesOf() []string {
	all := map[string]int{}
	var out []string
	for _, r := range t.Rounds {
		for _, d := range r.Districts {
			for title, w := range d.Themes {
				if all[title] == 0 {
					out = append(out, title)
				}
				all[title] += w.Problems
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(all[b], all[a]), cmp.Compare(a, b)) })
	return out
}
