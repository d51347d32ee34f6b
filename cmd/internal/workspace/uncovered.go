package workspace

import (
	"slices"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/words"
)

// NotCovered names what no signature proves, for people: districts that lack the signatures of the same phases in one line, then by district
// and phase what is otherwise than it was signed, then what belongs to the round.
func (c *PaperCheck) NotCovered() []words.Msg {
	if c.Proof.Proven == nil {
		return nil
	}
	all := c.open()
	of := func(why string, phaseOnly bool) (out []assess.Loose) {
		for _, l := range all {
			if l.Why == why && l.District != "" && (l.Name == "") == phaseOnly {
				out = append(out, l)
			}
		}
		return out
	}
	var out []words.Msg
	out = append(out, c.phases("paper.check.loose.phases", of(assess.LooseUnsigned, true))...)
	out = append(out, c.phases("paper.check.loose.since", of(assess.LooseSince, true))...)
	out = append(out, c.columns("paper.check.loose.changed", append(of(assess.LooseChanged, true), of(assess.LooseChanged, false)...))...)
	out = append(out, c.columns("paper.check.loose.disputed", of(assess.LooseDisputed, false))...)
	for _, l := range of(assess.LooseUnsigned, false) {
		out = append(out, words.M("paper.check.loose.own", c.district(l.District), c.column(l.Name)))
	}
	for _, l := range all {
		if l.District == "" {
			out = append(out, c.ofRound(l))
		}
	}
	return out
}

func (c *PaperCheck) district(id string) string {
	if d := c.Proof.Proven.View.District(id); d != nil {
		return d.Name
	}
	return id
}

// phases puts districts of which the same phases are said into one line.
func (c *PaperCheck) phases(key string, list []assess.Loose) []words.Msg {
	var order []string // districts as they come
	of := map[string][]assess.Phase{}
	for _, l := range list {
		if of[l.District] == nil {
			order = append(order, l.District)
		}
		of[l.District] = append(of[l.District], l.Phase)
	}
	var out []words.Msg
	for len(order) > 0 {
		same := of[order[0]]
		var names, phases []any
		order = slices.DeleteFunc(order, func(id string) bool {
			if !slices.Equal(of[id], same) {
				return false
			}
			names = append(names, c.district(id))
			return true
		})
		for _, p := range same {
			phases = append(phases, words.M("phase."+p.Key()))
		}
		out = append(out, words.M(key, listed(names), listed(phases)))
	}
	return out
}

// columns puts those of a district and phase into one line.
func (c *PaperCheck) columns(key string, list []assess.Loose) []words.Msg {
	var out []words.Msg
	type place struct {
		district string
		phase    assess.Phase
	}
	done := map[place]bool{}
	for _, l := range list {
		at := place{l.District, l.Phase}
		if done[at] {
			continue
		}
		done[at] = true
		var names []string
		for _, o := range list {
			if (place{o.District, o.Phase}) == at && o.Name != "" {
				names = append(names, o.Name)
			}
		}
		if len(names) == 0 {
			out = append(out, words.M(key+".phase", c.district(l.District), words.M("phase."+l.Phase.Key())))
			continue
		}
		out = append(out, words.M(key, c.district(l.District), words.M("phase."+l.Phase.Key()), c.fields(names)))
	}
	return out
}

// fields names columns, those of a noun together: 打分（得分、备注）、扣分（扣分）.
func (c *PaperCheck) fields(names []string) any {
	var order []string
	of := map[string][]any{}
	for _, name := range names {
		noun, field, _ := strings.Cut(name, " ")
		if _, seen := of[noun]; !seen {
			order = append(order, noun)
			of[noun] = nil
		}
		if _, known := c.say["field."+field]; known {
			of[noun] = append(of[noun], words.M("field."+field))
		}
	}
	var out []any
	for _, noun := range order {
		if m := c.column(noun); len(of[noun]) > 0 {
			out = append(out, words.M("paper.check.loose.fields", m, listed(of[noun])))
		} else {
			out = append(out, m)
		}
	}
	return listed(out)
}

// column names a noun, or what belongs to the round.
func (c *PaperCheck) column(name string) words.Msg {
	group, _, _ := strings.Cut(name, " ")
	group, _, _ = strings.Cut(group, "/")
	switch group {
	case assess.Revived:
		return words.M("paper.check.loose.revived")
	case "", "d", "issue", "person", "circ", "round":
		return words.M("paper.check.loose.of." + group)
	}
	if _, known := c.say["noun."+group]; known {
		return words.M("noun." + group)
	}
	return words.M("paper.check.loose.of.") // a newer version's
}

func (c *PaperCheck) ofRound(l assess.Loose) words.Msg {
	if l.Why == assess.LooseUnsigned {
		return words.M("paper.check.loose.round", c.column(l.Name))
	}
	return words.M("paper.check.loose.round."+l.Why, c.column(l.Name))
}

// listed puts names in a row.
func listed(names []any) any {
	if len(names) == 0 {
		return ""
	}
	out := names[0]
	for _, n := range names[1:] {
		out = words.M("paper.check.and", out, n)
	}
	return out
}
