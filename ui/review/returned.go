package review

import (
	"strings"

	"kaohe/app/assess"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Returned says of something that it was returned (退回), why and by whom, or what was answered, and offers the next step: to answer, or for
// who may return, to clear it or to return it again.
type Returned struct {
	*widgets.Notice
	k        *screen.Kit
	district string
	is       *assess.Returned
}

// NewReturned makes one that takes no room.
func NewReturned(k *screen.Kit) *Returned {
	return &Returned{Notice: widgets.NewNotice(theme.Conflict), k: k}
}

// About says what stands; x is nil where nothing was returned. It tells whether anything changed.
func (r *Returned) About(d *assess.District, x *assess.Returned) bool {
	if x == nil {
		return r.Put("")
	}
	r.district, r.is = d.ID, x
	a := r.k.Session.View()
	lines := []string{r.k.T("return.says", a.Name(x.By), x.Reason)}
	if x.Answered() {
		lines = append(lines, r.k.T("return.answered", a.Name(x.AnswerBy), x.Answer))
	}
	return r.Put(strings.Join(lines, "\n"), r.steps(x)...)
}

// steps are what the person at the keyboard can do next.
func (r *Returned) steps(x *assess.Returned) []widgets.Action {
	who := r.k.Session.Who()
	switch {
	case who == nil:
		return nil
	case assess.May(who.Role, assess.SendBack):
		if x.Answered() {
			return []widgets.Action{{Name: r.k.T("return.clear"), Do: func() { r.k.Do(assess.ClearReturn(r.now())) }},
				{Name: r.k.T("return.again"), Do: func() { r.ask("return.again", "field.returnreason", assess.ReturnAgain) }}}
		}
		return []widgets.Action{{Name: r.k.T("return.withdraw"), Do: func() { r.k.Do(assess.ClearReturn(r.now())) }}, r.answer()}
	}
	return []widgets.Action{r.answer()}
}

func (r *Returned) answer() widgets.Action {
	return widgets.Action{Name: r.k.T("return.answer"), Do: func() { r.ask("return.answer", "field.returnanswer", assess.AnswerReturn) }}
}

func (r *Returned) ask(title, label string, edit func(*assess.Returned, string) *assess.Edit) {
	was := ""
	if title == "return.answer" {
		was = r.now().Answer
	}
	r.k.Window.AskText(r.k.T(title), r.k.T(label), was, func(text string) { r.k.Do(edit(r.now(), text)) })
}

// now is what was returned as it stands, or as it was shown last if it is gone.
func (r *Returned) now() *assess.Returned {
	if d := r.k.Session.View().District(r.district); d != nil {
		for _, x := range d.Returns {
			if x.ID == r.is.ID {
				return x
			}
		}
	}
	return r.is
}

// Return asks for the reason, and returns an item of a district, by ID, or where that is empty a phase as a whole.
func Return(k *screen.Kit, d *assess.District, p assess.Phase, item string) {
	k.Window.AskText(k.T("return.do"), k.T("field.returnreason"), "", func(reason string) {
		if item != "" {
			k.Do(assess.ReturnItem(d, item, k.Session.NewID(), reason))
			return
		}
		k.Do(assess.ReturnPhase(d, p, k.Session.NewID(), reason))
	})
}

// MayReturn tells whether the person at the keyboard may return something of a phase of a district now: before it is signed.
func MayReturn(k *screen.Kit, d *assess.District, p assess.Phase) bool {
	who := k.Session.Who()
	return who != nil && assess.May(who.Role, assess.SendBack) && d.Phases[p].Lock == nil
}
