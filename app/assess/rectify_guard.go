package assess

import (
	"slices"
	"strings"

	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/words"
)

// GuardRectify refuses an edit that would break these rules, however it was made: by a screen, a verb, a workbook or by hand. Codes:
// rectify.state, rectify.unknown, rectify.unreported, rectify.by, rectify.self, rectify.reason, rectify.plan, rectify.shut.
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

// change is what an edit does to one rectification.
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
	case settles: // one of two values is chosen; it was allowed when it was written
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
		s = "" // null: the value that an undo writes back where nobody had written
	}
	for field, at := range map[string]*string{"state": &c.is.State, "mode": &c.is.Mode, "measures": &c.is.Measures,
		"reported": &c.is.Reported, "checker": &c.is.Checker, "reason": &c.is.Reason} {
		if w.Field == field {
			*at = s
		}
	}
}

// within judges an edit that leaves the state as it is.
func (c *change) within() error {
	same := c.is
	same.Mode, same.Measures, same.Reason = c.was.Mode, c.was.Measures, c.was.Reason
	switch c.is.State {
	case RectReported: // else somebody could report it as another and close it himself
		if same != c.was {
			return words.Refuse("rectify.shut", words.M("rectstate."+c.is.State))
		}
	case RectClosed:
		return words.Refuse("rectify.shut", words.M("rectstate."+c.is.State))
	}
	return c.lasting()
}

// step judges one state after another.
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
	case "closed reported", "carried reported": // as an undo has it
		if c.is.Reported != c.was.Reported {
			return words.Refuse("rectify.by")
		}
	case "reported open":
		if c.who != nil && c.a.reportedBy(c.who.ID, c.was.Reported) {
			return nil // who reported it takes that back
		}
		return c.returned()
	case "closed open":
		return c.returned()
	}
	return nil
}

// returned asks for a reason, in the rectification and in its progress.
func (c *change) returned() error {
	prefix := Path(c.d.Entity, "prog", c.f.ID) + "/"
	entry := slices.ContainsFunc(c.e.Writes, func(w Write) bool { return strings.HasPrefix(w.Entity, prefix) })
	if strings.TrimSpace(c.is.Reason) == "" || !entry {
		return words.Refuse("rectify.reason")
	}
	return nil
}

// lasting is what must hold in a state, however it was come to.
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
