package workspace_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// cellHolds is how many units of UTF-16 a cell holds.
const cellHolds = 32_767

// long is a text of so many units of UTF-16, some of its characters wide, in as few bytes that a register holds it.
func long(units int, wide string, many int) string {
	return strings.Repeat("a", units-many*len(utf16.Encode([]rune(wide)))-1) + strings.Repeat(wide, many) + "b"
}

// What a cell holds is exported and makes the same round; what it does not hold is refused by what the row is called.
func TestTheLongestTextsOfAVaultAreExportedOrNamed(t *testing.T) {
	env := cheap(t)
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), env)
	defer d.Close()
	must(t, d.Apply(assess.Fields("edit.record", "d/ns/rec/r", "no", "7", "method", "briefing").Texts("d/ns/find/f", "no", "3", "kind", "problem").
		Texts("d/ns/qa/r/q", "q", "问题")))
	places := []struct{ entity, field, called, head string }{
		{"d/ns/rec/r", "text", "南山区 7", "记录内容"}, {"d/ns/find/f", "named", "南山区 3", "反馈表述"}, {"d/ns/qa/r/q", "a", "南山区 7 问题", "答"},
	}
	write := func(text string, at int) {
		must(t, d.Apply(assess.Fields("edit.record", places[at].entity, places[at].field, text)))
	}
	for n, wide := range []string{"é", "长", "😀", "\\"} {
		out := filepath.Join(t.TempDir(), "a.xlsx")
		for at := range places {
			write(long(cellHolds-(n+at)%2, wide, []int{0, 1, 1000}[(n+at)%3]), at)
		}
		must(t, workspace.SaveBook(workspace.Output{Path: out}, d.Export()))
		if got, want := remade(t, out, env).Districts[0], d.View().Districts[0]; got.Records[0].Text != want.Records[0].Text ||
			got.Findings[0].Named != want.Findings[0].Named || got.Records[0].QA[0].Answer != want.Records[0].QA[0].Answer {
			t.Errorf("a text with %s comes back otherwise", wide)
		}
		for at, x := range places {
			write(long(cellHolds+1, wide, []int{0, 1, 1000}[(n+at)%3]), at)
			err := workspace.SaveBook(workspace.Output{Path: out, Replace: true}, d.Export())
			var f *words.Fault
			if !errors.As(err, &f) || f.Code() != "sheet.long.row" || f.Args[1] != x.called || f.Args[2] != x.head {
				t.Errorf("too long a text with %s in %s: %v", wide, x.head, err)
			}
			write("短", at)
		}
	}
}

// remade is the round that a workbook makes.
func remade(t *testing.T, path string, env workspace.Env) *assess.Assessment {
	t.Helper()
	g, err := workspace.ReadBook(path)
	must(t, err)
	p, err := workspace.PlanNew(g, "2026-11-24")
	must(t, err)
	d, err := workspace.FoundBook(path+".kaohe", p, "", pin, env)
	must(t, err)
	defer d.Close()
	return d.View()
}

// A register holds more than a cell: what was sent to a district is more than one cell's.
func TestADraftOfMoreThanOneCellComesBackWhole(t *testing.T) {
	env := cheap(t)
	d := found(t, filepath.Join(t.TempDir(), "a.kaohe"), env)
	defer d.Close()
	var sent []assess.DraftProblem
	for n := range 60 {
		sent = append(sent, assess.DraftProblem{Finding: fmt.Sprint("f", n), Text: strings.Repeat("word ", 200) + "\nend"})
	}
	must(t, d.Apply(assess.New("edit.draft").Set("d/ns/draft/x", "problems", sent).Texts("d/ns/draft/x", "sent", "2026-11-01")))
	out := filepath.Join(t.TempDir(), "a.xlsx")
	must(t, workspace.SaveBook(workspace.Output{Path: out}, d.Export()))
	got := remade(t, out, env).Districts[0].Drafts
	if len(got) != 1 || fmt.Sprint(got[0].Problems) != fmt.Sprint(sent) {
		t.Error("the draft comes back otherwise")
	}
}
