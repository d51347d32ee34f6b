package circular_test

import (
	"slices"
	"strings"
	"testing"

	"kaohe/app/circular"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"at each end", "甲。乙！丙？丁；戊", "甲。|乙！|丙？|丁；|戊"},
		{"not within quotes", "他说“好。走吧！”就走了。乙。", "他说“好。走吧！”就走了。|乙。"},
		{"not within brackets", "甲（一是；二是。）乙。丙。", "甲（一是；二是。）乙。|丙。"},
		{"two ends are one", "真的？！乙。", "真的？！|乙。"},
		{"a quote never closed holds nothing", "甲“乙。丙。", "甲“乙。|丙。"},
		{"a bracket closed within a quote never closed", "“甲（乙。丙）丁。戊。", "“甲（乙。丙）丁。|戊。"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(circular.Split(c.in), "|"); got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func FuzzSplitLosesNothing(f *testing.F) {
	for _, s := range []string{"甲。乙；丙", "“甲。”乙（。", "》《。〔〕；；", "\xff。\xe4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "")
		got := circular.Split(s)
		if strings.Join(got, "") != s || slices.Contains(got, "") {
			t.Fatalf("%q became %q", s, got)
		}
	})
}
