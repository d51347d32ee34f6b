package breaker_test

import (
	"strings"
	"testing"

	"kaohe/data/breaker"
)

// TestTorn: a line that a long expression would tear open takes characters over from the lines before; only where that does not help is the
// date or 文号 divided, behind its year.
func TestTorn(t *testing.T) {
	cases := []struct {
		name, text string
		w          float64
		easy, most float64
		want       []string
	}{
		{"left as it is", "一二三四五六七八九十甲乙丙丁戊2006年12月30日止", 20, 0, 0, []string{"一二三四五六七八九十", "甲乙丙丁戊", "2006年12月30日止"}},
		{"shared with the line before", "一二三四五六七八九十甲乙丙丁戊己2006年12月30日止", 20, 0.2, 1, []string{"一二三四五六七八", "九十甲乙丙丁戊己", "2006年12月30日止"}},
		{"a date divided", "自二〇〇六年度起至2006年12月30日止", 28, 0.2, 0.5, []string{"自二〇〇六年度起至2006年12月", "30日止"}},
		{"a date not divided", "自二〇〇六年度起至2006年12月30日止", 28, 0.2, 2, []string{"自二〇〇六年度起至", "2006年12月30日止"}},
		{"a date divided below a word", "ABCDEFGHIJKLMNOPQRSTUVWXYZ自二〇〇六年度起至2006年12月30日止", 28, 0.2, 0.5,
			[]string{"ABCDEFGHIJKLMNOPQRSTUVWXYZ自", "二〇〇六年度起至2006年12月", "30日止"}},
		{"left where it ends wrongly", "考考考考\U000E0100.，，", 6, 0.5, 0, []string{"考考考", "考\U000E0100", ".，，"}},
		{"a number divided", "见粤府办〔2005〕63号文", 18, 0.2, 0.5, []string{"见粤府办〔2005〕", "63号文"}},
	}
	for _, c := range cases {
		rs := []rune(c.text)
		var got []string
		for _, l := range breaker.New(rs, widths(rs)).Lines(breaker.Measure{First: c.w, Rest: c.w, Easy: c.easy, Most: c.most}) {
			got = append(got, string(rs[l.From:l.To]))
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
