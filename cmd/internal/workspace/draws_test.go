package workspace_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/report"
	"kaohe/cmd/internal/workspace"
)

// Only the vault knows that a list was drawn from before, or again.
func TestCheckDrawAgainstTheVault(t *testing.T) {
	d := found(t, filepath.Join(t.TempDir(), "v.kaohe"), cheap(t))
	defer d.Close()
	list := []string{"甲", "乙", "丙", "丁"}
	for i, x := range []assess.Draw{{Phrase: "一"}, {Phrase: "二", Why: "停电"}} {
		x.Title, x.List, x.Count, x.Day, x.Person = "街道", list, 2, "2026-11-24", "chen"
		must(t, d.Apply(assess.PutDraw(d.View().District("ns"), &x, []string{"a", "b"}[i])))
	}
	sheet := func(i int, change func(*report.DrawSheet)) *report.DrawSheet {
		x := d.View().District("ns")
		s := report.NewDrawSheet(d.View(), x, x.Draws[i])
		change(s)
		return s
	}
	as := func(*report.DrawSheet) {}
	for _, c := range []struct {
		name          string
		sheet         *report.DrawSheet
		against       string
		differ        int
		before, after int
		ok            bool
	}{
		{"the first of two", sheet(0, as), workspace.VaultSame, 0, 0, 1, true},
		{"the second of two", sheet(1, as), workspace.VaultSame, 0, 1, 0, true},
		{"another person held it", sheet(1, func(s *report.DrawSheet) { s.Person = "张三" }), workspace.VaultDiffer, 1, 1, 0, false},
		{"another result", sheet(0, func(s *report.DrawSheet) { s.Result = list[:1] }), workspace.VaultDiffer, 1, 0, 1, false},
		{"another count", sheet(0, func(s *report.DrawSheet) { s.Count = 3 }), workspace.VaultDiffer, 1, 0, 1, false},
		{"another phrase", sheet(0, func(s *report.DrawSheet) { s.Phrase = "三" }), workspace.VaultLacks, 0, 0, 0, false},
		{"another list", sheet(0, func(s *report.DrawSheet) { s.List = list[1:] }), workspace.VaultLacks, 0, 0, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := workspace.CheckDraw(c.sheet, d)
			r := got.Record
			if got.Against != c.against || len(got.VaultDiff) != c.differ || len(r.Before) != c.before || r.After != c.after || got.OK() != c.ok {
				t.Errorf("%q, %d differ, %d before, %d after, ok %v", got.Against, len(got.VaultDiff), len(r.Before), r.After, got.OK())
			}
			if c.against != workspace.VaultLacks && (r.By != "陈喆" || r.At.IsZero() || r.Changed != 0) {
				t.Errorf("recorded by %q at %v, changed %d times", r.By, r.At, r.Changed)
			}
			said := lines(got)
			if slices.Contains(said, "prepare.verify.before") != (c.before > 0) || slices.Contains(said, "prepare.verify.after") != (c.after > 0) {
				t.Errorf("what the list was drawn from besides: %v", said)
			}
		})
	}
	alone := workspace.CheckDraw(sheet(1, as), nil)
	if !alone.OK() || !slices.Contains(lines(alone), "prepare.verify.only") || slices.Contains(lines(alone), "prepare.verify.vault.same") {
		t.Errorf("without a vault it said %v", lines(alone))
	}
	must(t, d.Apply(assess.Fields("edit.draw", "d/ns/draw/b", "day", "2026-11-25")))
	if c := workspace.CheckDraw(sheet(1, as), d); c.Record.Changed != 1 || !slices.Contains(lines(c), "prepare.verify.changed") {
		t.Errorf("a record that was changed: %v", strings.Join(lines(c), " "))
	}
}

func lines(c *workspace.DrawCheck) (keys []string) {
	for _, m := range c.Lines() {
		keys = append(keys, m.Key)
	}
	return keys
}
