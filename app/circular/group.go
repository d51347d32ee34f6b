package circular

import (
	"kaohe/app/assess"
)

// alike is the least likeness of two texts that share a sentence.
const alike = 0.7

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
