package session_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/authority"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// stage is a founded round with one district, one section of two items, a leader and a member.
type stage struct {
	*session.Session
	log  *memory.Log
	keys memory.Keys
	far  *memory.Log // a second laptop, where a test has one
	t    *testing.T
}

// elsewhere writes records on the second laptop, which has seen nothing since it was enrolled, and brings them here.
func (d *stage) elsewhere(rs ...ledger.Record) {
	d.t.Helper()
	done, err := d.far.Append(nil, rs...)
	d.must(err)
	d.log.Records = append(d.log.Records, done...)
	d.Session = open(d.t, d.log, d.keys)
	d.must(d.Use("chen"))
}

func open(t *testing.T, log *memory.Log, keys memory.Keys) *session.Session {
	t.Helper()
	ids, clock := 0, time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC)
	s, err := session.Open(session.Options{Log: log, Keys: keys,
		NewID: func() string { ids++; return fmt.Sprintf("n%d-%d", len(log.Records), ids) },
		Now:   func() time.Time { clock = clock.Add(time.Second); return clock }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newStage(t *testing.T) *stage {
	t.Helper()
	log, keys := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}
	key, _, _ := keys.Make("chen", "246810")
	sign, _ := keys.Unlock("chen", "246810")
	err := log.Found(session.Genesis(session.Founding{
		Founder: assess.Card{Person: "chen", Name: "陈喆", Role: assess.Leader, Key: key},
		Device:  log.Own, DeviceName: "试验机", Sign: sign, Now: time.Date(2006, 9, 1, 0, 0, 0, 0, time.UTC)}))
	if err != nil {
		t.Fatal(err)
	}
	d := &stage{Session: open(t, log, keys), log: log, keys: keys, t: t}
	d.must(d.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Agency: "质监局", Role: assess.Member}, "chen", "246810"))
	d.must(d.Use("chen"))
	e := assess.New("edit.standard").Texts("std/sec/a", "title", "责任体系")
	for _, i := range []string{"a1", "a2"} {
		e.Texts("std/item/"+i, "section", "a", "code", i, "text", "项目"+i).Set("std/item/"+i, "points", 500).Set("std/item/"+i, "order", int64(i[1]-'0')*1000)
		e.Set("std/item/"+i, "rule", standard.Rule{Kind: standard.Free, Amount: 50})
	}
	d.must(d.Apply(e))
	e = assess.Fields("edit.district", "d/ns", "name", "南山区").Set("d/ns/assign/a", "person/li", true)
	d.must(d.Apply(e.Texts("d/ns/sub/yh", "name", "粤海街道").Set("d/ns/sub/yh", "drawn", true)))
	return d
}

func (d *stage) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *stage) refused(code string, err error) {
	d.t.Helper()
	if !errors.Is(err, words.Refuse(code)) {
		d.t.Fatalf("want refusal %q, got %v", code, err)
	}
}

func (d *stage) ns() *assess.District            { return d.View().District("ns") }
func (d *stage) score(item string) *assess.Score { return d.ns().Score(item) }
func (d *stage) mark(item string, p standard.Points) error {
	return d.Apply(assess.SetMark(d.ns(), d.score(item), p, d.NewID()))
}

// finish does the whole on-site work, with a loss of 2.00 on a1.
func (d *stage) finish() {
	d.t.Helper()
	d.must(d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	for _, m := range standard.Forms {
		d.must(d.Apply(assess.AddRecord(d.ns(), string(m), string(m), "2006-10-12", "li", "a1")))
	}
	d.must(d.Apply(assess.Fields("edit.record", "d/ns/rec/subdistrict", "sub", "yh")))
	d.must(d.mark("a1", 300))
	d.must(d.mark("a2", 500))
	for _, i := range []string{"a1", "a2"} {
		d.must(d.Apply(assess.SetClaim(d.ns(), i, 500, "")))
	}
	x := d.score("a1").Deductions[0]
	d.must(d.Apply(assess.Fields("edit.deduct", x.Entity, "reason", "两个街道未签责任书").Set(x.Entity, "record/document", true)))
}

func TestMarkIsDurableAndExplained(t *testing.T) {
	d := newStage(t)
	d.must(d.Use("li"))
	d.must(d.mark("a1", 300))
	s := open(t, d.log, d.keys).View().District("ns").Score("a1")
	if s.Mark != 300 || !s.Marked || len(s.Deductions) != 1 || s.Deductions[0].Amount != 200 {
		t.Fatalf("after reopening: %+v", s)
	}
	d.must(d.mark("a1", 400))
	if x := d.score("a1").Deductions; len(x) != 1 || x[0].Amount != 100 {
		t.Fatalf("the only deduction must follow the mark: %+v", x[0])
	}
	d.must(d.mark("a1", 500))
	if x := d.score("a1").Deductions; len(x) != 0 {
		t.Fatal("a full mark leaves no deduction")
	}
}

func TestFailedAppendChangesNothing(t *testing.T) {
	d := newStage(t)
	before := d.View()
	d.log.Fail = errors.New("disk full")
	if err := d.mark("a1", 300); err == nil {
		t.Fatal("no error")
	}
	if d.View() != before || d.CanUndo().Label != "edit.district" {
		t.Fatal("a failed append must leave everything as it was")
	}
}

func TestUndoAndRedoAreNewOperations(t *testing.T) {
	d := newStage(t)
	n := len(d.log.Records)
	d.must(d.mark("a1", 300))
	d.must(d.Undo())
	if s := d.score("a1"); s.Marked || len(s.Deductions) != 0 {
		t.Fatalf("after undo: %+v", s)
	}
	d.must(d.Redo())
	if s := d.score("a1"); s.Mark != 300 || len(s.Deductions) != 1 {
		t.Fatalf("after redo: %+v", s)
	}
	d.must(d.Undo())
	if len(d.log.Records) != n+4 {
		t.Fatalf("%d records, want %d: nothing may be taken out of the log", len(d.log.Records), n+4)
	}
	h := d.History(ledger.Register{Entity: "d/ns/score/a1", Field: "mark"})
	if len(h) != 4 || h[0].New != ledger.Of(int64(300)) || h[1].Old != h[0].New {
		t.Fatalf("history %v", h)
	}
}

func TestUndoRefusesToOverwriteLaterWork(t *testing.T) {
	d := newStage(t)
	d.must(d.mark("a1", 300))
	d.must(d.Use("li"))
	d.must(d.mark("a1", 400))
	d.must(d.Use("chen"))
	d.refused("undo.changed", d.Undo())
	if d.score("a1").Mark != 400 {
		t.Fatal("李's mark is gone")
	}
}

func TestUndoOfRemovalBringsBack(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.AddRecord(d.ns(), "r1", string(standard.Briefing), "2006-10-12", "li")))
	d.must(d.Apply(assess.Remove("edit.unrecord", "d/ns/rec/r1")))
	if len(d.ns().Records) != 0 {
		t.Fatal("not removed")
	}
	d.must(d.Undo())
	if len(d.ns().Records) != 1 {
		t.Fatal("not back")
	}
}

func TestRolesAreHeld(t *testing.T) {
	d := newStage(t)
	d.refused("who", func() error { d.must(d.Use("")); return d.mark("a1", 300) }())
	d.must(d.Use("li"))
	d.refused("role", d.Apply(assess.Fields("edit.district", "d/ns", "name", "别的区")))
	_, err := d.Sign("ns", assess.Preparation, "li", "246810")
	d.refused("role", err)
	d.refused("role", d.AddPerson(session.NewPerson{ID: "x", Name: "某", Role: assess.Leader}, "li", "246810"))
}

func TestSignLocksReopenUnlocks(t *testing.T) {
	d := newStage(t)
	d.finish()
	_, err := d.Sign("ns", assess.Onsite, "chen", "246810")
	d.refused("sign.blocked", err)
	_, err = d.Sign("ns", assess.Preparation, "chen", "000000")
	d.refused("pin.wrong", err)
	_, err = d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	so, err := d.Sign("ns", assess.Onsite, "chen", "246810")
	d.must(err)
	if so.Fault != "" || so.Count == 0 || d.ns().Phases[assess.Onsite].Status != assess.SignedOff {
		t.Fatalf("sign-off %+v", so)
	}
	d.refused("locked", d.mark("a1", 400))
	_, err = d.Reopen("ns", assess.Preparation, "chen", "246810", "漏了")
	d.refused("sign.later", err)
	_, err = d.Reopen("ns", assess.Onsite, "chen", "246810", "")
	d.refused("sign.reason", err)
	_, err = d.Reopen("ns", assess.Onsite, "chen", "246810", "补记一处")
	d.must(err)
	d.must(d.mark("a1", 400))
	again := open(t, d.log, d.keys).View().District("ns").Phases[assess.Onsite]
	if len(again.SignOffs) != 2 || again.SignOffs[0].Fault != "" || again.SignOffs[1].Fault != "" {
		t.Fatalf("both statements must verify for ever: %+v", again.SignOffs)
	}
}

func TestForgedSignOffIsNoSignOff(t *testing.T) {
	for name, forge := range map[string]func(*assess.Statement){
		"root":   func(st *assess.Statement) { st.Root[0] ^= 1 },
		"count":  func(st *assess.Statement) { st.Count++ },
		"person": func(st *assess.Statement) { st.Person = "li" },
		"phase":  func(st *assess.Statement) { st.Phase = assess.Summary },
		"vault":  func(st *assess.Statement) { st.Vault = make([]byte, 32) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newStage(t)
			state := ledger.New()
			for _, r := range d.log.Records {
				state.Keep(r)
			}
			assess.Authorise(state, d.log.Vault)
			st := assess.NewStatement(state, d.View(), d.ns(), assess.Preparation, assess.ActSign, "chen", "", time.Now())
			forge(&st)
			sign, _ := d.keys.Unlock("chen", "246810")
			e := assess.PutStatement(st, "forged", assess.Officer{ID: "chen", Sign: sign})
			w := e.Writes[0]
			if _, err := d.log.Append(nil, ledger.Record{Author: "chen", Ops: []ledger.Op{{Entity: "d/ns/sign/1/forged", Field: w.Field, Value: w.Value}}}); err != nil {
				t.Fatal(err)
			}
			d.Session = open(t, d.log, d.keys)
			p := d.ns().Phases[assess.Preparation]
			if p.Signed() != nil || len(p.SignOffs) == 0 && len(d.View().Held) == 0 {
				t.Fatalf("forged statement counts: %+v", p)
			}
		})
	}
}

// What a program states of which this one does not know the rules, it neither calls altered nor takes for checked; and the phase stays locked.
func TestASignatureOfANewerProgramIsNeitherProvedNorCalledAltered(t *testing.T) {
	d := newStage(t)
	d.finish()
	state := ledger.New()
	for _, r := range d.log.Records {
		state.Keep(r)
	}
	assess.Authorise(state, d.log.Vault)
	st := assess.NewStatement(state, d.View(), d.ns(), assess.Preparation, assess.ActSign, "chen", "", time.Now())
	st.Schema, st.Root, st.Count = assess.Schema+1, make([]byte, 32), st.Count+1
	sign, err := d.keys.Unlock("chen", "246810")
	d.must(err)
	w := assess.PutStatement(st, "later", assess.Officer{ID: "chen", Sign: sign}).Writes[0]
	_, err = d.log.Append(nil, ledger.Record{Author: "chen", Ops: []ledger.Op{{Entity: w.Entity, Field: w.Field, Value: w.Value}}})
	d.must(err)
	d.Session = open(t, d.log, d.keys)
	p := d.ns().Phases[assess.Preparation]
	if len(p.SignOffs) != 1 || p.SignOffs[0].Fault != assess.BeyondUs || p.Signed() != nil || p.Lock == nil {
		t.Fatalf("%+v, %d held", p, len(d.View().Held))
	}
}

// What only a newer program knows is under the signature of an older one too, and is counted where it would be signed unseen.
func TestWhatANewerProgramWroteIsCountedBeforeItIsSigned(t *testing.T) {
	d := newStage(t)
	d.finish()
	for _, p := range []assess.Phase{assess.Preparation, assess.Onsite} {
		if n := d.Undeclared("ns", p); n != 0 {
			t.Fatalf("phase %d: %d of what this program wrote itself", p, n)
		}
	}
	_, err := d.log.Append(nil, ledger.Record{Author: "chen", Ops: []ledger.Op{{Entity: "d/ns/hologram/h", Field: "depth", Value: ledger.Of(3)},
		{Entity: "d/ns/score/a1", Field: "weight", Value: ledger.Of(2)}, {Entity: "d/ns/comment/chen/c", Field: "mood", Value: ledger.Of("-")}}})
	d.must(err)
	d.Session = open(t, d.log, d.keys)
	_, err = d.Sign("ns", assess.Preparation, "chen", "246810")
	d.must(err)
	if p, o := d.Undeclared("ns", assess.Preparation), d.Undeclared("ns", assess.Onsite); p != 0 || o != 2 {
		t.Errorf("%d and %d", p, o)
	}
	so, err := d.Sign("ns", assess.Onsite, "chen", "246810")
	d.must(err)
	if again := open(t, d.log, d.keys).View().District("ns").Phases[assess.Onsite]; so.Fault != "" || !again.Proven() {
		t.Errorf("%+v, %+v", so, again)
	}
}

func TestForeignDeviceIsHeldApartUntilEnrolled(t *testing.T) {
	d := newStage(t)
	other := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{2}, Records: append([]*ledger.Record(nil), d.log.Records...)}
	s := open(t, other, d.keys)
	d.must(s.Use("chen"))
	v := s.View().District("ns")
	d.refused("device.unknown", s.Apply(assess.SetMark(v, v.Score("a1"), 100, "x")))

	stray := ledger.Record{Author: "li", Stamp: 1 << 60, Ops: []ledger.Op{{Entity: "d/ns/score/a1", Field: "mark", Value: ledger.Of(int64(100))}}}
	if _, err := other.Append(nil, stray); err != nil {
		t.Fatal(err)
	}
	s = open(t, other, d.keys)
	if len(s.View().Held) != 1 || s.View().District("ns").Score("a1").Marked {
		t.Fatal("a stranger's mark must be held apart")
	}
	d.must(s.EnrolDevice(session.NewLaptop{Name: "第二台", Shared: true}, "chen", "246810"))
	if len(s.View().Held) != 1 || s.View().District("ns").Score("a1").Marked {
		t.Fatal("enrolling a laptop must not bring in what it wrote before")
	}
	d.must(s.Adopt(s.View().Held[0].Record.ID, "核对过纸质记录", "chen", "246810"))
	if len(s.View().Held) != 0 || s.View().District("ns").Score("a1").Mark != 100 {
		t.Fatal("what a leader adopts counts")
	}
	d.must(s.Use("chen"))
	d.must(s.Apply(assess.SetMark(s.View().District("ns"), s.View().District("ns").Score("a1"), 200, "x")))
}

func TestAnAdoptionIsRefused(t *testing.T) {
	for _, c := range []struct{ name, reason, by, pin, code string }{
		{"without a reason", "", "chen", "246810", "adopt.reason"},
		{"with a reason of blanks", " \u3000\n", "chen", "246810", "adopt.reason"},
		{"without a reason before the PIN is looked at", "", "chen", "000000", "adopt.reason"},
		{"with a reason that can't be seen", "核对\u202e过", "chen", "246810", "text.control"},
		{"by a member", "核对过", "li", "", "role"},
		{"with a wrong PIN", "核对过", "chen", "000000", "pin.wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newStage(t)
			stranger := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{2}, Records: slices.Clone(d.log.Records)}
			done, err := stranger.Append(nil, ledger.Record{Author: "li", Stamp: 1 << 60, Ops: []ledger.Op{{Entity: "d/ns/score/a1", Field: "mark", Value: ledger.Of(int64(100))}}})
			d.must(err)
			d.log.Records = append(d.log.Records, done...)
			d.Session = open(t, d.log, d.keys)
			n, id := len(d.log.Records), d.View().Held[0].Record.ID
			d.refused(c.code, d.Adopt(id, c.reason, c.by, c.pin))
			if len(d.log.Records) != n || len(d.View().Held) != 1 {
				t.Errorf("%d records written, %d held", len(d.log.Records)-n, len(d.View().Held))
			}
		})
	}
}

func TestTwoAssessorsDisagreeIsAConflictNotAnAverage(t *testing.T) {
	d := newStage(t)
	d.finish()
	at := ledger.Register{Entity: "d/ns/score/a2", Field: "mark"}
	base := d.log.Records[0]
	late := ledger.Record{Author: "li", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(int64(450)),
		Base: []ledger.OpID{{Record: base.ID}}}}}
	if _, err := d.log.Append(nil, late); err != nil {
		t.Fatal(err)
	}
	d.Session = open(t, d.log, d.keys)
	s := d.score("a2")
	if !s.Disputed || s.Range.Low != 450 || s.Range.High != 500 {
		t.Fatalf("score %+v", s)
	}
	whole := standard.Range{Low: 300 + 450, High: 300 + 500}
	if r := d.ns().Final; r.Range != whole || r.Sections["a"].Range != whole || d.ns().Result.Range != whole || d.ns().Rank != 0 {
		t.Errorf("the sums are %+v, place %d", r, d.ns().Rank)
	}
	_, err := d.Sign("ns", assess.Onsite, "chen", "246810")
	d.refused("sign.blocked", err)
	d.must(d.Use("chen"))
	d.refused("unsettled", d.mark("a2", 500))
	d.refused("unsettled", d.Apply(d.View().Settle(at, ledger.Of(int64(450)), "", d.NewID())))
	d.must(d.Apply(d.View().Settle(at, ledger.Of(int64(450)), "按抽查结果", d.NewID())))
	if d.score("a2").Disputed || d.score("a2").Mark != 450 {
		t.Fatal("not settled")
	}
	if r := d.ns().Final; r.Range.Open() || r.Range.Low != r.Total || d.ns().Rank != 1 {
		t.Errorf("the sums are %+v, place %d", r, d.ns().Rank)
	}
}

// One laptop gave a mark and the other took back what was there: they disagree, whichever of the two is shown.
func TestAMarkAndNoneAreAConflict(t *testing.T) {
	for _, stamp := range []ledger.Stamp{1, 2 << 50} {
		d := newStage(t)
		second(t, d)
		d.must(d.mark("a1", 300))
		d.elsewhere(ledger.Record{Author: "li", Stamp: stamp, Ops: []ledger.Op{{Entity: "d/ns/score/a1", Field: "mark", Value: ledger.Of(nil)}}})
		if s := d.score("a1"); !s.Disputed || !s.Unsettled || s.Range != (standard.Range{Low: 300, High: 300}) {
			t.Errorf("%+v", s)
		}
	}
}

// What a ruling made of a mark is in conflict by itself.
func TestTwoRulingsOnOneMarkAreARange(t *testing.T) {
	d := newStage(t)
	second(t, d)
	d.must(d.mark("a1", 300))
	d.must(d.Apply(assess.New("edit.ruling").Set("d/ns/finalmark/a1", "mark", int64(400))))
	d.elsewhere(ledger.Record{Author: "chen", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: "d/ns/finalmark/a1", Field: "mark", Value: ledger.Of(int64(350))}}})
	if s := d.score("a1"); s.Disputed || !s.Unsettled || s.FinalRange != (standard.Range{Low: 350, High: 400}) || d.ns().Final.Range != s.FinalRange || d.ns().Result.Range.Open() {
		t.Errorf("%+v, %+v", s, d.ns().Final)
	}
}

// second is an enrolled laptop with all that the first has so far.
func second(t *testing.T, d *stage) *memory.Log {
	t.Helper()
	other := &memory.Log{Vault: d.log.Vault, Own: ledger.Device{2}, Records: append([]*ledger.Record(nil), d.log.Records...)}
	d.must(open(t, other, d.keys).EnrolDevice(session.NewLaptop{Name: "第二台", Shared: true}, "chen", "246810"))
	d.log.Records = append(d.log.Records, other.Records[len(other.Records)-1])
	d.Session = open(t, d.log, d.keys)
	d.far = other
	d.must(d.Use("chen"))
	return other
}

func TestWhatArrivesAfterASignatureIsShown(t *testing.T) {
	d := newStage(t)
	d.finish()
	second(t, d)
	for _, p := range []assess.Phase{assess.Preparation, assess.Onsite} {
		_, err := d.Sign("ns", p, "chen", "246810")
		d.must(err)
	}
	late := ledger.Record{Author: "li", Stamp: 2 << 50, Ops: []ledger.Op{{Entity: "d/ns/score/a2", Field: "remark", Value: ledger.Of("补充")}}}
	if _, err := d.log.Append(nil, late); err != nil {
		t.Fatal(err)
	}
	d.Session = open(t, d.log, d.keys)
	if held := d.View().Held; len(held) != 1 || held[0].Why != authority.WasLocked {
		t.Fatalf("held %+v: what was written under a signature by one who had seen it must be held", held)
	}
	if p := d.ns().Phases[assess.Onsite]; !p.Proven() {
		t.Fatalf("phase %+v", p)
	}
	d.elsewhere(late)
	p := d.ns().Phases[assess.Onsite]
	if p.Signed() == nil || len(p.Changed) != 1 || p.Changed[0].Field != "remark" {
		t.Fatalf("phase %+v", p)
	}
	_, err := d.Sign("ns", assess.Onsite, "chen", "246810")
	d.must(err)
	if n := len(d.ns().Phases[assess.Onsite].Changed); n != 0 {
		t.Fatalf("%d changes after a supplementary signature", n)
	}
}

func TestAnEditUnknownToTheRemoverBringsTheRecordBack(t *testing.T) {
	d := newStage(t)
	d.must(d.Apply(assess.AddRecord(d.ns(), "r1", string(standard.Briefing), "2006-10-12", "li")))
	seenBefore := ledger.Frontier{d.log.Records[len(d.log.Records)-1].Tip()}
	// A second, enrolled laptop writes a note without having seen the removal.
	other := second(t, d)
	d.must(d.Apply(assess.Remove("edit.unrecord", "d/ns/rec/r1")))
	other.Records = append(other.Records, d.log.Records[len(d.log.Records)-1])
	_, err := other.Append(nil, ledger.Record{Author: "li", Stamp: 2 << 50, Seen: seenBefore,
		Ops: []ledger.Op{{Entity: "d/ns/rec/r1", Field: "text", Value: ledger.Of("听取了汇报")}}})
	d.must(err)
	recs := open(t, other, d.keys).View().District("ns").Records
	if len(recs) != 1 || !recs[0].Revived || recs[0].Text != "听取了汇报" {
		t.Fatalf("records %+v", recs)
	}
}

func TestWhoHasNoKeyHereIsNamed(t *testing.T) {
	d := newStage(t)
	d.must(d.AddPerson(session.NewPerson{ID: "wen", Name: "闻玥", Role: assess.Secretary}, "chen", "246810"))
	err := d.AddPerson(session.NewPerson{ID: "x", Name: "新", Role: assess.Member}, "wen", "112233")
	d.refused("pin.none", err)
	var f *words.Fault
	if !errors.As(err, &f) || f.Args[0] != "闻玥" {
		t.Errorf("%+v", f)
	}
}
