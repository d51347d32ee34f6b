package assess

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"kaohe/app/schema"
)

// Twice is a row that has its number in common with others of its list: two people who did not know of each other gave it.
type Twice struct {
	Entity, No string
	Others     []string // what the others are called by, by their numbers or their first words
	Written    bool     // somebody wrote the number; else both rows came to one place, and their numbers follow from it
	Free       string   // a number that nothing in the list has
}

// counted is a row of a list whose rows have numbers.
type counted struct {
	entity, no, says string
	written          bool
	order            int64
}

// list returns the rows of the list to which a record, a finding, a question or evidence belongs; nil for anything else.
func (d *District) list(entity string) []counted {
	var out []counted
	switch at := schema.Parse(entity); {
	case at.Is("rec"):
		for _, x := range d.Records {
			out = append(out, counted{x.Entity, x.No, x.Title, x.Numbered, x.Order})
		}
	case at.Is("find"):
		for _, x := range d.Findings {
			out = append(out, counted{x.Entity, x.No, x.Named, x.Numbered, x.Order})
		}
	case at.Is("qa") && d.Record(at.IDs[0]) != nil:
		for _, x := range d.Record(at.IDs[0]).QA {
			out = append(out, counted{x.Entity, x.No, x.Question, x.Numbered, x.Order})
		}
	case at.Is("evid"):
		for _, x := range d.Evidence {
			if x.Phase == at.Phase() {
				out = append(out, counted{x.Entity, x.No, cmp.Or(x.Caption, x.Name), x.No != "", x.Order})
			}
		}
	}
	return out
}

// Twice returns what a record, a finding, a question or evidence has its number in common with; ok is false if that is its own.
func (d *District) Twice(entity string) (t Twice, ok bool) {
	rows := d.list(entity)
	at := slices.IndexFunc(rows, func(x counted) bool { return x.entity == entity })
	if at < 0 {
		return t, false
	}
	own := rows[at]
	t = Twice{Entity: entity, No: own.no, Written: own.written}
	taken := map[string]bool{}
	for _, x := range rows {
		taken[x.no] = true
		switch {
		case x.entity == entity || x.written != own.written:
		case own.written && x.no == own.no:
			t.Others = append(t.Others, x.says)
		case !own.written && own.order != 0 && x.order == own.order: // added behind the same row on two laptops
			t.Others = append(t.Others, x.no)
		}
	}
	if at := schema.Parse(entity); at.Is("evid") { // what is gone keeps its number
		t.Free = fmt.Sprintf("%d-%d", at.Phase(), d.counted[at.Phase()].no+1)
		return t, len(t.Others) > 0
	}
	for n := len(rows); ; n++ {
		if t.Free = strconv.Itoa(n); !taken[t.Free] {
			return t, len(t.Others) > 0
		}
	}
}

// Renumber gives a record, a finding, a question or evidence a number, which stays whatever comes before it.
func Renumber(entity, no string) *Edit { return Fields("edit.renumber", entity, "no", no) }
