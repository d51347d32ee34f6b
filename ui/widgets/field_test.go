package widgets

import (
	"errors"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func press(f fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func combo(f fyne.Focusable, mod fyne.KeyModifier, key fyne.KeyName) {
	f.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
}

// want compares what callbacks have noted down.
func want(t *testing.T, got []string, texts ...string) {
	t.Helper()
	if strings.Join(got, "|") != strings.Join(texts, "|") {
		t.Errorf("got %q, want %q", got, texts)
	}
}

func newTestField(t *testing.T, multi bool) (*Field, *fake.Clock, *[]string, fyne.Canvas) {
	h := &fake.Clock{}
	f := NewField(h)
	if multi {
		f = NewNote(h, 3)
	}
	got := &[]string{}
	f.OnCommit = func(s string) { *got = append(*got, s) }
	c := lay(t, f, 300, 120)
	return f, h, got, c
}

func TestFieldCommitsAfterAPauseAndNotPerKey(t *testing.T) {
	f, h, got, _ := newTestField(t, false)
	f.Focus()
	test.Type(f.Target(), "两个")
	h.Turn(Pause / 2)
	test.Type(f.Target(), "街道")
	h.Turn(Pause / 2)
	want(t, *got)
	h.Turn(Pause / 2)
	want(t, *got, "两个街道")
	h.Turn(Pause)
	want(t, *got, "两个街道")
}

func TestFieldCommitsWhenLeft(t *testing.T) {
	f, h, got, c := newTestField(t, false)
	f.Focus()
	test.Type(f.Target(), "未签")
	c.Unfocus()
	want(t, *got, "未签")
	h.Turn(2 * Pause)
	f.Flush()
	want(t, *got, "未签")
}

func TestFieldPutFiresNothingAndSparesWhatIsTyped(t *testing.T) {
	f, h, got, c := newTestField(t, false)
	f.Put("甲")
	h.Turn(2 * Pause)
	want(t, *got)
	f.Focus()
	test.Type(f.Target(), "乙")
	typed := f.Text()
	f.Put("丙")
	if f.Text() != typed {
		t.Errorf("Put changed %q to %q under the person's hands", typed, f.Text())
	}
	press(f.Target(), fyne.KeyEscape)
	if f.Text() != "丙" {
		t.Errorf("Esc brought back %q", f.Text())
	}
	c.Unfocus()
	want(t, *got)
}

func TestFieldCtrlEnterCommitsThenIsDone(t *testing.T) {
	f, _, got, _ := newTestField(t, true)
	f.OnDone = func() { *got = append(*got, "done") }
	f.Focus()
	test.Type(f.Target(), "记")
	press(f.Target(), fyne.KeyReturn)
	combo(f.Target(), Ctrl, fyne.KeyReturn)
	want(t, *got, "记\n", "done")
}

func TestFieldThatDoesNotParseKeepsTheTextAndSaysWhy(t *testing.T) {
	f, h, got, c := newTestField(t, false)
	f.Parse = func(s string) (string, error) {
		if s == "x" {
			return "", errors.New("不是数")
		}
		return s + "!", nil
	}
	f.Focus()
	test.Type(f.Target(), "x")
	h.Turn(2 * Pause)
	if f.Told() != "" {
		t.Error("an error is shown while the person still types")
	}
	c.Unfocus()
	if f.Told() != "不是数" || f.Text() != "x" {
		t.Errorf("error %q, text %q", f.Told(), f.Text())
	}
	f.Focus()
	press(f.Target(), fyne.KeyEnd)
	test.Type(f.Target(), "y")
	c.Unfocus()
	want(t, *got, "xy!")
	if f.Told() != "" || f.Text() != "xy!" {
		t.Errorf("error %q, text %q", f.Told(), f.Text())
	}
}

func TestFieldLockedTakesNothing(t *testing.T) {
	f, _, got, _ := newTestField(t, false)
	f.Put("甲")
	f.Lock("已签字")
	test.Type(f.Target(), "乙")
	f.Flush()
	want(t, *got)
	if f.Text() != "甲" || !f.Locked() {
		t.Errorf("text %q", f.Text())
	}
	f.Lock("")
	if f.Locked() || f.entry.Disabled() {
		t.Error("still locked")
	}
}

func TestFieldPassesTheProgramsKeysOn(t *testing.T) {
	f, _, got, c := newTestField(t, true)
	k := NewKeys()
	note := func(s string) func() { return func() { *got = append(*got, s) } }
	k.Add(Key{ID: "find", Key: fyne.KeyK, Mod: Ctrl, Do: note("find")},
		Key{ID: "help", Key: fyne.KeyF1, Do: note("help")},
		Key{ID: "undo", Key: fyne.KeyZ, Mod: Ctrl, Do: note("undo"), Text: true})
	k.Install(c, func(e *fyne.KeyEvent) { *got = append(*got, string(e.Name)) })
	f.Focus()
	combo(f.Target(), Ctrl, fyne.KeyK)
	press(f.Target(), fyne.KeyF1, fyne.KeyEscape)
	want(t, *got, "find", "help", "Escape")
	test.Type(f.Target(), "字")
	if k.Run("undo"); f.Text() != "" {
		t.Errorf("Ctrl+Z in a box left %q", f.Text())
	}
	want(t, *got, "find", "help", "Escape")
	c.Unfocus()
	k.Run("undo")
	want(t, *got, "find", "help", "Escape", "undo")
}

func TestParseDay(t *testing.T) {
	for in, out := range map[string]string{
		"": "", "2006-12-30": "2006-12-30", "20061230": "2006-12-30", "2006年12月30日": "2006-12-30",
		"２００６－１２－３０": "2006-12-30", " 2006.1.5 ": "2006-01-05", "2006/02/28": "2006-02-28", "2006年3月8": "2006-03-08",
	} {
		if got, err := ParseDay(in); err != nil || got != out {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
	for _, in := range []string{"2006-02-30", "2006-13-01", "明天", "2006", "061230", "2006-12-30 x"} {
		if got, err := ParseDay(in); !errors.Is(err, ErrDay) {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

func TestFieldThatIsNeededIsNeverCommittedEmpty(t *testing.T) {
	const needed = "不能清空"
	start := func(t *testing.T) (*Field, *fake.Clock, *[]string, fyne.Canvas) {
		f, h, got, c := newTestField(t, false)
		f.Needed = needed
		f.Put("甲")
		f.Focus()
		press(f.Target(), fyne.KeyEnd, fyne.KeyBackspace)
		if f.Text() != "" || f.Told() != needed {
			t.Fatalf("box %q says %q", f.Text(), f.Told())
		}
		return f, h, got, c
	}
	back := func(t *testing.T, f *Field, got []string) {
		t.Helper()
		want(t, got)
		if f.Text() != "甲" || f.Told() != "" {
			t.Errorf("box %q says %q", f.Text(), f.Told())
		}
	}
	t.Run("a pause leaves it empty and says so", func(t *testing.T) {
		f, h, got, _ := start(t)
		h.Turn(3 * Pause)
		f.Put("甲") // the page renders
		want(t, *got)
		if f.Text() != "" || f.Told() != needed {
			t.Errorf("box %q says %q", f.Text(), f.Told())
		}
	})
	t.Run("blanks are as good as nothing", func(t *testing.T) {
		f, h, got, _ := start(t)
		test.Type(f.Target(), " ")
		h.Turn(Pause)
		want(t, *got)
		if f.Told() != needed {
			t.Errorf("says %q", f.Told())
		}
	})
	t.Run("typing on takes the word away and is committed", func(t *testing.T) {
		f, h, got, _ := start(t)
		h.Turn(2 * Pause)
		test.Type(f.Target(), "乙")
		if f.Told() != "" {
			t.Errorf("says %q", f.Told())
		}
		h.Turn(Pause)
		want(t, *got, "乙")
	})
	t.Run("left, it has its text back", func(t *testing.T) {
		f, h, got, c := start(t)
		h.Turn(2 * Pause)
		c.Unfocus()
		back(t, f, *got)
	})
	t.Run("Esc brings the text back", func(t *testing.T) {
		f, _, got, _ := start(t)
		press(f.Target(), fyne.KeyEscape)
		back(t, f, *got)
	})
	t.Run("Enter brings the text back", func(t *testing.T) {
		f, _, got, _ := start(t)
		press(f.Target(), fyne.KeyReturn)
		back(t, f, *got)
	})
	t.Run("what Parse makes empty is refused as well", func(t *testing.T) {
		f, h, got, c := start(t)
		f.Parse = func(s string) (string, error) { return strings.Trim(s, "0"), nil }
		test.Type(f.Target(), "00")
		h.Turn(Pause)
		if f.Told() != needed {
			t.Errorf("says %q", f.Told())
		}
		c.Unfocus()
		back(t, f, *got)
	})
	t.Run("what was never filled may stay empty", func(t *testing.T) {
		f, _, got, c := newTestField(t, false)
		f.Needed = needed
		f.Focus()
		test.Type(f.Target(), "乙")
		press(f.Target(), fyne.KeyBackspace)
		c.Unfocus()
		want(t, *got)
		if f.Told() != "" {
			t.Errorf("says %q", f.Told())
		}
	})
}
