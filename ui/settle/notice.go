package settle

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Notice is a banner that says which boxes are in conflict, and leads to the place where they are settled.
type Notice struct {
	*widgets.Banner
	k     *screen.Kit
	shown []ledger.Register
}

// NewNotice makes a notice. It is hidden while there is no conflict.
func NewNotice(k *screen.Kit) *Notice {
	return &Notice{Banner: widgets.NewBanner(theme.Conflict, ""), k: k}
}

// Put shows which registers of some entities are in conflict.
func (n *Notice) Put(entities ...string) {
	n.Of(func(at ledger.Register) bool { return slices.Contains(entities, at.Entity) })
}

// Of shows which registers are in conflict, among those that is accepts.
func (n *Notice) Of(is func(ledger.Register) bool) {
	var at []ledger.Register
	for _, r := range n.k.Session.View().Disputed {
		if is(r) {
			at = append(at, r)
		}
	}
	if slices.Equal(at, n.shown) {
		return
	}
	if n.shown = at; len(at) == 0 {
		n.Banner.Put(theme.Conflict, "")
		return
	}
	text := n.k.T("settle.notice", n.k.Session.View().FieldName(n.k.Say, at[0]))
	if len(at) > 1 {
		text = n.k.T("settle.notice.n", len(at), n.k.Session.View().FieldName(n.k.Say, at[0]))
	}
	n.Banner.Put(theme.Conflict, text, widgets.Action{Name: n.k.T("settle.go"), Do: func() { n.k.Window.Go(assess.DisputeAt(at[0])) }})
}
