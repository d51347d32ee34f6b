package pinyin_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kaohe/app/pinyin"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        bool
	}{
		{"", "南山区", true},
		{"南山", "南山区", true},
		{"nsq", "南山区", true},
		{"nanshan", "南山区", true},
		{"nshan", "南山区", true},
		{"shq", "南山区", true},
		{"nan qu", "南山区", true},
		{"NSQ", "南山区", true},
		{"1.3", "1.3 责任书签订", true},
		{"1.3zrs", "1.3责任书签订", true},
		{"bsq", "南山区", false},
		{"nanx", "南山区", false},
		{"区南", "南山区", false},
		{"北山", "南山区", false},
		{"cq", "重庆", true},
		{"zq", "重庆", true},
	} {
		if got := pinyin.Match(c.query, c.text); got != c.want {
			t.Errorf("%q in %q: %v", c.query, c.text, got)
		}
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		query, text string
		want        pinyin.Fit
	}{
		{"南山", "南山区", pinyin.Exact},
		{"SOUTH", "south山", pinyin.Exact},
		{"ａ", "Ａ座", pinyin.Exact},
		{"nsq", "南山区", pinyin.Common},
		{"ou", "区", pinyin.Rare},
		{"南山 nso", "南山区", pinyin.Rare},
		{"nsq", "ｎｓｑ，。“”", pinyin.None},
		{"", "南山区", pinyin.Exact},
		{"x", "", pinyin.None},
	} {
		if got := pinyin.Read(c.query).Fit(c.text); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.query, c.text, got, c.want)
		}
	}
}

// Whatever a person types of a text that is there is found, in whatever case the text is written.
func TestAPartOfATextIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("南山区重庆〇ABxyＺžİΣ ，。—𠮷"))).Draw(t, "text")
		runes := []rune(text)
		from := rapid.IntRange(0, len(runes)).Draw(t, "from")
		part := string(runes[from:rapid.IntRange(from, len(runes)).Draw(t, "to")])
		if got := pinyin.Read(part).Fit(text); got != pinyin.Exact {
			t.Fatalf("%q in %q: %v", part, text, got)
		}
	})
}

// BenchmarkFit looks for a word and for pinyin that are nowhere in 690,000 characters of notes, against strings.Contains.
func BenchmarkFit(b *testing.B) {
	note := "南山区政府重视打假工作，层层签订责任书，把责任落实到每个街道、每个社区；但有两个街道的责任书没有签字盖章，责任没有落实到人。"
	var notes []string
	for n := 0; n < 690_000; n += 10 * len([]rune(note)) {
		notes = append(notes, strings.Repeat(note, 10))
	}
	scan := func(f func(text string) bool) time.Duration {
		start := time.Now()
		for _, n := range notes {
			if f(n) {
				b.Fatal("found")
			}
		}
		return time.Since(start)
	}
	fits := func(query string) func(string) bool {
		q := pinyin.Read(query)
		return func(text string) bool { return q.Fit(text) != pinyin.None }
	}
	var floor, word, sound time.Duration
	for b.Loop() {
		floor += scan(func(text string) bool { return strings.Contains(text, "没有此词") })
		word += scan(fits("没有此词"))
		sound += scan(fits("zrlsdaobuliao"))
	}
	n := float64(b.N) * 1e3
	b.ReportMetric(float64(floor.Microseconds())/n, "ms/floor")
	b.ReportMetric(float64(word.Microseconds())/n, "ms/word")
	b.ReportMetric(float64(sound.Microseconds())/n, "ms/pinyin")
}
