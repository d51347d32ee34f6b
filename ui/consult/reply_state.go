package consult

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// replyRow is a problem in the list, or a mark to which the district objects.
type replyRow struct {
	ID, Text       string // ID: the entity of the answer
	Number         int    // of a problem; 0 for a mark, whose text begins with the item's code
	Stance, Ruling string
	State          theme.State
	Pending        bool   // a ruling is put together and not applied
	Finding        string // the problem's number among all findings of the district
	is             assess.Response
}

func replyRows(k *screen.Kit, d *assess.District, pending map[string]*draftRuling) []replyRow {
	var out []replyRow
	for n, at := range subjects(d) {
		r := replyRow{ID: at.entity(d), Text: at.asSent(k, d), State: theme.Awaiting}
		if at.f != nil {
			r.Number, r.Finding = n+1, strconv.Itoa(slices.Index(d.Findings, at.f)+1)
		}
		if x := at.response(); x != nil {
			r.is = *x
			r.Stance = x.Stance
			if x.Objects() {
				r.Ruling = x.Ruling
			}
			if r.State = theme.Underway; x.Ruled() {
				r.State = theme.Done
			}
		}
		if p := pending[r.ID]; p != nil {
			r.Pending = *p != *rulingOf(d, at)
		}
		out = append(out, r)
	}
	return out
}

// draftRuling is a ruling in the form. Its texts are complete; a text that equals the one from on site changes nothing. Of a ruling on a mark
// only Ruling, Reasons and Mark are used.
type draftRuling struct {
	Ruling, Reasons string
	Named, City     string
	Withdraw        bool
	Item, Mark      string
}

func (p *draftRuling) upheld() bool { return p.Ruling == "accept" || p.Ruling == "partly" }

// rulingOf returns the ruling that was applied.
func rulingOf(d *assess.District, at subject) *draftRuling {
	if s := at.s; s != nil {
		p := &draftRuling{Ruling: s.Objection.Ruling, Reasons: s.Objection.Reasons}
		switch {
		case s.Ruled && s.FinalWhy == "":
			p.Mark = s.Final.String()
		case p.upheld():
			p.Mark = s.Mark.String()
		}
		return p
	}
	f := at.f
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
	if !p.upheld() {
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

// edit returns the edit that applies the ruling. It returns an error if the mark is not a number.
func (p *draftRuling) edit(d *assess.District, at subject) (*assess.Edit, error) {
	reasons := strings.TrimSpace(p.Reasons)
	if at.s == nil {
		x, err := p.effect(at.f)
		return assess.Rule(d, at.f, p.Ruling, reasons, x), err
	}
	mark, err := p.mark()
	return assess.RuleMark(d, at.s, p.Ruling, reasons, mark), err
}

// mark is the one that a ruling on a mark gives; none is asked for where it is not upheld.
func (p *draftRuling) mark() (standard.Points, error) {
	if !p.upheld() {
		return 0, nil
	}
	return standard.ParsePoints(p.Mark)
}

// forecastMark returns in words what applying a ruling on a mark would change.
func forecastMark(a *assess.Assessment, d *assess.District, s *assess.Score, p *draftRuling) words.Msg {
	mark, err := p.mark()
	switch {
	case err != nil:
		return words.M("consult.badmark")
	case !p.upheld():
		return words.M("consult.forecast.reject")
	case mark == s.Mark:
		return words.M("consult.forecast.none", words.M("ruling."+p.Ruling))
	}
	return words.M("consult.forecast", words.M("ruling."+p.Ruling), markWords(assess.ForeseeMark(a, d, s, mark)))
}

// markWords says what becomes of a mark and of the total; and of the grade, if that changes.
func markWords(s assess.Preview) words.Msg {
	m := words.M("consult.forecast.mark", s.Item.Code, s.From, s.To, s.TotalFrom, s.TotalTo)
	if s.GradeFrom != s.GradeTo {
		m = words.M("consult.and", m, words.M("consult.forecast.grade", s.GradeFrom, s.GradeTo))
	}
	return m
}

// forecast returns in words what applying the form would change.
func forecast(a *assess.Assessment, d *assess.District, at subject, p *draftRuling) words.Msg {
	if at.s != nil {
		return forecastMark(a, d, at.s, p)
	}
	f := at.f
	x, err := p.effect(f)
	switch {
	case err != nil:
		return words.M("consult.badmark")
	case !p.upheld():
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
		parts = append(parts, markWords(s))
	}
	m := words.M("consult.forecast", words.M("ruling."+p.Ruling), parts[0])
	for _, next := range parts[1:] {
		m = words.M("consult.and", m, next)
	}
	return m
}

// change is what a ruling has changed, in words, and where it is seen.
type change struct {
	words.Msg
	At assess.Place
}

// changed returns what the ruling has changed; empty if nothing.
func changed(d *assess.District, at subject) []change {
	var out []change
	to := func(entity, item string, m words.Msg) {
		out = append(out, change{m, assess.Place{District: d.ID, Phase: assess.Summary, Entity: entity, Item: item}})
	}
	s := at.s
	if s != nil && (!s.Ruled || s.FinalWhy != "") {
		return nil
	}
	if f := at.f; f != nil {
		x := d.EffectOf(f)
		switch {
		case x.Withdraw:
			to(f.Final(d), "", words.M("consult.did.withdraw"))
		case x.Named != "" || x.City != "":
			to(f.Final(d), "", words.M("consult.did.text"))
		}
		s = d.Score(x.Item)
	}
	if s != nil {
		m := words.M("consult.did.mark", s.Item.Code, strings.TrimSuffix(s.Item.Text, "。"), s.Mark, s.Final)
		to(assess.Path(d.Entity, "finalmark", s.Item.ID), s.Item.ID, m)
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
