package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// window is one with its keys; others are those that were nobody's.
func window(t *testing.T) (c fyne.Canvas, press func(fyne.KeyName), others *[]fyne.KeyName) {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, box(300, 300))
	w.Resize(fyne.NewSize(400, 400))
	others = new([]fyne.KeyName)
	widgets.NewKeys().Install(w.Canvas(), func(e *fyne.KeyEvent) { *others = append(*others, e.Name) })
	return w.Canvas(), func(k fyne.KeyName) { w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: k}) }, others
}

func TestWhatKeysDoToAQuestion(t *testing.T) {
	for name, x := range map[string]struct {
		key  fyne.KeyName
		q    widgets.Question
		open bool
		did  []string
	}{
		"Esc leaves it":                       {fyne.KeyEscape, widgets.Question{Yes: "是"}, false, nil},
		"Enter tries, and then goes on":       {fyne.KeyReturn, widgets.Question{Yes: "是"}, false, []string{"try", "then"}},
		"so does the keypad's":                {fyne.KeyEnter, widgets.Question{Yes: "是"}, false, []string{"try", "then"}},
		"Enter takes a notice away":           {fyne.KeyReturn, widgets.Question{}, false, nil},
		"Esc asks where leaving is not to be": {fyne.KeyEscape, widgets.Question{Yes: "是", Leave: func() {}}, true, nil},
		"other keys do nothing":               {fyne.KeyF1, widgets.Question{Yes: "是"}, true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			c, press, others := window(t)
			var did []string
			x.q.Title, x.q.Body, x.q.No = "题", box(10, 10), "否"
			x.q.Try = func() bool { did = append(did, "try"); return true }
			x.q.Then = func() { did = append(did, "then") }
			m := widgets.Ask(c, x.q)
			press(x.key)
			if m.Open() != x.open || !slices.Equal(did, x.did) || len(*others) > 0 {
				t.Errorf("open %v, did %q, keys of the window %q", m.Open(), did, *others)
			}
			m.Close()
			if press(fyne.KeyF1); len(*others) != 1 {
				t.Error("the window's keys don't work again")
			}
		})
	}
}

func TestAnAnswerThatIsRefusedKeepsTheQuestion(t *testing.T) {
	c, press, _ := window(t)
	fine := false
	m := widgets.Ask(c, widgets.Question{Title: "题", Body: box(10, 10), Yes: "是", No: "否", Try: func() bool { return fine },
		Then: func() {
			if c.Overlays().Top() != nil {
				t.Error("what follows is called while the question is there, and would go with it")
			}
		}})
	press(fyne.KeyReturn)
	if !m.Open() {
		t.Fatal("gone")
	}
	fine = true
	press(fyne.KeyReturn)
	if m.Open() {
		t.Fatal("still there")
	}
}

func TestKeysAreOfWhatLiesOnTop(t *testing.T) {
	c, press, others := window(t)
	low := widgets.Ask(c, widgets.Question{Title: "题", Body: box(10, 10), Yes: "是", No: "否"})
	stock := widget.NewModalPopUp(box(10, 10), c) // such as a file dialog: its own widgets have the keys
	stock.Show()
	press(fyne.KeyEscape)
	if !low.Open() || len(*others) > 0 {
		t.Fatal("Esc over a stock dialog goes through it")
	}
	stock.Hide()
	high := widgets.Over(c, box(10, 10))
	press(fyne.KeyEscape)
	if high.Open() || !low.Open() {
		t.Fatal("Esc must close one at a time")
	}
	press(fyne.KeyEscape)
	if low.Open() {
		t.Fatal("the one below has no keys any more")
	}
}

func TestAQuestionGetsTheKeyboardAndFitsTheWindow(t *testing.T) {
	c, _, _ := window(t)
	in := widgets.NewInput("")
	high := container.NewVScroll(box(10, 2000))
	widgets.Ask(c, widgets.Question{Title: "题", Body: container.NewBorder(in, nil, nil, nil, high), Yes: "是", No: "否", First: in, Size: fyne.NewSize(1000, 1000)})
	if c.Focused() != in {
		t.Errorf("the keyboard is at %T", c.Focused())
	}
	if s := uitest.All[*widgets.Modal](c.Overlays().Top())[0].Size(); s.Width > 400 || s.Height > 400 {
		t.Errorf("%v in a window of 400x400", s)
	}
	test.Type(in, "话")
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.Overlays().Top() != nil || in.Text != "话" {
		t.Error("Enter in a box of the question must answer it")
	}
}
