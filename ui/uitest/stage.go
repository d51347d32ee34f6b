// Package uitest is what tests of pages stand on: a session in memory, a window that does what it is told and remembers it, and
// the sample's round with its real texts. It is for tests only.
package uitest

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	samples "kaohe/assets/sample"
	builtin "kaohe/assets/standard"
	"kaohe/ui/screen"
	"kaohe/ui/theme"
	"kaohe/ui/uitest/fake"
)

// PIN of everybody in a trial who has one; the sample's leader has it too.
const PIN = "246810"

// Stage is a session with the window that shows it.
type Stage struct {
	*session.Session
	T    testing.TB
	Log  *memory.Log
	Keys memory.Keys
	W    *Window

	settings map[string]string
}

// Setting is one of the laptop's, which outlive the session.
func (s *Stage) Setting(key string) string { return s.settings[key] }

// SetSetting keeps one.
func (s *Stage) SetSetting(key, value string) error {
	s.settings[key] = value
	return nil
}

// Words of the program in Chinese.
func Words(t testing.TB) words.Catalog {
	t.Helper()
	c, err := i18n.Load("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Code is the recovery code of a round that has one.
const Code = "AAAA-BBBB-CCCC"

// Empty is a round founded by 顾彧 (id gu), a leader, with 李䶮 (li), a member, and nothing else.
func Empty(t testing.TB, round *assess.Edit) *Stage {
	t.Helper()
	return empty(t, round, false)
}

// Recoverable is Empty with a recovery code.
func Recoverable(t testing.TB) *Stage {
	t.Helper()
	return empty(t, nil, true)
}

func empty(t testing.TB, round *assess.Edit, recoverable bool) *Stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.Forced(theme.Light))
	s := &Stage{T: t, Log: &memory.Log{Own: ledger.Device{1}}, Keys: memory.Keys{}, settings: map[string]string{}}
	s.W = &Window{s: s}
	key, _, _ := s.Keys.Make("gu", PIN)
	sign, _ := s.Keys.Unlock("gu", PIN)
	var recovery []byte
	if recoverable {
		recovery, _, _ = s.Keys.Make("", Code)
	}
	s.Must(s.Log.Found(session.Genesis(session.Founding{Recovery: recovery,
		Founder: assess.Card{Person: "gu", Name: "顾彧", Agency: "市打假办", Role: assess.Leader, Key: key},
		Device:  s.Log.Own, DeviceName: "一号电脑", Sign: sign, Round: round, Now: time.Date(2006, 9, 1, 0, 0, 0, 0, time.UTC)})))
	s.reopen()
	s.Must(s.AddPerson(session.NewPerson{ID: "li", Name: "李䶮", Agency: "市工商局", Role: assess.Member}, "gu", PIN))
	s.Must(s.Use("gu"))
	return s
}

// Small is Draft with its standard frozen, so that phases can be signed.
func Small(t testing.TB) *Stage {
	t.Helper()
	s := Draft(t)
	s.Harden()
	return s
}

// Harden makes the standard final, whatever is in it.
func (s *Stage) Harden() {
	s.T.Helper()
	s.Must(s.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
}

// Draft is Empty with one section of two items and 南山区, two subdistricts, one task for 李䶮 that was due on 2006-11-01.
func Draft(t testing.TB) *Stage {
	t.Helper()
	s := Empty(t, assess.Fields("edit.round", "round", "title", "2006年度落实打假责任制考核", "year", "2006", "asof", "2006-11-20"))
	e := assess.Fields("edit.standard", "std/sec/a", "title", "责任体系")
	for _, i := range []string{"a1", "a2"} {
		x := "std/item/" + i
		e.Texts(x, "section", "a", "code", i, "text", "项目"+i).Set(x, "points", 500)
		e.Set(x, "rule", standard.Rule{Kind: standard.Free, Amount: 50}).Set("d/ns/claim/"+i, "points", 500)
	}
	e.Texts("d/ns", "name", "南山区").Set("d/ns/assign/a", "person/li", true)
	e.Texts("d/ns/sub/yh", "name", "粤海街道").Texts("d/ns/sub/zs", "name", "招商街道").Set("d/ns/sub/zs", "order", 2)
	e.Texts("d/ns/task/1/t1", "what", "收取自查报告", "who", "li", "due", "2006-11-01")
	s.Must(s.Apply(e))
	return s
}

// Sample is the round of assets/sample.
func Sample(t testing.TB) *Stage {
	t.Helper()
	p, err := roundplan.ReadPlan(samples.Files)
	if err != nil {
		t.Fatal(err)
	}
	table, err := roundplan.ReadTable(builtin.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	s := Empty(t, p.Round(true))
	s.Must(p.Write(s.Session, table))
	return s
}

// Reload opens the log anew, as another start of the program would.
func (s *Stage) Reload() { s.reopen() }

func (s *Stage) reopen() {
	ids, clock := 0, time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC)
	var err error
	s.Session, err = session.Open(session.Options{Log: s.Log, Keys: s.Keys,
		NewID: func() string { ids++; return fmt.Sprintf("n%d", ids) },
		Now:   func() time.Time { clock = clock.Add(time.Second); return clock }})
	s.Must(err)
	s.Subscribe(func(session.Change) { s.W.changed() })
}

// secondLaptop is the other one of the round.
var secondLaptop = ledger.Device{2}

// Second enrols a second laptop, 二号电脑, for the whole team. It has seen what is there now, and nothing that comes later.
func (s *Stage) Second() {
	s.T.Helper()
	sign, err := s.Keys.Unlock("gu", PIN)
	s.Must(err)
	id := s.Log.ID()
	card := assess.PutDevice(assess.DeviceCard{Vault: id[:], Device: secondLaptop[:], Name: "二号电脑", Format: assess.CardFormat, Shared: true},
		assess.Officer{ID: "gu", Sign: sign})
	state := ledger.New()
	s.Must(s.Log.Load(func(r *ledger.Record) error { state.Apply(r); return nil }))
	r := ledger.Record{Author: "gu", Label: card.Label, Stamp: clockAt(8), Seen: state.Frontier(secondLaptop)}
	for _, w := range card.Writes {
		r.Ops = append(r.Ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value})
	}
	s.elsewhere(r)
}

// Elsewhere writes on the second laptop, which is enrolled by then, without having seen what was written here since. What it writes
// replaces nothing.
func (s *Stage) Elsewhere(author string, ops ...ledger.Op) {
	s.T.Helper()
	s.elsewhere(ledger.Record{Author: author, Label: "edit.round", Stamp: clockAt(10), Ops: ops})
}

func clockAt(hour int) ledger.Stamp {
	return ledger.Next(0, time.Date(2006, 11, 20, hour, 0, 0, 0, time.UTC).UnixMilli())
}

func (s *Stage) elsewhere(r ledger.Record) {
	s.T.Helper()
	other := memory.Log{Vault: s.Log.Vault, Own: secondLaptop, Records: s.Log.Records}
	_, err := other.Append(nil, r)
	s.Must(err)
	s.Log.Records = other.Records
	who := s.Who()
	s.reopen()
	if who != nil {
		s.Must(s.Use(who.ID))
	}
}

// Must fails the test at an error.
func (s *Stage) Must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

// Kit of this stage.
func (s *Stage) Kit() *screen.Kit {
	// The program's clock would write in a goroutine of its own, whenever a slow test pauses.
	return &screen.Kit{Session: s, Window: s.W, Say: Words(s.T), Timer: &fake.Clock{}}
}
