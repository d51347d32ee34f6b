package prepare

import (
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// drawForm asks for what a draw is made of. Nothing of it is kept before the draw is made, and neither seed nor result is shown before
// that: else one could try phrases until the result pleases.
type drawForm struct {
	p      *page
	source *widgets.Pick
	boxes  map[string]*widgets.Field // title, list, count, phrase, why
	rows   map[string]*fyne.Container
	strata *widgets.Tick
	names  *theme.Line // of the subdistricts, where the list is theirs
	hash   *theme.Line
	again  *widgets.Banner
	act    *widgets.Button
	body   *fyne.Container
}

// sources of a list.
const (
	fromSubs = "subs"
	fromText = "text"
)

func newDrawForm(p *page, drawn func(id string)) *drawForm {
	f := &drawForm{p: p, source: widgets.NewPick(""), boxes: map[string]*widgets.Field{}, rows: map[string]*fyne.Container{},
		strata: widgets.NewTick(p.t("prepare.draw.strata")), names: small(""), hash: small(""), again: widgets.NewBanner(theme.Warning, "")}
	f.source.Put([]widgets.Option{{Key: fromSubs, Name: p.t("prepare.draw.subs")}, {Key: fromText, Name: p.t("prepare.draw.text")}}, fromSubs)
	f.source.OnPick = func(string) { f.pick() }
	f.box("title", widgets.NewField(p.k.Timer).Hint(p.t("prepare.draw.title.hint")))
	f.box("list", widgets.NewNote(p.k.Timer, 7).Hint(p.t("prepare.draw.list.hint")))
	f.box("count", widgets.NewField(p.k.Timer))
	f.box("phrase", widgets.NewField(p.k.Timer).Hint(p.t("prepare.draw.phrase.hint")))
	f.box("why", widgets.NewField(p.k.Timer))
	f.strata.OnTick = func(bool) { f.changed() }
	f.act = widgets.NewPrimary(p.t("prepare.draw.do"), theme.IconFlag, func() { f.draw(drawn) })
	two := container.New(layout.Cells{Widths: []float32{200, 0}, Gap: 12}, labelled(p.t("prepare.draw.from"), f.source), f.rows["title"])
	strata := layout.Stack(0, f.strata, small(p.t("prepare.draw.strata.hint")))
	count := container.New(layout.Cells{Widths: []float32{100, 0}, Gap: 12}, f.rows["count"], f.rows["phrase"])
	f.rows["strata"] = strata
	f.body = layout.Stack(8, widgets.Head(widgets.Heading(p.t("prepare.draw.new")), nil), two, f.names, f.rows["list"], strata, count, f.again, f.rows["why"],
		f.hash, container.NewHBox(f.act), small(p.t("prepare.draw.explain")))
	f.clear()
	return f
}

func (f *drawForm) box(key string, b *widgets.Field) {
	f.boxes[key] = b
	b.OnCommit = func(string) { f.changed() }
	f.rows[key] = labelled(f.p.t("prepare.draw."+key), b)
}

// clear empties the form for another draw.
func (f *drawForm) clear() {
	for _, key := range []string{"list", "phrase", "why"} {
		f.boxes[key].Put("")
	}
	f.boxes["title"].Put(f.p.t("prepare.draw.subs.title"))
	f.boxes["count"].Put("2")
	f.source.Put([]widgets.Option{{Key: fromSubs, Name: f.p.t("prepare.draw.subs")}, {Key: fromText, Name: f.p.t("prepare.draw.text")}}, fromSubs)
	f.strata.Put(false)
}

// pick turns to another source, and to its usual title.
func (f *drawForm) pick() {
	from, to := "prepare.draw.subs.title", "prepare.draw.text.title"
	if f.source.Chosen() == fromSubs {
		from, to = to, from
	}
	if f.boxes["title"].Text() == f.p.t(from) {
		f.boxes["title"].Put(f.p.t(to))
	}
	f.changed()
}

func (f *drawForm) changed() {
	f.p.render()
}

// asked is the draw as the form has it.
func (f *drawForm) asked(d *assess.District) *assess.Draw {
	x := &assess.Draw{Title: strings.TrimSpace(f.boxes["title"].Text()), Phrase: strings.TrimSpace(f.boxes["phrase"].Text()),
		Why: strings.TrimSpace(f.boxes["why"].Text()), Day: f.p.k.Session.Today()}
	x.Count, _ = strconv.Atoi(widgets.HalfWidth(strings.TrimSpace(f.boxes["count"].Text())))
	if who := f.p.k.Session.Who(); who != nil {
		x.Person = who.ID
	}
	if f.source.Chosen() == fromText {
		x.Strata = f.strata.Checked
		if x.List = assess.ParseList(f.boxes["list"].Text()); x.Strata {
			x.List = assess.WithStrata(x.List)
		}
		return x
	}
	for _, s := range d.Subdistricts {
		x.List = append(x.List, s.Name)
	}
	return x
}

// where a fault is to be said.
var faultBox = map[string]string{"draw.phrase": "phrase", "draw.same": "phrase", "draw.list": "list", "draw.twice": "list", "draw.line": "list",
	"draw.stratum": "list", "draw.count": "count", "draw.again": "why"}

// complain says a fault beside its box; one of a box that is not in view is said by the window.
func (f *drawForm) complain(err error) {
	for _, b := range f.boxes {
		b.SetError("")
	}
	var fault *words.Fault
	if err == nil || !errors.As(err, &fault) {
		return
	}
	b := f.boxes[faultBox[fault.Code()]]
	if b == nil || !b.Visible() {
		f.p.k.Window.Fail(err)
		return
	}
	b.SetError(f.p.explain(err))
	b.Focus()
}

// render says what the list is, while one types.
func (f *drawForm) render(d *assess.District) {
	x := f.asked(d)
	text := f.source.Chosen() == fromText
	widgets.Visible(f.rows["list"], text)
	widgets.Visible(f.rows["strata"], text)
	widgets.Visible(f.names, !text)
	f.names.Put(strings.Join(x.List, f.p.t("list.sep")))
	before := d.Earlier(x)
	again := ""
	if len(before) > 0 && len(x.List) > 0 {
		again = f.p.t("prepare.draw.again", len(before), before[len(before)-1].Day)
	}
	f.again.Put(theme.Warning, again)
	widgets.Visible(f.rows["why"], again != "")
	hash := f.p.t("prepare.draw.nolist")
	if len(x.List) > 0 {
		hash = f.p.t("prepare.draw.hash", len(x.List), groups(x.ListHash()))
	}
	f.hash.Put(hash)
}

// draw checks, asks once, and records.
func (f *drawForm) draw(drawn func(id string)) {
	d := f.p.d()
	x := f.asked(d)
	err := f.p.locked("draw")
	if err == nil {
		err = assess.CheckDraw(d, x)
	}
	if f.complain(err); err != nil {
		if fault := (*words.Fault)(nil); !errors.As(err, &fault) || faultBox[fault.Code()] == "" {
			f.p.k.Window.Fail(err)
		}
		return
	}
	ask := "prepare.draw.ask"
	if x.Strata {
		ask = "prepare.draw.ask.strata"
	}
	f.p.k.Window.Confirm(f.p.t("prepare.draw.do"), f.p.t(ask, len(x.List), x.Count, x.Phrase), f.p.t("prepare.draw.do"), func() {
		id := f.p.k.Session.NewID()
		if f.p.k.Do(assess.PutDraw(f.p.d(), x, id)) {
			f.clear()
			drawn(id)
		}
	})
}

// groups sets a hash in eights, to be read out and compared.
func groups(hex string) string {
	var out []string
	for i := 0; i < len(hex); i += 8 {
		out = append(out, hex[i:min(i+8, len(hex))])
	}
	return strings.Join(out, " ")
}
