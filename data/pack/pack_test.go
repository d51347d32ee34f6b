package pack_test

import (
	"bytes"
	"cmp"
	"crypto/ed25519"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"filippo.io/age"

	"kaohe/app/ledger"
	"kaohe/app/words"
	"kaohe/data/keys"
	"kaohe/data/oplog"
	"kaohe/data/pack"
)

// laptop is a device with its chain.
type laptop struct {
	key       ed25519.PrivateKey
	envelopes [][]byte
	records   []*ledger.Record
}

func newLaptop(n byte) *laptop {
	return &laptop{key: ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, 32))}
}

func (l *laptop) Device() ledger.Device       { return ledger.Device(l.key.Public().(ed25519.PublicKey)) }
func (l *laptop) Sign(message []byte) []byte  { return ed25519.Sign(l.key, message) }
func (l *laptop) tip() ledger.Tip             { return l.records[len(l.records)-1].Tip() }
func (l *laptop) identity() (id age.Identity) { id, _ = keys.Identity(l.key); return id }

// team is a source of the records of several laptops.
type team struct {
	vault   ledger.Hash
	laptops []*laptop
	state   *ledger.State
}

func newTeam(t testing.TB, counts ...int) *team {
	t.Helper()
	s := &team{state: ledger.New()}
	for i, n := range counts {
		l := newLaptop(byte(i + 1))
		s.laptops = append(s.laptops, l)
		for range n {
			s.write(t, l, fmt.Sprintf("d/%d", len(l.records)%3))
		}
	}
	return s
}

// write adds a record to the end of a laptop's chain.
func (s *team) write(t testing.TB, l *laptop, entity string) *ledger.Record {
	t.Helper()
	var last ledger.Tip
	if len(l.records) > 0 {
		last = l.tip()
	}
	return s.writeAfter(t, l, last, entity)
}

func (s *team) writeAfter(t testing.TB, l *laptop, last ledger.Tip, entity string) *ledger.Record {
	t.Helper()
	return s.writeValue(t, l, last, entity, len(l.records))
}

func (s *team) writeValue(t testing.TB, l *laptop, last ledger.Tip, entity string, value any) *ledger.Record {
	t.Helper()
	r := &ledger.Record{Device: l.Device(), Seq: last.Seq + 1, Prev: last.Hash, Stamp: ledger.Stamp(len(l.records)), Author: "li", Label: "edit.mark",
		Ops: []ledger.Op{{Entity: entity, Field: "mark", Value: ledger.Of(value)}}}
	e, id, err := oplog.Encode(r, s.vault, l.Sign)
	must(t, err)
	if r.ID = id; s.vault == (ledger.Hash{}) {
		s.vault = id
	}
	l.records, l.envelopes = append(l.records, r), append(l.envelopes, e)
	s.state.Apply(r)
	return r
}

func (s *team) Envelopes(d ledger.Device, after uint64, each func([]byte) error) error {
	for _, l := range s.laptops {
		order := make([]int, len(l.records))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(l.records[a].Seq, l.records[b].Seq) })
		for _, i := range order {
			if r := l.records[i]; r.Device == d && r.Seq > after {
				if err := each(l.envelopes[i]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (s *team) Tips(d ledger.Device) (tips []ledger.Tip) {
	for _, t := range s.state.Frontier(ledger.Device{}) {
		if t.Device == d {
			tips = append(tips, t)
		}
	}
	return tips
}

func (s *team) manifest(has ledger.Frontier) pack.Manifest {
	return pack.Manifest{Vault: s.vault, Made: 1_800_000_000_000, Author: "li", Chains: pack.Chains(s.state, has, nil), Heads: s.state.Frontier(ledger.Device{})}
}

func (s *team) lock() (l pack.Lock) {
	for _, x := range s.laptops {
		l.Team = append(l.Team, pack.Recipient{Key: x.Device()})
	}
	return l
}

func (s *team) write1(t testing.TB, m pack.Manifest, lock pack.Lock) ([]byte, pack.Receipt) {
	t.Helper()
	var b bytes.Buffer
	receipt, err := pack.Write(&b, pack.Draft{Manifest: m, From: s, By: s.laptops[0], Lock: lock, Contents: contents})
	must(t, err)
	return b.Bytes(), receipt
}

func open(b []byte, by ...age.Identity) (*pack.Package, error) {
	o, err := pack.Look("a.kpack", bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, err
	}
	return o.Open(by...)
}

// read gives the records of a package by device.
func read(p *pack.Package) (map[ledger.Device][]*ledger.Record, error) {
	got := map[ledger.Device][]*ledger.Record{}
	err := p.Each(func(r *ledger.Record, _ []byte) error {
		got[r.Device] = append(got[r.Device], r)
		return nil
	})
	return got, err
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func code(err error) string {
	var f *words.Fault
	if errors.As(err, &f) {
		return f.Code()
	}
	return fmt.Sprint(err)
}

func TestWhatIsPackedComesOutWhole(t *testing.T) {
	s := newTeam(t, 5, 3, 1)
	b, receipt := s.write1(t, s.manifest(nil), s.lock())
	for _, l := range s.laptops {
		p, err := open(b, l.identity())
		must(t, err)
		got, err := read(p)
		must(t, err)
		for _, x := range s.laptops {
			if !reflect.DeepEqual(got[x.Device()], x.records) {
				t.Errorf("of %s came %v", x.Device(), got[x.Device()])
			}
		}
		if p.Records != 9 || receipt.Records != 9 || receipt.Digest != p.Digest || receipt.Bytes != int64(len(b)) || p.By != s.laptops[0].Device() || !reflect.DeepEqual(p.Readers, s.lock().Readers()) || len(p.Readers) != 3 || !p.Heads.Equal(s.state.Frontier(ledger.Device{})) {
			t.Errorf("receipt %+v, manifest %+v", receipt, p.Manifest)
		}
	}
}
