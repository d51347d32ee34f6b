package assess

import (
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// Guard refuses an edit that the calendar does not allow yet, whoever makes it. It is not part of Permit because it needs the day. Faults:
// late.nodraft (no draft was sent that the district could be late with), late.early (the district may still answer, and until when).
func Guard(a *Assessment, today Day, e *Edit) error {
	late := ledger.Of("late")
	for _, w := range e.Writes {
		at := schema.Parse(w.Entity)
		d := a.District(at.District)
		if d == nil || !at.Is("resp") || w.Field != "stance" || w.Value != late {
			continue
		}
		switch due := d.Due(); {
		case due == "":
			return words.Refuse("late.nodraft", d.Name)
		case today <= due:
			return words.Refuse("late.early", d.Name, due.Said())
		}
	}
	return nil
}
