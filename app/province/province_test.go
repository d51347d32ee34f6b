package province_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kaohe/app/assess"
	"kaohe/app/ledger"
	"kaohe/app/province"
	"kaohe/app/report"
	"kaohe/app/standard"
	"kaohe/app/words"
)

var update = flag.Bool("update", false, "write the goldens anew")

// say is enough of a catalogue for the golden.
var say = words.Catalog{
	"gather.same": "与{0}相同", "gather.older": "比{0}少{1}条", "gather.apart": "与{0}各有各的", "gather.twice": "{0}{1}两个，{2}个单位重复", "gather.twin": "{0}与{1}同名（{2}）",
	"fault.vault.empty": "{0}是空文件",
}

func work(problems, required, closed, overdue int) province.Work {
	return province.Work{Problems: problems, Required: required, Closed: closed, Overdue: overdue}
}

func district(name string, total standard.Points, w province.Work, themes ...string) *province.District {
	d := &province.District{Name: name, Total: total, Full: 10000, Grade: "良好", Rank: 1, Work: w, Themes: map[string]*province.Work{}}
	for _, t := range themes {
		d.Themes[t] = &province.Work{Problems: w.Problems / len(themes), Closed: w.Closed / len(themes), Overdue: w.Overdue / len(themes)}
	}
	return d
}

func round(file string, vault byte, office, year string, digest byte, ds ...*province.District) *province.Round {
	return &province.Round{File: file, Vault: ledger.Hash{vault}, Title: office + year + "考核", Office: office, Year: year, Records: 10, Day: "2026-11-28", Districts: ds,
		Has:      ledger.Frontier{{Device: ledger.Device{vault}, Seq: 10, Hash: ledger.Hash{vault, 10}}},
		Standard: province.Standard{Title: "评分标准", Version: year, Frozen: true, Items: 10, Full: 10000, Grades: []string{"优秀", "良好"}, Digest: ledger.Hash{digest}}}
}

// rounds are a province with one of each thing that has to be said.
func rounds() *province.Table {
	open := district("丙区", 3000, work(0, 0, 0, 0))
	open.Open, open.Rank, open.Grade = 7, 0, ""
	torn := district("丁区", 8000, work(0, 0, 0, 0))
	torn.Range, torn.Rank, torn.Grade, torn.Disputed = standard.Range{Low: 8000, High: 8600}, 0, "", 1
	signed := district("甲县", 9200, work(3, 3, 3, 0), "责任体系")
	signed.State, signed.Signed, signed.Grade = province.Signed, assess.Rectification, "优秀"
	changed := district("乙县", 9200, work(0, 0, 0, 0))
	changed.State, changed.Signed, changed.Disputed, changed.Why = province.Changed, assess.Summary, 2, "发生重大事故"
	forked := round("b.kaohe", 2, "乙市", "2026", 1, signed, changed)
	forked.Forks, forked.Held, forked.Disputed, forked.Lacking = 1, 4, 2, 1
	other := round("c.kaohe", 3, "丙市", "2026", 2, district("甲旗", 8000, work(2, 1, 0, 1), "执法"))
	other.Standard.Frozen = false
	older := round("a 旧.kaohe", 1, "甲市", "2026", 1, district("甲区", 100, work(9, 9, 9, 9)))
	older.Has[0].Seq, older.Records = 7, 7
	apart := round("b 另.kaohe", 2, "乙市", "2026", 1)
	apart.Has = ledger.Frontier{{Device: ledger.Device{9}, Seq: 1}}
	apart.Records = 3
	twice := round("d.kaohe", 4, "甲市", "2026", 1, district("乙区", 9900, work(0, 0, 0, 0)))
	return province.Gather([]*province.Round{
		round("a.kaohe", 1, "甲市", "2026", 1, district("甲区", 8550, work(4, 4, 2, 2), "责任体系", "执法"), district("乙区", 9000, work(0, 0, 0, 0)), open, torn),
		forked, other, older, apart, twice, round("e.kaohe", 5, "甲市", "2025", 1, district("甲区", 7777, work(0, 0, 0, 0)))},
		[]province.Left{{File: "空.kaohe", Why: words.M("fault.vault.empty", "空.kaohe"), Broken: true}})
}

// TestTheTableAsItReads: look at the golden when it changes.
func TestTheTableAsItReads(t *testing.T) {
	var b strings.Builder
	for _, block := range rounds().Document("2026-11-28", say).Blocks {
		switch x := block.(type) {
		case report.Title:
			fmt.Fprintln(&b, x.Text)
		case report.Subtitle:
			fmt.Fprintln(&b, x.Text)
		case report.Heading:
			fmt.Fprintf(&b, "\n%s\n", x.Text)
		case report.Para:
			fmt.Fprintln(&b, x.Text)
		case report.Table:
			var heads []string
			for _, c := range x.Columns {
				heads = append(heads, c.Head)
			}
			fmt.Fprintln(&b, strings.Join(heads, " | "))
			for _, r := range x.Rows {
				fmt.Fprintln(&b, strings.ReplaceAll(strings.Join(r.Cells, " | "), "\n", "＋"))
			}
		default:
			t.Fatalf("%T", block)
		}
	}
	path := filepath.Join("testdata", "table.txt")
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
}

func TestEverySheetHasARowForEachLine(t *testing.T) {
	for _, s := range rounds().Book(say).Sheets {
		if len(s.Rows) == 0 || !s.Aside {
			t.Errorf("%s: %d rows", s.Name, len(s.Rows))
		}
		for _, row := range s.Rows {
			if len(row) != len(s.Columns) {
				t.Errorf("%s: %d cells in %d columns", s.Name, len(row), len(s.Columns))
			}
		}
	}
}

// TestManyThemesStandInSeveralTables: no column is lost, and each table says whose its rows are.
func TestManyThemesStandInSeveralTables(t *testing.T) {
	var themes []string
	for n := range 40 {
		themes = append(themes, fmt.Sprintf("分类%02d", n))
	}
	table := province.Gather([]*province.Round{round("a.kaohe", 1, "甲市", "2026", 1, district("甲区", 8000, work(40, 0, 0, 0), themes...))}, nil)
	seen, tables := map[string]int{}, 0
	for _, block := range table.Document("2026-11-28", say).Blocks {
		x, ok := block.(report.Table)
		if !ok || x.Columns[0].Head != "组织考核的机关" || x.Columns[1].Head == "被考核单位" || x.Columns[1].Head == "考核名称" {
			continue
		}
		tables++
		wide := 0.0
		for _, c := range x.Columns {
			seen[c.Head]++
			wide += c.Width
		}
		if wide < 0.999 || wide > 1.001 || x.Rows[0].Cells[0] != "甲市" {
			t.Errorf("%v %v", wide, x.Rows)
		}
	}
	for _, title := range themes {
		if seen[title] != 1 {
			t.Errorf("%s stands %d times", title, seen[title])
		}
	}
	if tables < 2 {
		t.Errorf("%d tables", tables)
	}
}

// TestPlacesAreAsInOneRound: however districts are spread over rounds, their places are those that one round with all of them would give, and
// the order in which rounds come changes nothing.
func TestPlacesAreAsInOneRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []*province.District
		var rs []*province.Round
		for n := range rapid.IntRange(1, 6).Draw(t, "rounds") {
			r := round(fmt.Sprint(n, ".kaohe"), byte(n), fmt.Sprint(n, "市"), "2026", 1)
			for k := range rapid.IntRange(0, 5).Draw(t, "districts") {
				d := district(fmt.Sprint(k, "区"), standard.Points(rapid.IntRange(0, 6).Draw(t, "total")*100), work(0, 0, 0, 0))
				d.Full, d.Open = standard.Points(rapid.IntRange(0, 3).Draw(t, "full")*300), rapid.IntRange(0, 1).Draw(t, "open")
				r.Districts, all = append(r.Districts, d), append(all, d)
			}
			rs = append(rs, r)
		}
		results := make([]standard.Result, len(all))
		for i, d := range all {
			results[i] = standard.Result{Total: d.Total, Full: d.Full, Open: d.Open}
		}
		province.Gather(rapid.Permutation(rs).Draw(t, "order"), nil)
		for i, want := range standard.Places(results) {
			if all[i].Place != want {
				t.Fatalf("%+v: place %d, want %d", all[i], all[i].Place, want)
			}
		}
	})
}

func TestAScoreIsSignedOnlyWhileNothingUnderItChanged(t *testing.T) {
	signed := assess.PhaseState{Lock: &assess.SignOff{}}
	moved := assess.PhaseState{Lock: &assess.SignOff{}, Changed: []ledger.Register{{Entity: "d/x", Field: "name"}}}
	for _, c := range []struct {
		name   string
		phases [6]assess.PhaseState
		want   province.State
		last   assess.Phase
	}{
		{"nothing is signed", [6]assess.PhaseState{}, province.Draft, 0},
		{"marks are signed", [6]assess.PhaseState{assess.Preparation: signed, assess.Onsite: signed}, province.Draft, assess.Onsite},
		{"all is signed", [6]assess.PhaseState{assess.Onsite: signed, assess.Consultation: signed, assess.Summary: signed}, province.Signed, assess.Summary},
		{"a mark was changed", [6]assess.PhaseState{assess.Onsite: moved, assess.Consultation: signed, assess.Summary: signed}, province.Changed, assess.Summary},
		{"marks were reopened", [6]assess.PhaseState{assess.Consultation: signed, assess.Summary: signed}, province.Changed, assess.Summary},
	} {
		a := &assess.Assessment{Title: "x", Standard: &standard.Standard{}, Circular: &assess.Circular{}, Districts: []*assess.District{{Name: "甲区", Phases: c.phases}}}
		d := province.Of(a, province.Source{Files: []string{"a"}, Today: "2026-11-28"}).Districts[0]
		if d.State != c.want || d.Signed != c.last {
			t.Errorf("%s: %v after %v", c.name, d.State, d.Signed)
		}
	}
}
