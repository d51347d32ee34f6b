package evidence_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"kaohe/data/evidence"
)

const takerEnv = "KAOHE_TEST_TAKER"

var serve = func() {} // as a disk for faults, where there is one

func TestMain(m *testing.M) {
	serve()
	if dir := os.Getenv(takerEnv); dir != "" {
		fmt.Fprintln(os.Stderr, takeFor(dir)) // until we are killed
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// takeFor puts files without end into the store beside a vault in a folder, and announces each that is durable.
func takeFor(dir string) error {
	s := store(dir, key)
	for n := 0; ; n++ {
		p, err := s.Put(ctx, strings.NewReader(strings.Repeat(fmt.Sprint(n, "/", os.Getpid(), " "), 3000)), most)
		if err != nil {
			return err
		}
		fmt.Println(p.Sum)
	}
}

// TestAKillLosesNoAcknowledgedFile: whenever who takes files in is killed, each that was announced is there, and nothing that is not whole.
func TestAKillLosesNoAcknowledgedFile(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 2))
	dir, gone := fast()
	defer gone()
	var announced []evidence.Sum
	for range 12 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), takerEnv+"="+dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		begun := false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if !begun { // however long the program took to start
				begun = true
				time.AfterFunc(time.Duration(r.IntN(150))*time.Millisecond, func() { _ = cmd.Process.Kill() })
			}
			if sum, ok := evidence.ParseSum(lines.Text()); ok { // a line that the kill cut off announced nothing
				announced = append(announced, sum)
			}
		}
		_ = cmd.Wait() // "signal: killed"
	}
	s := store(dir, key)
	for _, sum := range announced {
		if err := s.Check(ctx, sum); err != nil {
			t.Fatalf("%s was announced: %v", sum, err)
		}
	}
	n := 0
	must(t, s.Each(func(sum evidence.Sum, _ int64) {
		if n++; s.Check(ctx, sum) != nil {
			t.Errorf("%s is not whole", sum)
		}
	}))
	t.Logf("%d files, %d announced", n, len(announced))
	if n < len(announced) || n > len(announced)+24 || len(announced) < 12 {
		t.Errorf("%d files, %d announced", n, len(announced))
	}
}
