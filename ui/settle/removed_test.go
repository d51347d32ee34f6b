package settle_test

import (
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/ui/uitest"
)

// overruled is a small round in which something was removed here while it was edited on another laptop.
func overruled(t *testing.T, of, edited ledger.Register, was, is any) *uitest.Stage {
	t.Helper()
	s := uitest.Draft(t)
	s.Must(s.Apply(assess.New("edit.text").Set(of.Entity, of.Field, was).Set(edited.Entity, edited.Field, was)))
	state := ledger.New()
	s.Must(s.Log.Load(func(r *ledger.Record) error { state.Apply(r); return nil }))
	s.Second()
	s.Must(s.Apply(assess.Remove("edit.text", of.Entity)))
	s.Elsewhere("gu", ledger.Op{Entity: edited.Entity, Field: edited.Field, Value: ledger.Of(is), Base: state.Bases(edited)})
	return s
}

// What one person removed while another edited it stands, in the list of conflicts, until somebody keeps or removes it by one key. Nouns
// that nobody removes are emptied; of those there are two values, as of any other.
func TestWhatOneRemovedAndAnotherEditedIsKeptOrRemovedByOneKey(t *testing.T) {
	n := 0
	for i := range schema.Nouns {
		noun := &schema.Nouns[i]
		all := registers(noun)
		if len(all) == 0 {
			continue
		}
		of := all[2] // behind a reason and the removal itself
		if noun.Key == "mat" {
			of.Field = "name" // a material that the standard names is emptied
		}
		a, b := values(t, schema.Parse(of.Entity).Field(of.Field))
		for key, want := range map[rune]bool{'1': false, '2': true} {
			t.Run(strings.ReplaceAll(noun.Key, "/", ".")+string(key), func(t *testing.T) {
				s := overruled(t, of, of, a, b)
				at := ledger.Register{Entity: of.Entity, Field: ledger.Gone}
				if d := s.View().Disputed; len(d) == 0 {
					return // it is not removed
				} else if len(d) != 1 || d[0] != at {
					t.Fatalf("%v", d)
				}
				n++
				v := open(s)
				v.Reveal(assess.DisputeAt(at))
				if texts := strings.Join(uitest.Texts(v.Object()), "\n"); !strings.Contains(texts, "保留…（1）") || !strings.Contains(texts, "删去…（2）") ||
					!strings.Contains(written(v.Object()), "保留，连同这些改动") {
					t.Fatal(texts, written(v.Object()))
				}
				s.W.Answer = "问过了"
				s.W.Canvas().Focused().TypedRune(key)
				if gone := s.Value(at); len(s.View().Disputed) > 0 || gone != ledger.Of(want) || len(s.W.Failed) > 0 {
					t.Fatalf("%v, gone %q, failed %v", s.View().Disputed, gone, s.W.Failed)
				}
			})
		}
	}
	if n < 40 {
		t.Errorf("only %d, twice each", n)
	}
}

func TestARowThatIsEditedBringsItsRecordBack(t *testing.T) {
	record, row := ledger.Register{Entity: "d/ns/rec/r1", Field: "title"}, ledger.Register{Entity: "d/ns/qa/r1/q1", Field: "a"}
	s := overruled(t, record, row, "访谈", "每月一次")
	if recs := s.View().District("ns").Records; len(recs) != 1 || !recs[0].Revived || len(recs[0].QA) != 1 || recs[0].QA[0].Answer != "每月一次" {
		t.Fatalf("%+v", recs)
	}
	blocked := false
	for _, b := range s.View().District("ns").Phases[assess.Onsite].Blockers {
		blocked = blocked || b.Place == assess.DisputeAt(ledger.Register{Entity: record.Entity, Field: ledger.Gone})
	}
	if !blocked {
		t.Error("the phase can be signed before somebody keeps or removes it")
	}
}

func TestASectionWhoseItemIsEditedStands(t *testing.T) {
	section, item := ledger.Register{Entity: "std/sec/a", Field: "title"}, ledger.Register{Entity: "std/item/a1", Field: "text"}
	s := overruled(t, section, item, "一", "二")
	if std := s.View().Standard; len(std.Sections) != 1 || std.Item("a1") == nil {
		t.Fatalf("%+v", std.Sections)
	}
}
