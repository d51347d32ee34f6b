package assess_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/assets/i18n"
)

func TestADayIsSaidInTheReadersLanguage(t *testing.T) {
	for _, c := range []struct {
		language, want string
		day            assess.Day
	}{
		{"zh-Hans", "过了2006年11月5日才能标为逾期未反馈。", "2006-11-05"},
		{"en", "“No reply in time” can be said after 5 November 2006.", "2006-11-05"},
		{"en", "“No reply in time” can be said after soon.", "soon"},
	} {
		say, err := i18n.Load(c.language)
		if err != nil {
			t.Fatal(err)
		}
		if got := say.Say(words.M("consult.late.after", c.day.Said())); got != c.want {
			t.Errorf("%s: %q, want %q", c.language, got, c.want)
		}
	}
}
