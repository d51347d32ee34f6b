package widgets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

var sampleMonths = Months{Weekdays: [7]string{"一", "二", "三", "四", "五", "六", "日"}, Today: "今天", Now: func() string { return "2006-11-20" },
	Title: func(y, m int) string { return fmt.Sprintf("%d年%d月", y, m) }}

func newDayBox(t *testing.T) (*Field, *[]string, fyne.Canvas) {
	f, _, got, c := newTestField(t, false)
	f.Parse = ParseDay
	return f.Days(sampleMonths), got, c
}

func TestADayIsPickedFromTheCalendarByKeysAndKept(t *testing.T) {
	for name, c := range map[string]struct {
		typed string
		keys  []fyne.KeyName
		want  string
	}{
		"TodayWhereTheBoxIsEmpty": {"", []fyne.KeyName{fyne.KeyReturn}, "2006-11-20"},
		"TheDayThatWasTyped":      {"2006年12月30日", []fyne.KeyName{fyne.KeyRight, fyne.KeySpace}, "2006-12-31"},
		"AWeekOn":                 {"2006-12-30", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "2007-01-06"},
		"AWeekBack":               {"2006-12-05", []fyne.KeyName{fyne.KeyUp, fyne.KeyLeft, fyne.KeyReturn}, "2006-11-27"},
		"TheLastDayOfAShortMonth": {"2007-01-31", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, "2007-02-28"},
		"AMonthBack":              {"2007-01-31", []fyne.KeyName{fyne.KeyPageUp, fyne.KeyReturn}, "2006-12-31"},
		"BackToToday":             {"1999-01-01", []fyne.KeyName{fyne.KeyHome, fyne.KeyReturn}, "2006-11-20"},
		"WhatIsNoDay":             {"明天", []fyne.KeyName{fyne.KeyReturn}, "2006-11-20"},
	} {
		t.Run(name, func(t *testing.T) {
			f, got, cv := newDayBox(t)
			f.Focus()
			test.Type(f.Target(), c.typed)
			press(cv.Focused(), fyne.KeyDown)
			press(cv.Focused(), c.keys...)
			want(t, *got, c.want)
			if f.Text() != c.want || !f.Focused() || cv.Overlays().Top() != nil {
				t.Errorf("%q is in the box, and the keyboard or the calendar is not where it should be", f.Text())
			}
		})
	}
}

func TestACalendarIsLeftWithoutADayAndTypingStays(t *testing.T) {
	f, got, cv := newDayBox(t)
	NewKeys().Install(cv, nil)
	f.Focus()
	test.Type(f.Target(), "2006-12")
	press(cv.Focused(), fyne.KeyDown)
	press(cv.Focused(), fyne.KeyRight, fyne.KeyEscape)
	test.Type(cv.Focused(), "-30")
	press(cv.Focused(), fyne.KeyReturn)
	want(t, *got, "2006-12-30")
}

func TestADayIsTappedAndALockedBoxHasNoCalendar(t *testing.T) {
	f, got, cv := newDayBox(t)
	f.Put("2006-11-20")
	f.Lock("已签字")
	test.Tap(f.entry.ActionItem.(*dayKnob))
	if cv.Overlays().Top() != nil {
		t.Fatal("a locked box opens its calendar")
	}
	f.Lock("")
	test.Tap(f.entry.ActionItem.(*dayKnob))
	c := cv.Focused().(*Calendar)
	if d := c.days[0]; d.day.Format(time.DateOnly) != "2006-10-30" {
		t.Errorf("November 2006, which begins on a Wednesday, is shown from %s", d.day)
	}
	test.Tap(c.days[30].cell)
	want(t, *got, "2006-11-29")
}

func TestACalendarShowsEachDayOfItsMonthOnceBelowItsWeekday(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(1, 9999).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		c := NewCalendar(sampleMonths, day.Format(time.DateOnly))
		c.Turn(rapid.IntRange(-30, 30).Draw(t, "turned"))
		n := 0
		for i, d := range c.days {
			if int(d.day.Weekday()) != (i+1)%7 {
				t.Fatalf("%s at place %d", d.day, i)
			}
			if d.day.Month() == c.at.Month() && d.day.Year() == c.at.Year() {
				n++
			}
		}
		if want := time.Date(c.at.Year(), c.at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day(); n != want {
			t.Fatalf("%d days of %d", n, want)
		}
	})
}

func TestADayOfARegisterIsPickedFromTheCalendar(t *testing.T) {
	s := NewSheet(SheetCol{Title: "文件"}, SheetCol{Title: "日期", Kind: Day, Months: sampleMonths, Bad: "不是日期"})
	var got []string
	s.OnCell = func(r, c int, text string) { got = append(got, fmt.Sprintf("%d %d %s", r, c, text)) }
	cv := lay(t, s, 500, 200)
	s.Put([][]string{{"台账", "2006-11-18"}}, "a")
	s.Go(0, 1)
	s.Focus()
	press(cv.Focused(), fyne.KeySpace)
	press(cv.Focused(), fyne.KeyDown, fyne.KeyReturn)
	want(t, got, "0 1 2006-11-25")
	if cv.Focused() != s.Target() {
		t.Error("the register has lost the keyboard")
	}
}
