package circular

import (
	"slices"
	"strings"

	"kaohe/app/assess"
)

// alike is the least likeness of two texts that share a sentence, related that of two that a person is asked about.
const alike, related = 0.7, 0.35

// item is a finding with its text, while sentences are made.
type item struct {
	Ref
	text string
	pairs
}

// group is the findings that share a sentence; its words are those of the first.
type group []item

func (g group) refs() []Ref {
	out := make([]Ref, len(g))
	for i, x := range g {
		out[i] = x.Ref
	}
	return out
}

// groupOf groups items that belong together, in the order in which the groups begin. A finding that was joined by hand goes to the one it
// was joined to. One that was set apart by hand is only joined by others that were joined to it by hand.
func groupOf(items []item, places map[string]*assess.Placed) []group {
	at := map[string]item{}
	for _, x := range items {
		at[x.key()] = x
	}
	with := func(key string) string {
		p := places[key]
		if p == nil {
			return ""
		}
		if _, here := at[p.With]; !here {
			return "" // it was removed or is under another theme: the likeness decides
		}
		return p.With
	}
	home := map[string]string{} // for each finding that was not joined to another: the key of the one whose sentence it shares
	var heads []item
	for _, x := range items {
		key := x.key()
		if root(key, with) != key {
			continue
		}
		home[key] = key
		if with(key) == "" {
			home[key] = x.nearest(heads)
			if home[key] == key {
				heads = append(heads, x)
			}
		}
	}
	var order []string
	members := map[string]group{}
	for _, x := range items {
		to := home[root(x.key(), with)]
		if members[to] == nil {
			order = append(order, to)
		}
		members[to] = append(members[to], x)
	}
	var out []group
	for _, key := range order {
		out = append(out, first(members[key], key))
	}
	return out
}

// nearest returns the key of the first finding that x is like, or its own.
func (x item) nearest(heads []item) string {
	for _, h := range heads {
		if near(x.pairs, h.pairs) >= alike {
			return h.key()
		}
	}
	return x.key()
}

// root follows the joins made by hand to their end. Two laptops together can make a circle; then it returns the smallest key of the circle.
func root(key string, with func(string) string) string {
	path := map[string]bool{}
	for !path[key] {
		path[key] = true
		next := with(key)
		if next == "" || next == key {
			return key
		}
		key = next
	}
	least := key
	for x := with(key); x != key; x = with(x) {
		least = min(least, x)
	}
	return least
}

// first moves the member whose words are used to the front.
func first(list group, key string) group {
	for i, x := range list {
		if x.key() == key && i > 0 {
			copy(list[1:i+1], list[:i])
			list[0] = x
		}
	}
	return list
}

// Proposed returns by theme the findings that a person may want to join, two or more each: their texts are related, or one has at least half
// of its items in common with the other. Those that are joined already, or were set apart by hand, are left out. Highlights are under no
// theme.
func Proposed(a *assess.Assessment, kind assess.FindingKind) map[string][][]Ref {
	type cluster struct {
		text  pairs
		items []string
		refs  []Ref
	}
	all := map[string][]*cluster{}
	every(a, kind, func(d *assess.District, f *assess.Finding) {
		key, theme := assess.FindingKey(d.ID, f.ID), ""
		if p := a.Circular.Places[key]; a.GroupOf(d, f) != nil || p != nil && p.With == key {
			return
		}
		if kind != assess.Highlight {
			theme = a.ThemeOf(d, f)
		}
		text := pairsOf(strings.TrimSpace(f.FinalCity))
		i := slices.IndexFunc(all[theme], func(c *cluster) bool { return near(c.text, text) >= related || halfOf(c.items, f.Items) })
		if i < 0 {
			i = len(all[theme])
			all[theme] = append(all[theme], &cluster{text: text, items: f.Items})
		}
		all[theme][i].refs = append(all[theme][i].refs, Ref{d.ID, f.ID})
	})
	out := map[string][][]Ref{}
	for theme, list := range all {
		for _, c := range list {
			if len(c.refs) > 1 {
				out[theme] = append(out[theme], c.refs)
			}
		}
	}
	return out
}

// halfOf tells whether two sets have at least half of the smaller one in common.
func halfOf(a, b []string) bool {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n > 0 && 2*n >= min(len(a), len(b))
}
