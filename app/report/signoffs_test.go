package report_test

import (
	"strings"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
)

func TestEveryStatementStandsOnTheSignOffPage(t *testing.T) {
	_, say := round(t)
	at := time.Date(2006, 12, 30, 9, 0, 0, 0, time.UTC).UnixMilli()
	statement := func(act, fault string) *assess.SignOff {
		return &assess.SignOff{Fault: fault, Signing: authority.Signing{Statement: assess.Statement{Act: act, Person: "g", At: at, Count: 7, Reason: "漏了一项"},
			Signer: assess.Card{Name: "顾彧", Role: assess.Leader}}}
	}
	for _, c := range []struct {
		name string
		st   assess.PhaseState
		want []string
	}{
		{"in force", assess.PhaseState{SignOffs: []*assess.SignOff{statement("sign", "")}},
			[]string{"| 现场考核 | 顾彧 | 组长 | 2006年 / 12月30日 | 签字 | 7 | 00000000 00000000 00000000 00000000 / 00000000", "| 有效 |"}},
		{"changed since", assess.PhaseState{SignOffs: []*assess.SignOff{statement("sign", "")}, Changed: make([]ledger.Register, 3)}, []string{"签字后有变更 3 处"}},
		{"reopened", assess.PhaseState{SignOffs: []*assess.SignOff{statement("sign", ""), statement("reopen", "")}},
			[]string{"有效；其后已重新开启或者另行签字", "| 重新开启 | 7 |", "重新开启的理由：漏了一项"}},
		{"signed again", assess.PhaseState{SignOffs: []*assess.SignOff{statement("sign", ""), statement("reopen", ""), statement("sign", "")}}, []string{"| 有效 |"}},
		{"what does not match", assess.PhaseState{SignOffs: []*assess.SignOff{statement("sign", "root")}}, []string{"| 顾彧 |", "不符：签字内容与记录对不上"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, d := little()
			a.Team = []*assess.Person{{ID: "g", Name: "顾彧", Role: assess.Leader}}
			if last := c.st.SignOffs[len(c.st.SignOffs)-1]; last.Act == assess.ActSign {
				c.st.Lock = last
			}
			d.Phases[assess.Onsite] = c.st
			for _, of := range []*assess.District{d, nil} {
				got := plain(made(t, "signoffs", a, of, say))
				for _, want := range c.want {
					if !strings.Contains(got, want) {
						t.Errorf("%q is not in\n%s", want, got)
					}
				}
			}
		})
	}
}
