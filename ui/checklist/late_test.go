package checklist_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/ui/checklist"
	"kaohe/ui/uitest"
)

// What another laptop wrote without having seen the signature is named after it comes in, with who wrote it, and the phase can be signed once
// more; where it contradicts what was signed, the page says that this comes first.
func TestWhatCameAfterASignatureSaysWhoWroteItAndWhatToDo(t *testing.T) {
	for _, c := range []struct {
		name, value string
		at          ledger.Register
		want        []string
		blocked     bool
	}{
		{"something else", "见附件", ledger.Register{Entity: "d/ns/claim/a1", Field: "note"}, []string{"；李䶮写为“见附件”"}, false},
		{"the same thing otherwise", "下周补", ledger.Register{Entity: "d/ns/task/1/t1", Field: "waived"}, []string{"；顾彧写为“不用”", "；李䶮写为“下周补”"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := uitest.Small(t)
			s.Second()
			s.Must(s.Apply(assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)))
			_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
			s.Must(err)
			s.Elsewhere("li", ledger.Op{Entity: c.at.Entity, Field: c.at.Field, Value: ledger.Of(c.value)})
			p := checklist.NewSignPanel(s.Kit())
			p.SetPlace("ns", assess.Preparation)
			p.Render()
			s.W.Show(p, 640, 600)
			texts := strings.Join(uitest.Texts(p), "\n")
			for _, want := range c.want {
				if !strings.Contains(texts, want) {
					t.Errorf("no %s in %s", want, texts)
				}
			}
			if strings.Contains(texts, "要先处理才能补签") != c.blocked {
				t.Error(texts)
			}
			_, err = s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
			if (err != nil) != c.blocked {
				t.Fatalf("signed again: %v", err)
			}
			if c.blocked { // the way out
				_, err = s.Reopen("ns", assess.Preparation, "gu", uitest.PIN, "有不同写法")
				s.Must(err)
				s.Must(s.Apply(s.View().Settle(c.at, ledger.Of(c.value), "核对过", s.NewID())))
				_, err = s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
				s.Must(err)
			}
			if st := s.View().District("ns").Phases[assess.Preparation]; !st.Proven() {
				t.Errorf("%+v", st.Changed)
			}
		})
	}
}
