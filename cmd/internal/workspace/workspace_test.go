package workspace_test

import (
	"encoding/json"
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"kaohe/app/assess"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/pdfread/pdfreadtest"
	"kaohe/data/vault"
)

var update = flag.Bool("update", false, "make the golden vault anew: only for a new format, the old one must open for ever")

const pin = "246810"

// cheap is an environment with quick PINs, a fixed clock and fixed randomness.
func cheap(t testing.TB) workspace.Env {
	t.Helper()
	clock := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	random := rand.NewChaCha8([32]byte{7})
	return workspace.Env{Keys: keys.Store{Dir: filepath.Join(t.TempDir(), "devices"), Random: random}, Random: random, NewID: session.NewID, Version: "test",
		Cost: keys.Params{MemoryKiB: 64, Passes: 1, Threads: 1},
		Now:  func() time.Time { clock = clock.Add(time.Second); return clock }}
}

func found(t *testing.T, path string, env workspace.Env) *workspace.Workspace {
	t.Helper()
	d, err := workspace.Found(path, workspace.Founder{ID: "chen", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin},
		assess.Fields("edit.round", "round", "title", "2026年度考核"), env)
	if err != nil {
		t.Fatal(err)
	}
	must(t, d.Use("chen"))
	must(t, d.Apply(assess.Fields("edit.standard", "std/sec/a", "title", "责任体系").Texts("std/item/a1", "section", "a", "code", "1.1").
		Set("std/item/a1", "points", 500)))
	must(t, d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "name", "南山区").Set("d/ns/assign/a", "person/chen", true).
		Texts("d/ns/sub/yh", "name", "粤海街道").Set("d/ns/sub/yh", "drawn", true).Set("d/ns/claim/a1", "points", 500)))
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, code string, err error) {
	t.Helper()
	if !errors.Is(err, words.Refuse(code)) {
		t.Fatalf("want refusal %q, got %v", code, err)
	}
}

func reopen(t *testing.T, path string, env workspace.Env) *workspace.Workspace {
	t.Helper()
	d, err := workspace.Open(path, vault.ReadWrite, env)
	must(t, err)
	t.Cleanup(func() { d.Close() })
	return d
}

func TestWhatWasWrittenIsThereAfterReopening(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	d := found(t, path, env)
	_, err := d.Sign("ns", assess.Preparation, "chen", "999999")
	refused(t, "pin.wrong", err)
	_, err = d.Sign("ns", assess.Preparation, "chen", pin)
	must(t, err)
	want := d.View()
	must(t, d.Close())
	if got := reopen(t, path, env).View(); !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}

func TestNewPINOpensAndOldOneDoesNot(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	d := found(t, path, env)
	must(t, d.AddPerson(session.NewPerson{ID: "chen", Name: "陈喆", Role: assess.Leader, PIN: "112233"}, "chen", pin))
	_, err := d.Sign("ns", assess.Preparation, "chen", pin)
	refused(t, "pin.wrong", err)
	_, err = d.Sign("ns", assess.Preparation, "chen", "１１２２３３") // as an input method may leave them
	must(t, err)
	must(t, d.AddPerson(session.NewPerson{ID: "chen", Name: "陈喆", Role: assess.Leader, PIN: "445566"}, "chen", "112233"))
	must(t, d.Close())
	if so := reopen(t, path, env).View().District("ns").Phases[assess.Preparation].Signed(); so == nil {
		t.Fatal("what was signed with an earlier PIN must stay signed")
	}
}

func TestOpenTwiceIsRefused(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	d := found(t, path, env)
	defer d.Close()
	_, err := workspace.Open(path, vault.ReadWrite, env)
	refused(t, "vault.busy", err)
}

func TestReadOnlyWritesNothing(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	must(t, found(t, path, env).Close())
	before, err := os.ReadFile(path)
	must(t, err)
	d, err := workspace.Open(path, vault.ReadOnly, env)
	must(t, err)
	must(t, d.Use("chen"))
	refused(t, "device.unknown", d.Apply(assess.Fields("edit.district", "d/ns", "contact", "x")))
	must(t, d.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	if !reflect.DeepEqual(before, after) {
		t.Fatal("the file changed")
	}
}

func TestRestoredBackupNeedsEnrolmentAndForksNothing(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	path := filepath.Join(dir, "a.kaohe")
	must(t, found(t, path, env).Close())
	backup, err := os.ReadFile(path)
	must(t, err)
	d := reopen(t, path, env)
	must(t, d.Use("chen"))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", "一")))
	must(t, d.Close())
	must(t, os.WriteFile(path, backup, 0o600))
	d = reopen(t, path, env)
	must(t, d.Use("chen"))
	refused(t, "device.unknown", d.Apply(assess.Fields("edit.district", "d/ns", "contact", "二")))
	refused(t, "pin.wrong", d.EnrolDevice(session.NewLaptop{Name: "同一台", Shared: true}, "chen", "000000"))
	must(t, d.EnrolDevice(session.NewLaptop{Name: "同一台", Shared: true}, "chen", pin))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", "二")))
	if d.View().Forks != 0 {
		t.Fatal("the restored vault went on under the old key")
	}
}

// Looking into an older copy, or enrolling it, takes nothing from the live file.
func TestOlderCopyLeavesTheLiveFileItsKey(t *testing.T) {
	for name, enrol := range map[string]bool{"looked at": false, "enrolled": true} {
		dir, env := t.TempDir(), cheap(t)
		live, old := filepath.Join(dir, "a.kaohe"), filepath.Join(dir, "old.kaohe")
		write := func(path, text string) {
			t.Helper()
			d := reopen(t, path, env)
			must(t, d.Use("chen"))
			must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", text)))
			must(t, d.Close())
		}
		must(t, found(t, live, env).Close())
		b, err := os.ReadFile(live)
		must(t, err)
		must(t, os.WriteFile(old, b, 0o600))
		write(live, "一")
		before, err := os.ReadDir(env.Keys.Dir)
		must(t, err)
		d := reopen(t, old, env)
		if d.Enrolled() {
			t.Fatalf("%s: the older copy goes on under the live file's key", name)
		}
		if enrol {
			must(t, d.EnrolDevice(session.NewLaptop{Name: "旧", Shared: true}, "chen", pin))
		}
		must(t, d.Close())
		if after, err := os.ReadDir(env.Keys.Dir); err != nil || !enrol && len(after) != len(before) {
			t.Errorf("%s: keys were made: %v %v", name, after, err)
		}
		write(live, "二")
		if enrol {
			write(old, "三")
			write(live, "四")
		}
	}
}

// Killed before it was closed, and yesterday's file put back: the mark was kept with each edit.
func TestYesterdaysFileIsNoticedAfterAKill(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	must(t, found(t, path, env).Close())
	yesterday, err := os.ReadFile(path)
	must(t, err)
	d := reopen(t, path, env)
	must(t, d.Use("chen"))
	must(t, d.Apply(assess.Fields("edit.district", "d/ns", "contact", "一")))
	must(t, d.Vault.Close()) // as a kill does: the desk is not closed
	today, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, yesterday, 0o600))
	if d := reopen(t, path, env); d.Enrolled() {
		t.Error("yesterday's file goes on under today's key")
	} else {
		must(t, d.Close())
	}
	must(t, os.WriteFile(path, today, 0o600))
	if d := reopen(t, path, env); !d.Enrolled() {
		t.Error("today's file lost its key")
	}
}

func TestDamagedKeyFileMakesANewKey(t *testing.T) {
	path, env := filepath.Join(t.TempDir(), "a.kaohe"), cheap(t)
	must(t, found(t, path, env).Close())
	files, err := filepath.Glob(filepath.Join(env.Keys.Dir, "*.key"))
	must(t, err)
	must(t, os.WriteFile(files[0], []byte("x"), 0o600))
	d := reopen(t, path, env)
	if d.Enrolled() {
		t.Fatal("a new key can't be enrolled yet")
	}
}

// golden is what a reader sees of the golden round.
type golden struct {
	Vault, Title, District, Status, Signer, Digest, Fault string
	Mark                                                  string
	Records                                               int
}

func TestGoldenRoundOpensForEver(t *testing.T) {
	file, want := "testdata/round1.kaohe", golden{}
	if *update {
		makeGolden(t, file)
	}
	d, err := workspace.Open(file, vault.ReadOnly, cheap(t))
	must(t, err)
	defer d.Close()
	n := 0
	must(t, d.Vault.VerifyAll(func(done, _ int) { n = done }))
	if held := d.View().Held; len(held) > 0 {
		t.Fatalf("of an old round nothing may be held: %+v", held)
	}
	x := d.View().Districts[0]
	so := x.Phases[assess.Preparation].SignOffs[0]
	got := golden{Vault: d.View().Vault.String(), Title: d.View().Title, District: x.Name, Status: x.Phases[assess.Preparation].Status.Key(),
		Signer: d.View().Name(so.Person), Digest: so.Digest.String(), Fault: so.Fault, Mark: x.Score("a1").Mark.String(), Records: n}
	if *update {
		b, err := json.MarshalIndent(got, "", "  ")
		must(t, err)
		must(t, os.WriteFile("testdata/round1.json", append(b, '\n'), 0o644))
	}
	b, err := os.ReadFile("testdata/round1.json")
	must(t, err)
	must(t, json.Unmarshal(b, &want))
	if got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
}

func makeGolden(t *testing.T, file string) {
	t.Helper()
	must(t, os.MkdirAll("testdata", 0o755))
	if err := os.Remove(file); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	d := found(t, file, cheap(t))
	_, err := d.Sign("ns", assess.Preparation, "chen", pin)
	must(t, err)
	must(t, d.Apply(assess.SetMark(d.View().District("ns"), d.View().District("ns").Score("a1"), 300, "x1")))
	must(t, d.Close())
}

func TestMain(m *testing.M) {
	pdfreadtest.Keep()
	os.Exit(m.Run())
}
