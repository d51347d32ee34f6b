package checklist_test

import (
	"errors"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/ui/checklist"
	"kaohe/ui/uitest"
)

// ready signs nothing but makes the preparation of 南山区 complete.
func ready(s *uitest.Stage) {
	s.T.Helper()
	s.Must(s.Apply(assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)))
}

func problem(s *uitest.Stage, id string) *assess.Finding {
	s.T.Helper()
	s.Must(s.Apply(assess.Fields("edit.finding", "d/ns/find/"+id, "kind", "problem", "named", "问题"+id).Texts("d/ns/req/"+id, "deadline", "2006-11-10")))
	return s.View().District("ns").Finding(id)
}

func TestReadSaysWhyItIsLocked(t *testing.T) {
	s := uitest.Small(t)
	read := func(id string, p assess.Phase) checklist.State {
		return checklist.Read(s.View(), s.View().Person(id), s.Today(), "ns", p)
	}
	t.Run("OpenForWhoMay", func(t *testing.T) {
		if st := read("gu", assess.Preparation); st.Lock != nil || st.LockMore != nil || st.Open != 1 || st.Tasks[0].Late != 19 {
			t.Fatalf("%+v", st)
		}
	})
	t.Run("MemberTicksButDoesNotPlan", func(t *testing.T) {
		if st := read("li", assess.Preparation); st.Lock != nil || !errors.Is(st.LockMore, words.Refuse("role")) {
			t.Fatalf("%v %v", st.Lock, st.LockMore)
		}
	})
	t.Run("NobodyReadsOnly", func(t *testing.T) {
		if st := read("", assess.Preparation); !errors.Is(st.Lock, words.Refuse("who")) {
			t.Fatalf("%v", st.Lock)
		}
	})
	t.Run("SignedIsLocked", func(t *testing.T) {
		ready(s)
		_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
		s.Must(err)
		if st := read("gu", assess.Preparation); !errors.Is(st.Lock, words.Refuse("locked")) || !errors.Is(st.LockMore, words.Refuse("locked")) {
			t.Fatalf("%v %v", st.Lock, st.LockMore)
		}
		if st := read("gu", assess.Consultation); st.Lock != nil || st.LockMore != nil {
			t.Fatal("a signature locks its own phase only")
		}
	})
	t.Run("NoSuchDistrict", func(t *testing.T) {
		if st := checklist.Read(s.View(), nil, s.Today(), "xx", assess.Summary); st.District != nil || st.Tasks != nil {
			t.Fatalf("%+v", st)
		}
	})
}

func TestLeft(t *testing.T) {
	for _, c := range []struct {
		name, deadline, state string
		days                  int
		ok                    bool
	}{
		{"Late", "2006-11-10", "open", -10, true},
		{"Ahead", "2006-11-30", "", 10, true},
		{"Closed", "2006-11-10", "closed", 0, false},
		{"NoDeadline", "", "open", 0, false},
		{"NotADay", "明年", "open", 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &assess.Finding{Deadline: assess.Day(c.deadline)}
			if c.state != "" {
				f.Rectification = &assess.Rectified{State: c.state}
			}
			if days, ok := checklist.Left(f, "2006-11-20"); days != c.days || ok != c.ok {
				t.Errorf("got %d %v", days, ok)
			}
		})
	}
}

func TestReadSeal(t *testing.T) {
	s := uitest.Small(t)
	s.Second()
	say := uitest.Words(t)
	seal := func() checklist.Signing {
		return checklist.ReadSigning(s.View(), say, s.Who(), s.View().District("ns"), assess.Preparation)
	}
	if x := seal(); len(x.Blockers) != 2 || x.Signed != nil || x.Refusal != nil {
		t.Fatalf("%+v", x)
	}
	ready(s)
	so, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
	s.Must(err)
	x := seal()
	if x.Signed == nil || x.Signed.By != "顾彧" || x.Signed.Count != so.Count || len(x.Signed.Digest) != 64+15 || len(x.Changed) != 0 {
		t.Fatalf("%+v", x.Signed)
	}
	s.Elsewhere("gu", ledger.Op{Entity: "d/ns/sub/zs", Field: "drawn", Value: ledger.Of(true)})
	if x = seal(); len(x.Changed) != 1 || say.Say(x.Changed[0].Msg) != "南山区 街道 招商街道：抽中" && say.Say(x.Changed[0].Msg) == "" {
		t.Fatalf("%+v", x.Changed)
	}
	_, err = s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
	s.Must(err)
	_, err = s.Reopen("ns", assess.Preparation, "gu", uitest.PIN, "漏了一处")
	s.Must(err)
	if x = seal(); x.Signed != nil || x.Reopened == nil || x.Reopened.Reason != "漏了一处" {
		t.Fatalf("%+v", x)
	}
	s.Must(s.Use("li"))
	if x = seal(); !errors.Is(x.Refusal, words.Refuse("role")) {
		t.Fatalf("%v", x.Refusal)
	}
}

func TestGroups(t *testing.T) {
	for in, want := range map[string]string{"": "", "abcd": "abcd", "abcdef": "abcd ef", "abcdefgh": "abcd efgh"} {
		if got := checklist.Groups(in); got != want {
			t.Errorf("Groups(%q) = %q", in, got)
		}
	}
}
