package ui_test

import (
	"context"
	"errors"
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/circular"
	"kaohe/app/report"
	"kaohe/app/roundplan/roundplantest"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
	"kaohe/ui"
	"kaohe/ui/exchange"
	"kaohe/ui/preview"
	"kaohe/ui/printing"
	"kaohe/ui/start"
	"kaohe/ui/uitest"
)

// vault is the sample in memory, with the settings that a file would keep.
type vault struct {
	*roundplantest.Round
	settings map[string]string
	closed   bool
	sealed   bool
	plain    error // of files beside it
}

func (v *vault) Setting(key string) string { return v.settings[key] }
func (v *vault) SetSetting(key, value string) error {
	v.settings[key] = value
	return nil
}
func (v *vault) Path() string      { return "sample.kaohe" }
func (v *vault) Sealed() bool      { return v.sealed }
func (v *vault) PlainFiles() error { return v.plain }
func (v *vault) Close() error      { v.closed = true; return nil }

// system gives the window a vault and remembers what was asked of it.
type system struct {
	word    *circular.File // what a Word file is read as
	v       *vault
	as      ui.Vault // what the window gets; nil: v
	take    func(ui.Vault) error
	fail    error
	code    string // the recovery code of what is founded
	opened  int    // how often a vault was opened
	taken   int    // files that are there already
	printed []string
	office  printing.Printers // the computer's; none: there is no printer
	sent    []string          // to which printer, how often, what
	shown   []string
	open    int // previews that are not closed
	shelf   shelf
	seal    seal
	joins   joins
	post    post
	photos  photos
	card    card
}

// leaves are two white pages.
type leaves struct{ h *system }

func (l *leaves) Count() int                         { return 2 }
func (l *leaves) Size(int) (w, h float64, err error) { return 210, 297, nil }
func (l *leaves) Close() error                       { l.h.open--; return nil }
func (l *leaves) Image(_ context.Context, _ int, dpi float64) (image.Image, error) {
	return image.NewGray(image.Rect(0, 0, int(210/25.4*dpi), int(297/25.4*dpi))), nil
}

func (h *system) Open(ctx context.Context, _ string, _ func(done, total int)) (ui.Vault, error) {
	h.opened++
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if h.fail != nil {
		return nil, h.fail
	}
	if h.as != nil {
		return h.as, nil
	}
	return h.v, nil
}
func (h *system) Create(string, start.NewRound) (ui.Vault, error) { return h.v, nil }
func (h *system) Sample() (string, error)                         { return "sample.kaohe", nil }
func (h *system) Print(_ context.Context, _ ui.Vault, jobs []report.Job, as report.Format, folder string, replace bool, progress func(int, int)) ([]printing.Made, error) {
	if h.taken > 0 && !replace {
		return nil, words.Refuse("output.exists", h.taken, folder+"/first.pdf")
	}
	progress(1, 1)
	var made []printing.Made
	for _, j := range jobs {
		path := folder + "/" + j.Kind + "-" + j.District + "." + string(as)
		h.printed = append(h.printed, path)
		made = append(made, printing.Made{Job: j, Name: j.Kind, Path: path, Pages: 2})
	}
	return made, h.fail
}
func (h *system) ReadWord(string) (*circular.File, error) { return h.word, h.fail }
func (h *system) Preview(context.Context, ui.Vault, report.Job) (preview.Pages, error) {
	h.open++
	return &leaves{h}, h.fail
}
func (h *system) Printers(context.Context) (printing.Printers, error) {
	if len(h.office.Names) == 0 && !h.office.Asks {
		return h.office, words.Refuse("printer.none")
	}
	return h.office, nil
}
func (h *system) Send(_ context.Context, _ ui.Vault, jobs []report.Job, to printing.Printer, progress func(int, int)) ([]printing.Made, error) {
	progress(1, 1)
	var made []printing.Made
	for _, j := range jobs {
		h.sent = append(h.sent, fmt.Sprint(to.Name, " ", to.Copies, " ", j.Kind, " ", j.District))
		made = append(made, printing.Made{Job: j, Name: j.Kind, Pages: 2, Printer: to.Said()})
	}
	return made, h.fail
}
func (h *system) Recovery(ui.Vault) string { return h.code }
func (h *system) SaveRecovery(_ context.Context, _ ui.Vault, folder string, _ bool) (string, error) {
	return folder + "/恢复单.pdf", h.fail
}
func (h *system) SendRecovery(context.Context, ui.Vault) error { return h.fail }
func (h *system) Verify(context.Context, string, ui.Vault) (ui.Verdict, error) {
	return ui.Verdict{}, h.fail
}
func (h *system) Read(string) (*book.Grid, error)               { return &book.Grid{}, h.fail }
func (h *system) Plan(ui.Vault, *book.Grid) (*book.Plan, error) { return &book.Plan{}, nil }
func (h *system) PlanNew(*book.Grid) (*book.Plan, error)        { return &book.Plan{}, nil }
func (h *system) Take(v ui.Vault, _ *book.Plan, _ string) error {
	if h.take == nil {
		return nil
	}
	return h.take(v)
}
func (h *system) Found(string, *book.Plan, string, string) (ui.Vault, error) { return h.v, nil }
func (h *system) Save(_ ui.Vault, path string, replace bool, _ exchange.Kind, _, _ string) error {
	if h.taken > 0 && !replace {
		return words.Refuse("output.exists", h.taken, path)
	}
	h.printed = append(h.printed, path)
	return nil
}
func (h *system) Show(path string) error { h.shown = append(h.shown, path); return nil }
func (h *system) Exists(string) bool     { return true }
func (h *system) Same(a, b string) bool  { return filepath.Base(a) == filepath.Base(b) }
func (h *system) Round(ui.Vault) string  { return "round" }

// stage is the window on the sample, in the software driver.
type stage struct {
	t testing.TB
	*ui.App
	system *system
	runner *fake.Runner
	say    words.Catalog
	hop    func(func())          // nil: at once
	caret  func(image.Rectangle) // nil: nobody wants to know
	now    time.Time
	clock  fake.Clock
}

func newStage(t testing.TB) *stage {
	t.Helper()
	r, err := roundplantest.Open(content.Files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	return newStageOn(t, r)
}

func newStageOn(t testing.TB, r *roundplantest.Round, change ...func(*ui.Options)) *stage {
	t.Helper()
	a := test.NewTempApp(t)
	var err error
	catalogs := map[string]words.Catalog{}
	for _, l := range i18n.Languages {
		if catalogs[l], err = i18n.Load(l); err != nil {
			t.Fatal(err)
		}
	}
	h := &system{v: &vault{Round: r, settings: map[string]string{}}}
	s := &stage{t: t, system: h, runner: &fake.Runner{}, say: catalogs["zh-Hans"], now: time.Date(2006, 11, 20, 10, 0, 0, 0, time.UTC)}
	hop := func(f func()) {
		if s.hop == nil {
			f()
			return
		}
		s.hop(f)
	}
	o := ui.Options{Catalogs: catalogs, Language: "zh-Hans", Version: "test", Runner: s.runner, Spawn: func(work, done func()) { work(); done() }, Hop: hop, Timer: &s.clock,
		Now: func() time.Time { return s.now },
		Caret: func(at image.Rectangle) {
			if s.caret != nil {
				s.caret(at)
			}
		}}
	for _, c := range change {
		c(&o)
	}
	s.App = ui.New(a, h, o)
	s.Window().Resize(fyne.NewSize(1280, 800))
	t.Cleanup(s.Window().Close)
	return s
}

func (s *stage) open() *stage {
	s.Open("sample.kaohe")
	return s
}

// sees tells whether a text stands anywhere on the window or on what lies over it.
func (s *stage) sees(text string) bool {
	s.t.Helper()
	c := s.Window().Canvas()
	shown := uitest.Texts(c.Content())
	for _, o := range c.Overlays().List() {
		shown = append(shown, uitest.Texts(o)...)
	}
	return slices.ContainsFunc(shown, func(t string) bool { return strings.Contains(t, text) })
}

func (s *stage) mustSee(texts ...string) {
	s.t.Helper()
	for _, x := range texts {
		if !s.sees(x) {
			s.t.Errorf("%q is not to be seen", x)
		}
	}
}

// key presses a combination where the keyboard is.
func (s *stage) key(name fyne.KeyName, mod fyne.KeyModifier) {
	s.t.Helper()
	c := s.Window().Canvas()
	sc := &desktop.CustomShortcut{KeyName: name, Modifier: mod}
	if f, ok := c.Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(sc)
		return
	}
	c.(fyne.Shortcutable).TypedShortcut(sc)
}

// shortcut comes while no box has the keyboard.
func (s *stage) shortcut(sc fyne.Shortcut) {
	s.Window().Canvas().Unfocus()
	s.Window().Canvas().(fyne.Shortcutable).TypedShortcut(sc)
}

// tapTold presses the link of the status bar that says so.
func (s *stage) tapTold(part string) {
	s.t.Helper()
	var found fyne.Tappable
	uitest.Each(s.Window().Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(fyne.Tappable); ok && uitest.Says(o, part) {
			found = b
		}
	})
	if found == nil {
		s.t.Fatalf("nothing to press says %s", part)
	}
	found.Tapped(&fyne.PointEvent{})
}

func (s *stage) press(name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := s.Window().Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else {
		s.Window().Canvas().OnTypedKey()(e)
	}
}

func (s *stage) typed(text string) {
	for _, r := range text {
		s.Window().Canvas().Focused().TypedRune(r)
	}
}

func (s *stage) at(district string, p assess.Phase) { s.Go(assess.Place{District: district, Phase: p}) }

func TestWindowFitsIntoASmallScreen(t *testing.T) {
	s := newStage(t).open()
	for _, d := range s.system.v.View().Districts {
		for _, p := range assess.Phases {
			s.at(d.ID, p)
			if m := s.Window().Canvas().Content().MinSize(); m.Width > 1024 || m.Height > 660 {
				t.Errorf("%s %s needs %v, more than 1024x660 (700 less the menu)", d.Name, p.Key(), m)
			}
		}
	}
}

func TestWhoIsAtTheKeyboardIsShownAndKept(t *testing.T) {
	s := newStage(t).open()
	s.mustSee("顾彧 · 组长 · 市打假办  ▾", "2006年度落实打假责任制考核（示例，按 2006-11-20 计）")
}

func TestLeaderSignsWithPIN(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	s.key(fyne.KeyS, fyne.KeyModifierControl)
	s.mustSee("南山区“现场考核”阶段签字")
	s.typed("000000")
	s.press(fyne.KeyReturn)
	s.mustSee("签字后，南山区“现场考核”阶段锁定：", "记录 14 条、考核发现 12 条。", "口令不对。", "请重新输入；口令忘了，由组长、副组长或秘书在“团队”页重新设置。")
	s.typed("246810")
	s.press(fyne.KeyReturn)
	st := s.system.v.View().District("nanshan").Phases[assess.Onsite]
	if st.Signed() == nil || st.Signed().Person != "gu" {
		t.Fatalf("%+v", st)
	}
	if s.Window().Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still there")
	}
}

func TestMemberIsToldWhoCanSign(t *testing.T) {
	s := newStage(t).open()
	if err := s.system.v.Use("li"); err != nil {
		t.Fatal(err)
	}
	s.at("nanshan", assess.Onsite)
	s.key(fyne.KeyS, fyne.KeyModifierControl)
	s.mustSee("成员不能签字。", "可以签字的是：组长或副组长。")
}

func TestBlockersLeadToTheirPlace(t *testing.T) {
	s := newStage(t).open()
	s.at("luohu", assess.Onsite)
	s.key(fyne.KeyS, fyne.KeyModifierControl)
	if !s.sees("未完成：查阅案卷及移送案件台账") {
		t.Fatal("the blockers are not listed")
	}
	s.press(fyne.KeyReturn)
	if s.Window().Canvas().Overlays().Top() != nil {
		t.Error("Enter on a blocker must lead there")
	}
}

func TestAPDFShowsWhereItWent(t *testing.T) {
	s := newStage(t).open()
	s.at("nanshan", assess.Onsite)
	s.PrintTo("out", report.Job{Kind: "findings", District: "nanshan"})
	s.mustSee("南山区考核情况反馈已生成PDF", "out/findings-nanshan.pdf")
	s.press(fyne.KeyReturn)
	if len(s.system.shown) != 1 || s.system.shown[0] != "out/findings-nanshan.pdf" {
		t.Errorf("shown %v", s.system.shown)
	}
}

func TestWhatIsThereIsReplacedOnlyWhenThePersonSaysSo(t *testing.T) {
	for name, c := range map[string]struct {
		taken int
		write func(s *stage)
		asked []string
		done  string
	}{
		"a document": {1, func(s *stage) { s.PrintTo("out", report.Job{Kind: "findings", District: "nanshan"}) },
			[]string{"out/first.pdf 已经存在（同名文件共 1 个）"}, "已生成PDF"},
		"many, asked once": {12, func(s *stage) {
			s.PrintTo("out", report.Job{Kind: "findings", District: "nanshan"}, report.Job{Kind: "circular"})
		}, []string{"同名文件共 12 个"}, "已生成 2 份"},
		"a workbook": {1, func(s *stage) { s.ExportTo("out") }, []string{".xlsx 已经存在"}, "工作簿已保存"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t).open()
			s.at("nanshan", assess.Onsite)
			s.system.taken = c.taken
			c.write(s)
			s.mustSee(append(c.asked, "覆盖已有的文件？", "覆盖")...)
			s.press(fyne.KeyEscape)
			if len(s.system.printed) > 0 || s.sees("覆盖已有的文件？") || s.sees(c.done) {
				t.Fatalf("written without a word: %v", s.system.printed)
			}
			c.write(s)
			s.press(fyne.KeyReturn)
			if len(s.system.printed) == 0 || s.sees("覆盖已有的文件？") {
				t.Fatalf("written %v", s.system.printed)
			}
			s.mustSee(c.done)
		})
	}
}

func TestSearchGoesThere(t *testing.T) {
	s := newStage(t).open()
	s.key(fyne.KeyK, fyne.KeyModifierControl)
	s.typed("mljd")
	s.mustSee("福田区 街道")
	s.press(fyne.KeyReturn)
	if s.Window().Canvas().Overlays().Top() != nil {
		t.Error("Enter must go there")
	}
}

func TestASearchSaysWhenThereIsNothingAndLeadsToPages(t *testing.T) {
	s := newStage(t).open()
	s.key(fyne.KeyK, fyne.KeyModifierControl)
	s.mustSee("页面、人员和各处写下的文字都可以搜到")
	s.typed("xyzxyz")
	s.mustSee("没有找到“xyzxyz”")
	for range 6 {
		s.Window().Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	s.mustSee("页面、人员和各处写下的文字都可以搜到")
	s.typed("zhengg")
	s.mustSee("整改台账")
	s.press(fyne.KeyReturn)
	if got := s.system.v.settings["route"]; got != `{"page":"ledger"}` {
		t.Errorf("route %s", got)
	}
}

func TestUndoBringsTheMarkBack(t *testing.T) {
	s := newStage(t).open()
	s.at("luohu", assess.Onsite)
	d := s.system.v.View().District("luohu")
	before := d.Score("a1").Mark
	if !s.Do(assess.SetMark(d, d.Score("a1"), 0, "x")) {
		t.Fatal("refused")
	}
	s.mustSee("已保存 ")
	s.Window().Canvas().Unfocus()
	s.shortcut(&fyne.ShortcutUndo{})
	if got := s.system.v.View().District("luohu").Score("a1").Mark; got != before {
		t.Errorf("mark %v, want %v", got, before)
	}
	s.mustSee("已撤销“打分”：罗湖区")
	s.shortcut(&fyne.ShortcutRedo{})
	if got := s.system.v.View().District("luohu").Score("a1").Mark; got != 0 {
		t.Errorf("done again, the mark is %v", got)
	}
	s.mustSee("已重做“打分”：罗湖区")
}

func TestUndoOfWhatIsElsewhereAsksAndLeadsThere(t *testing.T) {
	s := newStage(t).open()
	s.at("luohu", assess.Onsite)
	mark := func() (any, bool) {
		sc := s.system.v.View().District("luohu").Score("a1")
		return sc.Mark, sc.Mark == 0
	}
	d := s.system.v.View().District("luohu")
	if !s.Do(assess.SetMark(d, d.Score("a1"), 0, "x")) {
		t.Fatal("refused")
	}
	for _, elsewhere := range []assess.Place{{District: "baoan", Phase: assess.Onsite}, {Tab: "team"}} {
		s.Go(elsewhere)
		s.shortcut(&fyne.ShortcutUndo{})
		top := s.Window().Canvas().Overlays().Top()
		if m, still := mark(); top == nil || !still {
			t.Fatalf("from %v it was taken back without a word: %v", elsewhere, m)
		}
		if text := strings.Join(uitest.Texts(top), " "); !strings.Contains(text, "罗湖区") {
			t.Errorf("the question does not say where: %s", text)
		}
		s.press(fyne.KeyEscape)
		if _, still := mark(); !still {
			t.Fatal("Esc took it back")
		}
	}
	s.shortcut(&fyne.ShortcutUndo{})
	s.press(fyne.KeyReturn)
	if m, still := mark(); still {
		t.Fatalf("after yes the mark is still %v", m)
	}
	s.tapTold("已撤销")
	if got := s.system.v.settings["route"]; got != `{"page":"district","district":"luohu","phase":2}` {
		t.Errorf("the link leads to %s", got)
	}
	if !s.Do(assess.SetMark(d, d.Score("a1"), 0, "y")) {
		t.Fatal("refused")
	}
	if got := strings.Join(uitest.Texts(s.Window().Content()), " "); strings.Contains(got, "已撤销") {
		t.Error("after another change it is still told")
	}
}

func TestNextStartIsWhereItWasLeft(t *testing.T) {
	s := newStage(t).open()
	s.at("baoan", assess.Consultation)
	s.Start()
	if !s.system.v.closed {
		t.Fatal("the vault was not let go")
	}
	s.open()
	s.mustSee("宝安区", "征求意见")
	if got := s.system.v.settings["route"]; got != `{"page":"district","district":"baoan","phase":3}` {
		t.Errorf("route %s", got)
	}
}

// A newer version's vault is not damaged: nothing is offered that would put an older state in its place or take a part out of it.
func TestANewerVaultSaysToInstallTheNewVersionAndOffersNothingElse(t *testing.T) {
	for code, want := range map[string]string{"vault.newer": "x.kaohe 由新版考核通写成，本版本打不开。", "locks.newer": "考核文件由新版考核通加密，本版本打不开。"} {
		s := newStage(t)
		s.system.fail = words.Refuse(code, "x.kaohe")
		s.Open("x.kaohe")
		s.mustSee(want, "请安装新版考核通再打开，安装程序可以向使用新版的同事索取；文件没有改动。")
		for _, never := range []string{"从备份恢复…", "取出还能读的内容…"} {
			if uitest.Button(s.Window().Canvas().Overlays().Top(), never) != nil {
				t.Errorf("%s offers %s", code, never)
			}
		}
		s.press(fyne.KeyEscape)
		s.mustSee("打开示例")
	}
}

func TestTheWindowSaysItsVersion(t *testing.T) {
	s := newStage(t).open()
	s.menu("关于考核通")
	s.mustSee("考核通 test")
}

func TestWhatDoesNotOpenIsSaidOnTheStartPage(t *testing.T) {
	s := newStage(t)
	s.system.fail = words.Refuse("vault.empty", "x.kaohe")
	s.Open("x.kaohe")
	s.mustSee("x.kaohe 是空文件，里面没有任何考核数据。", "可能是复制没有完成，请从来源重新复制。")
	s.press(fyne.KeyEscape)
	s.mustSee("打开示例")
	s.system.fail = errors.New("odd")
	s.Open("x.kaohe")
	s.mustSee("出错了，没有完成。", "odd")
}

func TestWhileAVaultOpensNoOtherOneDoes(t *testing.T) {
	s := newStage(t).open()
	s.runner.Hold = true
	s.Open("a.kaohe")
	if s.sees("罗湖区") || !s.system.v.closed {
		t.Error("what was open is still there")
	}
	s.Open("b.kaohe")
	s.runner.Finish()
	s.mustSee("罗湖区")
	if s.system.opened != 2 {
		t.Errorf("opened %d times", s.system.opened)
	}
}

func TestACancelledOpeningEndsOnTheStartPage(t *testing.T) {
	s := newStage(t)
	s.runner.Stop = true
	s.open()
	s.mustSee("打开示例")
	if s.Window().Canvas().Overlays().Top() != nil {
		t.Error("it is called a failure")
	}
	s.runner.Stop = false
	s.open()
	s.mustSee("罗湖区")
}

func TestAWindowThatIsClosedWhileAVaultOpensShowsItNoMore(t *testing.T) {
	s := newStage(t)
	s.runner.Hold = true
	s.open()
	s.Quit()
	s.runner.Finish()
	if s.sees("罗湖区") {
		t.Error("the vault was shown after the end")
	}
}

func TestEnglishSpeaksEverywhere(t *testing.T) {
	s := newStage(t).open()
	s.Speak("en")
	s.mustSee("Overview", "Team")
	if s.sees("onsite.") || s.sees("overview.") || s.sees("shell.") {
		t.Error("a key is shown instead of its sentence")
	}
}

func TestARareCharacterBringsInTheWholeFace(t *testing.T) {
	s := newStage(t).open()
	face := func() string {
		return s.Theme().Font(fyne.TextStyle{}).Name()
	}
	if face() != "kaohe-sans-regular.ttf" {
		t.Fatalf("the sample needs %s", face())
	}
	d := s.system.v.View().District("luohu")
	if !s.Do(assess.Fields("edit.remark", d.Score("a1").Entity, "remark", "举报人姓㐂")) {
		t.Fatal("refused")
	}
	if face() != "kaohe-whole.ttf" {
		t.Errorf("㐂 would be a box in %s", face())
	}
}

func TestEachFailureIsSaidOnce(t *testing.T) {
	s := newStage(t).open()
	over := func() int { return len(s.Window().Canvas().Overlays().List()) }
	s.Fail(words.Refuse("pin.wrong"))
	s.Fail(words.Refuse("pin.wrong"))
	if over() != 1 {
		t.Fatalf("%d notices of one failure", over())
	}
	s.Fail(words.Refuse("pin.short", 6))
	if over() != 2 {
		t.Fatal("another failure is swallowed")
	}
	s.press(fyne.KeyEscape)
	s.press(fyne.KeyReturn)
	if s.Fail(words.Refuse("pin.wrong")); over() != 1 {
		t.Fatalf("%d notices after both were read", over())
	}
}

func TestMenusNameEveryActionInFull(t *testing.T) {
	s := newStage(t).open()
	var names []string
	var walk func(m *fyne.Menu)
	walk = func(m *fyne.Menu) {
		names = append(names, m.Label)
		for _, i := range m.Items {
			names = append(names, i.Label)
			if i.ChildMenu != nil {
				walk(i.ChildMenu)
			}
		}
	}
	for _, m := range s.Window().MainMenu().Items {
		walk(m)
	}
	if len(names) < 30 {
		t.Fatalf("only %d menu items", len(names))
	}
	for _, n := range names {
		if strings.Contains(n, "{") || strings.Contains(n, "shell.") || strings.Contains(n, "cmd.") {
			t.Errorf("a menu item says %q", n)
		}
	}
}

func TestEscReachesTheStartPage(t *testing.T) {
	s := newStage(t)
	s.Start()
	s.push("新建考核…")
	s.press(fyne.KeyEscape)
	if uitest.Button(s.content(), "打开示例") == nil {
		t.Errorf("Esc does not leave the form: %q", uitest.Texts(s.content()))
	}
}
