package verbs_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/app/words"
	"kaohe/assets/i18n"
	"kaohe/cmd/internal/verbs"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/keys"
	"kaohe/data/vault"
)

// forger is a name that would wipe a line of the log and write another in its place, in every way that there is.
const forger = "\x1b[2K\x1b[1A\r\n2006-11-20 09:00:00  顾彧  签字\t\u0085\u2028\u2029\u202e\u2066\u200f\u200b\u009b\x7f\U000e0041"

// A stage is a folder with a vault, workbooks and documents in all of whose names a text stands.
type stage struct {
	t    *testing.T
	text string
	dir  string
	env  workspace.Env
}

func newStage(t *testing.T, text string) *stage {
	clock := time.Date(2006, 11, 21, 9, 0, 0, 0, time.UTC)
	s := &stage{t: t, text: text, dir: t.TempDir()}
	s.env = workspace.Env{Keys: keys.Store{Dir: s.path("devices"), Random: counting{}}, Random: counting{}, NewID: session.NewID, Version: "test",
		Cost: light, Now: func() time.Time { clock = clock.Add(time.Second); return clock }}
	s.must(verbs.MakeSample(s.path("v.kaohe"), s.env))
	s.rename()
	s.must(os.WriteFile(s.path("pin"), []byte("246810\n"), 0o600))
	return s
}

// counting is random enough.
type counting struct{}

func (counting) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(i)
	}
	return len(b), nil
}

func (s *stage) path(name string) string { return filepath.Join(s.dir, name) }

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// rename puts the text behind every word of the vault that a person reads, past all that a session refuses, as another program could.
func (s *stage) rename() {
	v, err := vault.Open(s.path("v.kaohe"), vault.ReadWrite, nil)
	s.must(err)
	state := ledger.New()
	s.must(v.Load(func(r *ledger.Record) error { state.Apply(r); return nil }))
	device, _, err := s.env.Keys.Load(v.ID())
	s.must(err)
	v.Use(device)
	write := func(author, label string, e *assess.Edit) {
		for i := 0; i < len(e.Writes); i += 500 {
			r := ledger.Record{Author: author, Label: label, Schema: assess.Schema, Stamp: ledger.Next(0, s.env.Now().UnixMilli())}
			for _, w := range e.Writes[i:min(i+500, len(e.Writes))] {
				r.Ops = append(r.Ops, ledger.Op{Entity: w.Entity, Field: w.Field, Value: w.Value, Base: state.Bases(w.Register())})
			}
			done, err := v.Append(&r)
			s.must(err)
			state.Apply(done)
		}
	}
	box, ok := v.PINBox("gu")
	if !ok {
		s.t.Fatal("the leader has no key")
	}
	seed, err := keys.Unlock(box, "246810", keys.Owner{Person: "gu", Vault: v.ID()})
	s.must(err)
	sign := func(m []byte) []byte { return ed25519.Sign(ed25519.NewKeyFromSeed(seed), m) }
	for _, p := range assess.Authorise(state, v.ID()).Team() {
		id := v.ID()
		write("gu", "edit.card", assess.PutCard(assess.Card{Vault: id[:], Person: p.ID, Name: p.Name + s.text, Agency: p.Agency + s.text, Role: p.Role, Key: p.Key}, assess.Officer{ID: "gu", Sign: sign}))
	}
	id, public := v.ID(), device.Device()
	write("gu", "edit.device", assess.PutDevice(assess.DeviceCard{Vault: id[:], Device: public[:], Name: s.text}, assess.Officer{ID: "gu", Sign: sign}))
	write("gu", "edit.text", s.everyWord(state))
	write("who"+s.text, "act"+s.text, raw(raw(raw(assess.New(""), "kind"+s.text, "field"+s.text, s.text), "d/nanshan/kind"+s.text+"/1", "field"+s.text, s.text),
		"d/none"+s.text, "link/"+s.text, []string{s.text}).Set("person/none"+s.text, "map", map[string]string{s.text: s.text}))
	s.must(v.Close())
}

// raw adds a write whose text nobody has tidied.
func raw(e *assess.Edit, entity, field string, v any) *assess.Edit {
	e.Writes = append(e.Writes, assess.Write{Entity: entity, Field: field, Value: ledger.Of(v)})
	return e
}

func (s *stage) everyWord(state *ledger.State) *assess.Edit {
	e := assess.New("")
	for _, entity := range state.Entities("") {
		for _, field := range state.Fields(entity) {
			v, _, _ := state.Get(ledger.Register{Entity: entity, Field: field})
			if field == "phrase" {
				continue // a draw whose phrase has a line break in it is refused, with a line that an honest one lacks
			}
			if text, err := ledger.As[string](v); err == nil && strings.IndexFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
				raw(e, entity, field, text+s.text)
			}
		}
	}
	if len(e.Writes) < 300 {
		s.t.Fatalf("only %d words of the sample are known", len(e.Writes))
	}
	return e
}

// said is what a command line printed, its exit status, and how many lines it was.
type said struct {
	text   string
	status int
}

func (s *stage) run(args ...string) said {
	say, err := i18n.Load("zh-Hans")
	s.must(err)
	var out, errs bytes.Buffer
	status := verbs.Run(context.Background(), args, verbs.Host{Out: &out, Err: &errs, Say: say, Env: s.env})
	return said{out.String() + errs.String(), status}
}

// walk runs every verb, with the text in every file name, argument and value too.
func (s *stage) walk(step func(name string, got said)) {
	t := s.text
	do := func(name string, args ...string) { step(name, s.run(args...)) }
	do("help", "--help")
	do("version", "--version")
	do("no flag", "--none"+t)
	do("no verb", "none"+t)
	do("no window", "none"+t+".kaohe")
	do("demo", "demo", "x"+t)
	v := s.path("v" + t + ".kaohe")
	s.must(os.Rename(s.path("v.kaohe"), v))
	do("sample", "sample", s.path("sample"+t+".kaohe"))
	do("sample again", "sample", s.path("sample"+t+".kaohe"))
	do("status", "status", v)
	do("status json", "status", v, "--json")
	do("comment", "comment", v, "--person", "gu", "--district", "nanshan", "--on", "onsite", "--text", "问"+t)
	do("return", "return", v, "--person", "gu", "--district", "nanshan", "--phase", "onsite", "--reason", "补"+t)
	do("comments", "comments", v)
	do("comments json", "comments", v, "--json")
	do("comment on nothing", "comment", v, "--person", "gu", "--district", "nanshan", "--on", "none"+t, "--text", "问")
	do("reply to nothing", "comment", v, "--person", "gu", "--reply", "none"+t, "--text", "问")
	do("answer to nothing", "return", v, "--person", "gu", "--answer", "none"+t, "--text", "问")
	do("no file", "status", s.path("none"+t))
	do("log", "log", v)
	do("log json", "log", v, "--json")
	do("verify", "verify", v)
	do("verify json", "verify", v, "--json")
	do("sign", "sign", v, "--district", "nanshan", "--phase", "onsite", "--person", "gu", "--pin-file", s.path("pin"))
	do("signed", "sign", v, "--district", "longgang", "--phase", "rectify", "--person", "gu", "--pin-file", s.path("pin"))
	do("sign nowhere", "sign", v, "--district", "none"+t, "--phase", "onsite", "--person", "gu", "--pin-file", s.path("pin"))
	do("sign nothing", "sign", v, "--district", "nanshan", "--phase", "none"+t, "--person", "gu", "--pin-file", s.path("pin"))
	do("sign nobody", "sign", v, "--district", "nanshan", "--phase", "onsite", "--person", "none"+t, "--pin-file", s.path("pin"))
	do("sign without PIN", "sign", v, "--district", "nanshan", "--phase", "onsite", "--person", "gu", "--pin-file", s.path("none"+t))
	s.walkReports(v, do)
	s.walkBooks(v, do)
}

func (s *stage) walkReports(v string, do func(name string, args ...string)) {
	t := s.text
	do("report of no kind", "report", v, "--kind", "none"+t, "--all", "-o", s.path("out"))
	do("report of nowhere", "report", v, "--kind", "findings", "--district", "none"+t, "-o", s.path("x.pdf"))
	do("report into nothing", "report", v, "--kind", "findings", "--district", "nanshan", "-o", s.path("none"+t+"/x.pdf"))
	do("reports", "report", v, "--kind", "draw", "--all", "-o", s.path("out"+t))
	pdf, txt := s.path("draw"+t+".pdf"), s.path("draw"+t+".txt")
	do("report", "report", v, "--kind", "draw", "--district", "longgang", "-o", pdf)
	do("verify report", "verify", pdf)
	do("verify report with vault", "verify", pdf, "--vault", v)
	do("verify report json", "verify", pdf, "--vault", v, "--json")
	do("layout", "verify", pdf, "--layout")
	do("layout json", "verify", pdf, "--layout", "--json")
	do("verify draw sheet", "verify", txt)
	do("verify draw sheet json", "verify", txt, "--json")
	x := assess.Draw{List: []string{"甲" + t, "乙" + t}, Count: 1, Phrase: "口令" + t}
	sheet := report.DrawSheet{Round: t, District: t, Title: t, Day: t, Person: t, Phrase: x.Phrase, Count: 1, List: x.List, ListHash: t, Seed: t, Result: []string{t}}
	s.must(os.WriteFile(pdf, []byte("%PDF-1.3\n/Keywords ("+sheet.Keywords()+")\n%%EOF\n"), 0o600))
	do("verify forged sheet", "verify", pdf)
	do("verify forged sheet json", "verify", pdf, "--json")
	s.must(os.WriteFile(txt, []byte("抽签记录"+t), 0o600))
	do("verify damaged sheet", "verify", txt)
}

func (s *stage) walkBooks(v string, do func(name string, args ...string)) {
	t := s.text
	book, template := s.path("book"+t+".xlsx"), s.path("template"+t+".xlsx")
	do("template", "export", "--template", "-o", template)
	do("export", "export", v, "-o", book)
	do("export for one", "export", v, "-o", s.path("field.xlsx"), "--district", "nanshan", "--person", "gu")
	do("export for nobody", "export", v, "-o", s.path("field.xlsx"), "--district", "nanshan", "--person", "none"+t)
	plain := s.path("plain.kaohe")
	s.must(verbs.MakeSample(plain, s.env))
	do("plan", "import", plain, book, "--person", "gu", "--dry-run")
	do("import", "import", plain, book, "--person", "gu")
	do("import a part", "import", plain, book, "--person", "gu", "--partial", "--pin-file", s.path("pin"))
	do("import by nobody", "import", plain, book, "--person", "none"+t)
	do("import nothing", "import", plain, s.path("none"+t), "--person", "gu")
	do("table", "import", plain, book, "--person", "gu", "--table", "--dry-run")
	do("table of nothing", "import", plain, book, "--person", "gu", "--table", "--sheet", "none"+t)
	do("table of no map", "import", plain, book, "--person", "gu", "--table", "--map", "none"+t)
	do("new", "new", s.path("new"+t+".kaohe"), "--from", book, "--pin-file", s.path("pin"))
	do("new by nobody", "new", s.path("new.kaohe"), "--from", book, "--pin-file", s.path("pin"), "--person", "none"+t)
}

// judged are the command lines that judge the text itself, and have more to say against some than against others.
var judged = []string{"verify forged sheet", "layout", "layout json", "plan", "import", "import a part", "new", "new by nobody"}

// TestNamesForgeNoLines: whatever names hold, each verb says as many lines as with honest names, and no character that acts is in them.
func TestNamesForgeNoLines(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its file names can't hold such characters")
	}
	type step struct {
		name string
		said
	}
	var honest, hostile []step
	newStage(t, "正").walk(func(name string, got said) { honest = append(honest, step{name, got}) })
	newStage(t, forger).walk(func(name string, got said) { hostile = append(hostile, step{name, got}) })
	shown := 0
	for i, x := range hostile {
		if strings.ContainsFunc(strings.ReplaceAll(x.text, "\n", ""), words.Hidden) {
			t.Errorf("%s: %q", x.name, x.text)
		}
		want, got := strings.Count(honest[i].text, "\n"), strings.Count(x.text, "\n")
		if strings.Contains(x.text, "\n2006-11-20 09:00:00  顾彧  签字") {
			t.Errorf("%s: a line was forged:\n%s", x.name, x.text)
		}
		if got == 0 || (got != want || x.status != honest[i].status) && !slices.Contains(judged, x.name) {
			t.Errorf("%s: %d lines and exit status %d, honest names give %d and %d:\n%s\n%s", x.name, got, x.status, want, honest[i].status, x.text, honest[i].text)
		}
		if strings.Contains(x.text, "␛[2K␛[1A") || strings.Contains(x.text, `\u001b[2K\u001b[1A`) {
			shown++
		}
		if strings.HasSuffix(x.name, "json") {
			for line := range strings.Lines(x.text) {
				if !json.Valid([]byte(line)) && !strings.HasPrefix(line, "考核通: ") {
					t.Errorf("%s: a line that is no object: %s", x.name, line)
				}
			}
		}
	}
	if shown < 35 {
		t.Errorf("only %d command lines of %d showed the name at all", shown, len(hostile))
	}
}

// TestOnePlaceSpeaks: no file but out.go writes anything, so that no line goes out past words.Visible.
func TestOnePlaceSpeaks(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	banned := map[string][]string{"fmt": {"Fprint", "Fprintf", "Fprintln", "Print", "Printf", "Println"}, "io": {"WriteString", "Copy", "MultiWriter"},
		"os": {"Stdout", "Stderr"}, "json": {"NewEncoder"}, "bufio": {"NewWriter"}, "c": {"Out", "Err"}, "h": {"Out", "Err"}, "Host": {"Out", "Err"}}
	found := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			x, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			of := ""
			switch y := x.X.(type) {
			case *ast.Ident:
				of = y.Name
			case *ast.SelectorExpr:
				of = y.Sel.Name
			}
			if slices.Contains(banned[of], x.Sel.Name) {
				found[file] = true
				if file != "out.go" {
					t.Errorf("%s: %s.%s: lines go out through out.go", set.Position(x.Pos()), of, x.Sel.Name)
				}
			}
			return true
		})
	}
	if !found["out.go"] {
		t.Error("out.go writes nothing: this test looks for the wrong words")
	}
}
