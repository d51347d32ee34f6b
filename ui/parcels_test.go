package ui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui"
	"kaohe/ui/parcels"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/shot"
	"kaohe/ui/widgets"
)

// came is a package with a change, a conflict and a record that will be held.
func came(s *stage) *parcels.Incoming {
	a := s.system.v.View()
	at := ledger.Register{Entity: "d/luohu/score/a1", Field: "remark"}
	return &parcels.Incoming{Heads: []words.Msg{words.M("merge.from.author", "/media/u/罗湖.kpack", "0a1b2c3d", "二号电脑", "2006-11-20 10:00", 12, "李䶮"), words.M("merge.sender.unknown", "二号电脑")},
		Lines: []words.Msg{words.M("merge.new", 12, 400), words.M("merge.by", "李䶮", 12), words.M("merge.in", "罗湖区", 20), words.M("merge.conflicts", 1),
			words.M("merge.conflict", "罗湖区", words.M("field.remark")), words.M("merge.held", 2, words.M("held.role"))},
		In: &session.Incoming{New: 12, Known: 400, Conflicts: []ledger.Register{at}, Values: map[ledger.Register][]ledger.Value{at: {ledger.Of("甲"), ledger.Of("乙")}}, After: a}}
}

// two is a round with another laptop that lacks something.
func two() session.Spread {
	return session.Spread{OnlyHere: 24, OnlyMine: 20, Lacking: 3, Laptops: []session.Has{
		{Laptop: authority.Laptop{Device: ledger.Device{2}, Name: "二号电脑", People: []string{"li"}}, Heard: true, Lacks: 24, Mine: 20, Ahead: 3, Last: time.Date(2006, 11, 19, 8, 0, 0, 0, time.UTC)},
		{Laptop: authority.Laptop{Device: ledger.Device{3}, Name: "三号电脑", Shared: true}, Lacks: 400, Mine: 20}}}
}

func TestDroppedPackageIsShownAndMergedByEnter(t *testing.T) {
	s := newStage(t)
	s.system.post.spread = two()
	s.open()
	s.system.post.in = came(s)
	s.system.post.take = func() error {
		return s.system.v.Apply(assess.Fields("edit.remark", "d/luohu/score/a1", "remark", "同事写的"))
	}
	ui.Dropped(s.App, "/media/u/罗湖.kpack")
	s.mustSee("收到的数据包", "李䶮 2006-11-20 10:00 在电脑「二号电脑」上导出", "还没有登记", "新记录 12 条，已有 400 条", "罗湖区：20 处修改", "合并后：甲 | 乙", "2 条会待核")
	shot.Take(t, s.Window().Canvas(), "parcel")
	if s.system.post.merged != 0 {
		t.Fatal("taken in before the button")
	}
	s.press(fyne.KeyReturn)
	if s.system.post.merged != 1 || s.sees("先不合并") {
		t.Fatalf("merged %d times", s.system.post.merged)
	}
	s.mustSee("已合并：新记录 3 条", "查看变更")
	shot.Take(t, s.Window().Canvas(), "parcel-merged")
	s.push("查看变更")
	s.mustSee("变更")
}

func TestMergedPackageRendersOnceAndTellsWhereChangesAre(t *testing.T) {
	s, c, _ := newCounts(t)
	s.system.post.in = came(s)
	s.system.post.take = func() error {
		return c.vault.Apply(assess.Fields("edit.remark", "d/luohu/score/a1", "remark", "同事写的"))
	}
	ui.Dropped(s.App, "a.kpack")
	c.settle()
	c.reset()
	s.press(fyne.KeyReturn)
	if err := c.once(0, "parcels"); err != nil {
		t.Fatal(err)
	}
}

func TestPackageThatIsNotMergedStaysOrGoes(t *testing.T) {
	s := newStage(t).open()
	s.system.post.in = came(s)
	ui.Dropped(s.App, "a.kpack")
	s.typedKey(fyne.KeyEscape)
	if s.system.post.merged != 0 || s.sees("先不合并") {
		t.Fatal("Esc does not leave the package")
	}
	s.system.post.in.Missing = words.Refuse("pack.gap.since", "二号电脑", 3, 9, "0a1b2c3d")
	ui.Dropped(s.App, "a.kpack")
	s.mustSee("请先合并数据包 0a1b2c3d")
	s.typedKey(fyne.KeyReturn)
	if s.system.post.merged != 0 {
		t.Fatal("what can't be taken in was")
	}
}

func TestOtherFilesThatAreDroppedSayWhatToDo(t *testing.T) {
	s := newStage(t).open()
	ui.Dropped(s.App, "数据.xlsx")
	s.mustSee("数据.xlsx 不能这样打开。", "“导入导出”页")
	s.press(fyne.KeyEscape)
}

func TestPackageWithAPassphraseAsksForIt(t *testing.T) {
	s := newStage(t).open()
	s.system.post.in, s.system.post.locked = came(s), words.Refuse("pack.passphrase", "a.kpack")
	ui.Dropped(s.App, "a.kpack")
	s.mustSee("要用密码打开")
	s.typed("correct horse")
	s.press(fyne.KeyReturn)
	s.mustSee("收到的数据包")
}

func TestWhoLacksWhatIsListedAndPackedFor(t *testing.T) {
	s := newStage(t)
	s.system.post.spread = two()
	s.open()
	s.mustSee("仅本机 24 项，缺 3 项")
	s.tapTold("仅本机 24 项")
	s.mustSee("与同事交换：仅本机 24 项，缺别人的 3 项", "全组共用", "还没有过")
	shot.Take(t, s.Window().Canvas(), "parcels")
	uitest.All[*widgets.Lines[parcels.Row]](s.content())[0].Next(1)
	s.mustSee("缺这里的 24 项，其中本机写的 20 项。")
	s.push("打包给李䶮…")
	s.mustSee("只含这个人的电脑还没有的")
	s.press(fyne.KeyEscape)
	ui.PackInto(s.App, "/media/u", parcels.Request{For: "li"})
	if got := s.system.post; got.asked.For != "li" || len(got.packed) != 1 || !strings.HasSuffix(got.packed[0], "给李䶮 2006-11-20 1000.kpack") {
		t.Fatalf("packed %q, %+v", got.packed, got.asked)
	}
	s.mustSee("已写完并读回核对，可以拔出", "0a1b 2c3d 4e5f", "还不知道李䶮的电脑有什么：没有略去记录")
	ui.PackInto(s.App, "/home/u", parcels.Request{})
	s.mustSee("已写完并读回核对：/home/u")
	if s.sees("可以拔出") {
		t.Error("a folder of the laptop can be pulled")
	}
}

func TestPulledStickIsNoPackage(t *testing.T) {
	s := newStage(t).open()
	s.Go(assess.Place{Tab: "parcels"})
	s.system.fail = words.Refuse("pack.unlike", "U盘")
	ui.PackInto(s.App, "/media/u", parcels.Request{})
	if !s.sees("这个 U 盘或磁盘可能坏了") || s.sees("可以拔出：") {
		t.Fatal("what was not written can be pulled")
	}
}

func TestPackAsksForWhatItNeeds(t *testing.T) {
	s := newStage(t).open()
	s.Go(assess.Place{Tab: "parcels"})
	s.key(fyne.KeyN, fyne.KeyModifierControl)
	kind := over[*widgets.Pick](s)[0]
	for k, sees := range map[string]string{"for": "请填写这一项", "district": "请填写这一项", "outside": "至少"} {
		kind.Choose(k)
		kind.OnPick(k)
		s.button("选择位置…")
		if !s.sees(sees) {
			t.Errorf("%s: nothing is asked for", k)
		}
	}
	shot.Take(t, s.Window().Canvas(), "parcels-ask")
}

// evidenced is a round with a photo as evidence.
func evidenced(t *testing.T, s *stage) {
	t.Helper()
	a := s.system.v.View()
	e := assess.AddEvidence(a.District("luohu"), assess.Onsite, ledger.Device{1}, assess.Supports{},
		assess.NewEvidence{Sum: strings.Repeat("ab", 32), Name: "a.jpg", Media: "image/jpeg", Size: 5 << 20})
	if err := s.system.v.Apply(e); err != nil {
		t.Fatal(err)
	}
}

func TestPackAsksHowMuchEvidenceGoesAndSaysItsSize(t *testing.T) {
	s := newStage(t)
	s.system.post.spread = two()
	s.open()
	evidenced(t, s)
	s.Go(assess.Place{Tab: "parcels"})
	s.mustSee("腾出空间…", "佐证缺")
	s.key(fyne.KeyN, fyne.KeyModifierControl)
	s.mustSee("原件 12 个，约 60 MB")
	picks := over[*widgets.Pick](s)
	carry := picks[len(picks)-1]
	for k, sees := range map[string]string{"small": "照片 10 张，约 3 MB", "all": "原件 40 个，约 200 MB", "none": "只带记录"} {
		carry.Choose(k)
		carry.OnPick(k)
		if !s.sees(sees) {
			t.Errorf("%s: %s is not seen", k, sees)
		}
	}
	shot.Take(t, s.Window().Canvas(), "parcels-ask-evidence")
}

func TestRoomIsMadeAfterItIsSaidWhoKeepsWhat(t *testing.T) {
	s := newStage(t).open()
	evidenced(t, s)
	s.Go(assess.Place{Tab: "parcels"})
	s.push("腾出空间…")
	s.mustSee("可以腾出佐证材料原件 3 个", "电脑「办公室」已登记存有")
	if s.system.post.thinned != 0 {
		t.Fatal("before it was said")
	}
	shot.Take(t, s.Window().Canvas(), "parcels-thin")
	s.button("删去这些原件")
	s.mustSee("已腾出佐证材料原件 3 个")
	if s.system.post.thinned != 1 {
		t.Fatalf("%d times", s.system.post.thinned)
	}
}

func TestRelayRunsUntilItIsStoppedAndAfterARestart(t *testing.T) {
	s := newStage(t).open()
	s.Go(assess.Place{Tab: "parcels"})
	s.push("自动交换…")
	over[*widgets.Input](s)[0].SetText("/mnt/team")
	shot.Take(t, s.Window().Canvas(), "parcels-relay")
	s.button("开始")
	p := &s.system.post
	if p.running != 1 || p.places[0] != (ui.Place{Kind: "dir", At: "/mnt/team", On: true}) {
		t.Fatalf("%d run, at %+v", p.running, p.places)
	}
	p.told(ui.Relayed{At: s.now, Lines: []words.Msg{words.M("relay.done", 5, 7)}})
	s.mustSee("自动交换已开启：/mnt/team", "送出 5 条记录，收进 7 条记录")
	p.told(ui.Relayed{At: s.now, Err: words.Refuse("relay.emptied", "/mnt/team")})
	s.mustSee("以前的文件都不见了", "重新放入")
	s.at("luohu", assess.Onsite)
	p.spread = two()
	p.told(ui.Relayed{At: s.now})
	s.mustSee("仅本机 24 项，缺 3 项")
	s.Start()
	if p.running != 0 {
		t.Fatal("it runs on a vault that is closed")
	}
	s.open()
	if p.running != 1 {
		t.Fatal("a restart forgets it")
	}
	s.Go(assess.Place{Tab: "parcels"})
	s.push("停止")
	s.Start()
	if s.open(); p.running != 0 {
		t.Fatal("it was stopped, and runs after a restart")
	}
}

func TestPlaceThatIsNotThereIsNotKept(t *testing.T) {
	s := newStage(t).open()
	s.system.post.stranger = words.Refuse("relay.gone", "/mnt/team")
	s.Go(assess.Place{Tab: "parcels"})
	s.push("自动交换…")
	over[*widgets.Input](s)[0].SetText("/mnt/team")
	s.button("开始")
	if s.system.post.running != 0 || s.system.v.settings["relay"] != "" {
		t.Fatal("it was kept")
	}
	s.mustSee("找不到交换位置：/mnt/team")
}

// later is a runner whose work is done when a test says so, as in the background.
type later struct {
	waiting []func()
	watch   func() widgets.Watcher // nil: nothing is shown meanwhile
}

func (r *later) Run(_ string, work widgets.Work, done func(error)) {
	off := func() {}
	if r.watch != nil {
		off = r.watch().Off
	}
	r.waiting = append(r.waiting, func() {
		err := work(context.Background(), func(int, int) {})
		off()
		done(err)
	})
}

func (r *later) next() {
	next := r.waiting[0]
	r.waiting = r.waiting[1:]
	next()
}

// What an exchange is at when it is stopped may take a moment: the window goes on meanwhile, and the vault is closed after that.
func TestStoppingAnExchangeKeepsNobodyWaiting(t *testing.T) {
	r := &later{}
	s := newStage(t)
	s.system.v.settings["relay"] = `{"kind":"dir","at":"/mnt/team","on":true}`
	s.open()
	s.Go(assess.Place{Tab: "parcels"})
	p := &s.system.post
	ui.RunBy(s.App, r)
	p.ending = func() {
		if s.system.v.closed {
			t.Error("the vault was closed under an exchange")
		}
	}
	s.push("停止")
	s.mustSee("自动交换没有开启")
	s.push("开始")
	s.Start()
	if p.running != 1 || s.system.v.closed {
		t.Fatalf("%d run, closed: %v", p.running, s.system.v.closed)
	}
	for len(r.waiting) > 0 {
		r.next()
	}
	if p.running != 0 || !s.system.v.closed {
		t.Fatalf("%d run, closed: %v", p.running, s.system.v.closed)
	}
}

func TestWorkThatCantBeGivenUpOffersNoWayTo(t *testing.T) {
	s := newStage(t).open()
	w := ui.WatchWork(s.App, nil)
	if uitest.Button(s.overlay(), "取消") != nil {
		t.Error("a button that does nothing")
	}
	w.Off()
	w = ui.WatchWork(s.App, func() {})
	if uitest.Button(s.overlay(), "取消") == nil {
		t.Error("no button where there is something to give up")
	}
	w.Off()
}

// What was typed on a page is kept, and what was filled in in a form over the page stays where it is, with words that say why nothing was taken.
func TestPackageThatIsDroppedWhileSomebodyTypesLosesNothing(t *testing.T) {
	s := newStage(t).open()
	s.system.post.in = came(s)
	s.at("luohu", assess.Onsite)
	remark := func() string { return s.system.v.View().District("luohu").Score("a1").Remark }
	box := uitest.Holding(s.content(), remark())
	box.Focus()
	uitest.Type(box, "写到一半")
	ui.Dropped(s.App, "/media/u/罗湖.kpack")
	s.mustSee("收到的数据包")
	if got := remark(); got != "写到一半" {
		t.Errorf("what was typed is %q", got)
	}
	s.typedKey(fyne.KeyEscape)
	s.Go(assess.Place{Tab: "parcels"})
	s.push("自动交换…")
	form := over[*widgets.Input](s)[0]
	form.SetText("/mnt/te")
	opened := len(s.system.post.opened)
	ui.Dropped(s.App, "/media/u/罗湖.kpack")
	s.mustSee("罗湖.kpack 没有收进", "请先做完或取消")
	s.press(fyne.KeyEscape)
	if over[*widgets.Input](s)[0] != form || form.Text != "/mnt/te" || len(s.system.post.opened) != opened {
		t.Errorf("the form says %q, %d packages were opened", form.Text, len(s.system.post.opened)-opened)
	}
}

// The package that is being merged is merged to the end; the one that is dropped meanwhile can be dropped again.
func TestPackageThatIsDroppedWhileAnotherIsMergedWaits(t *testing.T) {
	s := newStage(t).open()
	s.system.post.in = came(s)
	ui.Dropped(s.App, "/media/u/罗湖.kpack")
	r := &later{watch: func() widgets.Watcher { return ui.WatchWork(s.App, func() {}) }}
	ui.RunBy(s.App, r)
	s.typedKey(fyne.KeyReturn)
	ui.Dropped(s.App, "/media/u/南山.kpack")
	if len(r.waiting) != 1 {
		t.Fatalf("%d pieces of work", len(r.waiting))
	}
	r.next()
	s.mustSee("南山.kpack 没有收进")
	s.press(fyne.KeyEscape)
	s.mustSee("已合并：新记录 3 条")
	ui.Dropped(s.App, "/media/u/南山.kpack")
	r.next()
	s.mustSee("收到的数据包")
	if got := s.system.post; got.merged != 1 || len(got.opened) != 2 {
		t.Errorf("merged %d, opened %v", got.merged, got.opened)
	}
}

// over are the widgets of a kind on what lies over the window.
func over[T fyne.CanvasObject](s *stage) []T {
	s.t.Helper()
	out := uitest.All[T](s.Window().Canvas().Overlays().Top())
	if len(out) == 0 {
		s.t.Fatal(errors.New("nothing of the kind lies over the window"))
	}
	return out
}
