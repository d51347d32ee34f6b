package relay

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"kaohe/app/cbor"
	"kaohe/app/ledger"
	"kaohe/app/words"
)

// mark is a file of a name and size, in short.
type mark [8]byte

func markOf(f File) mark {
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(f.Name), uint64(f.Size)))
	return mark(sum[:8])
}

// memory is what a laptop knows of one room. It lies in the vault, so that one which is put back from a backup knows just what it holds. What
// can't be read of it is forgotten: everything in the room is then taken in once more, which changes nothing.
type memory struct {
	Known   []mark          `cbor:"1,keyasint"` // the files that are taken or its own, sorted
	For     []ledger.Device `cbor:"2,keyasint"` // whom packages are encrypted to
	Covered ledger.Frontier `cbor:"3,keyasint"` // up to where all of those can read everything in this room
	Heard   ledger.Frontier `cbor:"4,keyasint"` // up to where somebody here said to have read
	Waiting []wait          `cbor:"5,keyasint"` // what could not be taken
	When    []byte          `cbor:"6,keyasint"` // how things stood when that was tried
}

// wait is a file that could not be taken, and why in words.
type wait struct {
	File mark     `cbor:"1,keyasint"`
	Code string   `cbor:"2,keyasint"`
	Args []string `cbor:"3,keyasint"`
}

// waits notes a file. A fault whose words can't be kept is not: the file is tried again each time.
func (m *memory) waits(f File, why *words.Fault) {
	w := wait{File: markOf(f), Code: why.Code()}
	for _, a := range why.Args {
		switch a.(type) {
		case string, int, uint64:
			w.Args = append(w.Args, fmt.Sprint(a))
		default:
			return
		}
	}
	if len(m.Waiting) < maxWaiting {
		m.Waiting = append(m.Waiting, w)
	}
}

func (w wait) fault() *words.Fault {
	args := make([]any, len(w.Args))
	for i, a := range w.Args {
		args[i] = a
	}
	return words.Refuse(w.Code, args...)
}

// maxWaiting is how many files that can't be taken are remembered; the others are read again each time.
const maxWaiting = 1000

func setting(room Room) string { return "relay " + room.String() }

func recall(l Laptop, room Room) (m memory) {
	if err := cbor.Unmarshal([]byte(l.Setting(setting(room))), &m); err != nil {
		return memory{}
	}
	return m
}

// keep writes what changed, so that a step in which nothing happens leaves the vault's file as it is.
func (m *memory) keep(l Laptop, room Room) error {
	now := string(cbor.Marshal(m))
	if now == l.Setting(setting(room)) {
		return nil
	}
	return l.SetSetting(setting(room), now)
}

func (m *memory) knows(f File) bool {
	_, known := slices.BinarySearchFunc(m.Known, markOf(f), compareMarks)
	return known
}

func (m *memory) learn(f File) {
	at, known := slices.BinarySearchFunc(m.Known, markOf(f), compareMarks)
	if !known {
		m.Known = slices.Insert(m.Known, at, markOf(f))
	}
}

// forget takes out a file that is not what it was, which is a loss.
func (m *memory) forget(f File) {
	m.Known = slices.DeleteFunc(m.Known, func(x mark) bool { return x == markOf(f) })
	m.Covered = nil
}

func compareMarks(a, b mark) int { return bytes.Compare(a[:], b[:]) }

// misses forgets the files that are no longer there as they were, and tells how many those are. What they held may be nowhere else, so nothing
// counts as covered after a loss.
func (m *memory) misses(there []File) (lost int) {
	found := make(map[mark]bool, len(there))
	for _, f := range there {
		found[markOf(f)] = true
	}
	before := len(m.Known)
	m.Known = slices.DeleteFunc(m.Known, func(f mark) bool { return !found[f] })
	if lost = before - len(m.Known); lost > 0 {
		m.Covered = nil
	}
	return lost
}

// covers takes in what a package holds, if all who read now can read it. Of a device that has forked every branch stays, the shorter ones too.
func (m *memory) covers(c Content, l Laptop) {
	for _, d := range m.For {
		if !slices.Contains(c.Readers, d) {
			return
		}
	}
	have := l.Frontier()
	for _, s := range c.Spans {
		forked := branches(have, s.Head.Device) > 1
		follows := s.After.Seq == 0 || holds(m.Covered, s.After, have) || forked && l.Within(m.Covered, s.After)
		switch {
		case follows && forked:
			m.Covered = m.Covered.Join(ledger.Frontier{s.Head})
		case follows:
			m.Covered = raised(m.Covered, s.Head)
		}
	}
}

func (m *memory) hears(c Content) {
	for _, t := range c.Heads {
		m.Heard = raised(m.Heard, t)
	}
}

// reads notices who can read now. Where somebody came, nothing is known to be there that they can read.
func (m *memory) reads(now []ledger.Device) {
	for _, d := range now {
		if !slices.Contains(m.For, d) {
			m.Covered = nil
		}
	}
	m.For = now
}

// lacks is the tips of b that a does not reach. have is what is on this laptop: it shows which devices forked, and of those a number says nothing.
func lacks(a, b, have ledger.Frontier) (out ledger.Frontier) {
	for _, t := range b {
		if !holds(a, t, have) {
			out = append(out, t)
		}
	}
	return out
}

func holds(f ledger.Frontier, t ledger.Tip, have ledger.Frontier) bool {
	forked := branches(have, t.Device) > 1
	return slices.ContainsFunc(f, func(x ledger.Tip) bool {
		return x.Device == t.Device && (x.Hash == t.Hash || !forked && x.Seq >= t.Seq)
	})
}

// branches is how many of a frontier's tips are of one device.
func branches(f ledger.Frontier, of ledger.Device) (n int) {
	for _, t := range f {
		if t.Device == of {
			n++
		}
	}
	return n
}

// reached is the highest number of a device's records in a frontier; 0: none.
func reached(f ledger.Frontier, d ledger.Device) (n uint64) {
	for _, t := range f {
		if t.Device == d {
			n = max(n, t.Seq)
		}
	}
	return n
}

// raised is a frontier with a tip instead of those of its device that are not as far.
func raised(f ledger.Frontier, t ledger.Tip) ledger.Frontier {
	if holds(f, t, nil) {
		return f
	}
	f = slices.DeleteFunc(slices.Clone(f), func(x ledger.Tip) bool { return x.Device == t.Device && x.Seq < t.Seq })
	f = append(f, t)
	f.Sort()
	return f
}

// standing is how things stand for what waits: with what it could be opened, and what it could follow.
func standing(l Laptop) []byte {
	var b strings.Builder
	b.WriteString(l.Opens())
	for _, t := range l.Frontier() {
		b.Write(t.Hash[:])
	}
	sum := sha256.Sum256([]byte(b.String()))
	return sum[:8]
}
