package ledger

import (
	"bytes"
	"cmp"
	"container/heap"
	"maps"
	"slices"
	"sort"
)

// Order returns the writes in the order in which they are shown: what an author had seen comes before what they wrote. Between writes that
// did not see each other the stamp decides, then the device, then the hash. A wrong clock can therefore only break ties. The result is
// the same for any order of arrival. It takes n log n steps for each stretch of a chain to which the writes belong.
func (s *State) Order(writes []Write) []Write {
	sorted := slices.Clone(writes)
	if len(sorted) < 2 {
		return sorted
	}
	slices.SortFunc(sorted, byStamp)
	return newOrdering(s, sorted).run()
}

// ordering puts out writes one by one: always the first, by stamp, of those whose author saw no write that is still to be put out.
type ordering struct {
	s       *State
	sorted  []Write // by stamp
	of      []int   // index of the thread of each
	threads []*thread
	asked   []int // for each write, the number of threads that have put out everything it saw
	ready   places
	given   []bool
	out     []Write
}

// thread holds those of the writes that belong to one chain or, if it has forked, to one of its branches.
type thread struct {
	chain  *chain
	branch *branch
	places []int         // indexes in sorted, ordered by number
	seqs   []uint64      // their numbers
	given  int           // how many of them, from the first, are put out
	wait   map[int][]int // by the value of given that they wait for, the writes that wait
}

func newOrdering(s *State, sorted []Write) *ordering {
	o := &ordering{s: s, sorted: sorted, of: make([]int, len(sorted)), asked: make([]int, len(sorted)), given: make([]bool, len(sorted)),
		out: make([]Write, 0, len(sorted))}
	type name struct {
		c *chain
		b *branch
	}
	known := map[name]int{}
	for i, w := range sorted {
		c := s.chains[w.Rec.Device]
		n := name{c, c.branch(w.Rec)}
		t, ok := known[n]
		if !ok {
			t = len(o.threads)
			known[n] = t
			o.threads = append(o.threads, &thread{chain: n.c, branch: n.b, wait: map[int][]int{}})
		}
		o.of[i] = t
		o.threads[t].places = append(o.threads[t].places, i)
	}
	for _, t := range o.threads {
		slices.SortStableFunc(t.places, func(a, b int) int { return cmp.Compare(sorted[a].Rec.Seq, sorted[b].Rec.Seq) })
		for _, i := range t.places {
			t.seqs = append(t.seqs, sorted[i].Rec.Seq)
		}
	}
	return o
}

func (o *ordering) run() []Write {
	for i := range o.sorted {
		o.ask(i)
	}
	first := 0 // the first that is not put out
	for len(o.out) < len(o.sorted) {
		if len(o.ready) > 0 {
			o.give(heap.Pop(&o.ready).(int))
			continue
		}
		for o.given[first] {
			first++
		}
		o.give(first) // forged records may claim to have seen each other; the loop must still end
	}
	return o.out
}

// ask checks whether everything that the author of a write saw is put out. If not, the write waits for the first thread that is not far
// enough.
func (o *ordering) ask(i int) {
	r, c := o.sorted[i].Rec, o.threads[o.of[i]].chain
	past := Past{c, r, o.s.seenAt(c, r)}
	for ; o.asked[i] < len(o.threads); o.asked[i]++ {
		t := o.threads[o.asked[i]]
		upto := past.reach(t.chain, t.branch)
		saw := sort.Search(len(t.seqs), func(k int) bool { return t.seqs[k] > upto })
		if t.given < saw {
			t.wait[saw] = append(t.wait[saw], i)
			return
		}
	}
	heap.Push(&o.ready, i)
}

func (o *ordering) give(i int) {
	if o.given[i] {
		return // it was put out of turn, because of such a claim
	}
	o.given[i], o.out = true, append(o.out, o.sorted[i])
	t := o.threads[o.of[i]]
	for t.given < len(t.places) && o.given[t.places[t.given]] {
		t.given++
		for _, w := range t.wait[t.given] {
			o.ask(w)
		}
		delete(t.wait, t.given)
	}
}

// places is a heap of indexes in sorted.
type places []int

func (p places) Len() int           { return len(p) }
func (p places) Less(i, j int) bool { return p[i] < p[j] }
func (p places) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *places) Push(x any)        { *p = append(*p, x.(int)) }
func (p *places) Pop() any {
	last := len(*p) - 1
	x := (*p)[last]
	*p = (*p)[:last]
	return x
}

func byStamp(a, b Write) int {
	return cmp.Or(
		cmp.Compare(a.Rec.Stamp, b.Rec.Stamp),
		bytes.Compare(a.Rec.Device[:], b.Rec.Device[:]),
		bytes.Compare(a.Rec.ID[:], b.Rec.ID[:]),
		cmp.Compare(a.Index, b.Index))
}

// Records returns the whole log, oldest first: each device in its own order, and the devices merged by stamp. A chain stays in order even
// if the device's clock went back. The caller may keep the slice but not change it.
func (s *State) Records() []*Record {
	if s.ordered == nil {
		s.ordered = s.order()
	}
	return s.ordered
}

// place keeps the list of Records where a record comes last in it, as what this laptop writes does; otherwise the list has to be made anew.
func (s *State) place(r *Record, c *chain) {
	if s.ordered == nil || r.Stamp <= s.reach || c.list[len(c.list)-1] != r {
		s.ordered = nil
		return
	}
	s.ordered, s.reach = append(s.ordered, r), r.Stamp
}

func (s *State) order() []*Record {
	type placed struct {
		r     *Record
		reach Stamp
	}
	devices := slices.SortedFunc(maps.Keys(s.chains), func(a, b Device) int { return bytes.Compare(a[:], b[:]) })
	all := make([]placed, 0, len(s.records))
	for _, d := range devices {
		var high Stamp
		for _, r := range s.chains[d].list {
			high = max(high, r.Stamp)
			all = append(all, placed{r, high})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.reach, b.reach) })
	out := make([]*Record, len(all))
	for i, p := range all {
		out[i], s.reach = p.r, p.reach
	}
	return out
}

// Log returns the whole log in order of arrival. The caller may keep the slice but not change it.
func (s *State) Log() []*Record { return s.log[:len(s.log):len(s.log)] }

func sortIDs(ids []OpID) {
	slices.SortFunc(ids, func(a, b OpID) int {
		return cmp.Or(bytes.Compare(a.Record[:], b.Record[:]), cmp.Compare(a.Index, b.Index))
	})
}
