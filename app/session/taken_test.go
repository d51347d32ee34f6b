package session_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
)

// apart is a round with a second laptop, on which li works and which has seen everything so far.
func apart(t *testing.T) (here, there *stage) {
	t.Helper()
	here = newStage(t)
	far := &memory.Log{Vault: here.log.Vault, Own: ledger.Device{2}, Records: slices.Clone(here.log.Records)}
	there = &stage{Session: open(t, far, maps.Clone(here.keys)), log: far, keys: here.keys, t: t}
	there.must(there.EnrolDevice(session.NewLaptop{Name: "二", People: []string{"li"}}, "chen", "246810"))
	there.must(there.Use("li"))
	here.must(err2(here.Merge(nil, there.envelopes()...)))
	return here, there
}

func err2[T any](_ T, err error) error { return err }

// envelopes are all records of a laptop's log.
func (d *stage) envelopes() (all [][]byte) {
	for _, r := range d.log.Records {
		all = append(all, memory.Envelope(r))
	}
	return all
}

func TestWhatIsTakenInIsAsThePreviewSaid(t *testing.T) {
	here, there := apart(t)
	here.must(here.mark("a1", 300))
	there.must(there.mark("a1", 400))
	raw := ledger.Record{Author: "li", Label: "edit.district", Stamp: 1, Ops: []ledger.Op{{Entity: "d/ns", Field: "contact", Value: ledger.Of("王")}}}
	there.must(err2(there.log.Append(nil, raw))) // which a program of another version might let a member do
	there.Session = open(t, there.log, there.keys)
	before := len(here.Log())
	in := here.Preview(there.Log()...)
	if in.New != 2 || in.Known != before-1 || len(in.Conflicts) == 0 || len(in.Gaps)+len(in.Forks)+len(in.Falls)+len(in.Lacking) > 0 {
		t.Fatalf("%+v", in)
	}
	if len(in.Held) != 1 || in.Held[0].Why != "role" || len(in.By) != 1 || in.By[0] != (session.Amount{ID: "li", Count: 2}) || in.In[0].ID != "ns" {
		t.Fatalf("a member may not change a district: held %+v, by %v, in %v", in.Held, in.By, in.In)
	}
	if len(here.Log()) != before {
		t.Fatal("a preview wrote something")
	}
	told := 0
	here.Subscribe(func(c session.Change) {
		if told++; c.Label != "edit.merge" {
			t.Errorf("published as %s", c.Label)
		}
	})
	added, err := here.Merge(nil, there.envelopes()...)
	here.must(err)
	if len(added) != 2 || told != 1 || asJSON(t, here.View()) != asJSON(t, in.After) {
		t.Fatalf("%d records, told %d times", len(added), told)
	}
	added, err = here.Merge(nil, there.envelopes()...)
	if here.must(err); len(added) > 0 || told != 1 {
		t.Fatalf("a second time: %d records, told %d times", len(added), told)
	}
	here.refused("undo.changed", here.Undo()) // the mark is in conflict now
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestAGapIsNamedAndNothingIsTaken(t *testing.T) {
	here, there := apart(t)
	for _, m := range []int{100, 200, 300} {
		there.must(there.Apply(assess.Fields("edit.record", "d/ns/rec/document", "place", "沙头角"+string(rune('a'+m/100)))))
	}
	own := there.Log()[len(there.Log())-1]
	in := here.Preview(own)
	if len(in.Gaps) != 1 || in.Gaps[0] != (session.Gap{Device: own.Device, From: own.Seq - 2, To: own.Seq - 1}) {
		t.Fatalf("%+v", in.Gaps)
	}
	view := here.View()
	_, err := here.Merge(nil, memory.Envelope(own))
	here.refused("vault.gap", err)
	if here.View() != view {
		t.Fatal("something was taken")
	}
}

func TestWhatComesAfterASignatureIsToldBeforeItIsTaken(t *testing.T) {
	here, there := apart(t)
	here.finish()
	here.must(err2(here.Sign("ns", assess.Preparation, "chen", "246810")))
	there.must(there.Apply(assess.SetClaim(there.ns(), "a1", 450, "")))
	in := here.Preview(there.Log()...)
	if len(in.Late) != 1 || in.Late[0].Phase != assess.Preparation || in.Late[0].Count == 0 {
		t.Fatalf("late %+v, held %+v, conflicts %v", in.Late, in.Held, in.Conflicts)
	}
}

func TestWhoHasWhatFollowsFromWhatCameBack(t *testing.T) {
	here, there := apart(t)
	here.must(here.mark("a1", 300))
	s := here.Spread(here.log.Own, nil)
	if s.OnlyMine != 1 || s.OnlyHere != 1 || len(s.Laptops) != 1 || !s.Laptops[0].Heard || s.Laptops[0].Lacks != 1 {
		t.Fatalf("%+v", s)
	}
	there.must(err2(there.Merge(nil, here.envelopes()...)))
	_, has := there.Snapshot()
	if s := here.Spread(here.log.Own, map[ledger.Device]ledger.Frontier{there.log.Own: has}); s.OnlyHere+s.Lacking != 0 || s.Laptops[0].Lacks+s.Laptops[0].Ahead != 0 {
		t.Fatalf("a package says that it is there: %+v", s)
	}
	there.must(there.mark("a2", 500))
	_, has = there.Snapshot()
	if s := here.Spread(here.log.Own, map[ledger.Device]ledger.Frontier{there.log.Own: has}); s.Lacking != 1 || s.Laptops[0].Ahead != 1 {
		t.Fatalf("it has one more: %+v", s)
	}
	here.must(err2(here.Merge(nil, there.envelopes()...)))
	if s := here.Spread(here.log.Own, nil); s.OnlyHere+s.Lacking != 0 {
		t.Fatalf("its chain states what it saw: %+v", s)
	}
}
