package setup_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/ui/setup"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

func open(t *testing.T, s *uitest.Stage, step setup.Step) *setup.Screen {
	t.Helper()
	v := setup.NewWith(s.Kit(), s, nil)
	s.W.OnChange = v.Render
	v.Turn(step)
	s.W.Show(v.Object(), 1080, 640)
	v.Render()
	return v
}

// write types into a box as a person does who then leaves it.
func write(o fyne.CanvasObject, i int, text string) {
	f := uitest.All[*widgets.Field](o)[i]
	for range []rune(f.Text()) {
		f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	f.Focus()
	f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	for range []rune(f.Text()) {
		f.Target().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	test.Type(f.Target(), text)
	f.Flush()
}

func has(o fyne.CanvasObject, part string) bool {
	return slices.ContainsFunc(uitest.Texts(o), func(s string) bool { return strings.Contains(s, part) })
}

func TestTheRoundIsWrittenAsOneTypes(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(t, s, setup.StepRound)
	for i, text := range []string{"2006年度考核", "２００６", "市打假办", "市质监局", "摸清底数", "甲\n\n 乙 ", "2006.9.4", "2006年1月1日"} {
		write(v.Object(), i, text)
	}
	a := s.View()
	if a.Title != "2006年度考核" || a.Year != "2006" || a.City != "市打假办" || a.Lead != "市质监局" || a.Purpose != "摸清底数" || !slices.Equal(a.Bases, []string{"甲", "乙"}) || a.From != "2006-09-04" || a.To != "2006-01-01" {
		t.Fatalf("%+v, failed %v", a, s.W.Failed)
	}
	if !has(v.Object(), "结束日期早于开始日期") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	write(v.Object(), 7, "2006-11-30")
	if has(v.Object(), "结束日期早于开始日期") || has(v.Object(), "请填写") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	n := len(s.Log.Records)
	v.Render()
	v.Leave()
	if len(s.Log.Records) != n {
		t.Error("a render or a leave wrote something")
	}
}

func TestAnEmptyRoundTakesTheBuiltInStandard(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(t, s, setup.StepStandard)
	s.Press(v.Object(), "采用内置标准（样本）")
	if a := s.View(); len(a.Standard.Items()) == 0 || a.Standard.Frozen || uitest.Button(v.Object(), "采用内置标准（样本）") != nil {
		t.Fatalf("%+v", a.Standard)
	}
	s.Press(v.Object(), "打开评分标准…")
	if !slices.Equal(s.W.Went, []assess.Place{{Tab: setup.TabStandard}}) {
		t.Fatalf("went %+v", s.W.Went)
	}
}

func TestDistrictsAndSubdistricts(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(t, s, setup.StepDistricts)
	for _, name := range []string{"南山区", "福田区"} {
		s.W.Answer = name
		s.Press(v.Object(), "添加单位…")
	}
	if a := s.View(); len(a.Districts) != 2 || len(a.Districts[0].Tasks) == 0 || len(a.Districts[1].Tasks) != len(a.Districts[0].Tasks) {
		t.Fatalf("%+v", a.Districts)
	}
	boxes := uitest.All[*widgets.Field](v.Object())
	test.Type(boxes[len(boxes)-1].Target(), "沙头街道、园岭街道")
	s.Press(v.Object(), "添加")
	ft := s.View().Districts[1]
	if ft.Name != "福田区" || len(ft.Subdistricts) != 2 || boxes[len(boxes)-1].Text() != "" {
		t.Fatalf("%+v, box %q", ft, boxes[len(boxes)-1].Text())
	}
	s.Press(v.Object(), "上移")
	if s.View().Districts[0].Name != "福田区" {
		t.Error("not moved")
	}
	write(v.Object(), 0, "福田新区")
	write(v.Object(), 1, "王芳")
	write(v.Object(), 2, "福田新区管理局")
	write(v.Object(), 3, "沙头办")
	ft = s.View().Districts[0]
	if ft.Name != "福田新区" || ft.Contact != "王芳" || ft.Body() != "福田新区管理局" || ft.Subdistricts[0].Name != "沙头办" {
		t.Fatalf("%+v", ft)
	}
	s.W.Shot("setup-districts-edited")
	if w := uitest.All[*widgets.Field](v.Object())[0].Size().Width; w < 400 {
		t.Errorf("a box that was shown later is %v wide", w)
	}
	s.Press(v.Object(), "删除单位…")
	if a := s.View(); len(a.Districts) != 1 || a.Districts[0].Name != "南山区" || !has(v.Object(), "南山区") {
		t.Fatalf("%+v", a.Districts)
	}
	if len(s.W.Failed) > 0 {
		t.Error(s.W.Failed)
	}
}

// What is still being typed for one district is written to that one, though another is chosen.
func TestWhatIsTypedStaysWithItsDistrict(t *testing.T) {
	s := fresh(t, 3)
	v := open(t, s, setup.StepDistricts)
	boxes := uitest.All[*widgets.Field](v.Object())
	boxes[1].Focus()
	test.Type(boxes[1].Target(), "王芳")
	v.Reveal(assess.Place{Entity: "d/d1"})
	if a := s.View(); a.District("d0").Contact != "王芳" || a.District("d1").Contact != "" {
		t.Fatalf("%q %q", a.District("d0").Contact, a.District("d1").Contact)
	}
	if got := uitest.All[*widgets.Field](v.Object())[0].Text(); got != s.View().District("d1").Name {
		t.Errorf("shown is %q", got)
	}
}

func TestWhoAssessesWhat(t *testing.T) {
	s := fresh(t, 3)
	v := open(t, s, setup.StepAssign)
	sec := s.View().Standard.Sections[0].ID
	grid := uitest.All[*widgets.Grid](v.Object())[0]
	choose := func(col string) {
		grid.OnOpen(sec, col)
		over := s.W.Canvas().Overlays().Top()
		ticks := uitest.All[*widgets.Tick](over)
		for _, i := range []int{0, 1} {
			test.Tap(ticks[i])
		}
		s.Press(over, "保存")
	}
	choose("d0")
	a := s.View()
	if got := a.District("d0").Assigned[sec]; len(got) != 2 || len(a.District("d1").Assigned[sec]) != 0 {
		t.Fatalf("%v", got)
	}
	uitest.All[*widgets.Pick](v.Object())[0].Choose("d0")
	s.Press(v.Object(), "把它的分工用到所有单位…")
	if got := s.View().District("d2").Assigned[sec]; len(got) != 2 {
		t.Fatalf("%v", got)
	}
	choose("") // ticks them off again, everywhere
	for _, d := range s.View().Districts {
		if len(d.Assigned[sec]) != 0 {
			t.Errorf("%s: %v", d.Name, d.Assigned[sec])
		}
	}
}

func TestTasksOfAllDistricts(t *testing.T) {
	s := fresh(t, 2)
	v := open(t, s, setup.StepTasks)
	n := len(s.View().Districts[0].Tasks)
	write(v.Object(), 1, "2006-09-15")
	write(v.Object(), 0, "印发通知")
	for _, d := range s.View().Districts {
		if d.Tasks[0].Due != "2006-09-15" || d.Tasks[0].What != "印发通知" {
			t.Fatalf("%s: %+v", d.Name, d.Tasks[0])
		}
	}
	s.W.Answer = "召开培训会"
	s.Press(v.Object(), "添加事项")
	if d := s.View().Districts[1]; len(d.Tasks) != n+1 {
		t.Fatalf("%d tasks", len(d.Tasks))
	}
	s.Press(v.Object(), "放入常用事项") // what was renamed is another task
	if d := s.View().Districts[1]; len(d.Tasks) != n+2 || uitest.Button(v.Object(), "放入常用事项") != nil {
		t.Fatalf("%d tasks", len(d.Tasks))
	}
}

func TestWhatIsMissingLeadsThere(t *testing.T) {
	s := fresh(t, 2)
	s.Must(s.Apply(assess.Fields("edit.round", "round", "city", "")))
	v := open(t, s, setup.StepBegin)
	links := uitest.All[*widgets.Link](v.Object())
	if len(links) != 4 || !strings.Contains(links[0].Item().Text, "发文单位") {
		t.Fatalf("%q", uitest.Texts(v.Object()))
	}
	test.Tap(links[0])
	if f := s.W.Canvas().Focused(); f != uitest.All[*widgets.Field](v.Object())[2].Target() {
		t.Errorf("focused %T", f)
	}
	v.Turn(setup.StepBegin)
	s.Press(v.Object(), "去给评分标准定稿…")
	v.DoneAndNext()
	v.Turn(setup.StepTeam)
	s.Press(v.Object(), "打开团队页…")
	if want := []assess.Place{{Tab: setup.TabStandard}, {Tab: setup.TabTeam}}; !slices.Equal(s.W.Went, want) {
		t.Errorf("went %+v", s.W.Went)
	}
}

func TestAMemberSeesAndChangesNothing(t *testing.T) {
	s := fresh(t, 2)
	s.Must(s.AddPerson(session.NewPerson{ID: "m", Name: "闻玥", Role: assess.Member}, "gu", uitest.PIN))
	s.Must(s.Use("m"))
	v := open(t, s, setup.StepRound)
	for _, step := range setup.Steps[:6] {
		v.Turn(step)
		if n := len(uitest.All[*widgets.Field](v.Object())); n != 0 {
			t.Errorf("%s has %d boxes to type in", step, n)
		}
		if step != setup.StepTeam && !has(v.Object(), "成员不能修改考核安排") {
			t.Errorf("%s does not say why", step)
		}
	}
	v.Turn(setup.StepTasks)
	v.New()
	v.Turn(setup.StepDistricts)
	v.New()
	if len(s.W.Failed) != 2 {
		t.Errorf("failed %v", s.W.Failed)
	}
}

func TestAFrozenStandardHasBegunTheRound(t *testing.T) {
	s := fresh(t, 1)
	s.Must(s.Freeze("gu", uitest.PIN))
	v := open(t, s, setup.StepBegin)
	if !has(v.Object(), "考核已经开始") || uitest.Button(v.Object(), "去给评分标准定稿…") != nil {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
	v.Turn(setup.StepStandard)
	if !has(v.Object(), "已定稿") {
		t.Errorf("%q", uitest.Texts(v.Object()))
	}
}

// What is hidden at first is laid out when it comes: nobody resizes the window for that.
func TestAStepIsLaidOutWhenItComes(t *testing.T) {
	s := uitest.Empty(t, nil)
	v := open(t, s, setup.StepAssign)
	top := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(uitest.All[*widgets.Grid](v.Object())[0]).Y
	}
	v.Turn(setup.StepStandard)
	s.Press(v.Object(), "采用内置标准（样本）")
	v.Turn(setup.StepDistricts)
	s.W.Answer = "南山区"
	s.Press(v.Object(), "添加单位…")
	v.Turn(setup.StepAssign)
	g := uitest.All[*widgets.Grid](v.Object())[0]
	pick := uitest.All[*widgets.Pick](v.Object())[0]
	if g.Size().Height < 200 || pick.Size().Width < 100 || top() < 140 {
		t.Errorf("grid %v at %v, pick %v", g.Size(), top(), pick.Size())
	}
	s.W.Shot("setup-assign-came")
	v.Turn(setup.StepTasks)
	if b := uitest.All[*widgets.Field](v.Object()); len(b) == 0 || b[0].Size().Width < 300 {
		t.Errorf("%d boxes", len(b))
	}
	s.W.Shot("setup-tasks-came")
}

func TestAssessorsAreOrderedWhereTheyAreTicked(t *testing.T) {
	s := fresh(t, 1)
	v := open(t, s, setup.StepAssign)
	s.W.Canvas().Focus(uitest.All[*widgets.Grid](v.Object())[0])
	s.Key(fyne.KeyReturn)
	box := s.W.Canvas().Overlays().Top()
	if box == nil {
		t.Fatal("nothing is asked")
	}
	for _, x := range uitest.All[*widgets.Tick](box) {
		if !x.Checked {
			x.SetChecked(true)
		}
	}
	s.TapKnob(box, theme.IconDown, 1)
	s.W.Shot("setup-assign-order")
	s.Press(box, "保存")
	a := s.View()
	ids := a.Districts[0].Assigned[a.Standard.Sections[0].ID]
	if len(ids) < 2 || len(a.Team) < 2 || ids[0] != a.Team[1].ID || ids[1] != a.Team[0].ID {
		t.Errorf("%v, failed %v", ids, s.W.Failed)
	}
}
