package session_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// photo is a file that was kept.
func photo(name string) assess.NewEvidence {
	return assess.NewEvidence{Sum: fmt.Sprintf("%x", sha256.Sum256([]byte(name))), Name: name + ".jpg", Media: "image/jpeg", Size: int64(len(name)), Taken: "2006-10-12 09:30:00"}
}

func (d *stage) add(p assess.Phase, s assess.Supports, files ...assess.NewEvidence) {
	d.t.Helper()
	d.must(d.Apply(assess.AddEvidence(d.ns(), p, d.Own(), s, files...)))
}

// numbers are the evidence of a district, as number and name.
func numbers(d *assess.District) (out []string) {
	for _, x := range d.Evidence {
		out = append(out, x.No+" "+x.Name)
	}
	return out
}

func (d *stage) like(what string, got, want []string) {
	d.t.Helper()
	if !slices.Equal(got, want) {
		d.t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func blocked(d *assess.District, p assess.Phase, key string) bool {
	return slices.ContainsFunc(d.Phases[p].Blockers, func(b assess.Blocker) bool { return b.Key == key })
}

func TestNumbersOfEvidenceAreNeverGivenAgain(t *testing.T) {
	d := newStage(t)
	d.add(assess.Onsite, assess.Supports{}, photo("a"), photo("b"), photo("a"))
	d.add(assess.Preparation, assess.Supports{}, photo("a"))
	d.like("numbers", numbers(d.ns()), []string{"1-1 a.jpg", "2-1 a.jpg", "2-2 b.jpg"})
	d.must(d.Apply(assess.RemoveEvidence(d.ns().Evidence[2])))
	d.add(assess.Onsite, assess.Supports{}, photo("c"))
	d.like("after a removal", numbers(d.ns()), []string{"1-1 a.jpg", "2-1 a.jpg", "2-3 c.jpg"})
	d.add(assess.Onsite, assess.Supports{Items: []string{"a1"}}, photo("b"), photo("c"))
	d.like("added again", numbers(d.ns()), []string{"1-1 a.jpg", "2-1 a.jpg", "2-3 c.jpg", "2-4 b.jpg"})
	if x := d.ns().EvidenceOf(assess.Onsite, photo("c").Sum); !slices.Equal(x.Items, []string{"a1"}) {
		t.Errorf("a file that was evidence got no further link: %v", x.Items)
	}
}

// holds says of this laptop that it holds files, or no more.
func holds(d *stage, is bool, files ...string) {
	d.t.Helper()
	_, err := d.Hold(is, files...)
	d.must(err)
}

func TestAnUndoneAdditionLeavesTheFileHeld(t *testing.T) {
	d := newStage(t)
	d.add(assess.Onsite, assess.Supports{}, photo("a"))
	d.must(d.Undo())
	if len(d.ns().Evidence) != 0 || len(d.View().Holders[photo("a").Sum]) != 1 {
		t.Fatalf("after an undo: %v, held by %v", numbers(d.ns()), d.View().Holders)
	}
	holds(d, true, photo("b").Sum, photo("b").Sum, photo("a").Sum)
	holds(d, false, photo("a").Sum)
	d.must(d.Redo()) // what was said of the file since then is no obstacle
	d.like("after a redo", numbers(d.ns()), []string{"2-1 a.jpg"})
	if h := d.View().Holders; len(h[photo("a").Sum]) != 0 || len(h[photo("b").Sum]) != 1 {
		t.Errorf("held: %v", h)
	}
	n := len(d.log.Records)
	holds(d, true, photo("b").Sum)
	if len(d.log.Records) != n {
		t.Error("what was said already was written again")
	}
	if by := d.View().HeldBy(photo("b").Sum); len(by) != 1 || by[0].Laptop != "试验机" {
		t.Errorf("held by %+v", by)
	}
}

func TestADeductionRestsOnEvidenceAndABlockerComesBackWithoutIt(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.AddDeduction(d.ns(), d.score("a1"), 50, "台账不全", "ded1")))
	d.must(d.Apply(assess.AddFinding(d.ns(), "f", assess.Problem, "named", "台账不全")))
	d.add(assess.Onsite, assess.Supports{Items: []string{"a1"}}, photo("a"))
	if ns := d.ns(); !blocked(ns, assess.Onsite, "block.basis") || !blocked(ns, assess.Onsite, "block.findingbasis") {
		t.Fatal("evidence of the item alone was enough for a deduction or a problem")
	}
	both := assess.Supports{Deductions: []string{"ded1"}, Findings: []string{"f"}}
	d.add(assess.Rectification, both, photo("late"))
	if ns := d.ns(); !blocked(ns, assess.Onsite, "block.basis") || !blocked(ns, assess.Onsite, "block.findingbasis") {
		t.Fatal("evidence that no signature up to this phase covers was enough")
	}
	x := d.ns().EvidenceOf(assess.Onsite, photo("a").Sum)
	d.must(d.Apply(assess.SupportWith(x, both, true)))
	if ns := d.ns(); blocked(ns, assess.Onsite, "block.basis") || blocked(ns, assess.Onsite, "block.findingbasis") {
		t.Fatal("evidence was not enough")
	}
	d.must(d.Apply(assess.RemoveEvidence(x)))
	if ns := d.ns(); !blocked(ns, assess.Onsite, "block.basis") || !blocked(ns, assess.Onsite, "block.findingbasis") {
		t.Fatal("the blockers did not come back with the evidence gone")
	}
}

func TestAClosedRectificationWantsProof(t *testing.T) {
	for name, prove := range map[string]func(d *stage){
		"evidence for the problem": func(d *stage) {
			d.add(assess.Rectification, assess.Supports{Findings: []string{"f"}}, photo("after"))
		},
		"evidence for a step": func(d *stage) { d.add(assess.Rectification, assess.Supports{Steps: []string{"s"}}, photo("after")) },
		"words": func(d *stage) {
			d.must(d.Apply(assess.Fields("edit.progress", "d/ns/prog/f/s", "proof", "会议纪要")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newStage(t)
			second(t, d)
			d.must(d.Apply(assess.AddFinding(d.ns(), "f", assess.Problem, "named", "台账不全")))
			d.must(d.Apply(assess.AddProgress(d.ns(), d.ns().Finding("f"), "s", "2006-11-20", "补齐了", "", "li")))
			e, err := assess.Report(d.ns(), d.ns().Finding("f"), "区政府办", assess.Entry{})
			d.must(err)
			d.must(d.Apply(e))
			e, err = assess.Close(d.View(), d.ns(), d.ns().Finding("f"), d.Who(), "看过了")
			d.must(err)
			d.must(d.Apply(e))
			d.add(assess.Onsite, assess.Supports{Findings: []string{"f"}}, photo("before"))
			if !blocked(d.ns(), assess.Rectification, "block.proof") {
				t.Fatal("closed with nothing to show, and not blocked")
			}
			prove(d)
			if blocked(d.ns(), assess.Rectification, "block.proof") {
				t.Error("still blocked")
			}
		})
	}
}

func TestEvidenceIsLinkedToWhatIsThere(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.AddRecord(d.ns(), "r", string(standard.Briefing), "2006-10-12", "li", "a1")))
	d.add(assess.Onsite, assess.Supports{Records: []string{"r"}}, photo("a"))
	x := func() *assess.Evidence { return d.ns().EvidenceOf(assess.Onsite, photo("a").Sum) }
	for _, s := range []assess.Supports{{Items: []string{"none"}}, {Deductions: []string{"r"}}, {Records: []string{"none"}}, {Documents: []string{"r"}}, {Findings: []string{"r"}}, {Steps: []string{"r"}}} {
		d.refused("evidence.nothing", d.Apply(assess.SupportWith(x(), s, true)))
		d.refused("evidence.nothing", d.Apply(assess.AddEvidence(d.ns(), assess.Onsite, d.Own(), s, photo("b"))))
	}
	e := assess.AddRecord(d.ns(), "r2", string(standard.Briefing), "2006-10-12", "li", "a1")
	e.Writes = append(e.Writes, assess.SupportWith(x(), assess.Supports{Records: []string{"r2"}}, true).Writes...)
	d.must(d.Apply(e)) // a record that is made in the same step is there
	d.like("records", x().Records, []string{"r", "r2"})

	d.must(d.Apply(assess.Remove("edit.unrecord", "d/ns/rec/r")))
	d.like("records without the removed one", x().Records, []string{"r2"})
	d.must(d.Apply(assess.Remove("edit.unrecord", "d/ns/rec/r2")))
	if !x().Loose() {
		t.Error("evidence of what is gone is not loose")
	}
	d.must(d.Undo())
	d.like("records after an undo", x().Records, []string{"r2"})

	d.refused("evidence.before", d.Apply(x().SetBefore(x().ID)))
	d.refused("evidence.nothing", d.Apply(x().SetBefore(photo("none").Sum)))
	d.add(assess.Rectification, assess.Supports{}, photo("after"))
	after := d.ns().EvidenceOf(assess.Rectification, photo("after").Sum)
	d.must(d.Apply(after.SetBefore(x().ID)))
	d.refused("evidence.before", d.Apply(x().SetBefore(after.ID)))
	d.must(d.Apply(assess.RemoveEvidence(x())))
	if after := d.ns().EvidenceOf(assess.Rectification, after.ID); after.Before != "" {
		t.Errorf("the state before is one that is gone: %s", after.Before)
	}

	d.must(d.Apply(after.SetTurn(-90)))
	if got := d.ns().EvidenceOf(assess.Rectification, after.ID).Turn; got != 270 {
		t.Errorf("turned by %d", got)
	}
	d.refused("kind", d.Apply(after.SetTurn(45)))
	d.refused("undeclared", d.Apply(assess.Fields("edit.evidencecaption", "d/ns/evid/2/none", "caption", "说明")))
	d.refused("undeclared", d.Apply(assess.Fields("edit.evidencecaption", "d/ns/evid/7/"+after.ID, "caption", "说明")))
	d.refused("hold.other", d.Apply(assess.Holding(ledger.Device{7}, true, after.ID)))
}

// two laptops add the same files without knowing of each other: one with other names, numbers and turns, and with another caption.
func TestTheSameFilesFromTwoLaptopsAreOneAndDisagreeOnlyInTheirCaptions(t *testing.T) {
	here, there := alongside(t, func(s *session.Session, n int) {
		d := s.View().District("ns")
		files := []assess.NewEvidence{photo(fmt.Sprint("own", n)), photo("x"), photo("y")}
		if n == 1 {
			files[1].Name, files[2].Name = "IMG_2.jpg", "IMG_3.jpg"
			files[1].Caption, files[2].Caption = "公告栏", "门头"
		} else {
			files[1].Caption = "告示栏"
		}
		must := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		must(s.Apply(assess.AddEvidence(d, assess.Onsite, s.Own(), assess.Supports{Items: []string{"a1"}}, files...)))
		must(s.Apply(s.View().District("ns").EvidenceOf(assess.Onsite, photo("x").Sum).SetTurn(90 * (n + 1))))
	})
	same(t, here, there)
	d := here.District("ns")
	want := []ledger.Register{{Entity: "d/ns/evid/2/" + photo("x").Sum, Field: "caption"}}
	if !slices.Equal(here.Disputed, want) {
		t.Errorf("in conflict: %v, want %v", here.Disputed, want)
	}
	if len(d.Evidence) != 4 || len(here.Holders[photo("x").Sum]) != 2 || len(here.Holders[photo("own1").Sum]) != 1 {
		t.Errorf("evidence %v, held %v", numbers(d), here.Holders)
	}
	e := assess.RenumberEvidence(d, assess.Onsite)
	if e == nil {
		t.Fatalf("no number was given twice: %v", numbers(d))
	}
	taken := map[string]bool{}
	for _, x := range d.Evidence {
		no := x.No
		for _, w := range e.Writes {
			if w.Entity == x.Entity {
				no, _ = ledger.As[string](w.Value)
			}
		}
		shared := slices.ContainsFunc(d.Evidence, func(o *assess.Evidence) bool { return o != x && o.No == x.No })
		if twin, ok := d.Twice(x.Entity); ok != shared || ok && (len(twin.Others) != 1 || twin.Free != "2-4") {
			t.Errorf("%s: %+v", x.No, twin)
		}
		if taken[no] {
			t.Errorf("%s is given twice by the renumbering", no)
		}
		taken[no] = true
	}
}

func TestWhatALaptopSaysOfAnotherCountsForNothing(t *testing.T) {
	d := newStage(t)
	d.add(assess.Onsite, assess.Supports{}, photo("a"))
	claim := func(dev byte, by ledger.Device, holds bool) {
		d.t.Helper()
		op := assess.Holding(by, holds, photo("a").Sum).Writes[0]
		heads := d.State().Bases(op.Register())
		log := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{dev}, Records: slices.Clone(d.log.Records)}
		_, err := log.Append(nil, ledger.Record{Author: "chen", Label: "edit.holding", Seen: d.State().Frontier(ledger.Device{dev}),
			Ops: []ledger.Op{{Entity: op.Entity, Field: op.Field, Value: op.Value, Base: heads}}})
		d.must(err)
		d.log.Records = log.Records
		d.Session = open(t, d.log, d.keys)
		d.must(d.Use("chen"))
	}
	second(t, d)
	claim(2, ledger.Device{1}, false)
	if got := d.View().Holders[photo("a").Sum]; !slices.Equal(got, []ledger.Device{{1}}) {
		t.Errorf("another's word took a file from a laptop: held by %v", got)
	}
	holds(d, false, photo("a").Sum)
	claim(2, ledger.Device{1}, true)
	if got := d.View().Holders[photo("a").Sum]; len(got) != 0 {
		t.Errorf("another's word gave a laptop a file: held by %v", got)
	}
	if len(d.View().Disputed) != 0 {
		t.Errorf("in conflict: %v", d.View().Disputed)
	}
}

func TestASignedPhaseLocksItsEvidence(t *testing.T) {
	d := newStage(t)
	d.add(assess.Preparation, assess.Supports{}, photo("a"))
	x := d.ns().Evidence[0]
	d.finish()
	_, err := d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	locked := words.Refuse("locked")
	for what, e := range map[string]*assess.Edit{
		"add":     assess.AddEvidence(d.ns(), assess.Preparation, d.Own(), assess.Supports{}, photo("b")),
		"caption": x.SetCaption("说明"), "link": assess.SupportWith(x, assess.Supports{Items: []string{"a1"}}, true), "remove": assess.RemoveEvidence(x),
	} {
		if err := d.Apply(e); !errors.Is(err, locked) {
			t.Errorf("%s: %v", what, err)
		}
	}
	holds(d, true, photo("b").Sum) // that a file is here is no part of what was signed
	d.add(assess.Onsite, assess.Supports{}, photo("a"))
}
