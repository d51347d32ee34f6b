package session_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
)

// Two laptops that worked apart see the same assessment once each has all, in whatever order it came; and a raw record over a frozen
// standard or a signature is the same to both.
func TestMergedLaptopsSeeTheSame(t *testing.T) {
	d := newStage(t)
	d.finish()
	far := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{2}, Records: slices.Clone(d.log.Records)}
	s := open(t, far, d.keys)
	d.must(s.EnrolDevice(session.NewLaptop{Name: "二", People: []string{"li", "chen"}}, "chen", "246810"))
	d.must(s.Use("li"))
	d.must(s.Apply(assess.Fields("edit.record", "d/ns/rec/document", "place", "沙头角")))
	_, err := d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "112233"}, "chen", "246810"))
	raw := ledger.Record{Author: "li", Label: "edit.mark", Stamp: ^ledger.Stamp(0), Ops: []ledger.Op{
		{Entity: "std", Field: "frozen", Value: ledger.Of(false)}, {Entity: "std/item/a1", Field: "points", Value: ledger.Of(900)}}}
	far.Append(nil, raw)
	here := append(slices.Clone(d.log.Records), far.Records[slices.IndexFunc(far.Records, func(r *ledger.Record) bool { return r.Device == far.Own }):]...)
	var want []byte
	for i := range 4 {
		mixed := slices.Clone(here)
		rand.New(rand.NewPCG(3, uint64(i))).Shuffle(len(mixed), func(a, b int) { mixed[a], mixed[b] = mixed[b], mixed[a] })
		log := &memory.Log{Vault: d.log.Vault, Own: d.log.Own, Records: append(mixed, here[:i]...)}
		v := open(t, log, d.keys).View()
		if len(v.Held) != 1 || v.Held[0].Adoptable || !v.Standard.Frozen || v.Standard.Item("a1").Points != 500 || v.Person("wen") == nil {
			t.Fatalf("held %+v, frozen %v", v.Held, v.Standard.Frozen)
		}
		got, err := json.Marshal(v)
		d.must(err)
		if want == nil {
			want = got
		}
		if string(got) != string(want) {
			t.Fatal("the order in which records came shows")
		}
	}
}

// Two officers are two only if neither was entered by the other: the session refuses what every reader would hold.
func TestAnOfficerIsNoSecondOneBesideWhoEnteredThem(t *testing.T) {
	d := newStage(t)
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "112233"}, "chen", "246810"))
	eve := session.NewPerson{ID: "eve", Name: "伊", Role: assess.Secretary, PIN: "445566"}
	d.must(d.AddPerson(eve, "wen", "112233"))
	lead := session.NewPerson{ID: "mo", Name: "莫", Role: assess.Leader}
	d.refused("card.rank", d.AddPerson(lead, "wen", "112233", session.Credential{By: "eve", PIN: "445566"}))
	d.refused("card.rank", d.Remove(session.Removal{Person: "chen", Reason: "x"}, "wen", "112233", session.Credential{By: "eve", PIN: "445566"}))
	d.must(d.AddPerson(lead, "wen", "112233", session.Credential{By: "chen", PIN: "246810"}))
	if d.View().Person("mo") == nil || len(d.View().Held) > 0 {
		t.Fatalf("%+v", d.View().Held)
	}
}
