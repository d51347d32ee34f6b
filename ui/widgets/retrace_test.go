package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func undo(f *Field) { f.Target().(*entry).TypedShortcut(&fyne.ShortcutUndo{}) }
func redo(f *Field) { f.Target().(*entry).TypedShortcut(&fyne.ShortcutRedo{}) }

func paste(f *Field, text string) {
	clip := test.NewClipboard()
	clip.SetContent(text)
	f.Target().(*entry).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

func TestUndoInABoxGoesStepByStep(t *testing.T) {
	for _, c := range []struct {
		name  string
		do    func(f *Field, pause func())
		steps []string // what each Undo leaves
	}{
		{"one burst of typing", func(f *Field, _ func()) { test.Type(f.Target(), "听取汇报") }, []string{"原"}},
		{"a pause", func(f *Field, pause func()) {
			test.Type(f.Target(), "听取")
			pause()
			test.Type(f.Target(), "汇报")
		}, []string{"原听取", "原"}},
		{"words", func(f *Field, _ func()) { test.Type(f.Target(), "one two  three") }, []string{"原one two  ", "原one ", "原"}},
		{"clauses", func(f *Field, _ func()) { test.Type(f.Target(), "查了台账，共三本。不全") }, []string{"原查了台账，共三本。", "原查了台账，", "原"}},
		{"lines", func(f *Field, _ func()) {
			test.Type(f.Target(), "甲")
			press(f.Target(), fyne.KeyReturn)
			test.Type(f.Target(), "乙")
		}, []string{"原甲\n", "原"}},
		{"erasing after typing", func(f *Field, _ func()) {
			test.Type(f.Target(), "甲乙丙")
			press(f.Target(), fyne.KeyBackspace, fyne.KeyBackspace)
		}, []string{"原甲乙丙", "原"}},
		{"typing elsewhere", func(f *Field, _ func()) {
			test.Type(f.Target(), "甲")
			press(f.Target(), fyne.KeyHome)
			test.Type(f.Target(), "乙")
		}, []string{"原甲", "原"}},
		{"a pasted text between typed ones", func(f *Field, _ func()) {
			test.Type(f.Target(), "甲")
			paste(f, "贴")
			paste(f, "贴")
			test.Type(f.Target(), "乙")
		}, []string{"原甲贴贴", "原甲贴", "原甲", "原"}},
		{"a selection that is typed over", func(f *Field, _ func()) {
			test.Type(f.Target(), "甲")
			f.Target().(*entry).selectAll()
			test.Type(f.Target(), "乙")
		}, []string{"原甲", "原"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, h, _, _ := newTestField(t, true)
			f.Put("原")
			f.Focus()
			press(f.Target(), fyne.KeyEnd)
			c.do(f, func() { h.Turn(Pause) })
			done := f.Text()
			for _, want := range c.steps {
				if undo(f); f.Text() != want {
					t.Fatalf("undo left %q, not %q", f.Text(), want)
				}
			}
			for range c.steps {
				redo(f)
			}
			if f.Text() != done {
				t.Errorf("all of it done again is %q, not %q", f.Text(), done)
			}
		})
	}
}

func TestTypingGoesOnWhereUndoWent(t *testing.T) {
	f, h, got, _ := newTestField(t, true)
	f.Put("一二")
	f.Focus()
	press(f.Target(), fyne.KeyHome, fyne.KeyRight)
	test.Type(f.Target(), "甲")
	h.Turn(Pause)
	test.Type(f.Target(), "乙")
	undo(f)
	test.Type(f.Target(), "丙")
	if f.Text() != "一甲丙二" {
		t.Errorf("%q", f.Text())
	}
	h.Turn(Pause)
	want(t, *got, "一甲二", "一甲丙二")
}

func TestABoxInWhichNothingWasTypedLeavesUndoToTheProgram(t *testing.T) {
	f, _, got, c := newTestField(t, true)
	k := NewKeys()
	k.Add(Key{ID: "undo", Key: fyne.KeyZ, Mod: Ctrl, Do: func() { *got = append(*got, "program") }, Text: true})
	k.Install(c, nil)
	f.Put("原")
	f.Focus()
	undo(f)
	want(t, *got, "program")
	test.Type(f.Target(), "甲")
	undo(f)
	undo(f) // one too many is not taken for the program's, which would bring back what was just undone
	want(t, *got, "program")
}

// Undo goes back over texts that stood, to the first; Redo from there to the last.
func TestUndoAndRedoRetraceWhatStood(t *testing.T) {
	f, h, _, _ := newTestField(t, true)
	rapid.Check(t, func(t *rapid.T) {
		f.Put("")
		f.Drop()
		f.Focus()
		start := rapid.SampledFrom([]string{"", "原文", "第一行\n第二行", strings.Repeat("很长的一行，", 30)}).Draw(t, "start")
		f.Put(start)
		f.Drop()
		stood := map[string]bool{start: true}
		keys := []fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyLeft, fyne.KeyHome, fyne.KeyEnd, fyne.KeyUp}
		for range rapid.IntRange(1, 30).Draw(t, "n") {
			switch rapid.IntRange(0, 5).Draw(t, "what") {
			case 0, 1, 2:
				for _, r := range rapid.SampledFrom([]string{"字", "a b", "，", "词组"}).Draw(t, "typed") {
					f.Target().TypedRune(r)
					stood[f.Text()] = true
				}
			case 3:
				press(f.Target(), rapid.SampledFrom(keys).Draw(t, "key"))
			case 4:
				h.Turn(Pause)
			case 5:
				paste(f, "贴\n上")
			}
			stood[f.Text()] = true
		}
		last := f.Text()
		trail := []string{last}
		for range 100 {
			undo(f)
			if f.Text() == trail[len(trail)-1] {
				break
			}
			if !stood[f.Text()] {
				t.Fatalf("undo made %q, which never stood", f.Text())
			}
			trail = append(trail, f.Text())
		}
		if f.Text() != start {
			t.Fatalf("undone to %q, not %q", f.Text(), start)
		}
		for i := len(trail) - 2; i >= 0; i-- {
			if redo(f); f.Text() != trail[i] {
				t.Fatalf("redone to %q, not %q", f.Text(), trail[i])
			}
		}
	})
}
