package prepare

import (
	"cmp"

	"kaohe/app/assess"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// states of materials as the program's signs.
var states = map[string]theme.State{"": theme.Idle, assess.MaterialGot: theme.Done, assess.MaterialPart: theme.Warning, assess.MaterialNone: theme.Refused}

// materialColumns are those of the materials.
func materialColumns(p *page) []widgets.Column[materialRow] {
	return []widgets.Column[materialRow]{
		{Name: p.t("field.code"), Head: "项目编号", Width: 32, Cell: func(r materialRow) widgets.Cell { return widgets.Cell{Text: r.Code, Ink: theme.Ink2} }},
		{Name: p.t("listing.material"), Head: "材料名称", Cell: func(r materialRow) widgets.Cell { return widgets.Cell{Text: r.Text, Bold: r.Head} }},
		{Name: p.t("field.note"), Head: "备注", Fills: true, Width: 220, Small: true, Cell: func(r materialRow) widgets.Cell { return widgets.Cell{Text: r.Note, Ink: theme.Ink2} }},
		{Name: p.t("field.state"), Head: "状态", Fills: true, Width: theme.Glyph + widgets.ColumnGap + 68, Copy: materialState(p), Cell: func(r materialRow) widgets.Cell {
			s := states[r.State]
			switch {
			case r.Head:
				return widgets.Cell{Text: p.t("prepare.mat.far", r.Got, r.All), Bold: true}
			case r.State == "":
				return widgets.Cell{Icon: s.Icon(), Ink: s.Ink(), Text: p.t("prepare.mat.open")}
			}
			return widgets.Cell{Icon: s.Icon(), Ink: s.Ink(), Text: p.t("material." + r.State)}
		}},
	}
}

// materialState is what is copied of a material's state: nothing while nobody looked at it.
func materialState(p *page) func(materialRow) string {
	return func(r materialRow) string {
		switch {
		case r.Head:
			return p.t("prepare.mat.far", r.Got, r.All)
		case r.State == "":
			return ""
		}
		return p.t("material." + r.State)
	}
}

// claimColumns are those of the self-assessment.
func claimColumns(p *page) []widgets.Column[claimRow] {
	return []widgets.Column[claimRow]{
		{Name: p.t("field.code"), Head: "项目编号", Width: 32, Cell: func(r claimRow) widgets.Cell { return widgets.Cell{Text: r.Code, Ink: theme.Ink2} }},
		{Name: p.t("listing.item"), Cell: func(r claimRow) widgets.Cell { return widgets.Cell{Text: r.Text, Bold: r.Head} }},
		{Name: p.t("field.note"), Head: "自评说明", Width: 132, Small: true, Cell: func(r claimRow) widgets.Cell { return widgets.Cell{Text: r.Note, Ink: theme.Ink2} }},
		{Name: p.t("field.claim"), Head: "自评得分", Width: 56, Right: true, Copy: func(r claimRow) string { return r.Claim }, Cell: func(r claimRow) widgets.Cell {
			return widgets.Cell{Text: cmp.Or(r.Claim, "—"), Bold: r.Head}
		}},
		{Name: p.t("field.points"), Width: 72, Right: true, Copy: func(r claimRow) string { return r.Full }, Cell: func(r claimRow) widgets.Cell {
			switch {
			case r.Bonus:
				return widgets.Cell{Text: p.t("prepare.claim.bonus", r.Full), Ink: theme.Ink2}
			case r.Full != "":
				return widgets.Cell{Text: "/ " + r.Full, Ink: theme.Ink2}
			}
			return widgets.Cell{}
		}},
		{Width: theme.Glyph, Only: widgets.OnScreen, Cell: func(r claimRow) widgets.Cell {
			switch {
			case r.Head || r.Claim == "":
				return widgets.Cell{}
			case r.Over:
				return widgets.Cell{Icon: theme.IconWarning, Ink: theme.Red}
			}
			return widgets.Cell{Icon: theme.IconCheck, Ink: theme.Green}
		}},
	}
}
