package parcels

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// preview is what taking packages in would do.
type preview struct {
	k     *screen.Kit
	heads *widgets.Links
	wrong *widgets.Banner
	lines *widgets.Links
	merge *widgets.Button
	leave *widgets.Button
	page  *widgets.Page
	body  *fyne.Container
}

func newPreview(k *screen.Kit, o Actions) *preview {
	all := func(n int) string { return k.T("overview.all", n) }
	p := &preview{k: k, heads: widgets.NewLinks(0, all, ""), lines: widgets.NewLinks(0, all, ""), wrong: widgets.NewBanner(theme.Refused, "")}
	p.merge, p.leave = widgets.NewPrimary(k.T("parcels.merge"), theme.IconCheck, o.Merge), widgets.NewButton(k.T("parcels.leave"), "", o.Drop)
	title := theme.Text(k.T("parcels.preview"), theme.Title, true, theme.Ink)
	p.page = widgets.NewPage(theme.Grid*2, title, p.heads, p.wrong, widgets.Head(widgets.Heading(k.T("parcels.would")), nil), p.lines)
	more := widgets.NewQuiet(k.T("parcels.more"), theme.IconPlus, o.Pick)
	foot := container.NewBorder(theme.NewBox(theme.Rule).Least(0, 1), nil, more, container.NewHBox(p.leave, p.merge))
	p.body = container.NewStack(theme.NewBox(theme.Paper), layout.Fill(0, p.page, foot))
	return p
}

func (p *preview) put(in *Incoming) {
	var heads []widgets.Item
	for _, m := range in.Heads {
		state, marked := signs[m.Key]
		if !marked {
			state = theme.Info
		}
		heads = append(heads, widgets.Item{State: state, Icon: iconOf(marked), Text: p.k.Say.Say(m)})
	}
	p.heads.Put(heads)
	p.lines.Put(items(p.k, in))
	p.wrong.Put(theme.Refused, "")
	if in.Missing != nil {
		p.wrong.Put(theme.Refused, p.k.Say.Explain(in.Missing).Both())
	}
	p.merge.Able(in.Missing == nil)
	if name := p.k.T("parcels.merge"); in.In.New > 0 {
		p.merge.Put(name)
	} else {
		p.merge.Put(p.k.T("parcels.merge.nothing"))
	}
	p.page.Fit()
}

func iconOf(marked bool) theme.IconName {
	if marked {
		return ""
	}
	return theme.IconFolder
}

func emptied(err error) bool { return errors.Is(err, words.Refuse("relay.emptied")) }
