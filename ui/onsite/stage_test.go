package onsite

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kaohe/ui/uitest"
	"kaohe/ui/uitest/fake"
	"kaohe/ui/widgets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/assets/i18n"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
)

// stage is a founded round with one district, a session without files, and the page in a test window.
type stage struct {
	*session.Session
	t      *testing.T
	log    *memory.Log
	keys   memory.Keys
	win    *shell
	screen *Screen
	hand   *fake.Clock
}

// shell plays the window: it notes what it was asked for.
type shell struct {
	stage   *stage
	window  fyne.Window
	edits   []*assess.Edit
	places  []assess.Place
	errs    []error
	asked   []string // titles and bodies of questions
	answer  string   // to AskText; empty: the person gives up
	decline bool     // Confirm is answered with no
	opened  []string // what else was opened
}

func (w *shell) Go(p assess.Place) {
	w.places = append(w.places, p)
	w.stage.screen.Reveal(p)
}

func (w *shell) Do(e *assess.Edit) bool {
	if err := w.stage.Apply(e); err != nil {
		w.Fail(err)
		w.stage.screen.Render()
		return false
	}
	w.edits = append(w.edits, e)
	w.stage.screen.Render()
	return true
}

func (w *shell) Fail(err error) { w.errs = append(w.errs, err) }

func (w *shell) Confirm(title, body, _ string, then func()) {
	w.asked = append(w.asked, title, body)
	if !w.decline {
		then()
	}
}

func (w *shell) AskText(title, _, _ string, then func(string)) {
	w.asked = append(w.asked, title)
	if w.answer != "" {
		then(w.answer)
	}
}

func (w *shell) History(title, entity string, fields ...string) {
	w.opened = append(w.opened, "history "+entity)
}
func (w *shell) Sign(d string, p assess.Phase)   { w.opened = append(w.opened, "sign") }
func (w *shell) Reopen(d string, p assess.Phase) { w.opened = append(w.opened, "reopen") }
func (w *shell) Print(string)                    { w.opened = append(w.opened, "print") }
func (w *shell) PrintList(l report.Listing)      { w.opened = append(w.opened, "list "+l.Title) }
func (w *shell) Paste(p book.Pasting, text string) {
	plan, err := p.Plan(w.stage.View(), text, w.stage.Who(), w.stage.Today())
	if err != nil {
		w.Fail(err)
		return
	}
	if e, err := plan.Edit(); err != nil {
		w.Fail(err)
	} else if len(e.Writes) > 0 {
		w.Do(e)
	}
}
func (w *shell) Canvas() fyne.Canvas { return w.window.Canvas() }

func founded(t *testing.T, founder session.NewPerson, round *assess.Edit) (*memory.Log, memory.Keys, *session.Session) {
	t.Helper()
	log, keys := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}
	key, _, err := keys.Make(founder.ID, founder.PIN)
	if err != nil {
		t.Fatal(err)
	}
	sign, _ := keys.Unlock(founder.ID, founder.PIN)
	err = log.Found(session.Genesis(session.Founding{
		Founder: assess.Card{Person: founder.ID, Name: founder.Name, Agency: founder.Agency, Role: founder.Role, Key: key},
		Device:  log.Own, DeviceName: "试验机", Sign: sign, Round: round, Now: time.Date(2006, 9, 1, 0, 0, 0, 0, time.UTC)}))
	if err != nil {
		t.Fatal(err)
	}
	return log, keys, opened(t, log, keys)
}

func opened(t *testing.T, log *memory.Log, keys memory.Keys) *session.Session {
	t.Helper()
	ids, clock := 0, time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC)
	s, err := session.Open(session.Options{Log: log, Keys: keys,
		NewID: func() string { ids++; return fmt.Sprintf("n%d", ids) },
		Now:   func() time.Time { clock = clock.Add(time.Second); return clock }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// newStage has the items a1 (free, 5.00), a2 (each, 3.00), a3 (half, 2.00), b1 (bonus) and b2 (veto).
func newStage(t *testing.T) *stage {
	t.Helper()
	d := &stage{t: t, hand: &fake.Clock{}}
	d.log, d.keys, d.Session = founded(t, session.NewPerson{ID: "chen", Name: "陈喆", Role: assess.Leader, PIN: "246810"}, nil)
	d.must(d.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Role: assess.Member}, "chen", "246810"))
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "温", Role: assess.Secretary}, "chen", "246810"))
	d.must(d.Use("chen"))
	e := assess.New("edit.standard").Texts("std/sec/a", "title", "责任体系").Texts("std/sec/b", "title", "加分与否决")
	e.Set("std/sec/a", "order", 1).Set("std/sec/b", "order", 2)
	for n, i := range []struct {
		id, sec string
		points  int
		rule    standard.Rule
	}{
		{"a1", "a", 500, standard.Rule{Kind: standard.Free, Amount: 50}},
		{"a2", "a", 300, standard.Rule{Kind: standard.Each, Amount: 100, Unit: "个街道", What: "有街道未签责任书"}},
		{"a3", "a", 200, standard.Rule{Kind: standard.Half}},
		{"b1", "b", 150, standard.Rule{Kind: standard.Bonus, Amount: 50}},
		{"b2", "b", 0, standard.Rule{Kind: standard.Veto}},
	} {
		x := "std/item/" + i.id
		e.Texts(x, "section", i.sec, "code", i.id, "text", "考核项目"+i.id).Set(x, "points", i.points).Set(x, "rule", i.rule).Set(x, "order", n)
	}
	d.must(d.Apply(e))
	e = assess.Fields("edit.district", "d/ns", "name", "南山区").Set("d/ns/assign/a", "person/li", true)
	d.must(d.Apply(e.Texts("d/ns/sub/yh", "name", "粤海街道").Texts("d/ns/sub/sk", "name", "蛇口街道").Set("d/ns/sub/sk", "drawn", true)))
	d.must(d.Use("li"))
	return d
}

// box is the one under a label.
func (d *stage) box(label string) *widgets.Field {
	d.t.Helper()
	f, ok := uitest.Labelled(d.screen.Object(), label).(*widgets.Field)
	if !ok {
		d.t.Fatalf("no box %q among %q", label, uitest.Texts(d.screen.Object()))
	}
	return f
}

// show opens the page in a window of a size.
func (d *stage) show(id string, w, h float32) *stage {
	d.t.Helper()
	app := test.NewTempApp(d.t)
	app.Settings().SetTheme(theme.Forced(theme.Light))
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		d.t.Fatal(err)
	}
	d.win = &shell{stage: d}
	k := &screen.Kit{Session: d.Session, Window: d.win, Say: say}
	d.win.window = test.NewTempWindow(d.t, nil)
	k.Timer = d.hand
	d.screen = New(k)
	d.win.window.SetPadded(false)
	d.win.window.SetContent(d.screen.Object())
	d.win.window.Resize(fyne.NewSize(w, h))
	widgets.NewKeys().Install(d.win.Canvas(), func(e *fyne.KeyEvent) { d.screen.Key(e.Name) })
	d.screen.SetDistrict(id)
	return d
}

func (d *stage) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *stage) ns() *assess.District            { return d.View().District("ns") }
func (d *stage) score(item string) *assess.Score { return d.ns().Score(item) }

// record starts a record; the session's person writes it.
func (d *stage) record(id string, m standard.Method, pairs ...string) {
	d.t.Helper()
	d.must(d.Apply(assess.AddRecord(d.ns(), id, m, "2006-10-12", "li")))
	if len(pairs) > 0 {
		d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/"+id, pairs...)))
	}
}

// press sends keys and text to whatever has the keyboard, as the driver does.
func (d *stage) press(keys ...any) {
	d.t.Helper()
	for _, k := range keys {
		f := d.win.Canvas().Focused()
		if f == nil {
			d.t.Fatalf("nothing has the keyboard for %v", k)
		}
		switch k := k.(type) {
		case fyne.KeyName:
			f.TypedKey(&fyne.KeyEvent{Name: k})
		case string:
			for _, r := range k {
				d.win.Canvas().Focused().TypedRune(r)
			}
		case fyne.Shortcut:
			f.(fyne.Shortcutable).TypedShortcut(k)
		}
	}
}

// unspaced is a sentence without the spaces around figures, which the catalogue may set or not.
func unspaced(s string) string { return strings.ReplaceAll(s, " ", "") }
