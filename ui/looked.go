package ui

import (
	"encoding/json"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/words"
	"kaohe/ui/checklist"
)

// looked is what a person saw when they last read the sheet for signing a phase to its end, or signed it. It is a setting of the vault on this laptop, and no
// record: what somebody has read is nobody else's business, and proves nothing.
type looked struct {
	At   int64           `json:"at"` // Unix milliseconds
	Tips []authority.Tip `json:"tips"`
}

func lookedKey(person, district string, p assess.Phase) string {
	return "looked/" + person + "/" + district + "/" + p.Key()
}

// seen is what changed in a phase since the person at the keyboard last looked, here; or since somebody last signed it, if they never did.
func (s *shell) seen(d *assess.District, p assess.Phase) checklist.Seen {
	who := s.v.Who()
	if who == nil {
		return checklist.Seen{}
	}
	var l looked
	if json.Unmarshal([]byte(s.v.Setting(lookedKey(who.ID, d.ID, p))), &l) == nil {
		if f, ok := authority.FrontierOf(l.Tips); ok {
			if changes, ok := s.v.Since(d.ID, p, f); ok { // else a backup was put back since
				return checklist.Seen{Since: words.M("sheet.looked", time.UnixMilli(l.At).Format("2006-01-02 15:04")), Changes: changes}
			}
		}
	}
	offs := d.Phases[p].SignOffs
	for i := len(offs) - 1; i >= 0; i-- {
		if so := offs[i]; so.Act == assess.ActSign && so.Fault == "" {
			f, _ := authority.FrontierOf(so.Frontier)
			if changes, ok := s.v.Since(d.ID, p, f); ok {
				return checklist.Seen{Since: words.M("sheet.signed", s.v.View().Name(so.Person), so.Day()), Changes: changes}
			}
		}
	}
	return checklist.Seen{}
}

// look notes that the person at the keyboard sees a phase as it is now.
func (s *shell) look(d *assess.District, p assess.Phase) {
	who := s.v.Who()
	if who == nil || s.v.ReadOnly() != nil {
		return
	}
	_, f := s.v.Snapshot()
	s.keep(lookedKey(who.ID, d.ID, p), looked{At: s.u.o.Now().UnixMilli(), Tips: authority.TipsOf(f)})
}
