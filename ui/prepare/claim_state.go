package prepare

import (
	"kaohe/app/assess"
	"kaohe/app/standard"
)

// claimRow is a row of the self-assessment: a section's heading with its sum, or an item.
type claimRow struct {
	Key, Code, Text, Note string
	Full, Claim           string
	Head, Bonus, Over     bool // Over: more than the item can give
	Open                  bool
}

// claimRows are the items below their sections, and how many are claimed at more than they can give.
func claimRows(a *assess.Assessment, d *assess.District) (out []claimRow, over int) {
	for _, sec := range a.Standard.Sections {
		head := claimRow{Key: "sec/" + sec.ID, Text: sec.Title, Head: true}
		if sum := sec.Points(); sum > 0 {
			head.Full = sum.String()
		}
		var got standard.Range
		var rows []claimRow
		for _, i := range sec.Items {
			s := d.Score(i.ID)
			if s == nil || i.Veto() {
				continue
			}
			r := rowOf(s)
			if s.Claimed {
				got = got.And(s.Claims)
			}
			if r.Over {
				over++
			}
			rows = append(rows, r)
		}
		if head.Claim = got.String(); len(rows) > 0 {
			out = append(append(out, head), rows...)
		}
	}
	return out, over
}

func rowOf(s *assess.Score) claimRow {
	low, high := s.Item.Rule.Range(s.Item.Points)
	r := claimRow{Key: s.Item.ID, Code: s.Item.Code, Text: s.Item.Text, Note: s.ClaimNote, Full: s.Item.Points.String(), Bonus: s.Item.Bonus(),
		Open: wanted(s) && !s.Claimed}
	if s.Claimed {
		r.Claim = s.Claims.String()
		r.Over = s.Claim > high || s.Claim < min(low, 0)
	}
	return r
}

// setClaim writes points (an empty text takes them away) and grounds; nil where nothing changes.
func setClaim(d *assess.District, item, points, note string) *assess.Edit {
	s := d.Score(item)
	if s == nil {
		return nil
	}
	if points == "" {
		if note != s.ClaimNote { // grounds can stand before points do
			return assess.Fields("edit.claim", assess.Path(d.Entity, "claim", item), "note", note)
		}
		if !s.Claimed {
			return nil
		}
		return assess.ClearClaim(d, item)
	}
	n, err := standard.ParsePoints(points)
	if err != nil || s.Claimed && s.Claim == n && s.ClaimNote == note {
		return nil
	}
	return assess.SetClaim(d, item, n, note)
}
