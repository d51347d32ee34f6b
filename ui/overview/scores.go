package overview

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/standard"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// scores shows the bars of the districts and of the sections of the chosen district.
type scores struct {
	k        *screen.Kit
	title    *theme.Line
	legend   *theme.Line
	bars     *widgets.Bars
	none     *theme.Line
	pick     *widgets.Pick
	sections *widgets.Bars
	second   *fyne.Container
	body     *fyne.Container
}

func newScores(k *screen.Kit, choose func(district string)) *scores {
	s := &scores{k: k, title: widgets.Heading(k.T("overview.scores")), bars: widgets.NewBars(112, 176), sections: widgets.NewBars(112, 176)}
	s.legend = theme.Text(k.T("overview.legend"), theme.Small, false, theme.Ink2).Whole()
	s.none = theme.Text(k.T("overview.scores.none"), theme.Body, false, theme.Ink2)
	s.pick = widgets.NewPick(k.T("overview.pick"))
	s.pick.OnPick = choose
	pick := container.New(layout.Least{Width: 140}, s.pick)
	s.second = layout.Stack(0, widgets.Head(widgets.Heading(k.T("overview.sections")), pick), s.sections)
	s.body = layout.Stack(0, widgets.Head(s.title, s.legend), layout.Pad(4, 8, s.none), s.bars, layout.Pad(0, 4, s.second))
	return s
}

func (s *scores) put(st State) {
	var bars, sections []widgets.Bar
	var options []widgets.Option
	for _, x := range st.Scores {
		bars = append(bars, s.bar(x))
		options = append(options, widgets.Option{Key: x.ID, Name: x.Name})
	}
	for _, x := range st.Sections {
		sections = append(sections, s.bar(x))
	}
	s.bars.Put(bars...)
	s.sections.Put(sections...)
	s.pick.Put(options, st.Chosen)
	widgets.Visible(s.body.Objects[1], len(bars) == 0)
	widgets.Visible(s.legend, len(bars) > 0)
	widgets.Visible(s.body.Objects[3], len(sections) > 0)
}

func (s *scores) bar(x Score) widgets.Bar {
	return widgets.Bar{Label: x.Name, Value: points(x.Got), Full: points(x.Full), Second: points(x.Claim), Text: s.text(x)}
}

// text returns the text at a bar: points, the number of unmarked items, and the grade; a range if assessors disagree.
func (s *scores) text(x Score) string {
	t := x.Range.String() + " / " + whole(x.Full)
	switch {
	case x.Open > 0:
		return s.k.T("overview.open", x.Open) + "  " + t
	case x.Grade != "":
		return x.Grade + "  " + t
	}
	return t
}

// whole leaves out .00, as for a full mark.
func whole(p standard.Points) string {
	if p%100 == 0 {
		return fmt.Sprint(int64(p / 100))
	}
	return p.String()
}
