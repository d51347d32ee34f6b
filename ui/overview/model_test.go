package overview_test

import (
	"testing"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/standard"
	"kaohe/ui/overview"
	"kaohe/ui/uitest"
)

func line(t *testing.T, list []assess.Todo, kind assess.TodoKind) assess.Todo {
	t.Helper()
	for _, l := range list {
		if l.Kind == kind {
			return l
		}
	}
	t.Fatalf("no line of kind %d among %+v", kind, list)
	return assess.Todo{}
}

func TestMineListsWhatWaitsForMe(t *testing.T) {
	s := uitest.Small(t)
	li := s.View().Person("li")
	t.Run("OpenTask", func(t *testing.T) {
		l := line(t, assess.Agenda(s.View(), li, s.Today()), assess.TodoTask)
		if l.Late != 19 || l.Place.Entity != "d/ns/task/1/t1" || l.Place.Phase != assess.Preparation {
			t.Fatalf("%+v", l)
		}
	})
	t.Run("NothingOfOthers", func(t *testing.T) {
		if got := assess.Agenda(s.View(), s.View().Person("gu"), s.Today()); len(got) != 1 || got[0].Key != "todo.draw" {
			t.Fatalf("%+v", got)
		}
	})
	t.Run("NothingForNobody", func(t *testing.T) {
		if got := assess.Agenda(s.View(), nil, s.Today()); got != nil {
			t.Fatalf("%+v", got)
		}
	})
	t.Run("PhaseToSignOnlyForWhoSigns", func(t *testing.T) {
		s.Must(s.Apply(assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)))
		l := line(t, assess.Agenda(s.View(), s.View().Person("gu"), s.Today()), assess.TodoSign)
		if l.Place.Phase != assess.Preparation {
			t.Fatalf("%+v", l)
		}
		if got := assess.Agenda(s.View(), li, s.Today()); assess.Waiting(got) != 0 {
			t.Fatalf("a member is to sign: %+v", got)
		}
	})
	t.Run("UnmarkedItemsOfMySections", func(t *testing.T) {
		_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
		s.Must(err)
		d := s.View().District("ns")
		s.Must(s.Apply(assess.SetMark(d, d.Score("a1"), 500, "x")))
		l := line(t, assess.Agenda(s.View(), li, s.Today()), assess.TodoMark)
		if l.Args[1] != 1 || l.Place.Item != "a2" {
			t.Fatalf("%+v", l)
		}
	})
	t.Run("Conflict", func(t *testing.T) {
		s.Second()
		s.Elsewhere("gu", ledger.Op{Entity: "d/ns/score/a1", Field: "mark", Value: ledger.Of(int64(450))})
		li = s.View().Person("li")
		l := line(t, assess.Agenda(s.View(), li, s.Today()), assess.TodoSettle)
		if l.Place.Item != "a1" || l.Place.Tab != assess.TabScore {
			t.Fatalf("%+v", l)
		}
		st := overview.Read(s.View(), li, s.Today(), "")
		if st.Grid[0].Cells[1].Warn != "conflict" || st.Scores[0].Range != (standard.Range{Low: 450, High: 500}) {
			t.Fatalf("%+v %+v", st.Grid[0].Cells[1], st.Scores[0])
		}
	})
}

func TestOverdue(t *testing.T) {
	s := uitest.Small(t)
	find := func(id, deadline, state string) {
		e := assess.Fields("edit.finding", "d/ns/find/"+id, "kind", "problem", "named", "问题"+id).Texts("d/ns/req/"+id, "deadline", deadline)
		if state != "" {
			e.Texts("d/ns/rect/"+id, "state", state)
		}
		s.Must(s.Apply(e))
	}
	find("late", "2006-11-10", "open")
	find("closed", "2006-11-10", "closed")
	find("later", "2006-12-10", "open")
	find("notbegun", "2006-11-10", "")
	find("today", "2006-11-20", "open")
	got := overview.Overdue(s.View(), s.Today())
	if len(got) != 3 || got[0].Late != 19 || got[0].Kind != assess.TodoTask || got[1].Late != 10 || got[1].Place.Entity != "d/ns/rect/late" ||
		got[2].Place.Entity != "d/ns/rect/notbegun" {
		t.Fatalf("%+v", got)
	}
	s.Must(s.Apply(assess.SetTask(s.View().District("ns").Tasks[0], true)))
	if got := overview.Overdue(s.View(), s.Today()); len(got) != 2 {
		t.Fatalf("a done task is overdue: %+v", got)
	}
}

func TestNotices(t *testing.T) {
	s := uitest.Small(t)
	if n := overview.Read(s.View(), nil, s.Today(), "").Notices; len(n) != 0 {
		t.Fatalf("notices of a sound vault: %+v", n)
	}
	s.View().Forks, s.View().Held = 1, make([]authority.Held, 3)
	n := overview.Read(s.View(), nil, s.Today(), "").Notices
	if len(n) != 2 || !n[0].Grave || n[0].Key != "overview.forks" || n[1].Key != "overview.held" || n[1].Args[0] != 3 {
		t.Fatalf("%+v", n)
	}
	s.View().District("ns").Phases[assess.Onsite].SignOffs = []*assess.SignOff{{Fault: "root"}}
	st := overview.Read(s.View(), nil, s.Today(), "")
	if st.Notices[0].Key != "overview.fault" || st.Grid[0].Cells[1].Warn != "fault" {
		t.Fatalf("%+v", st.Notices)
	}
	s.View().District("ns").Phases[assess.Onsite].SignOffs = []*assess.SignOff{{Fault: assess.BeyondUs}}
	st = overview.Read(s.View(), nil, s.Today(), "")
	if st.Notices[0].Key != "overview.newer" || st.Grid[0].Cells[1].Warn != "newer" {
		t.Fatalf("called invalid: %+v", st.Notices)
	}
}

func TestChangedAfterSigningIsMarked(t *testing.T) {
	s := uitest.Small(t)
	s.Second()
	s.Must(s.Apply(assess.Fields("edit.task", "d/ns/task/1/t1", "waived", "不用").Set("d/ns/sub/yh", "drawn", true)))
	_, err := s.Sign("ns", assess.Preparation, "gu", uitest.PIN)
	s.Must(err)
	s.Elsewhere("gu", ledger.Op{Entity: "d/ns/sub/zs", Field: "drawn", Value: ledger.Of(true)})
	c := overview.Read(s.View(), nil, s.Today(), "").Grid[0].Cells[0]
	if c.Warn != "changed" || c.Status != assess.SignedOff {
		t.Fatalf("%+v", c)
	}
}

func TestEmptyRoundReadsAsEmpty(t *testing.T) {
	s := uitest.Empty(t, nil)
	st := overview.Read(s.View(), s.Who(), s.Today(), "nowhere")
	if st.Grid != nil || st.Chosen != "" || st.Sections != nil || st.Overdue != nil {
		t.Fatalf("%+v", st)
	}
}
