package start

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/widgets"
)

// NewRound is a round to be founded: plain data, checked. All else is set up in the vault.
type NewRound struct {
	Title, Year string
	City        string // the office that issues documents
	Last        string // path of last year's vault, from which standard, districts and team come; empty: none
	Builtin     bool   // begin with the built-in standard, which is a sample; without it and Last, with a blank one
	Districts   []Area
	Team        []Member // without the founder
	Founder     Member   // leader, deputy or secretary; who signs with PIN
	PIN         string
	Passphrase  string // seals the vault; empty: whoever has the file can read it
}

// Area is a district to be assessed.
type Area struct {
	Name         string
	Subdistricts []string
}

// Member of the team.
type Member struct {
	Name, Agency string
	Role         assess.Role
}

// Box of the form, by the name of its field.
type Box = string

// The boxes, in order.
const (
	BoxTitle     Box = "title"
	BoxYear      Box = "year"
	BoxCity      Box = "city"
	BoxDistricts Box = "districts"
	BoxSubs      Box = "subs"
	BoxTeam      Box = "members"
	BoxName      Box = "name"
	BoxAgency    Box = "agency"
	BoxRole      Box = "role"
	BoxPIN       Box = "pin"
	BoxAgain     Box = "again"
)

// Draft is what stands in the boxes.
type Draft map[Box]string

// Errors beside the boxes; those of one line each name the line.
type Errors map[Box][]words.Msg

func (e Errors) add(b Box, key string, args ...any) {
	e[b] = append(e[b], words.M("start.bad."+key, args...))
}

// MinPIN is how short a PIN may be.
const MinPIN = 6

// Check reads a draft. All that is wrong is said at once; where there is an error, the round is not to be used.
func Check(d Draft) (NewRound, Errors) {
	e := Errors{}
	r := NewRound{Title: d.text(BoxTitle), Year: widgets.HalfWidth(d.text(BoxYear)), City: d.text(BoxCity)}
	if r.Title == "" {
		e.add(BoxTitle, "title")
	}
	if len(r.Year) != 4 || strings.Trim(r.Year, "0123456789") != "" {
		e.add(BoxYear, "year")
	}
	if r.City == "" {
		e.add(BoxCity, "city")
	}
	r.Districts = districts(d, e)
	founder(d, &r, e)
	r.PIN, r.Passphrase = unlocks(d, e)
	r.Team = team(d[BoxTeam], r.Founder, e)
	return r, e
}

func (d Draft) text(b Box) string { return strings.TrimSpace(d[b]) }

// founder reads who is making the round: somebody who may keep the roster.
func founder(d Draft, r *NewRound, e Errors) {
	r.Founder = Member{Name: d.text(BoxName), Agency: d.text(BoxAgency), Role: assess.Role(d[BoxRole])}
	if r.Founder.Name == "" {
		e.add(BoxName, "name")
	}
	if !assess.May(r.Founder.Role, assess.Enrol) {
		e.add(BoxRole, "role")
	}
}

func districts(d Draft, e Errors) []Area {
	var out []Area
	for _, l := range numbered(d[BoxDistricts]) {
		if slices.ContainsFunc(out, func(a Area) bool { return a.Name == l.text }) {
			e.add(BoxDistricts, "twice", l.n, l.text)
			continue
		}
		out = append(out, Area{Name: l.text})
	}
	for _, l := range numbered(d[BoxSubs]) {
		name, list, ok := cutAny(l.text, "：:")
		i := slices.IndexFunc(out, func(a Area) bool { return a.Name == name })
		switch subs := Split(list); {
		case !ok || len(subs) == 0:
			e.add(BoxSubs, "subs", l.n)
		case i < 0:
			e.add(BoxSubs, "nodistrict", l.n, name)
		default:
			for _, s := range subs {
				if !slices.Contains(out[i].Subdistricts, s) {
					out[i].Subdistricts = append(out[i].Subdistricts, s)
				}
			}
		}
	}
	return out
}

func team(text string, founder Member, e Errors) []Member {
	var out []Member
	for _, l := range numbered(text) {
		m, bad := ParseMember(l.text)
		same := func(o Member) bool { return o.Name == m.Name && o.Agency == m.Agency }
		switch {
		case bad != "":
			e.add(BoxTeam, bad, l.n)
		case same(founder) || m.Name == founder.Name && m.Agency == "":
			e.add(BoxTeam, "founder", l.n, m.Name)
		case slices.ContainsFunc(out, same):
			e.add(BoxTeam, "twice", l.n, m.Name)
		default:
			out = append(out, m)
		}
	}
	return out
}

// ParseMember reads 姓名，单位，角色; a role that is missing is 成员. bad is empty or names what is wrong: fields or memberrole.
func ParseMember(line string) (m Member, bad string) {
	f := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("，,、;；\t", r) })
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	if len(f) < 2 || len(f) > 3 || f[0] == "" || f[1] == "" {
		return m, "fields"
	}
	m = Member{Name: f[0], Agency: f[1], Role: assess.Member}
	if len(f) == 3 {
		role, ok := roles[f[2]]
		if !ok {
			return m, "memberrole"
		}
		m.Role = role
	}
	return m, ""
}

// roles by the words that people write for them.
var roles = map[string]assess.Role{"组长": assess.Leader, "副组长": assess.Deputy, "成员": assess.Member, "组员": assess.Member,
	"秘书": assess.Secretary, "leader": assess.Leader, "deputy": assess.Deputy, "member": assess.Member, "secretary": assess.Secretary}

// Split takes names with 、 or commas between them apart.
func Split(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、，,;； 　\t", r) })
}

type line struct {
	n    int // from 1, as the person counts
	text string
}

func numbered(text string) []line {
	var out []line
	for i, l := range strings.Split(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, line{i + 1, l})
		}
	}
	return out
}

func cutAny(s, seps string) (before, after string, ok bool) {
	i := strings.IndexAny(s, seps)
	if i < 0 {
		return s, "", false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+size:]), true
}
