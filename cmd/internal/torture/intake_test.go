//go:build linux

package torture_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kaohe/assets/i18n"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/evidence"
	"kaohe/data/faultdisk"
	"kaohe/data/vault"
)

// comingIn is how many photos come in, in five records.
const comingIn = 500

// card is a folder of photos, each another one.
func card(t *testing.T, r *rand.Rand) string {
	t.Helper()
	dir := fast(t)
	for i := range comingIn {
		m := image.NewNRGBA(image.Rect(0, 0, 32, 24))
		fillRandom(m.Pix, r)
		var b bytes.Buffer
		must(t, png.Encode(&b, m))
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprintf("IMG_%04d.png", i)), b.Bytes(), 0o600))
	}
	return dir
}

// came is what became of `evidence add` in a process of its own.
type came struct {
	killed bool
	code   int
	errs   string
	files  faultdisk.Files // that the disk holds then
}

// takeIn has a process take a folder of photos into the round of these files, by the verb that people have, on a disk with a fault.
func (b *bench) takeIn(t *testing.T, files faultdisk.Files, photos string, f faultdisk.Fault) (x came) {
	t.Helper()
	dir, behind := b.folder(t, files)
	report := filepath.Join(fast(t), "status")
	cmd := exec.Command(os.Args[0], "evidence", "add", filepath.Join(dir, roundName), "--district", "南山区", "--phase", "现场考核", "--person", "陈喆", photos)
	cmd.Env = append(os.Environ(), verbEnv+"="+report, waitEnv+"=1", "KAOHE_HOME="+dir, "KAOHE_LANG=zh-Hans")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewReader(out)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatal("no process: ", err, errs.String())
	}
	f.Victim = cmd.Process.Pid
	b.Arm(f)
	_, err = in.Write([]byte{'\n'})
	must(t, err)
	_, err = io.Copy(io.Discard, lines)
	must(t, err)
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	x.killed, x.code, x.errs = !cmd.ProcessState.Exited(), cmd.ProcessState.ExitCode(), errs.String()
	x.files, err = faultdisk.ReadFiles(behind)
	must(t, err)
	must(t, os.RemoveAll(behind))
	return x
}

// acknowledged judges what is on a disk, and gives the files that the log names: each is there whole, no laptop's work is lost, and `verify` has no
// complaint. Files that nothing names yet may lie beside them.
func acknowledged(t *testing.T, files faultdisk.Files) (named map[string]bool, unnamed int) {
	t.Helper()
	dir := copied(t, files)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, roundName)
	env := laptop(dir)
	d, err := workspace.Open(path, vault.ReadWrite, env)
	must(t, err)
	if !d.Enrolled() {
		t.Error("the laptop may no longer write")
	}
	named = map[string]bool{}
	for _, x := range d.View().District("ns").Evidence {
		sum, ok := evidence.ParseSum(x.ID)
		if !ok || named[x.ID] {
			t.Errorf("%s is named twice, or no file", x.ID)
		}
		if named[x.ID] = true; d.Files.Check(context.Background(), sum) != nil {
			t.Errorf("%s is acknowledged and not there whole", x.Called())
		}
	}
	checked, err := d.CheckFiles(context.Background(), progress)
	if err != nil || !checked.Clean() {
		t.Errorf("files of evidence: %+v, %v", checked, err)
	}
	must(t, d.Close())
	var out, errs bytes.Buffer
	if code := verb([]string{"verify", path}, &env, &out, &errs); code != 0 {
		t.Errorf("verify: %d\n%s%s", code, out.String(), errs.String())
	}
	return named, checked.Unnamed
}

// grows judges what is on a disk after more of the photos came in: whatever was named is so still.
func grows(t *testing.T, files faultdisk.Files, before map[string]bool) (named map[string]bool) {
	t.Helper()
	named, _ = acknowledged(t, files)
	for id := range before {
		if !named[id] {
			t.Errorf("%s was acknowledged and is gone", id)
		}
	}
	return named
}

// allIn tells whether each photo is there, named, and kept once.
func allIn(t *testing.T, files faultdisk.Files) {
	t.Helper()
	named, unnamed := acknowledged(t, files)
	originals := 0
	for path := range files {
		if strings.Contains(path, ".files/original/") && !strings.HasPrefix(filepath.Base(path), ".") {
			originals++
		}
	}
	if len(named) != comingIn || unnamed != 0 || originals != comingIn {
		t.Errorf("of %d photos %d are named, %d files are kept, %d of them named by nothing", comingIn, len(named), originals, unnamed)
	}
}

// beginRound gives the files of a round into which nothing came yet.
func beginRound(t *testing.T) faultdisk.Files {
	t.Helper()
	return (&action{}).begin(t)
}

// TestKilledWhilePhotosComeIn: who takes 500 photos in is killed again and again, until all are in. After each kill every photo that the log names is
// there whole; what was kept and not named yet is taken up when it comes again.
func TestKilledWhilePhotosComeIn(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 4))
	b := &bench{Disk: faultdisk.Start(t)}
	photos, files := card(t, r), beginRound(t)
	var named map[string]bool
	kills, within := 0, 0 // kills when some were named and some not
	for {
		x := b.takeIn(t, files, photos, faultdisk.Fault{At: 1 + r.IntN(4*comingIn), How: faultdisk.Kill})
		files, named = x.files, grows(t, x.files, named)
		if !x.killed {
			if x.code != 0 {
				t.Fatalf("not killed, it ends with %d: %s", x.code, x.errs)
			}
			break
		}
		if kills++; len(named) > 0 && len(named) < comingIn {
			within++
		}
		if kills > 500 {
			t.Fatalf("%d kills, and only %d photos are in", kills, len(named))
		}
	}
	allIn(t, files)
	t.Logf("%d kills, %d of them when a part was in", kills, within)
	if kills < 3 || within < 1 {
		t.Errorf("%d kills, %d of them when a part was in: nothing is tested", kills, within)
	}
}

// TestADiskThatFillsUpWhilePhotosComeIn: the person hears that it is full and what to do, what is named is there whole, and the rest goes in once there is
// room.
func TestADiskThatFillsUpWhilePhotosComeIn(t *testing.T) {
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	r := rand.New(rand.NewPCG(seed(t), 5))
	b := &bench{Disk: faultdisk.Start(t)}
	photos, files := card(t, r), beginRound(t)
	b.takeIn(t, files, photos, faultdisk.Fault{})
	n := len(b.Trace())
	full, within := 0, 0
	for range 5 * times() {
		at := 1 + r.IntN(n)
		x := b.takeIn(t, files, photos, faultdisk.Fault{At: at, How: faultdisk.NoSpace})
		if x.code == 1 {
			full++
			if !strings.Contains(x.errs, say["fault.evidence.full.hint"]) && !strings.Contains(x.errs, say["fault.vault.full.hint"]) {
				t.Errorf("full at %d, nobody is told what to do: %s", at, x.errs)
			}
		} else if x.code != 0 {
			t.Errorf("full at %d, it ends with %d: %s", at, x.code, x.errs)
		}
		named, _ := acknowledged(t, x.files)
		if len(named) > 0 && len(named) < comingIn {
			within++
		}
		x = b.takeIn(t, x.files, photos, faultdisk.Fault{})
		if x.code != 0 {
			t.Errorf("full at %d, and with room again: %d: %s", at, x.code, x.errs)
		}
		grows(t, x.files, named)
		allIn(t, x.files)
	}
	if full < 3 || within < 1 {
		t.Errorf("%d times full, %d of them when a part was in: nothing is tested", full, within)
	}
}
