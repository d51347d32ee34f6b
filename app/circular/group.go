package circular

import (
	"kaohe/app/assess"
)

// alike is how near two texts are that share a sentence.
const alike = 0.7

// item is a finding on its way into a sentence.
type item struct {
	Ref
	text string
	pairs
}

// group is findings that share a sentence, the first giving its words.
type group []item

func (g group) refs() []Ref {
	out := make([]Ref, len(g))
	for i, x := range g {
		out[i] = x.Ref
	}
	return out
}

// groupOf puts together what belongs together, in the order in which groups begin. What was joined by hand goes to the finding that it
// was joined to; what stands apart by hand is joined by nothing but the hand.
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
			return "" // it is gone, or under another theme: the likeness decides again
		}
		return p.With
	}
	home := map[string]string{} // of each finding that was not joined to another: the one whose sentence it shares
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

// nearest is the first of some findings that x is alike to, or x itself.
func (x item) nearest(heads []item) string {
	for _, h := range heads {
		if near(x.pairs, h.pairs) >= alike {
			return h.key()
		}
	}
	return x.key()
}

// root follows what was joined by hand to where it ends; in a circle, which two laptops can make, it is the least key.
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

// first moves the member that gives the words to the front.
func first(list group, key string) group {
	for i, x := range list {
		if x.key() == key && i > 0 {
			copy(list[1:i+1], list[:i])
			list[0] = x
		}
	}
	return list
}
