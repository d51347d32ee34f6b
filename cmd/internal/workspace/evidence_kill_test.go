package workspace_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/intake"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// takingEnv names, for a process that is killed, the folder in which it takes files.
const takingEnv = "KAOHE_TEST_TAKING"

// manyShots is how many photos come in, in three records.
const manyShots = 300

// laptop is cheap with keys in a folder, for several processes.
func laptop(t testing.TB, dir string) workspace.Env {
	env := cheap(t)
	env.Keys = keys.Store{Dir: filepath.Join(dir, "devices"), Random: env.Random}
	return env
}

// takeAll takes the photos of a folder.
func takeAll(d *workspace.Workspace, dir string, progress func(done, total int)) (*intake.Outcome, error) {
	r := intake.Request{District: "ns", Phase: assess.Onsite, Person: "chen"}
	for i := range manyShots {
		r.Files = append(r.Files, intake.File{Path: filepath.Join(dir, "card", fmt.Sprint(i, ".png"))})
	}
	return d.Take(context.Background(), r, progress)
}

// TestTakingUntilKilled is what the process does that is killed, and nothing else.
func TestTakingUntilKilled(t *testing.T) {
	dir := os.Getenv(takingEnv)
	if dir == "" {
		return
	}
	d, err := workspace.Open(filepath.Join(dir, "a.kaohe"), vault.ReadWrite, laptop(t, dir))
	must(t, err)
	_, err = takeAll(d, dir, func(done, _ int) { fmt.Println(done) })
	must(t, err)
}

func TestEveryFileThatIsNamedIsThereAfterAKill(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "card"), 0o700))
	for i := range manyShots {
		must(t, os.WriteFile(filepath.Join(dir, "card", fmt.Sprint(i, ".png")), shot(t, i), 0o600))
	}
	d := found(t, filepath.Join(dir, "a.kaohe"), laptop(t, dir))
	for _, at := range []int{manyShots / 2, manyShots * 5 / 6} {
		must(t, d.Close())
		told := takeUntil(t, dir, at)
		d = reopen(t, filepath.Join(dir, "a.kaohe"), laptop(t, dir))
		list := d.View().District("ns").Evidence
		if len(list) < told/100*100 {
			t.Errorf("killed when %d were told: %d are there", told, len(list))
		}
		for _, x := range list {
			kept(t, d, x.ID)
		}
	}
	out, err := takeAll(d, dir, nil)
	must(t, err)
	if n := len(d.View().District("ns").Evidence); len(out.Added)+len(out.Known) != manyShots || n != manyShots {
		t.Errorf("taken once more: %d added, %d known, %d in all", len(out.Added), len(out.Known), n)
	}
	for _, sum := range sums(out) {
		kept(t, d, sum)
	}
}

// takeUntil has a process take files, and kills it once it has told of so many; it may have told of more.
func takeUntil(t *testing.T, dir string, at int) (told int) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^TestTakingUntilKilled$")
	c.Env = append(os.Environ(), takingEnv+"="+dir)
	out, err := c.StdoutPipe()
	must(t, err)
	must(t, c.Start())
	for lines := bufio.NewScanner(out); lines.Scan(); {
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			continue // the test's own words
		}
		if told = n; n == at {
			must(t, c.Process.Kill())
		}
	}
	_ = c.Wait() // it was killed
	if told < at {
		t.Fatalf("it ended after %d", told)
	}
	return told
}
