package ui_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"kaohe/app/assess"
	"kaohe/app/roundplan/roundplantest"
	content "kaohe/assets/sample"
	"kaohe/assets/standard"
	"kaohe/ui"
	"kaohe/ui/theme"
	"kaohe/ui/uitest"
	"kaohe/ui/widgets"
)

// places are all pages and tabs.
func places(district string) []assess.Place {
	var out []assess.Place
	for _, page := range []string{"overview", "matrix", "ledger", "standard", "setup", "team", "papers", "circular", "exchange", "parcels", "conflicts", "held", "evidence"} {
		out = append(out, assess.Place{Tab: page})
	}
	tabs := map[assess.Phase][]string{
		assess.Preparation:   {assess.TabTask, assess.TabAssign, assess.TabMaterial, assess.TabClaim, assess.TabPlan, assess.TabDraw},
		assess.Onsite:        {assess.TabScore, assess.TabRecord, assess.TabDocument, assess.TabVisit, assess.TabFinding, assess.TabDay, assess.TabTask},
		assess.Consultation:  {"", assess.TabTask},
		assess.Summary:       {"", assess.TabTask},
		assess.Rectification: {"", assess.TabTask},
	}
	for _, p := range assess.Phases {
		for _, tab := range tabs[p] {
			out = append(out, assess.Place{District: district, Phase: p, Tab: tab})
		}
	}
	return out
}

// longName is more than 18 characters behind a name.
const longName = "国家级高新技术产业开发区综合管理委员会"

// stretched is the sample in which everything has a long name, with so many districts.
func stretched(t *testing.T, districts int) *stage {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(content.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(content.Files, name)
		if err != nil {
			return err
		}
		var x any
		if err := json.Unmarshal(b, &x); err != nil {
			return err
		}
		files[name] = lengthened(t, x)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var round map[string]any
	if err := json.Unmarshal(files["round.json"].Data, &round); err != nil {
		t.Fatal(err)
	}
	ids := round["districts"].([]any)
	for n := len(ids) + 1; n <= districts; n++ {
		id := fmt.Sprintf("d%d", n)
		ids = append(ids, id)
		files[id+".json"] = lengthened(t, map[string]any{"id": id, "name": fmt.Sprintf("第%d", n), "subdistricts": []any{map[string]any{"id": "s", "name": "城关街道"}}})
	}
	round["districts"] = ids
	files["round.json"] = marshalled(t, round)
	r, err := roundplantest.Make(files, standard.Builtin)
	if err != nil {
		t.Fatal(err)
	}
	return newStageOn(t, r)
}

// lengthened gives everything in x that has a name a long one.
func lengthened(t *testing.T, x any) *fstest.MapFile {
	t.Helper()
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			for k, y := range x {
				if text, ok := y.(string); ok && slices.Contains([]string{"name", "agency", "title", "contact"}, k) {
					x[k] = text + longName
				}
				if k != "subdistricts" { // what was drawn goes by their names
					walk(y)
				}
			}
		}
	}
	walk(x)
	return marshalled(t, x)
}

func marshalled(t *testing.T, x any) *fstest.MapFile {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b}
}

// screens are what people have: 1024x700, and 1366x768 as it is and enlarged to 125 and to 150 %, each less the menu.
var screens = []struct {
	name, lang string
	size       fyne.Size
	scrolls    bool // pages may ask for more, and then scroll
}{
	{"1024x700", "zh-Hans", fyne.NewSize(1024, 660), false},
	{"1024x700 in English", "en", fyne.NewSize(1024, 660), false},
	{"1366x768", "zh-Hans", fyne.NewSize(1366, 690), false},
	{"1366x768 at 125 %", "zh-Hans", fyne.NewSize(1092, 580), true},
	{"1366x768 at 150 %", "zh-Hans", fyne.NewSize(910, 472), true},
	{"1366x768 at 150 % in English", "en", fyne.NewSize(910, 472), true},
}

// fewer are the lists of which a low window shows fewer than five rows at once.
var fewer = map[string]int{
	"team":             4, // laptops stand below the people
	assess.TabMaterial: 3, // what is at hand stands below the list, with its boxes
	assess.TabClaim:    3, // likewise
	assess.TabVisit:    3, // of two lines, below a second row of tabs and the heads of each subdistrict
}

// leastRows is how many rows of a list have to be seen, if it has so many.
func leastRows(p assess.Place, l seenRows) int {
	n, ok := fewer[p.Tab]
	switch {
	case l.side || l.high >= theme.Rows3: // districts are looked for by name; a row of three lines says as much as two others
		return 3
	case ok:
		return n
	}
	return 5
}

func TestWalkLongNamesFitIntoASmallWindow(t *testing.T) {
	s := stretched(t, 12)
	strays(s)
	s.open()
	for _, x := range screens {
		t.Run(x.name, func(t *testing.T) {
			s.t = t
			s.Speak(x.lang)
			for _, p := range places("luohu") {
				s.Go(p)
				s.Window().Resize(x.size.SubtractWidthHeight(1, 1)) // the driver lays out what asks for another size; that of tests does not
				s.Window().Resize(x.size)
				page := fmt.Sprintf("%s %s%s", p.District, map[bool]string{true: p.Phase.Key()}[p.District != ""], " "+p.Tab)
				if m := s.Window().Canvas().Content().MinSize(); m.Width > x.size.Width || m.Height > x.size.Height {
					t.Errorf("%s: the window grows to %v", page, m)
				}
				if asks, has := s.PageRoom(); !x.scrolls && (asks.Width > has.Width || asks.Height > has.Height) {
					t.Errorf("%s: the page asks for %v and has %v", page, asks, has)
				}
				for _, g := range uitest.All[*widgets.Grid](s.content()) {
					if scroll := uitest.All[*container.Scroll](g)[0]; scroll.Content.MinSize().Width > scroll.Size().Width {
						t.Errorf("%s: the grid scrolls sideways: it asks for %v and has %v", page, scroll.Content.MinSize().Width, scroll.Size().Width)
					}
				}
				s.mustFit(page, s.content())
				for _, l := range rowsSeen(s.content(), x.size) {
					if l.less(leastRows(p, l)) {
						t.Errorf("%s: %d rows of %v are seen, and each of %v: %s", page, l.rows, l.all, l.high, l.list)
					}
				}
				for _, split := range uitest.All[*widgets.Split](s.content()) {
					if split.Narrow() && !split.OnDetail() {
						split.ShowDetail()
						s.mustFit(page+", its detail", s.content())
						split.ShowList()
					}
				}
			}
		})
	}
}

// mustFit fails the test for what is cut, or can't be reached.
func (s *stage) mustFit(what string, o fyne.CanvasObject) {
	s.t.Helper()
	for _, text := range slices.Concat(outside(o), misbroken(o), astray(o, s.Window().Canvas().Size()), hintsCut(o)) {
		s.t.Errorf("%s: %s", what, text)
	}
}

// outside are the texts that run out of their place: neither whole nor cut with a sign of it.
func outside(o fyne.CanvasObject) (out []string) {
	uitest.Each(o, func(c fyne.CanvasObject) {
		switch c := c.(type) {
		case *theme.Line:
			if m := c.MinSize(); !c.Cut() && c.String() != "" && m.Width > c.Size().Width+1 {
				out = append(out, fmt.Sprintf("%q is %v wide and has %v", c.String(), m.Width, c.Size().Width))
			}
		case *widgets.Button:
			if m := c.MinSize(); m.Width > c.Size().Width+1 {
				out = append(out, fmt.Sprintf("the button %q is %v wide and has %v", c.Text, m.Width, c.Size().Width))
			}
		}
	})
	return out
}

// misbroken are lines of paragraphs that begin or end with what Chinese forbids there.
func misbroken(o fyne.CanvasObject) (out []string) {
	for _, p := range uitest.All[*widgets.Para](o) {
		lines := uitest.All[*canvas.Text](p)
		for i, l := range lines {
			text := strings.TrimSpace(l.Text)
			first, _ := utf8.DecodeRuneInString(text)
			last, _ := utf8.DecodeLastRuneInString(text)
			if i > 0 && strings.ContainsRune("，。、；：？！）】》”’", first) || i < len(lines)-1 && strings.ContainsRune("（【《“‘", last) {
				out = append(out, fmt.Sprintf("the line %q of %q", text, p.Text))
			}
		}
	}
	return out
}

func TestOneOfSixtyDistrictsIsFoundAndThePagesStayInReach(t *testing.T) {
	s := stretched(t, 60).open()
	s.Window().Resize(fyne.NewSize(1024, 660))
	for _, name := range []string{"通报", "公文与打印", "导入导出"} {
		b := uitest.Button(s.content(), name)
		if b == nil || fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y+b.Size().Height > 630 {
			t.Errorf("%s is not in reach", name)
		}
	}
	uitest.All[*widgets.Find](s.content())[0].Focus()
	s.typed("di47")
	s.press(fyne.KeyDown)
	s.press(fyne.KeyReturn)
	s.mustSee("第47" + longName)
	if s.sees("第46" + longName) {
		t.Error("another district is listed")
	}
}

// questions are what lies over the window and is large.
var questions = []struct {
	name string
	ask  func(s *stage)
}{
	{"sign", func(s *stage) { s.at("nanshan", assess.Onsite); s.sheet() }},
	{"what is missing", func(s *stage) { s.at("luohu", assess.Onsite); s.sheet() }},
	{"search", func(s *stage) { s.key(fyne.KeyK, fyne.KeyModifierControl) }},
	{"who is here", func(s *stage) { s.key(fyne.KeyU, fyne.KeyModifierControl) }},
	{"keys", func(s *stage) { s.key(fyne.KeySlash, fyne.KeyModifierControl) }},
	{"documents of a page", func(s *stage) {
		s.at("nanshan", assess.Onsite)
		s.Window().Canvas().Unfocus()
		s.key(fyne.KeyP, fyne.KeyModifierControl)
	}},
	{"manual", func(s *stage) { s.press(fyne.KeyF1) }},
	{"backups", func(s *stage) { ui.ShowBackups(s.App) }},
}

func TestQuestionsFitIntoASmallWindow(t *testing.T) {
	for _, x := range screens {
		if x.lang != "zh-Hans" {
			continue
		}
		s := newStage(t).open()
		for _, q := range questions {
			t.Run(x.name+"/"+q.name, func(t *testing.T) {
				s.t = t
				s.Window().Resize(x.size)
				q.ask(s)
				c := s.Window().Canvas()
				top := c.Overlays().Top()
				if top == nil {
					t.Fatal("nothing is asked")
				}
				s.mustFit(q.name, top)
				for c.Overlays().Top() != nil {
					c.Overlays().Remove(c.Overlays().Top())
				}
			})
		}
	}
}

func TestTheStartPageAndItsFormsFitIntoASmallWindow(t *testing.T) {
	for _, x := range screens {
		s := newStage(t)
		s.Speak(x.lang)
		s.Start()
		for _, way := range []string{"", "start.new", "start.join"} {
			t.Run(x.name+"/"+way, func(t *testing.T) {
				s.t = t
				s.Window().Resize(x.size)
				if way != "" {
					s.push(s.T(way))
				}
				s.mustFit(way, s.content())
				if way != "" {
					s.push(s.T("start.cancel"))
				}
			})
		}
	}
}
