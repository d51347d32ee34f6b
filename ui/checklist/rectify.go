package checklist

import (
	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rectify lists a district's rectifications, each as a link to its place on the page of rectification (ui/rectify).
type rectify struct {
	k     *screen.Kit
	title *theme.Line
	links *widgets.Links
	whose []string // the entity of each row
	body  *fyne.Container
}

func newRectify(k *screen.Kit) *rectify {
	r := &rectify{k: k, title: widgets.Heading("")}
	r.links = widgets.NewLinks(0, func(n int) string { return k.T("overview.all", n) }, "")
	r.body = layout.Stack(4, widgets.Head(r.title, nil), r.links)
	return r
}

func (r *rectify) object() fyne.CanvasObject { return r.body }
func (r *rectify) flush()                    {}

func (r *rectify) put(st State) {
	var rows []widgets.Item
	r.whose = nil
	for _, f := range st.District.Standing(assess.Problem) {
		state, word := theme.Underway, r.k.T("rectstate."+f.RectState())
		if m, late, ok := left(f, r.k.Session.Today()); ok {
			word += " · " + r.k.Say.Say(m)
			if late {
				state = theme.Overdue
			}
		}
		if f.Rectification.Closed() {
			state = theme.Done
		}
		at := assess.Place{District: st.District.ID, Phase: assess.Rectification, Entity: f.Rect(st.District)}
		r.whose = append(r.whose, at.Entity)
		rows = append(rows, widgets.Item{State: state, Text: f.FinalNamed, Note: word, Go: func() { r.k.Window.Go(at) }})
	}
	t := st.District.RectifyTally()
	r.title.Put(r.k.T("rectify.ledger.link", t.Done, t.Total))
	r.links.Put(rows)
}

func (r *rectify) at(entity string) (fyne.CanvasObject, fyne.Focusable) {
	for i, row := range r.links.Rows() {
		if i < len(r.whose) && r.whose[i] == entity {
			return row, row
		}
	}
	return nil, nil
}
