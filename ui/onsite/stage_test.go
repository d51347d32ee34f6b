package onsite

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/fake"
	"kaohe/ui/widgets"
)

// stage is the common one with the page in its window.
type stage struct {
	*uitest.Stage
	screen *Screen
	hand   *fake.Clock
}

// newStage has the items a1 (free, 5.00), a2 (each, 3.00), a3 (half, 2.00), b1 (bonus) and b2 (veto), and 李䶮 at the keyboard.
func newStage(t *testing.T) *stage {
	t.Helper()
	d := &stage{Stage: uitest.Empty(t, nil), hand: &fake.Clock{}}
	d.Must(d.AddPerson(session.NewPerson{ID: "wen", Name: "温", Role: assess.Secretary}, "gu", uitest.PIN))
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
	d.Must(d.Apply(e))
	e = assess.Fields("edit.district", "d/ns", "name", "南山区").Set("d/ns/assign/a", "person/li", true)
	d.Must(d.Apply(e.Texts("d/ns/sub/yh", "name", "粤海街道").Texts("d/ns/sub/sk", "name", "蛇口街道").Set("d/ns/sub/sk", "drawn", true)))
	d.Must(d.Use("li"))
	return d
}

// show opens the page in a window of a size.
func (d *stage) show(id string, w, h float32) *stage {
	d.T.Helper()
	k := d.Kit()
	k.Timer = d.hand
	d.screen = New(k)
	d.W.OnChange, d.W.OnGo, d.W.OnKey = d.screen.Render, d.screen.Reveal, func(k fyne.KeyName) { d.screen.Key(k) }
	d.W.Show(d.screen.Object(), w, h)
	d.screen.SetDistrict(id)
	return d
}

// at goes to a place of the district.
func (d *stage) at(p assess.Place) *stage {
	p.District = "ns"
	d.screen.Reveal(p)
	return d
}

func (d *stage) ns() *assess.District            { return d.View().District("ns") }
func (d *stage) score(item string) *assess.Score { return d.ns().Score(item) }

// record starts a record; 李䶮 writes it.
func (d *stage) record(id string, m standard.Form, pairs ...string) {
	d.T.Helper()
	d.Must(d.Apply(assess.AddRecord(d.ns(), id, string(m), "2006-10-12", "li")))
	if len(pairs) > 0 {
		d.Must(d.Apply(assess.Fields("edit.record", "d/ns/rec/"+id, pairs...)))
	}
}

// What a person sees and does on the page.

func (d *stage) says(part string) bool               { return uitest.Says(d.screen.Object(), part) }
func (d *stage) texts() []string                     { return uitest.Texts(d.screen.Object()) }
func (d *stage) button(label string) *widgets.Button { return uitest.Button(d.screen.Object(), label) }

func (d *stage) box(label string) *widgets.Field {
	d.T.Helper()
	return d.Box(d.screen.Object(), label)
}

// holding is the box with a text in it, for boxes without a label.
func (d *stage) holding(text string) *widgets.Field {
	d.T.Helper()
	f := uitest.Holding(d.screen.Object(), text)
	if f == nil {
		d.T.Fatalf("no box holds %q", text)
	}
	return f
}

func (d *stage) tap(label string) {
	d.T.Helper()
	d.Press(d.screen.Object(), label)
}

// focusList gives the keyboard to the list in view.
func (d *stage) focusList() {
	d.T.Helper()
	d.W.Canvas().Focus(d.List(d.screen.Object()))
}

// onList tells whether the list in view has the keyboard.
func (d *stage) onList() bool {
	d.T.Helper()
	return d.W.Canvas().Focused() == fyne.Focusable(d.List(d.screen.Object()))
}

// chosen is the row at hand of the list in view.
func (d *stage) chosen() string {
	d.T.Helper()
	key, _ := d.List(d.screen.Object()).ChosenKey()
	return key
}

// listed are the codes of the items in the list in view.
func (d *stage) listed() string {
	d.T.Helper()
	var out []string
	for _, text := range uitest.Texts(d.List(d.screen.Object())) {
		if slices.Contains([]string{"a1", "a2", "a3", "b1", "b2"}, text) {
			out = append(out, text)
		}
	}
	return strings.Join(out, " ")
}

// link is what leads to a record or an item, and has the keyboard while it is taken off.
func (d *stage) link(text string) fyne.Focusable {
	d.T.Helper()
	var found fyne.Focusable
	uitest.Each(d.screen.Object(), func(o fyne.CanvasObject) {
		if f, ok := o.(fyne.Focusable); ok && slices.Contains(uitest.Texts(o), text) {
			found = f
		}
	})
	if found == nil {
		d.T.Fatalf("no link %q among %q", text, d.texts())
	}
	return found
}
