package screen_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/uitest/fake"
	"kaohe/ui/widgets"
)

// asked is a stage on which 顾彧, the one who has a PIN, is asked for a signature with a reason. do is the deed.
func asked(t *testing.T, reason string, do func(screen.Signature) error) *uitest.Stage {
	t.Helper()
	s := uitest.Small(t)
	s.W.Show(theme.NewBox(theme.Paper), 800, 600)
	s.Kit().AskSignature(screen.SignatureQuestion{Title: "题", Why: "签了就不能改。", Yes: "签字", Reason: reason, Act: assess.Reopen, Do: do})
	return s
}

func over(s *uitest.Stage) fyne.CanvasObject { return s.W.Canvas().Overlays().Top() }

// typed is what a person types where the keyboard is, ending with Enter.
func typed(s *uitest.Stage, text string) {
	f := s.W.Canvas().Focused()
	test.Type(f, text)
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestASignatureIsAskedForUntilItIsGivenOrLeft(t *testing.T) {
	var got []screen.Signature
	s := asked(t, "", func(by screen.Signature) error {
		got = append(got, by)
		if by.PIN != uitest.PIN {
			return words.Refuse("pin.wrong").Because(errors.New("x17"))
		}
		return nil
	})
	if shown := uitest.Texts(over(s)); !slices.Contains(shown, "题") || !slices.Contains(shown, "签了就不能改。") {
		t.Errorf("it does not say why: %q", shown)
	}
	typed(s, "")
	if len(got) > 0 || !slices.Contains(uitest.Texts(over(s)), "请填写这一项") {
		t.Error("without a PIN there is nothing to be tried")
	}
	typed(s, "000000")
	shown := uitest.Texts(over(s))
	box := uitest.All[*widgets.Secret](over(s))[0]
	if len(got) != 1 || !slices.Contains(shown, "口令不对。") || slices.Contains(shown, "请填写这一项") || box.Text != "" || s.W.Canvas().Focused() != box {
		t.Errorf("after a wrong PIN: %q", shown)
	}
	if !slices.ContainsFunc(shown, func(x string) bool { return len(x) > 5 && x[len(x)-5:] == "(x17)" }) {
		t.Errorf("the cause is swallowed: %q", shown)
	}
	s.W.Shot("signature-wrong")
	typed(s, uitest.PIN)
	if len(got) != 2 || got[1] != (screen.Signature{Person: "gu", PIN: uitest.PIN}) || over(s) != nil {
		t.Errorf("%+v, still open: %v", got, over(s) != nil)
	}
}

func TestAReasonIsAskedForFirst(t *testing.T) {
	var got screen.Signature
	s := asked(t, "reopen.reason", func(by screen.Signature) error { got = by; return nil })
	reason := uitest.All[*widgets.Field](over(s))[0]
	if s.W.Canvas().Focused() != reason.Target() {
		t.Errorf("the keyboard is at %T", s.W.Canvas().Focused())
	}
	s.Press(over(s), "签字")
	if !slices.Contains(uitest.Texts(over(s)), "请填写这一项") {
		t.Error("no word beside the box")
	}
	test.Type(reason.Target(), " 算错了 ")
	s.W.Canvas().Focus(uitest.All[*widgets.Secret](over(s))[0])
	typed(s, uitest.PIN)
	if got != (screen.Signature{Person: "gu", PIN: uitest.PIN, Reason: "算错了"}) {
		t.Errorf("%+v", got)
	}
}

func TestWhoMayNotSignIsToldSoInstead(t *testing.T) {
	s := uitest.Small(t)
	s.W.Show(theme.NewBox(theme.Paper), 800, 600)
	s.Must(s.Use("li"))
	s.Kit().AskSignature(screen.SignatureQuestion{Act: assess.Reopen})
	if over(s) != nil || len(s.W.Failed) != 1 || !errors.Is(s.W.Failed[0], words.Refuse("role")) {
		t.Errorf("open %v, said %v", over(s) != nil, s.W.Failed)
	}
}

// After three wrong PINs the box is grey and says for how long; nothing is tried meanwhile, and then it can be typed into again.
func TestTheBoxForAPINWaitsAfterThreeWrongOnes(t *testing.T) {
	s := uitest.Small(t)
	s.W.Show(theme.NewBox(theme.Paper), 800, 600)
	k, clock, tried := s.Kit(), &fake.Clock{}, 0
	k.Timer = clock
	k.AskSignature(screen.SignatureQuestion{Title: "题", Yes: "签字", Act: assess.Reopen, Do: func(by screen.Signature) error {
		tried++
		return s.AddPerson(session.NewPerson{ID: "mo", Name: "莫", Role: assess.Member}, by.Person, by.PIN)
	}})
	for range 3 {
		typed(s, "000000")
	}
	box := uitest.All[*widgets.Secret](over(s))[0]
	waits := func(text string) bool {
		return strings.HasPrefix(text, "口令连续输错，") && strings.HasSuffix(text, " 秒后可以再试。")
	}
	if shown := uitest.Texts(over(s)); !box.Disabled() || !slices.ContainsFunc(shown, waits) {
		t.Fatalf("after three wrong ones: grey %v, %q", box.Disabled(), shown)
	}
	s.W.Shot("signature-waits")
	s.Press(over(s), "签字")
	if tried != 3 {
		t.Fatalf("%d tries", tried)
	}
	for range 9 { // the session's clock goes on by a second each time it is asked
		clock.Turn(time.Second)
	}
	if shown := uitest.Texts(over(s)); box.Disabled() || slices.ContainsFunc(shown, waits) {
		t.Fatalf("after the wait: grey %v, %q", box.Disabled(), shown)
	}
	s.W.Canvas().Focus(box)
	typed(s, uitest.PIN)
	if over(s) != nil || s.View().Person("mo") == nil {
		t.Error("the right one is not taken")
	}
}

func TestNeededIsSaidOfWhatCantBeEmptied(t *testing.T) {
	k := uitest.Small(t).Kit()
	if k.Needed("d/ns", "name") == "" || k.Needed("d/ns", "contact") != "" {
		t.Errorf("%q, %q", k.Needed("d/ns", "name"), k.Needed("d/ns", "contact"))
	}
}

func TestASignerForgetsWhatWasTyped(t *testing.T) {
	s := uitest.Small(t)
	form := widgets.NewForm(0)
	by := screen.NewSigner(s.Kit(), form, assess.Reopen, screen.SignerLabels{Reason: "reopen.reason", Who: "sign.person"}, nil)
	s.W.Show(form, 800, 600)
	if !by.Put() {
		t.Fatal("nobody may sign")
	}
	pin := uitest.All[*widgets.Secret](form)[0]
	for _, x := range []struct {
		box  fyne.Focusable
		text string
	}{{uitest.All[*widgets.Field](form)[0].Target(), "算错了"}, {pin, uitest.PIN}} {
		s.W.Canvas().Focus(x.box)
		test.Type(x.box, x.text)
	}
	by.ForgetPIN()
	if pin.Text != "" || uitest.All[*widgets.Field](form)[0].Text() != "算错了" {
		t.Errorf("%q, %q", pin.Text, uitest.All[*widgets.Field](form)[0].Text())
	}
	by.Try(func(screen.Signature) error { return nil })
	if !slices.Contains(uitest.Texts(form), "请填写这一项") {
		t.Fatal("nothing is said of the empty box")
	}
	by.Forget()
	if uitest.All[*widgets.Field](form)[0].Text() != "" || slices.Contains(uitest.Texts(form), "请填写这一项") {
		t.Errorf("%q", uitest.Texts(form))
	}
}
