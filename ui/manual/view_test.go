package manual_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kaohe/ui/manual"
	"kaohe/ui/uitest"
)

// stage is the manual in a window, with the keyboard on its contents.
func stage(t *testing.T, section string) (*uitest.Stage, *manual.View, *string) {
	t.Helper()
	s := uitest.Empty(t, nil)
	v := manual.New(read(t, "zh-Hans"), s.Kit().T)
	at := new(string)
	v.OnPlace = func(name string) { *at = name }
	v.Open(section)
	s.W.Show(v.Object(), 980, 640)
	s.W.Canvas().Focus(v.First())
	return s, v, at
}

func TestTheContentsAreWalkedByKeys(t *testing.T) {
	s, _, at := stage(t, "crash")
	s.Send(fyne.KeyUp)
	if *at != "laptop" {
		t.Errorf("above it is %s", *at)
	}
	s.Send(fyne.KeyUp, fyne.KeyUp)
	if *at == "laptop" || uitest.Says(s.W.Canvas().Content(), "登记过的电脑丢失") {
		t.Errorf("still on the chapter, at %s", *at)
	}
}

// What is typed is looked for; the first that is found is shown by Enter, and Backspace leads back.
func TestWhatIsTypedIsFoundAndOneComesBack(t *testing.T) {
	s, _, at := stage(t, "onsite")
	s.Send("huifuma")
	if list := uitest.Texts(s.W.Canvas().Content()); !strings.Contains(strings.Join(list, "\n"), "把恢复码收好") {
		t.Fatalf("%q", list)
	}
	s.Send(fyne.KeyReturn)
	if *at == "onsite" {
		t.Fatal("nothing is shown of what was found")
	}
	s.Send(fyne.KeyBackspace)
	if *at != "onsite" {
		t.Errorf("back at %s", *at)
	}
}

func TestALinkLeadsOnAndBack(t *testing.T) {
	s, _, at := stage(t, "onsite")
	s.Tap(s.W.Canvas().Content(), "分歧怎么办")
	if *at != "conflicts" {
		t.Fatalf("at %s", *at)
	}
	s.Press(s.W.Canvas().Content(), "后退")
	if *at != "onsite" {
		t.Errorf("back at %s", *at)
	}
}

func TestASectionIsCopiedAsText(t *testing.T) {
	s, _, _ := stage(t, "pin")
	s.Press(s.W.Canvas().Content(), "复制本节")
	text := fyne.CurrentApp().Clipboard().Content()
	for _, want := range []string{"忘了口令\n", "\n1. 请组长、副组长或秘书在【团队】页选中您", "旧口令从此作废。"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	if strings.Contains(text, "忘了打开文件的密码\n") {
		t.Error("the next section is in it")
	}
}
