//go:build linux

package faultdisk

import (
	"encoding/gob"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// serveEnv names the folder to serve and where: the test's binary is then the disk.
const serveEnv = "KAOHE_TEST_FAULTDISK"

// order is what the test asks of the disk; the answer is a reply.
type order struct {
	Arm   *Fault
	Mark  string
	Trace bool
}

type reply struct {
	Ops  []Op
	Fail string
}

// Disk is a mounted disk.
type Disk struct {
	Dir    string // where it is mounted
	Behind string // the folder that holds what is on it

	t   testing.TB
	out *gob.Encoder
	in  *gob.Decoder
}

// Start mounts a new, empty disk until the test ends.
func Start(t testing.TB) *Disk {
	t.Helper()
	root := t.TempDir()
	d := &Disk{Dir: filepath.Join(root, "disk"), Behind: filepath.Join(root, "behind"), t: t}
	for _, dir := range []string{d.Dir, d.Behind} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serveEnv+"="+root)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close() // the disk unmounts and ends
		if err := cmd.Wait(); err != nil {
			t.Errorf("the disk: %v", err)
		}
	})
	d.out, d.in = gob.NewEncoder(in), gob.NewDecoder(out)
	d.Arm(Fault{})
	return d
}

// Arm sets the fault, begins a new trace and counts from 1 again.
func (d *Disk) Arm(f Fault) { d.ask(order{Arm: &f}) }

// Mark puts a label into the trace.
func (d *Disk) Mark(label string) { d.ask(order{Mark: label}) }

// Trace is all since Arm, also what was not let through.
func (d *Disk) Trace() []Op { return d.ask(order{Trace: true}).Ops }

func (d *Disk) ask(o order) reply {
	d.t.Helper()
	var r reply
	if err := d.out.Encode(o); err != nil {
		d.t.Fatal("the disk is gone: ", err)
	}
	if err := d.in.Decode(&r); err != nil {
		d.t.Fatal("the disk is gone: ", err)
	}
	if r.Fail != "" {
		d.t.Fatal("no disk for faults: ", r.Fail, "\nIt needs Linux with /dev/fuse, and root, or fusermount3 and the right to open /dev/fuse (apt-get install fuse3, or run make test, which does).")
	}
	return r
}
