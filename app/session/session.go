// Package session is what a person does with an assessment: every use case goes decide, append, fold, publish, whoever asks, the
// window or a verb.
//
//	s, err := session.Open(session.Options{Log: vault, Keys: keyring})
//	s.Use("chen")                                   // who is at the keyboard
//	err = s.Apply(assess.SetMark(d, score, 300, s.NewID()))
//	s.View()                                        // the assessment with the mark in it, durable already
//
// Apply returns only after the log has the change on disk. Undo and Redo are new operations that write the old values; nothing is
// ever taken out of the log.
//
// Caveats: a Session is safe for concurrent use, one operation at a time; Views are immutable and may be kept and printed while
// others edit. Subscribers run on the caller's goroutine, after the lock is released, in the order of the changes.
package session

import (
	"crypto/rand"
	"encoding/base32"
	"slices"
	"strings"
	"sync"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Log is where records are kept, in whatever file.
type Log interface {
	ID() ledger.Hash
	// Device is this laptop's, known after Load; false where it has none and can therefore not write.
	Device() (ledger.Device, bool)
	// Load hands over every record of the log, verified, each device's in order.
	Load(func(*ledger.Record) error) error
	// Append completes the records (device, number, chain, signature) and returns them once they are durable: all of them, or none.
	Append(...ledger.Record) ([]*ledger.Record, error)
}

// Keyring keeps persons' own keys, each sealed by a PIN.
type Keyring interface {
	// Unlock opens a person's key. Faults: pin.none (no key on this laptop), pin.wrong.
	Unlock(person, pin string) (assess.SignWith, error)
	// Make makes a new key for a person, seals it and returns the public half. Fault: pin.short.
	Make(person, pin string) (public []byte, err error)
}

// Options of Open. Now and NewID default to the real ones.
type Options struct {
	Log   Log
	Keys  Keyring
	Now   func() time.Time
	NewID func() string
}

// Change tells subscribers that there is a new View.
type Change struct {
	Label string // catalogue key of what was done; empty when only the person changed
	Saved time.Time
}

// Session holds one open vault.
type Session struct {
	o    Options
	mu   sync.Mutex
	raw  *ledger.State // all records
	all  *ledger.State // those of enrolled devices; the same as raw when there are no others
	auth *assess.Authority
	view *assess.Assessment
	who  string
	seen ledger.Frontier // what the log's last record of ours says it saw
	undo map[string]*stacks
	subs []func(Change)

	runes []rune // every character that was ever written, in the order in which it came
	known map[rune]bool
}

// Open loads the log and reads the assessment.
func Open(o Options) (*Session, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = NewID
	}
	s := &Session{o: o, raw: ledger.New(), undo: map[string]*stacks{}, known: map[rune]bool{}}
	seen := map[ledger.Device]ledger.Frontier{}
	err := o.Log.Load(func(r *ledger.Record) error {
		s.raw.Apply(r)
		s.spell(r)
		if r.Seen != nil {
			seen[r.Device] = r.Seen
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	own, _ := o.Log.Device() // only now: a log may choose its device by what it holds
	s.seen = seen[own]
	s.refold()
	return s, nil
}

// NewID is a random name of 80 bits, in letters that can be read out.
func NewID() string {
	var b [10]byte
	rand.Read(b[:]) // never fails (crypto/rand, Go 1.24)
	return strings.ToLower(base32.StdEncoding.EncodeToString(b[:]))
}

// refold judges anew whose records count, and reads the view from them.
func (s *Session) refold() {
	s.auth = assess.Authorise(s.raw, s.o.Log.ID())
	for _, p := range s.auth.Team() { // their names stand in signed cards
		s.spellAny(p.Name + p.Agency)
	}
	s.all = s.raw
	records := s.raw.Records()
	held := 0
	for _, r := range records {
		if !s.auth.Believed(r) {
			held++
		}
	}
	if held > 0 {
		s.all = ledger.New()
		for _, r := range records {
			if s.auth.Believed(r) {
				s.all.Apply(r)
			}
		}
	}
	s.view = assess.View(s.all, s.auth)
	s.view.Held = held
}

// View is the assessment as it stands.
func (s *Session) View() *assess.Assessment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.view
}

// Now is the session's clock.
func (s *Session) Now() time.Time { return s.o.Now() }

// Today is the day from which the round counts.
func (s *Session) Today() assess.Day { return s.View().Today(s.o.Now()) }

// NewID names a new entity.
func (s *Session) NewID() string { return s.o.NewID() }

// Use says who is at the keyboard; an empty id is nobody. Fault: person.unknown.
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

// Who is at the keyboard; nil when nobody said so yet.
func (s *Session) Who() *assess.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.auth.Person(s.who)
}

// Subscribe adds a listener to the change feed.
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

// Apply makes an edit durable and visible. Faults: those of assess.Permit, Guard and GuardRectify,
// device.unknown, and the log's own.
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
	if err := s.permit(e); err != nil {
		return err
	}
	before := s.inverse(e)
	if err := s.append(e); err != nil {
		return err
	}
	s.stacks().did(before)
	return nil
}

// permit asks all that may refuse an edit: role and lock, the calendar, the rules of rectification.
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

// append writes the edit: as one record, or as several in one transaction where one can't hold it. The caller holds the lock and has
// asked for permission.
func (s *Session) append(e *assess.Edit) error {
	own, ok := s.o.Log.Device()
	if !ok || !s.auth.Enrolled(own) {
		return words.Refuse("device.unknown")
	}
	return s.write(s.drafts(e, own))
}

func (s *Session) write(rs []ledger.Record) error {
	done, err := s.o.Log.Append(rs...)
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

// mostBytes is what one record's writes may come to, well below what an envelope can hold (1 MiB).
const mostBytes = 400_000

// drafts are the records of an edit, in the order of its writes.
func (s *Session) drafts(e *assess.Edit, own ledger.Device) []ledger.Record {
	first := ledger.Record{Author: s.who, Label: e.Label, Schema: assess.Schema, Stamp: ledger.Next(s.raw.Latest(), s.o.Now().UnixMilli())}
	if f := s.raw.Frontier(own); !f.Equal(s.seen) {
		first.Seen = f
	}
	out, size := []ledger.Record{first}, 0
	for _, w := range e.Writes {
		r := &out[len(out)-1]
		op := ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value, Base: s.all.Bases(w.Register())}
		n := len(op.Entity) + len(op.Field) + len(op.Value) + 48*len(op.Base)
		if len(r.Ops) == ledger.MaxOps || len(r.Ops) > 0 && size+n > mostBytes {
			next := *r
			next.Ops, next.Seen, next.Stamp = nil, nil, ledger.Next(r.Stamp, 0)
			out, size = append(out, next), 0
			r = &out[len(out)-1]
		}
		r.Ops, size = append(r.Ops, op), size+n
	}
	return out
}

// take folds records that are in the log.
func (s *Session) take(rs ...*ledger.Record) {
	roster := false
	for _, r := range rs {
		s.raw.Apply(r)
		s.spell(r)
		for i := range r.Ops {
			_, noun := assess.Where(r.Ops[i].Entity)
			roster = roster || noun == "person" || noun == "device"
		}
	}
	if roster {
		s.refold()
		return
	}
	if s.all != s.raw {
		for _, r := range rs {
			s.all.Apply(r)
		}
	}
	if v, ok := assess.Renew(s.view, s.all, s.auth, rs...); ok {
		s.view = v
		return
	}
	held := s.view.Held
	s.view = assess.View(s.all, s.auth)
	s.view.Held = held
}

// spell notes the characters of a record's texts.
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

// Runes are the characters beyond ASCII that were ever written, from the n-th on in the order in which they came: for a window that has
// to know whether its faces have them all.
func (s *Session) Runes(n int) []rune {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.runes[min(n, len(s.runes)):])
}
