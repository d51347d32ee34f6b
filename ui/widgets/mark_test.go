package widgets

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"kaohe/ui/uitest/fake"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func newTestMark(t *testing.T) (*Mark, *[]string, fyne.Canvas) {
	got := &[]string{}
	m := NewMark(&fake.Clock{})
	m.Parse = func(s string) (string, error) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return "", errors.New("不是分数")
		}
		return fmt.Sprintf("%.2f", v), nil
	}
	m.OnCommit = func(s string) { *got = append(*got, s) }
	m.OnMinus = func() { *got = append(*got, "minus") }
	m.OnStep = func(n int) { *got = append(*got, fmt.Sprint("step", n)) }
	m.OnDone = func() { *got = append(*got, "done") }
	m.Put("3.00")
	return m, got, lay(t, m, 400, 60)
}

func TestMarkDigitsReplaceAndEnterCommits(t *testing.T) {
	m, got, _ := newTestMark(t)
	m.Focus()
	test.Type(m.Target(), "２.5")
	want(t, *got)
	press(m.Target(), fyne.KeyReturn)
	test.Type(m.Target(), "1")
	combo(m.Target(), Ctrl, fyne.KeyReturn)
	want(t, *got, "2.50", "1.00", "done")
	if m.Text() != "1.00" {
		t.Errorf("shows %q", m.Text())
	}
}

func TestMarkMinusAddsADeductionOnlyInAnUntouchedBox(t *testing.T) {
	m, got, c := newTestMark(t)
	m.Focus()
	test.Type(m.Target(), "－")
	want(t, *got, "minus")
	test.Type(m.Target(), "2-")
	want(t, *got, "minus")
	c.Unfocus()
	if m.field.Told() != "不是分数" {
		t.Errorf("error %q", m.field.Told())
	}
}

func TestMarkStepsByArrowsAndButtons(t *testing.T) {
	m, got, c := newTestMark(t)
	m.Focus()
	press(m.Target(), fyne.KeyUp, fyne.KeyDown)
	test.Tap(m.more)
	test.Tap(m.less)
	want(t, *got, "step1", "step-1", "step1", "step-1")
	c.Unfocus()
	want(t, *got, "step1", "step-1", "step1", "step-1")
}

func TestMarkEscTakesBack(t *testing.T) {
	m, got, c := newTestMark(t)
	m.Focus()
	test.Type(m.Target(), "9")
	press(m.Target(), fyne.KeyEscape)
	c.Unfocus()
	want(t, *got)
	if m.Text() != "3.00" {
		t.Errorf("shows %q", m.Text())
	}
}

func TestMarkPutWhileTyping(t *testing.T) {
	m, got, _ := newTestMark(t)
	m.Focus()
	test.Type(m.Target(), "4")
	m.Put("2.00")
	press(m.Target(), fyne.KeyReturn)
	want(t, *got, "4.00")
}

func TestMarkChoices(t *testing.T) {
	m, got, _ := newTestMark(t)
	m.Choices("0.00", "1.50", "3.00")
	if m.field.Visible() && m.less.Visible() {
		t.Error("the box is still there")
	}
	m.Focus()
	test.Type(m.Target(), "1.5")
	press(m.Target(), fyne.KeyReturn, fyne.KeyRight, fyne.KeySpace)
	press(m.Target(), fyne.KeyReturn) // chosen already
	test.Type(m.Target(), "-")
	test.Tap(m.pick.cells[0])
	want(t, *got, "1.50", "3.00", "minus", "0.00")
	m.Lock("已签字")
	test.Type(m.Target(), "3")
	want(t, *got, "1.50", "3.00", "minus", "0.00")
}

func TestDigitsOnMarksToChooseFromAreOneNumber(t *testing.T) {
	for _, c := range []struct {
		typed, picks, said string
		leave              bool // instead of a pause
	}{
		{"5", "5.00", "", false},
		{"10", "10.00", "", false},
		{"１０", "10.00", "", false},
		{"1", "1.00", "", false}, // which 10 begins with too
		{"1", "1.00", "", true},
		{"1。5", "1.50", "", false},
		{"15", "", "没有 15", false},
		{"150", "", "没有 150", false},
		{"2", "", "没有 2", true},
		{"0", "0.00", "", false},
	} {
		h := &fake.Clock{}
		m := NewMark(h)
		var got []string
		m.OnCommit = func(s string) { got = append(got, s) }
		m.Parse = func(s string) (string, error) {
			for typed, mark := range map[string]string{"0": "0.00", "1": "1.00", "1.": "1.00", "1.5": "1.50", "5": "5.00", "10": "10.00"} {
				if s == typed {
					return mark, nil
				}
			}
			return "", errors.New("没有 " + s)
		}
		m.Choices("0.00", "1.00", "1.50", "5.00", "10.00")
		canvas := lay(t, m, 400, 100)
		m.Focus()
		test.Type(m.Target(), c.typed)
		if c.leave {
			canvas.Unfocus()
		} else {
			h.Turn(Pause)
		}
		if strings.Join(got, " ") != c.picks || m.pick.below.Said() != c.said || m.Refused() != (c.said != "") {
			t.Errorf("%s: picked %q, said %q", c.typed, got, m.pick.below.Said())
		}
	}
}

func TestMarkTypeBeginsWithADigitFromElsewhere(t *testing.T) {
	m, got, _ := newTestMark(t)
	m.Type('5')
	press(m.Target(), fyne.KeyEnter)
	want(t, *got, "5.00")
}
