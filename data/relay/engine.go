package relay

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// Laptop is what an Engine needs of a vault that is open to write.
type Laptop interface {
	Device() ledger.Device
	// Frontier is the newest record of each device that is here.
	Frontier() ledger.Frontier
	// Within tells whether a record is here and lies inside a frontier. It is asked only of devices that have forked, of which numbers say nothing.
	Within(f ledger.Frontier, t ledger.Tip) bool
	// Readers are those whom a package is encrypted to now: enrolled laptops, and invitations.
	Readers() []ledger.Device
	// Opens says with what packages are opened and read here: it changes when it is worth trying once more those that could not be.
	Opens() string
	// Pack writes everything beyond a frontier into a new file, as a package to all Readers.
	Pack(ctx context.Context, path string, after ledger.Frontier) (Content, error)
	// Take takes a package in, whole or not at all, and tells what it held and how many records of it were new. Where the package is to
	// blame, or what is missing before it, the error is a *Waits; each other ends the exchange.
	Take(ctx context.Context, path string) (Content, int, error)
	// Setting is something that this laptop keeps for itself; empty when it was never set.
	Setting(key string) string
	SetSetting(key, value string) error
}

// Content is what a package says of itself, verified.
type Content struct {
	By      ledger.Device
	Spans   []Span
	Heads   ledger.Frontier // what its maker had
	Readers []ledger.Device // whom it is encrypted to
	Records int
}

// Span is the records of one device after one up to another; after number 0 from the first.
type Span struct{ After, Head ledger.Tip }

// Waits is why a package can't be taken yet.
type Waits struct{ Fault *words.Fault }

func (w *Waits) Error() string { return w.Fault.Error() }

// Waiting is a file that can't be taken yet.
type Waiting struct {
	Name  string
	By    ledger.Device // under whose name it lies
	Fault *words.Fault
}

// Report is what came of one exchange.
type Report struct {
	Sent, Taken int             // records
	Files       int             // files that were taken
	Waiting     []Waiting       // files that could not be taken, by name, without those that by their names hold nothing new of who wrote them
	Awaited     ledger.Frontier // what others here said to have read, and this laptop has not: up to where
	Lost        int             // files that were there and are gone or changed; what they held is put there again
}

// How much of its own a laptop reads back in one exchange.
const (
	rereadFiles = 16
	rereadBytes = 8 << 20
)

// Engine brings one laptop and one room into step. It is for one goroutine.
type Engine struct {
	Laptop Laptop
	Room   Room
	Anew   bool // forget what was in the room: it was emptied on purpose

	dir    string
	memory memory
	report Report
}

// Step takes in what others put into the room and puts there what it lacks. It can end anywhere, and the next one goes on. Faults: relay.emptied (all
// files are gone, as from a share that is not mounted), those of the room, and of Laptop. The report tells what was done before a fault.
func (e *Engine) Step(ctx context.Context) (Report, error) {
	e.report = Report{}
	e.memory = recall(e.Laptop, e.Room)
	if e.Anew {
		e.memory = memory{}
	}
	files, err := e.Room.List(ctx)
	if err != nil {
		return e.report, err
	}
	if len(e.memory.Known) > 0 && len(files) == 0 {
		return e.report, words.Refuse("relay.emptied", e.Room.String())
	}
	e.report.Lost = e.memory.misses(files)
	if e.dir, err = os.MkdirTemp("", "kaohe-relay-"); err != nil {
		return e.report, words.Refuse("file.write", os.TempDir()).Because(err)
	}
	defer os.RemoveAll(e.dir)
	e.memory.reads(e.Laptop.Readers())
	err = e.reread(ctx, files)
	if err == nil {
		err = e.take(ctx, files)
	}
	if err == nil {
		err = e.publish(ctx)
	}
	e.report.Awaited = lacks(e.Laptop.Frontier(), e.memory.Heard, nil)
	return e.report, errors.Join(err, e.memory.keep(e.Laptop, e.Room))
}

// reread reads some of this laptop's own files back, any: only who wrote one can put there again what a room has changed in it.
func (e *Engine) reread(ctx context.Context, files []File) error {
	own := slices.DeleteFunc(slices.Clone(files), func(f File) bool {
		n, _ := ParseName(f.Name) // List gives no others
		return n.Device != e.Laptop.Device() || !e.memory.knows(f)
	})
	size := int64(0)
	for _, i := range rand.Perm(len(own))[:min(len(own), rereadFiles)] {
		f := own[i]
		if size += f.Size; size > rereadBytes && size > f.Size {
			break
		}
		err := fetch(ctx, e.Room, f, filepath.Join(e.dir, "own.kpack"))
		var changed *Waits
		if errors.As(err, &changed) {
			e.memory.forget(f)
			e.report.Lost++
		} else if err != nil {
			return err
		}
	}
	return nil
}

// take takes in all files that are new, as long as one lets another follow. What waited is tried again if anything changed since.
func (e *Engine) take(ctx context.Context, files []File) error {
	tried := map[mark]*words.Fault{}
	for _, w := range e.memory.Waiting {
		if w.Code != "relay.partial" { // which may be whole by now
			tried[w.File] = w.fault()
		}
	}
	left := slices.DeleteFunc(files, e.memory.knows)
	for when := e.memory.When; ; {
		now := standing(e.Laptop)
		if !bytes.Equal(when, now) {
			clear(tried)
		}
		more, err := e.pass(ctx, left, tried)
		if err != nil {
			return err
		}
		when, e.memory.When = now, now
		if len(more) == len(left) {
			break
		}
		left = more
	}
	e.memory.Waiting = nil
	have := e.Laptop.Frontier()
	for _, f := range left {
		n, _ := ParseName(f.Name) // List gives no others
		if n.To > reached(have, n.Device) || n.To == 0 {
			e.report.Waiting = append(e.report.Waiting, Waiting{f.Name, n.Device, tried[markOf(f)]})
		}
		e.memory.waits(f, tried[markOf(f)])
	}
	return nil
}

// pass tries each file once that was not tried, notes why it waits, and gives those that do.
func (e *Engine) pass(ctx context.Context, files []File, tried map[mark]*words.Fault) (left []File, err error) {
	for _, f := range files {
		if tried[markOf(f)] != nil {
			left = append(left, f)
			continue
		}
		err := e.takeOne(ctx, f)
		var w *Waits
		switch {
		case errors.As(err, &w):
			tried[markOf(f)] = w.Fault
			left = append(left, f)
		case err != nil:
			return nil, err
		}
	}
	return left, nil
}

func (e *Engine) takeOne(ctx context.Context, f File) error {
	at := filepath.Join(e.dir, path.Base(f.Name))
	defer os.Remove(at)
	if err := fetch(ctx, e.Room, f, at); err != nil {
		return err
	}
	content, added, err := e.Laptop.Take(ctx, at)
	if err != nil {
		return err
	}
	e.report.Taken += added
	if n, _ := ParseName(f.Name); n.Device != content.By {
		return &Waits{words.Refuse("relay.misplaced")} // its records are their authors' all the same
	}
	e.report.Files++
	e.memory.learn(f)
	e.memory.hears(content)
	e.memory.reads(e.Laptop.Readers()) // the package may have brought new ones
	e.memory.covers(content, e.Laptop)
	return nil
}

// fetch copies a file out of a room, if it is what its name says.
func fetch(ctx context.Context, room Room, f File, at string) error {
	if f.Size > MaxFile {
		return &Waits{words.Refuse("relay.large")}
	}
	out, err := os.Create(at)
	if err != nil {
		return words.Refuse("file.write", at).Because(err)
	}
	sum := sha256.New()
	err = room.Get(ctx, f.Name, io.MultiWriter(out, sum), f.Size)
	if e := out.Close(); e != nil {
		return words.Refuse("file.write", at).Because(e)
	}
	n, _ := ParseName(f.Name)
	switch {
	case errors.Is(err, ErrMissing), errors.Is(err, errLong), err == nil && [16]byte(sum.Sum(nil)) != n.Digest:
		return &Waits{words.Refuse("relay.partial")}
	case ctx.Err() != nil:
		return ctx.Err()
	}
	var failed *words.Fault
	if errors.As(err, &failed) && failed.Code() == "relay.failed" {
		return &Waits{failed} // one file on a bad spot keeps no other back
	}
	return err
}

// publish puts into the room what this laptop has and the room is not known to hold for all who read. A laptop that never wrote and that nobody let
// in puts nothing there: it has no name yet.
func (e *Engine) publish(ctx context.Context) error {
	have, own := e.Laptop.Frontier(), e.Laptop.Device()
	named := slices.Contains(e.memory.For, own) || slices.ContainsFunc(have, func(t ledger.Tip) bool { return t.Device == own })
	if !named || len(lacks(e.memory.Covered, have, have)) == 0 {
		return nil
	}
	at := filepath.Join(e.dir, "out.kpack")
	content, err := e.Laptop.Pack(ctx, at, e.memory.Covered)
	if err != nil || content.Records == 0 {
		return err
	}
	f, err := os.Open(at)
	if err != nil {
		return words.Refuse("file.read", at).Because(err)
	}
	defer f.Close() // only read
	file, err := nameOf(f, content, reached(have, content.By))
	if err == nil {
		err = e.Room.Put(ctx, file, f)
	}
	if err != nil {
		return err
	}
	e.report.Sent += content.Records
	e.memory.learn(file)
	e.memory.covers(content, e.Laptop)
	return nil
}

// nameOf names a package that this laptop made when it had written so many records, and leaves it to be read from its beginning.
func nameOf(f *os.File, c Content, own uint64) (File, error) {
	n := Name{Device: c.By, From: own, To: own}
	for _, s := range c.Spans {
		if s.Head.Device == c.By {
			n.From, n.To = min(n.From, s.After.Seq), max(n.To, s.Head.Seq)
		}
	}
	sum := sha256.New()
	size, err := io.Copy(sum, f)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return File{}, words.Refuse("file.read", f.Name()).Because(err)
	}
	n.Digest = [16]byte(sum.Sum(nil))
	return File{n.String(), size}, nil
}
