package assess

import (
	"strings"

	"kaohe/app/words"
)

// A rectification is open, then reported done, then closed (销号) or returned, which is open again with a reason. What stays open is
// carried into the next round with a reason; closed and carried ones can be taken up again. A long one needs a plan: its measures.
const (
	RectOpen     = "open"
	RectReported = "reported"
	RectClosed   = "closed"
	RectCarried  = "carried"
	RectLong     = "long" // the mode that needs a plan
)

// RectStates in order.
var RectStates = []string{RectOpen, RectReported, RectClosed, RectCarried}

// Entry is what goes into the progress of a rectification together with a step. Without a text and proof there is none.
type Entry struct {
	ID          string
	Day         Day
	Text, Proof string
	Person      string
}

// Rect is the entity of a problem's rectification.
func (f *Finding) Rect(d *District) string { return Path(d.Entity, "rect", f.ID) }

// RectState is how far the problem's rectification is; one that nobody has begun is open.
func (f *Finding) RectState() string {
	if f.Rectification == nil || f.Rectification.State == "" {
		return RectOpen
	}
	return f.Rectification.State
}

func (f *Finding) rect() Rectified {
	if f.Rectification == nil {
		return Rectified{}
	}
	return *f.Rectification
}

// Arrange writes how a problem is to be rectified; pairs are field and value: mode, measures. It begins what nobody has begun.
func Arrange(d *District, f *Finding, pairs ...string) *Edit {
	e := Fields("edit.rectify", f.Rect(d), pairs...)
	if f.Rectification == nil {
		e.Texts(f.Rect(d), "state", RectOpen)
	}
	return e
}

// Report says that a rectification is done. by is a person's ID, or the name of an office. Faults: rectify.state (it is not open),
// rectify.by, rectify.plan.
func Report(d *District, f *Finding, by string, x Entry) (*Edit, error) {
	switch {
	case f.RectState() != RectOpen:
		return nil, wrongState(f.RectState())
	case strings.TrimSpace(by) == "":
		return nil, words.Refuse("rectify.by")
	case f.planless():
		return nil, words.Refuse("rectify.plan")
	}
	e := Fields("edit.report", f.Rect(d), "state", RectReported, "reported", by, "checker", "", "reason", "")
	return e.entry(d, f, x), nil
}

// Close strikes a reported rectification off (销号): who has checked it, and isn't who reported it. Faults: who, rectify.unreported,
// rectify.self.
func Close(a *Assessment, d *District, f *Finding, who *Person) (*Edit, error) {
	switch {
	case who == nil:
		return nil, words.Refuse("who")
	case f.RectState() == RectOpen:
		return nil, words.Refuse("rectify.unreported")
	case f.RectState() != RectReported:
		return nil, wrongState(f.RectState())
	case a.reportedBy(who.ID, f.rect().Reported):
		return nil, words.Refuse("rectify.self", who.Name)
	}
	return Fields("edit.close", f.Rect(d), "state", RectClosed, "checker", who.ID), nil
}

// Return sends a reported rectification back, with the reason, which stands in its progress too (退回). Faults: rectify.unreported,
// rectify.state, rectify.reason.
func Return(d *District, f *Finding, reason string, x Entry) (*Edit, error) {
	switch {
	case f.RectState() == RectOpen:
		return nil, words.Refuse("rectify.unreported")
	case f.RectState() != RectReported:
		return nil, wrongState(f.RectState())
	}
	return again("edit.return", d, f, reason, x)
}

// TakeUp opens a closed or carried rectification again, with the reason. Faults: rectify.state, rectify.reason.
func TakeUp(d *District, f *Finding, reason string, x Entry) (*Edit, error) {
	if !f.Rectification.Closed() {
		return nil, wrongState(f.RectState())
	}
	return again("edit.takeup", d, f, reason, x)
}

func again(label string, d *District, f *Finding, reason string, x Entry) (*Edit, error) {
	if strings.TrimSpace(reason) == "" {
		return nil, words.Refuse("rectify.reason")
	}
	if x.Text == "" {
		x.Text = reason
	}
	e := Fields(label, f.Rect(d), "state", RectOpen, "reported", "", "checker", "", "reason", reason)
	return e.entry(d, f, x), nil
}

// CarryOver leaves a rectification to the next round, where it is looked at again (回头看). Faults: rectify.state, rectify.reason,
// rectify.plan.
func CarryOver(d *District, f *Finding, reason string) (*Edit, error) {
	switch {
	case f.Rectification.Closed():
		return nil, wrongState(f.RectState())
	case strings.TrimSpace(reason) == "":
		return nil, words.Refuse("rectify.reason")
	case f.planless():
		return nil, words.Refuse("rectify.plan")
	}
	return Fields("edit.carry", f.Rect(d), "state", RectCarried, "reason", reason), nil
}

// SetMilestone ticks a step of a plan, or takes the tick away.
func SetMilestone(s *Step, done bool) *Edit { return New("edit.milestone").Set(s.Entity, "done", done) }

func (f *Finding) planless() bool {
	r := f.rect()
	return r.Mode == RectLong && strings.TrimSpace(r.Measures) == ""
}

func wrongState(state string) error {
	return words.Refuse("rectify.state", words.M("rectstate."+state))
}

func (e *Edit) entry(d *District, f *Finding, x Entry) *Edit {
	if x.Text != "" || x.Proof != "" {
		e.Writes = append(e.Writes, AddProgress(d, f, x.ID, x.Day, x.Text, x.Proof, x.Person).Writes...)
	}
	return e
}

// reportedBy tells whether a person is who reported a rectification done: by ID, or by the name that was typed.
func (a *Assessment) reportedBy(person, reported string) bool {
	return reported != "" && (person == reported || a.Name(person) == strings.TrimSpace(reported))
}
