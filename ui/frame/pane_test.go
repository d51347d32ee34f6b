package frame_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/assess"
	"kaohe/ui/frame"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// listener is a pane that notes what it is told, after its name.
type listener struct {
	name  string
	told  *[]string
	takes bool
	body  *theme.Line
}

func (p *listener) note(what string)          { *p.told = append(*p.told, p.name+" "+what) }
func (p *listener) Object() fyne.CanvasObject { return p.body }
func (p *listener) Render(*assess.District)   {}
func (p *listener) Reveal(at assess.Place)    { p.note("reveal " + at.Item) }
func (p *listener) Leave()                    { p.note("leave") }
func (p *listener) Key(k fyne.KeyName) bool   { p.note("key " + string(k)); return p.takes }
func (p *listener) New()                      { p.note("new") }
func (p *listener) Filter()                   { p.note("filter") }
func (p *listener) Done()                     { p.note("done") }
func (p *listener) Focus()                    { p.note("focus") }
func (p *listener) said(t *testing.T) (s string) {
	t.Helper()
	s = strings.Join(*p.told, ", ")
	*p.told = nil
	return s
}

// listening is 南山区's consultation with two panes that note what they are told; items go to the second.
func listening(t *testing.T) (*uitest.Stage, *frame.Frame, *listener) {
	t.Helper()
	s, told := uitest.Small(t), &[]string{}
	a := &listener{name: "a", told: told, takes: true, body: theme.Text("", theme.Body, false, theme.Ink)}
	b := &listener{name: "b", told: told, body: theme.Text("", theme.Body, false, theme.Ink)}
	f := frame.New(s.Kit(), assess.Consultation, "resp")
	f.Tabs = func(*assess.District) []widgets.Tab {
		return []widgets.Tab{{Key: "a", Name: "甲"}, {Key: "b", Name: "乙"}}
	}
	f.Where = func(at assess.Place) string { return map[bool]string{true: "b"}[at.Item != ""] }
	f.Add("a", a)
	f.Add("b", b)
	f.Begin("a")
	f.SetDistrict("ns")
	s.W.Show(f.Object(), 1080, 640)
	*told = nil
	return s, f, a
}

func TestThePaneInViewTakesTheCommands(t *testing.T) {
	s, f, a := listening(t)
	f.New()
	f.Filter()
	f.DoneAndNext()
	if !f.Key(fyne.KeyF2) {
		t.Error("a key that the pane took is not said to be taken")
	}
	if got := a.said(t); got != "a new, a filter, a done, a key F2" {
		t.Error(got)
	}
	f.Step(1)
	f.New()
	if f.Key(fyne.KeyF2) || f.Chosen() != "b" {
		t.Error("a key that the pane left is said to be taken")
	}
	if got := a.said(t); got != "a leave, b focus, b new, b key F2" {
		t.Error(got)
	}
	pop := widget.NewModalPopUp(widget.NewLabel("问"), s.W.Canvas())
	pop.Show()
	if f.Key(fyne.KeyEscape) || a.said(t) != "" {
		t.Error("a key goes to the page below a question")
	}
}

func TestAPlaceBringsItsTabIntoViewAndCommitsWhatIsTyped(t *testing.T) {
	_, f, a := listening(t)
	f.Reveal(assess.Place{District: "ns", Item: "a1"})
	if got := a.said(t); f.Chosen() != "b" || got != "a leave, a leave, b reveal a1" {
		t.Errorf("%s in view: %s", f.Chosen(), got)
	}
	f.Reveal(assess.Place{District: "ns"})
	if got := a.said(t); f.Chosen() != "b" || got != "b leave, b reveal " {
		t.Errorf("%s in view: %s", f.Chosen(), got)
	}
	if f.Pane("a") == nil || f.ID() != "ns" || f.District().Name != "南山区" {
		t.Error(f.ID())
	}
}

func TestAnotherDistrictCommitsWhatIsTypedAndWithoutOneNothingIsTold(t *testing.T) {
	_, f, a := listening(t)
	turned := 0
	f.OnTurn = func() { turned++ }
	f.SetDistrict("ns")
	if turned != 0 || a.said(t) != "" {
		t.Error("the same district is no other")
	}
	f.SetDistrict("nowhere")
	if got := a.said(t); turned != 1 || got != "a leave" || f.District() != nil {
		t.Error(got)
	}
	f.New()
	f.Leave()
	f.Step(1)
	f.Reveal(assess.Place{})
	if f.Key(fyne.KeyF2) || a.said(t) != "" {
		t.Error("a page without a district passes commands on")
	}
}

func TestASignedPhaseSaysSoAndOffersToReopenIt(t *testing.T) {
	s, f, _ := listening(t)
	if got := uitest.Texts(f.Object()); slices.ContainsFunc(got, func(x string) bool { return strings.Contains(x, "锁定") }) {
		t.Fatalf("%q", got)
	}
	s.Must(s.Apply(assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)))
	e := assess.New("edit.material")
	for _, m := range s.View().District("ns").Materials {
		e.Set(m.Entity, "state", assess.MaterialGot)
	}
	if len(e.Writes) > 0 {
		s.Must(s.Apply(e))
	}
	_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
	s.Must(err)
	p := frame.New(s.Kit(), assess.Preparation, "claim")
	p.Tabs = f.Tabs
	p.Where = f.Where
	p.Add("a", &listener{told: &[]string{}, body: theme.Text("", theme.Body, false, theme.Ink)})
	p.Begin("a")
	p.SetDistrict("ns")
	s.W.Show(p.Object(), 1080, 640)
	if p.Refused() == nil {
		t.Fatal("it can be written")
	}
	s.Press(p.Object(), "重新开启…")
	if !slices.Equal(s.W.Signs, []string{"reopen ns prepare"}) {
		t.Errorf("%q", s.W.Signs)
	}
}

func TestTabsCountWhatThereIsToCount(t *testing.T) {
	s := uitest.Small(t)
	got := frame.Counted(s.Kit(), "prepare.tab.", map[string]int{"claim": 2}, "claim", "draw")
	if len(got) != 2 || got[0] != (widgets.Tab{Key: "claim", Name: "自评", Count: 2}) || got[1] != (widgets.Tab{Key: "draw", Name: "抽签", Count: -1}) {
		t.Errorf("%+v", got)
	}
}

func TestTheChecklistIsAPane(t *testing.T) {
	s := uitest.Small(t)
	p := frame.NewTasks(s.Kit(), assess.Preparation)
	s.W.Show(p.Object(), 1080, 640)
	s.W.OnChange = func() { p.Render(s.View().District("ns")) }
	p.Render(s.View().District("ns"))
	p.Reveal(assess.Place{District: "ns", Phase: assess.Preparation, Entity: "d/ns/task/1/t1"})
	p.Done()
	p.Leave()
	if !s.View().District("ns").Tasks[0].Done {
		t.Errorf("not ticked: %v", s.W.Failed)
	}
}
