package onsite

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
)

// Diary is what a session may have besides: what was written on one calendar day, oldest first.
type Diary interface {
	Day(day assess.Day) []session.Entry
}

// dayState is 今日: what was done today, what is missing before the team leaves this district, and what must be answered.
type dayState struct {
	Done    []personDay
	Total   int // things done
	Missing []missing
	Lacks   int
	Loose   []assess.Blocker
	Carried []*assess.Carried
	Told    int // of Carried
}

// personDay is what one person did, by kind.
type personDay struct {
	Person string // ID
	Kinds  []words.Msg
	Count  int
}

// missing are the blockers of one kind.
type missing struct {
	Tab      string
	Blockers []assess.Blocker
}

// dayKinds in the order in which they are told; the noun of an entity leads to one.
var dayKinds = []string{"score", "ded", "rec", "qa", "doc", "look", "find", "evid", "back", "task", "prepare", "later"}

var dayNouns = map[string]string{"score": "score", "ded": "ded", "rec": "rec", "qa": "qa", "doc": "doc", "look": "look", "find": "find", "evid": "evid",
	"back": "back", "task": "task", "sub": "prepare", "assign": "prepare", "claim": "prepare", "mat": "prepare", "plan": "prepare",
	"draw": "prepare", "last": "prepare", "": "prepare"}

func dayOf(d *assess.District, entries []session.Entry) dayState {
	st := dayState{Loose: d.Loose(), Carried: d.Carried, Missing: lacking(d)}
	for _, m := range st.Missing {
		st.Lacks += len(m.Blockers)
	}
	for _, c := range d.Carried {
		if c.State != "" {
			st.Told++
		}
	}
	st.Done, st.Total = done(d, entries)
	return st
}

// done counts the things that each person wrote on: a mark changed five times is one item.
func done(d *assess.District, entries []session.Entry) (out []personDay, total int) {
	seen := map[string]bool{}
	counts, order := map[string]map[string]int{}, []string{}
	for _, e := range entries {
		id, noun := assess.At(e.Entity).District, assess.At(e.Entity).Group()
		if id != d.ID || noun == "sign" || e.Held != "" {
			continue
		}
		kind, known := dayNouns[noun]
		if !known {
			kind = "later"
		}
		key := e.Person + "\n" + thing(kind, e.Entity)
		if seen[key] {
			continue
		}
		seen[key] = true
		if counts[e.Person] == nil {
			counts[e.Person] = map[string]int{}
			order = append(order, e.Person)
		}
		counts[e.Person][kind]++
	}
	for _, person := range order {
		p := personDay{Person: person}
		for _, kind := range dayKinds {
			if n := counts[person][kind]; n > 0 {
				p.Kinds = append(p.Kinds, words.M("onsite.day."+kind, n))
				p.Count += n
			}
		}
		total += p.Count
		out = append(out, p)
	}
	return out, total
}

// thing is what an entity counts as; a finding's requirement is written apart from it and counts as a later phase's.
func thing(kind, entity string) string {
	if kind == "prepare" || kind == "later" {
		return entity
	}
	return kind + "/" + strings.TrimPrefix(entity, "d/")
}

// missingTabs in the order in which they are told.
var missingTabs = []string{assess.TabScore, assess.TabRecord, assess.TabVisit, assess.TabDocument, assess.TabFinding, assess.TabDay, assess.TabTask, ""}

// lacking groups what stands in the way of the signature.
func lacking(d *assess.District) []missing {
	by := map[string][]assess.Blocker{}
	for _, b := range d.Phases[assess.Onsite].Blockers {
		tab := ""
		for _, t := range missingTabs {
			if b.Place.Tab == t && b.Place.Phase == assess.Onsite {
				tab = t
			}
		}
		by[tab] = append(by[tab], b)
	}
	var out []missing
	for _, t := range missingTabs {
		if len(by[t]) > 0 {
			out = append(out, missing{t, by[t]})
		}
	}
	return out
}
