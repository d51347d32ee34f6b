package settle

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// Notice stands where boxes have two values, says which, and leads to where they are settled.
type Notice struct {
	*widgets.Banner
	k     *screen.Kit
	shown []ledger.Register
}

// NewNotice makes one; it is hidden while no values disagree.
func NewNotice(k *screen.Kit) *Notice {
	return &Notice{Banner: widgets.NewBanner(theme.Conflict, ""), k: k}
}

// Put shows which registers of some entities have values that disagree.
func (n *Notice) Put(entities ...string) {
	n.Of(func(at ledger.Register) bool { return slices.Contains(entities, at.Entity) })
}

// Of shows which registers have values that disagree, of those for which is tells.
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
