package circular_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kaohe/app/circular"
)

func TestWhatIsSaidTooOftenIsTold(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"four alike openings", "甲区好。\n甲区坏。一是甲区大。二是甲区小。", []string{"甲区×4"}},
		{"three are not too many", "甲区好。甲区坏。甲区大。", nil},
		{"the longest opening of the same sentences", "有的街道甲。有的街道乙。有的街道丙。有的街道丁。", []string{"有的街道×4"}},
		{"a shorter one of more sentences", "有的街道甲。有的街道乙。有的街道丙。有的街道丁。有的人来。", []string{"有的×5", "有的街道×4"}},
		{"a phrase in three sentences", "甲存在需要改进的问题。乙存在需要改进的问题。丙丁存在需要改进的问题。", []string{"存在需要改进的问题×3"}},
		{"twice in one sentence is one", "甲存在需要改进的，乙存在需要改进的。丙存在需要改进的。", nil},
		{"names may recur", "甲落实打假责任制。乙落实打假责任制。丙落实打假责任制。", nil},
		{"what counts is no opening", "一是甲。一是乙。一是丙。一是丁。", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := city()
			rewrite(t, a, circular.Problems, func(string) string { return c.text })
			var got []string
			for _, r := range circular.Repeats(a, circular.Compose(a)) {
				got = append(got, fmt.Sprintf("%s×%d", r.Text, len(r.At)))
				for _, at := range r.At {
					if at.Section != circular.Problems || !strings.Contains(at.Text, r.Text) {
						t.Errorf("%s stands at %+v", r.Text, at)
					}
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestTheSampleTiresNobody(t *testing.T) {
	a := round(t).View()
	text := circular.Compose(a)
	if got := circular.Repeats(a, text); got != nil {
		t.Errorf("%+v", got)
	}
	var all strings.Builder
	for _, s := range text.Sections {
		all.WriteString(s.String() + "\n")
	}
	for w, most := range map[string]int{"个别区": 4, "有的区": 4, "部分区": 6, "方面存在": 1} {
		if n := strings.Count(all.String(), w); n > most {
			t.Errorf("%s is said %d times", w, n)
		}
	}
}
