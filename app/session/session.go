// Package session is what a person can do with an assessment. Every use case has the same steps, for the window and for a verb: decide,
// append, fold, publish.
//
//	s, err := session.Open(session.Options{Log: vault, Keys: keyring})
//	s.Use("chen")                                   // who is at the keyboard
//	err = s.Apply(assess.SetMark(d, score, 300, s.NewID()))
//	s.View()                                        // the assessment with the mark in it, which is on disk
//
// Apply returns only after the log has the change on disk. Undo and Redo are new operations that write the old values; nothing is ever
// removed from the log.
//
// Caveats: a Session is safe for concurrent use and makes one change at a time. Views are immutable: they may be kept and printed while
// others edit. Subscribers are called on the goroutine that made the change, after the lock is released.
package session

import (
	"crypto/rand"
	"encoding/base32"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Log stores the records. A Session calls it under its own lock, except Device.
type Log interface {
	ID() ledger.Hash
	// Device returns this laptop. It is known after Load. ok is false if the laptop has no key for the vault and therefore can't write.
	Device() (ledger.Device, bool)
	// Load calls f with every record of the log, verified, each device's in order. An error of f ends it.
	Load(func(*ledger.Record) error) error
	// Append completes the records (device, number, chain, signature) and returns them when they are on disk together with the boxes of
	// new keys. If it fails, nothing was written.
	Append(boxes []Box, records ...ledger.Record) ([]*ledger.Record, error)
	// Put stores records that other laptops wrote, each behind its predecessor: all in one transaction, or none. added are those that were
	// not there. The device may be another afterwards, when the own chain turned out to have forked. each, which may be nil, is told how far
	// that is; an error of it ends the work, and nothing was written.
	Put(each func(done, total int) error, envelopes ...[]byte) (added []*ledger.Record, err error)
}

// Box is a person's new key, sealed by a PIN.
type Box struct {
	Person string
	Sealed []byte
}

// Keyring opens the keys of persons, each sealed by a PIN.
type Keyring interface {
	// Unlock opens a person's key. If person is empty, pin is the round's recovery code. Faults: pin.none (no key in this vault),
	// pin.wrong, recovery.wrong.
	Unlock(person, pin string) (assess.SignWith, error)
	// Make makes a new key for a person and seals it. It is not stored before the box is appended to the log. Fault: pin.short.
	Make(person, pin string) (public, sealed []byte, err error)
	// Invite makes the code of an invitation, given by its ID, and the public half of the key that the code makes for it.
	Invite(invitation string) (code string, public []byte, err error)
	// Guest makes the key of a code for an invitation. Fault: invite.form (it is no code, or was mistyped).
	Guest(invitation, code string) (public []byte, sign assess.SignWith, err error)
}

// Options of Open. Now and NewID may be nil: then the real clock and random IDs are used.
type Options struct {
	Log   Log
	Keys  Keyring
	Now   func() time.Time
	NewID func() string
	// ReadOnly is the fault that tells why nothing can be written; nil if the log can be written.
	ReadOnly error
	// Notes keep how often a person's PIN was wrong; nil: it is forgotten with the session.
	Notes Notes
}

// Change tells subscribers that there is a new View, or another person at the keyboard.
type Change struct {
	Label string // catalogue key of what was done; empty if only the person changed
	Saved time.Time
}

// Session holds one open vault.
type Session struct {
	o     Options
	mu    sync.Mutex
	state *ledger.State // the log; the records that count are applied
	clock ledger.Stamp  // the highest stamp that is believable
	auth  *assess.Authority
	view  *assess.Assessment
	who   string
	seen  ledger.Frontier // the frontier in the last own record that states one
	undo  map[string]*stacks
	tries map[string]tries // by person
	subs  []func(Change)

	runes []rune // every character beyond ASCII that was ever written, in order of appearance
	known map[rune]bool
}

// Open loads the log and reads the assessment. Errors are those of Log.Load.
func Open(o Options) (*Session, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = NewID
	}
	s := &Session{o: o, state: ledger.New(), undo: map[string]*stacks{}, tries: map[string]tries{}, known: map[rune]bool{}}
	seen := map[ledger.Device]ledger.Frontier{}
	now := o.Now().UnixMilli()
	err := o.Log.Load(func(r *ledger.Record) error {
		s.state.Keep(r)
		s.clock = ledger.Observe(s.clock, r.Stamp, now)
		s.spell(r)
		if r.Seen != nil {
			seen[r.Device] = r.Seen
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	own, _ := o.Log.Device() // only after Load, because the log may choose its device by what it contains
	s.seen = seen[own]
	s.auth = s.judge(s.state)
	s.read()
	return s, nil
}

// judge judges a state of the log; what this laptop wrote while it waits to be enrolled is lent to it.
func (s *Session) judge(state *ledger.State) *assess.Authority {
	auth := assess.Authorise(state, s.o.Log.ID())
	if own, ok := s.o.Log.Device(); ok {
		auth.Lend(own)
	}
	return auth
}

// NewID returns a random ID of 80 bits, in letters that can be read out.
func NewID() string {
	var b [10]byte
	rand.Read(b[:]) // never fails (crypto/rand, Go 1.24)
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}

// read makes a new view of everything. The caller holds the lock.
func (s *Session) read() {
	s.view = assess.View(s.state, s.auth)
	for _, p := range s.view.Team { // their names are inside signed cards
		s.spellAny(p.Name + p.Agency)
	}
}

// View returns the present assessment. It never changes; after a change there is a new one.
func (s *Session) View() *assess.Assessment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view
}

// Log returns all records including held ones, each device's in order. The caller may keep the slice but not change it.
func (s *Session) Log() []*ledger.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Log()
}

// Value returns the present value of a register; of several in conflict the last in the order of ledger.State.Order. It is empty if nobody
// wrote the register.
func (s *Session) Value(at ledger.Register) ledger.Value {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, _, _ := s.state.Get(at)
	return v
}

// Base returns the value from which a register's values in conflict part, as ledger.State.Base does.
func (s *Session) Base(at ledger.Register) (v ledger.Value, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Base(at)
}

// ReadOnly returns the fault that tells why nothing can be written, or nil.
func (s *Session) ReadOnly() error { return s.o.ReadOnly }

// Now returns the time of the session's clock.
func (s *Session) Now() time.Time { return s.o.Now() }

// Today returns the day from which deadlines are counted.
func (s *Session) Today() assess.Day { return s.View().Today(s.o.Now()) }

// NewID returns a new ID for an entity.
func (s *Session) NewID() string { return s.o.NewID() }

// Use sets who is at the keyboard; an empty id means nobody. Fault: person.unknown.
func (s *Session) Use(person string) error {
	s.mu.Lock()
	if person != "" && s.auth.Person(person) == nil {
		s.mu.Unlock()
		return words.Refuse("person.unknown", person)
	}
	s.who = person
	s.mu.Unlock()
	s.publish(Change{})
	return nil
}

// Who returns who is at the keyboard, or nil.
func (s *Session) Who() *assess.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.auth.Person(s.who)
}

// Subscribe adds a function that is called after every change, on the goroutine that made it. It may call the Session. Subscriptions can't
// be removed.
func (s *Session) Subscribe(f func(Change)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.subs = append(s.subs, f)
}

func (s *Session) publish(c Change) {
	s.mu.Lock()
	subs := s.subs
	s.mu.Unlock()
	for _, f := range subs {
		f(c)
	}
}

// Apply makes an edit in the name of whoever is at the keyboard, and publishes it. When it returns nil, the edit is on disk. Faults: those
// of assess.Permit, Guard, GuardRectify, GuardRequired and GuardEvidence, device.unknown (nobody enrolled this laptop, and it did not ask), device.person (the person does not
// work on it), and those of Log.Append.
func (s *Session) Apply(e *assess.Edit) error {
	s.mu.Lock()
	err := s.applyLocked(e)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	s.publish(Change{e.Label, s.o.Now()})
	return nil
}

func (s *Session) applyLocked(e *assess.Edit) error {
	if _, err := s.mayApply(e); err != nil {
		return err
	}
	before := inverse(s.state, e)
	if err := s.append(e); err != nil {
		return err
	}
	if len(before.writes) > 0 {
		s.stacks().did(before)
	}
	return nil
}

// mayApply checks whether the person at the keyboard may make an edit now on this laptop, and returns the laptop. The caller holds the
// lock.
func (s *Session) mayApply(e *assess.Edit) (own ledger.Device, err error) {
	if err := s.permit(e); err != nil {
		return own, err
	}
	if err := assess.GuardRequired(s.state, e); err != nil {
		return own, err
	}
	if own, err = s.scribe(); err != nil {
		return own, err
	}
	if err := assess.GuardEvidence(s.view, own, e); err != nil {
		return own, err
	}
	if asks := s.asked(own); !s.auth.Works(s.who, own) && (asks == nil || asks.Person != s.who) {
		return own, words.Refuse("device.person", s.view.Name(s.who))
	}
	return own, nil
}

// MayWrite tells whether daily work can be written on this laptop, whoever does it. Faults: those of writer.
func (s *Session) MayWrite() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.scribe()
	return err
}

// scribe returns this laptop if daily work can be written on it: it is enrolled, or asks to be. Faults: those of writer.
func (s *Session) scribe() (ledger.Device, error) {
	own, err := s.writer()
	if errors.Is(err, words.Refuse("device.unknown")) && s.asked(own) != nil {
		return own, nil
	}
	return own, err
}

// permit checks the rules that hold for an edit and for its undo: role and lock, the calendar, and those of rectification.
func (s *Session) permit(e *assess.Edit) error {
	who := s.auth.Person(s.who)
	if err := assess.Permit(s.view, who, e); err != nil {
		return err
	}
	if err := assess.Guard(s.view, s.view.Today(s.o.Now()), e); err != nil {
		return err
	}
	return assess.GuardRectify(s.view, who, e)
}

// writer returns this laptop if it is enrolled. Faults: device.unknown, and Options.ReadOnly.
func (s *Session) writer() (ledger.Device, error) {
	if s.o.ReadOnly != nil {
		return ledger.Device{}, s.o.ReadOnly
	}
	own, ok := s.o.Log.Device()
	if !ok || !s.auth.Enrolled(own) {
		return own, words.Refuse("device.unknown")
	}
	return own, nil
}

// append writes an edit as one record, or, if one can't hold it, as several in one transaction. The caller holds the lock and has checked
// that the edit is permitted.
func (s *Session) append(e *assess.Edit, boxes ...Box) error {
	own, err := s.scribe()
	if err != nil {
		return err
	}
	return s.write(s.drafts(own, part{s.who, e}), boxes...)
}

func (s *Session) write(rs []ledger.Record, boxes ...Box) error {
	done, err := s.o.Log.Append(boxes, rs...)
	if err != nil {
		return err
	}
	for _, r := range rs {
		if r.Seen != nil {
			s.seen = r.Seen
		}
	}
	s.take(done...)
	return nil
}

// mostBytes limits the size of one record's writes. It is well below what an envelope can hold (1 MiB).
const mostBytes = 400_000

// part is what one person writes in a transaction that may have several authors.
type part struct {
	who  string
	edit *assess.Edit
}

// drafts returns the records for one or more edits that are written together, in the order of their writes. No two of the edits may write
// the same register.
func (s *Session) drafts(own ledger.Device, parts ...part) (out []ledger.Record) {
	stamp := ledger.Next(s.clock, s.o.Now().UnixMilli())
	for _, p := range parts {
		size := mostBytes // so that the first write begins a record
		for _, w := range p.edit.Writes {
			op := ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value, Base: s.state.Bases(w.Register())}
			n := len(op.Entity) + len(op.Field) + len(op.Value) + 48*len(op.Base)
			if size == mostBytes || size+n > mostBytes || len(out[len(out)-1].Ops) == ledger.MaxOps {
				out, size = append(out, ledger.Record{Author: p.who, Label: p.edit.Label, Schema: assess.Schema, Stamp: stamp}), 0
				stamp = ledger.Next(stamp, 0)
			}
			r := &out[len(out)-1]
			r.Ops, size = append(r.Ops, op), size+n
		}
	}
	if f := s.state.Frontier(own); len(out) > 0 && !f.Equal(s.seen) {
		out[0].Seen = f
	}
	return out
}

func bytesOf(op *ledger.Op) int {
	return len(op.Entity) + len(op.Field) + len(op.Value) + 48*len(op.Base)
}

// fits tells whether a record with some writes of size bytes in total has room for another one of n bytes.
func fits(writes, size, n int) bool {
	return writes == 0 || writes < ledger.MaxOps && size+n <= mostBytes
}

// take judges records that are in the log already, and updates the view.
func (s *Session) take(rs ...*ledger.Record) {
	whole := false
	for _, r := range rs {
		s.state.Keep(r)
		s.clock = ledger.Observe(s.clock, r.Stamp, s.o.Now().UnixMilli())
		s.spell(r)
		switch {
		case whole || !s.auth.Add(r):
			whole = true
		case s.auth.Counts(r):
			s.state.Fold(r)
		default: // a held record from this laptop: judging all again adds it to the list of held ones
			whole = true
		}
	}
	if whole {
		s.auth.Rejudge()
		s.read()
		return
	}
	if v, ok := assess.Renew(s.view, s.state, s.auth, rs...); ok {
		s.view = v
		return
	}
	s.read()
}

// spell collects the characters in the texts of a record.
func (s *Session) spell(r *ledger.Record) {
	for i := range r.Ops {
		if v, err := ledger.As[any](r.Ops[i].Value); err == nil {
			s.spellAny(v)
		}
	}
}

func (s *Session) spellAny(v any) {
	switch v := v.(type) {
	case string:
		for _, c := range v {
			if c > '~' && !s.known[c] {
				s.known[c] = true
				s.runes = append(s.runes, c)
			}
		}
	case []any:
		for _, x := range v {
			s.spellAny(x)
		}
	case map[any]any:
		for _, x := range v {
			s.spellAny(x)
		}
	}
}

// Runes returns the characters beyond ASCII that were ever written, without the first n, in order of appearance. A window uses it to check
// whether its fonts have all of them.
func (s *Session) Runes(n int) []rune {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.runes[min(n, len(s.runes)):])
}
