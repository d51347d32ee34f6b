//go:build linux

package torture_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kaohe/app/book"
	"kaohe/app/report"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// writer is a way to have the program write a file where the user says: OUT. NEW is a name that is free, each time another; SEALABLE a round.
type writer struct {
	args  string
	force bool   // and replace what is there
	fits  string // targets that it is made for, and may change
}

// writers are the command lines that write what they are told to, by the verb's flag or argument.
var writers = map[string][]writer{
	"export -o": {{args: "export s.kaohe -o OUT", force: true}, {args: "export s.kaohe -o OUT --district 南山 --person 顾彧", force: true}, {args: "export --template -o OUT", force: true}},
	"report -o": {{args: "report s.kaohe --kind circular -o OUT", force: true}, {args: "report s.kaohe --kind score --district 南山 -o OUT", force: true},
		{args: "report s.kaohe --kind draw --district 南山 -o OUT", force: true}, {args: "report s.kaohe --kind circular --format docx -o OUT", force: true}, {args: "report s.kaohe --kind circular --format ofd -o OUT", force: true}, {args: "report s.kaohe --kind findings --all -o OUT", force: true, fits: "folder, name in no folder"}},
	"evidence -o": {{args: "evidence extract s.kaohe 2-1 --district 南山 -o OUT", force: true},
		{args: "evidence export s.kaohe --district 南山 -o OUT", force: true, fits: "folder, name in no folder"}},
	"gather -o":             {{args: "gather rounds -o OUT", force: true}},
	"new --recovery-sheet":  {{args: "new NEW.kaohe --from b.xlsx --pin-file pin --recovery-sheet OUT"}},
	"new VAULT":             {{args: "new OUT --from b.xlsx --pin-file pin"}},
	"sample VAULT":          {{args: "sample OUT"}},
	"pack -o":               {{args: "pack s.kaohe -o OUT", force: true}, {args: "pack s.kaohe -o OUT --package-passphrase-file phrase", force: true}},
	"invite -o":             {{args: "invite s.kaohe --person 李䶮 --by 顾彧 --pin-file pin -o OUT", force: true}},
	"join -o":               {{args: "join li.kpack -o OUT --code-file code", fits: "source, link to the source, hard link to the source, link to a link"}},
	"relay --dir":           {{args: "relay s.kaohe --dir OUT", fits: "folder"}},
	"salvage -o":            {{args: "salvage s.kaohe -o OUT"}},
	"seal --recovery-sheet": {{args: "seal SEALABLE --passphrase-file phrase --recovery-sheet OUT"}},
	"backup -o":             {{args: "backup s.kaohe -o OUT", fits: "folder"}},
	"restore VAULT":         {{args: "restore OUT --from backup.kaohe", fits: "source, link to the source, hard link to the source, link to a link, name in no folder"}},
}

// inPlace are verbs that write to the vault that they are told, and to nothing else; readers write nothing. demo needs a window.
var (
	inPlace = []string{"import", "circular", "remove", "undo", "sign", "adopt", "unseal", "passphrase", "merge", "withdraw", "ask", "admit", "person", "comment", "return"}
	readers = []string{"status", "team", "held", "comments", "verify", "log", "demo"}
)

// outputFlag finds what names an output in a verb's line of the help.
var outputFlag = regexp.MustCompile(`(^| )(-o|--output|--[a-z-]*sheet|--out)\b (FILE|DIR|[A-Z]+\.[a-z]+)`)

// TestEachOutputHasItsCases: a new verb, or a new flag of one that names an output, is a row of the tables above.
func TestEachOutputHasItsCases(t *testing.T) {
	var help bytes.Buffer
	verb([]string{"--help"}, nil, &help, &help)
	n := 0
	for line := range strings.Lines(help.String()) {
		rest, ok := strings.CutPrefix(line, "  kaohe ")
		name, args, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if !ok || strings.HasPrefix(name, "[") {
			continue
		}
		n++
		known := slices.Contains(inPlace, name) || slices.Contains(readers, name)
		for key := range writers {
			known = known || strings.HasPrefix(key, name+" ")
		}
		if !known {
			t.Errorf("%s: what may it write?", name)
		}
		for _, m := range outputFlag.FindAllStringSubmatch(args, -1) {
			if m[2] == "--table" || m[2] == "--sheet" {
				continue // of a workbook that is read
			}
			if writers[name+" "+m[2]] == nil {
				t.Errorf("%s %s: has no cases", name, m[2])
			}
		}
	}
	if n < 15 {
		t.Errorf("%d verbs in the help:\n%s", n, &help)
	}
}

// scene is a folder with what an output may meet.
type scene struct {
	dir     string
	env     workspace.Env
	targets map[string]string // what there is -> what the user types
	n       int
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{dir: t.TempDir(), targets: map[string]string{}}
	t.Chdir(s.dir)
	s.env = laptop(s.dir)
	must(t, verbs.MakeSample("s.kaohe", s.env))
	must(t, s.invite())
	for _, name := range []string{"foreign.kaohe", "open.kaohe", "sealable.kaohe"} {
		d, err := workspace.Found(name, first(), nil, laptop(filepath.Join(s.dir, name+".home")))
		must(t, err)
		must(t, frozen(d))
		if name == "open.kaohe" {
			t.Cleanup(func() { _ = d.Close() })
			continue
		}
		must(t, d.Close())
	}
	must(t, os.WriteFile("pin", []byte(pin), 0o600))
	must(t, os.WriteFile("phrase", []byte(phrase), 0o600))
	must(t, os.WriteFile("photo.txt", []byte("mine"), 0o600))
	if code := s.run(t, "evidence add s.kaohe --district 南山 --phase onsite --person 顾彧 photo.txt"); code != 0 {
		t.Fatal("no evidence")
	}
	must(t, os.WriteFile("b.xlsx", books()[0], 0o600))
	must(t, os.Mkdir("backups", 0o700))
	must(t, os.Mkdir("folder", 0o700))
	must(t, os.Mkdir("rounds", 0o700))
	must(t, os.Link("sealable.kaohe", "rounds/a.kaohe"))
	if code := s.run(t, "backup s.kaohe -o backups"); code != 0 {
		t.Fatal("no backup")
	}
	made, err := filepath.Glob("backups/*.kaohe")
	must(t, err)
	must(t, os.Rename(made[0], "backup.kaohe"))
	must(t, os.WriteFile("readonly", []byte("mine"), 0o444))
	must(t, os.WriteFile("neighbour.txt", []byte("mine"), 0o600))
	must(t, os.WriteFile("plain", []byte("mine"), 0o600))
	must(t, syscall.Mkfifo("pipe", 0o600))
	device := "device" // one of our own: root could replace that of the system
	if err := syscall.Mknod(device, syscall.S_IFCHR|0o666, 1<<8|3); err != nil {
		device = "/dev/null"
		if os.Geteuid() == 0 {
			t.Fatal("no device can be made here: ", err)
		}
	}
	must(t, os.Symlink("gone", "nowhere"))
	must(t, os.Symlink("round", "round"))
	for what, of := range map[string]string{"source": "s.kaohe", "foreign vault": "foreign.kaohe", "open vault": "open.kaohe", "read-only file": "readonly"} {
		s.targets[what] = of
		must(t, os.Symlink(of, "link."+of))
		must(t, os.Link(of, "hard."+of))
		s.targets["link to the "+what], s.targets["hard link to the "+what] = "link."+of, "hard."+of
	}
	must(t, os.Symlink("link.s.kaohe", "chain"))
	for what, path := range map[string]string{"link to a link": "chain", "pipe": "pipe", "folder": "folder", "device": device, "link to nowhere": "nowhere", "link to itself": "round",
		"free vault's name": "free.kaohe", "name in no folder": "none/x"} {
		s.targets[what] = path
	}
	return s
}

// invite leaves a package and the code that opens it.
func (s *scene) invite() error {
	d, err := workspace.Open("s.kaohe", vault.ReadWrite, s.env)
	if err != nil {
		return err
	}
	i, err := d.Invite("li", 7, "gu", pin)
	if err == nil {
		_, err = d.Pack("li.kpack", workspace.PackOptions{})
	}
	return errors.Join(err, os.WriteFile("code", []byte(i.Code), 0o600), d.Close())
}

// run runs a command line in this process, which must not wait for ever.
func (s *scene) run(t *testing.T, line string) int {
	t.Helper()
	done := make(chan int, 1)
	var said bytes.Buffer
	go func() { done <- verb(strings.Fields(line), &s.env, &said, &said) }()
	select {
	case code := <-done:
		return code
	case <-time.After(time.Minute):
		t.Fatalf("%s: waits for ever", line)
		return 0
	}
}

// files are all bytes and permissions in the folder, but of the keys.
func (s *scene) files(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && (e.Name() == "devices" || strings.HasSuffix(e.Name(), ".home")) {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		content := ""
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			content, err = os.Readlink(path)
		case info.Mode().IsRegular() && strings.HasSuffix(path, "open.kaohe"): // its lock is ours
			content = fmt.Sprint(info.Size(), info.ModTime())
		case info.Mode().IsRegular():
			var b []byte
			b, err = os.ReadFile(path)
			content = string(b)
		}
		all[path] = info.Mode().String() + content
		return err
	}))
	return all
}

// free takes away what a command made beside the targets, and says what it did to anything else.
func (s *scene) changed(t *testing.T, before map[string]string, mine ...string) (changed []string) {
	t.Helper()
	after := s.files(t)
	for path, x := range after {
		was, there := before[path]
		switch {
		case there && was == x:
		case slices.Contains(mine, path):
		default:
			changed = append(changed, path)
		}
		if !there && path != "." {
			must(t, os.RemoveAll(path))
		}
	}
	for path := range before {
		if _, there := after[path]; !there {
			changed = append(changed, path+" (gone)")
		}
	}
	return changed
}

// TestNoOutputTakesAnything: each command line that writes a file, on each thing that must not be written to: refused, and nothing is another.
func TestNoOutputTakesAnything(t *testing.T) {
	s := newScene(t)
	sealable, err := os.ReadFile("sealable.kaohe")
	must(t, err)
	before := s.files(t)
	cases := 0
	for key, rows := range writers {
		for _, w := range rows {
			for what, path := range s.targets {
				if slices.Contains(strings.Split(w.fits, ", "), what) || what == "free vault's name" && (strings.HasSuffix(key, " VAULT") || key == "salvage -o" || key == "join -o") {
					continue
				}
				lines := []string{w.args}
				if w.force {
					lines = append(lines, w.args+" --force")
				}
				for _, line := range lines {
					s.n++
					cases++
					fresh := fmt.Sprintf("new%d.kaohe", s.n)
					line = strings.NewReplacer("NEW.kaohe", fresh, "SEALABLE", "sealable.kaohe", "OUT", path).Replace(line)
					code := s.run(t, line)
					if code != 1 {
						t.Errorf("%s: %s: exit status %d", what, line, code)
					}
					mine := []string{fresh, "."}
					if strings.Contains(w.args, "SEALABLE") {
						mine = append(mine, "sealable.kaohe")
					}
					if changed := s.changed(t, before, mine...); len(changed) > 0 {
						t.Errorf("%s: %s: changed %v", what, line, changed)
					}
					must(t, os.WriteFile("sealable.kaohe", sealable, 0o600))
				}
			}
		}
	}
	t.Logf("%d cases", cases)
	if code := s.run(t, "restore chain --from backup.kaohe"); code != 0 {
		t.Errorf("restored through links: exit status %d", code)
	}
	if to, err := os.Readlink("chain"); to != "link.s.kaohe" {
		t.Errorf("the link was replaced: %v", err)
	}
}

// TestANeighbourIsNotTaken: the text beside a draw is an output like the draw itself.
func TestANeighbourIsNotTaken(t *testing.T) {
	s := newScene(t)
	before := s.files(t)
	for _, target := range []string{"s.kaohe", "foreign.kaohe", "readonly", "pipe", "folder"} {
		must(t, os.Remove("neighbour.txt"))
		must(t, os.Symlink(target, "neighbour.txt"))
		for _, force := range []string{"", " --force"} {
			if code := s.run(t, "report s.kaohe --kind draw --district 南山 -o neighbour.pdf"+force); code != 1 {
				t.Errorf("%s%s: exit status %d", target, force, code)
			}
			if changed := s.changed(t, before, ".", "neighbour.txt"); len(changed) > 0 {
				t.Errorf("%s%s: changed %v", target, force, changed)
			}
		}
	}
	must(t, os.Remove("neighbour.txt"))
	must(t, os.WriteFile("neighbour.txt", []byte("mine"), 0o600))
	if code := s.run(t, "report s.kaohe --kind draw --district 南山 -o neighbour.pdf"); code != 1 {
		t.Errorf("exit status %d", code)
	}
	if changed := s.changed(t, before, "."); len(changed) > 0 {
		t.Errorf("changed %v", changed)
	}
}

// TestTheWindowTakesNothing: what the window saves by, whether or not its question was answered with yes.
func TestTheWindowTakesNothing(t *testing.T) {
	s := newScene(t)
	say, err := i18n.Load("zh-Hans")
	must(t, err)
	printer := &workspace.Printer{Say: say}
	d, err := workspace.Open("s.kaohe", vault.ReadWrite, s.env)
	must(t, err)
	defer d.Close()
	fresh, err := workspace.Found("fresh.kaohe", first(), nil, laptop(filepath.Join(s.dir, "fresh.home")))
	must(t, err)
	defer fresh.Close()
	ctx := context.Background()
	saves := map[string]func(o workspace.Output) error{
		"workbook": func(o workspace.Output) error { return workspace.SaveBook(o, book.Template()) },
		"document": func(o workspace.Output) error {
			return printer.Save(ctx, d, report.Job{Kind: "score", District: "nanshan"}, o, nil).Err
		},
		"draw": func(o workspace.Output) error {
			x := d.View().District("nanshan")
			return printer.Save(ctx, d, report.Job{Kind: "draw", District: "nanshan", Draw: x.Draws[0].ID}, o, nil).Err
		},
		"batch": func(o workspace.Output) error {
			_, err := printer.Batch(ctx, d, []report.Job{{Kind: "score", District: "nanshan"}}, o, nil)
			return err
		},
		"recovery sheet": func(o workspace.Output) error { return printer.SaveRecovery(ctx, fresh, o) },
		"copy": func(o workspace.Output) error {
			return d.SaveCopy(ctx, o.Path, func(int, int) {})
		},
		"bytes": func(o workspace.Output) error { return o.Write([]byte("x")) },
	}
	before := s.files(t)
	for name, save := range saves {
		for what, path := range s.targets {
			if name == "batch" && (what == "folder" || what == "name in no folder") || name == "copy" && what == "free vault's name" {
				continue
			}
			for _, replace := range []bool{false, true} {
				if err := save(workspace.Output{Path: path, Replace: replace}); err == nil {
					t.Errorf("%s, %s, %v: written", name, what, replace)
				} else if err != nil && !explained(t, err) {
					t.Errorf("%s, %s, %v: nobody is told what to do: %v", name, what, replace, err)
				}
				if changed := s.changed(t, before, "."); len(changed) > 0 {
					t.Errorf("%s, %s, %v: changed %v", name, what, replace, changed)
				}
			}
		}
	}
}

// makers are the files of the program that may make, rename or overwrite a file, and why. Whatever else writes for a person goes through
// workspace.Output.
var makers = map[string]string{
	"cmd/dist":                           "runs where installers are made, not for users",
	"cmd/internal/crash/crash.go":        "a report of a crash, under a name of its own, by a process that has no vault",
	"cmd/internal/handover":              "the lock that starts wait for, in the program's own folder",
	"cmd/internal/workspace/output.go":   "the one place for outputs",
	"cmd/internal/workspace/pictures.go": "a copy of a file of evidence to look at, in the folder for temporary ones",
	"cmd/internal/printer":               "a file in the folder for temporary ones, for the program that prints",
	"data/vault":                         "vaults",
	"data/evidence":                      "the files beside vaults",
	"data/keys":                          "this laptop's keys",
	"data/faultdisk":                     "for tests",
	"data/pdfread":                       "its cache",
	"data/durable":                       "the last step of each of them",
	"data/pack":                          "packages, where workspace.Output has said that they may be",
	"data/relay":                         "a copy of a package that is read, in the folder for temporary ones",
	"ui/uitest":                          "for tests",
}

// TestNothingElseMakesFiles: a new output that goes another way fails here.
func TestNothingElseMakesFiles(t *testing.T) {
	root, err := filepath.Abs("../../..")
	must(t, err)
	found := map[string]bool{}
	must(t, filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && strings.HasPrefix(e.Name(), ".") || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), ".") && path != root {
				err = fs.SkipDir
			}
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			x, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			of, ok := x.X.(*ast.Ident)
			if !ok || of.Name != "os" || !slices.Contains([]string{"Create", "CreateTemp", "OpenFile", "WriteFile", "Rename", "Link", "Symlink", "Truncate"}, x.Sel.Name) {
				return true
			}
			why := false
			for maker := range makers {
				if name == maker || strings.HasPrefix(name, maker+"/") {
					found[maker], why = true, true
				}
			}
			if !why {
				t.Errorf("%s: os.%s: files for people are written by workspace.Output", set.Position(x.Pos()), x.Sel.Name)
			}
			return true
		})
		return nil
	}))
	for maker := range makers {
		if !found[maker] && maker != "data/pdfread" {
			t.Errorf("%s makes no files", maker)
		}
	}
}
