package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/look"
	"kaohe/ui/part"
	"kaohe/ui/piece"
)

// materialView draws a row of the materials.
type materialView struct {
	widget.BaseWidget
	p          *page
	is         materialRow
	code, text *look.Line
	note, word *look.Line
	pic        *look.Pic
	body       *fyne.Container
}

func newMaterialView(p *page) *materialView {
	v := &materialView{p: p, code: look.Text("", look.Body, false, look.Ink2).Whole(), text: look.Text("", look.Body, false, look.Ink),
		note: look.Text("", look.Small, false, look.Ink2), word: look.Text("", look.Body, false, look.Ink2), pic: look.NewPic(look.IconIdle, look.Glyph, look.Ink2)}
	v.body = piece.Pad(8, 0, container.New(cells{[]float32{32, 0, 220, look.Glyph, 68}, 8}, v.code, v.text, v.note, v.pic, v.word))
	v.ExtendBaseWidget(v)
	return v
}

// states of materials as the program's signs.
var states = map[string]look.State{"": look.Idle, assess.MaterialGot: look.Done, assess.MaterialPart: look.Warning, assess.MaterialNone: look.Refused}

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
		word, ink = v.p.t("prepare.mat.far", r.Got, r.All), look.Ink
	case r.State != "":
		word = v.p.t("material." + r.State)
	}
	v.word.Set(word, ink)
	v.word.Bold(r.Head)
	piece.Visible(v.pic, !r.Head)
}

// CreateRenderer draws the row.
func (v *materialView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

// claimView draws a row of the self-assessment.
type claimView struct {
	widget.BaseWidget
	p           *page
	is          claimRow
	code, text  *look.Line
	note        *look.Line
	claim, full *look.Line
	pic         *look.Pic
	body        *fyne.Container
}

func newClaimView(p *page) *claimView {
	v := &claimView{p: p, code: look.Text("", look.Body, false, look.Ink2).Whole(), text: look.Text("", look.Body, false, look.Ink),
		note: look.Text("", look.Small, false, look.Ink2), claim: look.Num("", look.Body, false, look.Ink), full: look.Num("", look.Body, false, look.Ink2),
		pic: look.NewPic(look.IconCheck, look.Glyph, look.Green)}
	v.body = piece.Pad(8, 0, container.New(cells{[]float32{32, 0, 132, 56, 72, look.Glyph}, 8}, v.code, v.text, v.note, v.claim, v.full, v.pic))
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
		v.pic.Set(look.IconWarning, look.Red)
	} else {
		v.pic.Set(look.IconCheck, look.Green)
	}
	piece.Visible(v.pic, !r.Head && r.Claim != "")
}

// CreateRenderer draws the row.
func (v *claimView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.body) }

var (
	_ part.View[materialRow] = (*materialView)(nil)
	_ part.View[claimRow]    = (*claimView)(nil)
)
