package prepare

import (
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui/form"
	"kaohe/ui/layout"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/widgets"
)

// drawForm asks for what a draw is made of. Nothing of it is a record before the draw is made, and neither seed nor result is shown before
// that: else one could try phrases until the result pleases. What is filled in is kept as a draft.
type drawForm struct {
	p      *page
	desk   *screen.Desk
	source *widgets.Pick
	form   *form.Form
	layers *fyne.Container // the tick for strata, with its hint
	names  *theme.Line     // of the subdistricts, where the list is theirs
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
	f := &drawForm{p: p, desk: screen.NewDesk(p.k), source: widgets.NewPick(""), names: small(""), hash: small(""), again: widgets.NewBanner(theme.Warning, "")}
	f.source.Put(f.sources(), fromSubs)
	f.source.OnPick = func(string) { f.pick() }
	f.form = form.Question(p.k, "d/draw", form.Box("title").Says("prepare.draw.title").Hint("prepare.draw.title.hint"),
		form.Box("list").Says("prepare.draw.list").Lines(7).Hint("prepare.draw.list.hint"), form.Tick("strata").Says("prepare.draw.strata"),
		form.Box("count").Says("prepare.draw.count"), form.Box("phrase").Hint("prepare.draw.phrase.hint"), form.Box("why"))
	f.form.OnChange = func(string) { f.changed() }
	f.act = widgets.NewPrimary(p.t("prepare.draw.do"), theme.IconFlag, func() { f.draw(drawn) })
	two := container.New(layout.Cells{Widths: []float32{200, 0}, Gap: 12}, labelled(p.t("prepare.draw.from"), f.source), f.form.Row("title"))
	f.layers = layout.Stack(0, f.form.Row("strata"), small(p.t("prepare.draw.strata.hint")))
	count := container.New(layout.Cells{Widths: []float32{100, 0}, Gap: 12}, f.form.Row("count"), f.form.Row("phrase"))
	f.body = layout.Stack(8, widgets.Head(widgets.Heading(p.t("prepare.draw.new")), nil), two, f.names, f.form.Row("list"), f.layers, count, f.again, f.form.Row("why"),
		f.hash, container.NewHBox(f.act), small(p.t("prepare.draw.explain")))
	f.clear()
	return f
}

// drafted is a draw that is filled in and not made.
type drafted struct{ Source, Title, List, Strata, Count, Phrase, Why string }

func (f *drawForm) name() string { return assess.Path("d", f.p.id, "draw") }

// begin begins with what was filled in for the district, or from the start.
func (f *drawForm) begin() {
	f.clear()
	if x := (drafted{}); f.desk.Recall(f.name(), &x) {
		f.form.Fill("title", x.Title).Fill("list", x.List).Fill("strata", x.Strata).Fill("count", x.Count).Fill("phrase", x.Phrase).Fill("why", x.Why)
		f.source.Put(f.sources(), x.Source)
	}
}

// keep keeps what is filled in, if more than the usual.
func (f *drawForm) keep() {
	text := func(name string) string { return f.form.Field(name).Text() }
	if text("list")+text("phrase")+text("why") == "" {
		f.desk.Forget(f.name())
		return
	}
	f.desk.Keep(f.name(), drafted{f.source.Chosen(), text("title"), text("list"), text("strata"), text("count"), text("phrase"), text("why")})
}

func (f *drawForm) sources() []widgets.Option {
	return []widgets.Option{{Key: fromSubs, Name: f.p.t("prepare.draw.subs")}, {Key: fromText, Name: f.p.t("prepare.draw.text")}}
}

// clear empties the form for another draw.
func (f *drawForm) clear() {
	f.form.Drop()
	f.form.Fill("title", f.p.t("prepare.draw.subs.title")).Fill("list", "").Fill("strata", "false").Fill("count", "2").Fill("phrase", "").Fill("why", "")
	f.source.Put(f.sources(), fromSubs)
}

// pick turns to another source, and to its usual title.
func (f *drawForm) pick() {
	from, to := "prepare.draw.subs.title", "prepare.draw.text.title"
	if f.source.Chosen() == fromSubs {
		from, to = to, from
	}
	if f.form.Field("title").Text() == f.p.t(from) {
		f.form.Fill("title", f.p.t(to))
	}
	f.changed()
}

func (f *drawForm) changed() {
	f.keep()
	f.p.render()
}

// asked is the draw as the form has it.
func (f *drawForm) asked(d *assess.District) *assess.Draw {
	x := &assess.Draw{Title: strings.TrimSpace(f.form.Field("title").Text()), Phrase: strings.TrimSpace(f.form.Field("phrase").Text()),
		Why: strings.TrimSpace(f.form.Field("why").Text()), Day: f.p.k.Session.Today()}
	x.Count, _ = strconv.Atoi(widgets.HalfWidth(strings.TrimSpace(f.form.Field("count").Text())))
	if who := f.p.k.Session.Who(); who != nil {
		x.Person = who.ID
	}
	if f.source.Chosen() == fromText {
		x.Strata = f.form.Value("strata") == "true"
		if x.List = assess.ParseList(f.form.Field("list").Text()); x.Strata {
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
	for _, name := range faultBox {
		f.form.Field(name).Tell("")
	}
	var fault *words.Fault
	if err == nil || !errors.As(err, &fault) {
		return
	}
	name := faultBox[fault.Code()]
	if name == "" || !f.form.Focus(name) {
		f.p.k.Window.Fail(err)
		return
	}
	f.form.Field(name).Tell(f.p.explain(err))
}

// render says what the list is, while one types.
func (f *drawForm) render(d *assess.District) {
	x := f.asked(d)
	text := f.source.Chosen() == fromText
	f.form.Field("list").Show(text)
	f.form.Field("strata").Show(text)
	widgets.Visible(f.layers, text)
	widgets.Visible(f.names, !text)
	f.names.Put(strings.Join(x.List, f.p.t("list.sep")))
	before := d.Earlier(x)
	again := ""
	if len(before) > 0 && len(x.List) > 0 {
		again = f.p.t("prepare.draw.again", len(before), before[len(before)-1].Day)
	}
	f.again.Put(theme.Warning, again)
	f.form.Field("why").Show(again != "")
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
			f.desk.Forget(f.name())
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
