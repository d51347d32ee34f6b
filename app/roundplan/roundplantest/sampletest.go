// Package roundplantest gives tests the sample round in memory. It is made once for each test binary, always with the same bytes, because
// its clock, names and keys are fixed.
package roundplantest

import (
	"fmt"
	"io/fs"
	"sync"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/roundplan"
	"kaohe/app/session"
	"kaohe/app/session/memory"
)

// Round is the sample with the leader at the keyboard.
type Round struct {
	*session.Session
	Log  *memory.Log
	Keys memory.Keys
	Plan *roundplan.Plan
}

var (
	once sync.Once
	made *Round
	err  error
)

// Open returns a new session on the sample. content is assets/sample's Files and table assets/standard's Builtin; the test passes them,
// because app must not import assets.
func Open(content fs.FS, table []byte) (*Round, error) {
	once.Do(func() { made, err = build(content, table) })
	if err != nil {
		return nil, err
	}
	return open(made)
}

// Make is Open for the content of a test of its own, which is not kept.
func Make(content fs.FS, table []byte) (*Round, error) {
	r, err := build(content, table)
	if err != nil {
		return nil, err
	}
	return open(r)
}

func open(made *Round) (*Round, error) {
	log := &memory.Log{Vault: made.Log.Vault, Own: made.Log.Own, Records: append([]*ledger.Record(nil), made.Log.Records...)}
	s, err := session.Open(session.Options{Log: log, Keys: made.Keys, Now: clock(), NewID: ids()})
	if err != nil {
		return nil, err
	}
	if err := s.Use(made.Plan.Team[0].ID); err != nil {
		return nil, err
	}
	return &Round{Session: s, Log: log, Keys: made.Keys, Plan: made.Plan}, nil
}

// Stray appends a record without the session, as another program could, and opens the round again. The record has seen nothing but its own
// chain, and replaces nothing.
func (r *Round) Stray(d ledger.Device, author string, ops ...ledger.Op) error {
	other := memory.Log{Vault: r.Log.Vault, Own: d, Records: r.Log.Records}
	stamp := ledger.Next(0, time.Date(2006, 11, 20, 8, 0, 0, 0, time.UTC).UnixMilli())
	if _, err := other.Append(nil, ledger.Record{Author: author, Label: "edit.round", Stamp: stamp, Ops: ops}); err != nil {
		return err
	}
	r.Log.Records = other.Records
	s, err := session.Open(session.Options{Log: r.Log, Keys: r.Keys, Now: clock(), NewID: ids()})
	if err != nil {
		return err
	}
	r.Session = s
	return s.Use(r.Plan.Team[0].ID)
}

func build(content fs.FS, table []byte) (*Round, error) {
	plan, err := roundplan.ReadPlan(content)
	if err != nil {
		return nil, err
	}
	t, err := roundplan.ReadTable(table)
	if err != nil {
		return nil, err
	}
	log, keys, f := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}, plan.Team[0]
	key, _, err := keys.Make(f.ID, f.PIN)
	if err != nil {
		return nil, err
	}
	sign, err := keys.Unlock(f.ID, f.PIN)
	if err != nil {
		return nil, err
	}
	err = log.Found(session.Genesis(session.Founding{Device: log.Own, DeviceName: "sample", Round: plan.Round(true), Sign: sign, Now: clock()(),
		Founder: assess.Card{Person: f.ID, Name: f.Name, Agency: f.Agency, Role: f.Role, Key: key}}))
	if err != nil {
		return nil, err
	}
	s, err := session.Open(session.Options{Log: log, Keys: keys, Now: clock(), NewID: ids()})
	if err != nil {
		return nil, err
	}
	if err := plan.Write(s, t); err != nil {
		return nil, err
	}
	return &Round{Session: s, Log: log, Keys: keys, Plan: plan}, nil
}

func clock() func() time.Time {
	t := time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC)
	return func() time.Time { t = t.Add(time.Second); return t }
}

func ids() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("id%04d", n) }
}
