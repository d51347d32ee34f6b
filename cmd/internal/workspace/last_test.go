package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/roundplan"
	"kaohe/app/words"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/vault"
)

// lastYear is a vault with a mark, a signature and an open problem, closed again.
func lastYear(t *testing.T, path string, env workspace.Env) {
	t.Helper()
	d := found(t, path, env)
	must(t, d.Apply(assess.New("edit.mark").Set("d/ns/score/a1", "mark", int64(300)).Texts("d/ns/ded/a1/k", "reason", "未签").
		Set("d/ns/ded/a1/k", "amount", int64(200))))
	must(t, d.Apply(assess.Fields("edit.finding", "d/ns/find/f1", "kind", "problem", "named", "责任书没有签到社区")))
	_, err := d.Sign("ns", assess.Preparation, "chen", pin)
	must(t, err)
	must(t, d.Close())
}

func nextPlan() *roundplan.Plan {
	return &roundplan.Plan{Title: "2027年度考核", Year: "2027", City: "市打假办", Team: []roundplan.Mate{{ID: "x", Name: "陈喆", Agency: "市打假办", Role: assess.Leader, PIN: pin}}}
}

func TestARoundIsFoundedFromLastYearsVault(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	last, path := filepath.Join(dir, "2026.kaohe"), filepath.Join(dir, "2027.kaohe")
	lastYear(t, last, env)
	before, err := os.ReadFile(last)
	must(t, err)
	d, err := workspace.FoundFrom(path, last, nextPlan(), env)
	must(t, err)
	must(t, d.Close())
	a := reopen(t, path, env).View()
	ns := a.District("ns")
	if a.Year != "2027" || len(a.Team) != 1 || a.Person("chen") == nil || a.Standard.Frozen || a.Standard.Item("a1") == nil {
		t.Fatalf("%+v", a)
	}
	if l := ns.Last["a1"]; l == nil || l.Mark != "3.00" || l.Reason != "未签 -2.00" || !l.Same || len(ns.Carried) != 1 || len(ns.Tasks) == 0 {
		t.Fatalf("%+v %+v", ns.Last["a1"], ns.Carried)
	}
	if ns.Phases[assess.Preparation].Signed() != nil || ns.Subdistricts[0].Drawn {
		t.Fatal("signatures and draws belong to the last round")
	}
	after, err := os.ReadFile(last)
	must(t, err)
	if string(before) != string(after) {
		t.Fatal("last year's vault was written to")
	}
}

func TestNothingIsFoundedFromAVaultThatIsNoGood(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	last, path := filepath.Join(dir, "2026.kaohe"), filepath.Join(dir, "2027.kaohe")
	lastYear(t, last, env)
	for _, c := range []struct {
		code string
		make func(b []byte) []byte
	}{
		{"vault.empty", func([]byte) []byte { return nil }},
		{"vault.truncated", func(b []byte) []byte { return b[:len(b)/8] }}, // of a small file, half can be room for what is to come
		{"vault.foreign", func([]byte) []byte {
			return []byte("这不是考核文件，只是一段文字，够长了够长了够长了")
		}},
	} {
		b, err := os.ReadFile(last)
		must(t, err)
		bad := filepath.Join(dir, c.code+".kaohe")
		must(t, os.WriteFile(bad, c.make(b), 0o600))
		if _, err := workspace.FoundFrom(path, bad, nextPlan(), env); err == nil || !errors.As(err, new(*words.Fault)) {
			t.Errorf("%s: got %v", c.code, err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s: a vault was left behind", c.code)
		}
	}
	d, err := workspace.Open(last, vault.ReadWrite, env)
	must(t, err)
	defer d.Close()
	if _, err := workspace.FoundFrom(path, last, nextPlan(), env); !errors.Is(err, words.Refuse("vault.busy")) {
		t.Errorf("open elsewhere: got %v", err)
	}
}

func TestARealRoundBeginsUnfrozen(t *testing.T) {
	plan := nextPlan()
	plan.Areas = []*roundplan.Area{{ID: "ns", Name: "南山区", Subdistricts: []roundplan.Sub{{ID: "yh", Name: "粤海街道"}}, Tasks: []roundplan.Task{{Phase: 1, What: "通知"}}}}
	d, err := workspace.FoundRound(filepath.Join(t.TempDir(), "a.kaohe"), plan, false, cheap(t))
	must(t, err)
	defer d.Close()
	a := d.View()
	if a.Standard.Frozen || len(a.Standard.Items()) == 0 || len(a.District("ns").Tasks) != 1 || len(a.District("ns").Subdistricts) != 1 {
		t.Fatalf("%+v", a)
	}
}
