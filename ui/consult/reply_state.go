package consult

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// replyRow is a problem in the list.
type replyRow struct {
	ID, Text       string
	Number         int
	Stance, Ruling string
	State          theme.State
	Pending        bool   // a ruling is put together and not applied
	Finding        string // its number among all findings of the district
	is             assess.Response
}

func replyRows(d *assess.District, pending map[string]*draftRuling) []replyRow {
	var out []replyRow
	for n, f := range d.Of(assess.Problem) {
		r := replyRow{ID: f.ID, Number: n + 1, Text: asSent(d, f), State: theme.Awaiting}
		r.Finding = strconv.Itoa(slices.Index(d.Findings, f) + 1)
		if x := f.Response; x != nil {
			r.is = *x
			r.Stance = x.Stance
			if x.Objects() {
				r.Ruling = x.Ruling
			}
			if r.State = theme.Underway; x.Ruled() {
				r.State = theme.Done
			}
		}
		if p := pending[f.Entity]; p != nil {
			r.Pending = *p != *rulingOf(d, f)
		}
		out = append(out, r)
	}
	return out
}

// asSent returns the problem's text as it was sent to the district, else the present one.
func asSent(d *assess.District, f *assess.Finding) string {
	if text, ok := d.Sent(f.ID); ok {
		return text
	}
	return f.Named
}

// draftRuling is a ruling in the form. Its texts are complete; a text that equals the one from on site changes nothing.
type draftRuling struct {
	Ruling, Reasons string
	Named, City     string
	Withdraw        bool
	Item, Mark      string
}

// rulingOf returns the ruling that was applied.
func rulingOf(d *assess.District, f *assess.Finding) *draftRuling {
	x := d.EffectOf(f)
	p := &draftRuling{Named: f.Named, City: f.City, Withdraw: x.Withdraw, Item: x.Item}
	if x.Named != "" {
		p.Named = x.Named
	}
	if x.City != "" {
		p.City = x.City
	}
	if x.Item != "" {
		p.Mark = x.Mark.String()
	}
	if r := f.Response; r != nil {
		p.Ruling, p.Reasons = r.Ruling, r.Reasons
	}
	return p
}

// effect returns the changes that the form asks for. It returns an error if the mark is not a number.
func (p *draftRuling) effect(f *assess.Finding) (assess.Effect, error) {
	var x assess.Effect
	if p.Ruling != "accept" && p.Ruling != "partly" {
		return x, nil
	}
	if t := strings.TrimSpace(p.Named); t != f.Named {
		x.Named = t
	}
	if t := strings.TrimSpace(p.City); t != f.City {
		x.City = t
	}
	x.Withdraw = p.Withdraw
	if p.Item == "" {
		return x, nil
	}
	mark, err := standard.ParsePoints(p.Mark)
	if err != nil {
		return x, err
	}
	x.Item, x.Mark = p.Item, mark
	return x, nil
}

// forecast returns in words what applying the form would change.
func forecast(a *assess.Assessment, d *assess.District, f *assess.Finding, p *draftRuling) words.Msg {
	x, err := p.effect(f)
	switch {
	case err != nil:
		return words.M("consult.badmark")
	case p.Ruling == "" || p.Ruling == "reject":
		return words.M("consult.forecast.reject")
	case x == (assess.Effect{}):
		return words.M("consult.forecast.none", words.M("ruling."+p.Ruling))
	}
	s := assess.Foresee(a, d, f, x)
	var parts []any
	if x.Withdraw {
		parts = append(parts, words.M("consult.forecast.withdraw"))
	} else if x.Named != "" || x.City != "" {
		parts = append(parts, words.M("consult.forecast.text"))
	}
	if s.Item != nil {
		parts = append(parts, words.M("consult.forecast.mark", s.Item.Code, s.From, s.To, s.TotalFrom, s.TotalTo))
		if s.GradeFrom != s.GradeTo {
			parts = append(parts, words.M("consult.forecast.grade", s.GradeFrom, s.GradeTo))
		}
	}
	m := words.M("consult.forecast", words.M("ruling."+p.Ruling), parts[0])
	for _, next := range parts[1:] {
		m = words.M("consult.and", m, next)
	}
	return m
}

// changed returns in words what the ruling on f has changed; empty if nothing.
func changed(d *assess.District, f *assess.Finding) []words.Msg {
	var out []words.Msg
	switch x := d.EffectOf(f); {
	case x.Withdraw:
		out = append(out, words.M("consult.did.withdraw"))
	case x.Named != "" || x.City != "":
		out = append(out, words.M("consult.did.text"))
	}
	if x := d.EffectOf(f); x.Item != "" {
		s := d.Score(x.Item)
		out = append(out, words.M("consult.did.mark", s.Item.Code, strings.TrimSuffix(s.Item.Text, "。"), s.Mark, s.Final))
	}
	return out
}

// late tells whether 逾期未反馈 is allowed today.
func late(d *assess.District, today assess.Day) bool { return d.Due() != "" && today > d.Due() }

// due returns in words how much time the district has.
func due(d *assess.District, today assess.Day) (theme.State, words.Msg) {
	x := d.Draft()
	switch {
	case x == nil:
		return theme.Idle, words.M("consult.notsent")
	case x.Reply == "":
		return theme.Warning, words.M("consult.noreply")
	case waiting(d) == 0:
		return theme.Done, words.M("consult.answered")
	}
	switch n := widgets.Days(today, x.Reply); {
	case n < 0:
		return theme.Overdue, words.M("consult.overdue", -n)
	case n == 0:
		return theme.Awaiting, words.M("consult.today")
	default:
		return theme.Awaiting, words.M("consult.left", n)
	}
}

// waiting returns the number of problems without a response.
func waiting(d *assess.District) int {
	n := 0
	for _, f := range d.Of(assess.Problem) {
		if f.Response == nil {
			n++
		}
	}
	return n
}
