package session_test

import (
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/session"
)

type notes map[string]string

func (n notes) Setting(key string) string          { return n[key] }
func (n notes) SetSetting(key, value string) error { n[key] = value; return nil }

// After three wrong PINs a person waits, twice as long each time, also in the next session; the right one ends it, and nobody else waits.
func TestWrongPINsMakeAPersonWaitLongerEachTime(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary, PIN: "112233"}, "chen", "246810"))
	clock, kept := time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC), notes{}
	begin := func() {
		s, err := session.Open(session.Options{Log: d.log, Keys: d.keys, Now: func() time.Time { return clock }, Notes: kept})
		d.must(err)
		d.Session = s
	}
	try := func(pin string) error {
		return d.AddPerson(session.NewPerson{ID: d.NewID(), Name: "新人", Role: assess.Member}, "chen", pin)
	}
	begin()
	for range 2 {
		d.refused("pin.wrong", try("000000"))
		if w := d.PINWait("chen"); w != 0 {
			t.Fatalf("%s to wait for a slip", w)
		}
	}
	for _, want := range []time.Duration{5 * time.Second, 10 * time.Second, 20 * time.Second, 40 * time.Second, 80 * time.Second, 160 * time.Second, 5 * time.Minute, 5 * time.Minute} {
		d.refused("pin.wrong", try("000000"))
		begin() // closing the window is no way round
		if w := d.PINWait("chen"); w != want {
			t.Fatalf("%s to wait, want %s", w, want)
		}
		clock = clock.Add(want - time.Second)
		d.refused("pin.wait", try("246810"))
		if w := d.PINWait("chen"); w != time.Second {
			t.Fatalf("%s are left", w)
		}
		clock = clock.Add(time.Second)
	}
	clock = clock.Add(-24 * time.Hour)
	if w := d.PINWait("chen"); w > 5*time.Minute {
		t.Fatalf("a clock that was put back: %s", w)
	}
	if w := d.PINWait("wen"); w != 0 {
		t.Fatalf("somebody else waits %s", w)
	}
	clock = clock.Add(25 * time.Hour)
	d.must(try("246810"))
	d.refused("pin.wrong", try("000000"))
	if w := d.PINWait("chen"); w != 0 {
		t.Fatalf("after the right one: %s", w)
	}
}
