package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// materialView draws a row of the materials.
type materialView struct {
	widget.BaseWidget
	p          *page
	is         materialRow
	code, text *theme.Line
	note, word *theme.Line
	pic        *theme.Pic
	body       *fyne.Container
}

func newMaterialView(p *page) *materialView {
	v := &materialView{p: p, code: theme.Text("", theme.Body, false, theme.Ink2).Whole(), text: theme.Text("", theme.Body, false, theme.Ink),
		note: theme.Text("", theme.Small, false, theme.Ink2), word: theme.Text("", theme.Body, false, theme.Ink2), pic: theme.NewPic(theme.IconIdle, theme.Glyph, theme.Ink2)}
	v.body = layout.Pad(8, 0, container.New(layout.Cells{Widths: []float32{32, 0, 220, theme.Glyph, 68}, Gap: 8, Middle: true}, v.code, v.text, v.note, v.pic, v.word))
	v.ExtendBaseWidget(v)
	return v
}

// states of materials as the program's signs.
var states = map[string]theme.State{"": theme.Idle, assess.MaterialGot: theme.Done, assess.MaterialPart: theme.Warning, assess.MaterialNone: theme.Refused}

// Set shows a row.
func (v *materialView) Set(r materialRow) {
	if v.is == r {
		return
	}
	v.is = r
	v.code.Put(r.Code)
	v.text.Put(r.Text)
	v.text.Bold(r.Head)
	v.note.Put(r.Note)
	s := states[r.State]
	v.pic.Set(s.Icon(), s.Ink())
	word, ink := v.p.t("prepare.mat.open"), s.Ink()
	switch {
	case r.Head:
		word, ink = v.p.t("prepare.mat.far", r.Got, r.All), theme.Ink
	case r.State != "":
		word = v.p.t("material." + r.State)
	}
	v.word.Set(word, ink)
	v.word.Bold(r.Head)
	widgets.Visible(v.pic, !r.Head)
}

// CreateRenderer draws the row.
func (v *materialView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// claimView draws a row of the self-assessment.
type claimView struct {
	widget.BaseWidget
	p           *page
	is          claimRow
	code, text  *theme.Line
	note        *theme.Line
	claim, full *theme.Line
	pic         *theme.Pic
	body        *fyne.Container
}

func newClaimView(p *page) *claimView {
	v := &claimView{p: p, code: theme.Text("", theme.Body, false, theme.Ink2).Whole(), text: theme.Text("", theme.Body, false, theme.Ink),
		note: theme.Text("", theme.Small, false, theme.Ink2), claim: theme.Num("", theme.Body, false, theme.Ink), full: theme.Num("", theme.Body, false, theme.Ink2),
		pic: theme.NewPic(theme.IconCheck, theme.Glyph, theme.Green)}
	v.body = layout.Pad(8, 0, container.New(layout.Cells{Widths: []float32{32, 0, 132, 56, 72, theme.Glyph}, Gap: 8, Middle: true}, v.code, v.text, v.note, v.claim, v.full, v.pic))
	v.ExtendBaseWidget(v)
	return v
}

// Set shows a row.
func (v *claimView) Set(r claimRow) {
	if v.is == r {
		return
	}
	v.is = r
	v.code.Put(r.Code)
	v.text.Put(r.Text)
	v.note.Put(r.Note)
	claim, full := r.Claim, ""
	if claim == "" {
		claim = "—"
	}
	switch {
	case r.Bonus:
		full = v.p.t("prepare.claim.bonus", r.Full)
	case r.Full != "":
		full = "/ " + r.Full
	}
	v.claim.Put(claim)
	v.full.Put(full)
	v.text.Bold(r.Head)
	v.claim.Bold(r.Head)
	if r.Over {
		v.pic.Set(theme.IconWarning, theme.Red)
	} else {
		v.pic.Set(theme.IconCheck, theme.Green)
	}
	widgets.Visible(v.pic, !r.Head && r.Claim != "")
}

// CreateRenderer draws the row.
func (v *claimView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

var (
	_ widgets.View[materialRow] = (*materialView)(nil)
	_ widgets.View[claimRow]    = (*claimView)(nil)
)
