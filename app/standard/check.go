package standard

import "kaohe/app/words"

// Whole is the sum that a standard's points must have.
const Whole Points = 10000

// Lack is something that is missing in a standard: of which item or section (by ID, or of neither), in which field, and in words.
type Lack struct {
	Section, Item, Field string
	words.Msg
}

// Check returns what is missing in a standard, in the order of its editor. A standard can be frozen only if nothing is.
func (s *Standard) Check() []Lack {
	var out []Lack
	if s.Title == "" {
		out = append(out, Lack{Field: "title", Msg: words.M("rules.lack.title")})
	}
	if s.Version == "" {
		out = append(out, Lack{Field: "version", Msg: words.M("rules.lack.version")})
	}
	out = append(out, s.gradeLacks()...)
	for _, sec := range s.Sections {
		if sec.Title == "" {
			out = append(out, Lack{Section: sec.ID, Field: "title", Msg: words.M("rules.lack.section")})
		}
		if len(sec.Items) == 0 {
			out = append(out, Lack{Section: sec.ID, Field: "items", Msg: words.M("rules.lack.items", sec.Title)})
		}
		for _, i := range sec.Items {
			out = append(out, i.lacks()...)
			if o := s.coded(i); o != nil {
				out = append(out, Lack{Section: sec.ID, Item: i.ID, Field: "code", Msg: words.M("rules.lack.code", i.Code, o.Text)})
			}
		}
	}
	if t := s.Total(); t != Whole {
		out = append(out, Lack{Field: "total", Msg: words.M("rules.lack.total", t, Whole)})
	}
	return out
}

// coded returns the first other item that has an item's code, which two laptops can give to one each; nil if none has.
func (s *Standard) coded(i *Item) *Item {
	for _, o := range s.Items() {
		if o != i && o.Code == i.Code && o.Code != "" {
			return o
		}
	}
	return nil
}

func (s *Standard) gradeLacks() []Lack {
	bad := len(s.GradeNames()) < 2
	for i, g := range s.Grades {
		bad = bad || len(s.Ranks) == 0 && (g.Name == "" || i > 0 && g.From >= s.Grades[i-1].From)
	}
	for i, g := range s.Ranks {
		last := i == len(s.Ranks)-1
		bad = bad || g.Name == "" || last != (g.Upto == 0) || i > 0 && !last && g.Upto <= s.Ranks[i-1].Upto
	}
	if bad {
		return []Lack{{Field: "grades", Msg: words.M("rules.lack.grades")}}
	}
	return nil
}

func (i *Item) lacks() []Lack {
	out := i.Rule.Lacks(i.Points)
	if i.Points <= 0 && !i.Veto() {
		out = append([]Lack{{Field: "points", Msg: words.M("rules.lack.points")}}, out...)
	}
	if i.Text == "" {
		out = append([]Lack{{Field: "text", Msg: words.M("rules.lack.text")}}, out...)
	}
	if i.Key && (i.KeyFloor <= 0 || i.KeyFloor > 100) {
		out = append(out, Lack{Field: "keyfloor", Msg: words.M("rules.lack.keyfloor")})
	}
	for n := range out {
		out[n].Item, out[n].Section = i.ID, i.Section
		out[n].Msg = words.M("rules.lack.of", i.Code, out[n].Msg)
	}
	return out
}

// Lacks returns what is missing in a rule for an item of p points; Item and Section are left empty.
func (r Rule) Lacks(p Points) []Lack {
	var out []Lack
	want := func(ok bool, field, key string) {
		if !ok {
			out = append(out, Lack{Field: field, Msg: words.M("rules.lack." + key)})
		}
	}
	switch r.Kind {
	case Binary, Half:
	case Each:
		want(r.Amount > 0, "amount", "amount")
		want(r.Floor >= 0 && r.Floor <= p, "floor", "floor")
	case Percent:
		want(r.Target > 0, "target", "target")
		want(r.Step > 0, "step", "step")
		want(r.Amount > 0, "amount", "amount")
		want(!r.Above || r.Cap > 0, "cap", "above")
	case Tiers:
		want(r.tiersRight(p), "tiers", "tiers")
	case Bonus:
		want(r.Amount > 0, "amount", "amount")
	case Free, Veto:
	default:
		want(false, "kind", "rule")
		return out
	}
	want(r.What != "" || r.Kind == Binary || r.Kind == Half, "what", "what")
	return out
}

// tiersRight tells whether there are tiers, each worth less than the one above it and none more than the item.
func (r Rule) tiersRight(p Points) bool {
	tiers := r.sorted()
	for i, t := range tiers {
		if t.Points < 0 || t.Points > p || i > 0 && (t.Points >= tiers[i-1].Points || t.From == tiers[i-1].From) {
			return false
		}
	}
	return len(tiers) > 0
}
