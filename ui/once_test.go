package ui_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"kaohe/app/assess"
	"kaohe/app/book"
	"kaohe/app/ledger"
	"kaohe/app/report"
	"kaohe/app/session"
	"kaohe/ui"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// counts is a vault that counts what the window asks of it, and who renders.
type counts struct {
	*vault
	s       *stage
	asked   int      // edits given to the session, which decides
	changes int      // published
	shown   []string // pages rendered by the shell
	alone   []string // screens that rendered by themselves
	refuse  error    // what the session says; nil: what it finds
	hops    []func() // that the driver has not run yet
}

func (c *counts) Apply(e *assess.Edit) error {
	c.asked++
	if c.refuse != nil {
		return c.refuse
	}
	return c.vault.Apply(e)
}

// View notes a screen that reads it while rendering, where it is not the shell that renders.
func (c *counts) View() *assess.Assessment {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	screen, byShell := "", false
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "kaohe/ui/") && strings.HasSuffix(f.Function, ").Render") && !strings.Contains(f.Function, "Chooser") {
			screen = f.Function
		}
		byShell = byShell || strings.HasSuffix(f.Function, "ui.(*Watched).Render")
		if !more {
			break
		}
	}
	if screen != "" && !byShell && !slices.Contains(c.alone, screen) {
		c.alone = append(c.alone, screen)
	}
	return c.vault.View()
}

func (c *counts) reset() { c.asked, c.changes, c.shown, c.alone = 0, 0, nil, nil }

// settle runs the hops, as the driver does between two events.
func (c *counts) settle() {
	for len(c.hops) > 0 {
		next := c.hops[0]
		c.hops = c.hops[1:]
		next()
	}
}

// once tells what was not done once: asked and written by the session, and shown by the page alone that is open.
func (c *counts) once(asked int, page string) error {
	c.settle()
	if c.asked != asked || c.changes != 1 || !slices.Equal(c.shown, []string{page}) || len(c.alone) > 0 {
		return fmt.Errorf("asked %d times (want %d), %d changes, rendered %v, %v by themselves", c.asked, asked, c.changes, c.shown, c.alone)
	}
	return nil
}

// newCounts is the window on the sample with a vault that counts, and hops that come after the event that made them.
func newCounts(t *testing.T) (*stage, *counts, []string) {
	t.Helper()
	s := newStage(t)
	strays(s)
	c := &counts{vault: s.system.v, s: s}
	s.system.as = c
	s.hop = func(f func()) { c.hops = append(c.hops, f) }
	s.open()
	c.Subscribe(func(session.Change) { c.changes++ })
	names := s.Watch(func(page string) { c.shown = append(c.shown, page) })
	return s, c, names
}

func (s *stage) content() fyne.CanvasObject { return s.Window().Canvas().Content() }

// box is the n-th box of the page that can be written in.
func (s *stage) box(n int) *widgets.Field {
	s.t.Helper()
	for _, f := range uitest.All[*widgets.Field](s.content()) {
		if f.Target().(fyne.Disableable).Disabled() {
			continue
		}
		if n == 0 {
			return f
		}
		n--
	}
	s.t.Fatalf("no such box among %q", uitest.Texts(s.content()))
	return nil
}

// write puts a text into a box and leaves it.
func (s *stage) write(n int, text string) {
	s.t.Helper()
	f := s.box(n)
	f.Focus()
	f.Target().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(f.Target(), text)
	s.Window().Canvas().Unfocus()
}

func (s *stage) tick() {
	for _, x := range uitest.All[*widgets.Tick](s.content()) {
		if !x.Disabled() {
			test.Tap(x)
			return
		}
	}
	s.t.Fatalf("nothing to tick among %q", uitest.Texts(s.content()))
}

// edit is the usual way of one screen to write.
type edit struct {
	page, name string
	at         assess.Place
	before     func(s *stage)
	do         func(s *stage)
	byPIN      bool // not by Apply, and nothing that can be undone
	inPlace    bool // a refusal is said on the page and not over it
	final      bool // no undo takes it back
	box        int  // which box of the page takes any text, from 1; 0: none
}

var edits = []edit{
	{page: "prepare", name: "task", at: assess.Place{District: "yantian", Phase: assess.Preparation, Tab: assess.TabTask}, do: (*stage).tick},
	{page: "prepare", name: "draw", at: assess.Place{District: "yantian", Phase: assess.Preparation, Tab: assess.TabDraw}, do: (*stage).tick},
	{page: "onsite", name: "mark", at: assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabScore, Item: "a1"},
		do: func(s *stage) { s.write(0, "1") }},
	{page: "onsite", name: "finding", at: assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabFinding, Entity: "d/luohu/find/p1"},
		do: func(s *stage) { s.write(0, "台账没有登记") }, box: 1},
	{page: "matrix", name: "mark", at: assess.Place{Tab: "matrix"}, do: cell},
	{page: "consult", name: "reply", at: assess.Place{District: "baoan", Phase: assess.Consultation, Entity: "d/baoan/resp/p1"},
		do: func(s *stage) { s.write(1, "情况属实") }, box: 2},
	{page: "summary", name: "final text", at: assess.Place{District: "nanshan", Phase: assess.Summary, Entity: "d/nanshan/final/p1"},
		do: func(s *stage) { s.write(0, "台账没有登记") }, box: 1},
	{page: "rectify", name: "measures", at: assess.Place{District: "longgang", Phase: assess.Rectification, Entity: "d/longgang/rect/p3"},
		do: func(s *stage) { s.write(0, "逐家补签") }},
	{page: "rectify", name: "task", at: assess.Place{District: "longgang", Phase: assess.Rectification, Tab: assess.TabTask}, do: (*stage).tick},
	{page: "ledger", name: "measures", at: assess.Place{Tab: "ledger", Entity: "d/longgang/rect/p3"}, do: func(s *stage) { s.write(0, "逐家补签") }},
	{page: "circular", name: "section", at: assess.Place{Tab: "circular", Entity: assess.CircularText("problems")},
		do: func(s *stage) { s.write(0, "台账没有登记。") }, box: 1},
	{page: "circular", name: "group", at: assess.Place{Tab: "circular", Entity: "circ/group/office"},
		do: func(s *stage) { s.write(1, "打假办人手不足。") }},
	{page: "papers", name: "issue", at: assess.Place{Tab: "papers", Entity: "issue/circular"}, do: func(s *stage) { s.write(0, "深打假办〔2006〕9号") }, box: 1},
	{page: "setup", name: "round", at: assess.Place{Tab: "setup"}, do: func(s *stage) { s.write(0, "考核") }, box: 1},
	{page: "standard", name: "item", at: assess.Place{Tab: "standard", Item: "a1"}, before: draft, do: func(s *stage) { s.write(0, "1.1.1") }},
	{page: "evidence", name: "caption", at: assess.Place{District: "luohu", Tab: assess.TabEvidence}, before: func(s *stage) { s.evidence("luohu", 3, 3); s.Go(assess.Place{}) },
		do: func(s *stage) { s.write(0, "台账首页") }, box: 1},
	{page: "exchange", name: "workbook", at: assess.Place{Tab: "exchange"}, before: workbook, do: take, inPlace: true},
	{page: "conflicts", name: "settle", at: assess.Place{Tab: "conflicts"}, do: settle, final: true},
	{page: "comments", name: "resolve", at: assess.Place{Tab: "comments"}, before: remark, do: func(s *stage) { s.push("已解决") }},
	{page: "held", name: "adopt", at: assess.Place{Tab: "held"}, do: adopt, byPIN: true},
	{page: "team", name: "person", at: assess.Place{Tab: "team"}, do: person, byPIN: true},
}

// reads are the pages on which nothing is written.
var reads = []string{"overview", "mine", "news", "parcels"} // merging is tested in parcels_test.go

// cell writes a mark into the table of all marks.
func cell(s *stage) {
	cells := uitest.All[*widgets.Cells](s.content())[0]
	cells.Go("a1", "luohu")
	cells.Focus()
	s.typed("1")
	s.press(fyne.KeyReturn)
}

// remark is a comment, so that there is one.
func remark(s *stage) {
	a := s.system.v.View()
	if !s.Do(a.AddComment(a.District("luohu"), s.system.v.Who(), "score/a1", s.system.v.NewID(), "请核对")) {
		s.t.Fatal("no comment")
	}
}

// draft begins the standard's next version, since the sample's is frozen.
func draft(s *stage) {
	if e := assess.BeginVersion(s.system.v.View()); !s.Do(e) {
		s.t.Fatal("no draft")
	}
}

func workbook(s *stage) {
	s.system.take = func(v ui.Vault) error {
		return v.Apply(assess.Fields("edit.import", "d/luohu/score/a1", "remark", "现场看过"))
	}
	s.GiveBook(&book.Plan{Lines: []*book.Line{{Sheet: "考核得分", Row: 8, Name: "罗湖区 1.1", Ticked: true, Diffs: []book.Diff{{Cell: "F8", Column: "备注", New: "现场看过"}}}}})
}

// strays are two values in one place, and a record that does not count.
func strays(s *stage) {
	s.t.Helper()
	own, _ := s.system.v.Log.Device()
	for d, author := range map[ledger.Device]string{own: "gu", {9}: "wang"} {
		if err := s.system.v.Stray(d, author, ledger.Op{Entity: "round", Field: "city", Value: ledger.Of("深圳")}); err != nil {
			s.t.Fatal(err)
		}
	}
}

func settle(s *stage) {
	s.push("采用第1个…")
	s.typed("核对过")
	s.press(fyne.KeyReturn)
}

func adopt(s *stage) {
	s.box(0).Put("核实过")
	test.Type(uitest.All[*widgets.Secret](s.content())[0], uitest.PIN)
	s.push("采用")
}

func take(s *stage) { s.push("导入所选（1 行）") }

func person(s *stage) {
	s.push("添加人员")
	s.write(0, "闻新")
	uitest.All[*widgets.Pick](s.content())[0].Choose("member")
	secrets := uitest.All[*widgets.Secret](s.content())
	test.Type(secrets[len(secrets)-1], uitest.PIN)
	s.push("保存")
}

// TestOneEditAsksOnceAndRendersOnce holds every page of the shell to it, those that are still to come as well: what one person does once is
// put to the session once, written once, and drawn once, on the page that is open. An undo likewise.
func TestOneEditAsksOnceAndRendersOnce(t *testing.T) {
	s, c, names := newCounts(t)
	for _, x := range edits {
		t.Run(x.page+"/"+x.name, func(t *testing.T) {
			s.t = t
			c.open(x)
			if !x.byPIN {
				c.refused(t, x)
			}
			c.reset()
			x.do(s)
			if err := c.once(map[bool]int{false: 1}[x.byPIN], x.page); err != nil {
				t.Fatal("edit:", err)
			}
			if x.byPIN || x.final {
				return
			}
			s.Window().Canvas().Unfocus()
			c.reset()
			s.Window().Canvas().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
			if err := c.once(0, x.page); err != nil {
				t.Error("undo:", err)
			}
		})
	}
	for _, name := range names {
		if !slices.Contains(reads, name) && !slices.ContainsFunc(edits, func(x edit) bool { return x.page == name }) {
			t.Errorf("no test edits %s", name)
		}
	}
}

// open shows what is to be edited.
func (c *counts) open(x edit) {
	if x.before != nil {
		x.before(c.s)
	}
	c.s.Go(x.at)
	c.settle()
}

// refused makes an edit that the session does not take: it is asked once, its reason is said, and the page drawn once shows what stands.
func (c *counts) refused(t *testing.T, x edit) {
	t.Helper()
	was := c.s.stands()
	c.reset()
	c.refuse = errors.New("refused for a test")
	x.do(c.s)
	c.settle()
	c.refuse = nil
	if c.asked != 1 || c.changes != 0 || !slices.Equal(c.shown, []string{x.page}) || len(c.alone) > 0 {
		t.Errorf("refusal: asked %d times, %d changes, rendered %v, %v by themselves", c.asked, c.changes, c.shown, c.alone)
	}
	c.s.mustSee("refused for a test")
	if x.inPlace {
		return
	}
	c.s.typedKey(fyne.KeyEscape)
	c.s.Window().Canvas().Unfocus()
	if now := c.s.stands(); !slices.Equal(now, was) {
		t.Errorf("after a refusal the page shows %q, and not %q", now, was)
	}
}

// stands is what the page's boxes show.
func (s *stage) stands() (out []string) {
	for _, f := range uitest.All[*widgets.Field](s.content()) {
		out = append(out, f.Text())
	}
	for _, x := range uitest.All[*widgets.Tick](s.content()) {
		out = append(out, fmt.Sprint(x.Checked))
	}
	return out
}

func (s *stage) typedKey(name fyne.KeyName) {
	s.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: name})
}

// push presses a button.
func (s *stage) push(label string) {
	s.t.Helper()
	b := uitest.Button(s.content(), label)
	if b == nil || b.Disabled() {
		s.t.Fatalf("no button %q among %q", label, uitest.Texts(s.content()))
	}
	test.Tap(b)
}

func TestOtherWaysOfWritingRenderOnce(t *testing.T) {
	for _, x := range []struct {
		name, page string
		asked      int
		at         assess.Place
		do         func(s *stage)
	}{
		{"a signature", "onsite", 0, assess.Place{District: "nanshan", Phase: assess.Onsite}, func(s *stage) {
			s.key(fyne.KeyS, fyne.KeyModifierControl)
			s.typed("246810")
			s.press(fyne.KeyReturn)
		}},
		{"a printed finding is noted", "summary", 1, assess.Place{District: "longgang", Phase: assess.Summary}, func(s *stage) {
			s.PrintTo("out", report.Job{Kind: "findings", District: "longgang"})
		}},
		{"a record that is gone to", "onsite", 1, assess.Place{District: "luohu", Phase: assess.Onsite, Tab: assess.TabRecord}, func(s *stage) {
			s.key(fyne.KeyN, fyne.KeyModifierControl)
			s.typed("2")
		}},
		{"another person at the keyboard", "overview", 0, assess.Place{}, func(s *stage) {
			s.key(fyne.KeyU, fyne.KeyModifierControl)
			s.typed("李䶮")
			s.press(fyne.KeyReturn)
		}},
	} {
		t.Run(x.name, func(t *testing.T) {
			s, c, _ := newCounts(t)
			if _, err := c.Reopen("longgang", assess.Summary, "gu", uitest.PIN, "重印"); err != nil {
				t.Fatal(err)
			}
			if err := c.vault.Apply(assess.New("edit.printed").Set("d/longgang/sum/0", "printed", nil)); err != nil {
				t.Fatal(err)
			}
			s.Go(x.at)
			c.settle()
			c.reset()
			x.do(s)
			if err := c.once(x.asked, x.page); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTheKeyboardStaysWhereItIsWhenAPauseWrites(t *testing.T) {
	s, c, _ := newCounts(t)
	for _, x := range edits {
		if x.box == 0 {
			continue
		}
		t.Run(x.page+"/"+x.name, func(t *testing.T) {
			s.t = t
			c.open(x)
			f := s.box(x.box - 1)
			f.Focus()
			box := f.Target().(interface {
				fyne.Focusable
				fyne.Shortcutable
				SelectedText() string
			})
			box.TypedShortcut(&fyne.ShortcutSelectAll{})
			test.Type(box, "2006年台账")
			box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
			box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			test.Type(box, "0")
			box.TypedShortcut(&fyne.ShortcutSelectAll{})
			offsets := s.offsets()
			c.reset()
			f.Flush()
			if err := c.once(1, x.page); err != nil {
				t.Fatal(err)
			}
			if s.Window().Canvas().Focused() != fyne.Focusable(box) || box.SelectedText() != "20006年台账" {
				t.Errorf("%q is chosen, and %T has the keyboard", box.SelectedText(), s.Window().Canvas().Focused())
			}
			if now := s.offsets(); !slices.Equal(now, offsets) {
				t.Errorf("scrolled from %v to %v", offsets, now)
			}
			test.Type(box, "x")
			if f.Text() != "x" {
				t.Errorf("typing on gives %q", f.Text())
			}
			s.Window().Canvas().Unfocus()
		})
	}
}

// offsets are how far everything is scrolled.
func (s *stage) offsets() (out []fyne.Position) {
	for _, x := range uitest.All[*container.Scroll](s.content()) {
		out = append(out, x.Offset)
	}
	return out
}

// A change that the window did not make itself, such as one made in the background, is shown by its hop.
func TestAChangeFromElsewhereRendersOnce(t *testing.T) {
	s, c, _ := newCounts(t)
	s.at("luohu", assess.Onsite)
	c.settle()
	c.reset()
	if err := c.Apply(assess.Fields("edit.remark", "d/luohu/score/a1", "remark", "后台")); err != nil {
		t.Fatal(err)
	}
	if len(c.shown) > 0 {
		t.Error("rendered on a goroutine that is not the window's")
	}
	if err := c.once(1, "onsite"); err != nil {
		t.Error(err)
	}
}

// Whether an edit may be made is decided in app/session, once: a screen that asked the rules itself would ask twice, and might answer
// otherwise.
func TestNoScreenDecides(t *testing.T) {
	rules := []string{"Permit", "Guard", "GuardRectify"}
	files := 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files++
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok && slices.Contains(rules, x.Sel.Name) {
				if pkg, ok := x.X.(*ast.Ident); ok && pkg.Name == "assess" {
					t.Errorf("%s asks assess.%s", path, x.Sel.Name)
				}
			}
			return true
		})
		return nil
	})
	if err != nil || files < 100 {
		t.Fatal(files, err)
	}
}
