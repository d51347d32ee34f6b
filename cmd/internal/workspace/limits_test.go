package workspace_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
)

// atTheLimit is a text of as many units of UTF-16 as a cell holds, or one fewer or more, in as few bytes that a register holds it.
func atTheLimit(t *rapid.T) (text string, fits bool) {
	n := rapid.IntRange(32_766, 32_768).Draw(t, "units")
	wide := rapid.SampledFrom([]string{"é", "长", "😀", "\\"}).Draw(t, "wide")
	k := rapid.IntRange(0, 1000).Draw(t, "many")
	units := 1
	if wide == "😀" {
		units = 2
	}
	return strings.Repeat("a", n-k*units-1) + strings.Repeat(wide, k) + "b", n <= 32_767
}

// What a cell holds is exported and makes the same round; what it does not hold is refused by what the row is called.
func TestTheLongestTextsOfAVaultAreExportedOrNamed(t *testing.T) {
	env := cheap(t)
	dir := t.TempDir()
	d := found(t, filepath.Join(dir, "a.kaohe"), env)
	defer d.Close()
	must(t, d.Apply(assess.Fields("edit.record", "d/ns/rec/r", "no", "7", "method", "briefing").Texts("d/ns/find/f", "no", "3", "kind", "problem").
		Texts("d/ns/qa/r/q", "q", "问题")))
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		text, fits := atTheLimit(rt)
		at := rapid.SampledFrom([]struct{ entity, field, called, head string }{
			{"d/ns/rec/r", "text", "南山区 7", "记录内容"}, {"d/ns/find/f", "named", "南山区 3", "反馈表述"}, {"d/ns/qa/r/q", "a", "南山区 7 问题", "答"},
		}).Draw(rt, "where")
		must(t, d.Apply(assess.Fields("edit.record", at.entity, at.field, text)))
		defer func() { must(t, d.Apply(assess.Fields("edit.record", at.entity, at.field, "短"))) }()
		out := filepath.Join(dir, fmt.Sprint(n, ".xlsx"))
		err := workspace.SaveBook(workspace.Output{Path: out}, d.Export())
		if !fits {
			var f *words.Fault
			if !errors.As(err, &f) || f.Code() != "sheet.long.row" || f.Args[1] != at.called || f.Args[2] != at.head {
				rt.Errorf("%d characters in %s: %v", len([]rune(text)), at.head, err)
			}
			return
		}
		must(t, err)
		if got := remade(t, out, env).Districts[0]; got.Records[0].Text != d.View().Districts[0].Records[0].Text ||
			got.Findings[0].Named != d.View().Districts[0].Findings[0].Named || got.Records[0].QA[0].Answer != d.View().Districts[0].Records[0].QA[0].Answer {
			rt.Errorf("a text of %s comes back otherwise", at.head)
		}
	})
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
