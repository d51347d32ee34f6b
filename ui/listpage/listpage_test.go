package listpage_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/app/report"
	"kaohe/ui/listpage"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// thing is a row; one whose name begins with # is a heading.
type thing struct {
	key, name, area, note string
	points                int
}

type stage struct {
	*uitest.Stage
	page   *listpage.Page[thing]
	detail *widget.Label
	left   int // how often what is typed was to be committed
	made   int // how often the empty page's next step was taken
}

var things = []thing{{"a", "责任书", "南山区", "已\n签", 3}, {"b", "领导述职", "罗湖区", "", 5}, {"c", "联席会议", "南山区", "缺纪要", 1}, {"d", "年度计划", "福田区", "", 5}}

func open(t *testing.T, width float32, change func(*listpage.Kind[thing])) *stage {
	s := &stage{Stage: uitest.Small(t), detail: widget.NewLabel("")}
	kind := listpage.Kind[thing]{
		Kind: widgets.Kind[thing]{Key: func(x thing) string { return x.key }, Columns: []widgets.Column[thing]{
			{Name: "名称", Cell: widgets.Plain(func(x thing) string { return x.name })},
			{Name: "区", Width: 80, Cell: widgets.Plain(func(x thing) string { return x.area }), Sort: func(a, b thing) int { return cmp.Compare(a.area, b.area) }},
			{Name: "分", Width: 40, Right: true, Cell: func(x thing) widgets.Cell {
				return widgets.Cell{Text: strings.Repeat("★", x.points), Bold: x.points > 4}
			}, Copy: func(x thing) string { return string(rune('0' + x.points)) }, Sort: func(a, b thing) int { return a.points - b.points }},
			{Name: "备注", Width: 60, Small: true, Cell: widgets.Plain(func(x thing) string { return x.note })},
		}},
		Headed: true, Given: "原序",
		Filters: []listpage.Filter[thing]{{Key: "ns", Name: "南山", Lets: func(x thing) bool { return x.area == "南山区" }},
			{Key: "high", Name: "高分", Lets: func(x thing) bool { return x.points >= 3 }}},
		Text:   func(x thing) string { return x.name },
		Detail: s.detail, Show: func(x thing) { s.detail.SetText("详 " + x.name) }, Leave: func() { s.left++ },
		Empty: widgets.NewEmpty(theme.IconList, "还没有", widgets.Action{Name: "新建", Do: func() { s.made++ }}),
		Below: 500,
	}
	if change != nil {
		change(&kind)
	}
	s.page = listpage.New(s.Kit(), kind)
	s.page.Put(things)
	s.W.Show(s.page.Object(), width, 400)
	s.page.Focus()
	return s
}

// names are the rows in the list, as they are to be read.
func (s *stage) names() string {
	var out []string
	for _, x := range s.page.List.Rows() {
		if slices.Contains(uitest.Texts(s.page.List), x.name) {
			out = append(out, x.name)
		}
	}
	return strings.Join(out, " ")
}

func (s *stage) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		s.W.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (s *stage) chip(n int) { // walks the chips as a person would
	c := uitest.All[*widgets.Chips](s.page.Object())[0]
	s.W.Canvas().Focus(c)
	s.press(fyne.KeyHome)
	for range n {
		s.press(fyne.KeyRight)
	}
	s.press(fyne.KeySpace)
}

func (s *stage) copied() string {
	s.T.Helper()
	clip := test.NewClipboard()
	s.W.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	return clip.Content()
}

func TestChipsAndTheBoxSayWhatIsListed(t *testing.T) {
	for _, c := range []struct {
		name  string
		every bool
		chips []int
		box   string
		want  string
	}{
		{"All", false, nil, "", "责任书 领导述职 联席会议 年度计划"},
		{"OneChip", false, []int{1}, "", "责任书 联席会议"},
		{"EitherOfTwo", false, []int{1, 2}, "", "责任书 领导述职 联席会议 年度计划"},
		{"BothOfTwo", true, []int{1, 2}, "", "责任书"},
		{"AllTurnsTheOthersOff", true, []int{1, 2, 0}, "", "责任书 领导述职 联席会议 年度计划"},
		{"ByPinyin", false, nil, "lxhy", "责任书 联席会议"}, // the row at hand stays
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t, 900, func(k *listpage.Kind[thing]) { k.Every = c.every })
			for _, n := range c.chips {
				s.chip(n)
			}
			s.page.Filter()
			for _, r := range c.box {
				s.W.Canvas().Focused().TypedRune(r)
			}
			if got := s.names(); got != c.want {
				t.Errorf("listed: %s", got)
			}
		})
	}
}

func TestChipsSayHowMany(t *testing.T) {
	s := open(t, 900, nil)
	if got := strings.Join(uitest.Texts(uitest.All[*widgets.Chips](s.page.Object())[0]), " "); got != "全部 4 南山 2 高分 3" {
		t.Error(got)
	}
}

// With one row there is nothing to look for and nothing to order, unless that is why there is one.
func TestOneRowIsNeitherFilteredNorOrdered(t *testing.T) {
	s := open(t, 900, nil)
	want := func(when string, is bool) {
		t.Helper()
		if orders, boxes := len(uitest.All[*widgets.Pick](s.page.Object())), len(uitest.All[*widgets.Find](s.page.Object())); (orders > 0) != is || (boxes > 0) != is {
			t.Errorf("%s: %d orders, %d boxes", when, orders, boxes)
		}
	}
	want("four rows", true)
	s.page.Put(things[:1])
	want("one row", false)
	s.page.Filter()
	if s.W.Canvas().Focused() != fyne.Focusable(s.page.List) {
		t.Errorf("looking for something goes to %T", s.W.Canvas().Focused())
	}
	s.page.Put(things)
	s.page.Filter()
	for _, r := range "联席" {
		s.W.Canvas().Focused().TypedRune(r)
	}
	s.page.Put(things[2:3])
	want("one row that was looked for", true)
	s.press(fyne.KeyEscape)
	s.page.Put(things[2:3])
	want("one row", false)
	s.page.Turn("ns", true)
	want("one row that a chip lets through", true)
}

func TestNothingFoundOffersToShowAll(t *testing.T) {
	s := open(t, 900, nil)
	s.page.Put(things[1:2])
	s.chip(1)
	if got := strings.Join(uitest.Texts(s.page.Object()), " "); !strings.Contains(got, "没有符合筛选条件的") {
		t.Fatal(got)
	}
	s.Press(s.page.Object(), "显示全部")
	if s.names() != "领导述职" || s.W.Canvas().Focused() != fyne.Focusable(s.page.List) {
		t.Errorf("listed: %s, focused: %T", s.names(), s.W.Canvas().Focused())
	}
}

func TestAPageWithoutRowsSaysWhatToDo(t *testing.T) {
	s := open(t, 900, nil)
	s.page.Put(nil)
	s.Press(s.page.Object(), "新建")
	if got := strings.Join(uitest.Texts(s.page.Object()), " "); s.made != 1 || !strings.Contains(got, "还没有") || strings.Contains(got, "详") {
		t.Error(got)
	}
	if s.page.Key(fyne.KeyEscape) {
		t.Error("there is nothing to go back from")
	}
}

func TestATapOnAHeadSortsThenTurnsThenLetsBe(t *testing.T) {
	s := open(t, 900, nil)
	head := func() fyne.Tappable {
		for _, o := range uitest.All[fyne.Widget](uitest.All[*listpage.Heads](s.page.Object())[0]) {
			if x, ok := o.(fyne.Tappable); ok && slices.Contains(uitest.Texts(o), "分") {
				return x
			}
		}
		t.Fatal("no head 分")
		return nil
	}
	for _, want := range []string{"联席会议 责任书 领导述职 年度计划", "领导述职 年度计划 责任书 联席会议", "责任书 领导述职 联席会议 年度计划"} {
		head().Tapped(nil)
		if got := s.names(); got != want {
			t.Errorf("listed: %s, want %s", got, want)
		}
	}
	if x, _ := s.page.Chosen(); x.key != "a" {
		t.Errorf("%s is at hand now", x.name)
	}
}

func TestTheKeyboardSortsToo(t *testing.T) {
	s := open(t, 900, nil)
	pick := uitest.All[*widgets.Pick](s.page.Object())[0]
	if got := strings.Join(pick.Options, " "); got != "原序 按区 按分" {
		t.Fatal(got)
	}
	pick.SetSelected("按区")
	if got := s.names(); got != "责任书 联席会议 年度计划 领导述职" {
		t.Errorf("listed: %s", got)
	}
	pick.SetSelected("原序")
	if got := s.names(); got != "责任书 领导述职 联席会议 年度计划" {
		t.Errorf("listed: %s", got)
	}
}

func TestRowsAreSortedAndFoundBelowTheirHeadings(t *testing.T) {
	s := open(t, 900, func(k *listpage.Kind[thing]) { k.Head = func(x thing) bool { return x.name[0] == '#' } })
	s.page.Put([]thing{{key: "h1", name: "#一"}, things[1], things[0], {key: "h2", name: "#二"}, things[3], {key: "h3", name: "#三"}, things[2]})
	uitest.All[*widgets.Pick](s.page.Object())[0].SetSelected("按分")
	if got := s.names(); got != "#一 责任书 领导述职 #二 年度计划 #三 联席会议" {
		t.Errorf("listed: %s", got)
	}
	s.chip(1)
	if got := s.names(); got != "#一 责任书 #三 联席会议" {
		t.Errorf("listed: %s", got)
	}
}

func TestWhatIsSelectedIsCopied(t *testing.T) {
	const heads = "名称\t区\t分\t备注\n"
	s := open(t, 900, nil)
	if got := s.copied(); got != heads+"责任书\t南山区\t3\t\"已\n签\"" {
		t.Errorf("%q", got)
	}
	keyed := s.W.Canvas().Focused().(desktop.Keyable)
	keyed.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.press(fyne.KeyDown, fyne.KeyDown)
	keyed.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if got := s.copied(); got != heads+"责任书\t南山区\t3\t\"已\n签\"\n领导述职\t罗湖区\t5\t\n联席会议\t南山区\t1\t缺纪要" {
		t.Errorf("%q", got)
	}
	s.page.Put(things)
	if n := len(s.page.List.Selected()); n != 3 {
		t.Errorf("after a change %d rows are selected", n)
	}
	s.press(fyne.KeyDown)
	if got := s.copied(); got != heads+"年度计划\t福田区\t5\t" {
		t.Errorf("%q", got)
	}
	s.page.List.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := s.copied(); strings.Count(got, "\n") != 5 {
		t.Errorf("%q", got)
	}
}

func TestTheRowAtHandStaysOverChanges(t *testing.T) {
	s := open(t, 900, nil)
	s.press(fyne.KeyDown, fyne.KeyDown)
	s.chip(1) // 南山区
	s.page.Choose("c")
	moved := slices.Clone(things)
	moved[2].area = "宝安区"
	s.page.Put(moved)
	if x, _ := s.page.Chosen(); x.key != "c" || s.names() != "责任书 联席会议" || s.detail.Text != "详 联席会议" {
		t.Errorf("%s at hand of %s, %s", x.name, s.names(), s.detail.Text)
	}
	s.page.List.Focus()
	left := s.left
	s.press(fyne.KeyUp)
	if s.names() != "责任书" || s.left != left+1 {
		t.Errorf("listed: %s", s.names())
	}
}

func TestWhatIsCommittedWhileLeavingBelongsToTheRowBefore(t *testing.T) {
	var s *stage
	during := ""
	s = open(t, 900, func(k *listpage.Kind[thing]) {
		k.Leave = func() {
			s.page.Put(things) // as the window does after an edit
			during = s.detail.Text
		}
	})
	s.press(fyne.KeyDown)
	if during != "详 责任书" || s.detail.Text != "详 领导述职" {
		t.Errorf("while leaving: %s, then %s", during, s.detail.Text)
	}
}

func TestAHiddenRowIsBroughtToHand(t *testing.T) {
	s := open(t, 900, nil)
	s.chip(1)
	if !s.page.Choose("d") || s.detail.Text != "详 年度计划" || s.page.Choose("z") {
		t.Errorf("shown: %s", s.detail.Text)
	}
}

func TestInANarrowWindowTheDetailCoversTheList(t *testing.T) {
	s := open(t, 400, nil)
	s.press(fyne.KeyDown, fyne.KeyReturn)
	if !s.page.Split.OnDetail() || s.detail.Text != "详 领导述职" {
		t.Fatal("the detail is not in view")
	}
	if !s.page.Key(fyne.KeyEscape) || s.page.Split.OnDetail() || s.W.Canvas().Focused() != fyne.Focusable(s.page.List) {
		t.Error("Esc does not go back to the list")
	}
}

func TestRowsAndHeadsStandBelowEachOther(t *testing.T) {
	s := open(t, 900, nil)
	at := func(o fyne.CanvasObject, text string) float32 {
		for _, l := range uitest.All[*theme.Line](o) {
			if l.String() == text {
				return fyne.CurrentApp().Driver().AbsolutePositionForObject(l).X
			}
		}
		t.Fatalf("no %s", text)
		return 0
	}
	if a, b := at(s.page.Object(), "区"), at(s.page.List, "南山区"); a != b {
		t.Errorf("the head stands at %v, the cell at %v", a, b)
	}
}

func TestWhatIsSelectedStaysWhileRowsComeAndGo(t *testing.T) {
	many := func(from, to int) []thing {
		var out []thing
		for i := from; i < to; i++ {
			out = append(out, thing{key: string(rune('A' + i)), name: string(rune('A' + i)), area: "区", points: 1})
		}
		return out
	}
	s := open(t, 900, nil)
	s.page.Reset()
	s.page.Put(many(0, 60))
	for range 40 {
		s.press(fyne.KeyDown)
	}
	shown := func() bool { return slices.Contains(uitest.Texts(s.page.List), "i") } // the row at hand is among those in view
	for _, c := range []struct {
		name string
		rows []thing
		want string
	}{
		{"AsItWas", many(0, 60), "i"},
		{"RowsAboveGo", many(20, 60), "i"},
		{"RowsAboveCome", many(0, 60), "i"},
		{"AnotherOrder", append(many(30, 60), many(0, 30)...), "i"},
		{"AndBack", many(0, 60), "i"},
		{"ItGoes", append(many(0, 40), many(41, 60)...), "j"},
	} {
		s.page.Put(c.rows)
		x, _ := s.page.Chosen()
		if x.key != c.want || s.detail.Text != "详 "+c.want || s.W.Canvas().Focused() != fyne.Focusable(s.page.List) {
			t.Errorf("%s: %s at hand, the detail says %s, focused %T", c.name, x.key, s.detail.Text, s.W.Canvas().Focused())
		}
		if c.want == "i" && !shown() {
			t.Errorf("%s: the row at hand is out of view", c.name)
		}
	}
}

func TestTheKeyboardStaysInTheDetailWhileRowsComeAndGo(t *testing.T) {
	box := widgets.NewInput("")
	s := open(t, 900, func(k *listpage.Kind[thing]) {
		k.Detail = box
		k.Show = func(x thing) { box.SetPlaceHolder(x.name) }
	})
	s.W.Canvas().Focus(box)
	s.W.Canvas().Focused().TypedRune('a')
	s.page.Put(things[:2])
	if s.W.Canvas().Focused() != fyne.Focusable(box) || box.Text != "a" {
		t.Errorf("focused %T, %q", s.W.Canvas().Focused(), box.Text)
	}
}

func TestAListPrintsWhatItShows(t *testing.T) {
	s := open(t, 900, func(k *listpage.Kind[thing]) {
		k.Title, k.Of = "责任书清单", func() string { return "南山区" }
		k.Head = func(x thing) bool { return x.name[0] == '#' }
	})
	s.page.Put(append([]thing{{key: "h", name: "#一"}}, things...))
	s.chip(2)
	s.page.List.OnPrint()
	if len(s.W.Printed) != 1 {
		t.Fatal("nothing is printed")
	}
	l := s.W.Printed[0]
	var rows []string
	for _, r := range l.Rows {
		rows = append(rows, strings.Join(r.Cells, "/"))
	}
	if got := strings.Join(rows, " "); l.Title != "责任书清单" || strings.Join(l.Said, " ") != "南山区 筛选“高分”" || got != "#一//0/ 责任书/南山区/3/已\n签 领导述职/罗湖区/5/ 年度计划/福田区/5/" || !l.Rows[0].Strong {
		t.Errorf("%+v: %s", l, got)
	}
	if l.Columns[2].Align != report.Right || l.Columns[0].Head != "名称" {
		t.Errorf("%+v", l.Columns)
	}
}

func TestATableIsPastedAsTheWorkbooksSheet(t *testing.T) {
	s := open(t, 900, func(k *listpage.Kind[thing]) {
		k.Sheet = "街道"
		k.Columns = []widgets.Column[thing]{widgets.Col("街道名称", "街道", func(x thing) string { return x.name }), widgets.Col("备注", "", func(x thing) string { return x.note })}
		k.Of = func() string { return "南山区" }
	})
	clip := test.NewClipboard()
	clip.SetContent("街道名称\t备注\n粤海街道\t已有\n蛇口街道\t新的")
	s.page.List.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if len(s.W.Pasted) != 1 || s.W.Pasted[0].Same != 1 || len(s.View().District("ns").Subdistricts) != 3 {
		t.Errorf("%v, %+v", s.W.Failed, s.View().District("ns").Subdistricts)
	}
}

func TestADetailMayStandUnderTheList(t *testing.T) {
	s := open(t, 300, func(k *listpage.Kind[thing]) { k.Under = true })
	s.press(fyne.KeyDown)
	list, detail := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.page.List), fyne.CurrentApp().Driver().AbsolutePositionForObject(s.detail)
	if detail.Y < list.Y+s.page.List.Size().Height || s.page.Split.Narrow() || s.detail.Text != "详 领导述职" {
		t.Errorf("the list at %v of %v, the detail at %v: %s", list, s.page.List.Size(), detail, s.detail.Text)
	}
}

func TestAGroupsRowIsChosenAndListedButNotCopied(t *testing.T) {
	s := open(t, 900, func(k *listpage.Kind[thing]) { k.Group = func(x thing) bool { return x.name[0] == '#' } })
	s.page.Reset()
	s.page.Put([]thing{{key: "h1", name: "#一"}, things[0], {key: "h2", name: "#空"}})
	if x, _ := s.page.Chosen(); x.key != "h1" || s.names() != "#一 责任书 #空" {
		t.Fatalf("%s at hand of %s", x.name, s.names())
	}
	s.page.List.TypedShortcut(&fyne.ShortcutSelectAll{})
	if got := s.copied(); strings.Contains(got, "#") || !strings.Contains(got, "责任书") {
		t.Errorf("%q", got)
	}
	s.chip(1)
	if got := s.names(); got != "#一 责任书" {
		t.Errorf("listed: %s", got)
	}
}
