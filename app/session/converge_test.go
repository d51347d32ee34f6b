package session_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/schema"
	"kaohe/app/session"
	"kaohe/app/session/memory"
	"kaohe/app/standard"
	"kaohe/app/words"
)

// far is a laptop of the team that exchanges packages with the others. Its clock may be years wrong.
type far struct {
	*session.Session
	log   *memory.Log
	keys  memory.Keys
	clock time.Time
	ids   int
}

var pins = map[string]string{"chen": "246810", "lin": "135790", "wen": "864208"}

// crew is a round at work, with five laptops of which each has seen all: made once, because it costs as much as a dozen checks.
var crew = sync.OnceValue(func() []*memory.Log {
	log, keys := &memory.Log{Own: ledger.Device{1}}, memory.Keys{}
	key, _, err := keys.Make("chen", pins["chen"])
	check(err)
	sign, err := keys.Unlock("chen", pins["chen"])
	check(err)
	check(log.Found(session.Genesis(session.Founding{Founder: assess.Card{Person: "chen", Name: "陈", Role: assess.Leader, Key: key},
		Device: log.Own, DeviceName: "一", Sign: sign, Now: time.Date(2006, 9, 1, 0, 0, 0, 0, time.UTC)})))
	first := reopened(log, keys, 0)
	for id, role := range map[string]assess.Role{"lin": assess.Deputy, "wen": assess.Secretary, "li": assess.Member} {
		check(first.AddPerson(session.NewPerson{ID: id, Name: id, Role: role, PIN: pins[id]}, "chen", pins["chen"]))
	}
	check(first.Use("chen"))
	e := assess.New("edit.standard").Texts("std/sec/a", "title", "责任")
	for _, i := range []string{"a1", "a2"} {
		e.Texts("std/item/"+i, "section", "a", "code", i, "text", i).Set("std/item/"+i, "points", 500)
		e.Set("std/item/"+i, "rule", standard.Rule{Kind: standard.Free, Amount: 50})
	}
	check(first.Apply(e))
	check(first.Apply(assess.Fields("edit.district", "d/ns", "name", "南山").Set("d/ns/assign/a", "person/li", true)))
	check(first.Apply(assess.Fields("edit.district", "d/ft", "name", "福田").Set("d/ft/assign/a", "person/li", true)))
	logs := []*memory.Log{log}
	for i := range 4 {
		l := &memory.Log{Vault: log.Vault, Own: ledger.Device{byte(i + 2)}, Records: slices.Clone(log.Records)}
		s := reopened(l, keys, 0)
		check(s.EnrolDevice(session.NewLaptop{Name: fmt.Sprint(i + 2), Shared: i%2 == 0, People: []string{"lin", "li"}}, "chen", pins["chen"]))
		log.Records = append(log.Records, l.Records[len(l.Records)-1])
		logs = append(logs, l)
	}
	for _, l := range logs {
		l.Records = log.Records
	}
	return logs
})

func err3(_, _ []byte, err error) error { return err }

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func reopened(log *memory.Log, keys memory.Keys, ahead time.Duration) *far {
	f := &far{log: log, keys: keys, clock: time.Date(2006, 11, 20, 9, 0, 0, 0, time.UTC).Add(ahead)}
	check(f.open())
	return f
}

func (f *far) open() (err error) {
	f.Session, err = session.Open(session.Options{Log: f.log, Keys: f.keys,
		NewID: func() string { f.ids++; return fmt.Sprintf("n%x-%d-%d", f.log.Own[0], len(f.log.Records), f.ids) },
		Now:   func() time.Time { f.clock = f.clock.Add(time.Second); return f.clock }})
	return err
}

// exchange is laptops that work apart, and hand each other packages.
type exchange struct {
	*rapid.T
	all  []*far
	came int // newcomers

	invited []session.Joining // whom the invitations name, and their codes
}

func newExchange(t *rapid.T) *exchange {
	x := &exchange{T: t}
	years := rapid.SampledFrom([]int{0, 0, -30, 2, 90})
	for i, l := range crew()[:rapid.IntRange(3, 5).Draw(t, "laptops")] {
		keys := memory.Keys{}
		for id, pin := range pins {
			check(err3(keys.Make(id, pin)))
		}
		ahead := time.Duration(years.Draw(t, fmt.Sprintf("years of %d", i))) * 365 * 24 * time.Hour
		x.all = append(x.all, reopened(&memory.Log{Vault: l.Vault, Own: l.Own, Records: slices.Clone(l.Records)}, keys, ahead))
	}
	return x
}

func (x *exchange) one(what string) *far {
	return x.all[rapid.IntRange(0, len(x.all)-1).Draw(x.T, what)]
}

func (x *exchange) person(what string) string {
	return rapid.SampledFrom([]string{"chen", "lin", "wen", "li", "new"}).Draw(x.T, what)
}

// act does something on a laptop. What the program refuses is refused; nothing else may go wrong.
func (x *exchange) act(f *far) {
	_ = f.Use(x.person("who")) // who is not in the team stays who was there
	district := rapid.SampledFrom([]string{"ns", "ft"}).Draw(x.T, "district")
	d := f.View().District(district)
	by := rapid.SampledFrom([]string{"chen", "lin", "wen"}).Draw(x.T, "by")
	pin, text := pins[by], rapid.SampledFrom([]string{"甲", "乙", "丙"}).Draw(x.T, "text")
	role := rapid.SampledFrom(schema.Roles).Draw(x.T, "role")
	if d == nil {
		return // a removal arrived before what it accepts of the laptop that founded the round: all of that laptop's records are held until then
	}
	var err error
	switch x.even(20, "act") {
	case 0, 1, 2:
		s := d.Score(rapid.SampledFrom([]string{"a1", "a2"}).Draw(x.T, "item"))
		err = f.Apply(assess.SetMark(d, s, standard.Points(100*rapid.IntRange(1, 5).Draw(x.T, "mark")), f.NewID()))
	case 3:
		err = f.Apply(assess.Fields("edit.record", "d/"+district+"/rec/r", "place", text))
	case 4:
		err = f.Apply(assess.Remove("edit.remove", "d/"+district+"/rec/r"))
	case 5:
		err = f.Apply(assess.Fields("edit.round", "round", "city", text))
	case 6:
		_, err = f.Sign(district, assess.Preparation, by, pin)
	case 7:
		_, err = f.Reopen(district, assess.Preparation, by, pin, text)
	case 8:
		err = f.AddPerson(session.NewPerson{ID: x.person("whose card"), Name: text, Role: role}, by, pin)
	case 9:
		err = f.Remove(session.Removal{Person: x.person("out"), Reason: text}, by, pin)
	case 10:
		err = f.Remove(session.Removal{Device: x.one("out").log.Own, Reason: text}, by, pin)
	case 11:
		err = f.SetLaptop(x.one("whose").log.Own, session.NewLaptop{Name: text, People: []string{x.person("there")}}, by, pin)
	case 12:
		if held := f.View().Held; len(held) > 0 {
			err = f.Adopt(held[rapid.IntRange(0, len(held)-1).Draw(x.T, "adopt")].Record.ID, text, by, pin)
		}
	case 13:
		if at := f.View().Disputed; len(at) > 0 {
			r := at[rapid.IntRange(0, len(at)-1).Draw(x.T, "settle")]
			err = f.Apply(f.View().Settle(r, f.Value(r), text, f.NewID()))
		}
	case 14:
		err = x.talk(f, d, text)
	case 15:
		err = x.sendBack(f, d, text)
	case 16:
		err = x.consult(f, d, text)
	case 17:
		err = x.let(f, by, text)
	case 18:
		err = f.Undo()
	case 19:
		err = x.prove(f, d, text)
	}
	x.refusal(err)
}

func (x *exchange) refusal(err error) {
	var fault *words.Fault
	if err != nil && !errors.As(err, &fault) {
		x.Fatal(err)
	}
}

// stray lets a laptop write what the program would have refused, as one of another version, or of somebody who means harm, can.
func (x *exchange) stray(f *far) {
	at := rapid.SampledFrom([]ledger.Register{{Entity: "std", Field: "frozen"}, {Entity: "d/ns/score/a1", Field: "mark"}, {Entity: "round", Field: "city"}, {Entity: "person/li", Field: "card"},
		{Entity: "hold/" + ledger.Device{1}.String(), Field: "file/" + photo("p").Sum}, {Entity: "d/ns/evid/2/" + photo("p").Sum, Field: "no"}}).Draw(x.T, "raw")
	_, err := f.log.Append(nil, ledger.Record{Author: x.person("author"), Label: "edit.mark", Stamp: ledger.Stamp(rapid.Uint64().Draw(x.T, "stamp")),
		Ops: []ledger.Op{{Entity: at.Entity, Field: at.Field, Value: ledger.Of(true)}}})
	check(errors.Join(err, f.open()))
}

// twin puts a copy of a laptop beside it that goes on under the same name.
func (x *exchange) twin(f *far) {
	x.all = append(x.all, reopened(&memory.Log{Vault: f.log.Vault, Own: f.log.Own, Records: slices.Clone(f.log.Records)}, maps.Clone(f.keys), time.Hour))
}

// deliver hands a package from one laptop to another: all of it, or of each chain a piece, in any order of the chains and with repetition.
// It is taken as a whole and as the preview says, or refused as a whole.
func (x *exchange) deliver(from, to *far) {
	var parts [][]*ledger.Record
	for _, c := range chainsOf(from.Log()) {
		lo, hi := 0, len(c)
		if rapid.Bool().Draw(x.T, "in part") {
			lo = rapid.IntRange(0, hi).Draw(x.T, "from")
			hi = rapid.IntRange(lo, hi).Draw(x.T, "to")
		}
		parts = append(parts, c[lo:hi])
		if rapid.Bool().Draw(x.T, "again") {
			parts = append(parts, c[lo:hi])
		}
	}
	parts = rapid.Permutation(parts).Draw(x.T, "order")
	var in *session.Incoming
	if rapid.Bool().Draw(x.T, "look before") {
		in = to.Preview(slices.Concat(parts...)...)
	}
	view := to.View()
	added, err := to.Merge(nil, envelopesOf(parts...)...)
	switch {
	case errors.Is(err, words.Refuse("vault.gap")):
		if to.View() != view || in != nil && len(in.Gaps) == 0 {
			x.Fatalf("a gap, and %+v", in)
		}
	case err != nil:
		x.Fatal(err)
	case in != nil && (in.New != len(added) || len(in.Gaps) > 0 || !bytes.Equal(seenBy(x.T, in.After), seenBy(x.T, to.View()))):
		x.Fatalf("the preview said %d new, gaps %v, and %d came", in.New, in.Gaps, len(added))
	}
}

func envelopesOf(parts ...[]*ledger.Record) (out [][]byte) {
	for _, r := range slices.Concat(parts...) {
		out = append(out, memory.Envelope(r))
	}
	return out
}

// chainsOf are records by device, each behind its predecessor.
func chainsOf(log []*ledger.Record) [][]*ledger.Record {
	by := map[ledger.Device][]*ledger.Record{}
	var order []ledger.Device
	for _, r := range log {
		if by[r.Device] == nil {
			order = append(order, r.Device)
		}
		by[r.Device] = append(by[r.Device], r)
	}
	slices.SortFunc(order, func(a, b ledger.Device) int { return bytes.Compare(a[:], b[:]) })
	var out [][]*ledger.Record
	for _, d := range order {
		slices.SortStableFunc(by[d], func(a, b *ledger.Record) int { return int(a.Seq) - int(b.Seq) })
		out = append(out, by[d])
	}
	return out
}

func seenBy(t *rapid.T, a *assess.Assessment) []byte {
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever people do on laptops that are apart, and however packages pass between them: once each has all, all see the same, and no value
// is lost that nobody replaced.
func TestLaptopsConverge(t *testing.T) {
	for _, c := range []struct {
		name  string
		twins bool
	}{{"each its own", false}, {"with copies that go on", true}} {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				x := newExchange(t)
				for range rapid.IntRange(10, 40).Draw(t, "steps") {
					switch n := x.even(23, "step"); {
					case n < 12:
						x.act(x.one("on"))
					case n < 18:
						x.deliver(x.one("sender"), x.one("receiver"))
					case n == 18:
						x.stray(x.one("on"))
					case n < 22 && x.came < 3:
						x.refusal(x.newcomer(x.one("copied from")))
					case c.twins && len(x.all) < 6:
						x.twin(x.one("on"))
					}
				}
				x.converge()
			})
		})
	}
}

func (x *exchange) converge() {
	var union []*ledger.Record
	known := map[ledger.Hash]bool{}
	for _, f := range x.all {
		for _, r := range f.Log() {
			if !known[r.ID] {
				known[r.ID] = true
				union = append(union, r)
			}
		}
	}
	var first []byte
	var root ledger.Hash
	for i, f := range x.all {
		parts := rapid.Permutation(chainsOf(union)).Draw(x.T, "last order")
		if _, err := f.Merge(nil, envelopesOf(parts...)...); err != nil {
			x.Fatal(err)
		}
		a, state := f.seen()
		digest, _ := state.Digest(ledger.Scope{"d/", "round", "std", "std/", "person/", "device/", "revoke/", "adopt/", "hold/"}, func(*ledger.Record) bool { return true })
		view := seenBy(x.T, a)
		if i == 0 {
			first, root = view, digest
			x.noneLost(f)
			x.holdersLast(f)
		}
		if digest != root || !bytes.Equal(view, first) {
			x.Fatalf("laptop %d sees something else than the first:\n%s\n%s", i, view, first)
		}
	}
}

// noneLost holds the heads of every register against their definition: the writes that count and that no write that counts names.
func (x *exchange) noneLost(f *far) {
	held := map[ledger.Hash]bool{}
	for _, h := range f.View().Held {
		held[h.Record.ID] = true
	}
	heads, named := map[ledger.Register]map[ledger.OpID]bool{}, map[ledger.OpID]bool{}
	for _, r := range f.Log() {
		for i, op := range r.Ops {
			if held[r.ID] {
				break
			}
			at := ledger.Register{Entity: op.Entity, Field: op.Field}
			if heads[at] == nil {
				heads[at] = map[ledger.OpID]bool{}
			}
			heads[at][ledger.OpID{Record: r.ID, Index: uint16(i)}] = true
			for _, b := range op.Base {
				named[b] = true
			}
		}
	}
	for at, ids := range heads {
		maps.DeleteFunc(ids, func(id ledger.OpID, _ bool) bool { return named[id] })
		is := f.State().Bases(at)
		if len(is) != len(ids) || slices.ContainsFunc(is, func(id ledger.OpID) bool { return !ids[id] }) {
			x.Fatalf("%v has the heads %v, and should have %v", at, is, ids)
		}
	}
}
