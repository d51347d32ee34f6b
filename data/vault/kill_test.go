package vault_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"kaohe/app/ledger"
	"kaohe/data/vault"
)

const helperEnv = "KAOHE_TEST_EDITOR"

func TestMain(m *testing.M) {
	if path := os.Getenv(helperEnv); path != "" {
		fmt.Fprintln(os.Stderr, editFor(path)) // until we are killed
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// editFor appends without end and announces each record that is durable.
func editFor(path string) error {
	v, err := vault.Open(path, vault.ReadWrite, nil)
	if err != nil {
		return err
	}
	if err := v.Load(func(*ledger.Record) error { return nil }); err != nil {
		return err
	}
	v.Use(dev(1))
	for n := 1; ; n++ {
		e := edit(n)
		if n%17 == 0 { // large enough for pages of its own, so that the file grows and pages are freed
			e.Ops[0].Value = ledger.Of(strings.Repeat("长", n%20*1000))
		}
		r, err := v.Append(e)
		if err != nil {
			return err
		}
		fmt.Println(r.ID)
		if n%31 == 0 {
			if err := v.SetSetting("place", r.ID.String()); err != nil {
				return err
			}
		}
	}
}

// killed runs the editor, kills it some time after its start or after its first announcement, and gives what it announced.
func killed(t *testing.T, path string, editing bool, after time.Duration) []string {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), helperEnv+"="+path)
	var trouble strings.Builder
	cmd.Stderr = &trouble
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	kill := func() { time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) }
	if !editing {
		kill()
	}
	var announced []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if len(lines.Text()) == 64 { // a line that the kill cut off announced nothing
			announced = append(announced, lines.Text())
		}
		if editing {
			kill()
			editing = false
		}
	}
	_ = cmd.Wait() // "signal: killed"
	if trouble.Len() > 0 {
		t.Fatalf("the editor failed: %s", &trouble)
	}
	return announced
}

// TestKill: whatever moment a process is killed at, every announced record is there. KAOHE_KILLS sets how often (100).
func TestKill(t *testing.T) {
	kills := 100
	if n, err := strconv.Atoi(os.Getenv("KAOHE_KILLS")); err == nil {
		kills = n
	} else if testing.Short() {
		kills = 10
	}
	rnd := rand.New(rand.NewPCG(5, uint64(kills)))
	total, path := 0, ""
	var announced []string
	for i := range kills {
		if i%40 == 0 { // a new vault now and then keeps each check quick and sees small files too
			path, announced = fresh(t), nil
			must(t, create(t, path).Close())
		}
		news := killed(t, path, i%4 > 0, time.Duration(rnd.IntN(100_000))*time.Microsecond)
		total += len(news)
		announced = append(announced, news...)
		v := opened(t, path, vault.Mode(i%2))
		there := map[string]bool{}
		for _, r := range load(t, v) {
			there[r.ID.String()] = true
		}
		for _, id := range announced {
			if !there[id] {
				t.Fatalf("kill %d: record %s was announced and is gone", i, id)
			}
		}
		// At most the one being written was not announced, and one line may have been cut, each time.
		if extra := len(there) - 1 - len(announced); extra > 2*(i%40+1) {
			t.Fatalf("kill %d: %d records that nobody announced", i, extra)
		}
		if i%40 == 39 || i == kills-1 {
			must(t, v.VerifyAll(nil))
		}
		must(t, v.Close())
	}
	t.Logf("%d kills, %d announced records", kills, total)
	if total < kills/2 {
		t.Error("too few edits for a test")
	}
}
