package unlock_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/words"
	"kaohe/ui/uitest"
	"kaohe/ui/unlock"
	"kaohe/ui/widgets"
)

// actions remember what was asked of them.
type actions struct {
	secrets []unlock.Secret
	left    bool
}

func (a *actions) Unlock(s unlock.Secret) { a.secrets = append(a.secrets, s) }
func (a *actions) Leave()                 { a.left = true }

const path = "/home/u/文档/2006年度落实打假责任制考核.kaohe"

func open(t *testing.T, locked bool) (*uitest.Stage, *actions, *unlock.Screen) {
	t.Helper()
	s, a := uitest.Empty(t, nil), &actions{}
	k := s.Kit()
	k.Session = nil // there is no vault yet
	p := unlock.New(k, path, locked, a)
	s.W.Show(p.Object(), 1280, 800)
	p.Render()
	p.Focus()
	return s, a, p
}

func TestPageIsShownAtBothSizes(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, _, p := open(t, locked)
		for _, size := range [][2]float32{{1280, 800}, {1024, 700}} {
			s.W.Show(p.Object(), size[0], size[1])
			p.Refuse(words.Refuse("passphrase.wrong"))
			s.W.Shot(fmt.Sprintf("unlock-%v-%.0f", locked, size[0]))
		}
		p.Keychain(words.Refuse("keychain.none"))
		s.Press(p.Object(), "忘记密码，用恢复码打开")
		s.W.Shot(fmt.Sprintf("unlock-code-%v", locked))
		for _, text := range uitest.Texts(p.Object()) {
			if strings.HasPrefix(text, "unlock.") {
				t.Errorf("untranslated: %q", text)
			}
		}
	}
}

func TestWhatWasTypedIsHandedOver(t *testing.T) {
	s, a, p := open(t, false)
	box := func() fyne.Focusable { return s.W.Canvas().Focused() }
	test.Type(box(), "a sentence")
	test.Tap(uitest.All[*widgets.Tick](p.Object())[0])
	p.Focus()
	box().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Press(p.Object(), "忘记密码，用恢复码打开")
	test.Type(box(), "AAAA-BBBB")
	p.Keychain(words.Refuse("keychain.none")) // a tick that can't be kept counts no more
	box().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if want := []unlock.Secret{{Passphrase: "a sentence", Remember: true}, {Recovery: "AAAA-BBBB"}}; !slices.Equal(a.secrets, want) {
		t.Errorf("%+v", a.secrets)
	}
	s.Press(p.Object(), "回到首页")
	if !a.left {
		t.Error("there is no way back")
	}
}
