package relay

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/ledger"
	"kaohe/app/words"
)

// model is a laptop without a vault: of each device the number of records that it has. Its packages are JSON.
type model struct {
	id       ledger.Device
	has      map[ledger.Device]uint64
	team     map[ledger.Device]uint64 // reader -> the record of device 1 that let it in
	settings map[string]string
	fail     func() error // asked before each thing that can be cut
	packed   int
}

func newModel(n byte, team map[ledger.Device]uint64) *model {
	return &model{id: ledger.Device{n}, has: map[ledger.Device]uint64{}, team: team, settings: map[string]string{}, fail: func() error { return nil }}
}

func tipOf(d ledger.Device, n uint64) ledger.Tip {
	if n == 0 {
		return ledger.Tip{Device: d}
	}
	return ledger.Tip{Device: d, Seq: n, Hash: sha256.Sum256(fmt.Append(nil, d, n))}
}

func (m *model) Device() ledger.Device { return m.id }
func (m *model) Opens() string         { return "" }

// Within is never asked: the model's devices do not fork.
func (m *model) Within(f ledger.Frontier, t ledger.Tip) bool { panic("no fork") }

func (m *model) Frontier() (f ledger.Frontier) {
	for d, n := range m.has {
		f = append(f, tipOf(d, n))
	}
	f.Sort()
	return f
}

func (m *model) Readers() (out []ledger.Device) {
	for d, since := range m.team {
		if since <= m.has[ledger.Device{1}] {
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b ledger.Device) int { return int(a[0]) - int(b[0]) })
	return out
}

func (m *model) Pack(_ context.Context, path string, after ledger.Frontier) (Content, error) {
	m.packed++
	c := Content{By: m.id, Heads: m.Frontier(), Readers: m.Readers()}
	for _, t := range c.Heads {
		from := uint64(0)
		for _, a := range after {
			if a.Device == t.Device {
				from = a.Seq
			}
		}
		if from < t.Seq {
			c.Spans = append(c.Spans, Span{tipOf(t.Device, from), t})
			c.Records += int(t.Seq - from)
		}
	}
	b, err := json.Marshal(struct {
		Content
		Salt int
	}{c, len(m.settings)*1000 + m.packed}) // as encryption, no two are the same
	return c, errors.Join(err, m.fail(), os.WriteFile(path, b, 0o600))
}

func (m *model) Take(_ context.Context, path string) (c Content, added int, err error) {
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		return c, 0, err
	}
	if !slices.Contains(c.Readers, m.id) {
		return c, 0, &Waits{words.Refuse("pack.foreign")}
	}
	for _, s := range c.Spans {
		if m.has[s.Head.Device] < s.After.Seq {
			return c, 0, &Waits{words.Refuse("pack.gap", s.Head.Device.String())}
		}
	}
	if err := m.fail(); err != nil {
		return c, 0, err
	}
	for _, s := range c.Spans {
		if have := m.has[s.Head.Device]; have < s.Head.Seq {
			added += int(s.Head.Seq - have)
			m.has[s.Head.Device] = s.Head.Seq
		}
	}
	return c, added, nil
}

func (m *model) Setting(key string) string { return m.settings[key] }

func (m *model) SetSetting(key, value string) error {
	if err := m.fail(); err != nil {
		return err
	}
	m.settings[key] = value
	return nil
}

// crew is n models in one folder, all in the team from the first.
func crew(t testing.TB, n byte) ([]*model, Room, string) {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "room-") // needs no disk, where there is such a thing
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	room, err := Folder(dir)
	must(t, err)
	team, all := map[ledger.Device]uint64{}, make([]*model, n)
	for i := range all {
		all[i] = newModel(byte(i+1), team)
		team[all[i].id] = 0
	}
	return all, room, dir
}

func step(t testing.TB, m *model, room Room) Report {
	t.Helper()
	r, err := (&Engine{Laptop: m, Room: room}).Step(context.Background())
	must(t, err)
	return r
}

func files(t testing.TB, room Room) []File {
	t.Helper()
	l, err := room.List(context.Background())
	must(t, err)
	return l
}

func TestTwoLaptopsComeIntoStepAndThenNothingIsWritten(t *testing.T) {
	all, room, _ := crew(t, 2)
	a, b := all[0], all[1]
	a.has[a.id], b.has[b.id] = 3, 2
	if r := step(t, a, room); r.Sent != 3 || r.Taken != 0 {
		t.Errorf("%+v", r)
	}
	if r := step(t, b, room); r.Sent != 2 || r.Taken != 3 {
		t.Errorf("%+v", r)
	}
	if r := step(t, a, room); r.Sent != 0 || r.Taken != 2 {
		t.Errorf("%+v", r)
	}
	if !a.Frontier().Equal(b.Frontier()) {
		t.Errorf("%v, %v", a.has, b.has)
	}
	n := len(files(t, room))
	for _, m := range []*model{a, b, a, b} {
		if r := step(t, m, room); r.Sent+r.Taken+r.Files+len(r.Waiting)+r.Lost > 0 {
			t.Errorf("%+v", r)
		}
	}
	if got := len(files(t, room)); got != n || n != 2 {
		t.Errorf("%d files, were %d", got, n)
	}
}

func TestWhatCameByAnotherWayIsPassedOnOnce(t *testing.T) {
	all, room, _ := crew(t, 3)
	a, b, c := all[0], all[1], all[2]
	a.has[a.id] = 1
	step(t, a, room)
	b.has[c.id] = 7 // by a stick
	if r := step(t, b, room); r.Sent != 7 {
		t.Errorf("%+v", r)
	}
	if r := step(t, a, room); r.Sent != 0 || r.Taken != 7 {
		t.Errorf("%+v", r)
	}
	c.has[c.id] = 9
	if r := step(t, c, room); r.Sent != 2 || r.Taken != 1 {
		t.Errorf("only what the room lacks: %+v", r)
	}
}

func TestWhoJoinsCanReadEverythingAndTheTeamIsToldOnce(t *testing.T) {
	all, room, _ := crew(t, 3)
	a, b, c := all[0], all[1], all[2]
	a.team[c.id] = 6 // by a record that is to come
	a.has[a.id], b.has[b.id] = 5, 4
	step(t, a, room)
	step(t, b, room)
	if r := step(t, c, room); len(r.Waiting) != 2 || r.Waiting[0].By != a.id {
		t.Errorf("a stranger reads: %+v", r)
	}
	a.has[a.id] = 6
	if r := step(t, a, room); r.Sent != 10 || r.Taken != 4 {
		t.Errorf("all again: %+v", r)
	}
	for _, m := range []*model{b, a, b} {
		if r := step(t, m, room); r.Sent != 0 {
			t.Errorf("and again: %+v", r)
		}
	}
	if r := step(t, c, room); r.Taken != 10 || len(r.Waiting) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestAFileWaitsForWhatIsBeforeIt(t *testing.T) {
	all, room, dir := crew(t, 2)
	a, b := all[0], all[1]
	a.has[a.id] = 3
	step(t, a, room)
	first := filepath.Join(dir, files(t, room)[0].Name)
	a.has[a.id] = 5
	step(t, a, room)
	must(t, os.Rename(first, first+"~")) // not synchronised yet
	r := step(t, b, room)
	if len(r.Waiting) != 1 || r.Waiting[0].Fault.Code() != "pack.gap" || r.Waiting[0].By != a.id || r.Taken != 0 {
		t.Errorf("%+v", r)
	}
	if r := step(t, b, room); len(r.Waiting) != 1 || r.Waiting[0].Fault.Code() != "pack.gap" || len(r.Waiting[0].Fault.Args) != 1 {
		t.Errorf("said again, with its words: %+v", r)
	}
	must(t, os.Rename(first+"~", first))
	if r := step(t, b, room); r.Taken != 5 || len(r.Waiting) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestAFileInPartIsWaitedForAndALostOneIsPutThereAgain(t *testing.T) {
	all, room, dir := crew(t, 2)
	a, b := all[0], all[1]
	a.has[a.id] = 3
	step(t, a, room)
	path := filepath.Join(dir, files(t, room)[0].Name)
	must(t, os.Truncate(path, 20))
	if r := step(t, b, room); len(r.Waiting) != 1 || r.Waiting[0].Fault.Code() != "relay.partial" {
		t.Errorf("%+v", r)
	}
	if r := step(t, a, room); r.Lost != 1 || r.Sent != 3 {
		t.Errorf("its own file is short: %+v", r)
	}
	if r := step(t, b, room); r.Taken != 3 {
		t.Errorf("%+v", r)
	}
	must(t, os.Remove(path))
	for _, f := range files(t, room) {
		must(t, os.Remove(filepath.Join(dir, f.Name)))
	}
	for _, m := range all {
		if _, err := (&Engine{Laptop: m, Room: room}).Step(context.Background()); !refused(err, "relay.emptied") {
			t.Errorf("an empty room is one that is not connected: %v", err)
		}
	}
	if r, err := (&Engine{Laptop: b, Room: room, Anew: true}).Step(context.Background()); err != nil || r.Sent != 3 {
		t.Errorf("%+v, %v", r, err)
	}
	if r := step(t, a, room); r.Lost != 1 || r.Sent != 0 {
		t.Errorf("what b put there will do: %+v", r)
	}
}

func TestAFileThatRottedIsPutThereAgainByWhoWroteIt(t *testing.T) {
	all, room, dir := crew(t, 2)
	a, b := all[0], all[1]
	for range 2 * rereadFiles {
		a.has[a.id]++
		step(t, a, room)
	}
	path := filepath.Join(dir, files(t, room)[rereadFiles+3].Name)
	text, err := os.ReadFile(path)
	must(t, err)
	text[0]++
	must(t, os.WriteFile(path, text, 0o600))
	lost, sent := 0, 0
	for n := 0; n < 100 && lost == 0; n++ { // each reads half of them
		r := step(t, a, room)
		lost, sent = lost+r.Lost, sent+r.Sent
	}
	if lost != 1 || sent != 2*rereadFiles {
		t.Errorf("%d lost, %d sent", lost, sent)
	}
	if r := step(t, b, room); r.Taken != 2*rereadFiles || len(r.Waiting) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestWithholdingSwappingAndWrongNamesAreToldOf(t *testing.T) {
	all, room, dir := crew(t, 3)
	a, b, c := all[0], all[1], all[2]
	a.has[a.id] = 3
	step(t, a, room)
	hidden := filepath.Join(dir, files(t, room)[0].Name)
	step(t, b, room)
	b.has[b.id] = 1
	step(t, b, room)
	must(t, os.Rename(hidden, hidden+"~"))
	if r := step(t, c, room); len(r.Awaited) != 1 || r.Awaited[0] != tipOf(a.id, 3) {
		t.Errorf("b has read what c does not see: %+v", r)
	}
	must(t, os.Rename(hidden+"~", hidden))
	text, err := os.ReadFile(hidden)
	must(t, err)
	lie := named(9, 0, 3, string(text))
	must(t, room.Put(context.Background(), lie, strings.NewReader(string(text))))
	r := step(t, c, room)
	if len(r.Awaited) != 0 || len(r.Waiting) != 1 || r.Waiting[0].Name != lie.Name || r.Waiting[0].Fault.Code() != "relay.misplaced" {
		t.Errorf("%+v", r)
	}
	swapped := named(1, 3, 4, "what it should be")
	must(t, os.WriteFile(filepath.Join(dir, swapped.Name), []byte("what it is truly."), 0o600))
	if r := step(t, c, room); len(r.Waiting) != 2 || r.Waiting[0].Fault.Code() != "relay.partial" {
		t.Errorf("%+v", r)
	}
}

// However a room loses and cuts files and laptops die between any two writes, in the end all hold all.
func TestAllConverge(t *testing.T) {
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		n := byte(rapid.IntRange(2, 5).Draw(t, "laptops"))
		all, room, dir := crew(outer, n)
		died := errors.New("died")
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			m := all[rapid.IntRange(0, int(n)-1).Draw(t, "who")]
			switch rapid.IntRange(0, 7).Draw(t, "what") {
			case 0, 1, 2:
				m.has[m.id] += uint64(rapid.IntRange(1, 3).Draw(t, "records"))
			case 3:
				if l := files(outer, room); len(l) > 1 {
					must(outer, os.Remove(filepath.Join(dir, rapid.SampledFrom(l).Draw(t, "lost").Name)))
				}
			case 4:
				if l := files(outer, room); len(l) > 0 {
					must(outer, os.Truncate(filepath.Join(dir, rapid.SampledFrom(l).Draw(t, "cut").Name), 7))
				}
			default:
				left := rapid.IntRange(0, 8).Draw(t, "dies after")
				m.fail = func() error {
					if left--; left == 0 {
						return died
					}
					return nil
				}
				saved := maps.Clone(m.settings)
				if _, err := (&Engine{Laptop: m, Room: room}).Step(context.Background()); errors.Is(err, died) {
					m.settings = saved
				} else if err != nil {
					t.Fatal(err)
				}
				m.fail = func() error { return nil }
			}
		}
		for range 3 {
			for _, m := range all {
				step(outer, m, room)
			}
		}
		for _, m := range all {
			if m.has[m.id] != all[0].has[m.id] || !m.Frontier().Equal(all[0].Frontier()) {
				t.Fatalf("%v, %v", m.has, all[0].has)
			}
			if r := step(outer, m, room); r.Sent+r.Taken+r.Lost > 0 {
				t.Fatalf("no end: %+v", r)
			}
		}
	})
}

func TestNamesLeadNowhere(t *testing.T) {
	good := named(1, 0, 3, "x").Name
	if n, ok := ParseName(good); !ok || n.To != 3 || n.Device != (ledger.Device{1}) {
		t.Errorf("%+v, %v", n, ok)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := []byte(good)
		s[rapid.IntRange(0, len(s)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		if n, ok := ParseName(string(s)); ok && n.String() != string(s) {
			t.Fatalf("%q is read as %q", s, n)
		}
	})
	for _, s := range []string{"", "dev/../" + good[4:], good + "/x", "/" + good, strings.ToUpper(good), good + ".tmp"} {
		if _, ok := ParseName(s); ok {
			t.Errorf("%q is taken for a name", s)
		}
	}
}
