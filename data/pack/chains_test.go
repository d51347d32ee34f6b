package pack_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"filippo.io/age"
	"pgregory.net/rapid"

	"kaohe/app/ledger"
	"kaohe/data/pack"
)

// forked draws a team whose chains may have forked anywhere.
func forked(t *rapid.T, tb testing.TB) *team {
	s := newTeam(tb, 1, 0, 0)
	for range rapid.IntRange(0, 25).Draw(t, "records") {
		l := s.laptops[rapid.IntRange(0, 2).Draw(t, "laptop")]
		after := ledger.Tip{}
		if len(l.records) > 0 {
			after = l.tip()
			if rapid.IntRange(0, 5).Draw(t, "fork") == 0 {
				after = rapid.SampledFrom(l.records).Draw(t, "after").Tip()
			}
		}
		s.writeAfter(tb, l, after, fmt.Sprintf("d/%d", rapid.IntRange(0, 2).Draw(t, "district")))
	}
	return s
}

// upto are the records that somebody has who has these: them and all before them.
func (s *team) upto(tips []ledger.Hash) map[ledger.Hash]bool {
	all := map[ledger.Hash]bool{}
	for _, at := range tips {
		for r, ok := s.state.Record(at); ok; r, ok = s.state.Record(r.Prev) {
			all[r.ID] = true
		}
	}
	return all
}

func (s *team) all() (out []*ledger.Record) {
	for _, l := range s.laptops {
		out = append(out, l.records...)
	}
	return out
}

// A package holds just what the receiver lacks, and each record follows one that the receiver has or that came before it.
func TestAPackageHoldsWhatIsLackingAndNothingElse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := forked(rt, t)
		known := rapid.SliceOfN(rapid.SampledFrom(s.all()), 0, 4).Draw(rt, "known")
		var has ledger.Frontier
		var tips []ledger.Hash
		for _, r := range known {
			has, tips = append(has, r.Tip()), append(tips, r.ID)
		}
		has = append(has, ledger.Tip{Device: ledger.Device{9}, Seq: 3, Hash: ledger.Hash{9}}) // of a laptop that is not known here
		theirs := s.upto(tips)
		got := maps.Clone(theirs)
		var b bytes.Buffer
		receipt, err := pack.Write(&b, pack.Draft{Manifest: s.manifest(has), From: s, By: s.laptops[0], Lock: s.lock()})
		must(t, err)
		p, err := open(b.Bytes(), s.laptops[0].identity())
		must(t, err)
		must(t, p.Each(func(r *ledger.Record, _ []byte) error {
			if got[r.ID] {
				rt.Fatalf("record %d of %s is not lacking", r.Seq, r.Device)
			}
			if r.Seq > 1 && !got[r.Prev] {
				rt.Fatalf("record %d of %s comes before its predecessor", r.Seq, r.Device)
			}
			got[r.ID] = true
			return nil
		}))
		if len(got) != len(s.all()) || receipt.Records != len(got)-len(theirs) {
			rt.Fatalf("%d of %d records are there then, %d had been", len(got), len(s.all()), len(theirs))
		}
	})
}

// What is cut for a district has all that matters to it, and ends each chain with such a record.
func TestADistrictsPackageEndsWithWhatMatters(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := forked(rt, t)
		matters := func(r *ledger.Record) bool { return r.Ops[0].Entity == "d/1" }
		chains := pack.Chains(s.state, nil, matters)
		got := map[ledger.Hash]bool{}
		for _, c := range chains {
			head, _ := s.state.Record(c.Head.Hash)
			if !matters(head) {
				rt.Fatalf("a chain ends with record %d of %s", c.Head.Seq, c.Device)
			}
			for r, ok := head, true; ok && r.ID != c.After.Hash; r, ok = s.state.Record(r.Prev) {
				if got[r.ID] {
					rt.Fatalf("record %d of %s is in two chains", r.Seq, r.Device)
				}
				got[r.ID] = true
			}
		}
		for _, r := range s.all() {
			if matters(r) && !got[r.ID] {
				rt.Fatalf("record %d of %s matters and is left out", r.Seq, r.Device)
			}
		}
	})
}

func TestAPackageOpensForWhomItIs(t *testing.T) {
	s := newTeam(t, 2, 0, 0)
	team, stranger := s.laptops[:2], s.laptops[2]
	invited := newLaptop(77)
	lock := pack.Lock{Team: []pack.Recipient{{Key: team[0].Device()}, {Key: team[1].Device()}, {Key: invited.Device(), Invitation: "inv-1"},
		{Key: ledger.Device{2}}, {Key: ledger.Device{1}}, {}}} // the last three are no keys, or ones that everybody knows
	b, _ := s.write1(t, s.manifest(nil), lock)
	for _, l := range []*laptop{team[0], team[1], invited} {
		if _, err := open(b, stranger.identity(), l.identity()); err != nil {
			t.Error(err)
		}
	}
	pass, err := pack.Passphrase("一二三四五六七八")
	must(t, err)
	for _, ids := range [][]age.Identity{nil, {stranger.identity()}, {pass}} {
		if _, err := open(b, ids...); code(err) != "pack.locked" {
			t.Errorf("by %v: %v", ids, err)
		}
	}
	o, err := pack.Look("a.kpack", bytes.NewReader(b), int64(len(b)))
	must(t, err)
	if o.Vault != s.vault || o.Passphrase || !slices.Equal(o.Invitations, []string{"inv-1"}) {
		t.Errorf("outside %+v", o)
	}
	if _, err := pack.Write(&bytes.Buffer{}, pack.Draft{Manifest: s.manifest(nil), From: s, By: team[0], Lock: pack.Lock{Team: []pack.Recipient{{}}}}); err == nil {
		t.Error("packed for nobody")
	}
}

func TestAPassphraseOpensWhatItLocks(t *testing.T) {
	s := newTeam(t, 2)
	b, _ := s.write1(t, s.manifest(nil), pack.Lock{Passphrase: "ＡＢＣ一二三四五 "})
	right, err := pack.Passphrase("ABC一二三四五")
	must(t, err)
	wrong, err := pack.Passphrase("ABC一二三四六")
	must(t, err)
	if _, err := open(b, s.laptops[0].identity(), right); err != nil {
		t.Error(err)
	}
	short, err := pack.Passphrase("短")
	must(t, err)
	for _, id := range []age.Identity{wrong, short} {
		if _, err := open(b, id); code(err) != "pack.wrong" {
			t.Error(err)
		}
	}
	if _, err := open(b, s.laptops[0].identity()); code(err) != "pack.passphrase" {
		t.Error(err)
	}
	if _, err := pack.Write(&bytes.Buffer{}, pack.Draft{Manifest: s.manifest(nil), From: s, By: s.laptops[0], Lock: pack.Lock{Passphrase: "short"}}); code(err) != "passphrase.short" {
		t.Error(err)
	}
}

func TestOtherFilesAreNoPackages(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"nothing":         {"", "pack.short"},
		"zeros":           {string(make([]byte, 4096)), "pack.short"},
		"a vault":         {string(make([]byte, 16)) + "\xed\xda\x0c\xed" + string(make([]byte, 4096)), "pack.foreign"},
		"a workbook":      {"PK\x03\x04 and more of it than that", "pack.foreign"},
		"a short text":    {"hello", "pack.foreign"},
		"a later package": {"kaohe package 3\nand whatever is in it", "pack.newer"},
		"a later one yet": {"kaohe package 10\nand whatever is in it", "pack.newer"},
	} {
		if _, err := open([]byte(c.file)); code(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}
