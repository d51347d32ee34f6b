package assess

import (
	"strings"

	"kaohe/app/words"
)

// The states of a rectification. It is open, then reported as done, then closed (销号) or returned, which means open again with a reason. One
// that stays open is carried into the next round with a reason. Closed and carried ones can be taken up again. A long one needs a plan,
// which is its measures.
const (
	RectOpen     = "open"
	RectReported = "reported"
	RectClosed   = "closed"
	RectCarried  = "carried"
	RectLong     = "long" // the mode that needs a plan
)

// RectStates in order.
var RectStates = []string{RectOpen, RectReported, RectClosed, RectCarried}

// Entry is a line of a rectification's progress that is written together with a step. If Text and Proof are both empty, no line is written.
type Entry struct {
	ID          string
	Day         Day
	Text, Proof string
	Person      string
}

// Rect returns the entity of a problem's rectification.
func (f *Finding) Rect(d *District) string { return Path(d.Entity, "rect", f.ID) }

// RectState returns the state of the problem's rectification. One that nobody has begun is open.
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

// Arrange writes how a problem is to be rectified; pairs are field and text: mode, measures. It opens the rectification if nobody has yet.
func Arrange(d *District, f *Finding, pairs ...string) *Edit {
	e := Fields("edit.rectify", f.Rect(d), pairs...)
	if f.Rectification == nil {
		e.Texts(f.Rect(d), "state", RectOpen)
	}
	return e
}

// Report says that a rectification is done. by is a person's ID or the name of an office; x is added to its progress. Faults:
// rectify.state (it is not open), rectify.by (by is empty), rectify.plan (a long one has no plan).
func Report(d *District, f *Finding, by string, x Entry) (*Edit, error) {
	switch {
	case f.RectState() != RectOpen:
		return nil, wrongState(f.RectState())
	case strings.TrimSpace(by) == "":
		return nil, words.Refuse("rectify.by")
	case f.planless():
		return nil, words.Refuse("rectify.plan")
	}
	e := Fields("edit.report", f.Rect(d), "state", RectReported, "reported", by, "checker", "", "checked", "", "reason", "")
	return e.entry(d, f, x), nil
}

// Close closes a rectification that was reported as done (销号). who is the person who checked it; that may not be the one who reported it.
// checked is what they looked at and saw. Faults: MayClose's, rectify.checked (it is empty).
func Close(a *Assessment, d *District, f *Finding, who *Person, checked string) (*Edit, error) {
	if err := MayClose(a, f, who); err != nil {
		return nil, err
	}
	if strings.TrimSpace(checked) == "" {
		return nil, words.Refuse("rectify.checked")
	}
	return Fields("edit.close", f.Rect(d), "state", RectClosed, "checker", who.ID, "checked", checked), nil
}

// MayClose tells why a person can't close a rectification, or nil. Faults: who, rectify.unreported, rectify.state (it is closed or carried
// already), rectify.self.
func MayClose(a *Assessment, f *Finding, who *Person) error {
	switch {
	case who == nil:
		return words.Refuse("who")
	case f.RectState() == RectOpen:
		return words.Refuse("rectify.unreported")
	case f.RectState() != RectReported:
		return wrongState(f.RectState())
	case a.reportedBy(who.ID, f.rect().Reported):
		return words.Refuse("rectify.self", who.Name)
	}
	return nil
}

// Return sends a rectification that was reported as done back (退回). The reason is also added to its progress, unless x has a text. Faults:
// rectify.unreported, rectify.state, rectify.reason (it is empty).
func Return(d *District, f *Finding, reason string, x Entry) (*Edit, error) {
	switch {
	case f.RectState() == RectOpen:
		return nil, words.Refuse("rectify.unreported")
	case f.RectState() != RectReported:
		return nil, wrongState(f.RectState())
	}
	return again("edit.return", d, f, reason, x)
}

// TakeUp opens a closed or carried rectification again, with the reason. Faults: rectify.state, rectify.reason (it is empty).
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
	e := Fields(label, f.Rect(d), "state", RectOpen, "reported", "", "checker", "", "checked", "", "reason", reason)
	return e.entry(d, f, x), nil
}

// CarryOver leaves a rectification to the next round, where it is checked again (回头看). Faults: rectify.state (it is closed or carried),
// rectify.reason, rectify.plan.
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

// SetMilestone ticks a milestone of a plan, or removes the tick.
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

// reportedBy tells whether a person is the one who reported a rectification, given by ID or by the name that was typed.
func (a *Assessment) reportedBy(person, reported string) bool {
	return reported != "" && (person == reported || a.Name(person) == strings.TrimSpace(reported))
}
