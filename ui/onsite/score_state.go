package onsite

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/standard"
)

// sign is what an item's row shows at its right end; never colour alone.
type sign int

const (
	signOpen     sign = iota // not scored yet
	signFull                 // nothing lost
	signLost                 // points deducted, all in order
	signNA                   // does not apply
	signWarn                 // something of it would block the signature
	signReturned             // returned by a leader or deputy
	signConflict             // two values
)

// itemRow is a row of the item list: a section's heading, or an item.
type itemRow struct {
	Key  string
	Head bool
	Code string // of a section: its number in Chinese
	Text string
	Got  string // empty while not scored
	Full string // empty where points make no sense
	Word string // catalogue key said instead of points: 不适用, 未发生, 发生
	Sign sign

	Unmarked int // of a section: how many items its sum lacks

	Open, Lost, Mine, Disputed bool // what it is filtered by
}

// words are what a row is found by.
func (r itemRow) words() string { return r.Code + "\n" + r.Text }

// scoreRows are the items below their sections.
func scoreRows(a *assess.Assessment, d *assess.District, who *assess.Person) []itemRow {
	var out []itemRow
	different, troubled := disputedItems(a, d), troubledItems(d)
	for n, sec := range a.Standard.Sections {
		out = append(out, headOf(d, sec, n+1))
		for _, i := range sec.Items {
			s := d.Score(i.ID)
			r := rowOf(s, different[i.ID], troubled[i.ID], d.PendingItem(i.ID) != nil)
			r.Open, r.Lost = !s.Settled(), s.Lost() > 0 || len(s.Deductions) > 0 && !s.NA
			r.Mine, r.Disputed = who != nil && slices.Contains(d.Assigned[sec.ID], who.ID), different[i.ID]
			out = append(out, r)
		}
	}
	return out
}

func headOf(d *assess.District, sec *standard.Section, n int) itemRow {
	sum := d.Result.Sections[sec.ID]
	row := itemRow{Key: "section/" + sec.ID, Head: true, Code: chinese(n), Text: sec.Title, Unmarked: sum.Open}
	if sum.Full > 0 {
		row.Got, row.Full = sum.Range.String(), sum.Full.String()
	} else if d.Result.Bonus > 0 && slices.ContainsFunc(sec.Items, (*standard.Item).Bonus) {
		row.Got = "+" + d.Result.Bonus.String()
	}
	return row
}

func rowOf(s *assess.Score, different, troubled, returned bool) itemRow {
	row := itemRow{Key: s.Item.ID, Code: s.Item.Code, Text: s.Item.Text, Full: s.Item.Points.String(), Sign: signOpen}
	switch {
	case s.Item.Veto():
		row.Full, row.Word, row.Sign = "", "onsite.veto.no", signFull
		if s.Vetoed {
			row.Word, row.Sign = "onsite.veto.yes", signLost
		}
	case s.MaybeNA:
		row.Full, row.Word = "", "onsite.na.maybe"
	case s.Disputed:
		row.Got = s.Range.String()
	case s.NA:
		row.Full, row.Word, row.Sign = "", "onsite.na", signNA
	case s.Marked:
		row.Got, row.Sign = s.Mark.String(), signFull
		if s.Lost() > 0 {
			row.Sign = signLost
		}
	case s.Item.Bonus():
		row.Sign = signNA
	}
	if troubled {
		row.Sign = signWarn
	}
	if returned {
		row.Sign = signReturned
	}
	if different {
		row.Sign = signConflict
	}
	return row
}

// disputedItems are those of which some box has two values: the mark, a reason, a remark.
func disputedItems(a *assess.Assessment, d *assess.District) map[string]bool {
	out := map[string]bool{}
	for _, at := range a.Disputed {
		if e := assess.At(at.Entity); e.District == d.ID && (e.Is("score") || e.Is("ded")) {
			out[e.ID("item")] = true
		}
	}
	return out
}

// troubledItems are those that are scored, and still stand in the way of the signature.
func troubledItems(d *assess.District) map[string]bool {
	out := map[string]bool{}
	for _, b := range d.Phases[assess.Onsite].Blockers {
		if b.Place.Tab == assess.TabScore && b.Key != "block.unmarked" {
			out[b.Place.Item] = true
		}
	}
	return out
}

// troubles of one item, in the words of the phase's blockers.
func troubles(d *assess.District, item string) []assess.Blocker {
	var out []assess.Blocker
	for _, b := range d.Phases[assess.Onsite].Blockers {
		if b.Place.Item == item && b.Place.Tab == assess.TabScore && b.Key != "block.unmarked" {
			out = append(out, b)
		}
	}
	return out
}

// nextOpen is the next item after one that is not scored, among the rows and round their end; empty if there is none.
func nextOpen(d *assess.District, rows []itemRow, after string) string {
	at := slices.IndexFunc(rows, func(r itemRow) bool { return r.Key == after })
	for n := range rows {
		r := rows[(at+1+n)%len(rows)]
		if !r.Head && r.Key != after && !d.Score(r.Key).Settled() {
			return r.Key
		}
	}
	return ""
}

// deduction proposes how much the next deduction takes: what is lost without a reason, else one step of the rule.
func deduction(s *assess.Score) standard.Points {
	if left := s.Lost() - s.Explained(); left > 0 {
		return left
	}
	i, mark := s.Item, s.Item.Points
	if s.Marked {
		mark = s.Mark
	}
	return mark - i.Rule.Next(i.Points, mark, -1)
}

// step is the mark one step up or down; the first step down on an item not scored leaves the full mark, the first up gives it.
func step(s *assess.Score, up int) standard.Points {
	i := s.Item
	_, high := i.Rule.Range(i.Points)
	switch {
	case s.Marked:
		return i.Rule.Next(i.Points, s.Mark, up)
	case i.Bonus():
		return i.Rule.Next(i.Points, 0, up)
	case up > 0:
		return min(high, i.Points)
	}
	return i.Rule.Next(i.Points, i.Points, -1)
}

var digits = []rune("〇一二三四五六七八九")

// chinese writes 1 to 99 in Chinese figures.
func chinese(n int) string {
	tens, ones := n/10, n%10
	s := ""
	if tens > 1 {
		s += string(digits[tens])
	}
	if tens > 0 {
		s += "十"
	}
	if ones > 0 || n == 0 {
		s += string(digits[ones])
	}
	return s
}
