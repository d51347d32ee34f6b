package report

import (
	"cmp"
	"fmt"

	"kaohe/app/assess"
)

// Which day a paper bears, and which days it tells of. No paper is dated with the day of printing, and none is dated before what it tells.

// dated returns the day of a paper that rests on phases: that of the last signature of one of them, else the last day of the round. A sample
// has a day of its own for its signatures.
func dated(a *assess.Assessment, d *assess.District, phases ...assess.Phase) assess.Day {
	return cmp.Or(settled(a, d, phases), a.To)
}

// told is dated for a paper that says when the district was visited: it is never older than that.
func told(a *assess.Assessment, d *assess.District, phases ...assess.Phase) assess.Day {
	return cmp.Or(max(settled(a, d, phases), lastRecord(d)), a.To)
}

func settled(a *assess.Assessment, d *assess.District, phases []assess.Phase) assess.Day {
	day := a.AsOf
	for _, x := range phases {
		if s := d.Phases[x].Signed(); s != nil && a.AsOf == "" {
			day = max(day, s.Day())
		}
	}
	return day
}

func lastRecord(d *assess.District) assess.Day {
	var day assess.Day
	for _, r := range d.Records {
		day = max(day, r.Date)
	}
	return day
}

// visited returns when the team was in the district: 于2006年9月19日至22日. That is from the first to the last of its records that are not later
// than the paper; empty if there is none.
func (p *paper) visited() string {
	var from, to assess.Day
	for _, r := range p.d.Records {
		if end := p.doc.Date.day(); r.Date == "" || end != "" && r.Date > end {
			continue
		}
		from, to = min(cmp.Or(from, r.Date), r.Date), max(to, r.Date)
	}
	if from == "" {
		return ""
	}
	return "于" + Span(from, to)
}

// Span returns the days from one to another without saying a year or a month twice: 2006年9月4日至11月30日.
func Span(from, to assess.Day) string {
	y, m, _ := from.Date()
	switch year, month, day := to.Date(); {
	case from == to:
		return from.Prose()
	case year != y:
		return from.Prose() + "至" + to.Prose()
	case month != m:
		return fmt.Sprintf("%s至%d月%d日", from.Prose(), month, day)
	default:
		return fmt.Sprintf("%s至%d日", from.Prose(), day)
	}
}

// by returns a day until which something is asked for, as 请于…前; without a day that lies behind that of the paper it returns otherwise.
func (p *paper) by(day assess.Day, otherwise string) string {
	if day == "" || day <= p.doc.Date.day() {
		return otherwise
	}
	return "请于" + day.Prose() + "前"
}
