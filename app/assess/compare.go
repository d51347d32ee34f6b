package assess

import "kaohe/app/standard"

// Quantifier says how many of the districts share something.
type Quantifier string

// The quantifiers of a circular.
const (
	NoneOf Quantifier = ""
	AllOf  Quantifier = "all"  // 各区
	MostOf Quantifier = "most" // 多数区: more than two thirds
	SomeOf Quantifier = "some" // 部分区: two or more
	OneOf  Quantifier = "one"  // 个别区
)

// Quantify returns the quantifier for n of total districts, by the usual thresholds.
func Quantify(n, total int) Quantifier {
	switch {
	case n <= 0:
		return NoneOf
	case n == 1:
		return OneOf
	case n >= total:
		return AllOf
	case n*3 > total*2:
		return MostOf
	}
	return SomeOf
}

// Comparison shows which districts share which problems: the matrix from which the circular is made.
type Comparison struct {
	Districts []*District
	Rows      []CompareRow
}

// CompareRow is a section, where Item is nil, or one of its items. Where both are nil it has the problems that belong to no item.
type CompareRow struct {
	Section  *standard.Section
	Item     *standard.Item
	Problems [][]*Finding // by district, in the order of Comparison.Districts
	Sharing  int          // districts that have at least one
	Quantity Quantifier
}

// Key identifies the row: the ID of its item, "section/" with the section's ID, or "none".
func (r *CompareRow) Key() string {
	switch {
	case r.Item != nil:
		return r.Item.ID
	case r.Section != nil:
		return "section/" + r.Section.ID
	}
	return "none"
}

// Compare returns a row for every section and item that has a problem, in the standard's order; withdrawn problems are left out. A problem
// of several items counts once at each item, and once in a section.
func Compare(a *Assessment) Comparison {
	c := Comparison{Districts: a.Districts}
	at := map[string]*CompareRow{}
	row := func(sec *standard.Section, i *standard.Item) *CompareRow {
		r := CompareRow{Section: sec, Item: i, Problems: make([][]*Finding, len(a.Districts))}
		x := at[r.Key()]
		if x == nil {
			x = &r
			at[r.Key()] = x
		}
		return x
	}
	for n, d := range a.Districts {
		for _, f := range d.Standing(Problem) {
			rowsOf(a.Standard, f, func(sec *standard.Section, i *standard.Item) { row(sec, i).add(n, f) })
		}
	}
	keep := func(key string) {
		if r := at[key]; r != nil {
			r.Quantity = a.Circular.Quantify(r.Sharing, len(a.Districts))
			c.Rows = append(c.Rows, *r)
		}
	}
	for _, sec := range a.Standard.Sections {
		keep("section/" + sec.ID)
		for _, i := range sec.Items {
			keep(i.ID)
		}
	}
	keep("none")
	return c
}

// rowsOf calls in for each row to which a finding belongs: each of its items, and each of their sections once.
func rowsOf(std *standard.Standard, f *Finding, in func(*standard.Section, *standard.Item)) {
	seen := map[string]bool{}
	for _, id := range f.Items {
		i := std.Item(id)
		if i == nil {
			continue
		}
		sec := std.Section(i.Section)
		in(sec, i)
		if !seen[sec.ID] {
			in(sec, nil)
		}
		seen[sec.ID] = true
	}
	if len(seen) == 0 {
		in(nil, nil)
	}
}

func (r *CompareRow) add(district int, f *Finding) {
	if len(r.Problems[district]) == 0 {
		r.Sharing++
	}
	r.Problems[district] = append(r.Problems[district], f)
}
