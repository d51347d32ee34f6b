package onsite

import (
	"slices"

	"kaohe/app/assess"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// rulingNote says that a ruling of the consultation changed the mark that was given on site, and leads there.
type rulingNote struct {
	p    *page
	is   *assess.Score
	says *widgets.Notice
}

func newRulingNote(p *page) *rulingNote {
	return &rulingNote{p: p, says: widgets.NewNotice(theme.Info)}
}

func (n *rulingNote) put(s *assess.Score) {
	n.is = s
	d := n.p.d()
	switch r := d.Cause(s); {
	case !s.Ruled:
		n.says.Put("")
	case r == nil || r.Ruling == "":
		n.says.Put(n.p.t("block.untraced", s.Item.Code))
	default:
		before := "—"
		if s.Marked {
			before = s.Mark.String()
		}
		cause := n.p.t("onsite.ruling.mark")
		if f := d.Finding(s.FinalWhy); f != nil {
			cause = n.p.t("onsite.ruling.problem", slices.Index(d.Of(f.Kind), f)+1)
		}
		n.says.Put(n.p.t("onsite.ruling", s.Final, before, cause, n.p.t("ruling."+r.Ruling)), widgets.Action{Name: n.p.t("onsite.ruling.go"), Do: n.open})
	}
}

// open goes to the ruling of the item in view, which may be another than when the button was made.
func (n *rulingNote) open() {
	n.p.k.Window.Go(assess.Place{District: n.p.id, Phase: assess.Consultation, Entity: n.p.d().CauseEntity(n.is)})
}
