package consult

import (
	"slices"
	"strconv"
	"strings"

	"kaohe/app/assess"
	"kaohe/ui/screen"
)

// subject is what a district answers to and the team rules on: a problem, or the mark of an item.
type subject struct {
	f *assess.Finding // nil: it is a mark
	s *assess.Score   // nil: it is a problem
}

// subjects are the problems, each of which gets an answer, and behind them the marks to which the district objects.
func subjects(d *assess.District) []subject {
	var out []subject
	for _, f := range d.Of(assess.Problem) {
		out = append(out, subject{f: f})
	}
	for _, s := range d.Objections() {
		out = append(out, subject{s: s})
	}
	return out
}

// subjectAt is the subject whose answer is an entity; ok is false if there is none.
func subjectAt(d *assess.District, entity string) (x subject, ok bool) {
	all := subjects(d)
	i := slices.IndexFunc(all, func(x subject) bool { return x.entity(d) == entity })
	if i < 0 {
		return x, false
	}
	return all[i], true
}

// entity of the answer and the ruling.
func (x subject) entity(d *assess.District) string {
	if x.s != nil {
		return x.s.Objected(d)
	}
	return assess.Path(d.Entity, "resp", x.f.ID)
}

// about is what a comment on it is about.
func (x subject) about() string {
	if x.s != nil {
		return assess.SubjectOf(x.s.Entity)
	}
	return assess.SubjectOf(x.f.Entity)
}

func (x subject) response() *assess.Response {
	if x.s != nil {
		return x.s.Objection
	}
	return x.f.Response
}

// asSent returns the problem or the mark as it was sent to the district, else the present one.
func (x subject) asSent(k *screen.Kit, d *assess.District) string {
	if x.s == nil {
		if text, ok := d.Sent(x.f.ID); ok {
			return text
		}
		return x.f.Named
	}
	mark := x.s.Mark
	if draft := d.Draft(); draft != nil {
		for _, m := range draft.Marks {
			if m.Item == x.s.Item.ID {
				mark = m.Mark
			}
		}
	}
	return k.T("consult.marked", x.s.Item.Code, strings.TrimSuffix(x.s.Item.Text, "。"), mark, x.s.Item.Points)
}

// called is what the subject is in a sentence: 问题2, or 1.3的得分.
func (x subject) called(k *screen.Kit, d *assess.District) string {
	if x.s != nil {
		return k.T("consult.ofmark", x.s.Item.Code)
	}
	return k.T("consult.ofproblem", strconv.Itoa(slices.Index(d.Of(assess.Problem), x.f)+1))
}
