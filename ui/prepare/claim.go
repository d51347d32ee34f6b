package prepare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/standard"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/listpage"
	"kaohe/ui/review"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// claimPane is 自评: what the district gives itself, item by item.
type claimPane struct {
	*listpage.Page[claimRow]
	p       *page
	leaving bool
	sum     *theme.Line
	over    *theme.Line
	foot    *claimFoot
}

func newClaimPane(p *page) *claimPane {
	x := &claimPane{p: p, sum: theme.Text("", theme.Body, true, theme.Ink).Whole(), over: theme.Text("", theme.Body, false, theme.Red).Whole()}
	x.foot = newClaimFoot(p, x.next, x.Done)
	x.Page = listpage.New(p.k, listpage.Kind[claimRow]{
		Kind:    widgets.Kind[claimRow]{Columns: claimColumns(p), Key: func(r claimRow) string { return r.Key }, Head: func(r claimRow) bool { return r.Head }},
		Filters: []listpage.Filter[claimRow]{{Key: "open", Name: p.t("prepare.claim.open"), Lets: func(r claimRow) bool { return r.Open }}},
		Text:    func(r claimRow) string { return r.Code + "\n" + r.Text }, Picks: []fyne.CanvasObject{x.over, x.sum},
		Detail: foot(x.foot.body), Under: true, Show: x.show, Open: func(claimRow) { x.write() }, Leave: x.flush,
		Title: p.t("listing.claims"), Of: p.name, Sheet: "自评得分",
	})
	x.List.OnRune = x.rune
	x.List.OnKey = func(_ claimRow, e *fyne.KeyEvent) bool { return x.onKey(e.Name) }
	return x
}

func (x *claimPane) turned() {
	x.Reset()
	x.ShowAll()
}

// New does nothing: the items are the standard's.
func (x *claimPane) New() {}

// Leave commits what is being typed.
func (x *claimPane) Leave() { x.flush() }

func (x *claimPane) flush() {
	x.leaving = true
	x.foot.flush()
	x.leaving = false
}

// Render shows the page's district.
func (x *claimPane) Render(d *assess.District) {
	rows, over := claimRows(x.p.view(), d)
	x.sum.Put(x.p.t("prepare.claim.sum", d.Claimed.Range, d.Claimed.Full))
	widgets.Visible(x.over, over > 0)
	x.over.Put(x.p.t("prepare.claim.over", over))
	x.Put(rows)
}

func (x *claimPane) show(r claimRow) { x.foot.put(x.p.d(), r.Key, x.p.locked("claim") != nil) }

// write goes to the box for the points, if they may be written.
func (x *claimPane) write() {
	if !x.foot.locked {
		x.foot.mark.Focus()
	}
}

// next goes down the list after a mark was entered; the keyboard is on the list again, where digits begin the next.
func (x *claimPane) next() {
	if x.leaving {
		return
	}
	x.Next()
}

// rune: digits begin the points, = claims the full points.
func (x *claimPane) rune(row claimRow, r rune) bool {
	switch c := widgets.HalfWidth(string(r)); {
	case c >= "0" && c <= "9":
		if x.foot.locked {
			x.p.k.Window.Fail(x.p.locked("claim"))
			return true
		}
		x.foot.mark.Type(r)
	case c == "=" && x.foot.locked:
		x.p.k.Window.Fail(x.p.locked("claim"))
	case c == "=":
		if s := x.p.d().Score(row.Key); s != nil && x.foot.write(s.Item.Points.String(), s.ClaimNote) {
			x.next()
		}
	default:
		return false
	}
	return true
}

func (x *claimPane) onKey(k fyne.KeyName) bool {
	if k == fyne.KeyF2 && !x.foot.locked {
		x.foot.form.Focus("note")
	}
	return k == fyne.KeyF2
}

// Key goes back from the boxes to the list.
func (x *claimPane) Key(k fyne.KeyName) bool { return x.onKey(k) || x.Page.Key(k) }

// Reveal brings an item to hand.
func (x *claimPane) Reveal(at assess.Place) {
	item := at.Item
	if noun := assess.At(at.Entity).Group(); item == "" && noun == "claim" {
		item = at.Entity[len(assess.Path("d", x.p.id, "claim"))+1:]
	}
	x.Choose(item)
	x.Focus()
}

// Subject is the item at hand, for a comment on it.
func (x *claimPane) Subject() string {
	if s := x.p.d().Score(x.foot.item); s != nil {
		return assess.SubjectOf(s.Entity)
	}
	return ""
}

// Done goes on to the next item that is not claimed.
func (x *claimPane) Done() {
	x.flush()
	x.List.Seek(func(r claimRow) bool { return r.Open })
	x.List.Focus()
}

// claimFoot is the item at hand with the boxes for points and grounds.
type claimFoot struct {
	p      *page
	item   string
	locked bool
	name   *widgets.Para
	mark   *widgets.Mark
	form   *form.Form // the note
	next   func()
	talk   *review.Button
	edit   *fyne.Container
	body   *fyne.Container
}

func newClaimFoot(p *page, next, done func()) *claimFoot {
	f := &claimFoot{p: p, next: next, name: widgets.Paragraph(""), mark: widgets.NewMark(p.k.Timer)}
	f.form = form.New(p.k, "d/claim", "edit.claim", form.Box("note").Mute().Lines(1).Hint("prepare.claim.note"))
	f.mark.Parse = func(s string) (string, error) {
		if s := p.d().Score(f.item); s == nil {
			return "", nil
		}
		return p.points(p.d().Score(f.item).Item, s)
	}
	f.mark.OnCommit = f.commit
	f.mark.OnStep = f.step
	f.mark.OnDone = done
	f.form.OnWrite = func(_ *assess.Edit, _, text string) *assess.Edit {
		item := assess.At(f.form.Entity()).ID("item")
		if s := p.d().Score(item); s != nil {
			return setClaim(p.d(), item, claimed(s), text)
		}
		return nil
	}
	f.form.OnDone = done
	f.edit = layout.Stack(4, container.NewBorder(nil, nil, f.mark, nil, f.form.Row("note")), small(p.t("prepare.claim.keys")))
	f.talk = review.NewButton(p.k)
	f.body = layout.Stack(4, container.NewBorder(nil, nil, nil, container.New(layout.Middle{}, f.talk.Button), layout.Flush(f.name)), f.edit)
	return f
}

// claimed is the claim as it is typed; empty where there is none.
func claimed(s *assess.Score) string {
	if !s.Claimed {
		return ""
	}
	return s.Claim.String()
}

// write makes the edit; true when it was taken or nothing was to be done.
func (f *claimFoot) write(points, note string) bool {
	e := setClaim(f.p.d(), f.item, points, note)
	return e == nil || f.p.k.Do(e)
}

// commit keeps points; Enter, which leaves the keyboard in the box, goes on to the next item.
func (f *claimFoot) commit(points string) {
	s := f.p.d().Score(f.item)
	if s == nil {
		return
	}
	entered := f.p.focused() == f.mark.Target()
	if f.write(points, s.ClaimNote) && entered {
		f.next()
	}
}

// step raises or lowers the claim by half a point.
func (f *claimFoot) step(up int) {
	s := f.p.d().Score(f.item)
	if s == nil || f.locked {
		return
	}
	_, high := s.Item.Rule.Range(s.Item.Points)
	n := max(0, min(high, s.Claim+standard.Points(50*up)))
	f.write(n.String(), s.ClaimNote)
}

func (f *claimFoot) flush() {
	f.mark.Flush()
	f.form.Flush()
}

func (f *claimFoot) put(d *assess.District, item string, locked bool) {
	f.item = item
	s := d.Score(item)
	f.locked = locked
	widgets.Visible(f.body, s != nil)
	if s == nil {
		return
	}
	f.talk.About(d, assess.SubjectOf(s.Entity))
	name := f.p.t("prepare.claim.name", s.Item.Code, s.Item.Text, s.Item.Points)
	if locked && s.Claimed {
		name += "\n" + f.p.t("prepare.claim.read", s.Claim, s.ClaimNote)
	}
	widgets.PutText(f.name, name)
	widgets.Visible(f.edit, !locked)
	f.mark.Put(claimed(s))
	f.form.Put(assess.Path(d.Entity, "claim", item))
}
