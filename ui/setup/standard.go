package setup

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	"kaohe/app/standard"
	builtin "kaohe/assets/standard"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// standardView is the second step: which standard, how many points, frozen or not, and what differs from last year.
type standardView struct {
	k      *screen.Kit
	facts  *widgets.Para
	badge  *widgets.Badge
	note   *widgets.Banner
	open   *widgets.Button
	take   *widgets.Button
	books  *widgets.Button
	list   *fyne.Container
	shown  string // what the list shows
	differ *widgets.Para
	other  fyne.CanvasObject
	page   *widgets.Page
}

func newStandardView(k *screen.Kit) *standardView {
	v := &standardView{k: k, facts: widgets.Paragraph(""), badge: widgets.NewBadge(theme.Idle, ""), note: widgets.NewBanner(theme.Info, ""), list: layout.Stack(0), differ: widgets.Paragraph("")}
	v.open = widgets.NewPrimary(k.T("setup.std.open"), theme.IconDoc, func() { k.Window.Go(assess.Place{Tab: TabStandard}) })
	v.take = widgets.NewButton(k.T("setup.std.builtin"), theme.IconStar, func() {
		t, err := roundplan.ReadTable(builtin.Builtin)
		if err != nil {
			k.Window.Fail(err)
			return
		}
		k.Do(t.Edit(false))
	})
	v.books = widgets.NewButton(k.T("setup.std.books"), theme.IconFolder, func() { k.Window.Go(assess.Place{Tab: TabExchange}) })
	head := widgets.Head(widgets.Heading(k.T("setup.step.standard")), container.New(layout.Middle{}, v.badge))
	v.other = layout.Stack(4, widgets.Head(widgets.Heading(k.T("setup.std.differ")), nil), layout.Flush(v.differ))
	v.page = widgets.NewPage(8, container.New(layout.Most{Width: 720},
		layout.Stack(8, head, layout.Flush(v.facts), v.note, container.NewHBox(v.open, v.books, v.take), v.list, v.other)))
	return v
}

func (v *standardView) object() fyne.CanvasObject { return v.page }
func (v *standardView) flush()                    {}

func (v *standardView) put(s State) {
	k, std := v.k, s.A.Standard
	empty := len(std.Items()) == 0
	if std.Frozen {
		v.badge.Set(theme.Locked, k.T("setup.std.frozen"))
	} else {
		v.badge.Set(theme.Underway, k.T("setup.std.draft"))
	}
	facts := k.T("setup.std.none")
	if !empty {
		facts = k.T("setup.std.facts", std.Title, std.Version, len(std.Sections), len(std.Items()), std.Total())
	}
	widgets.PutText(v.facts, facts)
	note := ""
	if std.Sample {
		note = k.T("setup.std.sample")
	}
	v.note.Put(theme.Info, note)
	widgets.Visible(v.take, empty && s.LockStd == nil)
	widgets.Visible(v.books, s.LockStd == nil)
	v.putSections(std)
	lines := Differ(s.A)
	widgets.PutText(v.differ, strings.Join(lines, "\n"))
	widgets.Visible(v.other, len(lines) > 0)
	v.page.Fit()
}

var sectionCells = layout.Cells{Widths: []float32{0, 72, 88}, Gap: 8}

func (v *standardView) putSections(std *standard.Standard) {
	shown := ""
	for _, sec := range std.Sections {
		shown += fmt.Sprintln(sec.Title, len(sec.Items), sec.Points())
	}
	if shown == v.shown {
		return
	}
	v.shown = shown
	v.list.RemoveAll()
	for _, sec := range std.Sections {
		points := right(theme.Text(sec.Points().String(), theme.Body, false, theme.Ink).Whole())
		items := right(theme.Text(v.k.T("setup.std.items", len(sec.Items)), theme.Body, false, theme.Ink2).Whole())
		row := container.New(layout.Least{Height: 32}, container.New(layout.Middle{}, container.New(sectionCells, theme.Text(sec.Title, theme.Body, false, theme.Ink), items, points)))
		v.list.Add(container.NewBorder(nil, theme.NewBox(theme.Rule).Least(0, 1), nil, nil, row))
	}
}

func (v *standardView) reveal(string, string) { focus(v.k, v.open) }

// Differ are the items whose text is another one than in the last round, each with its code; their last marks are shown with a word
// of warning. Nothing where the round was not made from a last one.
func Differ(a *assess.Assessment) []string {
	var out []string
	for _, i := range a.Standard.Items() {
		for _, d := range a.Districts {
			if l := d.Last[i.ID]; l != nil && !l.Same {
				out = append(out, strings.TrimSpace(i.Code+" "+i.Text))
				break
			}
		}
	}
	return out
}
