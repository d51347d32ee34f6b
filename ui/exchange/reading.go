package exchange

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/book/table"
	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// readingHeight is room for a rule's text, what it is read as, and why it wants a look.
const readingHeight = theme.Row * 4

// reading shows the item at hand: its rule as it is written, and as it is read.
type reading struct {
	k             *screen.Kit
	badge         *widgets.Badge
	says, as, why *widgets.Prose
	page          *widgets.Page
	body          fyne.CanvasObject
}

func newReading(k *screen.Kit) *reading {
	r := &reading{k: k, badge: widgets.NewBadge(theme.Idle, ""), says: widgets.NewProse(), as: widgets.NewProse(), why: widgets.NewProse().Faint()}
	r.page = widgets.NewPage(2, layout.Stack(2, container.NewHBox(r.badge), r.as.Body, r.says.Body, r.why.Body))
	r.body = layout.Stack(0, theme.NewBox(theme.Rule).Least(0, 1), container.New(layout.Least{Height: readingHeight}, r.page))
	return r
}

// put shows an item.
func (r *reading) put(x table.Row) {
	sign, word := theme.Done, "mapper.sure"
	if x.Unsure.Key != "" {
		sign, word = theme.Warning, "mapper.unsure"
	}
	r.badge.Set(sign, r.k.T(word))
	r.as.Put(r.k.T("mapper.reads", ruleWords(r.k, x)))
	says := x.RuleText
	if says == "" {
		says = x.Text
	}
	r.says.Put(r.k.T("mapper.says", says))
	why := ""
	if x.Unsure.Key != "" {
		why = r.k.Say.Say(x.Unsure)
	}
	r.why.Put(why)
	r.page.Fit()
	r.page.Top()
}

// ruleWords is what a rule is read as: its kind, and its terms where they say more than the text does.
func ruleWords(k *screen.Kit, x table.Row) string {
	kind := k.T("rules.kind." + string(x.Rule.Kind))
	if x.Rule.Kind == standard.Percent && x.Rule.Target == 0 {
		return k.T("mapper.term", kind, k.T("mapper.untargeted", standard.Points(x.Rule.Step), x.Rule.Amount))
	}
	switch x.Rule.Kind {
	case standard.Each, standard.Percent, standard.Tiers, standard.Bonus:
		return k.T("mapper.term", kind, k.Say.Say(x.Rule.Words(x.Points)))
	}
	return kind
}
