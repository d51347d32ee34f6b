package checklist

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/kit"
	"kaohe/ui/look"
	"kaohe/ui/piece"
	"kaohe/ui/part"
)

// summary has the score and grade, the findings counted, and what the problems still lack.
type summary struct {
	k     *kit.Kit
	total *look.Line
	grade *look.Line
	bars  *part.Bars
	finds *look.Line
	lacks *piece.Links
	print *part.Button
	whose []string // the finding of each line; empty for what is missing altogether
	st    State
	body  *fyne.Container
}

func newSummary(k *kit.Kit) *summary {
	s := &summary{k: k, total: look.Text("", look.Figure, true, look.Ink).Whole(), grade: look.Text("", look.Body, false, look.Ink2),
		bars: part.NewBars(152, 112), finds: piece.Heading("")}
	s.lacks = piece.NewLinks(0, func(n int) string { return k.T("overview.all", n) }, "")
	s.print = part.NewButton(k.T("checklist.print"), look.IconPrint, func() { k.Window.Print(s.st.District.ID) })
	legend := look.Text(k.T("overview.legend"), look.Small, false, look.Ink2).Whole()
	figure := container.NewBorder(nil, nil, s.total, container.New(piece.Middle{}, s.print), piece.Pad(8, 0, container.New(piece.Middle{}, s.grade)))
	s.body = piece.Stack(4, piece.Head(piece.Heading(k.T("checklist.score")), legend), figure, s.bars, piece.Head(s.finds, nil), s.lacks)
	return s
}

func (s *summary) object() fyne.CanvasObject { return s.body }
func (s *summary) flush()                    {}

func (s *summary) at(entity string) (fyne.CanvasObject, fyne.Focusable) {
	for i, r := range s.lacks.Rows() {
		if i < len(s.whose) && s.whose[i] == entity {
			return r, r
		}
	}
	return nil, nil
}

func (s *summary) put(st State) {
	s.st = st
	d, k := st.District, s.k
	s.total.Put(k.T("checklist.total", d.Result.Total, d.Result.Full))
	s.grade.Put(s.verdict(d))
	var bars []part.Bar
	for _, sec := range k.Desk.View().Standard.Sections {
		sum := d.Result.Sections[sec.ID]
		if sum.Full == 0 {
			continue
		}
		bars = append(bars, part.Bar{Label: sec.Title, Value: float64(sum.Got), Full: float64(sum.Full),
			Second: float64(d.Claimed.Sections[sec.ID].Got), Text: fmt.Sprintf("%s / %s", sum.Got, sum.Full)})
	}
	s.bars.Put(bars...)
	s.finds.Put(k.T("checklist.finds", len(d.Of(assess.Achievement)), len(d.Of(assess.Highlight)), len(d.Of(assess.Problem))))
	s.lacks.Put(s.lacking(d))
}

// verdict says grade, bonus, and what is still open.
func (s *summary) verdict(d *assess.District) string {
	text := d.Result.Grade
	if d.Result.Open > 0 {
		text = s.k.T("overview.open", d.Result.Open)
	}
	if d.Result.Bonus > 0 {
		text += s.k.T("checklist.bonus", standard.Points(d.Result.Bonus))
	}
	return text
}

// lacking lists what findings lack before the phase can be signed; a line that says so where nothing is.
func (s *summary) lacking(d *assess.District) []piece.Item {
	var out []piece.Item
	at := func(f string) func() {
		return func() {
			s.k.Window.Go(assess.Place{District: d.ID, Phase: assess.Onsite, Tab: assess.TabFinding, Entity: f})
		}
	}
	s.whose = nil
	if len(d.Of(assess.Highlight)) == 0 {
		s.whose = append(s.whose, "")
		out = append(out, piece.Item{State: look.Warning, Text: s.k.T("block.highlight"), Go: at("")})
	}
	for i, f := range d.Of(assess.Problem) {
		i := i + 1
		s.whose = append(s.whose, f.Entity)
		switch {
		case f.Requirement == "":
			out = append(out, piece.Item{State: look.Warning, Text: s.k.T("checklist.lacks.requirement", i, f.Named), Go: at(f.Entity)})
		case f.Deadline == "":
			out = append(out, piece.Item{State: look.Warning, Text: s.k.T("checklist.lacks.deadline", i, f.Named), Go: at(f.Entity)})
		default:
			out = append(out, piece.Item{State: look.Done, Text: s.k.T("checklist.required", i, f.Requirement), Note: string(f.Deadline), Go: at(f.Entity)})
		}
	}
	return out
}
