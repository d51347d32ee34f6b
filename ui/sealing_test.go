package ui_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/ui"
	"kaohe/ui/uitest"
	"kaohe/ui/unlock"
	"kaohe/ui/widgets"
)

// seal is what a system knows of a vault's seal, and was asked of it.
type seal struct {
	pass  string // opens the vault
	code  string
	asked []string
	chain error
	full  error // of sealing and unsealing
}

func (h *system) by(x unlock.Secret) error {
	switch {
	case x.Recovery != "" && x.Recovery == h.seal.code:
		return nil
	case x.Recovery != "":
		return words.Refuse("recovery.form")
	case x.Passphrase != h.seal.pass:
		return words.Refuse("passphrase.wrong")
	}
	return nil
}

func (h *system) Unlock(_ context.Context, path string, x unlock.Secret, _ func(done, total int)) (ui.Vault, error) {
	h.seal.asked = append(h.seal.asked, "unlock "+path)
	if h.v.sealed && h.by(x) != nil {
		return nil, h.by(x)
	}
	h.v.closed = false
	return h.v, nil
}
func (h *system) Try(unlock.Secret) {}
func (h *system) Keychain() error   { return h.seal.chain }
func (h *system) Remember(ui.Vault) error {
	h.seal.asked = append(h.seal.asked, "remember")
	return nil
}
func (h *system) Seal(_, passphrase string, _ func(done, total int)) (ui.Vault, error) {
	if !h.v.closed {
		return nil, errors.New("the vault is still open")
	}
	if h.seal.full != nil {
		return nil, h.seal.full
	}
	h.v.sealed, h.seal.pass, h.code = true, passphrase, "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-IIII"
	return h.v, nil
}
func (h *system) Unseal(_ string, x unlock.Secret, _ func(done, total int)) (ui.Vault, error) {
	if err := h.by(x); err != nil {
		return nil, err
	}
	h.v.sealed = false
	return h.v, nil
}
func (h *system) Knows(_ ui.Vault, x unlock.Secret) error { return h.by(x) }
func (h *system) ChangePassphrase(_ ui.Vault, x unlock.Secret, passphrase string) error {
	if err := h.by(x); err != nil {
		return err
	}
	h.seal.pass = passphrase
	return nil
}

const phrase = "一句自己记得住的话"

// sealedStage is the window before the page of a sealed vault.
func sealedStage(t *testing.T) *stage {
	s := newStage(t)
	s.system.v.sealed, s.system.seal.pass = true, phrase
	s.system.fail = words.Refuse("vault.sealed", "sample.kaohe")
	s.open()
	s.system.fail = nil
	return s
}

// inside is what only who has opened the vault may see.
var inside = []string{"南山", "顾彧", "2006年度落实打假责任制考核"}

func (s *stage) mustNotSee(texts ...string) {
	s.t.Helper()
	for _, x := range texts {
		if s.sees(x) {
			s.t.Errorf("%q is to be seen", x)
		}
		if strings.Contains(s.Window().Title(), x) {
			s.t.Errorf("%q stands in the window's title", x)
		}
	}
}

func TestASealedVaultIsOpenedByItsPassphrase(t *testing.T) {
	s := sealedStage(t)
	s.mustSee("考核文件已加密", "sample.kaohe", "记在这台电脑的系统密码库里")
	s.mustNotSee(inside...)
	s.press(fyne.KeyReturn)
	s.mustSee("请填写")
	s.typed("another sentence")
	s.press(fyne.KeyReturn)
	s.mustSee("密码不对。", "忘记密码的，用恢复单上的恢复码打开")
	box, ok := s.Window().Canvas().Focused().(*widgets.Secret)
	if !ok || box.Text != "" {
		t.Fatalf("the keyboard is at %T", s.Window().Canvas().Focused())
	}
	s.mustNotSee(inside...)
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.mustSee(inside...)
	if slices.Contains(s.system.seal.asked, "remember") {
		t.Error("the passphrase is remembered though nobody wanted that")
	}
	if kept := fyne.CurrentApp().Preferences().String("recent"); !strings.Contains(kept, "sample.kaohe") || strings.Contains(kept, "2006") && strings.Contains(kept, "考核") {
		t.Errorf("the recent list keeps %s", kept)
	}
}

func TestAForgottenPassphraseIsReplacedByTheRecoveryCode(t *testing.T) {
	s := sealedStage(t)
	s.system.seal.code = "RRRR"
	s.tap("忘记密码，用恢复码打开")
	s.typed("XXXX")
	s.press(fyne.KeyReturn)
	s.mustSee("恢复码不对")
	for range 4 {
		s.press(fyne.KeyBackspace)
	}
	s.typed("RRRR")
	s.press(fyne.KeyReturn)
	s.mustSee("文件已用恢复码打开。请现在设一个新密码")
	s.typed("new sentence")
	s.press(fyne.KeyReturn)
	s.mustSee("两次输入的密码不一样")
	s.Window().Canvas().FocusNext()
	s.typed("new sentence")
	s.press(fyne.KeyReturn)
	s.mustSee("密码已修改")
	if s.system.seal.pass != "new sentence" {
		t.Errorf("the passphrase is %q", s.system.seal.pass)
	}
}

func TestWhereThereIsNoKeychainNothingIsRemembered(t *testing.T) {
	s := newStage(t)
	s.system.v.sealed, s.system.seal.pass, s.system.seal.chain = true, phrase, words.Refuse("keychain.none")
	s.system.fail = words.Refuse("vault.sealed", "sample.kaohe")
	s.open()
	s.mustSee("这台电脑没有可用的系统密码库")
}

// wait lets a time pass in which nobody does anything.
func (s *stage) wait(d time.Duration) {
	for end := s.now.Add(d); s.now.Before(end); {
		s.now = s.now.Add(10 * time.Second)
		s.clock.Turn(10 * time.Second)
	}
}

func TestTheWindowLocksWhenNobodyWorks(t *testing.T) {
	s := sealedStage(t)
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.at("nanshan", assess.Onsite)
	s.wait(10 * time.Minute)
	widgets.Touched()
	s.wait(14 * time.Minute)
	s.mustSee(inside...)
	s.wait(2 * time.Minute)
	s.mustSee("已锁定", "sample.kaohe")
	s.mustNotSee(inside...)
	if !s.system.v.closed {
		t.Fatal("the vault is still open")
	}
	s.Open("sample.kaohe") // as by the list of recent ones, past the keychain
	s.mustSee("已锁定")
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.mustSee("南山区", "现场考核")
	if at := s.system.v.settings["route"]; !strings.Contains(at, "nanshan") {
		t.Errorf("the window came back to %s", at)
	}
	s.wait(16 * time.Minute)
	s.mustSee("已锁定")
}

func TestWhatIsTypedIsSavedBeforeTheWindowLocks(t *testing.T) {
	s := sealedStage(t)
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.Go(assess.Place{Tab: "setup"})
	field := uitest.All[*widgets.Field](s.Window().Canvas().Content())[0]
	field.Focus()
	s.wait(10 * time.Minute)
	s.typed("未离开的框")
	s.wait(14 * time.Minute)
	if s.system.v.closed {
		t.Error("locked, though somebody typed") // a caret that moved is work
	}
	s.key(fyne.KeyL, fyne.KeyModifierControl)
	s.mustSee("已锁定")
	s.mustNotSee("未离开的框")
	if a := s.system.v.View(); !strings.Contains(a.Title+a.City+a.Year, "未离开的框") {
		t.Errorf("what was typed is not saved: %q, %q", a.Title, a.City)
	}
}

func TestWhatWaitsForAButtonIsAskedAboutBeforeTheWindowLocks(t *testing.T) {
	s := sealedStage(t)
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.Go(assess.Place{Tab: "team"})
	uitest.Type(uitest.Labelled(s.content(), "姓名").(*widgets.Field), "顾彧（代）")
	s.wait(time.Hour)
	if s.system.v.closed {
		t.Fatal("what nobody handed in is lost while nobody was there")
	}
	s.key(fyne.KeyL, fyne.KeyModifierControl)
	s.mustSee("还有没有提交的内容", "团队：顾彧（代）的登记改了，还没有保存。")
	s.answer("立即锁定")
	s.mustSee("已锁定")
	s.mustNotSee(inside...)
}

func TestOnlyASealedVaultLocks(t *testing.T) {
	s := newStage(t).open()
	s.wait(3 * time.Hour)
	s.mustSee(inside...)
	s.key(fyne.KeyL, fyne.KeyModifierControl)
	s.mustSee(inside...)
}

func TestAVaultIsSealedFromTheMenu(t *testing.T) {
	s := newStage(t).open()
	s.menu("加密…")
	s.typed("short")
	s.press(fyne.KeyReturn)
	s.mustSee("密码至少 8 个字")
	for range 5 {
		s.press(fyne.KeyBackspace)
	}
	s.typed(phrase)
	s.Window().Canvas().FocusNext()
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.mustSee("请保管恢复码", "AAAA  BBBB  CCCC", "忘记密码时，用它可以打开文件")
	if !s.system.v.sealed || s.system.seal.pass != phrase {
		t.Fatalf("sealed %v by %q", s.system.v.sealed, s.system.seal.pass)
	}
	s.tap("我已妥善保管，继续")
	s.menu("解除加密…")
	s.typed("wrong one")
	s.press(fyne.KeyReturn)
	s.mustSee("密码不对。")
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.mustSee("已解除加密")
	if s.system.v.sealed {
		t.Error("still sealed")
	}
}

func TestASealingThatFailsLeavesTheVaultOpen(t *testing.T) {
	s := newStage(t).open()
	s.system.seal.full = words.Refuse("vault.full", "sample.kaohe")
	s.menu("加密…")
	s.typed(phrase)
	s.Window().Canvas().FocusNext()
	s.typed(phrase)
	s.press(fyne.KeyReturn)
	s.mustSee("磁盘已满", "南山区")
	if s.system.v.closed || s.system.v.sealed {
		t.Error("the vault is not open as it was")
	}
}

// tap presses a button by its words, wherever it is; what lies over the rest comes first.
func (s *stage) tap(name string) {
	s.t.Helper()
	c := s.Window().Canvas()
	for _, o := range slices.Backward(append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)) {
		if b := uitest.Button(o, name); b != nil {
			test.Tap(b)
			return
		}
	}
	s.t.Fatalf("no button %q", name)
}

// menu chooses an item of the main menu, by its words.
func (s *stage) menu(name string) {
	s.t.Helper()
	var find func(items []*fyne.MenuItem) bool
	find = func(items []*fyne.MenuItem) bool {
		for _, i := range items {
			if i.Label == name && !i.Disabled {
				i.Action()
				return true
			}
			if i.ChildMenu != nil && find(i.ChildMenu.Items) {
				return true
			}
		}
		return false
	}
	for _, m := range s.Window().MainMenu().Items {
		if find(m.Items) {
			return
		}
	}
	s.t.Fatalf("no item %q that can be chosen", name)
}

func TestFilesThatLieUnsealedBesideASealedVaultAreTold(t *testing.T) {
	s := newStage(t)
	s.system.v.sealed, s.system.v.plain = true, words.Refuse("evidence.plain", 3)
	s.open()
	s.mustSee("有 3 份佐证材料的文件没有加密")
}
