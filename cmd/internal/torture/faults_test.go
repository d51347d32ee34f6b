//go:build linux

package torture_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/faultdisk"
	"kaohe/data/pack"
	"kaohe/data/vault"
)

// begin gives the files that an action begins with.
func (a *action) begin(t *testing.T) faultdisk.Files {
	t.Helper()
	before := a.before
	if a.makes == roundName {
		return faultdisk.Files{}
	}
	if before == nil {
		before = frozen
	}
	dir := fast(t)
	d, err := workspace.Found(filepath.Join(dir, roundName), first(), nil, laptop(dir))
	must(t, err)
	must(t, errors.Join(before(d), d.Close()))
	if a.prepare != nil {
		must(t, a.prepare(dir))
	}
	files, err := faultdisk.ReadFiles(dir)
	must(t, err)
	if a.foreign && !a.keys {
		for name := range files {
			if name != roundName {
				delete(files, name)
			}
		}
	}
	if a.spoil != nil {
		a.spoil(files)
	}
	return files
}

// do does it in a folder and closes the round. Arm is called when it begins, and then, if set, when it is over and the window still open. Done
// tells that the person was told so.
func (a *action) do(dir string, arm func(), then func(*workspace.Workspace, error)) (done bool, err error) {
	if a.in != nil {
		arm()
		err := a.in(dir)
		return err == nil, err
	}
	d, err := open(dir)
	if err != nil {
		return false, err
	}
	if err = d.Use("chen"); err == nil && a.ready != nil {
		err = a.ready(d)
	}
	if err == nil {
		arm()
		err = a.on(d)
	}
	done = err == nil
	if then != nil {
		then(d, err)
	}
	return done, errors.Join(err, d.Close())
}

// outcome is what stands on a disk after an action, read where the disk is sound again: "" for no round.
func (a *action) outcome(t *testing.T, files faultdisk.Files) (state string, trouble error) {
	t.Helper()
	dir := copied(t, files)
	defer os.RemoveAll(dir)
	name := a.makes
	if name == "" {
		name = roundName
	}
	path := filepath.Join(dir, name)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if a.makes == "" {
			return "", errors.New("the round is gone")
		}
		if err := a.in(dir); err != nil {
			return "", fmt.Errorf("and it can't be made now: %w", err)
		}
		return "", nil
	}
	if err := sound(dir); err != nil {
		return "", err
	}
	env, opensBy := laptop(dir), ""
	d, err := workspace.Open(path, vault.ReadWrite, env)
	if isRefused(err, "passphrase.wrong") {
		env.Secret.Passphrase, opensBy = newPhrase, " by the new passphrase"
		d, err = workspace.Open(path, vault.ReadWrite, env)
	}
	if err != nil {
		return "", err
	}
	defer d.Close()
	if err := d.Vault.VerifyAll(nil); err != nil {
		return "", err
	}
	if files, err := d.CheckFiles(context.Background(), progress); err != nil || !files.Clean() || d.Plain != nil {
		return "", fmt.Errorf("files of evidence: %+v, %w, %w", files, err, d.Plain)
	}
	if state, err = digest(d); err != nil {
		return "", err
	}
	return state + opensBy, a.goesOn(d)
}

// sound tells whether all backups and packages in a folder are whole.
func sound(dir string) error {
	packages, err := filepath.Glob(filepath.Join(dir, "*.kpack"))
	for _, path := range packages {
		b, e := os.ReadFile(path)
		if e == nil {
			_, e = pack.Look(path, bytes.NewReader(b), int64(len(b)))
		}
		err = errors.Join(err, e)
	}
	copies, e := filepath.Glob(filepath.Join(dir, "备份", "[^.]*.kaohe"))
	err = errors.Join(err, e)
	for _, path := range copies {
		v, e := vault.Open(path, vault.ReadOnly, nil)
		if e == nil {
			e = errors.Join(v.VerifyAll(nil), v.Close())
		}
		err = errors.Join(err, e)
	}
	return err
}

// goesOn tells whether people can still work: edit, and sign with the old or the new PIN.
func (a *action) goesOn(d *workspace.Workspace) (err error) {
	pins := a.pins
	if pins == nil {
		pins = []string{pin}
	}
	if !d.Enrolled() {
		if !a.foreign && a.makes != "good.kaohe" {
			return errors.New("the laptop may no longer write")
		}
		if err := enrol(d); err != nil {
			return err
		}
	}
	for _, p := range pins {
		if err = signs(d, p); err == nil {
			return d.Apply(assess.Fields("edit.round", "round", "title", "还能改"))
		}
	}
	return fmt.Errorf("nobody can sign: %w", err)
}

// tried is one action that met one fault.
type tried struct {
	done  bool
	err   error
	files faultdisk.Files
	ops   []faultdisk.Op
}

// bench is a disk with room for many tries.
type bench struct {
	*faultdisk.Disk
	n int
}

// try does an action on files with a fault.
func (b *bench) try(t *testing.T, a *action, files faultdisk.Files, f faultdisk.Fault, then func(*workspace.Workspace, error)) (x tried) {
	t.Helper()
	dir, behind := b.folder(t, files)
	x.done, x.err = a.do(dir, func() { b.Arm(f) }, then)
	x.ops = b.Trace()
	var err error
	x.files, err = faultdisk.ReadFiles(behind)
	must(t, err)
	maps, err := os.ReadFile("/proc/self/maps")
	must(t, err)
	if strings.Contains(string(maps), dir) {
		t.Errorf("%s, %s at %d: the file is still mapped", a.name, faultdisk.Hows[f.How], f.At)
	}
	must(t, os.RemoveAll(behind))
	return x
}

// folder puts files into a new folder of the disk, which is sound again.
func (b *bench) folder(t *testing.T, files faultdisk.Files) (dir, behind string) {
	t.Helper()
	b.Arm(faultdisk.Fault{})
	b.n++
	name := fmt.Sprint("try", b.n)
	dir, behind = filepath.Join(b.Dir, name), filepath.Join(b.Behind, name)
	must(t, os.Mkdir(behind, 0o700))
	must(t, files.Write(behind))
	return dir, behind
}

// ends are the states that an action may leave, and how many operations it takes.
type ends struct {
	was, is string
	next    string // after one more edit in the same window
	n       int
}

// measure does an action without any fault.
func (b *bench) measure(t *testing.T, a *action, files faultdisk.Files) (e ends) {
	t.Helper()
	judge := func(files faultdisk.Files) string {
		state, err := a.outcome(t, files)
		must(t, err)
		return state
	}
	e.was = judge(files)
	if a.ready != nil {
		dir, behind := b.folder(t, files)
		_, err := (&action{on: a.ready}).do(dir, func() {}, nil)
		must(t, err)
		ready, err := faultdisk.ReadFiles(behind)
		must(t, err)
		e.was = judge(ready)
	}
	whole := b.try(t, a, files, faultdisk.Fault{}, nil)
	must(t, whole.err)
	e.is, e.n = judge(whole.files), len(whole.ops)
	if (e.is == e.was) != a.same || e.n == 0 {
		t.Fatalf("nothing happens in %d operations: %s", e.n, e.is)
	}
	if a.on != nil {
		b.try(t, a, files, faultdisk.Fault{}, func(d *workspace.Workspace, err error) { e.next, _ = b.goOn(t, d, faultdisk.Fault{}, err) })
	}
	return e
}

// TestEveryWriteOfEveryAction: whatever fails at whatever write, sync, rename, creation or removal, what is on the disk is the round as it was or
// as it was to be, the latter where the person was told so, and somebody can sign.
func TestEveryWriteOfEveryAction(t *testing.T) {
	all, most := 0, 25 // operations; of longer actions each is hit in two ways, and in all of them in a longer run
	if times() > 1 {
		most = 1 << 20
	}
	for i := range actions {
		a := &actions[i]
		t.Run(a.name, func(t *testing.T) {
			b := &bench{Disk: faultdisk.Start(t)}
			files := a.begin(t)
			e := b.measure(t, a, files)
			hows := []faultdisk.How{faultdisk.Dead, faultdisk.Torn, faultdisk.NoSpaceOnce, faultdisk.NoSpace, faultdisk.FaultOnce}
			for at := 1; at <= e.n; at++ {
				for i, how := range hows {
					if i > 0 && e.n > most && i != 1+at%4 {
						continue
					}
					all++
					b.hit(t, a, files, faultdisk.Fault{At: at, How: how}, e)
				}
			}
			t.Logf("%d operations", e.n)
		})
	}
	t.Logf("%d faults", all)
}

// hit does an action with a fault and judges what is left.
func (b *bench) hit(t *testing.T, a *action, files faultdisk.Files, f faultdisk.Fault, e ends) {
	t.Helper()
	dead := f.How == faultdisk.Dead || f.How == faultdisk.Torn
	next, wentOn := "", false // what stands when the same window went on
	var then func(*workspace.Workspace, error)
	if !dead {
		then = func(d *workspace.Workspace, err error) { next, wentOn = b.goOn(t, d, f, err) }
	}
	x := b.try(t, a, files, f, then)
	where := fmt.Sprintf("%s at %d", faultdisk.Hows[f.How], f.At)
	if f.At <= len(x.ops) {
		where += " (" + x.ops[f.At-1].String() + ")"
	}
	if x.err != nil && !dead && !explained(t, x.err) {
		t.Errorf("%s: nobody is told what to do: %v", where, x.err)
	}
	got, err := a.outcome(t, x.files)
	switch {
	case err != nil:
		t.Errorf("%s: %v", where, err)
	case wentOn:
		if !strings.HasPrefix(got, next) { // by whatever passphrase it opens
			t.Errorf("%s: then it went on, and %s is now %s", where, next, got)
		}
	case got == e.is, got == e.was && !x.done, got == e.next && !dead:
	default:
		t.Errorf("%s: done: %v, %s: neither before (%s) nor after (%s)", where, x.done, got, e.was, e.is)
	}
}

// goOn edits in the same window after a fault, when there is room again, and gives what stands then; false where the window said what to do
// first.
func (b *bench) goOn(t *testing.T, d *workspace.Workspace, f faultdisk.Fault, err error) (state string, went bool) {
	t.Helper()
	if f.How == faultdisk.NoSpace {
		b.Arm(faultdisk.Fault{}) // somebody made room
	}
	if e := d.Apply(mark(99)); e != nil {
		if !explained(t, e) {
			t.Errorf("%s at %d: %v, and the next edit: nobody is told what to do: %v", faultdisk.Hows[f.How], f.At, err, e)
		}
		return "", false
	}
	state, e := digest(d)
	if e != nil {
		t.Errorf("%s at %d: after the next edit: %v", faultdisk.Hows[f.How], f.At, e)
	}
	return state, true
}

const actorEnv = "KAOHE_TEST_ACTOR"

// act does an action in this process, for one that is killed: NAME of the action, then the folder.
func act(arg string) int {
	name, dir, _ := strings.Cut(arg, "\n")
	for i := range actions {
		if a := &actions[i]; a.name == name {
			if done, err := a.do(dir, waitForWord, nil); !done {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
			fmt.Println("done")
			return 0
		}
	}
	return 1
}

// waitForWord says that the action is about to begin, and waits until it may.
func waitForWord() {
	fmt.Println("ready")
	_, _ = io.ReadFull(os.Stdin, make([]byte, 1))
}

// TestKill: what Dead stands for above, with a real process that is killed in some of the operations.
func TestKill(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 1))
	b := &bench{Disk: faultdisk.Start(t)}
	for i := range actions {
		a := &actions[i]
		files := a.begin(t)
		e := b.measure(t, a, files)
		for range times() {
			at := 1 + r.IntN(e.n)
			done, left := b.kill(t, a, files, at)
			got, err := a.outcome(t, left)
			if err != nil {
				t.Errorf("%s, killed at %d: %v", a.name, at, err)
			}
			if got != e.is && (done || got != e.was) {
				t.Errorf("%s, killed at %d, done: %v: %s, before %s, after %s", a.name, at, done, got, e.was, e.is)
			}
		}
	}
}

// kill has a process do an action and kills it in an operation.
func (b *bench) kill(t *testing.T, a *action, files faultdisk.Files, at int) (done bool, left faultdisk.Files) {
	t.Helper()
	dir, behind := b.folder(t, files)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), actorEnv+"="+a.name+"\n"+dir)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("no actor")
	}
	b.Arm(faultdisk.Fault{At: at, How: faultdisk.Kill, Victim: cmd.Process.Pid})
	_, err = in.Write([]byte{'\n'})
	must(t, err)
	for lines.Scan() {
		done = done || lines.Text() == "done"
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.Exited() {
		t.Errorf("%s: not killed at %d: %v", a.name, at, err)
	}
	left, err = faultdisk.ReadFiles(behind)
	must(t, err)
	return done, left
}
