//go:build linux

package torture_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/faultdisk"
	"kaohe/data/keys"
	"kaohe/data/pdfread/pdfreadtest"
	"kaohe/data/vault"
)

const (
	pin       = "246810" // the leader's
	newPIN    = "112233"
	deputyPIN = "135790"
	phrase    = "correct horse battery"
	newPhrase = "staple correct horse"
)

func TestMain(m *testing.M) {
	faultdisk.Serve()
	pdfreadtest.Keep()
	if name := os.Getenv(actorEnv); name != "" {
		os.Exit(act(name))
	}
	if job := os.Getenv(teamEnv); job != "" {
		os.Exit(member(job))
	}
	if report := os.Getenv(verbEnv); report != "" {
		if os.Getenv(waitEnv) != "" {
			waitForWord()
		}
		code := verb(os.Args[1:], nil, os.Stdout, os.Stderr)
		status, err := os.ReadFile("/proc/self/status")
		if err != nil {
			panic(err)
		}
		if err := os.WriteFile(report, status, 0o600); err != nil {
			panic(err)
		}
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// verbEnv has the test's binary run a verb, for what must be a process of its own, and names a file for what the kernel says of it at the end.
const verbEnv = "KAOHE_TEST_VERB"

// waitEnv has it wait for a word before that.
const waitEnv = "KAOHE_TEST_VERB_WAITS"

// verb runs a command line.
func verb(args []string, env *workspace.Env, out, errs io.Writer) int {
	say, err := i18n.Load("zh-Hans")
	if err != nil {
		panic(err)
	}
	if env == nil {
		usual, err := workspace.Usual("test")
		if err != nil {
			panic(err)
		}
		env = &usual
	}
	env.Cost = keys.Params{MemoryKiB: 64, Passes: 1, Threads: 1} // what a real PIN costs is the keys' own test
	return verbs.Run(context.Background(), args, verbs.Host{Out: out, Err: errs, Say: say, Env: *env})
}

// times is how much longer than usual to run: KAOHE_TORTURE.
func times() int {
	if n, err := strconv.Atoi(os.Getenv("KAOHE_TORTURE")); err == nil && n > 0 {
		return n
	}
	return 1
}

// seed of a test's randomness: the same each time, one that nobody has seen in a longer run, or KAOHE_TORTURE_SEED.
func seed(t *testing.T) uint64 {
	n := uint64(1)
	if times() > 1 {
		n = rand.Uint64()
	}
	if s, err := strconv.ParseUint(os.Getenv("KAOHE_TORTURE_SEED"), 10, 64); err == nil {
		n = s
	}
	t.Logf("seed %d", n)
	return n
}

// laptop is an environment whose keys lie in a folder, and in which all comes out the same each time.
func laptop(dir string) workspace.Env {
	clock := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	random := rand.NewChaCha8([32]byte{7})
	n := 0
	return workspace.Env{Keys: keys.Store{Dir: filepath.Join(dir, "devices"), Random: random}, Random: random, Version: "test",
		Secret: workspace.Secret{Passphrase: phrase},
		NewID:  func() string { n++; return fmt.Sprintf("n%d", n) },
		Cost:   keys.Params{MemoryKiB: 64, Passes: 1, Threads: 1},
		Now:    func() time.Time { clock = clock.Add(time.Second); return clock }}
}

// fast is a new folder that needs no disk, where there is such a thing.
func fast(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "kaohe-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func isRefused(err error, code string) bool { return errors.Is(err, words.Refuse(code)) }

const roundName = "r.kaohe"

func open(dir string) (*workspace.Workspace, error) {
	return workspace.Open(filepath.Join(dir, roundName), vault.ReadWrite, laptop(dir))
}

// first is a leader who founds a round.
func first() workspace.Founder {
	return workspace.Founder{ID: "chen", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin}
}

// foundIn is a round with a frozen standard in a folder.
func foundIn(dir string) (*workspace.Workspace, error) {
	d, err := workspace.Found(filepath.Join(dir, roundName), first(), nil, laptop(dir))
	if err != nil {
		return nil, err
	}
	return d, frozen(d)
}

func chen(pin string) session.NewPerson {
	return session.NewPerson{ID: "chen", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin}
}

// fill puts a standard that can be frozen, a team and a district into a round.
func fill(d *workspace.Workspace) error {
	std := assess.Fields("edit.standard", "std", "title", "考核评分标准", "version", "2026").
		Set("std", "grades", []standard.Grade{{Name: "优秀", From: 9000}, {Name: "合格", From: 6000}, {Name: "不合格"}}).
		Texts("std/sec/a", "title", "责任体系")
	for _, i := range []string{"a1", "a2"} {
		std.Texts("std/item/"+i, "section", "a", "code", i, "text", "责任书").Set("std/item/"+i, "points", 5000).
			Set("std/item/"+i, "rule", standard.Rule{Kind: standard.Free, Amount: 50, What: "缺一项"})
	}
	return errors.Join(d.Use("chen"), d.Apply(std),
		d.AddPerson(session.NewPerson{ID: "wu", Name: "吴", Role: assess.Deputy, PIN: deputyPIN}, "chen", pin),
		d.AddPerson(session.NewPerson{ID: "li", Name: "李", Role: assess.Member}, "chen", pin),
		d.Apply(assess.Fields("edit.district", "d/ns", "name", "南山区").Set("d/ns/assign/a", "person/chen", true).
			Texts("d/ns/sub/yh", "name", "粤海街道").Set("d/ns/sub/yh", "drawn", true).Set("d/ns/claim/a1", "points", 4000).Set("d/ns/claim/a2", "points", 5000)))
}

func freeze(d *workspace.Workspace) error { return d.Freeze("chen", pin) }

func mark(n int) *assess.Edit {
	return assess.Fields("edit.district", "d/ns", "contact", fmt.Sprint("联系人", n))
}

// digest of all that a vault holds: its newest records, which name all others by hash, what they come to when folded, and the PIN boxes.
func digest(d *workspace.Workspace) (string, error) {
	state := ledger.New()
	if err := d.Vault.Load(func(r *ledger.Record) error { state.Keep(r); return nil }); err != nil {
		return "", err
	}
	assess.Authorise(state, d.Vault.ID())
	root, count := state.Digest(ledger.Scope(state.Entities("")), ledger.Everything)
	boxes, err := d.Vault.PINBoxes()
	if err != nil {
		return "", err
	}
	h := sha256.New()
	for _, tip := range state.Frontier(ledger.Device{}) {
		fmt.Fprintf(h, "%x %d %x\n", tip.Device, tip.Seq, tip.Hash)
	}
	for _, b := range boxes {
		fmt.Fprintf(h, "%s %x\n", b.Person, b.Sealed)
	}
	return fmt.Sprintf("%s: %d records %d registers %x %x", d.Vault.Head().Sealing, len(state.Records()), count, root[:6], h.Sum(nil)[:6]), nil
}

// signs tells whether the leader can still sign: a phase, or what comes before that.
func signs(d *workspace.Workspace, pin string) error {
	if err := d.Use("chen"); err != nil {
		return err
	}
	card := func() error {
		return d.AddPerson(session.NewPerson{ID: "x", Name: "新", Role: assess.Member}, "chen", pin)
	}
	x := d.View().District("ns")
	switch {
	case x == nil:
		return card()
	case !d.View().Standard.Frozen:
		err := d.Freeze("chen", pin)
		if isRefused(err, "std.incomplete") {
			return card()
		}
		return err
	case x.Phases[assess.Preparation].Signed() != nil:
		_, err := d.Reopen("ns", assess.Preparation, "chen", pin, "补充")
		return err
	}
	_, err := d.Sign("ns", assess.Preparation, "chen", pin)
	return err
}

// explained tells whether an error says what happened and what to do.
func explained(t *testing.T, err error) bool {
	say, e := i18n.Load("zh-Hans")
	must(t, e)
	var fault *words.Fault
	return errors.As(err, &fault) && say.Explain(err).Todo != ""
}

// copied is a folder with these files.
func copied(t testing.TB, files faultdisk.Files) string {
	t.Helper()
	dir := fast(t)
	must(t, files.Write(dir))
	return dir
}

func enrol(d *workspace.Workspace) error {
	return d.EnrolDevice(session.NewLaptop{Name: "第二台", Shared: true}, "chen", pin)
}
