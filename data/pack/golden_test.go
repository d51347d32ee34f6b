package pack_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"slices"
	"testing"

	"kaohe/app/ledger"
	"kaohe/data/pack"
)

// golden is a package as the first version wrote it. It must open for ever, so -update writes it only where there is none.
const golden = "testdata/v1.kpack"

func TestThePackageOfTheFirstVersionOpensForEver(t *testing.T) {
	s := newTeam(t, 3, 2)
	lock := s.lock()
	lock.Team = append(lock.Team, pack.Recipient{Key: newLaptop(77).Device(), Invitation: "inv-1"})
	m := s.manifest(ledger.Frontier{s.laptops[0].records[0].Tip()})
	m.Since, m.District, m.For = ledger.Hash{5}, "nanshan", "wen"
	if _, err := os.Stat(golden); *update && errors.Is(err, fs.ErrNotExist) {
		b, _ := s.write1(t, m, lock)
		must(t, os.WriteFile(golden, b, 0o644))
	}
	b, err := os.ReadFile(golden)
	must(t, err)
	p, err := open(b, newLaptop(77).identity())
	must(t, err)
	var envelopes [][]byte
	must(t, p.Each(func(_ *ledger.Record, e []byte) error { envelopes = append(envelopes, e); return nil }))
	if want := slices.Concat(s.laptops[0].envelopes[1:], s.laptops[1].envelopes); !slices.EqualFunc(sorted(envelopes), sorted(want), bytes.Equal) {
		t.Errorf("%d records, not the %d that were put in", len(envelopes), len(want))
	}
	got := p.Manifest
	if got.Vault != s.vault || got.By != s.laptops[0].Device() || got.Made != m.Made || got.Author != "li" || got.Since != m.Since || got.District != "nanshan" ||
		got.For != "wen" || !got.Heads.Equal(m.Heads) || !slices.Equal(got.Chains, m.Chains) || len(got.Readers) != 3 || !slices.Equal(p.Invitations, []string{"inv-1"}) {
		t.Errorf("manifest %+v", got)
	}
	if want := "kaohe package 1\n"; !bytes.HasPrefix(b, []byte(want)) {
		t.Errorf("begins with %s", hex.EncodeToString(b[:16]))
	}
}

func sorted(all [][]byte) [][]byte {
	all = slices.Clone(all)
	slices.SortFunc(all, bytes.Compare)
	return all
}

// goldenFiles is the first package that carried files.
const goldenFiles = "testdata/v2.kpack"

func TestThePackageOfTheFirstVersionThatCarriedFilesOpensForEver(t *testing.T) {
	s := newTeam(t, 3, 2)
	if _, err := os.Stat(goldenFiles); *update && errors.Is(err, fs.ErrNotExist) {
		b, _ := s.write1(t, withFiles(s), s.lock())
		must(t, os.WriteFile(goldenFiles, b, 0o644))
	}
	b, err := os.ReadFile(goldenFiles)
	must(t, err)
	p, err := open(b, s.laptops[1].identity())
	must(t, err)
	if records, err := read(p); err != nil || len(records) != 2 || !slices.Equal(got(p), inOrder()) || p.Files[4] != evidence()[4] {
		t.Errorf("%v, %d files", err, len(p.Files))
	}
}
