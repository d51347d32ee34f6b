package rectify_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/words"
	"kaohe/ui/rectify"
	"kaohe/ui/uitest"
)

func TestWhatTheLedgerCopiesComesBackUnchanged(t *testing.T) {
	s := uitest.Sample(t)
	v := rectify.New(s.Kit())
	s.Opened(v, "")
	v.Reveal(assess.Place{})
	want := 0
	for _, d := range s.View().Districts {
		want += len(d.Standing(assess.Problem))
	}
	if n := s.ComesBack(); n != want {
		t.Errorf("%d rows of %d", n, want)
	}
}

// three are three problems, of which the first has a deadline, an office and a way.
func three(t *testing.T) (*uitest.Stage, *rectify.Screen) {
	s := uitest.Small(t)
	d := s.View().District("ns")
	for _, id := range []string{"f1", "f2", "f3"} {
		s.Must(s.Apply(assess.AddFinding(d, id, assess.Problem, "named", "问题"+id).Texts("d/ns/req/"+id, "requirement", "整改"+id)))
	}
	s.Must(s.Apply(assess.Fields("edit.require", "d/ns/req/f1", "deadline", "2007-03-08", "responsible", "南山区打假办")))
	d = s.View().District("ns")
	s.Must(s.Apply(assess.Arrange(d, d.Findings[0], "mode", "long")))
	v := rectify.New(s.Kit())
	s.Opened(v, "ns")
	v.Reveal(assess.Place{})
	return s, v
}

// said is what stands of each problem: its requirement, deadline, office and way.
func said(s *uitest.Stage) string {
	var out []string
	for _, f := range s.View().District("ns").Findings {
		mode := ""
		if f.Rectification != nil {
			mode = f.Rectification.Mode
		}
		out = append(out, fmt.Sprint(f.Requirement, f.Deadline, f.Responsible, mode))
	}
	return strings.Join(out, " ")
}

func TestTheFirstRowsDeadlineOfficeAndWayAreGivenToTheOthers(t *testing.T) {
	for name, c := range map[string]struct{ digit, want string }{
		"TheWay":      {"1", "整改f12007-03-08南山区打假办long 整改f2long 整改f3long"},
		"TheOffice":   {"2", "整改f12007-03-08南山区打假办long 整改f2南山区打假办 整改f3南山区打假办"},
		"TheDeadline": {"3", "整改f12007-03-08南山区打假办long 整改f22007-03-08 整改f32007-03-08"},
		"AllOfThem":   {"4", "整改f12007-03-08南山区打假办long 整改f22007-03-08南山区打假办long 整改f32007-03-08南山区打假办long"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := three(t)
			was := said(s)
			s.SelectDown(2)
			s.FillDown(c.digit)
			if got := said(s); got != c.want {
				t.Errorf("%s; %v", got, s.W.Failed)
			}
			s.Must(s.Undo())
			if said(s) != was {
				t.Error("not one undo")
			}
		})
	}
}

func TestWhatCantBeFilledDownIsSaid(t *testing.T) {
	s, _ := three(t)
	s.FillDown("")
	if n := len(s.W.Failed); n != 1 || !errors.Is(s.W.Failed[0], words.Refuse("fill.rows")) {
		t.Fatalf("one row alone: %v", s.W.Failed)
	}
	s.Must(s.Apply(assess.Fields("edit.require", "d/ns/req/f1", "responsible", "").Texts("d/ns/rect/f1", "mode", "")))
	s.SelectDown(1)
	s.FillDown("")
	if got := said(s); !strings.Contains(got, "整改f22007-03-08 ") {
		t.Errorf("the one thing that there is to be filled is not: %s, %v", got, s.W.Failed)
	}
}

func TestALockedRowIsNamedBeforeAnythingIsFilled(t *testing.T) {
	s := uitest.Sample(t)
	v := rectify.New(s.Kit())
	s.Opened(v, "longgang")
	v.Reveal(assess.Place{})
	s.SelectDown(2)
	s.FillDown("3")
	p := s.W.Pasted[0]
	if n := len(s.W.Edits); n > 0 || len(p.Lines) == 0 {
		t.Fatalf("%d edits, %d lines", n, len(p.Lines))
	}
	for _, l := range p.Lines {
		if l.Ticked || l.State != book.Refused {
			t.Errorf("%s can be taken under the signature of its phase", l.Name)
		}
	}
}
