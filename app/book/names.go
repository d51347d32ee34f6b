package book

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// The kinds of things that cells name. For a kind that ends in a slash names are unique within a district only, whose ID follows.
const (
	aDistrict = "district"
	aPerson   = "person"
	aSection  = "section"
	anItem    = "item"
	aCheck    = "check"
	aMethod   = "method"
	aSub      = "sub/"
	aRecord   = "rec/"
	aFinding  = "find/"
)

// called is the name of something, and what tells it apart from another one of the same name.
type called struct{ label, extra string }

// register holds the names of one kind.
type register struct {
	by map[string]called   // by ID
	at map[string][]string // IDs by folded label
}

// names holds the names that cells may use, by kind.
type names map[string]*register

func (n names) add(kind, id, label, extra string) {
	r := n[kind]
	if r == nil {
		r = &register{map[string]called{}, map[string][]string{}}
		n[kind] = r
	}
	label = tidy(label)
	if _, known := r.by[id]; !known {
		r.at[fold(label)] = append(r.at[fold(label)], id)
	}
	r.by[id] = called{label, tidy(extra)}
}

// has tells whether an ID of a kind is known.
func (n names) has(kind, id string) bool {
	if r := n[kind]; r != nil {
		_, ok := r.by[id]
		return ok
	}
	return false
}

// show returns the name of something and, if the name alone is ambiguous, what tells it apart.
func (n names) show(kind, id string) string {
	r := n[kind]
	if r == nil {
		return id
	}
	c, ok := r.by[id]
	switch {
	case !ok:
		return id
	case len(r.at[fold(c.label)]) == 1 && c.label != "":
		return c.label
	case c.extra != "" && len(r.find(c.label+"（"+c.extra+"）")) == 1:
		return c.label + "（" + c.extra + "）"
	}
	return c.label + "（" + id + "）"
}

// fold returns the same text for names that differ only in blanks, width or case: 李　明 gives 李明, １．１ gives 1.1.
func fold(s string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if strings.ContainsRune(spaces, r) {
			return -1
		}
		return r
	}, narrow(s)))
}

// find returns the IDs with a name: those with exactly this name, else those whose name differs only in blanks, width or case. What tells a
// name apart may follow it in brackets.
func (r *register) find(label string) []string {
	if r == nil {
		return nil
	}
	if ids := r.at[fold(label)]; ids != nil {
		exact := func(id string) bool { return r.by[id].label == label }
		if len(ids) > 1 && slices.ContainsFunc(ids, exact) {
			return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !exact(id) })
		}
		return ids
	}
	name, extra, cut := strings.Cut(strings.TrimSuffix(fold(label), ")"), "(")
	if !cut {
		return nil
	}
	var out []string
	for _, id := range r.at[name] {
		if fold(id) == extra || fold(r.by[id].extra) == extra {
			out = append(out, id)
		}
	}
	return out
}

// source returns the sheet that lists the things of a kind, for faults.
func source(kind string) string {
	prefix, _, _ := strings.Cut(kind, "/")
	return map[string]string{aDistrict: "被考核单位", aPerson: "考核小组", aSection: "一级指标", anItem: "评分标准", aCheck: "抽查要点", aMethod: "考核方式", "sub": "街道", "rec": "现场记录",
		"find": "考核发现"}[prefix]
}

// find looks for a name in the workbook, then in its base, then in the vault. Faults: book.unknown, book.ambiguous.
func (t *taking) find(kind, label string) (string, error) {
	for _, n := range t.layers() {
		r := n[kind]
		switch ids := r.find(label); len(ids) {
		case 0:
		case 1:
			return ids[0], nil
		default:
			var who []string
			for _, id := range ids {
				who = append(who, n.show(kind, id))
			}
			slices.Sort(who)
			return "", words.Refuse("book.ambiguous", label, strings.Join(who, "、"))
		}
	}
	return "", words.Refuse("book.unknown", label, source(kind))
}

// code refuses a number as an item's code if several codes are possible: unless its format shows both digits, a spreadsheet turns 1.10 into
// 1.1. Fault: book.code.
func (t *taking) code(kind string, r Raw) error {
	if kind != anItem || r.Kind != RawNumber || r.Text != "" {
		return nil
	}
	said := []string{r.plain()}
	for _, n := range t.layers() {
		if n[kind] == nil {
			continue
		}
		for _, c := range n[kind].by {
			if f, err := strconv.ParseFloat(c.label, 64); err == nil && f == r.Number && !slices.Contains(said, c.label) {
				said = append(said, c.label)
			}
		}
	}
	if len(said) == 1 {
		return nil
	}
	slices.Sort(said)
	return words.Refuse("book.code", strings.Join(said, "、"))
}

func (t *taking) layers() []names {
	if t.was == nil {
		return []names{t.said, t.now.names}
	}
	return []names{t.said, t.was.names, t.now.names}
}

// entityOf returns the entity of something that a cell names.
func entityOf(kind, id string) string {
	prefix, district, _ := strings.Cut(kind, "/")
	switch kind {
	case aDistrict:
		return assess.Path("d", id)
	case aPerson:
		return assess.Path("person", id)
	case aSection:
		return assess.OwnTable.Section(id)
	case anItem:
		return assess.OwnTable.Item(id)
	case aMethod:
		return assess.MethodPath(id)
	case aCheck:
		return assess.Path("std", "visit", id)
	}
	return assess.Path("d", district, prefix, id)
}
