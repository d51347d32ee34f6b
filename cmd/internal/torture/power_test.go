//go:build linux

package torture_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/faultdisk"
	"kaohe/data/vault"
)

// day is a day's work, from the founding of a round on: what was written and synced, with a mark where the person was told that a step is done.
type day struct {
	ops    []faultdisk.Op
	states []string // after each step; that before the first is "", no round
}

// work is the day's steps.
func work(d *workspace.Workspace) (steps []func() error) {
	edit := func(e *assess.Edit) func() error { return func() error { return d.Apply(e) } }
	steps = append(steps,
		func() error { return d.Use("chen") },
		edit(assess.Fields("edit.round", "round", "title", "2026年度考核")),
		func() error {
			return d.AddPerson(session.NewPerson{ID: "wu", Name: "吴", Role: assess.Deputy, PIN: deputyPIN}, "chen", pin)
		})
	for i := range 12 {
		steps = append(steps, edit(assess.Fields("edit.district", fmt.Sprintf("d/x%d", i), "name", fmt.Sprintf("第%d区", i))))
	}
	steps = append(steps,
		edit(assess.Fields("edit.district", "d/ns", "name", "南山区", "contact", strings.Repeat("长", 9000))), // pages of its own: the file grows, and pages come free
		d.Undo, d.Redo, d.Undo,
		func() error { return takeBook(d, books()[0]) },
		func() error { return d.AddPerson(chen(newPIN), "chen", pin) },
		edit(mark(1)), edit(mark(2)),
		func() error { return d.Freeze("chen", newPIN) },
		func() error { _, err := d.Sign("ns", assess.Preparation, "chen", newPIN); return err },
		func() error {
			_, err := d.Reopen("ns", assess.Preparation, "chen", newPIN, "补充")
			return err
		},
		func() error { return d.Vault.SetSetting("place", "d/ns") },
	)
	return append(steps, edit(mark(3)), edit(mark(4)))
}

// record does a day's work on a disk. After half of it the round is closed, sealed and opened again.
func record(t *testing.T) (x day) {
	t.Helper()
	disk := faultdisk.Start(t)
	told := func(d *workspace.Workspace) {
		state, err := digest(d)
		must(t, err)
		disk.Mark(fmt.Sprint(len(x.states)))
		x.states = append(x.states, state)
	}
	x.states = []string{""}
	d, err := workspace.Found(filepath.Join(disk.Dir, roundName), first(), nil, laptop(disk.Dir))
	must(t, err)
	told(d)
	n := len(work(d))
	for i := range n {
		must(t, work(d)[i]())
		told(d)
		if i == n/2 {
			must(t, d.Close())
			env := laptop(disk.Dir)
			env.Seal = phrase
			d, err = workspace.SealVault(filepath.Join(disk.Dir, roundName), env, nil)
			must(t, err)
			told(d)
			must(t, d.Use("chen"))
		}
	}
	must(t, d.Close())
	x.ops = disk.Trace()
	return x
}

// cut is the power gone behind so many operations.
type cut struct {
	at   int
	loss faultdisk.Loss
}

// cuts are all places at which the power may go, with nothing and with all of what was not synced there, and n more with any part of it.
func (x day) cuts(n int, r *rand.Rand) (all []cut) {
	for at := 1; at <= len(x.ops); at++ {
		all = append(all, cut{at, faultdisk.Loss{Random: r}}, cut{at, faultdisk.Loss{Keep: 1, Random: r}})
	}
	for range n {
		keep := []float64{0, 0.5, 0.9}[r.IntN(3)]
		all = append(all, cut{1 + r.IntN(len(x.ops)), faultdisk.Loss{Keep: keep, Tear: 0.8, Random: r}})
	}
	slices.SortStableFunc(all, func(a, b cut) int { return a.at - b.at })
	return all
}

// told is the last step of which the person had heard.
func (x day) told(at int) (n int) {
	for _, o := range x.ops[:at] {
		if o.Kind == faultdisk.Mark {
			fmt.Sscan(o.Path, &n)
		}
	}
	return n
}

// judge opens what a cut left: all steps that the person was told of are there, and of the one after it all or nothing; and work goes on.
func (x day) judge(dir string, told int) error {
	path := filepath.Join(dir, roundName)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && told == 0 {
		return nil
	}
	d, err := workspace.Open(path, vault.ReadWrite, laptop(dir))
	if err != nil {
		return err
	}
	state, err := digest(d)
	if err == nil && state != x.states[told] && (told+1 == len(x.states) || state != x.states[told+1]) {
		at := "no state that ever was"
		for i, s := range x.states {
			if s == state {
				at = fmt.Sprint("step ", i)
			}
		}
		err = fmt.Errorf("%s, and step %d was acknowledged", at, told)
	}
	if err == nil {
		err = d.Vault.VerifyAll(nil)
	}
	if err == nil && !d.Enrolled() {
		err = errors.New("the laptop may no longer write")
	}
	if err == nil {
		if err = signs(d, newPIN); err != nil {
			err = signs(d, pin)
		}
	}
	return errors.Join(err, d.Close())
}

// lost judges all cuts, tells each that lost something, and counts them.
func (x day) lost(t *testing.T, cuts []cut, tell func(string, ...any)) (lost int) {
	t.Helper()
	tape, played := faultdisk.NewTape(nil), 0
	for i, c := range cuts {
		for ; played < c.at; played++ {
			tape.Play(x.ops[played])
		}
		dir := copied(t, tape.Cut(c.loss))
		told := x.told(c.at)
		if err := x.judge(dir, told); err != nil {
			lost++
			tell("cut %d at %d (%s), keep %v, tear %v: %v", i, c.at, x.ops[c.at-1], c.loss.Keep, c.loss.Tear, err)
		}
		must(t, os.RemoveAll(dir))
	}
	return lost
}

// TestPowerCuts: whatever of the writes that were not synced is on the disk, whole, torn, zeroed or garbled, whatever was acknowledged is there.
func TestPowerCuts(t *testing.T) {
	x := record(t)
	r := rand.New(rand.NewPCG(seed(t), 2))
	cuts := x.cuts(1000*times(), r)
	x.lost(t, cuts, t.Errorf)
	t.Logf("%d cuts in %d operations and %d steps", len(cuts), len(x.ops), len(x.states)-1)
	t.Run("without the syncs something is lost", func(t *testing.T) {
		bare := day{faultdisk.Without(x.ops, faultdisk.Sync, ".kaohe"), x.states}
		if n := bare.lost(t, bare.cuts(60, r), func(string, ...any) {}); n < 30 {
			t.Errorf("only in %d cuts: the harness does not bite", n)
		}
	})
}

// TestACutInTheMetaPage: the meta page that is being written is torn, zeroed and garbled in every step.
func TestACutInTheMetaPage(t *testing.T) {
	x := record(t)
	r := rand.New(rand.NewPCG(seed(t), 3))
	n, tape := 0, faultdisk.NewTape(nil)
	for at, o := range x.ops {
		if o.Kind != faultdisk.Write || filepath.Ext(o.Path) != ".kaohe" || o.Offset > 4096 || len(o.Data) != 4096 {
			tape.Play(o)
			continue
		}
		sound := tape.Cut(faultdisk.Loss{Keep: 1, Random: r})
		for name, spoil := range map[string]func(page []byte){
			"torn":    func(p []byte) { copy(p[16+r.IntN(64):80], make([]byte, 64)) },
			"zeroed":  func(p []byte) { clear(p) },
			"garbled": func(p []byte) { fillRandom(p, r) },
		} {
			n++
			page := bytes.Clone(o.Data)
			spoil(page)
			if len(sound[o.Path]) < int(o.Offset)+len(page) {
				continue // a new file, which nobody looks at before it has its name
			}
			files := maps.Clone(sound)
			files[o.Path] = bytes.Clone(files[o.Path])
			copy(files[o.Path][o.Offset:], page)
			dir := copied(t, files)
			if err := x.judge(dir, x.told(at+1)); err != nil {
				t.Errorf("%s at %d: %v", name, at, err)
			}
			must(t, os.RemoveAll(dir))
		}
		tape.Play(o)
	}
	if n < 60 {
		t.Errorf("only %d cuts", n)
	}
}

func fillRandom(b []byte, r *rand.Rand) {
	for i := range b {
		b[i] = byte(r.Uint32())
	}
}
