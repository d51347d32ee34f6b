//go:build linux

package torture_test

import (
	"bufio"
	crand "crypto/rand"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// teamEnv has the test's binary be a laptop of a team that works and exchanges until it is killed: its folder, the way of exchange and where, and the
// number of its first edit, a line each.
const teamEnv = "KAOHE_TEST_TEAM"

// another is the environment of a laptop that shares nothing with others.
func another(dir string) workspace.Env {
	env := laptop(dir)
	env.Keys = keys.Store{Dir: filepath.Join(dir, "devices"), Random: crand.Reader}
	env.Random, env.NewID, env.Now = crand.Reader, session.NewID, time.Now
	return env
}

// member works on a laptop: it says each number once its edit is acknowledged. Whoever started it kills it.
func member(job string) int {
	part := strings.Split(job, "\n")
	at := meeting{way: part[1], where: part[2]}
	n, err := strconv.Atoi(part[3])
	for err == nil {
		err = on(part[0], func(d *workspace.Workspace) error {
			for range 3 {
				n++
				if err := d.Apply(assess.Fields("edit.district", place(n), "name", fmt.Sprint("街道", n))); err != nil {
					return err
				}
				if _, err := fmt.Println(n); err != nil {
					return err
				}
			}
			_, err := at.exchange(d)
			return err
		})
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

func place(n int) string { return fmt.Sprint("d/ns/sub/n", n) }

func on(dir string, do func(*workspace.Workspace) error) error {
	d, err := workspace.Open(filepath.Join(dir, roundName), vault.ReadWrite, another(dir))
	if err != nil {
		return err
	}
	return errors.Join(d.Use("chen"), do(d), d.Close())
}

// crew is a team of laptops, each with a copy of the round in which it enrolled itself, and where it exchanges.
type crew struct {
	t     *testing.T
	dirs  []string
	at    meeting
	files string // where the files lie that can be harmed, as a pattern
	mu    sync.Mutex
	said  *sync.Cond
	acked map[int]bool
	wrote []string // on standard error
}

func newCrew(t *testing.T, laptops int, at meeting, files string) *crew {
	c := &crew{t: t, at: at, files: files, acked: map[int]bool{}}
	c.said = sync.NewCond(&c.mu)
	origin := fast(t)
	d, err := workspace.Found(filepath.Join(origin, roundName), first(), nil, another(origin))
	must(t, err)
	must(t, errors.Join(frozen(d), d.Close()))
	c.dirs = []string{origin}
	round, err := os.ReadFile(filepath.Join(origin, roundName))
	must(t, err)
	for i := 1; i < laptops; i++ {
		dir := fast(t)
		must(t, os.WriteFile(filepath.Join(dir, roundName), round, 0o600))
		must(t, on(dir, func(d *workspace.Workspace) error {
			return d.EnrolDevice(session.NewLaptop{Name: fmt.Sprint("第", i+1, "台"), Shared: true, People: []string{[]string{"wu", "li"}[i%2]}}, "chen", pin)
		}))
		c.dirs = append(c.dirs, dir)
	}
	return c
}

// worker is a process that works on a laptop.
type worker struct {
	cmd   *exec.Cmd
	done  sync.WaitGroup
	edits int // that were acknowledged
	ended bool
}

func (c *crew) start(laptop, from int) *worker {
	self, err := os.Executable()
	must(c.t, err)
	w := &worker{cmd: exec.Command(self)}
	w.cmd.Env = append(os.Environ(), teamEnv+"="+strings.Join([]string{c.dirs[laptop], c.at.way, c.at.where, strconv.Itoa(from)}, "\n"))
	out, err := w.cmd.StdoutPipe()
	must(c.t, err)
	errs, err := w.cmd.StderrPipe()
	must(c.t, err)
	must(c.t, w.cmd.Start())
	w.done.Go(func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if n, err := strconv.Atoi(lines.Text()); err == nil {
				c.note(func() { c.acked[n], w.edits = true, w.edits+1 })
			}
		}
		c.note(func() { w.ended = true })
	})
	w.done.Go(func() {
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			c.note(func() { c.wrote = append(c.wrote, lines.Text()) })
		}
	})
	return w
}

func (c *crew) note(what func()) {
	c.mu.Lock()
	what()
	c.mu.Unlock()
	c.said.Broadcast()
}

// kill kills a process once it has done so many edits, in the middle of whatever it does some moments later.
func (c *crew) kill(w *worker, edits int, later time.Duration) {
	c.mu.Lock()
	for w.edits < edits && !w.ended {
		c.said.Wait()
	}
	c.mu.Unlock()
	time.Sleep(later)
	must(c.t, w.cmd.Process.Kill())
	w.done.Wait()
	_ = w.cmd.Wait() // that it was killed is no news
}

// harm has a file be lost or cut; never all, for that is a room which is not there.
func (c *crew) harm(r *rand.Rand) {
	files, err := filepath.Glob(c.files)
	must(c.t, err)
	if len(files) < 3 {
		return
	}
	victim := files[r.IntN(len(files))]
	if r.IntN(2) == 0 {
		must(c.t, os.Remove(victim))
		return
	}
	must(c.t, os.Truncate(victim, int64(r.IntN(200))))
}

func TestTeamsConvergeThoughKilledAndTheFolderLosesFiles(t *testing.T) {
	for _, laptops := range []int{2, 7} {
		t.Run(fmt.Sprint(laptops), func(t *testing.T) {
			dir := fast(t)
			newCrew(t, laptops, meeting{way: inFolder, where: dir}, roomFiles(dir)).converges(30)
		})
	}
}

// converges has all work and exchange, kills them so many times, harms files meanwhile, and holds the laptops against each other in the end.
func (c *crew) converges(kills int) {
	r, workers, begun := rand.New(rand.NewPCG(seed(c.t), uint64(len(c.dirs)))), make([]*worker, len(c.dirs)), 0
	begin := func(i int) {
		begun++
		workers[i] = c.start(i, begun*1000)
	}
	for i := range workers {
		begin(i)
	}
	for range kills * times() {
		i := r.IntN(len(workers))
		c.kill(workers[i], r.IntN(12), time.Duration(r.IntN(60))*time.Millisecond)
		begin(i)
		if r.IntN(3) == 0 {
			c.harm(r)
		}
	}
	for _, w := range workers {
		c.kill(w, 1, 0)
	}
	if len(c.wrote) > 0 {
		c.t.Fatalf("a laptop says: %q", c.wrote)
	}
	c.settle()
	c.compare()
}

// settle exchanges until nothing moves.
func (c *crew) settle() {
	c.at.whole = true
	for range 10 {
		moved := 0
		for _, dir := range c.dirs {
			must(c.t, on(dir, func(d *workspace.Workspace) error {
				n, err := c.at.exchange(d)
				moved += n
				return err
			}))
		}
		if moved == 0 {
			return
		}
	}
	c.t.Fatal("there is no end to it")
}

// compare holds the laptops against each other and against what was acknowledged.
func (c *crew) compare() {
	want := ""
	for i, dir := range c.dirs {
		must(c.t, on(dir, func(d *workspace.Workspace) error {
			got, err := digest(d)
			if i == 0 {
				want = got
			} else if got != want {
				c.t.Errorf("laptop %d has %s, the first %s", i+1, got, want)
			}
			there := map[string]bool{}
			for _, s := range d.View().District("ns").Subdistricts {
				there["d/ns/sub/"+s.ID] = true
			}
			for n := range c.acked {
				if !there[place(n)] {
					c.t.Errorf("laptop %d lost edit %d", i+1, n)
				}
			}
			return err
		}))
		if code := verb([]string{"verify", filepath.Join(dir, roundName)}, nil, os.Stderr, os.Stderr); code != 0 {
			c.t.Errorf("verify of laptop %d ends with %d", i+1, code)
		}
	}
	c.t.Logf("%d edits, %s", len(c.acked), want)
}
