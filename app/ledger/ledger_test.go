package ledger_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kaohe/app/ledger"
)

// world plays several devices that edit and carry records to each other. Every device has a state of its own.
type world struct {
	states []*ledger.State
	seqs   []uint64
	prevs  []ledger.Hash
	seen   []ledger.Frontier
	log    []*ledger.Record
}

func newWorld(n int) *world {
	w := &world{seqs: make([]uint64, n), prevs: make([]ledger.Hash, n), seen: make([]ledger.Frontier, n)}
	for range n {
		w.states = append(w.states, ledger.New())
	}
	return w
}

func device(i int) ledger.Device { return ledger.Device{byte(i + 1)} }

// write lets a device write registers, replacing all it sees there.
func (w *world) write(dev int, stamp ledger.Stamp, regs map[ledger.Register]string) *ledger.Record {
	s := w.states[dev]
	w.seqs[dev]++
	r := &ledger.Record{Device: device(dev), Seq: w.seqs[dev], Prev: w.prevs[dev], Stamp: stamp}
	if f := s.Frontier(device(dev)); !f.Equal(w.seen[dev]) {
		r.Seen, w.seen[dev] = f, f
	}
	for _, at := range sorted(regs) {
		r.Ops = append(r.Ops, ledger.Op{Entity: at.Entity, Field: at.Field, Value: ledger.Of(regs[at]), Base: s.Bases(at)})
	}
	r.ID = sha256.Sum256(fmt.Appendf(nil, "%v", *r))
	w.prevs[dev] = r.ID
	s.Apply(r)
	if !slices.ContainsFunc(w.log, func(o *ledger.Record) bool { return o.ID == r.ID }) {
		w.log = append(w.log, r) // set back twice, a device may write the very same record again
	}
	return r
}

// carry brings all that one device has to another, in the order of its own log.
func (w *world) carry(from, to int) {
	for _, r := range w.states[from].Records() {
		w.states[to].Apply(r)
	}
}

func sorted(m map[ledger.Register]string) []ledger.Register {
	var out []ledger.Register
	for at := range m {
		out = append(out, at)
	}
	slices.SortFunc(out, func(a, b ledger.Register) int {
		return slices.Compare([]string{a.Entity, a.Field}, []string{b.Entity, b.Field})
	})
	return out
}

// model is the definition of heads, written as plainly as it can be: all writes of a register that no write of it names.
func model(log []*ledger.Record, at ledger.Register) map[ledger.OpID]ledger.Value {
	heads, named := map[ledger.OpID]ledger.Value{}, map[ledger.OpID]bool{}
	for _, r := range log {
		for i, op := range r.Ops {
			if op.Entity == at.Entity && op.Field == at.Field {
				heads[ledger.OpID{Record: r.ID, Index: uint16(i)}] = op.Value
				for _, b := range op.Base {
					named[b] = true
				}
			}
		}
	}
	for id := range named {
		delete(heads, id)
	}
	return heads
}

func drawWorld(t *rapid.T) *world {
	n := rapid.IntRange(1, 4).Draw(t, "devices")
	w := newWorld(n)
	fork := rapid.Bool().Draw(t, "with a restored backup")
	for range rapid.IntRange(1, 25).Draw(t, "steps") {
		dev := rapid.IntRange(0, n-1).Draw(t, "device")
		switch rapid.IntRange(0, 5).Draw(t, "step") {
		case 0:
			w.carry(dev, rapid.IntRange(0, n-1).Draw(t, "to"))
		case 1:
			if fork && w.seqs[dev] > 1 {
				w.restore(dev)
			}
		default:
			regs := map[ledger.Register]string{}
			for range rapid.IntRange(1, 3).Draw(t, "ops") {
				at := ledger.Register{
					Entity: rapid.SampledFrom([]string{"d/a/score/1", "d/a/score/2", "d/b/score/1"}).Draw(t, "entity"),
					Field:  rapid.SampledFrom([]string{"mark", "gone"}).Draw(t, "field")}
				regs[at] = rapid.SampledFrom([]string{"x", "y", "z"}).Draw(t, "value")
			}
			w.write(dev, ledger.Stamp(rapid.Uint64Range(1, 1<<20).Draw(t, "clock")), regs)
		}
	}
	return w
}

// restore sets a device back by one record, as a backup does: its next record forks its chain.
func (w *world) restore(dev int) {
	old := ledger.New()
	for _, r := range w.states[dev].Records() {
		if r.Device != device(dev) || r.Seq < w.seqs[dev] {
			old.Apply(r)
		}
	}
	w.states[dev] = old
	w.seqs[dev]--
	tip := old.Frontier(ledger.Device{})
	for _, t := range tip {
		if t.Device == device(dev) && t.Seq == w.seqs[dev] {
			w.prevs[dev] = t.Hash
		}
	}
}

// look is everything of a state that people or signatures depend on.
func look(s *ledger.State) string {
	var out []any
	for _, e := range s.Entities("") {
		for _, f := range s.Fields(e) {
			at := ledger.Register{Entity: e, Field: f}
			v, clean, ok := s.Get(at)
			out = append(out, at, s.Bases(at), v, clean, ok)
			for _, h := range s.Heads(at) {
				out = append(out, h.ID())
			}
			for _, h := range s.History(at) {
				out = append(out, h.ID())
			}
		}
	}
	root, n := s.Digest(ledger.Scope{"d/a/"}, ledger.Everything)
	out = append(out, s.Conflicts(), s.Frontier(ledger.Device{}), root, n, s.Len())
	for _, f := range s.Forks() {
		out = append(out, f.Device, f.Seq, len(f.Records))
	}
	for _, r := range s.Records() {
		out = append(out, r.ID)
	}
	return fmt.Sprint(out...)
}

func TestFoldIsTheSameForAnyOrderAndRepetition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		want := ledger.New()
		for _, r := range w.log {
			want.Apply(r)
		}
		got := ledger.New()
		deliveries := append(slices.Clone(w.log), w.log[:len(w.log)/2]...)
		for _, r := range rapid.Permutation(deliveries).Draw(t, "order") {
			got.Apply(r)
		}
		if look(got) != look(want) {
			t.Fatalf("states differ:\n%s\n%s", look(got), look(want))
		}
	})
}

func TestHeadsAgreeWithTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		s := ledger.New()
		for _, r := range w.log {
			s.Apply(r)
		}
		for _, e := range s.Entities("") {
			for _, f := range s.Fields(e) {
				at := ledger.Register{Entity: e, Field: f}
				want := model(w.log, at)
				heads := s.Heads(at)
				if len(heads) != len(want) || len(heads) == 0 {
					t.Fatalf("%v: %d heads, model has %d", at, len(heads), len(want))
				}
				for _, h := range heads {
					if want[h.ID()] != h.Value() {
						t.Fatalf("%v: %v is no head of the model", at, h.ID())
					}
				}
			}
		}
	})
}

func TestAfterCarryingAllToAllEveryDeviceAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		for a := range w.states {
			for b := range w.states {
				w.carry(a, b)
			}
		}
		for b := range w.states[1:] {
			w.carry(b, 0)
		}
		for b := range w.states {
			w.carry(0, b)
		}
		for _, s := range w.states[1:] {
			if look(s) != look(w.states[0]) {
				t.Fatal("devices disagree")
			}
		}
	})
}

func TestInsideFrontierIsWhatTheDeviceHadThen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		dev := rapid.IntRange(0, len(w.states)-1).Draw(t, "signer")
		then := w.states[dev]
		frontier := then.Frontier(ledger.Device{})
		root, n := then.Digest(ledger.Scope{"d/a/"}, ledger.Everything)
		all := ledger.New()
		for _, r := range w.log {
			all.Apply(r)
		}
		inside := all.Inside(frontier)
		for _, r := range w.log {
			_, had := then.Record(r.ID)
			if inside(r) != had {
				t.Fatalf("record %d of %v: inside %v, had %v", r.Seq, r.Device, inside(r), had)
			}
		}
		if r2, n2 := all.Digest(ledger.Scope{"d/a/"}, inside); r2 != root || n2 != n {
			t.Fatal("digest at the frontier changed by later records")
		}
	})
}

func TestOneWriterSeesNoConflict(t *testing.T) {
	w := newWorld(1)
	at := ledger.Register{Entity: "e", Field: "f"}
	for i := range 5 {
		w.write(0, ledger.Stamp(10-i), map[ledger.Register]string{at: fmt.Sprint(i)})
	}
	v, clean, ok := w.states[0].Get(at)
	if v != ledger.Of("4") || !clean || !ok {
		t.Fatalf("got %q clean %v", v, clean)
	}
	h := w.states[0].History(at)
	for i := range h {
		if h[i].Value() != ledger.Of(fmt.Sprint(i)) {
			t.Fatal("a clock that runs backwards must not reorder one device's own writes")
		}
	}
}

func TestTwoWritersConflictUntilSettled(t *testing.T) {
	w := newWorld(2)
	at := ledger.Register{Entity: "e", Field: "f"}
	w.write(0, 1, map[ledger.Register]string{at: "3"})
	w.write(1, 2, map[ledger.Register]string{at: "4"})
	w.carry(0, 1)
	if got := w.states[1].Conflicts(); len(got) != 1 || got[0] != at {
		t.Fatalf("conflicts %v", got)
	}
	w.write(1, 3, map[ledger.Register]string{at: "3"})
	if got := w.states[1].Conflicts(); len(got) != 0 {
		t.Fatalf("conflicts after settling %v", got)
	}
}

func TestEqualValuesAreNoConflict(t *testing.T) {
	w := newWorld(2)
	at := ledger.Register{Entity: "e", Field: "f"}
	w.write(0, 1, map[ledger.Register]string{at: "3"})
	w.write(1, 2, map[ledger.Register]string{at: "3"})
	w.carry(0, 1)
	if _, clean, _ := w.states[1].Get(at); !clean || len(w.states[1].Heads(at)) != 2 {
		t.Fatal("two heads of one value must be clean")
	}
}

func TestForkIsFoundAndBothBranchesCount(t *testing.T) {
	w := newWorld(1)
	at := ledger.Register{Entity: "e", Field: "f"}
	w.write(0, 1, map[ledger.Register]string{at: "1"})
	w.write(0, 2, map[ledger.Register]string{at: "2"})
	w.restore(0)
	w.write(0, 3, map[ledger.Register]string{at: "3"})
	all := ledger.New()
	for _, r := range w.log {
		all.Apply(r)
	}
	if f := all.Forks(); len(f) != 1 || f[0].Seq != 2 || len(f[0].Records) != 2 {
		t.Fatalf("forks %v", f)
	}
	if len(all.Heads(at)) != 2 {
		t.Fatal("both branches must be heads")
	}
}

// The vectors are those of RFC 6962's reference implementation (certificate-transparency, merkletree tests).
func TestRootVectors(t *testing.T) {
	var leaves [][]byte
	for _, h := range []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"} {
		b, _ := hex.DecodeString(h)
		leaves = append(leaves, b)
	}
	for n, want := range map[int]string{
		0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	} {
		if got := ledger.Root(leaves[:n]).String(); got != want {
			t.Errorf("%d leaves: %s, want %s", n, got, want)
		}
	}
}

func TestStamps(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixMilli()
	a := ledger.Next(0, now)
	if a.Time().UnixMilli() != now {
		t.Error("a fresh stamp is the wall clock")
	}
	if b := ledger.Next(a, now-60_000); b <= a {
		t.Error("a clock set back must not make a stamp go back")
	}
	far := ledger.Next(0, now+48*3600_000)
	if ledger.Observe(a, far, now) != a {
		t.Error("a stamp two days ahead must not move our clock")
	}
	near := ledger.Next(0, now+3600_000)
	if ledger.Observe(a, near, now) != near {
		t.Error("a stamp an hour ahead moves our clock")
	}
}

// Whoever cuts off what a device wrote last is betrayed by what others state to have seen.
func TestWhatOthersHaveSeenIsLacking(t *testing.T) {
	w := newWorld(2)
	at := ledger.Register{Entity: "e", Field: "f"}
	w.write(0, 1, map[ledger.Register]string{at: "a"})
	cut := w.write(0, 2, map[ledger.Register]string{at: "b"})
	w.carry(0, 1)
	w.write(1, 3, map[ledger.Register]string{at: "c"})
	whole, less := ledger.New(), ledger.New()
	for _, r := range w.log {
		whole.Apply(r)
		if r != cut {
			less.Apply(r)
		}
	}
	if got := whole.Lacking(); len(got) > 0 {
		t.Errorf("nothing is lacking, and %v is named", got)
	}
	if got := less.Lacking(); len(got) != 1 || got[0] != cut.Tip() {
		t.Errorf("%v is named, want %v", got, cut.Tip())
	}
}
