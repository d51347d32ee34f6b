package rules

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// trial is 试算: what an item would get. Nothing of it is written.
type trial struct {
	p     *page
	item  *standard.Item
	label *theme.Line
	box   *widgets.Field
	mark  *theme.Line
	says  *widgets.Para
	ask   *fyne.Container
	body  *fyne.Container
}

func newTrial(p *page) *trial {
	x := &trial{p: p, label: theme.Text("", theme.Body, false, theme.Ink2), box: widgets.NewField(p.k.Timer), mark: theme.Text("", theme.Figure, true, theme.Ink), says: widgets.Paragraph("")}
	x.box.Parse = func(s string) (string, error) {
		if _, _, bad := Tried(x.item, s); bad != "" {
			return "", errors.New(p.t(bad))
		}
		return widgets.HalfWidth(s), nil
	}
	x.box.OnCommit = func(string) { x.score(); x.p.render() }
	x.ask = container.New(layout.Cells{Widths: []float32{132, 96, 0}, Gap: 8}, layout.Pad(0, 8, x.label), x.box, x.mark)
	in := layout.Stack(theme.Grid, theme.Text(p.t("rules.trial"), theme.Body, true, theme.Ink), x.ask, x.says)
	x.body = container.NewStack(theme.NewBox(theme.Paper).Line(theme.Rule).Round(theme.Grid), layout.Pad(theme.Grid*2, theme.Grid*2, in))
	return x
}

// clear begins anew with another item.
func (x *trial) clear() { x.box.Put(""); x.box.SetError("") }

func (x *trial) put(i *standard.Item) {
	x.item = i
	x.label.Put(x.p.t("rules.trial."+string(i.Rule.Kind), i.Rule.Unit))
	widgets.Visible(x.ask, !i.Veto())
	x.score()
}

func (x *trial) score() {
	if x.item.Veto() {
		widgets.PutText(x.says, x.p.t("rules.trial.sinks", x.p.lowest()))
		return
	}
	text := x.box.Text()
	mark, how, bad := Tried(x.item, text)
	if text == "" || bad != "" {
		x.mark.Put("")
		widgets.PutText(x.says, x.p.t("rules.trial.hint"))
		return
	}
	x.mark.Put(x.p.t("rules.trial.mark", mark))
	says := x.p.k.Say.Say(how)
	if Fails(x.item, mark) {
		says += x.p.t("list.semi") + x.p.t("rules.trial.fails", x.item.KeyFloor)
	}
	widgets.PutText(x.says, says)
}

// lowest grade there is.
func (p *page) lowest() string {
	names := p.st.Standard.GradeNames()
	if len(names) == 0 {
		return p.t("rules.lowest")
	}
	return names[len(names)-1]
}
