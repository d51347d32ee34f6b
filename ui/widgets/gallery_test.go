package widgets

import (
	"image"
	"os"
	"testing"

	"kaohe/ui/uitest/fake"

	"kaohe/ui/layout"
	"kaohe/ui/theme"
	"kaohe/ui/uitest/shot"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// lay puts a part on a canvas of a test window, in the light theme.
func lay(t *testing.T, o fyne.CanvasObject, w, h float32) fyne.Canvas {
	t.Helper()
	return layIn(t, theme.Light, o, w, h)
}

func layIn(t *testing.T, v theme.Variant, o fyne.CanvasObject, w, h float32) fyne.Canvas {
	t.Helper()
	app := fyne.CurrentApp()
	app.Settings().SetTheme(theme.Forced(v))
	win := test.NewWindow(container.NewStack(theme.NewBox(theme.Paper), o))
	t.Cleanup(win.Close)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return win.Canvas()
}

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

// TestGallery draws every widget with Chinese text in both variants; it fails only when
// drawing does. KAOHE_SHOTS=/tmp/shots go test -run Gallery ./ui/widgets
func TestGallery(t *testing.T) {
	for name, v := range map[string]theme.Variant{"light": theme.Light, "dark": theme.Dark} {
		t.Run(name, func(t *testing.T) {
			fyne.CurrentApp().Settings().SetTheme(theme.Forced(v)) // once: it parses the faces anew
			for what, g := range gallery() {
				c := layIn(t, v, g.make(), g.w, g.h)
				if f, ok := focusOf(g.made); ok && !g.golden {
					c.Focus(f)
				}
				shot.Take(t, c, name+"-"+what)
				if v == theme.Light && g.golden {
					test.AssertImageMatches(t, what+".png", c.Capture())
				}
			}
		})
	}
}

// TestThemeChangeReachesEverything compares a window that was built dark with one that
// was built light and then became dark.
func TestThemeChangeReachesEverything(t *testing.T) {
	app := fyne.CurrentApp()
	built, turned := map[string]image.Image{}, map[string]fyne.Canvas{}
	app.Settings().SetTheme(theme.Forced(theme.Dark)) // each change of theme parses the faces anew: as few as it takes
	for what, g := range gallery() {
		built[what] = layIn(t, theme.Dark, g.make(), g.w, g.h).Capture()
	}
	app.Settings().SetTheme(theme.Forced(theme.Light))
	for what, g := range gallery() {
		turned[what] = layIn(t, theme.Light, g.make(), g.w, g.h)
	}
	app.Settings().SetTheme(theme.Forced(theme.Dark))
	for what, c := range turned {
		if n := differ(built[what], c.Capture()); n > 0 {
			shot.Take(t, c, "turned-"+what)
			t.Errorf("%s: %d pixels keep the light theme", what, n)
		}
	}
}

func differ(a, b image.Image) (n int) {
	r := a.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

type exhibit struct {
	w, h   float32
	build  func() fyne.CanvasObject
	golden bool // compared with testdata in light, without the focus
	made   fyne.CanvasObject
}

func (e *exhibit) make() fyne.CanvasObject { e.made = e.build(); return e.made }

func focusOf(o fyne.CanvasObject) (fyne.Focusable, bool) {
	if t, ok := o.(interface{ Target() fyne.Focusable }); ok {
		return t.Target(), true
	}
	f, ok := o.(fyne.Focusable)
	return f, ok
}

func gallery() map[string]*exhibit {
	return map[string]*exhibit{
		"small": {w: 760, h: 640, golden: true, build: smallParts},
		"grid":  {w: 900, h: 260, golden: true, build: func() fyne.CanvasObject { return sampleGrid() }},
		"bars":  {w: 560, h: 140, golden: true, build: func() fyne.CanvasObject { return sampleBars() }},
		"lines": {w: 420, h: 300, golden: true, build: func() fyne.CanvasObject { return sampleLines() }},
		"sheet": {w: 900, h: 260, golden: true, build: func() fyne.CanvasObject { return sampleSheet() }},
		"split": {w: 1100, h: 400, build: func() fyne.CanvasObject { return NewSplit(sampleLines(), smallParts(), "返回列表") }},
		"keys":  {w: 700, h: 200, build: func() fyne.CanvasObject { return KeySheet(sampleKeys().All()) }},
		"prog":  {w: 420, h: 140, build: sampleProgress},
		"empty": {w: 420, h: 300, build: func() fyne.CanvasObject {
			return NewEmpty(theme.IconDoc, "这里列出抽查的文件：标题、文号、发文单位、日期与结论。", Action{"新增一份  Ctrl+N", nil})
		}},
		"month": {w: 260, h: 300, build: func() fyne.CanvasObject { return NewCalendar(sampleMonths, "2006-12-30") }},
		"icons": {w: 640, h: 300, golden: true, build: iconSheet},
	}
}

func iconSheet() fyne.CanvasObject {
	g := container.NewGridWrap(fyne.NewSize(60, 44))
	for _, n := range theme.Icons() {
		g.Add(container.NewVBox(theme.NewPic(n, 24, theme.Ink), theme.Text(string(n), 10, false, theme.Ink2).Whole()))
	}
	return g
}

func sampleProgress() fyne.CanvasObject {
	p := NewProgress("正在生成 南山区 考核意见", Action{"停止", func() {}})
	p.Step(12, 40)
	return p
}

func sampleKeys() *Keys {
	k := NewKeys()
	k.Add(Key{ID: "new", Group: "编辑", Name: "在此新增", Key: fyne.KeyN, Mod: Ctrl, Do: func() {}},
		Key{ID: "done", Group: "编辑", Name: "完成并到下一项", Key: fyne.KeyReturn, Mod: Ctrl, Do: func() {}},
		Key{ID: "next", Group: "走动", Name: "下一个单位", Key: fyne.KeyDown, Mod: Alt, Do: func() {}},
		Key{ID: "help", Group: "走动", Name: "本页帮助", Key: fyne.KeyF1, Do: func() {}})
	return k
}

func sampleGrid() *Grid {
	g := NewGrid()
	cols := []GridCol{{"1", "准备"}, {"2", "现场考核"}, {"3", "征求意见"}, {"4", "总结"}, {"5", "整改"}}
	var rows []GridRow
	for _, d := range []string{"福田区", "罗湖区", "南山区", "盐田区"} {
		rows = append(rows, GridRow{d, d, "84.50/100.00", []GridCell{
			{State: theme.Signed, Word: "已签字"}, {State: theme.Underway, Word: "进行中", Far: "12/35", Warn: "2"},
			{State: theme.Awaiting, Word: "待签字"}, {State: theme.Conflict, Word: "有分歧", Far: "1"}, {State: theme.Idle, Word: "未开始"},
		}})
	}
	g.Put(cols, rows)
	return g
}

func sampleBars() *Bars {
	b := NewBars(0, 0)
	b.Put(Bar{Label: "福田区", Value: 92, Full: 100, Text: "92.00/100.00", Second: 96, Parts: []float64{20, 15, 18, 12, 17, 10}},
		Bar{Label: "罗湖区", Value: 84.5, Full: 100, Text: "84.50/100.00", Second: -1},
		Bar{Label: "光明新区管理委员会", Value: 0, Full: 100, Text: "未评", Second: 90})
	return b
}

type item struct{ key, name, score string }

type itemView struct {
	widget.BaseWidget
	box         fyne.CanvasObject
	name, score *theme.Line
}

func (v *itemView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.box) }

func newItemView() View[item] {
	v := &itemView{name: theme.Text("", theme.Body, false, theme.Ink), score: theme.Num("", theme.Body, false, theme.Ink2)}
	v.box = layout.Pad(10, 0, container.NewBorder(nil, nil, nil, v.score, v.name))
	v.ExtendBaseWidget(v)
	return v
}

func (v *itemView) Set(i item) {
	v.name.Put(i.name)
	v.score.Put(i.score)
	v.name.Bold(i.key[0] == 'h')
}

func sampleLines() *Lines[item] {
	l := NewLines(Kind[item]{New: newItemView, Key: func(i item) string { return i.key }, Head: func(i item) bool { return i.key[0] == 'h' }})
	l.Put([]item{
		{"h1", "一 责任体系", "18.50/20.00"}, {"a", "1.1 纳入年度计划和政府工作报告", "3.00/3.00"},
		{"b", "1.2 责任书签订并分解到街道、社区工作站和各有关职能部门的落实情况", "3.00/5.00"},
		{"c", "1.3 领导述职", "2.00/2.00"}, {"h2", "二 协调机制", "12.00/15.00"}, {"d", "2.1 联席会议", "5.00/5.00"},
	})
	l.Choose("b")
	return l
}

func sampleSheet() *Sheet {
	s := NewSheet(SheetCol{Title: "标题"}, SheetCol{Title: "文号", Width: 130}, SheetCol{Title: "日期", Width: 110, Kind: Day, Bad: "日期写成 2006-12-30"},
		SheetCol{Title: "要求", Width: 90, Kind: Choice, Choices: []string{"有", "无"}}, SheetCol{Title: "结论", Width: 110, Kind: Choice, Choices: []string{"合格", "缺件", "不符"}}, SheetCol{Title: "备注", Width: 160})
	s.Put([][]string{{"关于印发打假责任制实施方案的通知", "深南府〔2006〕12号", "2006-03-15", "有", "合格", ""}, {"责任书（十一个街道）", "", "2006-04-02", "有", "缺件", "两个街道未签"}})
	s.Go(1, 2)
	return s
}

func smallParts() fyne.CanvasObject {
	steps := NewSteps()
	steps.Put(Step{"1", "准备", theme.Signed, "已签字", ""}, Step{"2", "现场考核", theme.Underway, "进行中", "12/35"},
		Step{"3", "征求意见", theme.Awaiting, "待签字", ""}, Step{"4", "总结", theme.Idle, "未开始", ""}, Step{"5", "整改", theme.Overdue, "逾期", "1"})
	steps.Pick("2")
	tabs := NewTabs()
	tabs.Put(Tab{"a", "打分", -1}, Tab{"b", "记录", 60}, Tab{"c", "文件抽查", 40}, Tab{"d", "考核发现", 25})
	chips := NewChips()
	chips.Put(Chip{"a", "未评", 12}, Chip{"b", "有扣分", 8}, Chip{"c", "我的", 15}, Chip{"d", "有分歧", 1})
	chips.Turn("b", true)
	mark, pick := NewMark(&fake.Clock{}), NewMark(&fake.Clock{})
	mark.Put("3.00")
	pick.Choices("0.00", "1.50", "3.00")
	pick.Put("1.50")
	marks := container.NewHBox(mark, theme.NewBox(theme.None).Least(24, 0), pick)
	note := NewNote(&fake.Clock{}, 2)
	note.Put("南山区政府重视打假工作，层层签订责任书，把责任落实到每个街道、每个社区；但有两个街道的责任书没有签字盖章，责任没有落到人。")
	locked := NewField(&fake.Clock{})
	locked.Put("两个街道未签")
	locked.Lock("现场考核已签字，内容不能改")
	bad := NewField(&fake.Clock{})
	bad.Put("2006-13-40")
	bad.SetError("日期写成 2006-12-30")
	f := NewForm(0)
	f.Add("考核得分", marks, "")
	f.Add("备注", note, "写明依据")
	f.Add("扣分理由", locked, "")
	f.Add("完成期限", bad, "")
	badges := container.NewHBox(NewBadge(theme.Signed, "已签字"), NewBadge(theme.Awaiting, "待签字"), NewBadge(theme.Overdue, "逾期 3 天"),
		NewBadge(theme.Conflict, "有分歧"), NewBadge(theme.Locked, "已锁定"), NewBadge(theme.Underway, "进行中"), NewBadge(theme.Idle, "未开始"))
	banner := NewBanner(theme.Warning, "签字后有变更：1.3 责任书的得分由 3.00 改为 2.00，需要补签。", Action{"去看", func() {}}, Action{"补签…", func() {}})
	buttons := container.NewHBox(NewPrimary("签字…", theme.IconSign, nil), NewButton("打印", theme.IconPrint, nil), NewQuiet("历史", theme.IconHistory, nil))
	head := container.NewHBox(theme.Text("南山区", theme.Title, true, theme.Ink).Whole(), theme.Num("84.50", theme.Figure, true, theme.Ink))
	return layout.Pad(12, 12, layout.Stack(8, head, steps, tabs, chips, f, badges, banner, buttons))
}
