package crash

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// secret is what no report may hold: a note as somebody wrote it, in which lines of a report are imitated.
const secret = "王五在/home/wangwu说\ngoroutine 1 [running]:\nwangwu.note(...)\n\t/home/wangwu/note.go:12"

// ways are how a program ends by a fault of its own, with what its report then says.
var ways = map[string]struct {
	do   func()
	says string
}{
	"main":  {func() { panic(secret) }, "panic: (its value is not recorded)"},
	"error": {func() { panic(fmt.Errorf("%s", secret)) }, "panic: (its value is not recorded)"},
	"goroutine": {func() {
		go func() { panic(secret) }()
		select {}
	}, "created by kaohe/cmd/internal/crash.init"},
	"index": {func() { fmt.Println(os.Args[len(os.Args)+1]) }, "panic: runtime error: index out of range"},
	"nil": {func() {
		var p *Note
		p.to = nil
	}, faultOf(runtime.GOOS)},
	"map": {func() {
		m := map[int]int{}
		for range 4 {
			go func() {
				for i := 0; ; i++ {
					m[i%7] = i
				}
			}()
		}
		select {}
	}, "maps.fatal\n"},
	"stack": {func() {
		debug.SetMaxStack(1 << 16)
		_ = deep(0)
	}, "crash.deep\n"},
}

// faultOf is how a system calls the use of memory that is not there.
func faultOf(system string) string {
	if system == "windows" {
		return "exception 0xc0000005"
	}
	return "SIGSEGV: segmentation violation"
}

func deep(n int) int {
	if n < 0 {
		return 0
	}
	return deep(n+1) + 1
}

func TestMain(m *testing.M) {
	if Watcher("1.2.3") {
		return
	}
	if way := os.Getenv("CRASH_WAY"); way != "" {
		n, err := Watch(os.Getenv("CRASH_FOLDER"))
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		n.At("overview")
		n.At(secret)
		n.At("onsite")
		if w, ok := ways[way]; ok {
			w.do()
		}
		return
	}
	os.Exit(m.Run())
}

func crashed(t *testing.T, way, folder string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), "CRASH_WAY="+way, "CRASH_FOLDER="+folder)
	if out, err := c.CombinedOutput(); (err == nil) != (way == "none") {
		t.Fatalf("it ended with %v: %s", err, out)
	}
}

// reported waits for so many reports.
func reported(t *testing.T, folder string, n int) []string {
	t.Helper()
	for range 400 {
		if all, err := Reports(folder); err != nil {
			t.Fatal(err)
		} else if len(all) == n {
			return all
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("no report came")
	return nil
}

func TestEachWayToCrashLeavesAReportThatNamesNobody(t *testing.T) {
	for way, w := range ways {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			folder := filepath.Join(t.TempDir(), "reports [1]")
			crashed(t, way, folder)
			b, err := os.ReadFile(reported(t, folder, 1)[0])
			if err != nil {
				t.Fatal(err)
			}
			text := string(b)
			for _, want := range []string{"Kaohe 1.2.3, ", "page: onsite\n", w.says, "goroutine [", "crash_test.go:"} {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, text)
				}
			}
			for _, line := range strings.Split(secret, "\n") {
				if strings.Contains(text, strings.TrimSpace(line)) && line != "goroutine 1 [running]:" || strings.Contains(text, "wangwu") {
					t.Errorf("%q is in\n%s", line, text)
				}
			}
		})
	}
}

func TestAnEndWithoutACrashLeavesNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "reports")
	if err := watch(strings.NewReader(noted+"onsite\n"), folder, "1", time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); !os.IsNotExist(err) {
		t.Errorf("there is a folder: %v", err)
	}
}

func TestTheNewestFiveReportsStay(t *testing.T) {
	folder := t.TempDir()
	other := filepath.Join(folder, "round.kaohe")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range 7 {
		if err := watch(strings.NewReader("fatal error: out of memory\n"), folder, fmt.Sprint("version ", i), time.Now()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3 * time.Millisecond) // names are of milliseconds
	}
	all, err := Reports(folder)
	if err != nil || len(all) != kept {
		t.Fatalf("%d reports: %v", len(all), err)
	}
	b, err := os.ReadFile(all[0])
	if _, gone := os.Stat(other); err != nil || gone != nil || !strings.Contains(string(b), "version 2,") {
		t.Errorf("the oldest: %s, %v, %v", b, err, gone)
	}
}

func TestScrubKeepsStacksWithoutArgumentsRegistersAndFolders(t *testing.T) {
	got := scrub(`SIGSEGV: segmentation violation
PC=0x7f3 m=0 sigcode=1 addr=0x0
Exception 0xc0000005 0x0 0xffffffffffffffff 0x7ffa3c
signal arrived during cgo execution

goroutine 1 gp=0xc000002380 m=0 mp=0x1 [syscall, locked to thread]:
runtime.cgocall(0x4aa, 0xc00)
	/usr/local/go/src/runtime/cgocall.go:167 +0x4b fp=0xc0000 sp=0xc00 pc=0x45
github.com/go-gl/glfw/v3.3/glfw._Cfunc_glfwPollEvents()
	_cgo_gotypes.go:1505 +0x3f
kaohe/ui.(*App).Run(0xc000128000, {0xc00001a0f0, 0x2f})
	kaohe/ui/app.go:200 +0x1d
created by kaohe/ui.(*App).watch in goroutine 7
	C:\Users\王五\kaohe\ui\app.go:12 +0x5

rax    0x0
王五 wrote a.note
`)
	want := `SIGSEGV: segmentation violation
exception 0xc0000005
signal arrived during cgo execution

goroutine [syscall, locked to thread]
runtime.cgocall
	cgocall.go:167
github.com/go-gl/glfw/v3.3/glfw._Cfunc_glfwPollEvents
	_cgo_gotypes.go:1505
kaohe/ui.(*App).Run
	kaohe/ui/app.go:200
created by kaohe/ui.(*App).watch in goroutine 7
	app.go:12
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
