package workspace_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/province"
	"kaohe/app/session"
	"kaohe/app/standard"
	"kaohe/cmd/internal/workspace"
	"kaohe/data/pack"
	"kaohe/data/vault"
)

// city describes a small round that is made quickly.
type city struct {
	office, year string
	districts    int
	marks        func(district, item int) int64 // hundredths; below zero: none
	points       int64                          // of each item; 0: 10
	unmarked     int                            // districts from the end without marks
}

const cityItems = 10

// make makes the round. Districts are 甲区, 乙区, …; each second one has two problems, of which the first is closed.
func (c city) make(t testing.TB, path string, env workspace.Env) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	d, err := workspace.Found(path, workspace.Founder{ID: "chen", Name: "陈喆", Agency: c.office, Role: assess.Leader, PIN: pin},
		assess.Fields("edit.round", "round", "title", c.office+"年度考核", "city", c.office, "year", c.year), env)
	must(t, err)
	must(t, d.Use("chen"))
	must(t, d.Apply(c.standard()))
	must(t, d.Apply(assess.New("edit.freeze").Set("std", "frozen", true)))
	must(t, d.Apply(c.filled()))
	must(t, d.Close())
}

func (c city) standard() *assess.Edit {
	e := assess.Fields("edit.standard", "std", "title", "责任制考核评分标准", "version", "2026")
	e.Set("std", "grades", []standard.Grade{{Name: "优秀", From: 9000}, {Name: "良好", From: 8000}, {Name: "合格", From: 6000}, {Name: "不合格"}})
	for s, title := range []string{"组织领导", "责任落实"} {
		id := fmt.Sprint("s", s)
		e.Texts("std/sec/"+id, "title", title).Set("std/sec/"+id, "order", int64(s+1))
		for n := range cityItems / 2 {
			item := fmt.Sprintf("std/item/i%d", s*cityItems/2+n)
			e.Texts(item, "section", id, "code", fmt.Sprintf("%d.%d", s+1, n+1), "text", "考核项目").Set(item, "order", int64(n+1)).
				Set(item, "points", cmp.Or(c.points, 1000)).Set(item, "rule", standard.Rule{Kind: standard.Free, Amount: 50})
		}
	}
	return e
}

func (c city) filled() *assess.Edit {
	e := assess.New("edit.district")
	for n := range c.districts {
		entity := fmt.Sprint("d/d", n)
		e.Texts(entity, "name", string([]rune("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")[n])+"区").Set(entity, "order", int64(n+1))
		for i := range cityItems {
			if c.marks != nil && n < c.districts-c.unmarked {
				e.Set(fmt.Sprintf("%s/score/i%d", entity, i), "mark", c.marks(n, i))
			}
		}
		for f := range 2 * (n % 2) {
			find := fmt.Sprintf("%s/find/f%d", entity, f)
			e.Texts(find, "kind", "problem", "named", "责任书没有签到社区").Set(find, fmt.Sprintf("item/i%d", f*cityItems/2), true)
			e.Texts(fmt.Sprintf("%s/req/f%d", entity, f), "requirement", "补签责任书", "deadline", "2026-03-08")
			if f == 0 {
				e.Texts(fmt.Sprintf("%s/rect/f%d", entity, f), "state", "closed", "reported", "办公室", "checker", "chen", "checked", "看过")
			}
		}
	}
	return e
}

func gather(t testing.TB, dir string, env workspace.Env) *province.Table {
	t.Helper()
	table, err := workspace.Gather(context.Background(), dir, workspace.Phrases{}, env, nil)
	must(t, err)
	return table
}

func even(district, item int) int64 { return 1000 - int64(district)*50 }

func TestRoundsAreRankedOverTheProvince(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	city{office: "广州", year: "2026", districts: 3, marks: even, unmarked: 1}.make(t, filepath.Join(dir, "a/gz.kaohe"), env)
	city{office: "深圳", year: "2026", districts: 2, marks: func(d, i int) int64 { return 1000 - int64(d+1)*100 }}.make(t, filepath.Join(dir, "b.kaohe"), env)
	table := gather(t, dir, env)
	var got []string
	for _, r := range table.Rounds {
		for _, d := range r.Districts {
			got = append(got, fmt.Sprintf("%s%s %d %d %s %d %d %d", r.Office, d.Name, d.Place, d.Rank, d.Grade, d.Problems, d.Closed, d.Overdue))
		}
	}
	if s := fmt.Sprint(got); s != "[广州甲区 1 1 优秀 0 0 0 广州乙区 2 2 优秀 2 1 1 广州丙区 0 0  0 0 0 深圳甲区 3 1 优秀 0 0 0 深圳乙区 4 2 良好 2 1 1]" {
		t.Error(s)
	}
	if len(table.Groups) != 1 || table.Groups[0].Ranked != 4 || table.Broken != 0 || len(table.Doubts) != 0 {
		t.Errorf("%+v", table)
	}
}

func TestStandardsThatDifferAreRankedApart(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	city{office: "广州", year: "2026", districts: 1, marks: even}.make(t, filepath.Join(dir, "a.kaohe"), env)
	city{office: "深圳", year: "2026", districts: 1, points: 2000, marks: even}.make(t, filepath.Join(dir, "b.kaohe"), env)
	city{office: "佛山", year: "2025", districts: 1, marks: even}.make(t, filepath.Join(dir, "c.kaohe"), env)
	table := gather(t, dir, env)
	if len(table.Groups) != 3 {
		t.Fatalf("%d groups", len(table.Groups))
	}
	for _, r := range table.Rounds {
		if r.Districts[0].Place != 1 {
			t.Errorf("%s: place %d", r.Office, r.Districts[0].Place)
		}
	}
	if len(table.Doubts) != 1 { // one title and version with two contents; in another year it is the same
		t.Errorf("%+v", table.Doubts)
	}
}

// TestOfTwoCopiesTheOneWithMoreIsTaken: an older copy, one that is the same, and one that went on by itself.
func TestOfTwoCopiesTheOneWithMoreIsTaken(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	now, old, same, apart := filepath.Join(dir, "now.kaohe"), filepath.Join(dir, "old.kaohe"), filepath.Join(dir, "same.kaohe"), filepath.Join(dir, "apart.kaohe")
	city{office: "广州", year: "2026", districts: 1, marks: even}.make(t, now, env)
	copied(t, now, old)
	edited := func(path string, env workspace.Env, mark int64) {
		d, err := workspace.Open(path, vault.ReadWrite, env)
		must(t, err)
		must(t, d.Use("chen"))
		must(t, d.Apply(assess.New("edit.mark").Set("d/d0/score/i0", "mark", mark)))
		must(t, d.Close())
	}
	edited(now, env, 500)
	copied(t, now, same)
	table := gather(t, dir, env)
	if len(table.Rounds) != 1 || table.Rounds[0].Districts[0].Total != 9500 || len(table.Left) != 2 || table.Broken != 0 {
		t.Fatalf("%+v", table)
	}
	if l := table.Left[0]; l.File != "old.kaohe" || l.Why.Key != "gather.older" || l.Why.Args[1] != 1 {
		t.Errorf("%+v", l)
	}
	if l := table.Left[1]; l.File != "same.kaohe" || l.Why.Key != "gather.same" {
		t.Errorf("%+v", l)
	}
	// Both copies go on, each as another laptop.
	copied(t, old, apart)
	for _, path := range []string{apart, old} {
		other := env
		other.Keys.Dir = filepath.Join(t.TempDir(), "devices")
		d, err := workspace.Open(path, vault.ReadWrite, other)
		must(t, err)
		must(t, d.EnrolDevice(session.NewLaptop{Name: path, Shared: true}, "chen", pin))
		must(t, d.Close())
	}
	table = gather(t, dir, env)
	if len(table.Rounds) != 1 || table.Broken == 0 {
		t.Fatalf("%+v", table)
	}
}

func TestWhatCanNotBeReadIsNamed(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	city{office: "广州", year: "2026", districts: 1, marks: even}.make(t, filepath.Join(dir, "a.kaohe"), env)
	must(t, os.WriteFile(filepath.Join(dir, "empty.kaohe"), nil, 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "readme.txt"), []byte("x"), 0o600))
	sealed := env
	sealed.Seal = "correct horse battery"
	city{office: "深圳", year: "2026", districts: 1, marks: even}.make(t, filepath.Join(dir, "s.kaohe"), sealed)
	before, err := os.ReadFile(filepath.Join(dir, "a.kaohe"))
	must(t, err)
	table := gather(t, dir, env)
	var got []string
	for _, l := range table.Left {
		got = append(got, l.File+" "+l.Why.Key)
	}
	if s := strings.Join(got, "; "); s != "empty.kaohe fault.vault.empty; s.kaohe fault.vault.sealed" || table.Broken != 2 || len(table.Rounds) != 1 {
		t.Error(s)
	}
	with := func(phrases ...string) *province.Table {
		table, err := workspace.Gather(context.Background(), dir, workspace.Phrases{Vaults: phrases}, env, nil)
		must(t, err)
		return table
	}
	if table = with("wrong horse battery"); table.Left[1].Why.Key != "fault.passphrase.wrong" {
		t.Errorf("%+v", table.Left)
	}
	if table = with("wrong horse battery", sealed.Seal); len(table.Rounds) != 2 || table.Broken != 1 {
		t.Errorf("%+v", table.Left)
	}
	after, err := os.ReadFile(filepath.Join(dir, "a.kaohe"))
	must(t, err)
	if string(before) != string(after) {
		t.Error("a vault was written to")
	}
	none := t.TempDir()
	_, err = workspace.Gather(context.Background(), none, workspace.Phrases{}, env, nil)
	refused(t, "gather.none", err)
	_, err = workspace.Gather(context.Background(), filepath.Join(none, "x"), workspace.Phrases{}, env, nil)
	refused(t, "folder", err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = workspace.Gather(ctx, dir, workspace.Phrases{}, env, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestBackupsAreCountedAndNotRead(t *testing.T) {
	dir, env := t.TempDir(), cheap(t)
	path := filepath.Join(dir, "a.kaohe")
	city{office: "广州", year: "2026", districts: 1, marks: even}.make(t, path, env)
	d, err := workspace.Open(path, vault.ReadWrite, env)
	must(t, err)
	for _, b := range d.Backup(context.Background(), []string{workspace.Beside(path)}, func(int, int) {}) {
		must(t, b.Err)
	}
	must(t, d.Close())
	table := gather(t, dir, env)
	if len(table.Rounds) != 1 || table.Rounds[0].File != "a.kaohe" || len(table.Left) != 1 || table.Left[0].Why.Key != "gather.backups" || table.Broken != 0 {
		t.Fatalf("%+v", table)
	}
	must(t, os.Remove(path))
	if table = gather(t, dir, env); len(table.Rounds) != 1 || len(table.Left) != 0 {
		t.Fatalf("where only a backup is left, it counts: %+v", table)
	}
}

func copied(t testing.TB, from, to string) {
	t.Helper()
	b, err := os.ReadFile(from)
	must(t, err)
	must(t, os.WriteFile(to, b, 0o600))
}

// packed writes a package of what a vault has beyond has, for who knows the passphrase or, where it is empty, for this laptop.
func packed(t testing.TB, vaultPath, path string, has ledger.Frontier, passphrase string, env workspace.Env) (all ledger.Frontier) {
	t.Helper()
	v, err := vault.Open(vaultPath, vault.ReadOnly, nil)
	must(t, err)
	defer v.Close()
	state := ledger.New()
	must(t, v.Load(func(r *ledger.Record) error { state.Keep(r); return nil }))
	key, _, err := env.Keys.Load(v.ID())
	must(t, err)
	lock := pack.Lock{Passphrase: passphrase}
	if passphrase == "" {
		lock.Team = []pack.Recipient{{Key: key.Device()}}
	}
	all = state.Frontier(ledger.Device{})
	m := pack.Manifest{Vault: v.ID(), Made: 1, Heads: all, Chains: pack.Chains(state, has, nil)}
	_, err = pack.Save(path, true, pack.Draft{Manifest: m, From: v, By: key, Lock: lock})
	must(t, err)
	return all
}

// TestPackagesAreRounds: by this laptop's key or a passphrase, with the vault or without, in any order, and never with a hole unsaid.
func TestPackagesAreRounds(t *testing.T) {
	home, env := t.TempDir(), cheap(t)
	path, phrase := filepath.Join(home, "a.kaohe"), "correct horse battery"
	city{office: "广州", year: "2026", districts: 1, marks: even}.make(t, path, env)
	first, second := filepath.Join(home, "z first.kpack"), filepath.Join(home, "a second.kpack")
	old := filepath.Join(home, "old.kaohe")
	copied(t, path, old)
	has := packed(t, path, first, nil, "", env)
	d, err := workspace.Open(path, vault.ReadWrite, env)
	must(t, err)
	must(t, d.Use("chen"))
	must(t, d.Apply(assess.New("edit.mark").Set("d/d0/score/i0", "mark", int64(500))))
	must(t, d.Close())
	packed(t, path, second, has, phrase, env)
	stranger := env
	stranger.Keys.Dir = filepath.Join(home, "nobody")
	for name, c := range map[string]struct {
		files   []string
		phrases []string
		env     workspace.Env
		total   standard.Points // -1: no round
		left    string
	}{
		"whole":               {[]string{first}, nil, env, 10000, ""},
		"two":                 {[]string{first, second}, []string{"wrong horse battery", phrase}, env, 9500, ""},
		"vault and package":   {[]string{old, second}, []string{phrase}, env, 9500, ""},
		"without the first":   {[]string{second}, []string{phrase}, env, -1, "gather.gap"},
		"for somebody else":   {[]string{first}, nil, stranger, -1, "fault.pack.locked"},
		"without passphrase":  {[]string{old, second}, nil, env, 10000, "fault.pack.passphrase"},
		"with a wrong phrase": {[]string{old, second}, []string{"wrong horse battery"}, env, 10000, "fault.pack.wrong"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, f := range c.files {
				copied(t, f, filepath.Join(dir, filepath.Base(f)))
			}
			table, err := workspace.Gather(context.Background(), dir, workspace.Phrases{Packages: c.phrases}, c.env, nil)
			var left []string
			for _, l := range table.Left {
				left = append(left, l.Why.Key)
			}
			if strings.Join(left, " ") != c.left {
				t.Errorf("left: %v", left)
			}
			if c.total < 0 {
				refused(t, "gather.none", err)
				return
			}
			must(t, err)
			if r := table.Rounds[0]; len(table.Rounds) != 1 || r.Districts[0].Total != c.total || r.Lacking != 0 {
				t.Errorf("%+v %+v", r, r.Districts[0])
			}
		})
	}
}

// TestAPackageThatIsNotAllOfItsRoundSaysSo: its sender had more than is in it.
func TestAPackageThatIsNotAllOfItsRoundSaysSo(t *testing.T) {
	home, env := t.TempDir(), cheap(t)
	path := filepath.Join(home, "a.kaohe")
	city{office: "广州", year: "2026", districts: 1, marks: even}.make(t, path, env)
	dir := t.TempDir()
	other := env
	other.Keys.Dir = filepath.Join(home, "other")
	d, err := workspace.Open(path, vault.ReadWrite, other)
	must(t, err)
	must(t, d.EnrolDevice(session.NewLaptop{Name: "二", Shared: true}, "chen", pin))
	own := d.Own()
	must(t, d.Close())
	v, err := vault.Open(path, vault.ReadOnly, nil)
	must(t, err)
	state := ledger.New()
	must(t, v.Load(func(r *ledger.Record) error { state.Keep(r); return nil }))
	must(t, v.Close())
	has := slices.DeleteFunc(state.Frontier(ledger.Device{}), func(x ledger.Tip) bool { return x.Device != own }) // the second laptop's are left out
	packed(t, path, filepath.Join(dir, "a.kpack"), has, "", env)
	table := gather(t, dir, env)
	if r := table.Rounds[0]; r.Lacking != 1 {
		t.Errorf("%+v", r)
	}
}
