package circular

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/ui/look"
	"kaohe/ui/piece"
)

// disputes are the boxes of the circular that two laptops left with two values, each value to be taken with a reason.
type disputes struct {
	s     *Screen
	head  *look.Line
	links *piece.Links
	body  *fyne.Container
}

func newDisputes(s *Screen) *disputes {
	d := &disputes{s: s, head: look.Text("", look.Body, true, look.Amber), links: piece.NewLinks(0, func(int) string { return "" }, "")}
	d.body = piece.Pad(8, 4, piece.Stack(0, d.head, d.links))
	d.body.Hide()
	return d
}

// disputedIn are the registers of the circular whose values disagree.
func disputedIn(a *assess.Assessment) []ledger.Register {
	return slices.DeleteFunc(slices.Clone(a.Disputed), func(at ledger.Register) bool { return !strings.HasPrefix(at.Entity, "circ/") })
}

// disputed tells that a section's text has two values.
func (s state) disputed(section string) bool {
	return slices.ContainsFunc(s.a.Disputed, func(at ledger.Register) bool { return at.Entity == assess.CircularText(section) })
}

func (d *disputes) render() {
	k, a := d.s.k, d.s.st.a
	all := disputedIn(a)
	var items []piece.Item
	for _, at := range all {
		for _, h := range k.Desk.History(at) {
			if h.Differs {
				shown := begin(a.ShowValue(k.Say, at, h.New), 40)
				items = append(items, piece.Item{State: look.Conflict, Note: k.T("circular.take"), Go: func() { d.settle(at, h, shown) },
					Text: k.T("onsite.differ.value", d.where(at)+shown, a.Name(h.Person), h.At.Local().Format("01-02 15:04"))})
			}
		}
	}
	d.head.Put(k.T("circular.disputes", len(all)))
	d.links.Put(items)
	if was := d.body.Visible(); was != (len(items) > 0) {
		piece.Visible(d.body, !was)
		d.s.body.Refresh()
	}
}

// where a register is, before its value: 问题：.
func (d *disputes) where(at ledger.Register) string {
	if section, ok := strings.CutPrefix(at.Entity, assess.CircularText("")); ok && d.s.st.text.Section(section) != nil {
		return d.s.k.T("circular.value", d.s.k.T("circular.section."+section), "")
	}
	return d.s.k.T("circular.value", d.s.st.a.FieldName(d.s.k.Say, at), "")
}

func (d *disputes) settle(at ledger.Register, h session.Entry, shown string) {
	k := d.s.k
	k.Window.AskText(k.T("onsite.differ.title", shown), k.T("onsite.differ.why"), "", func(reason string) {
		d.s.do(assess.Settle(at, h.New, reason))
	})
}
