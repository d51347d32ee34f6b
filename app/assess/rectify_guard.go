package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// GuardRectify refuses an edit that breaks the rules of rectification, wherever the edit comes from: a screen, a verb or a workbook.
// Faults: rectify.state, rectify.unknown, rectify.unreported, rectify.by, rectify.self, rectify.checked, rectify.reason, rectify.plan, rectify.shut.
func GuardRectify(a *Assessment, who *Person, e *Edit) error {
	var seen []string
	for _, w := range e.Writes {
		at := schema.Parse(w.Entity)
		d := a.District(at.District)
		if !at.Is("rect") || d == nil || slices.Contains(seen, w.Entity) {
			continue
		}
		seen = append(seen, w.Entity)
		if f := d.Finding(at.ID("finding")); f != nil {
			if err := (&change{a: a, d: d, f: f, who: who, e: e}).judge(); err != nil {
				return err
			}
		}
	}
	return nil
}

// change is the effect of an edit on one rectification: its values before and after.
type change struct {
	a       *Assessment
	d       *District
	f       *Finding
	who     *Person
	e       *Edit
	was, is Rectified
}

func (c *change) judge() error {
	c.was = c.f.rect()
	c.is = c.was
	entity, settles := c.f.Rect(c.d), false
	for _, w := range c.e.Writes {
		if w.Entity == entity {
			c.take(w)
			settles = settles || strings.HasPrefix(w.Field, schema.Why) && slices.Contains(c.a.Disputed, ledger.Register{Entity: entity, Field: w.Field[len(schema.Why):]})
		}
	}
	if c.was.State == "" {
		c.was.State = RectOpen
	}
	if c.is.State == "" {
		c.is.State = RectOpen
	}
	switch {
	case c.is == c.was:
		return nil
	case !slices.Contains(RectStates, c.is.State):
		return words.Refuse("rectify.unknown", c.is.State)
	case settles: // it chooses among conflicting values, each of which was allowed when it was written
		return c.lasting()
	case c.is.State == c.was.State:
		return c.within()
	}
	if err := c.step(); err != nil {
		return err
	}
	return c.lasting()
}

func (c *change) take(w Write) {
	s, err := ledger.As[string](w.Value)
	if err != nil {
		s = "" // null: an undo back to the time before anybody wrote it
	}
	for field, at := range map[string]*string{"state": &c.is.State, "mode": &c.is.Mode, "measures": &c.is.Measures,
		"reported": &c.is.Reported, "checker": &c.is.Checker, "checked": &c.is.Checked, "reason": &c.is.Reason} {
		if w.Field == field {
			*at = s
		}
	}
}

// within judges an edit that does not change the state.
func (c *change) within() error {
	same := c.is
	same.Mode, same.Measures, same.Reason = c.was.Mode, c.was.Measures, c.was.Reason
	switch c.is.State {
	case RectReported: // otherwise somebody could change who reported it and then close it himself
		if same != c.was {
			return words.Refuse("rectify.shut", words.M("rectstate."+c.is.State))
		}
	case RectClosed:
		return words.Refuse("rectify.shut", words.M("rectstate."+c.is.State))
	}
	return c.lasting()
}

// step judges an edit that changes the state.
func (c *change) step() error {
	switch c.was.State + " " + c.is.State {
	case "open closed":
		return words.Refuse("rectify.unreported")
	case "carried closed", "closed carried":
		return wrongState(c.was.State)
	case "reported closed":
		if c.is.Reported != c.was.Reported {
			return words.Refuse("rectify.shut", words.M("rectstate."+c.was.State))
		}
		if c.who == nil || c.is.Checker != c.who.ID {
			return words.Refuse("rectify.checker")
		}
		if strings.TrimSpace(c.is.Checked) == "" {
			return words.Refuse("rectify.checked")
		}
	case "closed reported", "carried reported": // as by an undo
		if c.is.Reported != c.was.Reported {
			return words.Refuse("rectify.by")
		}
	case "reported open":
		if c.who != nil && c.a.reportedBy(c.who.ID, c.was.Reported) {
			return nil // whoever reported it may take that back
		}
		return c.returned()
	case "closed open":
		return c.returned()
	}
	return nil
}

// returned checks that there is a reason, both in the rectification and in its progress.
func (c *change) returned() error {
	prefix := Path(c.d.Entity, "prog", c.f.ID) + "/"
	entry := slices.ContainsFunc(c.e.Writes, func(w Write) bool { return strings.HasPrefix(w.Entity, prefix) })
	if strings.TrimSpace(c.is.Reason) == "" || !entry {
		return words.Refuse("rectify.reason")
	}
	return nil
}

// lasting checks what must hold in the new state, whichever state came before.
func (c *change) lasting() error {
	planless := c.is.Mode == RectLong && strings.TrimSpace(c.is.Measures) == "" && c.is.State != RectOpen
	switch {
	case planless:
		return words.Refuse("rectify.plan")
	case (c.is.State == RectReported || c.is.State == RectClosed) && strings.TrimSpace(c.is.Reported) == "":
		return words.Refuse("rectify.by")
	case c.is.State == RectClosed && c.is.Checker == "":
		return words.Refuse("rectify.checker")
	case c.is.State == RectClosed && c.a.reportedBy(c.is.Checker, c.is.Reported):
		return words.Refuse("rectify.self", c.a.Name(c.is.Checker))
	case c.is.State == RectCarried && strings.TrimSpace(c.is.Reason) == "":
		return words.Refuse("rectify.reason")
	}
	return nil
}
