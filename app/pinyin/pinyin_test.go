package pinyin_test

import (
	"testing"

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
