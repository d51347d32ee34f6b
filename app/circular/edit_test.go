package circular_test

import (
	"strings"
	"testing"

	"kaohe/app/circular"
)

func TestASentenceIsReplacedWhereItStands(t *testing.T) {
	a := six(2, "台账不全。")
	rewrite(t, a, circular.Problems, func(string) string { return "（一）台账\n\n甲。乙。\n甲。丙。" })
	s := circular.Compose(a).Section(circular.Problems)
	for _, c := range []struct {
		name    string
		at      int
		old, by string
		want    string
	}{
		{"the one counted, not the first alike", 3, "甲。", "丁。", "（一）台账\n\n甲。乙。\n丁。丙。"},
		{"one that has moved", 1, "丙。", "丁。", "（一）台账\n\n甲。乙。\n甲。丁。"},
		{"one that is gone", 1, "戊。", "丁。", "（一）台账\n\n甲。乙。\n甲。丙。\n丁。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := s.Replace(c.at, c.old, c.by); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestAFindingLeftOutIsPutIn(t *testing.T) {
	r := circular.Ref{District: "d1", Finding: "p1"}
	for _, c := range []struct{ name, text, want string }{
		{"below its heading", "（二）责任体系还不够健全\n甲。\n（三）其他\n乙。", "（二）责任体系还不够健全\n个别区台账不全。\n甲。\n（三）其他\n乙。"},
		{"below a heading that has no text", "（一）责任体系还不够健全\n（二）其他\n乙。", "（一）责任体系还不够健全\n个别区台账不全。\n（二）其他\n乙。"},
		{"with its theme", "甲。", "甲。\n（一）责任体系还不够健全\n个别区台账不全。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := six(1, "台账不全。")
			rewrite(t, a, circular.Problems, func(string) string { return c.text })
			s := circular.Compose(a).Section(circular.Problems)
			got, ok := s.Insert(r)
			if !ok || got != c.want {
				t.Fatalf("got %q", got)
			}
			rewrite(t, a, circular.Problems, func(string) string { return got })
			for _, d := range circular.Check(a, circular.Compose(a)) {
				if d.Kind == circular.LeftOut {
					t.Errorf("it is still left out: %+v", d)
				}
			}
		})
	}
	a := six(1, "台账不全。")
	a.Districts[1] = area("d2", "罗湖区", "责任书没有签全。")
	rewrite(t, a, circular.Problems, func(string) string {
		return "（一）责任体系还不够健全\n一是责任书没有签全。\n就这些。"
	})
	if got, _ := circular.Compose(a).Section(circular.Problems).Insert(r); got != "（一）责任体系还不够健全\n一是责任书没有签全。台账不全。\n就这些。" {
		t.Errorf("beside what its theme has, it was put in as %q", got)
	}
	if got, ok := circular.Compose(six(1, "")).Section(circular.Problems).Insert(r); ok || strings.TrimSpace(got) != "" {
		t.Errorf("a finding without text was put in as %q", got)
	}
}
